//! The commands: wiring, a file each.

pub mod check;
pub mod complaint;
pub mod cues;
pub mod home;
pub mod list;
pub mod log;
pub mod new;
pub mod play;
pub mod schema;
pub mod show;

use std::{
    io::{self, Write},
    path::Path,
};

use anyhow::Context as _;

use crate::{
    cli::Shared,
    error::aside,
    model::wording,
    world::{library::Library, settings},
};

/// Everything there is to play, with the times that the person's settings give it. Says which of their
/// files are skipped.
fn open(shared: &Shared) -> anyhow::Result<Library> {
    open_beside(shared, None)
}

/// The same with the routines that lie beside a list that is named by its path.
fn open_beside(shared: &Shared, list: Option<&Path>) -> anyhow::Result<Library> {
    let mut library = Library::open(&shared.routines)?;
    if let Some(list) = list {
        library.take_beside(list);
    }
    warn_of_broken(&library);
    // What is wrong with the settings is told where something is played, and by `stretch check`.
    Ok(library.with_totals().paced(&settings::read().settings))
}

/// Whether the person wants whole lines without pictures.
fn is_plain(shared: &Shared) -> bool {
    settings::wants_plain(shared.plain)
}

/// Writes a command's output.
fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("cannot write the output")
}

/// How many broken files are told in full before any other output.
const MOST_BROKEN: usize = 5;

/// Says which files of the person's are skipped, beside the output.
fn warn_of_broken(library: &Library) {
    let broken = library.broken();
    for file in broken.iter().take(MOST_BROKEN) {
        aside(&format!("{}\n", file.notice()));
    }
    if let Some(more) = broken.len().checked_sub(MOST_BROKEN).filter(|it| *it > 0) {
        aside(&format!("warning: and {} more: `stretch check` shows all\n", wording::thousands(more as u64)));
    }
}
