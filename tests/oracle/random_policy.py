"""A random policy over the columns an export has."""

from policy_text import Day, Decimal
from random_people import AS_OF, GRADE_WORDS, SKILLS

WEIGHTS = ["1", "2", "3", "0.1", "0.15", "0.2", "0.25", "0.3333", "0.333333333", "0.142857", "0.0625", "0.000001", "7.5"]
CULTURE_LIKE = ("culture", "nationality", "languages", "gender")
OPEN_COLUMNS = ("department", "location", "nationality", "languages", "ethnic_group")
MARKABLE = ("ethnic_group", "location", "languages", "requests", "hire_date", "skills")


def weights(rng, shape):
    """The `[weights]` table and the attributes it names."""
    names = ["skill_gap", "reciprocal_skill_gap", "generation", "culture", "gender"]
    names += [f"attribute:{column}" for column in ("location", "department", "languages", "commute_km", "ethnic_group")
              if column in shape]
    names += ["request"] if "requests" in shape or rng.random() < 0.1 else []
    chosen = rng.sample(names, rng.randint(1, len(names)))
    if rng.random() < 0.3:
        same = Decimal(rng.choice(WEIGHTS))
        table = {name: same for name in chosen}
    else:
        table = {name: Decimal(rng.choice(WEIGHTS)) for name in chosen}
    if len(table) > 1 and rng.random() < 0.08:
        table[chosen[0]] = Decimal("0")
    return table


def components(rng, shape, named):
    """`[components.*]`: every attribute that is named, and some of the others."""
    tables = {}
    for name in named:
        if name == "attribute:commute_km":
            tables[name] = {"measure": rng.choice(["distance", "closeness"]), "range": Decimal(rng.choice(["50", "20", "12.5"]))}
        elif name.startswith("attribute:"):
            tables[name] = {"measure": rng.choice(["difference", "similarity", "overlap"])}
    if rng.random() < 0.6:
        table = {"measure": rng.choice(["cohort", "cohort", "years", "hire_years"])}
        if table["measure"] != "cohort" and rng.random() < 0.7:
            table["range"] = rng.choice([10, 30, 40, 45])
        if table["measure"] == "cohort" and rng.random() < 0.4:
            table["boundaries"] = ([1950, 1965, 1981, 1997] if "generation" in shape else rng.choice([[1980], [1970, 1990]]))
        if rng.random() < 0.4:
            table["direction"] = rng.choice(["either", "younger_teaches"])
        tables["generation"] = table
    columns = [column for column in ("culture", "nationality", "languages") if column in shape]
    if columns and rng.random() < 0.6:
        tables["culture"] = {"columns": rng.sample(columns, rng.randint(1, len(columns)))}
    if rng.random() < 0.3:
        tables.setdefault("culture", {})["distances"] = "culture_distances.csv"
    if "requests" in shape and rng.random() < 0.3:
        tables["request"] = {"column": "requests"}
    if rng.random() < 0.3:
        tables["gender"] = {"table": [["f", "m", Decimal("1.0")], ["m", "f", Decimal(rng.choice(["0.0", "0.25", "0.3333"]))],
                                      ["x", "m", Decimal("0.5")]]}
    return tables


def rules(rng, shape, names, protected):
    """`[rules.*]`: any of them, in any strictness."""
    tables = {}

    def with_missing(table):
        if rng.random() < 0.15:
            table["missing"] = "bar"
        return table

    def with_columns(pool, most):
        table = {"columns": rng.sample(pool, rng.randint(1, min(most, len(pool))))}
        if any(column in protected for column in table["columns"]) or rng.random() < 0.2:
            table["reason"] = "pairs must be able to talk"
        return with_missing(table)

    if rng.random() < 0.7:
        line = {"chain_depth": rng.choice(["any", "off", "off", 1, 1, 2, 3, 5])}
        line["shared_manager_depth"] = rng.choice([0, 0, 1, 1, 2, 3])
        if rng.random() < 0.35:
            line["if_nobody_left"] = rng.randint(1, 3)
        if rng.random() < 0.25:
            line["exempt"] = [{"id": one, "reason": "asked by the board"} for one in rng.sample(names, min(2, len(names)))]
        if (line["chain_depth"], line["shared_manager_depth"]) != ("off", 0):
            with_missing(line)
        tables["reporting_line"] = line
    if {"grade", "grade_word"} & shape and rng.random() < 0.3:
        tables["grade_gap"] = with_missing({"at_least": rng.choice([0, 1, 1, 2])})
    pool = [column for column in OPEN_COLUMNS if column in shape]
    if pool and rng.random() < 0.25:
        tables["different"] = with_columns(pool, 2)
    if pool and rng.random() < 0.2:
        tables["shares"] = with_columns(pool, 2 if rng.random() < 0.3 else 1)
    if "time_zone" in shape and rng.random() < 0.3:
        tables.setdefault("shares", with_missing({}))["windows"] = [
            {"column": "time_zone", "at_most": Decimal(rng.choice(["0.1", "0.5", "1", "5.5", "0.25"]))}]
    if {"skills", "wants"} <= shape and rng.random() < 0.2:
        tables["can_teach"] = with_missing({})
    for name in ("opt_in", "conflict", "past_pair"):
        if rng.random() < 0.15:
            tables[name] = {"enabled": rng.random() < 0.3}
    for name in list(tables):
        if "enabled" not in tables[name] and rng.random() < 0.12:
            tables[name]["enabled"] = rng.random() < 0.2
    return tables


def random_roles(rng, rows, shape):
    """Sometimes the role column goes and grades, a column or the distance from the top decide."""
    roles = {}
    if "grade_word" in shape:
        roles["grade_order"] = GRADE_WORDS
    ways = []
    if "grade" in shape:
        ways.append(({"grade_at_most": rng.choice([2, 3])}, {"grade_at_least": rng.choice([3, 4])}))
    if "grade_word" in shape:
        ways.append(({"grade_at_most": "Manager"}, {"grade_at_least": rng.choice(["Manager", "Director"])}))
    if "manager_id" in shape and not any(row["manager_id"].startswith("outside") or row.get("dotted_line_ids") for row in rows):
        ways.append((ways[0][0] if ways else {"column": "id", "in": [row["id"] for row in rows[::2]]},
                     {"steps_from_top_at_most": rng.choice([1, 2])}))
        ways.append(({"steps_from_top_at_least": rng.choice([1, 2])}, {"steps_from_top_at_most": rng.choice([1, 2])}))
    if "department" in shape:
        ways.append(({"column": "department", "in": ["Sales", "Finance"]}, {"column": "department", "in": ["People", "Engineering", "Finance"]}))
    if ways and rng.random() < 0.2:
        roles["junior"], roles["senior"] = rng.choice(ways)
        for row in rows:
            if rng.random() < 0.7:
                row["role"] = ""
    return roles


def random_policy(rng, rows, shape, scale):
    """The whole policy as dictionaries."""
    policy = {}
    if scale != (0, 5) or rng.random() < 0.3:
        policy["scale"] = list(scale) if scale[0] or rng.random() < 0.5 else scale[1]
    if rng.random() < 0.3:
        policy["seed"] = rng.randint(0, 99)
    if "age" in shape:
        policy["as_of"] = Day(AS_OF.isoformat())
    if rng.random() < 0.25:
        policy["missing"] = rng.choice(["neutral", "zero", Decimal("0.25"), Decimal("0.333333333"), 1])
    if rng.random() < 0.15:
        policy["use_protected"] = False
    marked = [column for column in MARKABLE if column in shape and rng.random() < (0.2 if column in OPEN_COLUMNS else 0.06)]
    if marked:
        policy["protected"] = marked
    if rng.random() < 0.25:
        policy["topics"] = rng.sample(SKILLS, 2)
    roles = random_roles(rng, rows, shape)
    if roles:
        policy["roles"] = roles
    named = {}
    if rng.random() < 0.75:
        named = policy["weights"] = weights(rng, shape)
    policy["components"] = components(rng, shape, named)
    protected = {*CULTURE_LIKE, *policy["components"].get("culture", {}).get("columns", ()), *marked}
    policy["rules"] = rules(rng, shape, [row["id"] for row in rows], protected)
    tiers = {}
    if rng.random() < 0.3:
        tiers["coverage"] = rng.random() < 0.2
    if rng.random() < 0.3:
        tiers["min_score"] = rng.choice([0, 10, 20, Decimal("35.5"), 50, Decimal("62.25")])
    if tiers:
        policy["tiers"] = tiers
    if "department" in shape and rng.random() < 0.1:
        policy["columns"] = {"Org Unit": "department"}
    return policy
