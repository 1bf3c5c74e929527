"""Which components count, in which order, with which integer weight."""

from fractions import Fraction

from measures import FIXED_COMPONENTS, culture_columns, settings

DEFAULT = {
    "skill_gap": Fraction(40, 100),
    "reciprocal_skill_gap": Fraction(15, 100),
    "generation": Fraction(15, 100),
    "culture": Fraction(15, 100),
    "gender": Fraction(15, 100),
}
TOTAL = 1_000_000
PROTECTED_COLUMNS = {"birth_date", "birth_year", "age", "generation", "gender"}


def is_protected(name, policy):
    """Whether a component reads a protected attribute (hire dates are not one)."""
    if name == "generation":
        return settings(policy, "generation").get("measure") != "hire_years"
    if name.startswith("attribute:"):
        return name.removeprefix("attribute:") in PROTECTED_COLUMNS | set(culture_columns(policy)) | {"culture"}
    return name in ("culture", "gender")


def switched_on(policy):
    """{name: weight} in component order, without what is switched off."""
    given = {name: Fraction(value) for name, value in policy.get("weights", {}).items()} or DEFAULT
    order = list(FIXED_COMPONENTS) + sorted(name for name in given if name.startswith("attribute:"))
    use_protected = policy.get("use_protected", True)
    return {name: given[name] for name in order
            if given.get(name) and (use_protected or not is_protected(name, policy))}


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
