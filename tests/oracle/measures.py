"""The measure of each component for one junior and one senior: a Fraction in [0, 1], or None (not recorded).

`measure_of(NAME, crowd)` gives a function of (junior, senior, policy); the crowd is what a measure needs to know beyond
the two: who has which e-mail, and the table of distances."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from gap_measures import reciprocal_skill_gap, skill_gap
from generation_measure import generation
from plain_tables import folded, read_rows
from policy_reading import culture_columns, request_column, settings


@dataclass
class Crowd:
    """What is known beyond the two people."""

    ids: set = field(default_factory=set)
    emails: dict = field(default_factory=dict)      # folded e-mail -> set of ids
    distances: dict | None = None                   # {a, b} -> distance

    @classmethod
    def of(cls, people, policy, folder):
        """From everyone in the export and the policy's distance table."""
        crowd = cls()
        for person in people.values():
            crowd.ids.add(person.id)
            if person.cells.get("email"):
                crowd.emails.setdefault(folded(person.cells["email"]), set()).add(person.id)
        file = settings(policy, "culture").get("distances")
        if file:
            crowd.distances = {}
            for row in read_rows(Path(folder) / file)[1]:
                key, distance = frozenset((folded(row["a"]), folded(row["b"]))), Fraction(Decimal(row["distance"]))
                crowd.distances[key] = min(distance, crowd.distances.get(key, 1))
        return crowd


def overlap_of(a, b):
    """Jaccard: shared values over all values."""
    return Fraction(len(a & b), len(a | b))


def set_distance(a, b, crowd):
    """1 − Jaccard, or the given distance. What a table means for sets of values is said in the documents alone: the
    smallest distance of a value of one and a value of the other, 0 for the same value, 1 where none is listed."""
    if crowd.distances is None:
        return 1 - overlap_of(a, b)
    return min(Fraction(0) if x == y else crowd.distances.get(frozenset((x, y)), Fraction(1)) for x in a for y in b)


def culture(crowd):
    """Mean distance over the culture attributes both have recorded."""
    def measure(junior, senior, policy):
        distances = []
        for column in culture_columns(policy):
            a, b = junior.values(column), senior.values(column)
            if a is not None and b is not None:
                distances.append(set_distance(a, b, crowd))
        return sum(distances) / Fraction(len(distances)) if distances else None
    return measure


def gender(junior, senior, policy):
    """Differs 1, same 0; or the directed table, everything else 0."""
    a, b = junior.values("gender"), senior.values("gender")
    if a is None or b is None:
        return None
    table = settings(policy, "gender").get("table")
    if table is None:
        return Fraction(a != b)
    for x, y, value in table:
        if a == {folded(x)} and b == {folded(y)}:
            return Fraction(value)
    return Fraction(0)


def request(crowd):
    """1 where either asked for the other. Ids compare bytewise after trimming. That it is recorded for every pair once the
    column exists, that e-mails compare without case and that ids come before e-mails is said in the documents alone."""
    def named(person, policy):
        found = set()
        for name in person.cells.get(request_column(policy), "").split(";"):
            found |= {name.strip()} & crowd.ids or crowd.emails.get(folded(name), set())
        return found

    def measure(junior, senior, policy):
        if request_column(policy) not in junior.cells:
            return None
        return Fraction(senior.id in named(junior, policy) or junior.id in named(senior, policy))
    return measure


def attribute(column):
    """The measure of `attribute:COLUMN`."""
    def measure(junior, senior, policy):
        chosen = settings(policy, f"attribute:{column}")
        shape = chosen["measure"]
        a, b = junior.values(column), senior.values(column)
        if a is None or b is None:
            return None
        if shape == "difference":
            return Fraction(a != b)
        if shape == "similarity":
            return Fraction(a == b)
        if shape == "overlap":
            return overlap_of(a, b)
        x, y = (Fraction(Decimal(p.cells[column])) for p in (junior, senior))
        distance = min(Fraction(1), abs(x - y) / Fraction(chosen["range"]))
        return distance if shape == "distance" else 1 - distance
    return measure


def measure_of(name, crowd):
    """The measure function of a component by its name in `[weights]`."""
    if name.startswith("attribute:"):
        return attribute(name.removeprefix("attribute:"))
    return {"skill_gap": skill_gap, "reciprocal_skill_gap": reciprocal_skill_gap, "generation": generation,
            "culture": culture(crowd), "gender": gender, "request": request(crowd)}[name]
