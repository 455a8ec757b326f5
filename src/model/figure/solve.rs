//! From a pose to a body: the spine is turned, legs and arms reach. What should lie on the ground is
//! brought there by `settle`.

use super::Figure;
use super::anchor::Room;
use super::base::{Base, Contact, Touch};
use super::hand::HandShape;
use super::joint::{JOINTS, Joint, JointAt, Side};
use super::pose::{Anchor, Angles, LimbEnd, LimbGoal, Pose};
use super::reach;
use super::skeleton::{ANKLE_HEIGHT, Body, Bone};
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
        let mut solver = Solver { figure, pose, room, angles, root, contacts };
        for side in Side::BOTH {
            solver.shape_hand(side);
        }
        solver
    }

    /// Shapes a hand by what it is put on, where the pose says nothing of its fingers.
    fn shape_hand(&mut self, side: Side) {
        let Some(goal) = self.hand_goal(side) else { return };
        for (joint, angles) in HandShape::on(goal.anchor).joints() {
            let at = JointAt::of(joint, side);
            if self.pose.joint(at).is_none() {
                self.angles[at.index()] = angles;
            }
        }
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

    fn side_angle(&self, joint: Joint, side: Side) -> Angles {
        self.angles[JointAt::of(joint, side).index()]
    }

    /// The body for the angles as they are now.
    pub(super) fn build(&self) -> Solved {
        let mut body = Body::unlaid(self.root);
        self.turn_bones(&mut body);
        body.lay_from(Bone::Pelvis);
        body.stretched.clone_from(self.pose.stretched.as_ref().unwrap_or(&self.figure.stretched));
        body.props.extend_from_slice(self.figure.props(self.pose));
        let mut solved = Solved { body, hands_short: [0.0; 2], feet_short: [0.0; 2] };
        self.reach(&mut solved);
        solved
    }

    /// Turns every bone by the angles of its joints.
    fn turn_bones(&self, body: &mut Body) {
        for at in JointAt::all() {
            let angles = self.followed(at);
            let turn = at.turn(angles);
            let mut bones = at.bones().peekable();
            if bones.peek().is_none() {
                body.set_small(at, angles);
            }
            for bone in bones {
                // A hand has two joints: that of the forearm, and the wrist.
                body.set_turn(bone, body.turn(bone) * turn);
            }
        }
        // These are turned against something else than the bone that carries them.
        let pelvis = body.turn(Bone::Pelvis);
        body.set_turn(Bone::Pelvis, self.lay() * pelvis);
        for side in Side::BOTH {
            let against = |carrier: Turn, bone: Bone| carrier.inverse() * body.turn(bone);
            let arm = against(body.turn(Bone::Blade(side)), Bone::UpperArm(side));
            let leg = against(pelvis, Bone::Thigh(side));
            body.set_turn(Bone::UpperArm(side), arm);
            if self.leg_stays(side) {
                body.set_turn(Bone::Thigh(side), leg);
            }
        }
    }

    /// The angles of a joint; a shoulder blade follows its arm.
    fn followed(&self, at: JointAt) -> Angles {
        let angles = self.angles[at.index()];
        let Some(side) = at.side.filter(|_| at.joint == Joint::Scapula) else { return angles };
        let [lift, ..] = self.side_angle(Joint::Shoulder, side);
        let [raise, ahead, _] = angles;
        [raise + blade_lift(self.blade_follows(side), lift), ahead, 0.0]
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

    fn blade_follows(&self, side: Side) -> bool {
        self.pose.joint(JointAt::of(Joint::Scapula, side)).is_none()
    }

    /// The foot's goal: the pose's own; else the base's, unless the pose bends that leg itself.
    pub(super) fn foot_goal(&self, side: Side) -> Option<LimbGoal> {
        let bent = [Joint::Hip, Joint::Knee].iter().any(|&j| self.pose.joint(JointAt::of(j, side)).is_some());
        self.pose.foot(side).or_else(|| if bent { None } else { self.moved(self.room.base.foot(side)) })
    }

    /// A goal of the base where this pose has it; what is on the body or on a thing is there anyway.
    fn moved(&self, goal: Option<LimbGoal>) -> Option<LimbGoal> {
        let by = vec3(0.0, 0.0, self.room.figure.origin_of(self.room.base));
        goal.map(|it| match it.anchor == Anchor::Floor || it.anchor == Anchor::Air {
            true => LimbGoal { offset: it.offset + by, ..it },
            false => it,
        })
    }

    pub(super) fn hand_goal(&self, side: Side) -> Option<LimbGoal> {
        let bent =
            [Joint::Shoulder, Joint::Elbow].iter().any(|&j| self.pose.joint(JointAt::of(j, side)).is_some());
        self.pose.hand(side).or_else(|| if bent { None } else { self.moved(self.room.base.hand(side)) })
    }

    /// Feet, then hands; one that holds the other foot or hand comes after it.
    fn reach(&self, solved: &mut Solved) {
        for late in [false, true] {
            for side in Side::BOTH {
                match self.foot_goal(side) {
                    Some(goal) if goal.is_on_fellow(LimbEnd::Foot, side) == late => {
                        self.place_foot(solved, goal, side)
                    }
                    _ => {}
                }
            }
        }
        for late in [false, true] {
            for side in Side::BOTH {
                match self.hand_goal(side) {
                    Some(goal) if goal.is_on_fellow(LimbEnd::Hand, side) == late => {
                        self.place_hand(solved, goal, side)
                    }
                    _ => {}
                }
            }
        }
    }

    fn place_foot(&self, solved: &mut Solved, goal: LimbGoal, side: Side) {
        let mut spot = self.room.spot(&solved.body, goal, LimbEnd::Foot, side);
        let ankle = self.pose.joint(JointAt::of(Joint::Ankle, side));
        let free = goal.anchor == Anchor::Air && goal.face.is_none();
        let turn = (ankle.is_some() || free).then(|| {
            let at = JointAt::of(Joint::Ankle, side);
            at.turn(self.angles[at.index()])
        });
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

    fn place_hand(&self, solved: &mut Solved, goal: LimbGoal, side: Side) {
        let spot = self.room.spot(&solved.body, goal, LimbEnd::Hand, side);
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
            let blade = [raise + blade_lift(true, lift), ahead, 0.0];
            solved.body.set_turn(Bone::Blade(side), JointAt::of(Joint::Scapula, side).turn(blade));
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

/// How far the shoulder blade lifts with the arm: a quarter of what the arm does above 40 degrees.
fn blade_lift(follows: bool, arm: f32) -> f32 {
    if follows { ((arm - 40.0).max(0.0) * 0.24).min(30.0) } else { 0.0 }
}
