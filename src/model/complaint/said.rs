//! Words of a complaint in the form in which they are compared: what was typed, the phrases that are known, and the
//! words that nearly are others.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::model::text::Text;

/// Words in the form in which they are compared, with single blanks: lower case, no apostrophes, no plural `s`. Those
/// that are built in stay where they are in the program: there are twelve thousand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phrase(#[serde(borrow)] Cow<'static, str>);

impl Phrase {
    /// The phrase of a text as it is written.
    pub fn of(text: &str) -> Phrase {
        Phrase(words(text).iter().map(|it| plain(it)).collect::<Vec<_>>().join(" ").into())
    }

    /// The phrase.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The phrase, shared with the program where it is built in.
    pub fn text(&self) -> Cow<'static, str> {
        self.0.clone()
    }

    /// Its words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator(' ')
    }
}

/// The words of a complaint: as they are compared, and as they were typed.
pub struct TypedWords {
    pub words: Vec<String>,
    pub raw: Vec<String>,
}

impl TypedWords {
    pub fn of(arguments: &[String]) -> TypedWords {
        let raw = words(&arguments.join(" "));
        TypedWords { words: raw.iter().map(|it| plain(it)).collect(), raw }
    }

    pub fn typed(&self, from: usize, to: usize) -> Text {
        Text::clean(&self.raw[from..to].join(" "))
    }

    /// Words, each as it was typed.
    pub fn each(&self, places: impl IntoIterator<Item = usize>) -> Vec<Text> {
        places.into_iter().map(|at| self.typed(at, at + 1)).collect()
    }
}

/// The words of a text in lower case, without apostrophes.
fn words(text: &str) -> Vec<String> {
    let text: String = text.chars().filter(|it| !matches!(it, '\'' | '\u{2019}' | '`')).collect();
    let lower = text.to_lowercase();
    lower.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// A word without its plural `s`.
fn plain(word: &str) -> String {
    let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    if is_plural { word[..word.len() - 1].to_owned() } else { word.to_owned() }
}

/// The least letters of a word with a slip in it: a shorter one is too often another word.
const LETTERS_OF_A_SLIP: usize = 7;
/// From so many letters on two slips are forgiven.
const LETTERS_OF_TWO_SLIPS: usize = 10;

/// Whether somebody who typed a word may have meant another.
pub fn is_mistyped(word: &str, meant: &str) -> bool {
    if word.chars().next() != meant.chars().next() {
        return false;
    }
    let letters = word.chars().count();
    let forgiven = if letters < LETTERS_OF_TWO_SLIPS { 1 } else { 2 };
    let is_near = letters.abs_diff(meant.chars().count()) <= forgiven;
    letters >= LETTERS_OF_A_SLIP && is_near && strsim::damerau_levenshtein(word, meant) <= forgiven
}

/// In a phrase, any year.
pub const YEAR: &str = "yyyy";

pub fn is_word(word: &str, part: &str) -> bool {
    word == part || part == YEAR && is_year(word)
}

pub fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && is_number(word)
}

pub fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|it| it.is_ascii_digit())
}
