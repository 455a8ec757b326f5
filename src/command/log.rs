//! `stretch log`: what was held, and when.

use crate::{
    cli::Log,
    error::{self, Exit},
    model::wording::Count,
    view::{json, log},
    world::{journal, terminal},
};

/// How many sessions are listed, where nothing else is asked for.
const USUAL: usize = 20;

/// Prints the last sessions, the newest one at the end.
pub fn run(asked: &Log) -> anyhow::Result<Exit> {
    let (journal, troubles) = journal::read();
    let all = &journal.sessions;
    let wanted = asked.last.unwrap_or(if asked.json { all.len() } else { USUAL });
    let shown = &all[all.len().saturating_sub(wanted)..];
    if asked.json {
        super::print(&json::text(&json::sessions(shown)))?;
    } else {
        super::print(&log::text(shown, all.len(), terminal::width()))?;
    }
    if all.is_empty() && troubles.is_empty() && journal.unreadable == 0 && !asked.json {
        super::print("nothing is in the log yet; `stretch neck` begins it\n")?;
    }
    let unreadable = (journal.unreadable > 0).then(|| {
        let lines = Count(journal.unreadable as u64, "line");
        let stay = lines.agreeing("stays as it is", "stay as they are");
        format!("{lines} of the log cannot be read, and {stay}")
    });
    let is_whole = troubles.is_empty();
    for trouble in troubles.iter().map(ToString::to_string).chain(unreadable) {
        error::aside(&format!("warning: {trouble}\n"));
    }
    // Lines that cannot be read are told; a folder or file that cannot be read is more than that.
    Ok(if is_whole { Exit::Done } else { Exit::Failed })
}
