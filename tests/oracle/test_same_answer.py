"""The checks that an answer does not change: they notice when it does."""

import csv
import json
import random
import tempfile
import unittest
from pathlib import Path

from hand_written import programme, written
from same_answer import attribute_free, other_draw, rewritten, shuffled, verified

PEOPLE = "id,role,gender,location\nj,junior,f,a\nk,junior,m,b\ns,senior,m,c"
FREE = 'use_protected = false\n[weights]\n"attribute:location" = 1\n[components."attribute:location"]\nmeasure = "difference"'
RESULT = {"summary": {"people_paired": 2, "points": 10**6, "candidate_pairs": 2}, "run": {"seed": 0}, "certificate": {},
          "pairs": [{"junior": "j", "senior": "s", "points": 10**6}], "unmatched": [{"id": "k"}]}
PRINTED = json.dumps(RESULT).encode()


class NoticesChange(unittest.TestCase):
    def complaints(self, check, run, policy=FREE, **more):
        with tempfile.TemporaryDirectory() as folder:
            written(folder, PEOPLE, policy)
            return check(random.Random(1), Path(folder), printed=PRINTED, run=run, **more)

    def test_other_bytes(self):
        self.assertEqual(self.complaints(shuffled, lambda words: (0, PRINTED, b"")), [])
        self.assertEqual(len(self.complaints(shuffled, lambda words: (0, PRINTED + b" ", b""))), 1)

    def test_verify_that_says_yes_or_no_to_everything(self):
        yes = (0, b'{"holds": true, "optimal": true}', b"")
        no = (1, b'{"holds": false, "optimal": false}', b"")
        self.assertEqual(self.complaints(verified, lambda words: yes), [])
        self.assertEqual(len(self.complaints(verified, lambda words: no)), 1)
        with tempfile.TemporaryDirectory() as folder:
            written(folder, PEOPLE, FREE)
            seed = next(k for k in range(99) if random.Random(k).random() >= 0.7)
            self.assertEqual(len(verified(random.Random(seed), Path(folder), PRINTED, lambda words: yes)), 1)

    def test_protected_cells_that_decide(self):
        case = programme(PEOPLE, FREE)
        other = json.dumps({**RESULT, "pairs": []}).encode()
        self.assertEqual(self.complaints(attribute_free, lambda words: (0, PRINTED, b""), programme=case), [])
        self.assertEqual(len(self.complaints(attribute_free, lambda words: (0, other, b""), programme=case)), 1)

    def test_a_seed_that_changes_the_optimum(self):
        case = programme(PEOPLE, FREE)
        worse = json.dumps({**RESULT, "summary": {**RESULT["summary"], "points": 5}}).encode()
        seed = next(k for k in range(99) if random.Random(k).random() >= 0.7)
        with tempfile.TemporaryDirectory() as folder:
            written(folder, PEOPLE, FREE)
            # The optimum differs and the seed is not recorded: two complaints.
            self.assertEqual(len(other_draw(random.Random(seed), Path(folder), case, PRINTED, lambda words: (0, worse, b""))), 2)


class Forms(unittest.TestCase):
    def test_a_rewritten_table_is_the_same_table(self):
        rows = [["p1", "a;b", 'say "x", then'], ["Łódź", "", "Χανιά"]]
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "people.csv")
            for seed in range(20):
                rewritten(random.Random(seed), file, ["id", "b", "c"], rows)
                text = file.read_bytes()
                encoding = "utf-16" if text[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
                lines = text.decode(encoding)
                delimiter = next(mark for mark in ",;\t" if mark in lines.splitlines()[0])
                self.assertEqual(list(csv.reader(lines.splitlines(), delimiter=delimiter)), [["id", "b", "c"]] + rows)


if __name__ == "__main__":
    unittest.main()
