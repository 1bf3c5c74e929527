"""The names of columns: one column has one name, however a header or a policy spells it.

The specification says that a protected name covers the column; which spellings mean one column is said by the
implementation's documents alone: our own names "but for case, spaces, `_`, `-` and `.`", any other header "trimmed,
lower-case, inner spaces as `_`"."""

import re

OURS = ("id", "name", "email", "manager_id", "dotted_line_ids", "role", "grade", "department", "location", "organisation",
        "hire_date", "birth_date", "birth_year", "age", "generation", "gender", "culture", "skills", "wants", "opt_in", "capacity")
SKILL_PREFIX = "skill."


def key(text):
    """For comparing headers."""
    return re.sub(r"[ _.\-]", "", text.strip().lower())


_BY_KEY = {key(name): name for name in OURS}


def column_name(text):
    """The one name of the column that is written in this way. `skill.NAME` keeps its dot."""
    text = text.strip()
    if text.lower().startswith(SKILL_PREFIX):
        return SKILL_PREFIX + text[len(SKILL_PREFIX):].strip().lower()
    return _BY_KEY.get(key(text)) or re.sub(r"\s+", "_", text.lower())


def component_name(name):
    """`attribute:Ethnic Group` is `attribute:ethnic_group`; other components keep their names."""
    kind, colon, column = name.partition(":")
    return f"attribute:{column_name(column)}" if colon and kind == "attribute" else name
