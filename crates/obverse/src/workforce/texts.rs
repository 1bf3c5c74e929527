//! A column of texts of which many may be blank, without a block of memory for each.

/// One text or none for each row. What is blank is not recorded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    all: String,
    /// Where each row's text ends in `all`; it begins where the one before ends.
    ends: Vec<usize>,
}

impl Texts {
    /// So many rows without a text.
    pub(crate) fn blank(rows: usize) -> Self {
        Texts { all: String::new(), ends: vec![0; rows] }
    }

    /// One more row, without a text.
    pub(crate) fn push_blank(&mut self) {
        self.ends.push(self.all.len());
    }

    /// The text of the last row, in place of what it had; nothing if there is no row.
    pub(crate) fn set_last(&mut self, text: &str) {
        let begins = self.ends.len().checked_sub(2).map_or(0, |before| self.ends[before]);
        if let Some(end) = self.ends.last_mut() {
            self.all.truncate(begins);
            self.all.push_str(text);
            *end = self.all.len();
        }
    }

    /// With blank rows at the end up to so many rows, and no more room than it takes.
    pub(crate) fn padded(mut self, rows: usize) -> Self {
        self.ends.resize(rows, self.all.len());
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
        self
    }

    /// The text of a row, if there is one.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        let begins = row.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        Some(&self.all[begins..*self.ends.get(row)?]).filter(|text| !text.is_empty())
    }

    /// All rows in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Option<&str>> {
        (0..self.ends.len()).map(|row| self.get(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_texts() {
        let mut texts = Texts::blank(2);
        texts.push_blank();
        texts.set_last("Ada");
        texts.set_last("É");
        texts.push_blank();
        texts.push_blank();
        texts.set_last("Grace");
        let texts = texts.padded(6);
        let all: Vec<Option<&str>> = texts.iter().collect();
        assert_eq!(all, [None, None, Some("É"), None, Some("Grace"), None]);
        assert_eq!((texts.get(2), texts.get(6)), (Some("É"), None));
        let mut none = Texts::default();
        none.set_last("nobody");
        assert_eq!(none.get(0), None);
    }
}
