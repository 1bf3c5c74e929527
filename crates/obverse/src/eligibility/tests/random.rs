//! Hundreds of random workforces under random policies, every answer against the definitions.

use obverse_lap::Control;

use super::definitions::Definitions;
use super::{no_rules, participants, person, prepare};
use crate::eligibility::{Eligibility, RuleName, Scratch};
use crate::org::sample::{Dice, Sample};
use crate::policy::{
    CanTeach, ChainDepth, Different, Exemption, GradeGap, OnMissing, ReportingLine, Rules, Shares, Window,
};
use crate::{Participants, Side};

struct Case {
    sample: Sample,
    rules: Rules,
    topics: Vec<String>,
    juniors: Vec<usize>,
    seniors: Vec<usize>,
}

fn missing(dice: &mut Dice) -> OnMissing {
    if dice.one_in(3) { OnMissing::Bar } else { OnMissing::Pass }
}

fn workforce(dice: &mut Dice, n: usize) -> Sample {
    let dotted = [0, 0, 10, 3][dice.below(4)];
    let mut sample = Sample::forest(n, dotted, dice);
    if dice.one_in(12) {
        sample.managers.fill(None);
        sample.dotted.fill(Vec::new());
    }
    let mut cells =
        |choices: &[&str]| (0..n).map(|_| choices[dice.below(choices.len())].to_owned()).collect::<Vec<_>>();
    let grades = cells(&["1", "2", "2.5", "3", "7", "10", "", "12"]);
    let departments = cells(&["Sales", " sales", "IT", "HR", "Legal;IT", "", "Ops", "R&D"]);
    let locations = cells(&["Bonn", "Lyon", "Oslo", "Turin", ""]);
    let languages = cells(&["en", "EN;de", "de", "fr;en", "fr", "", "it"]);
    let zones = cells(&["-3", "0", "1", "5.5", "1;9", "", "9.5"]);
    for (name, column) in [
        ("grade", grades),
        ("department", departments),
        ("location", locations),
        ("languages", languages),
        ("zone", zones),
    ] {
        sample.columns.insert(name.to_owned(), column);
    }
    if dice.one_in(2) {
        sample.opt_in = Some((0..n).map(|_| !dice.one_in(8)).collect());
    }
    sample.skills = ["ai", "cloud", "sql", "web"].map(str::to_owned).to_vec();
    for p in 0..n {
        for skill in 0..4 {
            if !dice.one_in(2) {
                sample.has[p].push((skill, dice.below(6) as u8));
            }
            if dice.one_in(3) {
                sample.wants[p].push((skill, 1 + dice.below(5) as u8));
            }
        }
    }
    for _ in 0..dice.below(4) {
        sample.conflicts.push((dice.below(n), dice.below(n)));
        sample.past_pairs.push((dice.below(n), dice.below(n)));
    }
    sample
}

fn policy(dice: &mut Dice, sample: &Sample) -> Rules {
    let mut rules = no_rules();
    let n = sample.ids.len();
    if !dice.one_in(6) {
        rules.reporting_line = Some(ReportingLine {
            chain_depth: [
                ChainDepth::Any,
                ChainDepth::Any,
                ChainDepth::Off,
                ChainDepth::Steps(1),
                ChainDepth::Steps(3),
            ][dice.below(5)],
            shared_manager_depth: [0, 1, 1, 2, 9][dice.below(5)],
            if_nobody_left: [None, Some(1), Some(2), Some(3)][dice.below(4)],
            exempt: (0..dice.below(3))
                .map(|_| Exemption { id: sample.ids[dice.below(n)].clone(), reason: "asked by the board".to_owned() })
                .collect(),
            missing: missing(dice),
        });
    }
    rules.opt_in = !dice.one_in(4);
    rules.conflict = !dice.one_in(4);
    rules.past_pair = !dice.one_in(4);
    if dice.one_in(3) {
        rules.grade_gap = Some(GradeGap { at_least: dice.below(4) as u32, missing: missing(dice) });
    }
    if dice.one_in(3) {
        let columns = [&["department"][..], &["location", "department"]][dice.below(2)];
        let columns = columns.iter().map(|&c| c.to_owned()).collect();
        rules.different = Some(Different { columns, reason: None, missing: missing(dice) });
    }
    if dice.one_in(3) {
        let window = Window { column: "zone".to_owned(), at_most_thousandths: [0, 1000, 4500][dice.below(3)] };
        let windows = if dice.one_in(2) { vec![window] } else { vec![] };
        rules.shares =
            Some(Shares { columns: vec!["languages".to_owned()], windows, reason: None, missing: missing(dice) });
    }
    if dice.one_in(3) {
        rules.can_teach = Some(CanTeach { missing: missing(dice) });
    }
    rules
}

fn case(seed: u64) -> Case {
    let mut dice = Dice::new(seed);
    let n = 2 + dice.below(if seed.is_multiple_of(10) { 90 } else { 18 });
    let sample = workforce(&mut dice, n);
    let rules = policy(&mut dice, &sample);
    let topics = if dice.one_in(2) { vec!["AI".to_owned(), "knitting".to_owned()] } else { vec![] };
    let mut chosen = |one_in: usize| -> Vec<usize> {
        let mut people: Vec<usize> = (0..n).filter(|_| dice.one_in(one_in)).collect();
        // Not in the order of the workforce, as after a draw.
        for k in (1..people.len()).rev() {
            people.swap(k, dice.below(k + 1));
        }
        people
    };
    let (juniors, seniors) = (chosen(2), chosen(2));
    Case { sample, rules, topics, juniors, seniors }
}

impl Case {
    fn people(&self) -> Participants {
        participants(&self.juniors, &self.seniors)
    }

    fn prepare(&self) -> Eligibility {
        prepare(&self.sample, &self.people(), &self.rules, &self.topics)
    }

    fn definitions(&self) -> Definitions<'_> {
        Definitions::new(&self.sample, &self.rules, &self.topics, &self.juniors, &self.seniors)
    }

    fn on(&self, side: Side) -> &[usize] {
        if side == Side::Junior { &self.juniors } else { &self.seniors }
    }
}

/// (junior, senior) from the view of one side.
fn turned(side: Side, one: usize, other: usize) -> (usize, usize) {
    if side == Side::Junior { (one, other) } else { (other, one) }
}

const SEEDS: u64 = 600;
const SIDES: [Side; 2] = [Side::Junior, Side::Senior];

#[test]
fn rows_and_single_pairs_follow_the_definitions() {
    let mut scratch = Scratch::new();
    let mut barred = [0; RuleName::ALL.len()];
    for seed in 0..SEEDS {
        let case = case(seed);
        let (eligibility, definitions) = (case.prepare(), case.definitions());
        assert_eq!(eligibility.rules(), definitions.active(), "seed {seed}");
        for side in SIDES {
            for (index, &one) in case.on(side).iter().enumerate() {
                let rows = eligibility.bars_by_rule(side, index, &mut scratch).to_vec();
                let bar = eligibility.bar(side, index, &mut scratch);
                for (at, &other) in case.on(side.opposite()).iter().enumerate() {
                    let (j, s) = turned(side, one, other);
                    for (&rule, row) in eligibility.rules().iter().zip(&rows) {
                        let expected = j != s && definitions.bars(rule, j, s);
                        assert_eq!(row.get(at), expected, "seed {seed}: {rule} for {j} and {s} from {side:?}");
                        barred[rule as usize] += usize::from(expected);
                    }
                    assert_eq!(bar.get(at), j == s || rows.iter().any(|row| row.get(at)), "seed {seed}");
                }
            }
        }
        // Anybody with anybody, role or not.
        for j in 0..case.sample.ids.len() {
            for s in 0..case.sample.ids.len() {
                let mut expected = definitions.active();
                expected.retain(|&rule| j != s && definitions.bars(rule, j, s));
                let rulings = eligibility.ruled_out_by(person(j), person(s));
                let found: Vec<RuleName> = rulings.iter().map(|ruling| ruling.rule).collect();
                assert_eq!(found, expected, "seed {seed}: {j} and {s}");
                assert!(rulings.iter().all(|ruling| !ruling.text.is_empty()));
                assert_eq!(eligibility.is_eligible(person(j), person(s)), j != s && found.is_empty());
            }
        }
    }
    assert!(barred.iter().all(|&count| count > 200), "every rule was put to the test: {barred:?}");
}

#[test]
fn counts_follow_the_definitions() {
    let mut open = 0;
    for seed in 0..SEEDS {
        let case = case(seed);
        let (eligibility, definitions) = (case.prepare(), case.definitions());
        let active = definitions.active();
        let mut pairs = Vec::new();
        for &j in &case.juniors {
            pairs.extend(case.seniors.iter().filter(|&&s| s != j).map(|&s| (j, s)));
        }
        let count = |pairs: &[(usize, usize)], test: &dyn Fn(usize, usize) -> bool| {
            pairs.iter().filter(|&&(j, s)| test(j, s)).count() as u64
        };
        let bars = |j: usize, s: usize| active.iter().filter(|&&rule| definitions.bars(rule, j, s)).count();
        let check = |pairs: &[(usize, usize)], rules: &[crate::eligibility::RuleCount]| {
            for (found, &rule) in rules.iter().zip(&active) {
                assert_eq!(found.rule, rule);
                assert_eq!(found.together, count(pairs, &|j, s| definitions.bars(rule, j, s)), "seed {seed}: {rule}");
                let alone = count(pairs, &|j, s| definitions.bars(rule, j, s) && bars(j, s) == 1);
                assert_eq!(found.alone, alone, "seed {seed}: {rule} alone");
                let expected = count(pairs, &|j, s| definitions.passes_unevaluated(rule, j, s));
                assert_eq!(found.not_evaluated, expected, "seed {seed}: {rule} not evaluated");
            }
        };
        let counts = eligibility.count(&Control::default()).unwrap();
        assert_eq!(counts.pairs, pairs.len() as u64);
        assert_eq!(counts.candidate_pairs, count(&pairs, &|j, s| bars(j, s) == 0), "seed {seed}");
        check(&pairs, &counts.rules);
        open += counts.rules.iter().map(|rule| rule.not_evaluated).sum::<u64>();
        for side in SIDES {
            for (index, &one) in case.on(side).iter().enumerate() {
                let mut mine = pairs.clone();
                mine.retain(|&(j, s)| one == if side == Side::Junior { j } else { s });
                let counts = eligibility.counts_for(side, index);
                assert_eq!(counts.of, mine.len() as u64);
                assert_eq!(counts.candidates, count(&mine, &|j, s| bars(j, s) == 0));
                check(&mine, &counts.rules);
            }
        }
    }
    assert!(open > 1000, "many pairs could not be evaluated: {open}");
}

/// What the advice promises holds when it is followed.
#[test]
fn relief_frees_what_it_says() {
    let (mut by_depth, mut by_exemption) = (0, 0);
    for seed in 0..3 * SEEDS {
        let case = case(seed);
        let (eligibility, definitions) = (case.prepare(), case.definitions());
        for side in SIDES {
            for (index, &one) in case.on(side).iter().enumerate() {
                let left = |with_line: bool| {
                    let free = |other: usize| {
                        let (j, s) = turned(side, one, other);
                        let mut rules = definitions.active();
                        rules.retain(|&rule| with_line || rule != RuleName::ReportingLine);
                        j != s && rules.iter().all(|&rule| !definitions.bars(rule, j, s))
                    };
                    case.on(side.opposite()).iter().filter(|&&other| free(other)).count()
                };
                let relief = eligibility.freed_by_chain_depth(side, index);
                assert_eq!(relief.is_some(), left(false) > 0 && left(true) == 0, "seed {seed}");
                let Some(relief) = relief else { continue };
                let candidates_under = |change: &dyn Fn(&mut ReportingLine)| {
                    let mut rules = case.rules.clone();
                    change(rules.reporting_line.as_mut().unwrap());
                    let changed = prepare(&case.sample, &case.people(), &rules, &case.topics);
                    changed.counts_for(side, index).candidates
                };
                if let Some(k) = relief.chain_depth {
                    by_depth += 1;
                    assert!(k >= 1);
                    let under = |k: u32| candidates_under(&|rule| rule.chain_depth = ChainDepth::Steps(k));
                    assert_eq!(under(k), relief.frees, "seed {seed}: {}", relief.text);
                    // One step more and nobody is free (unless the new depth itself lets the last resort apply).
                    if case.rules.reporting_line.as_ref().unwrap().if_nobody_left.is_none() {
                        assert_eq!(under(k + 1), 0, "seed {seed}: {}", relief.text);
                    }
                    assert_eq!(relief.toml, format!("chain_depth = {k}"));
                } else {
                    by_exemption += 1;
                    let id = case.sample.ids[one].clone();
                    let under = candidates_under(&|rule| {
                        rule.exempt.push(Exemption { id: id.clone(), reason: "why".to_owned() });
                    });
                    assert_eq!(under, relief.frees, "seed {seed}: {}", relief.text);
                }
            }
        }
    }
    assert!(by_depth > 100 && by_exemption > 100, "both kinds were met: {by_depth}, {by_exemption}");
}
