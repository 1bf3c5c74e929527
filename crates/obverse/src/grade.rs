//! Grades: who stands how high, by number or by label.

use std::collections::BTreeSet;

use crate::decimal::Decimal;
use crate::workforce::{Attribute, Person, Workforce, fold};
use crate::{Code, Problem, Problems};

/// How high a grade stands. Two ranks can be compared, and the difference of two is in grades.
///
/// Labels of a policy's `grade_order` rank 0, 1, 2, …; grades that are numbers rank as these numbers, decimals exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank(Decimal);

impl Rank {
    /// Whether this rank stands at least so many grades above the other. Exact.
    #[must_use]
    pub fn is_above_by(self, other: Rank, at_least: u32) -> bool {
        self.0.minus(other.0) >= Decimal::whole(u64::from(at_least))
    }

    /// The rank so many grades higher.
    #[must_use]
    pub(crate) fn raised(self, by: u32) -> Rank {
        Rank(self.0.plus(Decimal::whole(u64::from(by))))
    }

    /// The rank so many grades lower.
    #[must_use]
    pub(crate) fn lowered(self, by: u32) -> Rank {
        Rank(self.0.minus(Decimal::whole(u64::from(by))))
    }
}

/// Everyone's grade, ranked. A cheap handle.
///
/// With a `grade_order`, a grade is one of its labels, compared without case. Without one, a grade is a decimal number. A
/// grade that is neither has no rank; that matters only to somebody whose rank is needed, and [`Grades::unknown`] puts it
/// in words.
#[derive(Clone, Debug)]
pub struct Grades {
    workforce: Workforce,
    /// Labels as compared, lowest first; empty when grades are numbers.
    order: Vec<String>,
    /// The rank of each value of the `grade` column.
    ranks: Vec<Option<Rank>>,
    /// Whether grades are protected: then no message shows one.
    protected: bool,
}

impl Grades {
    /// Ranks the `grade` column, in time linear in its distinct values.
    ///
    /// # Errors
    /// A `grade_order` with an empty label or with the same label twice.
    pub fn new(workforce: &Workforce, grade_order: &[String]) -> Result<Grades, Problems> {
        let mut problems = Problems::new();
        let mut order = Vec::new();
        let mut met = BTreeSet::new();
        for label in grade_order {
            let folded = fold(label);
            if folded.is_empty() {
                problems.push(Problem::new(Code::BadValue, "grade_order holds an empty label: leave it out"));
            } else if !met.insert(folded.clone()) {
                let text = format!("grade_order names {label:?} twice: a grade has one place in the order");
                problems.push(Problem::new(Code::BadValue, text).with_value(label));
            }
            order.push(folded);
        }
        problems.into_result().map_err(|error| error.problems().cloned().unwrap_or_default())?;
        let mut grades = Grades { workforce: workforce.clone(), order, ranks: Vec::new(), protected: false };
        if let Some(column) = grades.column() {
            let ranks = (0..column.distinct() as u32).map(|code| grades.rank_of(column.folded(code))).collect();
            grades.ranks = ranks;
        }
        Ok(grades)
    }

    /// With grades that no message may show.
    #[must_use]
    pub fn protected(mut self, yes: bool) -> Grades {
        self.protected = yes;
        self
    }

    /// Whether no message may show a grade.
    pub fn are_protected(&self) -> bool {
        self.protected
    }

    fn column(&self) -> Option<&Attribute> {
        self.workforce.attribute("grade")
    }

    /// The person's rank; `None` if no grade is recorded or it has no rank.
    pub fn rank(&self, person: Person) -> Option<Rank> {
        match self.column()?.values(person) {
            [code] => self.ranks[*code as usize],
            _ => None,
        }
    }

    /// Whether the person's cell is filled.
    pub fn is_recorded(&self, person: Person) -> bool {
        self.column().is_some_and(|column| column.is_recorded(person))
    }

    /// The grade as written.
    pub fn label(&self, person: Person) -> Option<String> {
        let column = self.column()?;
        let labels: Vec<&str> = column.values(person).iter().map(|&code| column.label(code)).collect();
        (!labels.is_empty()).then(|| labels.join("; "))
    }

    /// The rank that a grade written like this has.
    pub fn rank_of(&self, grade: &str) -> Option<Rank> {
        if self.order.is_empty() {
            return Decimal::parse(grade).map(Rank);
        }
        let folded = fold(grade);
        let at = self.order.iter().position(|label| *label == folded)?;
        Some(Rank(Decimal::whole(at as u64)))
    }

    /// Whether anybody has a grade.
    pub fn any_recorded(&self) -> bool {
        self.column().is_some_and(Attribute::any_recorded)
    }

    /// One problem that lists the grades of these people that have no rank, or `None` if all have one (or no grade).
    ///
    /// Ask it where a rank is needed; elsewhere a grade without a rank is no mistake.
    pub fn unknown(&self, people: impl IntoIterator<Item = Person>) -> Option<Problem> {
        let mut labels = BTreeSet::new();
        for person in people {
            if self.rank(person).is_none() {
                labels.extend(self.label(person));
            }
        }
        let shown: Vec<&str> = labels.iter().take(20).map(String::as_str).collect();
        let first = *shown.first()?;
        let more = if labels.len() > shown.len() { ", …" } else { "" };
        let advice = if self.order.is_empty() {
            "are no numbers: list them in [roles] grade_order, lowest first"
        } else {
            "are not in [roles] grade_order: add them where they belong"
        };
        if self.protected {
            let text = format!("{} grades {advice}", labels.len());
            return Some(Problem::new(Code::UnknownGrade, text).in_column("grade"));
        }
        let text = format!("these grades {advice}: {}{more}", shown.join(", "));
        Some(Problem::new(Code::UnknownGrade, text).in_column("grade").with_value(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::sample::Sample;

    fn grades(cells: &[&str], order: &[&str]) -> Grades {
        let mut sample = Sample::of(cells.len());
        sample.columns.insert("grade".to_owned(), cells.iter().map(|&c| c.to_owned()).collect());
        let order: Vec<String> = order.iter().map(|&o| o.to_owned()).collect();
        Grades::new(&sample.build(), &order).unwrap()
    }

    #[test]
    fn numbers_compare_as_numbers() {
        let grades = grades(&["9", "10", "9.3", "", "10.0"], &[]);
        let rank = |k| grades.rank(Person(k)).unwrap();
        assert!(rank(0) < rank(2) && rank(2) < rank(1));
        assert_eq!(rank(1), rank(4));
        assert!(rank(1).is_above_by(rank(0), 1) && !rank(1).is_above_by(rank(2), 1));
        assert!(rank(0).is_above_by(rank(0), 0) && !rank(0).is_above_by(rank(1), 0));
        assert_eq!(grades.rank(Person(3)), None);
        assert_eq!(grades.unknown((0..5).map(Person)), None);
    }

    #[test]
    fn labels_rank_by_the_order_given() {
        let grades = grades(&["director", " Analyst", "MANAGER", "Intern", "7"], &["Analyst", "Manager", "Director"]);
        let rank = |k| grades.rank(Person(k));
        assert!(rank(1) < rank(2) && rank(2) < rank(0));
        assert!(rank(0).unwrap().is_above_by(rank(1).unwrap(), 2));
        assert_eq!((rank(3), rank(4)), (None, None), "a number is a label where there is an order");
        assert_eq!(grades.rank_of("dIrEcToR"), rank(0));
        let problem = grades.unknown((0..5).map(Person)).unwrap();
        assert_eq!(problem.code, Code::UnknownGrade);
        assert!(problem.text.ends_with("7, Intern"), "{}", problem.text);
        assert_eq!(grades.unknown((0..3).map(Person)), None, "only those asked about");
    }

    #[test]
    fn words_without_an_order_have_no_rank() {
        let grades = grades(&["Manager", "3"], &[]);
        assert_eq!(grades.rank(Person(0)), None);
        assert!(grades.rank(Person(1)).is_some() && grades.is_recorded(Person(0)));
        assert!(grades.unknown([Person(0), Person(1)]).unwrap().text.contains("lowest first: Manager"));
    }

    #[test]
    fn an_order_names_each_label_once() {
        let workforce = Sample::of(1).build();
        let order = ["A", "", "a "].map(str::to_owned);
        let problems = Grades::new(&workforce, &order).unwrap_err();
        assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), [Code::BadValue, Code::BadValue]);
        assert!(!Grades::new(&workforce, &[]).unwrap().any_recorded());
    }
}
