"""What people do wrong first, and what they are told."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from conftest import EXAMPLES

import obverse as ob

PEOPLE = {
    "id": ["007", "012", "100", "101"],
    "manager_id": ["100", "101", "", ""],
    "role": ["junior", "junior", "senior", "senior"],
    "skills": ["ai:5", "sql:4", "ai:1", "sql:0"],
    "wants": [None, None, "ai:3", "sql:2"],
}


@pytest.fixture
def matching():
    return ob.pair(PEOPLE, rules={"reporting_line": False})


def test_ids_in_the_index():
    frame = pd.DataFrame(PEOPLE).set_index("id")
    with pytest.raises(ob.InputError, match=r"reset_index\('id'\)"):
        ob.pair(frame)
    assert len(ob.Workforce.from_frame(frame.reset_index())) == 4
    # an index beside a column of ids is nobody's business
    assert len(ob.Workforce.from_frame(pd.DataFrame(PEOPLE, index=pd.Index(list("abcd"), name="id")))) == 4
    with pytest.raises(ob.InputError, match="reset_index"):
        ob.Workforce.from_frame(pd.DataFrame(PEOPLE).rename(columns={"id": "Nr"}).set_index("Nr"), columns={"Nr": "id"})


@pytest.mark.parametrize(("cell", "row"), [("a\ud800", 3), ("a\0", 3)])
def test_cells_that_no_table_can_hold(cell, row):
    people = {**PEOPLE, "id": ["007", cell, "100", "101"]}
    with pytest.raises(ob.InputError) as caught:
        ob.pair(people)
    problem = caught.value.problems[0]
    assert (problem.code, problem.column, problem.rows) == ("frame_column", "id", [row])


def test_columns_is_a_mapping():
    for columns in ("id", ["id"], {"id"}):
        with pytest.raises(TypeError, match="mapping from your headers"):
            ob.Workforce.from_frame(PEOPLE, columns=columns)


def test_a_policy_that_is_none():
    with pytest.raises(TypeError, match=r"\*\*settings"):
        ob.pair(PEOPLE, {"weights": {"skill_gap": 1}})
    with pytest.raises(FileNotFoundError, match=r"Policy\.aim\('skills'\)"):
        ob.pair(PEOPLE, "skills")
    with pytest.raises(TypeError, match="read_workforce"):
        ob.pair(PEOPLE, past_pairs=[("007", "100")])


def test_numbers_beyond_toml():
    for seed in (2**63, -(2**70)):
        with pytest.raises(ob.PolicyError) as caught:
            ob.Policy(seed=seed)
        assert (caught.value.problems[0].code, caught.value.problems[0].column) == ("bad_value", "seed")


def test_a_set_has_no_order():
    topics = ["sql", "ai", "python", "excel", "tableau", "r"]
    assert ob.Policy(topics=set(topics)) == ob.Policy(topics=frozenset(topics)) == ob.Policy(topics=sorted(topics))


def test_a_file_whose_name_looks_like_toml(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ob.Policy(seed=3).to_toml("a=b.toml")
    assert ob.Policy.from_toml("a=b.toml") == ob.Policy(seed=3)
    assert ob.Policy.from_toml("seed=3") == ob.Policy(seed=3)


def test_the_text_of_a_table_is_no_path():
    text = (EXAMPLES / "sample-company" / "people.csv").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="text of a table") as caught:
        ob.read_workforce(text)
    assert len(str(caught.value)) < 200


def test_ids_are_text(matching):
    for explain in (matching.explain, matching.programme.explain):
        with pytest.raises(TypeError, match="ids are text"):
            explain(7, "100")


def test_fields_are_documented():
    assert ob.Pair.measured_share.__doc__.startswith("Share of the weight")
    for record in (ob.Pair, ob.Problem, ob.Summary, ob.Certificate, ob.Explanation, ob.Unmatched, ob.Term):
        fields = [field for name, field in vars(record).items() if type(field).__name__ == "Field"]
        assert fields
        assert all(field.__doc__ for field in fields), record


def test_a_path_without_a_suffix_is_a_folder(matching, tmp_path):
    files = matching.save(tmp_path / "results")
    assert {path.name for path in files} >= {"pairs.csv", "why.csv", "run.json"}
    assert matching.save(Path(tmp_path / "one.json"))[0].name == "one.json"


def test_pairs_in_the_forms_people_have_them(matching):
    made = [(pair.junior, pair.senior) for pair in matching.pairs]
    expected = matching.compare(made)
    assert expected.in_both == len(made)
    frame = matching.to_frame()
    for pairs in (matching, [matching], [list(pair) for pair in made], matching.pairs, frame, pd.DataFrame(frame)):
        assert dict(matching.compare(pairs)) == dict(expected)
        again = ob.Workforce.from_frame(PEOPLE, past_pairs=pairs)
        assert not again.check()
        assert not {(pair.junior, pair.senior) for pair in ob.pair(again, rules={"reporting_line": False}).pairs} & set(made)
    assert not ob.Workforce.from_frame(PEOPLE, past_pairs=[]).check()
    with pytest.raises(ob.InputError, match="Ids are text"):
        matching.compare({"junior": [1.5], "senior": ["100"]})
