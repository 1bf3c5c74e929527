"""Seeded random cases: people, policy and every table that goes with them.

`build(seed, number, folder)` writes one case and returns (the problem codes it should end in or None, the `Programme` that
the folder holds or None). The same seed and number give the same bytes."""

import random
from collections import Counter

from broken_workforces import break_something
from case_files import Case, write_case
from model import Programme
from policy_text import Decimal
from random_people import random_people, random_shape, skills_cell, wants_cell
from random_policy import random_policy
from random_skill_tables import add_skill_columns, distances, long_table
from random_spelling import respell_headers, respell_policy
from specification_error import SpecificationError
from table_columns import CONFLICTS, EXISTING_PAIRS, FIXED_PAIRS, PAST_PAIRS

SCALES = [(0, 5), (0, 5), (1, 5), (0, 15), (0, 1), (0, 10)]


def signups(rng, rows, shape, scale):
    """A sign-up form by id or e-mail that overrides some cells; some forms are from people nobody knows."""
    by = "email" if "email" in shape and rng.random() < 0.5 else "id"
    chosen = rng.sample(rows, rng.randint(1, max(1, len(rows) // 2)))
    header = [by] + rng.sample(["role", "skills", "wants", "capacity"], rng.randint(1, 4))
    if "opt_in" in shape or rng.random() < 0.15:
        header.append("opt_in")
    draw = {
        "role": lambda: rng.choice(["junior", "senior", "both", "", ""]),
        "skills": lambda: rng.choice(["", skills_cell(rng, scale, 3)]),
        "wants": lambda: rng.choice(["", wants_cell(rng, scale, 3)]),
        "capacity": lambda: rng.choice(["", "1", "2"]),
        "opt_in": lambda: rng.choice(["yes", "yes", "yes", "no", ""]),
    }
    forms = [[row[by]] + [draw[column]() for column in header[1:]] for row in chosen]
    if rng.random() < 0.2:
        forms.append(["stranger"] + [""] * (len(header) - 1))
    return header, forms


def draw_pairs(rng, programme, most):
    """A few distinct ordered pairs of distinct participants."""
    pairs = sorted(programme.ruled_out)
    return rng.sample(pairs, min(len(pairs), rng.randint(1, most))) if pairs else []


def within_capacity(programme, pairs, already=()):
    """The pairs, in order, that the stated capacities still hold."""
    used = Counter(end for j, s in already for end in (("junior", j), ("senior", s)))
    kept = []
    for j, s in pairs:
        ends = (("junior", j), ("senior", s))
        if all(used[end] < programme.people[end[1]].capacity for end in ends):
            used.update(ends)
            kept.append((j, s))
    return kept


def backwards(rng, pairs):
    """Some of the pairs the other way round: what a table says of (a, b) it does not always say of (b, a)."""
    return [(s, j) if rng.random() < 0.4 else (j, s) for j, s in pairs]


def with_leavers(rng, pairs):
    """Now and then with somebody who has left."""
    return [(rng.choice([j, "left-1"]), s) if rng.random() < 0.1 else (j, s) for j, s in pairs]


def add_tables(rng, case, programme):
    """Past, conflicting, existing and fixed pairs; returns the pairs to fix."""
    if rng.random() < 0.3:
        case.tables["past_pairs"] = (PAST_PAIRS, with_leavers(rng, backwards(rng, draw_pairs(rng, programme, 6))))
    if rng.random() < 0.3:
        pairs = with_leavers(rng, backwards(rng, draw_pairs(rng, programme, 6)))
        case.tables["conflicts"] = (CONFLICTS, [pair + ("worked it out elsewhere",) for pair in pairs])
    existing = []
    if rng.random() < 0.25:
        existing = within_capacity(programme, draw_pairs(rng, programme, 5))
        beyond = backwards(rng, draw_pairs(rng, programme, 2)) if rng.random() < 0.3 else []
        case.tables["existing_pairs"] = (EXISTING_PAIRS, existing + beyond)
        existing = existing + beyond
    if rng.random() < 0.35:
        return within_capacity(programme, draw_pairs(rng, programme, 5), existing)
    return []


def fixed_rows(rng, programme, fixed):
    """Rows for fixed_pairs.csv: a reason where a rule is broken; now and then rows that are problems."""
    rows = [pair + ("asked by the board" if programme.ruled_out[pair] else "",) for pair in fixed]
    if rng.random() < 0.15:
        rows += [pair + (rng.choice(["", "asked by the board"]),) for pair in draw_pairs(rng, programme, 4)]
    if rng.random() < 0.05:
        rows += [pair + ("",) for pair in backwards(rng, draw_pairs(rng, programme, 2))]
    return rows


def random_case(rng):
    """People, policy and the tables that do not depend on who may be paired."""
    with_policy = rng.random() < 0.9
    scale = rng.choice(SCALES) if with_policy else (0, 5)
    shape = random_shape(rng, with_policy)
    rows = random_people(rng, scale, shape)
    case = Case(rows)
    if with_policy:
        case.policy = random_policy(rng, rows, shape, scale)
        for theirs, ours in case.policy.get("columns", {}).items():
            case.people = [{theirs if key == ours else key: cell for key, cell in row.items()} for row in rows]
        if "distances" in case.policy["components"].get("culture", {}):
            case.tables["culture_distances"] = distances(rng)
    if rng.random() < 0.2:
        add_skill_columns(rng, case.people, scale)
    if rng.random() < 0.2:
        case.tables["skills"] = long_table(rng, case.people, scale)
    if rng.random() < 0.25:
        case.tables["signups"] = signups(rng, rows, shape, scale)
    if with_policy and rng.random() < 0.5:
        case.people, case.policy = respell_headers(rng, case.people), respell_policy(rng, case.policy)
    return case


def spoil_outsiders(rng, case, programme):
    """Cells that cannot be read, in rows that nobody needs them in: problems only in people of the programme are errors."""
    inside = set(programme.juniors) | set(programme.seniors)
    for row in case.people:
        if row["id"] not in inside:
            for column, cell in (("skills", "juggling:99"), ("capacity", "many"), ("hire_date", "1990-02-31"), ("opt_in", "perhaps")):
                if column in row and rng.random() < 0.4:
                    row[column] = cell


def build(seed, number, folder):
    """Writes the case and says what it should give."""
    rng = random.Random(f"{seed}:{number}")
    case = random_case(rng)
    write_case(case, folder)
    try:
        programme = Programme(folder)
    except SpecificationError as error:
        return error.codes, None
    if case.policy and programme.eligible and rng.random() < 0.12:     # a pair that reaches the threshold exactly is above it
        points = programme.points[rng.choice(sorted(programme.eligible))]
        case.policy["tiers"] = {**case.policy.get("tiers", {}), "min_score": Decimal(f"{points // 10**4}.{points % 10**4:04}")}
    if not programme.policy.get("roles", {}).keys() - {"grade_order"} and rng.random() < 0.1:
        spoil_outsiders(rng, case, programme)
        write_case(case, folder)
        programme = Programme(folder)
    fixed = add_tables(rng, case, programme)
    write_case(case, folder)
    programme = Programme(folder)
    rows = fixed_rows(rng, programme, fixed)
    if rows:
        case.tables["fixed_pairs"] = (FIXED_PAIRS, rows)
        write_case(case, folder)
    if rng.random() < 0.1:
        return break_something(rng, case, programme, folder), None
    try:
        return None, Programme(folder)
    except SpecificationError as error:
        return error.codes, None
