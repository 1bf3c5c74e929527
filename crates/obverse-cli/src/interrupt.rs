//! Ctrl-C: sets a flag that long work looks at, so that everything is left tidy.

use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};

static STOP: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C (and a polite request to end) stops the work instead of ending the process on the spot. Asked a second
/// time, the process ends on the spot all the same: it may be waiting for a pipe that nobody writes to.
#[expect(clippy::exit, reason = "who asks twice does not want to wait for whatever the work waits for")]
pub(crate) fn watch() {
    // Where no handler can be set, Ctrl-C ends the process: temporary files may stay, results are still whole.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(crate::failure::INTERRUPTED));
        }
    });
}

/// The flag, for [`obverse::Control`].
pub(crate) fn flag() -> &'static AtomicBool {
    &STOP
}

/// Whether somebody asked to stop.
pub(crate) fn asked() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// A reader that ends with an error when somebody asks to stop.
pub(crate) struct Stoppable<R>(pub(crate) R);

impl<R: Read> Read for Stoppable<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if asked() {
            // Not `ErrorKind::Interrupted`, upon which readers try again.
            return Err(io::Error::other("stopped"));
        }
        self.0.read(buffer)
    }
}
