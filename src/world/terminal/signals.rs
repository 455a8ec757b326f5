//! Signals: which of them end the program, which stop it, and how it dies of one.
//!
//! Not watched, since nothing safe can be done about them: SIGKILL and SIGSTOP, which nobody can catch,
//! and what a fault inside the program raises (SIGSEGV, SIGBUS, SIGILL, SIGFPE, and SIGABRT where this
//! program itself aborts, as after a stack overflow). SIGPIPE and SIGXFSZ end nothing: a closed pipe and
//! a full file are errors of the write that met them.

#![expect(
    clippy::disallowed_methods,
    reason = "what is ignored stands in a file, and a shell knows every signal"
)]

use std::{
    os::unix::process::CommandExt as _,
    process::Command,
    sync::{Arc, OnceLock, atomic::AtomicBool},
};

use signal_hook::{
    consts::{
        SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP, SIGTTIN,
        SIGTTOU, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU, SIGXFSZ,
    },
    low_level::emulate_default_handler,
};

/// Those that end a program by default, on every Unix.
const DEADLY: &[i32] = &[
    SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGUSR1, SIGUSR2,
    SIGVTALRM, SIGXCPU,
];

/// Those that stop a program by default: from the keyboard, and on reading from or writing to a terminal
/// that belongs to another job.
pub const STOPPING: &[i32] = &[SIGTSTP, SIGTTIN, SIGTTOU];

/// The other signals that end a program by default on this system.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn deadly_here() -> impl Iterator<Item = i32> {
    #[cfg(not(any(
        target_arch = "mips",
        target_arch = "mips64",
        target_arch = "sparc",
        target_arch = "sparc64"
    )))]
    const MORE: &[i32] = &[libc::SIGIO, libc::SIGPWR, libc::SIGSTKFLT];
    #[cfg(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc", target_arch = "sparc64"))]
    const MORE: &[i32] = &[libc::SIGIO, libc::SIGPWR];
    MORE.iter().copied().chain(libc::SIGRTMIN()..=libc::SIGRTMAX())
}

/// The other signals that end a program by default on this system.
#[cfg(target_vendor = "apple")]
fn deadly_here() -> impl Iterator<Item = i32> {
    [libc::SIGEMT].into_iter()
}

/// The other signals that end a program by default on this system.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn deadly_here() -> impl Iterator<Item = i32> {
    std::iter::empty()
}

/// Every signal that ends a program by default and that is safe to catch.
pub fn deadly() -> impl Iterator<Item = i32> {
    DEADLY.iter().copied().chain(deadly_here())
}

/// From now on a file that has reached its limit refuses to be written, as a full disk does; by default
/// it would end the program.
pub fn survive_limits() {
    // Only the default action must go: nobody looks at the flag.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

/// Whether this signal was ignored when the program was started, as `nohup` does with SIGHUP, or a shell
/// without job control with SIGINT. What was ignored stays ignored.
pub fn is_ignored(signal: i32) -> bool {
    static IGNORED: OnceLock<u64> = OnceLock::new();
    let ignored = IGNORED.get_or_init(|| ignored_at_start().unwrap_or_default());
    u32::try_from(signal - 1).is_ok_and(|it| ignored.checked_shr(it).is_some_and(|it| it & 1 == 1))
}

/// A bit for each ignored signal, from signal 1 on. To ask the system itself would take unsafe code.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn ignored_at_start() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let mask = status.lines().find_map(|it| it.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}

/// A bit for each ignored signal, from signal 1 on. Where there is no `/proc`, `ps` knows them.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn ignored_at_start() -> Option<u64> {
    let id = std::process::id().to_string();
    let answer = Command::new("/bin/ps").args(["-o", "ignored=", "-p", &id]).output().ok()?;
    u64::from_str_radix(std::str::from_utf8(&answer.stdout).ok()?.trim(), 16).ok()
}

/// Ends the program by this signal, so that its parent sees what it died of. Returns where the signal has
/// no default end, or on a system without a shell.
pub fn die(signal: i32) {
    // Resets the signal to its default and raises it; it knows those of every Unix.
    let _ = emulate_default_handler(signal);
    if deadly_here().any(|it| it == signal) {
        // Starting another program in place of this one resets every signal to its default, and is the
        // one way to do so without unsafe code.
        let script = format!("kill -{signal} $$");
        let _ = Command::new("/bin/sh").args(["-c", &script]).exec();
    }
}
