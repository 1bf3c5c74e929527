//! `reporting_line`: nobody is paired with somebody above or below them, or with somebody close under the same manager.
//!
//! # What it measures
//! Where two people stand to each other on the [org chart](crate::org).
//!
//! # Why
//! A mentor who depends on the mentee's goodwill for a rating or a raise cannot be frank; two people under one manager
//! compete for it. Reverse mentoring turns the hierarchy round, so the hierarchy must not sit at the table.
//!
//! # Formula and range
//! Ruled out when
//!
//! 1. one stands above the other within `chain_depth` steps (default: any number; `"off"`: never), or
//! 2. the same manager stands within `shared_manager_depth` steps above both (default 1: the same direct manager; 2 adds
//!    the manager's manager; 0: never).
//!
//! Dotted lines count as lines, and steps are the fewest along lines of either kind. The rule does not apply to pairs with
//! somebody listed in `exempt`.
//!
//! ## The chief executive
//! She stands above everyone, so with `chain_depth = "any"` every junior is ruled out. Yet in many documented programmes
//! the chief executive is a mentee, at General Electric and Swiss Re, say. Take this chart, with seniors in capitals and juniors in small letters:
//!
//! ```text
//!                     CEO
//!             ┌────────┴───────┐
//!            VP1              VP2
//!         ┌───┴───┐            │
//!        ana     DIR          eli
//!              ┌──┴──┐
//!             bo     cy
//! ```
//!
//! * CEO: above ana and eli by 2 steps, above bo and cy by 3. Nobody is left.
//! * VP1: above ana, bo and cy. eli is free: they share no direct manager.
//! * VP2: above eli. ana, bo and cy are free.
//! * DIR: above bo and cy, and shares VP1 with ana. eli is free.
//!
//! The result says so: "CEO stands above all 4 mentors; `chain_depth` 2 would free 2". With `chain_depth = 2` she may be
//! paired with bo or cy. But that line changes the rule for everyone. `if_nobody_left = 2` changes it only for those whom
//! this rule alone leaves with nobody:
//!
//! * the CEO has candidates under all other rules and none under this one, so *her* pairs are judged at 2 steps;
//! * everybody else is judged at any number of steps as before. A deeper chart shows the difference: a junior four steps
//!   below VP1 stays ruled out for VP1.
//!
//! Precisely: a participant, in one role, who has at least one counterpart that passes all other rules and none that
//! passes this one too, is judged at min(`chain_depth`, k) in all their pairs of that role. A pair is judged so if either
//! of the two is such a person. Nobody is made such a person by another's having become one, and the half about shared
//! managers is not changed.
//!
//! # Missing values
//! Where one of the two has no line at all (no manager, no dotted line, nobody below), the rule cannot be evaluated. An
//! export without managers is the extreme case: no pair can be judged, all pass and are counted, and the summary says so.
//!
//! # Fairness note
//! The rule bars more for people in small, deep branches. Its counts show for whom.
//!
//! # References
//! J. Jordan, M. Sorell, *Why Reverse Mentoring Works and How to Do It Right*, Harvard Business Review, 3 October 2019 (on
//! conflicts of interest).
//!
//! Swiss Re, *Corporate Responsibility Report 2015*, "Mentoring" (mentoring is a confidential relationship outside the
//! reporting line; the Group CEO takes part in the pilot of reverse mentoring).
//!
//! M. Murray, *Younger and wiser*, The Wall Street Journal, in the Chicago Tribune of 27 February 2000 (General Electric's
//! chief executive has a mentor of his own).

use std::collections::BTreeSet;

use super::by_side::BySide;
use super::rule::{Place, Rule, RuleName, Verdict};
use super::{BitRow, org};
use crate::org::{OrgChart, Roster};
use crate::policy::{self, ChainDepth, OnMissing};
use crate::{Code, Participants, Person, Problem, Problems, Workforce};

pub(super) struct ReportingLine {
    workforce: Workforce,
    chart: OrgChart,
    settings: policy::ReportingLine,
    exempt: BTreeSet<Person>,
    rosters: BySide<Roster>,
    exempt_places: BySide<BitRow>,
    without_lines: BySide<BitRow>,
    /// Who is judged at `if_nobody_left`; `None` for nobody.
    nobody_left: Option<BySide<BitRow>>,
}

impl ReportingLine {
    pub(super) fn prepare(
        workforce: &Workforce,
        chart: &OrgChart,
        participants: &Participants,
        settings: &policy::ReportingLine,
    ) -> Result<ReportingLine, Problems> {
        let mut problems = Problems::new();
        let mut exempt = BTreeSet::new();
        for exemption in &settings.exempt {
            let id = exemption.id.trim();
            if let Some(person) = workforce.person(id) {
                exempt.insert(person);
            } else {
                let text =
                    format!("[rules.reporting_line] exempts {id:?}, who is not in the workforce: correct the id");
                problems.push(Problem::new(Code::UnknownPerson, text).in_column("exempt").with_value(id));
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let places = |test: &dyn Fn(Person) -> bool| {
            BySide::make(|side| {
                let people = participants.on(side);
                let mut row = BitRow::new(people.len());
                people.iter().enumerate().filter(|(_, p)| test(**p)).for_each(|(at, _)| row.set(at));
                row
            })
        };
        Ok(ReportingLine {
            rosters: BySide::make(|side| Roster::new(chart, participants.on(side))),
            exempt_places: places(&|p| exempt.contains(&p)),
            without_lines: places(&|p| !chart.has_line(p)),
            nobody_left: None,
            workforce: workforce.clone(),
            chart: chart.clone(),
            settings: settings.clone(),
            exempt,
        })
    }

    /// The chain depth at which those with nobody left are judged, if the policy has one.
    pub(super) fn if_nobody_left(&self) -> Option<u32> {
        self.settings.if_nobody_left
    }

    /// Judges these people at `if_nobody_left` from now on.
    pub(super) fn relax_for(&mut self, nobody_left: BySide<BitRow>) {
        self.nobody_left = Some(nobody_left);
    }

    /// Steps up to which one above the other is ruled out; 0 for none.
    fn strict(&self) -> u32 {
        match self.settings.chain_depth {
            ChainDepth::Off => 0,
            ChainDepth::Steps(steps) => steps,
            ChainDepth::Any => OrgChart::ALL_THE_WAY,
        }
    }

    fn relaxed(&self) -> u32 {
        self.settings.if_nobody_left.map_or(self.strict(), |k| k.min(self.strict()))
    }

    fn is_relaxed(&self, side: crate::Side, person: Person) -> bool {
        let Some(nobody_left) = &self.nobody_left else {
            return false;
        };
        self.rosters.on(side).position(person).is_some_and(|at| nobody_left.on(side).get(at))
    }

    /// The chain depth at which a pair is judged.
    fn chain_depth(&self, junior: Person, senior: Person) -> u32 {
        let relaxed = self.is_relaxed(crate::Side::Junior, junior) || self.is_relaxed(crate::Side::Senior, senior);
        if relaxed { self.relaxed() } else { self.strict() }
    }

    fn mark_chain(&self, at: Place, within: u32, scratch: &mut org::Scratch, row: &mut BitRow) {
        let others = self.rosters.on(at.side.opposite());
        others.below(at.person, within, scratch, |other| row.set(other));
        others.above(at.person, within, scratch, |other| row.set(other));
    }

    /// Adds those ruled out by a shared manager.
    pub(super) fn mark_shared(&self, at: Place, scratch: &mut org::Scratch, row: &mut BitRow) {
        let others = self.rosters.on(at.side.opposite());
        let within = self.settings.shared_manager_depth;
        others.sharing_manager(at.person, within, scratch, |other| row.set(other));
    }

    /// Steps between two people if one stands above the other, at any distance; the fewer if each does.
    pub(super) fn chain_steps(&self, a: Person, b: Person) -> Option<u32> {
        let (up, down) = (self.chart.steps_up(a, b), self.chart.steps_up(b, a));
        match (up, down) {
            (Some(up), Some(down)) => Some(up.min(down)),
            (one, other) => one.or(other),
        }
    }

    /// Whether the first stands above the second.
    pub(super) fn is_above(&self, above: Person, below: Person) -> bool {
        self.chart.steps_up(below, above).is_some()
    }

    /// Whether nobody can be ruled out with this person.
    pub(super) fn is_exempt(&self, person: Person) -> bool {
        self.exempt.contains(&person)
    }

    fn chain_text(&self, above: Person, below: Person, within: u32) -> Option<String> {
        let steps = self.chart.steps_up(below, above).filter(|&steps| steps <= within)?;
        let (above, below) = (self.workforce.id(above), self.workforce.id(below));
        let s = if steps == 1 { "" } else { "s" };
        Some(format!("{above} stands {steps} step{s} above {below}"))
    }

    fn shared_text(&self, junior: Person, senior: Person) -> Option<String> {
        let shared = self.chart.shared_manager(junior, senior, self.settings.shared_manager_depth)?;
        let manager = self.workforce.id(shared.manager);
        let farther = shared.steps_from_first.max(shared.steps_from_second);
        Some(if farther == 1 {
            format!("both report to {manager}")
        } else {
            format!("{manager} stands within {farther} steps above both")
        })
    }
}

impl Rule for ReportingLine {
    fn name(&self) -> RuleName {
        RuleName::ReportingLine
    }

    fn on_missing(&self) -> OnMissing {
        self.settings.missing
    }

    fn mark_broken(&self, at: Place, scratch: &mut org::Scratch, row: &mut BitRow) {
        if self.is_exempt(at.person) {
            return;
        }
        if self.nobody_left.is_none() && self.exempt.is_empty() {
            self.mark_chain(at, self.strict(), scratch, row);
            self.mark_shared(at, scratch, row);
            return;
        }
        let mut broken = BitRow::new(row.len());
        match &self.nobody_left {
            Some(nobody_left) if nobody_left.on(at.side).get(at.index) => {
                self.mark_chain(at, self.relaxed(), scratch, &mut broken);
            }
            Some(nobody_left) => {
                self.mark_chain(at, self.strict(), scratch, &mut broken);
                broken.subtract(nobody_left.on(at.side.opposite()));
                // Whom the relaxed depth bars the strict one bars too, so this adds back only what was taken away.
                self.mark_chain(at, self.relaxed(), scratch, &mut broken);
            }
            None => self.mark_chain(at, self.strict(), scratch, &mut broken),
        }
        self.mark_shared(at, scratch, &mut broken);
        broken.subtract(self.exempt_places.on(at.side.opposite()));
        row.union(&broken);
    }

    fn mark_not_recorded(&self, at: Place, row: &mut BitRow) {
        if self.is_exempt(at.person) {
            return;
        }
        let mut open = BitRow::new(row.len());
        if self.without_lines.on(at.side).get(at.index) {
            open.set_all();
        } else {
            open.union(self.without_lines.on(at.side.opposite()));
        }
        open.subtract(self.exempt_places.on(at.side.opposite()));
        row.union(&open);
    }

    fn judge(&self, junior: Person, senior: Person) -> Verdict {
        if self.is_exempt(junior) || self.is_exempt(senior) {
            return Verdict::Passes;
        }
        let within = self.chain_depth(junior, senior);
        let texts: Vec<String> = [
            self.chain_text(senior, junior, within),
            self.chain_text(junior, senior, within),
            self.shared_text(junior, senior),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !texts.is_empty() {
            return Verdict::Breaks(texts.join("; "));
        }
        let alone = [junior, senior].into_iter().filter(|&p| !self.chart.has_line(p));
        let ids: Vec<&str> = alone.map(|p| self.workforce.id(p)).collect();
        if ids.is_empty() {
            Verdict::Passes
        } else {
            Verdict::Open(format!("no manager, dotted line or report recorded for {}", ids.join(" and ")))
        }
    }
}
