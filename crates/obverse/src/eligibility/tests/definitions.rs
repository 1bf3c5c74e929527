//! What the rules mean, pair by pair, in the plainest code there is: read from a [`Sample`]'s raw cells, with no index, no
//! bits and no search.

use crate::eligibility::RuleName;
use crate::org::sample::Sample;
use crate::policy::{ChainDepth, OnMissing, ReportingLine, Rules};

pub(super) struct Definitions<'a> {
    sample: &'a Sample,
    rules: &'a Rules,
    topics: &'a [String],
    steps_up: Vec<Vec<Option<u32>>>,
    relaxed_juniors: Vec<usize>,
    relaxed_seniors: Vec<usize>,
}

fn values(cell: &str) -> Vec<String> {
    cell.split(';').map(|v| v.trim().to_lowercase()).filter(|v| !v.is_empty()).collect()
}

/// Numbers in the samples have at most one digit after the point.
fn tenths(text: &str) -> i64 {
    let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
    let magnitude = whole.trim_start_matches('-').parse::<i64>().unwrap() * 10 + tenth.parse::<i64>().unwrap();
    if whole.starts_with('-') { -magnitude } else { magnitude }
}

impl<'a> Definitions<'a> {
    pub(super) fn new(
        sample: &'a Sample,
        rules: &'a Rules,
        topics: &'a [String],
        juniors: &[usize],
        seniors: &[usize],
    ) -> Self {
        let steps_up = sample.steps_up();
        let mut this =
            Definitions { sample, rules, topics, steps_up, relaxed_juniors: vec![], relaxed_seniors: vec![] };
        if rules.reporting_line.as_ref().is_some_and(|r| r.if_nobody_left.is_some()) {
            let left = |j: usize, s: usize, all: bool| {
                let mut active = this.active();
                active.retain(|&rule| all || rule != RuleName::ReportingLine);
                j != s && active.into_iter().all(|rule| !this.bars(rule, j, s))
            };
            let lonely = |pairs: &dyn Fn(bool) -> usize| pairs(false) > 0 && pairs(true) == 0;
            let relaxed_juniors: Vec<usize> = (juniors.iter().copied())
                .filter(|&j| lonely(&|all| seniors.iter().filter(|&&s| left(j, s, all)).count()))
                .collect();
            let relaxed_seniors: Vec<usize> = (seniors.iter().copied())
                .filter(|&s| lonely(&|all| juniors.iter().filter(|&&j| left(j, s, all)).count()))
                .collect();
            (this.relaxed_juniors, this.relaxed_seniors) = (relaxed_juniors, relaxed_seniors);
        }
        this
    }

    /// The rules that are on and have something to act on.
    pub(super) fn active(&self) -> Vec<RuleName> {
        let (r, s) = (self.rules, self.sample);
        let on = [
            r.reporting_line.is_some(),
            r.opt_in && s.opt_in.is_some(),
            r.conflict && !s.conflicts.is_empty(),
            r.past_pair && !s.past_pairs.is_empty(),
            r.grade_gap.is_some(),
            r.different.is_some(),
            r.shares.is_some(),
            r.can_teach.is_some(),
        ];
        RuleName::ALL.into_iter().zip(on).filter(|(_, on)| *on).map(|(rule, _)| rule).collect()
    }

    fn on_missing(&self, rule: RuleName) -> OnMissing {
        let r = self.rules;
        match rule {
            RuleName::ReportingLine => r.reporting_line.as_ref().map(|r| r.missing),
            RuleName::GradeGap => r.grade_gap.as_ref().map(|r| r.missing),
            RuleName::Different => r.different.as_ref().map(|r| r.missing),
            RuleName::Shares => r.shares.as_ref().map(|r| r.missing),
            RuleName::CanTeach => r.can_teach.as_ref().map(|r| r.missing),
            _ => None,
        }
        .unwrap_or_default()
    }

    pub(super) fn bars(&self, rule: RuleName, j: usize, s: usize) -> bool {
        self.breaks(rule, j, s).unwrap_or(self.on_missing(rule) == OnMissing::Bar)
    }

    pub(super) fn passes_unevaluated(&self, rule: RuleName, j: usize, s: usize) -> bool {
        self.breaks(rule, j, s).is_none() && self.on_missing(rule) == OnMissing::Pass
    }

    /// `None`: cannot be evaluated.
    fn breaks(&self, rule: RuleName, j: usize, s: usize) -> Option<bool> {
        let sample = self.sample;
        match rule {
            RuleName::ReportingLine => self.reporting_line(self.rules.reporting_line.as_ref()?, j, s),
            RuleName::OptIn => sample.opt_in.as_ref().map(|yes| !yes[j] || !yes[s]),
            RuleName::Conflict => Some(sample.conflicts.contains(&(j, s)) || sample.conflicts.contains(&(s, j))),
            RuleName::PastPair => Some(sample.past_pairs.contains(&(j, s))),
            RuleName::GradeGap => {
                let grade = |p: usize| values(&sample.columns["grade"][p]).first().map(|g| tenths(g));
                Some(grade(s)? - grade(j)? < 10 * i64::from(self.rules.grade_gap?.at_least))
            }
            RuleName::Different => {
                let same = |a: &[String], b: &[String]| a.iter().any(|v| b.contains(v));
                let columns = &self.rules.different.as_ref()?.columns;
                self.every(
                    columns.iter().map(|name| (name.as_str(), &same as &dyn Fn(&[String], &[String]) -> bool)),
                    j,
                    s,
                )
            }
            RuleName::Shares => {
                let shares = self.rules.shares.as_ref()?;
                let none_common = |a: &[String], b: &[String]| !a.iter().any(|v| b.contains(v));
                let verdicts = shares.columns.iter().map(|name| {
                    self.every(
                        [(name.as_str(), &none_common as &dyn Fn(&[String], &[String]) -> bool)].into_iter(),
                        j,
                        s,
                    )
                });
                let windows = shares.windows.iter().map(|window| {
                    let far = |a: &[String], b: &[String]| {
                        let near = |x: &String, y: &String| {
                            (tenths(x) - tenths(y)).unsigned_abs() * 100 <= window.at_most_thousandths
                        };
                        !a.iter().any(|x| b.iter().any(|y| near(x, y)))
                    };
                    self.every(
                        [(window.column.as_str(), &far as &dyn Fn(&[String], &[String]) -> bool)].into_iter(),
                        j,
                        s,
                    )
                });
                any_breaks(&verdicts.chain(windows).collect::<Vec<_>>())
            }
            RuleName::CanTeach => self.can_teach(j, s).map(|can| !can),
        }
    }

    /// A rule over columns: broken if one recorded column breaks it, else open if one is not recorded.
    fn every<'c>(
        &self,
        columns: impl Iterator<Item = (&'c str, &'c dyn Fn(&[String], &[String]) -> bool)>,
        j: usize,
        s: usize,
    ) -> Option<bool> {
        let verdicts = columns.map(|(name, breaks)| {
            let cells = &self.sample.columns[name];
            let (a, b) = (values(&cells[j]), values(&cells[s]));
            (!a.is_empty() && !b.is_empty()).then(|| breaks(&a, &b))
        });
        any_breaks(&verdicts.collect::<Vec<_>>())
    }

    fn reporting_line(&self, rule: &ReportingLine, j: usize, s: usize) -> Option<bool> {
        let exempt = |p: usize| rule.exempt.iter().any(|e| e.id == self.sample.ids[p]);
        if exempt(j) || exempt(s) {
            return Some(false);
        }
        let mut depth = match rule.chain_depth {
            ChainDepth::Off => 0,
            ChainDepth::Steps(k) => k,
            ChainDepth::Any => 1_000_000,
        };
        if self.relaxed_juniors.contains(&j) || self.relaxed_seniors.contains(&s) {
            depth = depth.min(rule.if_nobody_left?);
        }
        let up = &self.steps_up;
        let within = |steps: Option<u32>, k: u32| steps.is_some_and(|steps| steps <= k);
        let chain = within(up[j][s], depth) || within(up[s][j], depth);
        let shared = (0..self.sample.ids.len())
            .any(|m| within(up[j][m], rule.shared_manager_depth) && within(up[s][m], rule.shared_manager_depth));
        if chain || shared {
            return Some(true);
        }
        let has_line = |p: usize| up[p].iter().any(Option::is_some) || up.iter().any(|row| row[p].is_some());
        (has_line(j) && has_line(s)).then_some(false)
    }

    fn can_teach(&self, j: usize, s: usize) -> Option<bool> {
        let sample = self.sample;
        if sample.has[j].is_empty() || sample.has[s].is_empty() {
            return None;
        }
        let level =
            |p: usize, skill: u32| sample.has[p].iter().find(|(k, _)| *k == skill).map_or(0, |&(_, level)| level);
        let wants: Vec<(u32, u8)> = if sample.wants[s].is_empty() {
            if self.topics.is_empty() {
                return None;
            }
            let known = self.topics.iter().filter_map(|t| sample.skills.iter().position(|k| *k == t.to_lowercase()));
            known.map(|skill| (skill as u32, 5)).collect()
        } else {
            sample.wants[s].clone()
        };
        Some(wants.iter().any(|&(skill, target)| {
            let (teacher, learner) = (i32::from(level(j, skill)), i32::from(level(s, skill)));
            let gap = (i32::from(target) - learner).max(0);
            (teacher - learner).max(0).min(gap) > 0
        }))
    }
}

fn any_breaks(verdicts: &[Option<bool>]) -> Option<bool> {
    if verdicts.contains(&Some(true)) {
        Some(true)
    } else if verdicts.contains(&None) {
        None
    } else {
        Some(false)
    }
}
