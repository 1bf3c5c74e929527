"""Cohorts apart, or years apart by birth or by hire."""

from datetime import date
from fractions import Fraction

from plain_tables import folded
from policy_reading import settings

COHORTS = ("traditionalist", "boomer", "x", "millennial", "z")
DEFAULT_BOUNDARIES = [1945, 1964, 1980, 1996]


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
