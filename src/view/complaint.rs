//! The answer to a complaint, laid out: paragraphs, and lists of what can be played.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::wrap::{cut, wrap};
use crate::model::{
    catalogue::Target, complaint::Injury, routine::Condition, text::Text, words::complaints as words,
};

/// Something to play that is offered.
#[derive(Debug)]
pub struct OfferedName {
    /// The target.
    pub target: Target,
    /// What is typed after `stretch`: its name, with the conditions that were named, if they matter for it.
    pub command: String,
    /// Its name.
    pub name: Text,
    /// What it does.
    pub summary: Option<Text>,
}

/// An offer of things to play, and the conditions of the person.
#[derive(Debug)]
pub struct Offer {
    /// Best first.
    pub hits: Vec<OfferedName>,
    /// Whether there was something for the words, and all of it says to ask first with a condition that was
    /// named. The hits are then something else that does not.
    pub is_instead: bool,
    /// The conditions that were named; no hit names one of them.
    pub conditions: Vec<Condition>,
    /// The width of a line.
    pub width: usize,
}

/// The most columns of a line that is easy to read.
const READABLE: usize = 100;

/// The answer to signs that need help at once: what they may mean, and what the area's page says.
pub fn emergency(says: &Text, call: Option<&Text>, see: Option<&Text>, width: usize) -> String {
    let how = call.map_or(words::CALL, Text::as_str);
    let mut text = paragraphs(&[words::NEEDS_HELP, says.as_str(), how], width);
    if let (None, Some(see)) = (call, see) {
        text += "\n";
        text += &paragraphs(&[see.as_str()], width);
    }
    text
}

/// The answer to a fresh injury.
pub fn injury(kind: Injury, phrase: &Text, width: usize) -> String {
    let first = match kind {
        Injury::Operation => words::operation(phrase),
        Injury::OutOfPlace | Injury::Snap | Injury::Fresh => words::fresh_injury(phrase),
    };
    paragraphs(&[&first, words::have_it_seen(kind)], width)
}

/// The answer to a sign that a doctor should look at, with stretches for people without it.
pub fn red_flag(phrase: &Text, see: Option<&Text>, offer: &Offer) -> String {
    let mut text = paragraphs(&[&words::read_first(phrase)], offer.width);
    text += "\n";
    text += &see.map(|it| paragraphs(&[it.as_str()], offer.width)).unwrap_or_default();
    if offer.is_instead {
        text += &format!("\n{}", nothing_suits(offer));
    } else if !offer.hits.is_empty() {
        text += &format!("\n{}", headed(words::IF_NONE_OF_THAT, offer));
    } else if let Some(left_out) = words::are_left_out(&offer.conditions) {
        text += &format!("\n{}", paragraphs(&[&left_out], offer.width));
    }
    text
}

/// The answer to words that are not understood, with what fits the others.
pub fn unknown(unknown: &[Text], offer: &Offer) -> String {
    if offer.is_instead {
        return paragraphs(&[&words::means_nothing(unknown)], offer.width) + "\n" + &nothing_suits(offer);
    }
    if offer.hits.is_empty() {
        return paragraphs(&[&words::means_nothing(unknown), words::WHERE], offer.width);
    }
    headed(&words::not_understood(unknown), offer)
}

/// That everything for the words says to ask first, and what does not.
pub fn nothing_suits(offer: &Offer) -> String {
    let told = words::nothing_suits(&offer.conditions);
    let mut sentences = vec![told.as_str(), words::ASK_WHICH];
    if offer.hits.is_empty() {
        return paragraphs(&sentences, offer.width);
    }
    sentences.push(words::INSTEAD);
    paragraphs(&sentences, offer.width) + "\n" + &commands(offer)
}

/// Several things to choose from, or the question where it hurts.
pub fn choose(offer: &Offer) -> String {
    if offer.is_instead {
        return nothing_suits(offer);
    }
    match (offer.hits.is_empty(), words::spoken(&offer.conditions)) {
        (false, _) => headed(words::SEVERAL, offer),
        (true, Some(with)) => paragraphs(&[&words::where_with(&with)], offer.width),
        (true, None) => paragraphs(&[words::WHERE], offer.width),
    }
}

/// A sentence, the hits below it, and what to do about conditions.
fn headed(sentence: &str, offer: &Offer) -> String {
    let mut text = paragraphs(&[sentence], offer.width) + "\n" + &commands(offer);
    if let Some(left_out) = words::are_left_out(&offer.conditions) {
        text += &format!("\n{}", paragraphs(&[&left_out], offer.width));
    }
    text
}

/// The hits, as they are typed. A command is never cut.
fn commands(offer: &Offer) -> String {
    let longest = offer.hits.iter().map(|it| it.command.width()).max().unwrap_or_default();
    let mut text = String::new();
    for hit in &offer.hits {
        let summary = hit.summary.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
        let command = format!("  stretch {:<longest$}", hit.command);
        let line = cut(&format!("{command}  {}{summary}", hit.name), offer.width.max(command.width()));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// Sentences, each beginning a line, wrapped.
pub fn paragraphs(sentences: &[&str], width: usize) -> String {
    let lines = sentences.iter().flat_map(|it| wrap(it, width.min(READABLE)));
    lines.fold(String::new(), |text, line| text + &line + "\n")
}
