//! The log for people: a line a session, under its day.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::wrap::cut;
use crate::model::{
    journal::Session,
    player::End,
    wording::{self, Count},
};

/// Sessions from the oldest to the newest, and how many there are in all.
pub fn text(sessions: &[Session], all: usize, width: Option<usize>) -> String {
    if sessions.is_empty() {
        return "nothing is in the log yet; `stretch neck` begins it\n".to_owned();
    }
    let mut text = String::new();
    if sessions.len() < all {
        let _ = writeln!(text, "the last {} of {all}; `stretch log {all}` shows all\n", sessions.len());
    }
    let title = sessions.iter().map(|it| it.title.as_str().width()).max().unwrap_or_default();
    let mut day = String::new();
    for session in sessions {
        let began = session.began;
        let on = began.format("%Y-%m-%d %a").to_string();
        if on != day {
            let _ = writeln!(text, "{on}");
            day = on;
        }
        let ending = match session.end {
            Some(End::Done) => "",
            Some(End::Left) => "  left before the end",
            None => "  broken off",
        };
        let gap = title - session.title.as_str().width();
        let line =
            format!("  {}  {}{:gap$}  {}{ending}", began.format("%H:%M"), session.title, "", done(session));
        text.push_str(&width.map_or(line.clone(), |it| cut(&line, it)));
        text.push('\n');
    }
    text
}

/// What was held and done, as a session says it at its end.
fn done(session: &Session) -> String {
    let (held, times) = (session.held() as u64, session.times());
    let mut what = Vec::new();
    if held > 0 || times == 0 {
        let time = if held == 0 { "nothing".to_owned() } else { wording::length(held) };
        what.push(format!("{time} held"));
    }
    if times > 0 {
        what.push(Count(times, "repetition").to_string());
    }
    wording::list(what, "and")
}
