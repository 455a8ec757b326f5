//! The table of contents of a log: its sessions, and where the lines of each stand. With it a log of ten years
//! is read session by session, and never lies in memory as a whole.

use std::{collections::HashMap, ops::Range};

use chrono::{DateTime, FixedOffset};

use super::fact::{FactKind, fact};

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineSpan {
    /// Which file, by a number that the reader of the files gives.
    pub file: u32,
    /// The bytes before it.
    pub from: u32,
    /// Its length in bytes.
    pub length: u32,
}

/// A session that is in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// When it began.
    pub began: DateTime<FixedOffset>,
    lines: Range<usize>,
}

/// The sessions of a log in the order in which they began, without those that are forgotten.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    /// The sessions.
    pub sessions: Vec<Listed>,
    places: Vec<LineSpan>,
    /// The number of lines that cannot be read.
    pub unreadable: usize,
}

impl Contents {
    /// Where the lines of a session stand, file by file, from the first line to the last.
    pub fn places(&self, session: &Listed) -> &[LineSpan] {
        &self.places[session.lines.clone()]
    }
}

/// What is known of a session before all lines are read.
#[derive(Clone, Debug)]
struct Entry {
    id: String,
    /// When it began, by the lines that say so.
    begun: Option<DateTime<FixedOffset>>,
    /// The time of its earliest line.
    first: DateTime<FixedOffset>,
    is_forgotten: bool,
}

/// Reads lines, in any order. Several readers can share the work and be joined.
#[derive(Debug, Default)]
pub struct ContentsReader {
    sessions: Vec<Entry>,
    known: HashMap<String, u32>,
    lines: Vec<(u32, LineSpan)>,
    unreadable: usize,
}

impl ContentsReader {
    /// Takes in a line that stands in this place.
    pub fn take(&mut self, line: &[u8], place: LineSpan) {
        if line.is_empty() {
            return;
        }
        let Some(fact) = fact(line) else {
            self.unreadable += 1;
            return;
        };
        let (begun, is_forgotten) = match fact.what {
            FactKind::Began { .. } => (Some(fact.at), false),
            FactKind::Forgotten => (None, true),
            FactKind::Over(_) | FactKind::Ended { .. } => (None, false),
        };
        let session = match self.lines.last() {
            // Mostly the line before is of the same session.
            Some((last, _)) if self.sessions[*last as usize].id == fact.session => *last,
            Some(_) | None => self.number(&fact.session, fact.at),
        };
        let entry = &mut self.sessions[session as usize];
        entry.first = entry.first.min(fact.at);
        entry.begun = entry.begun.into_iter().chain(begun).min();
        entry.is_forgotten |= is_forgotten;
        self.lines.push((session, place));
    }

    fn number(&mut self, id: &str, first: DateTime<FixedOffset>) -> u32 {
        if let Some(known) = self.known.get(id) {
            return *known;
        }
        let new = u32::try_from(self.sessions.len()).unwrap_or(u32::MAX);
        self.known.insert(id.to_owned(), new);
        self.sessions.push(Entry { id: id.to_owned(), begun: None, first, is_forgotten: false });
        new
    }

    /// This and what another reader took in.
    pub fn join(mut self, other: ContentsReader) -> ContentsReader {
        let mut numbers = Vec::with_capacity(other.sessions.len());
        for theirs in other.sessions {
            let number = self.number(&theirs.id, theirs.first);
            let ours = &mut self.sessions[number as usize];
            ours.first = ours.first.min(theirs.first);
            ours.begun = ours.begun.into_iter().chain(theirs.begun).min();
            ours.is_forgotten |= theirs.is_forgotten;
            numbers.push(number);
        }
        self.lines.extend(other.lines.into_iter().map(|(session, place)| (numbers[session as usize], place)));
        self.unreadable += other.unreadable;
        self
    }

    /// The table of all that was read.
    pub fn finish(self) -> Contents {
        let ContentsReader { sessions, known, mut lines, unreadable } = self;
        drop(known);
        lines.sort_unstable();
        let places: Vec<LineSpan> = lines.iter().map(|it| it.1).collect();
        let mut listed = Vec::with_capacity(sessions.len());
        let mut from = 0;
        for (number, entry) in sessions.into_iter().enumerate() {
            let own = lines[from..].iter().take_while(|it| it.0 as usize == number).count();
            let lines = from..from + own;
            from = lines.end;
            if !entry.is_forgotten {
                listed.push(Listed { id: entry.id, began: entry.begun.unwrap_or(entry.first), lines });
            }
        }
        listed.sort_by(|a, b| (a.began, &a.id).cmp(&(b.began, &b.id)));
        Contents { sessions: listed, places, unreadable }
    }
}
