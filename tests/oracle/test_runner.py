"""The runner notices every kind of mistake, and its cases can be repeated."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import compare
import stand_in
from optimum import best
from random_workforces import build

HERE = Path(__file__).resolve().parent


class Runner(unittest.TestCase):
    def test_every_kind_of_mistake_is_noticed(self):
        with tempfile.TemporaryDirectory() as folder:
            for number in range(40):
                _, case = build("runner", number, Path(folder))
                if case and len(best(case)) > 1 and len(case.capacity) > len(best(case)) * 2 and case.coverage:
                    break
                for file in Path(folder).iterdir():
                    file.unlink()
        self.assertEqual(compare.compare_result(stand_in.result_of(case), case), [])
        for mistake in ("points", "lost_pair", "measure", "unmatched", "prices", "candidates"):
            result = stand_in.mistaken(stand_in.result_of(case), mistake)
            self.assertNotEqual(compare.compare_result(result, case), [], mistake)

    def test_errors_need_exit_code_1_and_the_right_code(self):
        problems = {"problems": [{"code": "nothing_to_score", "severity": "error"}]}
        self.assertEqual(compare.compare_error({"nothing_to_score"}, 1, problems), [])
        self.assertNotEqual(compare.compare_error({"nothing_to_score"}, 0, problems), [])
        self.assertNotEqual(compare.compare_error({"duplicate_id"}, 1, problems), [])
        self.assertNotEqual(compare.compare_error({"nothing_to_score", "duplicate_id"}, 1, problems), [])

    def test_a_seed_gives_the_same_files_again(self):
        # In processes that hash strings differently: the order of a set must not reach a case.
        script = ("import sys, pathlib; sys.path.insert(0, sys.argv[1])\nfrom random_workforces import build\n"
                  "for number in range(12):\n    folder = pathlib.Path(sys.argv[2], str(number)); folder.mkdir()\n"
                  "    build(7, number, folder)")

        def texts(hash_seed):
            with tempfile.TemporaryDirectory() as folder:
                subprocess.run([sys.executable, "-c", script, str(HERE), folder], check=True,
                               env={**os.environ, "PYTHONHASHSEED": hash_seed})
                return {str(file.relative_to(folder)): file.read_bytes() for file in Path(folder).rglob("*.*")}
        self.assertEqual(texts("1"), texts("2"))


if __name__ == "__main__":
    unittest.main()
