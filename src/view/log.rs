//! The log for people: each session in a line, under its day.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset};
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

/// What is shown of a session.
pub struct LogRow {
    began: DateTime<FixedOffset>,
    id: String,
    title: String,
    held: String,
}

impl LogRow {
    /// Of a session.
    pub fn of(session: &Session) -> LogRow {
        LogRow {
            began: session.began,
            id: session.id.clone(),
            title: cut(session.title.as_str(), WIDEST),
            held: held::logged(session.end, &session.sum(), &session.segments),
        }
    }
}

/// Sessions from the oldest to the newest, as text; `all` is the number of all sessions in the log.
pub fn text(rows: &[LogRow], all: usize, width: Option<usize>, ids: Ids) -> String {
    let mut text = String::new();
    if rows.len() < all {
        let _ = writeln!(text, "{}\n", held::last_sessions(rows.len(), all));
    }
    let widest = rows.iter().map(|it| it.title.width()).max().unwrap_or_default();
    let mut day = String::new();
    for LogRow { began, id, title, held } in rows {
        let on = began.format("%Y-%m-%d %a").to_string();
        if on != day {
            let _ = writeln!(text, "{on}");
            day = on;
        }
        let gap = " ".repeat(widest - title.width());
        let id = match ids {
            Ids::Shown => format!("  {id}"),
            Ids::Hidden => String::new(),
        };
        let line = format!("  {}{id}  {title}{gap}  {held}", began.format("%H:%M"));
        text.push_str(&width.map_or(line.clone(), |it| cut(&line, it)));
        text.push('\n');
    }
    text
}
