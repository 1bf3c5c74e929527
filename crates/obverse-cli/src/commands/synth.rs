//! `obverse synth`: an invented workforce to try things on.

use obverse::synthetic::Synthetic;

use crate::args::SynthArguments;
use crate::failure::{DONE, Failure};
use crate::output::destination::require_extension;
use crate::output::{self, whole};

pub(super) fn run(arguments: &SynthArguments) -> Result<u8, Failure> {
    let out = arguments.out.as_deref();
    if let Some(path) = out {
        require_extension(path, "csv")?;
        whole::check_file(path)?;
    }
    let mut workforce = Synthetic::new(arguments.people).seed(arguments.seed);
    if let Some(juniors) = arguments.juniors {
        workforce = workforce.juniors(juniors);
    }
    if let Some(seniors) = arguments.seniors {
        workforce = workforce.seniors(seniors);
    }
    workforce.check().map_err(|impossible| Failure::wrong_use(impossible.to_string()))?;
    output::deliver_bytes(out, &mut |mut out| workforce.write_csv(&mut out))?;
    Ok(DONE)
}
