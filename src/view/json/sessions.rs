//! Sessions of the log for programs, with the words of its lines.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{
    journal::{OptionsLine, PlannedLine, Session},
    record::Done,
    text::Text,
};

/// One session of the log.
#[derive(Serialize)]
pub struct SessionJson<'a> {
    id: &'a str,
    began: String,
    /// `done`, `left`, or nothing if it was broken off.
    ended: Option<&'static str>,
    title: &'a str,
    routines: Vec<&'a str>,
    /// Empty if an older version wrote the session.
    plan: Vec<PlannedLine>,
    /// Nothing if an older version wrote the session.
    options: Option<OptionsLine>,
    /// Of holds and breaths, whatever ended them.
    held_seconds: f64,
    repetitions: u64,
    felt: Option<&'static str>,
    routines_felt: BTreeMap<&'a str, &'static str>,
    segments: Vec<DoneJson<'a>>,
}

/// One timed segment of a session of the log.
#[derive(Serialize)]
pub struct DoneJson<'a> {
    routine: &'a str,
    kind: Option<&'static str>,
    step: Option<usize>,
    round: Option<u32>,
    side: Option<&'static str>,
    outcome: &'static str,
    seconds: f64,
    planned_seconds: Option<f64>,
    finished: bool,
    times: Option<u64>,
}

/// Sessions of the log in their order, as the parts of one text: a log of ten years is never in memory as a
/// whole.
pub fn sessions(sessions: impl Iterator<Item = Session>) -> impl Iterator<Item = String> {
    super::listed(sessions.map(|it| super::text(&session(&it))))
}

fn session(session: &Session) -> SessionJson<'_> {
    let sum = session.sum();
    SessionJson {
        id: session.id.as_str(),
        began: session.began.to_rfc3339(),
        ended: session.end.map(|it| it.name()),
        title: session.title.as_str(),
        routines: session.routines.iter().map(Text::as_str).collect(),
        plan: session.plan.iter().map(PlannedLine::of).collect(),
        options: session.options.as_ref().map(OptionsLine::of),
        held_seconds: sum.held.as_secs_f64(),
        repetitions: sum.times,
        felt: session.felt.map(|it| it.name()),
        routines_felt: session.routines_felt.iter().map(|(id, felt)| (id.as_str(), felt.name())).collect(),
        segments: session.segments.iter().map(segment).collect(),
    }
}

fn segment(done: &Done) -> DoneJson<'_> {
    DoneJson {
        routine: done.routine.as_str(),
        kind: done.kind.map(|it| it.name()),
        step: done.step,
        round: done.round,
        side: done.side.map(|it| it.name()),
        outcome: done.outcome.name(),
        seconds: done.time.as_secs_f64(),
        planned_seconds: done.planned.map(|it| it.as_secs_f64()),
        finished: done.finished,
        times: done.times,
    }
}
