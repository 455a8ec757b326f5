//! The text of a problem: what is wrong, where, the line with a caret under the word, and what to do.
//!
//! ```text
//! error: unknown key `holdd` in a step
//!   --> neck/mine.yaml:3:5
//!    |
//!  3 |   - holdd: Tip your head.
//!    |     ^^^^^
//! hint: did you mean `hold`?
//! ```

use std::fmt::Write as _;

use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::model::{
    problem::{Place, Problem, Severity},
    text::Text,
};

/// The most cells of a line that are shown; a longer one is cut around its caret.
const MOST_CELLS: usize = 76;
/// The mark at a place where a line is cut.
const CUT: char = '…';

/// Whether a report has colours; its words are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without escape sequences.
    Plain,
    /// The severity, the caret and the hint stand out.
    Coloured,
}

/// The problems of a file, an empty line between two of them.
pub fn report(path: &Text, source: &[u8], problems: &[Problem], style: Style) -> String {
    let source = String::from_utf8_lossy(source);
    let lines = lines(&source);
    let mut written = String::new();
    for (index, problem) in problems.iter().enumerate() {
        if index > 0 {
            written.push('\n');
        }
        // Writing into a string cannot fail.
        let _ = one(&mut written, path, &lines, problem, style);
    }
    written
}

fn one(into: &mut String, path: &Text, lines: &[&str], problem: &Problem, style: Style) -> std::fmt::Result {
    let paint = Paint(style);
    let (severity, colour) = match problem.severity {
        Severity::Error => ("error", Paint::RED),
        Severity::Warning => ("warning", Paint::YELLOW),
        Severity::Note => ("note", Paint::CYAN),
    };
    writeln!(into, "{} {}", paint.with(colour, &format!("{severity}:")), problem.message)?;
    match problem.place {
        None => writeln!(into, "  {} {path}", paint.with(Paint::BLUE, "-->"))?,
        Some(place) => {
            let number = place.line.to_string();
            let margin = " ".repeat(number.len() + 1);
            let arrow = paint.with(Paint::BLUE, "-->");
            writeln!(into, "{margin}{arrow} {path}:{}:{}", place.line, place.column)?;
            let line = lines.get(place.line - 1).copied().unwrap_or_default();
            let (shown, before, wide) = excerpt(line, place);
            let bar = paint.with(Paint::BLUE, "|");
            writeln!(into, "{margin} {bar}")?;
            writeln!(into, " {} {bar} {shown}", paint.with(Paint::BLUE, &number))?;
            let caret = paint.with(colour, &"^".repeat(wide));
            writeln!(into, "{margin} {bar} {}{caret}", " ".repeat(before))?;
        }
    }
    if let Some(hint) = &problem.hint {
        writeln!(into, "{} {hint}", paint.with(Paint::CYAN, "hint:"))?;
    }
    Ok(())
}

/// The lines of a source as an editor counts them, whatever ends them.
fn lines(source: &str) -> Vec<&str> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut lines = Vec::new();
    let mut rest = source;
    while let Some(end) = rest.find(['\n', '\r']) {
        let (line, after) = rest.split_at(end);
        lines.push(line);
        rest = after.strip_prefix("\r\n").unwrap_or(&after[1..]);
    }
    lines.push(rest);
    lines
}

/// A line clean and cut to fit, the cells before its caret, and the cells of the caret.
fn excerpt(line: &str, place: Place) -> (String, usize, usize) {
    // Cleaning replaces characters one by one, so the column stays right.
    let characters: Vec<char> = Text::clean_line(line.trim_end()).as_str().chars().collect();
    let start = (place.column - 1).min(characters.len());
    let end = start.saturating_add(place.width).min(characters.len()).max(start);
    let cells = |it: &[char]| -> usize { it.iter().collect::<String>().width() };
    let (mut first, mut last) = (0, characters.len());
    if cells(&characters) > MOST_CELLS {
        // The caret is in the left third, so that what follows it can be seen.
        let (mut left, mut spent) = (start, 0);
        while left > 0 && spent < MOST_CELLS / 3 {
            left -= 1;
            spent += characters[left].width().unwrap_or(0);
        }
        first = left;
        let mut right = first;
        let mut spent = 0;
        while right < characters.len() && spent + characters[right].width().unwrap_or(0) <= MOST_CELLS - 2 {
            spent += characters[right].width().unwrap_or(0);
            right += 1;
        }
        last = right;
    }
    let mut shown = String::new();
    if first > 0 {
        shown.push(CUT);
    }
    shown.extend(&characters[first..last]);
    if last < characters.len() {
        shown.push(CUT);
    }
    let before = usize::from(first > 0) + cells(&characters[first..start]);
    let wide = cells(&characters[start..end.min(last)]).max(1);
    (shown, before, wide)
}

/// Colours by number, so that every terminal's own palette decides how they look.
#[derive(Clone, Copy)]
struct Paint(Style);

impl Paint {
    const RED: &str = "1;31";
    const YELLOW: &str = "1;33";
    const BLUE: &str = "34";
    const CYAN: &str = "1;36";

    fn with(self, colour: &str, text: &str) -> String {
        match self.0 {
            Style::Plain => text.to_string(),
            Style::Coloured => format!("\x1b[{colour}m{text}\x1b[0m"),
        }
    }
}

/// A problem for programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Object<'p> {
    /// The file.
    pub path: &'p str,
    /// From 1; null if the problem is about the whole file.
    pub line: Option<usize>,
    /// In characters, from 1.
    pub column: Option<usize>,
    /// The way to the value, such as `steps[2].hold`; empty for the whole file.
    pub field: &'p str,
    /// What is wrong.
    pub message: &'p str,
    /// How to mend it.
    pub hint: Option<&'p str>,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// The changes that mend it, from the end of the file to its beginning; made in this order they
    /// need no counting again. Empty where the person has to choose.
    pub fixes: Vec<FixObject<'p>>,
}

/// A change for programs: a number of characters from a place on become a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FixObject<'p> {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// The number of characters that are replaced.
    pub width: usize,
    /// The text in their place.
    pub text: &'p str,
}

/// The problems of a file for programs.
pub fn objects<'p>(path: &'p Text, problems: &'p [Problem]) -> Vec<Object<'p>> {
    let object = |it: &'p Problem| Object {
        path: path.as_str(),
        line: it.place.map(|place| place.line),
        column: it.place.map(|place| place.column),
        field: it.field.as_str(),
        message: it.message.as_str(),
        hint: it.hint.as_ref().map(Text::as_str),
        severity: match it.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        fixes: it
            .fixes
            .iter()
            .map(|fix| FixObject {
                line: fix.place.line,
                column: fix.place.column,
                width: fix.place.width,
                text: &fix.text,
            })
            .collect(),
    };
    problems.iter().map(object).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(line: usize, column: usize, width: usize) -> Problem {
        Problem {
            severity: Severity::Error,
            place: Some(Place { line, column, width }),
            field: Text::default(),
            message: Text::clean("it is so"),
            hint: Some(Text::clean("make it otherwise")),
            loses_words: false,
            fixes: Vec::new(),
        }
    }

    fn check(source: &str, problem: Problem, expected: &str) {
        let report = report(&Text::clean("a.yaml"), source.as_bytes(), &[problem], Style::Plain);
        assert_eq!(report, expected);
    }

    #[test]
    fn the_caret_stands_under_the_word_by_cells_and_not_by_characters() {
        let expected = "\
error: it is so
  --> a.yaml:2:10
   |
 2 | name: 首を x-y z
   |            ^^^
hint: make it otherwise
";
        check("# a\nname: 首を x-y z\n", problem(2, 10, 3), expected);
    }

    #[test]
    fn a_long_line_is_cut_around_the_caret() {
        let source = format!("{}here{}", "a".repeat(200), "b".repeat(200));
        let report = report(&Text::clean("a.yaml"), source.as_bytes(), &[problem(1, 201, 4)], Style::Plain);
        let lines: Vec<&str> = report.lines().collect();
        assert_eq!(lines[3], format!(" 1 | …{}here{}…", "a".repeat(25), "b".repeat(45)));
        assert_eq!(lines[4], format!("   | {}^^^^", " ".repeat(26)));
    }

    #[test]
    fn every_line_end_counts_once() {
        assert_eq!(lines("a\r\nb\rc\nd"), ["a", "b", "c", "d"]);
        assert_eq!(lines("\u{feff}a\n"), ["a", ""]);
    }

    #[test]
    fn colour_adds_no_word_and_takes_none() {
        let problems = [problem(1, 1, 1)];
        let coloured = report(&Text::clean("a.yaml"), b"x", &problems, Style::Coloured);
        let mut plain = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once("\x1b[") {
            plain.push_str(before);
            rest = after.split_once('m').map_or("", |(_, after)| after);
        }
        plain.push_str(rest);
        assert_eq!(plain, report(&Text::clean("a.yaml"), b"x", &problems, Style::Plain));
    }

    #[test]
    fn a_place_beyond_the_file_is_no_panic() {
        let report = report(&Text::clean("a.yaml"), b"", &[problem(9, 9, 9)], Style::Plain);
        assert!(report.contains("a.yaml:9:9"), "{report}");
    }
}
