"""SciPy's own tests, with our function in the place of its own."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import obverse as ob

PLAIN = ["-q", "-p", "conftest", "-p", "no:cacheprovider", "-c", "/dev/null"]


def pass_with(patch: str, module: str, folder: Path) -> None:
    """Run the test file of the installed SciPy behind this patch, and hold it to passing."""
    found = importlib.util.find_spec(module)
    assert found is not None
    assert found.origin is not None
    (folder / "conftest.py").write_text(patch, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *PLAIN, found.origin],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        env={"PATH": "", "PYTHONPATH": f"{folder}:{Path(ob.__file__).parents[1]}"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
    assert "failed" not in done.stdout
