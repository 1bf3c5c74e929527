"""The certificate check accepts proofs and refuses what proves nothing."""

import tempfile
import unittest
from pathlib import Path

import certificate_check
import compare
import stand_in
from hand_written import programme
from random_workforces import build


class Certificate(unittest.TestCase):
    def cases(self):
        for number in range(80):
            with tempfile.TemporaryDirectory() as folder:
                _, case = build("certificates", number, Path(folder))
            if case is not None:
                yield case

    def test_exact_prices_are_accepted_and_worse_matchings_are_not(self):
        refused = 0
        for case in self.cases():
            result = stand_in.result_of(case)
            self.assertEqual(compare.compare_result(result, case), [])
            free = [pair for pair in result["pairs"] if (pair["junior"], pair["senior"]) not in case.fixed and pair["points"]]
            if free:
                result["pairs"].remove(free[0])
                people, points = case.value([(p["junior"], p["senior"]) for p in result["pairs"]
                                             if (p["junior"], p["senior"]) not in case.fixed])
                result["certificate"].update(people=people, points=points, dual_points=points)
                self.assertNotEqual(certificate_check.check(result, case), [])
                refused += 1
        self.assertGreater(refused, 20)

    def test_wrong_prices_are_refused(self):
        # One pair worth 1000000: prices must sum to (2, 1000000). Too high proves too little, too low is infeasible.
        case = programme("id,role,gender\nj,junior,f\ns,senior,m")
        result = stand_in.result_of(case)
        for level, price, right in ((1, 400_000, True), (1, 400_001, False), (1, 399_999, False), (2, 400_000, False)):
            result["certificate"]["prices"] = {"j": {"level": level, "price": price}, "s": {"level": 1, "price": 600_000}}
            self.assertEqual(certificate_check.check(result, case) == [], right, (level, price))
        result["certificate"]["prices"].pop("s")
        self.assertNotEqual(certificate_check.check(result, case), [])


if __name__ == "__main__":
    unittest.main()
