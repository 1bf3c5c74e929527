"""The scenarios of the Rust tests, run through the package: the same TOML cases, the same numbers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES, ROOT

import obverse as ob

SCENARIOS = sorted((ROOT / "tests" / "scenarios").glob("*.toml"))
TABLES = ["people", "signups", "skills", "conflicts", "fixed_pairs", "past_pairs", "existing_pairs"]


def test_they_are_found():
    assert len(SCENARIOS) >= 25


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(path: Path, tmp_path: Path):
    scenario = tomllib.loads(path.read_text(encoding="utf-8"))
    expect = scenario["expect"]
    tables, policy_file = _written(scenario, tmp_path)
    workforce = ob.read_workforce(tables.pop("people"), **tables)
    wanted = sorted(expect.get("problems", []))
    try:
        policy = _policy(scenario, policy_file)
    except ob.PolicyError as error:
        # the command tells what is wrong with the people in the same breath
        codes = {problem.code for problem in [*error.problems.errors, *workforce.check().errors]}
        assert sorted(codes) == wanted, str(error)
        return
    if wanted:
        with pytest.raises(ob.InputError) as raised:
            ob.pair(workforce, policy)
        assert sorted({problem.code for problem in raised.value.problems.errors}) == wanted, str(raised.value)
        return
    matching = ob.pair(workforce, policy)
    warnings = {problem.code for problem in matching.problems}
    assert set(expect.get("warnings", [])) <= warnings
    _summary(expect.get("summary", {}), matching)
    made = {(pair.junior, pair.senior): pair for pair in matching.pairs}
    for pair in expect.get("pairs", []):
        _pair(pair, made[pair["junior"], pair["senior"]])
    if expect.get("all_pairs"):
        assert len(made) == len(expect.get("pairs", []))
    left = {(person.id, person.role): person for person in matching.unmatched}
    for person in expect.get("unmatched", []):
        codes = [reason.code for reason in left[person["id"], person["role"]].reasons]
        assert codes
        assert set(person.get("reasons", [])) <= set(codes)
    for pair in expect.get("explain", []):
        _pair(pair, matching.explain(pair["junior"], pair["senior"]))
    assert matching.certificate.gap == 0
    assert matching.verify()


def _written(scenario: Mapping[str, Any], folder: Path) -> tuple[dict[str, Path], Path | None]:
    found: dict[str, Path] = {}
    example = EXAMPLES / scenario["example"] if "example" in scenario else None
    for name in TABLES:
        if name in scenario:
            (folder / f"{name}.csv").write_text(scenario[name], encoding="utf-8", newline="")
            found[name] = folder / f"{name}.csv"
        elif example and (example / f"{name}.csv").exists() and (name == "people" or not scenario.get("only_people")):
            found[name] = example / f"{name}.csv"
    for name, text in scenario.get("files", {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    if isinstance(scenario.get("policy"), str):
        (folder / "policy.toml").write_text(scenario["policy"], encoding="utf-8")
        return found, folder / "policy.toml"
    if "policy" not in scenario and example and (example / "policy.toml").exists():
        return found, example / "policy.toml"
    return found, None


def _policy(scenario: Mapping[str, Any], file: Path | None) -> ob.Policy:
    if file is not None:
        policy = ob.Policy.from_toml(file)
    else:
        settings = dict(scenario.get("policy", {}))
        policy = ob.Policy(**settings)
    return policy.replace(seed=scenario["seed"]) if "seed" in scenario else policy


def _summary(expected: Mapping[str, int], matching: ob.Matching):
    for name, value in expected.items():
        assert matching.summary[name] == value, name
    assert sum(pair.points for pair in matching.pairs) == matching.summary.points


def _pair(expected: Mapping[str, Any], found: Mapping[str, Any]):
    name = f"{expected['junior']} -> {expected['senior']}"
    for key in ("points", "eligible"):
        if key in expected:
            assert found[key] == expected[key], f"{name} {key}"
    for key in ("ruled_out_by", "topics"):
        if key in expected:
            assert sorted(found[key]) == sorted(expected[key]), f"{name} {key}"
    if "measured_share" in expected:
        assert found["measured_share"] == pytest.approx(float(Fraction(str(expected["measured_share"]))), abs=1e-6)
    for absent in expected.get("absent", []):
        assert absent not in found["terms"], name
    for component, term in expected.get("terms", {}).items():
        is_ = found["terms"][component]
        assert is_.measure == pytest.approx(float(Fraction(str(term["measure"]))), abs=1e-9), f"{name} {component}"
        assert round(is_.weight * 1e6) == term["weight"], f"{name} {component}"
        assert is_.recorded == term.get("recorded", True), f"{name} {component}"
        assert is_.points == term["points"], f"{name} {component}"
    assert sum(term.points for term in found["terms"].values()) == found["points"]
