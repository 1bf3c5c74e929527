"""Why a pair scores what it scores, and whether it may be made."""

from __future__ import annotations

import json
from typing import Any, cast

from obverse import _html
from obverse._records import Field, Record


def id_texts(*ids: object) -> tuple[str, ...]:
    """Return ids that are text; a number is no id, even if it looks like one."""
    for given in ids:
        if not isinstance(given, str):
            message = f"ids are text, as in the export: {str(given)!r}, not {given!r}"
            raise TypeError(message)
    return cast("tuple[str, ...]", ids)


class Term(Record):
    """One component's part in a pair's points: ⌊weight · measure + ½⌋ of 1,000,000."""

    measure: Field[float] = Field()
    """From 0 to 1; where nothing is recorded, the component's constant."""
    recorded: Field[bool] = Field()
    """Whether the measure rests on recorded facts."""
    weight: Field[float] = Field()
    """The component's share of the weight."""
    points: Field[int] = Field()
    """Its part in the points."""


class Ruling(Record):
    """A rule that says no."""

    rule: Field[str] = Field()
    """Which rule."""
    text: Field[str] = Field()
    """Why, in plain words."""


class Line(Record):
    """A line of the table that is shown: a term, or all terms on protected attributes together."""

    term: Field[str] = Field()
    """The component, or "protected attributes"."""
    measure: Field[float | None] = Field()
    """From 0 to 1; None for protected attributes together."""
    recorded: Field[bool | None] = Field()
    """Whether it rests on recorded facts; None for protected attributes together."""
    weight: Field[float] = Field()
    """Share of the weight."""
    points: Field[int] = Field()
    """Part in the points."""


class Explanation(Record):
    """Everything about one pair, also one that a rule forbids. The terms add up to the points exactly.

    What is shown adds up the terms on protected attributes; `terms` has each.
    """

    junior: Field[str] = Field()
    """Who would mentor."""
    senior: Field[str] = Field()
    """Who would learn."""
    eligible: Field[bool] = Field()
    """Whether the rules let them be paired and both take part in these roles."""
    ruled_out_by: Field[list[str]] = Field()
    """The rules that say no, by name."""
    rulings: Field[list[Ruling]] = Field()
    """Why they say no."""
    not_taking_part: Field[list[str]] = Field()
    """Roles that somebody does not have."""
    points: Field[int] = Field()
    """The terms' sum: 0 to 1,000,000."""
    score: Field[float] = Field()
    """The same from 0 to 100."""
    topics: Field[list[str]] = Field()
    """What the senior wants to learn and this junior can teach."""
    measured_share: Field[float] = Field()
    """Share of the weight that rests on recorded facts, 0 to 1."""
    terms: Field[dict[str, Term]] = Field()
    """One for each live component."""

    def __init__(self, values: dict[str, Any], page: str = "", lines: list[dict[str, Any]] | None = None) -> None:
        super().__init__(values)
        self["terms"] = {name: Term(term) for name, term in values["terms"].items()}
        self["rulings"] = [Ruling(ruling) for ruling in values["rulings"]]
        self._page = page
        self._lines = [Line(line) for line in lines or []]

    @property
    def lines(self) -> list[Line]:
        """The lines of the table that is shown."""
        return list(self._lines)

    def __repr__(self) -> str:
        return self._page.rstrip("\n") or super().__repr__()

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (dict(self), self._page, self._lines))

    def _repr_html_(self) -> str:
        said = [_html.line(f"ruled out: {text}") for text in self.not_taking_part]
        said += [_html.line(f"ruled out: {ruling.rule}: {ruling.text}") for ruling in self.rulings]
        rows: list[list[Any]] = []
        for line in self._lines:
            measure = "" if line.measure is None else f"{line.measure:.3f}"
            note = "not recorded: the average stands in" if line.recorded is False else ""
            rows.append([line.term, measure, f"{line.weight:.1%}", line.points, note])
        rows.append(["sum", "", "", self.points, ""])
        return _html.page(
            _html.line(f"{self.junior} → {self.senior}: {self.score:.1f} of 100", strong=True),
            *(said or [_html.line("no rule keeps them apart")]),
            _html.line(f"Topics: {', '.join(self.topics) or 'none recorded'}"),
            _html.table(["term", "measure", "weight", "points", ""], rows),
            _html.line(f"{self.measured_share:.0%} of the weight rests on recorded facts."),
        )


def explained(text: str) -> Explanation:
    """Return the explanation of the core's JSON."""
    parts = json.loads(text)
    return Explanation(parts["explanation"], parts["page"], parts["lines"])
