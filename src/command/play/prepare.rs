//! From words, a length or a session that was left, to a session that can be played.

use std::path::PathBuf;

use super::PlayOptions;
use crate::{
    command::{
        Reader, composing,
        past::{self, Before},
        suiting,
        targets::{self, AskedSession},
    },
    error::{Failure, aside},
    model::{
        compose,
        dose::{Seconds, UNATTENDED},
        journal::Asked,
        plan::{Adjustment, Moves, Open, Plan, Unplayable, Wishes},
        resume,
        settings::Settings,
        suit::Limits,
        text::Text,
        words::session,
    },
    world::{
        library::Library,
        lines, places,
        plain::Keyboard,
        settings::{self, Doubt, FoundSettings},
        terminal,
    },
};

/// A session that can be played, or only shown.
pub struct Prepared {
    pub title: Text,
    /// What was composed and why, a line each.
    pub said: Vec<String>,
    /// What was asked for, for the log.
    pub asked: Asked,
    pub plan: Plan,
    pub settings: Settings,
    pub keyboard: Keyboard,
    /// Whether it is played in lines.
    pub is_plain: bool,
    /// 1, or how much faster a preview runs. A preview is no session: it is not kept, and leads no side.
    pub speed: u32,
    /// The id of the session that it goes on with.
    pub session: Option<String>,
    /// The folders with routines that were named on the command line.
    pub folders: Vec<PathBuf>,
}

/// Routines with what the log decides about each, or a text to print if nothing is to be played.
type ChosenSession = Result<(AskedSession, Vec<Adjustment>), String>;

/// Finds what is to be played, and lays it out. None where nothing should be played, which is said.
pub fn prepare(
    how: &PlayOptions,
    targets: &[String],
    before: Option<Before>,
) -> anyhow::Result<Option<Prepared>> {
    let library = Library::open(&how.shared.routines)?;
    Reader::of(how.json).tell_broken(&library, targets);
    let found = settings::read();
    let settings = flags(how).or(found.settings.clone());
    let prints_only = places::is_dumb() || places::is_unknown() || !terminal::is_terminal();
    let is_plain = settings.plain.unwrap_or(false) || prints_only;
    let keyboard = if terminal::has_keyboard() { Keyboard::Lines } else { Keyboard::None };
    let is_alone = is_plain && keyboard == Keyboard::None && !how.dry_run;
    if how.wait && is_alone {
        return Err(Failure::usage("`--wait` needs a keyboard, and there is none")
            .hint("leave `--wait` out, or run it in a terminal")
            .into());
    }
    let (limits, unnamed) = suiting::limits(&settings, &library.catalogue());
    let request = PlayRequest {
        how,
        library: &library,
        found: &found,
        settings: &settings,
        unnamed: &unnamed,
        is_alone,
    };
    let session = before.as_ref().map(|it| it.session.clone());
    let done = before.as_ref().map_or(0, |it| it.done);
    let chosen = match (before, how.length) {
        (Some(before), _) => request.left(before, &limits)?,
        (None, Some(length)) => request.composed(targets, length, limits)?,
        (None, None) => request.named(targets, limits)?,
    };
    let (AskedSession { title, asked, choices, wishes, said, left_out }, adjustments) = match chosen {
        Ok(chosen) => chosen,
        Err(told) => {
            crate::command::print(&told)?;
            return Ok(None);
        }
    };
    targets::lost_words(&library, targets, &choices).iter().for_each(|it| aside(it));
    let plan = Plan::adjusted(&choices, &wishes, &adjustments).map_err(unplayable)?;
    let plan = plan.noting(&session::sentences(&left_out)).behind(done);
    let (speed, folders) = (how.speed, how.shared.routines.clone());
    Ok(Some(Prepared { title, said, asked, plan, settings, keyboard, is_plain, speed, session, folders }))
}

/// What a session is chosen by.
struct PlayRequest<'r> {
    how: &'r PlayOptions,
    library: &'r Library,
    found: &'r FoundSettings,
    settings: &'r Settings,
    /// What of `never` in the settings names nothing.
    unnamed: &'r [Doubt],
    /// Whether nobody can be waited for.
    is_alone: bool,
}

impl PlayRequest<'_> {
    /// What is left of a session: its own options and adjustments hold, so the log is not asked again.
    fn left(&self, before: Before, limits: &Limits) -> anyhow::Result<ChosenSession> {
        self.consent()?;
        let wishes = self.wishes(before.wishes);
        Ok(Ok(past::again(self.how, self.library, before, self.settings, &wishes, limits)?))
    }

    /// A session of a length. It has its own holds, so how they felt changes none of them.
    fn composed(&self, targets: &[String], length: Seconds, limits: Limits) -> anyhow::Result<ChosenSession> {
        let leading = resume::leading(&past::past(self.settings)).usual;
        let wishes = self.wishes(Wishes { leading, ..self.settings.pace() });
        let composing =
            composing::Composing { how: self.how, library: self.library, settings: self.settings, length };
        let session = composing.session(targets, &wishes, limits, &mut || self.consent())?;
        Ok(session.map(|it| {
            let routines: Vec<_> = it.choices.iter().map(|it| it.routine.clone()).collect();
            let adjustments = compose::adjustments(&it.choices, &past::known(self.settings, &routines));
            (it, adjustments)
        }))
    }

    /// What words name.
    fn named(&self, targets: &[String], limits: Limits) -> anyhow::Result<ChosenSession> {
        let PlayRequest { how, library, settings, .. } = *self;
        let past = past::past(settings);
        let leading = resume::leading(&past).usual;
        let wishes = self.wishes(Wishes { leading, ..settings.pace() });
        let session =
            targets::session(how, library, targets, settings, &wishes, limits, &mut || self.consent())?;
        let adapts = how.changes.level.is_none() && how.changes.hold.is_none();
        Ok(session.map(|it| {
            let adjustments = past::adjustments(settings, &past, &it.choices, adapts);
            (it, adjustments)
        }))
    }

    /// Says what is wrong with the settings, and asks before a session goes on without what may protect the
    /// person.
    fn consent(&self) -> anyhow::Result<()> {
        self.found.warnings().iter().for_each(|it| aside(it));
        self.found.doubts.iter().chain(self.unnamed).try_for_each(|it| consent(it, self.how))
    }

    /// The wishes with what the command line says of them.
    fn wishes(&self, base: Wishes) -> Wishes {
        let how = self.how;
        Wishes {
            rounds: how.changes.rounds.or(base.rounds),
            hold: how.changes.hold.or(base.hold),
            side: how.changes.side.or(base.side),
            moves: if how.wait { Moves::Wait } else { Moves::Timed },
            open: if self.is_alone { Open::Lasts(UNATTENDED) } else { Open::Waits },
            ..base
        }
    }
}

/// Asks before a session goes on without what may protect the person. A plan that is only printed is
/// printed, with a warning.
pub fn consent(doubt: &Doubt, how: &PlayOptions) -> anyhow::Result<()> {
    let Doubt { what, without } = doubt;
    if how.yes || how.dry_run {
        let goes_on = if how.dry_run { "the plan is made" } else { "playing" };
        aside(&format!("warning: {what}; {goes_on} without {without}\n"));
        return Ok(());
    }
    let question = format!("warning: {what}\nPress Enter to play without {without}, Ctrl-C to stop: ");
    match lines::confirm(&question) {
        Some(true) => Ok(()),
        Some(false) | None => Err(Failure::failed(what)
            .hint(format!("`stretch check` shows what is wrong; `--yes` plays without {without}"))
            .into()),
    }
}
/// What the command line sets, before all other settings.
fn flags(how: &PlayOptions) -> Settings {
    Settings {
        plain: how.shared.plain.then_some(true),
        talk: how.talk,
        level: how.changes.level,
        wordiness: how.changes.pace,
        mute: how.mute.then_some(true),
        mirror: how.no_mirror.then_some(false),
        ascii: how.shared.ascii.then_some(true),
        ..Settings::default()
    }
}
/// The error of a plan that cannot be made.
pub fn unplayable(why: Unplayable) -> anyhow::Error {
    match why {
        Unplayable::Empty => Failure::usage("everything is skipped, so there is nothing to play").into(),
        Unplayable::TooLong => Failure::usage("that would take more than 24 hours")
            .hint("choose fewer `--rounds` or a shorter `--hold`")
            .into(),
    }
}
