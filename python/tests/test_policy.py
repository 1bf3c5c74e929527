"""Keywords, files, aims; mistakes name the nearest key."""

from __future__ import annotations

import copy
import datetime as dt
import pickle

import numpy as np
import pytest

import obverse as ob


def test_keywords_are_the_keys_of_the_file(tmp_path):
    policy = ob.Policy(
        weights={"skill_gap": 0.6, "generation": 0.4},
        rules={"grade_gap": {"at_least": 2}, "past_pair": False},
        tiers={"min_score": 12.5},
        components={"generation": {"direction": "younger_teaches"}},
        topics=["ai tools"],
        scale=(1, 5),
        as_of=dt.date(2026, 1, 1),
        seed=7,
    )
    text = policy.to_toml(tmp_path / "policy.toml")
    assert ob.Policy.from_toml(text) == policy == ob.Policy.from_toml(tmp_path / "policy.toml")
    keys = policy.to_dict()
    assert keys["weights"] == {"skill_gap": 0.6, "generation": 0.4}
    assert keys["rules"]["grade_gap"]["at_least"] == 2
    assert keys["rules"]["past_pair"] == {"enabled": False}
    assert keys["rules"]["opt_in"] == {"enabled": True}
    assert (keys["scale"], keys["as_of"], keys["seed"]) == ([1, 5], "2026-01-01", 7)
    assert "grade_gap" in repr(policy)
    assert repr(ob.Policy()) == "Policy()"


def test_numbers_of_numpy():
    assert ob.Policy(weights={"skill_gap": np.float32(0.5), "gender": np.int64(1)}, seed=np.uint8(3)).to_dict()["seed"] == 3


@pytest.mark.parametrize("aim", ["balanced", "skills", "generations", "inclusion"])
def test_aims(aim):
    assert sum(ob.Policy.aim(aim).to_dict()["weights"].values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: ob.Policy(weihgts={"skill_gap": 1}), 'did you mean "weights"'),
        (lambda: ob.Policy(weights={"skil_gap": 1}), "skill_gap"),
        (lambda: ob.Policy(rules={"grade_gap": {"at_lest": 2}}), 'did you mean "at_least"'),
        (lambda: ob.Policy.aim("skils"), 'Did you mean "skills"'),
        (lambda: ob.Policy(tiers={"min_score": 120}), "min_score"),
        (lambda: ob.Policy(weights={"gender": 0}), "at least one weight"),
        (lambda: ob.Policy.from_toml("weights = 3 = 4"), "not TOML"),
        (lambda: ob.Policy.from_toml("[weights]\nskill_gap = -1"), "skill_gap"),
        (lambda: ob.Policy(rules={"different": {"columns": ["gender"]}}), "protected"),
        (lambda: ob.pair({"id": []}, wieghts={"skill_gap": 1}), 'did you mean "weights"'),
    ],
)
def test_mistakes_name_the_nearest_key(make, text):
    with pytest.raises(ob.PolicyError, match=text) as raised:
        make()
    assert isinstance(raised.value, ValueError)
    assert raised.value.problems.errors
    assert pickle.loads(pickle.dumps(raised.value)).problems == raised.value.problems


def test_every_mistake_at_once():
    with pytest.raises(ob.PolicyError) as raised:
        ob.Policy(sede=1, rules={"grade_gpa": {}}, missing="perhaps")
    assert len(raised.value.problems) == 3


def test_a_value_of_the_wrong_type():
    with pytest.raises(TypeError, match="topics"):
        ob.Policy(topics=[object()])


def test_a_file_that_is_not_there():
    with pytest.raises(FileNotFoundError):
        ob.Policy.from_toml("nowhere.toml")


def test_replace_leaves_the_rest():
    policy = ob.Policy(rules={"grade_gap": {"at_least": 2, "missing": "bar"}, "reporting_line": False}, seed=3)
    changed = policy.replace(
        rules={"grade_gap": {"at_least": 1}, "reporting_line": {"chain_depth": 2}}, tiers={"coverage": False}
    )
    rules = changed.to_dict()["rules"]
    assert rules["grade_gap"] == {"at_least": 1, "missing": "bar"}
    assert rules["reporting_line"]["chain_depth"] == 2
    assert rules["reporting_line"].get("enabled") is not False
    assert changed.to_dict()["seed"] == 3
    assert policy.to_dict()["rules"]["grade_gap"]["at_least"] == 2


def test_culture_distances_beside_the_file(tmp_path):
    (tmp_path / "far.csv").write_text("a,b,distance\nnorth,south,0.25\n", encoding="utf-8")
    (tmp_path / "policy.toml").write_text('[weights]\nculture = 1\n[components.culture]\ndistances = "far.csv"\n')
    policy = ob.Policy.from_toml(tmp_path / "policy.toml")
    people = {"id": ["a", "v"], "role": ["junior", "senior"], "culture": ["north", "south"]}
    for same in (policy, pickle.loads(pickle.dumps(policy)), policy.replace(seed=1)):
        assert ob.pair(people, same).pairs[0].score == 25.0


def test_copies():
    policy = ob.Policy(seed=9)
    assert copy.deepcopy(policy) == copy.copy(policy) == policy != ob.Policy()
    assert len({policy, copy.copy(policy)}) == 1


def test_the_schema():
    assert "weights" in ob.Policy.json_schema()["properties"]
    # measures of the caller's own cannot stand in a file
    assert set(ob.PolicySettings.__annotations__) - {"custom"} == set(ob.Policy.json_schema()["properties"])
