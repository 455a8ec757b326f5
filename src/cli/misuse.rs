//! What clap answers to a command line, in our own look: lower case, backticks, the nearest right
//! word. Not for errors of the commands themselves.

#![expect(clippy::wildcard_enum_match_arm, reason = "clap may add to its own kinds")]

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Cli;
use crate::{
    error::{self, Failure},
    model::{parse::meant, wording},
};

/// Says what clap made of a command line: help and version on stdout, everything else as an error
/// in our own look, with the nearest right word, or the help of the command that was named.
pub fn report(answer: &clap::Error, command: &str) -> ExitCode {
    match answer.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => say(&answer.render().to_string()),
        kind => error::report(&misused(kind, answer, command).into()),
    }
}

/// Prints what was asked for.
pub fn say(text: &str) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => error::report(&anyhow::Error::new(error).context("cannot write the output")),
    }
}

fn misused(kind: ErrorKind, answer: &clap::Error, command: &str) -> Failure {
    let context = |kind| match answer.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => texts.first().cloned(),
        _ => None,
    };
    let all = |kind| match answer.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    // An option is named as it is typed, without the name of its value.
    let option = argument.split([' ', '=']).next().unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let choices = all(ContextKind::ValidValue);
    // A file and the command line answer a wrong word alike.
    let known: Vec<&str> = choices.iter().map(String::as_str).collect();
    let near = context(ContextKind::SuggestedArg).or_else(|| meant(&value, &known).map(str::to_owned));
    let failure = match kind {
        ErrorKind::UnknownArgument => Failure::usage(format!("there is no option `{option}` here")),
        ErrorKind::InvalidValue if value.is_empty() => Failure::usage(format!("`{option}` needs a value")),
        ErrorKind::InvalidValue => Failure::usage(format!("`{value}` is not a value of `{option}`")),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(answer).map(ToString::to_string).unwrap_or_default();
            // Rust's own words for what is no number.
            let why = match why.split_once(" is not in ") {
                Some((_, range)) => format!("it goes from {}", range.replace("..=", " to ")),
                None if why.contains("digit") => "it takes a whole number".to_owned(),
                None => why,
            };
            Failure::usage(format!("`{value}` does not fit `{option}`: {why}"))
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = all(ContextKind::InvalidArg).join(" ");
            Failure::usage(format!("`{missing}` is missing"))
        }
        ErrorKind::ArgumentConflict => Failure::usage(format!("`{option}` cannot be given here or twice")),
        ErrorKind::InvalidUtf8 => Failure::usage("an argument is not UTF-8"),
        // What is left are kinds that this command line cannot cause; clap's own words will do.
        _ => {
            let text = answer.render().to_string();
            let line = text.lines().next().unwrap_or_default();
            Failure::usage(line.strip_prefix("error: ").unwrap_or(line))
        }
    };
    match (near, choices.as_slice()) {
        (Some(near), _) => failure.hint(format!("did you mean `{near}`?")),
        (None, []) if command == Cli::PLAY => {
            failure.hint("`stretch play --help` explains the options for playing")
        }
        (None, []) => failure.hint(format!("`stretch {command} --help` explains how it is used")),
        (None, choices) => {
            let quoted = choices.iter().map(|it| format!("`{it}`"));
            failure.hint(format!("it can be {}", wording::list(quoted, "or")))
        }
    }
}
