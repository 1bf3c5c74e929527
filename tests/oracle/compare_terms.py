"""Numbers and terms of the command beside those of the oracle."""

from fractions import Fraction

from column_names import component_name

TOLERANCE = Fraction(1, 10**12)


def complain_unequal(complaints, what, theirs, ours):
    """Notes a difference."""
    if theirs != ours:
        complaints.append(f"{what}: command {theirs!r}, oracle {ours!r}")


def near(theirs, ours):
    """Equal as numbers to 1e-12."""
    return isinstance(theirs, (int, float)) and abs(Fraction(theirs) - ours) <= TOLERANCE


def compare_terms(label, theirs, programme, pair):
    """Every term: measure, recorded, weight, points; no term more, none less."""
    complaints, ours = [], programme.terms(*pair)
    theirs = {component_name(name): term for name, term in theirs.items()}
    complain_unequal(complaints, f"{label} terms", sorted(theirs), sorted(ours))
    for name in set(theirs) & set(ours):
        their, our = theirs[name], ours[name]
        where = f"{label} {name}"
        if not near(their["measure"], our.measure):
            complaints.append(f"{where} measure: command {their['measure']!r}, oracle {our.measure} = {float(our.measure)!r}")
        if not near(their["weight"], Fraction(our.weight, 10**6)):
            complaints.append(f"{where} weight: command {their['weight']!r}, oracle {our.weight}/1000000")
        complain_unequal(complaints, f"{where} recorded", their["recorded"], our.recorded)
        complain_unequal(complaints, f"{where} points", their["points"], our.points)
    return complaints


def compare_scored(label, entry, programme, pair):
    """What `pair` and `explain` both say of a pair: terms, their sum, score, measured share, topics."""
    complaints = []
    complain_unequal(complaints, f"{label} points", entry["points"], sum(term.points for term in programme.terms(*pair).values()))
    complain_unequal(complaints, f"{label} sum of terms", sum(t["points"] for t in entry["terms"].values()), entry["points"])
    if abs(entry["score"] - entry["points"] / 1e4) > 0.051:
        complaints.append(f"{label} score {entry['score']} against {entry['points']} points")
    if abs(entry["measured_share"] - programme.measured_share(*pair)) > 1e-6:
        complaints.append(f"{label} measured_share: command {entry['measured_share']}, "
                          f"oracle {float(programme.measured_share(*pair))}")
    complain_unequal(complaints, f"{label} topics", sorted(topic.lower() for topic in entry["topics"]), programme.topics(*pair))
    return complaints + compare_terms(label, entry["terms"], programme, pair)
