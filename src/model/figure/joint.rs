//! The joints: a row of one table each. Its name, what it moves and how, how it looks in a mirror, its
//! axes and how far each goes in a healthy person.
//!
//! A new joint is a new row. The files, the schema, the tables of `docs/figures.md`, poses, blending
//! and mirroring follow; only what no bone moves must be drawn: fingers and toes in
//! `view/figure/ends`, jaw and eyes in `view/figure/face`. Where the bones are is in `skeleton`.

use super::pose::Angles;
use super::skeleton::Bone;
use super::space::Turn;
pub use crate::model::side::Side;
use crate::model::vocabulary::vocabulary;

/// What is true of a joint.
struct Row {
    moves: MovedBones,
    /// Turns each of the bones; the sign is that of the side, 1 on the left.
    turn: fn(Angles, f32) -> Turn,
    /// By what its angles are multiplied to look the same in a mirror, on the other side if it has one.
    mirror: [f32; 3],
    axes: &'static [Axis],
}

/// What a joint moves.
#[derive(Clone, Copy)]
enum MovedBones {
    /// Bones of the middle, which share the angle.
    Middle(&'static [Bone]),
    /// A bone of each side.
    Limbs(fn(Side) -> Bone),
    /// No bone, but flesh of the middle.
    Face,
    /// No bone, but flesh of each side.
    Digits,
}

/// Declares the joints, a row each.
macro_rules! joints {
    ($($joint:ident = $name:literal, $meaning:literal {
        moves: $moves:expr, turn: $turn:expr, mirror: $mirror:expr, axes: $axes:expr,
    })+) => {
        vocabulary! {
            /// What can be turned.
            Joint { $($joint = $name, $meaning;)+ }
        }

        impl Joint {
            const fn row(self) -> &'static Row {
                match self {
                    $(Joint::$joint => const {
                        &Row { moves: $moves, turn: $turn, mirror: $mirror, axes: $axes }
                    },)+
                }
            }
        }
    };
}

/// One way in which a joint turns, with its healthy range in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// What it is called in messages and tables.
    pub name: &'static str,
    /// What a positive angle does.
    pub positive: &'static str,
    /// The least healthy angle, in degrees.
    pub low: f32,
    /// The greatest, in degrees.
    pub high: f32,
    /// Where the range is from, or why it is not the one of the books.
    pub source: &'static str,
}

/// American Academy of Orthopaedic Surgeons, Joint Motion: Method of Measuring and Recording (1965).
const AAOS: &str = "AAOS 1965";
/// White and Panjabi, Clinical Biomechanics of the Spine (1990), summed over the segments.
const WHITE: &str = "White and Panjabi 1990";
/// Kapandji, The Physiology of the Joints.
const KAPANDJI: &str = "Kapandji";

const fn axis(name: &'static str, positive: &'static str, range: [f32; 2], source: &'static str) -> Axis {
    Axis { name, positive, low: range[0], high: range[1], source }
}

/// Those of a single finger.
const FINGER: &[Axis] = &[
    axis("knuckle", "bends at the knuckle", [-60.0, 95.0], "AAOS 1965: 90 and 45; farther back when pulled"),
    axis("curl", "bends the middle and end joints", [-10.0, 110.0], AAOS),
];

joints! {
    Pelvis = "pelvis", "the whole trunk over the legs" {
        moves: MovedBones::Middle(&[Bone::Pelvis]),
        turn: spine,
        mirror: SPINE,
        axes: &[
            axis(
                "flex",
                "bends forward",
                [-40.0, 120.0],
                "AAOS 1965: the hips' 120 forward and 30 back, and 10 of both spines' ends",
            ),
            axis("side", "leans left", [-45.0, 45.0], "AAOS 1965: the hips' abduction"),
            axis("turn", "turns left", [-95.0, 95.0], "wider than the hips, for rolling over on the floor"),
        ],
    }
    Lumbar = "lumbar", "the lower back, three segments that share the angle" {
        moves: MovedBones::Middle(&[Bone::LumbarLow, Bone::LumbarMiddle, Bone::LumbarTop]),
        turn: spine,
        mirror: SPINE,
        axes: &[
            axis("flex", "rounds forward", [-35.0, 52.0], WHITE),
            axis("side", "bends left", [-30.0, 30.0], WHITE),
            axis(
                "turn",
                "turns left",
                [-30.0, 30.0],
                "White and Panjabi give 11; the drawn segments share some of the chest's",
            ),
        ],
    }
    Chest = "chest", "the upper back and ribs, three segments that share the angle" {
        moves: MovedBones::Middle(&[Bone::ChestLow, Bone::ChestMiddle, Bone::ChestTop]),
        turn: spine,
        mirror: SPINE,
        axes: &[
            axis(
                "flex",
                "rounds forward",
                [-30.0, 46.0],
                "White and Panjabi give 64 both ways together; 12 are of the lowest ribs' segment",
            ),
            axis("side", "bends left", [-35.0, 35.0], WHITE),
            axis("turn", "turns left", [-45.0, 45.0], WHITE),
        ],
    }
    Neck = "neck", "the neck, two segments that share the angle" {
        moves: MovedBones::Middle(&[Bone::NeckLow, Bone::NeckTop]),
        turn: spine,
        mirror: SPINE,
        axes: &[
            axis("flex", "chin toward the chest", [-45.0, 45.0], WHITE),
            axis("side", "ear toward the left shoulder", [-35.0, 35.0], WHITE),
            axis(
                "turn",
                "turns left",
                [-42.0, 42.0],
                "White and Panjabi give 32; the drawn chest does not follow a turn of the head",
            ),
        ],
    }
    Head = "head", "the head on the top of the neck: nodding" {
        moves: MovedBones::Middle(&[Bone::Head]),
        turn: spine,
        mirror: SPINE,
        axes: &[
            axis("flex", "nods down", [-22.0, 22.0], WHITE),
            axis(
                "side",
                "tips left",
                [-20.0, 20.0],
                "White and Panjabi give 10; the neck's top segments are drawn with the head",
            ),
            axis("turn", "turns left", [-45.0, 45.0], WHITE),
        ],
    }
    Jaw = "jaw", "the lower jaw" {
        moves: MovedBones::Face,
        turn: still,
        mirror: [1.0, -1.0, 1.0],
        axes: &[
            axis("open", "opens the mouth", [0.0, 35.0], "50 mm between the teeth, the healthy opening"),
            axis("slide", "slides left", [-10.0, 10.0], "10 mm to either side, a degree drawn as a millimetre"),
            axis("jut", "juts forward", [-3.0, 8.0], "8 mm forward, a degree drawn as a millimetre"),
        ],
    }
    Tongue = "tongue", "the tip of the tongue, in a mouth that is open" {
        moves: MovedBones::Face,
        turn: still,
        mirror: [1.0, 1.0, 1.0],
        axes: &[axis(
            "out",
            "puts it out over the lip; below 0 up behind the teeth",
            [-10.0, 20.0],
            "20 mm out, a degree drawn as a millimetre",
        )],
    }
    Eyes = "eyes", "where the eyes look" {
        moves: MovedBones::Face,
        turn: still,
        mirror: [1.0, -1.0, 1.0],
        axes: &[
            axis("up", "looks up", [-45.0, 30.0], "Lee and others 2019, range of eye movement"),
            axis("left", "looks left", [-45.0, 45.0], "Lee and others 2019, range of eye movement"),
            axis("close", "closes the lids; 100 is shut", [0.0, 100.0], "a share, not an angle"),
        ],
    }
    Face = "face", "the muscles of the face" {
        moves: MovedBones::Face,
        turn: still,
        mirror: [1.0, 1.0, 1.0],
        axes: &[axis(
            "tight",
            "screws up eyes, nose and lips; 100 is as tight as it goes",
            [0.0, 100.0],
            "a share, not an angle",
        )],
    }
    Scapula = "scapula", "the shoulder blade, which carries the shoulder" {
        moves: MovedBones::Limbs(Bone::Blade),
        turn: blade,
        mirror: PAIRED,
        axes: &[
            axis("lift", "shoulder toward the ear", [-12.0, 40.0], "Kapandji: 10 to 12 cm up and down in all"),
            axis(
                "ahead",
                "blades apart, shoulder forward",
                [-30.0, 40.0],
                "Kapandji: 15 cm from back to front in all",
            ),
        ],
    }
    Shoulder = "shoulder", "the upper arm" {
        moves: MovedBones::Limbs(Bone::UpperArm),
        turn: ball,
        mirror: PAIRED,
        axes: &[
            axis(
                "lift",
                "raises the arm in its plane; below 0 behind it",
                [-60.0, 185.0],
                "AAOS 1965: 180 up, 60 back; 5 of the shoulder blade",
            ),
            axis(
                "plane",
                "0 is straight ahead, 90 out to the side, below 0 across",
                [-60.0, 190.0],
                "the plane only: lift and turn hold the limits",
            ),
            axis(
                "roll",
                "turns the upper arm inward",
                [-100.0, 100.0],
                "AAOS 1965: 70 inward, 90 outward; the drawn palm takes 10",
            ),
        ],
    }
    Elbow = "elbow", "the elbow" {
        moves: MovedBones::Limbs(Bone::Forearm),
        turn: |[bend, ..], _| Turn::forward(-bend),
        mirror: PAIRED,
        axes: &[axis("bend", "bends", [-5.0, 150.0], AAOS)],
    }
    Forearm = "forearm", "the turn of the palm" {
        moves: MovedBones::Limbs(Bone::Hand),
        turn: |[palm, ..], sign| Turn::left(-sign * palm),
        mirror: PAIRED,
        axes: &[axis("turn", "palm down when the elbow is bent", [-90.0, 90.0], "AAOS 1965 gives 80; 10 of the wrist")],
    }
    Wrist = "wrist", "the wrist" {
        moves: MovedBones::Limbs(Bone::Hand),
        turn: wrist,
        mirror: PAIRED,
        axes: &[
            axis("bend", "toward the palm", [-85.0, 85.0], "AAOS 1965: 80 and 70; 85 with the weight on the palm"),
            axis("side", "toward the thumb", [-35.0, 25.0], AAOS),
        ],
    }
    Fingers = "fingers", "four fingers together" {
        moves: MovedBones::Digits,
        turn: still,
        mirror: PAIRED,
        axes: &[
            axis("knuckle", "bends at the knuckles", [-60.0, 95.0], "AAOS 1965: 90 and 45; farther back when pulled"),
            axis("curl", "bends the middle and end joints", [-10.0, 110.0], AAOS),
            axis("spread", "spreads", [0.0, 25.0], KAPANDJI),
        ],
    }
    Fingertips = "fingertips", "the end joints of the four fingers, beyond what the curl does" {
        moves: MovedBones::Digits,
        turn: still,
        mirror: PAIRED,
        axes: &[axis("curl", "bends them; below 0 straightens them", [-66.0, 30.0], "the curl bends them by 66")],
    }
    Index = "index", "the first finger, beyond what all four do" {
        moves: MovedBones::Digits,
        turn: still,
        mirror: PAIRED,
        axes: FINGER,
    }
    MiddleFinger = "middle-finger", "the middle finger, beyond what all four do" {
        moves: MovedBones::Digits,
        turn: still,
        mirror: PAIRED,
        axes: FINGER,
    }
    RingFinger = "ring-finger", "the ring finger, beyond what all four do" {
        moves: MovedBones::Digits,
        turn: still,
        mirror: PAIRED,
        axes: FINGER,
    }
    LittleFinger = "little-finger", "the little finger, beyond what all four do" {
        moves: MovedBones::Digits,
        turn: still,
        mirror: PAIRED,
        axes: FINGER,
    }
    Thumb = "thumb", "the thumb" {
        moves: MovedBones::Digits,
        turn: still,
        mirror: PAIRED,
        axes: &[
            axis("out", "away from the palm", [-10.0, 80.0], AAOS),
            axis("bend", "bends toward the little finger", [-30.0, 90.0], AAOS),
        ],
    }
    Hip = "hip", "the thigh" {
        moves: MovedBones::Limbs(Bone::Thigh),
        turn: ball,
        mirror: PAIRED,
        axes: &[
            axis(
                "lift",
                "raises the thigh in its plane; below 0 behind it",
                [-35.0, 150.0],
                "AAOS 1965: 120 and 30; with the pelvis rolling, 150 and 35",
            ),
            axis(
                "plane",
                "0 is straight ahead, 90 out to the side, below 0 across",
                [-60.0, 100.0],
                "the plane only: lift and turn hold the limits",
            ),
            axis(
                "roll",
                "turns the thigh inward",
                [-80.0, 60.0],
                "AAOS 1965: 45 both ways; sitting cross-legged takes 80 outward",
            ),
        ],
    }
    Knee = "knee", "the knee" {
        moves: MovedBones::Limbs(Bone::Shin),
        turn: |[bend, ..], _| Turn::forward(bend),
        mirror: PAIRED,
        axes: &[axis(
            "bend",
            "bends",
            [-5.0, 165.0],
            "AAOS 1965 gives 135; 165 with the weight on the heel, as in kneeling",
        )],
    }
    Ankle = "ankle", "the ankle" {
        moves: MovedBones::Limbs(Bone::Foot),
        turn: foot,
        mirror: PAIRED,
        axes: &[
            axis(
                "flex",
                "toes toward the shin",
                [-80.0, 40.0],
                "AAOS 1965: 50 down and 20 up; 80 with the midfoot, on the top of the foot; 40 with weight on it",
            ),
            axis("roll", "sole inward", [-25.0, 35.0], AAOS),
        ],
    }
    Toes = "toes", "the toes" {
        moves: MovedBones::Digits,
        turn: still,
        mirror: PAIRED,
        axes: &[axis("up", "bends them up", [-45.0, 80.0], "AAOS 1965: 45 down and 70 up; 80 with the weight on them")],
    }
    BigToe = "big-toe", "the big toe, beyond what all toes do" {
        moves: MovedBones::Digits,
        turn: still,
        mirror: PAIRED,
        axes: &[
            axis("up", "bends it up", [-45.0, 80.0], "AAOS 1965: 45 down and 70 up; 80 with the weight on it"),
            axis(
                "out",
                "draws it out of its joint, away from the foot",
                [0.0, 10.0],
                "a few millimetres, a degree drawn as two of them",
            ),
        ],
    }
}

/// Of the middle: a bend to the left is one to the right, and so is a turn.
const SPINE: [f32; 3] = [1.0, -1.0, -1.0];
/// Angles of limbs are counted from the middle outward, the same on both sides.
const PAIRED: [f32; 3] = [1.0; 3];

/// Forward, then to the side, then about its own length.
fn spine([flex, side, turn]: Angles, _: f32) -> Turn {
    Turn::left(turn) * Turn::tilt_left(side) * Turn::forward(flex)
}

/// Swings by `lift` in the upright plane that stands `plane` degrees out from straight ahead,
/// then rolls inward about the bone.
fn ball([lift, plane, roll]: Angles, sign: f32) -> Turn {
    let plane = plane * sign;
    Turn::left(plane) * Turn::forward(-lift) * Turn::left(-roll * sign - plane)
}

fn blade([raise, ahead, _]: Angles, sign: f32) -> Turn {
    Turn::left(-sign * ahead) * Turn::tilt_left(-sign * raise)
}

fn wrist([bend, aside, _]: Angles, sign: f32) -> Turn {
    Turn::tilt_left(sign * bend) * Turn::forward(-aside)
}

fn foot([flex, roll, _]: Angles, sign: f32) -> Turn {
    Turn::forward(-flex) * Turn::tilt_left(sign * roll)
}

/// What moves no bone.
fn still(_: Angles, _: f32) -> Turn {
    Turn::NONE
}

impl Joint {
    /// Its axes in the order in which a routine file gives their angles.
    pub const fn axes(self) -> &'static [Axis] {
        self.row().axes
    }

    /// Whether there is one on each side of the body.
    pub const fn paired(self) -> bool {
        matches!(self.row().moves, MovedBones::Limbs(_) | MovedBones::Digits)
    }
}

/// Which joint of which side: a place in a table of angles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JointAt {
    /// The joint.
    pub joint: Joint,
    /// None for the joints of the middle.
    pub side: Option<Side>,
}

/// The place of each joint in a table of angles, and how many places there are.
const PLACES: ([usize; Joint::ALL.len()], usize) = {
    let mut places = [0; Joint::ALL.len()];
    let (mut joint, mut next) = (0, 0);
    while joint < places.len() {
        places[joint] = next;
        next += if Joint::ALL[joint].paired() { 2 } else { 1 };
        joint += 1;
    }
    (places, next)
};

/// How many joints there are, those of a pair counted twice.
pub const JOINTS: usize = PLACES.1;

impl JointAt {
    /// A joint of the middle.
    pub const fn middle(joint: Joint) -> JointAt {
        JointAt { joint, side: None }
    }

    /// The joint of one side.
    pub const fn of(joint: Joint, side: Side) -> JointAt {
        JointAt { joint, side: Some(side) }
    }

    /// Every joint of either side, in the order of their places.
    pub fn all() -> impl Iterator<Item = JointAt> {
        Joint::ALL.iter().flat_map(|&joint| JointAt::each(joint))
    }

    /// A joint without a side means both: this gives the one or the two.
    pub fn each(joint: Joint) -> impl Iterator<Item = JointAt> {
        let sides: &[Option<Side>] = match joint.paired() {
            true => &[Some(Side::Left), Some(Side::Right)],
            false => &[None],
        };
        sides.iter().map(move |&side| JointAt { joint, side })
    }

    /// Its place in a table of all joints: from 0 to below [`JOINTS`].
    pub fn index(self) -> usize {
        PLACES.0[self.joint as usize] + self.side.map_or(0, Side::index)
    }

    /// The bones that it turns, all alike; none if flesh alone shows it.
    pub fn bones(self) -> impl Iterator<Item = Bone> {
        let (middle, limb): (&[Bone], Option<Bone>) = match self.joint.row().moves {
            MovedBones::Middle(bones) => (bones, None),
            MovedBones::Limbs(bone) => (&[], self.side.map(bone)),
            MovedBones::Face | MovedBones::Digits => (&[], None),
        };
        middle.iter().copied().chain(limb)
    }

    /// How each of its bones is turned where it has these angles, in degrees.
    pub fn turn(self, angles: Angles) -> Turn {
        let share = match self.joint.row().moves {
            MovedBones::Middle(bones) => 1.0 / bones.len() as f32,
            MovedBones::Limbs(_) | MovedBones::Face | MovedBones::Digits => 1.0,
        };
        (self.joint.row().turn)(angles.map(|it| it * share), self.side.map_or(1.0, Side::sign))
    }

    /// As it is written in a routine file: `neck`, `shoulder.r`.
    pub fn name(self) -> String {
        Side::put_behind(self.joint.name(), self.side)
    }

    /// The same joint of the other side.
    pub fn mirrored(self) -> JointAt {
        JointAt { side: self.side.map(Side::other), ..self }
    }

    /// The angles that the other side's joint must have to look the same in a mirror.
    pub fn mirror_angles(self, angles: Angles) -> Angles {
        let signs = self.joint.row().mirror;
        [0, 1, 2].map(|axis| angles[axis] * signs[axis])
    }
}
