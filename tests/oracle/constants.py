"""The constant that stands for a measure that is not recorded: a whole number of billionths."""

from collections import Counter, defaultdict
from fractions import Fraction

from plain_tables import half_up
from policy_reading import culture_columns, settings

BILLION = 10**9


def rounding_group(name, junior, senior, policy):
    """Which exact partial sum a pair belongs to; every partial sum is rounded once to billionths."""
    if name == "skill_gap":
        return senior.id
    if name == "reciprocal_skill_gap":
        return junior.id
    if name == "culture":
        return tuple(tuple(p.values(column) for column in culture_columns(policy)) for p in (junior, senior))
    if settings(policy, name).get("measure") == "overlap":
        column = name.removeprefix("attribute:")
        return junior.values(column), senior.values(column)
    return None


def mean_in_billionths(name, measured, policy):
    """`measured` is [(junior, senior, measure or None)]; None where no pair is recorded."""
    sums, count = defaultdict(Fraction), Counter()
    for junior, senior, value in measured:
        if value is not None:
            sums[rounding_group(name, junior, senior, policy)] += value
            count["pairs"] += 1
    if not count:
        return None
    total = sum(half_up(exact * BILLION) for exact in sums.values())
    return half_up(Fraction(total, count["pairs"]))


def constant(name, measured, policy):
    """The billionths to use for unrecorded pairs, or None when the component is recorded for no pair."""
    mean = mean_in_billionths(name, measured, policy)
    missing = policy.get("missing", "neutral")
    if mean is None or missing == "neutral":
        return mean
    return 0 if missing == "zero" else half_up(Fraction(missing) * BILLION)
