//! The tables of `examples/`, made from synthetic workforces so that anybody can make them again.
//!
//! `cargo run -p obverse-testkit --example regenerate` writes them; a test compares them with what is committed.
//! Policies and READMEs are written by hand.

mod amp_pearl;
mod biotechnology;
mod champions_club;
mod general_electric;
mod procter_gamble;
mod sample_company;
mod skills_only;
mod table;
mod wharton;

pub use table::{Table, TableError};

/// One file of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFile {
    /// The folder under `examples/` and the file's name.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// Every generated file of every example.
///
/// # Errors
/// When a synthetic workforce cannot be read back, which would be a defect.
pub fn files() -> Result<Vec<ExampleFile>, TableError> {
    let mut files = Vec::new();
    for (folder, tables) in [
        ("sample-company", sample_company::tables()?),
        ("general-electric-1999", general_electric::tables()?),
        ("procter-gamble-mentoring-up", procter_gamble::tables()?),
        ("procter-gamble-biotechnology", biotechnology::tables()?),
        ("amp-pearl", amp_pearl::tables()?),
        ("wharton-e-business", wharton::tables()?),
        ("ame-champions-club", champions_club::tables()?),
        ("skills-only", skills_only::tables()?),
    ] {
        for (name, table) in tables {
            files.push(ExampleFile { path: format!("{folder}/{name}"), text: table.to_csv()? });
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests;
