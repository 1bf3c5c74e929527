//! A small company, written out: four seniors, six juniors, a board member whom nobody may be paired with.

use std::path::Path;

use tempfile::TempDir;

pub(crate) const PEOPLE: &str = "\
id,name,email,manager_id,role,department,birth_year,gender,culture,skills,wants,opt_in
ceo,Ada Stone,ada@example.com,,senior,Board,1958,f,north,governance:5,ai tools:3,yes
s1,Bo Field,bo@example.com,ceo,senior,Sales,1962,m,north,negotiation:5;ai tools:1,ai tools:3;social media:1,yes
s2,Cy Marsh,cy@example.com,ceo,senior,Finance,1970,m,south,budgeting:5,social media:2,yes
s3,Di Brook,di@example.com,ceo,senior,Operations,1968,f,west,logistics:4,,no
h1,Ed Moor,ed@example.com,ceo,,Product,1980,m,north,,,
h2,Fy Dale,fy@example.com,ceo,,Research,1979,f,east,,,
j1,Gil Reed,gil@example.com,h1,junior,Product,1996,m,east,ai tools:5;sql:4,negotiation:2,yes
j2,Hal Ford,hal@example.com,h1,junior,Product,1999,f,north,social media:4,governance,yes
j3,Ivy Lane,ivy@example.com,h2,junior,Research,1994,f,south,ai tools:3;social media:3,,yes
j4,Jon Wood,jon@example.com,h2,junior,Research,1998,m,,sql:5,budgeting:1,yes
j5,Kim Park,kim@example.com,s1,junior,Sales,1997,f,west,ai tools:4,,yes
j6,Lou Hill,lou@example.com,s2,junior,Finance,,,,,,yes
";

/// A folder with `people.csv`.
pub(crate) fn folder() -> TempDir {
    folder_with(&[("people.csv", PEOPLE.as_bytes())])
}

/// A folder with these files.
pub(crate) fn folder_with(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        write(folder.path(), name, content);
    }
    folder
}

/// Writes a file.
pub(crate) fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    std::fs::write(folder.join(name), content).unwrap();
}
