"""Roles that `[roles]` of the policy derives for people whose `role` is absent or blank."""

from decimal import Decimal

from plain_tables import folded
from specification_error import SpecificationError


def grade_of(person, policy):
    """The grade as a comparable number, or None where it is not recorded."""
    cell = person.cells.get("grade", "")
    if not cell:
        return None
    order = policy.get("roles", {}).get("grade_order")
    if order is None:
        return Decimal(cell)
    return Decimal(order.index(cell)) if cell in order else None


def threshold(value, policy):
    """A grade written in the policy, as the same number."""
    order = policy.get("roles", {}).get("grade_order")
    return Decimal(order.index(value)) if order and isinstance(value, str) else Decimal(value)


def fits(person, condition, policy, steps_from_top):
    """Whether one `[roles]` condition holds for the person."""
    grade = grade_of(person, policy)
    if "grade_at_most" in condition:
        return grade is not None and grade <= threshold(condition["grade_at_most"], policy)
    if "grade_at_least" in condition:
        return grade is not None and grade >= threshold(condition["grade_at_least"], policy)
    if "steps_from_top_at_most" in condition:
        return steps_from_top(person.id) <= condition["steps_from_top_at_most"]
    if "steps_from_top_at_least" in condition:
        return steps_from_top(person.id) >= condition["steps_from_top_at_least"]
    if condition["column"] == "id":                 # ids compare bytewise, all other values without case
        return person.id in condition["in"]
    return bool((person.values(condition["column"]) or set()) & {folded(str(value)) for value in condition["in"]})


def derive(people, policy, org):
    """Fills `roles` where the column says nothing and the policy has a condition."""
    conditions = policy.get("roles", {})
    for person in people.values():
        if person.cells.get("role", ""):
            continue
        for role in ("junior", "senior"):
            if role in conditions and fits(person, conditions[role], policy, org.steps_from_top):
                person.roles.add(role)
    juniors = [person for person in people.values() if "junior" in person.roles]
    seniors = [person for person in people.values() if "senior" in person.roles]
    if not juniors or not seniors:
        raise SpecificationError("nobody_on_one_side")
    return juniors, seniors
