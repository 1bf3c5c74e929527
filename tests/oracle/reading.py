"""Reads a case's files: clean UTF-8 comma files and policy.toml. Numbers become exact decimals."""

import csv
import tomllib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from pathlib import Path

from specification_error import SpecificationError

YES = {"yes", "true", "1", "y"}
ROLE_NAMES = {
    "junior": {"junior"}, "mentor": {"junior"},
    "senior": {"senior"}, "mentee": {"senior"},
    "both": {"junior", "senior"},
}
POLICY_KEYS = {"scale", "seed", "as_of", "missing", "use_protected", "topics", "columns", "roles", "weights",
               "components", "rules", "tiers"}
OVERRIDDEN_BY_SIGNUPS = ("role", "skills", "wants", "capacity", "opt_in")


def folded(text):
    """Trimmed and without case: how skills, gender, culture and roles compare."""
    return text.strip().lower()


def half_up(number):
    """The nearest whole number, halves upwards."""
    return floor(Fraction(number) + Fraction(1, 2))


def read_policy(path):
    """policy.toml with decimals kept exact; an absent file is the empty policy, that is the defaults."""
    if not Path(path).exists():
        return {}
    with open(path, "rb") as source:
        policy = tomllib.load(source, parse_float=Decimal)
    if unknown := set(policy) - POLICY_KEYS:
        raise SpecificationError("unknown_key", str(unknown))
    return policy


def read_rows(path):
    """The rows of a comma file as dictionaries of trimmed cells."""
    with open(path, encoding="utf-8", newline="") as source:
        rows = list(csv.reader(source))
    header = [name.strip() for name in rows[0]]
    for row in rows[1:]:
        if len(row) != len(header):
            raise SpecificationError("ragged_row", str(row))
    return header, [dict(zip(header, (cell.strip() for cell in row))) for row in rows[1:]]


@dataclass
class Person:
    """One row of people.csv, after the sign-ups, in the words of the specification."""

    id: str
    cells: dict
    roles: set = field(default_factory=set)
    capacity: int = 1
    opted_in: bool = False
    skills: dict | None = None      # skill -> level; None: not recorded
    wants: dict | None = None       # skill -> (importance, target or None); None: states no wants
    lines: tuple = ()               # ids one step above: the manager and the dotted lines
    manager: str = ""

    def values(self, column):
        """The set of values in a multi-valued cell, or None where it is blank."""
        found = frozenset(folded(part) for part in self.cells.get(column, "").split(";") if part.strip())
        return found or None


def scale_of(policy):
    """(bottom, top) of the level scale."""
    scale = policy.get("scale", 5)
    return (0, scale) if isinstance(scale, int) else tuple(scale)


def parse_skills(cell, scale):
    """`sql:4;ai tools:5` -> levels; a skill without level is at the top of the scale; blank -> None."""
    levels = {}
    for part in cell.split(";"):
        if not part.strip():
            continue
        name, colon, level = part.partition(":")
        level = half_up(Decimal(level.strip())) if colon else scale[1]
        if not scale[0] <= level <= scale[1]:
            raise SpecificationError("level_out_of_range", part)
        name = folded(name)
        if levels.setdefault(name, level) != level:
            raise SpecificationError("skill_twice", name)
    return levels or None


def parse_wants(cell):
    """`ai tools:3;sql:2@4` -> {skill: (importance, target)}; blank -> None."""
    wants = {}
    for part in cell.split(";"):
        if not part.strip():
            continue
        name, _, rest = part.partition(":")
        importance, _, target = rest.partition("@")
        wants[folded(name)] = (int(importance or 1), int(target) if target else None)
    return wants or None


class Workforce:
    """people.csv with the sign-up form joined in, in file order."""

    def __init__(self, folder, policy):
        folder = Path(folder)
        header, rows = read_rows(folder / "people.csv")
        renamed = policy.get("columns", {})
        header = [renamed.get(name, name) for name in header]
        rows = [{renamed.get(name, name): cell for name, cell in row.items()} for row in rows]
        if "id" not in header:
            raise SpecificationError("missing_column", "id")
        if not rows:
            raise SpecificationError("empty_file")
        ids = [row["id"] for row in rows]
        if len(set(ids)) != len(ids):
            raise SpecificationError("duplicate_id")
        columns = set(header)
        if (folder / "signups.csv").exists():
            columns |= join_signups(rows, folder / "signups.csv")
        self.consent_asked = "opt_in" in columns
        self.scale = scale_of(policy)
        self.people = {row["id"]: self._person(row) for row in rows}

    def _person(self, cells):
        person = Person(cells["id"], cells)
        person.roles = set(ROLE_NAMES.get(folded(cells.get("role", "")), ()))
        try:
            person.capacity = int(cells.get("capacity") or 1)
        except ValueError:
            raise SpecificationError("bad_capacity", cells["capacity"]) from None
        if person.capacity < 0:
            raise SpecificationError("bad_capacity", cells["capacity"])
        person.opted_in = folded(cells.get("opt_in", "")) in YES
        person.skills = parse_skills(cells.get("skills", ""), self.scale)
        person.wants = parse_wants(cells.get("wants", ""))
        person.manager = cells.get("manager_id", "")
        dotted = [part.strip() for part in cells.get("dotted_line_ids", "").split(";") if part.strip()]
        person.lines = tuple(dict.fromkeys([person.manager] * bool(person.manager) + dotted))
        for column in ("birth_date", "hire_date"):
            try:
                date.fromisoformat(cells.get(column) or "2000-01-01")
            except ValueError:
                raise SpecificationError("bad_date", cells[column]) from None
        if person.manager == person.id:
            raise SpecificationError("self_manager", person.id)
        return person


def join_signups(rows, path):
    """Filled cells of the sign-up form override the export; returns the columns it brings."""
    header, forms = read_rows(path)
    key = "id" if "id" in header else "email"
    by_key = {row[key]: row for row in rows if row.get(key)}
    for form in forms:
        row = by_key.get(form[key])
        if row is None:
            continue
        for column in OVERRIDDEN_BY_SIGNUPS:
            if form.get(column):
                row[column] = form[column]
    return set(header) & set(OVERRIDDEN_BY_SIGNUPS)


def read_pairs(folder, name):
    """A table of pairs as dictionaries; an absent file is an empty table."""
    path = Path(folder) / f"{name}.csv"
    return read_rows(path)[1] if path.exists() else []
