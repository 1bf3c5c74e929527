"""Plain assignment on NumPy matrices: a drop-in for SciPy's `linear_sum_assignment`, and the same with its proof.

minimise Σ cost[i, j] over pairs (i, j) such that every line of the shorter side has exactly one partner and no line has two.

Method: shortest augmenting paths, R. Jonker and A. Volgenant 1987 (doi:10.1007/BF02278710), for rectangles as D. F. Crouse 2016
gives them (doi:10.1109/TAES.2016.140952). O(s² · l) steps for sides s ≤ l. Needs NumPy.
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
# whole numbers up to here stay whole
MOST = 2**52


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
    # as SciPy: what is no array yet becomes one of floats; an array only where that is safe
    given = np.asarray(cost_matrix, dtype=None if isinstance(cost_matrix, np.ndarray) else np.float64)
    costs = _floats(given)
    if costs.ndim != MATRIX:
        message = f"expected a matrix (2-D array), got a {costs.ndim} array"
        raise ValueError(message)
    rows, columns, *_ = _core.solve_assignment(costs, bool(maximize), False)
    return rows, columns


def solve(cost: npt.ArrayLike, *, maximize: bool = False) -> Assignment:
    """Solve the assignment problem and return the proof with it.

    For minimising, u[i] + v[j] ≤ cost[i, j] for every pair, with equality on the pairs made; the duals of the longer side are
    ≤ 0, and 0 where a line is left out. So Σ u + Σ v bounds every assignment, and equals the cost of this one. For
    maximising all signs turn. Whole numbers within ±2^52 are solved exactly, with whole duals; all else as 64-bit floats.

    Args:
        cost: shape (n, m).
        maximize: the greatest sum instead of the least.

    Raises:
        ValueError, TypeError: as `linear_sum_assignment`.

    """
    given = np.asarray(cost)
    if given.ndim != MATRIX:
        message = f"expected a matrix (2-D array), got a {given.ndim} array"
        raise ValueError(message)
    whole = given.dtype.kind in "biu" and (given.size == 0 or (given.max() <= MOST and int(given.min()) >= -MOST))
    costs = np.ascontiguousarray(given, dtype=np.int64) if whole else _floats(given)
    rows, columns, u, v, (primal, dual, worst) = _core.solve_assignment(costs, bool(maximize), True)
    return Assignment(rows, columns, u, v, primal, Certificate(primal, dual, worst, exact=bool(whole)))


def _floats(costs: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Return 64-bit floats, row after row; a TypeError where that could lose anything but a whole number's last digits."""
    return np.asarray(costs.astype(np.float64, order="C", casting="safe", copy=False))
