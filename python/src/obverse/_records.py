"""Results as records: dictionaries whose keys can be read as attributes too, and lists of them."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, Generic, Self, TypeVar, cast, overload

from obverse import _frame_out, _html

T = TypeVar("T")
R = TypeVar("R", bound="Record")


class Field(Generic[T]):
    name: str
    _owner: type

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self._owner = owner

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return _texts_below(self._owner).get(self.name)

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: Record, owner: type) -> T: ...
    def __get__(self, instance: Record | None, owner: type) -> Self | T:
        if instance is None:
            return self
        try:
            return instance[self.name]
        except KeyError:
            message = f"{owner.__name__} has no {self.name!r} here"
            raise AttributeError(message) from None

    def __set__(self, instance: Record, value: T) -> None:
        message = f"{type(instance).__name__}.{self.name} is a result: it cannot be changed"
        raise AttributeError(message)


def _texts_below(owner: type) -> dict[str, str]:
    """Return the text below each field of a class, for `help`: readers of the source and editors find it there."""
    try:
        body = cast("ast.ClassDef", ast.parse(textwrap.dedent(inspect.getsource(owner))).body[0]).body
    except (OSError, TypeError, SyntaxError):
        return {}
    found: dict[str, str] = {}
    for field, text in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
            found[field.target.id] = str(ast.literal_eval(text.value))
    return found


class Record(dict[str, Any]):
    """A result: a dictionary, ready for JSON and for data frames, whose keys are attributes too."""

    def __repr__(self) -> str:
        inside = ", ".join(f"{key}={value!r}" for key, value in self.items())
        return f"{type(self).__name__}({inside})"

    def _repr_html_(self) -> str:
        return _html.page(_html.pairs(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (dict(self),))


class Records(list[R]):
    """A list of records that can become a data frame."""

    # which kind of frame `to_frame` makes, unless told
    _kind: str | None = None
    # the columns of a list without records
    _names: tuple[str, ...] = ()

    def __init__(self, records: Iterable[R] = (), *, kind: str | None = None, of: type[R] | None = None) -> None:
        super().__init__(records)
        self._kind = kind
        if of is not None:
            self._names = tuple(name for name, field in vars(of).items() if isinstance(field, Field))

    def _keys(self) -> list[str]:
        return list(dict.fromkeys(key for record in self for key in record)) or list(self._names)

    def to_records(self) -> list[dict[str, Any]]:
        """Return plain dictionaries, one for each row."""
        return [dict(record) for record in self]

    def to_frame(self, kind: str | None = None) -> Any:
        """Return a data frame, one row for each record.

        `kind` is "pandas", "polars", "pyarrow", "duckdb" or "dict"; by default the caller's own, and for files the first of
        these that is installed. Lists are joined with "; ".
        """
        columns = {key: [_plain(record.get(key)) for record in self] for key in self._keys()}
        return _frame_out.frame(columns, kind or self._kind)

    def _repr_html_(self) -> str:
        keys = self._keys()
        rows = [[_plain(record.get(key)) for key in keys] for record in self]
        return _html.page(_html.table(keys, rows))


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(str(_plain(item)) for item in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_plain(item)}" for key, item in value.items())  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return value
