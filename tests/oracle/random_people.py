"""Random people: a forest with dotted lines, every column with gaps, skills and wants in every spelling."""

import datetime

SKILLS = ["sql", "ai tools", "social media", "video", "accessibility", "python", "what work is like with a disability"]
UNKNOWN = ["juggling", "falconry"]
DEPARTMENTS = ["Sales", "Finance", "Engineering", "People"]
LOCATIONS = ["Oslo", "Lima", "Łódź", "Χανιά"]
LANGUAGES = ["en", "fr", "hi", "es", "pl"]
NATIONALITIES = ["NO", "PE", "IN", "PL"]
ETHNIC_GROUPS = ["Sámi", "Quechua", "Tamil", "Kashubian"]
CULTURES = ["north", "south", "east", "west"]
GENERATIONS = ["Traditionalist", "Boomer", "X", "Millennial", "Z"]
GRADE_WORDS = ["Analyst", "Manager", "Director", "Executive"]
AS_OF = datetime.date(2026, 3, 1)


def cased(rng, text):
    """The same value in another case or with outer blanks, as exports have it."""
    return rng.choice([text, text, text, text.upper(), text.title(), f" {text} "])


def some(rng, values, most):
    """A multi-valued cell of one to `most` values."""
    return ";".join(rng.sample(values, rng.randint(1, min(most, len(values)))))


def ids(rng, count):
    """Distinct ids; some differ in case alone, some look like numbers."""
    shape = rng.choice(["p{:03}", "{}", "Ana.{}", "E-{:05}", "é{}"])
    found = [shape.format(k) for k in range(count)]
    if count > 3 and rng.random() < 0.1:
        found[1], found[2] = "aB", "Ab"
    return found


def skills_cell(rng, scale, richness):
    """`sql:4;video`: levels on the scale, some decimal, some left out (top of the scale)."""
    parts = []
    for skill in rng.sample(SKILLS, rng.randint(1, richness)):
        level = rng.randint(*scale)
        shape = rng.random()
        if shape < 0.1:
            parts.append(cased(rng, skill))
        elif shape < 0.2 and level < scale[1]:
            parts.append(f"{skill}:{level}.{rng.choice(['5', '25', '49', '50', '75'])}")
        else:
            parts.append(f"{cased(rng, skill)}:{level}")
    return ";".join(parts)


def wants_cell(rng, scale, richness):
    """`sql:3@4;video`: importance and target, both optional, now and then a skill nobody has."""
    parts = []
    for skill in rng.sample(SKILLS + UNKNOWN, rng.randint(1, richness)):
        importance = rng.choice([None, 1, 2, 3])
        target = rng.randint(*scale) if importance and rng.random() < 0.3 else None
        parts.append(cased(rng, skill) + (f":{importance}" if importance else "") + (f"@{target}" if target is not None else ""))
    return ";".join(parts)


def wished(rng, names):
    """Whom somebody asks for: ids, e-mails (of the shape given below), now and then nobody anyone knows."""
    found = rng.sample(names, min(len(names), rng.randint(1, 3)))
    if rng.random() < 0.3:
        found.append(cased(rng, f"person{rng.randrange(len(names))}@example.org"))
    if rng.random() < 0.1:
        found.append("stranger")
    return ";".join(found)


def birth_cells(rng, row, shape, year):
    """The birth columns of the export; each may be blank on its own."""
    day = datetime.date(year, rng.randint(1, 12), rng.randint(1, 28))
    if "birth_date" in shape:
        row["birth_date"] = day.isoformat()
    if "birth_year" in shape:
        row["birth_year"] = str(year + rng.choice([0, 0, 0, -1, 1]))       # the most exact column wins
    if "age" in shape:
        row["age"] = str(AS_OF.year - year + rng.choice([0, 0, 1]))
    if "generation" in shape:
        row["generation"] = GENERATIONS[sum(year > edge for edge in (1945, 1964, 1980, 1996))]


def lines(rng, rows, names):
    """Managers (earlier people, so no cycle; some outside the file) and dotted lines."""
    p_root, p_outside = rng.choice([0.02, 0.15, 0.3, 0.5]), rng.choice([0, 0, 0.08])
    p_dotted, any_way = rng.choice([0, 0.1, 0.25]), rng.random() < 0.15
    span = rng.choice([1, 2, 6, 1000])
    for k, row in enumerate(rows):
        row["manager_id"] = ""
        if rng.random() < p_outside:
            row["manager_id"] = rng.choice(["outside-1", "outside-2"])
        elif k and rng.random() > p_root:
            row["manager_id"] = names[rng.randrange(max(0, k - span), k)]
        if p_dotted:
            pool = [name for name in (names if any_way else names[:k]) if name != names[k]]
            wanted = rng.randint(1, 2) if pool and rng.random() < p_dotted else 0
            row["dotted_line_ids"] = ";".join(rng.sample(pool, min(wanted, len(pool))))


def random_people(rng, scale, shape):
    """Rows for people.csv. `shape` is the set of columns the export has."""
    in_programme = rng.choice([2, 3, 4, 6, 8, 10, 13, 16, 20, 25, 32, 40, 60])
    count = in_programme + rng.choice([0, 0, 2, 10, 20])
    names = ids(rng, count)
    rows = [{"id": name} for name in names]
    if "manager_id" in shape:
        lines(rng, rows, names)
    in_it = set(rng.sample(range(count), in_programme))
    p_both, lean, tidy = rng.choice([0, 0, 0.2, 0.6]), rng.choice([0.25, 0.5, 0.75]), rng.random() < 0.6
    richness = rng.choice([1, 3, 5])
    p_blank = rng.choice([0, 0.1, 0.3, 0.6])
    for k, row in enumerate(rows):
        rank = 1 - k / count                                # 1 at the top of the chart
        is_senior = rank > 1 - lean if tidy else rng.random() < lean
        role = "both" if rng.random() < p_both else "senior" if is_senior else "junior"
        spelling = {"both": ["both", "Both"], "senior": ["senior", "mentee", "SENIOR"], "junior": ["junior", "mentor"]}
        if "role" in shape:
            row["role"] = rng.choice(spelling[role]) if k in in_it else ""
        if "band" in shape:
            row["band"] = ("E1" if role == "senior" else "A1") if k in in_it else "none"
        if "email" in shape:
            row["email"] = f"person{k}@example.org"
        if "grade" in shape:
            row["grade"] = str(max(1, round(rank * 6) + rng.randint(-1, 1)))
        if "grade_word" in shape:
            row["grade"] = GRADE_WORDS[min(3, max(0, round(rank * 3) + rng.randint(-1, 1)))]
        birth_cells(rng, row, shape, rng.choice([1944, 1945, 1950, 1964, 1965, 1972, 1980, 1985, 1990, 1996, 1997, 2001]))
        for column, draw in (
            ("department", lambda: cased(rng, rng.choice(DEPARTMENTS))),
            ("location", lambda: cased(rng, rng.choice(LOCATIONS))),
            ("hire_date", lambda: f"{rng.randint(1980, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"),
            ("gender", lambda: cased(rng, rng.choice(["f", "m", "x"] if rng.random() < 0.97 else ["f;m"]))),
            ("culture", lambda: cased(rng, some(rng, CULTURES, 3))),
            ("nationality", lambda: some(rng, NATIONALITIES, 2)),
            ("languages", lambda: cased(rng, some(rng, LANGUAGES, 4))),
            ("ethnic_group", lambda: cased(rng, rng.choice(ETHNIC_GROUPS))),
            ("time_zone", lambda: rng.choice(["0", "1", "-5", "5.5", "5.5;6", "5.75", "-3.5;-3"])),
            ("requests", lambda: wished(rng, names)),
            ("commute_km", lambda: rng.choice(["0", "3", "7.5", "12.25", "40", "55"])),
            ("skills", lambda: skills_cell(rng, scale, richness)),
            ("wants", lambda: wants_cell(rng, scale, richness)),
        ):
            if column in shape:
                row[column] = draw()
        for column in sorted(set(row) - {"id", "manager_id", "dotted_line_ids", "role", "band", "email"}):
            if rng.random() < p_blank:
                row[column] = ""
        if "opt_in" in shape:
            row["opt_in"] = rng.choice(["yes", "Yes", "TRUE", "1", "y"] if rng.random() < 0.85 else ["no", "false", "0", "N", ""])
        if "capacity" in shape:
            row["capacity"] = rng.choice(["", "0", "1", "1", "2", "2", "3", "30"])
    rng.shuffle(rows)
    return rows


def random_shape(rng, with_policy):
    """Which columns the export has."""
    shape = {"role"}
    for column, chance in (
        ("manager_id", 0.9), ("department", 0.6), ("location", 0.6), ("hire_date", 0.5), ("gender", 0.7),
        ("culture", 0.6), ("skills", 0.85), ("wants", 0.8), ("opt_in", 0.25), ("capacity", 0.45), ("email", 0.3),
        ("birth_date", 0.4), ("birth_year", 0.3), ("generation", 0.3), ("nationality", 0.5), ("languages", 0.5),
        ("commute_km", 0.5), ("ethnic_group", 0.3), ("time_zone", 0.3), ("requests", 0.3),
    ):
        if rng.random() < chance:
            shape.add(column)
    if rng.random() < 0.6:
        shape.add("grade_word" if with_policy and rng.random() < 0.4 else "grade")
    if with_policy and rng.random() < 0.3:
        shape.add("age")
    return shape
