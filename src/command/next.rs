//! `stretch next`: what is due, and why.

use clap::Args;

use super::{play::How, practice::Practice};
use crate::{
    error::Exit,
    model::{history::need::AreaNeed, words::practice},
    view::json,
};

/// How many areas are told.
const MOST: usize = 3;

/// Say what is due now, and why
#[derive(Args, Debug)]
#[command(override_usage = "stretch next [--json]\n       stretch next --play [OPTIONS]")]
pub struct Next {
    /// Play what is most due
    #[arg(long)]
    pub play: bool,
    #[command(flatten, next_help_heading = "With --play or --dry-run")]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub how: How,
}

impl Next {
    /// Prints what is due, or plays it.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let found = Practice::read(&self.how.shared)?;
        let due: Vec<&AreaNeed> = found.need.due().collect();
        let plays = self.play || self.how.dry_run;
        if let Some(first) = due.first().filter(|_| plays) {
            found.conclude();
            // What is played is said before it, and a plan that is printed for a program stays alone.
            if !self.how.dry_run {
                super::print(&format!("{}\n", practice::due(first)))?;
            }
            return self.how.play(&[first.area.name().to_owned()]);
        }
        let text = if self.how.json {
            json::text(&json::due(&found.need))
        } else if found.history.is_empty() {
            format!("{}\n", practice::NOTHING_YET)
        } else {
            let mut lines: Vec<String> = due.iter().take(MOST).map(|it| practice::due(it)).collect();
            let more = due.len().saturating_sub(MOST);
            lines.extend((more > 0).then(|| practice::and_more(more)));
            lines.push(practice::to_play(due.first().copied()));
            lines.join("\n") + "\n"
        };
        super::print(&text)?;
        Ok(found.conclude())
    }
}
