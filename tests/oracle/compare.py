"""Holds a result of the command against the oracle. Returns complaints in words; none means agreement."""

from collections import Counter
from fractions import Fraction

import certificate_check
from expected_codes import answers
from optimum import best

TOLERANCE = Fraction(1, 10**12)


def complain_unequal(complaints, what, theirs, ours):
    """Notes a difference."""
    if theirs != ours:
        complaints.append(f"{what}: command {theirs!r}, oracle {ours!r}")


def near(theirs, ours):
    """Equal as numbers to 1e-12."""
    return isinstance(theirs, (int, float)) and abs(Fraction(theirs) - ours) <= TOLERANCE


def compare_terms(label, theirs, programme, pair):
    """Every term: measure, recorded, weight, points; no term more, none less."""
    complaints, ours = [], programme.terms(*pair)
    complain_unequal(complaints, f"{label} terms", sorted(theirs), sorted(ours))
    for name in set(theirs) & set(ours):
        their, our = theirs[name], ours[name]
        where = f"{label} {name}"
        if not near(their["measure"], our.measure):
            complaints.append(f"{where} measure: command {their['measure']!r}, oracle {our.measure} = {float(our.measure)!r}")
        if not near(their["weight"], Fraction(our.weight, 10**6)):
            complaints.append(f"{where} weight: command {their['weight']!r}, oracle {our.weight}/1000000")
        complain_unequal(complaints, f"{where} recorded", their["recorded"], our.recorded)
        complain_unequal(complaints, f"{where} points", their["points"], our.points)
    return complaints


def compare_pairs(result, programme):
    """Each made pair is allowed and scored as the oracle scores it."""
    complaints = []
    made = [(pair["junior"], pair["senior"]) for pair in result["pairs"]]
    for pair, times in Counter(made).items():
        if times > 1:
            complaints.append(f"{pair} made {times} times")
    choices = programme.choices()
    for pair in made:
        if pair not in choices and pair not in programme.fixed:
            rules = programme.ruled_out.get(pair, "not a pair of a junior and another senior")
            complaints.append(f"{pair} may not be made: ruled out by {rules}, points {programme.points.get(pair)}")
    complaints += [f"fixed pair {pair} is not made" for pair in programme.fixed if pair not in made]
    used = Counter(end for pair in set(made) - set(programme.fixed) for end in (("junior", pair[0]), ("senior", pair[1])))
    complaints += [f"{end} is in {count} new pairs, capacity left {programme.capacity.get(end)}"
                   for end, count in used.items() if count > programme.capacity.get(end, 0)]
    for entry, pair in zip(result["pairs"], made):
        if pair not in programme.points:
            continue
        label = f"{pair[0]} -> {pair[1]}"
        complain_unequal(complaints, f"{label} points", entry["points"], programme.points[pair])
        complain_unequal(complaints, f"{label} sum of terms", sum(t["points"] for t in entry["terms"].values()), entry["points"])
        if abs(entry["score"] - entry["points"] / 1e4) > 0.051:
            complaints.append(f"{label} score {entry['score']} against {entry['points']} points")
        if abs(entry["measured_share"] - programme.measured_share(*pair)) > 1e-6:
            complaints.append(f"{label} measured_share: command {entry['measured_share']}, oracle {float(programme.measured_share(*pair))}")
        complaints += compare_terms(label, entry["terms"], programme, pair)
        if not programme.coverage and pair not in programme.fixed and not programme.points[pair]:
            complaints.append(f"{label} is worth 0 points and made although coverage is off")
    return complaints


def compare_unmatched(result, programme):
    """Everyone without a partner is listed once per role with a reason, and nobody else."""
    matched = {end for pair in result["pairs"] for end in (("junior", pair["junior"]), ("senior", pair["senior"]))}
    listed = Counter((entry["role"], entry["id"]) for entry in result["unmatched"])
    complaints = [f"{end} unmatched but not listed" for end in programme.capacity if end not in matched and not listed[end]]
    complaints += [f"{end} listed as unmatched {times} times" for end, times in listed.items() if times > 1]
    complaints += [f"{end} listed as unmatched, is paired or takes no part" for end in listed
                   if end in matched or end not in programme.capacity]
    complaints += [f"{entry['id']} is unmatched without a reason" for entry in result["unmatched"] if not entry["reasons"]]
    return complaints


def compare_summary(result, programme):
    """Counts and the optimum's value."""
    complaints, summary = [], result["summary"]
    people, points = programme.value(best(programme))
    if not programme.coverage:          # with points alone, how many people share them may differ between optima
        people = len({end for pair in result["pairs"] for end in (("junior", pair["junior"]), ("senior", pair["senior"]))})
    for what, ours in (("juniors", len(programme.juniors)), ("seniors", len(programme.seniors)),
                       ("candidate_pairs", len(programme.eligible)), ("people_paired", people), ("points", points),
                       ("pairs", len(result["pairs"]))):
        complain_unequal(complaints, what, summary[what], ours)
    complain_unequal(complaints, "sum of the pairs' points", sum(pair["points"] for pair in result["pairs"]), summary["points"])
    return complaints


def compare_result(result, programme):
    """All of it."""
    complaints = compare_summary(result, programme) + compare_pairs(result, programme) + compare_unmatched(result, programme)
    return complaints or certificate_check.check(result, programme)


def compare_explanation(explanation, programme, pair):
    """`explain` of any pair: eligible or not, by which rules, with the same terms."""
    complaints = compare_terms(f"explain {pair}", explanation["terms"], programme, pair)
    complain_unequal(complaints, f"explain {pair} eligible", explanation["eligible"], pair in programme.eligible)
    named = {rule if isinstance(rule, str) else rule.get("rule", rule.get("code")) for rule in explanation["ruled_out_by"]}
    complain_unequal(complaints, f"explain {pair} ruled_out_by", sorted(named), sorted(programme.ruled_out[pair]))
    return complaints


def compare_error(kind, exit_code, output):
    """A case that must fail: exit 1 and a problem of the expected kind."""
    complaints = []
    complain_unequal(complaints, f"{kind}: exit code", exit_code, 1)
    codes = sorted({p["code"] for p in output.get("problems", []) if p["severity"] == "error"})
    if not any(answers(kind, code) for code in codes):
        complaints.append(f"{kind}: problem codes {codes}")
    return complaints
