"""The same column under other spellings: in the export's header, and wherever a policy names it."""

KEPT = ("id",)


def respelled(rng, name):
    """Another spelling of a column's name; `skill.X` columns are spelled where they are made."""
    if name in KEPT or name.startswith("skill.") or rng.random() < 0.5:
        return name
    words = name.replace("_", " ")
    return rng.choice([name.upper(), name.title(), words, words.title(), f" {words.upper()} "])


def respell_headers(rng, rows):
    """The rows under other headers."""
    headers = {name: respelled(rng, name).strip() for name in rows[0]}
    return [{headers[name]: cell for name, cell in row.items()} for row in rows]


def respell_policy(rng, policy):
    """The policy with every column it names spelled anew; a component keeps one spelling in both tables."""
    attributes = {name for table in ("weights", "components") for name in policy.get(table, {}) if name.startswith("attribute:")}
    spelled = {name: "attribute:" + respelled(rng, name.removeprefix("attribute:")).strip() for name in sorted(attributes)}
    policy = dict(policy)
    if "protected" in policy:
        policy["protected"] = [respelled(rng, name) for name in policy["protected"]]
    for table in ("weights", "components", "rules", "roles"):
        if table in policy:
            policy[table] = {spelled.get(name, name): respell_table(rng, value) for name, value in policy[table].items()}
    return policy


def respell_table(rng, table):
    """`columns`, `column` and windows of one inner table."""
    if not isinstance(table, dict):
        return table
    table = dict(table)
    if "columns" in table:
        table["columns"] = [respelled(rng, name).strip() for name in table["columns"]]
    if "column" in table:
        table["column"] = respelled(rng, table["column"]).strip()
    if "windows" in table:
        table["windows"] = [respell_table(rng, window) for window in table["windows"]]
    return table
