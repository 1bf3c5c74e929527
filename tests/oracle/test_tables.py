"""Requests, distance tables and the three forms of skills, worked by hand."""

import unittest
from fractions import Fraction

from hand_written import programme
from specification_error import SpecificationError


class Requests(unittest.TestCase):
    def test_either_may_ask_by_id_or_e_mail(self):
        # j asks for s; t asks for k by e-mail; nobody asks in j-t and k-s. Two of four pairs: the constant is never needed.
        case = programme("""id,role,email,requests
                            j,junior,,s;K;stranger
                            k,junior,K@x.org,
                            s,senior,,
                            t,senior,,k@X.org""", "[weights]\nrequest = 1")
        self.assertEqual(case.points, {("j", "s"): 10**6, ("j", "t"): 0, ("k", "s"): 0, ("k", "t"): 10**6})
        self.assertEqual((case.constants["request"], case.recorded_pairs["request"]), (5 * 10**8, 4))

    def test_ids_that_differ_in_case_are_two_people(self):
        case = programme("id,role,requests\nj,junior,A1\na1,senior,\nA1,senior,", "[weights]\nrequest = 1")
        self.assertEqual(case.points, {("j", "A1"): 10**6, ("j", "a1"): 0})

    def test_without_the_column_it_is_dropped(self):
        case = programme("id,role,gender\nj,junior,f\ns,senior,m", "[weights]\nrequest = 3\ngender = 1")
        self.assertEqual((case.weights, case.dropped), ({"gender": 10**6}, {"request": "not_recorded"}))

    def test_it_comes_after_free_columns(self):
        # Three equal weights: 333333.33 each, and the odd one goes to the first in component order.
        case = programme("id,role,gender,location,requests\nj,junior,f,a,\ns,senior,m,b,", '[weights]\nrequest = 1\n'
                         '"attribute:Location" = 1\ngender = 1\n[components."attribute:Location"]\nmeasure = "difference"')
        self.assertEqual(list(case.weights.items()), [("gender", 333334), ("attribute:location", 333333), ("request", 333333)])


class Distances(unittest.TestCase):
    POLICY = '[weights]\nculture = 1\n[components.culture]\ndistances = "culture_distances.csv"'

    def test_smallest_distance_of_two_sets(self):
        # a-c .5 (the smaller of two rows), b-c 1 (not listed), so {a,b}-{c} is .5; a-{a,c} shares a: 0.
        case = programme("id,role,culture\nj,junior,A;b\nk,junior,a\ns,senior,c\nt,senior,a;C", self.POLICY,
                         culture_distances="a,b,distance\nC,a,0.75\na,c,0.5")
        self.assertEqual([case.points[pair] for pair in (("j", "s"), ("j", "t"), ("k", "s"), ("k", "t"))],
                         [500_000, 0, 500_000, 0])

    def test_mean_over_the_columns_both_have_recorded(self):
        # culture a-c .25, languages en-fr unlisted 1: mean .625. t has no language: .25 alone.
        case = programme("id,role,culture,languages\nj,junior,a,en\ns,senior,c,fr\nt,senior,c,",
                         self.POLICY + '\ncolumns = ["culture", "Languages"]', culture_distances="a,b,distance\na,c,0.25")
        self.assertEqual((case.points["j", "s"], case.points["j", "t"]), (625_000, 250_000))


class Skills(unittest.TestCase):
    POLICY = "[weights]\nskill_gap = 1"

    def test_columns_and_long_table_join_the_cell(self):
        # The senior: sql 1 (cell), go 2 (column), wants go (cell, importance 1) and art (long, 2@4): gaps 3 and 4.
        # The junior: go 4 (column), art without a level: 5. Closes 2 of 3 and min(5, 4) = 4 of 4: (2 + 2·4) / (3 + 2·4).
        case = programme("""id,role,skills,wants,skill.Go
                            j,junior,,,4
                            s,senior,sql:1,go,2""", self.POLICY, skills="person_id,skill,level,wanted\nj,art,,\ns,ART,,2@4")
        self.assertEqual(case.terms("j", "s")["skill_gap"].measure, Fraction(10, 11))
        self.assertEqual(case.topics("j", "s"), ["art", "go"])

    def test_a_filled_cell_of_the_form_replaces_all_of_it(self):
        # Signed up with sql at 1 the junior no longer knows go; blank wants on the form leave the export's.
        case = programme("id,role,skills,wants,skill.go\nj,junior,,,5\ns,senior,x,go;sql,", self.POLICY,
                         signups="id,skills,wants\nj,sql:1,\ns,,")
        self.assertEqual(case.terms("j", "s")["skill_gap"].measure, Fraction(1, 10))

    def test_two_levels_in_two_places(self):
        for level, codes in (("3", None), ("4", {"skill_twice"})):
            def read():
                return programme("id,role,skills,wants,skill.go\nj,junior,GO:3,," + level + "\ns,senior,x,go,", self.POLICY)
            if codes is None:
                self.assertEqual(read().points["j", "s"], 600_000)
            else:
                with self.assertRaises(SpecificationError) as raised:
                    read()
                self.assertEqual(raised.exception.codes, codes)


if __name__ == "__main__":
    unittest.main()
