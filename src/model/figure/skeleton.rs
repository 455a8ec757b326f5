//! The bones of one grown person, 1.71 m tall, and where they lie once each is turned.
//!
//! Only bones and lengths: how far a joint goes is in `joint`, the flesh around them in `flesh`.

use super::joint::{JOINTS, JointAt, Side};
use super::muscle::SidedMuscle;
use super::pose::Angles;
use super::prop::Prop;
use super::space::{Frame, Turn, Vec3, vec3};
use std::sync::OnceLock;

/// From shoulder to elbow, joint centre to joint centre, in metres.
pub const UPPER_ARM: f32 = 0.285;
/// From elbow to wrist, in metres.
pub const FOREARM: f32 = 0.25;
/// From the wrist to the middle of the palm, in metres.
pub const PALM: f32 = 0.075;
/// From hip to knee, in metres.
pub const THIGH: f32 = 0.42;
/// From knee to ankle, in metres.
pub const SHIN: f32 = 0.41;
/// The ankle's joint above the sole, in metres.
pub const ANKLE_HEIGHT: f32 = 0.075;

/// A bone, named by what it carries. Spine segments share the angle of their joint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bone {
    /// The pelvis, which carries everything; it begins at the middle of the hips' joints.
    Pelvis,
    /// The lowest third of the lower back.
    LumbarLow,
    /// The middle third of the lower back.
    LumbarMiddle,
    /// The upper third of the lower back.
    LumbarTop,
    /// The lowest third of the upper back, with its ribs.
    ChestLow,
    /// The middle third of the upper back.
    ChestMiddle,
    /// The upper third of the upper back, which carries the shoulder blades.
    ChestTop,
    /// The lower half of the neck.
    NeckLow,
    /// The upper half of the neck.
    NeckTop,
    /// The head, from the joint on which it nods.
    Head,
    /// A shoulder blade, from the breastbone's top.
    Blade(Side),
    /// An upper arm, from the shoulder's joint.
    UpperArm(Side),
    /// A forearm, from the elbow.
    Forearm(Side),
    /// A hand, from the wrist.
    Hand(Side),
    /// A thigh, from the hip's joint.
    Thigh(Side),
    /// A shin, from the knee.
    Shin(Side),
    /// A foot, from the ankle.
    Foot(Side),
}

/// How many bones there are.
pub const BONES: usize = 24;

impl Bone {
    /// Every bone after the one that carries it.
    pub const ALL: [Bone; BONES] = [
        Bone::Pelvis,
        Bone::LumbarLow,
        Bone::LumbarMiddle,
        Bone::LumbarTop,
        Bone::ChestLow,
        Bone::ChestMiddle,
        Bone::ChestTop,
        Bone::NeckLow,
        Bone::NeckTop,
        Bone::Head,
        Bone::Blade(Side::Left),
        Bone::Blade(Side::Right),
        Bone::UpperArm(Side::Left),
        Bone::UpperArm(Side::Right),
        Bone::Forearm(Side::Left),
        Bone::Forearm(Side::Right),
        Bone::Hand(Side::Left),
        Bone::Hand(Side::Right),
        Bone::Thigh(Side::Left),
        Bone::Thigh(Side::Right),
        Bone::Shin(Side::Left),
        Bone::Shin(Side::Right),
        Bone::Foot(Side::Left),
        Bone::Foot(Side::Right),
    ];

    /// Its place in a table of all bones.
    pub fn index(self) -> usize {
        match self {
            Bone::Pelvis => 0,
            Bone::LumbarLow => 1,
            Bone::LumbarMiddle => 2,
            Bone::LumbarTop => 3,
            Bone::ChestLow => 4,
            Bone::ChestMiddle => 5,
            Bone::ChestTop => 6,
            Bone::NeckLow => 7,
            Bone::NeckTop => 8,
            Bone::Head => 9,
            Bone::Blade(side) => 10 + side.index(),
            Bone::UpperArm(side) => 12 + side.index(),
            Bone::Forearm(side) => 14 + side.index(),
            Bone::Hand(side) => 16 + side.index(),
            Bone::Thigh(side) => 18 + side.index(),
            Bone::Shin(side) => 20 + side.index(),
            Bone::Foot(side) => 22 + side.index(),
        }
    }

    /// The bone that carries it; none carries the pelvis.
    pub fn parent(self) -> Option<Bone> {
        self.anatomy().0
    }

    /// What carries it, where it begins in that bone's frame, and the spine's own curve there in a
    /// person who stands at ease, in degrees forward; the curves add up to none.
    fn anatomy(self) -> (Option<Bone>, Vec3, f32) {
        let (carrier, offset, rest) = match self {
            Bone::Pelvis => return (None, Vec3::ZERO, 0.0),
            Bone::LumbarLow => (Bone::Pelvis, vec3(0.0, 0.05, -0.02), -6.0),
            Bone::LumbarMiddle => (Bone::LumbarLow, vec3(0.0, 0.055, 0.0), -2.0),
            Bone::LumbarTop => (Bone::LumbarMiddle, vec3(0.0, 0.055, 0.0), 2.0),
            Bone::ChestLow => (Bone::LumbarTop, vec3(0.0, 0.055, 0.0), 4.0),
            Bone::ChestMiddle => (Bone::ChestLow, vec3(0.0, 0.09, 0.0), 6.0),
            Bone::ChestTop => (Bone::ChestMiddle, vec3(0.0, 0.09, 0.0), 6.0),
            Bone::NeckLow => (Bone::ChestTop, vec3(0.0, 0.095, -0.005), 8.0),
            Bone::NeckTop => (Bone::NeckLow, vec3(0.0, 0.05, 0.0), -6.0),
            Bone::Head => (Bone::NeckTop, vec3(0.0, 0.055, 0.0), -12.0),
            Bone::Blade(_) => (Bone::ChestTop, vec3(0.0, 0.055, -0.005), 0.0),
            Bone::UpperArm(side) => (Bone::Blade(side), vec3(side.sign() * 0.170, -0.022, 0.0), 0.0),
            Bone::Forearm(side) => (Bone::UpperArm(side), vec3(0.0, -UPPER_ARM, 0.0), 0.0),
            Bone::Hand(side) => (Bone::Forearm(side), vec3(0.0, -FOREARM, 0.0), 0.0),
            Bone::Thigh(side) => (Bone::Pelvis, vec3(side.sign() * 0.09, 0.0, 0.0), 0.0),
            Bone::Shin(side) => (Bone::Thigh(side), vec3(0.0, -THIGH, 0.0), 0.0),
            Bone::Foot(side) => (Bone::Shin(side), vec3(0.0, -SHIN, 0.0), 0.0),
        };
        (Some(carrier), offset, rest)
    }
}

impl Bone {
    /// Its rest curve as a turn, made once: bones are laid many thousand times a second.
    fn rest_turn(self) -> Turn {
        static TURNS: OnceLock<[Turn; BONES]> = OnceLock::new();
        TURNS.get_or_init(|| Bone::ALL.map(|bone| Turn::forward(bone.anatomy().2)))[self.index()]
    }
}

/// A posed body: each bone's place in the room.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    root: Vec3,
    turns: [Turn; BONES],
    frames: [Frame; BONES],
    /// The angles of joints that move no bone: of fingers, toes, jaw and eyes. All others are 0.
    small: [Angles; JOINTS],
    /// What is being stretched.
    pub stretched: Vec<SidedMuscle>,
    /// The things in the picture.
    pub props: Vec<Prop>,
    /// Hands that lie on something, left and right: blending keeps them from sliding off.
    pub hands_held: [bool; 2],
    /// Feet that stand on something, left and right.
    pub feet_held: [bool; 2],
}

impl Body {
    /// Standing straight, arms hanging, with the hips' middle at `root`.
    pub fn straight(root: Vec3) -> Body {
        let mut body = Body::unlaid(root);
        body.lay_from(Bone::Pelvis);
        body
    }

    /// The same, its bones not laid yet: for one whose turns are about to be set.
    pub(super) fn unlaid(root: Vec3) -> Body {
        Body {
            root,
            turns: [Turn::NONE; BONES],
            frames: [Frame::default(); BONES],
            small: [[0.0; 3]; JOINTS],
            stretched: Vec::new(),
            props: Vec::new(),
            hands_held: [false; 2],
            feet_held: [false; 2],
        }
    }

    /// The middle of the hips' joints in the room.
    pub fn root(&self) -> Vec3 {
        self.root
    }

    /// Moves the whole body.
    pub fn set_root(&mut self, root: Vec3) {
        let by = root - self.root;
        self.root = root;
        for frame in &mut self.frames {
            frame.at = frame.at + by;
        }
    }

    /// Where a bone begins in the room, and how it lies: its length runs along its `y`.
    pub fn frame(&self, bone: Bone) -> Frame {
        self.frames[bone.index()]
    }

    /// A bone's turn against the bone that carries it, its rest curve left out.
    pub fn turn(&self, bone: Bone) -> Turn {
        self.turns[bone.index()]
    }

    /// The angles of a joint that moves no bone, which the flesh shows.
    pub fn small(&self, at: JointAt) -> Angles {
        self.small[at.index()]
    }

    /// Gives such a joint angles.
    pub(super) fn set_small(&mut self, at: JointAt, angles: Angles) {
        self.small[at.index()] = angles;
    }

    /// Turns one bone; what it carries is laid anew by `lay_from`.
    pub fn set_turn(&mut self, bone: Bone, turn: Turn) {
        self.turns[bone.index()] = turn;
    }

    /// Turns a bone so that it lies this way in the room, and lays what it carries.
    pub fn set_world_turn(&mut self, bone: Bone, world: Turn) {
        let carrier = bone.parent().map_or(Turn::NONE, |parent| self.frame(parent).turn);
        let turn = bone.rest_turn().inverse() * carrier.inverse() * world;
        self.set_turn(bone, turn);
        self.lay_from(bone);
    }

    /// Lays a bone and everything that it carries.
    pub fn lay_from(&mut self, first: Bone) {
        let mut moved = [false; BONES];
        for bone in Bone::ALL {
            let carried = bone.parent().is_some_and(|parent| moved[parent.index()]);
            if bone == first || carried {
                moved[bone.index()] = true;
                self.lay(bone);
            }
        }
    }

    fn lay(&mut self, bone: Bone) {
        let turn = bone.rest_turn() * self.turn(bone);
        let (parent, offset, _) = bone.anatomy();
        self.frames[bone.index()] = match parent {
            None => Frame { at: self.root, turn },
            Some(parent) => self.frame(parent).child(offset, turn),
        };
    }

    /// The same body as a mirror between left and right shows it.
    pub fn mirrored(&self) -> Body {
        let mut body = Body::unlaid(self.root.mirrored());
        for bone in Bone::ALL {
            body.set_turn(bone.mirrored(), self.turn(bone).mirrored());
        }
        let swap = |pair: [bool; 2]| [pair[1], pair[0]];
        for at in JointAt::all() {
            body.set_small(at.mirrored(), at.mirror_angles(self.small(at)));
        }
        body.stretched = self.stretched.iter().map(|target| target.mirrored()).collect();
        body.props = self.props.iter().map(|prop| prop.mirrored()).collect();
        body.hands_held = swap(self.hands_held);
        body.feet_held = swap(self.feet_held);
        body.lay_from(Bone::Pelvis);
        body
    }
}

impl Bone {
    /// The same bone of the other side.
    pub fn mirrored(self) -> Bone {
        match self {
            Bone::Blade(side) => Bone::Blade(side.other()),
            Bone::UpperArm(side) => Bone::UpperArm(side.other()),
            Bone::Forearm(side) => Bone::Forearm(side.other()),
            Bone::Hand(side) => Bone::Hand(side.other()),
            Bone::Thigh(side) => Bone::Thigh(side.other()),
            Bone::Shin(side) => Bone::Shin(side.other()),
            Bone::Foot(side) => Bone::Foot(side.other()),
            middle @ (Bone::Pelvis
            | Bone::LumbarLow
            | Bone::LumbarMiddle
            | Bone::LumbarTop
            | Bone::ChestLow
            | Bone::ChestMiddle
            | Bone::ChestTop
            | Bone::NeckLow
            | Bone::NeckTop
            | Bone::Head) => middle,
        }
    }
}
