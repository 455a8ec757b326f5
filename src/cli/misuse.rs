//! What is answered to a command line that cannot be read, in our own words: what is wrong with which word,
//! and what to type. Not for errors of the commands themselves.

#![expect(clippy::wildcard_enum_match_arm, reason = "clap may add to its own kinds")]

use std::{ffi::OsString, process::ExitCode};

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Cli, counterparts};
use crate::{
    command::{self, Command},
    error::{self, Failure},
    model::{parse::meant, text::Text, wording},
};

/// A command line that was not read: help or the version was asked for, or something is wrong.
#[derive(Debug)]
pub struct Misuse {
    /// Clap's answer.
    pub answer: clap::Error,
    /// The command that it was for; none if no word was typed.
    pub command: Option<&'static str>,
    /// The command line.
    pub typed: Vec<String>,
}

impl Misuse {
    /// Prints help and version on stdout, and says everything else as an error. The arguments are as they were typed.
    pub fn report(&self, arguments: &[OsString]) -> ExitCode {
        match self.answer.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => say(&self.answer.render().to_string()),
            kind => error::report(&command::complaint::or_quoted(self.failure(kind).into(), arguments)),
        }
    }

    fn failure(&self, kind: ErrorKind) -> Failure {
        let argument = self.context(ContextKind::InvalidArg).into_iter().next().unwrap_or_default();
        // An option is named as it is typed, without the name of its value.
        let name = argument.split([' ', '=']).next().unwrap_or_default();
        let value = self.context(ContextKind::InvalidValue).into_iter().next().unwrap_or_default();
        let value = Text::clean(&value);
        match kind {
            ErrorKind::UnknownArgument if name.starts_with('-') => self.unknown_option(name),
            ErrorKind::UnknownArgument => {
                let word = Text::clean(&argument);
                Failure::usage(format!("{} does not know what `{word}` is for", self.call()))
                    .hint(self.explained())
            }
            ErrorKind::InvalidValue if value.is_empty() => {
                self.hinted(Failure::usage(format!("`{name}` needs a value: `{argument}`")), "")
            }
            ErrorKind::InvalidValue => {
                let failure = Failure::usage(format!("`{value}` is not a valid {}", self.named(name)));
                self.hinted(failure, value.as_str())
            }
            ErrorKind::ValueValidation => {
                // Whoever reads a value says what it needs.
                let wanted = std::error::Error::source(&self.answer).map(ToString::to_string);
                let who = if name.starts_with('-') { format!("`{name}`") } else { self.call() };
                let instead = if value.is_empty() { String::new() } else { format!(", not `{value}`") };
                Failure::usage(format!("{who} needs {}{instead}", wanted.unwrap_or_default()))
            }
            ErrorKind::TooManyValues => Failure::usage(format!("`{name}` takes no value")),
            ErrorKind::MissingRequiredArgument => self.missing(&placeholder(name)),
            ErrorKind::ArgumentConflict => {
                let other = self.context(ContextKind::PriorArg).into_iter().next().unwrap_or_default();
                let other = other.split([' ', '=']).next().unwrap_or_default();
                Failure::usage(format!("`{other}` and `{name}` cannot be used together"))
            }
            ErrorKind::InvalidUtf8 => Failure::usage("an argument is not valid UTF-8"),
            // What is left are kinds that this command line cannot cause; clap's own words will do.
            _ => {
                let text = self.answer.render().to_string();
                let line = text.lines().next().unwrap_or_default();
                Failure::usage(line.strip_prefix("error: ").unwrap_or(line))
            }
        }
    }

    /// The answer to a command without the word that it needs.
    fn missing(&self, word: &str) -> Failure {
        let failure = Failure::usage(format!("{} needs {}", self.call(), wording::a(word)));
        let defined = self.defined();
        let arguments = defined.get_positionals();
        let choices: Vec<String> = arguments
            .flat_map(clap::Arg::get_possible_values)
            .map(|it| format!("`stretch {} {}`", self.command.unwrap_or_default(), it.get_name()))
            .collect();
        match (word, choices.as_slice()) {
            ("target" | "name", _) => failure.hint("`stretch list` shows what there is"),
            (_, []) => failure.hint(self.explained()),
            (_, choices) => failure.hint(format!("type {}", wording::list(choices, "or"))),
        }
    }

    /// The answer to an option that the command does not have.
    fn unknown_option(&self, option: &str) -> Failure {
        let shown = Text::clean(option);
        let bare = option.trim_start_matches('-');
        let elsewhere = |it: &&clap::Command| long_options(it).contains(&bare);
        let all = Cli::definition();
        let other = all.get_subcommands().find(elsewhere).map(clap::Command::get_name);
        let failure = match (self.command, other) {
            (None, Some(Command::PLAY)) => {
                return Failure::usage(format!("`{shown}` needs a target"))
                    .hint(format!("name what to play: `stretch neck {shown}`"));
            }
            (Some(Command::PLAY) | None, _) => Failure::usage(format!("there is no option `{shown}`")),
            (Some(command), _) => Failure::usage(format!("`stretch {command}` has no option `{shown}`")),
        };
        let value = self.value_of(option);
        if let Some(hint) = counterparts::of(option, self.command.unwrap_or(Command::PLAY), value) {
            return failure.hint(hint);
        }
        if Command::NAMES.contains(&bare) {
            return failure.hint(format!("did you mean `stretch {bare}`?"));
        }
        let defined = self.defined();
        let near = meant(bare, &[&long_options(&defined)[..], &["help", "version"]].concat());
        match (near, other) {
            (Some(near), _) => failure.hint(format!("did you mean `--{near}`?")),
            (None, Some(other)) => failure.hint(format!("it is an option of `stretch {other}`")),
            (None, None) => failure.hint(self.explained()),
        }
    }

    /// What was typed as the value of an option that does not exist: behind `=`, or the next word, if it is
    /// no option.
    fn value_of(&self, option: &str) -> Option<&str> {
        let at = self.typed.iter().position(|it| it.split('=').next() == Some(option))?;
        match self.typed[at].split_once('=') {
            Some((_, value)) => Some(value),
            None => self.typed.get(at + 1).map(String::as_str).filter(|it| !it.starts_with('-')),
        }
    }

    /// With what may be typed instead of a value.
    fn hinted(&self, failure: Failure, value: &str) -> Failure {
        let choices = self.context(ContextKind::ValidValue);
        let known: Vec<&str> = choices.iter().map(String::as_str).collect();
        // A file and the command line answer a wrong word alike.
        match (meant(value, &known), known.as_slice()) {
            (Some(near), _) => failure.hint(format!("did you mean `{near}`?")),
            (None, []) => failure.hint(self.explained()),
            (None, choices) => {
                let quoted = choices.iter().map(|it| format!("`{it}`"));
                failure.hint(format!("it can be {}", wording::list(quoted, "or")))
            }
        }
    }

    /// The definition of the command that was typed.
    fn defined(&self) -> clap::Command {
        let all = Cli::definition();
        self.command.and_then(|it| all.find_subcommand(it)).unwrap_or(&all).clone()
    }

    /// The command as it is typed.
    fn call(&self) -> String {
        self.command.map_or("`stretch`".to_owned(), |it| format!("`stretch {it}`"))
    }

    fn explained(&self) -> String {
        match self.command {
            Some(Command::PLAY) | None => "`stretch play --help` explains the options for playing".to_owned(),
            Some(command) => format!("`stretch {command} --help` explains how it is used"),
        }
    }

    /// An option in backticks, or what a word stands for.
    fn named(&self, argument: &str) -> String {
        if argument.starts_with('-') { format!("`{argument}`") } else { placeholder(argument) }
    }

    fn context(&self, kind: ContextKind) -> Vec<String> {
        match self.answer.get(kind) {
            Some(ContextValue::String(text)) => vec![text.clone()],
            Some(ContextValue::Strings(texts)) => texts.clone(),
            _ => Vec::new(),
        }
    }
}

/// The name of an argument without its brackets, as in a sentence: `<NAME>...` is a name.
fn placeholder(argument: &str) -> String {
    argument.trim_matches(['<', '>', '[', ']', '.']).to_lowercase()
}

/// The options of a command that are shown.
fn long_options(command: &clap::Command) -> Vec<&str> {
    command.get_arguments().filter(|it| !it.is_hide_set()).filter_map(clap::Arg::get_long).collect()
}

/// Prints what was asked for.
fn say(text: &str) -> ExitCode {
    match command::print(text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => error::report(&error),
    }
}
