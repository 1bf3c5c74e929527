//! One column of free values: department, location, gender, culture, languages, …

use rustc_hash::FxHashMap;

/// The values of one person in one column: codes into the [`Attribute`]'s vocabulary, sorted and distinct.
/// Empty means *not recorded*.
pub type Values<'a> = &'a [u32];

/// A column of values, each cell a set (`;` separates several).
///
/// Values are trimmed and compared without case; the vocabulary is sorted, so codes do not depend on row order.
#[derive(Clone, Debug, Default)]
pub struct Attribute {
    name: String,
    /// Folded (trimmed, lower-case) values, sorted.
    vocabulary: Vec<Box<str>>,
    /// How each value is shown: the bytewise smallest spelling met.
    labels: Vec<Box<str>>,
    offsets: Vec<u32>,
    codes: Vec<u32>,
}

/// Collects the cells of one column.
#[derive(Default)]
pub(crate) struct AttributeBuilder {
    codes_of: FxHashMap<Box<str>, u32>,
    folded: Vec<Box<str>>,
    labels: Vec<Box<str>>,
    offsets: Vec<u32>,
    codes: Vec<u32>,
}

/// Trimmed and lower-case: the form in which values, skills and roles are compared.
pub(crate) fn fold(value: &str) -> String {
    value.trim().to_lowercase()
}

impl AttributeBuilder {
    pub(crate) fn new() -> Self {
        AttributeBuilder { offsets: vec![0], ..Self::default() }
    }

    /// How many cells so far.
    pub(crate) fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Adds the next person's cell.
    pub(crate) fn push(&mut self, cell: &str) {
        let start = self.codes.len();
        for part in cell.split(';') {
            let label = part.trim();
            if label.is_empty() {
                continue;
            }
            let folded = fold(label);
            let code = if let Some(&code) = self.codes_of.get(folded.as_str()) {
                if label < &*self.labels[code as usize] {
                    self.labels[code as usize] = label.into();
                }
                code
            } else {
                let code = self.folded.len() as u32;
                self.codes_of.insert(folded.clone().into(), code);
                self.folded.push(folded.into());
                self.labels.push(label.into());
                code
            };
            if !self.codes[start..].contains(&code) {
                self.codes.push(code);
            }
        }
        self.offsets.push(self.codes.len() as u32);
    }

    /// Adds cells without a value until there are `people`.
    pub(crate) fn pad(&mut self, people: usize) {
        while self.len() < people {
            self.push("");
        }
    }

    pub(crate) fn finish(self, name: &str) -> Attribute {
        let mut order: Vec<u32> = (0..self.folded.len() as u32).collect();
        order.sort_unstable_by(|&a, &b| self.folded[a as usize].cmp(&self.folded[b as usize]));
        let mut rank = vec![0; order.len()];
        for (at, &code) in order.iter().enumerate() {
            rank[code as usize] = at as u32;
        }
        let mut codes: Vec<u32> = self.codes.iter().map(|&c| rank[c as usize]).collect();
        for cell in self.offsets.windows(2) {
            codes[cell[0] as usize..cell[1] as usize].sort_unstable();
        }
        Attribute {
            name: name.to_owned(),
            vocabulary: order.iter().map(|&c| self.folded[c as usize].clone()).collect(),
            labels: order.iter().map(|&c| self.labels[c as usize].clone()).collect(),
            offsets: self.offsets,
            codes,
        }
    }
}

impl Attribute {
    /// The column's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The values of the person at this index; empty if not recorded.
    pub fn values(&self, person: super::Person) -> Values<'_> {
        let k = person.index();
        &self.codes[self.offsets[k] as usize..self.offsets[k + 1] as usize]
    }

    /// Whether the cell is filled.
    pub fn is_recorded(&self, person: super::Person) -> bool {
        !self.values(person).is_empty()
    }

    /// How many distinct values.
    pub fn distinct(&self) -> usize {
        self.vocabulary.len()
    }

    /// A value as it is compared: trimmed, lower-case.
    pub fn folded(&self, code: u32) -> &str {
        &self.vocabulary[code as usize]
    }

    /// A value as it is shown.
    pub fn label(&self, code: u32) -> &str {
        &self.labels[code as usize]
    }

    /// The code of a value, compared without case.
    pub fn code(&self, value: &str) -> Option<u32> {
        let folded = fold(value);
        self.vocabulary.binary_search_by(|v| (**v).cmp(folded.as_str())).ok().map(|at| at as u32)
    }

    /// Whether anybody's cell is filled.
    pub fn any_recorded(&self) -> bool {
        !self.codes.is_empty()
    }
}
