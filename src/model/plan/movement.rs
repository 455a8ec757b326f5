//! How long the body takes from one pose to another, for a person who knows the way and waits for no words.

use crate::model::{
    dose::Seconds,
    figure::{Figure, JointAt, Pose, Side},
    routine::Routine,
    stance::{PoseLine, Stance},
    text::Text,
    transfer::{Posture, Transfer},
};

/// Degrees a second at which a joint turns without hurry; a raised arm takes four seconds at it.
const DEGREES_A_SECOND: f32 = 45.0;
/// Seconds for starting to move and for coming to rest.
const START_AND_STOP: f32 = 0.8;
/// Taking a hand or a foot to another place lasts as long as so many degrees.
const NEW_PLACE: f32 = 60.0;
/// Moving the pelvis by a metre, with the steps that it takes, lasts as long as so many degrees.
const A_METRE: f32 = 180.0;
/// Seconds from one way of kneeling or sitting on the floor to another.
const NEW_BASE: Seconds = 4;
/// No move takes fewer seconds.
const LEAST: Seconds = 2;
/// Seconds that a move takes at least if its words say that it is slow.
const SLOWLY: Seconds = 4;
/// Seconds of a move that is not drawn, as its pose is that before it: a grip, or a hand laid down.
const NOT_DRAWN: Seconds = 4;
/// Things that hands are busy with: a drawing does not show how long that takes.
const HANDLED: &[&str] = &["strap", "towel", "band", "cushion", "stick", "ball", "shoe", "glasses"];

/// Seconds for going from one stance through the poses of a line to another; none where nobody can say, as the
/// routine is not drawn or hands are busy with a thing. `words` say what is done.
pub fn seconds(
    routine: &Routine,
    words: &Text,
    (from, through, end): (Stance, Option<PoseLine>, Stance),
) -> Option<Seconds> {
    let figure = routine.figure.as_ref()?;
    let low = words.as_str().to_lowercase();
    if from.mirrored != end.mirrored || low.split(|it: char| !it.is_alphabetic()).any(is_handled) {
        return None;
    }
    let own = through.map_or(&[][..], |it| routine.poses(it)).iter().cloned();
    let mut here = routine.pose(from.pose);
    let mut seconds = 0.0;
    for there in own.chain([routine.pose(end.pose)]) {
        seconds += leg(figure, &here, &there);
        here = there;
    }
    let least = if low.contains("slow") { SLOWLY } else { LEAST };
    Some(if seconds > 0.0 { (seconds.ceil() as Seconds).max(least) } else { NOT_DRAWN })
}

fn is_handled(word: &str) -> bool {
    HANDLED.iter().any(|it| word == *it || word.strip_suffix('s') == Some(*it))
}

/// Seconds from one pose to another; 0 where the two are alike.
fn leg(figure: &Figure, from: &Pose, to: &Pose) -> f32 {
    let [base, other] = [figure.base(from), figure.base(to)];
    if base != other {
        let [from, to] = [base, other].map(|it| Posture::of_base(it, false));
        return Transfer::between(Some(from), to).map_or(NEW_BASE, |it| it.seconds) as f32;
    }
    let angles = base.angles();
    let turned = |it: JointAt| {
        let of = |pose: &Pose| pose.joint(it).unwrap_or(angles[it.index()]);
        of(from).into_iter().zip(of(to)).map(|(from, to)| (from - to).abs()).fold(0.0, f32::max)
    };
    let turned = JointAt::all().map(turned).fold(0.0, f32::max);
    let is_moved = [Side::Left, Side::Right]
        .into_iter()
        .any(|it| from.hand(it) != to.hand(it) || from.foot(it) != to.foot(it));
    let moved = if is_moved { NEW_PLACE } else { 0.0 };
    let shift = (to.shift - from.shift).length() * A_METRE;
    match turned.max(moved).max(shift) {
        0.0 => 0.0,
        degrees => START_AND_STOP + degrees / DEGREES_A_SECOND,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::figure::{Anchor, Base, LimbGoal, space::vec3};

    #[test]
    fn a_way_lasts_as_long_as_its_longest_part_wherever_it_begins() {
        let figure = Figure::of(Base::Standing);
        let check = |from: &Pose, to: &Pose, seconds: f32| {
            for (from, to) in [(from, to), (to, from)] {
                let told = leg(&figure, from, to);
                assert!((told - seconds).abs() < 0.01, "{told} seconds instead of {seconds}");
            }
        };
        let base = Pose::default();
        let shifted = |metres: f32| {
            let mut pose = Pose::default();
            pose.shift = vec3(0.0, 0.0, metres);
            pose
        };
        let joint = JointAt::all().next().unwrap();
        let turned = |degrees: f32| {
            let mut pose = Pose::default();
            pose.set_joint(joint, [degrees, 0.0, 0.0]);
            pose
        };
        let mut reaching = shifted(1.0);
        reaching.set_hand(Side::Left, LimbGoal::at(Anchor::Wall));
        check(&base, &base, 0.0);
        check(&shifted(0.5), &shifted(0.5), 0.0);
        check(&base, &shifted(0.5), 0.8 + 2.0);
        check(&shifted(0.5), &shifted(1.0), 0.8 + 2.0);
        check(&shifted(-0.5), &shifted(0.5), 0.8 + 4.0);
        check(&turned(-45.0), &turned(45.0), 0.8 + 2.0);
        check(&shifted(1.0), &reaching, 0.8 + 60.0 / 45.0);
        check(&base, &reaching, 0.8 + 4.0);
    }
}
