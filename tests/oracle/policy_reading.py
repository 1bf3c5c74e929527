"""policy.toml as a dictionary in which every column has its one name and every number is exact."""

import tomllib
from decimal import Decimal
from pathlib import Path

from column_names import column_name, component_name
from specification_error import SpecificationError

POLICY_KEYS = {"scale", "seed", "as_of", "missing", "use_protected", "protected", "topics", "columns", "roles", "weights",
               "components", "rules", "tiers"}


def read_policy(path):
    """The policy; an absent file is the empty policy, that is the defaults."""
    if not Path(path).exists():
        return {}
    with open(path, "rb") as source:
        policy = tomllib.load(source, parse_float=Decimal)
    if set(policy) - POLICY_KEYS:
        raise SpecificationError("unknown_key")
    return in_our_names(policy)


def in_our_names(policy):
    """The same policy with every column it names under that column's one name."""
    if "protected" in policy:
        policy["protected"] = [column_name(one) for one in policy["protected"]]
    for table in ("weights", "components"):
        if table in policy:
            policy[table] = {component_name(name): value for name, value in policy[table].items()}
    readers = list(policy.get("rules", {}).values()) + list(policy.get("components", {}).values())
    readers += [test for test in policy.get("roles", {}).values() if isinstance(test, dict)]
    for table in readers:
        if "columns" in table:
            table["columns"] = [column_name(one) for one in table["columns"]]
        if "column" in table:
            table["column"] = column_name(table["column"])
        for window in table.get("windows", []):
            window["column"] = column_name(window["column"])
    return policy


def settings(policy, name):
    """The `[components.NAME]` table."""
    return policy.get("components", {}).get(name, {})


def scale_of(policy):
    """(bottom, top) of the level scale."""
    scale = policy.get("scale", 5)
    return (0, scale) if isinstance(scale, int) else tuple(scale)


def culture_columns(policy):
    """The columns that hold culture attributes."""
    return settings(policy, "culture").get("columns", ["culture"])


def request_column(policy):
    """The column in which people name whom they ask for."""
    return settings(policy, "request").get("column", "requests")
