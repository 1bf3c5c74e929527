//! What the operating system's account says of this process.

/// Processor time of all threads together, in seconds; `None` where the system is not asked.
pub(super) fn cpu_seconds() -> Option<f64> {
    #[cfg(unix)]
    {
        use nix::sys::resource::{UsageWho, getrusage};
        use nix::sys::time::TimeValLike;
        let usage = getrusage(UsageWho::RUSAGE_SELF).ok()?;
        let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
        Some(micros as f64 / 1e6)
    }
    #[cfg(not(unix))]
    None
}

/// The most memory ever held, in bytes; `None` where the system is not asked.
pub(super) fn peak_memory() -> Option<u64> {
    #[cfg(target_os = "linux")]
    {
        // Not `getrusage`: what it says is inherited from the process that started this one.
        peak_in(&std::fs::read_to_string("/proc/self/status").ok()?)
    }
    #[cfg(target_os = "macos")]
    {
        use nix::sys::resource::{UsageWho, getrusage};
        u64::try_from(getrusage(UsageWho::RUSAGE_SELF).ok()?.max_rss()).ok()
    }
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    None
}

/// The "high-water mark" of a Linux status file, which is in units of 1024 bytes.
#[cfg(any(target_os = "linux", test))]
fn peak_in(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kibibytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_found() {
        assert_eq!(peak_in("Name:\tx\nVmPeak:\t  9 kB\nVmHWM:\t   12 kB\nVmRSS:\t 3 kB\n"), Some(12 * 1024));
        assert_eq!(peak_in("Name:\tx\n"), None);
        assert_eq!(peak_in("VmHWM:\tmuch kB\n"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn work_shows() {
        let (cpu, peak) = (cpu_seconds().unwrap(), peak_memory().unwrap());
        let mut bytes = vec![1_u8; 64 << 20];
        for round in 0..20_u8 {
            for byte in &mut bytes {
                *byte = byte.wrapping_mul(3).wrapping_add(round);
            }
        }
        assert!(bytes.iter().any(|&byte| byte != 1));
        assert!(cpu_seconds().unwrap() > cpu);
        assert!(peak_memory().unwrap() >= peak.max(64 << 20));
    }
}
