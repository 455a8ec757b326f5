//! `stretch schema KIND`: the format of the files, for editors.

use crate::{cli::Schema, error::Exit, view::schema};

/// Prints it.
pub fn run(schema: &Schema) -> anyhow::Result<Exit> {
    super::print(&schema::text(schema.kind.0))?;
    Ok(Exit::Done)
}
