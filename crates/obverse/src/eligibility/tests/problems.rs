//! What preparation refuses, what reasons must not show, and stopping.

use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use obverse_lap::{Control, Progress};

use super::{no_rules, participants, person, prepare, try_prepare};
use crate::org::sample::Sample;
use crate::policy::{Different, Exemption, GradeGap, OnMissing, ReportingLine, Rules, Shares, Window};
use crate::{Code, Error};

fn sample() -> Sample {
    let mut sample = Sample::of(4);
    for (name, cells) in [
        ("department", ["Sales", "Sales", "IT", ""]),
        ("gender", ["w", "w", "m", ""]),
        ("grade", ["Analyst", "3", "4", "Boss"]),
        ("religion", ["zen", "zen", "tao", ""]),
        ("zone", ["1", "two", "3", "midnight"]),
    ] {
        sample.columns.insert(name.to_owned(), cells.map(str::to_owned).to_vec());
    }
    sample
}

fn different(columns: &[&str], reason: Option<&str>, missing: OnMissing) -> Different {
    let columns = columns.iter().map(|&c| c.to_owned()).collect();
    Different { columns, reason: reason.map(str::to_owned), missing }
}

#[test]
fn every_problem_at_once() {
    let exempt = vec![Exemption { id: "nobody".to_owned(), reason: String::new() }];
    let window = Window { column: "zone".to_owned(), at_most_thousandths: 1000 };
    let rules = Rules {
        reporting_line: Some(ReportingLine { exempt, ..ReportingLine::default() }),
        grade_gap: Some(GradeGap { at_least: 1, missing: OnMissing::Pass }),
        different: Some(different(&["departmnt", "gender", "shoe size"], None, OnMissing::Pass)),
        shares: Some(Shares {
            columns: vec!["religion".to_owned()],
            windows: vec![window],
            reason: Some(" ".to_owned()),
            missing: OnMissing::Pass,
        }),
        ..no_rules()
    };
    let problems = try_prepare(&sample(), &participants(&[0, 1], &[2]), &rules, &[]).unwrap_err();
    let codes: Vec<Code> = problems.iter().map(|p| p.code).collect();
    let expected = [
        Code::UnknownPerson,
        Code::UnknownGrade,
        Code::UnknownColumn,
        Code::ProtectedWithoutReason,
        Code::UnknownColumn,
        Code::ProtectedWithoutReason,
        Code::UnreadableNumber,
    ];
    assert_eq!(codes, expected);
    let texts = problems.to_string();
    assert!(texts.contains("did you mean \"department\"?"), "{texts}");
    assert!(texts.contains("it has department, gender, grade, religion, zone"), "{texts}");
    assert!(!texts.contains("Boss") && !texts.contains("midnight"), "of people who take no part: {texts}");
    assert!(texts.contains("Analyst") && texts.contains("\"two\""), "{texts}");
    assert!(!texts.contains("zen"), "{texts}");
}

#[test]
fn reasons_show_no_protected_value() {
    let rules = Rules {
        different: Some(different(&["department", "religion", "gender"], Some("aim"), OnMissing::Bar)),
        ..no_rules()
    };
    let eligibility = prepare(&sample(), &participants(&[0, 1], &[2, 3]), &rules, &[]);
    let text = |j: usize, s: usize| eligibility.ruled_out_by(person(j), person(s))[0].text.clone();
    assert_eq!(text(0, 1), "same department: Sales; the same in religion; the same in gender");
    assert_eq!(text(0, 3), "department not recorded for p3; religion not recorded for p3; gender not recorded for p3");
    assert!(eligibility.is_eligible(person(0), person(2)));
    assert_eq!(format!("{eligibility:?}"), "Eligibility { rules: [Different], .. }");
}

#[test]
fn counting_can_be_watched_and_stopped() {
    let eligibility = prepare(&sample(), &participants(&[0, 1], &[2, 3]), &Rules::default(), &[]);
    let stop = AtomicBool::new(true);
    let stopped = eligibility.count(&Control { stop: Some(&stop), progress: None });
    assert!(matches!(stopped, Err(Error::Interrupted)));
    let seen = Mutex::new(Vec::new());
    let watch = |progress: Progress| seen.lock().unwrap().push((progress.done, progress.of));
    let counts = eligibility.count(&Control { stop: None, progress: Some(&watch) }).unwrap();
    assert_eq!(seen.into_inner().unwrap(), [(2, 2)]);
    assert_eq!(
        serde_json::to_string(&counts).unwrap(),
        "{\"pairs\":4,\"candidate_pairs\":4,\"rules\":[{\"rule\":\"reporting_line\",\"together\":0,\"alone\":0,\"not_evaluated\":4}]}"
    );
}

#[test]
fn nobody_on_a_side_is_no_panic() {
    for (juniors, seniors) in [(&[][..], &[][..]), (&[0], &[]), (&[], &[0, 1])] {
        let line = ReportingLine { if_nobody_left: Some(2), ..ReportingLine::default() };
        let rules = Rules { reporting_line: Some(line), ..Rules::default() };
        let eligibility = prepare(&sample(), &participants(juniors, seniors), &rules, &[]);
        assert_eq!(eligibility.count(&Control::default()).unwrap().pairs, 0);
    }
}
