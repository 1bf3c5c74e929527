//! `obverse bench`: a large workforce invented, scored, solved and proved in one go, with what it took.

mod chunks;
mod clock;
mod report;
mod usage;

use std::path::Path;

use obverse::synthetic::Synthetic;
use obverse::{Control, Policy, Problems, Workforce};

use self::chunks::Chunks;
use self::clock::Clock;
use self::report::BenchReport;
use crate::args::{BenchArguments, Route};
use crate::failure::{DONE, Failure};
use crate::inputs::{self, files};
use crate::output;
use crate::output::destination::Destination;
use crate::output::progress::watched;

pub(super) fn run(arguments: &BenchArguments) -> Result<u8, Failure> {
    let out = arguments.output.out.as_deref();
    let destination = Destination::new(out, arguments.output.format)?;
    if let (Some(out), Some(policy)) = (out, &arguments.policy) {
        files::keep(out, &[], &[policy])?;
    }
    destination.check()?;
    let policy = policy(arguments.policy.as_deref())?;
    let workforce = invented(arguments);
    workforce.check().map_err(|impossible| Failure::wrong_use(impossible.to_string()))?;
    let clock = Clock::new();
    let export = clock.time("generate", || {
        let mut export = Chunks::default();
        workforce.write_csv(&mut export).map(|()| export)
    });
    let export = export.map_err(|error| Failure::wrong_use(error.to_string()))?;
    let people: Workforce = clock.time("read", || policy.reader().people("", export).finish())?.0;
    let programme = clock.time("prepare", || policy.check().and_then(|checked| checked.prepare(&people)))?;
    let matching = watched(|control| {
        let progress = |progress: obverse::Progress| {
            clock.reached(progress.stage);
            if let Some(show) = control.progress {
                show(progress);
            }
        };
        let control = Control { progress: Some(&progress), ..*control };
        clock.time_stages("scan", || programme.solve_by(&control, &Route::options(arguments.route)))
    })?;
    let report = BenchReport::new(arguments, &matching, &clock.stages());
    output::deliver(&report, &destination)?;
    Ok(DONE)
}

/// Everyone takes part, with as many places as asked.
fn invented(arguments: &BenchArguments) -> Synthetic {
    let (juniors, seniors) = arguments.capacities();
    Synthetic::programme(arguments.juniors, arguments.seniors)
        .seed(arguments.seed)
        .capacity_of_each(juniors, seniors)
        .copies(arguments.copies)
        .consent(false)
}

fn policy(path: Option<&Path>) -> Result<Policy, Failure> {
    let Some(path) = path else { return Ok(Policy::default()) };
    files::require(&[("--policy", path)])?;
    let mut problems = Problems::new();
    let policy = inputs::policy_file(path, &mut problems)?;
    policy.map(|(policy, _)| policy).ok_or(Failure::Problems(problems))
}
