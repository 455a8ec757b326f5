//! Which muscles a pose makes shorter, by the way that each joint goes: what gets shorter is not
//! stretched, and lights up in no picture of a stretch.
//!
//! It looks at the angles that are written, not at those that are solved for, so it may miss one; what
//! it finds is so. Only what shortens beyond doubt is in the table: a muscle over two joints, such as the
//! calf's, may be slack at one and tight at the other.

use super::{
    joint::{Joint, JointAt, Side},
    muscle::{Muscle, SidedMuscle},
    pose::Pose,
};

/// One way in which a joint may go, and what gets shorter by it.
struct Row {
    joint: Joint,
    /// Which of its angles.
    axis: usize,
    /// From how many degrees on; below 0, down to.
    from: f32,
    muscles: &'static [Muscle],
    side: Where,
}

/// On which side a muscle gets shorter.
#[derive(Clone, Copy)]
enum Where {
    /// On that of the joint; of the middle, on both.
    Here,
    /// On this one.
    On(Side),
}

const fn row(joint: Joint, axis: usize, from: f32, muscles: &'static [Muscle]) -> Row {
    Row { joint, axis, from, muscles, side: Where::Here }
}

const fn on(side: Side, joint: Joint, axis: usize, from: f32, muscles: &'static [Muscle]) -> Row {
    Row { joint, axis, from, muscles, side: Where::On(side) }
}

use Muscle as M;

const ROWS: &[Row] = &[
    row(Joint::Lumbar, 0, 25.0, &[M::Abdominals]),
    row(Joint::Lumbar, 0, -15.0, &[M::LowerBack]),
    row(Joint::Chest, 0, -15.0, &[M::MiddleBack, M::UpperBack]),
    row(Joint::Neck, 0, 20.0, &[M::NeckFront]),
    row(Joint::Neck, 0, -20.0, &[M::NeckBack]),
    // A bend to the left shortens the left side.
    on(Side::Left, Joint::Lumbar, 1, 12.0, &[M::Side]),
    on(Side::Right, Joint::Lumbar, 1, -12.0, &[M::Side]),
    on(Side::Left, Joint::Neck, 1, 12.0, &[M::Scalenes, M::Trapezius]),
    on(Side::Right, Joint::Neck, 1, -12.0, &[M::Scalenes, M::Trapezius]),
    // The head is turned to the left by the front of the right side and the back of the left one.
    on(Side::Right, Joint::Neck, 2, 25.0, &[M::NeckFront]),
    on(Side::Left, Joint::Neck, 2, 25.0, &[M::NeckBack]),
    on(Side::Left, Joint::Neck, 2, -25.0, &[M::NeckFront]),
    on(Side::Right, Joint::Neck, 2, -25.0, &[M::NeckBack]),
    row(Joint::Shoulder, 0, -20.0, &[M::ShoulderBack]),
    row(Joint::Shoulder, 1, -15.0, &[M::Chest, M::ShoulderFront]),
    row(Joint::Elbow, 0, 100.0, &[M::Biceps]),
    row(Joint::Wrist, 0, 40.0, &[M::ForearmFlexors]),
    row(Joint::Wrist, 0, -40.0, &[M::ForearmExtensors]),
    row(Joint::Hip, 0, -10.0, &[M::Glutes]),
    row(Joint::Hip, 0, 80.0, &[M::HipFlexors]),
    row(Joint::Ankle, 0, 12.0, &[M::Shins]),
    row(Joint::Ankle, 0, -20.0, &[M::Soleus]),
];

/// Everything that a pose makes shorter, each muscle with its side.
pub fn shortened(pose: &Pose) -> Vec<SidedMuscle> {
    let mut found = Vec::new();
    for row in ROWS {
        for at in JointAt::each(row.joint).filter(|it| row.is_in(pose, *it)) {
            let side = match row.side {
                Where::Here => at.side,
                Where::On(side) => Some(side),
            };
            found.extend(row.muscles.iter().map(|&muscle| SidedMuscle { muscle, side }));
        }
    }
    found
}

impl Row {
    /// Whether the joint goes so far in a pose.
    fn is_in(&self, pose: &Pose, at: JointAt) -> bool {
        let of = |at: JointAt| pose.joint(at).map_or(0.0, |it| it[self.axis]);
        // The neck and the head on it move as one.
        let head = if self.joint == Joint::Neck { of(JointAt::middle(Joint::Head)) } else { 0.0 };
        let angle = of(at) + head;
        if self.from > 0.0 { angle >= self.from } else { angle <= self.from }
    }
}

/// Which of these are among what a pose makes shorter.
pub fn wrongly_lit(lit: &[SidedMuscle], pose: &Pose) -> Vec<SidedMuscle> {
    let shortened = shortened(pose);
    let is_wrong = |it: &&SidedMuscle| {
        let same = shortened.iter().filter(|other| other.muscle == it.muscle);
        same.into_iter().any(|other| other.sides().any(|side| it.sides().any(|own| own == side)))
    };
    lit.iter().filter(is_wrong).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lit(name: &str) -> SidedMuscle {
        SidedMuscle::from_name(name).unwrap()
    }

    fn turned(angles: [f32; 3]) -> Pose {
        let mut pose = Pose::default();
        pose.set_joint(JointAt::middle(Joint::Neck), angles);
        pose
    }

    #[test]
    fn the_front_of_the_left_side_turns_the_head_to_the_right() {
        let right = turned([0.0, 0.0, -40.0]);
        let all = ["neck-front.l", "neck-front.r", "neck-back.l", "neck-back.r"].map(lit);
        assert_eq!(wrongly_lit(&all, &right), [lit("neck-front.l"), lit("neck-back.r")]);
        assert_eq!(wrongly_lit(&[lit("neck-front")], &right), [lit("neck-front")], "both sides are lit");
        assert_eq!(wrongly_lit(&all, &turned([0.0, 0.0, -10.0])), []);
    }

    #[test]
    fn a_limb_shortens_its_own_side() {
        let mut pose = Pose::default();
        pose.set_joint(JointAt::of(Joint::Ankle, Side::Right), [18.0, 0.0, 0.0]);
        assert_eq!(wrongly_lit(&[lit("shins.r"), lit("shins.l"), lit("calves.r")], &pose), [lit("shins.r")]);
    }

    #[test]
    fn a_chin_that_is_tucked_bends_nothing_back() {
        let mut pose = turned([-20.0, 0.0, 0.0]);
        pose.set_joint(JointAt::middle(Joint::Head), [16.0, 0.0, 0.0]);
        assert_eq!(wrongly_lit(&[lit("neck-back")], &pose), []);
    }
}
