//! What is said where a program that speaks or plays does not do it.

use std::fmt::Display;

use crate::model::{text::Text, wording};

/// It is killed when it takes too long.
pub const HANGS: &str = "hangs, so nothing was heard";
/// The same of one that has worked before.
pub const HANGS_NOW: &str = "hangs";
/// It ended before its words could be heard.
pub const ENDED_AT_ONCE: &str = "ended at once, so nothing was heard";
/// It could be started, and takes no words.
pub const DOES_NOT_LISTEN: &str = "does not listen";
/// It was to wait for words.
pub const HAS_ENDED: &str = "has ended";
/// It is lost.
pub const LOST: &str = "was lost";
/// It writes files, and there is nowhere to write them.
pub const NO_FOLDER: &str = "has no folder to write to";
/// It writes files, and there is nothing that plays them.
pub const NO_PLAYER: &str = "has no program that plays what it speaks";
/// Its script names a program that is missing.
pub const NO_INTERPRETER: &str = "does not start: the program in its first line is not there";
/// A program that speaks needs a voice.
pub const NO_VOICE: &str = "it is there, but no English voice (.onnx) in a folder `piper-voices`";
/// Sound would come out of the wrong machine.
pub const ELSEWHERE: &str = "over SSH it would be heard at the other machine";

/// It did not start.
pub fn does_not_start(error: impl Display) -> String {
    format!("does not start: {error}")
}

/// It cannot be looked after.
pub fn cannot_be_waited_for(error: impl Display) -> String {
    format!("cannot be waited for: {error}")
}

/// How it ended, by its code or by the signal that killed it.
pub fn failed(code: Option<i32>, signal: Option<i32>) -> String {
    match (code, signal) {
        (Some(code), _) => format!("failed with code {code}"),
        (None, Some(signal)) => format!("was killed by signal {signal}"),
        (None, None) => "failed".to_owned(),
    }
}

/// It is lost, and why.
pub fn lost(error: impl Display) -> String {
    format!("{LOST}: {error}")
}

/// It ended while it was to go on.
pub fn has_ended(status: impl Display) -> String {
    format!("{HAS_ENDED}, with {status}")
}

/// There is no sound to give it.
pub fn no_file(error: impl Display) -> String {
    format!("has no file to play: {error}")
}

/// It wrote something else than sound.
pub fn not_sound(error: impl Display) -> String {
    format!("wrote what cannot be played: {error}")
}

/// What happened, with the reason that the program gave itself.
pub fn with_its_reason(why: &str, said: Option<&str>) -> String {
    said.map_or_else(|| why.to_owned(), |it| format!("{why} ({it})"))
}

/// What leads instead of a program that failed.
pub enum GoingOn {
    /// Another program.
    Program(String),
    /// Sounds, where words fail.
    Sounds,
    /// The terminal's bell.
    Bell,
    /// Nothing.
    Silence,
}

/// What is used from now on.
pub fn instead(instead: &GoingOn) -> String {
    match instead {
        GoingOn::Program(name) => format!("with `{name}`"),
        GoingOn::Sounds => "with sounds, without speech".to_owned(),
        GoingOn::Bell => "with the bell".to_owned(),
        GoingOn::Silence => "without sound".to_owned(),
    }
}

/// Programs that failed, each with its reason, and what is used from now on, or still.
pub fn failures<'f>(
    failures: impl Iterator<Item = (&'f str, &'f str)>,
    next: &str,
    is_still: bool,
) -> String {
    let failed = failures.map(|(name, why)| format!("`{name}` {why}"));
    let going_on = if is_still { "still" } else { "going on" };
    format!("{going_on} {next}: {}", wording::list(failed, "and"))
}

/// A program of one's own that is not there.
pub fn cannot_be_used(name: &str, why: &str, next: &str) -> Text {
    Text::clean_line(&format!("going on {next}: `{name}` cannot be used: {why}"))
}
