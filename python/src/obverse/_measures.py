"""Measures of pairs that the caller brings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from obverse import _cells, _frame_in
from obverse._errors import frame_error

Rows = list[tuple[str, str, float]]
NAMES = {"junior": "junior", "mentor": "junior", "senior": "senior", "mentee": "senior", "measure": "measure"}
MATRIX = 3


def of_all(custom: Mapping[str, Any] | None) -> list[tuple[str, Rows]]:
    """Return name and rows of each measure; pairs where nothing is recorded are left out."""
    if custom is None:
        return []
    given = cast("object", custom)
    if not isinstance(given, Mapping):
        message = f"custom: a {type(given).__name__} is no mapping of names to measures"
        raise TypeError(message)
    return [(str(name).removeprefix("custom:"), rows_of(f"custom:{name}", measures)) for name, measures in custom.items()]


def rows_of(table: str, measures: Any) -> Rows:
    """Return the rows of one measure, in any of its forms."""
    given: Any = measures
    if isinstance(measures, Mapping) and all(isinstance(key, tuple) for key in given):
        return _rows(table, [(*pair, value) for pair, value in given.items()])
    if isinstance(measures, tuple) and len(given) == MATRIX and hasattr(given[0], "shape"):
        return _of_matrix(table, *given)
    if isinstance(measures, Sequence) and all(isinstance(row, tuple) for row in given):
        return _rows(table, given)
    found: dict[str, list[Any]] = {}
    for header, values in _frame_in.columns_of(given, table):
        name = NAMES.get(str(header).strip().lower())
        if name in found:
            raise frame_error(table, str(header), f"There are two columns for {name}.")
        if name is not None:
            found[name] = values
    if len(found) < MATRIX:
        raise frame_error(table, None, "A table of measures has the columns junior, senior and measure (0 to 1).")
    return _rows(table, list(zip(found["junior"], found["senior"], found["measure"], strict=True)))


def _of_matrix(table: str, matrix: Any, juniors: Iterable[Any], seniors: Iterable[Any]) -> Rows:
    """Return the rows of a matrix with a row for each junior and a column for each senior."""
    rows, columns = list(juniors), list(seniors)
    if tuple(matrix.shape) != (len(rows), len(columns)):
        text = f"The matrix has the shape {tuple(matrix.shape)}, but there are {len(rows)} juniors and {len(columns)} seniors."
        raise frame_error(table, None, text)
    lines = zip(rows, matrix.tolist(), strict=True)
    return _rows(table, [(row, column, value) for row, line in lines for column, value in zip(columns, line, strict=True)])


def _rows(table: str, rows: Sequence[tuple[Any, ...]]) -> Rows:
    if any(len(row) != MATRIX for row in rows):
        raise frame_error(table, None, "A row is junior, senior and measure (0 to 1).")
    ids: list[list[str | None]] = []
    for at, name in enumerate(("junior", "senior")):
        try:
            ids.append(_cells.ids([row[at] for row in rows]))
        except _cells.NotText as error:
            raise frame_error(table, name, f"Ids are text, and this column holds {error.what}.") from None
    found: Rows = []
    for junior, senior, (_, _, measure) in zip(*ids, rows, strict=True):
        if _cells.is_missing(measure):
            continue
        if junior is None or senior is None:
            raise frame_error(table, None, "A row with a measure names no junior or no senior.")
        found.append((junior.strip(), senior.strip(), _number(table, measure)))
    return found


def _number(table: str, measure: Any) -> float:
    try:
        return float(measure)
    except (TypeError, ValueError):
        text = f"A measure is a number from 0 to 1; here is a {type(measure).__name__}."
        raise frame_error(table, "measure", text) from None
