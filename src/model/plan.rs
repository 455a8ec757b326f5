//! Routines laid out flat in time: a list of segments, each with its words, its length and its stances.
//!
//! A plan says what is due and for how long. It does not move: the player walks it.

mod opening;

use std::sync::Arc;

pub use self::opening::AskFirst;
use self::opening::Opening;

use super::{
    dose::{Breath, DAY, Dose, Level, Seconds, Span},
    routine::{Action, Need, Position, Routine, Side, Sides, Step, Thing},
    sentence,
    speech::{time_for, time_to_say},
    stance::{Passage, Source, Stance},
    text::Text,
    vocabulary::vocabulary,
    words::{
        session::{self, Led},
        suiting, terms,
    },
};

/// Seconds for changing sides.
const SWITCH: Seconds = 5;
/// Seconds before a routine that asks for nothing new.
const READY: Seconds = 5;
/// Seconds before a routine that makes the person fetch something or get down to the floor.
pub const READY_TO_FETCH: Seconds = 20;
/// No move is shorter than this.
const SHORTEST_MOVE: Seconds = 4;
/// Seconds for the sound that may come before the words of a move.
const SOUND_BEFORE_WORDS: Seconds = 1;

/// A session laid out. Invariant: at least one segment, and not longer than a day. A clone is the same
/// plan and copies nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan(Arc<Layout>);

#[derive(Debug, PartialEq)]
struct Layout {
    wishes: Wishes,
    routines: Vec<Arc<Routine>>,
    /// The number of rounds of each routine.
    rounds: Vec<u32>,
    segments: Vec<Segment>,
}

/// One stretch of time in which one thing is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// What is done in it.
    pub kind: SegmentKind,
    /// The index in [`Plan::routines`] of the routine that it belongs to.
    pub routine: usize,
    /// The step, from 1; none outside of steps.
    pub step: Option<usize>,
    /// The round, from 1; none outside of rounds.
    pub round: Option<u32>,
    /// The side; none in a segment without one.
    pub side: Option<Side>,
    /// Seconds; none if it waits for the person.
    pub length: Option<Seconds>,
    /// What is said before it and shown in it.
    pub text: Text,
    /// Its short form, for a person who knows the routine or wants few words.
    pub short: Text,
    /// What is shown below the words, and never said; may be empty.
    pub note: Text,
    /// The beat inside it.
    pub pace: Option<Pace>,
    /// How the person is placed when it starts.
    pub start: Stance,
    /// The line whose poses the person goes through in it; none if they stay, or only go to its end.
    pub through: Option<Source>,
    /// How the person is placed when it ends. The next segment of the same routine starts there.
    pub end: Stance,
}

vocabulary! {
    /// What is done in a segment.
    SegmentKind {
        /// Hearing what comes, and fetching what it needs.
        Ready = "ready",
        /// Getting somewhere.
        Move = "move",
        /// Staying there.
        Hold = "hold",
        /// Breathing to a pace.
        Breathe = "breathe",
        /// Doing one thing several times.
        Reps = "reps",
        /// Changing sides.
        Switch = "switch",
        /// Resting between rounds.
        Rest = "rest",
    }
}

impl SegmentKind {
    /// Whether this is what the person came for, rather than the way there.
    pub const fn is_timed(self) -> bool {
        match self {
            SegmentKind::Hold | SegmentKind::Breathe | SegmentKind::Reps => true,
            SegmentKind::Ready | SegmentKind::Move | SegmentKind::Switch | SegmentKind::Rest => false,
        }
    }
}

/// The beat inside a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Repetitions, each of the same length.
    Reps {
        /// Their number.
        times: u32,
        /// Seconds for each, its hold included.
        each: Seconds,
        /// Seconds of staying inside each; 0 where there is nothing to stay in.
        hold: Seconds,
    },
    /// Breaths, one after the other.
    Breaths(Breath),
}

impl Pace {
    /// Seconds of one beat.
    pub const fn beat(self) -> Seconds {
        match self {
            Pace::Reps { each, .. } => each,
            Pace::Breaths(breath) => breath.seconds(),
        }
    }

    /// Seconds of getting into the hold inside a repetition, of holding, and of coming back; none if the
    /// repetition has no hold. If the moves take an odd number of seconds, the first has the odd one.
    pub const fn stay(self) -> Option<[Seconds; 3]> {
        match self {
            Pace::Reps { hold: 0, .. } | Pace::Breaths(_) => None,
            Pace::Reps { each, hold, .. } => {
                let moves = each.saturating_sub(hold);
                let there = moves.div_ceil(2);
                Some([there, hold, moves - there])
            }
        }
    }
}

/// A routine that was chosen to be played.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The routine.
    pub routine: Arc<Routine>,
    /// The number of rounds; none leaves it to the routine and the level.
    pub rounds: Option<u32>,
}

/// How the person wants to be led.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// Which end of each range.
    pub level: Level,
    /// Rounds of every routine; wins over routines and play lists.
    pub rounds: Option<u32>,
    /// Seconds of every hold; wins over its file.
    pub hold: Option<Seconds>,
    /// One side only.
    pub side: Option<Side>,
    /// The side that comes first where a routine leaves it open.
    pub leading: Side,
    /// The length of one breath.
    pub breath: Breath,
    /// What ends getting ready, moving, switching and resting.
    pub moves: Moves,
    /// What ends a step that is written `for: open`.
    pub open: Open,
    /// Whether the conditions with which one asks a clinician first are said at the beginning.
    pub ask_first: AskFirst,
}

impl Default for Wishes {
    fn default() -> Wishes {
        Wishes {
            level: Level::Steady,
            rounds: None,
            hold: None,
            side: None,
            leading: Side::Right,
            breath: Breath::USUAL,
            moves: Moves::Timed,
            open: Open::Waits,
            ask_first: AskFirst::Shown,
        }
    }
}

/// What ends a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moves {
    /// Its time.
    Timed,
    /// The person.
    Wait,
}

/// What ends a step that is written `for: open`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// The person.
    Waits,
    /// This many seconds, because nobody can press a key.
    Lasts(Seconds),
}

/// Why no plan can be made of some routines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unplayable {
    /// There is nothing to play.
    Empty,
    /// It would be longer than a day.
    TooLong,
}

/// How long something takes: the seconds of its timed segments, and the number of those that wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Seconds of all that is timed.
    pub seconds: u64,
    /// The number of segments that wait for the person.
    pub open: u64,
}

impl Plan {
    /// Lays the choices out in time.
    ///
    /// # Errors
    ///
    /// [`Unplayable`] if there is nothing to play, or if it would take longer than a day.
    pub fn new(choices: &[Choice], wishes: &Wishes) -> Result<Plan, Unplayable> {
        let Opening { said, shown } = Opening::of(choices, wishes.ask_first);
        let here = Stance::default();
        let (rounds, segments) = (Vec::new(), Vec::new());
        let mut draft = Draft { wishes, opening: said, rounds, segments, seconds: 0, here };
        let mut before: Option<&Routine> = None;
        for (index, choice) in choices.iter().enumerate() {
            draft.routine(index, choice, before)?;
            before = Some(&choice.routine);
        }
        if draft.segments.is_empty() {
            return Err(Unplayable::Empty);
        }
        let plan = Plan(Arc::new(Layout {
            wishes: *wishes,
            routines: choices.iter().map(|it| Arc::clone(&it.routine)).collect(),
            rounds: draft.rounds,
            segments: draft.segments,
        }));
        Ok(plan.noting(&shown))
    }

    /// Whether this is the other plan or a clone of it. Two plans that were made alike are not the same.
    pub fn is(&self, other: &Plan) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The wishes that it was made for.
    pub fn wishes(&self) -> &Wishes {
        &self.0.wishes
    }

    /// The routines in the order in which they are played, each with its rounds.
    pub fn rounds(&self) -> impl Iterator<Item = (&Routine, u32)> {
        self.0.routines.iter().map(|it| &**it).zip(self.0.rounds.iter().copied())
    }

    /// The routines in the order in which they are played.
    pub fn routines(&self) -> &[Arc<Routine>] {
        &self.0.routines
    }

    /// The routine of a segment.
    pub fn routine_of(&self, segment: &Segment) -> &Routine {
        &self.0.routines[segment.routine]
    }

    /// The segments in order; never empty.
    pub fn segments(&self) -> &[Segment] {
        &self.0.segments
    }

    /// The sum of all segments.
    pub fn total(&self) -> Total {
        total(&self.0.segments)
    }

    /// The positions of its routines in their order, each once.
    pub fn positions(&self) -> Vec<Position> {
        let mut positions = Vec::new();
        for position in self.0.routines.iter().filter_map(|it| it.positions.first()) {
            if !positions.contains(position) {
                positions.push(*position);
            }
        }
        positions
    }

    /// What its routines need, in their order. Optional needs are left out, and so are needs that another
    /// one fulfils.
    pub fn needs(&self) -> Vec<Need> {
        Need::merged(self.0.routines.iter().flat_map(|it| &it.needs).filter(|it| !it.optional))
    }
}

/// The sum of some segments.
pub fn total(segments: &[Segment]) -> Total {
    segments.iter().fold(Total::default(), |sum, segment| match segment.length {
        Some(seconds) => Total { seconds: sum.seconds + u64::from(seconds), ..sum },
        None => Total { open: sum.open + 1, ..sum },
    })
}

struct Draft<'a> {
    wishes: &'a Wishes,
    /// What is said at the beginning beside the first routine.
    opening: Option<Text>,
    /// The number of rounds of each routine so far.
    rounds: Vec<u32>,
    segments: Vec<Segment>,
    seconds: u64,
    /// How the person is placed after the last segment.
    here: Stance,
}

/// Where in a routine a segment stands, and where it leads.
#[derive(Clone, Copy)]
struct Slot {
    routine: usize,
    step: Option<usize>,
    round: Option<u32>,
    side: Option<Side>,
    through: Option<Source>,
    end: Stance,
}

impl Slot {
    /// To the end of a passage, without going through its poses.
    fn to_end(self, passage: Passage) -> Slot {
        Slot { through: None, end: Stance { pose: passage.end, ..self.end }, ..self }
    }

    /// Through all poses of a passage.
    fn along(self, passage: Passage) -> Slot {
        Slot { through: Some(passage.source), ..self.to_end(passage) }
    }
}

impl Draft<'_> {
    fn routine(&mut self, index: usize, choice: &Choice, before: Option<&Routine>) -> Result<(), Unplayable> {
        let routine = &*choice.routine;
        let sides = self.sides(routine);
        let leading = sides.first().copied().flatten();
        let passages: Vec<Passage> = routine.passages().collect();
        let (setup, passages) = passages.split_at(routine.setup.len());
        let (steps, finish) = passages.split_at(routine.steps.len());
        let start = Stance { pose: routine.start_pose(), mirrored: routine.sides.mirrors(leading) };
        self.here = Stance { pose: routine.first_pose(), ..start };
        let outside =
            Slot { routine: index, step: None, round: None, side: None, through: None, end: self.here };

        let led = match *sides {
            [Some(first), _, ..] => Led::First(first),
            [Some(only)] => Led::Only(only),
            [None, ..] | [] => Led::NoSides,
        };
        let opening = if before.is_none() { Some(self.opening.take()) } else { None };
        let note = match opening {
            // The conditions of all are said, and these among them.
            Some(Some(_)) => None,
            Some(None) | None => suiting::ask_first(&routine.avoid),
        };
        let ready = Words { text: session::ready(routine, led, opening), short: session::name(routine) };
        let least = if asks_for_more(routine, before) { READY_TO_FETCH } else { READY };
        self.way(SegmentKind::Ready, outside, time_for(&ready.text).max(least), ready)?;
        if let Some(segment) = self.segments.last_mut() {
            segment.note = note.unwrap_or_default();
        }
        for (it, passage) in routine.setup.iter().zip(setup) {
            self.move_to(outside.along(*passage), Words::of(&it.words).filled(leading), None)?;
        }
        let rounds = self.wishes.rounds.or(choice.rounds);
        let rounds = rounds.unwrap_or_else(|| routine.rounds.count(self.wishes.level));
        self.rounds.push(rounds);
        // If no short form named the side, the words of the second side would be those of the first.
        let can_shorten =
            leading.is_none() || routine.steps.iter().any(|it| sentence::short_names_side(&it.words));
        let words_of =
            |it: &Step| if can_shorten { Words::of(&it.words) } else { Words::same(it.words.clone()) };
        let lines: Vec<PreparedStep> = routine
            .steps
            .iter()
            .zip(steps)
            .map(|(it, passage)| PreparedStep { action: it.action, words: words_of(it), passage: *passage })
            .collect();
        for round in 1..=rounds {
            let slot = Slot { end: start, ..outside };
            if round > 1 {
                let words = Words { text: session::rest(round, leading), short: session::rest_in_short() };
                let length = if leading.is_some() { routine.rest.max(SWITCH) } else { routine.rest };
                self.way(SegmentKind::Rest, slot, length, words)?;
            }
            for (turn, &side) in sides.iter().enumerate() {
                let end = Stance { mirrored: routine.sides.mirrors(side), ..start };
                let slot = Slot { round: Some(round), side, end, ..slot };
                if let (Some(side), true) = (side, turn > 0) {
                    self.way(SegmentKind::Switch, slot, SWITCH, Words::same(session::switch(side)))?;
                }
                for (at, line) in lines.iter().enumerate() {
                    self.step(Slot { step: Some(at + 1), ..slot }, line, round > 1 || turn > 0)?;
                }
            }
        }
        let outside = Slot { end: self.here, ..outside };
        for (it, passage) in routine.finish.iter().zip(finish) {
            self.move_to(outside.along(*passage), Words::of(&it.words).filled(leading), None)?;
        }
        Ok(())
    }

    /// The sides in the order of this session; a single `None` for a routine without sides.
    fn sides(&self, routine: &Routine) -> Vec<Option<Side>> {
        let leading = self.wishes.leading;
        match (routine.sides, self.wishes.side) {
            (Sides::None, _) => vec![None],
            (Sides::Both | Sides::Listed(..), Some(only)) => vec![Some(only)],
            (Sides::Both, None) => vec![Some(leading), Some(leading.other())],
            (Sides::Listed(first, second), None) => std::iter::once(first).chain(second).map(Some).collect(),
        }
    }

    /// A step: the move into it with its words, in their short form if the person has heard them, and then
    /// its timed part, if it has one.
    fn step(&mut self, slot: Slot, line: &PreparedStep, is_known: bool) -> Result<(), Unplayable> {
        let words = if is_known { Words::same(line.words.short.clone()) } else { line.words.clone() };
        let words = words.filled(slot.side);
        let level = self.wishes.level;
        let (kind, length, pace) = match line.action {
            Action::Move { length } => return self.move_to(slot.along(line.passage), words, length),
            Action::Hold(dose) => {
                let dose = self.wishes.hold.and_then(Span::only).map_or(dose, Dose::Seconds);
                let pace = match dose {
                    Dose::Breaths(_) => Some(Pace::Breaths(self.wishes.breath)),
                    Dose::Seconds(_) | Dose::Open => None,
                };
                (SegmentKind::Hold, self.dosed(dose), pace)
            }
            Action::Breathe(dose) => {
                (SegmentKind::Breathe, self.dosed(dose), Some(Pace::Breaths(self.wishes.breath)))
            }
            Action::Reps { times, each, hold } => {
                let times = times.count(level);
                let hold = hold.map_or(0, |it| it.seconds(level));
                let each = each + hold;
                (SegmentKind::Reps, Some(times.saturating_mul(each)), Some(Pace::Reps { times, each, hold }))
            }
        };
        self.move_to(slot.to_end(line.passage), words.clone(), None)?;
        self.push(kind, slot.along(line.passage), length, words, pace)
    }

    fn dosed(&self, dose: Dose) -> Option<Seconds> {
        match (dose, self.wishes.open) {
            (Dose::Seconds(span), _) => Some(span.seconds(self.wishes.level)),
            (Dose::Breaths(span), _) => {
                Some(span.count(self.wishes.level).saturating_mul(self.wishes.breath.seconds()))
            }
            (Dose::Open, Open::Lasts(seconds)) => Some(seconds),
            (Dose::Open, Open::Waits) => None,
        }
    }

    /// A move: as long as its file says, but at least as long as its words.
    fn move_to(&mut self, slot: Slot, words: Words, length: Option<Span>) -> Result<(), Unplayable> {
        let length = match length {
            Some(own) => own.seconds(self.wishes.level).max(time_to_say(&words.text) + SOUND_BEFORE_WORDS),
            None => time_for(&words.text).max(SHORTEST_MOVE),
        };
        self.way(SegmentKind::Move, slot, length, words)
    }

    /// A segment that is not timed: it has this length, or it waits if the person wishes that.
    fn way(
        &mut self,
        kind: SegmentKind,
        slot: Slot,
        length: Seconds,
        words: Words,
    ) -> Result<(), Unplayable> {
        let length = match self.wishes.moves {
            Moves::Timed => Some(length),
            Moves::Wait => None,
        };
        self.push(kind, slot, length, words, None)
    }

    fn push(
        &mut self,
        kind: SegmentKind,
        slot: Slot,
        length: Option<Seconds>,
        words: Words,
        pace: Option<Pace>,
    ) -> Result<(), Unplayable> {
        let Slot { routine, step, round, side, through, end } = slot;
        let start = std::mem::replace(&mut self.here, end);
        // A segment that waits counts as one second, so that the length of a plan is bounded.
        self.seconds += length.map_or(1, u64::from);
        if self.seconds > DAY {
            return Err(Unplayable::TooLong);
        }
        let Words { text, short } = words;
        self.segments.push(Segment {
            kind,
            routine,
            step,
            round,
            side,
            length,
            text,
            short,
            note: Text::default(),
            pace,
            start,
            through,
            end,
        });
        Ok(())
    }
}

/// A step of a routine, prepared once for all rounds and sides.
struct PreparedStep {
    action: Action,
    words: Words,
    passage: Passage,
}

/// What is said in a segment, in full and in short.
#[derive(Clone)]
struct Words {
    text: Text,
    short: Text,
}

impl Words {
    /// Words as a file has them.
    fn of(text: &Text) -> Words {
        Words { text: text.clone(), short: sentence::short(text) }
    }

    /// Words that are short already.
    fn same(text: Text) -> Words {
        Words { short: text.clone(), text }
    }

    fn filled(&self, side: Option<Side>) -> Words {
        Words { text: filled(&self.text, side), short: filled(&self.short, side) }
    }
}

/// Words whose placeholders are filled with the side that they are for, and with the other one.
pub fn filled(words: &Text, side: Option<Side>) -> Text {
    let Some(side) = side.filter(|_| words.as_str().contains('{')) else { return words.clone() };
    let word = |it| Text::literal(terms::side(it));
    words.replace("{side}", &word(side)).replace("{other}", &word(side.other()))
}

/// Whether a routine makes the person fetch something, or get down to the floor, if the routine before it did
/// not.
pub fn asks_for_more(routine: &Routine, before: Option<&Routine>) -> bool {
    let is_low = |it: &Routine| it.positions.first().is_some_and(|it| it.is_low());
    let has = |thing: &Thing| before.is_some_and(|it| it.needs.iter().any(|it| it.one_of.contains(thing)));
    let gets_down = is_low(routine) && !before.is_some_and(is_low);
    let fetches = routine.needs.iter().any(|need| !need.optional && !need.one_of.iter().any(has));
    gets_down || fetches
}

#[cfg(test)]
pub(crate) mod tests;
