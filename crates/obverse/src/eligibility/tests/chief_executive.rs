//! The chart of the rule's page, worked through by hand.

use super::{no_rules, participants, person, prepare};
use crate::Side;
use crate::eligibility::{Eligibility, Scratch};
use crate::org::sample::Sample;
use crate::policy::{ChainDepth, Exemption, ReportingLine, Rules};

// CEO(0) ─ VP1(1) ─ ana(4), DIR(3) ─ bo(5), cy(6); CEO ─ VP2(2) ─ eli(7).
const SENIORS: [usize; 4] = [0, 1, 2, 3];
const JUNIORS: [usize; 4] = [4, 5, 6, 7];

fn chart() -> Sample {
    let mut sample = Sample::of(8);
    sample.ids = ["CEO", "VP1", "VP2", "DIR", "ana", "bo", "cy", "eli"].map(str::to_owned).to_vec();
    sample.managers = vec![None, Some(0), Some(0), Some(1), Some(1), Some(3), Some(3), Some(2)];
    sample
}

fn under(sample: &Sample, change: impl Fn(&mut ReportingLine)) -> Eligibility {
    let mut line = ReportingLine::default();
    change(&mut line);
    let rules = Rules { reporting_line: Some(line), ..no_rules() };
    prepare(sample, &participants(&JUNIORS, &SENIORS), &rules, &[])
}

/// The juniors a senior may have, by id.
fn candidates(eligibility: &Eligibility, senior: usize) -> Vec<&'static str> {
    let names = ["ana", "bo", "cy", "eli"];
    let mut scratch = Scratch::new();
    eligibility.bar(Side::Senior, senior, &mut scratch).zeros().map(|at| names[at]).collect()
}

#[test]
fn by_default_she_gets_nobody_and_the_message_says_what_would_help() {
    let eligibility = under(&chart(), |_| {});
    assert_eq!(candidates(&eligibility, 0), [] as [&str; 0]);
    assert_eq!(candidates(&eligibility, 1), ["eli"]);
    assert_eq!(candidates(&eligibility, 2), ["ana", "bo", "cy"]);
    assert_eq!(candidates(&eligibility, 3), ["eli"]);
    let relief = eligibility.freed_by_chain_depth(Side::Senior, 0).unwrap();
    assert_eq!(relief.text, "CEO stands above all 4 mentors; chain_depth 2 would free 2");
    assert_eq!((relief.chain_depth, relief.frees, relief.toml.as_str()), (Some(2), 2, "chain_depth = 2"));
    assert_eq!(eligibility.freed_by_chain_depth(Side::Senior, 1), None);
    let counts = eligibility.counts_for(Side::Senior, 0);
    assert_eq!((counts.of, counts.candidates, counts.rules[0].together, counts.rules[0].alone), (4, 0, 4, 4));
}

#[test]
fn a_chain_depth_of_two_leaves_her_the_lowest_level() {
    let eligibility = under(&chart(), |line| line.chain_depth = ChainDepth::Steps(2));
    assert_eq!(candidates(&eligibility, 0), ["bo", "cy"]);
    assert_eq!(candidates(&eligibility, 1), ["eli"], "bo and cy are two steps below VP1");
}

#[test]
fn if_nobody_left_changes_the_rule_for_her_alone() {
    // One more level: dee reports to cy, three steps below VP1 and four below the CEO.
    let mut sample = chart();
    sample.ids.push("dee".to_owned());
    sample.managers.push(Some(6));
    sample.dotted.push(vec![]);
    sample.has.push(vec![]);
    sample.wants.push(vec![]);
    let people = participants(&[4, 5, 6, 7, 8], &SENIORS);
    let line = ReportingLine { if_nobody_left: Some(2), ..ReportingLine::default() };
    let rules = Rules { reporting_line: Some(line), ..no_rules() };
    let eligibility = prepare(&sample, &people, &rules, &[]);
    let mut scratch = Scratch::new();
    let mut free = |senior: usize| eligibility.bar(Side::Senior, senior, &mut scratch).zeros().collect::<Vec<_>>();
    assert_eq!(free(0), [1, 2, 4], "the CEO: bo, cy, dee");
    assert_eq!(free(1), [3], "VP1: eli only; dee is three steps below and stays ruled out");
    assert!(!eligibility.is_eligible(person(8), person(1)));
    assert!(eligibility.is_eligible(person(8), person(0)));
    assert_eq!(eligibility.ruled_out_by(person(4), person(0))[0].text, "CEO stands 2 steps above ana");
}

#[test]
fn an_exemption_frees_one_person_and_off_frees_all() {
    let exempt = Exemption { id: "CEO".to_owned(), reason: "asked by the board".to_owned() };
    let eligibility = under(&chart(), |line| line.exempt = vec![exempt.clone()]);
    assert_eq!(candidates(&eligibility, 0), ["ana", "bo", "cy", "eli"]);
    assert_eq!(candidates(&eligibility, 1), ["eli"]);
    let off = under(&chart(), |line| line.chain_depth = ChainDepth::Off);
    assert_eq!(candidates(&off, 1), ["ana", "bo", "cy", "eli"]);
    assert_eq!(candidates(&off, 3), ["bo", "cy", "eli"], "DIR and ana still share VP1");
}

/// With direct reports only, no chain depth helps.
#[test]
fn where_only_direct_reports_are_left_an_exemption_is_offered() {
    let mut sample = Sample::of(3);
    sample.ids[0] = "v \"the\" boss".to_owned();
    sample.managers = vec![None, Some(0), Some(0)];
    let people = participants(&[1, 2], &[0]);
    let eligibility = prepare(&sample, &people, &Rules::default(), &[]);
    let relief = eligibility.freed_by_chain_depth(Side::Senior, 0).unwrap();
    assert_eq!((relief.chain_depth, relief.frees), (None, 2));
    assert!(relief.text.starts_with("v \"the\" boss stands above all 2 mentors; no chain_depth"), "{}", relief.text);
    let line: toml::Table = relief.toml.parse().unwrap();
    assert_eq!(line["exempt"][0]["id"].as_str(), Some("v \"the\" boss"));
    let below = eligibility.freed_by_chain_depth(Side::Junior, 0).unwrap();
    assert!(below.text.starts_with("p1 stands below the only mentee; "), "{}", below.text);
}

#[test]
fn reasons_read_like_sentences() {
    let eligibility = under(&chart(), |line| line.shared_manager_depth = 2);
    let text = |j: usize, s: usize| eligibility.ruled_out_by(person(j), person(s))[0].text.clone();
    assert_eq!(text(4, 1), "VP1 stands 1 step above ana; CEO stands within 2 steps above both");
    assert_eq!(text(4, 3), "both report to VP1");
    assert_eq!(text(4, 2), "CEO stands within 2 steps above both");
    assert_eq!(text(1, 5), "VP1 stands 2 steps above bo", "whoever is asked about, in whichever role");
}
