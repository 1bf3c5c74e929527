"""What must not change an answer: the order of rows and columns, the form of a file, the number of threads, and in attribute-free mode the
protected cells. And what `verify` must say: yes to the result, no to one with a lie in it."""

import csv
import json
import shutil
from pathlib import Path

from case_files import arguments, write_table
from protected import protected_columns
from reading import our_name


def complaints_about(rng, folder, programme, printed, run):
    """`printed` is what `pair` printed for the folder; `run(words)` gives (exit code, standard output, standard error)."""
    return (shuffled(rng, folder, printed, run) + verified(rng, folder, printed, run)
            + other_draw(rng, folder, programme, printed, run) + attribute_free(rng, folder, programme, printed, run))


def beside(folder, name):
    """A copy of the case."""
    copy = Path(folder) / name
    copy.mkdir()
    for file in Path(folder).iterdir():
        if file.is_file() and file.suffix in (".csv", ".toml"):
            shutil.copy(file, copy)
    return copy


def tables_in(folder):
    """[(file, header, rows)] of the case's tables."""
    for file in sorted(Path(folder).glob("*.csv")):
        with open(file, encoding="utf-8", newline="") as source:
            rows = list(csv.reader(source))
        yield file, rows[0], rows[1:]


def pair_words(folder, threads):
    """The command line."""
    return ["pair"] + arguments(folder) + ["--format", "json", "--prices", "--threads", str(threads)]


def shuffled(rng, folder, printed, run):
    """Rows of every file and columns of the export in another order and form, two threads for one: the same bytes."""
    copy = beside(folder, "shuffled")
    for file, header, rows in tables_in(copy):
        rng.shuffle(rows)
        places = list(range(len(header)))
        if file.name in ("people.csv", "culture_distances.csv"):
            rng.shuffle(places)
        rewritten(rng, file, [header[k] for k in places], [[row[k] for k in places] for row in rows])
    _, output, errors = run(pair_words(copy, 2))
    return [] if output == printed else [f"shuffled rows and 2 threads change the bytes; {difference(printed, output, errors)}"]


def rewritten(rng, file, header, rows):
    """The table in one of the forms exports have."""
    encoding = rng.choice(["utf-8", "utf-8-sig", "utf-16"])
    with open(file, "w", encoding=encoding, newline="") as target:
        csv.writer(target, delimiter=rng.choice(",;\t"), quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
                   lineterminator=rng.choice(["\n", "\r\n"])).writerows([header] + rows)


def difference(printed, output, errors):
    """Where two outputs part."""
    a, b = printed.decode("utf-8", "replace").splitlines(), output.decode("utf-8", "replace").splitlines()
    for number, (one, other) in enumerate(zip(a, b), 1):
        if one != other:
            return f"line {number}: {one.strip()!r} became {other.strip()!r}"
    return f"{len(a)} lines became {len(b)}; {errors[:300]!r}"


def verified(rng, folder, printed, run):
    """`verify` accepts the result, and refuses it with a lie in it."""
    complaints = []
    file = Path(folder) / "result.json"
    file.write_bytes(printed)
    words = arguments(folder)
    code, output, errors = run(["verify", words[0], str(file)] + words[1:] + ["--format", "json"])
    verdict = json.loads(output) if output.startswith(b"{") else {}
    if code or verdict.get("holds") is not True or verdict.get("optimal") is not True:
        complaints.append(f"verify of the result: exit {code}, {verdict or errors[:300]}")
    result = json.loads(printed)
    if not result["pairs"] or rng.random() < 0.7:
        return complaints
    lie = rng.choice(["one pair less", "one point more", "one person less"])
    if lie == "one pair less":
        result["pairs"].pop(rng.randrange(len(result["pairs"])))
    elif lie == "one point more":
        rng.choice(result["pairs"])["points"] += 1
    else:
        result["unmatched" if result["unmatched"] else "pairs"].pop()
    file.write_text(json.dumps(result), encoding="utf-8")
    code, output, _ = run(["verify", words[0], str(file)] + words[1:] + ["--format", "json"])
    verdict = json.loads(output) if output.startswith(b"{") else {}
    if code != 1 or verdict.get("holds") is not False:
        complaints.append(f"verify of a result with {lie}: exit {code}, holds {verdict.get('holds')}")
    return complaints


def other_draw(rng, folder, programme, printed, run):
    """Another seed may choose another optimum, of the same value."""
    if rng.random() < 0.7:
        return []
    seed = rng.randint(100, 10**6)
    _, output, errors = run(pair_words(folder, 1) + ["--seed", str(seed)])
    if not output.startswith(b"{"):
        return [f"--seed {seed}: {errors[:300]!r}"]
    one, other = json.loads(printed), json.loads(output)
    values = [(result["summary"]["people_paired"] if programme.coverage else None, result["summary"]["points"],
               result["summary"]["candidate_pairs"]) for result in (one, other)]
    wrong = [] if values[0] == values[1] else [f"--seed {seed} changes the optimum from {values[0]} to {values[1]}"]
    return wrong + ([] if other["run"]["seed"] == seed else [f"--seed {seed} is recorded as {other['run']['seed']}"])


def attribute_free(rng, folder, programme, printed, run):
    """With `use_protected = false` and no rule or role that reads one, protected cells change nothing that is decided."""
    policy = programme.policy
    if policy.get("use_protected", True):
        return []
    columns = protected_columns(policy) - {"skills", "wants"} - read_by_rules(policy)
    copy = beside(folder, "scrambled")
    for file, header, rows in tables_in(copy):
        if file.name == "people.csv":
            for k, name in enumerate(header):
                if our_name(name, policy) in columns:
                    cells = [row[k] for row in rows]
                    rng.shuffle(cells)
                    for row, cell in zip(rows, cells):
                        row[k] = cell
            write_table(file, header, rows)
    _, output, errors = run(pair_words(copy, 1))
    if not output.startswith(b"{"):
        return [f"scrambled protected cells: {errors[:300]!r}"]
    ours, theirs = json.loads(printed), json.loads(output)
    return [f"attribute-free mode, and protected cells change `{key}`" for key in ("pairs", "unmatched", "certificate")
            if ours[key] != theirs.get(key)]


def read_by_rules(policy):
    """Columns that rules and roles read, for a written reason."""
    readers = list(policy.get("rules", {}).values()) + [test for test in policy.get("roles", {}).values() if isinstance(test, dict)]
    found = set()
    for reader in readers:
        found |= set(reader.get("columns", ())) | {window["column"] for window in reader.get("windows", ())}
        found |= {reader["column"]} if "column" in reader else set()
    return found
