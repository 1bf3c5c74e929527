"""The optimum: worked by hand, by every subset, and by two solvers."""

import tempfile
import unittest
from pathlib import Path

from brute_force import best_value
from flow import Network
from hand_written import programme, value_as_solved
from optimum import best, by_assignment, by_integer_program
from random_workforces import build
from specification_error import SpecificationError


class Optimum(unittest.TestCase):
    def test_people_before_points(self):
        # js is worth 1, jt and ks are worth 0, kt is ruled out: points alone take js and leave k and t out.
        people = "id,role,gender,capacity\nj,junior,f,1\nk,junior,m,1\ns,senior,m,1\nt,senior,f,1"
        past = "junior,senior\nk,t"
        covered = programme(people, "", past_pairs=past)
        self.assertEqual(covered.value(best(covered)), (4, 0))
        points = programme(people, "[tiers]\ncoverage = false", past_pairs=past)
        self.assertEqual(points.value(best(points)), (2, 1_000_000))

    def test_fixed_and_existing_pairs_use_capacity(self):
        people = "id,role,gender,capacity\nj,junior,f,2\nk,junior,f,1\ns,senior,m,2\nt,senior,m,2"
        case = programme(people, "", fixed_pairs="junior,senior,override_reason\nj,s,", existing_pairs="junior,senior\nk,t")
        self.assertEqual({end[1]: left for end, left in case.capacity.items()}, {"j": 1, "k": 0, "s": 1, "t": 1})
        self.assertEqual((best(case), case.value(best(case))), ([("j", "t")], (3, 2_000_000)))
        with self.assertRaisesRegex(SpecificationError, "fixed_pair_breaks_rule"):
            programme(people, "", past_pairs="junior,senior\nj,s", fixed_pairs="junior,senior,override_reason\nj,s,")

    def test_solvers_agree_on_random_workforces(self):
        tried = {"brute": 0, "capacity": 0, "assignment": 0}
        for number in range(150):
            with tempfile.TemporaryDirectory() as folder:
                _, case = build("solvers", number, Path(folder))
            if case is None or not case.choices():
                continue
            value = value_as_solved(case, best(case))
            self.assertEqual(value, value_as_solved(case, Network(case).made()), number)
            if len(case.choices()) <= 12:
                self.assertEqual(value, best_value(case), number)
                tried["brute"] += 1
            if max(case.capacity.values()) > 1:
                tried["capacity"] += 1
            else:
                self.assertEqual(value, value_as_solved(case, by_integer_program(case, case.choices())), number)
                self.assertEqual(value, value_as_solved(case, by_assignment(case, case.choices())), number)
                tried["assignment"] += 1
        self.assertGreater(min(tried.values()), 10, tried)


if __name__ == "__main__":
    unittest.main()
