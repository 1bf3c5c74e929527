"""Which published problem codes answer which kind of mistake.

Only `nothing_to_score` is spelt out in the specification. The others are patterns (full match, any of the
alternatives): narrow them when the list of codes is published."""

import re

CODES = {
    "nothing_to_score": r"nothing_to_score",
    "duplicate_id": r"duplicate_(id|person)|id_duplicate",
    "self_manager": r"self_manage\w*|own_manager|manages_self",
    "management_cycle": r"(management|manager|reporting)_cycle|cycle",
    "level_out_of_range": r"(skill_)?level_(out_of_range|range|outside_scale)",
    "skill_twice": r"\w*skill\w*(twice|duplicate|conflict|repeated|two_levels)\w*|duplicate_skill\w*|conflicting_\w*levels?",
    "ragged_row": r"ragged_rows?",
    "empty_file": r"empty_file|no_rows|no_people",
    "missing_column": r"missing_(required_)?column",
    "nobody_on_one_side": r"nobody_on_one_side|no_(juniors|seniors)|one_side_empty|no_participants",
    "fixed_pair_breaks_rule": r"fixed_pair_\w*(rule|ineligible|ruled_out)\w*|ineligible_fixed_pair",
    "unknown_key": r"unknown_(policy_)?key|policy_\w*|unknown_\w+",
    "bad_capacity": r"\w*capacity\w*|bad_number|not_a_number|invalid_number",
    "bad_date": r"\w*date\w*",
}


def answers(kind, code):
    """Whether the problem code `code` is one that a mistake of this kind should give."""
    return re.fullmatch(CODES[kind], code) is not None
