//! Reading the log: all of it, session by session, or only its last lines where the question is about today.
//!
//! Files are read in pieces by a thread for each core, so that ten years of them are counted within a blink
//! and never lie in memory as a whole.

#![expect(clippy::disallowed_methods, reason = "the log is files")]

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read as _, Seek as _, SeekFrom},
    ops::ControlFlow,
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
};

use chrono::NaiveDate;

use super::LARGEST;
use crate::{
    model::{
        history::{History, HistoryReader},
        journal::{self, Contents, Journal, LineSpan, Listed, PlayedRoutines},
        text::Text,
        words::files as words,
    },
    world::places,
};

/// A file is shared out among threads in pieces of so many bytes.
const PIECE: u64 = 4 << 20;
/// The first look at the end of a file, in bytes: a dozen sessions.
const TAIL: u64 = 64 << 10;
/// No line of ours is longer; what is longer is read no further.
const LONGEST_LINE: u64 = 1 << 20;
/// More threads than this gain nothing: the disk is the limit.
const MOST_THREADS: usize = 4;

/// What was read, and which files could not be.
type Read<T> = (T, Vec<Text>);

/// The log of all machines: a table of its contents, and its files, from which sessions are read one by one.
#[derive(Debug)]
pub struct LogFiles {
    contents: Contents,
    files: Vec<File>,
}

impl LogFiles {
    /// Looks through all of it.
    pub fn open() -> Read<LogFiles> {
        let (paths, troubles) = files();
        let mut log = LogFiles { contents: Contents::default(), files: Vec::new() };
        let (mut pieces, mut troubles) = (Vec::new(), troubles);
        for path in paths {
            match length(&path).and_then(|length| Ok((length, File::open(&path)?))) {
                Ok((length, file)) => {
                    pieces.extend(Piece::all(&path, log.files.len(), 0, length));
                    log.files.push(file);
                }
                Err(error) => troubles.push(trouble(&path, &error)),
            }
        }
        let (readers, more) =
            shared_out(pieces, |reader: &mut journal::ContentsReader, piece, from, line| {
                let place = (u32::try_from(piece.file), u32::try_from(from), u32::try_from(line.len()));
                if let (Ok(file), Ok(from), Ok(length)) = place {
                    reader.take(line, LineSpan { file, from, length });
                }
            });
        troubles.extend(more);
        let all = readers.into_iter().reduce(journal::ContentsReader::join).unwrap_or_default();
        log.contents = all.finish();
        (log, troubles)
    }

    /// Its sessions, in the order in which they began.
    pub fn sessions(&self) -> &[Listed] {
        &self.contents.sessions
    }

    /// The number of lines that cannot be read.
    pub fn unreadable(&self) -> usize {
        self.contents.unreadable
    }

    /// Reads a session, and says how many of its lines cannot be read; nothing if it is gone meanwhile.
    pub fn session(&self, listed: &Listed) -> Journal {
        let mut lines = Vec::new();
        for place in self.contents.places(listed) {
            let mut line = vec![0; place.length as usize];
            // A file that was cut meanwhile has lost the line.
            let file = self.files.get(place.file as usize);
            if file.is_some_and(|it| it.read_exact_at(&mut line, place.from.into()).is_ok()) {
                lines.push(line);
            }
        }
        journal::read(lines.iter().map(Vec::as_slice))
    }
}

/// The sessions of about this day and later: as far as they stand at the ends of the files.
pub fn recent(since: NaiveDate) -> Read<Journal> {
    let mut bytes = Vec::new();
    let troubles = tails(since, |line| {
        bytes.extend_from_slice(line);
        bytes.push(b'\n');
    });
    (journal::read(bytes.split(|it| *it == b'\n')), troubles)
}

/// What the sessions of about this day and later played, as far as they stand at the ends of the files.
pub fn recently_played(since: NaiveDate) -> PlayedRoutines {
    let mut played = PlayedRoutines::default();
    // What of the log cannot be read is told by the commands that show it.
    let _ = tails(since, |line| played.take(line));
    played
}

/// The holds of about this day and later, as far as they stand at the ends of the files.
pub fn recent_history(since: NaiveDate) -> Read<History> {
    let mut reader = HistoryReader::default();
    let troubles = tails(since, |line| reader.take(line));
    (reader.finish(), troubles)
}

/// All holds of the log of all machines.
pub fn history() -> Read<History> {
    let (paths, mut troubles) = files();
    let mut pieces = Vec::new();
    for path in paths {
        match length(&path) {
            Ok(length) => pieces.extend(Piece::all(&path, 0, 0, length)),
            Err(error) => troubles.push(trouble(&path, &error)),
        }
    }
    let (readers, more) = shared_out(pieces, |reader: &mut HistoryReader, _, _, line| reader.take(line));
    troubles.extend(more);
    (readers.into_iter().reduce(HistoryReader::join).unwrap_or_default().finish(), troubles)
}

/// Has threads read the pieces, each with a reader of its own that takes lines and where they begin.
fn shared_out<R: Default + Send>(
    pieces: Vec<Piece>,
    take: impl Fn(&mut R, &Piece, u64, &[u8]) + Sync,
) -> Read<Vec<R>> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(pieces.len());
    let waiting = Mutex::new(pieces);
    let work = || {
        let (mut reader, mut troubles) = (R::default(), Vec::new());
        loop {
            let next = waiting.lock().unwrap_or_else(|it| it.into_inner()).pop();
            let Some(piece) = next else { return (reader, troubles) };
            let read = piece.lines(&mut |from, line| {
                take(&mut reader, &piece, from, line);
                ControlFlow::Continue(())
            });
            troubles.extend(read.err().map(|it| trouble(&piece.path, &it)));
        }
    };
    let parts = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let own = work();
        // A panic ends the program in its hook, so every thread comes back.
        others.into_iter().filter_map(|it| it.join().ok()).chain([own]).collect::<Vec<_>>()
    });
    let (readers, troubles): (Vec<R>, Vec<Vec<Text>>) = parts.into_iter().unzip();
    (readers, troubles.into_iter().flatten().collect())
}

/// Gives each line of about this day and later, and says which files cannot be read.
fn tails(since: NaiveDate, mut take: impl FnMut(&[u8])) -> Vec<Text> {
    let (paths, mut troubles) = files();
    for path in paths {
        let mut read = || {
            let length = length(&path)?;
            let from = begin_of_tail(&path, length, since)?;
            Piece { path: path.clone(), file: 0, from, to: length }.lines(&mut |_, line| {
                take(line);
                ControlFlow::Continue(())
            })
        };
        troubles.extend(read().err().map(|it| trouble(&path, &it)));
    }
    troubles
}

/// Part of a file: the lines that begin in it.
struct Piece {
    path: PathBuf,
    /// The number of the file, where files are told apart.
    file: usize,
    from: u64,
    to: u64,
}

impl Piece {
    /// The pieces of a file between these bytes.
    fn all(path: &Path, file: usize, from: u64, to: u64) -> impl Iterator<Item = Piece> {
        let starts = (from..to).step_by(PIECE as usize);
        starts.map(move |from| Piece { path: path.to_owned(), file, from, to: to.min(from + PIECE) })
    }

    /// Gives each line, without its end and with the bytes before it, until the taker breaks off.
    fn lines(&self, take: &mut dyn FnMut(u64, &[u8]) -> ControlFlow<()>) -> io::Result<()> {
        let mut file = File::open(&self.path)?;
        let mut at = self.from.saturating_sub(1);
        file.seek(SeekFrom::Start(at))?;
        let mut file = BufReader::with_capacity(1 << 16, file);
        let mut line = Vec::new();
        if self.from > 0 {
            // The line that began before is of the piece before.
            at += next_line(&mut file, &mut line)?;
        }
        while at < self.to {
            let read = next_line(&mut file, &mut line)?;
            if read == 0 || take(at, line.trim_ascii_end()).is_break() {
                break;
            }
            at += read;
        }
        Ok(())
    }
}

/// Reads a line, and says how many bytes it took. One that is too long is cut, so that it cannot be read.
fn next_line(file: &mut BufReader<File>, line: &mut Vec<u8>) -> io::Result<u64> {
    line.clear();
    let mut all = file.by_ref().take(LONGEST_LINE).read_until(b'\n', line)? as u64;
    let mut is_cut = all == LONGEST_LINE && line.last() != Some(&b'\n');
    while is_cut {
        let more = file.fill_buf()?;
        let end = more.iter().position(|it| *it == b'\n');
        is_cut = end.is_none() && !more.is_empty();
        let used = end.map_or(more.len(), |it| it + 1);
        all += used as u64;
        file.consume(used);
    }
    Ok(all)
}

/// Where the lines of about this day begin in a file, to which lines are only ever added.
fn begin_of_tail(path: &Path, length: u64, since: NaiveDate) -> io::Result<u64> {
    let mut tail = TAIL;
    while tail < length {
        let from = length - tail;
        let mut first = None;
        Piece { path: path.to_owned(), file: 0, from, to: length }.lines(&mut |_, line| {
            first = journal::fact(line).map(|it| it.at.date_naive());
            if first.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if first.is_some_and(|it| it < since) {
            return Ok(from);
        }
        tail *= 2;
    }
    Ok(0)
}

/// The files of the log, in the order of their names.
fn files() -> Read<Vec<PathBuf>> {
    let Some(folder) = places::journal() else { return (Vec::new(), Vec::new()) };
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (Vec::new(), Vec::new()),
        Err(error) => return (Vec::new(), vec![trouble(&folder, &error)]),
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|it| it.ok().map(|it| it.path())).collect();
    paths.sort();
    paths.retain(|path| {
        let hidden = path.file_name().is_some_and(|it| it.as_encoded_bytes().starts_with(b"."));
        !hidden && path.extension().is_some_and(|it| it == "jsonl")
    });
    (paths, Vec::new())
}

/// How long a file of the log is. A pipe would be waited for.
fn length(path: &Path) -> io::Result<u64> {
    let about = fs::metadata(path)?;
    if !about.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, words::NO_FILE));
    }
    if about.len() > LARGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, words::TOO_LARGE));
    }
    Ok(about.len())
}

fn trouble(path: &Path, error: &io::Error) -> Text {
    Text::clean(&words::because(&words::cannot_read(path.display().to_string()), error))
}

#[cfg(test)]
mod tests;
