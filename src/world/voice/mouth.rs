//! One program at a time: started, fed, waited for, and ended from outside.
//!
//! Words go in on its stdin. Its streams are never the terminal, and its process group is its own,
//! so that ending it ends whatever it started.

#![expect(clippy::disallowed_methods, reason = "the one place where cues start other programs")]

use std::{
    ffi::OsString,
    io::Write as _,
    os::unix::process::{CommandExt as _, ExitStatusExt as _},
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Mutex, MutexGuard, PoisonError, mpsc},
    thread,
    time::Duration,
};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

/// What is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The program's file.
    pub program: PathBuf,
    /// Its arguments; never words of a routine.
    pub arguments: Vec<OsString>,
    /// What it reads.
    pub input: Vec<u8>,
}

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By itself, and well.
    Done,
    /// Something newer came.
    Silenced,
    /// In another way, told in words that follow its name.
    Failed(String),
}

/// What runs, and since when something newer is due.
#[derive(Debug, Default)]
pub struct Mouth {
    running: Mutex<Running>,
}

#[derive(Debug, Default)]
struct Running {
    /// Which cue is the newest.
    turn: u64,
    /// The leader of the group that runs for it. It is not reaped while it stands here, so that
    /// its number means nobody else.
    leader: Option<Pid>,
}

/// Every group that runs, for those who end the whole program.
static ALL: Mutex<Vec<Pid>> = Mutex::new(Vec::new());

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Whoever panicked with it left it whole: every change is a single one.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends every program that speaks or plays.
pub fn silence_all() {
    for leader in locked(&ALL).iter() {
        end(*leader);
    }
}

fn end(leader: Pid) {
    // It may have ended by itself in this moment.
    let _ = kill_process_group(leader, Signal::KILL);
}

impl Mouth {
    /// Ends what runs and begins a new turn.
    pub fn hush(&self) -> u64 {
        let mut running = locked(&self.running);
        running.turn += 1;
        if let Some(leader) = running.leader {
            end(leader);
        }
        running.turn
    }

    /// Whether something newer is due.
    pub fn is_over(&self, turn: u64) -> bool {
        locked(&self.running).turn != turn
    }

    /// Runs a program to its end, at most so long, and only while this turn lasts.
    pub fn run(&self, line: Line, at_most: Duration, turn: u64) -> Ending {
        let (child, leader, input) = match start(line) {
            Ok(started) => started,
            Err(why) => return Ending::Failed(why),
        };
        {
            let mut running = locked(&self.running);
            if running.turn == turn {
                running.leader = Some(leader);
            } else {
                end(leader);
            }
        }
        let status = wait(child, leader, input, at_most, || locked(&self.running).leader = None);
        if self.is_over(turn) { Ending::Silenced } else { told(status) }
    }

    /// Runs a program that nobody hears, whatever is due.
    pub fn run_anyway(&self, line: Line, at_most: Duration) {
        if let Ok((child, leader, input)) = start(line) {
            let _ = wait(child, leader, input, at_most, || ());
        }
    }
}

type Started = (Child, Pid, Vec<u8>);

fn start(line: Line) -> Result<Started, String> {
    let child = Command::new(&line.program)
        .args(&line.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(|error| format!("does not start: {error}"))?;
    let leader = Pid::from_child(&child);
    locked(&ALL).push(leader);
    Ok((child, leader, line.input))
}

/// Feeds a program, waits for it, and reaps it. `let_go` is called before its number is free.
fn wait(
    mut child: Child,
    leader: Pid,
    input: Vec<u8>,
    at_most: Duration,
    let_go: impl FnOnce(),
) -> Result<Option<ExitStatus>, std::io::Error> {
    let stdin = child.stdin.take();
    let (tell, ended) = mpsc::channel();
    // In a thread, since a program may neither read nor end: then this one waits no longer than
    // `at_most`.
    let waiter = thread::Builder::new().name("waits for a program".to_owned()).spawn(move || {
        if let Some(mut stdin) = stdin {
            // Who reads nothing still may be heard.
            let _ = stdin.write_all(&input);
        }
        while let Err(rustix::io::Errno::INTR) =
            waitid(WaitId::Pid(leader), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT)
        {}
        let _ = tell.send(());
    });
    let in_time = waiter.is_ok() && ended.recv_timeout(at_most).is_ok();
    if !in_time {
        end(leader);
    }
    let_go();
    locked(&ALL).retain(|it| *it != leader);
    let status = child.wait()?;
    Ok(in_time.then_some(status))
}

fn told(status: Result<Option<ExitStatus>, std::io::Error>) -> Ending {
    match status {
        Ok(Some(status)) if status.success() => Ending::Done,
        Ok(Some(status)) => Ending::Failed(match (status.code(), status.signal()) {
            (Some(code), _) => format!("failed with code {code}"),
            (None, Some(signal)) => format!("was ended by signal {signal}"),
            (None, None) => "failed".to_owned(),
        }),
        Ok(None) => Ending::Failed("hangs".to_owned()),
        Err(error) => Ending::Failed(format!("was lost: {error}")),
    }
}
