//! What is wrong with a file: where, what, and what to write instead.
//!
//! A [`Problem`] is a value; the one look of its report is made in `view`.

use super::text::Text;

/// One thing that is wrong, or doubtful, in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether the file can still be played.
    pub severity: Severity,
    /// Where in the file; `None` if it is about the whole file.
    pub place: Option<Place>,
    /// The key path, such as `steps[2].hold`; empty for the whole file.
    pub field: Text,
    /// What is wrong: lower case, names in backticks, no full stop.
    pub message: Text,
    /// What to do, with a corrected example where there is one.
    pub hint: Option<Text>,
    /// Whether a part of a text is lost, so that it is told when the file is played, too.
    pub loses_words: bool,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be played.
    Error,
    /// It can be played, and should be looked at.
    Warning,
}

/// A place in a file, for people: both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
    /// How many characters the caret spans; at least 1.
    pub width: usize,
}
