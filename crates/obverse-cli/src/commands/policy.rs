//! `obverse policy`: a commented policy to start from, and its schema.

use std::path::Path;

use obverse::Policy;
use obverse::policy::Aim;

use crate::args::{AimName, PolicyCommand};
use crate::failure::{DONE, Failure};
use crate::output::destination::require_extension;
use crate::output::{self, whole};

pub(super) fn run(command: &PolicyCommand) -> Result<u8, Failure> {
    match command {
        PolicyCommand::Init { aim, out } => {
            if let Some(path) = out {
                require_extension(path, "toml")?;
                if path.exists() {
                    // People write in their policy: it must not be lost to a template.
                    let text = format!("{} exists already: give another name, or remove it first", path.display());
                    return Err(Failure::wrong_use(text));
                }
            }
            write(out.as_deref(), &Policy::template(of(*aim)))
        }
        PolicyCommand::Schema { out } => {
            if let Some(path) = out {
                require_extension(path, "json")?;
            }
            write(out.as_deref(), &Policy::json_schema())
        }
    }
}

fn write(out: Option<&Path>, text: &str) -> Result<u8, Failure> {
    if let Some(path) = out {
        whole::check_file(path)?;
    }
    output::deliver_bytes(out, &mut |out| {
        out.write_all(text.as_bytes())?;
        if text.ends_with('\n') { Ok(()) } else { out.write_all(b"\n") }
    })?;
    Ok(DONE)
}

fn of(aim: AimName) -> Aim {
    match aim {
        AimName::Balanced => Aim::Balanced,
        AimName::Skills => Aim::Skills,
        AimName::Generations => Aim::Generations,
        AimName::Inclusion => Aim::Inclusion,
    }
}
