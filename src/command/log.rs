//! `stretch log`: what was held, and when.

use clap::Args;

use super::options::{Unused, whole};
use crate::{
    error::{self, Exit},
    model::wording::Count,
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
        let unreadable = (journal.unreadable > 0).then(|| {
            let lines = Count(journal.unreadable as u64, "line");
            let stay = lines.agreeing("was left as it is", "were left as they are");
            format!("{lines} of the log cannot be read and {stay}")
        });
        let is_whole = troubles.is_empty();
        for trouble in troubles.iter().map(ToString::to_string).chain(unreadable) {
            error::aside(&format!("warning: {trouble}\n"));
        }
        // Lines that cannot be read are told; a folder or file that cannot be read is more than that.
        Ok(if is_whole { Exit::Done } else { Exit::Failed })
    }
}
