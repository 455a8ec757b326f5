//! Exercises that are done in turn, several times over: "repeat the circuit 3 times". A program plays all rounds of an
//! exercise before the next one begins, so the rounds are given to each exercise and the person is told.

use super::super::{
    Notice,
    amount::Amount,
    sentence::{SaidAmount, is_filler, pieces},
    title,
};
use super::{OutlineEntry, Reader, complete, entry::Mark, is_dosed};

/// What several exercises in turn are called.
const CALLED: &[&str] = &[
    "circuit",
    "sequence",
    "the following",
    "the whole list",
    "the list",
    "the whole routine",
    "this routine",
    "the routine",
    "rounds of",
    "all of the above",
    "repeat all",
    "repeat everything",
    "repeat steps",
    "repeat exercises",
    "repeat the above",
    "between rounds",
    "between circuits",
];
/// How a heading over a part of a sheet begins, as in "Round 1 (x3)".
const PARTS: &[&str] = &["round", "circuit", "block", "superset", "giant set", "part", "group", "level"];

/// Words of such a line that say nothing of a movement.
const BESIDE: &[&str] = &[
    "circuit",
    "circuits",
    "following",
    "list",
    "routine",
    "above",
    "below",
    "everything",
    "rounds",
    "entire",
    "go",
    "run",
    "once",
    "order",
    "first",
];

/// What a line says of exercises in turn: how many rounds they have, and the rest between these. None if it speaks of
/// something else, or has something to do or to hold of its own.
pub fn said_of_all(entry: &OutlineEntry) -> Option<Vec<SaidAmount>> {
    let low = entry.text.to_lowercase();
    let is_called = CALLED.iter().any(|it| low.contains(it)) || is_part(entry);
    if !is_called || has_own(entry) {
        return None;
    }
    // "Round 2" is the name of a part.
    let is_name = |it: &SaidAmount| it.quote.chars().all(|it| it.is_ascii_digit());
    let said = entry.amounts().into_iter().filter(|it| !is_name(it));
    let said: Vec<SaidAmount> = said.filter_map(of_each).collect();
    (!said.is_empty()).then_some(said)
}

/// Words of lines that say how long each of several exercises lasts: "Work: 40 sec", "20 sec rest".
const INTERVAL: &[&str] = &["work", "working", "on", "rest", "off", "active", "interval"];

/// How many entries say how long each exercise lasts that is named below them; none if they say something else.
pub fn interval(entries: &[OutlineEntry]) -> Option<usize> {
    let words = |it: &OutlineEntry| -> Vec<String> {
        let read = pieces(&it.text, &it.numbers);
        read.iter().flat_map(|it| title::words(&it.words)).collect()
    };
    let is_said = |it: &&OutlineEntry| {
        is_dosed(it) && words(it).iter().all(|it| INTERVAL.contains(&it.as_str()) || is_filler(it))
    };
    let said = entries.iter().take_while(is_said).count();
    let works = entries[..said].iter().any(|it| {
        let said = title::words(&it.text);
        said.iter().any(|it| matches!(it.as_str(), "work" | "working" | "on" | "active"))
    });
    let is_name = |it: &OutlineEntry| {
        !is_dosed(it)
            && title::is_title(&it.text)
            && !title::ends_sentence(&it.text)
            && title::label(&it.text).is_none()
    };
    let names = &entries[said..];
    (works && names.len() >= 2 && names.iter().all(is_name)).then_some(said)
}

/// Whether a line has a movement or a hold of its own.
fn has_own(entry: &OutlineEntry) -> bool {
    let is_beside = |it: &String| {
        BESIDE.contains(&it.as_str()) || PARTS.contains(&it.as_str()) || it.len() <= 2 || is_filler(it)
    };
    pieces(&entry.text, &entry.numbers).iter().any(|it| {
        !title::words(&it.words).iter().all(is_beside)
            || it.amounts.iter().any(|it| it.amount.hold().is_some())
    })
}

/// Whether a line speaks of what stands below it.
pub fn looks_ahead(entry: &OutlineEntry) -> bool {
    entry.text.ends_with(':') || entry.text.to_lowercase().contains("following") || is_part(entry)
}

/// Whether a line is called as a part of a sheet is.
fn is_part(entry: &OutlineEntry) -> bool {
    let low = entry.text.to_lowercase();
    entry.mark == Mark::None && PARTS.iter().any(|it| low.starts_with(it))
}

impl Reader {
    /// From here on exercises are done in turn.
    pub(super) fn begin_part(&mut self, entry: &OutlineEntry, said: Vec<SaidAmount>) {
        self.end_part();
        self.sheet.notices.extend(notice(entry.line(), &said));
        self.part = said;
    }

    /// Gives the exercises of a part what was said of all of them.
    pub(super) fn end_part(&mut self) {
        let said = std::mem::take(&mut self.part);
        for draft in &mut self.drafts[self.part_begins..] {
            complete(draft, &said);
        }
        self.part_begins = self.drafts.len();
    }

    /// Something that is said behind a list of all that is in it.
    pub(super) fn of_all(&mut self, entry: &OutlineEntry, said: Vec<SaidAmount>, first: usize) {
        self.sheet.notices.extend(notice(entry.line(), &said));
        for draft in &mut self.drafts[first..] {
            complete(draft, &said);
        }
    }
}

/// A count is that of the rounds, and a time that of the rest.
fn of_each(said: SaidAmount) -> Option<SaidAmount> {
    let amount = match said.amount {
        Amount::Rounds(span) | Amount::Count(span) | Amount::Times(span) => Amount::Rounds(span),
        Amount::Rest(span) => Amount::Rest(span),
        Amount::Hold(_)
        | Amount::Bare(_)
        | Amount::Pause(_)
        | Amount::Sides(_)
        | Amount::First(_)
        | Amount::Directions
        | Amount::Only(_)
        | Amount::Each
        | Amount::Habit
        | Amount::Total
        | Amount::Impossible => return None,
    };
    Some(SaidAmount { amount, ..said })
}

/// That the order is another one than that of the sheet.
fn notice(line: usize, said: &[SaidAmount]) -> Option<Notice> {
    let rounds = said.iter().find(|it| matches!(it.amount, Amount::Rounds(span) if span.high() > 1))?;
    let words =
        format!("\"{}\": all rounds of an exercise are played before the next one begins", rounds.quote);
    Some(Notice { line, words })
}
