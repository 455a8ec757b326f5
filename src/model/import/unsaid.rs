//! Figures of the sheet that are neither in a value, in words that are played, nor in a notice. Whatever was not
//! understood and how it came about, the person hears that a number is missing.

use std::collections::HashMap;

use super::{
    Notice, Sheet,
    exercise::{Exercise, Quoted, SheetAction},
    lines::SheetLine,
    outline::unmarked,
};
use crate::model::{dose::Dose, parse::in_words};

/// A notice for each line with a number that is found nowhere in what is written.
pub fn notices(lines: &[SheetLine], sheet: &Sheet) -> Vec<Notice> {
    let mut by_line: HashMap<usize, Vec<String>> = HashMap::new();
    let mut say = |line: usize, words: &str| by_line.entry(line).or_default().extend(numbers(words));
    for notice in &sheet.notices {
        say(notice.line, &notice.words);
    }
    for it in &sheet.exercises {
        it.notes.iter().for_each(|it| say(it.line, &it.words));
        quotes(it).into_iter().for_each(|(line, quote)| say(line, quote));
    }
    let played: Vec<(usize, Vec<String>)> = sheet
        .exercises
        .iter()
        .map(|it| (it.line, words(it).iter().flat_map(|it| numbers(it)).collect()))
        .collect();
    let title = sheet.title.as_deref().map(numbers).unwrap_or_default();
    let mut missing = Vec::new();
    for (line, text) in unmarked(lines) {
        let mut said: Vec<String> = by_line.get(&line).cloned().unwrap_or_default();
        let own = played.iter().rev().find(|it| it.0 <= line);
        said.extend(own.iter().flat_map(|it| it.1.clone()));
        if own.is_none_or(|it| it.0 == line) {
            said.extend(title.clone());
        }
        let lost: Vec<String> = numbers(&text).into_iter().filter(|it| !said.contains(it)).collect();
        if let Some(first) = lost.first() {
            let words = format!("{} is not used: \"{}\"", lost.join(", "), around(&text, first));
            missing.push(Notice { line, words });
        }
    }
    missing
}

/// What to say of a sheet whose times rise from line to line, although each was read as a length: they may be moments.
pub fn rising(lines: &[SheetLine], sheet: &Sheet) -> Option<Notice> {
    let held = |line: usize| {
        let mut steps = sheet.exercises.iter().filter(|it| it.line == line).flat_map(|it| &it.steps);
        steps.find_map(|it| match &it.action {
            SheetAction::Hold(Some(Quoted { value: Dose::Seconds(span), from, .. })) => {
                Some((span.high(), &from.1))
            }
            SheetAction::Hold(_) | SheetAction::Move | SheetAction::Reps(..) => None,
        })
    };
    let is_clock = |it: &str| it.contains(':') && it.chars().all(|it| it.is_ascii_digit() || it == ':');
    let clocks: Vec<(usize, u32)> = lines
        .iter()
        .filter_map(|it| Some((it.number, held(it.number).filter(|it| is_clock(it.1))?.0)))
        .collect();
    let rises = clocks.len() >= 3 && clocks.windows(2).all(|it| matches!(it, [a, b] if a.1 < b.1));
    let line = clocks.first().filter(|_| rises)?.0;
    let words = "the times rise from line to line: each is read as a length; if they are moments of a film, write \
                 the first as 0:00";
    Some(Notice { line, words: words.to_owned() })
}

/// The numbers in a text, as they are written.
pub fn numbers(text: &str) -> Vec<String> {
    let split = |it: char| !it.is_alphanumeric();
    let is_number = |it: &str| {
        it.starts_with(|it: char| it.is_ascii_digit())
            || in_words(it).is_some_and(|it| it > 1)
            || matches!(it, "twice" | "thrice" | "dozen" | "half")
    };
    // `3x30s` has two.
    let apart = |it: &str| -> Vec<String> {
        if !it.contains(|it: char| it.is_ascii_digit()) {
            return vec![it.to_lowercase()];
        }
        it.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty()).map(str::to_owned).collect()
    };
    text.split(split).flat_map(apart).filter(|it| is_number(it)).collect()
}

/// The words around a number, short enough for a comment.
fn around(text: &str, number: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.iter().position(|it| numbers(it).iter().any(|it| it == number)).unwrap_or(0);
    words[at.saturating_sub(4)..(at + 4).min(words.len())].join(" ")
}

/// The lines and words on which the values of an exercise rest.
fn quotes(it: &Exercise) -> Vec<(usize, &str)> {
    let mut quotes: Vec<(usize, &str)> = Vec::new();
    for it in [&it.rounds, &it.rest].into_iter().flatten() {
        quotes.push((it.from.0, &it.from.1));
    }
    quotes.extend(it.sides.iter().map(|it| (it.from.0, it.from.1.as_str())));
    for step in &it.steps {
        match &step.action {
            SheetAction::Move | SheetAction::Hold(None) => {}
            SheetAction::Hold(Some(dose)) => quotes.push((dose.from.0, &dose.from.1)),
            SheetAction::Reps(times, hold) => {
                quotes.push((times.from.0, &times.from.1));
                quotes.extend(hold.iter().map(|it| (it.from.0, it.from.1.as_str())));
            }
        }
    }
    quotes
}

/// The words of an exercise that are played.
fn words(it: &Exercise) -> Vec<&str> {
    let steps = it.steps.iter().map(|it| it.words.as_str());
    let setup = it.setup.iter().map(String::as_str);
    steps.chain(setup).chain(it.caution.as_deref()).chain([it.name.as_str()]).collect()
}
