//! One column of free values: department, location, gender, culture, languages, …

use rustc_hash::FxHashMap;

/// The values of one person in one column: codes into the [`Attribute`]'s vocabulary, sorted and distinct.
/// Empty means *not recorded*.
pub type Values<'a> = &'a [u32];

/// A column of values, each cell a set (`;` separates several).
///
/// Values are trimmed and compared without case; the vocabulary is sorted, so codes do not depend on row order. Each cell can
/// also be had [as written](Attribute::written), for columns that hold ids.
#[derive(Clone, Debug, Default)]
pub struct Attribute {
    name: String,
    /// Folded (trimmed, lower-case) values, sorted.
    vocabulary: Vec<Box<str>>,
    /// How each value is shown: the bytewise smallest spelling met.
    labels: Vec<Box<str>>,
    cells: Cells,
    /// The cells as written; `None` where every value has one spelling, its label.
    written: Option<(Vec<Box<str>>, Cells)>,
}

/// Everyone's codes, each person's part sorted and distinct.
#[derive(Clone, Debug, Default)]
struct Cells {
    offsets: Vec<u32>,
    codes: Vec<u32>,
}

/// Collects the cells of one column.
#[derive(Default)]
pub(crate) struct AttributeBuilder {
    /// Values as written, and of each the code of its folded form.
    spelling_of: FxHashMap<Box<str>, u32>,
    spellings: Vec<(Box<str>, u32)>,
    folded_of: FxHashMap<Box<str>, u32>,
    folded: Vec<Box<str>>,
    offsets: Vec<u32>,
    /// Codes of spellings.
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

    /// The distinct values so far, folded.
    pub(crate) fn folded(&self) -> &[Box<str>] {
        &self.folded
    }

    /// Adds the next person's cell.
    pub(crate) fn push(&mut self, cell: &str) {
        for part in cell.split(';') {
            let label = part.trim();
            if !label.is_empty() {
                let code = self.spelling(label);
                self.codes.push(code);
            }
        }
        self.offsets.push(self.codes.len() as u32);
    }

    fn spelling(&mut self, label: &str) -> u32 {
        if let Some(&code) = self.spelling_of.get(label) {
            return code;
        }
        let folded: Box<str> = fold(label).into();
        let next = self.folded.len() as u32;
        let value = *self.folded_of.entry(folded.clone()).or_insert(next);
        if value == next {
            self.folded.push(folded);
        }
        let code = self.spellings.len() as u32;
        self.spelling_of.insert(label.into(), code);
        self.spellings.push((label.into(), value));
        code
    }

    /// Adds cells without a value until there are `people`.
    pub(crate) fn pad(&mut self, people: usize) {
        while self.len() < people {
            self.push("");
        }
    }

    pub(crate) fn finish(self, name: &str) -> Attribute {
        let value_rank = ranks(&self.folded, |value| value);
        let spelling_rank = ranks(&self.spellings, |(label, _)| label);
        let to_value = |code: u32| value_rank[self.spellings[code as usize].1 as usize];
        let cells = Cells::new(&self.offsets, &self.codes, to_value);
        let mut spellings: Vec<(Box<str>, u32)> =
            self.spellings.iter().map(|(label, value)| (label.clone(), value_rank[*value as usize])).collect();
        spellings.sort_unstable();
        // Spellings ascend: the first of a value is its smallest.
        let mut labels: Vec<Box<str>> = vec![Box::default(); self.folded.len()];
        for (label, value) in spellings.iter().rev() {
            labels[*value as usize].clone_from(label);
        }
        let written = (spellings.len() > labels.len()).then(|| {
            let cells = Cells::new(&self.offsets, &self.codes, |code| spelling_rank[code as usize]);
            (spellings.into_iter().map(|(label, _)| label).collect(), cells)
        });
        let mut vocabulary = self.folded;
        vocabulary.sort_unstable();
        Attribute { name: name.to_owned(), vocabulary, labels, cells, written }
    }
}

/// The place of each text among all of them, sorted.
fn ranks<T>(all: &[T], text: impl Fn(&T) -> &Box<str>) -> Vec<u32> {
    let mut order: Vec<u32> = (0..all.len() as u32).collect();
    order.sort_unstable_by(|&a, &b| text(&all[a as usize]).cmp(text(&all[b as usize])));
    let mut rank = vec![0; order.len()];
    for (at, &code) in order.iter().enumerate() {
        rank[code as usize] = at as u32;
    }
    rank
}

impl Cells {
    /// Cells of other codes, translated.
    fn new(offsets: &[u32], codes: &[u32], translate: impl Fn(u32) -> u32) -> Self {
        let mut cells = Cells { offsets: Vec::with_capacity(offsets.len()), codes: Vec::with_capacity(codes.len()) };
        cells.offsets.push(0);
        let mut own = Vec::new();
        for cell in offsets.windows(2) {
            own.clear();
            own.extend(codes[cell[0] as usize..cell[1] as usize].iter().map(|&code| translate(code)));
            own.sort_unstable();
            own.dedup();
            cells.codes.extend(&own);
            cells.offsets.push(cells.codes.len() as u32);
        }
        cells
    }

    fn of(&self, person: super::Person) -> &[u32] {
        let k = person.index();
        &self.codes[self.offsets[k] as usize..self.offsets[k + 1] as usize]
    }
}

impl Attribute {
    /// The column's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The values of the person at this index; empty if not recorded.
    pub fn values(&self, person: super::Person) -> Values<'_> {
        self.cells.of(person)
    }

    /// The values as the person's own cell spells them, without outer blanks: sorted and distinct, also where two differ in
    /// case alone. Ids among them are compared bytewise.
    pub fn written(&self, person: super::Person) -> impl Iterator<Item = &str> {
        let (texts, cells) = match &self.written {
            Some((spellings, cells)) => (spellings, cells),
            None => (&self.labels, &self.cells),
        };
        cells.of(person).iter().map(|&code| &*texts[code as usize])
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
        !self.cells.codes.is_empty()
    }
}
