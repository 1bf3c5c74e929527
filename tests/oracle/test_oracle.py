"""Checks the oracle against numbers worked by hand, brute force and a second solver.

    python -m unittest discover -s tests/oracle
"""

import os
import subprocess
import sys
import tempfile
import unittest
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import certificate_check                                        # noqa: E402
import compare                                                  # noqa: E402
import stand_in                                                 # noqa: E402
from brute_force import best_value                              # noqa: E402
from flow import Network                                        # noqa: E402
from model import Programme                                     # noqa: E402
from optimum import best, by_assignment, by_integer_program     # noqa: E402
from random_workforces import build                             # noqa: E402
from plain_tables import half_up                                # noqa: E402
from specification_error import SpecificationError              # noqa: E402
from weights import largest_remainder                           # noqa: E402


def programme(people, policy="", **tables):
    """A programme from file texts."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {"people.csv": people, "policy.toml": policy,
                           **{f"{name}.csv": text for name, text in tables.items()}}.items():
            Path(folder, name).write_text("\n".join(line.strip() for line in text.strip().splitlines()) + "\n", encoding="utf-8")
        return Programme(folder)


def value_as_solved(case, made):
    """The value with the people left out of account when coverage is off."""
    people, points = case.value(made)
    return (people if case.coverage else None, points)


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


class Rules(unittest.TestCase):
    # c leads m and n; m leads a and b; n leads d; d also has a dotted line to m. x is on no chart.
    PEOPLE = """id,role,manager_id,dotted_line_ids,gender
                c,senior,,,f
                m,senior,c,,f
                n,senior,c,,f
                a,junior,m,,m
                b,both,m,,m
                d,junior,n,m,m
                x,junior,,,m"""

    def barred(self, rules, **tables):
        case = programme(self.PEOPLE, "[weights]\ngender = 1\n" + rules, **tables)
        return {f"{j}{s}" for j, s in set(case.ruled_out) - case.eligible}

    def test_the_chief_executive_stands_above_everyone(self):
        # c is above a, b, d; m above a, b and (dotted) d; n above d; a, b and d share m directly.
        self.assertEqual(self.barred(""), {"ac", "bc", "dc", "am", "bm", "dm", "dn", "ab", "db"})

    def test_chain_depth_counts_steps(self):
        line = "[rules.reporting_line]\nshared_manager_depth = 0\nchain_depth = "
        self.assertEqual(self.barred(line + "1"), {"am", "bm", "dm", "dn"})
        self.assertEqual(self.barred(line + '"off"'), set())

    def test_shared_manager_depth(self):
        # Within two steps c is above everyone but x and c, so all pairs among m, n, a, b, d share her.
        self.assertEqual(self.barred('[rules.reporting_line]\nchain_depth = "off"\nshared_manager_depth = 2'),
                         {"ab", "am", "an", "bm", "bn", "db", "dm", "dn"})

    def test_someone_left_with_nobody_is_judged_at_fewer_steps(self):
        # Without x, c has nobody; at one step she may learn from a, b and d, who are two steps below. d too has
        # nobody (m, n and c stand above, b shares m) and is judged at one step, which opens no more than dc.
        people = "\n".join(line for line in self.PEOPLE.splitlines() if not line.strip().startswith("x"))
        case = programme(people, "[weights]\ngender = 1\n[rules.reporting_line]\nif_nobody_left = 1")
        self.assertEqual(case.eligible, {("a", "n"), ("b", "n"), ("a", "c"), ("b", "c"), ("d", "c")})

    def test_exempt_people_and_people_on_no_chart(self):
        line = '[rules.reporting_line]\nexempt = [{ id = "c", reason = "asked" }]\n'
        self.assertEqual(self.barred(line), {"am", "bm", "dm", "dn", "ab", "db"})
        self.assertEqual(self.barred(line + 'missing = "bar"'), {"am", "bm", "dm", "dn", "ab", "db", "xm", "xn", "xb"})

    def test_conflicts_bar_both_ways_and_past_pairs_one(self):
        off = '[rules.reporting_line]\nchain_depth = "off"\nshared_manager_depth = 0'
        self.assertEqual(self.barred(off, conflicts="junior,senior,reason\nm,a,quarrel"), {"am"})
        self.assertEqual(self.barred(off, past_pairs="junior,senior\nm,a\nx,c"), {"xc"})

    def test_columns_with_gaps(self):
        people = """id,role,gender,department,languages
                    j,junior,f,Sales,en;fr
                    k,junior,f,,hi
                    s,senior,m,Sales,fr
                    t,senior,m,People,"""
        rules = '[weights]\ngender = 1\n[rules.different]\ncolumns = ["department"]\n'
        self.assertEqual(programme(people, rules).eligible, {("j", "t"), ("k", "s"), ("k", "t")})
        self.assertEqual(programme(people, rules + 'missing = "bar"').eligible, {("j", "t")})
        rules = '[weights]\ngender = 1\n[rules.shares]\ncolumns = ["languages"]\n'
        self.assertEqual(programme(people, rules).eligible, {("j", "s"), ("j", "t"), ("k", "t")})

    def test_consent(self):
        people = "id,role,gender,opt_in\nj,junior,f,Y\nk,junior,f,\ns,senior,m,yes"
        case = programme(people)
        self.assertEqual((case.eligible, len(case.juniors)), ({("j", "s")}, 2))
        self.assertEqual(len(programme(people, signups="id,opt_in\nk,yes").eligible), 2)


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
