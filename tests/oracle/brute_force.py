"""Every set of pairs, for programmes small enough to try them all: checks the oracle itself."""

from itertools import combinations
from collections import Counter


def best_value(programme):
    """The lexicographic optimum (people, points); with coverage off, (None, points)."""
    pairs = list(programme.choices())
    if len(pairs) > 14:
        raise ValueError("too many pairs to try every subset")
    best = None
    for size in range(len(pairs) + 1):
        for made in combinations(pairs, size):
            used = Counter(end for j, s in made for end in (("junior", j), ("senior", s)))
            if all(count <= programme.capacity[end] for end, count in used.items()):
                people, points = programme.value(made)
                value = (people if programme.coverage else 0, points)
                best = value if best is None else max(best, value)
    return best if programme.coverage else (None, best[1])
