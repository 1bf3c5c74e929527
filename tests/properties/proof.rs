//! Promise 2: a certificate with every matching, accepted by a verifier that shares no code with the solver.

use obverse_testkit::strategy::case;
use proptest::prelude::*;
use serde_json::Value;

use crate::ready;

proptest! {
    #![proptest_config(ready::cases(250))]

    #[test]
    fn the_slow_verifier_accepts(case in case(16)) {
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let matching = programme.solve().unwrap();
        prop_assert!(matching.certificate().verified);
        prop_assert_eq!(matching.certificate().gap, 0);
        let found = programme.verify(&ready::json(&matching)).unwrap();
        prop_assert!(found.holds, "{:?}", found.findings);
        prop_assert_eq!(found.optimal, Some(true));
    }

    #[test]
    fn a_changed_result_is_refused(case in case(10), which in 0_usize..8) {
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let matching = programme.solve().unwrap();
        let mut result = ready::value(&matching);
        prop_assume!(!result["pairs"].as_array().unwrap().is_empty());
        tamper(&mut result, which);
        let found = programme.verify(&result.to_string()).unwrap();
        prop_assert!(!found.holds, "tampering {which} went unnoticed");
    }

    #[test]
    fn raising_a_price_breaks_the_proof(case in case(10), which in any::<prop::sample::Index>()) {
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let matching = programme.solve().unwrap();
        let mut result = ready::value(&matching);
        // Three people more for a place than any pair is worth: a pair that is made then uses its place at a loss. (Points alone
        // would not do: where both have places to spare, what a pair is worth above its two prices is free to shift.)
        let pairs = result["pairs"].as_array().unwrap().clone();
        let free: Vec<&Value> = pairs.iter().filter(|p| !p["flags"].as_array().unwrap().contains(&"fixed".into())).collect();
        prop_assume!(!free.is_empty());
        let senior = free[which.index(free.len())]["senior"].as_str().unwrap().to_owned();
        let entry = &mut result["certificate"]["prices"][&senior];
        let level = if entry.get("senior").is_some() { &mut entry["senior"]["level"] } else { &mut entry["level"] };
        *level = (level.as_i64().unwrap() + 3).into();
        let found = programme.verify(&result.to_string()).unwrap();
        prop_assert_eq!(found.optimal, Some(false));
    }
}

fn tamper(result: &mut Value, which: usize) {
    let add = |value: &mut Value| *value = (value.as_u64().unwrap() + 1).into();
    match which {
        0 => add(&mut result["pairs"][0]["points"]),
        1 => add(&mut result["summary"]["points"]),
        2 => add(&mut result["summary"]["people_paired"]),
        3 => drop(result["pairs"].as_array_mut().unwrap().pop()),
        4 => {
            let pair = result["pairs"][0].clone();
            result["pairs"].as_array_mut().unwrap().push(pair);
        }
        5 => add(&mut result["certificate"]["points"]),
        6 => result["run"]["workforce_sha256"] = "0".into(),
        _ => {
            let id = result["pairs"][0]["junior"].clone();
            result["pairs"][0]["senior"] = id;
        }
    }
}
