//! How long a hold is and how often something is done: ranges as their sources give them, and the level that
//! picks from them.

use super::vocabulary::vocabulary;

/// Whole seconds.
pub type Seconds = u32;

/// Seconds of a day. No plan is longer, and no line of the log is believed that says so.
pub const DAY: u64 = 24 * 60 * 60;

/// Seconds of a step without an end where nobody can press a key.
pub const UNATTENDED: Seconds = 30;

/// The longest that one hold, breath exercise, set of repetitions or rest may take.
pub const LONGEST_HOLD: Seconds = 60 * 60;

/// A closed range of counts or seconds; both ends are at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    low: u32,
    high: u32,
    /// What is taken of it at the usual level instead of its middle.
    usual: Option<u32>,
}

impl Span {
    /// Once.
    pub const ONE: Span = Span { low: 1, high: 1, usual: None };

    /// A range from its low to its high end; none if an end is zero or the range runs backwards.
    pub const fn new(low: u32, high: u32) -> Option<Span> {
        if low == 0 || high < low { None } else { Some(Span { low, high, usual: None }) }
    }

    /// A range of a single number; none if it is zero.
    pub const fn only(figure: u32) -> Option<Span> {
        Span::new(figure, figure)
    }

    /// The same range with this number taken at the usual level, if it lies in it.
    pub const fn usually(self, figure: u32) -> Option<Span> {
        if figure < self.low || figure > self.high {
            None
        } else {
            Some(Span { usual: Some(figure), ..self })
        }
    }

    /// The low end.
    pub const fn low(self) -> u32 {
        self.low
    }

    /// The high end.
    pub const fn high(self) -> u32 {
        self.high
    }

    /// A count at this level. The middle is rounded half up.
    pub const fn count(self, level: Level) -> u32 {
        match (level, self.usual) {
            (Level::Gentle, _) => self.low,
            (Level::Steady, Some(usual)) => usual,
            (Level::Steady, None) => self.low + (self.high - self.low).div_ceil(2),
            (Level::Full, _) => self.high,
        }
    }

    /// Seconds at this level. The middle is rounded half up to 5 s within the range; under 10 s it is rounded
    /// to a second.
    pub const fn seconds(self, level: Level) -> Seconds {
        match level {
            Level::Gentle | Level::Full => self.count(level),
            Level::Steady => {
                let sum = self.low + self.high; // twice the middle
                if sum < 20 || self.low == self.high || self.usual.is_some() {
                    return self.count(level);
                }
                let nearest = (sum + 5) / 10 * 5;
                if nearest < self.low {
                    self.low
                } else if nearest > self.high {
                    self.high
                } else {
                    nearest
                }
            }
        }
    }
}

/// How long a hold lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dose {
    /// A number of seconds.
    Seconds(Span),
    /// A number of breaths, each as long as the person's settings say.
    Breaths(Span),
    /// Until the person goes on.
    Open,
}

vocabulary! {
    /// Which end of a range is taken.
    Level {
        /// The low end.
        Gentle = "gentle",
        /// The middle.
        Steady = "steady",
        /// The high end.
        Full = "full",
    }
}

/// One breath: in, then out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breath {
    /// Seconds of breathing in.
    pub inward: Seconds,
    /// Seconds of breathing out.
    pub outward: Seconds,
}

impl Breath {
    /// Ten seconds: the NHS breathing exercise counts about five in and five out; a longer
    /// out-breath is easier to keep.
    pub const USUAL: Breath = Breath { inward: 4, outward: 6 };

    /// The whole breath.
    pub const fn seconds(self) -> Seconds {
        self.inward + self.outward
    }

    /// The number of whole breaths in a time of this many seconds, at least 1.
    pub fn count_in(self, length: Seconds) -> u32 {
        (length / self.seconds().max(1)).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(low: u32, high: u32, [gentle, steady, full]: [u32; 3]) {
        let span = Span::new(low, high).unwrap();
        let at = |level| span.seconds(level);
        assert_eq!([at(Level::Gentle), at(Level::Steady), at(Level::Full)], [gentle, steady, full]);
    }

    #[test]
    fn a_level_takes_an_end_or_the_middle() {
        check(15, 30, [15, 25, 30]);
        check(20, 30, [20, 25, 30]);
        check(30, 60, [30, 45, 60]);
        check(5, 10, [5, 8, 10]);
        check(10, 15, [10, 15, 15]);
        check(11, 13, [11, 11, 13]);
        check(3, 5, [3, 4, 5]);
        check(30, 30, [30, 30, 30]);
        check(7, 7, [7, 7, 7]);
        check(180, 900, [180, 540, 900]);
    }

    #[test]
    fn a_count_is_the_middle_half_up() {
        let middle = |low, high| Span::new(low, high).unwrap().count(Level::Steady);
        assert_eq!([middle(1, 3), middle(2, 3), middle(8, 12), middle(1, 1)], [2, 3, 10, 1]);
    }

    #[test]
    fn what_is_usual_is_taken_at_the_usual_level_alone() {
        let span = Span::new(15, 30).unwrap();
        let usually = |figure| {
            let span = span.usually(figure)?;
            Some([Level::Gentle, Level::Steady, Level::Full].map(|it| span.seconds(it)))
        };
        assert_eq!(usually(30), Some([15, 30, 30]));
        assert_eq!(usually(15), Some([15, 15, 30]));
        assert_eq!(usually(22), Some([15, 22, 30]));
        assert_eq!([usually(14), usually(31)], [None, None]);
        assert_eq!(Span::new(5, 9).unwrap().usually(9).map(|it| it.count(Level::Steady)), Some(9));
    }

    #[test]
    fn no_range_is_empty_or_backwards() {
        assert_eq!((Span::new(0, 3), Span::new(4, 3), Span::only(0)), (None, None, None));
    }
}
