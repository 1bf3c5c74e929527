"""HTML for notebooks: escaped, without script or style sheet, in the colours of the page (light or dark)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

# only shades of the page's own colours
_CELL = "padding:.15em .7em;text-align:{align};border-bottom:1px solid rgba(128,128,128,.3)"
_TABLE = "border-collapse:collapse;color:inherit;background:transparent"
MOST_ROWS = 20


def page(*parts: str) -> str:
    """Join parts into one block."""
    return f'<div style="color:inherit;max-width:100%;overflow-x:auto">{"".join(parts)}</div>'


def line(text: str, *, strong: bool = False) -> str:
    """Return a line of text."""
    weight = ";font-weight:600" if strong else ""
    return f'<div style="margin:.3em 0{weight}">{escape(text)}</div>'


def table(header: Sequence[str], rows: Iterable[Sequence[Any]], *, most: int = MOST_ROWS) -> str:
    """Return a table of at most `most` rows; numbers stand right."""
    rows = list(rows)
    head = "".join(_cell("th", name, align="left") for name in header)
    body = "".join(f"<tr>{''.join(_cell('td', cell) for cell in row)}</tr>" for row in rows[:most])
    more = line(f"and {len(rows) - most} more") if len(rows) > most else ""
    return f'<table style="{_TABLE}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}'


def pairs(items: Iterable[tuple[str, Any]]) -> str:
    """Return a table of names and values."""
    return table(["", ""], [[name, value] for name, value in items], most=100)


def _cell(tag: str, value: Any, align: str | None = None) -> str:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    style = _CELL.format(align=align or ("right" if number else "left"))
    text = "" if value is None else f"{value:.1f}" if isinstance(value, float) else str(value)
    return f'<{tag} style="{style}">{escape(text)}</{tag}>'
