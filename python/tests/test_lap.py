"""SciPy is the oracle of `obverse.lap`: the same results, types, errors; its own tests pass with ours in its place."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import scipy.optimize
import scipy.sparse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipys_tests import pass_with

import obverse as ob
from obverse.lap import linear_sum_assignment, solve

SHAPES = hnp.array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=9)
NUMBERS = st.one_of(st.integers(-3, 3).map(float), st.floats(-1e6, 1e6, width=32), st.just(float("inf")))


def outcome(function, costs, *arguments):
    """Everything the two must agree on: types, errors, rows, and the total, whichever of several best assignments is made."""
    try:
        rows, columns = function(costs, *arguments)
    except (ValueError, TypeError) as error:
        return type(error), str(error)
    assert len(set(columns.tolist())) == len(columns)
    chosen = np.asarray(costs, dtype=np.float64)[rows, columns]
    assert (rows[:-1] < rows[1:]).all()
    return rows.dtype, columns.dtype, len(rows), pytest.approx(math.fsum(chosen), rel=1e-12, abs=1e-9)


@settings(max_examples=500, deadline=None)
@given(hnp.arrays(np.float64, SHAPES, elements=NUMBERS), st.booleans())
def test_as_good_as_scipy(costs, maximize):
    ours = outcome(linear_sum_assignment, costs, maximize)
    assert ours == outcome(scipy.optimize.linear_sum_assignment, costs, maximize)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_the_same_for_every_type(data):
    dtype = data.draw(
        st.one_of(
            hnp.boolean_dtypes(),
            hnp.integer_dtypes(),
            hnp.unsigned_integer_dtypes(),
            hnp.floating_dtypes(sizes=(32, 64)),
        )
    )
    # beyond 1e15 a sum of floats is no longer the sum of the numbers
    small = {"min_value": -(10**15), "max_value": 10**15} if dtype.kind == "f" or dtype.itemsize > 4 else {}
    if dtype.kind == "u" and small:
        small["min_value"] = 0
    if dtype.kind == "f":
        small = {name: float(np.float32(bound)) for name, bound in small.items()}
    costs = data.draw(hnp.arrays(dtype, SHAPES, elements=small or None))
    theirs = outcome(scipy.optimize.linear_sum_assignment, costs)
    assert outcome(linear_sum_assignment, costs) == theirs


@settings(max_examples=200, deadline=None)
@given(hnp.arrays(np.int64, SHAPES), st.booleans())
def test_whole_numbers_of_any_size_are_no_worse_than_scipys(costs, maximize):
    ours, theirs = (
        sum(costs[pair].tolist())
        for pair in (linear_sum_assignment(costs, maximize), scipy.optimize.linear_sum_assignment(costs, maximize))
    )
    far_apart = costs.size and (int(costs.max()) - int(costs.min())) * (min(costs.shape) + 2) > 2**57
    slack = 2**12 * min(costs.shape) if far_apart else 0
    assert (ours >= theirs - slack) if maximize else (ours <= theirs + slack)


@pytest.mark.parametrize(
    "costs",
    [
        [[4, 1, 3], [2, 0, 5], [3, 2, 2]],
        [[1, 2], [3, float("nan")]],
        [[float("inf")] * 2] * 2,
        [[-float("inf"), 1], [1, 2]],
        [],
        [[]],
        np.zeros((0, 3)),
        np.zeros((3, 0)),
        np.zeros(3),
        np.zeros((2, 2, 2)),
        np.array([[1, 2], [3, 4]], dtype=object),
        np.array([[1, "a"], [3, 4]], dtype=object),
        [["1", "2"], ["0", "1"]],
        np.asfortranarray(np.arange(12.0).reshape(3, 4)),
        np.arange(48.0).reshape(6, 8)[::2, ::-2],
        np.array([[True, False], [False, True]]),
        [[2**60, 0], [0, 2**60]],
        [[10**30, 1], [1, 2]],
        np.matrix([[1, 2], [0, 4]]),
        np.ma.masked_array([[1, 2], [0, 4]], [[True, False], [False, False]]),
        pd.DataFrame([[1, 2], [0, 4]]),
        pd.DataFrame([[1, None], [0, 4]], dtype="Int64"),
        pd.DataFrame([["1", "2"], ["0", "4"]]),
        scipy.sparse.coo_array(np.eye(2)),
        np.array([["1", "2"], ["0", "4"]]),
        np.array([[1, 2], [0, 4]], dtype="m8[s]"),
        np.array([[1, 2], [0, 4]], dtype=np.longdouble),
        np.array([[1, 2], [0, 4]], dtype=np.float16),
        np.array([[1, 2], [0, 4]], dtype=">i4"),
        np.array([[2**64 - 1, 0], [0, 1]], dtype=np.uint64),
        [[1j, 2], [0, 4]],
        [[1, None], [0, 4]],
        [[1, 2], [0]],
        None,
        3,
        "abc",
    ],
    ids=lambda costs: type(costs).__name__,
)
@pytest.mark.parametrize("maximize", [False, True])
@pytest.mark.filterwarnings("ignore")
def test_edges(costs, maximize):
    ours = outcome(linear_sum_assignment, costs, maximize)
    theirs = outcome(scipy.optimize.linear_sum_assignment, costs, maximize)
    assert ours == theirs


def test_a_read_only_matrix_is_left_alone():
    costs = np.random.default_rng(1).random((20, 30))
    before = costs.copy()
    costs.flags.writeable = False
    linear_sum_assignment(costs, maximize=True)
    assert (costs == before).all()


@pytest.mark.parametrize("shape", [(300, 300), (120, 400), (400, 120)])
def test_larger_ones(shape):
    costs = np.random.default_rng(2).random(shape)
    assert outcome(linear_sum_assignment, costs) == outcome(scipy.optimize.linear_sum_assignment, costs)


@settings(max_examples=200, deadline=None)
@given(hnp.arrays(np.int64, SHAPES, elements=st.integers(-(2**40), 2**40)), st.booleans())
def test_the_duals_prove_the_assignment(costs, maximize):
    best = solve(costs, maximize=maximize)
    sign = -1 if maximize else 1
    slack = sign * (costs - best.u[:, None] - best.v[None, :])
    assert (slack >= 0).all()
    assert (slack[best.row_ind, best.col_ind] == 0).all()
    assert best.u.sum() + best.v.sum() == costs[best.row_ind, best.col_ind].sum() == best.cost
    rows, columns = scipy.optimize.linear_sum_assignment(costs, maximize)
    assert best.cost == sum(int(costs[r, c]) for r, c in zip(rows, columns, strict=True))
    long_side = best.v if costs.shape[0] <= costs.shape[1] else best.u
    if costs.shape[0] != costs.shape[1]:
        assert (sign * long_side <= 0).all()
    proof = best.certificate
    assert (proof.primal, proof.dual, proof.worst, proof.exact) == (best.cost, best.cost, 0, True)


def test_floats_are_proved_but_for_rounding():
    costs = np.random.default_rng(3).random((200, 250))
    proof = solve(costs).certificate
    assert not proof.exact
    assert proof.primal == pytest.approx(proof.dual)
    assert proof.worst < 1e-12


def test_whole_numbers_beyond_floats_are_exact():
    big = 2**52 - 1
    best = solve([[big, big - 1], [big - 1, big - 3]])
    assert best.cost == 2 * big - 3
    assert best.certificate.exact
    assert best.u.dtype == np.int64


def test_solve_refuses_what_the_other_refuses():
    for costs in (np.zeros(3), [[float("nan")]], [[float("inf")]]):
        with pytest.raises(ValueError):
            solve(costs)


ROUTES = ["whole lines", "short lists", "kinds of lines"]


@pytest.mark.parametrize("route", ROUTES)
@settings(max_examples=100, deadline=None)
@given(
    costs=hnp.arrays(np.float64, SHAPES, elements=st.integers(-3, 3).map(float) | st.floats(-1e6, 1e6, width=32)),
    maximize=st.booleans(),
)
def test_every_route_is_as_good_as_scipy(route, costs, maximize):
    best = solve(costs, maximize=maximize, route=route)
    assert best.method == route
    rows, columns = scipy.optimize.linear_sum_assignment(costs, maximize)
    assert best.cost == pytest.approx(math.fsum(costs[rows, columns]), rel=1e-12, abs=1e-9)


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("shape", [(150, 150), (60, 200), (200, 60)])
@pytest.mark.parametrize("kinds", [4, 1000])
def test_routes_of_larger_matrices(route, shape, kinds):
    dice = np.random.default_rng(5)
    lines, columns = dice.integers(0, kinds, shape[0]), dice.integers(0, kinds, shape[1])
    costs = dice.integers(0, 1000, (kinds, kinds))[np.ix_(lines, columns)]
    best = solve(costs, route=route)
    assert best.method == route
    assert best.cost == costs[scipy.optimize.linear_sum_assignment(costs)].sum()
    assert (best.certificate.gap, best.certificate.exact) == (0, True)


def test_the_matrix_alone_chooses_the_route():
    dice = np.random.default_rng(6)
    small, large = dice.random((30, 30)), dice.random((800, 800))
    assert solve(small).method == solve(small, route=None).method == "whole lines"
    assert solve(large).method == "short lists"
    assert solve(dice.integers(0, 9, (3, 3))[np.ix_(*[dice.integers(0, 3, 400)] * 2)]).method == "kinds of lines"


@pytest.mark.parametrize("cost", [np.zeros((2, 2)), scipy.sparse.csr_array(np.eye(2))], ids=["full", "sparse"])
def test_a_route_that_cannot_be_taken_is_a_problem(cost):
    with pytest.raises(ob.InputError) as caught:
        solve(cost, route="short list" if isinstance(cost, np.ndarray) else "short lists")
    (problem,) = caught.value.problems
    assert (problem.code, problem.severity, problem.value[:10]) == ("unknown_route", "error", "short list")
    assert "`short lists`" in problem.text or "full matrices" in problem.text
    with pytest.raises(TypeError):
        solve(np.zeros((2, 2)), False, "short lists")
    with pytest.raises(TypeError):
        solve(np.zeros((2, 2)), route=2)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody says how much memory is left")
def test_a_copy_that_cannot_fit_is_refused_up_front():
    # One number seen as 2⁴² that would have to be copied.
    cost = np.broadcast_to(np.zeros(1), (1 << 21, 1 << 21))
    with pytest.raises(MemoryError):
        solve(cost)


def test_scipys_own_tests_pass(tmp_path: Path):
    """The test file of the installed SciPy, with our function in the place of its own."""
    patch = (
        "import scipy.optimize, scipy.optimize._lsap as lsap\n"
        "from obverse.lap import linear_sum_assignment as ours\n"
        "scipy.optimize.linear_sum_assignment = lsap.linear_sum_assignment = ours\n"
    )
    pass_with(patch, "scipy.optimize.tests.test_linear_assignment", tmp_path)
