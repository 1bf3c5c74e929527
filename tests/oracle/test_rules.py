"""Rules on a small chart, worked by hand."""

import unittest

from hand_written import programme


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


if __name__ == "__main__":
    unittest.main()
