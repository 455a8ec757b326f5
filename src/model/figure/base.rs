//! The positions from which poses start: their angles, what carries the weight, where hands rest.

use super::hand::HandShape;
use super::joint::{JOINTS, Joint, JointAt, Side};
use super::pose::{Anchor, Angles, LimbGoal};
use super::prop::SEAT_HEIGHT;
use super::space::{Turn, vec3};
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// A position to start from.
    Base {
        Standing = "standing", "standing, arms hanging";
        Sitting = "sitting", "sitting on a chair, hands on the thighs";
        LongSitting = "floor-sitting", "sitting on the floor, legs straight ahead";
        Crossed = "crossed", "sitting on the floor, legs crossed";
        Butterfly = "butterfly", "sitting on the floor, soles together, knees out";
        Kneeling = "kneeling", "sitting on the heels";
        KneelingUp = "kneeling-upright", "kneeling, the thighs upright";
        HalfKneeling = "half-kneeling", "the right knee on the floor, the left foot ahead";
        AllFours = "all-fours", "on hands and knees";
        Prone = "prone", "lying on the front";
        Supine = "supine", "lying on the back, legs straight";
        SideLying = "side-lying", "lying on the left side, the right leg on top";
    }
}

vocabulary! {
    /// A part of the body that rests on the floor or, for the seat on a chair, on the chair.
    Touch {
        Foot = "foot", "the sole";
        Toes = "toes", "the ball of the foot";
        Heel = "heel", "the heel";
        Knee = "knee", "the knee";
        Shin = "shin", "the shin, from knee to ankle";
        Seat = "seat", "the sitting bones";
        Hand = "hand", "the palm";
        Elbow = "elbow", "the elbow";
        Forearm = "forearm", "the forearm";
        Back = "back", "the upper back";
        Loin = "loin", "the buttocks, lying on the back";
        Head = "head", "the back of the head";
        Forehead = "forehead", "the forehead";
        Chest = "chest", "the chest, lying on the front";
        Belly = "belly", "the belly and the front of the pelvis";
        Thigh = "thigh", "the thigh: its front prone, its back sitting on the floor";
        Calf = "calf", "the calf, lying on the back";
        Hip = "hip", "the side of the hip";
        Shoulder = "shoulder", "the side of the shoulder";
    }
}

impl Touch {
    /// Whether there is one on each side of the body.
    pub fn paired(self) -> bool {
        match self {
            Touch::Seat
            | Touch::Back
            | Touch::Loin
            | Touch::Head
            | Touch::Forehead
            | Touch::Chest
            | Touch::Belly => false,
            Touch::Foot
            | Touch::Toes
            | Touch::Heel
            | Touch::Knee
            | Touch::Shin
            | Touch::Hand
            | Touch::Elbow
            | Touch::Forearm
            | Touch::Thigh
            | Touch::Calf
            | Touch::Hip
            | Touch::Shoulder => true,
        }
    }
}

/// One declared contact. Without a side, a paired part means both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The part of the body.
    pub touch: Touch,
    /// Its side; none means both, or that it is in the middle.
    pub side: Option<Side>,
}

impl Contact {
    /// Of both sides, or of the middle.
    pub const fn both(touch: Touch) -> Contact {
        Contact { touch, side: None }
    }

    /// Of one side.
    pub const fn one(touch: Touch, side: Side) -> Contact {
        Contact { touch, side: Some(side) }
    }

    /// `shin`, `shin.r`.
    pub fn from_name(text: &str) -> Option<Contact> {
        let (name, side) = Side::behind(text)?;
        let touch = Touch::from_name(name)?;
        (side.is_none() || touch.paired()).then_some(Contact { touch, side })
    }

    /// As it is written in a routine file: `shin`, `shin.r`.
    pub fn name(self) -> String {
        Side::put_behind(self.touch.name(), self.side)
    }

    /// The sides that it is about; a part of the middle counts once.
    pub fn sides(self) -> impl Iterator<Item = Side> {
        let side = self.side;
        let middle = !self.touch.paired();
        Side::BOTH.into_iter().filter(move |&s| match side {
            Some(only) => only == s,
            None => !middle || s == Side::Left,
        })
    }

    /// The same on the other side.
    pub fn mirrored(self) -> Contact {
        Contact { side: self.side.map(Side::other), ..self }
    }
}

/// From the middle of the chair to one who stands before it, in metres.
const BESIDE_CHAIR: f32 = 0.42;

impl Base {
    /// How the whole body lies in the room before any joint turns.
    pub fn lay(self) -> Turn {
        match self {
            Base::AllFours => Turn::forward(82.0),
            Base::Prone => Turn::forward(90.0),
            Base::Supine => Turn::forward(-90.0),
            Base::SideLying => Turn::tilt_left(90.0),
            Base::Standing
            | Base::Sitting
            | Base::LongSitting
            | Base::Crossed
            | Base::Butterfly
            | Base::Kneeling
            | Base::KneelingUp
            | Base::HalfKneeling => Turn::NONE,
        }
    }

    /// How far ahead of a figure's pelvis the middle of the chair is, if this is its base: behind one who
    /// does not sit on it.
    pub fn chair(self) -> f32 {
        if self == Base::Sitting { 0.0 } else { -BESIDE_CHAIR }
    }

    /// How far ahead of the figure's pelvis a pose over another base has its own: on the chair, or before
    /// it.
    pub fn origin_of(self, pose: Base) -> f32 {
        match (self == Base::Sitting, pose == Base::Sitting) {
            (false, true) => -BESIDE_CHAIR,
            (true, false) => BESIDE_CHAIR,
            (true, true) | (false, false) => 0.0,
        }
    }

    /// Where the head of one who lies points: degrees to the left of straight ahead.
    pub fn head(self) -> Option<f32> {
        match self {
            Base::Supine => Some(180.0),
            Base::Prone => Some(0.0),
            Base::SideLying => Some(90.0),
            Base::Standing
            | Base::Sitting
            | Base::LongSitting
            | Base::Crossed
            | Base::Butterfly
            | Base::Kneeling
            | Base::KneelingUp
            | Base::HalfKneeling
            | Base::AllFours => None,
        }
    }

    /// The hips' joints above the floor, in metres, before contacts are solved.
    pub fn height(self) -> f32 {
        match self {
            Base::Standing => 0.90,
            Base::Sitting => SEAT_HEIGHT + 0.09,
            Base::LongSitting | Base::Crossed | Base::Butterfly => 0.09,
            Base::Kneeling => 0.24,
            Base::KneelingUp | Base::HalfKneeling | Base::AllFours => 0.475,
            Base::Prone | Base::Supine => 0.11,
            Base::SideLying => 0.17,
        }
    }

    /// What rests on the ground in it.
    pub fn contacts(self) -> &'static [Contact] {
        use Contact as C;
        use Side::{Left, Right};
        match self {
            Base::Standing => const { &[C::both(Touch::Foot)] },
            Base::Sitting => const { &[C::both(Touch::Seat), C::both(Touch::Foot)] },
            Base::LongSitting => const { &[C::both(Touch::Seat), C::both(Touch::Heel)] },
            Base::Crossed | Base::Butterfly => const { &[C::both(Touch::Seat)] },
            Base::Kneeling | Base::KneelingUp => const { &[C::both(Touch::Shin)] },
            Base::HalfKneeling => const { &[C::one(Touch::Shin, Right), C::one(Touch::Foot, Left)] },
            Base::AllFours => const { &[C::both(Touch::Shin), C::both(Touch::Hand)] },
            Base::Prone => {
                const { &[C::both(Touch::Belly), C::both(Touch::Chest), C::both(Touch::Forehead)] }
            }
            Base::Supine => const { &[C::both(Touch::Back), C::both(Touch::Loin), C::both(Touch::Head)] },
            Base::SideLying => const { &[C::one(Touch::Hip, Left), C::one(Touch::Shoulder, Left)] },
        }
    }

    /// The angles of every joint, in degrees.
    pub fn angles(self) -> [Angles; JOINTS] {
        let mut all = [[0.0; 3]; JOINTS];
        for &(joint, angles) in COMMON.iter().chain(self.own_angles()) {
            for at in JointAt::each(joint) {
                all[at.index()] = angles;
            }
        }
        for &(at, angles) in self.one_sided() {
            all[at.index()] = angles;
        }
        all
    }

    fn own_angles(self) -> &'static [(Joint, Angles)] {
        use Joint::*;
        match self {
            Base::Standing | Base::Crossed | Base::Butterfly => &[],
            // Where a knee is straightened the thigh stays on the seat.
            Base::Sitting => &[(Hip, [88.0, 6.0, 0.0]), (Knee, [88.0, 0.0, 0.0])],
            Base::LongSitting => &[(Hip, [88.0, 3.0, -8.0]), (Ankle, [-8.0, 0.0, 0.0])],
            Base::Kneeling => {
                &[(Hip, [73.0, 4.0, 0.0]), (Knee, [163.0, 0.0, 0.0]), (Ankle, [-76.0, 0.0, 0.0])]
            }
            Base::KneelingUp => {
                &[(Hip, [0.0, 0.0, 0.0]), (Knee, [90.0, 0.0, 0.0]), (Ankle, [-76.0, 0.0, 0.0])]
            }
            Base::HalfKneeling => &[],
            Base::AllFours => &[
                (Hip, [82.0, 3.0, 0.0]),
                (Knee, [90.0, 0.0, 0.0]),
                (Ankle, [-76.0, 0.0, 0.0]),
                (Neck, [-14.0, 0.0, 0.0]),
                (Head, [-6.0, 0.0, 0.0]),
            ],
            Base::Prone => &[
                (Ankle, [-60.0, 0.0, 0.0]),
                (Shoulder, [12.0, 90.0, 60.0]),
                (Head, [0.0, 0.0, 0.0]),
                (Neck, [-8.0, 0.0, 0.0]),
            ],
            Base::Supine => &[
                (Hip, [4.0, 90.0, -12.0]),
                (Ankle, [-20.0, 0.0, 0.0]),
                (Shoulder, [16.0, 90.0, -40.0]),
                (Elbow, [6.0, 0.0, 0.0]),
            ],
            Base::SideLying => &[(Hip, [12.0, 0.0, 0.0]), (Knee, [18.0, 0.0, 0.0])],
        }
    }

    fn one_sided(self) -> &'static [(JointAt, Angles)] {
        const fn at(joint: Joint, side: Side) -> JointAt {
            JointAt::of(joint, side)
        }
        use Joint::*;
        use Side::*;
        match self {
            Base::HalfKneeling => {
                const {
                    &[
                        (at(Hip, Right), [0.0, 0.0, 0.0]),
                        (at(Knee, Right), [90.0, 0.0, 0.0]),
                        (at(Ankle, Right), [-76.0, 0.0, 0.0]),
                    ]
                }
            }
            Base::SideLying => {
                const {
                    &[
                        (JointAt::middle(Neck), [0.0, -8.0, 0.0]),
                        (at(Shoulder, Left), [120.0, 0.0, 0.0]),
                        (at(Elbow, Left), [70.0, 0.0, 0.0]),
                    ]
                }
            }
            Base::Standing
            | Base::Sitting
            | Base::LongSitting
            | Base::Crossed
            | Base::Butterfly
            | Base::Kneeling
            | Base::KneelingUp
            | Base::AllFours
            | Base::Prone
            | Base::Supine => &[],
        }
    }

    /// Where the hand rests, if it rests on something.
    pub fn hand(self, side: Side) -> Option<LimbGoal> {
        let floor = |x, z| LimbGoal { offset: vec3(x, 0.0, z), ..LimbGoal::at(Anchor::Floor) };
        match self {
            Base::Sitting | Base::Kneeling => {
                Some(LimbGoal { offset: vec3(0.0, 0.0, 0.04), ..LimbGoal::at(Anchor::Thigh) })
            }
            Base::LongSitting => Some(floor(0.22, -0.06)),
            Base::Crossed | Base::Butterfly => Some(LimbGoal::at(Anchor::Knee)),
            Base::HalfKneeling => (side == Side::Left).then_some(LimbGoal::at(Anchor::Knee)),
            Base::AllFours => Some(floor(0.17, 0.52)),
            Base::Standing | Base::KneelingUp | Base::Prone | Base::Supine | Base::SideLying => None,
        }
    }

    /// Where the foot stands, if it stands; the toes point a little outward.
    pub fn foot(self, side: Side) -> Option<LimbGoal> {
        let goal = |anchor, x, y, z| LimbGoal { offset: vec3(x, y, z), ..LimbGoal::at(anchor) };
        match self {
            Base::Standing => Some(goal(Anchor::Floor, 0.095, 0.0, 0.0)),
            Base::Sitting => Some(goal(Anchor::Floor, 0.11, 0.0, 0.43)),
            Base::HalfKneeling => (side == Side::Left).then_some(goal(Anchor::Floor, 0.10, 0.0, 0.42)),
            Base::Crossed => Some(LimbGoal {
                bend: Some(vec3(1.0, 0.25, 0.35)),
                along: Some(vec3(-1.0, -0.1, 0.3)),
                face: Some(vec3(-0.2, -0.6, -0.6)),
                ..goal(
                    Anchor::Air,
                    if side == Side::Right { -0.10 } else { -0.09 },
                    0.06,
                    if side == Side::Right { 0.33 } else { 0.22 },
                )
            }),
            Base::Butterfly => Some(LimbGoal {
                bend: Some(vec3(1.0, 0.15, 0.25)),
                along: Some(vec3(-0.1, 0.0, 1.0)),
                face: Some(vec3(-1.0, 0.0, 0.0)),
                ..goal(Anchor::Air, 0.055, 0.06, 0.27)
            }),
            Base::LongSitting
            | Base::Kneeling
            | Base::KneelingUp
            | Base::AllFours
            | Base::Prone
            | Base::Supine
            | Base::SideLying => None,
        }
    }
}

/// What all bases share: hands half open, arms a little away from the body.
const COMMON: &[(Joint, Angles)] = &[
    (Joint::Shoulder, [7.0, 75.0, 10.0]),
    (Joint::Elbow, [12.0, 0.0, 0.0]),
    (Joint::Forearm, [15.0, 0.0, 0.0]),
    (Joint::Fingers, HandShape::Relaxed.fingers()),
    (Joint::Thumb, HandShape::Relaxed.thumb()),
];
