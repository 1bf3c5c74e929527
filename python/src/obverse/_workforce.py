"""The people: from files or data frames."""

from __future__ import annotations

import json
from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any, cast

from obverse import _core, _frame_in, _html
from obverse._policy import Policy, settled
from obverse._problems import Problem, Problems

Table = Any
"""A table: a path, a data frame, a dict of columns, or rows; pairs also as a Matching or as tuples of ids."""


class Workforce:
    """Everyone in the export, and the tables that came with it.

    Made by `read_workforce` or `Workforce.from_frame`. The tables are judged by a policy (its headers, level scale and
    roles), so that problems are found when you `check`, and raised when you `pair`.
    """

    __slots__ = ("_inner", "_kind")

    _inner: _core.Workforce
    # which kind of frame results come back in
    _kind: str | None

    def __init__(self) -> None:
        message = "a Workforce is made by obverse.read_workforce(path) or obverse.Workforce.from_frame(frame)"
        raise TypeError(message)

    @classmethod
    def _of(cls, core: _core.Workforce, kind: str | None) -> Workforce:
        workforce = cls.__new__(cls)
        workforce._inner = core
        workforce._kind = kind
        return workforce

    @classmethod
    def from_frame(
        cls,
        frame: Any,
        *,
        columns: Mapping[str, str] | None = None,
        signups: Table | None = None,
        skills: Table | None = None,
        conflicts: Table | None = None,
        fixed_pairs: Table | None = None,
        past_pairs: Table | None = None,
        existing_pairs: Table | None = None,
    ) -> Workforce:
        """Take the people from a data frame: one row for each person.

        Args:
            frame: pandas, polars, pyarrow, duckdb, whatever narwhals reads, or a dict of columns.
            columns: your headers, each with the name it stands for, as pandas' `rename` has it: `{"Employee No": "id"}`.
                Headers of common HR systems are known without it.
            signups: the programme's sign-up form (`id` or `email`, and role, skills, wants, capacity, opt_in).
            skills: a long table: person_id, skill, level, wanted.
            conflicts: pairs never to make, with a `reason`.
            fixed_pairs: pairs to make first: junior, senior, and a `reason` that overrides rules.
            past_pairs: pairs of earlier rounds; a Matching, or a list of several, will do.
            existing_pairs: other mentoring that already uses capacity.

        Ids stay text: whole numbers are written as they are, and floats only where missing values have made whole numbers
        floats. An index never becomes a column. Whole floats lose their `.0`; dates of any type are dates; lists are joined
        with `;`. Row numbers in problems are those of a file: row r is `frame.iloc[r - 2]`.

        Raises:
            InputError: a column that cannot become text (code `frame_column`).

        """
        tables = _further(signups, skills, conflicts, fixed_pairs, past_pairs, existing_pairs)
        return cls._of(_joined({"people": frame, **tables}, columns), _frame_in.kind_of(frame))

    def check(self, policy: Policy | str | PathLike[str] | None = None) -> Problems:
        """Return every problem, as records that show themselves as a table; errors would stop `pair`.

        Args:
            policy: by which the tables are read, a Policy or the path of one; the defaults if none is given.

        Raises:
            PolicyError: the policy itself has errors.

        """
        found = self._found(policy)
        return Problems((Problem(problem) for problem in found["problems"]), kind=self._kind)

    def _found(self, policy: Policy | str | PathLike[str] | None) -> dict[str, Any]:
        by = settled(policy, {})
        return json.loads(self._inner.check(by._inner))  # pyright: ignore[reportPrivateUsage]

    def __len__(self) -> int:
        """Return how many people have a row.

        Raises:
            InputError: the tables cannot be read.

        """
        return self._inner.people()

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        found = self._found(None)
        problems = Problems(Problem(problem) for problem in found["problems"])
        parts = [f"{found['people']['count']} people"] if found["people"] else []
        if found["juniors"] is not None:
            parts.append(f"{found['juniors']} juniors who mentor, {found['seniors']} seniors who learn")
        if problems:
            parts.append(f"{problems.counts()}: see .check()")
        return f"Workforce({'; '.join(parts)})"

    def _repr_html_(self) -> str:
        found = self._found(None)
        problems = Problems(Problem(problem) for problem in found["problems"])
        parts = [_html.line(repr(self), strong=True)]
        if found["people"]:
            rows = [[column["column"], column["people"]] for column in found["people"]["recorded"]]
            parts.append(_html.table(["column", "recorded for"], rows, most=50))
        if problems:
            parts.append(problems._repr_html_())  # pyright: ignore[reportPrivateUsage]
        return _html.page(*parts)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_unpickled, (self._inner.state(), self._kind))


def read_workforce(
    path: str | PathLike[str],
    *,
    columns: Mapping[str, str] | None = None,
    signups: Table | None = None,
    skills: Table | None = None,
    conflicts: Table | None = None,
    fixed_pairs: Table | None = None,
    past_pairs: Table | None = None,
    existing_pairs: Table | None = None,
) -> Workforce:
    """Read the export of an HR system: one row for each person, people outside the programme too.

    CSV with comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252. The further tables are paths or data frames; see
    `Workforce.from_frame` for each.

    Raises:
        OSError: a file that is not there or cannot be read. What stands in the files is judged by `check` and `pair`.

    """
    tables = _further(signups, skills, conflicts, fixed_pairs, past_pairs, existing_pairs)
    kind = _frame_in.kind_of(path) if _frame_in.is_frame(path) else None
    return Workforce._of(_joined({"people": path, **tables}, columns), kind)  # pyright: ignore[reportPrivateUsage]


def _further(
    signups: Table | None,
    skills: Table | None,
    conflicts: Table | None,
    fixed_pairs: Table | None,
    past_pairs: Table | None,
    existing_pairs: Table | None,
) -> dict[str, Table]:
    tables = {
        "signups": signups,
        "skills": skills,
        "conflicts": conflicts,
        "fixed_pairs": fixed_pairs,
        "past_pairs": past_pairs,
        "existing_pairs": existing_pairs,
    }
    return {name: table for name, table in tables.items() if table is not None}


def _joined(tables: Mapping[str, Table], columns: Mapping[str, str] | None) -> _core.Workforce:
    given = cast("object", columns)
    if given is not None and not isinstance(given, Mapping):
        message = f'columns is a mapping from your headers to ours, such as {{"Employee No": "id"}}, not a {type(given).__name__}'
        raise TypeError(message)
    mapping = dict(columns or {})
    core = _core.Workforce([(str(theirs), ours) for theirs, ours in mapping.items()])
    for name, table in tables.items():
        if isinstance(table, list) and not table:
            # no rows, said on purpose
            continue
        if _frame_in.is_frame(table):
            core = core.with_columns(name, name, _frame_in.text_columns(_frame_in.pairs_of(table), name, mapping))
        else:
            named = fspath(cast("str | PathLike[str]", table))
            if "\n" in named:
                message = f"{name}: this is the text of a table, not the path of one; pass its path, or a data frame"
                raise ValueError(message)
            path = Path(named)
            core = core.with_file(name, named, path.read_bytes(), path)
    return core


def _unpickled(state: bytes, kind: str | None) -> Workforce:
    return Workforce._of(_core.Workforce.from_state(state), kind)  # pyright: ignore[reportPrivateUsage]
