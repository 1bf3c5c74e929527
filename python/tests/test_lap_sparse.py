"""SciPy is the oracle of the sparse half of `obverse.lap`, and exact fractions of its certificates."""

from __future__ import annotations

import math
import warnings
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.sparse.csgraph import maximum_bipartite_matching
from scipy.sparse.csgraph import min_weight_full_bipartite_matching as theirs
from scipys_tests import pass_with

from obverse.lap import maximum_matching, min_weight_full_bipartite_matching, solve

SHAPES = hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=9)
WEIGHTS = st.one_of(st.just(0.0), st.just(0.0), st.integers(-3, 3).map(float), st.floats(-1e6, 1e6, width=32), st.just(math.inf))
FORMATS = [scipy.sparse.csr_array, scipy.sparse.csc_array, scipy.sparse.coo_array, scipy.sparse.csr_matrix]


def outcome(function, graph, maximize):
    """What the two must agree on: errors, warnings, rows, and the total, whichever of several best matchings is made."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            rows, columns = function(graph, maximize)
        except (ValueError, TypeError) as error:
            return type(error), str(error)
    assert len(set(columns.tolist())) == len(columns)
    assert (rows[:-1] < rows[1:]).all()
    chosen = graph.toarray().astype(np.float64)[rows, columns]
    said = [str(one.message) for one in seen if one.category is UserWarning]
    return len(rows), pytest.approx(math.fsum(chosen), rel=1e-12, abs=1e-9), said


@settings(max_examples=400, deadline=None)
@given(hnp.arrays(np.float64, SHAPES, elements=WEIGHTS), st.sampled_from(FORMATS), st.booleans(), st.booleans())
def test_as_good_as_scipy(weights, kind, maximize, wide):
    graph = kind(-weights if maximize else weights)
    # SciPy itself takes columns of 64-bit indices for rows
    if wide and graph.format == "csr":
        graph.indptr, graph.indices = graph.indptr.astype(np.int64), graph.indices.astype(np.int64)
    assert outcome(min_weight_full_bipartite_matching, graph, maximize) == outcome(theirs, graph, maximize)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_the_same_for_every_type(data):
    dtype = data.draw(
        st.one_of(hnp.boolean_dtypes(), hnp.integer_dtypes(endianness="="), hnp.unsigned_integer_dtypes(endianness="="))
    )
    small = None if dtype.kind == "b" else st.integers(0, 100)
    graph = scipy.sparse.csr_array(data.draw(hnp.arrays(dtype, SHAPES, elements=small)))
    assert outcome(min_weight_full_bipartite_matching, graph, False) == outcome(theirs, graph, False)


@pytest.mark.parametrize("maximize", [False, True])
def test_stored_zeros_pairs_stored_twice_and_room(maximize):
    absent = -math.inf if maximize else math.inf
    twice = scipy.sparse.coo_array(([1.0, 2.0, 3.0, -3.0, 5.0, absent], ([0, 0, 1, 1, 0, 1], [0, 0, 1, 1, 1, 0])), shape=(2, 2))
    zeros = scipy.sparse.csr_array(([0.0, 1.0, 2.0, 4.0], [0, 1, 0, 1], [0, 2, 4]), shape=(2, 2))
    unsorted = scipy.sparse.csr_array(([7.0, 1.0, 2.0, 8.5, 3.0], [1, 0, 1, 1, 0], [0, 2, 5]), shape=(2, 2))
    empty = scipy.sparse.csr_array((0, 3))
    for graph in (twice, zeros, unsorted, empty, scipy.sparse.csr_array((3, 0)), scipy.sparse.csr_array((2, 2))):
        for kind in (graph, graph.tocsc()):
            ours = outcome(min_weight_full_bipartite_matching, kind, maximize)
            assert ours == outcome(theirs, kind, maximize), graph


@pytest.mark.parametrize(
    "given",
    [np.eye(2), [[1, 2], [3, 4]], None, scipy.sparse.lil_array(np.eye(2)), scipy.sparse.csr_array(np.eye(2, dtype=complex))],
    ids=lambda given: type(given).__name__,
)
@pytest.mark.filterwarnings("ignore")
def test_what_is_refused(given):
    refused = []
    for function in (min_weight_full_bipartite_matching, theirs):
        try:
            function(given)
            refused.append(None)
        except TypeError as error:
            refused.append(str(error))
    assert refused[0] == refused[1]


def test_numbers_that_are_none():
    with pytest.raises(ValueError, match="invalid numeric entries"):
        min_weight_full_bipartite_matching(scipy.sparse.csr_array([[1.0, math.nan], [2.0, 3.0]]))


@settings(max_examples=300, deadline=None)
@given(hnp.arrays(np.int8, SHAPES, elements=st.integers(0, 1)), st.sampled_from(FORMATS))
def test_matchings_are_greatest_and_say_why(pairs, kind):
    graph = kind(pairs)
    found = maximum_matching(graph)
    size = (maximum_bipartite_matching(scipy.sparse.csr_array(pairs), perm_type="column") >= 0).sum()
    assert len(found.row_ind) == len(found.col_ind) == size
    assert pairs[found.row_ind, found.col_ind].all()
    assert len(set(found.col_ind.tolist())) == size
    known = set(np.flatnonzero(pairs[found.witness_rows].any(axis=0)).tolist())
    assert known <= set(found.witness_cols.tolist())
    assert len(found.witness_rows) - len(found.witness_cols) == pairs.shape[0] - size


def test_a_large_matching():
    dice = np.random.default_rng(1)
    graph = scipy.sparse.random_array((20_000, 20_000), density=1e-4, rng=dice, format="csr")
    found = maximum_matching(graph)
    assert len(found.row_ind) == (maximum_bipartite_matching(graph) >= 0).sum()


@settings(max_examples=200, deadline=None)
@given(
    hnp.arrays(np.float64, SHAPES, elements=st.floats(-1e9, 1e9)),
    st.floats(1e-9, 1e9),
    st.booleans(),
    st.booleans(),
)
def test_the_bound_is_one_in_exact_numbers(costs, scale, maximize, sparse):
    costs = costs * scale
    best = solve(scipy.sparse.coo_array(costs).tocsr() if sparse and (costs != 0).all() else costs, maximize=maximize)
    rows, columns = costs.shape
    exact = [[Fraction(cost) for cost in row] for row in costs.tolist()]
    pairs = list(zip(best.row_ind.tolist(), best.col_ind.tolist(), strict=True))
    primal = sum(exact[row][column] for row, column in pairs)
    across = [Fraction(v) for v in (best.v if rows <= columns else best.u).tolist()]
    if rows > columns:
        exact = [list(line) for line in zip(*exact, strict=True)]
        pairs = [(column, row) for row, column in pairs]
    if rows != columns:
        across = [max(v, 0) if maximize else min(v, 0) for v in across]
    ends = [(max if maximize else min)(cost - v for cost, v in zip(line, across, strict=True)) for line in exact]
    bound = sum(ends) + sum(across)
    slackness = max(abs(exact[near][far] - across[far] - ends[near]) for near, far in pairs)
    proof = best.certificate
    sign = -1 if maximize else 1
    assert sign * (Fraction(proof.primal) - primal) >= 0
    assert sign * (bound - Fraction(proof.dual)) >= 0
    assert proof.primal in (float(primal), np.nextafter(float(primal), sign * np.inf))
    assert proof.dual in (float(bound), np.nextafter(float(bound), -sign * np.inf))
    gap = abs(primal - bound)
    assert gap <= Fraction(proof.gap) <= gap + Fraction(math.ulp(float(gap)))
    assert slackness <= Fraction(proof.slackness) <= slackness + Fraction(math.ulp(float(slackness)))


def test_totals_beyond_floats_bound_nothing():
    proof = solve([[1.7e308, -1.7e308], [-1.7e308, 1.7e308]]).certificate
    assert proof.dual == -math.inf


@pytest.mark.parametrize("maximize", [False, True])
def test_sparse_whole_numbers_are_proved_exactly(maximize):
    dice = np.random.default_rng(4)
    for shape in ((40, 40), (30, 60), (60, 30)):
        dense = dice.integers(1, 2**45, shape) * (dice.random(shape) < 0.5)
        best = solve(scipy.sparse.csr_array(dense), maximize=maximize)
        proof = best.certificate
        assert proof.exact
        assert (proof.primal, proof.dual, proof.gap, proof.slackness, proof.worst) == (best.cost, best.cost, 0, 0, 0)
        rows, columns = theirs(scipy.sparse.csr_array(dense), maximize)
        assert best.cost == int(dense[rows, columns].sum())


def test_scipys_own_tests_pass(tmp_path: Path):
    """The test file of the installed SciPy, with our function in the place of its own."""
    patch = (
        "import scipy.sparse.csgraph\n"
        "from obverse.lap import min_weight_full_bipartite_matching as ours\n"
        "scipy.sparse.csgraph.min_weight_full_bipartite_matching = ours\n"
    )
    pass_with(patch, "scipy.sparse.csgraph.tests.test_matching", tmp_path)
