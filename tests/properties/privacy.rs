//! Promise 7: protected values are in breakdowns only, and what is not recorded is neutral.

use obverse::policy::{Component, Policy};
use obverse::{Problems, Workforce};

const SECRET: [&str; 4] = ["secretgender", "secretculture", "1961-02-03", "secretnation"];

fn hides(text: &str) {
    for secret in SECRET {
        assert!(!text.to_lowercase().contains(secret), "{secret} is in {text}");
    }
}

fn shown(problems: &Problems) -> String {
    format!("{problems} {problems:?} {}", serde_json::to_string(problems).unwrap())
}

#[test]
fn protected_values_are_not_in_debug_or_messages() {
    let policy =
        Policy::from_toml("protected = [\"nation\"]\n[weights]\ngender = 1\nculture = 1\ngeneration = 1").unwrap();
    let people = "id,role,gender,culture,birth_date,nation\n\
        a,junior,secretgender,secretculture,1961-02-03,secretnation\n\
        b,senior,x,y,1990-01-01,z\n";
    let (workforce, warnings) = policy.reader().people("people.csv", people.as_bytes()).finish().unwrap();
    let programme = policy.clone().check().unwrap().prepare(&workforce).unwrap();
    let matching = programme.solve().unwrap();
    hides(&shown(&warnings));
    hides(&format!(
        "{workforce:?} {programme:?} {matching:?} {policy:?} {:?}",
        programme.score().breakdown(workforce.person("a").unwrap(), workforce.person("b").unwrap(),)
    ));
    hides(&format!("{:?}", matching.pairs().collect::<Vec<_>>()));
    hides(&matching.summary().text);
    hides(&format!("{:?} {:?}", matching.unmatched(), programme.explain("a", "b").unwrap()));
}

#[test]
fn protected_values_are_not_in_problems() {
    let policy = Policy::from_toml(
        "protected = [\"nation\"]\n[rules.shares]\nwindows = [{ column = \"nation\", at_most = 1 }]\nreason = \"test\"",
    );
    let policy = policy.unwrap();
    // Each of these is unreadable in its own way.
    for (header, cell) in [
        ("birth_date", "secretgender"),
        ("birth_year", "secretculture"),
        ("age", "secretnation"),
        ("generation", "secretculture"),
        ("nation", "secretnation"),
    ] {
        let people = format!("id,role,skills,wants,{header}\na,junior,x:5,,{cell}\nb,senior,y:1,x:1,{cell}\n");
        let result = policy.reader().people("people.csv", people.as_bytes()).finish();
        let problems = match result {
            Ok((workforce, warnings)) => {
                hides(&shown(&warnings));
                match policy.clone().check().unwrap().prepare(&workforce) {
                    Ok(_) => continue,
                    Err(error) => error.problems().unwrap().clone(),
                }
            }
            Err(error) => error.problems().unwrap().clone(),
        };
        assert!(problems.has_errors(), "{header}");
        hides(&shown(&problems));
    }
}

#[test]
fn protected_values_are_not_in_what_a_check_finds() {
    let policy =
        "[weights]\nskill_gap = 1\ngender = 1\n[components.gender]\ntable = [[\"secretgender\", \"y\", 1.0]]\n";
    let policy = Policy::from_toml(policy).unwrap();
    let people = "id,role,gender,skills,wants\na,junior,secretgender,x:5,\nb,senior,y,x:1,x:1\n";
    let (workforce, _) = policy.reader().people("people.csv", people.as_bytes()).finish().unwrap();
    let programme = policy.check().unwrap().prepare(&workforce).unwrap();
    let result = crate::ready::value(&programme.solve().unwrap());
    assert_eq!(result["pairs"][0]["terms"]["gender"]["measure"], 1.0);
    let found = |pointer: &str, value: serde_json::Value| {
        let mut changed = result.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        let found = programme.verify(&changed.to_string()).unwrap();
        assert!(!found.holds && found.findings.len() == 1, "{:?}", found.findings);
        hides(&format!("{found:?}"));
        found.findings[0].clone()
    };
    let shown = found("/pairs/0/terms/skill_gap/measure", 0.25.into());
    assert_eq!((shown.found.as_deref(), shown.expected.as_deref()), (Some("0.25"), Some("1.0")));
    for (pointer, path) in [
        ("/pairs/0/terms/gender/measure", "pairs[0].terms.gender.measure"),
        ("/pairs/0/terms/gender", "pairs[0].terms.gender"),
        ("/run/components/1/constant", "run.components[1].constant"),
        ("/run/policy/components/gender", "run.policy.components.gender"),
        ("/run/policy/components/gender/table", "run.policy.components.gender"),
    ] {
        let unseen = found(pointer, 0.25.into());
        assert_eq!((unseen.path.as_str(), &unseen.found, &unseen.expected), (path, &None, &None));
    }
}

#[test]
fn a_column_of_blanks_changes_no_points() {
    let with =
        "id,role,skills,wants,gender,culture,birth_year\na,junior,x:5,,,,\nb,senior,y:1,x:1,,,\nc,junior,y:3,,,,\n";
    let without = "id,role,skills,wants\na,junior,x:5,\nb,senior,y:1,x:1\nc,junior,y:3,\n";
    let points = |text: &str| {
        let workforce = Workforce::from_csv(text.as_bytes()).unwrap();
        let programme = Policy::default().check().unwrap().prepare(&workforce).unwrap();
        ["a", "c"].map(|junior| programme.explain(junior, "b").unwrap().points)
    };
    assert_eq!(points(with), points(without));
}

#[test]
fn attribute_free_mode_reads_no_protected_attribute() {
    let base = "id,role,skills,wants,gender,culture,birth_year\na,junior,x:5,,f,p,1990\nb,senior,y:1,x:1,m,q,1960\nc,junior,x:2,,m,q,1960\n";
    let changed = base.replace(",f,p,1990", ",m,q,1960");
    let points = |text: &str| {
        let workforce = Workforce::from_csv(text.as_bytes()).unwrap();
        let policy =
            Policy::default().weight(Component::SkillGap, 0.5).unwrap().weight(Component::Gender, 0.5).unwrap();
        let programme = policy.use_protected(false).check().unwrap().prepare(&workforce).unwrap();
        assert!(programme.score().protected_used().is_empty());
        ["a", "c"].map(|junior| programme.explain(junior, "b").unwrap().points)
    };
    assert_eq!(points(base), points(&changed));
}

#[test]
fn a_protected_column_is_protected_by_any_spelling() {
    let people = "id,role,Ethnic Group,skills,wants,manager_id\na,junior,secretnation,x:5,,b\nb,senior,12,y:1,x:1,\n";
    for (columns, protected) in [
        ("", "Ethnic Group"),
        ("", "ethnic_group"),
        ("", "ETHNIC  GROUP"),
        ("\"Ethnic Group\" = \"origin\"", "Ethnic Group"),
        ("\"Ethnic Group\" = \"origin\"", "Origin"),
        ("\"ethnic_group\" = \"origin\"", "ethnic group"),
    ] {
        for used in ["Ethnic Group", "ethnic_group"].into_iter().chain((!columns.is_empty()).then_some("origin")) {
            let text = |extra: &str| {
                format!(
                    "protected = [\"{protected}\"]\n{extra}\n[columns]\n{columns}\n[weights]\nskill_gap = 1\n\
                     \"attribute:{used}\" = 1\n[components.\"attribute:{used}\"]\nmeasure = \"distance\"\nrange = 9\n"
                )
            };
            let prepare = |policy: &Policy| {
                let (workforce, _) = policy.reader().people("people.csv", people.as_bytes()).finish().unwrap();
                policy.clone().check().unwrap().prepare(&workforce)
            };
            // The cell is no number: the problem names the row, not the value.
            let error = prepare(&Policy::from_toml(&text("")).unwrap()).unwrap_err();
            let problems = error.problems().unwrap();
            assert_eq!(problems.iter().next().unwrap().rows, [2]);
            hides(&shown(problems));
            // In attribute-free mode it is not even read.
            let programme = prepare(&Policy::from_toml(&text("use_protected = false")).unwrap()).unwrap();
            assert!(programme.warnings().is_empty() && programme.score().components().len() == 1);
        }
    }
}

#[test]
fn protected_grades_are_not_listed() {
    let policy = Policy::from_toml("protected = [\"Grade\"]\n[rules.grade_gap]\nat_least = 1").unwrap();
    for people in [
        "id,role,grade,skills,wants\na,junior,secretnation,x:5,\nb,senior,3,y:1,x:1\n",
        "id,role,grade,skills,wants\na,,secretnation,x:5,\nb,,3,y:1,x:1\n",
    ] {
        let (workforce, _) = policy.reader().people("people.csv", people.as_bytes()).finish().unwrap();
        let error = policy.clone().check().unwrap().prepare(&workforce).unwrap_err();
        hides(&shown(error.problems().unwrap()));
    }
}

#[test]
fn only_a_column_that_nobody_has_is_warned_of() {
    let people = "id,role,skills,wants,manager_id\na,junior,x:5,,b\nb,senior,y:1,x:1,\n";
    let protected = |names: &str| {
        let policy = Policy::from_toml(&format!("protected = [{names}]\n[weights]\nskill_gap = 1")).unwrap();
        let (workforce, _) = policy.reader().people("people.csv", people.as_bytes()).finish().unwrap();
        policy.check().unwrap().prepare(&workforce).unwrap().warnings().len()
    };
    assert_eq!(protected("\"skills\", \"Wants\", \"hire_date\", \"capacity\", \"Sex\", \"skill.x\""), 0);
    assert_eq!(protected("\"religon\", \"faith\""), 2);
}
