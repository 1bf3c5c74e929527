"""Everything can be pickled, copied, and sent to another process."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pandas as pd
import pytest

import obverse as ob


def scored(people: ob.Workforce, policy: ob.Policy) -> ob.Matching:
    return ob.pair(people, policy, threads=1)


def test_everything_comes_back_the_same(people, matching):
    for thing in (people, matching, matching.programme):
        for again in (pickle.loads(pickle.dumps(thing)), copy.copy(thing), copy.deepcopy(thing)):
            assert repr(again) == repr(thing)
    again = pickle.loads(pickle.dumps(matching))
    assert again.to_dict(prices=True) == matching.to_dict(prices=True)
    assert again.verify()


def test_records_come_back_the_same(people, matching):
    why = matching.explain(matching.pairs[0].junior, matching.pairs[0].senior)
    things = [matching.pairs, matching.summary, matching.certificate, matching.unmatched, why, people.check()]
    for thing in [*things, matching.compare([(why.junior, why.senior)])]:
        for again in (pickle.loads(pickle.dumps(thing)), copy.deepcopy(thing)):
            assert again == thing
            assert type(again) is type(thing)
            assert again._repr_html_() == thing._repr_html_()


def test_the_kind_of_frame_travels(company):
    matching = ob.pair(pd.read_csv(company / "people.csv", dtype=str))
    assert isinstance(pickle.loads(pickle.dumps(matching)).to_frame(), pd.DataFrame)


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.filterwarnings("ignore:This process")
def test_other_processes_work(people, matching, method):
    policies = [ob.Policy(seed=seed) for seed in range(3)]
    with ProcessPoolExecutor(2, mp_context=get_context(method)) as pool:
        results = list(pool.map(scored, [people] * 3, policies))
    assert results[0].to_dict(prices=True) == matching.to_dict(prices=True)


def test_bytes_that_are_damaged_are_refused(matching):
    state = matching._inner.state()
    for damaged in (
        b"",
        b"obverse",
        state[:-1],
        b"x" + state[1:],
        state[:8] + b"\x09" + state[9:],
        state[:9] + b"W" + state[10:],
    ):
        with pytest.raises(ValueError):
            type(matching._inner).from_state(damaged)
    changed = state.replace(b'"obverse_matching":1', b'"obverse_matching":2')
    with pytest.raises(ob.InputError):
        type(matching._inner).from_state(changed)
