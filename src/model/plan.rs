//! Routines laid out flat in time: a list of segments, each with its words and its length.
//!
//! A plan says what is due and for how long. It does not move: the player walks it.

use std::sync::Arc;

use super::{
    dose::{Breath, Dose, Level, Seconds, Span},
    routine::{Action, Need, Position, Routine, Side, Sides, Step, Thing},
    sentence,
    speech::{time_for, time_to_say},
    stance::{Passage, Source, Stance},
    text::Text,
    vocabulary::vocabulary,
    wording,
    words::{
        session::{self, Led},
        terms,
    },
};

/// Seconds for changing sides.
const SWITCH: Seconds = 5;
/// Seconds before a routine that asks for nothing new.
const READY: Seconds = 5;
/// Seconds before a routine for which one has to fetch something or get down to the floor.
const READY_TO_FETCH: Seconds = 20;
/// No move is shorter than this.
const SHORTEST_MOVE: Seconds = 4;
/// Seconds for the sound that may come before the words of a move.
const SOUND_BEFORE_WORDS: Seconds = 1;
/// No plan is longer than a day.
const LONGEST: u64 = 24 * 60 * 60;

/// A session laid out. Invariant: at least one segment, and not longer than a day. A clone is the same
/// plan and copies nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan(Arc<Layout>);

#[derive(Debug, PartialEq)]
struct Layout {
    wishes: Wishes,
    routines: Vec<Arc<Routine>>,
    /// How many rounds of each routine.
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
    /// The side; none where there is none.
    pub side: Option<Side>,
    /// Seconds; none if it waits for the person.
    pub length: Option<Seconds>,
    /// What is said before it and shown in it.
    pub text: Text,
    /// The same in its short form, for a person who knows it or wants few words.
    pub short: Text,
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
        /// Doing the same several times.
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
        /// How many.
        times: u32,
        /// Seconds for each, its hold included.
        each: Seconds,
        /// Seconds of staying inside each; 0 where there is nothing to stay in.
        hold: Seconds,
    },
    /// In and out, over and over.
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

    /// Of a repetition that stays somewhere: the seconds of getting there, of staying and of coming
    /// back. The way there has the odd second.
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
#[derive(Clone, Debug)]
pub struct Choice {
    /// Which.
    pub routine: Arc<Routine>,
    /// How many rounds; none leaves it to the routine and the level.
    pub rounds: Option<u32>,
}

/// How the person wants to be led.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// Which end of each range.
    pub level: Level,
    /// Rounds of every routine, whatever else says.
    pub rounds: Option<u32>,
    /// Seconds of every hold, whatever its file says.
    pub hold: Option<Seconds>,
    /// One side only.
    pub side: Option<Side>,
    /// The side that leads where a routine leaves it open.
    pub leading: Side,
    /// How long one breath is.
    pub breath: Breath,
    /// What getting ready, moving, switching and resting wait for.
    pub moves: Moves,
    /// What a step without an end does.
    pub open: Open,
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

/// Why routines do not make a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unplayable {
    /// There is nothing in it.
    Empty,
    /// It is longer than a day.
    TooLong,
}

/// How long something takes: what is timed, and how many segments wait for the person besides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Seconds of all that is timed.
    pub seconds: u64,
    /// How many segments have no length.
    pub open: u64,
}

impl std::fmt::Display for Total {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let clock = wording::clock(self.seconds);
        let text = if self.open == 0 { clock } else { format!("{clock} + {} open", self.open) };
        f.pad(&text)
    }
}

impl Plan {
    /// Lays the choices out in time.
    pub fn new(choices: &[Choice], wishes: &Wishes) -> Result<Plan, Unplayable> {
        let mut draft =
            Draft { wishes, rounds: Vec::new(), segments: Vec::new(), seconds: 0, here: Stance::default() };
        let mut before: Option<&Routine> = None;
        for (index, choice) in choices.iter().enumerate() {
            draft.routine(index, choice, before)?;
            before = Some(&choice.routine);
        }
        if draft.segments.is_empty() {
            return Err(Unplayable::Empty);
        }
        Ok(Plan(Arc::new(Layout {
            wishes: *wishes,
            routines: choices.iter().map(|it| Arc::clone(&it.routine)).collect(),
            rounds: draft.rounds,
            segments: draft.segments,
        })))
    }

    /// Whether this is the other plan or a clone of it. Two plans that were made alike are not the same.
    pub fn is(&self, other: &Plan) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// What it was made for.
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

    /// The exact sum.
    pub fn total(&self) -> Total {
        total(&self.0.segments)
    }

    /// The positions that are taken, each once, in the order in which they come.
    pub fn positions(&self) -> Vec<Position> {
        let mut positions = Vec::new();
        for position in self.0.routines.iter().filter_map(|it| it.positions.first()) {
            if !positions.contains(position) {
                positions.push(*position);
            }
        }
        positions
    }

    /// What is needed, in the order in which it comes; what is optional, or fulfilled by something else
    /// that is needed, is left out.
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
    /// How many rounds of each routine so far.
    rounds: Vec<u32>,
    segments: Vec<Segment>,
    seconds: u64,
    /// How the person is placed when all of it is over.
    here: Stance,
}

/// Where in a routine a segment stands, and where it leads.
#[derive(Clone, Copy)]
struct Spot {
    routine: usize,
    step: Option<usize>,
    round: Option<u32>,
    side: Option<Side>,
    through: Option<Source>,
    end: Stance,
}

impl Spot {
    /// To the end of a passage, without going through its poses.
    fn to_end(self, passage: Passage) -> Spot {
        Spot { through: None, end: Stance { pose: passage.end, ..self.end }, ..self }
    }

    /// Through all poses of a passage.
    fn along(self, passage: Passage) -> Spot {
        Spot { through: Some(passage.source), ..self.to_end(passage) }
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
            Spot { routine: index, step: None, round: None, side: None, through: None, end: self.here };

        let led = match *sides {
            [Some(first), _, ..] => Led::First(first),
            [Some(only)] => Led::Only(only),
            [None, ..] | [] => Led::NoSides,
        };
        let ready =
            Words { text: session::ready(routine, led, before.is_none()), short: session::name(routine) };
        let least = if asks_for_more(routine, before) { READY_TO_FETCH } else { READY };
        self.way(SegmentKind::Ready, outside, time_for(&ready.text).max(least), ready)?;
        for (it, passage) in routine.setup.iter().zip(setup) {
            self.move_to(outside.along(*passage), Words::of(&it.words).filled(leading), None)?;
        }
        let rounds = self.wishes.rounds.or(choice.rounds);
        let rounds = rounds.unwrap_or_else(|| routine.rounds.count(self.wishes.level));
        self.rounds.push(rounds);
        // Where the short forms name no side, the second side would hear the words of the first.
        let can_shorten =
            leading.is_none() || routine.steps.iter().any(|it| sentence::short_names_side(&it.words));
        let words_of =
            |it: &Step| if can_shorten { Words::of(&it.words) } else { Words::same(it.words.clone()) };
        let lines: Vec<Line> = routine
            .steps
            .iter()
            .zip(steps)
            .map(|(it, passage)| Line { action: it.action, words: words_of(it), passage: *passage })
            .collect();
        for round in 1..=rounds {
            let spot = Spot { end: start, ..outside };
            if round > 1 {
                let words = Words { text: session::rest(round, leading), short: session::rest_in_short() };
                let length = if leading.is_some() { routine.rest.max(SWITCH) } else { routine.rest };
                self.way(SegmentKind::Rest, spot, length, words)?;
            }
            for (turn, &side) in sides.iter().enumerate() {
                let end = Stance { mirrored: routine.sides.mirrors(side), ..start };
                let spot = Spot { round: Some(round), side, end, ..spot };
                if let (Some(side), true) = (side, turn > 0) {
                    self.way(SegmentKind::Switch, spot, SWITCH, Words::same(session::switch(side)))?;
                }
                for (at, line) in lines.iter().enumerate() {
                    self.step(Spot { step: Some(at + 1), ..spot }, line, round > 1 || turn > 0)?;
                }
            }
        }
        let outside = Spot { end: self.here, ..outside };
        for (it, passage) in routine.finish.iter().zip(finish) {
            self.move_to(outside.along(*passage), Words::of(&it.words).filled(leading), None)?;
        }
        Ok(())
    }

    /// The sides in the order of this session; one `None` for a routine without.
    fn sides(&self, routine: &Routine) -> Vec<Option<Side>> {
        let leading = self.wishes.leading;
        match (routine.sides, self.wishes.side) {
            (Sides::None, _) => vec![None],
            (Sides::Both | Sides::Listed(..), Some(only)) => vec![Some(only)],
            (Sides::Both, None) => vec![Some(leading), Some(leading.other())],
            (Sides::Listed(first, second), None) => std::iter::once(first).chain(second).map(Some).collect(),
        }
    }

    /// A step: its words on the way there, in their short form if they are known, and what is timed, if
    /// it is more than a move.
    fn step(&mut self, spot: Spot, line: &Line, is_known: bool) -> Result<(), Unplayable> {
        let words = if is_known { Words::same(line.words.short.clone()) } else { line.words.clone() };
        let words = words.filled(spot.side);
        let level = self.wishes.level;
        let (kind, length, pace) = match line.action {
            Action::Move { length } => return self.move_to(spot.along(line.passage), words, length),
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
        self.move_to(spot.to_end(line.passage), words.clone(), None)?;
        self.push(kind, spot.along(line.passage), length, words, pace)
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

    /// A move: as long as its file says, but never over before its words are.
    fn move_to(&mut self, spot: Spot, words: Words, length: Option<Span>) -> Result<(), Unplayable> {
        let length = match length {
            Some(own) => own.seconds(self.wishes.level).max(time_to_say(&words.text) + SOUND_BEFORE_WORDS),
            None => time_for(&words.text).max(SHORTEST_MOVE),
        };
        self.way(SegmentKind::Move, spot, length, words)
    }

    /// A segment on the way: it has its time, or waits if the person wants to be waited for.
    fn way(
        &mut self,
        kind: SegmentKind,
        spot: Spot,
        length: Seconds,
        words: Words,
    ) -> Result<(), Unplayable> {
        let length = match self.wishes.moves {
            Moves::Timed => Some(length),
            Moves::Wait => None,
        };
        self.push(kind, spot, length, words, None)
    }

    fn push(
        &mut self,
        kind: SegmentKind,
        spot: Spot,
        length: Option<Seconds>,
        words: Words,
        pace: Option<Pace>,
    ) -> Result<(), Unplayable> {
        let Spot { routine, step, round, side, through, end } = spot;
        let start = std::mem::replace(&mut self.here, end);
        // A segment that waits counts as one second, so that the length of a plan is bounded.
        self.seconds += length.map_or(1, u64::from);
        if self.seconds > LONGEST {
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
            pace,
            start,
            through,
            end,
        });
        Ok(())
    }
}

/// A step of a routine, prepared once for all rounds and sides.
struct Line {
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

/// Words with the side that they are for.
pub fn filled(words: &Text, side: Option<Side>) -> Text {
    let Some(side) = side.filter(|_| words.as_str().contains('{')) else { return words.clone() };
    let word = |it| Text::literal(terms::side(it));
    words.replace("{side}", &word(side)).replace("{other}", &word(side.other()))
}

/// Whether one has to fetch something or get down to the floor that the routine before did not ask
/// for.
fn asks_for_more(routine: &Routine, before: Option<&Routine>) -> bool {
    let is_low = |it: &Routine| it.positions.first().is_some_and(|it| it.is_low());
    let has = |thing: &Thing| before.is_some_and(|it| it.needs.iter().any(|it| it.one_of.contains(thing)));
    let gets_down = is_low(routine) && !before.is_some_and(is_low);
    let fetches = routine.needs.iter().any(|need| !need.optional && !need.one_of.iter().any(has));
    gets_down || fetches
}

#[cfg(test)]
pub(crate) mod tests;
