"""Protected columns under any spelling, and attribute-free mode."""

import unittest

from column_names import column_name
from hand_written import programme
from protected import is_protected, refused
from policy_reading import in_our_names
from specification_error import SpecificationError


class Names(unittest.TestCase):
    def test_spellings_of_one_column(self):
        self.assertEqual({column_name(one) for one in ("Ethnic Group", "ethnic_group", " ETHNIC  GROUP ")}, {"ethnic_group"})
        self.assertEqual({column_name(one) for one in ("Hire Date", "hire-date", "HireDate")}, {"hire_date"})
        self.assertEqual(column_name("Skill.AI Tools"), "skill.ai tools")


class AttributeFree(unittest.TestCase):
    PEOPLE = "id,role,Ethnic Group,location,hire_date,requests\nj,junior,a,x,2000-01-01,s\ns,senior,b,y,2015-01-01,"
    WEIGHTS = """[weights]
                 generation = 1
                 request = 1
                 "attribute:Ethnic Group" = 1
                 "attribute:location" = 1
                 [components.generation]
                 measure = "hire_years"
                 [components."attribute:Ethnic Group"]
                 measure = "difference"
                 [components."attribute:location"]
                 measure = "difference"
                 """

    def live(self, first):
        return set(programme(self.PEOPLE, first + "\n" + self.WEIGHTS).weights)

    def test_a_marked_column_is_dropped_under_any_spelling(self):
        everything = {"generation", "request", "attribute:ethnic_group", "attribute:location"}
        self.assertEqual(self.live("use_protected = false"), everything)
        self.assertEqual(self.live('protected = ["ethnic_group"]'), everything)
        for name in ("Ethnic Group", "ethnic_group", "ETHNIC GROUP"):
            self.assertEqual(self.live(f'use_protected = false\nprotected = ["{name}"]'), everything - {"attribute:ethnic_group"})

    def test_whatever_component_reads_it(self):
        free = 'use_protected = false\nprotected = ["Hire Date", "Requests"]'
        self.assertEqual(self.live(free), {"attribute:ethnic_group", "attribute:location"})

    def test_culture_is_protected_wherever_its_columns_are_named(self):
        policy = in_our_names({"components": {"culture": {"columns": ["Mother Tongue"]}}})
        self.assertTrue(all(is_protected(name, policy) for name in ("attribute:mother_tongue", "attribute:culture", "culture")))
        self.assertFalse(is_protected("attribute:department", policy))


class Reasons(unittest.TestCase):
    def test_rules_and_roles_need_one(self):
        def asked(**tables):
            return refused(in_our_names({"protected": ["Ethnicity"], **tables}))
        for column in ("ethnicity", "ETHNICITY", "gender", "Birth Year"):
            self.assertTrue(asked(rules={"different": {"columns": ["department", column]}}))
            self.assertTrue(asked(roles={"junior": {"column": column, "in": ["x"]}}))
            self.assertFalse(asked(rules={"different": {"columns": [column], "reason": "agreed"}}))
            self.assertFalse(asked(rules={"different": {"columns": [column], "enabled": False}}))
        self.assertFalse(asked(rules={"shares": {"columns": ["department"]}}))

    def test_a_rule_with_a_reason_stays_in_attribute_free_mode(self):
        # The switch takes protected attributes out of scoring; a rule that somebody gave reasons for is no score.
        policy = '[weights]\n"attribute:location" = 1\n[components."attribute:location"]\nmeasure = "difference"\n' \
                 '[rules.shares]\ncolumns = ["gender"]\nreason = "a women\'s network"'
        case = programme("id,role,gender,location\nj,junior,f,x\ns,senior,m,y", "use_protected = false\n" + policy)
        self.assertEqual(case.ruled_out["j", "s"], {"shares"})
        with self.assertRaisesRegex(SpecificationError, "protected_without_reason"):
            programme("id,role,gender,location\nj,junior,f,x\ns,senior,m,y", policy.rsplit("\n", 1)[0])


if __name__ == "__main__":
    unittest.main()
