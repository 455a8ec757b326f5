//! Routines: one stretch, with its steps, sides and doses.
//!
//! Only `parse` makes a [`Routine`], after it has reported everything that is wrong with a file, so a routine is
//! always right. It is not laid out in time yet; `plan` does that.

use std::borrow::Cow;

use super::{
    area::Area,
    dose::{Breath, Dose, Seconds, Span},
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
    /// The fingerprint of its file.
    pub fingerprint: Fingerprint,
    /// The area in whose folder its file is; none outside of them.
    pub area: Option<Area>,
    /// Its name.
    pub name: Text,
    /// What it does, in a line.
    pub summary: Option<Text>,
    /// The sort of exercise that it is.
    pub kind: Kind,
    /// Further areas that it helps.
    pub also: Vec<Area>,
    /// The muscles that it stretches or uses, by their anatomical names.
    pub muscles: Vec<Text>,
    /// The positions in which it can be done; the first one is drawn.
    pub positions: Vec<Position>,
    /// The things it needs or may use.
    pub needs: Vec<Need>,
    /// The sides on which it is done.
    pub sides: Sides,
    /// What a side is the side of; none where it is that of the head or the trunk.
    pub limb: Option<Limb>,
    /// The number of rounds.
    pub rounds: Span,
    /// Seconds between rounds.
    pub rest: Seconds,
    /// The breath that its source names; none leaves it to the person.
    pub breath: Option<Breath>,
    /// What to take care of, said before it begins.
    pub caution: Option<Text>,
    /// The conditions with which a person should ask a clinician first.
    pub avoid: Vec<Condition>,
    /// Where its facts come from.
    pub sources: Vec<Source>,
    /// How the person is drawn; none if they are not.
    pub figure: Option<Figure>,
    /// Moves before the first round.
    pub setup: Vec<Move>,
    /// The steps of each round on each side.
    pub steps: Vec<Step>,
    /// Moves from one side to the other; none leaves it to the person. `{side}` is the coming one.
    pub switch: Vec<Move>,
    /// Moves after the last round.
    pub finish: Vec<Move>,
    /// Seconds of every hold, where whoever chose it has set them; see [`Routine::held_for`] and
    /// [`Routine::usually_held_for`].
    pub held: Option<Seconds>,
}

impl Routine {
    /// Seconds between rounds where a file says nothing.
    pub const USUAL_REST: Seconds = 5;

    /// Whether it lengthens muscles by holds.
    pub fn is_stretch(&self) -> bool {
        match self.kind {
            Kind::Stretch | Kind::Yoga => true,
            Kind::Mobility | Kind::Strength | Kind::Breath | Kind::Rest => false,
        }
    }

    /// The same with every hold lasting this many seconds, which must be at least one.
    pub fn held_for(&self, seconds: Seconds) -> Routine {
        self.with_holds(seconds, |_| Span::only(seconds))
    }

    /// The same with every hold lasting this many seconds at the usual level. Where they lie in its own range, another
    /// level and how it felt still change it in that range.
    pub fn usually_held_for(&self, seconds: Seconds) -> Routine {
        self.with_holds(seconds, |dose| match dose {
            Dose::Seconds(span) => span.usually(seconds).or(Span::only(seconds)),
            Dose::Breaths(_) | Dose::Open => Span::only(seconds),
        })
    }

    fn with_holds(&self, seconds: Seconds, span: impl Fn(Dose) -> Option<Span>) -> Routine {
        let mut routine = Routine { held: Some(seconds), ..self.clone() };
        for step in &mut routine.steps {
            if let Action::Hold(dose) = &mut step.action {
                *dose = span(*dose).map_or(*dose, Dose::Seconds);
            }
        }
        routine
    }
}

/// A move outside of the steps: before them, after them, or between two sides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Move {
    /// What is said and shown.
    pub words: Text,
    /// Its own length in seconds; as long as its words if it has none.
    pub length: Option<Span>,
    /// The poses that it goes through; if there are none, the person keeps the last pose.
    pub poses: Vec<Pose>,
}

/// One step of a routine.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is said and shown; may hold `{side}` and `{other}`.
    pub words: Text,
    /// What is done.
    pub action: Action,
    /// The poses that it goes through, repeatedly if it is timed; if there are none, the person keeps the last
    /// pose. They are written for the first side.
    pub poses: Vec<Pose>,
    /// The words of one repetition, one for each of its parts; empty where it has none.
    pub say: Vec<Text>,
}

impl Step {
    /// In how many parts one repetition is done, if the poses say so: a single pose is gone to and come
    /// back from.
    pub fn parts(&self) -> Option<usize> {
        match self.poses.len() {
            0 => None,
            1 => Some(2),
            several => Some(several),
        }
    }
}

/// What the person does in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Going from one position to another. It takes as long as its words, or longer if its file says so.
    Move {
        /// Its own length in seconds; none if only its words matter.
        length: Option<Span>,
    },
    /// Staying where one is.
    Hold(Dose),
    /// Breathing to a pace.
    Breathe(Dose),
    /// Doing one thing several times.
    Reps {
        /// The number of repetitions.
        times: Span,
        /// Seconds for each, without its hold.
        each: Seconds,
        /// Seconds of the hold inside each; none if there is no hold.
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

/// The sides on which a routine is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// It has no sides: both halves of the body do the same.
    None,
    /// Both sides; the session decides which one comes first.
    Both,
    /// One or two sides, in this order.
    Listed(Side, Option<Side>),
}

impl Sides {
    /// Whether a session does this side in a mirror: poses are written for the other one.
    pub fn mirrors(self, side: Option<Side>) -> bool {
        side.zip(self.written()).is_some_and(|(side, written)| side != written)
    }

    /// Whether there are two of them.
    pub const fn are_two(self) -> bool {
        match self {
            Sides::Both | Sides::Listed(_, Some(_)) => true,
            Sides::None | Sides::Listed(_, None) => false,
        }
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
    /// The sort of exercise that a routine is.
    Kind {
        /// Lengthens muscles by holds.
        Stretch = "stretch",
        /// Moves joints to and fro, and holds nothing.
        Mobility = "mobility",
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
    /// The part of the body whose side is meant: your right arm.
    Limb {
        Arm = "arm",
        Leg = "leg",
        Hand = "hand",
        Foot = "foot",
        Shoulder = "shoulder",
        Knee = "knee",
        Hip = "hip",
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
        Stick = "stick",
        Ball = "ball",
    }
}

/// Something to have at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// One of these; the first is the usual one. Never empty.
    pub one_of: Cow<'static, [Thing]>,
    /// Whether the routine can be done without it, written `chair?`.
    pub optional: bool,
}

impl Need {
    /// These needs without those that others fulfil, in their order: a wall, a wall or a chair, and a chair become
    /// a wall and a chair. A thing that is needed is not listed as useful as well.
    pub fn merged<'a>(needs: impl IntoIterator<Item = &'a Need>) -> Vec<Need> {
        let needs: Vec<&Need> = needs.into_iter().collect();
        let fulfils = |one: &Need, other: &Need| {
            one.optional <= other.optional && one.one_of.iter().all(|it| other.one_of.contains(it))
        };
        let is_left = |(at, need): (usize, &&Need)| {
            let others = needs.iter().enumerate().filter(|it| it.0 != at);
            // Of two needs that fulfil each other, the first is kept.
            !others.into_iter().any(|(other, it)| fulfils(it, need) && (other < at || !fulfils(need, it)))
        };
        needs.iter().enumerate().filter(|it| is_left(*it)).map(|it| (*it.1).clone()).collect()
    }
}

vocabulary! {
    /// A condition with which a person asks a clinician before doing a routine.
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
