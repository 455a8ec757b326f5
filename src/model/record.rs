//! What was held: the one truth that the summary, the log and statistics ask.
//!
//! Two facts about a timed segment are kept apart. *Held* is the time that was truly held, pauses left out,
//! whatever ended it; all sums are made of it. *Finished* says that the time the plan gave it ran out.

use std::{iter, time::Duration};

use super::{
    plan::{Pace, Plan, SegmentKind},
    player::{self, Outcome},
    side::Side,
    text::Text,
    wording::{self, Count},
};

/// A timed segment that is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// The id of its routine.
    pub routine: Text,
    /// What the routine is called.
    pub name: Text,
    /// Hold, breathe or reps; none for one that this version does not know.
    pub kind: Option<SegmentKind>,
    /// The step of the routine, from 1.
    pub step: Option<usize>,
    /// The round, from 1.
    pub round: Option<u32>,
    /// On which side.
    pub side: Option<Side>,
    /// What ended it.
    pub outcome: Outcome,
    /// How long it truly lasted.
    pub time: Duration,
    /// How long the plan gave it; none if it waited for the person, or if an old line does not say.
    pub planned: Option<Duration>,
    /// Whether the planned time ran out. One that waits is finished by the person who goes on.
    pub finished: bool,
    /// Whole repetitions, of what is repeated.
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
    /// What a record of the player says about a segment of its plan.
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

    /// What it adds to the sums: repetitions where it has them, and its time where it has none, since the
    /// time of repetitions is mostly movement.
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
    /// Of holds and breaths.
    pub held: Duration,
    /// Whole repetitions.
    pub times: u64,
}

impl Sum {
    /// Whether it holds neither a whole second nor a whole repetition.
    pub fn is_nothing(&self) -> bool {
        self.held.as_secs() == 0 && self.times == 0
    }

    /// `1m30s held and 24 repetitions`, with lengths written as `length` writes seconds.
    pub fn sentence(&self, length: fn(u64) -> String) -> String {
        let seconds = self.held.as_secs();
        let held = match seconds {
            0 => "nothing held".to_owned(),
            seconds => format!("{} held", length(seconds)),
        };
        let held = (seconds > 0 || self.times == 0).then_some(held);
        let times = (self.times > 0).then(|| Count(self.times, "repetition").to_string());
        wording::list(held.into_iter().chain(times), "and")
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

/// What was done of one routine, on each side, in the order in which they came. Nothing is in it twice,
/// and what was only skipped is not in it.
#[derive(Clone, Debug, PartialEq)]
pub struct RoutineSum {
    /// What the routine is called.
    pub name: Text,
    /// The sum of each side, or of none where there are no sides.
    pub sides: Vec<(Option<Side>, Sum)>,
}

/// All that was done, by routine and side.
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

/// How many segments did not come to their planned end, in words: `1 hold shortened, 2 skipped`. None if
/// all did.
pub fn unfinished(done: &[Done]) -> Option<String> {
    let count = |fate| done.iter().filter(|it| it.fate() == fate).count() as u64;
    let counts =
        [(Fate::Shortened, "shortened"), (Fate::LeftEarly, "left early"), (Fate::Skipped, "skipped")];
    let mut parts = Vec::new();
    for (fate, word) in counts {
        match (count(fate), parts.is_empty()) {
            (0, _) => {}
            (count, true) => parts.push(format!("{} {word}", Count(count, "hold"))),
            (count, false) => parts.push(format!("{count} {word}")),
        }
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests;
