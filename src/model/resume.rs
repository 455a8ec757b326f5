//! What is left of a session that ended early, and which side leads in the next one: both follow from the log.
//!
//! Holds that were *finished* decide here, not the seconds that were held: a hold that was cut is held whole
//! again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::{
    journal::Session,
    plan::{Adjustment, Plan, RoundSide, Segment},
    player::{End, Outcome},
    record::Done,
    side::Side,
    text::Text,
};

/// A session is offered for so long: whoever leaves in the afternoon may go on in the morning.
pub const OFFERED: TimeDelta = TimeDelta::hours(24);

/// The sessions to go on with, the last one first: those that ended early within a day and of which no session that
/// was played since has all routines. One that the person left before anything was held is none: to go on with it would be
/// to begin it.
pub fn offered(sessions: &[Session], now: DateTime<FixedOffset>) -> impl Iterator<Item = &Session> {
    let has_begun = |it: &&Session| it.end != Some(End::Left) || !it.sum().is_nothing();
    let is_of_late = |it: &&Session| it.last <= now + TimeDelta::minutes(1) && now - it.last <= OFFERED;
    let mut past: Vec<&Session> = sessions.iter().filter(is_of_late).filter(has_begun).collect();
    past.sort_by_key(|it| it.last);
    let count = past.len();
    let is_in = |routine: &Text, it: &Session| it.plan.iter().any(|planned| planned.routine == *routine);
    let is_left = move |at: usize| {
        let (session, since) = (past[at], &past[at + 1..]);
        let has_all = |later: &&Session| session.plan.iter().all(|it| is_in(&it.routine, later));
        let is_done_since = since.iter().any(has_all);
        let is_early =
            session.end != Some(End::Done) && session.options.is_some() && !session.plan.is_empty();
        (is_early && !is_done_since).then_some(session)
    };
    (0..count).rev().filter_map(is_left)
}

/// What is left of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remainder {
    /// For each routine of the plan, what is left of it: no turns where nothing is.
    pub routines: Vec<Adjustment>,
    /// The index of the routine in which it goes on.
    pub begins: usize,
}

/// What is left of a session whose plan was made anew. `changed` says for each of its routines whether its
/// file has changed since: then what was finished in it says nothing about it any more.
///
/// The session goes on where it stopped; a side that was left undone while the other was finished, or will be
/// held now, comes first. None if nothing is left.
pub fn rest(session: &Session, plan: &Plan, changed: &[bool]) -> Option<Remainder> {
    let has_changed = |routine: usize| changed.get(routine).copied().unwrap_or(false);
    let segments = plan.segments();
    let timed: Vec<usize> = (0..segments.len()).filter(|at| segments[*at].kind.is_timed()).collect();
    let met = places(session, segments, &timed);
    let left_at =
        session.stopped_at.and_then(|place| timed.iter().copied().find(|it| place.is(&segments[*it])));
    let left_at = left_at.filter(|it| !has_changed(segments[*it].routine));
    let done: BTreeSet<usize> = met
        .iter()
        .filter(|(at, it)| is_done(it) && !has_changed(segments[*at].routine))
        .map(|it| it.0)
        // What the person went back to before they left is to be done again.
        .filter(|at| left_at.is_none_or(|it| *at < it))
        .collect();
    let stopped = match (left_at, met.last()) {
        (Some(at), _) => at,
        (None, None) => timed.first().copied()?,
        (None, Some((at, _))) if has_changed(segments[*at].routine) => {
            timed.iter().copied().find(|it| segments[*it].routine == segments[*at].routine)?
        }
        (None, Some((at, _))) if done.contains(at) || was_passed_over(session) => {
            timed.iter().copied().find(|it| it > at).unwrap_or(segments.len())
        }
        (None, Some((at, _))) => *at,
    };
    let is_left = |at: &usize| {
        // A side is skipped only together with its other side: one alone would leave the body lopsided.
        let has_other_side = || {
            let place = |it: &Segment| (it.routine, it.round, it.step, it.side.map(Side::other));
            let here = &segments[*at];
            let twin = (here.routine, here.round, here.step, here.side);
            let is_held = |it: &usize| (*it >= stopped || done.contains(it)) && place(&segments[*it]) == twin;
            here.side.is_some() && timed.iter().any(is_held)
        };
        !done.contains(at) && (*at >= stopped || (!has_changed(segments[*at].routine) && has_other_side()))
    };
    let left: Vec<&Segment> = timed.iter().filter(|it| is_left(it)).map(|it| &segments[*it]).collect();
    let begins = left.first()?.routine;
    let mut routines = plan.adjustments().to_vec();
    for (index, routine) in routines.iter_mut().enumerate() {
        let mut turns: Vec<RoundSide> = Vec::new();
        for segment in left.iter().filter(|it| it.routine == index) {
            let (round, step) = (segment.round.unwrap_or(1), segment.step.unwrap_or(1));
            match turns.iter_mut().find(|it| it.round == round && it.side == segment.side) {
                Some(turn) => turn.steps.push(step),
                None => turns.push(RoundSide { round, side: segment.side, steps: vec![step] }),
            }
        }
        routine.left = Some(turns);
    }
    // Whoever was in the middle of it knows its cautions and the way into it.
    let was_in_it = met.iter().any(|(at, _)| segments[*at].routine == begins);
    if was_in_it && !has_changed(begins) {
        routines[begins].goes_on = true;
    }
    Some(Remainder { routines, begins })
}

/// The segments of the plan that the records of a session's last stretch are of, in the order of time.
fn places<'s>(session: &'s Session, segments: &[Segment], timed: &[usize]) -> Vec<(usize, &'s Done)> {
    let mut met: Vec<(usize, &Done)> = Vec::new();
    for done in session.since_it_went_on() {
        let is_it = |at: &&usize| {
            let segment = &segments[**at];
            let same_routine = done.entry.is_none_or(|it| it == segment.routine + 1);
            same_routine
                && (segment.step, segment.round, segment.side) == (done.step, done.round, done.side)
                && done.kind == Some(segment.kind)
        };
        // Without an entry a routine that is played twice is taken in order.
        let behind = met.last().map_or(0, |it| it.0);
        let found = timed.iter().find(|it| **it >= behind && is_it(it)).or_else(|| timed.iter().find(is_it));
        met.extend(found.map(|at| (*at, done)));
    }
    met
}

/// Whether a hold need not be done again: its time ran out, or the person made it shorter.
fn is_done(done: &Done) -> bool {
    done.finished || (done.outcome == Outcome::Shortened && done.time.as_secs() > 0)
}

/// Whether the last hold was skipped by the person, who then left later: a hold that was cut by leaving ends
/// with the session.
fn was_passed_over(session: &Session) -> bool {
    session.end == Some(End::Left) && session.went_on_after_the_last()
}

/// Sessions in the order in which they were played. Where the clock was set back, those before it seem to lie ahead of
/// now: they are put where they were written, or the last session would not be the one that was played last.
pub fn as_played(sessions: Vec<Session>, now: DateTime<FixedOffset>) -> Vec<Session> {
    let (mut ahead, mut played): (Vec<Session>, Vec<Session>) =
        sessions.into_iter().partition(|it| it.began > now);
    ahead.sort_by_key(|it| it.written);
    for session in ahead {
        let before = played.iter().rposition(|it| it.written < session.written);
        played.insert(before.map_or(0, |it| it + 1), session);
    }
    played
}

/// Which side leads in the next session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leading {
    /// Where nothing else says.
    pub usual: Side,
    /// The side that was left undone in the last session of a routine, by the routine's id.
    pub own: BTreeMap<Text, Side>,
}

impl Default for Leading {
    fn default() -> Leading {
        Leading { usual: Side::Right, own: BTreeMap::new() }
    }
}

/// The side that did not lead in the last session that was played to its end on both sides, and for single
/// routines the side that is behind since their last session.
pub fn leading(sessions: &[Session]) -> Leading {
    let mut leading = Leading::default();
    for session in sessions {
        let options = session.options.as_ref();
        let led = options.filter(|it| it.side.is_none()).and_then(|it| it.leading);
        let has_both = |side| session.segments.iter().any(|it| it.side == Some(side));
        if let Some(led) =
            led.filter(|_| session.end == Some(End::Done) && has_both(Side::Left) && has_both(Side::Right))
        {
            leading.usual = led.other();
        }
        let one_side_asked = options.is_some_and(|it| it.side.is_some());
        let mut finished: BTreeMap<&Text, [u64; 2]> = BTreeMap::new();
        for done in session.segments.iter().filter(|_| !one_side_asked) {
            let Some(side) = done.side else { continue };
            finished.entry(&done.routine).or_default()[side.index()] += u64::from(is_done(done));
        }
        for (routine, [left, right]) in finished {
            if left + right == 0 {
                // What was only skipped says nothing.
                continue;
            }
            let undone = match left.cmp(&right) {
                std::cmp::Ordering::Less => Some(Side::Left),
                std::cmp::Ordering::Greater => Some(Side::Right),
                std::cmp::Ordering::Equal => None,
            };
            match undone {
                Some(side) => _ = leading.own.insert(routine.clone(), side),
                None => _ = leading.own.remove(routine),
            }
        }
    }
    leading
}
