//! What is different for one routine of a plan from what the wishes say: which side leads in it, how much
//! longer its holds are, and what of it is left to be done.

use super::slot::Slot;
use crate::model::{
    dose::{Level, Seconds, Span},
    side::Side,
};

/// What is different for one routine of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adjustment {
    /// The side that leads in it, where the routine leaves that open.
    pub leading: Option<Side>,
    /// Seconds that are added to each of its holds, as far as the range of its source goes. None where the
    /// log is not asked; a hold without a range never changes.
    pub change: Option<i32>,
    /// The turns that are left of it; none for all of them.
    pub left: Option<Vec<RoundSide>>,
    /// How it is announced in few words; none for all there is to say.
    pub brisk: Option<Brisk>,
    /// Whether the session stopped in it and goes on now: then, too, few words announce it. Its moves keep all of theirs,
    /// and their time.
    pub goes_on: bool,
}

/// How a routine is announced in few words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brisk {
    /// Whether the person is told that from now on there are fewer words.
    pub is_news: bool,
    /// Whether they have heard its caution often enough for its first sentence to do.
    pub knows_caution: bool,
}

/// One side of one round of a routine, of which some steps are left to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundSide {
    /// The round, from 1.
    pub round: u32,
    /// The side; none where there is none.
    pub side: Option<Side>,
    /// The timed steps that are left, from 1.
    pub steps: Vec<usize>,
}

impl Adjustment {
    /// How it is announced, with nothing but the way there and the first sentence of its caution where it goes on.
    pub(super) fn announced(&self) -> Option<Brisk> {
        self.brisk.or(self.goes_on.then_some(Brisk { is_news: false, knows_caution: true }))
    }

    fn turn(&self, round: u32, side: Option<Side>) -> Option<&RoundSide> {
        self.left.iter().flatten().find(|it| (it.round, it.side) == (round, side))
    }

    /// The turns that are left among those of the sides and rounds, in their order; none for all of them.
    pub(super) fn turns(&self, sides: &[Option<Side>], rounds: u32) -> Option<Vec<(u32, Option<Side>)>> {
        let at = |side: Option<Side>| sides.iter().position(|it| *it == side);
        let turns = self.left.as_ref()?.iter().filter(|it| it.round <= rounds && at(it.side).is_some());
        let mut turns: Vec<(u32, Option<Side>)> = turns.map(|it| (it.round, it.side)).collect();
        turns.sort_by_key(|it| (it.0, at(it.1)));
        turns.dedup();
        Some(turns)
    }

    /// In how many of so many rounds something is left to do.
    pub(super) fn rounds(&self, rounds: u32) -> u32 {
        let Some(left) = &self.left else { return rounds };
        let mut left: Vec<u32> = left.iter().map(|it| it.round).filter(|it| *it <= rounds).collect();
        left.sort_unstable();
        left.dedup();
        left.len() as u32
    }

    /// Whether a step of a turn that is played is done. The way there is played wherever something
    /// follows, since that may begin where the step ends.
    pub(super) fn has_step(&self, slot: Slot) -> bool {
        let turn = self.turn(slot.round.unwrap_or_default(), slot.side);
        turn.is_none_or(|it| slot.step.is_none_or(|step| it.steps.contains(&step)))
    }

    /// Whether something is left to be done after a step, in the same turn.
    pub(super) fn has_more(&self, slot: Slot) -> bool {
        let turn = self.turn(slot.round.unwrap_or_default(), slot.side);
        turn.is_some_and(|it| it.steps.iter().any(|step| Some(*step) > slot.step))
    }

    /// A hold at a level, with the change.
    pub fn seconds(&self, span: Span, level: Level) -> Seconds {
        let seconds = span.seconds(level);
        let changed = seconds.saturating_add_signed(self.change.unwrap_or_default());
        changed.clamp(span.low(), span.high())
    }
}
