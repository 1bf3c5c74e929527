"""The column names of the extra tables, and the option that hands each one to the command.

The specification names the tables but not every header, so they stand here, once."""

PAST_PAIRS = ("junior", "senior")
CONFLICTS = ("junior", "senior", "reason")
FIXED_PAIRS = ("junior", "senior", "override_reason")
EXISTING_PAIRS = ("junior", "senior")
SKILLS = ("person_id", "skill", "level", "wanted")
DISTANCES = ("a", "b", "distance")

# table name (the file is NAME.csv) -> option; culture_distances.csv is named by the policy
OPTIONS = {
    "signups": "--signups",
    "skills": "--skills",
    "past_pairs": "--past-pairs",
    "conflicts": "--conflicts",
    "fixed_pairs": "--fixed-pairs",
    "existing_pairs": "--existing-pairs",
}
