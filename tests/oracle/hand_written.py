"""A programme from the texts of its files, for tests worked by hand."""

import tempfile
from pathlib import Path

from model import Programme


def written(folder, people, policy="", **tables):
    """Writes the files; blanks at the ends of lines do not matter."""
    for name, text in {"people.csv": people, "policy.toml": policy,
                       **{f"{name}.csv": text for name, text in tables.items()}}.items():
        text = "\n".join(line.strip() for line in text.strip().splitlines()) + "\n"
        Path(folder, name).write_text(text, encoding="utf-8")


def programme(people, policy="", **tables):
    """The programme of these files."""
    with tempfile.TemporaryDirectory() as folder:
        written(folder, people, policy, **tables)
        return Programme(folder)


def value_as_solved(case, made):
    """The value with the people left out of account when coverage is off."""
    people, points = case.value(made)
    return (people if case.coverage else None, points)
