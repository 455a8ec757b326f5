//! `stretch due`: whether a break is due, and which areas are.

use std::time::Duration;

use chrono::Days;
use clap::Args;

use super::{
    options::{Shared, word},
    practice::Practice,
};
use crate::{
    error::Exit,
    model::{area::Area, dose::Seconds, evidence, parse, settings::Settings, words::practice},
    world::{journal, settings},
};

/// The arguments of `stretch due`.
#[derive(Args, Debug)]
#[command(after_help = "\
With --break, --area or --quiet it exits with 0 if that is due, with 1 if it is not, and with 2 if it cannot tell. --quiet alone asks about the break, as a timer needs it.
A session left before half a minute of holds or five repetitions is not a break.")]
pub struct Due {
    /// Ask only whether a break is due, by the time since the last session
    #[arg(long = "break", conflicts_with = "area")]
    pub is_break: bool,
    /// Ask only about this area, or about any if none is named, by the weekly dose
    #[arg(
        long,
        value_name = "AREA",
        num_args = 0..=1,
        hide_possible_values = true,
        value_parser = word(Area::NAMES, Area::from_name)
    )]
    pub area: Option<Option<Area>>,
    /// How long after the last session a break is due: 50 minutes, or `every` of your settings
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, value_parser = parse::typed_minutes)]
    pub every: Option<Seconds>,
    /// Print nothing: the exit code is the answer
    #[arg(long)]
    pub quiet: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub shared: Shared,
}

/// What was asked, and whether it is so; none if that cannot be told.
struct Answer {
    line: String,
    is_due: Option<bool>,
}

impl Due {
    /// Answers.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let settings = settings::read().settings;
        let asks_break = self.is_break || self.area.is_none();
        let asks_area = self.area.is_some() || !(self.is_break || self.quiet);
        let unkept = if settings.log == Some(false) {
            Some("no session is kept, by `log: false` in your settings")
        } else {
            (!journal::has_home()).then_some("there is no home, so no session is kept")
        };
        let mut answers = Vec::new();
        if asks_break {
            answers.push(unkept.map_or_else(|| self.a_break(&settings), |why| unknown("break", why)));
        }
        if asks_area {
            answers.push(unkept.map_or_else(|| self.areas(), |why| Ok(unknown("areas", why)))?);
        }
        if !self.quiet {
            let lines: Vec<&str> = answers.iter().map(|it| it.line.as_str()).collect();
            super::print(&(lines.join("\n") + "\n"))?;
        }
        let answers_by_its_code = self.is_break || self.area.is_some() || self.quiet;
        Ok(match answers.first().filter(|_| answers_by_its_code).map(|it| it.is_due) {
            None | Some(Some(true)) => Exit::Done,
            Some(Some(false)) => Exit::Failed,
            Some(None) => Exit::Unknown,
        })
    }

    fn a_break(&self, settings: &Settings) -> Answer {
        let every =
            self.every.or(settings.every).map_or(evidence::BREAK, |it| Duration::from_secs(it.into()));
        let now = journal::now();
        let yesterday = now.date_naive().checked_sub_days(Days::new(2)).unwrap_or(now.date_naive());
        let (history, troubles) = journal::recent_history(yesterday);
        let before = history.last_break(now.timestamp());
        if let (None, Some(trouble)) = (before, troubles.first()) {
            return unknown("break", trouble.as_str());
        }
        let Some(before) = before else {
            let is_past = history.holds().iter().any(|it| it.at <= now.timestamp());
            let line = practice::a_break_first(history.is_empty(), is_past);
            return Answer { line: line.to_owned(), is_due: Some(true) };
        };
        let ago = Duration::from_secs(now.timestamp().abs_diff(before));
        Answer { line: practice::a_break(ago, every), is_due: Some(ago >= every) }
    }

    fn areas(&self) -> anyhow::Result<Answer> {
        let found = Practice::of_late(&self.shared)?;
        if let Some(trouble) = found.troubles.first() {
            return Ok(unknown("areas", trouble.as_str()));
        }
        Ok(match self.area.flatten() {
            None => Answer {
                line: practice::areas(found.need.due()),
                is_due: Some(found.need.due().next().is_some()),
            },
            Some(area) => match found.need.areas.iter().find(|it| it.area == area) {
                Some(need) => Answer { line: practice::due(need), is_due: Some(need.is_due()) },
                None => unknown(area.name(), "there is no weekly dose for it"),
            },
        })
    }
}

fn unknown(what: &str, why: &str) -> Answer {
    Answer { line: format!("{what}: cannot tell, {why}"), is_due: None }
}
