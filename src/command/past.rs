//! What the log decides about a session: which side leads, how holds are changed, and what is gone on with.

use std::{collections::BTreeMap, sync::Arc};

use chrono::Days;

use super::{play::PlayOptions, suiting, targets::AskedSession};
use crate::{
    model::{
        adapt,
        familiar::{self, Wordiness},
        history::{need, weeks},
        journal::{self, Asked},
        plan::{Adjustment, Brisk, Choice, Wishes},
        resume,
        routine::Routine,
        settings::Settings,
        suit::{Limits, Picked},
        text::Text,
    },
    world::{journal as log, library::Library},
};

/// A session that is gone on with.
pub struct Before {
    /// Its id.
    pub session: String,
    pub title: Text,
    pub asked: Asked,
    /// What is left of it.
    pub choices: Vec<Choice>,
    /// How many of its routines are done.
    pub done: usize,
    /// What it was made for.
    pub wishes: Wishes,
    /// What is different for each choice.
    pub adjustments: Vec<Adjustment>,
}

/// A session that is gone on with. It was chosen before, so the person is asked about what does not suit them.
pub fn again(
    how: &PlayOptions,
    library: &Library,
    before: Before,
    settings: &Settings,
    wishes: &Wishes,
    limits: &Limits,
) -> anyhow::Result<(AskedSession, Vec<Adjustment>)> {
    let Before { title, asked, choices, adjustments, .. } = before;
    let ids = choices.iter().map(|it| it.routine.id.clone());
    let mut adjustments: Vec<(String, Adjustment)> = ids.zip(adjustments).collect();
    let picked = choices.into_iter().map(|choice| Picked { choice, by_name: true }).collect();
    let (choices, left_out) = suiting::suited(library, picked, limits, how)?;
    // What is left out now takes its own with it.
    let mut own = |it: &Choice| {
        let at = adjustments.iter().position(|(id, _)| *id == it.routine.id);
        at.map(|at| adjustments.remove(at).1).unwrap_or_default()
    };
    let adjustments = choices.iter().map(&mut own).collect();
    let wishes = Wishes { ask_first: suiting::ask_first_again(settings), ..*wishes };
    Ok((AskedSession { title, asked, choices, wishes, said: Vec::new(), left_out }, adjustments))
}

/// What the log decides for each routine: the side that leads, and how its holds are changed by how they felt.
pub fn adjustments(
    settings: &Settings,
    past: &[journal::Session],
    choices: &[Choice],
    adapts: bool,
) -> Vec<Adjustment> {
    let leading = resume::leading(past);
    let adapts = adapts && settings.adapt != Some(false);
    let adjustment = |it: &Choice| {
        let id = Text::clean(&it.routine.id);
        let change = if adapts { adapt::change(past, &id) } else { None };
        Adjustment { leading: leading.own.get(&id).copied(), change, ..Adjustment::default() }
    };
    let routines: Vec<Arc<Routine>> = choices.iter().map(|it| Arc::clone(&it.routine)).collect();
    let brisk = brisk(settings, past, &routines);
    let adjustments = choices.iter().map(adjustment).zip(brisk);
    adjustments.map(|(it, brisk)| Adjustment { brisk, ..it }).collect()
}

/// Which of these routines are announced in few words in a session that is composed, by their ids.
pub fn known(settings: &Settings, routines: &[Arc<Routine>]) -> BTreeMap<String, Brisk> {
    let brisk = brisk(settings, &past(settings), routines);
    routines.iter().zip(brisk).filter_map(|(it, brisk)| Some((it.id.clone(), brisk?))).collect()
}

/// How each of some routines is announced.
fn brisk(settings: &Settings, past: &[journal::Session], routines: &[Arc<Routine>]) -> Vec<Option<Brisk>> {
    let ids: Vec<Text> = routines.iter().map(|it| Text::clean(&it.id)).collect();
    let wordiness = settings.wordiness.unwrap_or(Wordiness::Auto);
    familiar::brisk(wordiness, past, &ids, log::now().date_naive())
}

/// The sessions that decide how the next one is led: those of about six weeks, without those that a clock that ran
/// ahead has put into the future, which would be the last ones for years.
pub fn past(settings: &Settings) -> Vec<journal::Session> {
    if settings.log == Some(false) {
        return Vec::new();
    }
    let now = log::now();
    let today = now.date_naive();
    let since = today.checked_sub_days(Days::new(need::KEPT_UP.into())).unwrap_or(today);
    // What of the log cannot be read is told by the commands that show it.
    let mut sessions = log::recent(since).0.sessions;
    sessions.retain(|it| !weeks::is_ahead(it.began.date_naive(), today));
    resume::as_played(sessions, now)
}
