//! What was held in a session: its summary and its lines in the log both ask this module.
//!
//! Two facts about a timed segment are kept apart. *Held* is the time for which it was really held, without
//! pauses, whatever ended it; all sums are made of it. *Finished* means that its planned time ran out.

use std::{iter, time::Duration};

use super::{
    plan::{Pace, Plan, SegmentKind},
    player::{self, Outcome},
    side::Side,
    text::Text,
};

/// A timed segment that is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// The id of its routine.
    pub routine: Text,
    /// The name of its routine.
    pub name: Text,
    /// Hold, breathe or reps; none for one that this version does not know.
    pub kind: Option<SegmentKind>,
    /// Which routine of the plan, from 1; none in an old line.
    pub entry: Option<usize>,
    /// The step of the routine, from 1.
    pub step: Option<usize>,
    /// The round, from 1.
    pub round: Option<u32>,
    /// The side; none if the routine has no sides.
    pub side: Option<Side>,
    /// What ended it.
    pub outcome: Outcome,
    /// The time for which it was held.
    pub time: Duration,
    /// Its planned time; none if it waited for the person, or if an old line does not say.
    pub planned: Option<Duration>,
    /// Whether the planned time ran out. A segment that waits is finished once the person goes on.
    pub finished: bool,
    /// Whole repetitions; none if it has no repetitions.
    pub times: Option<u64>,
}

/// What became of a timed segment, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The planned time ran out.
    Finished,
    /// It ended early since it was made shorter.
    Shortened,
    /// It was left early, with something held.
    LeftEarly,
    /// Nothing of it was held.
    Skipped,
}

impl Done {
    /// A record of the player, with what its plan says about that segment.
    pub fn of(plan: &Plan, record: &player::Record) -> Done {
        let segment = &plan.segments()[record.at];
        let routine = plan.routine_of(segment);
        let planned = segment.length.map(|it| Duration::from_secs(u64::from(it)));
        let finished = match planned {
            Some(planned) => record.time >= planned,
            None => record.outcome == Outcome::Held,
        };
        let times = match segment.pace {
            Some(Pace::Reps { each, .. }) => Some(record.time.as_secs() / u64::from(each.max(1))),
            Some(Pace::Breaths(_)) | None => None,
        };
        Done {
            routine: Text::clean(&routine.id),
            name: routine.name.clone(),
            kind: Some(segment.kind),
            entry: Some(segment.routine + 1),
            step: segment.step,
            round: segment.round,
            side: segment.side,
            outcome: record.outcome,
            time: record.time,
            planned,
            finished,
            times,
        }
    }

    /// What it adds to the sums: its repetitions, or its time if it has none. The time of repetitions is mostly
    /// movement, so it is not added.
    pub fn sum(&self) -> Sum {
        match self.times {
            Some(times) => Sum { held: Duration::ZERO, times },
            None => Sum { held: self.time, times: 0 },
        }
    }

    /// What became of it.
    pub fn fate(&self) -> Fate {
        match (self.finished, self.sum().is_nothing(), self.outcome) {
            (true, _, _) => Fate::Finished,
            (false, true, _) => Fate::Skipped,
            (false, false, Outcome::Shortened) => Fate::Shortened,
            (false, false, Outcome::Held | Outcome::Skipped) => Fate::LeftEarly,
        }
    }
}

/// Time held and repetitions done, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The time of holds and breathing.
    pub held: Duration,
    /// Whole repetitions.
    pub times: u64,
}

impl Sum {
    /// Whether it holds neither a whole second nor a whole repetition.
    pub fn is_nothing(&self) -> bool {
        self.held.as_secs() == 0 && self.times == 0
    }
}

impl iter::Sum for Sum {
    fn sum<I: Iterator<Item = Sum>>(sums: I) -> Sum {
        sums.fold(Sum::default(), |all, it| Sum {
            held: all.held.saturating_add(it.held),
            times: all.times.saturating_add(it.times),
        })
    }
}

/// What was done of one routine on each side, in the order of the session. Sides that were only skipped are left
/// out.
#[derive(Clone, Debug, PartialEq)]
pub struct RoutineSum {
    /// The name of the routine.
    pub name: Text,
    /// The sum of each side, or of none where there are no sides.
    pub sides: Vec<(Option<Side>, Sum)>,
}

/// The sums of all segments, by routine and side.
pub fn by_routine(done: &[Done]) -> Vec<RoutineSum> {
    let mut routines: Vec<(&Text, RoutineSum)> = Vec::new();
    for it in done {
        let at = routines.iter().position(|(id, known)| **id == it.routine && known.name == it.name);
        let at = at.unwrap_or_else(|| {
            routines.push((&it.routine, RoutineSum { name: it.name.clone(), sides: Vec::new() }));
            routines.len() - 1
        });
        let sides = &mut routines[at].1.sides;
        match sides.iter_mut().find(|(side, _)| *side == it.side) {
            Some((_, sum)) => *sum = [*sum, it.sum()].into_iter().sum(),
            None => sides.push((it.side, it.sum())),
        }
    }
    for (_, routine) in &mut routines {
        routine.sides.retain(|(_, sum)| !sum.is_nothing());
    }
    routines.into_iter().map(|it| it.1).filter(|it| !it.sides.is_empty()).collect()
}

#[cfg(test)]
mod tests;
