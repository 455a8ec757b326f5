//! Whether a body can take a pose: within the limits of its joints, on its ground, through nothing.

use super::anchor::Room;
use super::base::{Base, Contact};
use super::fault::{PoseFault, Trouble};
use super::joint::{Joint, JointAt, Side};
use super::pose::{Anchor, LimbEnd, Pose};
use super::prop::PropKind;
use super::skeleton::{Body, Bone, PALM};
use super::solve::Solver;
use super::space::{Vec3, vec3};
use super::{Figure, ground};

/// A contact may be off by this much, in metres, and a hand or foot too.
pub const CLOSE: f32 = 0.02;
/// A hand or foot may miss its goal by this much, in metres: the drawn palm hides it.
pub const REACH: f32 = 0.03;
/// What is solved may go beyond a healthy range by this many degrees: bodies differ, and the goals are
/// written by eye.
const LENIENT: f32 = 12.0;
/// The same for palms and soles: they are laid on a surface as a whole, where real ones give way.
const LENIENT_SOLE: f32 = 35.0;
impl Figure {
    /// Everything that is wrong with a pose; nothing for a pose that can be played.
    pub fn check(&self, pose: &Pose) -> Vec<PoseFault> {
        let mut faults = beyond_limits(pose);
        let solver = Solver::new(self, pose);
        faults.extend(idle(pose, &solver));
        faults.extend(self.on_nothing(pose));
        let solved = solver.solve();
        for (end, side, goal) in pose.goals() {
            let short = match end {
                LimbEnd::Hand => solved.hands_short[side.index()],
                LimbEnd::Foot => solved.feet_short[side.index()],
            };
            if short > REACH && !goal.is_own(end, side) {
                let trouble = Trouble::Reach { anchor: goal.anchor, short };
                faults.push(PoseFault { key: end.key(side), trouble });
            }
        }
        let off_ground = self.off_ground(pose, &solved.body);
        // What tries in vain to come to its ground is bent for nothing else.
        let is_meant = |it: &PoseFault| {
            off_ground.is_empty() || pose.goals().any(|(end, side, _)| end.key(side) == it.key)
        };
        faults.extend(folded(&solved.body).into_iter().chain(strained(&solved.body)).filter(is_meant));
        faults.extend(off_ground);
        faults.extend(through_walls(&solved.body));
        faults.extend(inside(&solved.body));
        faults
    }

    /// Goals on things that are not there, and on the limb itself.
    fn on_nothing(&self, pose: &Pose) -> Vec<PoseFault> {
        let room = Room { base: self.base(pose), figure: self.base, props: self.props(pose) };
        let mut faults = Vec::new();
        if pose.base == Some(Base::Sitting) && room.prop(PropKind::Chair).is_none() {
            let trouble = Trouble::NoProp { anchor: Anchor::Seat, prop: PropKind::Chair };
            faults.push(PoseFault { key: "base".into(), trouble });
        }
        for (end, side, goal) in pose.goals() {
            let anchor = goal.anchor;
            let trouble = match room.missing(anchor) {
                Some(prop) => Some(Trouble::NoProp { anchor, prop }),
                None => goal.is_own(end, side).then_some(Trouble::Itself { anchor }),
            };
            faults.extend(trouble.map(|trouble| PoseFault { key: end.key(side), trouble }));
        }
        faults
    }

    fn off_ground(&self, pose: &Pose, body: &Body) -> Vec<PoseFault> {
        let mut faults = Vec::new();
        let declared = self.contacts(pose);
        for contact in &declared {
            for side in contact.sides() {
                let level = self.ground(pose, contact.touch);
                let off = ground::heights(body, contact.touch, side)
                    .map(|height| height - level)
                    .fold(0.0, |worst: f32, off| if off.abs() > worst.abs() { off } else { worst });
                if off.abs() > CLOSE {
                    let named = Contact { side: contact.touch.paired().then_some(side), ..*contact };
                    let trouble = Trouble::Contact { contact: named.name(), off };
                    faults.push(PoseFault { key: "contacts".into(), trouble });
                }
            }
        }
        let (part, side, height) = ground::lowest(body);
        let known = declared.iter().any(|c| c.touch == part && c.sides().any(|s| s == side));
        if height < -CLOSE && !known {
            let side = part.paired().then_some(side);
            faults
                .push(PoseFault { key: String::new(), trouble: Trouble::Sinks { part, side, by: -height } });
        }
        faults
    }
}

/// The part that goes deepest into each wall.
fn through_walls(body: &Body) -> Vec<PoseFault> {
    let walls = body.props.iter().filter(|prop| prop.kind == PropKind::Wall);
    let deepest = |(face, normal): (Vec3, Vec3)| {
        let depth = |(part, at, flesh): (String, Vec3, f32)| (part, (face - at).dot(normal) + flesh);
        parts(body).into_iter().map(depth).max_by(|a, b| a.1.total_cmp(&b.1))
    };
    let deepest = walls.filter_map(|wall| deepest(wall.face()));
    deepest
        .filter(|(_, by)| *by > CLOSE)
        .map(|(part, by)| PoseFault { key: String::new(), trouble: Trouble::Through { part, by } })
        .collect()
}

/// The ends and corners of a body, and how thick the flesh around each is, in metres. A palm lies on a
/// wall with its skin.
fn parts(body: &Body) -> Vec<(String, Vec3, f32)> {
    let at = |bone: Bone, local: Vec3| body.frame(bone).place(local);
    let mut parts = vec![
        ("nose".to_owned(), at(Bone::Head, vec3(0.0, 0.08, 0.11)), 0.0),
        ("head".to_owned(), at(Bone::Head, vec3(0.0, 0.11, 0.0)), 0.07),
        ("pelvis".to_owned(), at(Bone::Pelvis, Vec3::ZERO), 0.08),
    ];
    for side in Side::BOTH {
        let mut add = |part: &str, bone: Bone, local: Vec3, flesh: f32| {
            parts.push((format!("{} {part}", side.name()), at(bone, local), flesh));
        };
        add("hand", Bone::Hand(side), vec3(0.0, -PALM, 0.0), -0.02);
        add("elbow", Bone::Forearm(side), Vec3::ZERO, 0.02);
        add("shoulder", Bone::UpperArm(side), Vec3::ZERO, 0.04);
        add("knee", Bone::Shin(side), Vec3::ZERO, 0.04);
        add("ankle", Bone::Foot(side), Vec3::ZERO, 0.02);
        add("foot", Bone::Foot(side), vec3(0.0, -0.05, 0.17), -0.01);
    }
    parts
}

/// Half the width and half the depth of the inside of a trunk, in metres: what is in there is not only
/// pressed against it.
const INSIDE: [f32; 2] = [0.10, 0.06];
/// How far the inside reaches along each bone of the spine, in metres.
const ALONG: std::ops::Range<f32> = -0.05..0.07;

/// A palm that is nearer to the middle of a thigh than this, in metres, is in it.
const IN_A_THIGH: f32 = 0.045;

/// Hands and forearms that go through the trunk, and hands in a thigh.
fn inside(body: &Body) -> Vec<PoseFault> {
    let spine = [
        Bone::Pelvis,
        Bone::LumbarLow,
        Bone::LumbarMiddle,
        Bone::LumbarTop,
        Bone::ChestLow,
        Bone::ChestMiddle,
        Bone::ChestTop,
    ]
    .map(|bone| body.frame(bone));
    let in_trunk = |at: Vec3| {
        spine.iter().any(|frame| {
            let at = frame.turn.inverse() * (at - frame.at);
            let [wide, deep] = [at.x / INSIDE[0], at.z / INSIDE[1]];
            ALONG.contains(&at.y) && wide * wide + deep * deep < 1.0
        })
    };
    let in_thigh = |at: Vec3, side: Side| {
        let [hip, knee] = [Bone::Thigh(side), Bone::Shin(side)].map(|bone| body.frame(bone).at);
        let way = knee - hip;
        let share = ((at - hip).dot(way) / way.dot(way)).clamp(0.0, 1.0);
        (at - hip.lerp(knee, share)).length() < IN_A_THIGH
    };
    let mut faults = Vec::new();
    for side in Side::BOTH {
        let [elbow, wrist] = [Bone::Forearm(side), Bone::Hand(side)].map(|bone| body.frame(bone).at);
        let palm = body.frame(Bone::Hand(side)).place(vec3(0.0, -PALM, 0.0));
        let forearm = [0.25, 0.5, 0.75].map(|share| elbow.lerp(wrist, share));
        let found = if in_trunk(palm) {
            Some(("hand", "trunk".to_owned()))
        } else if forearm.into_iter().any(in_trunk) {
            Some(("forearm", "trunk".to_owned()))
        } else {
            let thigh = Side::BOTH.into_iter().find(|&it| in_thigh(palm, it));
            thigh.map(|it| ("hand", format!("{} thigh", it.name())))
        };
        faults.extend(found.map(|(part, of)| {
            let trouble = Trouble::Inside { part: format!("{} {part}", side.name()), of };
            PoseFault { key: LimbEnd::Hand.key(side), trouble }
        }));
    }
    faults
}

/// Elbows and knees that a goal folds beyond their limit.
fn folded(body: &Body) -> Vec<PoseFault> {
    let mut faults = Vec::new();
    for side in Side::BOTH {
        let held = [body.hands_held, body.feet_held].map(|held| held[side.index()]);
        let limbs = [
            (LimbEnd::Hand, Joint::Elbow, Bone::Forearm(side), held[0]),
            (LimbEnd::Foot, Joint::Knee, Bone::Shin(side), held[1]),
        ];
        for (end, joint, bone, _) in limbs.into_iter().filter(|(.., held)| *held) {
            let angle = body.turn(bone).degrees();
            let high = joint.axes()[0].high;
            if angle > high + 1.0 {
                faults.push(PoseFault { key: end.key(side), trouble: Trouble::Folds { joint, angle, high } });
            }
        }
    }
    faults
}

/// Hips, ankles and wrists that goals and planted feet bend beyond what they do.
fn strained(body: &Body) -> Vec<PoseFault> {
    let mut faults = Vec::new();
    for side in Side::BOTH {
        let mut test = |end: LimbEnd, joint: Joint, axis: usize, angle: f32, lenient: f32| {
            let axis = joint.axes()[axis];
            if angle < axis.low - lenient || angle > axis.high + lenient {
                let trouble = Trouble::Strains { joint: JointAt::of(joint, side), axis, angle };
                faults.push(PoseFault { key: end.key(side), trouble });
            }
        };
        if body.feet_held[side.index()] {
            let thigh = body.turn(Bone::Thigh(side)) * -Vec3::UP;
            let lift = libm::acosf((-thigh.y).clamp(-1.0, 1.0)).to_degrees();
            // Out to the side it goes as far as ahead; only what is behind the trunk has its own end.
            let behind = libm::asinf(thigh.z.clamp(-1.0, 0.0)).to_degrees();
            test(LimbEnd::Foot, Joint::Hip, 0, if behind < 0.0 { behind } else { lift }, LENIENT);
            // Of a lifted thigh the turn about its own length is another thing.
            if lift < 50.0 {
                let knee = body.turn(Bone::Thigh(side)) * Vec3::AHEAD;
                let inward = libm::atan2f(knee.x * -side.sign(), knee.z).to_degrees();
                test(LimbEnd::Foot, Joint::Hip, 2, inward, LENIENT);
            }
            let toes = body.turn(Bone::Foot(side)) * Vec3::AHEAD;
            let flex = libm::asinf(toes.y.clamp(-1.0, 1.0)).to_degrees();
            test(LimbEnd::Foot, Joint::Ankle, 0, flex, LENIENT);
            let aside = libm::atan2f(toes.x * -side.sign(), toes.z).to_degrees();
            // Of a foot that points along its shin nobody can say whether it is turned.
            if flex.abs() < 60.0 {
                test(LimbEnd::Foot, Joint::Ankle, 1, aside, LENIENT_SOLE);
            }
        }
        if body.hands_held[side.index()] {
            let fingers = body.turn(Bone::Hand(side)) * -Vec3::UP;
            let bend = libm::acosf((-fingers.y).clamp(-1.0, 1.0)).to_degrees();
            test(LimbEnd::Hand, Joint::Wrist, 0, bend, LENIENT_SOLE);
        }
    }
    faults
}

/// Angles of limbs whose ends are put somewhere, by the pose or by its base.
fn idle(pose: &Pose, solver: &Solver) -> Vec<PoseFault> {
    let moved = |end| match end {
        LimbEnd::Hand => [Joint::Shoulder, Joint::Elbow, Joint::Forearm, Joint::Wrist].as_slice(),
        LimbEnd::Foot => &[Joint::Hip, Joint::Knee],
    };
    let mut faults = Vec::new();
    for side in Side::BOTH {
        for (end, goal) in [(LimbEnd::Hand, solver.hand_goal(side)), (LimbEnd::Foot, solver.foot_goal(side))]
        {
            let given = moved(end).iter().map(|&joint| JointAt::of(joint, side));
            let given = given.filter(|&at| goal.is_some() && pose.joint(at).is_some());
            let is_base = pose.goals().all(|(its, of, _)| (its, of) != (end, side));
            faults.extend(given.map(|at| PoseFault {
                key: at.name(),
                trouble: Trouble::Idle { by: end.key(side), is_base },
            }));
        }
    }
    faults
}

fn beyond_limits(pose: &Pose) -> Vec<PoseFault> {
    let mut faults = Vec::new();
    for at in JointAt::all() {
        let Some(angles) = pose.joint(at) else {
            continue;
        };
        for (axis, angle) in at.joint.axes().iter().zip(angles) {
            if angle < axis.low || angle > axis.high {
                let trouble = Trouble::Beyond { axis: axis.name, angle, low: axis.low, high: axis.high };
                faults.push(PoseFault { key: at.name(), trouble });
            }
        }
    }
    faults
}
