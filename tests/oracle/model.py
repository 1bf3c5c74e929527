"""The programme: a workforce and a policy turned into eligible pairs with exact integer points.

Written from the specification's text alone, for comparison with the implementation. It favours plainness over
speed: every pair is visited, every measure is a `Fraction`."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from constants import BILLION, constant
from fixed_pairs import checked
from gap_measures import taught
from measures import Crowd, measure_of
from org import Org
from plain_tables import half_up, read_table
from policy_reading import read_policy
from protected import refused
from reading import Workforce
from roles import derive
from rules import Rules
from specification_error import SpecificationError
from weights import TOTAL, largest_remainder, switched_off, switched_on


@dataclass(frozen=True)
class Term:
    """One component's part of a pair's points."""

    measure: Fraction
    recorded: bool
    weight: int         # millionths
    points: int


class Programme:
    """Reads a folder with people.csv, policy.toml and the other tables (all but the first optional)."""

    def __init__(self, folder):
        self.policy = read_policy(f"{folder}/policy.toml")
        self.workforce = workforce = Workforce(folder, self.policy)
        self.people = workforce.people
        if refused(self.policy):
            raise SpecificationError("protected_without_reason")
        org = Org(self.people)
        juniors, seniors = derive(self.people, self.policy, org)
        self.juniors, self.seniors = [p.id for p in juniors], [p.id for p in seniors]
        rules = Rules(folder, workforce, self.policy, org, juniors, seniors)
        self.ruled_out, self.not_evaluated = rules.ruled_out, rules.not_evaluated
        self.consent_counts = workforce.consent_asked and "opt_in" not in rules.off
        self._score(juniors, seniors, folder)
        self.eligible = {pair for pair, rules in self.ruled_out.items() if not rules}
        self._fix(folder)

    def _score(self, juniors, seniors, folder):
        self._measures, self.constants, self.recorded_pairs = {}, {}, {}
        on, self.dropped = switched_on(self.policy), switched_off(self.policy)
        self._terms = {}
        crowd = Crowd.of(self.people, self.policy, folder)
        for name in on:
            measure = measure_of(name, crowd)
            values = [(j, s, measure(j, s, self.policy)) for j in juniors for s in seniors if j.id != s.id]
            stand_in = constant(name, values, self.policy)
            if stand_in is None:
                self.dropped[name] = "not_recorded"
                continue
            self.constants[name] = stand_in
            self.recorded_pairs[name] = sum(value is not None for _, _, value in values)
            self._measures[name] = measure
        if not self._measures:
            raise SpecificationError("nothing_to_score")
        self.weights = largest_remainder({name: on[name] for name in self._measures})
        self.points = {pair: sum(term.points for term in self.terms(*pair).values()) for pair in self.ruled_out}

    def terms(self, junior, senior):
        """{component: Term} of any two people of the export, eligible or not, in the programme or not."""
        if (junior, senior) not in self._terms:
            self._terms[junior, senior] = self._found_terms(self.people[junior], self.people[senior])
        return self._terms[junior, senior]

    def _found_terms(self, junior, senior):
        terms = {}
        for name, weight in self.weights.items():
            value = self._measures[name](junior, senior, self.policy)
            measure = Fraction(self.constants[name], BILLION) if value is None else value
            terms[name] = Term(measure, value is not None, weight, half_up(weight * measure))
        return terms

    def topics(self, junior, senior):
        """What the senior wants to learn and this junior can teach, folded and sorted."""
        return taught(self.people[junior], self.people[senior], self.policy)

    def measured_share(self, junior, senior):
        """The weight that rests on recorded facts."""
        return Fraction(sum(t.weight for t in self.terms(junior, senior).values() if t.recorded), TOTAL)

    def _fix(self, folder):
        tiers = self.policy.get("tiers", {})
        self.coverage = tiers.get("coverage", True)
        self.min_points = Fraction(tiers.get("min_score", 0)) * TOTAL / 100
        existing = [(row["junior"], row["senior"]) for row in read_table(folder, "existing_pairs")]
        self.fixed = checked(read_table(folder, "fixed_pairs"), self, existing)
        self.existing = Counter(end for j, s in existing for end in (("junior", j), ("senior", s)))
        used = self.existing + Counter(end for j, s in self.fixed for end in (("junior", j), ("senior", s)))
        ends = [("junior", j) for j in self.juniors] + [("senior", s) for s in self.seniors]
        self.capacity = {end: max(0, self.people[end[1]].capacity - used[end]) for end in ends}
        self.covered_by_fixed = {end for j, s in self.fixed for end in (("junior", j), ("senior", s))}

    def bonus(self, end):
        """1 where a first partner for this (role, id) adds a covered person, else 0."""
        return int(self.coverage and end not in self.covered_by_fixed)

    def choices(self):
        """The pairs the solver may make: eligible, scoring enough, not fixed, with capacity left at both ends."""
        return {pair: self.points[pair] for pair in sorted(self.eligible - set(self.fixed))
                if self.points[pair] >= self.min_points
                and self.capacity["junior", pair[0]] and self.capacity["senior", pair[1]]}

    def value(self, made):
        """(people with a partner, points) of a set of made pairs together with the fixed ones."""
        every = list(self.fixed) + list(made)
        people = {end for j, s in every for end in (("junior", j), ("senior", s))}
        return len(people), sum(self.points[pair] for pair in every)
