"""From a data frame of any kind to columns of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, cast

import narwhals.stable.v2 as nw

from obverse import _cells, _core
from obverse._errors import frame_error

TextColumns = list[tuple[str, list[str | None]]]
# our columns that hold ids
ID_COLUMNS = {"id", "manager_id", "dotted_line_ids"}
# tables that are nothing but ids (and a reason)
PAIR_TABLES = {"conflicts", "fixed_pairs", "past_pairs", "existing_pairs", "pairs"}
# what pandas calls an index without a name where it becomes Arrow
INDEX = re.compile(r"__index_level_\d+__")
PERSON_KEYS = {"personid", "person", "employeeid", "id"}


def kind_of(frame: Any) -> str | None:
    """Return which kind of frame results shall come back in; None for what is no frame of its own."""
    module = type(frame).__module__.partition(".")[0]
    known = {"pandas", "polars", "pyarrow", "duckdb", "modin"}
    if module in known or module == "_duckdb":
        return module.removeprefix("_")
    return "dict" if isinstance(frame, Mapping) else None


def is_frame(value: Any) -> bool:
    """Say whether a value is a table rather than the path of one."""
    return not isinstance(value, (str, bytes)) and not hasattr(value, "__fspath__")


def pairs_of(table: Any) -> Any:
    """Return matchings, or a list of them, as rows of pairs; leave anything else as it is."""
    several: list[Any] = cast("list[Any]", table) if isinstance(table, list) else [table]
    if several and all(hasattr(one, "certificate") for one in several):
        return [(pair.junior, pair.senior) for matching in several for pair in matching.pairs]
    return cast("Any", table)


def text_columns(frame: Any, table: str, columns: Mapping[str, str]) -> TextColumns:
    """Return header and cells of each column. An index never becomes one.

    Raises InputError (code `frame_column`) for what cannot become text; no value is repeated.
    """
    mapping = list(columns.items())
    found: TextColumns = []
    _look_at_index(frame, table, mapping)
    for name, values in columns_of(frame, table):
        if isinstance(name, str) and INDEX.fullmatch(name):
            continue
        if not isinstance(name, str):
            if isinstance(name, tuple):
                text = "The header has several levels. Flatten it: one name for each column."
                raise frame_error(table, str(cast("object", name)), text)
            name = str(name)  # noqa: PLW2901
        try:
            cells = _cells.ids(values) if _holds_ids(name, table, mapping) else _texts(values)
        except _cells.NotText as error:
            if table in PAIR_TABLES and not _core.names_a_partner(name):
                # nothing reads it
                continue
            raise frame_error(table, name, _advice(name, error.what)) from None
        _look_at_characters(cells, table, name)
        found.append((name, cells))
    return found


def _look_at_index(frame: Any, table: str, mapping: list[tuple[str, str]]) -> None:
    """Say so where the ids are the index: it never becomes a column."""
    index = getattr(getattr(frame, "index", None), "names", None)
    if table != "people" or not isinstance(index, Iterable) or not hasattr(frame, "columns"):
        return
    names = [str(cast("object", name)) for name in frame.columns]
    if any(_core.column_of(name, mapping) == "id" for name in names):
        return
    for name in cast("Iterable[object]", index):
        if isinstance(name, str) and _core.column_of(name, mapping) == "id":
            text = f"The ids are in the index, which never becomes a column: use frame.reset_index({name!r})."
            raise frame_error(table, name, text)


def _look_at_characters(cells: list[str | None], table: str, name: str) -> None:
    """Say where a cell holds what no table can: halves of characters, and the character NUL."""
    try:
        if b"\0" not in "".join(filter(None, cells)).encode():
            return
    except UnicodeEncodeError:
        pass
    wrong = [at for at, cell in enumerate(cells) if cell and ("\0" in cell or not _is_whole(cell))]
    text = "These cells hold the character NUL, or half a character (a lone surrogate). Clean them, or read the source anew."
    raise frame_error(table, name, text, [at + 2 for at in wrong])


def _is_whole(cell: str) -> bool:
    try:
        cell.encode()
    except UnicodeEncodeError:
        return False
    return True


def _texts(values: list[Any]) -> list[str | None]:
    return [value if type(value) is str else _cells.text(value) for value in values]


def _holds_ids(name: str, table: str, mapping: list[tuple[str, str]]) -> bool:
    if table in PAIR_TABLES:
        return _core.names_a_partner(name)
    if table == "skills" and "".join(filter(str.isalnum, name.lower())) in PERSON_KEYS:
        return True
    return _core.column_of(name, mapping) in ID_COLUMNS


def _advice(name: str, what: str) -> str:
    if what.startswith("numbers"):
        return (
            f"Ids are text, and this column holds {what}: which id 7.0 is, nobody can tell. "
            f'Read the column as text (dtype={{{name!r}: "string"}}), or convert it before: whole numbers first, then text.'
        )
    return f"This column holds {what}, which cannot be written as text. Convert it to text, numbers or dates."


def columns_of(given: object, table: str) -> Iterable[tuple[Any, list[Any]]]:
    """Return header and values of each column of any table."""
    if isinstance(given, Mapping):
        return _of_mapping(cast("Mapping[Any, Any]", given), table)
    frame = cast("Any", given)
    if isinstance(given, Sequence) and not hasattr(frame, "__dataframe__"):
        return _of_rows(frame, table)
    kind = kind_of(frame)
    if kind == "duckdb" and getattr(frame, "description", None):
        # a relation, or a connection with a result that waits
        names = [item[0] for item in frame.description]
        rows: list[tuple[Any, ...]] = frame.fetchall()
        return [(name, [row[at] for row in rows]) for at, name in enumerate(names)]
    if kind in ("pandas", "modin") and hasattr(frame, "columns"):
        # by position: headers need be neither text nor different
        return [(name, _of_series(frame.iloc[:, at])) for at, name in enumerate(frame.columns)]
    if kind == "pyarrow":
        for whole in ("read_all", "to_table"):
            # a reader of batches, a data set
            frame = getattr(frame, whole)() if hasattr(frame, whole) else frame
        if hasattr(frame, "column_names"):
            return [(name, frame.column(at).to_pylist()) for at, name in enumerate(frame.column_names)]
    return _of_narwhals(frame, table)


def _of_series(series: Any) -> list[Any]:
    values: list[Any] = series.to_list()
    # a date without a zone is that date, and numbers of an extension type are plain
    return [None if _cells.is_missing(value) else value for value in values]


def _of_narwhals(frame: Any, table: str) -> Iterable[tuple[Any, list[Any]]]:
    try:
        native: Any = nw.from_native(frame)
    except TypeError:
        native = None
    if native is None and hasattr(frame, "__arrow_c_stream__") and find_spec("pyarrow") is not None:
        pa: Any = import_module("pyarrow")
        try:
            return columns_of(pa.table(frame), table)
        except (TypeError, ValueError):
            # an array, not a table
            native = None
    if native is None:
        text = f"A {type(frame).__name__} is no table: pandas, polars, pyarrow, duckdb and dicts of columns are."
        raise frame_error(table, None, text)
    if isinstance(native, nw.LazyFrame):
        native = native.collect()
    return [(name, native.get_column(name).to_list()) for name in native.columns]


def _of_mapping(columns: Mapping[Any, Any], table: str) -> Iterable[tuple[Any, list[Any]]]:
    found: list[tuple[Any, list[Any]]] = []
    for name, values in columns.items():
        if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
            raise frame_error(table, str(name), "A dict of columns holds a list of values for each column.")
        found.append((name, _of_series(values) if hasattr(values, "to_list") else list(values)))
    if len({len(values) for _, values in found}) > 1:
        lengths = ", ".join(f"{name}: {len(values)}" for name, values in found)
        raise frame_error(table, None, f"The columns have different lengths ({lengths}).")
    return found


def _of_rows(rows: Sequence[Any], table: str) -> Iterable[tuple[Any, list[Any]]]:
    """Rows: dictionaries, or tuples of junior, senior and perhaps a reason."""
    records = [cast("Mapping[Any, Any]", row) for row in rows if isinstance(row, Mapping)]
    if len(records) == len(rows):
        names = dict.fromkeys(name for row in records for name in row) or dict.fromkeys(["junior", "senior"])
        return [(name, [row.get(name) for row in records]) for name in names]
    pairs = [tuple(cast("Sequence[Any]", row)) for row in rows if isinstance(row, (tuple, list))]
    widths = {len(row) for row in pairs}
    if table in PAIR_TABLES and len(pairs) == len(rows) and widths <= {2, 3}:
        header = ("junior", "senior", "reason")[: max(widths)]
        return [(name, [row[at] if at < len(row) else None for row in pairs]) for at, name in enumerate(header)]
    raise frame_error(table, None, "A list is a table only if its rows are dictionaries (or, for pairs, tuples of ids).")
