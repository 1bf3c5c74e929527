"""Pairs to make first: every mistake at once, each with its published code."""

from collections import Counter

from specification_error import raise_if_any


def checked(rows, programme, existing):
    """{(junior, senior): override reason} of the fixed pairs.

    A pair that breaks a rule needs an override reason; nothing overrides roles and capacities. Existing pairs use
    capacity too, but are no error by themselves."""
    fixed, codes = {}, set()
    for row in rows:
        pair = row["junior"], row["senior"]
        if pair in fixed:
            codes.add("fixed_pair_twice")
        elif pair not in programme.ruled_out:
            codes.add("fixed_pair_role")
        else:
            fixed[pair] = row.get("override_reason") or row.get("reason") or ""
            if programme.ruled_out[pair] and not fixed[pair]:
                codes.add("fixed_pair_breaks_rule")
    already = Counter(end for j, s in existing for end in (("junior", j), ("senior", s)))
    asked = Counter(end for j, s in fixed for end in (("junior", j), ("senior", s)))
    if any(count + already[end] > programme.people[end[1]].capacity for end, count in asked.items()):
        codes.add("fixed_pair_over_capacity")
    raise_if_any(codes)
    return fixed
