//! What must follow from one result for another: doubled people, fewer rules, scaled weights.

use obverse_testkit::strategy::{Case, case};
use proptest::prelude::*;

use crate::ready;

/// Two disjoint copies of a workforce: ids get a suffix, everything else stays.
fn doubled(text: &str) -> String {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    for copy in ["-a", "-b"] {
        let ids = |cell: &str| -> String {
            let parts: Vec<String> = cell
                .split(';')
                .map(|id| if id.trim().is_empty() { String::new() } else { format!("{}{copy}", id.trim()) })
                .collect();
            parts.join(";")
        };
        for row in &rows {
            let cells = header.iter().zip(row).map(|(name, cell)| match name {
                "id" | "manager_id" | "dotted_line_ids" | "requests" => ids(cell),
                _ => cell.to_owned(),
            });
            writer.write_record(cells.collect::<Vec<_>>()).unwrap();
        }
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ready::cases(100))]

    /// Two copies can do at least what each does alone, provided that a pair is worth the same and as eligible as before: so
    /// constants are settled, the same components are live (somebody with both roles can meet their copy), and nobody is judged
    /// more kindly for being left with nobody (a copy is somebody).
    #[test]
    fn two_copies_reach_at_least_twice_as_much(case in case(10)) {
        let policy = ready::without(&ready::without(&case.policy, "missing ="), "if_nobody_left");
        let policy = format!("missing = \"zero\"\n{policy}");
        let alone = Case { conflicts: None, past_pairs: None, existing_pairs: None, fixed_pairs: None, ..case };
        let Ok(one) = ready::programme_under(&alone, &policy) else { return Ok(()) };
        let two = Case { people: doubled(&alone.people), ..alone };
        let two = ready::programme_under(&two, &policy).map_err(|p| TestCaseError::fail(p.to_string()))?;
        let live = |p: &obverse::Programme| p.score().components().iter().map(|c| c.component.clone()).collect::<Vec<_>>();
        prop_assume!(live(&one) == live(&two));
        let (one, two) = (one.solve().unwrap(), two.solve().unwrap());
        let (one, two) = (one.summary(), two.summary());
        let coverage = !policy.contains("coverage = false");
        if coverage {
            prop_assert!(two.people_paired >= 2 * one.people_paired);
        }
        if !coverage || two.people_paired == 2 * one.people_paired {
            prop_assert!(two.points >= 2 * one.points);
        }
    }

    /// Unless it leaves somebody with nobody whom `if_nobody_left` then judges more kindly.
    #[test]
    fn a_conflict_more_never_helps(case in case(12), who in any::<prop::sample::Index>()) {
        let case = Case { policy: ready::without(&case.policy, "if_nobody_left"), ..case };
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let matching = programme.solve().unwrap();
        let free: Vec<_> = matching.pairs().filter(|pair| !pair.flags.contains(&"fixed")).collect();
        prop_assume!(!free.is_empty());
        let pair = &free[who.index(free.len())];
        let mut conflicts = case.conflicts.clone().unwrap_or_else(|| "junior,senior,reason\n".to_owned());
        if !conflicts.ends_with('\n') {
            conflicts.push('\n');
        }
        let columns = conflicts.lines().next().unwrap().split(',').count();
        let row: Vec<&str> = [pair.junior.as_str(), pair.senior.as_str(), "test"].into_iter().take(columns).collect();
        let quoted: Vec<String> = row.iter().map(|cell| format!("\"{cell}\"")).collect();
        conflicts.push_str(&quoted.join(","));
        conflicts.push('\n');
        // A fixed pair's override covers its rules, so the fixed pairs stay as they are.
        let fewer = ready::programme(&Case { conflicts: Some(conflicts), ..case });
        let fewer = fewer.map_err(|p| TestCaseError::fail(p.to_string()))?.solve().unwrap();
        let (before, after) = (matching.summary(), fewer.summary());
        if programme.policy().to_toml().contains("coverage = true") {
            prop_assert!((after.people_paired, after.points) <= (before.people_paired, before.points));
        } else {
            prop_assert!(after.points <= before.points);
        }
    }

    #[test]
    fn weights_are_shares(case in case(12)) {
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let mut inside = false;
        let scaled: String = case.policy.lines().map(|line| {
            if line.starts_with('[') {
                inside = line == "[weights]";
            }
            match line.split_once(" = ") {
                Some((name, weight)) if inside => format!("{name} = {}\n", weight.trim().parse::<f64>().unwrap() * 4.0),
                _ => format!("{line}\n"),
            }
        }).collect();
        let other = ready::programme_under(&case, &scaled).map_err(|p| TestCaseError::fail(p.to_string()))?;
        let (one, other) = (programme.solve().unwrap(), other.solve().unwrap());
        prop_assert_eq!(one.pairs().map(|p| (p.junior, p.senior, p.points)).collect::<Vec<_>>(),
            other.pairs().map(|p| (p.junior, p.senior, p.points)).collect::<Vec<_>>());
    }
}
