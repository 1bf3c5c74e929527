//! Files that must be there, and places where results must not go.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::args::InputArguments;
use crate::failure::Failure;
use crate::interrupt::Stoppable;
use crate::output::destination::is_folder;

/// That every file is there and can be opened; all that are not, at once.
pub(crate) fn require(files: &[(&str, &Path)]) -> Result<(), Failure> {
    let mut missing = Vec::new();
    for (option, path) in files {
        let named = if option.is_empty() { String::new() } else { format!("{option} ") };
        let shown = path.display();
        match fs::metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                missing.push(format!("{named}{shown}: there is no such file"));
            }
            Err(error) => missing.push(format!("{named}{shown}: {error}")),
            Ok(found) if found.is_dir() => missing.push(format!("{named}{shown}: this is a folder, not a file")),
            // Opening a pipe would wait, and take its first reader away.
            Ok(found) if found.is_file() => {
                if let Err(error) = File::open(path) {
                    missing.push(format!("{named}{shown}: {error}"));
                }
            }
            Ok(_) => {}
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(Failure::WrongUse(missing)) }
}

/// Opens a file; reading it stops on Ctrl-C.
pub(crate) fn open(path: &Path) -> Result<Stoppable<File>, Failure> {
    File::open(path).map(Stoppable).map_err(|error| unreadable(path, &error))
}

/// How many bytes at the start show whether a file is text.
const HEAD: u64 = 64 * 1024;

/// A whole text file: `None` if it is not UTF-8, or holds NUL bytes at its start, as a file without end may. Reading it
/// stops on Ctrl-C.
pub(crate) fn text(path: &Path) -> Result<Option<String>, Failure> {
    let mut file = open(path)?;
    let mut bytes = Vec::new();
    let mut read = || {
        (&mut file).take(HEAD).read_to_end(&mut bytes)?;
        if bytes.contains(&0) {
            return Ok(false);
        }
        file.read_to_end(&mut bytes).map(|_| true)
    };
    match read() {
        Ok(is_text) => Ok(Some(bytes).filter(|_| is_text).and_then(|bytes| String::from_utf8(bytes).ok())),
        Err(_) if crate::interrupt::asked() => Err(Failure::Interrupted),
        Err(error) => Err(unreadable(path, &error)),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::wrong_use(format!("{}: {error}", path.display()))
}

/// That writing to `out` (for a folder: the files `names` in it) overwrites none of the inputs.
pub(crate) fn keep_inputs(
    out: Option<&Path>,
    names: &[&str],
    arguments: &InputArguments,
    further: &[&Path],
) -> Result<(), Failure> {
    let Some(out) = out else { return Ok(()) };
    let inputs = arguments.files();
    let inputs: Vec<&Path> = inputs.iter().map(|(_, path)| *path).chain(further.iter().copied()).collect();
    keep(out, names, &inputs)
}

/// That writing to `out` (for a folder: the files `names` in it) overwrites none of `inputs`.
pub(crate) fn keep(out: &Path, names: &[&str], inputs: &[&Path]) -> Result<(), Failure> {
    let targets: Vec<_> =
        if is_folder(out) { names.iter().map(|name| out.join(name)).collect() } else { vec![out.to_owned()] };
    for input in inputs {
        let Ok(real) = fs::canonicalize(input) else { continue };
        if targets.iter().any(|target| fs::canonicalize(target).is_ok_and(|target| target == real)) {
            let text = format!("--out {} would overwrite the input {}", out.display(), input.display());
            return Err(Failure::wrong_use(text));
        }
    }
    Ok(())
}
