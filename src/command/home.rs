//! `stretch` alone: what there is, and how to begin.

use crate::{cli::Shared, error::Exit, view::listing, world::library::Library};

/// Prints the first page.
pub fn run(shared: &Shared) -> anyhow::Result<Exit> {
    let library = Library::open(&shared.routines)?;
    super::warn_of_broken(&library);
    super::print(&listing::home(&library.catalogue()))?;
    Ok(Exit::Done)
}
