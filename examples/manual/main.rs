//! Writes the manual pages into a folder: `cargo run --example manual -- dist/man`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a tool of the house, not the program"
)]

#[path = "markdown.rs"]
mod manual_markdown;
mod pages;

use std::{env, fs, path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: cargo run --example manual -- FOLDER");
        return ExitCode::from(2);
    };
    let written = fs::create_dir_all(&folder)
        .and_then(|()| pages::all().iter().try_for_each(|(name, text)| fs::write(folder.join(name), text)));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: cannot write into {}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}
