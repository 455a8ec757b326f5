//! The answer to a complaint, laid out: paragraphs, and lists of what can be played.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::wrap::{cut, wrap};
use crate::model::{catalogue::Target, routine::Condition, text::Text, words::complaints as words};

/// Something to play that is offered.
#[derive(Debug)]
pub struct OfferedName<'a> {
    /// The target.
    pub target: Target,
    /// What `stretch NAME` takes.
    pub word: &'a str,
    /// Its name.
    pub name: Text,
    /// What it does.
    pub summary: Option<Text>,
}

/// An offer of things to play, and the conditions of the person.
#[derive(Debug)]
pub struct Offer<'a> {
    /// Best first.
    pub hits: Vec<OfferedName<'a>>,
    /// The conditions that were named; no hit names one of them.
    pub conditions: Vec<Condition>,
    /// The width of a line.
    pub width: usize,
}

/// The most columns of a line that is easy to read.
const READABLE: usize = 100;

/// The answer to signs that need help at once: what they may mean, and what the area's page says.
pub fn emergency(says: &Text, see: Option<&Text>, width: usize) -> String {
    let mut text = paragraphs(&[words::NEEDS_HELP, says.as_str(), words::CALL], width);
    if let Some(see) = see {
        text += "\n";
        text += &paragraphs(&[see.as_str()], width);
    }
    text
}

/// The answer to a fresh injury.
pub fn injury(phrase: &Text, width: usize) -> String {
    paragraphs(&[&words::fresh_injury(phrase), words::HAVE_IT_SEEN], width)
}

/// The answer to a sign that a doctor should look at, with stretches for people without it.
pub fn red_flag(phrase: &Text, see: Option<&Text>, offer: &Offer<'_>) -> String {
    let mut text = paragraphs(&[&words::read_first(phrase)], offer.width);
    text += "\n";
    text += &see.map(|it| paragraphs(&[it.as_str()], offer.width)).unwrap_or_default();
    if !offer.hits.is_empty() {
        text += &format!("\n{}", headed(words::IF_NONE_OF_THAT, offer));
    } else if let Some(again) = words::name_it_again(&offer.conditions) {
        text += &format!("\n{}", paragraphs(&[&again], offer.width));
    }
    text
}

/// The answer to words that are not understood, with what fits the others.
pub fn unknown(unknown: &[Text], offer: &Offer<'_>) -> String {
    headed(&words::not_understood(unknown), offer)
}

/// Several things to choose from, or the question where it hurts.
pub fn choose(offer: &Offer<'_>) -> String {
    match offer.hits.is_empty() {
        true => paragraphs(&[words::WHERE], offer.width),
        false => headed(words::SEVERAL, offer),
    }
}

/// A sentence, the hits below it, and what to do about conditions.
fn headed(sentence: &str, offer: &Offer<'_>) -> String {
    let Offer { hits, conditions, width } = offer;
    let longest = hits.iter().map(|it| it.word.width()).max().unwrap_or_default();
    let mut text = paragraphs(&[sentence], *width) + "\n";
    for hit in hits {
        let summary = hit.summary.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
        let line = format!("  stretch {:<longest$}  {}{summary}", hit.word, hit.name);
        let _ = writeln!(text, "{}", cut(&line, *width));
    }
    if let Some(again) = words::name_it_again(conditions) {
        text += &format!("\n{}", paragraphs(&[&again], *width));
    }
    text
}

/// Sentences, each beginning a line, wrapped.
pub fn paragraphs(sentences: &[&str], width: usize) -> String {
    let lines = sentences.iter().flat_map(|it| wrap(it, width.min(READABLE)));
    lines.fold(String::new(), |text, line| text + &line + "\n")
}
