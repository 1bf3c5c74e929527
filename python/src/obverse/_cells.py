"""From the value of a cell of a data frame to the text a file would hold."""

from __future__ import annotations

import datetime as dt
import enum
import math
import uuid
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, cast

# up to here every whole number is a 64-bit float of its own
LOSSLESS = 2**53


class NotText(Exception):
    """A value of this kind does not become text."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def is_missing(value: Any) -> bool:
    """Say whether nothing is recorded: None, NaN, NaT, pandas.NA."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, (float, Decimal)) and value != value  # noqa: PLR0124


def text(value: Any) -> str | None:
    """Return the text of a value, None where nothing is recorded.

    Whole floats lose their `.0` (a missing value made them floats); dates are written year-month-day; the items of a list
    are joined with `;`, those of a dictionary as `name:value`.
    """
    if isinstance(value, str):
        return str(value)
    if is_missing(value):
        return None
    if isinstance(value, enum.Enum):
        return text(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (float, Decimal)):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, (dt.date, uuid.UUID)):
        return str(value)
    return _other(value)


def _number(value: float | Decimal) -> str:
    if not math.isfinite(value):
        return str(value)
    if value == int(value):
        return str(int(value))
    return format(value if isinstance(value, Decimal) else Decimal(repr(value)), "f")


def _other(value: Any) -> str | None:
    if isinstance(value, (bytes, bytearray, memoryview)):
        raise NotText("bytes")
    for plain in ("item", "tolist", "to_list", "as_py"):
        # NumPy's scalars and arrays, pyarrow's scalars, series in cells
        convert = getattr(value, plain, None)
        if callable(convert) and not (plain == "item" and getattr(value, "ndim", None)):
            inside = convert()
            if type(inside) is type(value):
                break
            return text(inside)
    if isinstance(value, Mapping):
        entries = cast("Mapping[Any, Any]", value)
        return ";".join(f"{text(key)}:{text(item)}" for key, item in entries.items() if not is_missing(item))
    if isinstance(value, Iterable):
        items = [text(item) for item in cast("Iterable[Any]", value)]
        return ";".join(sorted(filter(None, items)) if isinstance(value, (set, frozenset)) else filter(None, items))
    raise NotText(type(value).__name__)


def ids(values: list[Any]) -> list[str | None]:
    """Return the texts of a column of ids.

    Ids are text and never become numbers. Whole numbers are written as they are. Floats are taken back to whole numbers only
    where a missing value has made a column of whole numbers one of floats, and nothing was lost; else NotText is raised.
    """
    floats = [value for value in values if isinstance(value, (float, Decimal)) and not is_missing(value)]
    if any(isinstance(value, float) or _scaled(value) for value in floats):
        if not any(is_missing(value) for value in values):
            raise NotText("numbers with decimals")
        if any(not math.isfinite(value) or value != int(value) or abs(int(value)) >= LOSSLESS for value in floats):
            raise NotText("numbers with decimals, or too large to be exact")
    if any(isinstance(value, bool) for value in values):
        raise NotText("truth values")
    if any(isinstance(value, (dt.date, dt.time, dt.timedelta)) for value in values):
        raise NotText("dates")
    return [text(value) for value in values]


def _scaled(value: Any) -> bool:
    if not isinstance(value, Decimal):
        return False
    exponent = value.as_tuple().exponent
    # an infinity has a letter for its exponent
    return not isinstance(exponent, int) or exponent < 0
