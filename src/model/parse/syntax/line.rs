//! A line of a file that cannot be read, taken apart by eye: indentation, dashes, key, value.

use super::{Slip, draft::Mending};
use crate::model::{
    format::{self, FileKey},
    parse::faults::At,
};

/// How many characters of a corrected line are shown.
pub const MOST_SHOWN: usize = 90;

/// A line taken apart without a reader: indentation, dashes, key, value.
#[derive(Clone, Copy, Debug)]
pub struct SourceLine<'s> {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Its text, without its end.
    pub text: &'s str,
}

impl<'s> SourceLine<'s> {
    pub fn at(source: &'s str, at: usize) -> SourceLine<'s> {
        let start = line_start(source, at.min(source.len()));
        SourceLine { start, text: source[start..].lines().next().unwrap_or_default() }
    }

    pub fn before(self, source: &'s str) -> Option<SourceLine<'s>> {
        let mut line = self;
        while line.start > 0 {
            line = SourceLine::at(source, line.start - 1);
            if !line.is_blank() {
                return Some(line);
            }
        }
        None
    }

    pub fn is_blank(self) -> bool {
        let text = self.text.trim();
        text.is_empty() || text.starts_with('#')
    }

    pub fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// What follows the indentation and the dashes.
    pub fn body(self) -> &'s str {
        let mut body = self.text.trim_start();
        while let Some(rest) = body.strip_prefix("- ") {
            body = rest.trim_start();
        }
        body
    }

    pub fn body_at(self) -> usize {
        self.start + self.text.len() - self.body().len()
    }

    /// The first word if it is a key, and what follows its colon.
    pub fn key(self) -> Option<(&'s str, &'s str)> {
        let (key, value) = self.body().split_once(':')?;
        let is_key = !key.is_empty()
            && key.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-' | b'.'));
        (is_key && (value.is_empty() || value.starts_with([' ', '\t']))).then_some((key, value.trim()))
    }

    /// The value after the key, or the whole body of a line without one.
    pub fn value(self) -> &'s str {
        self.key().map_or(self.body().trim_end(), |(_, value)| value)
    }

    pub fn value_at(self) -> usize {
        let text = self.text.trim_end();
        self.start + text.len() - self.value().len()
    }

    /// The line as it would be right.
    pub fn with(self, edits: &[Mending]) -> String {
        let mut line = self.text.to_string();
        let mut edits: Vec<&Mending> = edits.iter().collect();
        edits.sort_by_key(|it| std::cmp::Reverse(it.at));
        for edit in edits {
            let at = edit.at - self.start;
            line.replace_range(at..at + edit.removed, &edit.inserted);
        }
        let line = line.trim();
        let mut shown: String = line.chars().take(MOST_SHOWN).collect();
        if shown.len() < line.len() {
            shown.push('…');
        }
        shown
    }

    /// What puts its value in quotes; nothing if it holds both sorts of them.
    pub fn quote(self) -> Vec<Mending> {
        let value = self.value();
        let quote = match (value.contains(['"', '\\']), value.contains('\'')) {
            (false, _) => "\"",
            (true, false) => "'",
            (true, true) => return Vec::new(),
        };
        let edit = |at| Mending { at, removed: 0, inserted: quote.to_string() };
        vec![edit(self.value_at()), edit(self.value_at() + value.len())]
    }

    pub fn quoted(self, at: At, message: String) -> Slip {
        let edits = self.quote();
        let hint = if edits.is_empty() {
            "put the text in quotes, and double each single quote inside: `'It''s \"this\"'`".to_string()
        } else {
            format!("put the text in quotes: `{}`", self.with(&edits))
        };
        Slip { at, message, hint, edits }
    }
}

/// Every key of every table, for telling a key from a word.
pub fn is_known(word: &str) -> bool {
    let tables: [&[FileKey]; 8] = [
        format::SETTINGS,
        format::ROUTINE,
        format::STEP,
        format::MOVE,
        format::SOURCE,
        format::AREA,
        format::PROGRAM,
        format::ENTRY,
    ];
    tables.iter().any(|table| table.iter().any(|it| it.name == word))
}

/// Whether a value opens a quote that its line does not close.
pub fn is_open(value: &str) -> bool {
    let Some(quote) = value.chars().next().filter(|it| matches!(it, '"' | '\'')) else { return false };
    closing(value, quote).is_none()
}

/// Where the quote that begins a value is closed, in bytes.
pub fn closing(value: &str, quote: char) -> Option<usize> {
    let mut characters = value.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\\' && quote == '"' {
            characters.next();
        } else if character == quote {
            // A doubled single quote is one inside the text.
            if quote == '\'' && characters.next_if(|(_, next)| *next == quote).is_some() {
                continue;
            }
            return Some(at);
        }
    }
    None
}

/// Where the line of this byte begins.
pub fn line_start(source: &str, at: usize) -> usize {
    source.get(..at).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1)
}
