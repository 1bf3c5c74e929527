"""Clean UTF-8 comma files, and how values of cells compare."""

import csv
from fractions import Fraction
from math import floor
from pathlib import Path

from specification_error import SpecificationError


def folded(text):
    """Trimmed and without case: how skills, gender, culture and roles compare."""
    return text.strip().lower()


def half_up(number):
    """The nearest whole number, halves upwards."""
    return floor(Fraction(number) + Fraction(1, 2))


def read_rows(path):
    """(header, rows as dictionaries of trimmed cells)."""
    with open(path, encoding="utf-8", newline="") as source:
        rows = list(csv.reader(source))
    header = [name.strip() for name in rows[0]]
    if any(len(row) != len(header) for row in rows):
        raise SpecificationError("ragged_row")
    return header, [dict(zip(header, (cell.strip() for cell in row))) for row in rows[1:]]


def read_table(folder, name):
    """One of the further tables as dictionaries; an absent file is an empty table."""
    path = Path(folder) / f"{name}.csv"
    return read_rows(path)[1] if path.exists() else []
