//! A workforce as bytes that depend on nothing but what it says: not on the order of rows or columns, nor on the dress of
//! the file. The run record hashes them.

use std::io::{self, Write};

use super::{Birth, PairRow, Person, Roles, Workforce};

impl Workforce {
    /// Writes the canonical form: people by id, columns by name, tables by their people.
    ///
    /// Every text is preceded by its length, so that no two workforces have the same form. Capacities, roles and opt-ins are
    /// written as they stand after the sign-ups are joined; row numbers are left out.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_canonical(&self, out: &mut impl Write) -> io::Result<()> {
        let scale = self.skills().scale();
        writeln!(out, "workforce 1")?;
        writeln!(out, "scale {} {}", scale.bottom(), scale.top())?;
        let inner = &*self.inner;
        let columns =
            [("name", inner.names.is_some()), ("email", inner.emails.is_some()), ("opt_in", inner.opt_in.is_some())];
        for (name, _) in columns.iter().filter(|(_, present)| *present) {
            text(out, "column", name)?;
        }
        for name in self.attribute_names() {
            text(out, "attribute", name)?;
        }
        let mut people: Vec<Person> = (0..self.len_with_stand_ins() as u32).map(Person).collect();
        people.sort_unstable_by(|&a, &b| self.id(a).cmp(self.id(b)));
        for person in people {
            self.write_person(person, out)?;
        }
        for (name, pairs) in [
            ("conflict", self.conflicts()),
            ("past", self.past_pairs()),
            ("fixed", self.fixed_pairs()),
            ("existing", self.existing_pairs()),
        ] {
            self.write_pairs(name, pairs, out)?;
        }
        Ok(())
    }

    fn write_person(&self, person: Person, out: &mut impl Write) -> io::Result<()> {
        text(out, if person.index() < self.len() { "person" } else { "stand-in" }, self.id(person))?;
        for (tag, value) in [("name", self.name(person)), ("email", self.email(person))] {
            if let Some(value) = value {
                text(out, tag, value)?;
            }
        }
        if let Some(manager) = self.manager(person) {
            text(out, "manager", self.id(manager))?;
        }
        let mut dotted: Vec<&str> = self.dotted(person).iter().map(|&p| self.id(p)).collect();
        dotted.sort_unstable();
        for id in dotted {
            text(out, "dotted", id)?;
        }
        if let Some(Roles { junior, senior }) = self.roles(person) {
            writeln!(out, "roles {} {}", u8::from(junior), u8::from(senior))?;
        }
        writeln!(out, "capacity {}", self.capacity(person))?;
        if let Some(opt_in) = self.opt_in(person) {
            writeln!(out, "opt_in {}", u8::from(opt_in))?;
        }
        match self.birth(person) {
            Birth::NotRecorded => {}
            Birth::Date(day) => writeln!(out, "born {day}")?,
            Birth::Year(year) => writeln!(out, "birth_year {year}")?,
            Birth::Age(age) => writeln!(out, "age {age}")?,
            Birth::Cohort(cohort) => writeln!(out, "cohort {cohort}")?,
        }
        if let Some(day) = self.hire_date(person) {
            writeln!(out, "hired {day}")?;
        }
        let skills = self.skills();
        for skill in skills.has(person).unwrap_or_default() {
            text(out, "skill", skills.label(skill.skill))?;
            writeln!(out, "level {}", skill.level)?;
        }
        for want in skills.wants(person).unwrap_or_default() {
            text(out, "want", skills.label(want.skill))?;
            writeln!(out, "importance {} target {}", want.importance, want.target)?;
        }
        for attribute in &self.inner.attributes {
            if attribute.is_recorded(person) {
                text(out, "in", attribute.name())?;
                for value in attribute.written(person) {
                    text(out, "value", value)?;
                }
            }
        }
        Ok(())
    }

    fn write_pairs(&self, name: &str, pairs: &[PairRow], out: &mut impl Write) -> io::Result<()> {
        let mut rows: Vec<(&str, &str, Option<&str>)> =
            pairs.iter().map(|p| (self.id(p.junior), self.id(p.senior), p.reason.as_deref())).collect();
        rows.sort_unstable();
        for (junior, senior, reason) in rows {
            text(out, name, junior)?;
            text(out, "with", senior)?;
            if let Some(reason) = reason {
                text(out, "reason", reason)?;
            }
        }
        Ok(())
    }
}

fn text(out: &mut impl Write, tag: &str, value: &str) -> io::Result<()> {
    writeln!(out, "{tag} {}:{value}", value.len())
}
