"""Rules switched off, and windows of numbers, worked by hand."""

import unittest

from hand_written import programme


class Switches(unittest.TestCase):
    def test_a_rule_that_is_off_rules_out_nothing(self):
        people = "id,role,gender,manager_id,opt_in\nj,junior,f,s,yes\ns,senior,m,,no"
        tables = {"conflicts": "junior,senior,reason\ns,j,x", "past_pairs": "junior,senior\nj,s"}
        self.assertEqual(programme(people, **tables).ruled_out["j", "s"], {"reporting_line", "opt_in", "conflict", "past_pair"})
        off = "".join(f"[rules.{name}]\nenabled = false\n" for name in ("reporting_line", "opt_in", "conflict", "past_pair"))
        case = programme(people, off + '[rules.different]\nenabled = false\ncolumns = ["role"]', **tables)
        self.assertEqual((case.ruled_out["j", "s"], sum(case.not_evaluated.values())), (set(), 0))

    def test_windows(self):
        people = "id,role,gender,time_zone\nj,junior,f,5.5;-3\nk,junior,f,\ns,senior,m,5\nt,senior,m,4.9"
        rules = '[rules.shares]\nwindows = [{ column = "Time Zone", at_most = 0.5 }]\n'
        case = programme(people, rules)
        self.assertEqual((case.eligible, case.not_evaluated["shares"]), ({("j", "s"), ("k", "s"), ("k", "t")}, 2))
        self.assertEqual(programme(people, rules + 'missing = "bar"').eligible, {("j", "s")})


if __name__ == "__main__":
    unittest.main()
