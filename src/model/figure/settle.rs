//! Brings a posed body to rest on its ground.
//!
//! The angles that a person writes do not put a foot on the floor to the millimetre, so a few joints give
//! way: the smallest change (damped least squares) that puts every declared contact on its ground and lifts
//! what sinks below it.
//!
//! A *miss* is how far a point of the skin is off, in metres. What may change is *free*: the height of the
//! whole body, and one bend for each joint near a contact. Each round changes every free thing by one unit to
//! see how the misses answer, and takes the step that undoes them best. A *stiffer* joint gives way less, and
//! one that the pose itself bends is twice as stiff. `solve` builds the body that this works on.

use super::Figure;
use super::base::{Base, Touch};
use super::ground;
use super::joint::{Joint, JointAt, Side};
use super::pose::Pose;
use super::prop::{CUSHION_HEIGHT, Prop, PropKind, SEAT_HEIGHT};
use super::skeleton::Body;
use super::solve::{Solved, Solver};

/// Rounds at most. Eight bring every pose we have within a millimetre.
const ROUNDS: usize = 10;
/// A pose that no body can take comes no nearer after a few rounds: a round that changes the sum of the
/// squared misses by less than this share was the last one.
const STILL: f32 = 0.03;
/// The unit of a bend, in degrees. That of the height is a centimetre.
const FEEL: f32 = 0.5;

/// One thing that may give way for a contact: the height of the whole, or one joint's bend.
#[derive(Clone, Copy, Debug)]
enum Free {
    Height,
    Bend { at: JointAt, axis: usize, stiffness: f32 },
}

impl Solver<'_> {
    /// The body for the pose, resting on its ground.
    pub fn solve(self) -> Solved {
        self.settle(ROUNDS)
    }

    /// The same, in so many rounds at most.
    pub fn settle(mut self, rounds: usize) -> Solved {
        let free = self.free();
        let mut off_before = f32::MAX;
        for _ in 0..rounds {
            let built = self.build();
            let now = self.misses(&built.body);
            let off: f32 = now.iter().map(|miss| miss * miss).sum();
            let stands_still = (off_before - off).abs() < off_before * STILL;
            if stands_still || now.iter().all(|miss| miss.abs() < 0.001) {
                return built;
            }
            off_before = off;
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
        for contact in self.contacts.iter() {
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
                    Touch::Foot
                    | Touch::Toes
                    | Touch::Heel
                    | Touch::Knee
                    | Touch::Shin
                    | Touch::Thigh
                    | Touch::Calf
                    | Touch::Elbow
                    | Touch::Forearm
                    | Touch::Seat
                    | Touch::Hand => {}
                }
            }
        }
        free
    }

    /// Metres by which contacts and planted feet are off, and by which other parts sink.
    fn misses(&self, body: &Body) -> Vec<f32> {
        let mut misses = Vec::with_capacity(64);
        let declared = &self.contacts;
        for contact in declared.iter() {
            for side in contact.sides() {
                let ground = self.figure.ground(self.pose, contact.touch);
                misses.extend(ground::heights(body, contact.touch, side).map(|h| h - ground));
            }
        }
        for &touch in Touch::ALL {
            for side in Side::BOTH {
                let known = declared.iter().any(|c| c.touch == touch && c.sides().any(|s| s == side));
                if !known {
                    misses.extend(ground::heights(body, touch, side).map(|h| h.min(0.0)));
                }
            }
        }
        misses
    }

    /// The smallest change that undoes the misses, in units of each free thing, if they answered it in a straight
    /// line.
    fn step(&self, free: &[Free], now: &[f32]) -> Vec<f32> {
        let slopes: Vec<Vec<f32>> = free
            .iter()
            .map(|&free| {
                let mut tried = self.clone();
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

    /// Moves one free thing by so many units.
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
    pub(super) fn ground(&self, pose: &Pose, touch: Touch) -> f32 {
        let pillow = Prop::usual(PropKind::Cushion);
        if touch == Touch::Seat && self.base(pose) == Base::Sitting {
            SEAT_HEIGHT
        } else if touch == Touch::Head && self.props(pose).contains(&pillow) {
            CUSHION_HEIGHT
        } else {
            0.0
        }
    }
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
        let pivot_row = m[column].clone();
        for (_, row) in m.iter_mut().enumerate().filter(|(row, _)| *row != column) {
            let share = row[column] / lead;
            for (value, above) in row.iter_mut().zip(&pivot_row).skip(column) {
                *value -= share * above;
            }
        }
    }
    (0..n).map(|i| if m[i][i].abs() < 1e-12 { 0.0 } else { m[i][n] / m[i][i] }).collect()
}
