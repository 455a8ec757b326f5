//! What is due, as values: the stage performs them.

use std::time::Duration;

use super::phase::WhyPaused;
use crate::model::vocabulary::vocabulary;

/// An effect and the point of the plan at which it is due, however late it is performed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueEffect {
    /// The index of its segment.
    pub at: usize,
    /// How much of the segment is over at that point.
    pub point: Duration,
    /// What is due.
    pub effect: Effect,
}

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A segment began, by itself or because it was asked for.
    Begin,
    /// Half of the hold is over.
    HalfWay,
    /// This many whole minutes are left of a long hold.
    MinutesLeft(u32),
    /// This many seconds are left of a hold: 3, 2, 1.
    Last(u32),
    /// A repetition begins: from 2, since the first begins with the segment.
    Beat(u32),
    /// The hold inside a repetition begins.
    Stay,
    /// The hold inside a repetition is over.
    Release,
    /// A part of a repetition that has words begins: from 1, since the first begins with the repetition.
    Part(usize),
    /// Half of a breath begins; the first one with the segment.
    Breath {
        /// Which half.
        turn: HalfBreath,
        /// Which breath, from 1.
        nth: u32,
    },
    /// A timed segment was held, shortened, left or passed over.
    Record(Record),
    /// Time stands still.
    Paused(WhyPaused),
    /// Time goes on, or will, once the person is back in position.
    GoesOn {
        /// Whether the person gets back into position first.
        returning: bool,
    },
    /// The time for getting back is over and the hold runs again.
    HoldsAgain,
    /// The person asks where they are.
    Where,
    /// The session is over.
    Finished(End),
}

/// The half of a breath that begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HalfBreath {
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
        /// The person left before its end.
        Left = "left",
    }
}

/// What became of a timed segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// The index of its segment.
    pub at: usize,
    /// What ended it.
    pub outcome: Outcome,
    /// The time that it really lasted, without pauses.
    pub time: Duration,
}

vocabulary! {
    /// What ended a timed segment; how long it was held is another question.
    Outcome {
        /// Its time ran out, or the person ended one without a length.
        Held = "held",
        /// Its time ran out after it was made shorter.
        Shortened = "shortened",
        /// It was left before its time.
        Skipped = "skipped",
    }
}
