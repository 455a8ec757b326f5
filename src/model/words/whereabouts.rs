//! Where one is in a session: the answer to the key that asks for it.

use crate::model::{
    dose::Seconds,
    plan::{Pace, Segment, SegmentKind, Total},
    player::WhyPaused,
    routine::Routine,
    text::Text,
    wording::{capital, spoken_length},
    words::{session, terms},
};

/// How time stands where one asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// It runs.
    Runs,
    /// It stands still.
    Paused(WhyPaused),
    /// The person gets back into position.
    Returning,
}

/// Where the person is.
#[derive(Clone, Debug)]
pub struct Here<'p> {
    /// The routine, and its number in the session of how many.
    pub routine: (&'p Routine, (usize, usize)),
    /// The number of its rounds.
    pub rounds: u32,
    /// What is done.
    pub segment: &'p Segment,
    /// Seconds of it that are over, and that are left; none left if it waits.
    pub done: u64,
    /// Seconds that are left of it.
    pub left: Option<Seconds>,
    /// What is left of the session.
    pub in_all: Total,
    /// How time stands.
    pub time: Time,
}

/// The answers, the longest first: all of it with what is done, without that, and side and time alone.
pub fn answers(here: &Here<'_>) -> [Text; 3] {
    let instruction = match here.segment.kind {
        SegmentKind::Rest => Text::default(),
        SegmentKind::Ready
        | SegmentKind::Move
        | SegmentKind::Hold
        | SegmentKind::Breathe
        | SegmentKind::Reps
        | SegmentKind::Switch => here.segment.whole.clone(),
    };
    let [which, turn, left, in_all, time] = [which(here), turn(here), left(here), in_all(here), time(here)]
        .map(|it| it.map_or(Text::default(), |it| Text::clean(&format!("{}.", capital(&it)))));
    let short = session::joined([turn.clone(), left.clone()]);
    let short = if short.is_empty() { which.clone() } else { short };
    let all = session::joined([time, which, turn, left, in_all]);
    [session::joined([all.clone(), instruction]), all, short]
}

/// `neck release, 2 of 5`.
fn which(Here { routine: (routine, (nth, of)), .. }: &Here<'_>) -> Option<String> {
    let name = routine.name.as_str().trim_end_matches('.');
    Some(if *of > 1 { format!("{name}, {nth} of {of}") } else { name.to_owned() })
}

/// `left arm, round 2 of 3`.
fn turn(here: &Here<'_>) -> Option<String> {
    let side = here.segment.side.map(|side| match here.routine.0.limb {
        Some(limb) => format!("{} {}", terms::side(side), terms::limb(limb)),
        None => format!("{} side", terms::side(side)),
    });
    let round = here.segment.round.filter(|_| here.rounds > 1);
    let round = round.map(|it| format!("round {it} of {}", here.rounds));
    let parts: Vec<String> = side.into_iter().chain(round).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `12 seconds to go`, `4 of 8`.
fn left(here: &Here<'_>) -> Option<String> {
    let in_time = |seconds: Seconds| format!("{} to go", spoken_length(u64::from(seconds)));
    match (here.segment.kind, here.segment.pace, here.left) {
        (SegmentKind::Ready | SegmentKind::Move | SegmentKind::Switch, ..) => None,
        (SegmentKind::Rest, _, Some(left)) => Some(format!("rest, {}", in_time(left))),
        (SegmentKind::Rest, _, None) => Some("rest".to_owned()),
        (SegmentKind::Reps, Some(Pace::Reps { each, .. }), Some(left)) => {
            let each = u64::from(each.max(1));
            let of = (here.done + u64::from(left)) / each;
            Some(format!("number {} of {of}", (here.done / each + 1).min(of)))
        }
        (SegmentKind::Hold | SegmentKind::Breathe | SegmentKind::Reps, _, Some(left)) => Some(in_time(left)),
        (SegmentKind::Hold | SegmentKind::Breathe | SegmentKind::Reps, _, None) => {
            Some("as long as you like, enter ends it".to_owned())
        }
    }
}

/// `about 4 minutes to go in all`.
fn in_all(here: &Here<'_>) -> Option<String> {
    (here.in_all.seconds > 0).then(|| format!("{} to go in all", session::about(here.in_all.seconds)))
}

fn time(here: &Here<'_>) -> Option<String> {
    match here.time {
        Time::Runs => None,
        Time::Paused(why) => Some(session::paused(why).to_string()),
        Time::Returning => Some(session::get_back().to_string()),
    }
}
