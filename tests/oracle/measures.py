"""The measure of each component for one junior and one senior: a Fraction in [0, 1], or None (not recorded)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from reading import folded, scale_of

COHORTS = ("traditionalist", "boomer", "x", "millennial", "z")
DEFAULT_BOUNDARIES = [1945, 1964, 1980, 1996]


def settings(policy, name):
    """The `[components.NAME]` table."""
    return policy.get("components", {}).get(name, {})


# --- the two gaps -------------------------------------------------------------------------------------------------

def wants_of(learner, policy):
    """The learner's wants, or the programme's topics where the learner states none."""
    if learner.wants is not None:
        return learner.wants
    topics = policy.get("topics")
    return {folded(topic): (1, None) for topic in topics} if topics else None


def skill_gap_parts(teacher, learner, policy):
    """(what the teacher can close, what there is to close), weighted by importance; None where not recorded."""
    wants = wants_of(learner, policy)
    if teacher.skills is None or learner.skills is None or wants is None:
        return None
    bottom, top = scale_of(policy)
    closed = total = 0
    for skill, (importance, target) in wants.items():
        mine, theirs = learner.skills.get(skill, bottom), teacher.skills.get(skill, bottom)
        gap = max(0, (top if target is None else target) - mine)
        closed += importance * min(max(0, theirs - mine), gap)
        total += importance * gap
    return closed, total


def gap_measure(teacher, learner, policy):
    """The share of the learner's gap that the teacher closes; 0 where no gap is left."""
    parts = skill_gap_parts(teacher, learner, policy)
    if parts is None:
        return None
    return Fraction(*parts) if parts[1] else Fraction(0)


def skill_gap(junior, senior, policy):
    """What the senior learns."""
    return gap_measure(junior, senior, policy)


def reciprocal_skill_gap(junior, senior, policy):
    """What the junior learns."""
    return gap_measure(senior, junior, policy)


# --- generation ---------------------------------------------------------------------------------------------------

def birth_year(person, policy):
    """From the most exact of birth_date, birth_year and age that is recorded."""
    if person.cells.get("birth_date"):
        return date.fromisoformat(person.cells["birth_date"]).year
    if person.cells.get("birth_year"):
        return int(person.cells["birth_year"])
    if person.cells.get("age"):
        return policy["as_of"].year - int(person.cells["age"])
    return None


def cohort(person, policy):
    """The number of boundaries before the birth year, else the named generation."""
    year = birth_year(person, policy)
    if year is not None:
        return sum(year > edge for edge in settings(policy, "generation").get("boundaries", DEFAULT_BOUNDARIES))
    label = folded(person.cells.get("generation", ""))
    return COHORTS.index(label) if label else None


def generation(junior, senior, policy):
    """Cohorts apart, or years apart by birth or by hire, over the declared widest distance."""
    chosen = settings(policy, "generation")
    shape = chosen.get("measure", "cohort")
    if shape == "cohort":
        a, b = cohort(junior, policy), cohort(senior, policy)
        widest = len(chosen.get("boundaries", DEFAULT_BOUNDARIES))
    elif shape == "years":
        a, b = birth_year(junior, policy), birth_year(senior, policy)
        widest = chosen.get("range", 40)
    else:
        a, b = (date.fromisoformat(p.cells["hire_date"]).year if p.cells.get("hire_date") else None
                for p in (junior, senior))
        widest = chosen.get("range", 30)
    if a is None or b is None:
        return None
    if chosen.get("direction", "either") == "younger_teaches" and a <= b:
        return Fraction(0)
    return min(Fraction(1), Fraction(abs(a - b)) / Fraction(widest))


# --- sets of values -----------------------------------------------------------------------------------------------

def overlap_of(a, b):
    """Jaccard: shared values over all values."""
    return Fraction(len(a & b), len(a | b))


def culture_columns(policy):
    """The columns that hold culture attributes."""
    return settings(policy, "culture").get("columns", ["culture"])


def culture(junior, senior, policy):
    """Mean Jaccard distance over the culture attributes both have recorded."""
    distances = []
    for column in culture_columns(policy):
        a, b = junior.values(column), senior.values(column)
        if a is not None and b is not None:
            distances.append(1 - overlap_of(a, b))
    return sum(distances) / Fraction(len(distances)) if distances else None


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


FIXED_COMPONENTS = {
    "skill_gap": skill_gap,
    "reciprocal_skill_gap": reciprocal_skill_gap,
    "generation": generation,
    "culture": culture,
    "gender": gender,
}


def measure_of(name):
    """The measure function of a component by its name in `[weights]`."""
    return FIXED_COMPONENTS.get(name) or attribute(name.removeprefix("attribute:"))
