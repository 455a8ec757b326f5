//! `stretch resume`: goes on with a session that ended early, from where it stopped.

use std::sync::Arc;

use chrono::{DateTime, Days, FixedOffset};
use clap::Args;

use super::{
    past::Before,
    play::PlayOptions,
    practice::tell,
    suiting,
    targets::{self, Chosen},
};
use crate::{
    error::{Exit, Failure, aside},
    model::{
        journal::{Journal, Options, Session},
        plan::{Adjustment, Choice, Plan, Unplayable, Wishes},
        resume,
        settings::Settings,
        text::Text,
        words::practice,
    },
    world::{journal, library::Library, settings},
};

/// The arguments of `stretch resume`.
#[derive(Args, Debug)]
#[command(after_help = "\
A session that you left or that was cut off can be resumed for 24 hours. A hold that was cut short is held in full again, and an unfinished side comes first.")]
pub struct Resume {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub how: PlayOptions,
}

/// A session to go on with.
pub struct Resumption {
    /// The session as far as it went.
    pub session: Session,
    /// What is left.
    pub choices: Vec<Choice>,
    /// What is different for each of them.
    pub adjustments: Vec<Adjustment>,
    /// How many of its routines are done.
    pub done: usize,
    /// What made the plan.
    pub options: Options,
    /// What to say before: where it goes on, and what has changed since.
    pub said: Vec<String>,
}

impl Resumption {
    /// Until when one can go on with it.
    pub fn until(&self) -> DateTime<FixedOffset> {
        self.session.last + resume::OFFERED
    }

    /// What is left, as it will be played with these settings.
    pub fn plan(&self, settings: &Settings) -> Result<Plan, Unplayable> {
        let wishes = Wishes { ask_first: suiting::ask_first_again(settings), ..wishes(&self.options) };
        Ok(Plan::adjusted(&self.choices, &wishes, &self.adjustments)?.behind(self.done))
    }
}

impl Resume {
    /// Plays what is left.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let other = [
            ("--level", self.how.changes.level.is_some()),
            ("--hold", self.how.changes.hold.is_some()),
            ("--rounds", self.how.changes.rounds.is_some()),
            ("--side", self.how.changes.side.is_some()),
            ("--pace", self.how.changes.pace.is_some()),
            ("--skip", !self.how.changes.skip.is_empty()),
            ("--for", self.how.length.is_some()),
        ];
        if let Some((option, _)) = other.iter().find(|it| it.1) {
            return Err(Failure::usage(format!("`resume` goes on as the session was, without `{option}`"))
                .hint("play it anew to change it")
                .into());
        }
        let library = Library::open(&self.how.shared.routines)?;
        let (Journal { sessions, unreadable }, troubles) = lately();
        let Some(rest) = rests(&library, sessions).next().transpose()? else {
            tell(&troubles, unreadable);
            super::print(&format!("{}\n", practice::NOTHING_LEFT))?;
            return Ok(Exit::Failed);
        };
        // A plan that is printed for a program stays alone.
        rest.said.iter().for_each(|it| aside(&format!("{it}\n")));
        let Resumption { session, choices, adjustments, options, done, .. } = rest;
        self.how.go_on(Before {
            session: session.id,
            title: session.title,
            asked: options.asked.clone(),
            choices,
            done,
            wishes: wishes(&options),
            adjustments,
        })
    }
}

/// The sessions that may be gone on with, and those since.
fn lately() -> (Journal, Vec<Text>) {
    let today = journal::now().date_naive();
    journal::recent(today.checked_sub_days(Days::new(2)).unwrap_or(today))
}

/// The line that offers to go on, if there is a session to go on with.
pub fn offer(library: &Library) -> Option<String> {
    Some(practice::offer(&left(library)?.session))
}

/// What is left of the last session that ended early, if there is one.
pub fn left(library: &Library) -> Option<Resumption> {
    all_left(library).next()
}

/// What is left of each session that ended early, the last one first. What cannot be gone on with is left out.
pub fn all_left(library: &Library) -> impl Iterator<Item = Resumption> {
    let (Journal { sessions, .. }, _) = lately();
    rests(library, sessions).flatten()
}

/// What is left of each of these sessions that ended early and of which something is, the last one first.
fn rests(library: &Library, sessions: Vec<Session>) -> impl Iterator<Item = anyhow::Result<Resumption>> {
    let offered: Vec<Session> = resume::offered(&sessions, journal::now()).cloned().collect();
    offered.into_iter().filter_map(|it| rest(library, it).transpose())
}

/// What is left of a session; none if nothing is.
fn rest(library: &Library, session: Session) -> anyhow::Result<Option<Resumption>> {
    let Some(options) = session.options.clone() else { return Ok(None) };
    let mut said = Vec::new();
    // Routines of files are found again by the files that were named.
    let names = options.asked.targets.iter().map(Text::to_string).collect::<Vec<_>>();
    let beside: Vec<Choice> = if names.iter().any(|it| it.contains('/')) {
        let limits = suiting::limits(&settings::read().settings, &library.catalogue()).0;
        match targets::chosen(library, &names, &[], limits) {
            Ok(Chosen::Play { found, .. }) => found.picked.into_iter().map(|it| it.choice).collect(),
            Ok(Chosen::Told(_)) | Err(_) => Vec::new(),
        }
    } else {
        Vec::new()
    };
    let (mut choices, mut adjustments, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    for planned in &session.plan {
        let named = beside.iter().find(|it| it.routine.id == planned.routine.as_str());
        let found =
            named.map(|it| it.routine.clone()).or_else(|| library.routine(planned.routine.as_str()).ok());
        let Some(routine) = found else {
            return Err(Failure::failed(practice::is_gone(&planned.routine))
                .hint("play what is left by its name")
                .into());
        };
        let hash = routine.fingerprint.to_string();
        changed.push(planned.hash.as_ref().is_none_or(|it| *it.as_str() != *hash));
        // Seconds of an older content may be outside of the ranges of this one.
        let routine = match planned.hold.filter(|_| changed.last() != Some(&true)) {
            Some(hold) => Arc::new(routine.usually_held_for(hold)),
            None => routine,
        };
        choices.push(Choice { routine, rounds: planned.rounds });
        // The turns of an older content are not those of this one.
        let left = planned.adjustment.left.clone().filter(|_| changed.last() != Some(&true));
        adjustments.push(Adjustment { left, ..planned.adjustment.clone() });
    }
    let Ok(whole) = Plan::adjusted(&choices, &wishes(&options), &adjustments) else { return Ok(None) };
    let Some(resume::Remainder { routines, begins }) = resume::rest(&session, &whole, &changed) else {
        return Ok(None);
    };
    if changed[begins] {
        said.push(practice::has_changed(&choices[begins].routine.name));
    }
    let is_left = |it: &&Adjustment| it.left.as_ref().is_none_or(|it| !it.is_empty());
    let kept: Vec<bool> = routines.iter().map(|it| is_left(&it)).collect();
    let done = kept.iter().filter(|it| !**it).count();
    let mut keeps = kept.iter();
    choices.retain(|_| keeps.next() == Some(&true));
    let adjustments: Vec<Adjustment> = routines.iter().filter(is_left).cloned().collect();
    Ok(Some(Resumption { session, choices, adjustments, done, options, said }))
}

/// What the session was made for.
fn wishes(options: &Options) -> Wishes {
    let usual = Wishes::default();
    Wishes {
        level: options.level.unwrap_or(usual.level),
        // Of every routine it is known how many rounds there were.
        rounds: None,
        hold: options.hold,
        side: options.side,
        leading: options.leading.unwrap_or(usual.leading),
        breath: options.breath.or(usual.breath),
        ..usual
    }
}
