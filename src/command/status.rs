//! `stretch status`: a few words for the line of a shell, of tmux or of a desktop's bar.
//!
//! It is run again and again by programs that show whatever it prints, so it says nothing rather than that
//! something is wrong, and ends with 0.

use std::time::Duration;

use chrono::Days;
use clap::Args;

use super::{options::Shared, practice::Practice};
use crate::{
    error::Exit,
    model::{
        evidence,
        history::need::{self, AreaNeed},
        words::status::{Figures, Format},
    },
    view::json,
    world::{journal, library::Library, settings},
};

/// The arguments of `stretch status`.
#[derive(Args, Debug)]
#[command(after_help = "\
It prints nothing right after a session, and when nothing is due.

In FORMAT these stand for:
  {due}      the area that is most due, once a break is due too: neck
  {next}     the same area, even right after a session
  {areas}    how many areas are due
  {days}     the days of this week with a session
  {minutes}  the minutes held this week
  {since}    the time since the last session: 12m, 3h, 2d
  {{         a {
If {due} is in FORMAT and nothing is due, nothing is printed.

Examples:
  stretch status
  stretch status --format 'stretch your {due}'
  stretch status --format '{days} days, {minutes} min'
  stretch status --waybar")]
pub struct Status {
    /// What to print, with words in braces
    #[arg(long, value_name = "FORMAT", value_parser = Format::read, conflicts_with = "waybar")]
    pub format: Option<Format>,
    /// Print it as JSON for waybar: text, tooltip and class
    #[arg(long)]
    pub waybar: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub shared: Shared,
}

impl Status {
    /// Prints the line, if there is something to say.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let figures = self.figures();
        let format = self.format.clone().unwrap_or_default();
        let line = figures.as_ref().and_then(|it| format.filled(it));
        let figures = figures.unwrap_or_default();
        let text = match (self.waybar, line) {
            (true, line) => json::line(&json::waybar(line.as_deref().unwrap_or_default(), &figures)),
            (false, Some(line)) => line + "\n",
            (false, None) => return Ok(Exit::Done),
        };
        super::print(&text)?;
        Ok(Exit::Done)
    }

    /// What there is to say; none if no session is kept, or the log cannot be read.
    fn figures(&self) -> Option<Figures> {
        let settings = settings::read().settings;
        if settings.log == Some(false) || !journal::has_home() {
            return None;
        }
        let now = journal::now();
        let days = Days::new(u64::from(need::KEPT_UP) + 7);
        let (history, troubles) =
            journal::recent_history(now.date_naive().checked_sub_days(days).unwrap_or(now.date_naive()));
        if !troubles.is_empty() {
            return None;
        }
        // Reading a thousand files for a few words would take longer than a prompt may.
        let ids: Vec<&str> = history.holds().iter().map(|it| history.routine(it)).collect();
        let library = Library::for_ids(&self.shared.routines, &ids).ok()?;
        let found = Practice::from(&library, (history, troubles));
        let last = found.history.holds().iter().rev().find(|it| it.at <= now.timestamp());
        let since = last.map(|it| Duration::from_secs(now.timestamp().abs_diff(it.at)));
        let last_break = found.history.last_break(now.timestamp());
        let every = settings.every.map_or(evidence::BREAK, |it| Duration::from_secs(it.into()));
        let due: Vec<AreaNeed> = found.need.due().cloned().collect();
        Some(Figures {
            due,
            week: found.weeks.this().clone(),
            since,
            is_break: last_break.is_none_or(|it| now.timestamp().abs_diff(it) >= every.as_secs()),
        })
    }
}
