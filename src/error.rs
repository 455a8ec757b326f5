//! What a command ends with: its exit code, and the error that is printed once.

use std::{
    fmt::{self, Write as _},
    io::{self, Write},
    process::ExitCode,
};

use crate::{
    model::{problem::Report, text::Text},
    view::report::{self, Style},
};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It did what it was asked for.
    Done,
    /// It looked, and there are problems.
    Failed,
    /// It was asked whether something is so, and cannot tell.
    Unknown,
    /// The person left before the end.
    Left,
    /// The person interrupted it: it dies of this signal, as its parent expects.
    Interrupted,
    /// A command ran beside it, and ended with this code.
    Status(u8),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Unknown => 2,
            Exit::Left => 3,
            Exit::Interrupted => 130,
            Exit::Status(code) => code,
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
    /// The problems of a file, shown in its place.
    report: Option<Report>,
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

    /// A file has problems, which are shown as `stretch check` shows them.
    pub fn problems(report: Report) -> Failure {
        Failure { code: FAILED, message: "a file has problems".to_owned(), report: Some(report), hint: None }
    }

    /// Whether the person typed what cannot be done, or what names nothing.
    pub fn is_usage(&self) -> bool {
        self.code == USAGE
    }

    /// With the way out.
    pub fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hint = Some(hint.into());
        self
    }

    /// With another way out beside the first.
    pub fn add_hint(&mut self, other: &str) {
        self.hint = Some(match &self.hint {
            Some(hint) => format!("{hint}; {other}"),
            None => other.to_owned(),
        });
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
    aside(&text(error));
    ExitCode::from(error.downcast_ref::<Failure>().map_or(FAILED, |it| it.code))
}

/// An error in lines, as it is said.
pub fn text(error: &anyhow::Error) -> String {
    let failure = error.downcast_ref::<Failure>();
    let mut text = String::new();
    match failure.and_then(|it| it.report.as_ref()) {
        Some(Report { path, source, problems }) => {
            text.push_str(&report::report(path, source, problems, Style::Plain));
        }
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
    text
}

/// Says something on stderr, beside the output: whole lines. If stderr is closed, there is nowhere left to
/// say so.
pub fn aside(lines: &str) {
    let _ = io::stderr().write_all(lines.as_bytes());
}

/// Whether output was refused because nobody reads it any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|it| it.downcast_ref::<io::Error>())
        .any(|it| it.kind() == io::ErrorKind::BrokenPipe)
}
