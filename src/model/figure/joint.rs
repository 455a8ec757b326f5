//! The joints, their axes and how far each goes in a healthy person.
//!
//! Not where the bones are: that is `skeleton`.

pub use crate::model::side::Side;
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// What can be turned. Those from `Scapula` on come in pairs.
    Joint {
        Pelvis = "pelvis", "the whole trunk over the legs";
        Lumbar = "lumbar", "the lower back, three segments that share the angle";
        Chest = "chest", "the upper back and ribs, three segments that share the angle";
        Neck = "neck", "the neck, two segments that share the angle";
        Head = "head", "the head on the top of the neck: nodding";
        Jaw = "jaw", "the lower jaw";
        Eyes = "eyes", "where the eyes look";
        Scapula = "scapula", "the shoulder blade, which carries the shoulder";
        Shoulder = "shoulder", "the upper arm";
        Elbow = "elbow", "the elbow";
        Forearm = "forearm", "the turn of the palm";
        Wrist = "wrist", "the wrist";
        Fingers = "fingers", "four fingers together";
        Thumb = "thumb", "the thumb";
        Hip = "hip", "the thigh";
        Knee = "knee", "the knee";
        Ankle = "ankle", "the ankle";
        Toes = "toes", "the toes";
    }
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

const PELVIS: &[Axis] = &[
    axis(
        "flex",
        "bends forward",
        [-40.0, 120.0],
        "AAOS 1965: the hips' 120 forward and 30 back, and 10 of both spines' ends",
    ),
    axis("side", "leans left", [-45.0, 45.0], "AAOS 1965: the hips' abduction"),
    axis("turn", "turns left", [-95.0, 95.0], "wider than the hips, for rolling over on the floor"),
];
const LUMBAR: &[Axis] = &[
    axis("flex", "rounds forward", [-35.0, 52.0], WHITE),
    axis("side", "bends left", [-30.0, 30.0], WHITE),
    axis(
        "turn",
        "turns left",
        [-30.0, 30.0],
        "White and Panjabi give 11; the drawn segments share some of the chest's",
    ),
];
const CHEST: &[Axis] = &[
    axis(
        "flex",
        "rounds forward",
        [-30.0, 46.0],
        "White and Panjabi give 64 both ways together; 12 are of the lowest ribs' segment",
    ),
    axis("side", "bends left", [-35.0, 35.0], WHITE),
    axis("turn", "turns left", [-45.0, 45.0], WHITE),
];
const NECK: &[Axis] = &[
    axis("flex", "chin toward the chest", [-45.0, 45.0], WHITE),
    axis("side", "ear toward the left shoulder", [-35.0, 35.0], WHITE),
    axis(
        "turn",
        "turns left",
        [-42.0, 42.0],
        "White and Panjabi give 32; the drawn chest does not follow a turn of the head",
    ),
];
const HEAD: &[Axis] = &[
    axis("flex", "nods down", [-22.0, 22.0], WHITE),
    axis(
        "side",
        "tips left",
        [-20.0, 20.0],
        "White and Panjabi give 10; the neck's top segments are drawn with the head",
    ),
    axis("turn", "turns left", [-45.0, 45.0], WHITE),
];
const JAW: &[Axis] = &[
    axis("open", "opens the mouth", [0.0, 35.0], "50 mm between the teeth, the healthy opening"),
    axis("slide", "slides left", [-10.0, 10.0], "10 mm to either side, a degree drawn as a millimetre"),
    axis("jut", "juts forward", [-3.0, 8.0], "8 mm forward, a degree drawn as a millimetre"),
];
const EYES: &[Axis] = &[
    axis("up", "looks up", [-45.0, 30.0], "Lee and others 2019, range of eye movement"),
    axis("left", "looks left", [-45.0, 45.0], "Lee and others 2019, range of eye movement"),
    axis("close", "closes the lids; 100 is shut", [0.0, 100.0], "a share, not an angle"),
];
const SCAPULA: &[Axis] = &[
    axis("lift", "shoulder toward the ear", [-12.0, 40.0], "Kapandji: 10 to 12 cm up and down in all"),
    axis(
        "ahead",
        "blades apart, shoulder forward",
        [-30.0, 40.0],
        "Kapandji: 15 cm from back to front in all",
    ),
];
const SHOULDER: &[Axis] = &[
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
];
const ELBOW: &[Axis] = &[axis("bend", "bends", [-5.0, 150.0], AAOS)];
const FOREARM: &[Axis] =
    &[axis("turn", "palm down when the elbow is bent", [-90.0, 90.0], "AAOS 1965 gives 80; 10 of the wrist")];
const WRIST: &[Axis] = &[
    axis("bend", "toward the palm", [-85.0, 85.0], "AAOS 1965: 80 and 70; 85 with the weight on the palm"),
    axis("side", "toward the thumb", [-35.0, 25.0], AAOS),
];
const FINGERS: &[Axis] = &[
    axis("knuckle", "bends at the knuckles", [-60.0, 95.0], "AAOS 1965: 90 and 45; farther back when pulled"),
    axis("curl", "bends the middle and end joints", [-10.0, 110.0], AAOS),
    axis("spread", "spreads", [0.0, 25.0], KAPANDJI),
];
const THUMB: &[Axis] = &[
    axis("out", "away from the palm", [-10.0, 80.0], AAOS),
    axis("bend", "bends toward the little finger", [-30.0, 90.0], AAOS),
];
const HIP: &[Axis] = &[
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
];
const KNEE: &[Axis] = &[axis(
    "bend",
    "bends",
    [-5.0, 165.0],
    "AAOS 1965 gives 135; 165 with the weight on the heel, as in kneeling",
)];
const ANKLE: &[Axis] = &[
    axis(
        "flex",
        "toes toward the shin",
        [-80.0, 40.0],
        "AAOS 1965: 50 down and 20 up; 80 with the midfoot, on the top of the foot; 40 with weight on it",
    ),
    axis("roll", "sole inward", [-25.0, 35.0], AAOS),
];
const TOES: &[Axis] =
    &[axis("up", "bends them up", [-45.0, 80.0], "AAOS 1965: 45 down and 70 up; 80 with the weight on them")];

impl Joint {
    /// Its axes in the order in which a routine file gives their angles.
    pub fn axes(self) -> &'static [Axis] {
        match self {
            Joint::Pelvis => PELVIS,
            Joint::Lumbar => LUMBAR,
            Joint::Chest => CHEST,
            Joint::Neck => NECK,
            Joint::Head => HEAD,
            Joint::Jaw => JAW,
            Joint::Eyes => EYES,
            Joint::Scapula => SCAPULA,
            Joint::Shoulder => SHOULDER,
            Joint::Elbow => ELBOW,
            Joint::Forearm => FOREARM,
            Joint::Wrist => WRIST,
            Joint::Fingers => FINGERS,
            Joint::Thumb => THUMB,
            Joint::Hip => HIP,
            Joint::Knee => KNEE,
            Joint::Ankle => ANKLE,
            Joint::Toes => TOES,
        }
    }

    /// Whether there is one on each side of the body.
    pub fn paired(self) -> bool {
        self >= Joint::Scapula
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

/// Seven in the middle, eleven pairs.
pub const JOINTS: usize = 29;

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
        let joint = self.joint as usize;
        let pairs = Joint::Scapula as usize;
        match self.side {
            None => joint,
            Some(side) => pairs + 2 * (joint - pairs) + side.index(),
        }
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
    pub fn mirror_angles(self, [a, b, c]: [f32; 3]) -> [f32; 3] {
        match self.joint {
            Joint::Pelvis | Joint::Lumbar | Joint::Chest | Joint::Neck | Joint::Head => [a, -b, -c],
            Joint::Jaw | Joint::Eyes => [a, -b, c],
            Joint::Scapula
            | Joint::Shoulder
            | Joint::Elbow
            | Joint::Forearm
            | Joint::Wrist
            | Joint::Fingers
            | Joint::Thumb
            | Joint::Hip
            | Joint::Knee
            | Joint::Ankle
            | Joint::Toes => [a, b, c],
        }
    }
}
