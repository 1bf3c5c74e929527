"""Which components count, in which order, with which integer weight."""

from fractions import Fraction

from protected import is_protected

DEFAULT = {
    "skill_gap": Fraction(40, 100),
    "reciprocal_skill_gap": Fraction(15, 100),
    "generation": Fraction(15, 100),
    "culture": Fraction(15, 100),
    "gender": Fraction(15, 100),
}
TOTAL = 1_000_000
FIXED_COMPONENTS = ("skill_gap", "reciprocal_skill_gap", "generation", "culture", "gender")


def in_order(policy):
    """{name: weight} of all components with a weight, 0 included, in component order."""
    given = {name: Fraction(value) for name, value in policy.get("weights", {}).items()} or DEFAULT
    order = list(FIXED_COMPONENTS) + sorted(name for name in given if name.startswith("attribute:")) + ["request"]
    return {name: given[name] for name in order if name in given}


def switched_off(policy):
    """{name: why} of the components that no workforce could bring into the score."""
    free = not policy.get("use_protected", True)
    why = {name: "switched_off" for name, weight in in_order(policy).items() if not weight}
    return why | {name: "attribute_free" for name in in_order(policy) if name not in why and free and is_protected(name, policy)}


def switched_on(policy):
    """{name: weight} in component order, without what is switched off."""
    off = switched_off(policy)
    return {name: weight for name, weight in in_order(policy).items() if name not in off}


def largest_remainder(weights):
    """Whole numbers that sum to 1,000,000 in proportion; ties go to the earlier component."""
    whole = sum(weights.values())
    shares = {name: weight * TOTAL / whole for name, weight in weights.items()}
    integer = {name: share.numerator // share.denominator for name, share in shares.items()}
    left = TOTAL - sum(integer.values())
    by_remainder = sorted(shares, key=lambda name: integer[name] - shares[name])     # stable: ties keep their order
    for name in by_remainder[:left]:
        integer[name] += 1
    return integer
