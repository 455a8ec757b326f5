//! A sheet of exercises, as a therapist, a leaflet or a web page writes it, read into a program file.
//!
//! `lines` takes the bytes apart into lines, `table` and `outline` find the exercises, `amount` finds the times and
//! counts in their sentences, `exercise` puts one together, and `write` writes the file. What a sheet does not say is
//! never made up: a hold without a time is `open`. What is not understood comes back with its line.

mod amount;
mod exercise;
mod foreign;
mod json;
mod lines;
mod needs;
mod outline;
mod pages;
mod pairs;
mod resemble;
mod sentence;
mod settle;
mod table;
mod timetable;
mod title;
mod unsaid;
mod write;

pub use foreign::SheetLanguage;
pub use lines::{MOST_BYTES, SheetRefused};

use self::amount::Amount;
use super::format::MOST_STEPS;
use exercise::Exercise;

/// A routine that there already is, by whose name a sheet may call an exercise.
#[derive(Clone, Copy, Debug)]
pub struct KnownRoutine<'k> {
    /// Its id.
    pub id: &'k str,
    /// Its name.
    pub name: &'k str,
}

/// Something that the person should hear of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The line in the sheet, from 1.
    pub line: usize,
    /// What is to be said of it.
    pub words: String,
}

/// A program file that was made of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The title of the sheet, if it has one.
    pub title: Option<String>,
    /// The file.
    pub text: String,
    /// How many exercises it has.
    pub count: usize,
    /// What was left out or guessed, in the order of the lines.
    pub notices: Vec<Notice>,
    /// Whether a person finds a line of the sheet by its number; those of a web page are made by its tags.
    pub has_lines: bool,
}

/// What a sheet holds, before it is written.
#[derive(Debug, Default)]
struct Sheet {
    title: Option<String>,
    exercises: Vec<Exercise>,
    /// What is no exercise, or was not understood.
    notices: Vec<Notice>,
}

/// Reads a sheet. `name` is what the program is called if the sheet has no title, `source` what its file is called.
/// Fails if it is no text, too large, or if no exercise is found in it.
pub fn import(
    bytes: &[u8],
    name: &str,
    source: &str,
    known: &[KnownRoutine<'_>],
) -> Result<Imported, SheetRefused> {
    let text = lines::text(bytes)?;
    let has_lines = !lines::is_web_page(&text);
    let (lines, left_out) = pages::without(lines::read(&text)?);
    if let Some(language) = foreign::language(&lines) {
        return Err(SheetRefused::Foreign(language));
    }
    let exported = json::read(&text).transpose()?;
    let is_exported = exported.is_some();
    let mut sheet = exported
        .or_else(|| timetable::read(&lines))
        .or_else(|| table::read(&lines))
        .unwrap_or_else(|| outline::read(&lines));
    if sheet.exercises.is_empty() {
        return Err(SheetRefused::Nothing);
    }
    if sheet.exercises.len() > MOST_STEPS {
        return Err(SheetRefused::TooMany(sheet.exercises.len()));
    }
    if !is_exported {
        sheet.notices.extend(left_out);
    }
    sheet.exercises = pairs::join(sheet.exercises);
    for exercise in &mut sheet.exercises {
        exercise.likeness = resemble::likeness(&exercise.name, known);
    }
    settle::settle(&mut sheet);
    sheet.title = sheet.title.filter(|it| !it.is_empty());
    // The keys of JSON that are not read were named.
    if !is_exported {
        sheet.notices.extend(unsaid::notices(&lines, &sheet));
    }
    sheet.notices.extend(unsaid::rising(&lines, &sheet));
    sheet.notices.sort_by_key(|it| it.line);
    let file = write::file(&sheet, name, source, has_lines);
    let count = sheet.exercises.len();
    Ok(Imported { title: sheet.title, text: file, count, notices: sheet.notices, has_lines })
}

/// What a few words say of one exercise, as it is written in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prescribed {
    /// How long it is held.
    pub hold: Option<String>,
    /// How often it is done in a round.
    pub times: Option<String>,
    /// How often the whole is done.
    pub rounds: Option<String>,
    /// Its sides.
    pub sides: Option<&'static str>,
}

/// Reads words such as `30 s/leg x 2`; nothing if a number in them is not understood, or if they say two things of one
/// sort, such as a time for each side.
pub fn prescribed(words: &str) -> Prescribed {
    let words = lines::plain(words);
    let found = amount::amounts(&words);
    let inside = |at: usize| found.iter().any(|it| it.at.contains(&at));
    let has_more = words.char_indices().any(|(at, it)| it.is_ascii_digit() && !inside(at));
    if has_more || words.trim_start().starts_with('-') {
        return Prescribed::default();
    }
    let mut said = Prescribed::default();
    for it in found {
        let before = match it.amount {
            Amount::Hold(dose) => said.hold.replace(write::written(dose)).is_some(),
            Amount::Rounds(it) => said.rounds.replace(write::span(it)).is_some(),
            Amount::Times(it) | Amount::Count(it) => said.times.replace(write::span(it)).is_some(),
            Amount::Sides(_) => said.sides.replace("both").is_some(),
            Amount::First("left") => said.sides.replace("[left, right]").is_some(),
            Amount::First(_) => said.sides.replace("[right, left]").is_some(),
            Amount::Only("left") => said.sides.replace("[left]").is_some(),
            Amount::Only(_) => said.sides.replace("[right]").is_some(),
            Amount::Directions => false,
            Amount::Bare(_)
            | Amount::Rest(_)
            | Amount::Pause(_)
            | Amount::Each
            | Amount::Habit
            | Amount::Total
            | Amount::Impossible => true,
        };
        if before {
            return Prescribed::default();
        }
    }
    said
}

#[cfg(test)]
mod tests;
