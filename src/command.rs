//! The commands: wiring, a file each.

pub mod check;
pub mod cues;
pub mod home;
pub mod list;
pub mod log;
pub mod new;
pub mod play;
pub mod schema;
pub mod show;

use std::io::{self, Write};

use anyhow::Context as _;

use crate::world::library::Library;

/// Writes a command's output.
fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("cannot write the output")
}

/// Says which files of the person's are skipped, beside the output.
fn warn_of_broken(library: &Library) {
    for broken in library.broken() {
        // There is nowhere left to say that stderr is closed.
        let _ = writeln!(io::stderr(), "{}", broken.notice());
    }
}
