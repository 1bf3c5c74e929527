"""The wheel in an empty environment: narwhals comes with it, and nothing else is needed."""

from __future__ import annotations

import os
import subprocess
import sys
import venv

import pytest
from conftest import EXAMPLES

SCRIPT = """
import sys
import obverse as ob
people = ob.read_workforce(sys.argv[1])
matching = ob.pair(people)
assert matching.verify() and len(matching) > 40
assert isinstance(matching.to_frame(), dict)
assert matching.to_frame()["junior"][0] == matching.pairs[0].junior
two = {"id": ["a", "v"], "role": ["junior", "senior"], "skills": ["sql:4", "ai:1"], "wants": ["", "sql"]}
assert len(ob.pair(ob.Workforce.from_frame(two))) == 1
people._repr_html_(), matching._repr_html_(), repr(matching.explain(matching.pairs[0].junior, matching.pairs[0].senior))
try:
    ob.lap
except ImportError as error:
    assert "numpy" in str(error)
else:
    raise AssertionError("NumPy is here?")
"""


@pytest.mark.skipif("OBVERSE_WHEEL" not in os.environ, reason="the wheel is named by OBVERSE_WHEEL (make test does)")
def test_only_the_wheel_and_narwhals(tmp_path):
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", os.environ["OBVERSE_WHEEL"]], check=True)
    listed = subprocess.run([python, "-m", "pip", "list", "--format=freeze"], capture_output=True, text=True, check=True)
    names = {line.partition("==")[0].partition(" @")[0] for line in listed.stdout.splitlines()}
    assert names - {"pip", "setuptools"} == {"obverse", "narwhals"}
    licences = (tmp_path / "env").glob("lib/python*/site-packages/obverse-*.dist-info/licenses/LICENSE-*")
    assert {path.name for path in licences} == {"LICENSE-MIT", "LICENSE-APACHE"}
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    people = EXAMPLES / "sample-company" / "people.csv"
    subprocess.run([python, "-c", SCRIPT, people], check=True, cwd=tmp_path, env=environment)
    done = subprocess.run([python, "-m", "obverse", "check", people], check=False, cwd=tmp_path, env=environment)
    assert done.returncode == 0
    assert (tmp_path / "env" / "bin" / "obverse").exists()


def test_importing_loads_no_frame_library():
    script = "import sys, obverse; print([m for m in ('numpy', 'pandas', 'polars', 'pyarrow', 'duckdb') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
