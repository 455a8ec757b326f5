//! Sheets that say when each exercise is due, as those of a film do: "0:30 Butterfly" under "0:00 Cat", or
//! "0:00 - 1:00 Neck rolls". An exercise lasts until the next one begins.

use super::{
    Notice, Sheet,
    amount::Amount,
    exercise::{ExerciseDraft, build, sentence},
    lines::SheetLine,
    outline::one_line,
    sentence::{SaidAmount, SentencePart, pieces},
    title,
};
use crate::model::dose::{Dose, LONGEST_HOLD, Span};

/// What is called so begins or ends a film, and nothing is done in it.
const FRAME: &[&str] = &[
    "intro",
    "introduction",
    "welcome",
    "hello",
    "start",
    "end",
    "finish",
    "finished",
    "done",
    "outro",
    "bye",
];
/// Words by which a sheet says that its times are moments.
const SAYS_SO: &[&str] = &["timestamp", "timestamps", "timeline", "chapters", "timetable"];

/// A line with the moment at which it begins, and where it ends if it says so.
struct Entry<'l> {
    line: usize,
    begins: u32,
    ends: Option<u32>,
    /// The moments as they are written.
    quote: &'l str,
    text: &'l str,
}

/// The exercises, if the times of a sheet are moments.
pub fn read(lines: &[SheetLine]) -> Option<Sheet> {
    let full: Vec<&SheetLine> = lines.iter().filter(|it| !it.text.trim().is_empty()).collect();
    let entries: Vec<Entry<'_>> = full.iter().filter_map(|it| entry(it)).collect();
    let says_so =
        full.iter().any(|it| title::words(&it.text).iter().any(|it| SAYS_SO.contains(&it.as_str())));
    if !are_moments(&entries, says_so) {
        return None;
    }
    let mut sheet = Sheet::default();
    let first = entries.first().map_or(0, |it| it.line);
    for line in full.iter().filter(|line| entries.iter().all(|it| it.line != line.number)) {
        let text = line.text.trim().trim_start_matches(['#', '*', ' ']);
        if line.number < first && sheet.title.is_none() && title::is_title(text) {
            sheet.title = Some(title::tidy(text));
        } else {
            sheet.notices.push(Notice { line: line.number, words: format!("left out: {text}") });
        }
    }
    let mut drafts = Vec::new();
    for (at, it) in entries.iter().enumerate() {
        let is_frame = title::words(it.text).first().is_some_and(|it| FRAME.contains(&it.as_str()));
        if is_frame && title::words(it.text).len() <= 3 {
            sheet
                .notices
                .push(Notice { line: it.line, words: format!("left out: {} {}", it.quote, it.text) });
            continue;
        }
        let until = it.ends.or(entries.get(at + 1).map(|it| it.begins));
        drafts.push(draft(it, until));
    }
    sheet.exercises = drafts.into_iter().map(build).collect();
    (!sheet.exercises.is_empty()).then_some(sheet)
}

/// An exercise that lasts until the next one; without an end if it is the last.
fn draft(it: &Entry<'_>, until: Option<u32>) -> ExerciseDraft {
    let (line, quote) = (it.line, it.quote.to_owned());
    let lasts = until.and_then(|until| Span::only(until.saturating_sub(it.begins)));
    let lasts = lasts.filter(|it| it.high() <= LONGEST_HOLD);
    let is_rest = title::is_rest(it.text);
    let (name, does) = match title::before_colon(it.text) {
        Some((name, from)) => (title::tidy(name), &it.text[from..]),
        None if is_rest => ("Rest".to_owned(), "Rest."),
        None => (name(it.text), ""),
    };
    let mut read = pieces(does, &one_line(line));
    if read.is_empty() {
        read.push(SentencePart { line, words: sentence(&name), amounts: Vec::new() });
    }
    let hold =
        lasts.map(|it| SaidAmount { amount: Amount::Hold(Dose::Seconds(it)), line, quote, guess: None });
    read.push(SentencePart { line, words: String::new(), amounts: hold.into_iter().collect() });
    ExerciseDraft { name, line, pieces: read, ..ExerciseDraft::default() }
}

/// A name with its side in words: "Pigeon (R)".
fn name(text: &str) -> String {
    let sides = [("(r)", "right"), ("(l)", "left"), ("(right)", "right"), ("(left)", "left")];
    let low = text.to_lowercase();
    match sides.iter().find_map(|(sign, side)| Some((low.find(sign)?, sign.len(), side))) {
        Some((at, length, side)) if low.len() == text.len() => {
            title::tidy(&format!("{} {side}", &text[..at].trim_end())) + text[at + length..].trim_end()
        }
        Some(_) | None => title::tidy(text),
    }
}

/// Whether times from line to line are moments: each line ends where the next one begins, or they rise from the
/// beginning on.
fn are_moments(entries: &[Entry<'_>], says_so: bool) -> bool {
    let [first, .., last] = entries else {
        return matches!(entries, [it] if it.begins == 0 && it.ends.is_some_and(|end| end > 0));
    };
    let pairs = || entries.windows(2).filter_map(|it| if let [a, b] = it { Some((a, b)) } else { None });
    if !pairs().all(|(it, next)| it.begins < next.begins) {
        return false;
    }
    if entries.iter().all(|it| it.ends.is_some()) {
        return entries.iter().all(|it| it.ends > Some(it.begins))
            && pairs().all(|(it, next)| it.ends.is_none_or(|end| end <= next.begins));
    }
    let ends = title::words(last.text).first().is_some_and(|it| FRAME.contains(&it.as_str()));
    let no_ends = entries.iter().all(|it| it.ends.is_none());
    no_ends && entries.len() >= 3 && (first.begins == 0 || ends || says_so)
}

/// A line that begins with a moment, or has its moments behind it in brackets.
fn entry(line: &SheetLine) -> Option<Entry<'_>> {
    let text = line.text.trim_start_matches(|it: char| !it.is_alphanumeric());
    let text = text.trim_end();
    if let Some((begins, from)) = moment(text) {
        let rest = text[from..].trim_start_matches([' ', ']', ')', '\t']);
        let dash = rest.trim_start_matches(['-', '–', '—', ' ']);
        let to = dash.strip_prefix("to ").unwrap_or(dash);
        let (ends, rest) = match moment(to).filter(|_| to.len() < rest.len()) {
            Some((ends, from)) => (Some(ends), &to[from..]),
            None => (None, rest),
        };
        let words = rest.trim_start_matches(|it: char| !it.is_alphanumeric() && it != '(');
        let quote = text[..text.len() - rest.len()].trim_end();
        return is_called(words).then_some(Entry { line: line.number, begins, ends, quote, text: words });
    }
    // "Neck rolls (0:00-1:00)"
    let bare = text.trim_end_matches([')', ']']);
    let from = bare.rfind(['(', '['])?;
    let inside = &bare[from + 1..];
    let (begins, at) = moment(inside)?;
    let to = inside[at..].trim_start_matches(['-', '–', '—', ' ']);
    let (ends, end) = moment(to).filter(|_| to.len() < inside[at..].len())?;
    let words = bare[..from].trim_end();
    (to.len() == end && is_called(words)).then_some(Entry {
        line: line.number,
        begins,
        ends: Some(ends),
        quote: inside,
        text: words,
    })
}

/// Whether words beside a moment call an exercise, and do not count or time one.
fn is_called(words: &str) -> bool {
    words.chars().any(char::is_alphabetic)
        && !pieces(words, &one_line(1)).iter().any(SentencePart::is_dosed)
        && !["am", "pm", "min", "mins", "minutes", "each", "per", "on", "x"]
            .iter()
            .any(|it| title::words(words).first().is_some_and(|first| first == it))
}

/// A moment as `m:ss` or `h:mm:ss`, and where it ends.
fn moment(text: &str) -> Option<(u32, usize)> {
    let end = text.len() - text.trim_start_matches(|it: char| it.is_ascii_digit() || it == ':').len();
    let parts: Vec<&str> = text[..end].split(':').collect();
    let is_small = |it: &&str| it.len() == 2 && it.parse::<u32>().is_ok_and(|it| it < 60);
    let (first, rest) = parts.split_first()?;
    if rest.is_empty() || rest.len() > 2 || first.is_empty() || first.len() > 2 || !rest.iter().all(is_small)
    {
        return None;
    }
    let seconds = parts.iter().try_fold(0_u32, |sum, it| Some(sum * 60 + it.parse::<u32>().ok()?))?;
    Some((seconds, end))
}
