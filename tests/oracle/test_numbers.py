"""Rounding, and weights made whole numbers."""

import unittest
from fractions import Fraction

from plain_tables import half_up
from weights import largest_remainder


class Numbers(unittest.TestCase):
    def test_halves_round_upwards(self):
        self.assertEqual([half_up(Fraction(n, 2)) for n in (1, 3, 5, -1)], [1, 2, 3, 0])

    def test_equal_thirds_give_the_odd_one_to_the_first(self):
        self.assertEqual(list(largest_remainder({"a": Fraction(1), "b": Fraction(1), "c": Fraction(1)}).values()),
                         [333334, 333333, 333333])

    def test_remainders_decide_before_order(self):
        # .40/.70 = 571428.571…, .15/.70 = 214285.714…: two units are left and both go to the larger remainders.
        self.assertEqual(list(largest_remainder({"a": Fraction(40), "b": Fraction(15), "c": Fraction(15)}).values()),
                         [571428, 214286, 214286])


if __name__ == "__main__":
    unittest.main()
