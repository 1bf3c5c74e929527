# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # First pairing in ten minutes
#
# In *reverse mentoring* a junior employee mentors a senior one. This notebook goes from an export of your HR system to
# pairs that you can defend. Nothing leaves your machine. The sample company is invented.

# %%
from pathlib import Path

import pandas as pd

import obverse as ob

examples = Path("../../examples")
export = pd.read_csv(examples / "sample-company" / "people.csv", dtype=str)
export.head(3)

# %% [markdown]
# ## 1. Bring the people
#
# One row for each person. People outside the programme stay in, because others report to them. Headers as your system
# writes them; say with `columns={"Employee No": "id"}` what is not understood. The index of a frame never counts.

# %%
people = ob.Workforce.from_frame(export)
people

# %% [markdown]
# ## 2. Check
#
# Every problem at once, as records and as a table: the code, the rows, and what to do.

# %%
people.check()

# %%
damaged = export.copy()
damaged.loc[3, "id"] = damaged.loc[2, "id"]
damaged.loc[5, "role"] = "chief"
ob.Workforce.from_frame(damaged).check()

# %% [markdown]
# ## 3. Pair
#
# Without a policy the defaults hold: skills first, and a bit of everything; nobody in a reporting line.

# %%
matching = ob.pair(people)
matching

# %%
matching.to_frame().head()

# %% [markdown]
# The summary says what was promised and kept. `verify` checks it again, by code that the solver does not share.

# %%
print(matching.summary)
assert matching.verify()
matching.certificate

# %% [markdown]
# ## 4. Ask why
#
# The terms of a pair add up to its points, for any two people: also a pair that was not made, or that a rule forbids.

# %%
best = matching.pairs[0]
matching.explain(best.junior, best.senior)

# %%
left_out = matching.unmatched[0]
print(f"{left_out.id}, {left_out.role}: {left_out.reasons[0].text}")

# %% [markdown]
# ## 5. Make it your programme
#
# Weights are shares of their sum. What is misspelt is told with the nearest key.

# %%
policy = ob.Policy(
    weights={"skill_gap": 0.7, "generation": 0.3},
    components={"generation": {"direction": "younger_teaches"}},
    rules={"grade_gap": {"at_least": 1}, "reporting_line": {"chain_depth": 3}},
)
ours = ob.pair(people, policy)
ours

# %%
try:
    ob.Policy(weights={"skil_gap": 1})
except ob.PolicyError as error:
    print(error)

# %% [markdown]
# ## 6. Compare with your own list

# %%
by_hand = ours.to_frame()[["junior", "senior"]].sample(10, random_state=1)
ob.compare(people, by_hand, policy)

# %% [markdown]
# ## 7. Send it round, keep the record
#
# What participants see has no terms on protected attributes. `save` writes the files that the command writes, byte for byte.

# %%
ours.to_frame(audience="participants").columns.tolist()

# %%
import tempfile

with tempfile.TemporaryDirectory() as folder:
    print([path.name for path in ours.save(f"{folder}/results/")])

# %% [markdown]
# # Programmes of other kinds
#
# Each with its own policy and source; see `examples/`.


# %%
def programme(name: str, **tables: str) -> ob.Matching:
    folder = examples / name
    further = {table: folder / file for table, file in tables.items()}
    return ob.pair(ob.read_workforce(folder / "people.csv", **further), folder / "policy.toml")


# %% [markdown]
# **Procter & Gamble, biotechnology**: senior management learns from young scientists. Roles come from the policy.

# %%
programme("procter-gamble-biotechnology")

# %% [markdown]
# **AMP and Pearl**: twelve young employees, twelve assistant directors. All twelve pairs are made.

# %%
pearl = programme("amp-pearl")
assert len(pearl) == 12
pearl

# %% [markdown]
# **Wharton**: executives learn e-business from students of another organisation.

# %%
programme("wharton-e-business")

# %% [markdown]
# **AME**: two groups across companies, both directions at once; the second round repeats no pair of the first.

# %%
first = programme("ame-champions-club")
second = programme("ame-champions-club", past_pairs="past_pairs.csv")
past = (examples / "ame-champions-club" / "past_pairs.csv").read_text().splitlines()[1:]
assert {f"{pair.junior},{pair.senior}" for pair in second.pairs}.isdisjoint(past)
second
