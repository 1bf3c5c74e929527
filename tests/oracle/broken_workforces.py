"""Cases that the specification makes an error: one mistake put into an otherwise good case."""

from case_files import write_case
from table_columns import FIXED_PAIRS


def break_something(rng, case, programme, folder):
    """Puts one mistake into the case, writes it and returns its kind."""
    ways = [duplicate_id, self_manager, management_cycle, level_out_of_range, skill_twice, ragged_row, empty_file,
            missing_column, fixed_pair_breaks_rule, unknown_key, bad_capacity, bad_date]
    rng.shuffle(ways)
    for way in ways:
        finish = way(rng, case, programme)
        if finish is not None:
            write_case(case, folder)
            finish(folder / "people.csv")
            return way.__name__
    raise AssertionError("no mistake fits this case")


def nothing_more(_people):
    """The mistake is in the case already."""


def participant(rng, case, programme):
    """The row of somebody in the programme."""
    inside = set(programme.juniors) | set(programme.seniors)
    return rng.choice([row for row in case.people if row["id"] in inside])


def set_cell(case, row, column, value):
    """Fills a cell, adding the column where the export has none."""
    for other in case.people:
        other.setdefault(column, "")
    row[column] = value


def duplicate_id(rng, case, programme):
    case.people.append(dict(participant(rng, case, programme)))
    return nothing_more


def self_manager(rng, case, programme):
    row = participant(rng, case, programme)
    set_cell(case, row, "manager_id", row["id"])
    return nothing_more


def management_cycle(rng, case, programme):
    ring = rng.sample(case.people, min(len(case.people), rng.randint(2, 4)))
    for row, above in zip(ring, ring[1:] + ring[:1]):
        set_cell(case, row, "manager_id", above["id"])
    return nothing_more


def overrides(case, column):
    """Whether the sign-up form may write over this column, which could undo the mistake."""
    return "signups" in case.tables and column in case.tables["signups"][0]


def level_out_of_range(rng, case, programme):
    if overrides(case, "skills"):
        return None
    set_cell(case, participant(rng, case, programme), "skills", f"sql:{rng.choice(['16', '-1', '99'])}")
    return nothing_more


def skill_twice(rng, case, programme):
    if overrides(case, "skills"):
        return None
    top = programme.policy.get("scale", 5)
    bottom, top = (0, top) if isinstance(top, int) else top
    set_cell(case, participant(rng, case, programme), "skills", f"sql:{bottom};SQL:{top}")
    return nothing_more


def ragged_row(rng, case, programme):
    def finish(people):
        with open(people, "a", encoding="utf-8") as target:
            target.write(",".join(["late"] + ["x"] * (len(case.people[0]) + 2)) + "\n")
    return finish


def empty_file(rng, case, programme):
    def finish(people):
        header = people.read_text(encoding="utf-8").split("\n", 1)[0]
        people.write_text(header + "\n", encoding="utf-8")
    return finish


def missing_column(rng, case, programme):
    for row in case.people:
        row["Idd"] = row.pop("id")
    return nothing_more


def fixed_pair_breaks_rule(rng, case, programme):
    barred = sorted(pair for pair, rules in programme.ruled_out.items() if rules
                    and programme.people[pair[0]].capacity and programme.people[pair[1]].capacity)
    if not barred:
        return None
    case.tables.pop("existing_pairs", None)
    case.tables["fixed_pairs"] = (FIXED_PAIRS, [rng.choice(barred) + ("",)])
    return nothing_more


def unknown_key(rng, case, programme):
    case.policy = dict(case.policy or {})
    case.policy["wieghts"] = {"skill_gap": 1}
    return nothing_more


def bad_capacity(rng, case, programme):
    if overrides(case, "capacity"):
        return None
    set_cell(case, participant(rng, case, programme), "capacity", rng.choice(["-1", "many"]))
    return nothing_more


def bad_date(rng, case, programme):
    set_cell(case, participant(rng, case, programme), "birth_date", "1990-02-31")
    return nothing_more
