//! Where a player stands: in which segment, how much of it is over, and since when it runs. A phase does
//! not keep the length of its segment: only the player knows it.

use std::time::Duration;

use super::effect::End;
use crate::model::moment::Moment;

/// Where the player stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The segment's time runs.
    Timing {
        /// The index of the segment.
        at: usize,
        /// How much of it was over at `since`.
        done: Duration,
        /// The moment from which it runs.
        since: Moment,
    },
    /// The segment waits for the person.
    Waiting {
        /// The index of the segment.
        at: usize,
        /// How long it had lasted at `since`.
        done: Duration,
        /// The moment from which it waits.
        since: Moment,
    },
    /// Time stands still.
    Paused {
        /// The index of the segment.
        at: usize,
        /// How much of it is over.
        done: Duration,
        /// The reason.
        why: WhyPaused,
    },
    /// Getting back into the position of a hold.
    Returning {
        /// The index of the segment.
        at: usize,
        /// How much of it is over.
        done: Duration,
        /// The moment at which the hold runs again.
        until: Moment,
    },
    /// The session is over.
    Over {
        /// The segment in which it ended.
        at: usize,
        /// How it ended.
        end: End,
    },
}

/// Why time stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyPaused {
    /// The person asked for it.
    Asked,
    /// The person wants to leave, and is asked whether they mean it.
    Leaving,
    /// Another screen covers the session, which goes on once that is closed.
    Covered,
    /// The program was stopped, or got no processor, for this long.
    Gap(Duration),
    /// The program was stopped from its terminal, as Ctrl-Z does.
    Stopped,
    /// The machine slept for this long.
    Slept(Duration),
}
