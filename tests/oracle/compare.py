"""Holds a result of the command against the oracle. Returns complaints in words; none means agreement."""

from collections import Counter

import certificate_check
from compare_run import compare_run
from compare_terms import compare_scored, complain_unequal
from optimum import best
from unmatched_reasons import reasons_for


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
        complaints += compare_scored(label, entry, programme, pair)
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
    for entry in result["unmatched"]:
        end = entry["role"], entry["id"]
        if end in programme.capacity and end not in matched:
            theirs = {reason["code"]: (reason["count"], reason["of"]) for reason in entry["reasons"]}
            complain_unequal(complaints, f"{end} reasons", theirs, reasons_for(end, programme))
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
    complaints += compare_baselines(summary, programme)
    mean = summary["mean_score"]
    if mean is None if result["pairs"] else mean is not None:
        complaints.append(f"mean_score {mean} of {len(result['pairs'])} pairs")
    elif result["pairs"] and abs(mean - points / len(result["pairs"]) / 1e4) > 0.051:
        complaints.append(f"mean_score {mean}: {points} points over {len(result['pairs'])} pairs")
    complain_unequal(complaints, "sum of the pairs' points", sum(pair["points"] for pair in result["pairs"]), summary["points"])
    return complaints


def compare_baselines(summary, programme):
    """Greedy and random make the fixed pairs and stay within the optimum; the specification says no more of them."""
    complaints, optimum = [], programme.value(best(programme))
    for way in ("greedy", "random"):
        reached = summary[way]
        value = (reached["people_paired"], reached["points"])
        if value > optimum if programme.coverage else value[1] > optimum[1]:
            complaints.append(f"{way} reaches {value}, more than the optimum {optimum}")
        if reached["pairs"] < len(programme.fixed) or reached["people_paired"] > 2 * reached["pairs"]:
            complaints.append(f"{way} makes {reached} with {len(programme.fixed)} fixed pairs")
    return complaints


def compare_result(result, programme):
    """All of it."""
    complaints = compare_summary(result, programme) + compare_pairs(result, programme) + compare_unmatched(result, programme)
    complaints += compare_run(result["run"], programme)
    return complaints or certificate_check.check(result, programme)


def compare_explanation(explanation, programme, pair):
    """`explain` of any pair: eligible or not, by which rules, with the same terms."""
    complaints = compare_scored(f"explain {pair}", explanation, programme, pair)
    complain_unequal(complaints, f"explain {pair} eligible", explanation["eligible"], pair in programme.eligible)
    if pair not in programme.ruled_out:             # somebody takes no part in that role: terms and a no are all that is said
        return complaints
    named = {rule if isinstance(rule, str) else rule.get("rule", rule.get("code")) for rule in explanation["ruled_out_by"]}
    complain_unequal(complaints, f"explain {pair} ruled_out_by", sorted(named), sorted(programme.ruled_out[pair]))
    return complaints


def compare_error(codes, exit_code, output):
    """A case that must fail: exit 1 and exactly the problem codes expected."""
    complaints = []
    complain_unequal(complaints, "exit code", exit_code, 1)
    found = {p["code"] for p in output.get("problems", []) if p["severity"] == "error"}
    complain_unequal(complaints, "problem codes", sorted(found), sorted(codes))
    return complaints
