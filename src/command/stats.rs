//! `stretch stats`: weeks of practice, beside the dose of the evidence.

use clap::Args;

use super::{options::Shared, practice::Practice};
use crate::{
    error::Exit,
    model::{evidence, words::practice},
    view::{
        json,
        palette::{Colours, Palette},
        stats,
    },
    world::{places, terminal},
};

/// Where nothing says how wide the output is.
const USUAL: usize = 80;

/// The arguments of `stretch stats`.
#[derive(Args, Debug)]
pub struct Stats {
    /// Print the evidence that the weeks are compared with, and its sources
    #[arg(long, conflicts_with = "json")]
    pub sources: bool,
    /// Print it as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub shared: Shared,
}

impl Stats {
    /// Prints the weeks.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let width = terminal::width();
        if self.sources {
            super::print(&stats::sources(evidence::ALL, width))?;
            return Ok(Exit::Done);
        }
        let found = Practice::read(&self.shared)?;
        let Practice { weeks, need, .. } = &found;
        let text = if self.json {
            json::text(&json::stats(weeks, need))
        } else if found.history.is_empty() {
            format!("{}\n", practice::NOTHING_YET)
        } else if super::is_plain(&self.shared) {
            stats::sentences(weeks, need)
        } else {
            let palette = places::palette();
            let colours =
                if terminal::takes_colours() && !places::is_dumb() { palette.colours } else { Colours::None };
            stats::table(weeks, need, width.unwrap_or(USUAL), Palette { colours, ..palette })
        };
        super::print(&text)?;
        Ok(found.conclude())
    }
}
