//! The layers of `stretch`, in reading order. This is the program's own library, made so that its
//! tests and benches can stand on it; it promises nothing to other crates.

pub mod cli;
pub mod command;
pub mod error;
pub mod model;
pub mod stage;
pub mod view;
pub mod world;

use std::{ffi::OsString, process::ExitCode};

use cli::{Cli, Command};
use error::Exit;
use world::terminal::{signals, ways_out};

/// The program: reads the command line, runs the command, says an error once, and gives the exit
/// code.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    ways_out::end_on_panic();
    signals::survive_limits();
    if Cli::asks_version(&arguments) {
        return cli::misuse::say(Cli::VERSION);
    }
    let cli = match Cli::read(arguments.clone()) {
        Ok(cli) => cli,
        Err(answer) => return cli::misuse::report(&answer, Cli::named(&arguments)),
    };
    let shared = &cli.shared;
    let ended = match &cli.command {
        None => command::home::run(shared),
        Some(Command::Play(play)) => command::play::run(shared, play),
        Some(Command::List(list)) => command::list::run(shared, list),
        Some(Command::Show(show)) => command::show::run(shared, show),
        Some(Command::Check(check)) => command::check::run(shared, check),
        Some(Command::New(new)) => command::new::run(shared, new),
        Some(Command::Schema(schema)) => command::schema::run(schema),
        Some(Command::Cues(cues)) => command::cues::run(shared, cues),
        Some(Command::Log(log)) => command::log::run(log),
    };
    match ended {
        Ok(Exit::Interrupted) => ways_out::die_of(signal_hook::consts::SIGINT),
        Ok(exit) => exit.into(),
        Err(error) => error::report(&error),
    }
}
