"""Skills in their other two forms, one column for each and the long table, and the table of culture distances."""

from policy_text import Decimal
from random_people import CULTURES, LANGUAGES, NATIONALITIES, SKILLS, UNKNOWN, cased
from table_columns import DISTANCES, SKILLS as LONG_COLUMNS


def skill_levels(cell):
    """The skills a cell names, in lower case: what else is said of them must not contradict it."""
    return {part.partition(":")[0].strip().lower() for part in cell.split(";") if part.strip()}


def add_skill_columns(rng, rows, scale):
    """`skill.NAME` columns; nobody gets a second level for what their cell already says."""
    for skill in rng.sample(SKILLS, rng.randint(1, 3)):
        header = "skill." + rng.choice([skill, skill, skill.upper()])
        for row in rows:
            said = skill in skill_levels(row.get("skills", ""))
            row[header] = "" if said or rng.random() < 0.4 else str(rng.randint(*scale))


def long_table(rng, rows, scale):
    """Rows for skills.csv: levels, wants, both or neither, of people of the export and now and then of a stranger."""
    found = []
    for row in rows:
        if rng.random() < 0.4:
            continue
        columns = {key[len("skill."):].lower() for key, cell in row.items() if key.startswith("skill.") and cell}
        known, wanted = skill_levels(row.get("skills", "")) | columns, skill_levels(row.get("wants", ""))
        for skill in rng.sample(SKILLS + UNKNOWN, rng.randint(1, 3)):
            level = "" if skill in known or rng.random() < 0.3 else str(rng.randint(*scale))
            want = "" if skill in wanted or rng.random() < 0.5 else rng.choice(["1", "2", "3", "yes", f"2@{rng.randint(*scale)}"])
            if level or want or skill not in known:
                found.append((row["id"], cased(rng, skill), level, want))
    if not found or rng.random() < 0.1:             # a header alone would be an empty file
        found.append(("stranger", "sql", str(scale[1]), ""))
    rng.shuffle(found)
    return LONG_COLUMNS, found


def distances(rng):
    """Rows for culture_distances.csv: some pairs of values, some the other way round, some twice."""
    values = CULTURES + NATIONALITIES + LANGUAGES
    rows = []
    for _ in range(rng.randint(1, 25)):
        a, b = rng.sample(values, 2)
        rows.append((cased(rng, a), cased(rng, b), Decimal(rng.choice(["0", "0.25", "0.5", "0.3333", "0.9", "1", "0.125"]))))
    return DISTANCES, rows
