"""What comes out, and how it shows itself."""

from __future__ import annotations

import html.parser
import json

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import EXAMPLES

import obverse as ob


@pytest.fixture(scope="module")
def frame(company):
    return pd.read_csv(company / "people.csv", dtype=str)


def columns_of(frame) -> dict[str, list]:
    if isinstance(frame, dict):
        return frame
    if isinstance(frame, duckdb.DuckDBPyRelation):
        rows = frame.fetchall()
        return {name: [row[at] for row in rows] for at, name in enumerate(frame.columns)}
    if isinstance(frame, pd.DataFrame):
        return frame.to_dict("list")
    return frame.to_dict(as_series=False) if isinstance(frame, pl.DataFrame) else frame.to_pydict()


def test_frames_come_back_in_the_callers_kind(frame, matching):
    expected = matching.to_frame("dict")
    for given, kind in (
        (frame, pd.DataFrame),
        (pl.from_pandas(frame), pl.DataFrame),
        (pa.Table.from_pandas(frame), pa.Table),
        (duckdb.from_df(frame), duckdb.DuckDBPyRelation),
        (frame.to_dict("list"), dict),
    ):
        out = ob.pair(ob.Workforce.from_frame(given))
        assert isinstance(out.to_frame(), kind)
        assert columns_of(out.to_frame()) == expected
        assert isinstance(out.unmatched.to_frame(), kind)
    assert isinstance(matching.to_frame(), pd.DataFrame), "from a file: the first that is installed"
    with pytest.raises(ValueError, match="duckdb"):
        matching.to_frame("excel")


def test_terms_add_up_in_the_frame(matching):
    frame = matching.to_frame("pandas")
    assert list(frame.columns[:5]) == ["junior", "senior", "score", "points", "topics"]
    terms = list(matching.pairs[0].terms)
    assert (frame[terms].sum(axis=1) == frame["points"]).all()
    assert (frame["points"] / 10_000 == frame["score"]).all()


def test_what_circulates_has_no_protected_terms(matching):
    lead, circulating = matching.to_frame("dict"), matching.to_frame("dict", audience="participants")
    assert {"generation", "gender", "culture"} <= set(lead)
    assert set(lead) - set(circulating) == {"generation", "gender", "culture", "measured_share"}
    with pytest.raises(ValueError, match="participants"):
        matching.to_frame(audience="everyone")


def test_frames_without_pairs(frame):
    alone = ob.pair(
        {
            "id": ["a", "v"],
            "role": ["junior", "senior"],
            "manager_id": ["v", ""],
            "skills": ["sql:4", "ai:1"],
            "wants": ["", "sql"],
        }
    )
    assert len(alone) == 0
    for kind in ("pandas", "polars", "pyarrow", "duckdb", "dict"):
        assert columns_of(alone.to_frame(kind))["junior"] == []
        assert columns_of(alone.pairs.to_frame(kind))["senior"] == []
        assert columns_of(ob.Problems().to_frame(kind))["code"] == []
    assert "Matching(0 pairs" in repr(alone)
    assert alone._repr_html_()


def test_records(matching):
    records = matching.to_records()
    assert records == [json.loads(json.dumps(dict(pair))) for pair in matching.pairs]
    pair = matching.pairs[0]
    assert (pair.junior, pair["points"]) == (pair["junior"], pair.points)
    assert sum(term.points for term in pair.terms.values()) == pair.points
    with pytest.raises(AttributeError):
        pair.points = 3
    assert matching.summary.people_paired == 2 * len(matching) == matching.certificate.people
    assert matching.certificate.gap == 0
    assert matching.certificate.verified
    assert all(person.reasons[0].text for person in matching.unmatched)


def test_verify_finds_nothing_wrong(matching, tmp_path):
    assert matching.verify()
    assert matching.verify().optimal is True
    matching.save(tmp_path / "r.json")
    assert matching.programme.verify(tmp_path / "r.json").optimal is None
    changed = json.loads((tmp_path / "r.json").read_text())
    changed["pairs"][0]["points"] += 1
    (tmp_path / "r.json").write_text(json.dumps(changed))
    assert not matching.programme.verify(tmp_path / "r.json")


def test_explain_any_pair(matching):
    pair = matching.pairs[0]
    why = matching.explain(pair.junior, pair.senior)
    assert (why.points, why.eligible, why.topics) == (pair.points, True, pair.topics)
    assert sum(line.points for line in why.lines) == why.points
    assert {"gender", "culture", "generation"}.isdisjoint(line.term for line in why.lines)
    assert "of 100" in str(why)
    with pytest.raises(ob.InputError, match="nobody") as raised:
        matching.explain("nobody", pair.senior)
    assert raised.value.problems[0].code == "unknown_person"


def test_compare(people, matching):
    mine = [(pair.junior, pair.senior) for pair in matching.pairs][:10]
    boss = matching.programme.seniors[0]
    for pairs in (
        mine,
        pd.DataFrame(mine, columns=["mentor", "mentee"]),
        pl.DataFrame(mine, schema=["junior", "senior"], orient="row"),
    ):
        judged = ob.compare(people, pairs)
        assert (judged.yours.pairs, judged.in_both, judged.best.pairs) == (10, 10, len(matching))
    assert "10 are in both" in repr(judged)
    assert judged.matching.to_records() == matching.to_records()
    with pytest.raises(ob.InputError, match="nobody"):
        matching.compare([("nobody", boss)])


def test_a_programme_for_those_who_want_the_steps(people, matching):
    programme = ob.programme(people, ob.Policy())
    assert programme.pair().to_dict() == matching.to_dict()
    assert programme.explain(programme.juniors[0], programme.seniors[0]).points >= 0
    assert programme.rules()["candidate_pairs"] == matching.summary.candidate_pairs
    assert "juniors who mentor" in repr(programme)
    assert programme.policy == ob.Policy()


def test_problems_are_records(tmp_path):
    people = ob.Workforce.from_frame({"id": ["a", "a", ""], "role": ["junior", "chief", "senior"]})
    problems = people.check()
    assert {"duplicate_id", "unknown_role", "missing_id"} <= {problem.code for problem in problems}
    assert problems.errors
    assert "duplicate_id" in repr(problems)
    assert list(pd.DataFrame(problems)["code"]) == [problem["code"] for problem in problems]
    assert isinstance(problems.to_frame("polars"), pl.DataFrame)
    with pytest.raises(ob.InputError) as raised:
        ob.pair(people)
    assert raised.value.problems == problems
    with pytest.raises(ob.InputError):
        len(people)
    assert problems.errors[0].rows


def test_rounds_without_repeats(people, matching):
    assert [pair.junior for pair in matching] == [pair.junior for pair in matching.pairs]
    first = {(pair.junior, pair.senior) for pair in matching.pairs}
    path = EXAMPLES / "sample-company" / "people.csv"
    second = ob.pair(ob.read_workforce(path, past_pairs=matching))
    assert first.isdisjoint((pair.junior, pair.senior) for pair in second)
    third = ob.pair(ob.read_workforce(path, past_pairs=[matching, second]))
    assert first.isdisjoint((pair.junior, pair.senior) for pair in third)
    assert {(pair.junior, pair.senior) for pair in second}.isdisjoint((pair.junior, pair.senior) for pair in third)


class Reader(html.parser.HTMLParser):
    """Balanced tags, and none that can do anything."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        assert tag in {"div", "table", "thead", "tbody", "tr", "td", "th"}
        assert {name for name, _ in attrs} <= {"style"}
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_html_is_escaped_and_has_no_script():
    evil = "<script>alert('x')</script>\"&"
    people = ob.Workforce.from_frame(
        {
            "id": [evil, "v", "w"],
            "role": ["junior", "senior", "senior"],
            "name": [evil] * 3,
            "skills": ["sql:4", "ai:1", "ai:1"],
            "wants": ["", "sql", "sql"],
        }
    )
    matching = ob.pair(people)
    problems = ob.Workforce.from_frame({"id": [evil, evil], "role": [evil, ""]}).check()
    shown = [
        people,
        matching,
        problems,
        matching.explain(evil, "w"),
        matching.compare([(evil, "w")]),
        matching.unmatched,
    ]
    shown += [matching.summary, matching.certificate, matching.pairs, matching.pairs[0]]
    for thing in shown:
        text = thing._repr_html_()
        assert "<script" not in text
        # no colour of our own: it reads in light and in dark
        assert "#" not in text.replace("&#x27;", "").replace("&#39;", "")
        reader = Reader()
        reader.feed(text)
        assert not reader.open


def test_reprs_are_short(people, matching):
    assert repr(people).startswith("Workforce(")
    for thing in (people, matching, matching.programme, matching.certificate):
        assert len(repr(thing)) < 200
        assert "\n" not in repr(thing)
