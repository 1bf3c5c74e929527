"""Which columns are protected, and which components read one.

Protected are birth, generation, gender, culture and every column the policy marks, under any spelling. With
`use_protected = false` no protected column may reach the score, whatever component reads it."""

from policy_reading import culture_columns, request_column, settings

BIRTH_COLUMNS = {"birth_date", "birth_year", "age", "generation"}
ALWAYS = BIRTH_COLUMNS | {"gender", "culture"}


def protected_columns(policy):
    """The names of all protected columns, whether or not the export has them."""
    return ALWAYS | set(culture_columns(policy)) | set(policy.get("protected", ()))


def columns_read(name, policy):
    """The columns a component reads."""
    if name.startswith("attribute:"):
        return {name.removeprefix("attribute:")}
    if name == "generation":
        return {"hire_date"} if settings(policy, "generation").get("measure") == "hire_years" else BIRTH_COLUMNS
    return {"skill_gap": {"skills", "wants"}, "reciprocal_skill_gap": {"skills", "wants"},
            "culture": set(culture_columns(policy)), "gender": {"gender"}, "request": {request_column(policy)}}[name]


def is_protected(name, policy):
    """Whether a component reads a protected column."""
    return bool(columns_read(name, policy) & protected_columns(policy))


def refused(policy):
    """Whether a rule or role that is on reads a protected column without a written reason."""
    rules, roles = policy.get("rules", {}), policy.get("roles", {})
    readers = [rules[name] for name in ("different", "shares") if rules.get(name, {}).get("enabled", name in rules)]
    readers += [roles[role] for role in ("junior", "senior") if role in roles]
    for reader in readers:
        columns = set(reader.get("columns", ())) | {window["column"] for window in reader.get("windows", ())}
        columns |= {reader["column"]} if "column" in reader else set()
        columns |= {"grade"} if {"grade_at_most", "grade_at_least"} & set(reader) else set()
        if columns & protected_columns(policy) and not reader.get("reason"):
            return True
    return False
