"""Checks the certificate of a result from its `--prices`, without solving anything.

Every person in a role has a price q = (level, price), compared lexicographically; b = 1 where coverage is on and the
person has no fixed pair in that role. With max0(x) = max(x, (0, 0)) and the capacity that fixed and existing pairs
leave, weak duality bounds (people, points) of every matching by

    sum over persons of  max0(q) + (capacity - 1) * max0(q - (b, 0))
    + sum over pairs of  max0((b_junior + b_senior, points) - q_junior - q_senior)

so a matching that reaches the bound is optimal. Fixed pairs add the same constant to both sides."""

from flow import ZERO, minus, plus


def prices_of(result, programme):
    """{(role, id): (level, price)} from the result; ids with both roles hold one price for each."""
    given = result["certificate"]["prices"]
    prices, complaints = {}, []
    both = set(programme.juniors) & set(programme.seniors)
    for end in programme.capacity:
        role, person = end
        entry = given.get(person, {})
        if person in both:
            entry = entry.get(role, {})
        if "level" in entry and "price" in entry:
            prices[end] = (entry["level"], entry["price"])
            if not all(type(part) is int for part in prices[end]):
                complaints.append(f"price of {end} is not a pair of integers: {entry}")
        elif programme.capacity[end]:
            complaints.append(f"no price for {end}")
    return prices, complaints


def dual(programme, prices):
    """The bound of the formula above, fixed pairs' constant excluded."""
    bound = ZERO
    for end, capacity in programme.capacity.items():
        if capacity:
            q, extra = prices[end], minus(prices[end], (programme.bonus(end), 0))
            bound = plus(bound, max(ZERO, q))
            for _ in range(capacity - 1):
                bound = plus(bound, max(ZERO, extra))
    for pair, slack in slacks(programme, prices):
        bound = plus(bound, max(ZERO, slack))
    return bound


def slacks(programme, prices):
    """Each choosable pair with (b_junior + b_senior, points) - q_junior - q_senior."""
    for (j, s), points in programme.choices().items():
        a, b = ("junior", j), ("senior", s)
        gain = (programme.bonus(a) + programme.bonus(b), points)
        yield (j, s), minus(minus(gain, prices[a]), prices[b])


def check(result, programme):
    """Complaints about the certificate; an empty list means it proves the result."""
    certificate = result["certificate"]
    prices, complaints = prices_of(result, programme)
    if complaints:
        return complaints
    made = {(pair["junior"], pair["senior"]) for pair in result["pairs"]} - set(programme.fixed)
    people, points = programme.value(made)
    if (certificate["people"], certificate["points"]) != (people, points):
        complaints.append(f"certificate says {certificate['people'], certificate['points']}, pairs give {people, points}")
    if certificate["gap"] != 0 or certificate["verified"] is not True or certificate["dual_points"] != points:
        complaints.append(f"gap {certificate['gap']}, verified {certificate['verified']}, "
                          f"dual_points {certificate['dual_points']} against {points}")
    fixed_people = len(programme.covered_by_fixed)
    fixed_points = sum(programme.points[pair] for pair in programme.fixed)
    reached = (people - fixed_people if programme.coverage else 0, points - fixed_points)
    bound = dual(programme, prices)
    if bound != reached:
        complaints.append(f"the prices bound (people, points) by {bound}, the pairs reach {reached}")
    if all(programme.people[person].capacity <= 1 for _, person in programme.capacity):
        complaints += unit_capacity_conditions(programme, prices, made)
    return complaints


def unit_capacity_conditions(programme, prices, made):
    """What must hold person by person and pair by pair when everyone has at most one place."""
    complaints = []
    matched = {end for j, s in made for end in (("junior", j), ("senior", s))}
    for end, q in prices.items():
        if programme.capacity[end] and q < ZERO:
            complaints.append(f"{end} has a negative price {q}")
        if programme.capacity[end] and end not in matched and q != ZERO:
            complaints.append(f"{end} is unmatched and has price {q}")
    for pair, slack in slacks(programme, prices):
        if slack > ZERO:
            complaints.append(f"{pair} gains more than its prices by {slack}")
        if pair in made and slack != ZERO:
            complaints.append(f"{pair} is made and not tight: {slack}")
    return complaints
