"""Problems of fixed pairs, every one with its code, and what existing pairs use."""

import unittest

from hand_written import programme
from specification_error import SpecificationError


class FixedPairs(unittest.TestCase):
    PEOPLE = "id,role,gender,capacity\nj,junior,f,2\nk,junior,f,1\ns,senior,m,1\nt,senior,m,1"

    def codes(self, rows, **tables):
        try:
            programme(self.PEOPLE, fixed_pairs="junior,senior,override_reason\n" + rows, **tables)
        except SpecificationError as error:
            return error.codes
        return set()

    def test_each_problem_has_its_code(self):
        self.assertEqual(self.codes("j,s,"), set())
        self.assertEqual(self.codes("j,s,\nj,s,"), {"fixed_pair_twice"})
        self.assertEqual(self.codes("s,j,"), {"fixed_pair_role"})
        self.assertEqual(self.codes("k,s,\nk,t,"), {"fixed_pair_over_capacity"})
        self.assertEqual(self.codes("j,t,", existing_pairs="junior,senior\nk,t"), {"fixed_pair_over_capacity"})
        self.assertEqual(self.codes("j,j,"), {"pair_with_self"})
        self.assertEqual(self.codes("j,zoe,"), {"unknown_person"})

    def test_a_reason_overrides_rules_alone(self):
        past = {"past_pairs": "junior,senior\nk,s"}
        self.assertEqual(self.codes("k,s,", **past), {"fixed_pair_breaks_rule"})
        self.assertEqual(self.codes("k,s,the board asks", **past), set())
        self.assertEqual(self.codes("k,s,the board asks\nk,t,the board asks", **past), {"fixed_pair_over_capacity"})

    def test_all_at_once(self):
        self.assertEqual(self.codes("k,s,\nk,t,\nk,t,\nt,k,", past_pairs="junior,senior\nk,s"),
                         {"fixed_pair_breaks_rule", "fixed_pair_over_capacity", "fixed_pair_role", "fixed_pair_twice"})

    def test_existing_pairs_alone_are_no_problem_and_may_be_made(self):
        case = programme(self.PEOPLE, existing_pairs="junior,senior\nk,s\nk,t\nj,s")
        self.assertEqual(case.capacity["junior", "k"], 0)
        case = programme("id,role,gender,capacity\nj,junior,f,2\ns,senior,m,2", existing_pairs="junior,senior\nj,s")
        self.assertEqual(list(case.choices()), [("j", "s")])


if __name__ == "__main__":
    unittest.main()
