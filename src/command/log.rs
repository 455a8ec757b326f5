//! `stretch log`: what was held, and when.

use clap::Args;

use super::{
    options::{Unused, whole},
    practice::tell,
};
use crate::{
    error::Exit,
    view::{json, log},
    world::{journal, terminal},
};

/// How many sessions are listed, where nothing else is asked for.
const USUAL: usize = 20;

/// Show what you held, and when
#[derive(Args, Debug)]
pub struct Log {
    /// The last N sessions: 20 if left out, all with --json
    #[arg(value_name = "N", value_parser = |it: &str| whole(it, 1..=u32::MAX))]
    pub last: Option<u32>,
    /// Print it as JSON, with every hold
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it is not shown")]
    pub unused: Unused,
}

impl Log {
    /// Prints the last sessions, the newest one at the end.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let (journal, troubles) = journal::read();
        let all = &journal.sessions;
        let wanted = match self.last {
            Some(count) => count as usize,
            None if self.json => all.len(),
            None => USUAL,
        };
        let shown = &all[all.len().saturating_sub(wanted)..];
        if self.json {
            super::print(&json::text(&json::sessions(shown)))?;
        } else {
            super::print(&log::text(shown, all.len(), terminal::width()))?;
        }
        if all.is_empty() && troubles.is_empty() && journal.unreadable == 0 && !self.json {
            super::print("the log is empty; `stretch neck` starts it\n")?;
        }
        Ok(tell(&troubles, journal.unreadable))
    }
}
