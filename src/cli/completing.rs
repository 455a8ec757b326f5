//! What a shell is told that asks, by the variable `COMPLETE`, how a command line may go on. The engine is that
//! of clap_complete; here is which line it sees, and what may stand in each place.

use std::{
    env,
    ffi::{OsStr, OsString},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Arg, ValueHint};
use clap_complete::{
    CompleteEnv,
    engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter},
};

use super::{Cli, order};
use crate::command::{
    Command,
    completions::{Candidate, Completed, candidates, values},
};

/// Answers a shell: with the script that makes it ask, or with what the word may be. `word` says which of the
/// words it is, from 0; the last one if the shell does not say.
pub fn answer(arguments: &[OsString], word: Option<usize>) -> ExitCode {
    let begin = arguments.iter().position(|it| it == "--").map_or(arguments.len(), |it| it + 1);
    let words = &arguments[begin..];
    let at = word.unwrap_or(words.len().saturating_sub(1)).min(words.len());
    let line = Line { before: words[..at].to_vec() };
    let engine = CompleteEnv::with_factory(|| line.definition()).bin("stretch");
    match engine.try_complete(arguments.to_vec(), env::current_dir().ok().as_deref()) {
        Ok(_) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// The words before the one that is completed, the program's name first.
struct Line {
    before: Vec<OsString>,
}

impl Line {
    /// The command line as far as it is decided: before the first word a command or something to play, then the
    /// options and words of that.
    fn definition(&self) -> clap::Command {
        let definition = Cli::definition().mut_subcommands(|it| self.with_candidates(it));
        let Some(play) = definition.find_subcommand(Command::PLAY).cloned() else { return definition };
        let first = order::first_word(&self.before);
        let is_command = |at: usize| {
            Command::reserved().iter().any(|it| self.before[at] == *it) && self.before[at - 1] != "--"
        };
        match first {
            // What is played goes on to the end.
            Some(at) if !is_command(at) => play.name("stretch"),
            _ => {
                let known: Vec<clap::Id> = definition.get_arguments().map(|it| it.get_id().clone()).collect();
                let of_play = play.get_arguments().filter(|it| !known.contains(it.get_id())).cloned();
                let about = Arg::new("about").num_args(1..);
                let about = self.with(about, Completed::NamesAndCommands);
                definition
                    .args(of_play.collect::<Vec<_>>())
                    .mut_arg("routines", |it| it.value_hint(ValueHint::DirPath))
                    .subcommand(
                        clap::Command::new(Command::HELP).about("Explain a command or a name").arg(about),
                    )
            }
        }
    }

    fn with_candidates(&self, command: clap::Command) -> clap::Command {
        let name = command.get_name().to_owned();
        command.mut_args(|arg| match (wanted(&name, arg.get_id().as_str()), value_name(&arg)) {
            (Some(wanted), _) => self.with(arg, wanted),
            (None, "DIR") => arg.value_hint(ValueHint::DirPath),
            (None, "FILE") => arg.value_hint(ValueHint::FilePath),
            (None, _) => arg,
        })
    }

    /// An argument that knows what may be typed for it.
    fn with(&self, arg: Arg, wanted: Completed) -> Arg {
        let folders = self.folders();
        let key = self.key();
        arg.add(ArgValueCompleter::new(move |begun: &OsStr| {
            let text = begun.to_str().unwrap_or_default();
            let takes_path = matches!(wanted, Completed::Names | Completed::Own);
            if takes_path && text.starts_with(['.', '/', '~']) {
                return PathCompleter::any().complete(begun);
            }
            let found = match (&key, wanted) {
                (Some(key), Completed::Setting) => values(key, text, &folders),
                _ => candidates(wanted, text, &folders),
            };
            found.into_iter().map(shown).collect()
        }))
    }

    /// The folders that the line names.
    fn folders(&self) -> Vec<PathBuf> {
        let pairs = self.before.iter().zip(self.before.iter().skip(1));
        let apart = pairs.filter(|it| it.0 == "--routines").map(|it| PathBuf::from(it.1));
        let joined =
            self.before.iter().filter_map(|it| it.to_str()?.strip_prefix("--routines=").map(PathBuf::from));
        apart.chain(joined).collect()
    }

    /// The key that stands before a value, behind `config`.
    fn key(&self) -> Option<String> {
        let words = self.before.iter().filter_map(|it| it.to_str()).filter(|it| !it.starts_with('-'));
        words.skip_while(|it| *it != "config").nth(1).map(str::to_owned)
    }
}

/// What may be typed for an argument of a command; nothing if that is no name.
fn wanted(command: &str, argument: &str) -> Option<Completed> {
    match (command, argument) {
        ("list", "words") => Some(Completed::Search),
        ("config", "words") => Some(Completed::Setting),
        ("check", "paths") => Some(Completed::Own),
        ("log", "what") => Some(Completed::Log),
        ("show" | "edit", "name") | (_, "targets" | "names") => Some(Completed::Names),
        (_, "skip") => Some(Completed::Routine),
        (_, "from") => Some(Completed::BuiltIn),
        (_, "muscle") => Some(Completed::Muscle),
        (_, "length") => Some(Completed::Length),
        _ => None,
    }
}

fn value_name(arg: &Arg) -> &str {
    arg.get_value_names().and_then(|it| it.first()).map_or("", |it| it.as_str())
}

fn shown(candidate: Candidate) -> CompletionCandidate {
    CompletionCandidate::new(candidate.word)
        .help(candidate.about.map(Into::into))
        .tag(Some(candidate.group.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values that are for the person to think of: lengths, numbers, days and new names.
    const THOUGHT_OF: &[&str] = &[
        "TIME",
        "N",
        "COMMAND",
        "STEP",
        "WIDTHxHEIGHT",
        "DAY",
        "FORMAT",
        "ID",
        "WHAT",
        "TIMES",
        "HOURS",
        "DAYS",
    ];

    #[test]
    fn whatever_takes_a_value_completes_it_or_cannot() {
        let line = Line { before: vec!["stretch".into()] };
        let definition = Cli::definition().mut_subcommands(|it| line.with_candidates(it));
        let mut open = Vec::new();
        for command in definition.get_subcommands() {
            for arg in
                command.get_arguments().filter(|it| it.get_action().takes_values() && !it.is_hide_set())
            {
                let is_answered = arg.get::<ArgValueCompleter>().is_some()
                    || !arg.get_possible_values().is_empty()
                    || arg.get_value_hint() != ValueHint::Unknown
                    || THOUGHT_OF.contains(&value_name(arg))
                    || arg.get_id() == "save";
                if !is_answered {
                    open.push(format!("{} {}", command.get_name(), arg.get_id()));
                }
            }
        }
        assert_eq!(open, [""; 0], "say in `wanted` what may be typed there");
    }
}
