//! What is said while a command runs beside a session.

use super::super::{side::Side, text::Text, wording};

/// The title of such a session.
pub const TITLE: &str = "While it runs";

/// The most letters of a command at the foot of a screen.
const SHORT: usize = 16;

/// How a command ended, in a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowEnded {
    /// With exit code 0.
    Passed,
    /// With another one.
    Failed(i32),
    /// By a signal.
    Ended(i32),
    /// It is not known how.
    Gone,
}

impl HowEnded {
    fn verb(self) -> String {
        match self {
            HowEnded::Passed => "passed".to_owned(),
            HowEnded::Failed(code) => format!("failed ({code})"),
            HowEnded::Ended(2) => "was interrupted".to_owned(),
            HowEnded::Ended(signal) => format!("was ended by signal {signal}"),
            HowEnded::Gone => "has ended".to_owned(),
        }
    }
}

/// What runs, since when, and its last line.
pub fn running(name: &str, seconds: u64, line: &Text) -> Text {
    let time = wording::clock(seconds);
    Text::clean(&format!("{name}  {time}  {line}"))
}

/// That a session was asked for where it cannot be led.
pub fn no_terminal(name: &str) -> String {
    format!("the output is no terminal: `{name}` runs without a session")
}

/// How it ended.
pub fn ended(name: &str, how: HowEnded, seconds: u64) -> String {
    format!("`{name}` {} after {}", how.verb(), wording::clock(seconds))
}

/// The same at the foot of a session that goes on.
pub fn finish(name: &str, how: HowEnded, seconds: u64, side: Option<Side>) -> Text {
    let rest = match side {
        Some(side) => format!("finish your {} side", side.name()),
        None => "finish this stretch".to_owned(),
    };
    // All of it fits into 80 columns.
    let cut: String = name.chars().take(SHORT).collect();
    let name =
        if cut.len() < name.len() { format!("{}…", cut.trim_end_matches(['…', ' '])) } else { cut };
    Text::clean(&format!("{}; {rest}, or press q", ended(&name, how, seconds)))
}

/// The same to be heard.
pub fn heard(how: HowEnded) -> Text {
    Text::clean(match how {
        HowEnded::Passed => "Your command passed.",
        HowEnded::Failed(_) => "Your command failed.",
        HowEnded::Ended(_) | HowEnded::Gone => "Your command has ended.",
    })
}

/// A command that needs the person.
pub fn wants_keyboard(name: &str) -> Text {
    Text::clean(&format!("`{name}` wants the keyboard: press q, and it gets it"))
}

/// The same to be heard.
pub const WANTS_KEYBOARD: &str = "Your command waits for you.";

/// What was interrupted is given time to end.
pub fn interrupted(name: &str) -> Text {
    Text::clean(&format!("`{name}` was asked to stop; Ctrl-C again leaves both"))
}

/// Nothing is left to play.
pub fn waiting(name: &str) -> Text {
    Text::clean(&format!("That was all. Waiting for `{name}`."))
}

/// The same in lines.
pub fn still_running(name: &str, seconds: u64) -> String {
    format!("`{name}` still runs after {}; its output follows", wording::clock(seconds))
}
