"""Why somebody has no partner: the reasons with their counts, from the model alone.

The specification lists the reasons: ruled out by which rules and how often, outnumbered, no capacity left, below
`min_score`, not opted in. Codes and what is counted are said in the documents alone: a rule's name counts whom it rules
out of everybody opposite; `below_min_score` and `no_points` count those left over by the rules who score too little;
`outnumbered` counts the rest. Somebody without a place is told so instead of `outnumbered`: places used, of capacity."""

from collections import Counter


def reasons_for(end, programme):
    """{code: (count, of)} for somebody (role, id) who has no partner."""
    role, person = end
    side = 0 if role == "junior" else 1
    pairs = [pair for pair in programme.ruled_out if pair[side] == person]
    counts, free = Counter(), 0
    for pair in pairs:
        rules = programme.ruled_out[pair]
        counts.update(rules)
        if rules:
            continue
        if programme.points[pair] < programme.min_points:
            counts["below_min_score"] += 1
        elif not programme.coverage and not programme.points[pair]:
            counts["no_points"] += 1
        elif programme.capacity[end]:
            counts["outnumbered"] += 1
            free += bool(programme.capacity[("senior", pair[1]) if role == "junior" else ("junior", pair[0])])
    if not free and counts["outnumbered"]:
        counts["no_capacity"] = counts["outnumbered"]
        del counts["outnumbered"]
    reasons = {code: (count, len(pairs)) for code, count in counts.items()}
    if not pairs:
        reasons["nobody_else"] = (0, 0)
        if programme.consent_counts and not programme.people[person].opted_in:
            reasons["opt_in"] = (0, 0)          # not having opted in is a reason of one's own
    if not programme.capacity[end]:
        capacity = programme.people[person].capacity
        reasons["no_capacity"] = (min(capacity, programme.existing[end]), capacity)
    return reasons
