//! The session's clock: monotonic time since it began, and whether the machine slept.

#![expect(clippy::disallowed_methods, reason = "the one reader of the monotonic clock")]

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

use super::places;
use crate::model::moment::Moment;

/// Asleep for less than this is not worth a pause.
const NAP: Duration = Duration::from_secs(2);

/// A clock that begins when it is made.
#[derive(Debug)]
pub struct Clock {
    began: Instant,
    speed: u32,
    asleep: Duration,
}

impl Clock {
    /// Begins now. At a speed above 1 a session is a preview that runs so many times as fast.
    pub fn begin(speed: u32) -> Clock {
        Clock { began: Instant::now(), speed: speed.max(1), asleep: asleep() }
    }

    /// The session's time. It stands still while the machine sleeps.
    pub fn now(&self) -> Moment {
        Moment(self.began.elapsed().saturating_mul(self.speed))
    }

    /// How long real time takes for so much of the session's.
    pub fn real(&self, session: Duration) -> Duration {
        session / self.speed
    }

    /// How much of the session passes in so much real time.
    pub fn session(&self, real: Duration) -> Duration {
        real.saturating_mul(self.speed)
    }

    /// How long the machine slept since this was last asked, if it was more than a nap.
    pub fn slept(&mut self) -> Option<Duration> {
        let before = std::mem::replace(&mut self.asleep, asleep());
        Some(self.asleep.saturating_sub(before)).filter(|it| *it > NAP)
    }
}

/// A file of a time zone is smaller than this; the largest known has some 4 KiB.
const LARGEST_ZONE: u64 = 1024 * 1024;

/// Whether the time zone of this machine can be asked for. If `TZ` names a pipe, it would be waited for; a
/// device may never end.
pub fn knows_its_zone() -> bool {
    places::zone_files().iter().all(|it| match std::fs::metadata(it) {
        Ok(about) => about.is_file() && about.len() <= LARGEST_ZONE,
        Err(_) => true,
    })
}

/// How long the machine has slept since it was started: what the clock that includes sleep is ahead
/// of the one that does not.
fn asleep() -> Duration {
    let [with, without] = SLEEP_CLOCKS.map(|id| {
        let time = clock_gettime(id);
        Duration::new(time.tv_sec.max(0) as u64, time.tv_nsec.clamp(0, 999_999_999) as u32)
    });
    with.saturating_sub(without)
}

#[cfg(any(target_os = "linux", target_os = "android"))]
const SLEEP_CLOCKS: [ClockId; 2] = [ClockId::Boottime, ClockId::Monotonic];

/// Elsewhere the two are one clock here, and a sleep shows as a gap between two events at most.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const SLEEP_CLOCKS: [ClockId; 2] = [ClockId::Monotonic, ClockId::Monotonic];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_runs_faster_and_waits_shorter() {
        let clock = Clock::begin(60);
        assert_eq!(clock.real(Duration::from_secs(60)), Duration::from_secs(1));
        let (session, real) = (clock.now().0, clock.began.elapsed());
        assert!(session <= real * 60, "{session:?} {real:?}");
    }

    #[test]
    fn nobody_sleeps_between_two_lines() {
        let mut clock = Clock::begin(1);
        assert_eq!(clock.slept(), None);
    }
}
