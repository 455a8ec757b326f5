//! The words for things: sides, positions, needs, segments, sounds.

use std::fmt::Display;

use crate::model::{
    area::Area,
    figure::Muscle,
    plan::{SegmentKind, Total},
    routine::{Condition, Kind, Limb, Need, Position, Thing},
    side::Side,
    tone::Sound,
    wording::{clock, list},
};

/// A side of the body: `left`.
pub const fn side(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
    }
}

/// A part of the body that has a side: `arm`.
pub const fn limb(limb: Limb) -> &'static str {
    match limb {
        Limb::Arm => "arm",
        Limb::Leg => "leg",
        Limb::Hand => "hand",
        Limb::Foot => "foot",
        Limb::Shoulder => "shoulder",
        Limb::Knee => "knee",
        Limb::Hip => "hip",
    }
}

/// Both of them: `arms`.
pub const fn limbs(limb: Limb) -> &'static str {
    match limb {
        Limb::Arm => "arms",
        Limb::Leg => "legs",
        Limb::Hand => "hands",
        Limb::Foot => "feet",
        Limb::Shoulder => "shoulders",
        Limb::Knee => "knees",
        Limb::Hip => "hips",
    }
}

/// How the body is placed: `on the floor`.
pub const fn position(position: Position) -> &'static str {
    match position {
        Position::Standing => "standing",
        Position::Seated => "sitting",
        Position::Floor => "on the floor",
        Position::Kneeling => "kneeling",
        Position::Lying => "lying down",
    }
}

/// The positions in which something can be done: `standing or sitting`.
pub fn positions(either: &[Position]) -> String {
    list(either.iter().map(|&it| position(it)), "or")
}

/// The positions that are taken one after the other: `sitting then lying down`. Where one comes back, all of them
/// without an order: `sitting and standing`.
pub fn positions_in_turn(taken: &[Position]) -> String {
    let mut turns = taken.to_vec();
    turns.dedup();
    let mut each: Vec<Position> = Vec::new();
    for position in &turns {
        if !each.contains(position) {
            each.push(*position);
        }
    }
    list(each.iter().map(|&it| position(it)), if each.len() == turns.len() { "then" } else { "and" })
}

/// A thing with its article: `a chair`.
pub const fn thing(thing: Thing) -> &'static str {
    match thing {
        Thing::Chair => "a chair",
        Thing::Wall => "a wall",
        Thing::Doorway => "a doorway",
        Thing::Desk => "a desk",
        Thing::Strap => "a strap",
        Thing::Towel => "a towel",
        Thing::Band => "a band",
        Thing::Mat => "a mat",
        Thing::Cushion => "a cushion",
        Thing::Stick => "a stick",
        Thing::Ball => "a ball",
    }
}

/// A thing with its article, as a person needs to hear it before they fetch it.
pub const fn thing_in_full(it: Thing) -> &'static str {
    match it {
        Thing::Chair => "a steady chair without wheels",
        Thing::Desk => "a desk or table",
        Thing::Stick => "a stick or a broom",
        Thing::Band => "a long exercise band",
        Thing::Wall
        | Thing::Doorway
        | Thing::Strap
        | Thing::Towel
        | Thing::Mat
        | Thing::Cushion
        | Thing::Ball => thing(it),
    }
}

/// The things that are needed: `a wall and a strap or a towel`; empty if there are none.
pub fn needed(needs: &[Need]) -> String {
    things(&Need::merged(needs), false, thing)
}

/// The things that may be used besides; empty if there are none.
pub fn useful(needs: &[Need]) -> String {
    things(&Need::merged(needs), true, thing)
}

/// The same as a person needs to hear it before they fetch it.
pub fn useful_in_full(needs: &[Need]) -> String {
    things(&Need::merged(needs), true, thing_in_full)
}

fn things(needs: &[Need], optional: bool, word: fn(Thing) -> &'static str) -> String {
    let needs = needs.iter().filter(|it| it.optional == optional);
    list(needs.map(|need| list(need.one_of.iter().map(|&it| word(it)), "or")), "and")
}

/// All needs: `a wall; a mat is useful`.
pub fn needs(needs: &[Need]) -> String {
    let merged = Need::merged(needs);
    let [needed, useful] = [false, true].map(|it| things(&merged, it, thing_in_full));
    let optional = merged.iter().filter(|it| it.optional).count();
    let verb = if optional == 1 { "is" } else { "are" };
    match (needed.is_empty(), useful.is_empty()) {
        (true, true) => "nothing".to_owned(),
        (false, true) => needed,
        (true, false) => format!("nothing; {useful} {verb} useful"),
        (false, false) => format!("{needed}; {useful} {verb} useful"),
    }
}

/// An area of the body: `lower back`.
pub fn area(area: Area) -> String {
    spaced(area.name())
}

/// A condition with which a person asks a clinician first: `neck injury`.
pub fn condition(condition: Condition) -> String {
    spaced(condition.name())
}

/// A condition as something that one has: `a neck injury`. Pregnancy is none of these.
pub const fn having(condition: Condition) -> &'static str {
    match condition {
        Condition::NeckInjury => "a neck injury",
        Condition::ShoulderInjury => "a shoulder injury",
        Condition::BackInjury => "a back injury",
        Condition::HipInjury => "a hip injury",
        Condition::KneeInjury => "a knee injury",
        Condition::AnkleInjury => "an ankle injury",
        Condition::WristInjury => "a wrist injury",
        Condition::JawInjury => "a jaw injury",
        Condition::EyeCondition => "an eye condition",
        Condition::RecentSurgery => "recent surgery",
        Condition::JointReplacement => "a joint replacement",
        Condition::Fracture => "a fracture",
        Condition::Osteoporosis => "osteoporosis",
        Condition::Arthritis => "arthritis",
        Condition::Hypermobility => "very mobile joints",
        Condition::NerveSymptoms => "pins and needles",
        Condition::Dizziness => "dizziness",
        Condition::HeartCondition => "a heart condition",
        Condition::HighBloodPressure => "high blood pressure",
        Condition::LowBloodPressure => "low blood pressure",
        Condition::Glaucoma => "glaucoma",
        Condition::Pregnancy => "a pregnancy",
        Condition::Reflux => "acid reflux",
        Condition::BreathingCondition => "a breathing condition",
        Condition::Hernia => "a hernia",
    }
}

/// What of the body is injured in a condition; none where it is no injury of a part.
pub const fn injured(condition: Condition) -> Option<&'static str> {
    match condition {
        Condition::NeckInjury => Some("neck"),
        Condition::ShoulderInjury => Some("shoulder"),
        Condition::BackInjury => Some("back"),
        Condition::HipInjury => Some("hip"),
        Condition::KneeInjury => Some("knee"),
        Condition::AnkleInjury => Some("ankle"),
        Condition::WristInjury => Some("wrist"),
        Condition::JawInjury => Some("jaw"),
        Condition::EyeCondition
        | Condition::RecentSurgery
        | Condition::JointReplacement
        | Condition::Fracture
        | Condition::Osteoporosis
        | Condition::Arthritis
        | Condition::Hypermobility
        | Condition::NerveSymptoms
        | Condition::Dizziness
        | Condition::HeartCondition
        | Condition::HighBloodPressure
        | Condition::LowBloodPressure
        | Condition::Glaucoma
        | Condition::Pregnancy
        | Condition::Reflux
        | Condition::BreathingCondition
        | Condition::Hernia => None,
    }
}

/// A muscle as the drawn person shows it: `inner thigh`.
pub fn muscle(muscle: Muscle) -> String {
    spaced(muscle.name())
}

/// The words of a hyphened name. These names are English words already.
fn spaced(name: &str) -> String {
    name.replace('-', " ")
}

/// The sort of exercise that a routine is.
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Stretch => "stretch",
        Kind::Mobility => "mobility",
        Kind::Strength => "strength",
        Kind::Breath => "breath",
        Kind::Yoga => "yoga",
        Kind::Rest => "rest",
    }
}

/// The kind of a segment, in a column of a list.
pub const fn segment(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Ready => "ready",
        SegmentKind::Move => "move",
        SegmentKind::Hold => "hold",
        SegmentKind::Breathe => "breathe",
        SegmentKind::Reps => "reps",
        SegmentKind::Switch => "switch",
        SegmentKind::Rest => "rest",
    }
}

/// A sound, in a column of a list.
pub const fn sound(sound: Sound) -> &'static str {
    match sound {
        Sound::Next => "next",
        Sound::Start => "start",
        Sound::Half => "half",
        Sound::Tick => "tick",
        Sound::End => "end",
        Sound::Switch => "switch",
        Sound::Rest => "rest",
        Sound::Done => "done",
        Sound::In => "in",
        Sound::Out => "out",
        Sound::Beat => "beat",
        Sound::Step => "step",
    }
}

/// How long something takes: `4:20`, and `4:20 + 1 open` where a segment waits for the person.
pub fn total(total: Total) -> String {
    let clock = clock(total.seconds);
    if total.open == 0 { clock } else { format!("{clock} + {} open", total.open) }
}

/// Seconds in whole minutes, at least one.
pub fn in_minutes(seconds: u64) -> u64 {
    ((seconds + 30) / 60).max(1)
}

/// A length in whole minutes, as one tells it to somebody who chooses: `7 min`, `7 min + 2 open`.
pub fn minutes(total: Total) -> String {
    let minutes = in_minutes(total.seconds);
    if total.open == 0 { format!("{minutes} min") } else { format!("{minutes} min + {} open", total.open) }
}

/// Several things, all of them: `a, b and c`.
pub fn all<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    list(items, "and")
}

/// Several things, one of them: `a, b or c`.
pub fn one_of<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    list(items, "or")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(one_of: &[Thing], optional: bool) -> Need {
        Need { one_of: one_of.to_vec().into(), optional }
    }

    #[test]
    fn positions_that_come_back_have_no_order() {
        use Position::{Lying, Seated, Standing};
        let check = |taken: &[Position], said: &str| assert_eq!(positions_in_turn(taken), said);
        check(&[], "");
        check(&[Seated, Seated], "sitting");
        check(&[Seated, Standing, Standing, Lying], "sitting, standing then lying down");
        check(&[Seated, Standing, Seated], "sitting and standing");
    }

    #[test]
    fn needs_are_merged() {
        use Thing::{Chair, Mat, Strap, Towel, Wall};
        let check = |list: &[Need], is: &str, may: &str| {
            assert_eq!((needed(list).as_str(), useful(list).as_str()), (is, may), "{list:?}");
        };
        let must = |one_of: &[Thing]| need(one_of, false);
        let may = |one_of: &[Thing]| need(one_of, true);
        check(&[], "", "");
        check(&[must(&[Wall]), must(&[Strap, Towel]), may(&[Mat])], "a wall and a strap or a towel", "a mat");
        check(&[must(&[Wall, Chair]), must(&[Chair])], "a chair", "");
        check(&[must(&[Wall]), must(&[Wall, Chair]), must(&[Chair])], "a wall and a chair", "");
        check(&[must(&[Wall, Chair]), must(&[Chair, Wall])], "a wall or a chair", "");
        check(&[must(&[Wall, Chair, Mat]), must(&[Chair, Mat])], "a chair or a mat", "");
        check(&[must(&[Chair]), may(&[Chair]), may(&[Mat]), may(&[Mat])], "a chair", "a mat");
        check(&[may(&[Chair, Wall]), must(&[Wall])], "a wall", "");
        check(&[must(&[Chair, Wall]), may(&[Chair])], "a chair or a wall", "a chair");
        assert_eq!(needs(&[may(&[Mat]), may(&[Mat])]), "nothing; a mat is useful");
        assert_eq!(
            needs(&[may(&[Mat]), may(&[Chair])]),
            "nothing; a mat and a steady chair without wheels are useful"
        );
    }
}
