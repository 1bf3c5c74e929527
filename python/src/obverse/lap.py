"""Plain assignment on NumPy and SciPy matrices: drop-ins for SciPy's functions, and the same with a proof.

minimise Σ cost[i, j] over pairs (i, j) such that every line of the shorter side has exactly one partner and no line has two.

Method: shortest augmenting paths (R. Jonker and A. Volgenant 1987, doi:10.1007/BF02278710; for rectangles D. F. Crouse 2016,
doi:10.1109/TAES.2016.140952) from the prices of an auction (D. P. Bertsekas 1988, doi:10.1007/BF02186476) where that pays;
matchings by phases (J. E. Hopcroft and R. M. Karp 1973, doi:10.1137/0202019). At most O(s² · l) steps for sides s ≤ l. A full
matrix is read where it lies: 32- and 64-bit floats and whole numbers, in C or Fortran order. Sparse matrices are SciPy's, in CSR,
CSC or COO format; SciPy itself is not needed. Where several assignments are equally good, it may be another one than SciPy's.
Needs NumPy.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from obverse import _core, _errors

try:
    import numpy as np
except ImportError:  # pragma: no cover - tried in an environment of its own
    raise ImportError("obverse.lap works on NumPy matrices: pip install numpy (or obverse[lap])") from None

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = [
    "Assignment",
    "Certificate",
    "Matching",
    "linear_sum_assignment",
    "maximum_matching",
    "min_weight_full_bipartite_matching",
    "solve",
]

MATRIX = 2
# what the engine reads where it lies
KINDS: tuple[type[np.generic], ...] = (np.float64, np.float32, np.int64, np.int32)
WORD = 4


@dataclass(frozen=True)
class Certificate:
    """Both sides of the proof: what the pairs cost, and what no assignment can undercut (or, maximising, exceed).

    Recomputed from the matrix, the pairs and the duals of the longer side alone. Differences and sums are exact
    (J. R. Shewchuk 1997, doi:10.1007/PL00009321) and rounded once, away from each other: for floats too, the optimum lies
    between `primal` and `dual`, whatever was rounded while solving.
    """

    primal: float | int
    """Σ cost over the pairs; of floats, rounded up (maximising: down)."""
    dual: float | int
    """No assignment costs less (maximising: more). Equal to `primal` for whole numbers; of floats, rounded down (up)."""
    gap: float | int
    """`primal` and `dual` before they were rounded: how far they are apart, rounded up. 0 proves the pairs best."""
    slackness: float | int
    """Complementary slackness: the most by which a line of the shorter side would do better, at these duals, elsewhere."""
    worst: float | int
    """The most by which u[i] + v[j] passes cost[i, j] on the wrong side, over all pairs: 0, or what rounding leaves."""
    exact: bool
    """Whether the costs are whole numbers, and so everything is exact."""


@dataclass(frozen=True)
class Assignment:
    """An optimal assignment with the dual values that prove it."""

    row_ind: npt.NDArray[np.int64]
    """Rows assigned, ascending; shape (min(n, m),)."""
    col_ind: npt.NDArray[np.int64]
    """Their columns; shape (min(n, m),)."""
    u: npt.NDArray[Any]
    """Dual values of the rows; shape (n,)."""
    v: npt.NDArray[Any]
    """Dual values of the columns; shape (m,)."""
    cost: float | int
    """Σ cost over the pairs."""
    method: str
    """How it was solved: the `route` that was asked for, else one that depends on the matrix alone."""
    certificate: Certificate
    """Both sides of the proof."""


@dataclass(frozen=True)
class Matching:
    """A matching of the greatest size, with a witness that none is greater (P. Hall 1935)."""

    row_ind: npt.NDArray[np.int64]
    """Rows that have a partner, ascending."""
    col_ind: npt.NDArray[np.int64]
    """Their columns."""
    witness_rows: npt.NDArray[np.int64]
    """Rows that know, together, only `witness_cols`: as many more as there are rows without a partner. Ascending."""
    witness_cols: npt.NDArray[np.int64]
    """All columns that `witness_rows` know. Ascending."""


def linear_sum_assignment(
    cost_matrix: npt.ArrayLike, maximize: bool = False
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Solve the linear sum assignment problem, as `scipy.optimize.linear_sum_assignment` does.

    Args:
        cost_matrix: shape (n, m), anything that NumPy turns into 64-bit floats; infinity where a pair must not be made.
        maximize: the greatest sum instead of the least.

    Returns:
        row_ind, col_ind: an optimal assignment, of 64-bit integers, shape (min(n, m),), rows ascending.

    Raises:
        ValueError: the array has not two dimensions, holds NaN or -∞ (+∞ when maximising), or no assignment avoids infinity.
        TypeError: the entries are no numbers.

    """
    pairs = _core.assign(cost_matrix, bool(maximize))
    if pairs is not None:
        return pairs
    # as SciPy: what is no array yet becomes one of floats
    given = np.asarray(cost_matrix, dtype=None if isinstance(cost_matrix, np.ndarray) else np.float64)
    solved = _core.solve_assignment(_matrix(given), bool(maximize), False)
    return solved["rows"], solved["cols"]


def min_weight_full_bipartite_matching(
    biadjacency: Any, maximize: bool = False
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Match every line of the shorter side at the least weight, as `scipy.sparse.csgraph.min_weight_full_bipartite_matching`.

    Args:
        biadjacency: a SciPy sparse matrix or array of shape (n, m) in CSR, CSC or COO format. What is not stored must not be
            made; stored zeros are dropped with a warning, infinity (minus infinity when maximising) without one.
        maximize: the greatest sum instead of the least.

    Returns:
        row_ind, col_ind: an optimal matching, of 64-bit integers, shape (min(n, m),), rows ascending.

    Raises:
        TypeError: not sparse, or in another format.
        ValueError: no full matching exists, or the entries are no numbers.

    """
    graph = _checked(biadjacency)
    zeros = not np.all(graph.data)
    if zeros:
        warnings.warn("explicit zero weights are removed before matching", stacklevel=2)
    if graph.format == "coo":
        # before entries of one pair are added up
        graph = graph.copy()
        graph.data[graph.data == (-np.inf if maximize else np.inf)] = 0
        graph.eliminate_zeros()
    solved = _solve_sparse(graph, bool(maximize), skip_zeros=zeros and graph.format != "coo", prove=False)
    return solved["rows"], solved["cols"]


def maximum_matching(biadjacency: Any) -> Matching:
    """Match as many rows and columns as can be, whatever the entries, and say why there are no more.

    Like `scipy.sparse.csgraph.maximum_bipartite_matching`, every stored entry is a pair that may be made, zeros as well.

    Args:
        biadjacency: a SciPy sparse matrix or array of shape (n, m) in CSR, CSC or COO format.

    Raises:
        TypeError: not sparse, or in another format.

    """
    stored = _Stored(biadjacency)
    return Matching(*_core.match_sparse(stored.starts, stored.indices, stored.layout))


def solve(
    cost: Any, *, maximize: bool = False, route: Literal["whole lines", "short lists", "kinds of lines"] | None = None
) -> Assignment:
    """Solve the assignment problem and return the proof with it.

    For minimising, u[i] + v[j] ≤ cost[i, j] for every pair, with equality on the pairs made; the duals of the longer side are
    ≤ 0, and 0 where a line is left out. So Σ u + Σ v bounds every assignment, and equals the cost of this one. For
    maximising all signs turn. Whole numbers are solved exactly, with whole duals, unless they are so far apart that sums
    could overflow (about 2^57 / n); those, and all else, as 64-bit floats.

    Args:
        cost: shape (n, m), full or a SciPy sparse matrix in CSR, CSC or COO format. What a sparse matrix does not store must
            not be made; a stored 0 is a cost of 0.
        maximize: the greatest sum instead of the least.
        route: how a full matrix is solved, which `method` repeats. `whole lines` is best for small ones, `short lists` for large
            ones, `kinds of lines` where many lines are alike. Another route takes another time, and may make another of
            several best assignments. Unless given, the one that is likely to be the fastest.

    Raises:
        ValueError, TypeError: as `linear_sum_assignment` and `min_weight_full_bipartite_matching`.
        InputError: a `route` that is none, or one for a sparse matrix (code `unknown_route`).
        MemoryError: the matrix would have to be copied, and there is no room.

    """
    if hasattr(cost, "tocsr"):
        if route is not None:
            raise _errors.route_error(route, "full matrices alone have routes: give none")
        solved = _solve_sparse(_checked(cost), bool(maximize), skip_zeros=False, prove=True)
    else:
        solved = _core.solve_assignment(_matrix(np.asarray(cost)), bool(maximize), True, route)
    certificate = Certificate(
        solved["upper"], solved["dual"], solved["gap"], solved["slackness"], solved["worst"], exact=solved["exact"]
    )
    return Assignment(solved["rows"], solved["cols"], solved["u"], solved["v"], solved["primal"], solved["method"], certificate)


def _checked(given: Any) -> Any:
    """Return what is sparse and holds numbers."""
    _Stored.check(given)
    if given.dtype.kind not in "biufc":
        message = f"expected a matrix containing numerical entries, got {given.dtype}"
        raise ValueError(message)
    return given


def _solve_sparse(given: Any, maximize: bool, *, skip_zeros: bool, prove: bool) -> Any:
    """Solve what is stored; with `skip_zeros`, stored zeros are no entries."""
    stored = _Stored(given)
    return _core.solve_sparse(stored.starts, stored.indices, _read(stored.entries), stored.layout, maximize, skip_zeros, prove)


class _Stored:
    """The three arrays of a SciPy sparse matrix, and how they lie."""

    @staticmethod
    def check(given: Any) -> None:
        """Refuse what has no such arrays."""
        if not hasattr(given, "tocsr"):
            message = "graph must be sparse"
            raise TypeError(message)
        if getattr(given, "format", None) not in {"csr", "csc", "coo"}:
            message = "graph must be in CSC, CSR, or COO format."
            raise TypeError(message)
        if len(given.shape) != MATRIX:
            message = f"expected a matrix (2-D array), got a {len(given.shape)} array"
            raise ValueError(message)

    def __init__(self, given: Any) -> None:
        self.check(given)
        kind = given.format
        lines = given.tocsr() if kind == "coo" else given
        starts, indices = np.asarray(lines.indptr), np.asarray(lines.indices)
        wide = np.int32 if starts.dtype == indices.dtype == np.int32 else np.int64
        self.starts = np.ascontiguousarray(starts, dtype=wide)
        # what lies beyond the last line is room, not entries
        self.indices = np.ascontiguousarray(indices[: int(starts[-1])], dtype=wide)
        self.entries = np.ascontiguousarray(np.asarray(lines.data)[: int(starts[-1])])
        self.layout = (int(given.shape[0]), int(given.shape[1]), kind == "csc")


def _read(given: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return entries as they are where the engine reads them so, else the nearest it reads."""
    if given.dtype.type in KINDS and given.dtype.isnative:
        return given
    smaller = given.dtype.kind in "biu" and given.dtype.itemsize < WORD
    return given.astype(np.int32 if smaller else np.float64)


def _matrix(given: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return the matrix as it is where the engine reads it so, else the nearest it reads; a TypeError where that is not safe."""
    if given.dtype.type not in KINDS or not given.dtype.isnative:
        smaller = given.dtype.kind in "iu" and given.dtype.itemsize < WORD
        given = given.astype(np.int32 if smaller else np.float64, casting="safe" if not smaller else "same_kind")
    if given.ndim != MATRIX:
        message = f"expected a matrix (2-D array), got a {given.ndim} array"
        raise ValueError(message)
    return given if given.flags.c_contiguous or given.flags.f_contiguous else np.ascontiguousarray(given)
