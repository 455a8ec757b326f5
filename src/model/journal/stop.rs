//! Where a person left a session: the line of its end has it, since they may have gone back before.

use super::line::LogLine;
use crate::model::{
    plan::{Plan, Segment},
    side::Side,
};

/// The timed segment that was to be done next, as the lines of timed segments tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StopPlace {
    /// Which routine of the plan, from 1.
    entry: usize,
    step: Option<usize>,
    round: Option<u32>,
    side: Option<Side>,
}

impl StopPlace {
    /// Of a plan that was left in this segment; none if nothing timed was to come.
    pub fn of(plan: &Plan, at: usize) -> Option<StopPlace> {
        let next = plan.segments().get(at..)?.iter().find(|it| it.kind.is_timed())?;
        Some(StopPlace { entry: next.routine + 1, step: next.step, round: next.round, side: next.side })
    }

    /// Whether a segment of the plan is this one.
    pub fn is(&self, segment: &Segment) -> bool {
        segment.kind.is_timed()
            && (segment.routine + 1, segment.step, segment.round, segment.side)
                == (self.entry, self.step, self.round, self.side)
    }

    /// Into the line of an end.
    pub(super) fn write(self, line: LogLine) -> LogLine {
        let side = self.side.map(|it| it.name().to_owned());
        LogLine { entry: Some(self.entry), step: self.step, round: self.round, side, ..line }
    }

    /// From the line of an end; none if it does not say.
    pub(super) fn read(line: &LogLine) -> Option<StopPlace> {
        let side = line.side.as_deref().and_then(Side::from_name);
        Some(StopPlace { entry: line.entry?, step: line.step, round: line.round, side })
    }
}
