//! From a pose to a body: the spine is turned, legs and arms reach, and what should lie on the
//! ground is brought there.
//!
//! Contacts do not come out of angles that a person writes, so a few joints give way: the smallest
//! change (damped least squares) that puts every declared contact on its ground and lifts what sinks.

use super::Figure;
use super::anchor::Room;
use super::base::{Base, Touch};
use super::ground;
use super::joint::{JOINTS, Joint, JointAt, Side};
use super::pose::{Anchor, Angles, Goal, Pose};
use super::prop::SEAT_HEIGHT;
use super::reach;
use super::skeleton::{Body, Bone, Small};
use super::space::{Turn, Vec3, vec3};

/// A solved body, and by how much its goals were missed.
#[derive(Clone, Debug)]
pub struct Solved {
    pub body: Body,
    /// Metres by which each hand and foot misses its goal, left and right.
    pub hands_short: [f32; 2],
    pub feet_short: [f32; 2],
}

/// How often the ground is tried for. Eight rounds bring every pose we have within a millimetre.
const ROUNDS: usize = 10;
/// A step in degrees, to feel how the ground answers.
const FEEL: f32 = 0.5;

/// How far a reach takes the shoulder blade forward, in degrees.
const MOST_REACH: f32 = 26.0;

/// One thing that may give way for a contact: the height of the whole, or one joint's bend.
#[derive(Clone, Copy, Debug)]
enum Free {
    Height,
    Bend { at: JointAt, axis: usize, stiffness: f32 },
}

pub struct Solver<'a> {
    figure: &'a Figure,
    pose: &'a Pose,
    room: Room<'a>,
    angles: [Angles; JOINTS],
    root: Vec3,
}

impl<'a> Solver<'a> {
    pub fn new(figure: &'a Figure, pose: &'a Pose) -> Solver<'a> {
        let base = figure.base;
        let mut angles = base.angles();
        for at in JointAt::all() {
            if let Some(own) = pose.joint(at) {
                angles[at.index()] = own;
            }
        }
        let root = vec3(0.0, base.height(), 0.0) + pose.shift;
        Solver { figure, pose, room: Room { base, props: &figure.props }, angles, root }
    }

    pub fn solve(mut self) -> Solved {
        let free = self.free();
        for _ in 0..ROUNDS {
            let now = self.misses(&self.build().body);
            if now.iter().all(|miss| miss.abs() < 0.001) {
                break;
            }
            let step = self.step(&free, &now);
            for (&free, by) in free.iter().zip(step) {
                self.give(free, by);
            }
        }
        self.build()
    }

    /// What may give way, by what is declared to touch.
    fn free(&self) -> Vec<Free> {
        let mut free = vec![Free::Height];
        let mut turn = |at: JointAt, axis: usize, stiffness: f32| {
            let stiffness = if self.pose.joint(at).is_some() { stiffness * 2.0 } else { stiffness };
            let known = free.iter().any(|f| matches!(f, Free::Bend { at: other, .. } if *other == at));
            if !known {
                free.push(Free::Bend { at, axis, stiffness });
            }
        };
        for contact in self.figure.contacts(self.pose) {
            for side in contact.sides() {
                let leg_is_free = self.foot_goal(side).is_none();
                let mut bend = |at, stiffness| turn(at, 0, stiffness);
                match contact.touch {
                    Touch::Foot | Touch::Toes | Touch::Heel if leg_is_free => {
                        bend(JointAt::of(Joint::Hip, side), 1.0);
                        bend(JointAt::of(Joint::Knee, side), 1.5);
                        bend(JointAt::of(Joint::Ankle, side), 0.5);
                    }
                    Touch::Knee | Touch::Shin | Touch::Thigh | Touch::Calf if leg_is_free => {
                        bend(JointAt::of(Joint::Hip, side), 1.0);
                        bend(JointAt::of(Joint::Knee, side), 2.0);
                    }
                    Touch::Forehead | Touch::Head => {
                        bend(JointAt::middle(Joint::Neck), 1.0);
                        bend(JointAt::middle(Joint::Chest), 1.0);
                        bend(JointAt::middle(Joint::Lumbar), 1.0);
                        bend(JointAt::middle(Joint::Pelvis), 1.5);
                    }
                    Touch::Back | Touch::Loin | Touch::Chest | Touch::Belly => {
                        bend(JointAt::middle(Joint::Lumbar), 1.0);
                        bend(JointAt::middle(Joint::Pelvis), 1.0);
                        bend(JointAt::middle(Joint::Chest), 1.5);
                    }
                    Touch::Elbow | Touch::Forearm if self.hand_goal(side).is_none() => {
                        bend(JointAt::of(Joint::Shoulder, side), 0.7);
                        bend(JointAt::of(Joint::Elbow, side), 1.0);
                    }
                    Touch::Hip | Touch::Shoulder => {
                        turn(JointAt::middle(Joint::Pelvis), 1, 1.0);
                        turn(JointAt::middle(Joint::Chest), 1, 1.0);
                    }
                    _ => {}
                }
            }
        }
        free
    }

    /// Metres by which contacts and planted feet are off, and by which other parts sink.
    fn misses(&self, body: &Body) -> Vec<f32> {
        let mut misses = Vec::with_capacity(64);
        let declared = self.figure.contacts(self.pose);
        for contact in declared {
            for side in contact.sides() {
                let ground = self.figure.ground(contact.touch);
                misses.extend(ground::heights(body, contact.touch, side).map(|h| h - ground));
            }
        }
        for &touch in Touch::ALL {
            for side in Side::ALL {
                let known = declared.iter().any(|c| c.touch == touch && c.sides().any(|s| s == side));
                if !known {
                    misses.extend(ground::heights(body, touch, side).map(|h| h.min(0.0)));
                }
            }
        }
        misses
    }

    /// The smallest change that undoes the misses, as far as a straight line can tell.
    fn step(&self, free: &[Free], now: &[f32]) -> Vec<f32> {
        let slopes: Vec<Vec<f32>> = free
            .iter()
            .map(|&free| {
                let mut tried =
                    Solver { figure: self.figure, pose: self.pose, room: Room { ..self.room }, ..*self };
                tried.give(free, 1.0);
                let then = tried.misses(&tried.build().body);
                then.iter().zip(now).map(|(then, now)| then - now).collect()
            })
            .collect();
        let n = free.len();
        let mut matrix = vec![vec![0.0; n + 1]; n];
        for i in 0..n {
            for j in 0..n {
                matrix[i][j] = dot(&slopes[i], &slopes[j]);
            }
            matrix[i][i] += 1e-6 * free[i].stiffness();
            matrix[i][n] = -dot(&slopes[i], now);
        }
        solve_linear(matrix)
    }

    /// Moves one free thing by so many units: centimetres, or steps of `FEEL` degrees.
    fn give(&mut self, free: Free, by: f32) {
        match free {
            Free::Height => self.root.y += (by * 0.01).clamp(-0.3, 0.3),
            Free::Bend { at, axis, .. } => {
                let angle = &mut self.angles[at.index()][axis];
                let axis = at.joint.axes()[axis];
                *angle = (*angle + (by * FEEL).clamp(-15.0, 15.0)).clamp(axis.low, axis.high);
            }
        }
    }

    fn angle(&self, joint: Joint) -> Angles {
        self.angles[JointAt::middle(joint).index()]
    }

    fn side_angle(&self, joint: Joint, side: Side) -> Angles {
        self.angles[JointAt::of(joint, side).index()]
    }

    /// The body for the angles as they are now.
    fn build(&self) -> Solved {
        let mut body = Body::straight(self.root);
        self.set_trunk(&mut body);
        self.set_small(&mut body);
        for side in Side::ALL {
            self.set_leg(&mut body, side);
            self.set_arm(&mut body, side);
        }
        body.lay_from(Bone::Pelvis);
        body.stretched.clone_from(self.pose.stretched.as_ref().unwrap_or(&self.figure.stretched));
        let mut solved = Solved { body, hands_short: [0.0; 2], feet_short: [0.0; 2] };
        self.reach(&mut solved);
        solved
    }

    fn set_trunk(&self, body: &mut Body) {
        body.set_turn(Bone::Pelvis, self.figure.base.lay() * spine(self.angle(Joint::Pelvis), 1.0));
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
        let pair = |joint| Side::ALL.map(|side| self.side_angle(joint, side));
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

    /// A leg that carries weight, and of whose hip nothing is said, stays while the pelvis moves.
    fn leg_stays(&self, side: Side) -> bool {
        use Touch::*;
        self.pose.joint(JointAt::of(Joint::Hip, side)).is_none()
            && self.figure.contacts(self.pose).iter().any(|contact| {
                matches!(contact.touch, Foot | Toes | Heel | Knee | Shin | Thigh)
                    && contact.sides().any(|s| s == side)
            })
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
    fn foot_goal(&self, side: Side) -> Option<Goal> {
        let bent = [Joint::Hip, Joint::Knee].iter().any(|&j| self.pose.joint(JointAt::of(j, side)).is_some());
        self.pose.foot(side).or_else(|| if bent { None } else { self.figure.base.foot(side) })
    }

    fn hand_goal(&self, side: Side) -> Option<Goal> {
        let bent =
            [Joint::Shoulder, Joint::Elbow].iter().any(|&j| self.pose.joint(JointAt::of(j, side)).is_some());
        self.pose.hand(side).or_else(|| if bent { None } else { self.figure.base.hand(side) })
    }

    /// Feet, then hands; one that holds the other foot or hand comes after it.
    fn reach(&self, solved: &mut Solved) {
        for late in [false, true] {
            for side in Side::ALL {
                match self.foot_goal(side) {
                    Some(goal) if on_other_leg(goal, side) == late => self.place_foot(solved, goal, side),
                    _ => {}
                }
            }
        }
        for late in [false, true] {
            for side in Side::ALL {
                match self.hand_goal(side) {
                    Some(goal) if on_other_arm(goal, side) == late => self.place_hand(solved, goal, side),
                    _ => {}
                }
            }
        }
    }

    fn place_foot(&self, solved: &mut Solved, goal: Goal, side: Side) {
        let mut spot = self.room.spot(&solved.body, goal, side);
        let ankle = self.pose.joint(JointAt::of(Joint::Ankle, side));
        let free = goal.anchor == Anchor::Air && goal.face.is_none();
        let turn = (ankle.is_some() || free).then(|| foot_turn(self.side_angle(Joint::Ankle, side), side));
        if goal.anchor == Anchor::Floor && goal.along.is_none() {
            spot.along = Some(vec3(side.sign() * 0.14, 0.0, 1.0));
        }
        let short = reach::leg(&mut solved.body, side, spot, turn);
        solved.feet_short[side.index()] = short;
        solved.body.feet_held[side.index()] = true;
    }

    fn place_hand(&self, solved: &mut Solved, goal: Goal, side: Side) {
        let spot = self.room.spot(&solved.body, goal, side);
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

impl Free {
    fn stiffness(self) -> f32 {
        match self {
            Free::Height => 0.2,
            Free::Bend { stiffness, .. } => stiffness * stiffness,
        }
    }
}

impl Figure {
    /// The height of what this part rests on.
    pub(super) fn ground(&self, touch: Touch) -> f32 {
        if self.base == Base::Sitting && touch == Touch::Seat { SEAT_HEIGHT } else { 0.0 }
    }
}

fn on_other_leg(goal: Goal, side: Side) -> bool {
    use Anchor::*;
    goal.side == Some(side.other())
        && matches!(
            goal.anchor,
            Thigh | Hamstring | Knee | KneeOutside | Shin | Calf | Ankle | Heel | Sole | Toes
        )
}

fn on_other_arm(goal: Goal, side: Side) -> bool {
    use Anchor::*;
    matches!(goal.anchor, Hand | Fingers)
        || (goal.side == Some(side.other()) && matches!(goal.anchor, Elbow | Wrist))
}

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

/// How far the shoulder blade lifts with the arm: a third of what the arm does above 40 degrees.
fn blade_lift(follows: bool, arm: f32) -> f32 {
    if follows { ((arm - 40.0).max(0.0) * 0.24).min(30.0) } else { 0.0 }
}

fn foot_turn([flex, roll, _]: Angles, side: Side) -> Turn {
    Turn::forward(-flex) * Turn::tilt_left(side.sign() * roll)
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Gaussian elimination with pivots; the last column is the right side.
fn solve_linear(mut m: Vec<Vec<f32>>) -> Vec<f32> {
    let n = m.len();
    for column in 0..n {
        let pivot = (column..n).max_by(|&a, &b| m[a][column].abs().total_cmp(&m[b][column].abs()));
        m.swap(column, pivot.unwrap_or(column));
        let lead = m[column][column];
        if lead.abs() < 1e-12 {
            continue;
        }
        for row in 0..n {
            if row != column {
                let share = m[row][column] / lead;
                for k in column..=n {
                    m[row][k] -= share * m[column][k];
                }
            }
        }
    }
    (0..n).map(|i| if m[i][i].abs() < 1e-12 { 0.0 } else { m[i][n] / m[i][i] }).collect()
}
