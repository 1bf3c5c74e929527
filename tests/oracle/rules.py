"""Eligibility: each rule says True (passes), False (bars) or None (cannot be evaluated) for a junior and a senior."""

from measures import skill_gap_parts
from reading import read_pairs
from roles import grade_of


class Rules:
    """All rules of one programme, judged on every pair of distinct participants."""

    def __init__(self, folder, workforce, policy, org, juniors, seniors):
        self.policy, self.org, self.workforce = policy, org, workforce
        self.settings = policy.get("rules", {})
        self.conflicts = {frozenset((row["junior"], row["senior"])) for row in read_pairs(folder, "conflicts")}
        self.past = {(row["junior"], row["senior"]) for row in read_pairs(folder, "past_pairs")}
        line = self.settings.get("reporting_line", {})
        depth = line.get("chain_depth", "any")
        self.chain_depth = {"any": None, "off": 0}.get(depth, depth)
        self.shared_depth = line.get("shared_manager_depth", 1)
        self.exempt = {entry["id"] for entry in line.get("exempt", [])}
        self.last_resort_depth = line.get("if_nobody_left")
        self.ruled_out = {}
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
            "conflict": frozenset((junior.id, senior.id)) not in self.conflicts,
            "past_pair": (junior.id, senior.id) not in self.past,
            "opt_in": not self.workforce.consent_asked or (junior.opted_in and senior.opted_in),
        }
        for name, judge in (("grade_gap", self._grade_gap), ("different", self._different),
                            ("shares", self._shares), ("can_teach", self._can_teach)):
            if name in self.settings:
                verdicts[name] = self._settled(name, judge(junior, senior))
        return {name for name, passes in verdicts.items() if not passes}

    def _reporting_line(self, junior, senior, chain_depth):
        if junior.id in self.exempt or senior.id in self.exempt:
            return True
        if not (self.org.on_the_chart(junior) and self.org.on_the_chart(senior)):
            return self._settled("reporting_line", None)
        return not (self.org.in_line(junior.id, senior.id, chain_depth)
                    or self.org.share_a_manager(junior.id, senior.id, self.shared_depth))

    def _grade_gap(self, junior, senior):
        low, high = grade_of(junior, self.policy), grade_of(senior, self.policy)
        if low is None or high is None:
            return None
        return high - low >= self.settings["grade_gap"]["at_least"]

    def _column_verdicts(self, name, junior, senior):
        for column in self.settings[name]["columns"]:
            a, b = junior.values(column), senior.values(column)
            yield None if a is None or b is None else bool(a & b)

    def _different(self, junior, senior):
        shared = list(self._column_verdicts("different", junior, senior))
        return False if True in shared else None if None in shared else True

    def _shares(self, junior, senior):
        shared = list(self._column_verdicts("shares", junior, senior))
        return False if False in shared else None if None in shared else True

    def _can_teach(self, junior, senior):
        parts = skill_gap_parts(junior, senior, self.policy)
        return None if parts is None else parts[0] > 0
