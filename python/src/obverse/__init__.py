"""Exact, explained pairing for reverse mentoring: juniors who mentor, seniors who learn.

Every junior→senior pair is scored on skill gaps, generation, culture and gender; pairs in a reporting line are ruled out; the
best matching there is comes out, with a proof and a reason for every outcome::

    import obverse as ob

    people = ob.read_workforce("people.csv")  # or ob.Workforce.from_frame(df)
    matching = ob.pair(people, weights={"skill_gap": 0.5, "generation": 0.2})
    matching.to_frame()
    matching.explain("ana.r", "v.mehta")

Nothing is computed in Python, and nothing leaves your machine. `obverse.lap` solves plain assignment problems on NumPy
matrices; it is loaded when it is first used, and needs NumPy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from obverse._comparison import Comparison
from obverse._core import __version__
from obverse._errors import InputError, InternalError, ObverseError, PolicyError
from obverse._explanation import Explanation, Line, Ruling, Term
from obverse._matching import Baseline, Certificate, Matching, Pair, Reason, Summary, Unmatched, Verification
from obverse._pairing import compare, pair, programme
from obverse._policy import Policy, PolicySettings
from obverse._problems import Problem, Problems
from obverse._programme import Programme
from obverse._records import Record, Records
from obverse._workforce import Workforce, read_workforce

if TYPE_CHECKING:
    from obverse import lap as lap

__all__ = [
    "Baseline",
    "Certificate",
    "Comparison",
    "Explanation",
    "InputError",
    "InternalError",
    "Line",
    "Matching",
    "ObverseError",
    "Pair",
    "Policy",
    "PolicyError",
    "PolicySettings",
    "Problem",
    "Problems",
    "Programme",
    "Reason",
    "Record",
    "Records",
    "Ruling",
    "Summary",
    "Term",
    "Unmatched",
    "Verification",
    "Workforce",
    "__version__",
    "compare",
    "lap",
    "pair",
    "programme",
    "read_workforce",
]


def __getattr__(name: str) -> Any:
    """Load `obverse.lap`, which needs NumPy, when it is first asked for."""
    if name == "lap":
        import importlib  # noqa: PLC0415

        return importlib.import_module("obverse.lap")
    message = f"module 'obverse' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
