"""Whatever text a frame holds, it says what the same text in a file says."""

from __future__ import annotations

import csv
import io

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import obverse as ob

TEXT = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.sampled_from(["a", "7", "sql:4", "x;y", "a\nb"]),
)
HEADERS = ["id", "role", "manager_id", "skills", "wants", "gender", "birth_date", "capacity", "Grade", "a,b", "c;d"]


@st.composite
def tables(draw) -> dict[str, list[str | None]]:
    names = draw(st.lists(st.sampled_from(HEADERS), min_size=1, unique=True))
    rows = draw(st.integers(1, 5))
    return {name: draw(st.lists(TEXT, min_size=rows, max_size=rows)) for name in names}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_frame_and_file_say_the_same(tmp_path_factory, table):
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(table)
    writer.writerows(zip(*([cell or "" for cell in column] for column in table.values()), strict=True))
    path = tmp_path_factory.mktemp("file") / "people"
    path.write_text("\ufeffsep=,\n" + out.getvalue(), encoding="utf-8", newline="")
    by_file = ob.read_workforce(path).check()
    frame = pl.DataFrame(table, schema=dict.fromkeys(table, pl.String))
    for problem in by_file:
        problem["file"] = "people" if problem["file"] else ""
    assert [dict(p) for p in ob.Workforce.from_frame(frame).check()] == [dict(p) for p in by_file]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(-(2**53), 2**53)), min_size=1, max_size=6))
def test_whole_numbers_survive_being_floats(numbers):
    from obverse import _cells

    floats = [float("nan") if number is None else float(number) for number in numbers]
    wanted = [None if number is None else str(number) for number in numbers]
    exact = all(number is None or abs(number) < 2**53 for number in numbers)
    try:
        found = _cells.ids(floats)
    except _cells.NotText:
        # nothing is missing, so nothing has made them floats; or they are too large to be sure
        assert None not in numbers or not exact
    else:
        assert found == wanted
