//! Programs: started, fed, waited for, and ended from outside.
//!
//! Words go in on its stdin. Its streams are never the terminal, and its process group is its own,
//! so that ending it ends whatever it started.

#![expect(clippy::disallowed_methods, reason = "the one place where cues start other programs")]

use std::{
    ffi::OsString,
    io::{self, Read as _, Write as _},
    os::unix::process::{CommandExt as _, ExitStatusExt as _},
    path::{Path, PathBuf},
    process::{ChildStderr, Command, ExitStatus, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use rustix::{
    io::Errno,
    process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid},
};

use crate::model::{text::Text, words::voices};

/// A program to start, with its arguments and its input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocation {
    /// The program's file.
    pub program: PathBuf,
    /// Its arguments; never words of a routine.
    pub arguments: Vec<OsString>,
    /// What it reads on stdin.
    pub input: Vec<u8>,
}

/// The most bytes of a program's stderr that are kept.
const MOST_SAID: usize = 2048;
/// The most letters of a reason; a longer one is cut.
const LONGEST_REASON: usize = 100;
/// How long the last output of a program that has ended is waited for.
const HEARD: Duration = Duration::from_millis(50);

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProgramEnd {
    /// By itself, and well.
    Done,
    /// It was ended, since something newer came.
    Silenced,
    /// It was ended, since it took too long.
    Hangs,
    /// In another way, described in words that follow its name.
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
    /// The leaders of the groups that run. None is reaped while it stands here, so that its number
    /// means nobody else.
    leaders: Vec<Pid>,
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

/// A program that is kept running: it is ended with everything else, and not by [`Mouth::hush`].
pub(super) fn keep(leader: Pid) {
    locked(&ALL).push(leader);
}

/// It has ended.
pub(super) fn forget(leader: Pid) {
    locked(&ALL).retain(|it| *it != leader);
}

/// Ends a program that was started, and whatever it has started.
pub(super) fn end(leader: Pid) {
    // It may have ended by itself in this moment.
    let _ = kill_process_group(leader, Signal::KILL);
}

/// A program that was started.
#[derive(Debug)]
pub struct Playing {
    leader: Pid,
    status: Receiver<io::Result<ExitStatus>>,
    said: Arc<Said>,
}

/// The end of what a program wrote to its stderr.
#[derive(Debug, Default)]
struct Said {
    bytes: Mutex<Vec<u8>>,
}

impl Said {
    /// Reads on until nothing more is written, so that no program waits for its reader.
    fn listen(&self, mut stderr: ChildStderr) {
        let mut read = [0; 1024];
        while let Ok(count @ 1..) = stderr.read(&mut read) {
            let mut bytes = locked(&self.bytes);
            bytes.extend_from_slice(&read[..count]);
            let old = bytes.len().saturating_sub(MOST_SAID);
            bytes.drain(..old);
        }
    }

    /// The last line that says something, clean and short.
    fn last_line(&self) -> Option<String> {
        let bytes = locked(&self.bytes);
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines().map(|it| Text::clean_line(it).to_string());
        let last = lines.rfind(|it| it.chars().any(char::is_alphanumeric))?;
        let short: String = last.trim().chars().take(LONGEST_REASON).collect();
        Some(if short.len() < last.trim().len() { format!("{short}…") } else { short })
    }
}

impl Playing {
    /// Why it failed, with the reason that it gave itself.
    pub fn reason(&self, why: &str) -> String {
        voices::with_its_reason(why, self.said.last_line().as_deref())
    }
}

impl Mouth {
    /// Ends what runs and begins a new turn.
    pub fn hush(&self) -> u64 {
        let mut running = locked(&self.running);
        running.turn += 1;
        for leader in &running.leaders {
            end(*leader);
        }
        running.turn
    }

    /// Whether something newer is due.
    pub fn is_over(&self, turn: u64) -> bool {
        locked(&self.running).turn != turn
    }

    /// Starts a program, which is ended when its turn is over.
    pub fn begin(self: &Arc<Mouth>, line: Invocation, turn: u64) -> Result<Playing, String> {
        let playing = self.start(line)?;
        let running = locked(&self.running);
        if running.turn != turn && running.leaders.contains(&playing.leader) {
            end(playing.leader);
        }
        Ok(playing)
    }

    /// How a program ended; nothing if it still runs after so long.
    pub fn wait(&self, playing: &Playing, at_most: Duration, turn: u64) -> Option<ProgramEnd> {
        let ending = match playing.status.recv_timeout(at_most) {
            Ok(status) => told(status),
            Err(RecvTimeoutError::Timeout) => return None,
            Err(RecvTimeoutError::Disconnected) => ProgramEnd::Failed(voices::LOST.to_owned()),
        };
        // One that has ended well was not cut, however long ago something newer became due.
        let is_cut = ending != ProgramEnd::Done && self.is_over(turn);
        Some(if is_cut { ProgramEnd::Silenced } else { ending })
    }

    /// The same, and ends it if it still runs after so long.
    pub fn finish(&self, playing: &Playing, at_most: Duration, turn: u64) -> ProgramEnd {
        if let Some(ending) = self.wait(playing, at_most, turn) {
            return ending;
        }
        let running = locked(&self.running);
        if running.leaders.contains(&playing.leader) {
            end(playing.leader);
        }
        ProgramEnd::Hangs
    }

    /// Runs a program that nobody hears.
    pub fn run_in_silence(self: &Arc<Mouth>, line: Invocation, at_most: Duration) {
        if let Ok(playing) = self.start(line) {
            let _ = self.finish(&playing, at_most, 0);
        }
    }

    fn start(self: &Arc<Mouth>, line: Invocation) -> Result<Playing, String> {
        let Invocation { program, arguments, input } = line;
        let mut child = Command::new(&program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(|error| does_not_start(&program, &error))?;
        let leader = Pid::from_child(&child);
        locked(&self.running).leaders.push(leader);
        locked(&ALL).push(leader);
        let (tell, status) = mpsc::channel();
        let mouth = Arc::clone(self);
        let said = Arc::new(Said::default());
        let all_said = child.stderr.take().and_then(|it| listen(&said, it));
        // In a thread, since a program may neither read nor end.
        let waiter = thread::Builder::new().name("waits for a program".to_owned()).spawn(move || {
            if let Some(mut stdin) = child.stdin.take() {
                // Who reads nothing still may be heard.
                let _ = stdin.write_all(&input);
            }
            while let Err(Errno::INTR) =
                waitid(WaitId::Pid(leader), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT)
            {}
            mouth.let_go(leader);
            let status = child.wait();
            if let (Some(all_said), false) = (all_said, status.as_ref().is_ok_and(ExitStatus::success)) {
                // What it started may hold its stderr open for ever.
                let _ = all_said.recv_timeout(HEARD);
            }
            // Who waited may have gone on.
            let _ = tell.send(status);
        });
        if let Err(error) = waiter {
            end(leader);
            self.let_go(leader);
            return Err(voices::cannot_be_waited_for(error));
        }
        Ok(Playing { leader, status, said })
    }

    /// From now on its number may mean somebody else.
    fn let_go(&self, leader: Pid) {
        locked(&self.running).leaders.retain(|it| *it != leader);
        locked(&ALL).retain(|it| *it != leader);
    }
}

/// Reads what a program writes to its stderr, in a thread that hangs up when nothing more comes.
fn listen(said: &Arc<Said>, stderr: ChildStderr) -> Option<Receiver<()>> {
    let (end, ended) = mpsc::channel();
    let said = Arc::clone(said);
    let work = move || {
        let _end = end;
        said.listen(stderr);
    };
    // Without a thread its reason is not heard, and nothing else is lost.
    thread::Builder::new().name("listens to a program".to_owned()).spawn(work).ok().map(|_| ended)
}

fn does_not_start(program: &Path, error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::NotFound && program.exists() {
        return voices::NO_INTERPRETER.to_owned();
    }
    voices::does_not_start(error)
}

fn told(status: io::Result<ExitStatus>) -> ProgramEnd {
    match status {
        Ok(status) if status.success() => ProgramEnd::Done,
        Ok(status) => ProgramEnd::Failed(voices::failed(status.code(), status.signal())),
        Err(error) => ProgramEnd::Failed(voices::lost(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sound_that_was_heard_was_not_cut_by_what_came_long_after_it() {
        let mouth = Arc::new(Mouth::default());
        let turn = mouth.hush();
        let line = |program: &str, argument: &str| Invocation {
            program: program.into(),
            arguments: vec![argument.into()],
            input: Vec::new(),
        };
        let playing = mouth.begin(line("/bin/true", ""), turn).unwrap();
        while !locked(&mouth.running).leaders.is_empty() {
            thread::yield_now();
        }
        mouth.hush();
        assert_eq!(mouth.finish(&playing, Duration::from_secs(60), turn), ProgramEnd::Done);
        // One that still runs then is cut.
        let turn = mouth.hush();
        let playing = mouth.begin(line("/bin/sleep", "1000"), turn - 1).unwrap();
        assert_eq!(mouth.finish(&playing, Duration::from_secs(60), turn - 1), ProgramEnd::Silenced);
    }
}
