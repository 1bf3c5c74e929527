"""Writes a policy held in dictionaries as TOML, numbers as the text they were drawn as."""


class Decimal(str):
    """A number written exactly as given, not as a string."""


class Day(str):
    """A TOML local date."""


def value_text(value):
    """One TOML value."""
    if isinstance(value, (Decimal, Day)):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(value_text(one) for one in value) + "]"
    return "{ " + ", ".join(f"{key_text(key)} = {value_text(one)}" for key, one in value.items()) + " }"


def key_text(key):
    """A bare key where TOML allows one, else a quoted one."""
    return key if key.replace("_", "").isalnum() and key.isascii() else f'"{key}"'


def policy_text(policy):
    """The file: plain keys first, then `[weights]`, `[rules.NAME]` and the like."""
    lines = [f"{key_text(key)} = {value_text(value)}" for key, value in policy.items() if not isinstance(value, dict)]
    for name, table in policy.items():
        if name in ("rules", "components"):
            for inner, settings in table.items():
                lines += ["", f"[{name}.{key_text(inner)}]"]
                lines += [f"{key_text(key)} = {value_text(value)}" for key, value in settings.items()]
        elif isinstance(table, dict):
            lines += ["", f"[{name}]"] + [f"{key_text(key)} = {value_text(value)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"
