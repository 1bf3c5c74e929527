//! A table of text cells, read from a synthetic workforce and changed column by column.

use std::fmt;

use obverse::synthetic::Synthetic;

/// A header and rows of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// What can go wrong with a table.
#[derive(Debug)]
pub enum TableError {
    /// Writing the workforce failed.
    Io(std::io::Error),
    /// Reading or writing CSV failed.
    Csv(csv::Error),
    /// The table has no column of this name.
    NoColumn(String),
    /// Nobody in the workforce fits a part of the example.
    NobodyFits(&'static str),
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TableError::Io(error) => write!(f, "{error}"),
            TableError::Csv(error) => write!(f, "{error}"),
            TableError::NoColumn(name) => write!(f, "no column {name}"),
            TableError::NobodyFits(part) => write!(f, "nobody fits: {part}"),
        }
    }
}

impl std::error::Error for TableError {}

impl From<std::io::Error> for TableError {
    fn from(error: std::io::Error) -> Self {
        TableError::Io(error)
    }
}

impl From<csv::Error> for TableError {
    fn from(error: csv::Error) -> Self {
        TableError::Csv(error)
    }
}

impl Table {
    /// An empty table with these columns.
    pub fn new(header: &[&str]) -> Self {
        Table { header: header.iter().map(|&name| name.to_owned()).collect(), rows: Vec::new() }
    }

    /// A synthetic workforce.
    ///
    /// # Errors
    /// When it cannot be drawn.
    pub fn drawn(what: &Synthetic) -> Result<Self, TableError> {
        let mut bytes = Vec::new();
        what.write_csv(&mut bytes)?;
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let header = reader.headers()?.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            rows.push(record?.iter().map(str::to_owned).collect());
        }
        Ok(Table { header, rows })
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// One cell; empty where there is none.
    pub fn cell(&self, row: usize, column: &str) -> &str {
        let at = self.header.iter().position(|name| name == column);
        at.and_then(|at| self.rows.get(row)?.get(at)).map_or("", String::as_str)
    }

    /// A cell as a whole number; 0 where it is none.
    pub fn number(&self, row: usize, column: &str) -> u32 {
        self.cell(row, column).parse().unwrap_or(0)
    }

    /// The row of an id.
    pub fn row_of(&self, id: &str) -> Option<usize> {
        (0..self.len()).find(|&row| self.cell(row, "id") == id)
    }

    /// The rows with this cell in a column.
    pub fn rows_with<'a>(&'a self, column: &'a str, cell: &'a str) -> impl Iterator<Item = usize> + 'a {
        (0..self.len()).filter(move |&row| self.cell(row, column) == cell)
    }

    /// Writes every cell of a column anew; the closure sees the row as it is.
    ///
    /// # Errors
    /// [`TableError::NoColumn`].
    pub fn rewrite(&mut self, column: &str, cell: impl Fn(&Table, usize) -> String) -> Result<(), TableError> {
        let at = self
            .header
            .iter()
            .position(|name| name == column)
            .ok_or_else(|| TableError::NoColumn(column.to_owned()))?;
        let cells: Vec<String> = (0..self.len()).map(|row| cell(self, row)).collect();
        for (row, cell) in self.rows.iter_mut().zip(cells) {
            row[at] = cell;
        }
        Ok(())
    }

    /// These columns only, in this order; a column that does not exist is empty.
    #[must_use]
    pub fn columns(&self, names: &[&str]) -> Table {
        let mut table = Table::new(names);
        for row in 0..self.len() {
            table.push(names.iter().map(|name| self.cell(row, name).to_owned()));
        }
        table
    }

    /// Adds a row.
    pub fn push(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Everyone above a person, nearest first.
    pub fn line_above(&self, row: usize) -> Vec<String> {
        let mut line = Vec::new();
        let mut at = Some(row);
        while let Some(row) = at {
            let manager = self.cell(row, "manager_id");
            if manager.is_empty() || line.iter().any(|above| above == manager) {
                break;
            }
            line.push(manager.to_owned());
            at = self.row_of(manager);
        }
        line
    }

    /// As CSV text.
    ///
    /// # Errors
    /// When a row does not fit the header.
    pub fn to_csv(&self) -> Result<String, TableError> {
        let mut bytes = Vec::new();
        let mut writer = csv::Writer::from_writer(&mut bytes);
        writer.write_record(&self.header)?;
        for row in &self.rows {
            writer.write_record(row)?;
        }
        writer.flush()?;
        drop(writer);
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}
