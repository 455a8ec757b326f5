//! What a command ends with: its exit code, and the error that is printed once.

use std::{
    fmt::{self, Write as _},
    io::{self, Write},
    process::ExitCode,
};

use crate::model::text::Text;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It did what it was asked for.
    Done,
    /// It looked, and there are problems.
    Failed,
    /// The person left before the end.
    Left,
    /// The person interrupted it: it dies of this signal, as its parent expects.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Left => 3,
            Exit::Interrupted => 130,
        })
    }
}

/// The exit code of wrong usage, and of a name that names nothing.
const USAGE: u8 = 2;
/// The exit code of everything else that fails.
const FAILED: u8 = 1;

/// A failure that can say what to do about it.
#[derive(Debug)]
pub struct Failure {
    code: u8,
    message: String,
    /// Something in the look of a report: it carries its own `error:`.
    report: Option<String>,
    hint: Option<String>,
}

impl Failure {
    /// The person typed what cannot be done, or what names nothing.
    pub fn usage(message: impl Into<String>) -> Failure {
        Failure { code: USAGE, message: message.into(), report: None, hint: None }
    }

    /// It could be done, and did not succeed.
    pub fn failed(message: impl Into<String>) -> Failure {
        Failure { code: FAILED, message: message.into(), report: None, hint: None }
    }

    /// Files have problems, which are reported as they are.
    pub fn problems(report: String) -> Failure {
        Failure { code: FAILED, message: "a file has problems".to_owned(), report: Some(report), hint: None }
    }

    /// With the way out.
    pub fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// Says an error, once, on stderr, and gives its exit code. A closed pipe is no error: whoever read
/// had enough.
pub fn report(error: &anyhow::Error) -> ExitCode {
    if is_closed_pipe(error) {
        return ExitCode::SUCCESS;
    }
    let failure = error.downcast_ref::<Failure>();
    let mut text = String::new();
    match failure.and_then(|it| it.report.as_deref()) {
        Some(report) => text.push_str(report),
        None => {
            // The chain in one sentence; no backtrace, whatever the environment asks for.
            let causes: Vec<String> =
                error.chain().map(|it| Text::clean(&it.to_string()).to_string()).collect();
            let _ = writeln!(text, "error: {}", causes.join(": "));
        }
    }
    if let Some(hint) = failure.and_then(|it| it.hint.as_deref()) {
        let _ = writeln!(text, "hint: {}", Text::clean(hint));
    }
    // There is nowhere left to say that stderr is closed.
    let _ = io::stderr().write_all(text.as_bytes());
    ExitCode::from(failure.map_or(FAILED, |it| it.code))
}

/// Whether output was refused because nobody reads it any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|it| it.downcast_ref::<io::Error>())
        .any(|it| it.kind() == io::ErrorKind::BrokenPipe)
}

/// Says what clap made of a command line: help and version on stdout, everything else as an error
/// in our own look, with the nearest right word.
pub fn report_usage(answer: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind;
    match answer.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let text = answer.render().to_string();
            let mut out = io::stdout().lock();
            match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => report(&error.into()),
            }
        }
        kind => report(&misused(kind, answer).into()),
    }
}

fn misused(kind: clap::error::ErrorKind, answer: &clap::Error) -> Failure {
    use clap::error::{ContextKind, ContextValue, ErrorKind};
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
    let near = context(ContextKind::SuggestedArg).or_else(|| context(ContextKind::SuggestedValue));
    let choices = all(ContextKind::ValidValue);
    let failure = match kind {
        ErrorKind::UnknownArgument => Failure::usage(format!("there is no option `{option}` here")),
        ErrorKind::InvalidValue if value.is_empty() => Failure::usage(format!("`{option}` needs a value")),
        ErrorKind::InvalidValue => Failure::usage(format!("`{value}` is not a value of `{option}`")),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(answer).map(ToString::to_string).unwrap_or_default();
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
        (None, []) => failure.hint("`stretch --help` explains the options"),
        (None, choices) => {
            let quoted = choices.iter().map(|it| format!("`{it}`"));
            failure.hint(format!("it can be {}", crate::model::wording::list(quoted, "or")))
        }
    }
}
