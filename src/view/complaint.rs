//! What is said of a complaint. It says what stretches are for, never that they treat it.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::wrap::{cut, wrap};
use crate::model::{
    area::AreaPage,
    catalogue::Target,
    routine::Condition,
    suit::{LeftOut, Reason},
    text::Text,
    wording,
    words::terms,
};

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

/// One line before a session: what is played for the words that were typed.
pub fn why(words: &Text, played: &[Named<'_>], conditions: &[Condition]) -> String {
    let names = played.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", then ");
    let mut line = format!("For \"{words}\": {names}");
    if !conditions.is_empty() {
        let named = wording::list(conditions.iter().map(|it| terms::condition(*it)), "or");
        let _ = write!(line, ", without any stretch that says to ask first with {named}");
    }
    line + "."
}

/// Signs that need help at once.
pub fn emergency(says: &Text, page: &AreaPage, width: usize) -> String {
    let mut text = paragraph("This may need medical help now, so nothing is played.", width);
    text.push_str(&paragraph(says.as_str(), width));
    text.push_str(&paragraph(
        "If it is severe, sudden or getting worse, call your emergency number (112, 999 or 911) now.",
        width,
    ));
    text.push('\n');
    text.push_str(&signs(page, width));
    text
}

/// A fresh injury.
pub fn injury(phrase: &Text, width: usize) -> String {
    let mut text =
        paragraph(&format!("A fresh injury is not stretched, so nothing is played for `{phrase}`."), width);
    text.push_str(&paragraph(
        "See a doctor or a physiotherapist if you cannot use that part, it is swollen or out of shape, or it is not \
         better in a few days. After an operation, stretch only what your surgeon or therapist has told you to.",
        width,
    ));
    text
}

/// A sign to have looked at, and what there is nevertheless.
pub fn red_flag(phrase: &Text, page: &AreaPage, hits: &[Named<'_>], width: usize) -> String {
    let mut text = paragraph(&format!("Read this first: `{phrase}` may need to be seen by someone."), width);
    text.push('\n');
    text.push_str(&signs(page, width));
    if !hits.is_empty() {
        text.push_str("\nIf none of that is you, there are stretches for it:\n\n");
        text.push_str(&list(hits, width));
    }
    text
}

/// Words that are not understood.
pub fn unknown(words: &[Text], hits: &[Named<'_>], width: usize) -> String {
    let unknown = wording::list(words.iter().map(|it| format!("`{it}`")), "and");
    let mut text =
        paragraph(&format!("{unknown} means nothing here. For the rest of your words there is:"), width);
    text.push('\n');
    text.push_str(&list(hits, width));
    text
}

/// Everything that fits a complaint, best first.
pub fn fitting(words: &Text, hits: &[Named<'_>], width: usize) -> String {
    format!("{}\n{}", paragraph(&format!("For \"{words}\":"), width), list(hits, width))
}

/// Several things to choose from, or none.
pub fn choose(hits: &[Named<'_>], width: usize) -> String {
    if hits.is_empty() {
        return paragraph(
            "Where? Name a part of the body too, such as `stretch stiff neck`; `stretch` shows them all.",
            width,
        );
    }
    format!("Several things fit. Choose one, or name several:\n\n{}", list(hits, width))
}

/// What was left out, why, and what took its place.
pub fn left_out(it: &LeftOut) -> String {
    let instead = it.instead.as_ref().map(|it| format!("; {it} takes its place")).unwrap_or_default();
    format!("left out {}: {}{instead}", reason(it.reason), it.name)
}

/// Why something is left out, as the end of a sentence.
pub fn reason(reason: Reason) -> String {
    match reason {
        Reason::Condition(it) => format!("for {}", terms::condition(it)),
        Reason::Never => "because your settings say `never`".to_owned(),
        Reason::Position(it) => format!("because it is done {}", terms::position(it)),
        Reason::Thing(it) => format!("because it needs {}", terms::thing(it)),
    }
}

/// What an area's page says of seeing someone.
fn signs(page: &AreaPage, width: usize) -> String {
    page.see.as_ref().map(|it| paragraph(it.as_str(), width)).unwrap_or_default()
}

fn list(hits: &[Named<'_>], width: usize) -> String {
    let longest = hits.iter().map(|it| it.word.width()).max().unwrap_or_default();
    let mut text = String::new();
    for hit in hits {
        let summary = hit.summary.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
        let line = format!("  stretch {:<longest$}  {}{summary}", hit.word, hit.name);
        let _ = writeln!(text, "{}", cut(&line, width));
    }
    text
}

fn paragraph(words: &str, width: usize) -> String {
    wrap(words, width.min(READABLE)).iter().fold(String::new(), |text, line| text + line + "\n")
}

/// Longer lines are hard to read.
const READABLE: usize = 100;
