"""People outside the programme: their cells may be unreadable, their place in the org chart may not."""

import unittest

from hand_written import programme
from specification_error import SpecificationError


class Outsiders(unittest.TestCase):
    HEAD = "id,role,gender,skills,capacity,manager_id\nj,junior,f,,,\ns,senior,m,,,\n"

    def codes(self, row, policy=""):
        try:
            programme(self.HEAD + row, policy)
        except SpecificationError as error:
            return error.codes
        return set()

    def test_only_what_the_chart_needs_is_an_error(self):
        self.assertEqual(self.codes("x,,f,sql:99,many,"), set())
        self.assertEqual(self.codes("x,,f,,,x"), {"self_manager"})
        self.assertEqual(self.codes("x,,f,,,y\ny,,f,,,x"), {"management_cycle"})

    def test_in_the_programme_every_problem_is_one(self):
        self.assertEqual(self.codes("x,junior,f,sql:99,many,x"), {"level_out_of_range", "unreadable_capacity", "self_manager"})
        roles = '[roles]\njunior = { column = "gender", in = ["f"], reason = "a women\'s programme" }'
        self.assertEqual(self.codes("x,,f,sql:99,many,", roles), {"level_out_of_range", "unreadable_capacity"})


class Roles(unittest.TestCase):
    def test_ids_compare_bytewise_and_values_without_case(self):
        roles = '[weights]\n"attribute:location" = 1\n[components."attribute:location"]\nmeasure = "difference"\n[roles]\n' \
                'junior = { column = "id", in = ["Ab"] }\nsenior = { column = "location", in = ["OSLO"] }'
        case = programme("id,location\nAb,lima\naB,lima\nx,Oslo", roles)
        self.assertEqual((case.juniors, case.seniors), (["Ab"], ["x"]))


if __name__ == "__main__":
    unittest.main()
