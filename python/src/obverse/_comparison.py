"""A list made by hand beside the best one."""

from __future__ import annotations

from typing import Any

from obverse import _html
from obverse._explanation import Explanation
from obverse._matching import Baseline, Matching
from obverse._records import Field, Record


class Comparison(Record):
    """A hand-made list, judged by the policy, beside the best matching."""

    yours: Field[Baseline] = Field()
    """What the list reaches; only pairs that may be made count."""
    best: Field[Baseline] = Field()
    """What the best matching reaches."""
    pairs: Field[list[Explanation]] = Field()
    """Every pair of the list, explained, in its order."""
    faults: Field[list[str]] = Field()
    """What is wrong with the list as a whole: pairs given twice, people beyond their capacity."""
    in_both: Field[int] = Field()
    """Pairs of the list that are in the best matching too."""

    def __init__(self, values: dict[str, Any], matching: Matching) -> None:
        super().__init__(values)
        self["yours"] = Baseline(values["yours"])
        self["best"] = Baseline(values["best"])
        self["pairs"] = [Explanation(dict(pair)) for pair in values["pairs"]]
        self._matching = matching

    @property
    def matching(self) -> Matching:
        """The best matching."""
        return self._matching

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (dict(self), self._matching))

    def __repr__(self) -> str:
        broken = sum(not pair.eligible for pair in self.pairs)
        return (
            f"Comparison(your list: {self.yours.pairs} pairs, {self.yours.people_paired} people, {self.yours.points} points; "
            f"the best: {self.best.pairs} pairs, {self.best.people_paired} people, {self.best.points} points; "
            f"{broken} of yours may not be made, {self.in_both} are in both)"
        )

    def _repr_html_(self) -> str:
        reached = [
            [name, one.people_paired, one.pairs, one.points]
            for name, one in (("your list", self.yours), ("the best list", self.best))
        ]
        rows = [[p.junior, p.senior, p.score, "" if p.eligible else ", ".join(p.ruled_out_by)] for p in self.pairs]
        return _html.page(
            _html.table(["", "people paired", "pairs", "points"], reached),
            *(_html.line(fault) for fault in self.faults),
            _html.table(["junior", "senior", "score", "ruled out by"], rows),
        )
