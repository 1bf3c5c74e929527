//! Promise 8: every problem at once, wherever several mistakes are planted.

use obverse::{Code, Policy, Severity};
use proptest::prelude::*;

use crate::ready;

/// Rows with one mistake each, and the code it must bring.
const MISTAKES: [(&str, Code); 8] = [
    ("dup,,junior,x:1,,yes,1", Code::DuplicateId),
    ("self,self,junior,x:1,,yes,1", Code::SelfManager),
    ("lev,,junior,x:99,,yes,1", Code::LevelOutOfRange),
    ("txt,,junior,x:NaN,,yes,1", Code::UnreadableLevel),
    ("two,,junior,x:1;X:2,,yes,1", Code::SkillTwice),
    ("opt,,junior,x:1,,perhaps,1", Code::UnreadableOptIn),
    ("cap,,junior,x:1,,yes,many", Code::UnreadableCapacity),
    ("rol,,boss,x:1,,yes,1", Code::UnknownRole),
];

proptest! {
    #![proptest_config(ready::cases(100))]

    #[test]
    fn all_mistakes_are_reported(chosen in prop::sample::subsequence(MISTAKES.to_vec(), 1..=8).prop_shuffle()) {
        let mut people = "id,manager_id,role,skills,wants,opt_in,capacity\nok,,senior,y:1,x:1,yes,1\ndup,ok,senior,y:1,,yes,1\n".to_owned();
        for (row, _) in &chosen {
            people.push_str(row);
            people.push('\n');
        }
        let error = Policy::default().reader().people("people.csv", people.as_bytes()).finish().unwrap_err();
        let problems = error.problems().unwrap();
        for (k, (row, code)) in chosen.iter().enumerate() {
            let found = problems.iter().find(|problem| problem.code == *code);
            let found = found.ok_or_else(|| TestCaseError::fail(format!("{row}: no {} in {problems}", code.as_str())))?;
            prop_assert_eq!(found.severity, Severity::Error);
            prop_assert_eq!(&found.file, "people.csv");
            prop_assert!(found.rows.contains(&(k as u64 + 4)), "{row} at {:?}", found.rows);
            prop_assert!(!found.text.is_empty());
        }
    }
}
