"""Long work can be watched and stopped."""

from __future__ import annotations

import _thread
import itertools
import signal
import subprocess
import sys
import threading
import time

import pytest

import obverse as ob

SLOW = """
import sys, time, signal, threading, os
import obverse as ob
work = {work}
def interrupt():
    time.sleep({after})
    stamp.append(time.perf_counter())
    os.kill(os.getpid(), signal.SIGINT)
stamp = []
threading.Thread(target=interrupt, daemon=True).start()
try:
    work()
except KeyboardInterrupt:
    print(time.perf_counter() - stamp[0])
else:
    print("done")
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory, command):
    """A workforce that takes seconds."""
    path = tmp_path_factory.mktemp("large") / "people.csv"
    assert command("synth", "--people", "20000", "--seed", "1", "--out", path).returncode == 0
    return path


@pytest.mark.parametrize("after", [0.05, 0.4, 1.0])
def test_ctrl_c_stops_pairing(large, after):
    assert stopped(f"lambda: [ob.pair({str(large)!r}) for _ in range(50)]", after) <= 0.2


def test_ctrl_c_stops_assignment():
    # Machol and Wien's i · j: a second and more even where others take a tenth
    work = "(lambda c: lambda: ob.lap.solve(c))((lambda x: x[:, None] * x)(__import__('numpy').arange(9000.0)))"
    assert stopped(work, 0.5) <= 0.2


def stopped(work: str, after: float) -> float:
    done = subprocess.run(
        [sys.executable, "-c", SLOW.format(work=work, after=after)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.strip() not in ("", "done"), done.stderr
    return float(done.stdout)


def test_progress_is_told_from_this_thread(matching, people):
    told = []

    def tell(stage: str, done: int, of: int):
        assert threading.current_thread() is threading.main_thread()
        assert 0 <= done <= of
        told.append(stage)

    assert ob.pair(people, progress=tell).to_dict() == matching.to_dict()
    assert told


def test_what_progress_raises_comes_through(people):
    class Enough(Exception):
        pass

    def tell(stage: str, done: int, of: int):
        raise Enough(stage)

    with pytest.raises(Enough):
        ob.pair(people, progress=tell)


def test_a_bar_of_tqdm(people, capsys):
    ob.pair(people, progress="tqdm")
    with pytest.raises(ValueError, match="tqdm"):
        ob.pair(people, progress="bar")


def test_the_interpreter_is_free_meanwhile(large):
    ticks = []
    done = threading.Event()

    def tick():
        while not done.wait(0.01):
            ticks.append(time.perf_counter())

    thread = threading.Thread(target=tick)
    thread.start()
    ob.pair(large)
    done.set()
    thread.join()
    # half a second at most, on a machine that others use too
    assert max(b - a for a, b in itertools.pairwise(ticks)) < 0.5


def test_other_threads_may_pair(people, matching):
    results = []
    threads = [threading.Thread(target=lambda: results.append(ob.pair(people).to_dict())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [matching.to_dict()] * 4


def test_threads_do_not_change_the_result(people, matching):
    assert ob.pair(people, threads=1).to_dict(prices=True) == ob.pair(people, threads=3).to_dict(prices=True)
    for threads in (-1, 0, 1025, 100_000):
        with pytest.raises(ValueError, match="threads"):
            ob.pair(people, threads=threads)
    for threads in (1.5, "2"):
        with pytest.raises(TypeError):
            ob.pair(people, threads=threads)


def test_a_forced_route_changes_no_value(people, matching):
    programme = ob.programme(people)
    for route, how in [("paths", "shortest"), ("auction", "shortest"), ("stored", "over stored costs")]:
        forced = programme.pair(route=route)
        assert how in forced.to_dict()["run"]["method"]
        assert forced.certificate.points == matching.certificate.points
        assert forced.certificate.people == matching.certificate.people
        assert forced.verify()
    with pytest.raises(ob.InputError) as caught:
        programme.pair(route="stored cost")
    (problem,) = caught.value.problems
    assert (problem.code, problem.value) == ("unknown_route", "stored cost")
    assert "`stored`" in problem.text


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="forks are for Unix")
def test_a_forked_process_works():
    script = """
import os, sys, obverse as ob
people = {"id": ["a", "v"], "role": ["junior", "senior"], "skills": ["sql:4", "ai:1"], "wants": ["", "sql"]}
ob.pair(people)
child = os.fork()
if child == 0:
    assert len(ob.pair(people)) == 1
    os._exit(0)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], timeout=30, check=False)
    assert done.returncode == 0


def test_interrupting_the_main_thread_from_another(large):
    timer = threading.Timer(0.2, _thread.interrupt_main)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        for _ in range(50):
            ob.pair(large)
