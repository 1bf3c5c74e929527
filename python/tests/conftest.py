"""What the tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import obverse as ob

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="session")
def company() -> Path:
    """The sample company's folder."""
    return EXAMPLES / "sample-company"


@pytest.fixture(scope="session")
def people(company: Path) -> ob.Workforce:
    return ob.read_workforce(company / "people.csv")


@pytest.fixture(scope="session")
def matching(people: ob.Workforce) -> ob.Matching:
    return ob.pair(people)


@pytest.fixture(scope="session")
def command():
    """The command, as `python -m obverse` or as the binary that OBVERSE names."""

    def run(*arguments: object, binary: bool = False, **options) -> subprocess.CompletedProcess[bytes]:
        program = [os.environ["OBVERSE"]] if binary else [sys.executable, "-m", "obverse"]
        return subprocess.run([*program, *map(str, arguments)], capture_output=True, check=False, timeout=120, **options)

    return run
