//! The command line: clap types only, shared by the program, its help and its manual.
//!
//! What is typed first and is no option decides: a command's name means the command, anything else
//! is something to play. Options may stand anywhere.

pub mod misuse;

use std::{ffi::OsString, path::PathBuf};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::model::{
    area::Area,
    cue::Talk,
    dose::{Level, Seconds},
    format::FileKind,
    parse,
    routine::{Position, Side, Thing},
};

/// Guided stretching in the terminal: timed holds, both sides, time to get into position.
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

/// What every command takes.
#[derive(Args, Debug)]
pub struct Shared {
    /// Read routines from this folder too
    #[arg(long, value_name = "DIR", global = true)]
    pub routines: Vec<PathBuf>,
    /// Print one line per event, for pipes and screen readers; Enter pauses, `?` and Enter shows the keys
    #[arg(long, global = true)]
    pub plain: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
#[command(defer = true)] // only what is named is defined: the options of all take longer than a list
pub enum Command {
    /// Play areas, programs, routines or files
    #[command(override_usage = "stretch [play] [OPTIONS] TARGET...")]
    Play(Play),
    /// List routines by area
    List(List),
    /// Show all about a routine, area or program
    Show(Show),
    /// Tell every problem in files
    Check(Check),
    /// Write a routine to begin with
    New(New),
    /// Print the format of the files as a JSON Schema, for editors
    #[command(hide = true)] // those who set up an editor find it in `docs/routines.md`
    Schema(Schema),
    /// Show which voices and sounds there are, and play them
    Cues(Cues),
    /// Show what was held, and when
    Log(Log),
}

// What to play, and how.
#[derive(Args, Debug)]
#[allow(missing_docs, reason = "clap would take it for the help of the command")]
pub struct Play {
    /// Areas, programs, routines or files, played in this order
    #[arg(value_name = "TARGET", required = true)]
    pub targets: Vec<String>,
    /// Which end of each range: gentle, steady or full
    #[arg(long, value_enum, hide_possible_values = true, value_name = "LEVEL")]
    pub level: Option<LevelName>,
    /// Rounds of every routine
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub rounds: Option<u32>,
    /// How long every hold lasts, as in `20s` or `1m30s`
    #[arg(long, value_name = "TIME", value_parser = parse::typed_length)]
    pub hold: Option<Seconds>,
    /// One side only: left or right
    #[arg(long, value_enum, hide_possible_values = true, value_name = "SIDE")]
    pub side: Option<SideName>,
    /// Leave out this routine; may be given several times
    #[arg(long, value_name = "ID")]
    pub skip: Vec<String>,
    /// Give no move, switch or rest a time: Enter ends each; holds keep theirs
    #[arg(long)]
    pub wait: bool,
    /// Make no sound
    #[arg(long)]
    pub mute: bool,
    /// How much is said aloud: full, brief or off
    #[arg(long, value_enum, hide_possible_values = true, value_name = "HOW-MUCH")]
    pub talk: Option<TalkName>,
    /// Draw the person as in a mirror: their left on the screen's left
    #[arg(long)]
    pub mirror: bool,
    /// Play even if your settings cannot be read, without asking
    #[arg(long)]
    pub yes: bool,
    /// A preview, so many times as fast
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub speed: u32,
    /// Print the plan, and play nothing
    #[arg(long)]
    pub dry_run: bool,
    /// With --dry-run: print what is said and played, and when
    #[arg(long, requires = "dry_run")]
    pub cues: bool,
    /// With --dry-run: print it as JSON
    #[arg(long, requires = "dry_run")]
    pub json: bool,
}

// What to list.
#[derive(Args, Debug)]
#[allow(missing_docs, reason = "clap would take it for the help of the command")]
pub struct List {
    /// Words that must all be found: areas, names, muscles
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// In one of these positions
    #[arg(long, value_enum, value_name = "POSITION", value_delimiter = ',')]
    pub position: Vec<PositionName>,
    /// Using each of these things
    #[arg(long, value_enum, value_name = "THING", value_delimiter = ',')]
    pub needs: Vec<ThingName>,
    /// Needing none of these things
    #[arg(long, value_enum, value_name = "THING", value_delimiter = ',')]
    pub without: Vec<ThingName>,
    /// For a muscle
    #[arg(long, value_name = "NAME")]
    pub muscle: Option<String>,
    /// Print it as JSON
    #[arg(long)]
    pub json: bool,
}

// What to show.
#[derive(Args, Debug)]
#[allow(missing_docs, reason = "clap would take it for the help of the command")]
pub struct Show {
    /// A routine, an area, a program or a file
    #[arg(value_name = "NAME", required = true)]
    pub name: Vec<String>,
    /// Print it as JSON
    #[arg(long)]
    pub json: bool,
    /// Print the drawn person alone, in what is held first
    #[arg(long, conflicts_with = "json")]
    pub figure: bool,
    /// The drawn person of this step
    #[arg(long, value_name = "STEP", conflicts_with = "json", value_parser = step)]
    pub at: Option<usize>,
    /// The drawn person so large, as in `36x18`
    #[arg(long, value_name = "WIDTHxHEIGHT", conflicts_with = "json", value_parser = size)]
    pub size: Option<[u16; 2]>,
    /// Write the drawn person as an SVG; `-` is stdout
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub svg: Option<PathBuf>,
    /// With --svg: replace a file that is no drawing of ours
    #[arg(long, requires = "svg")]
    pub force: bool,
}

impl Show {
    /// Whether the drawn person is asked for, and not the page.
    pub fn is_drawing(&self) -> bool {
        self.figure || self.at.is_some() || self.size.is_some() || self.svg.is_some()
    }
}

/// A step, counted from 1; 0 is where a routine begins.
fn step(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "a step is a number, 1 for the first".to_owned())
}

/// How many of something are asked for.
fn count(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|it| *it > 0).ok_or("it is a number from 1".to_owned())
}

/// The size of a picture in cells: `36x18`.
fn size(text: &str) -> Result<[u16; 2], String> {
    let (width, height) = text.split_once('x').unwrap_or_default();
    match (width.parse(), height.parse()) {
        (Ok(width @ 12..=400), Ok(height @ 6..=200)) => Ok([width, height]),
        _ => Err("write it as in `36x18`, from 12x6 to 400x200".to_owned()),
    }
}

// What to check.
#[derive(Args, Debug)]
#[allow(missing_docs, reason = "clap would take it for the help of the command")]
pub struct Check {
    /// Files, folders with everything in them, or ids of your own; your own folder if none is named
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Fail for warnings too
    #[arg(long)]
    pub strict: bool,
    /// Check again at each save
    #[arg(long)]
    pub watch: bool,
    /// Print the problems as JSON
    #[arg(long, conflicts_with = "watch")]
    pub json: bool,
}

// What to begin.
#[derive(Args, Debug)]
#[allow(missing_docs, reason = "clap would take it for the help of the command")]
pub struct New {
    /// Its file's name: a-z, 0-9 and `-`
    #[arg(value_name = "ID")]
    pub id: String,
    /// The area whose folder it goes to
    #[arg(long, value_enum, value_name = "AREA")]
    pub area: Option<AreaName>,
    /// Begin with a copy of this built-in routine
    #[arg(long, value_name = "NAME")]
    pub from: Option<String>,
}

// Which format to print.
#[derive(Args, Debug)]
#[allow(missing_docs, reason = "clap would take it for the help of the command")]
pub struct Schema {
    /// A sort of file
    #[arg(value_enum, value_name = "KIND")]
    pub kind: FileKindName,
}

// How to show what can be heard.
#[derive(Args, Debug)]
#[allow(missing_docs, reason = "clap would take it for the help of the command")]
pub struct Cues {
    /// Print it as JSON
    #[arg(long)]
    pub json: bool,
}

// What of the log to show.
#[derive(Args, Debug)]
#[allow(missing_docs, reason = "clap would take it for the help of the command")]
pub struct Log {
    /// The last N sessions: 20 if left out, all with --json
    #[arg(value_name = "N", value_parser = count)]
    pub last: Option<usize>,
    /// Print it as JSON, with every hold
    #[arg(long)]
    pub json: bool,
}

/// Lets clap offer a vocabulary of the model.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident = $type:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name(pub $type);

        impl ValueEnum for $name {
            fn value_variants<'a>() -> &'a [$name] {
                const ALL: [$name; $type::ALL.len()] = {
                    let mut all = [$name($type::ALL[0]); $type::ALL.len()];
                    let mut at = 0;
                    while at < all.len() {
                        all[at] = $name($type::ALL[at]);
                        at += 1;
                    }
                    all
                };
                &ALL
            }

            fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
                Some(clap::builder::PossibleValue::new(self.0.name()))
            }
        }
    };
}

choice! {
    /// A level, as it is typed.
    LevelName = Level
}
choice! {
    /// How much is said, as it is typed.
    TalkName = Talk
}
choice! {
    /// A side, as it is typed.
    SideName = Side
}
choice! {
    /// A position, as it is typed.
    PositionName = Position
}
choice! {
    /// A thing, as it is typed.
    ThingName = Thing
}

choice! {
    /// An area, as it is typed.
    AreaName = Area
}
choice! {
    /// A sort of file, as it is typed.
    FileKindName = FileKind
}

impl Cli {
    /// What `-V` prints. Clap knows it too; it is not asked, because defining a command line for it
    /// takes longer than the rest of the program.
    pub const VERSION: &str = concat!("stretch ", env!("CARGO_PKG_VERSION"), "\n");

    /// Whether nothing is wanted but the version.
    pub fn asks_version(arguments: &[OsString]) -> bool {
        matches!(arguments, [_, only] if only == "-V" || only == "--version")
    }

    /// The names of the commands that there are.
    pub const COMMANDS: &[&str] = &["play", "list", "show", "check", "new", "schema", "cues", "log"];

    /// The command that needs no name.
    pub const PLAY: &str = "play";

    /// The name of the command that a command line is for.
    pub fn named(arguments: &[OsString]) -> &'static str {
        let word = first_word(arguments).and_then(|at| arguments[at].to_str());
        let named = Cli::COMMANDS.iter().find(|it| Some(**it) == word);
        named.copied().unwrap_or(Cli::PLAY)
    }

    /// Reads a command line, its program's name included.
    pub fn read(arguments: Vec<OsString>) -> Result<Cli, clap::Error> {
        let mut command = Cli::command();
        let arguments = in_order(&command, arguments);
        let read = command.try_get_matches_from_mut(arguments).and_then(|matches| {
            let cli = <Cli as clap::FromArgMatches>::from_arg_matches(&matches)?;
            Ok((cli, matches))
        });
        let is_session = matches!(&read, Ok((Cli { command: Some(Command::Play(_)), .. }, _)));
        if is_session {
            // Its room is what a plan is made in.
            return read.map(|(cli, _)| cli);
        }
        // It lives for as long as the program: taking it apart would cost more than a list.
        std::mem::forget(command);
        read.map(|(cli, _)| cli)
    }
}

/// The same arguments with the command first, `play` where none is named.
///
/// Clap takes a command for one wherever it stands, so `stretch neck list` would list; and options
/// before it belong to the program alone. Here the first word that is no option decides.
fn in_order(command: &clap::Command, arguments: Vec<OsString>) -> Vec<OsString> {
    let Some(at) = first_word(&arguments) else { return arguments };
    if at == 1 && arguments[at] == "help" {
        // `stretch help list` and `stretch help`, as people try it.
        let mut ordered = arguments;
        ordered.remove(at);
        ordered.push(OsString::from("--help"));
        return ordered;
    }
    let is_command = |it: &OsString| it.to_str().is_some_and(|it| command.find_subcommand(it).is_some());
    let named = is_command(&arguments[at]) && arguments[at - 1] != "--";
    let mut ordered = arguments;
    let name = if named { ordered.remove(at) } else { OsString::from("play") };
    ordered.insert(1, name);
    ordered
}

/// Where the first argument stands that is neither an option nor an option's value.
fn first_word(arguments: &[OsString]) -> Option<usize> {
    let mut at = 1;
    while at < arguments.len() {
        let argument = arguments[at].to_str().unwrap_or_default();
        let is_last = at + 1 == arguments.len();
        if argument == "--" {
            return (!is_last).then_some(at + 1);
        }
        match argument.strip_prefix('-') {
            Some(option) if !option.is_empty() => at += if !is_last && takes_value(argument) { 2 } else { 1 },
            Some(_) | None => return Some(at),
        }
    }
    None
}

/// Whether an option is followed by its value as an argument of its own. It may be any command's,
/// so this defines them all; few type an option first.
fn takes_value(argument: &str) -> bool {
    let Some(name) = argument.strip_prefix("--").filter(|it| !it.contains('=')) else { return false };
    let mut command = Cli::command();
    command.build();
    let all = std::iter::once(&command).chain(command.get_subcommands());
    all.flat_map(clap::Command::get_arguments)
        .any(|it| it.get_long() == Some(name) && it.get_action().takes_values())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Cli, clap::Error> {
        Cli::read(std::iter::once("stretch").chain(line.split_whitespace()).map(OsString::from).collect())
    }

    /// What a command line means, in a word and its words.
    fn meaning(line: &str) -> String {
        match read(line).unwrap_or_else(|error| panic!("{line}: {error}")).command {
            None => "home".to_owned(),
            Some(Command::Play(play)) => format!("play {}", play.targets.join(" ")),
            Some(Command::List(list)) => format!("list {}", list.words.join(" ")),
            Some(Command::Show(show)) => format!("show {}", show.name.join(" ")),
            Some(Command::Check(check)) => format!("check {}", check.paths.len()),
            Some(Command::New(new)) => format!("new {}", new.id),
            Some(Command::Schema(schema)) => format!("schema {}", schema.kind.0),
            Some(Command::Cues(_)) => "cues".to_owned(),
            Some(Command::Log(log)) => format!("log {:?}", log.last),
        }
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_version_is_the_one_that_clap_would_print() {
        for option in ["-V", "--version"] {
            assert_eq!(read(option).unwrap_err().to_string(), Cli::VERSION);
            assert!(Cli::asks_version(&["stretch".into(), option.into()]));
        }
        assert!(!Cli::asks_version(&["stretch".into(), "neck".into()]));
        assert!(!Cli::asks_version(&["stretch".into(), "list".into(), "-V".into()]));
    }

    #[test]
    fn the_help_of_a_command_begins_as_it_is_listed() {
        let (listed, mut defined) = (Cli::command(), Cli::command());
        defined.build();
        let about = |it: &clap::Command| it.get_about().expect("it says what it does").to_string();
        let listed: Vec<String> = listed.get_subcommands().map(about).collect();
        let defined: Vec<String> = defined.get_subcommands().map(about).collect();
        assert_eq!(listed, defined);
    }

    #[test]
    fn a_routine_with_the_name_of_a_command_is_warned_of() {
        let command = Cli::command();
        let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(names, Cli::COMMANDS);
    }

    #[test]
    fn the_first_word_decides() {
        let check = |line: &str, means: &str| assert_eq!(meaning(line).trim_end(), means, "stretch {line}");
        check("", "home");
        check("--plain", "home");
        check("neck", "play neck");
        check("upper back", "play upper back");
        check("neck list", "play neck list");
        check("list", "list");
        check("list neck", "list neck");
        check("--plain list", "list");
        check("--routines list list", "list");
        check("--routines=x list", "list");
        check("play list", "play list");
        check("--level full neck --mute", "play neck");
        check("neck --level full release", "play neck release");
        check("--side left neck", "play neck");
        check("--position floor list", "list");
        check("--area neck new my-stretch", "new my-stretch");
        check("neck --plain --speed 60", "play neck");
        check("-- list", "play list");
        check("show upper back", "show upper back");
        check("check", "check 0");
        check("check a.yaml b", "check 2");
        check("new my-stretch --area neck", "new my-stretch");
        check("schema routine", "schema routine");
        check("cues --json", "cues");
        check("log", "log None");
        check("log 3", "log Some(3)");
        check("play log", "play log");
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for line in [
            "--level ful neck",
            "neck --rounds 0",
            "neck --hold 30",
            "neck --json",
            "--mute list",
            "neck --nope",
            "show",
        ] {
            assert!(read(line).is_err(), "stretch {line}");
        }
    }
}
