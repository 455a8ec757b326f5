//! `stretch next`: what is due, and why.

use clap::Args;

use super::{play::PlayOptions, practice::Practice};
use crate::{
    error::{Exit, aside},
    model::{
        area::{Area, PlayEntry},
        history::need::{AreaNeed, WhatIsDue},
        text::Text,
        words::practice,
    },
    view::json,
    world::library::Library,
};

/// How many areas are told.
const MOST: usize = 3;

/// The arguments of `stretch next`.
#[derive(Args, Debug)]
#[command(override_usage = "stretch next [--json]\n       stretch next --play [OPTIONS]")]
pub struct Next {
    /// Play what is most due
    #[arg(long)]
    pub play: bool,
    #[command(flatten, next_help_heading = "With --play or --dry-run")]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub how: PlayOptions,
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
            if !self.how.dry_run && self.how.length.is_none() {
                super::print(&format!("{}\n", practice::due(first)))?;
            }
            return match self.how.length {
                // A session of a length is composed from all that is due.
                Some(_) => self.how.play(&[]),
                None => self.area(first.area, &found.need),
            };
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

    /// Plays an area without what hurt of late, which is said.
    fn area(&self, area: Area, need: &WhatIsDue) -> anyhow::Result<Exit> {
        let play = Library::open(&self.how.shared.routines)?.area(area)?.play;
        let hurt: Vec<&PlayEntry> = play.iter().filter(|it| need.hurt(&it.routine).is_some()).collect();
        if hurt.is_empty() || hurt.len() == play.len() {
            return self.how.play(&[area.name().to_owned()]);
        }
        let mut how = self.how.clone();
        for entry in hurt {
            aside(&format!("{}\n", practice::hurt_of_late(&Text::clean(&entry.routine))));
            how.changes.skip.push(entry.routine.clone());
        }
        how.play(&[area.name().to_owned()])
    }
}
