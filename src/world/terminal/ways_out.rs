//! Taking the terminal, and giving it back on every way out.
//!
//! The terminal is taken once and given back by [`give_back`], whichever way the program ends:
//! return, error, panic in any thread, a signal, being stopped. What cannot be caught (SIGKILL) is
//! the only way that leaves it taken.

#![expect(clippy::disallowed_methods, reason = "a panic in a worker must end the whole program")]

use std::{
    io::{self, Write},
    os::fd::OwnedFd,
    panic,
    sync::{
        Mutex, MutexGuard, Once, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use crossterm::{cursor, queue, terminal};
use rustix::{
    io::Errno,
    process::{Signal, kill_current_process_group},
    stdio, termios,
};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use crate::world::voice::silence_all;

/// The exit code of a Rust program that panicked.
const PANICKED: i32 = 101;
/// A signal ends the program after this, even if the terminal takes no more output.
const LAST_CALL: Duration = Duration::from_millis(300);

/// The settings to go back to, while the terminal is ours. Whoever writes to the terminal holds
/// this, so that no frame is drawn after it was given back.
static TAKEN: Mutex<Option<termios::Termios>> = Mutex::new(None);
/// The same settings for [`die_of`], which cannot wait for a write that never ends: nobody writes
/// while holding this.
static SAVED: Mutex<Option<termios::Termios>> = Mutex::new(None);

/// Whether the program is about to end: what was given back is not taken again.
static LEAVING: AtomicBool = AtomicBool::new(false);

/// Locks one of the two. A thread that panicked while it held it changed nothing half-way: the
/// option is whole.
fn lock(settings: &'static Mutex<Option<termios::Termios>>) -> MutexGuard<'static, Option<termios::Termios>> {
    settings.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Something that happened outside, told through the waking pipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// The window has another size.
    Resized,
    /// The program is asked to stop (SIGTSTP).
    Stop,
    /// The program goes on after it was stopped.
    Continued,
}

impl Wake {
    /// Its byte in the pipe.
    const fn byte(self) -> u8 {
        match self {
            Wake::Resized => b'r',
            Wake::Stop => b's',
            Wake::Continued => b'c',
        }
    }

    /// What a byte of the pipe says.
    pub fn from_byte(byte: u8) -> Option<Wake> {
        [Wake::Resized, Wake::Stop, Wake::Continued].into_iter().find(|it| it.byte() == byte)
    }
}

/// Takes the terminal: raw, the other screen, no cursor. Taking it again is harmless, and needed
/// after the program was stopped.
pub fn take() -> io::Result<()> {
    let mut taken = lock(&TAKEN);
    while LEAVING.load(Ordering::SeqCst) {
        // Another thread gave it back for good and ends the program at any moment.
        drop(taken);
        thread::park();
        taken = lock(&TAKEN);
    }
    if taken.is_none() {
        *taken = Some(termios::tcgetattr(stdio::stdin())?);
    }
    let saved = taken.clone();
    lock(&SAVED).clone_from(&saved);
    if let Some(mut raw) = saved {
        raw.make_raw();
        termios::tcsetattr(stdio::stdin(), termios::OptionalActions::Now, &raw)?;
    }
    let mut out = Vec::new();
    queue!(out, terminal::EnterAlternateScreen, terminal::Clear(terminal::ClearType::All), cursor::Hide)?;
    write_out(&out)
}

/// Gives the terminal back: colours, cursor, screen, settings, in this order. Does nothing if it is
/// not taken, and goes on whatever fails, since a terminal that is gone answers with errors.
pub fn give_back() {
    let mut taken = lock(&TAKEN);
    if let Some(saved) = taken.take() {
        let mut out = Vec::new();
        // Writing to memory does not fail.
        let _ = queue!(out, crossterm::style::ResetColor, cursor::Show, terminal::LeaveAlternateScreen);
        let _ = write_out(&out);
        restore_settings(&saved);
        *lock(&SAVED) = None;
    }
}

/// Writes a frame, unless the terminal was given back in the meantime.
pub fn write_frame(bytes: &[u8]) -> io::Result<()> {
    let taken = lock(&TAKEN);
    if taken.is_none() || bytes.is_empty() {
        return Ok(());
    }
    match write_out(bytes) {
        Err(error) if is_gone(&error) => {
            drop(taken);
            die_of(SIGHUP)
        }
        written => written,
    }
}

/// Whether a terminal refuses output because it is no more: the signal that says so may come later.
fn is_gone(error: &io::Error) -> bool {
    let gone = [Errno::IO, Errno::NXIO, Errno::PIPE].map(|it| it.raw_os_error());
    error.raw_os_error().is_some_and(|it| gone.contains(&it))
}

fn write_out(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(bytes)?;
    out.flush()
}

fn restore_settings(saved: &termios::Termios) {
    // Not `Flush`: what was typed ahead belongs to the shell.
    let _ = termios::tcsetattr(stdio::stdin(), termios::OptionalActions::Now, saved);
}

/// From now on a panic anywhere gives the terminal back and ends the program. Nothing is unwound, so
/// the released program is built without what unwinding needs.
pub fn end_on_panic() {
    static HOOKED: Once = Once::new();
    HOOKED.call_once(hook);
}

fn hook() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        silence_all();
        LEAVING.store(true, Ordering::SeqCst);
        give_back();
        usual(panic);
        // In a worker too: half a program would go on drawing.
        std::process::exit(PANICKED);
    }));
}

/// From now on every signal, and a panic, gives the terminal back. Returns the pipe on which the loop is woken.
pub fn guard() -> io::Result<OwnedFd> {
    end_on_panic();
    let (reader, writer) = io::pipe()?;
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let mut writer = writer;
        for signal in signals.forever() {
            let wake = match signal {
                SIGWINCH => Wake::Resized,
                SIGTSTP => Wake::Stop,
                SIGCONT => Wake::Continued,
                deadly => die_of(deadly),
            };
            // The loop may have ended already; then nobody needs to be woken.
            let _ = writer.write_all(&[wake.byte()]);
        }
    })?;
    Ok(OwnedFd::from(reader))
}

/// Gives the terminal back and ends the program by this signal, so that its parent sees it.
pub fn die_of(signal: i32) -> ! {
    silence_all();
    // A terminal that takes no output (^S, a stuck connection) must not keep us: then the settings
    // alone are restored, which never waits.
    let (done, is_done) = mpsc::channel();
    let saved = lock(&SAVED).clone();
    LEAVING.store(true, Ordering::SeqCst);
    let helper = thread::Builder::new().spawn(move || {
        give_back();
        let _ = done.send(());
    });
    let stuck = helper.is_err() || is_done.recv_timeout(LAST_CALL).is_err();
    if let (true, Some(saved)) = (stuck, saved) {
        restore_settings(&saved);
    }
    let _ = emulate_default_handler(signal);
    // Only a signal without a default end comes here.
    std::process::exit(128 + signal)
}

/// Stops the program and its group, as the shell's ^Z does, and returns when it goes on.
pub fn stop() -> io::Result<()> {
    give_back();
    // SIGSTOP, not SIGTSTP: our own handler would catch that.
    kill_current_process_group(Signal::STOP)?;
    take()
}
