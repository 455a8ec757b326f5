//! What it takes to get from one posture to another, and to fetch a thing: seconds, and the words that lead
//! there.
//!
//! This is the one table for all sessions. Nothing that shortens a session goes under its seconds: words can be
//! known by heart, but a body takes its time to get up.

use super::{
    dose::Seconds,
    figure::Base,
    routine::{Position, Routine, Thing},
    side::Side,
    stance::Stance,
};

/// How the body is placed, as far as it matters for getting somewhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posture {
    /// On the feet.
    Standing,
    /// On a chair.
    Sitting,
    /// Sitting on the floor.
    OnTheFloor,
    /// On the knees, sitting on the heels or upright.
    Kneeling,
    /// On hands and knees.
    HandsAndKnees,
    /// Lying on the back.
    OnTheBack,
    /// Lying on the front.
    OnTheFront,
    /// Lying on this side.
    OnTheSide(Side),
}

/// How far above the floor the body is carried: what a change of posture mostly depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Height {
    /// On the feet or on a chair.
    Up,
    /// On the floor, the trunk off it.
    Low,
    /// Lying.
    Lying,
}

/// Getting from one posture to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Seconds that it takes once its words are said.
    pub seconds: Seconds,
    /// Seconds of those for the way; the others are for the goal.
    pub on_the_way: Seconds,
    /// The way there, as a sentence; empty where the goal says it all.
    pub way: &'static str,
    /// The goal, as a sentence; empty where the way leads all the way.
    pub goal: &'static str,
}

const UP_FROM_LYING: &str = "Roll onto one side, and push yourself up to sit; take your time.";
const UP_FROM_THE_SIDE: &str = "Put your top hand on the floor, and push yourself up to sit; take your time.";
const UP_FROM_THE_FRONT: &str = "Push yourself back onto your hands and knees; take your time.";
const UP_FROM_THE_FLOOR: &str = "Get up from the floor.";

impl Transfer {
    /// From one posture to another; none if they are the same. A person who has not begun yet may be anywhere:
    /// they are taken to stand, and asked to stand up all the same.
    pub fn between(from: Option<Posture>, to: Posture) -> Option<Transfer> {
        use Height::{Low, Lying, Up};
        if from == Some(to) {
            return None;
        }
        let (above, below) = (from.map_or(Up, Posture::height), to.height());
        let rise = match from {
            Some(Posture::OnTheFront) => UP_FROM_THE_FRONT,
            Some(Posture::OnTheSide(_)) => UP_FROM_THE_SIDE,
            Some(
                Posture::Standing
                | Posture::Sitting
                | Posture::OnTheFloor
                | Posture::Kneeling
                | Posture::HandsAndKnees
                | Posture::OnTheBack,
            )
            | None => UP_FROM_LYING,
        };
        let (way, on_the_way, then) = match (above, below) {
            (Up, Up) => ("", 0, 4),
            (Up, Low | Lying) => (down(to), 6, if below == Low { 2 } else { 8 }),
            (Low, Up) => (UP_FROM_THE_FLOOR, 6, 2),
            (Low, Low) => ("", 0, 4),
            (Low, Lying) => ("", 0, 6),
            (Lying, Up) => (rise, 10, 8),
            (Lying, Low) => (rise, 10, 0),
            (Lying, Lying) => ("", 0, 6),
        };
        Some(Transfer { seconds: on_the_way + then, on_the_way, way, goal: goal(above, to) })
    }

    /// Getting up from lying, to fetch something, and lying down again as before.
    pub fn up_and_down(lying: Posture) -> Transfer {
        let up = Transfer::between(Some(lying), Posture::OnTheFloor);
        let down = Transfer::between(Some(Posture::OnTheFloor), lying);
        let seconds = |it: Option<Transfer>| it.map_or(0, |it| it.seconds);
        Transfer {
            seconds: seconds(up) + seconds(down),
            on_the_way: seconds(up),
            way: up.map_or("", |it| it.way),
            goal: goal(Height::Low, lying),
        }
    }

    /// Getting up at the end of a session: from lying to sitting, from hands and knees to the heels. None where
    /// the person can stay as they are.
    pub fn to_rest(from: Posture) -> Option<Transfer> {
        let transfer = |seconds, way| Some(Transfer { seconds, on_the_way: seconds, way, goal: "" });
        match from {
            Posture::Standing | Posture::Sitting | Posture::OnTheFloor | Posture::Kneeling => None,
            Posture::HandsAndKnees => transfer(4, "Sit back on your heels, or sit down to one side."),
            Posture::OnTheFront => transfer(
                10,
                "Take your time: push yourself up onto your hands and knees, and sit back on your heels or on one hip.",
            ),
            Posture::OnTheBack => {
                transfer(10, "Take your time: roll onto one side, and push yourself up to sit.")
            }
            Posture::OnTheSide(_) => {
                transfer(10, "Take your time: put your top hand on the floor, and push yourself up to sit.")
            }
        }
    }
}

/// Getting down to the floor, as a sentence.
const fn down(to: Posture) -> &'static str {
    match to {
        Posture::OnTheFloor => "Sit down on the floor.",
        Posture::Kneeling => "Kneel down on the floor.",
        Posture::HandsAndKnees => "Get down onto your hands and knees.",
        Posture::OnTheBack | Posture::OnTheFront | Posture::OnTheSide(_) => "Get down on the floor.",
        Posture::Standing | Posture::Sitting => "",
    }
}

/// The goal of a change of posture, as a sentence.
fn goal(from: Height, to: Posture) -> &'static str {
    match (from, to) {
        (Height::Low, Posture::Standing)
        | (Height::Up, Posture::OnTheFloor | Posture::Kneeling | Posture::HandsAndKnees) => "",
        (Height::Up | Height::Lying, Posture::Standing) => "Stand up.",
        (_, Posture::Sitting) => "Sit down on your chair.",
        (_, Posture::OnTheFloor) => "Sit on the floor.",
        (_, Posture::Kneeling) => "Come onto your knees.",
        (_, Posture::HandsAndKnees) => "Come onto your hands and knees.",
        (Height::Lying, Posture::OnTheBack) => "Roll over onto your back.",
        (Height::Lying, Posture::OnTheFront) => "Roll over onto your front.",
        (Height::Lying, Posture::OnTheSide(Side::Left)) => "Roll over onto your left side.",
        (Height::Lying, Posture::OnTheSide(Side::Right)) => "Roll over onto your right side.",
        (Height::Up | Height::Low, Posture::OnTheBack) => "Lie down on your back.",
        (Height::Up | Height::Low, Posture::OnTheFront) => "Lie down on your front.",
        (Height::Up | Height::Low, Posture::OnTheSide(Side::Left)) => "Lie down on your left side.",
        (Height::Up | Height::Low, Posture::OnTheSide(Side::Right)) => "Lie down on your right side.",
    }
}

impl Posture {
    fn height(self) -> Height {
        match self {
            Posture::Standing | Posture::Sitting => Height::Up,
            Posture::OnTheFloor | Posture::Kneeling | Posture::HandsAndKnees => Height::Low,
            Posture::OnTheBack | Posture::OnTheFront | Posture::OnTheSide(_) => Height::Lying,
        }
    }

    /// Whether it is on the feet or on a chair.
    pub fn is_up(self) -> bool {
        self.height() == Height::Up
    }

    /// Whether it is lying.
    pub fn is_lying(self) -> bool {
        self.height() == Height::Lying
    }

    /// The posture of a drawn base, or of its mirror image.
    pub const fn of_base(base: Base, mirrored: bool) -> Posture {
        match base {
            Base::Standing => Posture::Standing,
            Base::Sitting => Posture::Sitting,
            Base::LongSitting | Base::Crossed | Base::Butterfly => Posture::OnTheFloor,
            Base::Kneeling | Base::KneelingUp | Base::HalfKneeling => Posture::Kneeling,
            Base::AllFours => Posture::HandsAndKnees,
            Base::Prone => Posture::OnTheFront,
            Base::Supine => Posture::OnTheBack,
            Base::SideLying => Posture::OnTheSide(if mirrored { Side::Right } else { Side::Left }),
        }
    }

    /// The postures of a position, the usual one first.
    pub const fn all_of(position: Position) -> &'static [Posture] {
        match position {
            Position::Standing => &[Posture::Standing],
            Position::Seated => &[Posture::Sitting],
            Position::Floor => &[Posture::OnTheFloor, Posture::HandsAndKnees, Posture::Kneeling],
            Position::Kneeling => &[Posture::Kneeling, Posture::HandsAndKnees],
            Position::Lying => &[
                Posture::OnTheBack,
                Posture::OnTheFront,
                Posture::OnTheSide(Side::Left),
                Posture::OnTheSide(Side::Right),
            ],
        }
    }

    /// Whether an instruction says to take this posture.
    pub fn is_named_in(self, words: &str) -> bool {
        let words = words.to_lowercase();
        let has = |any: &[&str]| any.iter().any(|it| words.contains(it));
        match self {
            Posture::Standing => has(&["stand"]),
            Posture::Sitting => has(&["sit "]) && !has(&["sit back"]),
            Posture::OnTheFloor => has(&["sit "]) && !has(&["sit back"]),
            Posture::Kneeling => has(&["kneel", "onto your knees"]),
            Posture::HandsAndKnees => has(&["hands and knees", "all fours"]),
            Posture::OnTheBack => has(&["on your back", "onto your back"]),
            Posture::OnTheFront => {
                has(&["on your front", "onto your front", "on your belly", "on your stomach"])
            }
            Posture::OnTheSide(Side::Left) => has(&["your left side"]),
            Posture::OnTheSide(Side::Right) => has(&["your right side"]),
        }
    }
}

/// Whether an instruction already leads up from the floor.
pub fn leads_up(words: &str) -> bool {
    let words = words.to_lowercase();
    ["sit up", "stand up", "get up", "push up", "push yourself up"].iter().any(|it| words.contains(it))
}

impl Routine {
    /// The postures in which it can start with this side leading, the preferred one first. Empty if its file does
    /// not say.
    pub fn postures(&self, mirrored: bool) -> Vec<Posture> {
        let drawn = self.figure.as_ref().map(|figure| {
            let own = self.setup.first().map(|it| &it.poses).or(self.steps.first().map(|it| &it.poses));
            let first = own.and_then(|it| it.first()).and_then(|it| it.base);
            Posture::of_base(first.unwrap_or(figure.base), mirrored)
        });
        match (self.positions.as_slice(), drawn) {
            ([], drawn) => drawn.into_iter().collect(),
            ([_], Some(drawn)) => vec![drawn],
            (several, _) => several.iter().flat_map(|it| Posture::all_of(*it)).copied().collect(),
        }
    }

    /// Its first instruction.
    pub fn first_words(&self) -> &str {
        let words = self.setup.first().map(|it| &it.words).or(self.steps.first().map(|it| &it.words));
        words.map_or("", |it| it.as_str())
    }

    /// The move with which it ends; none if it ends otherwise.
    pub fn last_move(&self) -> Option<&str> {
        let last = self.steps.last().filter(|it| !it.action.is_timed()).map(|it| &it.words);
        self.finish.last().map(|it| &it.words).or(last).map(|it| it.as_str())
    }

    /// The posture of a stance, where it is drawn and the routine leaves no other.
    pub fn posture_of(&self, stance: Stance) -> Option<Posture> {
        let pose = stance.pose.and_then(|it| self.poses(it.source).get(it.index));
        let base = pose.and_then(|it| it.base).or(self.figure.as_ref().map(|it| it.base))?;
        Some(Posture::of_base(base, stance.mirrored))
    }
}

/// Seconds for fetching something, or for going there, and for taking it up again later.
pub const fn fetching(thing: Thing) -> (Seconds, Seconds) {
    match thing {
        Thing::Chair => (10, 4),
        Thing::Wall | Thing::Desk => (8, 5),
        Thing::Doorway => (8, 6),
        Thing::Strap | Thing::Towel => (12, 4),
        Thing::Band => (15, 4),
        Thing::Mat => (12, 2),
        Thing::Cushion | Thing::Stick | Thing::Ball => (10, 3),
    }
}

/// Seconds for having at hand what may be used, whatever it is: a person who wants it has it near.
pub const AT_HAND: Seconds = 8;
/// The same for a person who knows the routine: they have it within reach before it is named.
pub const WITHIN_REACH: Seconds = 4;
/// Seconds for sitting down, where standing would do as well.
pub const CHOOSING: Seconds = 4;
/// Seconds for each further thing that is fetched: it stands somewhere else.
pub const EACH_MORE: Seconds = 8;

impl Thing {
    /// Whether it stays where it is, so that the person goes there.
    pub const fn is_a_place(self) -> bool {
        match self {
            Thing::Wall | Thing::Doorway | Thing::Desk => true,
            Thing::Chair
            | Thing::Strap
            | Thing::Towel
            | Thing::Band
            | Thing::Mat
            | Thing::Cushion
            | Thing::Stick
            | Thing::Ball => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Posture; 9] = [
        Posture::Standing,
        Posture::Sitting,
        Posture::OnTheFloor,
        Posture::Kneeling,
        Posture::HandsAndKnees,
        Posture::OnTheBack,
        Posture::OnTheFront,
        Posture::OnTheSide(Side::Left),
        Posture::OnTheSide(Side::Right),
    ];

    #[test]
    fn every_change_of_posture_takes_time_and_says_where_it_leads() {
        for from in ALL {
            assert_eq!(Transfer::between(Some(from), from), None);
            for to in ALL.into_iter().filter(|it| *it != from) {
                let Transfer { seconds, way, goal, .. } = Transfer::between(Some(from), to).unwrap();
                assert!(seconds >= 4, "{from:?} to {to:?}");
                assert!(!way.is_empty() || !goal.is_empty(), "{from:?} to {to:?}");
                let is_named = to.is_named_in(goal) || to.is_named_in(way) || way == UP_FROM_THE_FLOOR;
                assert!(is_named, "{from:?} to {to:?}: {way} {goal}");
                // Whoever gets up from lying is told to take their time, and has more than a walk across the room.
                let rises = from.is_lying() && !to.is_lying();
                assert_eq!(way.ends_with("take your time."), rises, "{from:?} to {to:?}: {way}");
                assert!(!rises || seconds >= 10, "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn a_session_ends_lying_for_nobody() {
        let leads_up_from = |it: &Posture| Transfer::to_rest(*it).is_some_and(|it| leads_up(it.way));
        for posture in ALL {
            assert_eq!(leads_up_from(&posture), posture.is_lying(), "{posture:?}");
        }
    }
}
