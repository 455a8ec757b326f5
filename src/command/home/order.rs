//! What the home screen asks to be played, laid out.

use std::{path::PathBuf, sync::Arc};

use crate::{
    command::{
        past,
        play::{Prepared, unplayable},
        practice::Practice,
        resume as command, suiting,
        targets::{self, PickedTargets},
    },
    error::Failure,
    model::{
        catalogue::Target,
        compose,
        journal::Asked,
        plan::{Choice, Plan, Wishes},
        resume,
        settings::Settings,
        suit::{Picked, Suited},
        text::Text,
        words::{home, practice, session, suiting as suiting_words},
    },
    view::screen::home::{Order, Selection},
    world::{
        library::Library,
        plain::Keyboard,
        settings::{self, Doubt},
    },
};

/// What the home screen asks for, laid out.
pub enum Ordered {
    /// A session.
    Session {
        /// What is played.
        prepared: Box<Prepared>,
        /// What is said before it, a line or two each.
        notes: Vec<String>,
    },
    /// The person is asked before it: why, a line each, and the question.
    Ask(Vec<Text>, Text),
}

/// Lays out what the home screen asks for. What may protect the person and cannot be followed, and what they
/// chose although it does not suit them, is asked about first, unless they have agreed.
pub fn order(
    library: &Library,
    found: &settings::FoundSettings,
    order: &Order,
    folders: &[PathBuf],
) -> anyhow::Result<Ordered> {
    // How holds felt changes them only at the level at which they felt so.
    let adapts = order.level == found.settings.pace().level;
    let settings = Settings { level: Some(order.level), ..found.settings.clone() };
    let (limits, unnamed) = suiting::limits(&settings, &library.catalogue());
    let limits = limits.with(&order.conditions);
    let (title, asked, picked, broken) = match &order.what {
        Selection::Target(target) => {
            let targets = std::slice::from_ref(target);
            let PickedTargets { title, picked, broken } = targets::picked(library, targets, true)?;
            (title, targets::asked(targets), picked, broken)
        }
        Selection::Left(session) => return left(library, session, found, folders),
        Selection::Entries(entries) | Selection::Composed(entries, _) => {
            let choices = library.choices(entries, None)?;
            let title = home::title(&choices.iter().map(|it| &*it.routine).collect::<Vec<_>>());
            let picked = choices.into_iter().map(|choice| Picked { choice, by_name: true }).collect();
            let routines = entries.iter().map(|it| Target::Routine(it.routine.clone()));
            let asked = targets::asked(&routines.collect::<Vec<_>>());
            (title, asked, picked, Vec::new())
        }
    };
    let Suited { kept: choices, left_out, to_confirm } = suiting::sorted(library, picked, &limits, &[]);
    let doubts: Vec<&Doubt> = found.doubts.iter().chain(&unnamed).collect();
    // One question about all of it, since who agrees is asked no more.
    let hurt = if order.is_agreed { Vec::new() } else { hurt_of_late(library, &choices) };
    let is_suited = doubts.is_empty() && to_confirm.is_empty() && hurt.is_empty();
    if !order.is_agreed && !is_suited {
        let against = to_confirm.iter().map(|it| Text::clean(&suiting_words::against(&it.0, it.1)));
        let why = doubts.iter().map(|it| Text::clean(&it.what)).chain(against).chain(hurt.iter().cloned());
        let why = why.collect();
        let question = match (doubts.first(), to_confirm.is_empty() && hurt.is_empty()) {
            (Some(doubt), true) => home::plays_without(&Text::clean(&doubt.without)),
            (Some(_), false) | (None, _) => Text::literal(home::ALL_THE_SAME),
        };
        return Ok(Ordered::Ask(why, question));
    }
    if choices.is_empty() && !left_out.is_empty() {
        return Err(Failure::failed(suiting_words::all_left_out(&left_out)).into());
    }
    let left_out: Vec<Text> = left_out.iter().map(|it| Text::clean(&suiting_words::left_out(it))).collect();
    let lost = targets::lost_words(library, &[], &choices);
    let broken = broken.into_iter().map(|it| format!("{}\n", it.notice()));
    let left_out_lines = left_out.iter().map(|it| format!("{it}\n"));
    let notes = found.warnings().into_iter().chain(broken).chain(left_out_lines).chain(lost);
    let ask_first = suiting::ask_first(&settings, library, &choices);
    let (leading, adjustments, length) = match &order.what {
        // It has its holds already, and its length would be another one.
        Selection::Composed(_, made) => {
            let routines: Vec<_> = choices.iter().map(|it| Arc::clone(&it.routine)).collect();
            let adjustments = compose::adjustments(&choices, &past::known(&settings, &routines));
            (made.leading, adjustments, Some(made.length))
        }
        Selection::Target(_) | Selection::Entries(_) | Selection::Left(_) => {
            let past = past::past(&settings);
            let adjustments = past::adjustments(&settings, &past, &choices, adapts);
            (resume::leading(&past).usual, adjustments, None)
        }
    };
    let usual = Wishes { ask_first, leading, ..settings.pace() };
    let plan = Plan::adjusted(&choices, &usual, &adjustments).map_err(unplayable)?;
    let asked = Asked { length, ..asked };
    let plan = plan.noting(&session::sentences(&left_out));
    let prepared = Prepared {
        title,
        said: Vec::new(),
        asked,
        plan,
        settings,
        keyboard: Keyboard::Lines,
        is_plain: false,
        speed: 1,
        session: None,
        folders: folders.to_vec(),
    };
    Ok(Ordered::Session { prepared: Box::new(prepared), notes: notes.collect() })
}

/// What the person said of late that it hurt, a line each.
fn hurt_of_late(library: &Library, choices: &[Choice]) -> Vec<Text> {
    let need = Practice::of_late_in(library).need;
    let hurt = choices.iter().filter_map(|it| Some((&it.routine.name, need.hurt(&it.routine.id)?)));
    let mut lines: Vec<Text> =
        hurt.map(|(name, days)| Text::clean(&practice::hurt_before(name, days))).collect();
    lines.dedup();
    lines
}

/// What is left of a session that ended early, as it was led.
fn left(
    library: &Library,
    session: &str,
    found: &settings::FoundSettings,
    folders: &[PathBuf],
) -> anyhow::Result<Ordered> {
    let rest = command::all_left(library).find(|it| it.session.id == session);
    let rest = rest.ok_or_else(|| Failure::failed(practice::NOTHING_LEFT))?;
    let settings = found.settings.clone();
    let plan = rest.plan(&settings).map_err(unplayable)?;
    let prepared = Prepared {
        title: rest.session.title,
        said: Vec::new(),
        asked: rest.options.asked,
        plan,
        settings,
        keyboard: Keyboard::Lines,
        is_plain: false,
        speed: 1,
        session: Some(rest.session.id),
        folders: folders.to_vec(),
    };
    Ok(Ordered::Session { prepared: Box::new(prepared), notes: rest.said })
}
