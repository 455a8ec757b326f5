//! `stretch schema KIND`: the format of the files, for editors.

use clap::Args;

use super::options::{Unused, word};
use crate::{error::Exit, model::format::FileKind, view::schema};

/// The arguments of `stretch schema`.
#[derive(Args, Debug)]
pub struct Schema {
    /// What kind of file
    #[arg(value_name = "KIND", value_parser = word(FileKind::NAMES, FileKind::from_name))]
    pub kind: FileKind,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it is not shown")]
    pub unused: Unused,
}

impl Schema {
    /// Prints it.
    pub fn run(&self) -> anyhow::Result<Exit> {
        super::print(&schema::text(self.kind))?;
        Ok(Exit::Done)
    }
}
