"""The same dense matrices solved by `obverse.lap` and by other packages, in turn, in one run.

    make versus                                      # builds the wheel, installs it and the peers, runs a short grid
    .venv/bin/python benches/versus.py --sizes 1000,5000 --record benches/record/2026-01-31-versus.md

Every matrix is of 64-bit floats, drawn from a fixed seed. Each solver gets the same array through its own function; all are timed
once in each round, one after the other, and the median over the rounds counts. Objectives must agree. Peers run in a process of
their own, which is stopped at the limit of 120 seconds; one that was stopped, or that would be by its time on a smaller size and
cubic growth, counts as the limit, shown as `>120`. A peer that takes more than a few seconds is timed once. The ratio is the
best peer / ours: above 1 we are faster. Threads: `RAYON_NUM_THREADS` for us; the peers use one.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import statistics
import sys
import time
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

import fastlap
import lap
import lapjv
import laprust
import numpy as np
import scipy.optimize

import obverse.lap

LIMIT = 120.0
# a peer that takes longer is timed once
LONG = 5.0
# from so many entries on peers run in a process of their own, which can be stopped
STOPPABLE = 1_000_000
FORK = multiprocessing.get_context("fork")


def ours(costs):
    return obverse.lap.linear_sum_assignment(costs)


def laprust_pairs(costs):
    _, rows, cols = laprust.lapjv(costs, extend_cost=costs.shape[0] != costs.shape[1])
    return rows, cols


def lapx_pairs(costs):
    _, rows, cols = lap.lapjvx(costs, extend_cost=costs.shape[0] != costs.shape[1])
    return rows, cols


def lapjv_pairs(costs):
    # its single precision gives another answer
    cols, _, _ = lapjv.lapjv(costs, force_doubles=True)
    return np.arange(len(cols)), cols


PEERS = {
    "scipy": scipy.optimize.linear_sum_assignment,
    "lapx": lapx_pairs,
    "laprust": laprust_pairs,
    "lapjv": lapjv_pairs,
    "fastlap": fastlap.linear_sum_assignment,
}
PACKAGES = {
    "scipy": "scipy",
    "lapx": "lapx",
    "laprust": "laprust",
    "lapjv": "lapjv",
    "fastlap": "fastlap",
}


def uniform(dice, rows, cols):
    return dice.random((rows, cols))


def integer(dice, rows, cols):
    return dice.integers(1, 101, (rows, cols)).astype(np.float64)


def machol_wien(_, rows, cols):
    return np.multiply.outer(np.arange(1.0, rows + 1), np.arange(1.0, cols + 1))


def geometric(dice, rows, cols):
    a, b = dice.random((rows, 1, 2)), dice.random((1, cols, 2))
    return np.sqrt(((a - b) ** 2).sum(axis=2))


def low_rank(dice, rows, cols):
    return dice.random((rows, 5)) @ dice.random((5, cols))


def mentoring(dice, rows, cols, kinds=None):
    """Minus the points of skill gaps, generations, cultures and genders; a third of the people are like somebody else."""

    def people(count):
        distinct = kinds or max(1, count * 2 // 3)
        at = np.concatenate(
            [
                np.arange(min(distinct, count)),
                dice.integers(0, distinct, max(0, count - distinct)),
            ]
        )
        levels = dice.choice([0, 0, 0, 1, 2, 3, 4, 5], (distinct, 32)).astype(
            np.float64
        )
        wants = dice.integers(1, 4, (distinct, 32)) * (
            dice.random((distinct, 32)) < 0.15
        )
        groups = np.stack(
            [
                dice.integers(0, 5, distinct),
                dice.integers(0, 20, distinct),
                dice.integers(0, 2, distinct),
            ]
        )
        return levels[at], wants[at].astype(np.float64), groups[:, at]

    (have, _, (age, culture, gender)), (lack, wants, (age2, culture2, gender2)) = (
        people(rows),
        people(cols),
    )
    met, every = (
        np.zeros((rows, cols)),
        np.maximum(1.0, (wants * (5 - lack)).sum(axis=1)),
    )
    for skill in range(32):
        lead = np.clip(have[:, skill, None] - lack[None, :, skill], 0, None)
        met += wants[None, :, skill] * np.minimum(lead, 5 - lack[None, :, skill])
    points = 550_000 * met / every + 150_000 * np.abs(age[:, None] - age2) / 4
    points += 150_000 * (culture[:, None] != culture2) + 150_000 * (
        gender[:, None] != gender2
    )
    return -np.floor(points + 0.5)


def ties(dice, rows, cols):
    return mentoring(dice, rows, cols, kinds=max(2, min(rows, cols) // 50))


FAMILIES = {
    f.__name__: f
    for f in (mentoring, uniform, ties, integer, machol_wien, geometric, low_rank)
}


def timed(solver, costs):
    start = time.perf_counter()
    rows, cols = solver(costs)
    taken = time.perf_counter() - start
    return taken, costs[rows, cols].sum()


def within_limit(solver, costs):
    """What `timed` says; none if it takes longer than the limit."""
    if costs.size < STOPPABLE:
        return timed(solver, costs)
    receiver, sender = FORK.Pipe(duplex=False)
    child = FORK.Process(target=lambda: sender.send(timed(solver, costs)))
    child.start()
    found = receiver.recv() if receiver.poll(LIMIT + 5) else None
    if found is None:
        child.kill()
    child.join()
    return found if found and found[0] < LIMIT else None


def compare(family, shape, seed, rounds, known):
    """Median seconds by solver, none where it cannot take part; `known` has the longest time and its entries by peer."""
    costs = FAMILIES[family](np.random.default_rng(seed), *shape)
    times, totals = {"obverse": [], **{name: [] for name in PEERS}}, {}
    for at in range(rounds):
        taken, totals["obverse"] = timed(ours, costs)
        times["obverse"].append(taken)
        for name, solver in PEERS.items():
            if (name == "lapjv" and shape[0] != shape[1]) or (
                at > 0 and max(times[name]) > LONG
            ):
                continue
            longest, entries = known.get((family, name), (0.0, costs.size))
            # a moment's hiccup on a small matrix says nothing
            cubic = longest * (costs.size / entries) ** 1.5 if longest > 1 else 0.0
            found = within_limit(solver, costs) if cubic < LIMIT else None
            if found is None:
                print(f"{family} {shape} seed {seed}: {name} counts as {LIMIT:.0f} s")
                times[name].append(LIMIT)
                known[family, name] = max(
                    known.get((family, name), (0.0, 0)), (LIMIT, entries)
                )
            else:
                times[name].append(found[0])
                totals[name] = found[1]
                known[family, name] = max(
                    known.get((family, name), (0.0, 0)), (found[0], costs.size)
                )
    for name, total in totals.items():
        if not np.isclose(total, totals["obverse"], rtol=1e-9, atol=1e-6):
            sys.exit(
                f"{family} {shape}: {name} reached {total}, obverse {totals['obverse']}"
            )
    return {
        name: statistics.median(taken) if taken else None
        for name, taken in times.items()
    }


def geometric_mean(numbers):
    return float(np.exp(np.mean(np.log(numbers))))


def row(family, shape, found):
    """The ratio over all seeds, by geometric means, and a line of the table."""
    ratios, bests = [], []
    for seconds in found:
        peers = {
            name: taken
            for name, taken in seconds.items()
            if name != "obverse" and taken is not None
        }
        bests.append(min(peers, key=peers.get))
        ratios.append(peers[bests[-1]] / seconds["obverse"])
    cells = []
    for name in found[0]:
        taken = [seconds[name] for seconds in found if seconds[name] is not None]
        stopped = any(seconds == LIMIT for seconds in taken)
        mean = f"{'>' if stopped else ''}{geometric_mean(taken):.6f}" if taken else "–"
        cells.append(mean)
    best = max(sorted(set(bests)), key=bests.count)
    ratio = geometric_mean(ratios)
    least = f" ({min(ratios):.2f})" if len(ratios) > 1 else ""
    return ratio, f"| {family} | {shape[0]} × {shape[1]} | " + " | ".join(
        cells
    ) + f" | {best} | **{ratio:.2f}**{least} |"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sizes", default="64,200,500,1000", help="sides of the matrices"
    )
    parser.add_argument(
        "--rectangles", action="store_true", help="n × 2n and 2n × n as well"
    )
    parser.add_argument("--families", default=",".join(FAMILIES))
    parser.add_argument(
        "--seeds", default="1", help="one instance of each; ratios are averaged"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--record", type=Path, help="a Markdown file to write")
    arguments = parser.parse_args()
    lines, ratios, known = [], [], {}
    load = os.getloadavg()[0]
    for size in map(int, arguments.sizes.split(",")):
        shapes = [(size, size)] + (
            [(size, 2 * size), (2 * size, size)] if arguments.rectangles else []
        )
        for shape in shapes:
            for family in arguments.families.split(","):
                found = [
                    compare(family, shape, seed, arguments.rounds, known)
                    for seed in map(int, arguments.seeds.split(","))
                ]
                ratio, line = row(family, shape, found)
                ratios.append(ratio)
                lines.append(line)
                print(line, flush=True)
    mean = geometric_mean(ratios)
    print(f"geometric mean of the ratios: {mean:.2f}")
    if arguments.record:
        arguments.record.write_text(
            record(arguments, lines, (mean, load)), encoding="utf-8"
        )


def record(arguments, lines, measured):
    mean, load = measured
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {processor()}"
    packages = ", ".join(
        f"{name} {version(package)}" for name, package in PACKAGES.items()
    )
    names = ["obverse", *PEERS]
    return "\n".join(
        [
            "# Dense assignment: `obverse.lap` beside its peers",
            "",
            f"- Date: {datetime.now(timezone.utc):%Y-%m-%d}. Machine: {machine}.",
            f"- Command: `python benches/versus.py {' '.join(sys.argv[1:])}`,"
            f" RAYON_NUM_THREADS={os.environ.get('RAYON_NUM_THREADS', 'unset')}.",
            f"- Versions: obverse {version('obverse')}, {packages}, numpy {version('numpy')}, Python {platform.python_version()}.",
            f"- Load of the machine before the run {load:.1f}, after it {os.getloadavg()[0]:.1f} (1 is this run alone).",
            f"- Seeds {arguments.seeds}; wall seconds, median of {arguments.rounds} rounds in turn, geometric mean over seeds;"
            f" ratio = best peer / ours (the least over seeds); a peer that takes longer than {LIMIT:.0f} s counts as that.",
            f"- Geometric mean of the ratios: **{mean:.2f}**.",
            "",
            f"| family | shape | {' | '.join(names)} | best peer | ratio |",
            "|" + "---|" * (len(names) + 4),
            *lines,
            "",
        ]
    )


def processor():
    try:
        found = [
            line
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ]
        return found[0].split(":", 1)[1].strip()
    except (OSError, IndexError):
        return platform.processor()


if __name__ == "__main__":
    main()
