//! A command that runs beside a session, and a process of somebody else's that is waited for.
//!
//! A command gets an empty stdin and a process group of its own. On a terminal its output goes through a
//! pseudo-terminal, so that it has its colours, into a file without a name; otherwise it goes where ours goes. A
//! command that wants the keyboard is stopped by the system, which is seen here.

mod kept;

#[cfg(target_os = "linux")]
use std::os::fd::OwnedFd;
use std::{
    ffi::OsString,
    io::{self, Write as _},
    os::unix::process::CommandExt as _,
    path::Path,
    process::{Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use rustix::{
    process::{
        Pid, Signal, WaitOptions, getpgrp, kill_process, kill_process_group, test_kill_process, waitpid,
    },
    stdio, termios,
};

use self::kept::Kept;
use super::{clock::Clock, output};
use crate::model::text::Text;

/// How long one waits before one looks again at what runs.
const LOOK_AGAIN: Duration = Duration::from_millis(100);
/// The last output of a command that has ended is waited for so long: what it has left running may hold its
/// terminal for ever.
const LAST_OUTPUT: Duration = Duration::from_millis(300);

/// How long a command has to end in good order.
const GRACE: Duration = Duration::from_secs(2);

/// How something ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With this exit code.
    Code(i32),
    /// By this signal.
    Signal(i32),
    /// It is gone, and nobody knows how: it was not started here.
    Gone,
}

impl Ended {
    /// The exit code of a shell for it.
    pub fn code(self) -> u8 {
        match self {
            Ended::Code(code) => code.clamp(0, 255) as u8,
            Ended::Signal(signal) => (128 + signal).clamp(0, 255) as u8,
            Ended::Gone => 0,
        }
    }
}

/// What runs, and how it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// It runs.
    Running,
    /// It is stopped until it gets the keyboard.
    WantsKeyboard,
    /// It is stopped by something else.
    Stopped,
    /// It has ended.
    Ended(Ended),
}

/// Where the output of a command goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobOutput {
    /// Through a pseudo-terminal into a file, to be printed later.
    Kept,
    /// Where ours goes, each stream for itself.
    Inherited,
}

/// The group that ends with this program.
static RUNNING: Mutex<Option<Group>> = Mutex::new(None);

/// Whom a signal is for.
#[derive(Clone, Copy, Debug)]
enum Group {
    /// A process group of its own.
    Own(Pid),
    /// A process in our group, which gets what is typed at the terminal itself.
    Shared(Pid),
}

impl Group {
    fn signal(self, signal: Signal) {
        // It may have ended in this moment.
        let _ = match self {
            Group::Own(leader) => kill_process_group(leader, signal),
            Group::Shared(process) => kill_process(process, signal),
        };
    }
}

fn running() -> Option<Group> {
    *RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Hands a signal that ends this program to the command that runs, which would go on without anybody.
pub fn end_running(signal: i32) {
    if let (Some(group), Some(signal)) = (running(), Signal::from_named_raw(signal)) {
        group.signal(signal);
        group.signal(Signal::CONT);
    }
}

/// How often an interrupt came. The first one is for the command.
static INTERRUPTS: AtomicU32 = AtomicU32::new(0);

/// Hands the first interrupt to the command. False for a second one, and if nothing runs.
pub fn take_interrupt() -> bool {
    let Some(group) = running() else { return false };
    if INTERRUPTS.fetch_add(1, Ordering::SeqCst) > 0 {
        return false;
    }
    if let Group::Own(_) = group {
        group.signal(Signal::INT);
        // One that is stopped would not hear it.
        group.signal(Signal::CONT);
    }
    true
}

/// Something that runs.
#[derive(Debug)]
pub struct Job {
    work: Work,
    clock: Clock,
    state: JobState,
}

#[derive(Debug)]
enum Work {
    Command {
        id: Pid,
        kept: Option<Arc<Kept>>,
        is_shared: bool,
    },
    Process {
        id: Pid,
        #[cfg(target_os = "linux")]
        handle: Option<OwnedFd>,
    },
}

impl Job {
    /// Starts a command.
    pub fn start(program: &Path, arguments: &[OsString], output: JobOutput) -> io::Result<Job> {
        INTERRUPTS.store(0, Ordering::SeqCst);
        #[expect(clippy::disallowed_methods, reason = "running another program is what it is for")]
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null());
        let is_shared = output == JobOutput::Inherited && is_at_a_terminal();
        if !is_shared {
            command.process_group(0);
        }
        let terminal = match output {
            JobOutput::Kept => Some(kept::terminal()?),
            JobOutput::Inherited => None,
        };
        if let Some((_, slave)) = &terminal {
            command.stdout(slave.try_clone()?).stderr(slave.try_clone()?);
        }
        // Whoever asks what runs waits until that is known: a signal in this moment is for the command too.
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let child = command.spawn()?;
        let id = i32::try_from(child.id()).ok().and_then(Pid::from_raw).ok_or(io::ErrorKind::NotFound)?;
        let group = if is_shared { Group::Shared(id) } else { Group::Own(id) };
        *running = Some(group);
        drop(running);
        // Ours are closed, so that the end of the command is the end of its output.
        drop(command);
        let kept = terminal.map(|(master, slave)| {
            drop(slave);
            Kept::begin(master)
        });
        // Without anybody who reads its output it would wait for ever.
        let kept = kept.transpose().inspect_err(|_| group.signal(Signal::KILL))?;
        let work = Work::Command { id, kept, is_shared };
        Ok(Job { work, clock: Clock::begin(1), state: JobState::Running })
    }

    /// Waits for a process that was started elsewhere; none if there is no such process.
    pub fn watch(id: i32) -> Option<Job> {
        let id = Pid::from_raw(id).filter(|_| id > 0)?;
        if !exists(id) {
            return None;
        }
        #[cfg(target_os = "linux")]
        let handle = rustix::process::pidfd_open(id, rustix::process::PidfdFlags::empty()).ok();
        let work = Work::Process {
            id,
            #[cfg(target_os = "linux")]
            handle,
        };
        Some(Job { work, clock: Clock::begin(1), state: JobState::Running })
    }

    /// How it is now.
    pub fn look(&mut self) -> JobState {
        if matches!(self.state, JobState::Ended(_)) {
            return self.state;
        }
        let seen = match &self.work {
            Work::Command { id, .. } => changed(*id),
            #[cfg(target_os = "linux")]
            Work::Process { handle: Some(handle), .. } => {
                is_readable(handle).then_some(JobState::Ended(Ended::Gone))
            }
            Work::Process { id, .. } => (!exists(*id)).then_some(JobState::Ended(Ended::Gone)),
        };
        self.state = seen.unwrap_or(self.state);
        if let (JobState::Ended(_), Work::Command { .. }) = (self.state, &self.work) {
            *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
        self.state
    }

    /// How long it runs.
    pub fn runs_for(&self) -> Duration {
        self.clock.now().0
    }

    /// The last line that it wrote, if its output is kept.
    pub fn last_line(&self) -> Text {
        match &self.work {
            Work::Command { kept: Some(kept), .. } => kept.last_line(),
            Work::Command { kept: None, .. } | Work::Process { .. } => Text::default(),
        }
    }

    /// Ends a command and whatever it has started, and prints what it wrote. One that does not end when it is asked
    /// to is ended all the same.
    pub fn end(&mut self) -> io::Result<()> {
        let Work::Command { kept, .. } = &self.work else { return Ok(()) };
        let kept = kept.clone();
        let group = running();
        if let Some(group) = group {
            group.signal(Signal::TERM);
            group.signal(Signal::CONT);
        }
        let mut waited = Duration::ZERO;
        while !matches!(self.look(), JobState::Ended(_)) && waited < GRACE {
            pause(LOOK_AGAIN);
            waited += LOOK_AGAIN;
        }
        if let Some(group) = group {
            group.signal(Signal::KILL);
        }
        if let Some(kept) = kept {
            let mut out = output::stdout();
            kept.print(&mut 0, &mut out)?;
            out.flush()?;
        }
        Ok(())
    }

    /// Waits until it has ended, printing its output as it comes. A command that wants the keyboard gets it.
    pub fn finish(&mut self) -> io::Result<Ended> {
        let mut printed = 0;
        let mut late = Duration::ZERO;
        loop {
            let state = self.look();
            let (kept, id, is_shared) = match &self.work {
                Work::Command { kept, id, is_shared } => (kept.as_ref(), Some(*id), *is_shared),
                Work::Process { .. } => (None, None, false),
            };
            let mut is_closed = true;
            if let Some(kept) = kept {
                let mut out = output::stdout();
                is_closed = kept.print(&mut printed, &mut out)?;
                out.flush()?;
            }
            match state {
                JobState::Ended(ended) if is_closed || late >= LAST_OUTPUT => return Ok(ended),
                JobState::Ended(_) => late += LOOK_AGAIN,
                JobState::WantsKeyboard if !is_shared => {
                    if let Some(id) = id {
                        lend_keyboard(id);
                        self.state = JobState::Running;
                    }
                }
                JobState::Running | JobState::WantsKeyboard | JobState::Stopped => {}
            }
            match kept {
                Some(kept) => kept.wait(printed, LOOK_AGAIN),
                None => pause(LOOK_AGAIN),
            }
        }
    }
}

/// Lets time pass.
fn pause(time: Duration) {
    let (_open, never) = std::sync::mpsc::channel::<()>();
    let _ = never.recv_timeout(time);
}

/// Whether something may be typed for us on some terminal.
fn is_at_a_terminal() -> bool {
    let own = |it: rustix::io::Result<Pid>| it.is_ok_and(|it| it == getpgrp());
    own(termios::tcgetpgrp(stdio::stdin()))
        || own(termios::tcgetpgrp(stdio::stdout()))
        || own(termios::tcgetpgrp(stdio::stderr()))
}

/// Gives the terminal to a command that was stopped for it. It is never taken back: nothing is read here any more,
/// and the shell takes it when this program ends.
fn lend_keyboard(leader: Pid) {
    let _ = termios::tcsetpgrp(stdio::stdin(), leader);
    let _ = kill_process_group(leader, Signal::CONT);
}

/// What became of a child since it was last asked.
fn changed(id: Pid) -> Option<JobState> {
    let options = WaitOptions::NOHANG | WaitOptions::UNTRACED | WaitOptions::CONTINUED;
    match waitpid(Some(id), options) {
        Ok(Some((_, status))) => {
            if let Some(code) = status.exit_status() {
                return Some(JobState::Ended(Ended::Code(code)));
            }
            if let Some(signal) = status.terminating_signal() {
                return Some(JobState::Ended(Ended::Signal(signal)));
            }
            let reads = |it| it == Signal::TTIN.as_raw() || it == Signal::TTOU.as_raw();
            match status.stopping_signal() {
                Some(signal) if reads(signal) => Some(JobState::WantsKeyboard),
                Some(_) => Some(JobState::Stopped),
                None => Some(JobState::Running),
            }
        }
        Ok(None) | Err(rustix::io::Errno::INTR) => None,
        // Somebody else has waited for it.
        Err(_) => Some(JobState::Ended(Ended::Gone)),
    }
}

/// Whether there is such a process. One of somebody else's may not be signalled, and is there.
fn exists(id: Pid) -> bool {
    matches!(test_kill_process(id), Ok(()) | Err(rustix::io::Errno::PERM))
}

#[cfg(target_os = "linux")]
fn is_readable(handle: &OwnedFd) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let mut watched = [PollFd::new(handle, PollFlags::IN)];
    let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut watched, Some(&at_once)).is_ok_and(|count| count > 0)
}
