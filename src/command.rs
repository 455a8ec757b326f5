//! The commands: wiring, a file each. A command's file holds its help, its arguments and what it does; the
//! list below makes the rest of it.

mod alongside;
mod check;
pub(crate) mod complaint;
pub mod completions;
mod composing;
mod config;
mod cues;
mod due;
mod edit;
mod export;
mod feeling;
mod home;
mod import;
mod list;
mod log;
mod new;
mod next;
pub mod options;
mod past;
mod play;
mod practice;
mod remind;
mod resume;
mod saving;
mod schema;
mod show;
mod stats;
mod status;
mod suiting;
mod targets;

use std::{io::Write as _, path::Path};

use anyhow::Context as _;
use clap::{ArgMatches, Args, FromArgMatches, Subcommand, error::ErrorKind};

use self::options::Shared;
use crate::{
    error::{Exit, Failure, aside},
    model::{catalogue::is_path, wording},
    view::palette::Palette,
    world::{
        library::{Broken, Library},
        output, places, settings,
    },
};

pub use home::run as home;

/// Makes of the list of the commands what is typed, what is run, and which names are taken. Each line is
/// what the command does, as `stretch --help` says it, the name as it is typed, the module, and its
/// arguments, a type whose `run` is the command.
macro_rules! commands {
    ($(#[doc = $about:literal] $name:literal = $module:ident::$arguments:ident,)+) => {
        /// A command with its arguments, in the order in which `stretch --help` lists them.
        #[derive(Debug)]
        pub enum Command {
            $(#[doc = $about] $arguments($module::$arguments),)+
        }

        impl Command {
            /// The names of all commands, in the same order.
            pub const NAMES: &[&str] = &[$($name),+];

            /// Does what was asked for.
            pub fn run(&self) -> anyhow::Result<Exit> {
                match self { $(Command::$arguments(it) => it.run(),)+ }
            }

            /// A command of [`Subcommand::augment_subcommands`] with its arguments.
            pub fn with_arguments(command: clap::Command) -> clap::Command {
                match command.get_name() {
                    $($name => $module::$arguments::augment_args(command).about($about.trim_ascii()),)+
                    _ => command,
                }
            }
        }

        impl FromArgMatches for Command {
            fn from_arg_matches(found: &ArgMatches) -> Result<Command, clap::Error> {
                Command::from_arg_matches_mut(&mut found.clone())
            }

            fn from_arg_matches_mut(found: &mut ArgMatches) -> Result<Command, clap::Error> {
                match found.remove_subcommand() {
                    $(Some((name, mut of_it)) if name == $name => {
                        $module::$arguments::from_arg_matches_mut(&mut of_it).map(Command::$arguments)
                    })+
                    _ => Err(clap::Error::new(ErrorKind::MissingSubcommand)),
                }
            }

            fn update_from_arg_matches(&mut self, found: &ArgMatches) -> Result<(), clap::Error> {
                *self = Command::from_arg_matches(found)?;
                Ok(())
            }
        }

        /// The names and what they do. A line names one command, and the arguments of twenty would take longer
        /// than all else: `with_arguments` adds them where they are wanted.
        impl Subcommand for Command {
            fn augment_subcommands(all: clap::Command) -> clap::Command {
                all$(.subcommand(clap::Command::new($name).about($about.trim_ascii())))+
            }

            fn augment_subcommands_for_update(all: clap::Command) -> clap::Command {
                Command::augment_subcommands(all)
            }

            fn has_subcommand(name: &str) -> bool {
                Command::NAMES.contains(&name)
            }
        }
    };
}

commands! {
    /// Play areas, programs, routines or files
    "play" = play::Play,
    /// List routines, programs and areas, or search them
    "list" = list::List,
    /// Show everything about a routine, area or program
    "show" = show::Show,
    /// Stretch while a command runs
    "while" = alongside::Alongside,
    /// Say what is due now, and why
    "next" = next::Next,
    /// Continue the last session from where it stopped
    "resume" = resume::Resume,
    /// Show week by week: what you held for each area, and how much is enough
    "stats" = stats::Stats,
    /// Show what you held, and when
    "log" = log::Log,
    /// Show which voices and sounds are available, and play them
    "cues" = cues::Cues,
    /// Show your settings, and change them
    "config" = config::Config,
    /// Create a routine of your own from a template
    "new" = new::New,
    /// Open a file of your own in your editor, and check it
    "edit" = edit::Edit,
    /// Turn a sheet of exercises into a program
    "import" = import::Import,
    /// Write a page to print, to tick off, and to play on a phone
    "export" = export::Export,
    /// Report every problem in your files
    "check" = check::Check,
    /// Say whether a break is due, and which areas are
    "due" = due::Due,
    /// Set a reminder to stretch, or say when it fires
    "remind" = remind::Remind,
    /// Print what is due in a few words, for a status line
    "status" = status::Status,
    /// Print what a shell needs to complete commands and names
    "completions" = completions::Completions,
    /// Print the file format as a JSON Schema, for editors
    "schema" = schema::Schema,
}

impl Command {
    /// The command that needs no name.
    pub const PLAY: &str = "play";
    /// What is typed for help, as if it were a command.
    pub const HELP: &str = "help";

    /// What is typed for the version, as if it were a command.
    pub const VERSION: &str = "version";

    /// The first words that play nothing, whatever routine is called so.
    pub fn reserved() -> Vec<&'static str> {
        Command::NAMES.iter().copied().chain([Command::HELP, Command::VERSION]).collect()
    }
}

/// Who reads what a command prints, and so whether it is told which files cannot be played. There is one rule: it
/// is told to a person who plays something or is shown what there is to play. It is not told to a program, nor by a
/// command that is about the log, the settings or the system, such as a status line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// A person, who is told on stderr.
    Person,
    /// A program; or a screen, which shows the broken files itself.
    Program,
}

impl Reader {
    /// The reader of a command with options for programs, such as `--json`.
    fn of(is_for_programs: bool) -> Reader {
        if is_for_programs { Reader::Program } else { Reader::Person }
    }

    /// Says which files of the person's are skipped, beside the output. Those that were named end the command, with
    /// all that is wrong with them, and are not told here.
    fn tell_broken(self, library: &Library, named: &[String]) {
        if self == Reader::Program {
            return;
        }
        // Who has just made a file knows that there is nothing in it yet.
        let is_told = |it: &&Broken| !it.is_untouched() && !it.is_named(named);
        let broken: Vec<&Broken> = library.broken().iter().filter(is_told).collect();
        for file in broken.iter().take(MOST_BROKEN) {
            file.notice_once().iter().for_each(|it| aside(&format!("{it}\n")));
        }
        if let Some(more) = broken.len().checked_sub(MOST_BROKEN).filter(|it| *it > 0) {
            let more = wording::thousands(more as u64);
            aside(&format!("warning: and {more} more: `stretch check` shows all\n"));
        }
    }
}

/// How many broken files are told in full before any other output.
const MOST_BROKEN: usize = 5;

/// Everything there is to play, with the times that the person's settings give it.
fn open(shared: &Shared, reader: Reader) -> anyhow::Result<Library> {
    open_named(shared, &[], reader)
}

/// The same for what is named; if that is a list by its path, with the routines that lie beside it.
fn open_named(shared: &Shared, named: &[String], reader: Reader) -> anyhow::Result<Library> {
    let mut library = Library::open(&shared.routines)?;
    if let Some(list) = named.first().filter(|it| is_path(it)) {
        library.take_beside(Path::new(list));
    }
    reader.tell_broken(&library, named);
    Ok(timed(library))
}

/// With the times that the person's settings give.
fn timed(library: Library) -> Library {
    // What is wrong with the settings is told where something is played, and by `stretch check`.
    library.with_totals().paced(&settings::read().settings)
}

/// The error of an option that does nothing without another one, with the line to type.
fn needs(option: &str, other: &str) -> anyhow::Error {
    Failure::usage(format!("`{option}` needs `{other}`"))
        .hint(format!("type `{} {other}`", places::command_line()))
        .into()
}

/// What the terminal can show, as far as the person wants it.
fn palette(shared: &Shared) -> Palette {
    settings::palette(shared.ascii)
}

/// Whether the person wants whole lines without pictures.
fn is_plain(shared: &Shared) -> bool {
    settings::wants_plain(shared.plain)
}

/// Writes a command's output.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = output::stdout();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("cannot write the output")
}
