"""Plain assignment on NumPy matrices: a drop-in for SciPy's `linear_sum_assignment`, and the same with its proof.

minimise Σ cost[i, j] over pairs (i, j) such that every line of the shorter side has exactly one partner and no line has two.

Method: shortest augmenting paths (R. Jonker and A. Volgenant 1987, doi:10.1007/BF02278710; for rectangles D. F. Crouse 2016,
doi:10.1109/TAES.2016.140952) from the prices of an auction (D. P. Bertsekas 1988, doi:10.1007/BF02186476) where that pays.
At most O(s² · l) steps for sides s ≤ l. The matrix is read where it lies: 32- and 64-bit floats and whole numbers, in C or
Fortran order. Where several assignments are equally good, it may be another one than SciPy's. Needs NumPy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from obverse import _core

try:
    import numpy as np
except ImportError:  # pragma: no cover - tried in an environment of its own
    raise ImportError("obverse.lap works on NumPy matrices: pip install numpy (or obverse[lap])") from None

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Assignment", "Certificate", "linear_sum_assignment", "solve"]

MATRIX = 2
# what the engine reads where it lies
KINDS: tuple[type[np.generic], ...] = (np.float64, np.float32, np.int64, np.int32)
WORD = 4


@dataclass(frozen=True)
class Certificate:
    """Both sides of the proof: what the pairs cost, and what no assignment can undercut (or, maximising, exceed)."""

    primal: float | int
    """Σ cost over the pairs."""
    dual: float | int
    """Σ u + Σ v: equal to `primal` for whole numbers, and for floats but for rounding."""
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
    """How it was solved: depends on the matrix alone."""
    certificate: Certificate
    """Both sides of the proof."""


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


def solve(cost: npt.ArrayLike, *, maximize: bool = False) -> Assignment:
    """Solve the assignment problem and return the proof with it.

    For minimising, u[i] + v[j] ≤ cost[i, j] for every pair, with equality on the pairs made; the duals of the longer side are
    ≤ 0, and 0 where a line is left out. So Σ u + Σ v bounds every assignment, and equals the cost of this one. For
    maximising all signs turn. Whole numbers are solved exactly, with whole duals, unless they are so far apart that sums
    could overflow (about 2^57 / n); those, and all else, as 64-bit floats.

    Args:
        cost: shape (n, m).
        maximize: the greatest sum instead of the least.

    Raises:
        ValueError, TypeError: as `linear_sum_assignment`.

    """
    solved = _core.solve_assignment(_matrix(np.asarray(cost)), bool(maximize), True)
    certificate = Certificate(solved["primal"], solved["dual"], solved["worst"], exact=solved["exact"])
    return Assignment(solved["rows"], solved["cols"], solved["u"], solved["v"], solved["primal"], solved["method"], certificate)


def _matrix(given: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return the matrix as it is where the engine reads it so, else the nearest it reads; a TypeError where that is not safe."""
    if given.dtype.type not in KINDS or not given.dtype.isnative:
        smaller = given.dtype.kind in "iu" and given.dtype.itemsize < WORD
        given = given.astype(np.int32 if smaller else np.float64, casting="safe" if not smaller else "same_kind")
    if given.ndim != MATRIX:
        message = f"expected a matrix (2-D array), got a {given.ndim} array"
        raise ValueError(message)
    return given if given.flags.c_contiguous or given.flags.f_contiguous else np.ascontiguousarray(given)
