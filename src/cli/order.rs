//! The order of a command line: what is typed first and is not an option decides. A command's name means
//! the command, anything else is something to play. Options may stand anywhere.

use std::{
    cell::LazyCell,
    ffi::{OsStr, OsString},
};

use super::Cli;
use crate::command::Command;

/// The same arguments with the command first, `play` where none is named. Without any word, and without a
/// length, they stay as they are: only the program's own options can be there.
///
/// Clap takes a command for one wherever it stands, so `stretch neck list` would list; and options
/// before it belong to the program alone.
pub fn in_order(arguments: &[OsString]) -> Vec<OsString> {
    let mut ordered = arguments.to_vec();
    let Some(at) = first_word(arguments) else {
        // A session of a length needs no target: what is due is played.
        if arguments.iter().any(|it| it == "--for" || it.as_encoded_bytes().starts_with(b"--for=")) {
            ordered.insert(1, OsString::from(Command::PLAY));
        }
        return ordered;
    };
    let named = command(&arguments[at]).filter(|_| arguments[at - 1] != "--");
    match named {
        Some(Command::HELP) => {
            ordered.remove(at);
            return help(ordered);
        }
        Some(Command::VERSION) => ordered[at] = OsString::from("--version"),
        Some(_) => {
            let name = ordered.remove(at);
            ordered.insert(1, name);
            if named == Some(WHILE) {
                return another(ordered);
            }
        }
        None => ordered.insert(1, OsString::from(Command::PLAY)),
    }
    ordered
}

/// The command behind which another command stands, with its own options.
const WHILE: &str = "while";

/// `stretch while cargo test --release`: all from the first word on belongs to the other command. Without a `--`
/// before it, it may be no command.
fn another(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let after = [&arguments[..1], &arguments[2..]].concat();
    if let Some(at) = first_word(&after).map(|it| it + 1)
        && arguments[at - 1] != "--"
    {
        arguments.insert(at, OsString::from("--"));
        arguments.insert(2, OsString::from("--bare"));
    }
    arguments
}

/// `stretch help`, `stretch help list` and `stretch help neck`, as people type them: the last one wants to
/// know about a routine.
fn help(mut arguments: Vec<OsString>) -> Vec<OsString> {
    match arguments.get(1) {
        Some(word) if Command::NAMES.iter().any(|it| word == *it) => arguments.truncate(2),
        Some(word) if !word.as_encoded_bytes().starts_with(b"-") && command(word).is_none() => {
            arguments.insert(1, OsString::from("show"));
            return arguments;
        }
        Some(_) | None => arguments.truncate(1),
    }
    arguments.push(OsString::from("--help"));
    arguments
}

/// The command that a word names.
fn command(word: &OsStr) -> Option<&'static str> {
    Command::reserved().into_iter().find(|it| word == *it)
}

/// Where the first argument stands that is neither an option nor an option's value.
pub(super) fn first_word(arguments: &[OsString]) -> Option<usize> {
    // Most lines begin with a word, and need no definition.
    let definition = LazyCell::new(Cli::definition);
    let mut at = 1;
    while at < arguments.len() {
        let argument = arguments[at].to_str().unwrap_or_default();
        let is_last = at + 1 == arguments.len();
        if argument == "--" {
            return (!is_last).then_some(at + 1);
        }
        match argument.strip_prefix('-') {
            Some(option) if !option.is_empty() => {
                let is_long = option.starts_with('-') && !option.contains('=');
                at += if is_long && !is_last && takes_value(&option[1..], &definition) { 2 } else { 1 };
            }
            Some(_) | None => return Some(at),
        }
    }
    None
}

/// Whether an option, of whichever command, is followed by its value as an argument of its own.
fn takes_value(name: &str, definition: &clap::Command) -> bool {
    std::iter::once(definition)
        .chain(definition.get_subcommands())
        .flat_map(clap::Command::get_arguments)
        .any(|it| it.get_long() == Some(name) && it.get_action().takes_values())
}
