"""Stands in for the command: answers `pair` and `explain` from the oracle itself, in the contract's JSON.

It lets the runner be tried without the implementation, and with a deliberate mistake (`--mistake NAME` before the verb) it shows
that the runner notices. It proves nothing about the implementation."""

import json
import sys
from pathlib import Path

from flow import Network
from model import Programme
from specification_error import SpecificationError


def terms_of(programme, pair):
    """`terms` of the contract."""
    return {name: {"measure": float(term.measure), "recorded": term.recorded, "weight": term.weight / 1e6, "points": term.points}
            for name, term in programme.terms(*pair).items()}


def result_of(programme):
    """`pair --format json --prices`."""
    network = Network(programme)
    made = list(programme.fixed) + network.made()
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
                    "seniors": len(programme.seniors), "candidate_pairs": len(programme.eligible), "text": ""},
        "pairs": [{"junior": j, "senior": s, "points": programme.points[j, s], "score": programme.points[j, s] / 1e4, "topics": [],
                   "measured_share": float(programme.measured_share(j, s)), "terms": terms_of(programme, (j, s))} for j, s in made],
        "unmatched": [{"id": person, "role": role, "reasons": [{"code": "x", "count": 0, "of": 0, "text": ""}]}
                      for role, person in programme.capacity if (role, person) not in matched],
        "certificate": {"people": people, "points": points, "dual_points": points, "gap": 0, "verified": True, "prices": prices},
        "run": {},
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
        entry = list(result["certificate"]["prices"].values())[-1]
        entry.get("senior", entry)["price"] += 1
    if name == "candidates":
        result["summary"]["candidate_pairs"] += 1
    return result


def main(words):
    """Answers one command line; every file of the case stands beside people.csv."""
    mistake = None
    if words[0] == "--mistake":
        mistake, words = words[1], words[2:]
    try:
        programme = Programme(Path(words[1]).parent)
    except SpecificationError as error:
        print(json.dumps({"schema_version": 1, "problems": [{"code": error.kind, "severity": "error", "text": ""}]}))
        return 1
    if words[0] == "explain":
        pair = (words[words.index("--junior") + 1], words[words.index("--senior") + 1])
        print(json.dumps({"eligible": pair in programme.eligible, "ruled_out_by": sorted(programme.ruled_out[pair]),
                          "terms": terms_of(programme, pair)}))
        return 0
    print(json.dumps(mistaken(result_of(programme), mistake)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
