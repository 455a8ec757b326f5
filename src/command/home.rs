//! `stretch` alone: what there is, and how to begin.

use super::options::Shared;
use crate::{
    error::Exit,
    view::overview::{self, Paper},
    world::{places, terminal},
};

/// Prints the first page.
pub fn run(shared: &Shared) -> anyhow::Result<Exit> {
    let library = super::open(shared)?;
    let size = terminal::size_of_output().filter(|_| !super::is_plain(shared));
    let paper = size.map(|(width, height)| Paper { width, height, mark: places::palette().cut() });
    super::print(&overview::page(&library.catalogue(), paper))?;
    Ok(Exit::Done)
}
