"""Problems of the input, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from obverse import _html
from obverse._records import Field, Record, Records


class Problem(Record):
    """One problem, however many rows it touches.

    Protected values (birth, generation, gender, culture and what the policy marks) are never in it.
    """

    code: Field[str] = Field()
    """The published, stable code, such as `duplicate_id`."""
    severity: Field[str] = Field()
    """`error`: the run cannot go on; `warning`: somebody should look."""
    file: Field[str] = Field()
    """The file or table as the caller named it."""
    rows: Field[list[int]] = Field()
    """Row numbers, as in a file: the header is row 1, the first person row 2 (row r is `df.iloc[r - 2]`)."""
    column: Field[str | None] = Field()
    """The column's header as written, if it is about one."""
    value: Field[str | None] = Field()
    """The value as written, unless protected."""
    text: Field[str] = Field()
    """What is wrong and what to do."""

    def __str__(self) -> str:
        place = f" in {self.file}" if self.file else ""
        if len(self.rows) == 1:
            place += f" row {self.rows[0]}"
        elif self.rows:
            place += f" rows {self.rows[0]}–{self.rows[-1]} ({len(self.rows)} rows)"  # noqa: RUF001
        if self.column is not None:
            place += f" column {self.column}"
        if self.value is not None:
            place += f" value {self.value!r}"
        return f"{self.severity} {self.code}{place}: {self.text}"


class Problems(Records[Problem]):
    """Every problem found, at once: a list that shows itself as a table."""

    def __init__(self, problems: Iterable[Problem] = (), *, kind: str | None = None) -> None:
        super().__init__(problems, kind=kind, of=Problem)

    @property
    def errors(self) -> Problems:
        """Those that stop the run."""
        return Problems((problem for problem in self if problem.severity == "error"), kind=self._kind)

    @property
    def warnings(self) -> Problems:
        """Those that do not."""
        return Problems((problem for problem in self if problem.severity != "error"), kind=self._kind)

    def __repr__(self) -> str:
        if not self:
            return "no problems found"
        return "\n".join([*(str(problem) for problem in [*self.errors, *self.warnings]), self.counts()])

    def counts(self) -> str:
        """Return how many there are: `2 errors, 1 warning`."""
        found = Counter(problem.severity for problem in self)
        parts = [f"{n} {kind}{'' if n == 1 else 's'}" for kind in ("error", "warning") if (n := found[kind])]
        return ", ".join(parts) or "no problems"

    def _repr_html_(self) -> str:
        rows: list[list[Any]] = [
            [p.severity, p.code, p.file, _rows(p.rows), p.column or "", p.value or "", p.text]
            for p in [*self.errors, *self.warnings]
        ]
        if not rows:
            return _html.page(_html.line("No problems found."))
        header = ["", "code", "file", "rows", "column", "value", "what to do"]
        return _html.page(_html.line(self.counts()), _html.table(header, rows))


MOST_ROWS_SHOWN = 5


def _rows(rows: list[int]) -> str:
    shown = ", ".join(str(row) for row in rows[:MOST_ROWS_SHOWN])
    return shown if len(rows) <= MOST_ROWS_SHOWN else f"{shown}, … ({len(rows)})"
