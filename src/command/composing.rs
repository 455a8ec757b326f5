//! `stretch --for 5m`: a session of a length, from what is named or what is due.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    past,
    play::PlayOptions,
    practice::Practice,
    saving::{self, Taken},
    suiting,
    targets::{self, AskedSession, Named},
};
use crate::{
    error::{Failure, aside},
    model::{
        area::{Area, PlayEntry},
        catalogue::Target,
        compose::{self, Composed, ComposedPart, Goal, Refused, Request},
        dose::Seconds,
        history,
        journal::Asked,
        plan::{AskFirst, Choice, Wishes},
        routine::{Need, Position, Routine},
        settings::Settings,
        suit::{Limits, Picked},
        template,
        text::Text,
        wording,
        words::composing as words,
    },
    world::{files, library::Library, lines},
};

/// What a session is composed for.
pub struct Composing<'c> {
    pub how: &'c PlayOptions,
    pub library: &'c Library,
    pub settings: &'c Settings,
    pub length: Seconds,
}

/// A session that was composed.
pub struct ComposedSession {
    /// What it is for.
    pub title: Text,
    /// What is played, and why.
    pub composed: Composed,
    /// How the person is led.
    pub wishes: Wishes,
}

impl Composing<'_> {
    /// Composes a session for the words that were typed; a text to print, if nothing is to be played. What has
    /// to be asked first is asked once they are understood.
    pub fn session(
        &self,
        typed: &[String],
        wishes: &Wishes,
        limits: Limits,
        ask: &mut dyn FnMut() -> anyhow::Result<()>,
    ) -> anyhow::Result<Result<AskedSession, String>> {
        let Composing { how, library, .. } = *self;
        let (targets, limits, is_complaint) = match targets::named(library, typed, limits)? {
            Named::Targets { targets, limits, is_complaint } => (targets, limits, is_complaint),
            Named::Told(text) => return Ok(Err(text)),
        };
        skipped(how, library)?;
        ask()?;
        let practice = Practice::of_late_in(library);
        practice.conclude();
        let mut suited = |picked| Ok(suiting::suited(library, picked, &limits, how)?.0);
        let made = self.made(&targets, is_complaint, &limits, wishes, &practice.need, &mut suited)?;
        let ComposedSession { title, composed, wishes } = made;
        let mut said = words::parts(&composed);
        if let Some(name) = &how.save {
            said.push(save(how, library, name, &composed)?);
        }
        let asked = Asked {
            targets: targets.iter().map(targets::found_again).collect(),
            skip: how.changes.skip.iter().map(|it| Text::clean(it)).collect(),
            length: Some(self.length),
        };
        let (choices, left_out) = (composed.choices(), Vec::new());
        Ok(Ok(AskedSession { title, asked, choices, wishes, said, left_out }))
    }

    /// Composes a session for targets, and says nothing. What was named itself is handed to `suited`, which
    /// says what of it is left for the person.
    pub fn made(
        &self,
        targets: &[Target],
        is_complaint: bool,
        limits: &Limits,
        wishes: &Wishes,
        need: &history::need::WhatIsDue,
        suited: &mut dyn FnMut(Vec<Picked>) -> anyhow::Result<Vec<Choice>>,
    ) -> anyhow::Result<ComposedSession> {
        let Composing { how, library, .. } = *self;
        let (goals, pool) = self.pool(targets, limits, is_complaint, suited)?;
        let pages = areas(&goals, &pool).into_iter().filter_map(|it| library.area(it).ok());
        let favourites: Vec<String> = pages.flat_map(|it| it.play).map(|it| it.routine).collect();
        let swaps: Vec<usize> = how.swap.iter().map(|it| *it as usize).collect();
        let brisk = past::known(self.settings, &pool);
        let request = Request {
            pool: &pool,
            goals: &goals,
            favourites: &favourites,
            need,
            wishes,
            keeps_level: self.settings.level.is_some(),
            brisk: &brisk,
            length: self.length,
            swaps: &swaps,
        };
        let (composed, wishes) = self.composed(&request)?;
        let names = wording::list(goals.iter().map(|it| &it.name), "and");
        let title = match need.due().next() {
            _ if !goals.is_empty() => Text::clean(&names),
            Some(_) => Text::literal(words::DUE),
            None => Text::literal(words::NOTHING_DUE),
        };
        Ok(ComposedSession { title, composed, wishes })
    }

    /// What was named, and everything that may be chosen.
    fn pool(
        &self,
        targets: &[Target],
        limits: &Limits,
        is_complaint: bool,
        suited: &mut dyn FnMut(Vec<Picked>) -> anyhow::Result<Vec<Choice>>,
    ) -> anyhow::Result<(Vec<Goal>, Vec<Arc<Routine>>)> {
        let Composing { how, library, .. } = *self;
        let filter = PoolFilter { how, limits };
        let (mut goals, mut pool, mut by_name) = (Vec::new(), Vec::new(), Vec::new());
        for target in targets {
            let (goal, routines) = targets::goal(library, target)?;
            let is_named = goal.is_one_routine() && !is_complaint;
            for routine in routines {
                if is_named {
                    by_name.push(Picked { choice: Choice { routine, rounds: None }, by_name: true });
                } else if filter.lets_pass(&routine) {
                    pool.push(routine);
                }
            }
            goals.push(goal);
        }
        if !by_name.is_empty() {
            pool.extend(suited(by_name)?.into_iter().map(|it| it.routine));
        }
        pool.extend(filter.of_areas(library, &areas(&goals, &pool)));
        pool.retain(|it| !how.changes.skip.contains(&it.id));
        Ok((goals, pool))
    }

    /// The session, and how it is led. What is said at its beginning takes its own time, so it is composed
    /// again if the person does not know yet with which conditions one asks first.
    fn composed(&self, request: &Request<'_>) -> anyhow::Result<(Composed, Wishes)> {
        let compose = |ask_first| {
            let wishes = Wishes { ask_first, ..*request.wishes };
            let composed = compose::compose(&Request { wishes: &wishes, ..request.clone() })?;
            let leading = composed.leading;
            Ok((composed, Wishes { leading, ..wishes }))
        };
        let refused = |why: Refused| refused(&why, self.length);
        if self.settings.conditions.is_some() {
            return compose(AskFirst::Own).map_err(refused);
        }
        // Whoever knows none of them need not be tried as somebody who knows all.
        if !suiting::knows_any(self.library) {
            return compose(AskFirst::Said).map_err(refused);
        }
        match compose(AskFirst::Shown) {
            Ok(known) if suiting::is_known(self.library, &known.0.choices()) => Ok(known),
            Ok(_) | Err(_) => compose(AskFirst::Said).map_err(refused),
        }
    }
}

/// Fails for an id to skip that nothing has.
fn skipped(how: &PlayOptions, library: &Library) -> anyhow::Result<()> {
    let catalogue = library.catalogue();
    let unknown = |id: &&String| !catalogue.routines.iter().any(|it| it.id == id.as_str());
    match how.changes.skip.iter().find(unknown) {
        Some(id) => Err(Failure::usage(format!("there is no routine `{}` to skip", Text::clean(id))).into()),
        None => Ok(()),
    }
}

/// What may be chosen beside what was named itself.
struct PoolFilter<'h> {
    how: &'h PlayOptions,
    limits: &'h Limits,
}

impl PoolFilter<'_> {
    fn lets_pass(&self, routine: &Routine) -> bool {
        let skipped = self.how.changes.skip.contains(&routine.id);
        !skipped && self.limits.against(routine).is_none() && self.suits(&routine.positions, &routine.needs)
    }

    fn suits(&self, positions: &[Position], needs: &[Need]) -> bool {
        let wanted = &self.how.position;
        let is_placed = wanted.is_empty() || positions.iter().any(|it| wanted.contains(it));
        let lacks =
            |need: &Need| !need.optional && need.one_of.iter().all(|it| self.how.without.contains(it));
        is_placed && !needs.iter().any(lacks)
    }

    /// The routines of these areas and those that help them. Broken ones are left out.
    fn of_areas(&self, library: &Library, areas: &BTreeSet<Area>) -> Vec<Arc<Routine>> {
        let catalogue = library.catalogue();
        let passing = catalogue.routines.iter().filter(|it| {
            let helps = it.area.iter().chain(it.also.iter()).any(|it| areas.contains(it));
            let skipped = self.how.changes.skip.iter().any(|id| it.id == id.as_str());
            helps && !skipped && self.limits.against(**it).is_none() && self.suits(&it.positions, &it.needs)
        });
        passing.filter_map(|it| library.routine(&it.id).ok()).collect()
    }
}

/// The areas from which the time is filled: those of what was named; all, if nothing was, or the whole body.
fn areas(goals: &[Goal], pool: &[Arc<Routine>]) -> BTreeSet<Area> {
    let is_all = goals.is_empty() || goals.iter().any(|it| it.area == Some(Area::WholeBody));
    if is_all {
        return Area::ALL.iter().copied().collect();
    }
    let of_lists = goals
        .iter()
        .filter(|it| it.area.is_none())
        .flat_map(|goal| pool.iter().filter(|it| goal.routines.contains(&it.id)).filter_map(|it| it.area));
    goals.iter().filter_map(|it| it.area).chain(of_lists).collect()
}

/// The error of a session that cannot be composed.
fn refused(why: &Refused, length: Seconds) -> anyhow::Error {
    let (says, hint) = words::refused(why, length);
    let failure = match why {
        Refused::NoPart(_) | Refused::IsNamed(_) => Failure::usage(says),
        Refused::NothingFor(_) | Refused::Nothing | Refused::NotSoLong { .. } | Refused::NothingElse(_) => {
            Failure::failed(says)
        }
    };
    match hint {
        Some(hint) => failure.hint(hint).into(),
        None => failure.into(),
    }
}

/// Keeps a session as a program of the person's own, and says where; a plan that is only printed is not kept, and
/// where it would be is said.
fn save(how: &PlayOptions, library: &Library, id: &str, composed: &Composed) -> anyhow::Result<String> {
    let place = saving::place(&how.shared, library, id)?;
    let catalogue = library.catalogue();
    let is_listed =
        |it: &&ComposedPart| catalogue.routines.iter().any(|card| card.id == it.choice.routine.id.as_str());
    if let Some(part) = composed.parts.iter().find(|it| !is_listed(it)) {
        let name = &part.choice.routine.name;
        return Err(Failure::usage(format!(
            "`{name}` is in no folder of routines, so a program cannot name it"
        ))
        .hint("move its file into your folder first")
        .into());
    }
    if how.dry_run {
        return Ok(words::not_saved(id, &files::typed(&place.path)));
    }
    if let Some(taken) = place.taken.filter(|_| !how.yes) {
        let (what, replace) = match taken {
            Taken::Own => (format!("`{}`", files::shown(&place.path)), "replace it"),
            Taken::BuiltIn => (format!("a built-in program `{id}`"), "play yours in its place"),
        };
        let question =
            format!("{} is there. Press Enter to {replace}, Ctrl-C to stop: ", wording::capital(&what));
        if lines::confirm(&question) != Some(true) {
            return Err(Failure::failed(format!("{what} already exists"))
                .hint(format!("choose another name, or {replace} with `--yes`"))
                .into());
        }
    }
    let entry = |it: &ComposedPart| PlayEntry {
        rounds: it.choice.rounds,
        hold: it.hold,
        ..PlayEntry::named(it.choice.routine.id.as_str())
    };
    let entries: Vec<PlayEntry> = composed.parts.iter().map(entry).collect();
    place.keep(library, &template::name(id), &entries)?;
    Ok(words::saved(id, &files::typed(&place.path)))
}

/// Fails for an option that only a session of a length has.
pub fn must_have_length(how: &PlayOptions) -> anyhow::Result<()> {
    let given = [
        ("--position", !how.position.is_empty()),
        ("--without", !how.without.is_empty()),
        ("--swap", !how.swap.is_empty()),
        ("--save", how.save.is_some()),
    ];
    match given.iter().find(|it| it.1 && how.length.is_none()) {
        Some((option, _)) => Err(super::needs(option, "--for 5m")),
        None => {
            if how.wait && how.length.is_some() {
                aside("moves wait for you, so the session may take longer\n");
            }
            Ok(())
        }
    }
}
