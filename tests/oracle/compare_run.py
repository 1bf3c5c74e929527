"""The run record beside the oracle: what was scored, what was dropped, what the rules did, what is protected.

Fields the oracle does not know are left alone: the record may grow."""

from collections import Counter
from fractions import Fraction

from column_names import column_name, component_name
from compare_terms import complain_unequal, near
from constants import BILLION
from protected import columns_read, is_protected, protected_columns


def compare_run(run, programme):
    """Complaints about the record."""
    complaints, policy = [], programme.policy
    complain_unequal(complaints, "run people", run["people"], len(programme.people))
    complain_unequal(complaints, "run seed", run["seed"], policy.get("seed", 0))
    complain_unequal(complaints, "run consent", run["consent"], "recorded" if programme.workforce.consent_asked else "not_recorded")
    theirs = {component_name(entry["name"]): entry for entry in run["components"]}
    complain_unequal(complaints, "run components", list(theirs), list(programme.weights))
    for name in set(theirs) & set(programme.weights):
        if not near(theirs[name]["constant"], Fraction(programme.constants[name], BILLION)):
            complaints.append(f"run {name} constant: command {theirs[name]['constant']}, oracle {programme.constants[name]} billionths")
        complain_unequal(complaints, f"run {name} recorded_pairs", theirs[name]["recorded_pairs"], programme.recorded_pairs[name])
    dropped = {component_name(entry["name"]): entry["why"] for entry in run["dropped"]}
    complain_unequal(complaints, "run dropped", dropped, programme.dropped)
    return complaints + compare_rules(run["rules"], programme) + compare_protected(run, programme)


def compare_rules(record, programme):
    """Pairs each rule rules out, together with others and alone, and those it could not judge."""
    complaints, together, alone = [], Counter(), Counter()
    for rules in programme.ruled_out.values():
        together.update(rules)
        alone.update(rules if len(rules) == 1 else ())
    complain_unequal(complaints, "run rules pairs", record["pairs"], len(programme.ruled_out))
    complain_unequal(complaints, "run rules candidate_pairs", record["candidate_pairs"], len(programme.eligible))
    for what, ours in (("together", together), ("alone", alone), ("not_evaluated", programme.not_evaluated)):
        theirs = {entry["rule"]: entry[what] for entry in record["rules"] if entry[what]}
        complain_unequal(complaints, f"run rules {what}", theirs, {rule: count for rule, count in ours.items() if count})
    return complaints


def compare_protected(run, programme):
    """Used are the protected columns of live components; found are those of the export that anybody has filled."""
    policy, columns = programme.policy, programme.workforce.columns
    filled = {column for column in columns if any(person.cells.get(column) for person in programme.people.values())}
    found = {column_name(name) for name in run["protected_found"]}
    used = {column_name(name) for name in run["protected_used"]}
    ours = set().union(*(columns_read(name, policy) for name in programme.weights if is_protected(name, policy)))
    complaints = []
    complain_unequal(complaints, "run protected_found", sorted(in_births(found)), sorted(in_births(filled & protected_columns(policy))))
    complain_unequal(complaints, "run protected_used", sorted(in_births(used)),
                     sorted(in_births(filled & ours & protected_columns(policy))))
    if not policy.get("use_protected", True) and used:
        complaints.append(f"attribute-free mode used {sorted(used)}")
    return complaints


def in_births(columns):
    """However births are given, they are one attribute."""
    births = {"birth_date", "birth_year", "age", "generation", "birth"}
    return (columns - births) | ({"birth"} if columns & births else set())
