"""From columns to a data frame of the caller's kind."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

# in this order, where the caller brought no frame
KINDS = ("pandas", "polars", "pyarrow")


def frame(columns: dict[str, list[Any]], kind: str | None) -> Any:
    """Return a frame of this kind; without one, of the first kind installed; without any, a dict of columns."""
    if kind is None:
        kind = next((name for name in KINDS if find_spec(name) is not None), "dict")
    match kind:
        case "dict":
            return columns
        case "pandas" | "polars":
            return import_module(kind).DataFrame(columns)
        case "modin":
            return import_module("modin.pandas").DataFrame(columns)
        case "pyarrow":
            return import_module("pyarrow").table(columns)
        case "duckdb":
            return _relation(columns)
        case _:
            message = f"kind={kind!r}: a frame is pandas, polars, pyarrow, duckdb or dict"
            raise ValueError(message)


def _relation(columns: dict[str, list[Any]]) -> Any:
    """Return a relation on duckdb's default connection, made without further packages."""
    duckdb = import_module("duckdb")
    names = list(columns)
    cells = ", ".join(f"unnest(CAST($c{at} AS {_sql(columns[name])}[])) AS {_quoted(name)}" for at, name in enumerate(names))
    parameters = {f"c{at}": columns[name] for at, name in enumerate(names)}
    return duckdb.sql(f"SELECT {cells}", params=parameters)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _sql(cells: list[Any]) -> str:
    kinds: set[type[Any]] = {type(cell) for cell in cells if cell is not None}
    if kinds == {bool}:
        return "BOOLEAN"
    if kinds == {int}:
        return "BIGINT"
    return "DOUBLE" if kinds and kinds <= {int, float} else "VARCHAR"
