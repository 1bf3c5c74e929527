"""Stands in for the command: answers `pair`, `explain` and `verify` from the oracle itself, in the contract's JSON.

It lets the runner be tried without the implementation, and with a deliberate mistake (`--mistake NAME` before the verb) it shows
that the runner notices. It proves nothing about the implementation."""

import json
import sys
from collections import Counter
from pathlib import Path

import compare
from constants import BILLION
from flow import Network
from model import Programme
from protected import columns_read, is_protected, protected_columns
from specification_error import SpecificationError
from unmatched_reasons import reasons_for


def terms_of(programme, pair):
    """`terms` of the contract."""
    return {name: {"measure": float(term.measure), "recorded": term.recorded, "weight": term.weight / 1e6, "points": term.points}
            for name, term in programme.terms(*pair).items()}


def baseline(programme):
    """The fixed pairs alone."""
    people, points = programme.value([])
    return {"pairs": len(programme.fixed), "people_paired": people, "points": points}


def run_of(programme):
    """The run record."""
    protected, policy = protected_columns(programme.policy), programme.policy
    filled = {column for person in programme.people.values() for column, cell in person.cells.items() if cell}
    used = set().union(*(columns_read(name, policy) for name in programme.weights if is_protected(name, policy)))
    together, alone = Counter(), Counter()
    for rules in programme.ruled_out.values():
        together.update(rules)
        alone.update(rules if len(rules) == 1 else ())
    return {"people": len(programme.people), "seed": policy.get("seed", 0),
            "consent": "recorded" if programme.workforce.consent_asked else "not_recorded",
            "components": [{"name": name, "constant": programme.constants[name] / BILLION,
                            "recorded_pairs": programme.recorded_pairs[name]} for name in programme.weights],
            "dropped": [{"name": name, "why": why} for name, why in programme.dropped.items()],
            "protected_found": sorted(filled & protected), "protected_used": sorted(filled & protected & used),
            "rules": {"pairs": len(programme.ruled_out), "candidate_pairs": len(programme.eligible),
                      "rules": [{"rule": rule, "together": together[rule], "alone": alone[rule],
                                 "not_evaluated": programme.not_evaluated[rule]}
                                for rule in sorted(set(together) | set(programme.not_evaluated))]}}


def result_of(programme):
    """`pair --format json --prices`."""
    network = Network(programme)
    made = sorted(list(programme.fixed) + network.made())
    people, points = programme.value(network.made())
    found = network.prices()
    prices, both = {}, set(programme.juniors) & set(programme.seniors)
    for (role, person) in programme.capacity:
        level, price = found.get((role, person), (0, 0))
        entry = {"level": level, "price": price}
        if person in both:
            prices.setdefault(person, {})[role] = entry
        else:
            prices[person] = entry
    matched = {end for j, s in made for end in (("junior", j), ("senior", s))}
    return {
        "schema_version": 1,
        "summary": {"pairs": len(made), "people_paired": people, "points": points, "juniors": len(programme.juniors),
                    "seniors": len(programme.seniors), "candidate_pairs": len(programme.eligible), "text": "",
                    "mean_score": points / len(made) / 1e4 if made else None,
                    "greedy": baseline(programme), "random": baseline(programme)},
        "pairs": [{"junior": j, "senior": s, "points": programme.points[j, s], "score": programme.points[j, s] / 1e4, "topics": programme.topics(j, s),
                   "measured_share": float(programme.measured_share(j, s)), "terms": terms_of(programme, (j, s))} for j, s in made],
        "unmatched": [{"id": person, "role": role, "reasons": [{"code": code, "count": count, "of": of, "text": ""}
                       for code, (count, of) in reasons_for((role, person), programme).items()]}
                      for role, person in sorted(programme.capacity) if (role, person) not in matched],
        "certificate": {"people": people, "points": points, "dual_points": points, "gap": 0, "verified": True, "prices": prices},
        "run": run_of(programme),
    }


def mistaken(result, name):
    """The result with one lie in it."""
    if name == "points" and result["pairs"]:
        result["pairs"][0]["points"] += 1
    if name == "lost_pair" and result["pairs"]:
        result["pairs"].pop()
    if name == "measure" and result["pairs"]:
        next(iter(result["pairs"][0]["terms"].values()))["measure"] += 1e-9
    if name == "unmatched" and result["unmatched"]:
        result["unmatched"].pop()
    if name == "prices" and result["certificate"]["prices"]:
        paired = {pair["senior"] for pair in result["pairs"]}
        entry = next(entry for person, entry in result["certificate"]["prices"].items() if person in paired)
        entry.get("senior", entry)["price"] += 1_000_001            # more than a pair beyond capacity can take back
    if name == "candidates":
        result["summary"]["candidate_pairs"] += 1
    return result


def verify(result, programme):
    """`verify`: the oracle's own comparison."""
    holds = not compare.compare_result(result, programme)
    print(json.dumps({"holds": holds, "optimal": holds}))
    return 0 if holds else 1


def main(words):
    """Answers one command line; every file of the case stands beside people.csv."""
    mistake = None
    if words[0] == "--mistake":
        mistake, words = words[1], words[2:]
    try:
        programme = Programme(Path(words[1]).parent)
    except SpecificationError as error:
        print(json.dumps({"schema_version": 1, "problems": [{"code": code, "severity": "error", "text": ""}
                                                           for code in sorted(error.codes)]}))
        return 1
    if words[0] == "verify":
        return verify(json.loads(Path(words[2]).read_text(encoding="utf-8")), programme)
    if words[0] == "explain":
        pair = (words[words.index("--junior") + 1], words[words.index("--senior") + 1])
        points = sum(term.points for term in programme.terms(*pair).values())
        print(json.dumps({"eligible": pair in programme.eligible, "topics": programme.topics(*pair),
                          "points": points, "score": points / 1e4,
                          "measured_share": float(programme.measured_share(*pair)), "ruled_out_by": sorted(programme.ruled_out.get(pair, ())),
                          "terms": terms_of(programme, pair)}))
        return 0
    print(json.dumps(mistaken(result_of(programme), mistake), sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
