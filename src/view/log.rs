//! The log for people: each session in a line, under its day.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::wrap::cut;
use crate::model::{journal::Session, words::held};

/// The widest title, in cells; longer ones are cut so that what was held can be seen.
const WIDEST: usize = 32;

/// Whether each session is shown with its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ids {
    /// It is.
    Shown,
    /// It is not.
    Hidden,
}

/// Sessions from the oldest to the newest, as text; `all` is the number of all sessions in the log.
pub fn text(sessions: &[Session], all: usize, width: Option<usize>, ids: Ids) -> String {
    let mut text = String::new();
    if sessions.len() < all {
        let _ = writeln!(text, "{}\n", held::last_sessions(sessions.len(), all));
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
        let held = held::logged(session.end, &session.sum(), &session.segments);
        let gap = " ".repeat(widest - title.width());
        let id = match ids {
            Ids::Shown => format!("  {}", session.id),
            Ids::Hidden => String::new(),
        };
        let line = format!("  {}{id}  {title}{gap}  {held}", began.format("%H:%M"));
        text.push_str(&width.map_or(line.clone(), |it| cut(&line, it)));
        text.push('\n');
    }
    text
}
