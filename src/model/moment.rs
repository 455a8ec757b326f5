//! Time as a session sees it: the time since it began.
//!
//! Not a civil date: that is read once a command and passed on.

use std::{ops::Add, time::Duration};

/// A point in a session. Only a stage makes one, so nothing in the model can read a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub Duration);

impl Moment {
    /// The beginning of the session.
    pub const START: Moment = Moment(Duration::ZERO);

    /// How long after `earlier` this is; zero when it is not after.
    pub fn since(self, earlier: Moment) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

impl Add<Duration> for Moment {
    type Output = Moment;

    fn add(self, by: Duration) -> Moment {
        Moment(self.0.saturating_add(by))
    }
}
