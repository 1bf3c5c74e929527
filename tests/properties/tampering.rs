//! A result file is checked whole: what `pair` wrote holds, and one small change anywhere does not.

use obverse::Programme;
use obverse_testkit::strategy::case;
use obverse_testkit::tamper::{Edit, edits};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::ready;

fn refused(programme: &Programme, changed: &Value) -> bool {
    // An error (this is no result) is a refusal too.
    programme.verify(&changed.to_string()).map_or(true, |found| !found.holds && !found.findings.is_empty())
}

/// Free, as the documentation says: what does not follow from the pairs. Changed prices can still prove the result: they are
/// tampered with in the scenarios, beside a proof by sums.
fn is_free(edit: &Edit) -> bool {
    let path = edit.path();
    (edit.is_retext() && ["run.version", "run.method"].contains(&path.as_str()))
        || (edit.is_renumber() && path.starts_with("certificate.prices."))
        || (edit.is_removal() && path == "certificate.prices")
}

proptest! {
    #![proptest_config(ready::cases(400))]

    #[test]
    fn one_change_anywhere_is_found(case in case(12), which in any::<prop::sample::Index>()) {
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let result = ready::value(&programme.solve().unwrap());
        let found = programme.verify(&result.to_string()).unwrap();
        prop_assert!(found.holds, "{:?}", found.findings);
        let edits: Vec<Edit> = edits(&result).into_iter().filter(|edit| !is_free(edit)).collect();
        let edit = &edits[which.index(edits.len())];
        prop_assert!(refused(&programme, &edit.apply(&result)), "{edit} went unnoticed");
    }
}

#[test]
fn findings_do_not_depend_on_the_number_of_threads() {
    let mut csv = Vec::new();
    obverse::synthetic::Synthetic::new(700).juniors(300).seniors(250).seed(3).write_csv(&mut csv).unwrap();
    let workforce = obverse::Workforce::from_csv(csv.as_slice()).unwrap();
    let programme = obverse::Policy::default().check().unwrap().prepare(&workforce).unwrap();
    let mut result = ready::value(&programme.solve().unwrap());
    // Two people exchange partners: sums, order and the proof are wrong in many places.
    let (one, two) = (result["pairs"][0]["senior"].clone(), result["pairs"][1]["senior"].clone());
    result["pairs"][0]["senior"] = two;
    result["pairs"][1]["senior"] = one;
    let found = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        serde_json::to_string(&pool.install(|| programme.verify(&result.to_string())).unwrap()).unwrap()
    };
    let alone = found(1);
    assert!(alone.contains("\"holds\":false") && alone.contains("pairs[0]"), "{alone}");
    assert_eq!(found(4), alone);
}

#[test]
fn numbers_may_be_written_as_another_program_writes_them_and_keys_in_any_order() {
    let people = "id,role,skills,wants\na,junior,x:5,\nb,senior,y:1,x:1\nc,junior,y:3,\n";
    let workforce = obverse::Workforce::from_csv(people.as_bytes()).unwrap();
    let programme = obverse::Policy::default().check().unwrap().prepare(&workforce).unwrap();
    let result = ready::json(&programme.solve().unwrap());
    assert!(result.contains("100.0"));
    assert!(programme.verify(&result.replace("100.0", "100")).unwrap().holds);
    assert!(programme.verify(&result.replace("100.0", "1e2")).unwrap().holds);
    let object = ready::value(&programme.solve().unwrap());
    let turned: serde_json::Map<String, Value> = object.as_object().unwrap().clone().into_iter().rev().collect();
    assert!(programme.verify(&Value::Object(turned).to_string()).unwrap().holds);
    // A key given twice is an error, even with the same value.
    let twice = result.replacen("\"points\":", "\"points\":0,\"points\":", 1);
    assert!(programme.verify(&twice).is_err());
    for no_result in ["", "{}", "[]", "null", "{\"pairs\":3}", "id,name\n"] {
        assert!(programme.verify(no_result).is_err(), "{no_result}");
    }
    assert!(!programme.verify(&json!({"pairs": [1, {}, []]}).to_string()).unwrap().holds);
}
