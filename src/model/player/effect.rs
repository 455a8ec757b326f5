//! What is due, as values: the stage performs them.

use std::time::Duration;

use super::phase::Why;
use crate::model::vocabulary::vocabulary;

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A segment began, by itself or because it was asked for.
    Begin {
        /// Which, as an index into the plan.
        at: usize,
    },
    /// Half of the hold is over.
    HalfWay,
    /// So many seconds are left of a hold: 3, 2, 1.
    Last(u32),
    /// A repetition begins: from 2, since the first begins with the segment.
    Beat(u32),
    /// The hold inside a repetition begins.
    Stay,
    /// The hold inside a repetition is over.
    Release,
    /// A breath turns; the first one begins with the segment.
    Breath {
        /// Which way.
        turn: Turn,
        /// The how manieth breath, from 1.
        nth: u32,
    },
    /// A timed segment was held, shortened or left.
    Record(Record),
    /// Time stands still.
    Paused(Why),
    /// It goes on, after the seconds for getting back into position where there are any.
    GoesOn {
        /// Whether there are.
        returning: bool,
    },
    /// The time for getting back is over and the hold runs again.
    HoldsAgain,
    /// The session is over.
    Finished(End),
}

/// The half of a breath that begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Breathing in.
    In,
    /// Breathing out.
    Out,
}

vocabulary! {
    /// How a session ended.
    End {
        /// At the end of its plan.
        Done = "done",
        /// The person left before.
        Left = "left",
    }
}

/// What became of a timed segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Which, as an index into the plan.
    pub at: usize,
    /// How it ended.
    pub outcome: Outcome,
    /// How long it truly lasted, pauses left out.
    pub time: Duration,
}

vocabulary! {
    /// How a timed segment ended.
    Outcome {
        /// Its time ran out, or the person ended one without a length: it counts.
        Held = "held",
        /// Its time ran out after it was made shorter: it does not count.
        Shortened = "shortened",
        /// It was left before its time.
        Skipped = "skipped",
    }
}
