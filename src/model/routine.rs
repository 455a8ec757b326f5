//! What a checked routine is: one stretch, its steps, sides and doses.
//!
//! A [`Routine`] is made by `parse`, which says everything that is wrong with a file; what stands
//! here cannot be wrong any more. It knows nothing of time yet: that is `plan`.

use std::borrow::Cow;

use super::{
    area::Area,
    dose::{Dose, Seconds, Span},
    figure::{Figure, Pose},
    fingerprint::Fingerprint,
    text::Text,
    vocabulary::vocabulary,
};

pub use super::side::Side;

/// One stretch. Invariant: at least one step, and placeholders only where there are sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Routine {
    /// The file's name without its ending: `[a-z0-9-]`.
    pub id: String,
    /// Of the content of its file.
    pub fingerprint: Fingerprint,
    /// The folder it lies in, if that is an area's.
    pub area: Option<Area>,
    /// What it is called.
    pub name: Text,
    /// What it does, in a line.
    pub summary: Option<Text>,
    /// What sort of exercise it is.
    pub kind: Kind,
    /// Further areas it helps.
    pub also: Vec<Area>,
    /// The muscles it stretches or uses, by their anatomical names.
    pub muscles: Vec<Text>,
    /// The positions it can be done in; the first is the one that is drawn.
    pub positions: Vec<Position>,
    /// The things it needs or may use.
    pub needs: Vec<Need>,
    /// The sides it is done on.
    pub sides: Sides,
    /// How often the whole is repeated.
    pub rounds: Span,
    /// Seconds between rounds.
    pub rest: Seconds,
    /// What to take care of, said before it begins.
    pub caution: Option<Text>,
    /// Who should ask a clinician first.
    pub avoid: Vec<Condition>,
    /// Where its facts come from.
    pub sources: Vec<Source>,
    /// How the person is drawn, if at all.
    pub figure: Option<Figure>,
    /// Moves before the first round.
    pub setup: Vec<Move>,
    /// What is done in each round on each side.
    pub steps: Vec<Step>,
    /// Moves after the last round.
    pub finish: Vec<Move>,
}

impl Routine {
    /// Seconds between rounds where a file says nothing.
    pub const USUAL_REST: Seconds = 5;
}

/// A move outside of the rounds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Move {
    /// What is said and shown.
    pub words: Text,
    /// The poses it goes through; none keeps the last one.
    pub poses: Vec<Pose>,
}

/// One line of a routine.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is said and shown; may hold `{side}` and `{other}`.
    pub words: Text,
    /// What is done.
    pub action: Action,
    /// The poses it goes through, over and over where it is timed; none keeps the last one. They are
    /// written for the first side.
    pub poses: Vec<Pose>,
}

/// What a step asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Going from one position to another; as long as its words unless it says more.
    Move {
        /// Its own length in seconds, where that matters.
        length: Option<Span>,
    },
    /// Staying where one is.
    Hold(Dose),
    /// Breathing to a pace.
    Breathe(Dose),
    /// Doing the same thing several times.
    Reps {
        /// How often.
        times: Span,
        /// Seconds for each, without its hold.
        each: Seconds,
        /// Seconds held inside each.
        hold: Option<Span>,
    },
}

impl Action {
    /// Whether this is what the person came for, rather than the way there.
    pub const fn is_timed(self) -> bool {
        match self {
            Action::Move { .. } => false,
            Action::Hold(_) | Action::Breathe(_) | Action::Reps { .. } => true,
        }
    }
}

/// The sides a routine is done on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// It has none: both halves of the body do the same.
    None,
    /// Each in turn; which leads is left to the session.
    Both,
    /// In the order written.
    Listed(Side, Option<Side>),
}

impl Sides {
    /// Whether a session does this side in a mirror: poses are written for the other one.
    pub fn mirrors(self, side: Option<Side>) -> bool {
        side.zip(self.written()).is_some_and(|(side, written)| side != written)
    }

    /// The side that poses are written for, and that is shown first.
    pub fn written(self) -> Option<Side> {
        match self {
            Sides::None => None,
            Sides::Both => Some(Side::Right),
            Sides::Listed(first, _) => Some(first),
        }
    }
}

vocabulary! {
    /// What sort of exercise a routine is.
    Kind {
        /// Lengthens muscles by holds.
        Stretch = "stretch",
        /// Works muscles by repetitions.
        Strength = "strength",
        /// Is about breathing.
        Breath = "breath",
        /// Is a yoga pose with its own, often longer, holds.
        Yoga = "yoga",
        /// Is rest in a supported position.
        Rest = "rest",
    }
}

vocabulary! {
    /// How the body is placed.
    Position {
        Standing = "standing",
        Seated = "seated",
        Floor = "floor",
        Kneeling = "kneeling",
        Lying = "lying",
    }
}

impl Position {
    /// Whether getting there means getting down to the floor.
    pub const fn is_low(self) -> bool {
        match self {
            Position::Standing | Position::Seated => false,
            Position::Floor | Position::Kneeling | Position::Lying => true,
        }
    }
}

vocabulary! {
    /// A thing a routine needs.
    Thing {
        Chair = "chair",
        Wall = "wall",
        Doorway = "doorway",
        Desk = "desk",
        Strap = "strap",
        Towel = "towel",
        Band = "band",
        Mat = "mat",
        Cushion = "cushion",
    }
}

/// Something to have at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// One of these; the first is the usual one. Never empty.
    pub one_of: Cow<'static, [Thing]>,
    /// Whether it can be done without, written `chair?`.
    pub optional: bool,
}

impl Need {
    /// The same needs without those that others fulfil: of a wall, a wall or a chair, and a chair, a
    /// wall and a chair are left. What is needed need not be useful besides. The order stays.
    pub fn merged<'a>(needs: impl IntoIterator<Item = &'a Need>) -> Vec<Need> {
        let needs: Vec<&Need> = needs.into_iter().collect();
        let fulfils = |one: &Need, other: &Need| {
            one.optional <= other.optional && one.one_of.iter().all(|it| other.one_of.contains(it))
        };
        let is_left = |(at, need): (usize, &&Need)| {
            let others = needs.iter().enumerate().filter(|it| it.0 != at);
            // Of two that fulfil each other, the first is kept.
            !others.into_iter().any(|(other, it)| fulfils(it, need) && (other < at || !fulfils(need, it)))
        };
        needs.iter().enumerate().filter(|it| is_left(*it)).map(|it| (*it.1).clone()).collect()
    }
}

vocabulary! {
    /// A condition with which one asks a clinician before doing a routine.
    Condition {
        NeckInjury = "neck-injury",
        ShoulderInjury = "shoulder-injury",
        BackInjury = "back-injury",
        HipInjury = "hip-injury",
        KneeInjury = "knee-injury",
        AnkleInjury = "ankle-injury",
        WristInjury = "wrist-injury",
        JawInjury = "jaw-injury",
        EyeCondition = "eye-condition",
        RecentSurgery = "recent-surgery",
        JointReplacement = "joint-replacement",
        Fracture = "fracture",
        Osteoporosis = "osteoporosis",
        Arthritis = "arthritis",
        Hypermobility = "hypermobility",
        NerveSymptoms = "nerve-symptoms",
        Dizziness = "dizziness",
        HeartCondition = "heart-condition",
        HighBloodPressure = "high-blood-pressure",
        LowBloodPressure = "low-blood-pressure",
        Glaucoma = "glaucoma",
        Pregnancy = "pregnancy",
        Reflux = "reflux",
        BreathingCondition = "breathing-condition",
        Hernia = "hernia",
    }
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The organisation and the title.
    pub name: Text,
    /// The organisation's or the journal's own page.
    pub url: Option<Text>,
}
