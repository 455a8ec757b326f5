//! The log for people: a line a session, under its day.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::wrap::cut;
use crate::model::{journal::Session, player::End, record, wording};

/// Titles are as wide as the widest, and no wider than this: what was held has to be seen.
const WIDEST: usize = 32;

/// Sessions from the oldest to the newest, and how many there are in all.
pub fn text(sessions: &[Session], all: usize, width: Option<usize>) -> String {
    let mut text = String::new();
    if sessions.len() < all {
        let _ = writeln!(text, "the last {} of {all}; `stretch log {all}` shows all\n", sessions.len());
    }
    let titles: Vec<String> = sessions.iter().map(|it| cut(it.title.as_str(), WIDEST)).collect();
    let widest = titles.iter().map(|it| it.width()).max().unwrap_or_default();
    let mut day = String::new();
    for (session, title) in sessions.iter().zip(&titles) {
        let began = session.began;
        let on = began.format("%Y-%m-%d %a").to_string();
        if on != day {
            let _ = writeln!(text, "{on}");
            day = on;
        }
        let ending = match session.end {
            Some(End::Done) => "",
            Some(End::Left) => "  left before the end",
            None => "  interrupted",
        };
        let held = session.sum().sentence(wording::length);
        let unfinished = record::unfinished(&session.segments).map_or(String::new(), |it| format!("  {it}"));
        let gap = " ".repeat(widest - title.width());
        let line = format!("  {}  {title}{gap}  {held}{ending}{unfinished}", began.format("%H:%M"));
        text.push_str(&width.map_or(line.clone(), |it| cut(&line, it)));
        text.push('\n');
    }
    text
}
