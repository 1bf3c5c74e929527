"""Frames of every kind say the same as the file they came from."""

from __future__ import annotations

import datetime as dt
import decimal
import json
import subprocess
import sys
import uuid

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv as pa_csv
import pytest

import obverse as ob


class Stream:
    """A table of a library that nobody here has heard of."""

    def __init__(self, table):
        self.table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self.table.__arrow_c_stream__(requested_schema)


def run(workforce, **settings) -> dict:
    """The whole record of a pairing."""
    return ob.pair(workforce, **settings).to_dict(prices=True)


@pytest.fixture(scope="module")
def expected(company):
    return run(ob.read_workforce(company / "people.csv"))


def test_every_kind_of_frame_gives_the_record_of_the_file(company, expected):
    path = company / "people.csv"
    as_text = pd.read_csv(path, dtype=str)
    frames = {
        "pandas text": as_text,
        "pandas guessed": pd.read_csv(path),
        "pandas nullable": pd.read_csv(path, dtype_backend="numpy_nullable"),
        "pandas pyarrow": pd.read_csv(path, dtype_backend="pyarrow"),
        "pandas objects": as_text.astype(object),
        "pandas categories": as_text.astype("category"),
        "pandas with an index": as_text.set_index(pd.Index([f"x{n}" for n in range(len(as_text))], name="grade")),
        "polars": pl.read_csv(path, infer_schema_length=None),
        "polars lazy": pl.scan_csv(path, infer_schema_length=None),
        "polars categories": pl.read_csv(path, infer_schema=False).with_columns(pl.col("department").cast(pl.Categorical)),
        "pyarrow": pa_csv.read_csv(path),
        "pyarrow chunks": pa.concat_tables([pa_csv.read_csv(path).slice(0, 50), pa_csv.read_csv(path).slice(50)]),
        "pyarrow batches": pa_csv.read_csv(path).to_reader(),
        "pyarrow from an index": pa.Table.from_pandas(as_text.set_index(pd.Index([f"x{n}" for n in range(len(as_text))]))),
        "pyarrow batch": pa_csv.read_csv(path).combine_chunks().to_batches()[0],
        "duckdb": duckdb.read_csv(str(path)),
        "duckdb result": duckdb.connect().execute("SELECT * FROM read_csv(?)", [str(path)]),
        "a stream of arrow": Stream(pa_csv.read_csv(path)),
        "dict": as_text.to_dict("list"),
        "rows": as_text.to_dict("records"),
    }
    for name, frame in frames.items():
        assert run(ob.Workforce.from_frame(frame)) == expected, name


def test_row_order_does_not_matter(company, expected):
    frame = pd.read_csv(company / "people.csv", dtype=str).sample(frac=1, random_state=1)
    assert run(ob.Workforce.from_frame(frame)) == expected


def test_further_tables_come_as_frames_too(company):
    tables = ["signups", "conflicts", "fixed_pairs", "past_pairs"]
    policy = ob.Policy.from_toml(company / "policy.toml")
    files = {name: company / f"{name}.csv" for name in tables}
    frames = {name: pl.read_csv(path, infer_schema=False) for name, path in files.items()}
    by_file = ob.read_workforce(company / "people.csv", **files)
    by_frame = ob.Workforce.from_frame(pl.read_csv(company / "people.csv", infer_schema=False), **frames)
    assert run(by_file, policy=policy) == run(by_frame, policy=policy)


SMALL = {
    "id": ["a", "b", "v"],
    "role": ["junior", "junior", "senior"],
    "skills": ["sql:5", "ai:4", "chess:1"],
    "wants": ["", "", "sql;ai"],
}


@pytest.mark.parametrize(
    "ids",
    [
        pd.Series([7, 8, 9]),
        pd.Series([7, 8, 9], dtype="Int64"),
        pd.Series(["7", "8", "9"], dtype="string"),
        pd.Series(["7", "8", "9"]).astype("category"),
        pd.Series([decimal.Decimal(7), decimal.Decimal(8), decimal.Decimal(9)]),
        pl.Series([7, 8, 9], dtype=pl.UInt16),
        pa.array([7, 8, 9], pa.decimal128(10, 0)).to_pylist(),
    ],
)
def test_whole_ids_are_written_as_they_are(ids):
    matching = ob.pair({**SMALL, "id": ids})
    assert {pair.junior for pair in matching.pairs} | {one.id for one in matching.unmatched} >= {"7", "8"}


def test_leading_zeros_and_odd_ids_stay():
    odd = ["007", "1e5", " ü;\"'\n"]
    matching = ob.pair({**SMALL, "id": odd})
    assert {p.junior for p in matching.pairs} | {u.id for u in matching.unmatched} == {"007", "1e5"}
    assert matching.pairs[0].senior == odd[2].strip()


def test_managers_who_became_floats_by_a_missing_value_are_read():
    frame = pd.DataFrame({**SMALL, "id": [1, 2, 3], "manager_id": [3, 3, None]})
    assert frame["manager_id"].dtype == float
    matching = ob.pair(frame)
    assert len(matching) == 0
    assert matching.unmatched[0].reasons[0].code == "reporting_line"


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("id", [1.0, 2.0, 3.0]),
        ("id", [1.5, 2.0, None]),
        ("Employee ID", [1.0, 2.0, 3.0]),
        ("manager_id", [2.0**60, None, None]),
        ("manager_id", [float("inf"), None, None]),
        ("id", [True, False, None]),
        ("id", [dt.date(2020, 1, 1), dt.date(2020, 1, 2), None]),
        ("skills", [b"sql:5", b"ai:4", b""]),
        ("grade", [object(), object(), object()]),
    ],
)
def test_what_is_no_text_is_refused_without_repeating_it(column, values):
    columns = {key: cells for key, cells in SMALL.items() if not (key == "id" and column == "Employee ID")}
    with pytest.raises(ob.InputError) as raised:
        ob.Workforce.from_frame(pd.DataFrame({**columns, column: pd.Series(values, dtype=object)}))
    problem = raised.value.problems[0]
    assert (problem.code, problem.column) == ("frame_column", column)
    assert "sql" not in problem.text
    assert "object at" not in str(raised.value)


def test_float_ids_of_pairs_are_refused():
    with pytest.raises(ob.InputError, match="past_pairs"):
        ob.Workforce.from_frame(SMALL, past_pairs={"junior": [1.0], "senior": [2.0]})


def test_dates_of_every_type_are_the_same_date():
    day = dt.date(1990, 12, 31)
    for column in (
        pd.Series([day] * 3),
        pd.to_datetime(pd.Series(["1990-12-31"] * 3)),
        pd.to_datetime(pd.Series(["1990-12-31"] * 3)).dt.tz_localize("Asia/Tokyo"),
        pd.Series([day] * 3, dtype=pd.ArrowDtype(pa.date32())),
        pl.Series([day] * 3),
        pl.Series([dt.datetime(1990, 12, 31, 8, 30)] * 3),
        ["1990-12-31"] * 3,
    ):
        people = ob.Workforce.from_frame({**SMALL, "birth_date": column})
        text = run(people)["run"]["workforce_sha256"]
        assert text == run(ob.Workforce.from_frame({**SMALL, "birth_date": ["31 Dec 1990"] * 3}))["run"]["workforce_sha256"]


def test_missing_values_of_every_type_are_not_recorded():
    expected = run({**SMALL, "gender": ["", "", "f"]})
    for nothing in (None, float("nan"), pd.NA, pd.NaT, decimal.Decimal("NaN")):
        assert run({**SMALL, "gender": [nothing, nothing, "f"]}) == expected


def test_values_of_every_type():
    frame = {
        "id": [uuid.UUID(int=1), uuid.UUID(int=2), uuid.UUID(int=3)],
        "role": pd.Categorical(["junior", "junior", "senior"]),
        "capacity": [1.0, float("nan"), 2.0],
        "opt_in": [True, True, True],
        "skills": [["sql:5", "ai:4"], {"ai": 4}, {"chess:1"}],
        "wants": [None, None, pa.array(["sql", "ai"])],
        "grade": [1.0, 2.5, None],
    }
    matching = ob.pair(frame)
    assert len(matching) == 2
    assert matching.pairs[0].senior == str(uuid.UUID(int=3))


def test_columns_rename_headers_and_a_wrong_one_is_a_problem():
    frame = pd.DataFrame(SMALL).rename(columns={"id": "Badge", "wants": "Lernziele"})
    people = ob.Workforce.from_frame(frame, columns={"Badge": "id", "Lernziele": "wants"})
    assert len(ob.pair(people)) == 1
    assert "Badge" in people.check().__class__([]).__repr__() or not people.check().errors
    wrong = ob.Workforce.from_frame(frame, columns={"Bagde": "id"})
    assert "missing_column" in {problem.code for problem in wrong.check()}


def test_headers_that_are_not_text():
    frame = pd.DataFrame([["a", "junior"], ["v", "senior"]], columns=pd.Index([1, 2]))
    assert "missing_column" in {p.code for p in ob.Workforce.from_frame(frame).check()}
    twice = pd.DataFrame([["a", "b"]], columns=["id", "id"])
    assert "duplicate_column" in {p.code for p in ob.Workforce.from_frame(twice).check()}
    levels = pd.DataFrame([["a"]], columns=pd.MultiIndex.from_tuples([("id", "x")]))
    with pytest.raises(ob.InputError, match="levels"):
        ob.Workforce.from_frame(levels)


def test_what_is_no_frame_is_refused():
    things = [3, object(), [1, 2], {"id": "abc"}, {"id": ["a"], "role": []}, len, ob]
    things += [pd.Series(["a"]), pl.Series(["a"]), pa.array(["a"]), duckdb.connect(), pd.DataFrame(SMALL).groupby("id")]
    for thing in things:
        with pytest.raises(ob.InputError):
            ob.Workforce.from_frame(thing)


def test_empty_frames_are_a_problem_and_no_crash():
    for frame in ({}, {"id": []}, pd.DataFrame(), pl.DataFrame(), []):
        people = ob.Workforce.from_frame(frame)
        assert people.check().errors
        with pytest.raises(ob.InputError):
            ob.pair(people)
        assert "error" in repr(people)


def test_pandas_without_pyarrow(company, expected):
    """In a process where pyarrow cannot be imported."""
    script = f"""
import sys
sys.modules["pyarrow"] = None
import json, pandas as pd, obverse as ob
frame = pd.read_csv({str(company / "people.csv")!r})
matching = ob.pair(ob.Workforce.from_frame(frame))
assert type(matching.to_frame()).__module__.startswith("pandas")
print(json.dumps(matching.to_dict(prices=True)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert json.loads(done.stdout) == expected
