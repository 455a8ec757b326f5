//! What is due inside a segment, and when: beats where there is a pace, else its half and its last seconds.

use std::time::Duration;

use super::{
    LONG_STAY,
    effect::{Effect, HalfBreath},
};
use crate::model::plan::{Pace, Segment};

/// Holds of at least this length say when half of them is over.
pub const WORTH_HALVING: Duration = Duration::from_secs(30);
/// If more than this is left at the half, the minutes that are left are said instead.
const LEFT_IN_MINUTES: Duration = Duration::from_secs(60);
/// The number of last seconds of a hold that are counted.
const LAST_SECONDS: u32 = 3;

/// The effects inside a segment after a point, in order, each with the point at which it is due. A pace
/// marks its beats; a timed segment without one marks its half and its last seconds.
pub fn marks(
    segment: &Segment,
    length: Duration,
    after: Duration,
) -> impl Iterator<Item = (Duration, Effect)> {
    let seconds = length.as_secs() as u32;
    let paced = segment.pace.into_iter().flat_map(move |pace| {
        let beat = pace.beat().max(1);
        let first = after.as_secs() as u32 / beat;
        let end = match pace {
            Pace::Breaths(breath) => breath.count_in(seconds),
            Pace::Reps { .. } => seconds / beat,
        };
        (first..end).flat_map(move |index| beat_marks(pace, segment.say.len(), index))
    });
    let is_held = segment.kind.is_timed() && segment.pace.is_none();
    let held = is_held.then(|| hold_marks(length, Duration::ZERO)).into_iter().flatten();
    paced.chain(held).filter(move |(point, _)| after < *point && *point < length)
}

/// The marks of a hold of this length that starts at `from`: its half, or the minutes that are left in a long one,
/// and its last seconds.
fn hold_marks(length: Duration, from: Duration) -> Vec<(Duration, Effect)> {
    let mut marks = Vec::new();
    let half = length / 2;
    if half > LEFT_IN_MINUTES {
        let minutes = (half.as_secs() / LEFT_IN_MINUTES.as_secs()) as u32;
        let left = |minutes: u32| (from + (length - LEFT_IN_MINUTES * minutes), Effect::MinutesLeft(minutes));
        marks.push(left(minutes));
        marks.extend((minutes > 1).then(|| left(1)));
    } else if length >= WORTH_HALVING {
        marks.push((from + half, Effect::HalfWay));
    }
    marks.extend((1..=LAST_SECONDS).rev().filter_map(|left| {
        let point = length.checked_sub(Duration::from_secs(u64::from(left)))?;
        Some((from + point, Effect::Last(left)))
    }));
    marks
}

/// The marks of one beat, from 0, in order. A repetition with words has one for each of its parts; that of
/// the way back is its release.
fn beat_marks(pace: Pace, words: usize, index: u32) -> Vec<(Duration, Effect)> {
    let begins = u64::from(index) * u64::from(pace.beat());
    let at = |seconds: u32| Duration::from_secs(begins + u64::from(seconds));
    let mut marks = match (pace, pace.stay()) {
        (Pace::Reps { .. }, None) => vec![(at(0), Effect::Beat(index + 1))],
        (Pace::Reps { .. }, Some([there, hold, back])) => {
            let mut marks = vec![(at(0), Effect::Beat(index + 1)), (at(there), Effect::Stay)];
            // A long one is led like a hold.
            if hold >= LONG_STAY {
                marks.extend(hold_marks(Duration::from_secs(u64::from(hold)), at(there)));
            }
            marks.extend((back > 0).then(|| (at(there + hold), Effect::Release)));
            marks
        }
        (Pace::Breaths(breath), _) => vec![
            (at(0), Effect::Breath { turn: HalfBreath::In, nth: index + 1 }),
            (at(breath.inward), Effect::Breath { turn: HalfBreath::Out, nth: index + 1 }),
        ],
    };
    let back = pace.stay().map(|_| words / 2);
    let parts = pace.parts(words).into_iter().enumerate().skip(1).filter(|(part, _)| Some(*part) != back);
    marks.extend(parts.map(|(part, time)| (at(0) + time.start, Effect::Part(part))));
    marks.sort_by_key(|it| it.0);
    marks
}
