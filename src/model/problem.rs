//! Problems of files: where they are, what is wrong, and what to write instead.
//!
//! A [`Problem`] is a value; `view::report` makes its text.

use super::text::Text;

/// One mistake, or one doubt, in one place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether the file can still be played.
    pub severity: Severity,
    /// Its place; none if it is about the whole file.
    pub place: Option<Place>,
    /// The key path, such as `steps[2].hold`; empty for the whole file.
    pub field: Text,
    /// What is wrong: lower case, names in backticks, no full stop.
    pub message: Text,
    /// What to do, with a corrected example where there is one.
    pub hint: Option<Text>,
    /// Whether a part of a text is lost, so that the problem is reported when the file is played, too.
    pub loses_words: bool,
    /// The changes that mend it, from the end of the file to its beginning; empty if the person has to find the
    /// words, or to choose.
    pub fixes: Vec<Fix>,
}

impl Problem {
    /// A problem of a whole file.
    pub fn of_file(severity: Severity, message: &str, hint: &str) -> Problem {
        Problem {
            severity,
            place: None,
            field: Text::default(),
            message: Text::clean(message),
            hint: Some(Text::clean(hint)),
            fixes: Vec::new(),
            loses_words: false,
        }
    }
}

/// The problems of a file, with everything that a report of them needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The file.
    pub path: Text,
    /// Its bytes, whose lines a report shows.
    pub source: Vec<u8>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// A change of a file: the characters in a place become this text. Only mistakes are lost by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The characters that are replaced; with a width of 0 the text is inserted there.
    pub place: Place,
    /// The new text. It is clean, but may have line ends.
    pub text: String,
}

/// A source with `\n` as its line ends, after some changes, which must be in the order of those of a [`Problem`].
pub fn fixed(source: &str, fixes: &[Fix]) -> String {
    let mut text = source.to_string();
    for Fix { place, text: new } in fixes {
        let start: usize = text.split_inclusive('\n').take(place.line - 1).map(str::len).sum();
        let at = |column: usize| {
            let line = &text[start..];
            start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
        };
        let (from, to) = (at(place.column - 1), at(place.column - 1 + place.width));
        text.replace_range(from..to, new);
    }
    text
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be played.
    Error,
    /// It can be played, and should be looked at.
    Warning,
    /// Nothing is wrong; it is good to know.
    Note,
}

/// A place in a file, for people: both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
    /// Its width in characters; at least 1 where a caret shows it.
    pub width: usize,
}
