"""The same input gives the same bytes, from Python and from the command."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pandas as pd
import pytest
from conftest import EXAMPLES

import obverse as ob

NAMES = ["signups", "skills", "conflicts", "fixed_pairs", "past_pairs", "existing_pairs"]


def inputs(folder: Path) -> tuple[dict[str, Path], list[str]]:
    tables = {name: folder / f"{name}.csv" for name in NAMES if (folder / f"{name}.csv").exists()}
    options = [part for name, path in tables.items() for part in (f"--{name.replace('_', '-')}", str(path))]
    return tables, options


@pytest.mark.parametrize("example", sorted(path.parent.name for path in EXAMPLES.glob("*/policy.toml")))
def test_the_whole_set(example, command, tmp_path):
    folder = EXAMPLES / example
    tables, options = inputs(folder)
    done = command("pair", folder / "people.csv", *options, "--policy", folder / "policy.toml", "--out", f"{tmp_path}/cli/")
    assert done.returncode == 0, done.stderr.decode()
    matching = ob.pair(ob.read_workforce(folder / "people.csv", **tables), folder / "policy.toml")
    written = matching.save(f"{tmp_path}/py/")
    assert sorted(path.name for path in written) == sorted(path.name for path in (tmp_path / "cli").iterdir())
    for path in written:
        assert path.read_bytes() == (tmp_path / "cli" / path.name).read_bytes(), path.name


@pytest.mark.skipif("OBVERSE" not in os.environ, reason="the binary is named by OBVERSE (make test does)")
@pytest.mark.parametrize("binary", [True, False])
@pytest.mark.parametrize("suffix", ["json", "csv", "md", "txt"])
def test_single_files(suffix, binary, command, company, matching, tmp_path):
    cli, py = tmp_path / f"cli.{suffix}", tmp_path / f"py.{suffix}"
    assert command("pair", company / "people.csv", "--out", cli, binary=binary).returncode == 0
    assert matching.save(py) == [py]
    assert cli.read_bytes() == py.read_bytes()


def test_a_frame_gives_the_run_of_its_file(company, command, tmp_path):
    command("pair", company / "people.csv", "--out", f"{tmp_path}/cli/")
    ob.pair(pd.read_csv(company / "people.csv", dtype=str)).save(f"{tmp_path}/py/")
    for name in ("run.json", "pairs.csv", "unmatched.csv", "why.csv", "policy.toml"):
        assert (tmp_path / "py" / name).read_bytes() == (tmp_path / "cli" / name).read_bytes(), name


def test_json_is_what_the_command_prints(company, command, matching):
    done = command("pair", company / "people.csv", "--format", "json", "--prices")
    assert json.loads(done.stdout) == matching.to_dict(prices=True)


def test_the_command_runs_and_says_how_it_ended(company, command):
    assert command("--version").stdout.decode().strip() == f"obverse {ob.__version__}"
    assert command("check", company / "people.csv").returncode == 0
    assert command("pair", "nowhere.csv").returncode == 2
    assert command("check", company / "policy.toml").returncode == 1


def test_places_that_cannot_be_written(matching, company, tmp_path):
    for place in ("result.xlsx", "nowhere/result.json"):
        with pytest.raises(OSError, match="result"):
            matching.save(tmp_path / place)
    with pytest.raises(OSError, match="overwrite the input"):
        matching.save(company / "people.csv")
    assert list(tmp_path.iterdir()) == []
