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

use cli::Cli;
use error::Exit;
use world::{
    places,
    terminal::{signals, ways_out},
};

/// The program: reads the command line, runs the command, says an error once, and gives the exit
/// code.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    if places::asks_for_completions() {
        return cli::completing::answer(&arguments, places::word_to_complete());
    }
    ways_out::end_on_panic();
    signals::survive_limits();
    let cli = match Cli::read(&arguments) {
        Ok(cli) => cli,
        Err(misuse) => return misuse.report(&arguments),
    };
    let ended = match &cli.command {
        None => command::home(&cli.shared),
        Some(command) => command.run(),
    };
    match ended {
        Ok(Exit::Interrupted) => ways_out::die_of(signal_hook::consts::SIGINT),
        Ok(exit) => exit.into(),
        Err(error) => error::report(&command::complaint::or_quoted(error, &arguments)),
    }
}
