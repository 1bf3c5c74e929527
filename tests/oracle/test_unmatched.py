"""Why somebody is left out, worked by hand."""

import unittest

from hand_written import programme
from unmatched_reasons import reasons_for


class Unmatched(unittest.TestCase):
    # Points: f-f 0, f-m and m-f 1,000,000. j-s is a past pair.
    PEOPLE = "id,role,gender,capacity\nj,junior,f,1\nk,junior,f,0\ns,senior,f,1\nt,senior,m,1"
    PAST = "junior,senior\nj,s"

    def reasons(self, end, policy, **tables):
        return reasons_for(end, programme(self.PEOPLE, policy, past_pairs=self.PAST, **tables))

    def test_rules_then_what_is_left(self):
        open_to_k = programme(self.PEOPLE.replace("k,junior,f,0", "k,junior,f,1"), past_pairs=self.PAST)
        self.assertEqual(reasons_for(("senior", "s"), open_to_k), {"past_pair": (1, 2), "outnumbered": (1, 2)})
        self.assertEqual(self.reasons(("senior", "s"), "[tiers]\nmin_score = 1"), {"past_pair": (1, 2), "below_min_score": (1, 2)})
        self.assertEqual(self.reasons(("senior", "s"), "[tiers]\ncoverage = false"), {"past_pair": (1, 2), "no_points": (1, 2)})

    def test_no_place(self):
        # k, the one junior left for s, has no place: nobody outnumbers s.
        self.assertEqual(self.reasons(("senior", "s"), ""), {"past_pair": (1, 2), "no_capacity": (1, 2)})
        self.assertEqual(self.reasons(("junior", "k"), ""), {"no_capacity": (0, 0)})
        self.assertEqual(self.reasons(("junior", "j"), "", existing_pairs="junior,senior\nj,t\nj,s"),
                         {"past_pair": (1, 2), "no_capacity": (1, 1)})

    def test_nobody_else(self):
        case = programme("id,role,gender\nb,both,f\nk,junior,m")
        self.assertEqual(reasons_for(("junior", "b"), case), {"nobody_else": (0, 0)})


if __name__ == "__main__":
    unittest.main()
