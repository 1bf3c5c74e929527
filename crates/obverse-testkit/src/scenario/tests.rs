//! The scenarios agree with themselves: shares with points, terms with pairs, pairs with the summary.

use std::collections::BTreeSet;

use obverse::{Code, Severity};

use super::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios")
}

fn all() -> Vec<Scenario> {
    load_all(&folder()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_file_is_a_scenario_with_a_why() {
    let all = all();
    assert!(all.len() >= 25, "{} scenarios", all.len());
    for scenario in &all {
        assert!(scenario.why.len() > 20 && scenario.why.ends_with('.'), "{}: say why in a sentence", scenario.name);
    }
}

#[test]
fn terms_follow_from_their_measures() {
    for scenario in all() {
        for pair in scenario.expect.pairs.iter().chain(&scenario.expect.explain) {
            for (component, term) in &pair.terms {
                let points = term.measure.term(term.weight);
                assert_eq!(points, term.points, "{}: {component} of {} {}", scenario.name, pair.junior, pair.senior);
                let known = obverse::policy::Component::parse(component);
                assert!(known.is_some(), "{}: no component {component}", scenario.name);
            }
            let weights: u64 = pair.terms.values().map(|term| term.weight).sum();
            if let (Some(points), true) = (pair.points, weights == 1_000_000) {
                let sum: i64 = pair.terms.values().map(|term| term.points).sum();
                assert_eq!(sum, points, "{}: {} {}", scenario.name, pair.junior, pair.senior);
            } else {
                assert_eq!(weights, 0, "{}: {} {} lists some terms only", scenario.name, pair.junior, pair.senior);
            }
        }
    }
}

#[test]
fn pairs_add_up_to_the_summary() {
    for scenario in all() {
        let (expect, name) = (&scenario.expect, &scenario.name);
        if !expect.problems.is_empty() {
            assert!(expect.pairs.is_empty() && expect.summary.pairs.is_none(), "{name}: errors and a result");
            continue;
        }
        if expect.all_pairs {
            assert_eq!(expect.summary.pairs, Some(expect.pairs.len() as u64), "{name}");
            let points: Option<i64> = expect.pairs.iter().map(|pair| pair.points).sum();
            assert_eq!(points, expect.summary.points, "{name}");
            let juniors: BTreeSet<&str> = expect.pairs.iter().map(|pair| pair.junior.as_str()).collect();
            let seniors: BTreeSet<&str> = expect.pairs.iter().map(|pair| pair.senior.as_str()).collect();
            if let Some(people) = expect.summary.people_paired {
                assert_eq!(people, (juniors.len() + seniors.len()) as u64, "{name}");
            }
            for person in &expect.unmatched {
                let paired = if person.role == "junior" { &juniors } else { &seniors };
                assert!(!paired.contains(person.id.as_str()), "{name}: {} is paired and unmatched", person.id);
            }
        }
        if let (Some(juniors), Some(seniors), Some(candidates)) =
            (expect.summary.juniors, expect.summary.seniors, expect.summary.candidate_pairs)
        {
            assert!(candidates <= juniors * seniors, "{name}");
        }
    }
}

#[test]
fn everyone_named_has_a_row() {
    for scenario in all() {
        let Some(people) = &scenario.people else { continue };
        let ids: BTreeSet<&str> = people.trim().lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        let pairs = scenario.expect.pairs.iter().chain(&scenario.expect.explain);
        let named = pairs.flat_map(|pair| [&pair.junior, &pair.senior]);
        for id in named.chain(scenario.expect.unmatched.iter().map(|person| &person.id)) {
            assert!(ids.contains(id.as_str()), "{}: {id}", scenario.name);
        }
        let cells = |line: &str| line.split(',').count();
        let header = people.trim().lines().next().map_or(0, cells);
        for line in people.trim().lines() {
            assert_eq!(cells(line), header, "{}: {line}", scenario.name);
        }
    }
}

#[test]
fn codes_are_published() {
    let known = |code: &str, severity| Code::ALL.iter().any(|c| c.as_str() == code && c.severity() == severity);
    for scenario in all() {
        for code in &scenario.expect.problems {
            assert!(known(code, Severity::Error), "{}: {code}", scenario.name);
        }
        for code in &scenario.expect.warnings {
            assert!(known(code, Severity::Warning), "{}: {code}", scenario.name);
        }
    }
}

#[test]
fn fractions_round_half_up() {
    let fraction = |text: &str| Fraction::try_from(text.to_owned());
    assert_eq!(fraction("1/128").map(|f| f.term(1_000_000)), Ok(7_813));
    assert_eq!(fraction("1/3").map(|f| f.term(1_000_000)), Ok(333_333));
    assert_eq!(fraction("2/3").map(|f| f.term(1_000_000)), Ok(666_667));
    assert_eq!(fraction("1").map(|f| f.term(150_000)), Ok(150_000));
    assert!(fraction("1/0").is_err() && fraction("half").is_err());
}

#[test]
fn files_and_arguments_are_written() {
    let scenario = load(&folder().join("component_culture_distances.toml")).unwrap();
    let target = std::env::temp_dir().join(format!("obverse-scenario-{}", std::process::id()));
    fs::create_dir_all(&target).unwrap();
    let arguments = scenario.write_into(&target, Path::new("examples")).unwrap();
    let path = |name: &str| target.join(name).to_string_lossy().into_owned();
    assert_eq!(arguments, [path("people.csv"), "--policy".to_owned(), path("policy.toml")]);
    let policy: toml::Table = toml::from_str(&fs::read_to_string(path("policy.toml")).unwrap()).unwrap();
    assert!(policy.contains_key("weights"));
    assert!(fs::read_to_string(path("culture_distances.csv")).unwrap().contains("b,a,0.25"));
    fs::remove_dir_all(&target).unwrap();
}

#[test]
fn an_example_is_read_where_it_is() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let options = |name: &str| -> Vec<String> {
        let scenario = load(&folder().join(name)).unwrap();
        let arguments = scenario.write_into(&std::env::temp_dir(), &examples).unwrap();
        arguments.into_iter().filter(|argument| argument.starts_with("--")).collect()
    };
    assert_eq!(
        options("example_sample_company.toml"),
        ["--signups", "--conflicts", "--fixed-pairs", "--past-pairs", "--policy"]
    );
    assert_eq!(options("example_sample_company_plain.toml"), ["--policy"]);
}
