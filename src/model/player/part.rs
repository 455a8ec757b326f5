//! The parts of a repetition with a long hold inside: each is led as if it were a segment of its own.

use std::time::Duration;

use super::{LONG_STAY, Player};
use crate::model::moment::Moment;

/// A part of a repetition: the hold inside it, the way into that or the way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepPart {
    /// Whether it is the hold.
    pub stays: bool,
    /// How much of it is left.
    pub left: Duration,
    /// How long it is.
    pub length: Duration,
}

impl Player {
    /// In repetitions with a long hold inside, the part that is under way; none elsewhere.
    pub fn part(&self, now: Moment) -> Option<RepPart> {
        let pace = self.segment().pace?;
        let [there, hold, _] = pace.stay().filter(|[_, hold, _]| *hold >= LONG_STAY)?;
        let each = u64::from(pace.beat().max(1));
        let done = self.done(now);
        let into =
            Duration::from_secs(done.as_secs() % each) + Duration::from_nanos(done.subsec_nanos().into());
        let [there, stayed, each] =
            [u64::from(there), u64::from(there + hold), each].map(Duration::from_secs);
        let part = |stays, begins, ends| RepPart { stays, left: ends - into, length: ends - begins };
        Some(match into {
            into if into < there => part(false, Duration::ZERO, there),
            into if into < stayed => part(true, there, stayed),
            _ => part(false, stayed, each),
        })
    }
}
