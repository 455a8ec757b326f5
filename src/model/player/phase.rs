//! Where a player stands: which segment, how much of it is over, and since when it runs. How long the
//! segment lasts is asked of the player, so that nothing has to be kept in step with it.

use std::time::Duration;

use super::effect::End;
use crate::model::moment::Moment;

/// Where the player stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The segment's time runs.
    Timing {
        /// Which segment.
        at: usize,
        /// How much of it was over before it ran.
        done: Duration,
        /// Since when it runs.
        since: Moment,
    },
    /// The segment waits for the person.
    Waiting {
        /// Which segment.
        at: usize,
        /// How long it had lasted before.
        done: Duration,
        /// Since when it waits.
        since: Moment,
    },
    /// Time stands still.
    Paused {
        /// Which segment.
        at: usize,
        /// How much of it is over.
        done: Duration,
        /// Why.
        why: Why,
    },
    /// Getting back into the position of a hold.
    Returning {
        /// Which segment.
        at: usize,
        /// How much of it is over.
        done: Duration,
        /// When the hold runs again.
        until: Moment,
    },
    /// The session is over.
    Over {
        /// The segment in which it ended.
        at: usize,
        /// How.
        end: End,
    },
}

/// Why time stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The person asked.
    Asked,
    /// The person asked to leave, and is asked back.
    Leaving,
    /// Something covers the session; it goes on when that is gone.
    Covered,
    /// The program was stopped, or came to no processor, for so long.
    Gap(Duration),
    /// The program was stopped from its terminal.
    Stopped,
    /// The machine slept for so long.
    Slept(Duration),
}
