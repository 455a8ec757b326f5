//! The question at the end of a session: how it felt, and what follows from the answer.

use std::time::Duration;

use super::past;
use crate::{
    error::aside,
    model::{
        adapt::{self, Answer},
        area::Area,
        journal::{Felt, Session},
        player::{End, Player},
        record::{Done, Sum},
        settings::Settings,
        text::Text,
        words::practice,
    },
    world::{journal, library::Library, lines},
};

/// Nobody is asked after less than this was held.
const WORTH_A_QUESTION: Duration = Duration::from_secs(30);
/// Whoever does not answer within this time has no answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks how a session felt, keeps the answer, and says what it changes. No answer changes nothing.
pub fn ask(session: &str, end: End, player: &Player, settings: &Settings) -> anyhow::Result<()> {
    let done: Vec<Done> = player.records().iter().map(|it| Done::of(player.plan(), it)).collect();
    let sum: Sum = done.iter().map(Done::sum).sum();
    if sum.held < WORTH_A_QUESTION {
        return Ok(());
    }
    let mut routines: Vec<(Text, Text)> = Vec::new();
    for it in done.iter().filter(|it| it.time.as_secs() > 0) {
        if !routines.iter().any(|known| known.0 == it.routine) {
            routines.push((it.routine.clone(), it.name.clone()));
        }
    }
    let names: Vec<Text> = routines.iter().map(|it| it.1.clone()).collect();
    let Some(mut line) = lines::ask(practice::HOW_IT_FELT, PATIENCE) else { return Ok(()) };
    if line == "l" {
        let Some(next) = lines::ask(&practice::to_answer_for(&names), PATIENCE) else { return Ok(()) };
        line = next;
    }
    let Some(Answer { felt, routine }) = adapt::answer(&line, routines.len()) else { return Ok(()) };
    let about: Vec<&(Text, Text)> = match routine {
        Some(index) => routines.get(index).into_iter().collect(),
        None => routines.iter().collect(),
    };
    let before = past::past(settings);
    let kept = journal::answer(session, end, felt, routine.and_then(|it| routines.get(it)).map(|it| &it.0));
    if let Err(why) = kept {
        aside(&format!("warning: the answer is not kept: {why}\n"));
        return Ok(());
    }
    let after = past::past(settings);
    if felt == Felt::Hurt {
        return it_hurt(player, &about);
    }
    if let Some(said) = practice::changed(&changes(&before, &after, &about)) {
        super::print(&format!("{said}\n"))?;
    }
    Ok(())
}

/// By how many seconds the holds of routines are longer after an answer than before.
fn changes(before: &[Session], after: &[Session], about: &[&(Text, Text)]) -> Vec<(Text, i32)> {
    let of = |past: &[Session], id: &Text| adapt::change(past, id).unwrap_or_default();
    let all = about.iter().map(|(id, name)| (name.clone(), of(after, id) - of(before, id)));
    all.filter(|it| it.1 != 0).collect()
}

/// Shows the signs for stopping and for seeing someone, and says what is left out.
fn it_hurt(player: &Player, about: &[&(Text, Text)]) -> anyhow::Result<()> {
    let names: Vec<Text> = about.iter().map(|it| it.1.clone()).collect();
    let mut lines = vec![practice::hurt(&names)];
    let mut areas: Vec<Area> = Vec::new();
    for routine in player.plan().routines() {
        let is_it = about.iter().any(|it| it.0.as_str() == routine.id);
        areas.extend(routine.area.filter(|it| is_it && !areas.contains(it)));
    }
    let library = Library::default();
    for page in areas.into_iter().filter_map(|it| library.area(it).ok()) {
        lines.extend(page.stop.iter().chain(&page.see).map(|it| it.to_string()));
    }
    super::print(&(lines.join("\n") + "\n"))
}
