//! Files written whole or not at all.
//!
//! Everything is rendered beside its place first and renamed into it at the end. On any failure, Ctrl-C included, what was
//! there before stays, and what was begun is removed.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempDir};

use crate::failure::Failure;
use crate::interrupt;

/// What fills a file.
pub(crate) type Fill<'a> = dyn FnMut(&mut dyn Write) -> io::Result<()> + 'a;

/// Finds out before long work whether a file could be written.
pub(crate) fn check_file(path: &Path) -> Result<(), Failure> {
    place_of(path).map(drop)
}

/// Finds out before long work whether the files of a set could be written.
pub(crate) fn check_folder(folder: &Path, names: &[&str]) -> Result<(), Failure> {
    if !folder.exists() {
        return existing_parent(folder).map(drop);
    }
    if !folder.is_dir() {
        return Err(Failure::wrong_use(format!("cannot write {}: this is no folder", folder.display())));
    }
    names.iter().try_for_each(|name| place_of(&folder.join(name)).map(drop))
}

/// Writes one file.
pub(crate) fn write_file(path: &Path, fill: &mut Fill<'_>) -> Result<(), Failure> {
    write_file_called(path, path, fill)
}

/// Writes one file, which messages call by the name the user gave.
fn write_file_called(path: &Path, called: &Path, fill: &mut Fill<'_>) -> Result<(), Failure> {
    let place = place_of(path)?;
    let cannot = |error: &io::Error| cannot_write(called, error);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".obverse-");
    #[cfg(unix)]
    builder.permissions(permissions_for(&place, 0o666));
    let mut draft = builder.tempfile_in(folder_of(&place)).map_err(|e| cannot(&e))?;
    write_draft(&mut draft, fill).map_err(|e| cannot(&e))?;
    if interrupt::asked() {
        return Err(Failure::Interrupted);
    }
    draft.persist(&place).map_err(|e| cannot(&e.error))?;
    Ok(())
}

fn write_draft(draft: &mut NamedTempFile, fill: &mut Fill<'_>) -> io::Result<()> {
    let mut out = BufWriter::new(draft.as_file_mut());
    fill(&mut out)?;
    out.flush()
}

/// Writes the files of a set into a folder, which is made if it is not there: all of them, or none.
pub(crate) fn write_folder(folder: &Path, files: &mut [(&str, Box<Fill<'_>>)]) -> Result<(), Failure> {
    let cannot = |error: &io::Error| cannot_write(folder, error);
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    check_folder(folder, &names)?;
    let is_new = !folder.exists();
    let place = if is_new { folder.to_owned() } else { fs::canonicalize(folder).map_err(|e| cannot(&e))? };
    // Inside a folder that is there, so that renaming stays within one file system; beside one that is not.
    let beside = if is_new { existing_parent(&place)? } else { place.clone() };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".obverse-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    let draft = builder.tempdir_in(&beside).map_err(|e| cannot(&e))?;
    for (name, fill) in files.iter_mut() {
        write_file_called(&draft.path().join(*name), &folder.join(*name), &mut **fill)?;
    }
    if interrupt::asked() {
        return Err(Failure::Interrupted);
    }
    if is_new {
        fs::rename(draft.path(), &place).map_err(|e| cannot(&e))?;
        // It is no longer where the guard would remove it.
        let _ = draft.keep();
        return Ok(());
    }
    replace_all(&place, &draft, &names).map_err(|e| cannot(&e))
}

/// Puts the files of `draft` in the place of those of `folder`; takes everything back if one cannot be put.
fn replace_all(folder: &Path, draft: &TempDir, names: &[&str]) -> io::Result<()> {
    let before = |name: &str| draft.path().join(format!("{name}.before"));
    let mut done: Vec<&str> = Vec::new();
    let put = |name: &str| -> io::Result<()> {
        let place = folder.join(name);
        if place.exists() {
            fs::hard_link(&place, before(name)).or_else(|_| fs::copy(&place, before(name)).map(drop))?;
        }
        fs::rename(draft.path().join(name), place)
    };
    for name in names {
        if let Err(error) = put(name) {
            for name in done {
                let back = fs::rename(before(name), folder.join(name));
                // A file that was not there before goes away again.
                let _ = back.or_else(|_| fs::remove_file(folder.join(name)));
            }
            return Err(error);
        }
        done.push(name);
    }
    Ok(())
}

/// Where a file is to be: a link is followed, so that what it points at is replaced and not the link.
fn place_of(path: &Path) -> Result<PathBuf, Failure> {
    let wrong = |what: &str| Err(Failure::wrong_use(format!("cannot write {}: {what}", path.display())));
    let Ok(place) = fs::canonicalize(path) else {
        existing_parent(path)?;
        return Ok(path.to_owned());
    };
    match fs::metadata(&place) {
        Ok(there) if there.is_dir() => wrong("a folder has this name"),
        Ok(there) if !there.is_file() => wrong("this is no ordinary file"),
        Ok(there) if there.permissions().readonly() => wrong("the file is write-protected"),
        _ => Ok(place),
    }
}

fn existing_parent(path: &Path) -> Result<PathBuf, Failure> {
    let parent = folder_of(path);
    if parent.is_dir() {
        return Ok(parent.to_owned());
    }
    let text = format!("cannot write {}: the folder {} does not exist", path.display(), parent.display());
    Err(Failure::wrong_use(text))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// The permissions of the file that is replaced, or `mode` less what the system's mask takes away.
#[cfg(unix)]
fn permissions_for(place: &Path, mode: u32) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(place).map_or_else(|_| fs::Permissions::from_mode(mode), |there| there.permissions())
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    if interrupt::asked() {
        return Failure::Interrupted;
    }
    // What makes drafts adds the draft's own path to the system's words, which says nothing to anybody.
    let why = error.to_string();
    let why = why.split_once(" at path ").map_or(why.as_str(), |(system, _)| system);
    Failure::wrong_use(format!("cannot write {}: {why}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn bytes(text: &'static str) -> Box<Fill<'static>> {
        Box::new(move |out| out.write_all(text.as_bytes()))
    }

    fn broken() -> Box<Fill<'static>> {
        Box::new(|out| {
            out.write_all(b"half")?;
            Err(io::Error::other("the disk is full"))
        })
    }

    #[test]
    fn a_failed_file_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        assert!(matches!(write_file(&path, &mut *broken()), Err(Failure::WrongUse(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(names(folder.path()), ["a.csv"]);
        write_file(&path, &mut *bytes("new")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }

    fn message(written: Result<(), Failure>) -> String {
        match written {
            Err(Failure::WrongUse(messages)) => messages.concat(),
            other => panic!("should be wrong use: {other:?}"),
        }
    }

    #[test]
    fn messages_name_what_the_user_named() {
        let folder = tempfile::tempdir().unwrap();
        let failed = message(write_folder(folder.path(), &mut [("a.csv", broken())]));
        assert_eq!(failed, format!("cannot write {}: the disk is full", folder.path().join("a.csv").display()));
        // A draft cannot be made beside a file whose folder goes away in between; the system says why, and no draft is named.
        let place = folder.path().join("a.csv");
        let gone = tempfile::Builder::new().tempfile_in(folder.path().join("not there")).unwrap_err();
        let Failure::WrongUse(said) = cannot_write(&place, &gone) else { panic!("should be wrong use") };
        assert!(said[0].starts_with(&format!("cannot write {}: No such file", place.display())), "{said:?}");
        assert!(!said[0].contains("not there"), "{said:?}");
    }

    #[test]
    fn a_failed_set_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.csv"), "old").unwrap();
        let failed = write_folder(folder.path(), &mut [("a.csv", bytes("new")), ("b.csv", broken())]);
        assert!(matches!(failed, Err(Failure::WrongUse(_))));
        assert_eq!(names(folder.path()), ["a.csv"]);
        assert_eq!(fs::read_to_string(folder.path().join("a.csv")).unwrap(), "old");
    }

    #[test]
    fn a_set_that_cannot_be_put_is_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.csv"), "old").unwrap();
        let draft = tempfile::tempdir_in(folder.path()).unwrap();
        fs::write(draft.path().join("a.csv"), "new").unwrap();
        fs::write(draft.path().join("b.csv"), "new").unwrap();
        // The third was never drafted, so putting it fails.
        assert!(replace_all(folder.path(), &draft, &["a.csv", "b.csv", "c.csv"]).is_err());
        drop(draft);
        assert_eq!(names(folder.path()), ["a.csv"]);
        assert_eq!(fs::read_to_string(folder.path().join("a.csv")).unwrap(), "old");
    }

    #[test]
    fn a_new_folder_appears_whole_or_not_at_all() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("results/");
        assert!(write_folder(&folder, &mut [("a.csv", bytes("new")), ("b.csv", broken())]).is_err());
        assert_eq!(names(parent.path()), Vec::<String>::new());
        write_folder(&folder, &mut [("a.csv", bytes("new"))]).unwrap();
        assert_eq!(names(parent.path()), ["results"]);
        assert_eq!(names(&folder), ["a.csv"]);
    }
}
