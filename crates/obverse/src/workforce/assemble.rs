//! From everything that was read to a [`Workforce`], or to all that is wrong with it.
//!
//! People are identified, the form is joined, lines are resolved, tables find their people; only then is it known who takes
//! part, and so which problems matter.

use std::sync::Arc;

use super::by_id::ById;
use super::cells::Reading;
use super::grouping::shorten;
use super::identities::{self, Lookup};
use super::pair_tables::RawPairs;
use super::people::People;
use super::people_table::PeopleTable;
use super::reporting_lines::{self, Lines};
use super::settings::Settings;
use super::skill_rows::{SkillColumns, SkillNames, SkillRows};
use super::skills_table::{Entry, SkillsTable};
use super::slipped::ProtectedValues;
use super::unknown_skills::{Source, WantedAndTaught};
use super::{Birth, Inner, ManagerColumn, PairRow, Person, Roles, Rows, Skills, Workforce, cycles, signups};
use crate::{Error, Problems};

/// A file's name and what was read from it.
pub(crate) struct Named<T> {
    pub(crate) file: String,
    pub(crate) content: T,
}

/// Everything that was read, nothing yet joined.
pub(crate) struct Intake {
    pub(crate) settings: Settings,
    pub(crate) names: SkillNames,
    pub(crate) people: Named<PeopleTable>,
    pub(crate) form: Option<Named<PeopleTable>>,
    pub(crate) skills: Option<Named<SkillsTable>>,
    pub(crate) conflicts: Option<RawPairs>,
    pub(crate) fixed_pairs: Option<RawPairs>,
    pub(crate) past_pairs: Option<RawPairs>,
    pub(crate) existing_pairs: Option<RawPairs>,
}

/// The four tables of pairs, their people found.
#[derive(Default)]
struct PairTables {
    conflicts: Vec<PairRow>,
    fixed: Vec<PairRow>,
    past: Vec<PairRow>,
    existing: Vec<PairRow>,
}

impl Intake {
    /// The workforce and the warnings, or every problem of every file.
    pub(crate) fn assemble(mut self) -> Result<(Workforce, Problems), Error> {
        let mut reading =
            Reading { settings: &self.settings, names: &mut self.names, findings: &mut self.people.content.findings };
        let (births, hire_dates) = self.people.content.people.resolve_dates(&mut reading);
        let export = &mut self.people.content;
        let by_id = identities::by_id(&export.people, &mut export.findings);
        let lookup = Lookup::new(&by_id, &export.people);

        let form_row = match &mut self.form {
            Some(Named { content, .. }) => {
                signups::join(&content.people, export.people.ids.len(), &lookup, &mut content.findings)
            }
            None => vec![None; export.people.ids.len()],
        };
        let form = self.form.as_ref().map(|form| &form.content.people);
        let joined = Joined { export: &export.people, form, form_row: &form_row };
        let (roles, is_context) = joined.roles(self.settings.derives_roles);
        let (capacities, opt_in) = (joined.capacities(), joined.opt_in());

        let entries = self.skills.as_mut().map(|table| table.content.by_person(&lookup)).unwrap_or_default();
        let mut wanted = WantedAndTaught::new(&self.names);
        let table = self.skills.as_mut().map(|table| &mut table.content);
        let skills = joined.skills(&entries, table, &self.names, &self.settings, &mut wanted);

        let mut problems_of_pairs = Problems::new();
        let mut pairs_of = |raw: Option<RawPairs>| {
            let (pairs, problems) = raw.map(|raw| raw.resolve(&lookup)).unwrap_or_default();
            problems_of_pairs.extend(problems);
            pairs
        };
        let pairs = PairTables {
            conflicts: pairs_of(self.conflicts),
            fixed: pairs_of(self.fixed_pairs),
            past: pairs_of(self.past_pairs),
            existing: pairs_of(self.existing_pairs),
        };

        let hidden = ProtectedValues::of(&export.people, &self.settings);
        let lines = reporting_lines::resolve(&export.people, &by_id, &hidden, &mut export.findings);
        cycles::report(&export.people, &lines, &mut export.findings);

        let context = ContextRows::new(is_context, &form_row, form.map_or(0, |form| form.rows.len()), &entries);
        let Named { file, content: PeopleTable { people, findings } } = self.people;
        let header = people.wants_header.as_deref();
        let mut problems = hidden.hide_in(findings.into_problems(|row| context.in_export(&people, row)));
        problems.extend(wanted.report(Source::Export, (&file, header), &self.names, &hidden));
        if let Some(Named { file, content: PeopleTable { people, findings } }) = self.form {
            let header = people.wants_header.as_deref();
            problems.extend(hidden.hide_in(findings.into_problems(|row| context.in_form(&people, row))));
            problems.extend(wanted.report(Source::Form, (&file, header), &self.names, &hidden));
        }
        if let Some(Named { file, content }) = self.skills {
            problems.extend(content.findings.into_problems(|row| context.in_skills(row)));
            problems.extend(wanted.report(Source::SkillsTable, (&file, None), &self.names, &hidden));
        }
        problems.extend(problems_of_pairs);
        let warnings = problems.into_result()?;

        let columns = Columns { births, hire_dates, roles, capacities, opt_in, skills };
        Ok((build(people, lines, columns, pairs), warnings))
    }
}

/// Columns whose cells come from several places.
struct Columns {
    births: Vec<Birth>,
    hire_dates: Vec<Option<i32>>,
    roles: Vec<Option<Roles>>,
    capacities: Vec<u32>,
    opt_in: Option<Vec<bool>>,
    skills: Skills,
}

/// The export and, where somebody signed up, the form's row.
struct Joined<'a> {
    export: &'a People,
    form: Option<&'a People>,
    form_row: &'a [Option<u32>],
}

impl<'a> Joined<'a> {
    /// The form's rows, with everybody's place in it.
    fn signed_up(&self, k: usize) -> Option<(&'a People, usize)> {
        Some((self.form?, self.form_row[k]? as usize))
    }

    /// Final roles, and who is outside the programme: those without a role, once anybody has one and no policy gives more.
    fn roles(&self, derives_roles: bool) -> (Vec<Option<Roles>>, Vec<bool>) {
        let people = 0..self.export.ids.len();
        let from_form = |k| self.signed_up(k).and_then(|(form, row)| form.roles[row]);
        let roles: Vec<_> = people.clone().map(|k| from_form(k).or(self.export.roles[k])).collect();
        let roles_given = !derives_roles && roles.iter().any(Option::is_some);
        let unknown = |k: usize| {
            self.export.unknown_roles[k] || self.signed_up(k).is_some_and(|(form, row)| form.unknown_roles[row])
        };
        let is_context = people.map(|k| roles_given && roles[k].is_none() && !unknown(k)).collect();
        (roles, is_context)
    }

    fn capacities(&self) -> Vec<u32> {
        let from_form = |k| self.signed_up(k).and_then(|(form, row)| form.capacities[row]);
        (0..self.export.ids.len()).map(|k| from_form(k).or(self.export.capacities[k]).unwrap_or(1)).collect()
    }

    /// `None` if neither file asks. Those who did not sign up keep what the export says, or else did not opt in.
    fn opt_in(&self) -> Option<Vec<bool>> {
        let asked_in_form = self.form.and_then(|form| form.opt_in.as_ref());
        let asked_in_export = self.export.opt_in.as_ref();
        if asked_in_form.is_none() && asked_in_export.is_none() {
            return None;
        }
        let said = |k: usize| {
            let in_form = asked_in_form.zip(self.form_row[k]).and_then(|(all, row)| all[row as usize]);
            in_form.or(asked_in_export.and_then(|all| all[k])).unwrap_or(false)
        };
        Some((0..self.export.ids.len()).map(said).collect())
    }

    /// The form's cell where it is filled, else the export's cell together with the long table's rows.
    fn skills(
        &self,
        entries: &[(Person, Entry)],
        mut table: Option<&mut SkillsTable>,
        names: &SkillNames,
        settings: &Settings,
        wanted: &mut WantedAndTaught,
    ) -> Skills {
        let mut known = SkillRows::default();
        let mut rest = entries;
        let mut columns = SkillColumns::new(names, settings.scale);
        for k in 0..self.export.ids.len() {
            let of_person = rest.iter().take_while(|(p, _)| p.index() == k).count();
            let (own, later) = rest.split_at(of_person);
            rest = later;
            for &skill in self.export.skills.has(k) {
                known.add_skill(skill);
            }
            for &want in self.export.skills.wants(k) {
                known.add_want(want);
            }
            if let Some(table) = table.as_deref_mut() {
                for &(_, entry) in own {
                    table.merge(entry, &mut known, names);
                }
            }
            known.end_row();

            let signed_up = self.signed_up(k);
            let form_has = signed_up.map(|(form, row)| form.skills.has(row)).filter(|has| !has.is_empty());
            let form_wants = signed_up.map(|(form, row)| form.skills.wants(row)).filter(|wants| !wants.is_empty());
            let has = form_has.unwrap_or_else(|| known.has(k));
            let wants = form_wants.unwrap_or_else(|| known.wants(k));
            columns.push(has.iter().copied(), wants.iter().copied());

            for skill in has.iter().filter(|s| s.level > settings.scale.bottom()) {
                wanted.taught(skill.skill);
            }
            if let Some((wants, (form, row))) = form_wants.zip(signed_up) {
                for want in wants {
                    wanted.wanted(Source::Form, want.skill, form.rows[row]);
                }
                continue;
            }
            for want in self.export.skills.wants(k) {
                wanted.wanted(Source::Export, want.skill, self.export.rows[k]);
            }
            for (entry, want) in own.iter().filter_map(|(_, entry)| Some((entry, entry.want?))) {
                wanted.wanted(Source::SkillsTable, want.skill, entry.row);
            }
        }
        // Stand-ins for managers have no entry: nothing is recorded of them.
        columns.finish()
    }
}

/// Which rows of each file are about people outside the programme.
struct ContextRows {
    is_context: Vec<bool>,
    /// The person of each row of the form.
    of_form: Vec<Option<usize>>,
    /// (row, person) of the skills table, by row.
    of_skills: Vec<(u64, usize)>,
}

impl ContextRows {
    fn new(is_context: Vec<bool>, form_row: &[Option<u32>], form_rows: usize, entries: &[(Person, Entry)]) -> Self {
        let mut of_form = vec![None; form_rows];
        for (person, row) in form_row.iter().enumerate() {
            if let Some(row) = row {
                of_form[*row as usize] = Some(person);
            }
        }
        let mut of_skills: Vec<_> = entries.iter().map(|(person, entry)| (entry.row, person.index())).collect();
        of_skills.sort_unstable();
        ContextRows { is_context, of_form, of_skills }
    }

    fn in_export(&self, people: &People, row: u64) -> bool {
        people.rows.binary_search(&row).is_ok_and(|k| self.is_context[k])
    }

    /// Rows that are joined to nobody count as outside too.
    fn in_form(&self, form: &People, row: u64) -> bool {
        form.rows.binary_search(&row).is_ok_and(|k| self.of_form[k].is_none_or(|person| self.is_context[person]))
    }

    fn in_skills(&self, row: u64) -> bool {
        let at = self.of_skills.binary_search_by_key(&row, |&(row, _)| row);
        at.map_or(true, |at| self.is_context[self.of_skills[at].1])
    }
}

fn build(people: People, lines: Lines, columns: Columns, pairs: PairTables) -> Workforce {
    let in_file = people.ids.len();
    let everyone = in_file + lines.stand_ins.len();
    let mut ids = people.ids;
    ids.extend(lines.stand_ins);
    let mut dotted = lines.dotted;
    if !dotted.is_empty() {
        dotted.resize(everyone, Vec::new());
    }
    let mut attributes: Vec<_> = people
        .attributes
        .into_iter()
        .map(|(name, mut builder)| {
            builder.pad(everyone);
            builder.finish(&name)
        })
        .collect();
    attributes.sort_unstable_by(|a, b| a.name().cmp(b.name()));
    let inner = Inner {
        by_id: ById::of(&ids),
        ids,
        in_file,
        rows: Rows::of(people.rows),
        names: people.names.map(|column| column.padded(everyone)),
        emails: people.emails.map(|column| column.padded(everyone)),
        managers: padded(lines.managers, everyone, None),
        manager_column: ManagerColumn {
            header: people.manager_header.map(|header| shorten(&header)),
            near: people.near_manager_header,
        },
        dotted,
        roles: padded(columns.roles, everyone, None),
        capacities: padded(columns.capacities, everyone, 0),
        opt_in: columns.opt_in.map(|column| padded(column, everyone, false)),
        births: padded(columns.births, everyone, Birth::NotRecorded),
        hire_dates: padded(columns.hire_dates, everyone, None),
        skills: columns.skills,
        attributes,
        conflicts: pairs.conflicts,
        past_pairs: pairs.past,
        fixed_pairs: pairs.fixed,
        existing_pairs: pairs.existing,
    };
    Workforce { inner: Arc::new(inner) }
}

fn padded<T: Clone>(mut column: Vec<T>, people: usize, with: T) -> Vec<T> {
    column.resize(people, with);
    column
}
