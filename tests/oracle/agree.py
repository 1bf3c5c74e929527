"""Runs the command on random workforces and compares every answer with the oracle.

    python tests/oracle/agree.py --obverse target/release/obverse --cases 300 --seed 1

Prints each disagreement with the seed, the case number and the folder that holds its files, then one line
`N passed, M failed`. Exit code 1 if any failed. `--only NUMBER` repeats a single case and keeps its files."""

import argparse
import json
import os
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
import traceback
from functools import partial
from multiprocessing import Pool
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")       # two processes already fill two cores
sys.path.insert(0, str(Path(__file__).resolve().parent))

from case_files import arguments                                            # noqa: E402
from compare import compare_error, compare_explanation, compare_result      # noqa: E402
from random_workforces import build                                         # noqa: E402
from same_answer import complaints_about, pair_words                        # noqa: E402


def run(command, words):
    """(exit code, standard output, standard error) as bytes."""
    done = subprocess.run(command + words, capture_output=True, timeout=120, check=False,
                          env={**os.environ, "RAYON_NUM_THREADS": "1", "NO_COLOR": "1"})
    return done.returncode, done.stdout, done.stderr


def parsed(output):
    """The JSON object, or None."""
    try:
        return json.loads(output)
    except ValueError:
        return None


def errors_of(output):
    """The problems that stopped a run."""
    return [problem for problem in output.get("problems", []) if problem["severity"] == "error"]


def one_case(number, seed, command, explain, keep, once):
    """(case number, complaints, folder, problem codes expected or None)."""
    folder = Path(tempfile.mkdtemp(prefix=f"oracle-{seed}-{number}-"))
    codes = None
    try:
        codes, programme = build(seed, number, folder)
        code, printed, errors = run(command, pair_words(folder, 1))
        output = parsed(printed)
        if output is None:
            complaints = [f"exit code {code}, standard output is not JSON; standard error: {errors[:400]!r}"]
        elif codes is not None:
            complaints = compare_error(codes, code, output)
        elif code != 0:
            complaints = [f"exit code {code}: {json.dumps(errors_of(output))[:600]}"]
        else:
            complaints = compare_result(output, programme) + explanations(number, seed, command, explain, folder, programme)
            rng = random.Random(f"same {seed}:{number}")
            complaints += [] if once else complaints_about(rng, folder, programme, printed, partial(run, command))
    except Exception:                   # a crash of the oracle is a failed case too, not the end of the run
        complaints = [traceback.format_exc(limit=-3)]
    if not complaints and not keep:
        shutil.rmtree(folder)
    return number, complaints, folder, codes


def explanations(number, seed, command, explain, folder, programme):
    """Complaints about `explain` on a few pairs, ineligible ones too."""
    rng, complaints = random.Random(f"explain {seed}:{number}"), []
    pairs = sorted(programme.ruled_out)
    if rng.random() < 0.2:
        readable = sorted(set(programme.people) - programme.workforce.unread)
        pairs = [tuple(rng.sample(readable, 2))] if len(readable) > 1 else pairs        # whatever roles they have
    for pair in rng.sample(pairs, min(explain, len(pairs))):
        words = ["explain"] + arguments(folder) + ["--junior", pair[0], "--senior", pair[1], "--format", "json"]
        code, printed, errors = run(command, words)
        output = parsed(printed)
        if output is None or code != 0:
            complaints.append(f"explain {pair}: exit code {code} {printed[:400]!r} {errors[:400]!r}")
        else:
            complaints += compare_explanation(output, programme, pair)
    return complaints


def main():
    """Command line."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--obverse", required=True, help="the command to test (words, as in a shell)")
    options.add_argument("--cases", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--explain", type=int, default=1, help="pairs to explain in each case")
    options.add_argument("--only", type=int, help="run this case number alone and keep its files")
    options.add_argument("--once", action="store_true", help="leave out shuffled rows, verify and scrambled cells")
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--lines", type=int, default=6, help="complaints to print for each failed case")
    chosen = options.parse_args()
    numbers = range(chosen.cases) if chosen.only is None else [chosen.only]
    work = partial(one_case, seed=chosen.seed, command=shlex.split(chosen.obverse), explain=chosen.explain,
                   keep=chosen.only is not None, once=chosen.once)
    passed = failed = 0
    with Pool(chosen.processes) as pool:
        for number, complaints, folder, codes in pool.imap(work, numbers):
            if not complaints:
                passed += 1
                if chosen.only is not None:
                    print(f"case {number} agrees ({sorted(codes) if codes else 'a matching'}); files in {folder}")
                continue
            failed += 1
            print(f"seed {chosen.seed} case {number}: {len(complaints)} differences; files in {folder}")
            for line in complaints[:chosen.lines]:
                print(f"    {line}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
