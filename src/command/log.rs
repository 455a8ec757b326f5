//! `stretch log`: what was held, and when; a page of it to hand over; a session to forget.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use chrono::{Days, NaiveDate, Weekday};
use clap::Args;

use super::{
    options::{Unused, whole, word},
    practice::tell,
};
use crate::{
    error::{Exit, Failure},
    model::{
        area::Area,
        journal::{Listed, Session},
        text::Text,
        words::practice,
    },
    view::{
        handover, json,
        log::{self as view, Ids, LogRow},
    },
    world::{files, journal, library::Library, settings, terminal},
};

/// How many sessions are listed, where nothing else is asked for.
const USUAL: usize = 20;

/// The arguments of `stretch log`.
#[derive(Args, Debug)]
#[command(override_usage = "stretch log [OPTIONS] [N]\n       stretch log forget ID")]
pub struct Log {
    /// The last N sessions: 20 if left out, all with --json or --since. `forget` takes a session out of
    /// everything that is counted and shown
    #[arg(value_name = "N", value_parser = what)]
    pub what: Option<LogSubject>,
    /// With `forget`: the session, as --ids shows it; `last` is the last one
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// Only since this day: `2026-11-01`, or `7d` or `4w` ago
    #[arg(long, value_name = "DAY", value_parser = since)]
    pub since: Option<Since>,
    /// Only what was held for this area
    #[arg(
        long,
        value_name = "AREA",
        hide_possible_values = true,
        value_parser = word(Area::NAMES, Area::from_name)
    )]
    pub area: Option<Area>,
    /// Show the id of each session, for `stretch log forget ID`
    #[arg(long)]
    pub ids: bool,
    /// Print it as JSON, with every hold
    #[arg(long, conflicts_with = "report")]
    pub json: bool,
    /// Write a page for a therapist: what, on which side, how often, how it felt
    #[arg(long)]
    pub report: bool,
    /// With --report: the file to write; `-` is stdout
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// With --report: replace a file that is no report of ours
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it is not shown")]
    pub unused: Unused,
}

/// What is wanted of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogSubject {
    /// The last sessions, so many.
    Last(u32),
    /// That a session is forgotten.
    Forget,
}

fn what(text: &str) -> Result<LogSubject, String> {
    if text == "forget" { Ok(LogSubject::Forget) } else { whole(text, 1..=u32::MAX).map(LogSubject::Last) }
}

/// From when on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// This day.
    Day(NaiveDate),
    /// So many days ago.
    Ago(u32),
}

fn since(text: &str) -> Result<Since, String> {
    if let Ok(day) = text.parse() {
        return Ok(Since::Day(day));
    }
    let number = |it: &str| it.trim().parse::<u32>().ok().filter(|it| *it <= 36_500);
    let days = text.strip_suffix('d').and_then(number);
    let weeks = || text.strip_suffix('w').and_then(number).map(|it| it.saturating_mul(7));
    days.or_else(weeks).map(Since::Ago).ok_or("a day such as `2026-11-01`, `7d` or `4w`".to_owned())
}

impl Log {
    /// Prints the last sessions, the newest one at the end, or does what else is asked for.
    pub fn run(&self) -> anyhow::Result<Exit> {
        match (self.what, &self.id) {
            (Some(LogSubject::Forget), Some(id)) => return forget(id),
            (Some(LogSubject::Forget), None) => {
                return Err(Failure::usage("`stretch log forget` needs the id of a session")
                    .hint(SHOW_IDS)
                    .into());
            }
            (Some(LogSubject::Last(_)) | None, Some(other)) => {
                let other = Text::clean(other);
                return Err(Failure::usage(format!("`stretch log` does not know what `{other}` is for"))
                    .hint("`stretch log --help` explains how it is used")
                    .into());
            }
            (Some(LogSubject::Last(_)) | None, None) => {}
        }
        if !self.report && (self.output.is_some() || self.force) {
            return Err(super::needs(if self.force { "--force" } else { "--output" }, "--report"));
        }
        let (log, troubles) = journal::LogFiles::open();
        let is_empty = log.sessions().is_empty() && troubles.is_empty() && log.unreadable() == 0;
        let wanted = self.wanted(&log)?;
        let mut unreadable = log.unreadable();
        let sessions = wanted.shown.iter().filter_map(|it| {
            let read = log.session(it);
            unreadable += read.unreadable;
            read.sessions.into_iter().next().and_then(|it| wanted.part(it))
        });
        if self.report {
            self.hand_over(sessions)?;
        } else if self.json {
            json::sessions(sessions).try_for_each(|it| super::print(&it))?;
        } else if is_empty {
            super::print(if journal::has_home() { EMPTY } else { NO_HOME })?;
        } else if wanted.all == 0 && (self.since.is_some() || self.area.is_some()) {
            super::print("nothing was held in that time or for that area\n")?;
        } else {
            let ids = if self.ids { Ids::Shown } else { Ids::Hidden };
            let rows: Vec<LogRow> = sessions.map(|it| LogRow::of(&it)).collect();
            super::print(&view::text(&rows, wanted.all, terminal::width(), ids))?;
        }
        Ok(tell(&troubles, unreadable))
    }

    /// The sessions of the time and the area that are asked for, and as many of them as are.
    fn wanted<'l>(&self, log: &'l journal::LogFiles) -> anyhow::Result<Wanted<'l>> {
        let today = journal::now().date_naive();
        let first = match self.since {
            None => NaiveDate::MIN,
            Some(Since::Day(day)) => day,
            Some(Since::Ago(days)) => {
                today.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN)
            }
        };
        let shown = log.sessions().iter().filter(|it| it.began.date_naive() >= first).collect();
        let mut wanted = Wanted { shown, all: 0, routines: None };
        if let Some(area) = self.area {
            let library = Library::open(&self.unused.routines)?;
            let catalogue = library.catalogue();
            let cards =
                catalogue.routines.iter().filter(|it| it.area == Some(area) || it.also.contains(&area));
            wanted.routines = Some(cards.map(|it| it.id.to_string()).collect());
            let mut shown = std::mem::take(&mut wanted.shown);
            shown.retain(|it| log.session(it).sessions.pop().and_then(|it| wanted.part(it)).is_some());
            wanted.shown = shown;
        }
        wanted.all = wanted.shown.len();
        let count = match self.what {
            Some(LogSubject::Last(count)) => count as usize,
            Some(LogSubject::Forget) | None if self.json || self.report || self.since.is_some() => wanted.all,
            Some(LogSubject::Forget) | None => USUAL,
        };
        wanted.shown.drain(..wanted.all.saturating_sub(count));
        Ok(wanted)
    }

    fn hand_over(&self, sessions: impl Iterator<Item = Session>) -> anyhow::Result<()> {
        let begins = settings::read().settings.week.unwrap_or(Weekday::Mon);
        let page = || handover::page(sessions, begins, journal::now().date_naive());
        match self.output.as_deref() {
            None => Err(Failure::usage("`--report` needs a file to write")
                .hint("type `stretch log --report -o report.html`; `-o -` is stdout")
                .into()),
            Some(path) if path == Path::new("-") => super::print(&page()),
            Some(path) => files::write_ours(path, &page(), &files::REPORT, self.force),
        }
    }
}

/// The sessions that are asked for.
struct Wanted<'l> {
    shown: Vec<&'l Listed>,
    /// How many there are, of which the last are shown.
    all: usize,
    /// The routines of the area that is asked for.
    routines: Option<BTreeSet<String>>,
}

impl Wanted<'_> {
    /// What of a session is asked for; none if nothing is.
    fn part(&self, session: Session) -> Option<Session> {
        match &self.routines {
            Some(routines) => session.within(|it| routines.contains(it.as_str())),
            None => Some(session),
        }
    }
}

const EMPTY: &str = "the log is empty; `stretch neck` starts it\n";
const NO_HOME: &str = "there is no home to keep a log in; set HOME or XDG_DATA_HOME\n";

/// Forgets the session with this id, or with the only one that begins so.
fn forget(id: &str) -> anyhow::Result<Exit> {
    let (log, troubles) = journal::LogFiles::open();
    let sessions = log.sessions();
    let shown = Text::clean(id);
    let begins = |it: &&Listed| id.len() >= SHORTEST && it.id.starts_with(id);
    let found: Vec<&Listed> = match id {
        "last" => sessions.last().into_iter().collect(),
        _ => sessions.iter().filter(begins).collect(),
    };
    let [found] = found[..] else {
        if sessions.is_empty() {
            return Err(Failure::usage("the log is empty, so there is nothing to forget").into());
        }
        let problem = if found.is_empty() { "there is no session" } else { "there are several sessions" };
        return Err(Failure::usage(format!("{problem} `{shown}`")).hint(SHOW_IDS).into());
    };
    journal::forget(&found.id).map_err(|why| Failure::failed(format!("the session stays: {why}")))?;
    if let Some(session) = log.session(found).sessions.first() {
        super::print(&format!("{}\n", practice::forgotten(session)))?;
    }
    Ok(tell(&troubles, 0))
}

/// How a person finds an id.
const SHOW_IDS: &str = "`stretch log --ids` shows the id of each session";
/// Fewer digits than this could be meant for another session.
const SHORTEST: usize = 4;
