//! The one gate through which every long call goes.
//!
//! The work runs on a thread of its own, the interpreter released. The calling thread looks in every few milliseconds: it tells
//! the caller's progress function what is new and lets Python handle signals. On Ctrl-C, or when the progress function
//! raises, the work is asked to stop; a stage that cannot stop at once is left behind, its result dropped, so that
//! the caller never waits. The work holds no Python object.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use obverse::{Control, Progress};
use obverse_cli::{MOST_THREADS, check_threads_of_environment};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use rayon::ThreadPool;

use crate::errors;

/// How often the calling thread looks in.
const LOOK_IN: Duration = Duration::from_millis(20);
/// How long work that was asked to stop is waited for.
const GRACE: Duration = Duration::from_millis(40);

/// How a call is watched and on how many threads it works.
#[derive(Default)]
pub(crate) struct Watch {
    /// Called with stage, steps done and steps in all.
    pub(crate) progress: Option<Py<PyAny>>,
    /// Threads that work; by default those of the process.
    pub(crate) threads: Option<usize>,
}

/// Does the work and returns its result.
///
/// # Errors
/// What Python raises for a signal or in the progress function; `InternalError` if the work panics.
pub(crate) fn pass<T: Send + 'static>(
    py: Python<'_>,
    watch: &Watch,
    work: impl FnOnce(&Control<'_>) -> T + Send + 'static,
) -> PyResult<T> {
    let pool = pool(watch.threads)?;
    let signs = Arc::new(Signs::default());
    let (ended, end) = channel();
    let work = at_work(work, pool, Arc::clone(&signs), ended);
    std::thread::Builder::new().name("obverse".to_owned()).spawn(work)?;
    attend(py, watch, &signs, end)
}

/// As [`pass`], for work on what the caller lends, such as a matrix that is not to be copied. Work that is asked to stop is
/// waited for, so it has to look often whether it is.
///
/// # Errors
/// As [`pass`].
pub(crate) fn pass_lent<T: Send>(
    py: Python<'_>,
    watch: &Watch,
    work: impl FnOnce(&Control<'_>) -> T + Send,
) -> PyResult<T> {
    let pool = pool(watch.threads)?;
    let signs = Arc::new(Signs::default());
    let (ended, end) = channel();
    let work = at_work(work, pool, Arc::clone(&signs), ended);
    std::thread::scope(|scope| {
        std::thread::Builder::new().name("obverse".to_owned()).spawn_scoped(scope, work)?;
        attend(py, watch, &signs, end)
    })
}

/// What the two threads tell each other.
#[derive(Default)]
struct Signs {
    stop: AtomicBool,
    news: Mutex<Vec<Progress>>,
}

/// The work with its signs, ready for a thread.
fn at_work<T: Send>(
    work: impl FnOnce(&Control<'_>) -> T + Send,
    pool: Arc<ThreadPool>,
    signs: Arc<Signs>,
    ended: Sender<Result<T, String>>,
) -> impl FnOnce() + Send {
    move || {
        let tell = |progress: Progress| note(&signs.news, progress);
        let control = Control { stop: Some(&signs.stop), progress: Some(&tell) };
        let result = catch_unwind(AssertUnwindSafe(|| pool.install(|| work(&control))));
        // Nobody may be waiting any more.
        let _ = ended.send(result.map_err(|panic| message(&*panic)));
    }
}

/// Looks in on the work until it ends, or something is raised.
fn attend<T: Send>(py: Python<'_>, watch: &Watch, signs: &Signs, end: Receiver<Result<T, String>>) -> PyResult<T> {
    // A receiver may not be looked at from two threads; the lock says that it is not.
    let end = Mutex::new(end);
    loop {
        let result = py.detach(|| wait(&end, LOOK_IN));
        // News first: what was told before the end is passed on before the end.
        let heard = tell(py, watch, &signs.news).and_then(|()| py.check_signals());
        if let Err(raised) = heard {
            signs.stop.store(true, Ordering::Relaxed);
            py.detach(|| wait(&end, GRACE));
            return Err(raised);
        }
        match result {
            Some(Ok(result)) => return Ok(result),
            Some(Err(panic)) => return Err(errors::internal(py, &panic)),
            None => {}
        }
    }
}

type End<T> = Mutex<Receiver<Result<T, String>>>;

fn wait<T>(end: &End<T>, longest: Duration) -> Option<Result<T, String>> {
    match end.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(longest) {
        Ok(result) => Some(result),
        Err(RecvTimeoutError::Timeout) => None,
        Err(RecvTimeoutError::Disconnected) => Some(Err("the working thread ended early".to_owned())),
    }
}

/// Keeps the latest of each stage.
fn note(news: &Mutex<Vec<Progress>>, progress: Progress) {
    let mut news = news.lock().unwrap_or_else(PoisonError::into_inner);
    match news.last_mut() {
        Some(last) if last.stage == progress.stage => *last = progress,
        _ => news.push(progress),
    }
}

fn tell(py: Python<'_>, watch: &Watch, news: &Mutex<Vec<Progress>>) -> PyResult<()> {
    let Some(progress) = &watch.progress else { return Ok(()) };
    let news = std::mem::take(&mut *news.lock().unwrap_or_else(PoisonError::into_inner));
    news.iter().try_for_each(|p| progress.call1(py, (p.stage, p.done, p.of)).map(drop))
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic".to_owned())
}

/// The pool of this process, made anew after a fork (threads do not survive one), or one of the size asked for.
fn pool(threads: Option<usize>) -> PyResult<Arc<ThreadPool>> {
    static SHARED: Mutex<Option<(u32, Arc<ThreadPool>)>> = Mutex::new(None);
    let build = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.map(Arc::new).map_err(|error| PyRuntimeError::new_err(format!("cannot start threads: {error}")))
    };
    if let Some(threads) = threads {
        if !(1..=MOST_THREADS).contains(&threads) {
            return Err(PyValueError::new_err(format!("threads={threads}: 1 to {MOST_THREADS} make sense")));
        }
        return build(threads);
    }
    check_threads_of_environment().map_err(PyValueError::new_err)?;
    let process = std::process::id();
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    match &*shared {
        Some((owner, pool)) if *owner == process => Ok(Arc::clone(pool)),
        _ => {
            let pool = build(0)?;
            // The threads of a pool from before a fork are gone: ending it would wait for them for ever.
            std::mem::forget(shared.replace((process, Arc::clone(&pool))));
            Ok(pool)
        }
    }
}
