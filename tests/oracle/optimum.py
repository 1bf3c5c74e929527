"""The optimum by SciPy: people with a partner first, then points. Shares nothing with the solver under test."""

import numpy as np
from scipy.optimize import LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import csr_array


def best(programme):
    """The pairs of one optimum, fixed pairs excepted. Their value is `programme.value(best(programme))`."""
    choices = programme.choices()
    if not choices:
        return []
    if all(capacity <= 1 for capacity in programme.capacity.values()):
        return by_assignment(programme, choices)
    return by_integer_program(programme, choices)


def by_assignment(programme, choices):
    """Capacity 1: one assignment on people · M + points, with every sum below 2^53 and so exact in a float."""
    juniors, seniors = (sorted({pair[side] for pair in choices}) for side in (0, 1))
    row, column = ({one: k for k, one in enumerate(side)} for side in (juniors, seniors))
    most = min(len(juniors), len(seniors))
    step = most * max(choices.values()) + 1
    if (2 * most + 2) * step >= 2**53:
        raise OverflowError("too large for exact floats")
    gain = np.zeros((len(juniors), len(seniors)))       # what may not be paired gains nothing and is dropped below
    for (j, s), points in choices.items():
        covered = programme.bonus(("junior", j)) + programme.bonus(("senior", s))
        gain[row[j], column[s]] = covered * step + points
    chosen = [(juniors[r], seniors[c]) for r, c in zip(*linear_sum_assignment(gain, maximize=True))]
    return [pair for pair in chosen if pair in choices]


def by_integer_program(programme, choices):
    """Capacities: first the most people, then the most points with that many people (HiGHS, two runs)."""
    pairs = list(choices)
    ends = sorted({end for j, s in pairs for end in (("junior", j), ("senior", s))})
    place = {end: len(pairs) + k for k, end in enumerate(ends)}
    width = len(pairs) + len(ends)
    entries, low, high = [], [], []

    def constrain(coefficients, least, most):
        entries.extend((len(low), variable, value) for variable, value in coefficients)
        low.append(least)
        high.append(most)

    touching = {end: [] for end in ends}
    for k, (j, s) in enumerate(pairs):
        touching["junior", j].append(k)
        touching["senior", s].append(k)
    for end in ends:
        constrain([(k, 1) for k in touching[end]], 0, programme.capacity[end])
        constrain([(k, 1) for k in touching[end]] + [(place[end], -1)], 0, np.inf)     # covered only with a partner

    people = np.zeros(width)
    for end in ends:
        people[place[end]] = programme.bonus(end)
    points = np.zeros(width)
    points[:len(pairs)] = [choices[pair] for pair in pairs]
    if programme.coverage:
        covered = solve(people, entries, low, high, width)
        constrain([(place[end], programme.bonus(end)) for end in ends], round(people @ covered), np.inf)
    made = solve(points, entries, low, high, width)
    chosen = [pair for pair, taken in zip(pairs, made) if taken]
    for end in ends:
        if sum(pairs[k] in set(chosen) for k in touching[end]) > programme.capacity[end]:
            raise ArithmeticError(f"capacity exceeded at {end}")
    return chosen


def solve(gain, entries, low, high, width):
    """A 0/1 maximiser as whole numbers."""
    rows, columns, values = zip(*entries)
    matrix = csr_array((values, (rows, columns)), shape=(len(low), width), dtype=float)
    result = milp(-gain, constraints=LinearConstraint(matrix, low, high), integrality=np.ones(width),
                  bounds=(0, 1), options={"mip_rel_gap": 0.0})
    if not result.success:
        raise ArithmeticError(result.message)
    whole = np.rint(result.x)
    if np.abs(whole - result.x).max() > 1e-6:
        raise ArithmeticError("not integral")
    return whole.astype(int)
