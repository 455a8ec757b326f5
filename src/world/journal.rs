//! The log on disk: a file a machine, to which lines are only ever added.
//!
//! A line is added under a lock, behind a line that is whole, in one write that is undone if it fails half
//! way, and is brought to the disk. A worker does it: what is slow or full never holds up a session, which
//! plays to its end and says what was not kept.

#![expect(clippy::disallowed_methods, reason = "the log is files, and waiting for a lock is waiting")]

pub mod last_hold;
mod reading;

use std::{
    fs::{self, File},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, Sender},
    thread,
    time::{Duration, Instant, SystemTime},
};

use chrono::{DateTime, FixedOffset, Local, Offset as _, TimeZone as _, Utc};
use rustix::{
    fs::{FlockOperation, flock, fsync, ftruncate, link},
    io::Errno,
};

pub use self::reading::{LogFiles, history, recent, recent_history, recently_played};

use self::last_hold::HoldUnderWay;
use super::{clock, files, places};
use crate::model::{
    journal::{self, Asked, Felt, StopPlace, Writer},
    moment::Moment,
    plan::Plan,
    player::{DueEffect, Effect, End, Player},
    record::Done,
    text::Text,
    words,
};

/// Another program that writes is waited for so long.
const LOCK: Duration = Duration::from_secs(2);
/// How often the lock is tried.
const AGAIN: Duration = Duration::from_millis(5);
/// A session waits so long for a line to be written: mostly a fraction of a millisecond.
const WRITTEN: Duration = Duration::from_millis(20);
/// The shell is more important than the last lines, after this.
const AT_MOST: Duration = Duration::from_secs(3);
/// A log is read up to this size, which is some hundred thousand sessions.
const LARGEST: u64 = 256 << 20;

/// The time of day, with its offset, as a line can hold it: in the years that have four digits, the
/// offset in whole minutes.
pub fn now() -> DateTime<FixedOffset> {
    civil(SystemTime::now())
}

/// Adds the line that takes a session out of everything that is counted and shown.
pub fn forget(session: &str) -> Result<(), String> {
    add(&journal::forget(session, now()))
}

/// Adds a line that says how a session, or one routine in it, felt.
pub fn answer(session: &str, end: End, felt: Felt, routine: Option<&Text>) -> Result<(), String> {
    add(&journal::answer(session, end, felt, routine, now()))
}

fn add(line: &str) -> Result<(), String> {
    let folder = places::journal().ok_or(words::files::NO_HOME)?;
    let path = folder.join(format!("{}.jsonl", machine()));
    let told = |it: io::Error| words::files::because(&words::files::cannot_write(path.display()), it);
    append(&path, line).map_err(told)
}

/// Whether there is a place for the log.
pub fn has_home() -> bool {
    places::journal().is_some()
}

fn civil(time: SystemTime) -> DateTime<FixedOffset> {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(LATEST).min(LATEST);
    let utc = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    let local = || Local.offset_from_utc_datetime(&utc.naive_utc()).local_minus_utc();
    stamp(utc, if clock::knows_its_zone() { local() } else { 0 })
}

/// The last second of the year 9999, before any offset.
const LATEST: i64 = 253_402_300_799 - 86_400;

fn stamp(utc: DateTime<Utc>, offset: i32) -> DateTime<FixedOffset> {
    let minutes = FixedOffset::east_opt(offset / 60 * 60).filter(|_| offset.abs() < 86_340);
    utc.with_timezone(&minutes.unwrap_or(Utc.fix()))
}

/// Keeps a session in the log while it is played.
#[derive(Debug)]
pub struct Recorder {
    folder: Option<PathBuf>,
    title: Text,
    asked: Asked,
    /// The session that this one goes on with.
    session: Option<String>,
    began: SystemTime,
    /// None before the first line: the first frame needs the time that making it takes.
    writer: Option<Writer>,
    worker: Option<Worker>,
    /// Why something was not kept, until it is told.
    failure: Option<Text>,
    /// The same, for the end of the session.
    notice: Option<Text>,
}

#[derive(Debug)]
struct Worker {
    lines: Sender<String>,
    /// What became of each batch of lines, in their order.
    answers: Receiver<Result<(), String>>,
    thread: thread::JoinHandle<()>,
    /// Batches without an answer.
    open: usize,
}

impl Recorder {
    /// For a session that begins now, or that goes on now with one that is kept already. Nothing is written
    /// before something was held in it.
    pub fn begin(title: &Text, asked: Asked, session: Option<String>) -> Recorder {
        Recorder {
            folder: places::journal(),
            title: title.clone(),
            asked,
            session,
            began: SystemTime::now(),
            writer: None,
            worker: None,
            failure: None,
            notice: None,
        }
    }

    /// Keeps what an effect says.
    pub fn perform(&mut self, player: &Player, due: &DueEffect) {
        // Held until the line is with the worker: a signal must not end the program in between.
        let mut last = last_hold::lock();
        if last.is_closed() {
            return;
        }
        let lines = match &due.effect {
            Effect::Record(record) => {
                last.set(None);
                let done = Done::of(player.plan(), record);
                self.writer(player.plan()).record(&done, now())
            }
            Effect::Finished(end) => {
                let place = StopPlace::of(player.plan(), due.at);
                self.writer.as_ref().and_then(|it| it.end(*end, place, now()))
            }
            Effect::Begin
            | Effect::HalfWay
            | Effect::MinutesLeft(_)
            | Effect::Last(_)
            | Effect::Beat(_)
            | Effect::Stay
            | Effect::Release
            | Effect::Part(_)
            | Effect::Breath { .. }
            | Effect::Paused(_)
            | Effect::GoesOn { .. }
            | Effect::HoldsAgain
            | Effect::Where => None,
        };
        if let Some(lines) = lines {
            self.send(lines);
        }
    }

    /// Gives lines to the worker, and waits a moment for it.
    fn send(&mut self, lines: String) {
        if self.worker.is_none() {
            let folder = self.folder.clone().ok_or(words::files::NO_HOME.to_owned());
            match folder.and_then(Worker::start) {
                Ok(worker) => self.worker = Some(worker),
                Err(why) => self.fail(&why),
            }
        }
        if let Some(worker) = &mut self.worker {
            worker.open += usize::from(worker.lines.send(lines).is_ok());
            self.hear(WRITTEN);
        }
    }

    fn writer(&mut self, plan: &Plan) -> &mut Writer {
        let Recorder { writer, title, asked, session, began, .. } = self;
        let id = || session.clone().unwrap_or_else(random_id);
        writer.get_or_insert_with(|| {
            let writer = Writer::new(id(), title, asked, plan, civil(*began));
            if session.is_some() { writer.going_on() } else { writer }
        })
    }

    /// Remembers how far the hold under way is, for a program that is ended from outside. That the session has begun
    /// is written with its first second: nothing else would be left of one that is killed in its first hold.
    pub fn watch(&mut self, player: &Player, now: Moment) {
        let mut last = last_hold::lock();
        let record = player.under_way(now).filter(|it| it.time.as_secs() > 0);
        let hold = match (record, self.folder.clone()) {
            (Some(record), _) if last.has(record.at, record.time) => return,
            (Some(record), Some(folder)) => {
                let done = Done::of(player.plan(), &record);
                let began = self.writer(player.plan()).begin(&done);
                let writer = self.writer(player.plan()).clone();
                if let Some(lines) = began.filter(|_| !last.is_closed()) {
                    self.send(lines);
                }
                Some(HoldUnderWay { at: record.at, done, writer, folder })
            }
            (_, _) => None,
        };
        last.set(hold);
    }

    /// The id of the session, if anything of it is kept.
    pub fn session(&self) -> Option<&str> {
        self.writer.as_ref().and_then(Writer::session)
    }

    /// What is to be told now, once.
    pub fn take_failure(&mut self) -> Option<Text> {
        self.hear(Duration::ZERO);
        self.failure.take()
    }

    /// What is shown while it is so.
    pub fn notice(&mut self) -> Option<&Text> {
        self.hear(Duration::ZERO);
        self.notice.as_ref()
    }

    /// Waits for what is still being written, and says what was not kept, if that is not told yet.
    pub fn finish(mut self) -> Option<Text> {
        self.hear(AT_MOST);
        let all_written = self.worker.as_ref().is_none_or(|it| it.open == 0);
        if !all_written {
            self.fail(words::keeping::TOO_LATE);
        }
        if let Some(Worker { lines, thread, .. }) = self.worker.take() {
            drop(lines);
            if all_written {
                let _ = thread.join();
            }
        }
        self.failure
    }

    /// Hears what became of the lines that were sent, waiting at most so long.
    fn hear(&mut self, at_most: Duration) {
        let until = Instant::now() + at_most;
        while let Some(worker) = self.worker.as_mut().filter(|it| it.open > 0) {
            let left = until.saturating_duration_since(Instant::now());
            match worker.answers.recv_timeout(left) {
                Ok(answer) => {
                    worker.open -= 1;
                    match answer {
                        // What could not be kept before is kept now too.
                        Ok(()) => (self.notice, self.failure) = (None, None),
                        Err(why) => self.fail(&why),
                    }
                }
                Err(_) => return,
            }
        }
    }

    fn fail(&mut self, why: &str) {
        let told = Text::clean(&words::keeping::not_in_the_log(why));
        if self.notice.is_none() {
            self.failure = Some(told.clone());
        }
        self.notice = Some(told);
    }
}

impl Worker {
    fn start(folder: PathBuf) -> Result<Worker, String> {
        let (lines, waiting) = mpsc::channel::<String>();
        let (answer, answers) = mpsc::channel();
        let work = move || {
            let mut file = None;
            // What could not be kept is tried again with what comes next.
            let mut pending = String::new();
            while let Ok(lines) = waiting.recv() {
                let path = file.get_or_insert_with(|| folder.join(format!("{}.jsonl", machine())));
                pending += &lines;
                let kept = append(path, &pending);
                if kept.is_ok() {
                    pending.clear();
                }
                let told =
                    |it: io::Error| words::files::because(&words::files::cannot_write(path.display()), it);
                if answer.send(kept.map_err(told)).is_err() {
                    return;
                }
            }
        };
        let thread =
            thread::Builder::new().name("log".to_owned()).spawn(work).map_err(|it| it.to_string())?;
        Ok(Worker { lines, answers, thread, open: 0 })
    }
}

/// Adds whole lines to a file.
fn append(path: &Path, lines: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut file = locked(path)?;
    let before = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(lines.len() + 1);
    if before > 0 {
        // A line that was torn off, by a full disk or a power cut, stays a line of its own.
        let mut last = [0];
        file.seek(SeekFrom::Start(before - 1))?;
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            bytes.push(b'\n');
        }
    }
    bytes.extend_from_slice(lines.as_bytes());
    if let Err(error) = file.write_all(&bytes) {
        let _ = ftruncate(&file, before);
        return Err(error);
    }
    // Whoever waits for the lock need not wait for the disk.
    let _ = flock(&file, FlockOperation::Unlock);
    file.sync_data()?;
    if before == 0 {
        // That there is such a file has to reach the disk too; what is in it has.
        let _ = File::open(folder).map(|it| fsync(&it));
    }
    Ok(())
}

/// Opens the file and waits for it to be ours; it is given back when it is closed. One that was replaced
/// meanwhile, by an editor or by what keeps folders in step, is opened anew.
fn locked(path: &Path) -> io::Result<File> {
    let until = Instant::now() + LOCK;
    loop {
        let file = File::options().read(true).append(true).create(true).mode(0o600).open(path)?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            // On a file system that has no locks, a single write is as good as it gets.
            Ok(()) | Err(Errno::NOTSUP | Errno::NOLCK | Errno::NOSYS | Errno::INVAL) => {
                let same = |there: fs::Metadata| Ok(there.ino() == file.metadata()?.ino());
                if fs::metadata(path).and_then(same).unwrap_or(false) {
                    return Ok(file);
                }
            }
            Err(Errno::WOULDBLOCK | Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        if Instant::now() >= until {
            return Err(io::Error::new(io::ErrorKind::TimedOut, words::files::LOCKED));
        }
        thread::sleep(AGAIN);
    }
}

/// The name of this machine's file: made once, at random. Where it cannot be kept, a new one.
fn machine() -> String {
    let is_id = |it: &str| it.len() == 16 && it.bytes().all(|it| it.is_ascii_hexdigit());
    let Some(path) = places::machine() else { return random_id() };
    let read = || fs::read_to_string(&path).ok().map(|it| it.trim().to_owned()).filter(|it| is_id(it));
    // A pipe would be waited for.
    if path.exists() && !path.is_file() {
        return random_id();
    }
    if let Some(known) = read() {
        return known;
    }
    let id = random_id();
    let made = path.parent().is_some_and(|it| files::make_private_folder(it).is_ok());
    let beside = path.with_extension(&id);
    let written = files::private().create_new(true).open(&beside).and_then(|mut file| {
        file.write_all(format!("{id}\n").as_bytes())?;
        file.sync_data()
    });
    if made && written.is_ok() {
        // Two sessions that begin at once agree on the one that was there first; what is no id gives way.
        if link(&beside, &path).is_err() && read().is_none() {
            let _ = fs::rename(&beside, &path);
        }
    }
    let _ = fs::remove_file(&beside);
    read().unwrap_or(id)
}

/// Sixteen hexadecimal digits that nobody else has.
fn random_id() -> String {
    let mut digits = [0; 8];
    let read = File::open("/dev/urandom").and_then(|mut it| it.read_exact(&mut digits));
    let number = match read {
        Ok(()) => u64::from_ne_bytes(digits),
        // A machine without chance still has a clock, and numbers for its programs.
        Err(_) => {
            now().timestamp_nanos_opt().unwrap_or_default() as u64 ^ u64::from(std::process::id()) << 40
        }
    };
    format!("{number:016x}")
}

#[cfg(test)]
mod tests;
