//! Taking the terminal, and giving it back on every way out.
//!
//! The terminal is taken once and given back by [`give_back`], whichever way the program ends:
//! return, error, panic in any thread, a signal, being stopped. Only what cannot be caught leaves it
//! taken: SIGKILL, and a fault inside the program (see [`signals`]).

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
    process::{Signal, getpgrp, getppid, getsid, kill_current_process_group},
    stdio, termios,
};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGTSTP, SIGWINCH},
    iterator::{Handle, Signals},
};

use super::signals;
use crate::world::{job, journal::last_hold, media, voice::silence_all};

/// The exit code of a Rust program that panicked.
const PANICKED: i32 = 101;
/// A signal ends the program after this, even if the terminal takes no more output.
const LAST_CALL: Duration = Duration::from_millis(300);
/// Asks the terminal to put marks around what is pasted, and to stop doing so.
const PASTES_MARKED: &[u8] = b"\x1b[?2004h";
const PASTES_PLAIN: &[u8] = b"\x1b[?2004l";
/// Asks the terminal to report clicks and the wheel, with numbers for the cells, and to stop doing so.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// The settings to go back to, while the terminal is ours. Whoever writes to the terminal holds
/// this, so that no frame is drawn after it was given back.
static TAKEN: Mutex<Option<termios::Termios>> = Mutex::new(None);
/// The same settings for [`die_of`], which cannot wait for a write that never ends: nobody writes
/// while holding this.
static SAVED: Mutex<Option<termios::Termios>> = Mutex::new(None);

/// Whether the terminal reports the mouse. Changed only while [`TAKEN`] is held.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Whether the program is about to end: what was given back is not taken again.
static LEAVING: AtomicBool = AtomicBool::new(false);

/// A thread that panicked while it held the lock changed nothing half-way.
fn lock<T>(mutex: &'static Mutex<T>) -> MutexGuard<'static, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Something that happened outside, told through the waking pipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// The window has another size.
    Resized,
    /// The program is asked to stop (SIGTSTP, SIGTTIN, SIGTTOU).
    Stop,
    /// The program goes on after it was stopped.
    Continued,
    /// The program is asked to end, and a session in lines first says what was held (SIGINT).
    Interrupted,
}

impl Wake {
    /// Its byte in the pipe.
    const fn byte(self) -> u8 {
        match self {
            Wake::Resized => b'r',
            Wake::Stop => b's',
            Wake::Continued => b'c',
            Wake::Interrupted => b'i',
        }
    }

    /// What a byte of the pipe says.
    pub fn from_byte(byte: u8) -> Option<Wake> {
        [Wake::Resized, Wake::Stop, Wake::Continued, Wake::Interrupted]
            .into_iter()
            .find(|it| it.byte() == byte)
    }
}

/// Takes the terminal: raw, the other screen, no cursor. Taking it again is harmless, and needed
/// after the program was stopped.
pub fn take() -> io::Result<()> {
    wait_for_foreground()?;
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
    out.extend_from_slice(PASTES_MARKED);
    write_out(&out)
}

/// Has a terminal that is taken report the mouse, or stop that.
pub fn report_mouse(wanted: bool) -> io::Result<()> {
    let taken = lock(&TAKEN);
    if taken.is_none() || MOUSE.swap(wanted, Ordering::SeqCst) == wanted {
        return Ok(());
    }
    write_out(if wanted { MOUSE_ON } else { MOUSE_OFF })
}

/// Gives the terminal back: mouse, pastes, colours, cursor, screen, settings, in this order. Does nothing if it is
/// not taken, and goes on whatever fails, since a terminal that is gone answers with errors.
pub fn give_back() {
    let mut taken = lock(&TAKEN);
    if let Some(saved) = taken.take() {
        let mut out = Vec::new();
        if MOUSE.swap(false, Ordering::SeqCst) {
            out.extend_from_slice(MOUSE_OFF);
        }
        out.extend_from_slice(PASTES_PLAIN);
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
    if is_in_background() {
        // The terminal belongs to another job, which has settings of its own.
        return;
    }
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
        let last_hold = last_hold::write();
        silence_all();
        media::give_back();
        LEAVING.store(true, Ordering::SeqCst);
        give_back();
        usual(panic);
        let _ = last_hold.recv_timeout(LAST_CALL / 2);
        // In a worker too: half a program would go on drawing.
        std::process::exit(PANICKED);
    }));
}

/// From now on every signal, and a panic, gives the terminal back. Returns the pipe on which the loop is woken.
pub fn guard() -> io::Result<OwnedFd> {
    end_on_panic();
    let (reader, mut writer) = io::pipe()?;
    // The loop may have ended already, and closed its end.
    watch(&[SIGCONT, SIGWINCH], move |wake| {
        wake != Wake::Interrupted && writer.write_all(&[wake.byte()]).is_ok()
    })?;
    Ok(OwnedFd::from(reader))
}

/// The same for a session in lines, which takes no terminal. An interrupt is handed to its loop, through the
/// pipe that is returned.
pub fn guard_lines() -> io::Result<OwnedFd> {
    end_on_panic();
    let (reader, mut writer) = io::pipe()?;
    watch(&[], move |wake| wake == Wake::Interrupted && writer.write_all(&[wake.byte()]).is_ok())?;
    Ok(OwnedFd::from(reader))
}

/// From now on every signal that ends or stops the program silences what it has started, and reaches the command that
/// runs. For what is no session, or is none yet: [`guard`] and [`guard_lines`] do this too.
pub fn guard_sounds() -> io::Result<()> {
    watch(&[], |_| false)
}

/// Who watches the signals: one thread as long as the program runs, so that none is lost or answered twice while the
/// watch changes hands.
static WATCH: Mutex<Option<Watch>> = Mutex::new(None);

struct Watch {
    handle: Handle,
    /// Whether a loop takes care of what happened.
    wake: Box<dyn FnMut(Wake) -> bool + Send>,
    is_interrupted: bool,
}

/// Tells what becomes of the watch that was begun, until somebody asks.
static BEGUN: Mutex<Option<mpsc::Receiver<io::Result<()>>>> = Mutex::new(None);

/// Begins to watch beside what else is to be done before the terminal is taken: there are some fifty signals, and each
/// costs more than the one before it. Until the terminal is taken it is as after [`guard_sounds`]. What goes wrong is
/// an error there.
pub fn guard_soon() {
    let mut begun = lock(&BEGUN);
    if begun.is_none() && lock(&WATCH).is_none() {
        *begun = begin().ok();
    }
}

/// A thread that watches the signals as long as the program runs.
fn begin() -> io::Result<mpsc::Receiver<io::Result<()>>> {
    let (tell, told) = mpsc::channel();
    let watched = signals::deadly().chain(signals::STOPPING.iter().copied());
    let work = move || {
        let mut signals = match Signals::new(watched.filter(|it| !signals::is_ignored(*it))) {
            Ok(signals) => signals,
            Err(error) => {
                // Whoever no longer waits for it has ended.
                let _ = tell.send(Err(error));
                return;
            }
        };
        let handle = signals.handle();
        *lock(&WATCH) = Some(Watch { handle, wake: Box::new(|_| false), is_interrupted: false });
        let _ = tell.send(Ok(()));
        for signal in signals.forever() {
            if let Some(watch) = &mut *lock(&WATCH) {
                watch.answer(signal);
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(work)?;
    Ok(told)
}

/// From now on `wake` is told what happened; it says whether a loop takes care of it.
fn watch(more: &[i32], wake: impl FnMut(Wake) -> bool + Send + 'static) -> io::Result<()> {
    let begun = lock(&BEGUN).take();
    let begun = match begun {
        None if lock(&WATCH).is_none() => Some(begin()?),
        begun => begun,
    };
    if let Some(begun) = begun {
        begun.recv().map_err(io::Error::other)??;
    }
    if let Some(watch) = &mut *lock(&WATCH) {
        more.iter().try_for_each(|it| watch.handle.add_signal(*it))?;
        (watch.wake, watch.is_interrupted) = (Box::new(wake), false);
    }
    Ok(())
}

impl Watch {
    fn answer(&mut self, signal: i32) {
        match signal {
            // The first one is for the command that runs.
            SIGINT if job::take_interrupt() => {}
            SIGINT if !self.is_interrupted && (self.wake)(Wake::Interrupted) => {
                self.is_interrupted = true;
                // The loop ends the program by the same signal. If it is stuck, this does; a second
                // interrupt does at once.
                let late = thread::Builder::new().spawn(|| {
                    thread::sleep(LAST_CALL);
                    die_of(SIGINT)
                });
                if late.is_err() {
                    die_of(SIGINT);
                }
            }
            SIGWINCH => drop((self.wake)(Wake::Resized)),
            SIGCONT => drop((self.wake)(Wake::Continued)),
            stopping if signals::STOPPING.contains(&stopping) => {
                // In the background the terminal is not ours to give back. The loop may even wait
                // for it, which would raise this signal again and again.
                if is_in_background() || !(self.wake)(Wake::Stop) {
                    silence_all();
                    // Without permission for the group there is nothing to be done.
                    let _ = stop_group();
                }
            }
            deadly => die_of(deadly),
        }
    }
}

/// Whether the terminal belongs to another job. Setting anything there would stop this one.
fn is_in_background() -> bool {
    termios::tcgetpgrp(stdio::stdin()).is_ok_and(|it| it != getpgrp())
}

/// Stops as long as the terminal belongs to another job, as after `&` or `bg`. The system would do so too,
/// but by a signal that is caught here.
fn wait_for_foreground() -> io::Result<()> {
    while is_in_background() {
        // The shell that would put it in front is in the same session; otherwise nobody would.
        let shell = getppid().and_then(|it| getsid(Some(it)).ok());
        if shell != getsid(None).ok() {
            return Err(Errno::IO.into());
        }
        stop_group()?;
    }
    Ok(())
}

/// Gives the terminal back and ends the program by this signal, so that its parent sees it.
pub fn die_of(signal: i32) -> ! {
    let last_hold = last_hold::write();
    silence_all();
    job::end_running(signal);
    media::give_back();
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
    let _ = last_hold.recv_timeout(LAST_CALL / 2);
    signals::die(signal);
    std::process::exit(128 + signal)
}

/// Whether a key may stop the program. Not where it was started with stopping ignored: nobody would let
/// it go on.
pub fn may_stop() -> bool {
    !signals::is_ignored(SIGTSTP)
}

/// Stops the program and its group, as the shell's ^Z does, and returns when it goes on.
pub fn stop() -> io::Result<()> {
    give_back();
    stop_group()?;
    take()
}

fn stop_group() -> io::Result<()> {
    // SIGSTOP, not SIGTSTP: our own handler would catch that.
    Ok(kill_current_process_group(Signal::STOP)?)
}
