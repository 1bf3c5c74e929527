//! Ready-made weights for the aims programmes have, and the commented template of every key.

use super::Policy;

/// What a programme is mainly for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// Skills first, and a bit of everything: the defaults.
    Balanced,
    /// Skills alone, in both directions: no protected attribute is read.
    Skills,
    /// Generations meet: the younger teach the older.
    Generations,
    /// People unlike each other meet.
    Inclusion,
}

impl Aim {
    /// Every aim.
    pub const ALL: [Aim; 4] = [Aim::Balanced, Aim::Skills, Aim::Generations, Aim::Inclusion];

    /// The aim of this name.
    pub fn parse(name: &str) -> Option<Aim> {
        Self::ALL.into_iter().find(|aim| aim.as_str() == name)
    }

    /// The aim of this name.
    ///
    /// # Errors
    /// `bad_value`, with the nearest name, if there is none.
    pub fn named(name: &str) -> Result<Aim, crate::Error> {
        Self::parse(name).ok_or_else(|| {
            let likeness = |aim: &Aim| strsim::jaro_winkler(name, aim.as_str());
            let nearest = Self::ALL.into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
            let nearest = nearest.filter(|aim| likeness(aim) > 0.7);
            let hint = nearest.map_or(String::new(), |aim| format!(" Did you mean {:?}?", aim.as_str()));
            let names = Self::ALL.map(Aim::as_str).join(", ");
            let text = format!("there is no aim {name:?}; the aims are {names}.{hint}");
            super::one(crate::Problem::new(crate::Code::BadValue, text).in_column("aim"))
        })
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Aim::Balanced => "balanced",
            Aim::Skills => "skills",
            Aim::Generations => "generations",
            Aim::Inclusion => "inclusion",
        }
    }

    fn says(self) -> &'static str {
        match self {
            Aim::Balanced => "skills first, and a bit of everything",
            Aim::Skills => "skills alone, in both directions; no protected attribute is read",
            Aim::Generations => "generations meet, the younger teach the older",
            Aim::Inclusion => "people unlike each other meet",
        }
    }

    /// Skill gap, reciprocal skill gap, generation, culture, gender.
    fn weights(self) -> [&'static str; 5] {
        match self {
            Aim::Balanced => ["0.40", "0.15", "0.15", "0.15", "0.15"],
            Aim::Skills => ["0.70", "0.30", "0.00", "0.00", "0.00"],
            Aim::Generations => ["0.40", "0.10", "0.50", "0.00", "0.00"],
            Aim::Inclusion => ["0.25", "0.15", "0.10", "0.25", "0.25"],
        }
    }
}

impl Policy {
    /// A policy for an aim: [`Policy::template`], read.
    ///
    /// # Errors
    /// None in practice: the templates are tested.
    pub fn aim(aim: Aim) -> Result<Policy, crate::Error> {
        Policy::from_toml(&Policy::template(aim))
    }

    /// A commented `policy.toml` for an aim: every key, with a comment on every line.
    pub fn template(aim: Aim) -> String {
        let [skill, reciprocal, generation, culture, gender] = aim.weights();
        let direction = if aim == Aim::Generations { "younger_teaches" } else { "either" };
        let protected = aim != Aim::Skills;
        let (name, says) = (aim.as_str(), aim.says());
        format!(
            r##"# Obverse policy, aim "{name}": {says}.
# Every key is here. A line that starts with "# " and a key is an example: take the "# " away to use it.
scale = 5                              # top of the skill level scale, bottom 0; or [1, 5] for another bottom
seed = 0                               # draws the order in which equals are served; any whole number
# as_of = 2026-01-01                   # the day on which the ages of the export held; needed when it has an `age` column
missing = "neutral"                    # a measure that is not recorded counts as the average; or "zero", or a number from 0 to 1
use_protected = {protected:<5}                  # false: age, gender, culture and what `protected` lists are not scored at all
protected = []                         # further columns to treat like gender and culture: never in messages or circulated tables
# topics = ["ai tools"]                # what the programme teaches: stands in for people who state no wants

[columns]                              # your export's header = our name, only where they differ
# "Employee ID" = "id"                 # for example

[roles]                                # who takes part as what, only for people whose `role` is empty
# grade_order = ["Analyst", "Director"] # grades lowest first, when they are words
# junior = {{ grade_at_most = "Analyst" }} # who mentors; or grade_at_least, steps_from_top_at_least, or column and in
# senior = {{ steps_from_top_at_most = 2 }} # who learns; or grade_at_least, or {{ column = "band", in = ["E1", "E2"] }}

[weights]                              # decimals, shares of their sum; 0 switches a component off
skill_gap = {skill}                       # what the senior wants to learn and this junior can teach
reciprocal_skill_gap = {reciprocal}            # what the junior wants to learn and this senior can teach
generation = {generation}                      # distance between generations
culture = {culture}                         # distance between cultures
gender = {gender}                          # difference of gender
# request = 0.1                        # one asked for the other
# "attribute:location" = 0.1           # any column of yours; needs [components."attribute:location"]

[components.generation]                # how generations are told apart
boundaries = [1945, 1964, 1980, 1996]  # last birth year of every cohort but the youngest
direction = "{direction}"{pad}# or "younger_teaches": only a younger junior counts; or "either"
measure = "cohort"                     # or "years" with range = 40, or "hire_years" with range = 30 (career stage, no age)

[components.culture]                   # how cultures are compared
columns = ["culture"]                  # the columns that say something of it: nationality, languages, …
# distances = "culture_distances.csv"  # a, b, distance from 0 to 1; without it: share of values not in common

[components.gender]                    # how gender is compared
# table = [["f", "m", 1.0]]            # junior's, senior's, measure; pairs not listed 0. Without it: differs 1, same 0

# [components.request]                 # where requests stand
# column = "requests"                  # ids or e-mails, ; between several

# [components."attribute:location"]    # a column of your own
# measure = "difference"               # or "similarity", "overlap", or "distance" / "closeness" with range = 10

[rules.reporting_line]                 # never within a reporting line
chain_depth = "any"                    # one above the other within so many steps; "any" or "off"
shared_manager_depth = 1               # the same manager within so many steps above both; 0 is off
# if_nobody_left = 3                   # chain depth for someone whom this rule alone leaves with nobody
# exempt = [{{ id = "e001", reason = "asked by the board" }}] # people to whom the rule does not apply

[rules.opt_in]                         # only people who said yes, where the export has that column
enabled = true                         # false switches it off

[rules.conflict]                       # never a pair of the conflicts table
enabled = true                         # false switches it off

[rules.past_pair]                      # never a pair of an earlier round
enabled = true                         # false switches it off

# [rules.grade_gap]                    # the senior stands clearly above
# at_least = 2                         # grades

# [rules.different]                    # the two differ in each of these
# columns = ["department"]             # a protected column needs reason = "…"

# [rules.shares]                       # the two share a value in each of these
# columns = ["languages"]              # a protected column needs reason = "…"
# windows = [{{ column = "utc_offset", at_most = 3 }}] # numbers at most so far apart

# [rules.can_teach]                    # the junior has something the senior wants
# missing = "pass"                     # or "bar" pairs that cannot be judged; every rule but the switches has this key

[tiers]                                # what comes first
coverage = true                        # people paired before points; false: points alone
min_score = 0                          # 0 to 100: pairs below it are not made
"##,
            pad = " ".repeat(25usize.saturating_sub(direction.len())),
        )
    }
}
