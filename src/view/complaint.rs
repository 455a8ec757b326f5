//! The answer to a complaint, laid out: paragraphs, and lists of what can be played.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::wrap::{cut, wrap};
use crate::model::{catalogue::Target, routine::Condition, text::Text, words::complaints as words};

/// Something that can be played, as it is offered.
#[derive(Debug)]
pub struct Named<'a> {
    /// What it is.
    pub target: Target,
    /// What `stretch NAME` takes.
    pub word: &'a str,
    /// What it is called.
    pub name: Text,
    /// What it does.
    pub summary: Option<Text>,
}

/// What is offered, and for whom.
#[derive(Debug)]
pub struct Offer<'a> {
    /// Best first.
    pub hits: Vec<Named<'a>>,
    /// The conditions that were named; what names one of them is not among the hits.
    pub conditions: Vec<Condition>,
    /// The width of a line.
    pub width: usize,
}

/// Lines of more columns are hard to read.
const READABLE: usize = 100;

/// Signs that need help at once: what it may be, and what the area's page says.
pub fn emergency(says: &Text, see: Option<&Text>, width: usize) -> String {
    let mut text = paragraphs(&[words::NEEDS_HELP, says.as_str(), words::CALL], width);
    if let Some(see) = see {
        text += "\n";
        text += &paragraphs(&[see.as_str()], width);
    }
    text
}

/// A fresh injury.
pub fn injury(phrase: &Text, width: usize) -> String {
    paragraphs(&[&words::fresh_injury(phrase), words::HAVE_IT_SEEN], width)
}

/// A sign to have looked at, and what there is nevertheless.
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

/// Words that are not understood, and what fits the others.
pub fn unknown(unknown: &[Text], offer: &Offer<'_>) -> String {
    headed(&words::not_understood(unknown), offer)
}

/// Several things to choose from, or the question where it is.
pub fn choose(offer: &Offer<'_>) -> String {
    match offer.hits.is_empty() {
        true => paragraphs(&[words::WHERE], offer.width),
        false => headed(words::SEVERAL, offer),
    }
}

/// Everything that fits a complaint.
pub fn fitting(typed: &Text, offer: &Offer<'_>) -> String {
    headed(&words::fitting(typed), offer)
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

fn paragraphs(sentences: &[&str], width: usize) -> String {
    let lines = sentences.iter().flat_map(|it| wrap(it, width.min(READABLE)));
    lines.fold(String::new(), |text, line| text + &line + "\n")
}
