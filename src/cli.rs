//! The command line as it is read: which command it is for, and clap's answer to it.

pub mod completing;
mod counterparts;
mod misuse;
mod order;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser};

pub use self::misuse::Misuse;
use crate::command::{Command, options::Shared};

/// Guided stretching in the terminal: timed holds, on both sides.
#[derive(Debug, Parser)]
#[command(
    name = "stretch",
    version,
    override_usage = "stretch [OPTIONS] TARGET...\n       stretch COMMAND",
    after_help = "\
A TARGET is an area (neck, upper back), a program, a routine or a file:
  stretch neck                      a few minutes for the neck
  stretch neck-release              one routine, with all its rounds
  stretch upper back ./mine.yaml    an area, then a file of your own
  stretch neck --dry-run            what would be played, and how long it takes

`stretch play --help` explains the options for playing.",
    max_term_width = 80,
    disable_help_subcommand = true
)]
pub struct Cli {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub shared: Shared,
    #[command(subcommand)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub command: Option<Command>,
}

impl Cli {
    /// Reads a command line, its program's name included.
    pub fn read(arguments: &[OsString]) -> Result<Cli, Box<Misuse>> {
        let arguments = order::in_order(arguments);
        let named = arguments.get(1).and_then(|it| it.to_str());
        let mut definition = Cli::names().mut_subcommands(|it| {
            if Some(it.get_name()) == named { Command::with_arguments(it) } else { it }
        });
        let read = definition.try_get_matches_from_mut(&arguments);
        read.and_then(|mut it| Cli::from_arg_matches_mut(&mut it)).map_err(|answer| {
            let command = Command::NAMES.iter().copied().find(|it| Some(*it) == named);
            let typed = arguments.iter().map(|it| it.to_string_lossy().into_owned()).collect();
            Box::new(Misuse { answer, command, typed })
        })
    }

    /// The whole command line, as clap is told of it.
    pub fn definition() -> clap::Command {
        Cli::names().mut_subcommands(Command::with_arguments)
    }

    /// The same, of each command only its name and what it does.
    fn names() -> clap::Command {
        // The last of two equal options counts, so that one can be added to an alias; and a number below zero is
        // a wrong value, not an option that does not exist.
        Cli::command().mut_subcommands(|it| it.args_override_self(true).allow_negative_numbers(true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Cli, Box<Misuse>> {
        Cli::read(
            &std::iter::once("stretch")
                .chain(line.split_whitespace())
                .map(OsString::from)
                .collect::<Vec<_>>(),
        )
    }

    /// The command and its arguments, as they are debugged.
    fn means(line: &str, expected: &str) {
        let read = read(line).unwrap_or_else(|misuse| panic!("{line}: {}", misuse.answer));
        let command = read.command.map_or("home".to_owned(), |it| format!("{it:?}"));
        assert!(command.starts_with(expected), "stretch {line} means {command}");
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::definition().debug_assert();
    }

    #[test]
    fn every_command_says_what_it_does() {
        let definition = Cli::definition();
        let names: Vec<&str> = definition.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(names, Command::NAMES);
        assert!(definition.get_subcommands().all(|it| it.get_about().is_some()));
    }

    #[test]
    fn the_first_word_decides() {
        means("", "home");
        means("--plain", "home");
        means("neck", r#"Play(Play { targets: ["neck"]"#);
        means("upper back", r#"Play(Play { targets: ["upper", "back"]"#);
        means("neck list", r#"Play(Play { targets: ["neck", "list"]"#);
        means("list", "List(List { words: []");
        means("list neck", r#"List(List { words: ["neck"]"#);
        means("--plain list", "List(");
        means("--routines list list", "List(List { words: []");
        means("--routines=x list", "List(List { words: []");
        means("play list", r#"Play(Play { targets: ["list"]"#);
        means("--level full neck --mute", r#"Play(Play { targets: ["neck"]"#);
        means("neck --level full release", r#"Play(Play { targets: ["neck", "release"]"#);
        means("--side left neck", r#"Play(Play { targets: ["neck"]"#);
        means("--position floor list", "List(List { words: []");
        means("--area neck new my-stretch", r#"New(New { id: ["my-stretch"]"#);
        means("neck --plain --speed 60", r#"Play(Play { targets: ["neck"]"#);
        means("-- list", r#"Play(Play { targets: ["list"]"#);
        means("show upper back", r#"Show(Show { name: ["upper", "back"]"#);
        means("check", "Check(Check { paths: []");
        means("check a.yaml b", r#"Check(Check { paths: ["a.yaml", "b"]"#);
        means("new my-stretch --area neck", r#"New(New { id: ["my-stretch"]"#);
        means("schema routine", "Schema(Schema { kind: Routine");
        means("cues --json", "Cues(Cues { json: true");
        means("log", "Log(Log { what: None");
        means("log 3", "Log(Log { what: Some(");
        means("play log", r#"Play(Play { targets: ["log"]"#);
        means("play help", r#"Play(Play { targets: ["help"]"#);
        means("help neck", r#"Show(Show { name: ["neck"]"#);
        means("help upper back", r#"Show(Show { name: ["upper", "back"]"#);
    }

    #[test]
    fn help_is_asked_for_in_every_way() {
        let help = |line: &str| {
            let answer = read(line).expect_err("help is no command").answer;
            assert_eq!(answer.kind(), clap::error::ErrorKind::DisplayHelp, "{line}");
            answer.render().to_string()
        };
        for line in ["help", "-h", "help --plain", "help help", "--plain help"] {
            assert_eq!(help(line), help("--help"), "stretch {line}");
        }
        assert_eq!(
            read("version").expect_err("it is no command").answer.to_string(),
            read("-V").expect_err("nor is this").answer.to_string()
        );
        for line in ["help list", "list -h", "list neck --help", "help list neck"] {
            assert_eq!(help(line), help("list --help"), "stretch {line}");
        }
    }

    #[test]
    fn an_option_of_an_alias_can_be_set_again() {
        means(
            "neck --rounds 2 --rounds 3 --mute --mute",
            r#"Play(Play { targets: ["neck"], how: PlayOptions { changes: Changes { level: None, hold: None, rounds: Some(3)"#,
        );
        means(
            "neck --skip a --skip b",
            r#"Play(Play { targets: ["neck"], how: PlayOptions { changes: Changes { level: None, hold: None, rounds: None, side: None, pace: None, skip: ["a", "b"]"#,
        );
        means("list --needs chair --needs mat", "List(List { words: [], position: [], needs: [Chair, Mat]");
    }

    /// What is shown to a person stays in the 80 columns of a terminal.
    #[test]
    fn help_fits_its_terminal() {
        let lines = |line: &str| read(line).expect_err("help is asked for").answer.render().to_string();
        for help in Command::NAMES.iter().map(|it| lines(&format!("help {it}"))).chain([lines("help")]) {
            let wide: Vec<&str> = help.lines().filter(|it| it.chars().count() > 80).collect();
            assert!(wide.is_empty(), "{wide:#?}");
        }
    }
}
