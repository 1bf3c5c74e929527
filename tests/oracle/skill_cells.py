"""Skills and wants: the two cells, one column for each skill, and the long table."""

from decimal import Decimal

from column_names import SKILL_PREFIX
from plain_tables import folded, half_up, read_table


class SkillError(ValueError):
    """`code` is the published one."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def level_of(text, scale):
    """A level on the scale; decimals are rounded half up."""
    level = half_up(Decimal(text.strip()))
    if not scale[0] <= level <= scale[1]:
        raise SkillError("level_out_of_range")
    return level


def put(found, skill, value):
    """Notes what is said of a skill; saying something else about it is an error."""
    if found.setdefault(folded(skill), value) != value:
        raise SkillError("skill_twice")


def put_skills_cell(found, cell, scale):
    """`sql:4;ai tools` -> levels; a skill without level is at the top of the scale."""
    for part in cell.split(";"):
        if part.strip():
            name, colon, level = part.partition(":")
            put(found, name, level_of(level, scale) if colon else scale[1])


def want_of(text):
    """`2@4` -> (importance, target), `2` -> (2, None), nothing or `yes` -> (1, None)."""
    importance, _, target = text.partition("@")
    importance = importance.strip()
    return (1 if importance.lower() in ("", "yes", "y", "true") else int(importance)), int(target) if target.strip() else None


def put_wants_cell(found, cell):
    """`ai tools:3;sql:2@4` -> {skill: (importance, target)}."""
    for part in cell.split(";"):
        if part.strip():
            name, _, rest = part.partition(":")
            put(found, name, want_of(rest))


def put_skill_columns(found, cells, scale):
    """`skill.sql` holds a level; blank says nothing."""
    for column, cell in cells.items():
        if column.startswith(SKILL_PREFIX) and cell:
            put(found, column[len(SKILL_PREFIX):], level_of(cell, scale))


def long_table(folder):
    """{person: [(skill, level, wanted)]} from skills.csv, in file order."""
    rows = {}
    for row in read_table(folder, "skills"):
        rows.setdefault(row["person_id"], []).append((row["skill"], row.get("level", ""), row.get("wanted", "")))
    return rows


def put_long_rows(skills, wants, rows, scale):
    """A row has a level, a want or both. With neither the person offers the topic: the top of the scale (documents)."""
    for skill, level, wanted in rows:
        if wanted and wanted.lower() not in ("no", "n", "false", "0"):
            put(wants, skill, want_of(wanted))
        if level or not wanted:
            put(skills, skill, level_of(level, scale) if level else scale[1])
