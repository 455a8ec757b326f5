//! Time as a session sees it: the time since it began.
//!
//! It is no civil date: each command reads the date once and passes it on.

use std::{ops::Add, time::Duration};

/// A point in a session. Only a stage makes one, so nothing in the model can read a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub Duration);

impl Moment {
    /// The beginning of the session.
    pub const START: Moment = Moment(Duration::ZERO);

    /// The time since an earlier moment; zero if that is not earlier.
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
