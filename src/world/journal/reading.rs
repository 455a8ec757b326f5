//! Reading the log: all of it, or only its last lines where the question is about today.
//!
//! Files are read in pieces by a thread for each core, so that ten years of them are counted within a blink
//! and never lie in memory as a whole.

#![expect(clippy::disallowed_methods, reason = "the log is files")]

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read as _, Seek as _, SeekFrom},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
};

use chrono::NaiveDate;

use super::LARGEST;
use crate::{
    model::{
        history::{History, Reader},
        journal::{self, Journal},
        text::Text,
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

/// The sessions of the log of all machines.
pub fn read() -> Read<Journal> {
    sessions(None)
}

/// The sessions of about this day and later: as far as they stand at the ends of the files.
pub fn recent(since: NaiveDate) -> Read<Journal> {
    sessions(Some(since))
}

fn sessions(since: Option<NaiveDate>) -> Read<Journal> {
    let (pieces, mut troubles) = pieces(since);
    let mut bytes = Vec::new();
    for piece in pieces {
        let read = piece.lines(&mut |line| {
            bytes.extend_from_slice(line);
            bytes.push(b'\n');
            ControlFlow::Continue(())
        });
        troubles.extend(read.err().map(|it| trouble(&piece.path, &it)));
    }
    (journal::read(bytes.split(|it| *it == b'\n')), troubles)
}

/// All holds of the log of all machines.
pub fn history() -> Read<History> {
    let (pieces, mut troubles) = pieces(None);
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(pieces.len());
    let waiting = Mutex::new(pieces);
    let work = || {
        let (mut reader, mut troubles) = (Reader::default(), Vec::new());
        loop {
            let next = waiting.lock().unwrap_or_else(|it| it.into_inner()).pop();
            let Some(piece) = next else { return (reader, troubles) };
            let read = piece.lines(&mut |line| {
                reader.take(line);
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
    let mut all = Reader::default();
    for (reader, more) in parts {
        all = all.join(reader);
        troubles.extend(more);
    }
    (all.finish(), troubles)
}

/// The holds of about this day and later, as far as they stand at the ends of the files.
pub fn recent_history(since: NaiveDate) -> Read<History> {
    let (pieces, mut troubles) = pieces(Some(since));
    let mut reader = Reader::default();
    for piece in pieces {
        let read = piece.lines(&mut |line| {
            reader.take(line);
            ControlFlow::Continue(())
        });
        troubles.extend(read.err().map(|it| trouble(&piece.path, &it)));
    }
    (reader.finish(), troubles)
}

/// Part of a file: the lines that begin in it.
struct Piece {
    path: PathBuf,
    from: u64,
    to: u64,
}

impl Piece {
    /// Gives each line, without its end, until the taker breaks off.
    fn lines(&self, take: &mut dyn FnMut(&[u8]) -> ControlFlow<()>) -> io::Result<()> {
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
            at += read;
            if read == 0 || take(line.trim_ascii_end()).is_break() {
                break;
            }
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

/// The pieces of all files of the log; of those of later lines only, if there is a day to begin at.
fn pieces(since: Option<NaiveDate>) -> Read<Vec<Piece>> {
    let (paths, mut troubles) = files();
    let mut pieces = Vec::new();
    for path in paths {
        let read = length(&path).and_then(|length| {
            let from = since.map_or(Ok(0), |it| begin_of_tail(&path, length, it))?;
            let starts = (from..length).step_by(PIECE as usize);
            pieces.extend(starts.map(|from| Piece {
                path: path.clone(),
                from,
                to: length.min(from + PIECE),
            }));
            Ok(())
        });
        troubles.extend(read.err().map(|it| trouble(&path, &it)));
    }
    (pieces, troubles)
}

/// Where the lines of about this day begin in a file, to which lines are only ever added.
fn begin_of_tail(path: &Path, length: u64, since: NaiveDate) -> io::Result<u64> {
    let mut tail = TAIL;
    while tail < length {
        let from = length - tail;
        let mut first = None;
        Piece { path: path.to_owned(), from, to: length }.lines(&mut |line| {
            first = journal::fact(line).map(|it| it.at.date_naive());
            if first.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if first.is_some_and(|it| it < since) {
            return Ok(from);
        }
        tail *= 4;
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
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file"));
    }
    if about.len() > LARGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 256 MiB"));
    }
    Ok(about.len())
}

fn trouble(path: &Path, error: &io::Error) -> Text {
    Text::clean(&format!("cannot read `{}`: {error}", path.display()))
}
