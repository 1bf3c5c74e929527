//! Whether a matrix fits, before it is written.
//!
//! Memory is handed out by promise: a matrix larger than what is free can often be had, and the program ends when it is filled.
//! So the operating system is asked what is left, where it tells (Linux), and more is refused. Elsewhere no more is refused than
//! what it does not promise.

use crate::SolveError;

/// Smaller matrices are not worth the question.
const SMALL: u64 = if cfg!(test) { 1 << 10 } else { 1 << 26 };

/// A matrix of so many rows and columns, all of it `filler`.
pub(crate) fn filled<T: Copy>((rows, cols): (usize, usize), filler: T) -> Result<Vec<T>, SolveError> {
    let bytes = (rows as u64).saturating_mul(cols as u64).saturating_mul(size_of::<T>() as u64);
    let refused = |available| SolveError::Memory { rows, cols, bytes, available };
    if bytes > SMALL
        && let Some(available) = available().filter(|&available| available < bytes)
    {
        return Err(refused(Some(available)));
    }
    let mut matrix = Vec::new();
    let entries = rows.checked_mul(cols).ok_or_else(|| refused(None))?;
    matrix.try_reserve_exact(entries).map_err(|_| refused(None))?;
    matrix.resize(entries, filler);
    Ok(matrix)
}

/// Bytes that can be had without taking any from others: what the machine has left, or what the limit of the group of
/// processes leaves, whichever is less. `None` where the operating system does not say.
fn available() -> Option<u64> {
    let read = |path: &str| std::fs::read_to_string(path).ok();
    let machine = read("/proc/meminfo").and_then(|text| left_on_machine(&text));
    let number = |path| read(path)?.trim().parse::<u64>().ok();
    let limit = number("/sys/fs/cgroup/memory.max").zip(number("/sys/fs/cgroup/memory.current"));
    let group = limit.map(|(most, used)| {
        // Copies of files are given up for whoever needs the room.
        let files = read("/sys/fs/cgroup/memory.stat").map_or(0, |text| files_in(&text));
        most.saturating_sub(used.saturating_sub(files))
    });
    [machine, group].into_iter().flatten().min()
}

/// Bytes of files that a `memory.stat` counts.
fn files_in(text: &str) -> u64 {
    let count =
        |line: &str| line.strip_prefix("inactive_file ").or(line.strip_prefix("active_file "))?.parse::<u64>().ok();
    text.lines().filter_map(count).sum()
}

/// `MemAvailable` of a text as Linux writes it, in bytes.
fn left_on_machine(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_operating_system_writes_is_read() {
        let text =
            "MemTotal:       24683548 kB\nMemFree:        22889000 kB\nMemAvailable:   24230128 kB\nBuffers:  44 kB\n";
        assert_eq!(left_on_machine(text), Some(24_230_128 * 1024));
        assert_eq!(left_on_machine("MemTotal: 1 kB\n"), None);
        assert_eq!(left_on_machine("MemAvailable: many kB\n"), None);
        assert_eq!(files_in("anon 5\nfile 9000\ninactive_file 4000\nactive_file 300\n"), 4300);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_matrix_that_cannot_fit_is_refused() {
        assert_eq!(filled((30, 40), 7_i64), Ok(vec![7; 1200]));
        assert_eq!(filled((0, usize::MAX), 7_i64), Ok(vec![]));
        for (rows, cols) in [(1 << 30, 1 << 25), (usize::MAX, 2), (usize::MAX, usize::MAX)] {
            let refused = filled((rows, cols), 7_i64);
            let Err(SolveError::Memory { rows: told, cols: too, bytes, available }) = refused else {
                panic!("{rows} x {cols} is not refused")
            };
            assert_eq!((told, too), (rows, cols));
            assert!(available.is_some_and(|available| available < bytes));
        }
    }
}
