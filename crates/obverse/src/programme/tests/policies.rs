//! First looks under policies of every kind: nothing that matters is lost, whatever there is to bound.

use std::sync::Arc;

use super::{assert_lines_agree, mixed};
use crate::policy::{Component, Policy, Tiers};
use crate::score::Measure;
use crate::{Programme, Workforce};

/// People as text: some facts of some people missing, skills and wants of so many kinds.
struct Company {
    people: u32,
    skills: u64,
    wants: u64,
    /// Per hundred.
    missing: u64,
    seed: u64,
}

impl Company {
    fn csv(&self) -> Vec<u8> {
        let mut next = mixed(self.seed + 17);
        let mut csv =
            String::from("id,name,role,manager_id,birth_year,gender,culture,languages,skills,wants,requests\n");
        for k in 0..self.people {
            let role = if k % 2 == 0 { "junior" } else { "senior" };
            let manager = if k < 3 { String::new() } else { format!("p{}", next() % 3) };
            // Few have or want what has a high number.
            let mut cell = |most: u64, least: u64, width: u64| -> String {
                let mut some: Vec<u64> = (0..=next() % most)
                    .map(|_| (next() % self.skills, next() % self.skills))
                    .map(|(one, other)| one * other / self.skills)
                    .collect();
                some.sort_unstable();
                some.dedup();
                let entries = some.iter().map(|skill| format!("s{skill}:{}", least + next() % width));
                entries.collect::<Vec<_>>().join(";")
            };
            let (skills, wants) = (cell(7, 0, 6), cell(self.wants, 1, 3));
            let mut pick = |all: &[&str]| all[(next() % all.len() as u64) as usize].to_owned();
            let gender = pick(&["f", "m", "x"]);
            let culture = format!("{};{}", pick(&["aa", "bb", "cc", "dd"]), pick(&["aa", "ee", "ff"]));
            let languages = format!("{};{}", pick(&["en", "fr", "de"]), pick(&["es", "it", "en", "pl"]));
            let born = (1945 + next() % 60).to_string();
            let asked =
                if next().is_multiple_of(4) { format!("p{}", next() % u64::from(self.people)) } else { String::new() };
            let mut maybe = |cell: String| if next() % 100 < self.missing { String::new() } else { cell };
            let cells = [born, gender, culture, languages, skills, wants].map(&mut maybe).join(",");
            csv.push_str(&format!("p{k},P {k},{role},{manager},{cells},{asked}\n"));
        }
        csv.into_bytes()
    }

    fn programme(&self, policy: Policy) -> Programme {
        let workforce = Workforce::from_csv(self.csv().as_slice()).unwrap();
        policy.check().unwrap().prepare(&workforce).unwrap()
    }
}

const SMALL: Company = Company { people: 900, skills: 12, wants: 4, missing: 12, seed: 1 };

fn weighing(weights: &[(Component, f64)]) -> Policy {
    let weighed = |policy: Policy, (component, weight): &(Component, f64)| policy.weight(component.clone(), *weight);
    weights.iter().try_fold(Policy::default(), weighed).unwrap()
}

fn all() -> Policy {
    weighing(&[
        (Component::SkillGap, 0.35),
        (Component::ReciprocalSkillGap, 0.2),
        (Component::Generation, 0.1),
        (Component::Culture, 0.1),
        (Component::Gender, 0.1),
        (Component::Request, 0.15),
    ])
}

#[test]
fn with_everything_and_much_missing() {
    for (missing, seed) in [(0, 1), (12, 2), (60, 3)] {
        assert_lines_agree(&Company { missing, seed, ..SMALL }.programme(all()), 41, false);
    }
}

#[test]
fn with_skills_and_nothing_else() {
    for component in [Component::SkillGap, Component::ReciprocalSkillGap] {
        assert_lines_agree(&SMALL.programme(weighing(&[(component, 1.0)])), 41, false);
    }
    assert_lines_agree(&SMALL.programme(weighing(&[(Component::Gender, 1.0), (Component::Request, 2.0)])), 41, false);
}

#[test]
fn with_skills_that_few_have() {
    let company = Company { people: 3_000, skills: 400, wants: 5, ..SMALL };
    assert_lines_agree(&company.programme(all()), 211, false);
}

#[test]
fn with_long_lists_of_wants() {
    // 60 wants of importance 1 to 3 and a scale of 5: denominators on both sides of 254
    let company = Company { people: 400, skills: 80, wants: 60, ..SMALL };
    assert_lines_agree(&company.programme(all()), 19, false);
}

#[test]
fn with_topics_for_those_who_want_nothing() {
    let company = Company { missing: 40, ..SMALL };
    assert_lines_agree(&company.programme(all().topics(["s1", "s2", "unheard of"])), 41, false);
}

#[test]
fn with_a_least_score() {
    for min_points in [1, 300_000, 550_000, 1_000_000] {
        let policy = all().tiers(Tiers { min_points, ..Tiers::default() });
        assert_lines_agree(&SMALL.programme(policy), 41, false);
    }
}

#[test]
fn with_several_attributes_of_culture() {
    let mut policy = all();
    policy.score.culture.columns = vec!["culture".to_owned(), "languages".to_owned()];
    assert_lines_agree(&Company { people: 6_000, ..SMALL }.programme(policy), 500, false);
}

#[test]
fn with_a_measure_of_the_callers() {
    let measure: Arc<dyn Measure> =
        Arc::new(|junior: &str, senior: &str| Some(((junior.len() * 3 + senior.len()) % 5) as f64 / 4.0));
    assert_lines_agree(&SMALL.programme(all().custom("chemistry", 0.3, measure).unwrap()), 61, false);
}

#[test]
fn in_the_order_of_types_over_several_blocks() {
    let policy = weighing(&[
        (Component::SkillGap, 0.4),
        (Component::ReciprocalSkillGap, 0.15),
        (Component::Generation, 0.15),
        (Component::Gender, 0.15),
    ]);
    assert_lines_agree(&Company { people: 18_500, ..SMALL }.programme(policy), 1_777, true);
}
