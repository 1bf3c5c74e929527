"""Reads a case's people: the export with the sign-up form and the long skills table joined in."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from column_names import column_name, key
from plain_tables import folded, read_rows, read_table
from policy_reading import scale_of
from skill_cells import SkillError, long_table, put_long_rows, put_skill_columns, put_skills_cell, put_wants_cell
from specification_error import raise_if_any

YES, NO = {"yes", "true", "1", "y"}, {"no", "false", "0", "n", ""}
ROLE_NAMES = {
    "junior": {"junior"}, "mentor": {"junior"},
    "senior": {"senior"}, "mentee": {"senior"},
    "both": {"junior", "senior"}, "": set(),
}
OVERRIDDEN_BY_SIGNUPS = ("role", "skills", "wants", "capacity", "opt_in")


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


def our_name(header, policy):
    """The column of a header: what the policy's `[columns]` says of it, else its own name."""
    renamed = {key(theirs): ours for theirs, ours in policy.get("columns", {}).items()}
    return renamed.get(key(header)) or column_name(header)


class Workforce:
    """people.csv with the sign-up form joined in, in file order."""

    def __init__(self, folder, policy):
        folder = Path(folder)
        header, rows = read_rows(folder / "people.csv")
        names = {written: our_name(written, policy) for written in header}
        rows = [{names[written]: cell for written, cell in row.items()} for row in rows]
        self.columns = set(names.values())
        raise_if_any(["missing_column"] * ("id" not in self.columns) or ["empty_file"] * (not rows))
        self.scale = scale_of(policy)
        self.policy = policy
        self.codes, self.unread = set(), set()     # problems; people outside the programme with cells that cannot be read
        ids = [row["id"] for row in rows]
        self.codes |= {"duplicate_id"} if len(set(ids)) != len(ids) else set()
        self._signed = {}
        asked = join_signups(rows, folder, self._signed)
        self.consent_asked = "opt_in" in self.columns | asked
        self._long = long_table(folder)
        self.people = {row["id"]: self._person(row) for row in rows}
        self._check_cycles()
        self._check_tables(folder)
        raise_if_any(self.codes)

    def _person(self, cells):
        person = Person(cells["id"], cells)
        role = folded(cells.get("role", ""))
        if role not in ROLE_NAMES:
            self.codes.add("unknown_role")
        person.roles = set(ROLE_NAMES.get(role, ()))
        problems = set()
        capacity = cells.get("capacity") or "1"
        if capacity.isdigit():
            person.capacity = int(capacity)
        else:
            problems.add("unreadable_capacity")
        consent = folded(cells.get("opt_in", ""))
        person.opted_in = consent in YES
        problems |= {"unreadable_opt_in"} if consent not in YES | NO else set()
        problems |= self._read_skills(person)
        for column in ("birth_date", "hire_date"):
            try:
                date.fromisoformat(cells.get(column) or "2000-01-01")
            except ValueError:
                problems.add("unreadable_date")
        # Problems in people outside the programme are errors only where the org chart needs them. Outside is (documents)
        # who has no role, where the policy gives none either.
        if role or self.policy.get("roles", {}).keys() - {"grade_order"}:
            self.codes |= problems
        elif problems:
            self.unread.add(person.id)
        person.manager = cells.get("manager_id", "")
        dotted = [part.strip() for part in cells.get("dotted_line_ids", "").split(";") if part.strip()]
        person.lines = tuple(dict.fromkeys([person.manager] * bool(person.manager) + dotted))
        if person.manager == person.id:
            self.codes.add("self_manager")
        return person

    def _read_skills(self, person):
        """The form's cell where it is filled, else the export: cell, one column for each skill and long table together."""
        forms, cells, skills, wants = self._signed.get(person.id, {}), person.cells, {}, {}
        own_skills, own_wants, long_skills, long_wants = {}, {}, {}, {}
        problems = set()
        try:
            put_skills_cell(own_skills, forms.get("skills", ""), self.scale)
            put_wants_cell(own_wants, forms.get("wants", ""))
            put_skills_cell(long_skills, cells.get("skills", ""), self.scale)
            put_skill_columns(long_skills, cells, self.scale)
            put_wants_cell(long_wants, cells.get("wants", ""))
            put_long_rows(long_skills, long_wants, self._long.get(person.id, []), self.scale)
            skills, wants = own_skills or long_skills, own_wants or long_wants
        except SkillError as error:
            problems.add(error.code)
        person.skills, person.wants = skills or None, wants or None
        return problems

    def _check_cycles(self):
        """Solid-line cycles; a self-manager is its own problem."""
        for start in self.people:
            seen, at = set(), start
            while at in self.people and at not in seen:
                seen.add(at)
                at = self.people[at].manager
            if at == start and len(seen) > 1:
                self.codes.add("management_cycle")

    def _check_tables(self, folder):
        for name in ("conflicts", "past_pairs", "existing_pairs", "fixed_pairs"):
            for row in read_table(folder, name):
                if not {row["junior"], row["senior"]} <= set(self.people):
                    # Among past, existing and conflicting pairs people who left are ordinary (documents).
                    self.codes |= {"unknown_person"} if name == "fixed_pairs" else set()
                elif row["junior"] == row["senior"]:
                    self.codes.add("pair_with_self")


def join_signups(rows, folder, signed):
    """Filled cells of the form override the export's; skills and wants are kept apart in `signed`. The form's columns."""
    if not (folder / "signups.csv").exists():
        return set()
    header, forms = read_rows(folder / "signups.csv")
    name = "id" if "id" in header else "email"
    by_name = {row[name]: row for row in rows if row.get(name)}
    for form in forms:
        row = by_name.get(form[name])
        if row is None:
            continue
        signed[row["id"]] = form
        for column in set(OVERRIDDEN_BY_SIGNUPS) - {"skills", "wants"}:
            if form.get(column):
                row[column] = form[column]
    return set(header) & set(OVERRIDDEN_BY_SIGNUPS)
