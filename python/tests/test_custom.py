"""Measures that the caller brings."""

from __future__ import annotations

import copy
import pickle
from itertools import permutations

import numpy as np
import pandas as pd
import polars as pl
import pytest

import obverse as ob

PEOPLE = {
    "id": ["a", "b", "c", "x", "y", "z"],
    "role": ["junior"] * 3 + ["senior"] * 3,
    "skills": ["sql:4", "sql:2", "sql:1", "sql:1", "sql:0", "sql:2"],
    "wants": ["", "", "", "sql", "sql", "sql"],
}
JUNIORS, SENIORS = ["a", "b", "c"], ["x", "y", "z"]
MATRIX = np.array([[0.25, 0.5, 0.75], [1.0, 0.0, 0.125], [0.3, 0.6, 0.9]])
ROWS = [(j, s, MATRIX[r, c]) for r, j in enumerate(JUNIORS) for c, s in enumerate(SENIORS)]
FRAME = {"junior": [row[0] for row in ROWS], "senior": [row[1] for row in ROWS], "measure": [row[2] for row in ROWS]}
ONLY = {"custom:chemistry": 1}


def policy(measures, **settings):
    return ob.Policy(weights=ONLY, custom={"chemistry": measures}, **settings)


@pytest.mark.parametrize(
    "measures",
    [
        FRAME,
        ROWS,
        {(j, s): value for j, s, value in ROWS},
        pd.DataFrame(FRAME),
        pl.DataFrame(FRAME).rename({"junior": "Mentor", "senior": "mentee"}),
        (MATRIX, JUNIORS, SENIORS),
        (MATRIX.T.copy().T, np.array(JUNIORS), pd.Series(SENIORS)),
        [dict(zip(("junior", "senior", "measure"), row, strict=True)) for row in ROWS],
    ],
    ids=["columns", "tuples", "mapping", "pandas", "polars", "matrix", "fortran", "records"],
)
def test_every_form_says_the_same(measures):
    assert policy(measures) == policy(ROWS)


def test_the_best_matching_by_the_measures_alone():
    matching = ob.pair(ob.Workforce.from_frame(PEOPLE), policy(ROWS))
    points = np.floor(1_000_000 * MATRIX + 0.5).astype(int)
    best = max(sum(points[r, c] for r, c in enumerate(order)) for order in permutations(range(3)))
    assert matching.summary.points == best
    assert {(pair.junior, pair.senior): pair.terms["custom:chemistry"].points for pair in matching.pairs} == {
        (pair.junior, pair.senior): points[JUNIORS.index(pair.junior), SENIORS.index(pair.senior)] for pair in matching.pairs
    }
    assert matching.verify()


def test_beside_other_components_and_with_pairs_left_out():
    # half the weight on skills; chemistry is recorded for two pairs, so the others get its mean, (0.2 + 0.6) / 2
    some = {("a", "x"): 0.2, ("b", "y"): 0.6, ("c", "z"): float("nan"), ("c", "y"): None}
    weights = {"skill_gap": 0.5, "custom:chemistry": 0.5}
    programme = ob.programme(PEOPLE, weights=weights, custom={"chemistry": some})
    term = programme.explain("c", "z").terms["custom:chemistry"]
    assert (term.recorded, term.measure, term.points) == (False, 0.4, 200_000)
    term = programme.explain("b", "y").terms["custom:chemistry"]
    assert (term.recorded, term.measure, term.points) == (True, 0.6, 300_000)


def test_it_travels_and_replaces():
    first = policy(ROWS)
    for other in (pickle.loads(pickle.dumps(first)), copy.deepcopy(first), first.replace(seed=None)):
        assert other == first
    assert hash(pickle.loads(pickle.dumps(first))) == hash(first)
    doubled = first.replace(custom={"chemistry": {("a", "x"): 1.0}})
    assert doubled != first
    matching = ob.pair(PEOPLE, first)
    again = pickle.loads(pickle.dumps(matching))
    assert again.to_dict(prices=True) == matching.to_dict(prices=True)
    assert ob.pair(PEOPLE, again.programme.policy).to_dict() == matching.to_dict()


def test_a_policy_file_with_such_a_weight_takes_the_measures_again(tmp_path):
    path = tmp_path / "policy.toml"
    policy(ROWS).to_toml(path)
    with pytest.raises(ob.PolicyError, match="custom:chemistry"):
        ob.Policy.from_toml(path)
    assert ob.Policy.from_toml(path, custom={"chemistry": ROWS}) == policy(ROWS)
    assert ob.pair(PEOPLE, path, custom={"chemistry": ROWS}).to_dict() == ob.pair(PEOPLE, policy(ROWS)).to_dict()


@pytest.mark.parametrize(
    ("measures", "said"),
    [
        ([("a", "x", 1.5), ("b", "y", 0.5), ("b", "x", -1)], r"rows? 1 and 3|between 0 and 1"),
        ([("a", "x", 0.5), ("a", "x", 0.6)], "another measure"),
        ([("a", "x")], "junior, senior and measure"),
        ([("a", None, 0.5)], "names no"),
        ([("a", "x", "much")], "a measure is a number|A measure is a number"),
        ({"junior": ["a"], "senior": ["x"]}, "junior, senior and measure"),
        ({"junior": ["a"], "mentor": ["b"], "senior": ["x"], "measure": [1]}, "two columns"),
        ((MATRIX, JUNIORS, ["x"]), "shape"),
        (7, "no table"),
    ],
)
def test_what_is_wrong_is_said(measures, said):
    with pytest.raises(ob.InputError, match=said) as caught:
        policy(measures)
    assert caught.value.problems[0].file == "custom:chemistry"


def test_a_measure_without_a_weight_and_a_weight_without_a_measure():
    with pytest.raises(ob.PolicyError, match="no weight"):
        ob.Policy(custom={"chemistry": ROWS})
    with pytest.raises(ob.PolicyError, match="none was given"):
        ob.Policy(weights=ONLY)
    with pytest.raises(TypeError, match="mapping"):
        ob.Policy(weights=ONLY, custom=[1])
