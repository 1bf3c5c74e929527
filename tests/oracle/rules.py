"""Eligibility: each rule says True (passes), False (bars) or None (cannot be evaluated) for a junior and a senior."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

from gap_measures import skill_gap_parts
from plain_tables import read_table
from roles import grade_of


class Rules:
    """All rules of one programme, judged on every pair of distinct participants."""

    def __init__(self, folder, workforce, policy, org, juniors, seniors):
        self.policy, self.org, self.workforce = policy, org, workforce
        named = policy.get("rules", {})
        self.settings = {name: table for name, table in named.items() if table.get("enabled", True)}
        self.off = set(named) - set(self.settings)
        self.conflicts = {frozenset((row["junior"], row["senior"])) for row in read_table(folder, "conflicts")}
        self.past = {(row["junior"], row["senior"]) for row in read_table(folder, "past_pairs")}
        line = self.settings.get("reporting_line", {})
        depth = line.get("chain_depth", "any")
        self.chain_depth = {"any": None, "off": 0}.get(depth, depth)
        self.shared_depth = line.get("shared_manager_depth", 1)
        self.exempt = {entry["id"] for entry in line.get("exempt", [])}
        self.last_resort_depth = line.get("if_nobody_left")
        self.ruled_out = {}
        self.not_evaluated = Counter()      # rule -> pairs that pass because something it reads is not recorded
        self._judge(juniors, seniors)

    def _judge(self, juniors, seniors):
        pairs = [(j, s) for j in juniors for s in seniors if j.id != s.id]
        others = {(j.id, s.id): self._other_rules(j, s) for j, s in pairs}
        strict = {(j.id, s.id): self._reporting_line(j, s, self.chain_depth) for j, s in pairs}
        lenient = self._left_with_nobody(others, strict)
        for j, s in pairs:
            key = (j.id, s.id)
            passes = strict[key]
            if (("junior", j.id) in lenient or ("senior", s.id) in lenient) and self.chain_depth != 0:
                k = self.last_resort_depth
                passes = self._reporting_line(j, s, k if self.chain_depth is None else min(k, self.chain_depth))
            self.not_evaluated["reporting_line"] += passes and self._line_unknown(j, s)
            self.ruled_out[key] = others[key] | (set() if passes else {"reporting_line"})

    def _left_with_nobody(self, others, strict):
        """Participants (per role) whom the reporting line alone leaves without any counterpart."""
        if self.last_resort_depth is None:
            return set()
        without, with_rule = set(), set()
        for (j, s), barred in others.items():
            if not barred:
                ends = {("junior", j), ("senior", s)}
                without |= ends
                if strict[j, s]:
                    with_rule |= ends
        return without - with_rule

    def _settled(self, name, verdict):
        """A rule that cannot be evaluated passes, unless the policy says `missing = "bar"` on it."""
        if verdict is None:
            return self.settings.get(name, {}).get("missing") != "bar"
        return verdict

    def _other_rules(self, junior, senior):
        verdicts = {
            "conflict": frozenset((junior.id, senior.id)) not in self.conflicts or "conflict" in self.off,
            "past_pair": (junior.id, senior.id) not in self.past or "past_pair" in self.off,
            "opt_in": not self.workforce.consent_asked or (junior.opted_in and senior.opted_in) or "opt_in" in self.off,
        }
        for name, judge in (("grade_gap", self._grade_gap), ("different", self._different),
                            ("shares", self._shares), ("can_teach", self._can_teach)):
            if name in self.settings:
                verdict = judge(junior, senior)
                verdicts[name] = self._settled(name, verdict)
                self.not_evaluated[name] += verdict is None and verdicts[name]
        return {name for name, passes in verdicts.items() if not passes}

    def _reporting_line(self, junior, senior, chain_depth):
        if "reporting_line" in self.off or junior.id in self.exempt or senior.id in self.exempt:
            return True
        if self._line_unknown(junior, senior):
            return self._settled("reporting_line", None)
        return not (self.org.in_line(junior.id, senior.id, chain_depth)
                    or self.org.share_a_manager(junior.id, senior.id, self.shared_depth))

    def _line_unknown(self, junior, senior):
        """Whether the rule is on for the two, and nothing is known of the line of one of them."""
        if "reporting_line" in self.off or junior.id in self.exempt or senior.id in self.exempt:
            return False
        return not (self.org.on_the_chart(junior) and self.org.on_the_chart(senior))

    def _grade_gap(self, junior, senior):
        low, high = grade_of(junior, self.policy), grade_of(senior, self.policy)
        if low is None or high is None:
            return None
        return high - low >= self.settings["grade_gap"]["at_least"]

    def _column_verdicts(self, name, junior, senior):
        for column in self.settings[name].get("columns", ()):
            a, b = junior.values(column), senior.values(column)
            yield None if a is None or b is None else bool(a & b)
        for window in self.settings[name].get("windows", ()):
            a, b = junior.values(window["column"]), senior.values(window["column"])
            if a is None or b is None:
                yield None
            else:
                yield any(abs(Decimal(x) - Decimal(y)) <= Fraction(window["at_most"]) for x in a for y in b)

    def _different(self, junior, senior):
        shared = list(self._column_verdicts("different", junior, senior))
        return False if True in shared else None if None in shared else True

    def _shares(self, junior, senior):
        shared = list(self._column_verdicts("shares", junior, senior))
        return False if False in shared else None if None in shared else True

    def _can_teach(self, junior, senior):
        parts = skill_gap_parts(junior, senior, self.policy)
        return None if parts is None else parts[0] > 0
