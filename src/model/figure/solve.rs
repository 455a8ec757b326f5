//! From a pose to a body: the spine is turned, legs and arms reach. What should lie on the ground is
//! brought there by `settle`.

use super::Figure;
use super::anchor::Room;
use super::base::{Base, Contact, Touch};
use super::joint::{JOINTS, Joint, JointAt, Side};
use super::pose::{Anchor, Angles, End, Goal, Pose};
use super::reach;
use super::skeleton::{ANKLE_HEIGHT, Body, Bone, Small};
use super::space::{Turn, Vec3, vec3};
use std::rc::Rc;

/// A solved body, and by how much its goals were missed.
#[derive(Clone, Debug)]
pub struct Solved {
    pub body: Body,
    /// Metres by which each hand and foot misses its goal, left and right.
    pub hands_short: [f32; 2],
    pub feet_short: [f32; 2],
}

/// How far a reach takes the shoulder blade forward, in degrees.
const MOST_REACH: f32 = 26.0;

#[derive(Clone)]
pub struct Solver<'a> {
    pub(super) figure: &'a Figure,
    pub(super) pose: &'a Pose,
    pub(super) room: Room<'a>,
    pub(super) angles: [Angles; JOINTS],
    pub(super) root: Vec3,
    /// What rests on the ground; a solver is tried out many times.
    pub(super) contacts: Rc<[Contact]>,
}

impl<'a> Solver<'a> {
    pub fn new(figure: &'a Figure, pose: &'a Pose) -> Solver<'a> {
        let base = figure.base(pose);
        let mut angles = base.angles();
        for at in JointAt::all() {
            if let Some(own) = pose.joint(at) {
                angles[at.index()] = own;
            }
        }
        let contacts: Rc<[Contact]> = figure.contacts(pose).into();
        let rise = if base == Base::Standing { rise_on_toes(&contacts, pose) } else { 0.0 };
        let root = vec3(0.0, base.height() + rise, figure.base.origin_of(base)) + pose.shift;
        let room = Room { base, figure: figure.base, props: figure.props(pose) };
        Solver { figure, pose, room, angles, root, contacts }
    }

    /// How the pelvis lies. Over another base than the figure's one lies with the head where it was.
    fn lay(&self) -> Turn {
        let heads = [self.room.base, self.room.figure].map(Base::head);
        let around = match heads {
            [Some(here), Some(there)] => there - here,
            [None, _] | [_, None] => 0.0,
        };
        Turn::left(around) * self.room.base.lay()
    }

    fn angle(&self, joint: Joint) -> Angles {
        self.angles[JointAt::middle(joint).index()]
    }

    fn side_angle(&self, joint: Joint, side: Side) -> Angles {
        self.angles[JointAt::of(joint, side).index()]
    }

    /// The body for the angles as they are now.
    pub(super) fn build(&self) -> Solved {
        let mut body = Body::unlaid(self.root);
        self.set_trunk(&mut body);
        self.set_small(&mut body);
        for side in Side::BOTH {
            self.set_leg(&mut body, side);
            self.set_arm(&mut body, side);
        }
        body.lay_from(Bone::Pelvis);
        body.stretched.clone_from(self.pose.stretched.as_ref().unwrap_or(&self.figure.stretched));
        body.props.extend_from_slice(self.figure.props(self.pose));
        let mut solved = Solved { body, hands_short: [0.0; 2], feet_short: [0.0; 2] };
        self.reach(&mut solved);
        solved
    }

    fn set_trunk(&self, body: &mut Body) {
        body.set_turn(Bone::Pelvis, self.lay() * spine(self.angle(Joint::Pelvis), 1.0));
        let lumbar = spine(self.angle(Joint::Lumbar), 1.0 / 3.0);
        let chest = spine(self.angle(Joint::Chest), 1.0 / 3.0);
        let neck = spine(self.angle(Joint::Neck), 0.5);
        for bone in [Bone::LumbarLow, Bone::LumbarMiddle, Bone::LumbarTop] {
            body.set_turn(bone, lumbar);
        }
        for bone in [Bone::ChestLow, Bone::ChestMiddle, Bone::ChestTop] {
            body.set_turn(bone, chest);
        }
        for bone in [Bone::NeckLow, Bone::NeckTop] {
            body.set_turn(bone, neck);
        }
        body.set_turn(Bone::Head, spine(self.angle(Joint::Head), 1.0));
    }

    fn set_small(&self, body: &mut Body) {
        let pair = |joint| Side::BOTH.map(|side| self.side_angle(joint, side));
        body.small = Small {
            fingers: pair(Joint::Fingers),
            thumbs: pair(Joint::Thumb),
            toes: pair(Joint::Toes).map(|angles| angles[0]),
            jaw: self.angle(Joint::Jaw),
            eyes: self.angle(Joint::Eyes),
        };
    }

    fn set_leg(&self, body: &mut Body, side: Side) {
        let hip = ball(self.side_angle(Joint::Hip, side), side);
        let hip =
            if self.leg_stays(side) { spine(self.angle(Joint::Pelvis), 1.0).inverse() * hip } else { hip };
        body.set_turn(Bone::Thigh(side), hip);
        body.set_turn(Bone::Shin(side), Turn::forward(self.side_angle(Joint::Knee, side)[0]));
        body.set_turn(Bone::Foot(side), foot_turn(self.side_angle(Joint::Ankle, side), side));
    }

    /// A leg that carries weight or lies on a seat, and of whose hip nothing is said, stays while the
    /// pelvis moves.
    fn leg_stays(&self, side: Side) -> bool {
        use Touch::*;
        let carries = |contact: &Contact| {
            matches!(contact.touch, Foot | Toes | Heel | Knee | Shin | Thigh)
                && contact.sides().any(|s| s == side)
        };
        self.pose.joint(JointAt::of(Joint::Hip, side)).is_none()
            && (self.room.base == Base::Sitting || self.contacts.iter().any(carries))
    }

    fn set_arm(&self, body: &mut Body, side: Side) {
        let [lift, plane, roll] = self.side_angle(Joint::Shoulder, side);
        let [raise, ahead, _] = self.side_angle(Joint::Scapula, side);
        let blade = blade_turn(raise + blade_lift(self.blade_follows(side), lift), ahead, side);
        body.set_turn(Bone::Blade(side), blade);
        body.set_turn(Bone::UpperArm(side), blade.inverse() * ball([lift, plane, roll], side));
        body.set_turn(Bone::Forearm(side), Turn::forward(-self.side_angle(Joint::Elbow, side)[0]));
        let palm = self.side_angle(Joint::Forearm, side)[0];
        let [bend, aside, _] = self.side_angle(Joint::Wrist, side);
        let hand =
            Turn::left(-side.sign() * palm) * Turn::tilt_left(side.sign() * bend) * Turn::forward(-aside);
        body.set_turn(Bone::Hand(side), hand);
    }

    fn blade_follows(&self, side: Side) -> bool {
        self.pose.joint(JointAt::of(Joint::Scapula, side)).is_none()
    }

    /// The foot's goal: the pose's own; else the base's, unless the pose bends that leg itself.
    pub(super) fn foot_goal(&self, side: Side) -> Option<Goal> {
        let bent = [Joint::Hip, Joint::Knee].iter().any(|&j| self.pose.joint(JointAt::of(j, side)).is_some());
        self.pose.foot(side).or_else(|| if bent { None } else { self.moved(self.room.base.foot(side)) })
    }

    /// A goal of the base where this pose has it; what is on the body or on a thing is there anyway.
    fn moved(&self, goal: Option<Goal>) -> Option<Goal> {
        let by = vec3(0.0, 0.0, self.room.figure.origin_of(self.room.base));
        goal.map(|it| match it.anchor == Anchor::Floor || it.anchor == Anchor::Air {
            true => Goal { offset: it.offset + by, ..it },
            false => it,
        })
    }

    pub(super) fn hand_goal(&self, side: Side) -> Option<Goal> {
        let bent =
            [Joint::Shoulder, Joint::Elbow].iter().any(|&j| self.pose.joint(JointAt::of(j, side)).is_some());
        self.pose.hand(side).or_else(|| if bent { None } else { self.moved(self.room.base.hand(side)) })
    }

    /// Feet, then hands; one that holds the other foot or hand comes after it.
    fn reach(&self, solved: &mut Solved) {
        for late in [false, true] {
            for side in Side::BOTH {
                match self.foot_goal(side) {
                    Some(goal) if goal.is_on_fellow(End::Foot, side) == late => {
                        self.place_foot(solved, goal, side)
                    }
                    _ => {}
                }
            }
        }
        for late in [false, true] {
            for side in Side::BOTH {
                match self.hand_goal(side) {
                    Some(goal) if goal.is_on_fellow(End::Hand, side) == late => {
                        self.place_hand(solved, goal, side)
                    }
                    _ => {}
                }
            }
        }
    }

    fn place_foot(&self, solved: &mut Solved, goal: Goal, side: Side) {
        let mut spot = self.room.spot(&solved.body, goal, End::Foot, side);
        let ankle = self.pose.joint(JointAt::of(Joint::Ankle, side));
        let free = goal.anchor == Anchor::Air && goal.face.is_none();
        let turn = (ankle.is_some() || free).then(|| foot_turn(self.side_angle(Joint::Ankle, side), side));
        if goal.anchor == Anchor::Floor {
            let toes = spot.along.filter(|_| goal.along.is_some());
            let toes = toes.unwrap_or(vec3(side.sign() * 0.14, 0.0, 1.0));
            spot.along = Some(toes);
            // Above a foot that stands the knee goes where its toes point, however the pelvis tips.
            spot.bend = spot.bend.or(Some(toes + Vec3::UP * 0.5));
        }
        let short = reach::leg(&mut solved.body, side, spot, turn);
        solved.feet_short[side.index()] = short;
        solved.body.feet_held[side.index()] = true;
    }

    fn place_hand(&self, solved: &mut Solved, goal: Goal, side: Side) {
        let spot = self.room.spot(&solved.body, goal, End::Hand, side);
        let mut short = reach::arm(&mut solved.body, side, spot);
        if self.blade_follows(side) {
            // The shoulder blade rides along with a raised arm, so the reach is done again from there.
            let [raise, ahead, _] = self.side_angle(Joint::Scapula, side);
            let chest = solved.body.frame(Bone::ChestTop).turn;
            let arm = solved.body.frame(Bone::UpperArm(side)).turn * -Vec3::UP;
            let lift = reach::angle_between(arm, chest * -Vec3::UP);
            // A hand that falls short takes the shoulder forward with it, as anyone's does.
            let more = if (chest.inverse() * arm).z > 0.2 { (short * 330.0).min(MOST_REACH) } else { 0.0 };
            let ahead = ahead + more;
            solved.body.set_turn(Bone::Blade(side), blade_turn(raise + blade_lift(true, lift), ahead, side));
            solved.body.lay_from(Bone::Blade(side));
            short = reach::arm(&mut solved.body, side, spot);
        }
        solved.hands_short[side.index()] = short;
        solved.body.hands_held[side.index()] = true;
    }
}

/// How much higher one stands who rises onto the balls of the feet, in metres.
fn rise_on_toes(contacts: &[Contact], pose: &Pose) -> f32 {
    let on_toes = contacts.iter().filter(|it| it.touch == Touch::Toes).flat_map(|it| it.sides());
    let rise = |side| {
        let flex = pose.joint(JointAt::of(Joint::Ankle, side)).map_or(0.0, |it| it[0].min(0.0));
        let (sin, cos) = libm::sincosf((-flex).to_radians());
        BALL * sin + ANKLE_HEIGHT * (cos - 1.0)
    };
    let least = on_toes.map(rise).fold(f32::MAX, f32::min);
    if least < f32::MAX { least } else { 0.0 }
}

/// The ball of the foot ahead of the ankle, in metres.
const BALL: f32 = 0.13;

/// A share of a spine joint's turn: forward, then to the side, then about its own length.
fn spine([flex, side, turn]: Angles, share: f32) -> Turn {
    Turn::left(turn * share) * Turn::tilt_left(side * share) * Turn::forward(flex * share)
}

/// Swings by `lift` in the upright plane that stands `plane` degrees out from straight ahead,
/// then rolls inward about the bone.
fn ball([lift, plane, roll]: Angles, side: Side) -> Turn {
    let plane = plane * side.sign();
    Turn::left(plane) * Turn::forward(-lift) * Turn::left(-roll * side.sign() - plane)
}

fn blade_turn(raise: f32, ahead: f32, side: Side) -> Turn {
    Turn::left(-side.sign() * ahead) * Turn::tilt_left(-side.sign() * raise)
}

/// How far the shoulder blade lifts with the arm: a quarter of what the arm does above 40 degrees.
fn blade_lift(follows: bool, arm: f32) -> f32 {
    if follows { ((arm - 40.0).max(0.0) * 0.24).min(30.0) } else { 0.0 }
}

fn foot_turn([flex, roll, _]: Angles, side: Side) -> Turn {
    Turn::forward(-flex) * Turn::tilt_left(side.sign() * roll)
}
