//! What is done between the turns of a routine: changing sides, and resting between two rounds.

use super::{PlanDraft, SOUND_BEFORE_WORDS, Slot};
use crate::model::{
    dose::Seconds,
    plan::{Segment, SegmentKind, Unplayable, lines::Words},
    routine::{Routine, Side},
    speech::time_to_say,
    stance::{PoseAt, PoseLine, Stance},
    text::Text,
    transfer::Posture,
    words::session::{self, Rests, SideOf},
};

/// Seconds for changing sides.
const SWITCH: Seconds = 5;
/// Seconds of a rest after its words, unless a routine wants a shorter one.
const REST: Seconds = 3;
/// Seconds of a rest after its words for sitting back from hands and knees, and resting there.
const ON_THE_HEELS: Seconds = 6;
/// Seconds for coming back from there, after the words.
const UP_AGAIN: Seconds = 3;
/// A rest of so many seconds is told with its length.
const LONG_REST: Seconds = 15;

impl PlanDraft<'_> {
    /// From one side to the other: its name and the moves that get there, or a few seconds.
    pub(super) fn switch(&mut self, slot: Slot, routine: &Routine, side: Side) -> Result<(), Unplayable> {
        let way = SideOf { side, limb: routine.limb };
        if routine.switch.is_empty() {
            let whole = session::switch_alone(way);
            let (text, length) = match self.brisk {
                // Getting there is a move of its own.
                Some(_) => {
                    let name = session::switch_in_short(way);
                    let length = time_to_say(&name) + SOUND_BEFORE_WORDS;
                    (name, length)
                }
                None => (whole.clone(), SWITCH),
            };
            let words = Words { whole, ..Words::same(text) };
            return self.way(SegmentKind::Switch, slot, length, words);
        }
        self.switch_moves(slot, routine, side, Some(session::switch(way)))
    }

    /// Between two rounds: back to the side that leads, where getting there takes moves, and then a rest,
    /// which says what comes.
    pub(super) fn between_rounds(
        &mut self,
        slot: Slot,
        routine: &Routine,
        [round, rounds]: [u32; 2],
        leading: Option<Side>,
        back_to: Option<Side>,
    ) -> Result<(), Unplayable> {
        if let Some(side) = back_to {
            let name = (routine.rest >= Routine::USUAL_REST).then(session::switch_back);
            self.switch_moves(Slot { side: Some(side), ..slot }, routine, side, name)?;
        }
        let way = leading.map(|side| SideOf { side, limb: routine.limb });
        // Moves to the other side have led to a posture of their own.
        let posture = routine.posture_of(slot.end).or(self.whereabouts.posture);
        let is_short = routine.rest < Routine::USUAL_REST;
        let to_say = |it: &Text| time_to_say(it) + SOUND_BEFORE_WORDS;
        if posture == Some(Posture::HandsAndKnees) && !is_short {
            let words = Words::same(session::rest_on_the_heels());
            let length = routine.rest.max(to_say(&words.text) + ON_THE_HEELS);
            self.way(SegmentKind::Rest, slot, length, words)?;
            let words = Words::same(session::up_again([round, rounds], way));
            return self.way(SegmentKind::Move, slot, to_say(&words.text) + UP_AGAIN, words);
        }
        let rests = match (is_short, routine.rest) {
            (true, _) => Rests::Hardly,
            (false, LONG_REST..) => Rests::For(routine.rest),
            (false, _) if round == 2 => Rests::First,
            (false, _) => Rests::Again,
        };
        let whole = session::rest([round, rounds], way, rests);
        let text = match (self.brisk, rests) {
            (Some(_), Rests::First) => session::rest([round, rounds], way, Rests::Again),
            (Some(_) | None, _) => whole.clone(),
        };
        let changes_here = leading.is_some() && routine.switch.is_empty();
        let length = match routine.rest {
            rest if self.brisk.is_some() || is_short => rest.max(to_say(&text)),
            rest => rest.max(to_say(&text) + REST),
        };
        let length = if changes_here { length.max(SWITCH) } else { length };
        let words = Words { whole, said: None, text, short: session::rest_in_short() };
        self.way(SegmentKind::Rest, slot, length, words)
    }

    /// Says once in a session that sounds stand for words, at the change before the first moves for which they do:
    /// those of the turn that begins at this segment.
    pub(super) fn tell_of_sounds(&mut self, begins: usize) {
        let is_silent = |it: &Segment| it.said.as_ref().is_some_and(Text::is_empty);
        if self.told_of_sounds || !self.is_again || !self.segments[begins..].iter().any(is_silent) {
            return;
        }
        let Some(change) = self.segments[..begins].last_mut() else { return };
        let words = session::by_sounds(&change.text);
        let longer = time_to_say(&words) - time_to_say(&change.text);
        change.length = change.length.map(|it| it + longer);
        self.seconds += change.length.map_or(0, |_| u64::from(longer));
        change.text = words;
        self.told_of_sounds = true;
    }

    /// The moves to a side, behind its name where that is still to be said. They end as they are drawn, or
    /// where each side starts.
    fn switch_moves(
        &mut self,
        slot: Slot,
        routine: &Routine,
        side: Side,
        mut name: Option<Text>,
    ) -> Result<(), Unplayable> {
        for (index, it) in routine.switch.iter().enumerate() {
            let words = Words::of(&it.words).filled(Some(side));
            let has_rolled = |onto: &Side| Posture::OnTheSide(*onto).is_named_in(words.text.as_str());
            self.rolled_onto = Side::BOTH.into_iter().find(has_rolled);
            let name = name.take();
            let named = |it: Text| session::joined(name.clone().into_iter().chain([it]));
            let words = Words {
                text: named(words.text),
                short: named(words.short),
                whole: named(words.whole),
                said: None,
            };
            let source = PoseLine::Switch(index);
            let last = it.poses.len().checked_sub(1).map(|index| PoseAt { source, index });
            let slot = match last {
                Some(pose) => {
                    Slot { through: Some(source), end: Stance { pose: Some(pose), ..slot.end }, ..slot }
                }
                None => slot,
            };
            self.way(SegmentKind::Switch, slot, self.length_of(&words.text, it.length), words)?;
        }
        Ok(())
    }
}
