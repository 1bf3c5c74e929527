"""Writes a case to a folder as the files the command reads."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

from policy_text import policy_text
from table_columns import OPTIONS


@dataclass
class Case:
    """A workforce, a policy and the tables that go with them."""

    people: list                                   # rows as dictionaries, all with the same keys
    policy: dict | None = None                     # None: no policy file, the defaults hold
    tables: dict = field(default_factory=dict)     # table name -> (header, rows)


def write_table(path, header, rows):
    """One comma file."""
    with open(path, "w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([row[column] for column in header] if isinstance(row, dict) else row for row in rows)


def write_case(case, folder):
    """people.csv, policy.toml and one NAME.csv for each table."""
    folder = Path(folder)
    write_table(folder / "people.csv", list(case.people[0]), case.people)
    if case.policy is not None:
        (folder / "policy.toml").write_text(policy_text(case.policy), encoding="utf-8")
    for name, (header, rows) in case.tables.items():
        write_table(folder / f"{name}.csv", header, rows)


def arguments(folder):
    """The command's arguments for the files that stand in the folder."""
    folder = Path(folder)
    found = [str(folder / "people.csv")]
    for option, file in [("--policy", "policy.toml")] + [(option, f"{name}.csv") for name, option in OPTIONS.items()]:
        if (folder / file).exists():
            found += [option, str(folder / file)]
    return found
