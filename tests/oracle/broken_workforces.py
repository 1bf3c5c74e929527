"""Cases that the specification makes errors: one or more mistakes put into an otherwise good case.

Mistakes in the cells of people are put in together, as every problem is reported at once; the others stop the reading of
the file or of the policy, or come after it, and are put in alone."""

from case_files import write_case
from policy_text import Decimal
from reading import our_name
from table_columns import FIXED_PAIRS


def break_something(rng, case, programme, folder):
    """Puts mistakes into the case, writes it and returns the codes that should answer."""
    case.tables.pop("fixed_pairs", None)
    if rng.random() < 0.5:
        cells = rng.sample(IN_CELLS, rng.randint(1, 3))
        codes = {way(rng, case, programme) for way in cells} - {None}
        if codes:
            write_fresh(case, folder)
            return frozenset(codes)
    ways = list(ALONE)
    rng.shuffle(ways)
    for way in ways:
        code = way(rng, case, programme)
        if code:
            finish = {"ragged_row": ragged, "empty_file": header_alone}.get(code, lambda _case, _people: None)
            write_fresh(case, folder)
            finish(case, folder / "people.csv")
            return frozenset({code})
    raise AssertionError("no mistake fits this case")


def write_fresh(case, folder):
    """The case without files of its earlier forms."""
    for file in folder.iterdir():
        file.unlink()
    write_case(case, folder)


def participant(rng, case, programme):
    """The row of somebody in the programme, whatever they sign up for."""
    inside = set(programme.juniors) | set(programme.seniors)
    return rng.choice([row for row in case.people if row["id"] in inside])


def column_of(case, column):
    """The header under which the export has a column, added where it has none."""
    for header in case.people[0]:
        if our_name(header, case.policy or {}) == column:
            return header
    for row in case.people:
        row[column] = ""
    return column


def set_cell(case, row, column, value):
    """Fills a cell."""
    row[column_of(case, column)] = value


def overrides(case, column):
    """Whether the sign-up form may write over this column, which could undo the mistake."""
    return "signups" in case.tables and column in case.tables["signups"][0]


def duplicate_id(rng, case, programme):
    column = column_of(case, "email")               # blank in the copy: a sign-up by e-mail would be ambiguous as well
    case.people.append({**participant(rng, case, programme), column: ""})
    return "duplicate_id"


def self_manager(rng, case, programme):
    row = participant(rng, case, programme)
    set_cell(case, row, "manager_id", row["id"])
    return "self_manager"


def level_out_of_range(rng, case, programme):
    if overrides(case, "skills"):
        return None
    set_cell(case, participant(rng, case, programme), "skills", f"juggling:{rng.choice(['16', '-1', '99'])}")
    return "level_out_of_range"


def unreadable_capacity(rng, case, programme):
    if overrides(case, "capacity"):
        return None
    set_cell(case, participant(rng, case, programme), "capacity", rng.choice(["-1", "many", "1.5"]))
    return "unreadable_capacity"


def unreadable_opt_in(rng, case, programme):
    if overrides(case, "opt_in"):
        return None
    set_cell(case, participant(rng, case, programme), "opt_in", "perhaps")
    return "unreadable_opt_in"


def unreadable_date(rng, case, programme):
    set_cell(case, participant(rng, case, programme), rng.choice(["birth_date", "hire_date"]), "1990-02-31")
    return "unreadable_date"


def unknown_role(rng, case, programme):
    if overrides(case, "role"):
        return None
    set_cell(case, participant(rng, case, programme), "role", "wizard")
    return "unknown_role"


def unreadable_age(rng, case, programme):
    set_cell(case, participant(rng, case, programme), "birth_year", rng.choice(["195", "nineteen", "-3"]))
    return "unreadable_age"


def unknown_generation(rng, case, programme):
    set_cell(case, participant(rng, case, programme), "generation", "Lost")
    return "unknown_generation"


def as_of_missing(rng, case, programme):
    if programme.policy.get("components", {}).get("generation", {}).get("measure") == "hire_years":
        return None                                 # reads no age
    inside = set(programme.juniors) | set(programme.seniors)
    age = column_of(case, "age")
    case.policy = {key: value for key, value in (case.policy or {}).items() if key != "as_of"}
    births = [column_of(case, column) for column in ("birth_date", "birth_year", "generation")]
    for row in case.people:
        if row["id"] in inside:
            row[age] = "44"
            row.update(dict.fromkeys(births, ""))
    weights = case.policy["weights"] = dict(case.policy.get("weights", {}))
    weights["generation"] = 1
    case.policy["use_protected"] = True
    return "as_of_missing"


def bad_value(rng, case, programme):
    case.policy = dict(case.policy or {})
    key, value = rng.choice([("missing", Decimal("1.5")), ("scale", [5, 1]), ("weights", {"gender": Decimal("-1")}),
                             ("tiers", {"min_score": 101}),
                             ("components", {"gender": {"table": [["f", "m", Decimal("2")]]}})])
    case.policy[key] = value
    return "bad_value"


def management_cycle(rng, case, programme):
    if len(case.people) < 2:
        return None
    ring = rng.sample(case.people, min(len(case.people), rng.randint(2, 4)))
    for row, above in zip(ring, ring[1:] + ring[:1]):
        set_cell(case, row, "manager_id", above["id"])
    return "management_cycle"


def skill_twice(rng, case, programme):
    if overrides(case, "skills"):
        return None
    bottom, top = programme.workforce.scale
    set_cell(case, participant(rng, case, programme), "skills", f"juggling:{bottom};JUGGLING:{top}")
    return "skill_twice"


def ragged_row(rng, case, programme):
    return "ragged_row"


def ragged(case, people):
    with open(people, "a", encoding="utf-8") as target:
        target.write(",".join(["late"] + ["x"] * (len(case.people[0]) + 2)) + "\n")


def without_people(case):
    """Without the tables about people, in which everyone would be unknown."""
    case.tables = {name: table for name, table in case.tables.items() if name == "culture_distances"}


def empty_file(rng, case, programme):
    without_people(case)
    return "empty_file"


def header_alone(_case, people):
    header = people.read_text(encoding="utf-8").split("\n", 1)[0]
    people.write_text(header + "\n", encoding="utf-8")


def missing_column(rng, case, programme):
    without_people(case)
    for row in case.people:
        row["Idd"] = row.pop("id")
    return "missing_column"


def fixed_pair_breaks_rule(rng, case, programme):
    barred = sorted(pair for pair, rules in programme.ruled_out.items() if rules
                    and programme.people[pair[0]].capacity and programme.people[pair[1]].capacity)
    if not barred:
        return None
    case.tables.pop("existing_pairs", None)
    case.tables["fixed_pairs"] = (FIXED_PAIRS, [rng.choice(barred) + ("",)])
    return "fixed_pair_breaks_rule"


def fixed_pair_with_self(rng, case, programme):
    one = participant(rng, case, programme)["id"]
    case.tables["fixed_pairs"] = (FIXED_PAIRS, [(one, one, "")])
    return "pair_with_self"


def fixed_pair_with_a_stranger(rng, case, programme):
    case.tables["fixed_pairs"] = (FIXED_PAIRS, [(participant(rng, case, programme)["id"], "stranger", "")])
    return "unknown_person"


def unknown_key(rng, case, programme):
    case.policy = dict(case.policy or {})
    where = rng.choice(["top", "component"])
    if where == "top":
        case.policy["wieghts"] = {"skill_gap": 1}
    else:                                           # a component is switched off by its weight, not by a key
        components = dict(case.policy.get("components", {}))
        components["gender"] = {**components.get("gender", {}), "enabled": False}
        case.policy["components"] = components
    return "unknown_key"


def protected_without_reason(rng, case, programme):
    case.policy = dict(case.policy or {})
    column_of(case, "ethnic_group")
    case.policy["protected"] = list(case.policy.get("protected", [])) + [rng.choice(["Ethnic Group", "ethnic_group", "ETHNIC GROUP"])]
    rules = dict(case.policy.get("rules", {}))
    rules["different"] = {"columns": [rng.choice(["Ethnic group", "ethnic_group"])]}
    case.policy["rules"] = rules
    return "protected_without_reason"


IN_CELLS = (duplicate_id, self_manager, level_out_of_range, unreadable_capacity, unreadable_opt_in, unreadable_date, unknown_role,
            unreadable_age, unknown_generation)
ALONE = (management_cycle, skill_twice, ragged_row, empty_file, missing_column, fixed_pair_breaks_rule, fixed_pair_with_self,
         fixed_pair_with_a_stranger, unknown_key, protected_without_reason, as_of_missing, bad_value)
