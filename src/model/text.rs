//! Text that is safe to print, speak and write anywhere.
//!
//! Every word of a routine file, a file's name or an argument becomes a [`Text`] before it reaches
//! a sink (screen, list, error, speech, notification). It is not a place for layout or colour.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A line of text without controls, direction overrides or invisible characters.
///
/// Only [`Text::clean`] makes one of words from outside, so a `Text` can be printed without another look.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Cow<'static, str>);

impl Text {
    /// Replaces what could command a terminal or hide itself by U+FFFD, visibly, and each run of
    /// white space, line ends included, by one space.
    pub fn clean(raw: &str) -> Text {
        if is_plain(raw) {
            return Text(Cow::Owned(raw.to_owned()));
        }
        let mut cleaned = String::with_capacity(raw.len());
        for word in raw.split_whitespace() {
            if !cleaned.is_empty() {
                cleaned.push(' ');
            }
            push_visible(&mut cleaned, word);
        }
        Text(Cow::Owned(cleaned))
    }

    /// [`Text::clean`] for a line whose white space matters, such as an excerpt above a caret. A tab becomes one
    /// space, so that columns still count characters.
    pub fn clean_line(raw: &str) -> Text {
        let mut cleaned = String::with_capacity(raw.len());
        push_visible(&mut cleaned, &raw.replace('\t', " "));
        Text(Cow::Owned(cleaned))
    }

    /// Words of the built-in index, which were cleaned when the program was built.
    pub(crate) const fn built_in(cleaned: &'static str) -> Text {
        Text(Cow::Borrowed(cleaned))
    }

    /// Words of the program itself: printable ASCII with single blanks, which needs no cleaning. Debug builds, and
    /// so the tests, check that.
    pub const fn literal(words: &'static str) -> Text {
        debug_assert!(is_plain(words), "the program's own words are clean");
        Text(Cow::Borrowed(words))
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it has no characters.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text with `from` replaced by `to`.
    pub fn replace(&self, from: &str, to: &Text) -> Text {
        Text(Cow::Owned(self.0.replace(from, &to.0)))
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        Cow::<str>::deserialize(deserializer).map(|it| Text::clean(&it))
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Whether a text is printable ASCII with single spaces, so that cleaning would change nothing.
const fn is_plain(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let mut before = b' ';
    let mut at = 0;
    while at < bytes.len() {
        let fits = matches!(bytes[at], b'!'..=b'~') || (bytes[at] == b' ' && before != b' ');
        if !fits {
            return false;
        }
        before = bytes[at];
        at += 1;
    }
    before != b' ' || bytes.is_empty()
}

fn push_visible(into: &mut String, raw: &str) {
    let mut before = None;
    let mut characters = raw.chars().peekable();
    while let Some(character) = characters.next() {
        let shown = if is_joiner(character) {
            // Joiners live inside emoji and inside words of some scripts, nowhere else.
            let joins = before.is_some_and(|it: char| !it.is_ascii())
                && characters.peek().is_some_and(|it| !it.is_ascii());
            if joins { character } else { char::REPLACEMENT_CHARACTER }
        } else if is_hostile(character) {
            char::REPLACEMENT_CHARACTER
        } else {
            character
        };
        into.push(shown);
        before = Some(character);
    }
}

fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// Whether a character commands a terminal, turns the reading direction or cannot be seen.
pub fn is_hostile(character: char) -> bool {
    match character {
        // Direction marks, embeddings, overrides and isolates.
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        // Line and paragraph separators, zero-width space, word joiner and its kin, BOM.
        '\u{2028}'
        | '\u{2029}'
        | '\u{200b}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{feff}' => true,
        // Soft hyphen, fillers that show as nothing, interlinear marks, tag characters.
        '\u{00ad}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' => true,
        '\u{e0000}'..='\u{e007f}' => true,
        _ => character.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, shown: &str) {
        assert_eq!(Text::clean(raw).as_str(), shown);
    }

    #[test]
    fn words_stay_as_they_are() {
        check("Breathe in – über 10 °.", "Breathe in – über 10 °.");
        check("首をゆっくり", "首をゆっくり");
        check("👩‍🦱 stretches", "👩‍🦱 stretches");
    }

    #[test]
    fn what_commands_or_hides_becomes_visible() {
        check("a\u{1b}[2Jb", "a\u{fffd}[2Jb");
        check("a\u{9b}31mb", "a\u{fffd}31mb");
        check("left\u{202e}thgir", "left\u{fffd}thgir");
        check("a\u{2066}b\u{2069}", "a\u{fffd}b\u{fffd}");
        check("a\u{200b}b\u{e0041}", "a\u{fffd}b\u{fffd}");
        check("a\u{200d}b", "a\u{fffd}b");
    }

    #[test]
    fn line_ends_and_runs_of_spaces_are_one_space() {
        check("  two\n  lines\tof  text ", "two lines of text");
        assert_eq!(Text::clean_line("  a\tb\u{7}").as_str(), "  a b\u{fffd}");
    }
}
