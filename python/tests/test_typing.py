"""The stubs say what is there, and the package is fully typed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import obverse as ob

PACKAGE = Path(ob.__file__).parent


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    # pyright looks for a package to verify in no other place
    environment = {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1", "PYTHONPATH": str(PACKAGE.parent)}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=environment,
        timeout=600,
    )


def test_stubs(tmp_path):
    done = run("mypy.stubtest", "obverse", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pyright_strict():
    done = run("pyright", "--pythonpath", sys.executable, cwd=Path(__file__).parents[1])
    assert done.returncode == 0, done.stdout + done.stderr


def test_public_types_are_complete():
    done = run("pyright", "--pythonpath", sys.executable, "--verifytypes", "obverse", "--ignoreexternal")
    assert done.returncode == 0, done.stdout + done.stderr


def test_everything_public_is_documented():
    for name in ob.__all__:
        if name in ("__version__",):
            continue
        thing = getattr(ob, name)
        assert thing.__doc__, name
        for member, value in vars(thing).items():
            if not member.startswith("_") and callable(value):
                assert value.__doc__, f"{name}.{member}"
    assert (PACKAGE / "py.typed").exists()


def test_options_are_keywords(people):
    with pytest.raises(TypeError):
        ob.pair(people, None, print)
    with pytest.raises(TypeError):
        ob.read_workforce("people.csv", "signups.csv")
