"""Measures and constants, worked by hand."""

import unittest
from fractions import Fraction

from hand_written import programme
from specification_error import SpecificationError


class Measures(unittest.TestCase):
    def test_skill_gap_with_importance_target_and_an_absent_skill(self):
        # sql: gap 4-1 = 3, the junior closes min(3-1, 3) = 2, times 3; ai: gap 5-0 = 5, closes 5. 11 of 14.
        # Backwards the junior wants sql, gap 5-3 = 2, and the senior (sql 1) closes none of it.
        case = programme("""id,role,skills,wants
                            j,junior,sql:3;AI,sql
                            s,senior,SQL:1,sql:3@4;ai""", '[weights]\nskill_gap = 1\nreciprocal_skill_gap = 1')
        terms = case.terms("j", "s")
        self.assertEqual(terms["skill_gap"].measure, Fraction(11, 14))
        self.assertEqual(terms["skill_gap"].points, 392857)        # 500000 · 11/14 = 392857.14…
        self.assertEqual((terms["reciprocal_skill_gap"].measure, terms["reciprocal_skill_gap"].recorded), (0, True))

    def test_no_gap_left_is_recorded_as_zero(self):
        case = programme("""id,role,skills,wants
                            j,junior,sql:5,
                            s,senior,sql:5,sql
                            t,senior,sql:0,sql""", "[weights]\nskill_gap = 1")
        self.assertEqual([case.points["j", s] for s in "st"], [0, 1_000_000])
        self.assertTrue(case.terms("j", "s")["skill_gap"].recorded)

    def test_the_constant_rounds_each_learner_then_the_mean(self):
        # Senior s wants a, b and c, gap 15: the two juniors close 5/15 and 10/15, sum 1 exactly.
        # Senior t wants a and b and c with targets 1: gap 3, closes 1/3 and 2/3; sum 1.
        # Senior u wants a, importance 1, and d with 2: gap 5 + 10 = 15, both juniors close 5: 1/3 + 1/3,
        # 666666666.67 billionths, rounded up to 666666667. Mean of six pairs: 2666666667 / 6 = 444444444.5, rounded up.
        case = programme("""id,role,skills,wants
                            x,junior,a,
                            y,junior,a;b,
                            z,junior,,
                            s,senior,q,a;b;c
                            t,senior,q,a:1@1;b:1@1;c:1@1
                            u,senior,q,a:1;d:2""", "[weights]\nskill_gap = 1")
        self.assertEqual(case.terms("x", "s")["skill_gap"].measure, Fraction(1, 3))
        self.assertEqual(case.terms("y", "t")["skill_gap"].measure, Fraction(2, 3))
        self.assertEqual(case.constants["skill_gap"], 444444445)
        term = case.terms("z", "s")["skill_gap"]
        self.assertEqual((term.recorded, term.points), (False, 444444))

    def test_a_person_with_both_roles_is_not_a_pair_in_the_constant(self):
        # Ordered pairs of distinct people among a (f), b (m) and the blank c: a-b and b-a, both 1; a-a would be 0.
        case = programme("id,role,gender\na,both,f\nb,both,M\nc,both,", "[weights]\ngender = 1")
        self.assertEqual(case.constants["gender"], 10**9)
        self.assertEqual(len(case.points), 6)

    def test_culture_constant_rounds_each_pair_of_value_sets(self):
        # {n} against {n,s,e}: 2/3, twice (two juniors with {n}): 1333333333.33 billionths -> 1333333333.
        # {w} against {n,s,e}: 1. Sum 2333333333 over 3 pairs: 777777777.67 -> 777777778.
        case = programme("""id,role,culture
                            a,junior,n
                            b,junior,N
                            c,junior,w
                            d,junior,
                            s,senior,n;s;e""", "[weights]\nculture = 1")
        self.assertEqual(case.constants["culture"], 777777778)

    def test_generation_shapes(self):
        people = "id,role,birth_year,hire_date\nj,junior,1997,2020-05-01\nk,junior,1964,\ns,senior,1965,1999-12-31"
        cohorts = programme(people, "[weights]\ngeneration = 1")
        self.assertEqual([cohorts.terms(j, "s")["generation"].measure for j in "jk"], [Fraction(2, 4), Fraction(1, 4)])
        younger = programme(people, '[weights]\ngeneration = 1\n[components.generation]\ndirection = "younger_teaches"')
        self.assertEqual([younger.terms(j, "s")["generation"].measure for j in "jk"], [Fraction(1, 2), 0])
        years = programme(people, '[weights]\ngeneration = 1\n[components.generation]\nmeasure = "years"')
        self.assertEqual(years.terms("j", "s")["generation"].measure, Fraction(32, 40))
        hired = programme(people, '[weights]\ngeneration = 1\n[components.generation]\nmeasure = "hire_years"')
        self.assertEqual(hired.terms("j", "s")["generation"].measure, Fraction(21, 30))
        self.assertFalse(hired.terms("k", "s")["generation"].recorded)

    def test_components_nobody_records_go_before_weights_are_made(self):
        case = programme("id,role,gender,location\nj,junior,f,Oslo\ns,senior,m,Oslo",
                         '[weights]\nskill_gap = 9\ngender = 1\n"attribute:location" = 2\n'
                         '[components."attribute:location"]\nmeasure = "similarity"')
        self.assertEqual(case.weights, {"gender": 333333, "attribute:location": 666667})
        self.assertEqual(case.points["j", "s"], 1_000_000)

    def test_attribute_free_mode(self):
        people = "id,role,gender,culture,skills,wants\nj,junior,f,n,a,\ns,senior,m,s,b,a"
        self.assertEqual(set(programme(people).weights), {"skill_gap", "culture", "gender"})
        self.assertEqual(set(programme(people, "use_protected = false").weights), {"skill_gap"})
        with self.assertRaisesRegex(SpecificationError, "nothing_to_score"):
            programme("id,role,gender\nj,junior,f\ns,senior,m", "use_protected = false")


if __name__ == "__main__":
    unittest.main()
