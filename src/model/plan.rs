//! Routines laid out flat in time: a list of segments, each with its words, its length and its stances.
//!
//! A plan says what is due and for how long. It does not move: the player walks it.

mod adjustment;
mod amid;
mod arrival;
mod draft;
mod lines;
mod movement;
mod opening;
mod slot;

use std::{ops::Range, sync::Arc, time::Duration};

pub use self::{
    adjustment::{Adjustment, Brisk, RoundSide},
    amid::Amid,
    arrival::Whereabouts,
    opening::AskFirst,
};
use self::{draft::PlanDraft, opening::Opening};

use super::{
    dose::{Breath, Level, Seconds},
    routine::{Need, Position, Routine, Side},
    stance::{PoseLine, Stance},
    text::Text,
    vocabulary::vocabulary,
    words::terms,
};

/// A session laid out. Invariant: at least one segment, and not longer than a day. A clone is the same
/// plan and copies nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan(Arc<PlanLayout>);

#[derive(Debug, PartialEq)]
struct PlanLayout {
    wishes: Wishes,
    routines: Vec<Arc<Routine>>,
    /// The number of rounds of each routine.
    rounds: Vec<u32>,
    segments: Vec<Segment>,
    /// What is different for each routine.
    adjustments: Vec<Adjustment>,
    /// What the session is, said before all else; may be empty.
    overview: Text,
    /// How many routines of the session are done already.
    before: usize,
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
    /// Its words as a person hears them who does not know the routine, on every side.
    pub whole: Text,
    /// What is said instead of the text, which is only shown then: a person who has just done it knows it. May be
    /// empty; none where the text is said.
    pub said: Option<Text>,
    /// Where in the text begins what to take care of, a byte of it, if it stands behind what to do.
    pub care: Option<usize>,
    /// What is shown before what to take care of, and never said, since it was; may be empty.
    pub foreword: Text,
    /// What is shown below the words, and never said; may be empty.
    pub note: Text,
    /// The beat inside it.
    pub pace: Option<Pace>,
    /// The words of its first repetition, one for each part; empty where it has none.
    pub say: Vec<Text>,
    /// Whether it is of a routine that rests, in which nothing is held.
    pub rests: bool,
    /// How the person is placed when it starts.
    pub start: Stance,
    /// The line whose poses the person goes through in it; none if they stay, or only go to its end.
    pub through: Option<PoseLine>,
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

    /// When each of so many parts of a repetition begins and ends, counted from where it begins. Where it
    /// stays somewhere, the first half of the parts is the way there, and the others are the way back.
    pub fn parts(self, count: usize) -> Vec<Range<Duration>> {
        let seconds = |it: Seconds| Duration::from_secs(u64::from(it));
        let evenly = |from: Duration, length: Duration, count: usize| {
            let point = move |it: usize| from + length.mul_f64(it as f64 / count.max(1) as f64);
            (0..count).map(move |it| point(it)..point(it + 1))
        };
        match self.stay() {
            None => evenly(Duration::ZERO, seconds(self.beat()), count).collect(),
            Some([there, hold, back]) => {
                let half = count / 2;
                let first = evenly(Duration::ZERO, seconds(there), half);
                first.chain(evenly(seconds(there + hold), seconds(back), count - half)).collect()
            }
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
    /// How long one breath is, if the person has set it; else a routine's own counts, and the usual one.
    pub breath: Option<Breath>,
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
            breath: None,
            moves: Moves::Timed,
            open: Open::Waits,
            ask_first: AskFirst::Shown,
        }
    }
}

impl Segment {
    /// Its text: what to do, and what to take care of, if that stands behind it.
    pub fn parted(&self) -> (&str, &str) {
        let text = self.text.as_str();
        self.care.and_then(|it| text.split_at_checked(it)).unwrap_or((text, ""))
    }
}

impl Wishes {
    /// The same for a person who has not heard yet when to ask a clinician. Lists tell the length of that.
    pub const fn at_first(self) -> Wishes {
        Wishes { ask_first: AskFirst::Said, ..self }
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
        Plan::adjusted(choices, wishes, &[])
    }

    /// The same with what is different for each routine; what is missing there is as usual.
    ///
    /// # Errors
    ///
    /// [`Unplayable`], as above.
    pub fn adjusted(
        choices: &[Choice],
        wishes: &Wishes,
        adjustments: &[Adjustment],
    ) -> Result<Plan, Unplayable> {
        let adjustments: Vec<Adjustment> =
            (0..choices.len()).map(|it| adjustments.get(it).cloned().unwrap_or_default()).collect();
        let opening = Opening::of(choices, wishes.ask_first, &adjustments);
        let shown = opening.shown.clone();
        let mut draft = PlanDraft::new(wishes, &adjustments, opening);
        for (index, choice) in choices.iter().enumerate() {
            draft.routine(index, choice)?;
        }
        draft.finish()?;
        if draft.segments.is_empty() {
            return Err(Unplayable::Empty);
        }
        let plan = Plan(Arc::new(PlanLayout {
            wishes: *wishes,
            routines: choices.iter().map(|it| Arc::clone(&it.routine)).collect(),
            rounds: draft.rounds,
            segments: draft.segments,
            adjustments,
            overview: Text::default(),
            before: 0,
        }));
        Ok(plan.introduced().beginning_with(&shown))
    }

    /// Whether this is the other plan or a clone of it. Two plans that were made alike are not the same.
    pub fn is(&self, other: &Plan) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The wishes that it was made for.
    pub fn wishes(&self) -> &Wishes {
        &self.0.wishes
    }

    /// What the session is, said before all else: `5 stretches, about 12 minutes.` Empty for a single short one.
    pub fn overview(&self) -> &Text {
        &self.0.overview
    }

    /// How many rounds the routine of a segment has.
    pub fn rounds_of(&self, segment: &Segment) -> u32 {
        self.0.rounds.get(segment.routine).copied().unwrap_or(1)
    }

    /// The routines in the order in which they are played, each with its rounds.
    pub fn rounds(&self) -> impl Iterator<Item = (&Routine, u32)> {
        self.0.routines.iter().map(|it| &**it).zip(self.0.rounds.iter().copied())
    }

    /// Which routine of the session a segment belongs to, from 1, and how many there are. Those that were done before
    /// it was gone on with count as well.
    pub fn nth(&self, segment: &Segment) -> (usize, usize) {
        let PlanLayout { before, routines, .. } = &*self.0;
        (before + segment.routine + 1, before + routines.len())
    }

    /// What is different for each of the routines.
    pub fn adjustments(&self) -> &[Adjustment] {
        &self.0.adjustments
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

    /// The sums of its routines, in their order. Together they are the whole.
    pub fn totals(&self) -> Vec<Total> {
        self.0.segments.chunk_by(|a, b| a.routine == b.routine).map(total).collect()
    }

    /// The positions of its routines in their order. One that comes back is there again.
    pub fn positions(&self) -> Vec<Position> {
        let mut positions: Vec<Position> =
            self.0.routines.iter().filter_map(|it| it.positions.first().copied()).collect();
        positions.dedup();
        positions
    }

    /// What its routines need, in their order. Optional needs are left out, and so are needs that another
    /// one fulfils.
    pub fn needs(&self) -> Vec<Need> {
        Need::merged(self.0.routines.iter().flat_map(|it| &it.needs).filter(|it| !it.optional))
    }
}

/// Whether something was counted in a routine in some segments: whoever did it knows when to begin.
pub fn has_counted(segments: &[Segment], routine: usize, pace: Pace) -> bool {
    let is_alike = |it: Pace| match (it, pace) {
        (Pace::Reps { .. }, Pace::Reps { .. }) | (Pace::Breaths(_), Pace::Breaths(_)) => true,
        (Pace::Reps { .. }, Pace::Breaths(_)) | (Pace::Breaths(_), Pace::Reps { .. }) => false,
    };
    segments.iter().rev().take_while(|it| it.routine == routine).any(|it| it.pace.is_some_and(is_alike))
}

/// The sum of some segments.
pub fn total(segments: &[Segment]) -> Total {
    segments.iter().fold(Total::default(), |sum, segment| match segment.length {
        Some(seconds) => Total { seconds: sum.seconds + u64::from(seconds), ..sum },
        None => Total { open: sum.open + 1, ..sum },
    })
}

/// Words whose placeholders are filled with the side that they are for, and with the other one.
pub fn filled(words: &Text, side: Option<Side>) -> Text {
    let Some(side) = side.filter(|_| words.as_str().contains('{')) else { return words.clone() };
    let word = |it| Text::literal(terms::side(it));
    words.replace("{side}", &word(side)).replace("{other}", &word(side.other()))
}

#[cfg(test)]
pub(crate) mod tests;
