//! Flesh and clothes around the bones: what makes the body look like a person.
//!
//! Half widths and half depths are metres of a slim adult. `Build` makes limbs thicker for small
//! pictures, where true limbs would be thinner than a pixel.

use super::ink::{Material, Shade};
use super::solid::{LimbGroup, Solid};
use super::{ends, face};
use crate::model::figure::Side;
use crate::model::figure::skeleton::{self, Body, Bone};
use crate::model::figure::space::{Frame, Turn, vec3};
use Material::{Foot, Shirt, Skin, Trousers};

/// How the flesh is drawn for a picture of this size.
#[derive(Clone, Copy, Debug)]
pub struct Build {
    /// Thickness of limbs; 1 is life.
    pub limbs: f32,
    pub trunk: f32,
    pub head: f32,
    /// How high a pixel is, in metres.
    pub pixel: f32,
    /// No part of an arm is thinner than this, in metres from its middle: it would be lost.
    pub least: f32,
    /// Single fingers and toes.
    pub fine: bool,
    /// Eyes with whites, brows and lips; below, single pixels stand for them.
    pub face: bool,
    /// Pixels so large that what is fine in a face would be lost between two of them.
    pub coarse: bool,
    /// Pixels small enough that two of them make eyes, and no mask.
    pub eyes: bool,
    /// The tone of feet: one of their own, unless the picture is about a foot.
    pub feet: Material,
}

/// A face that a picture is about has features at pixels of up to this height, in metres.
const CLOSE_UP: f32 = 0.02;
/// Pixels of less than this height, in metres, can show single fingers.
pub const FINE: f32 = 0.02;
/// A picture that is about a foot shows single toes and fingers at pixels of less than this height.
const TOES: f32 = 0.024;
/// The same of a picture of a hand with its forearm.
const FINE_ARM: f32 = 0.026;
/// Half the thickness of the thinnest part, in pixels.
const LEAST: f32 = 0.42;

impl Build {
    /// For pixels of this height in metres.
    pub fn for_pixel(height: f32) -> Build {
        let small = ((height - 0.02) / 0.05).clamp(0.0, 1.0);
        Build {
            limbs: 1.04 + 0.26 * small,
            trunk: 1.0 + 0.08 * small,
            // A face of few pixels needs room.
            head: 1.06 + (0.14 * small).max(0.26 * small * small),
            pixel: height,
            least: height * LEAST,
            fine: height < FINE,
            face: height < 0.0125,
            coarse: height > 0.006,
            eyes: height < 0.11,
            feet: Foot,
        }
    }

    /// The same for a picture that is about a foot, in which no hand is to be told from it.
    pub fn of_feet(self, height: f32) -> Build {
        Build { feet: Skin, fine: height < TOES, ..self }
    }

    /// The same for a picture of a hand with its forearm: what the hand does is told by its fingers.
    pub fn of_an_arm(self, height: f32) -> Build {
        Build { fine: height < FINE_ARM, ..self }
    }

    /// The same for a picture that is about the face.
    pub fn close_up(self, height: f32) -> Build {
        Build { face: height < CLOSE_UP, ..self }
    }
}

/// A palm turns no farther than this against the elbow, in degrees.
const MOST_TURNED: f32 = 100.0;

type RingRow = (f32, f32, f32, f32, Material);

/// Along `-y` of a bone: how far down, how far ahead, half width, half depth.
const UPPER_ARM: &[RingRow] = &[
    (-0.005, 0.0, 0.054, 0.057, Shirt),
    (0.05, 0.0, 0.051, 0.055, Shirt),
    (0.125, 0.002, 0.048, 0.053, Shirt),
    (0.13, 0.002, 0.043, 0.047, Skin),
    (0.20, 0.002, 0.040, 0.043, Skin),
    (0.285, 0.0, 0.036, 0.037, Skin),
];
const FOREARM: &[RingRow] = &[
    (0.0, 0.0, 0.037, 0.037, Skin),
    (0.05, 0.002, 0.039, 0.040, Skin),
    (0.11, 0.002, 0.035, 0.036, Skin),
    (0.18, 0.0, 0.028, 0.029, Skin),
    (0.25, 0.0, 0.024, 0.026, Skin),
];

/// A forearm is round at the elbow and flat at the wrist, where it turns with the palm.
const WRIST_WIDER: f32 = 1.14;
const WRIST_FLATTER: f32 = 0.84;

const THIGH: &[RingRow] = &[
    (-0.01, 0.0, 0.083, 0.092, Trousers),
    (0.08, 0.002, 0.084, 0.092, Trousers),
    (0.19, 0.004, 0.075, 0.082, Trousers),
    (0.31, 0.003, 0.060, 0.064, Trousers),
    (0.42, 0.002, 0.052, 0.055, Trousers),
];
const SHIN: &[RingRow] = &[
    (0.0, 0.002, 0.051, 0.054, Trousers),
    (0.06, -0.006, 0.051, 0.056, Trousers),
    (0.13, -0.013, 0.052, 0.059, Trousers),
    (0.21, -0.010, 0.045, 0.050, Trousers),
    (0.30, -0.003, 0.036, 0.039, Trousers),
    (0.345, 0.0, 0.034, 0.037, Trousers),
    (0.35, 0.0, 0.029, 0.032, Foot),
    (0.41, 0.0, 0.030, 0.035, Foot),
];

/// Along the spine: bone, height and depth in its frame, half width, half depth.
const TRUNK: &[(Bone, f32, f32, f32, f32, Material)] = &[
    (Bone::Pelvis, -0.085, -0.008, 0.095, 0.080, Trousers),
    (Bone::Pelvis, -0.035, -0.014, 0.150, 0.112, Trousers),
    (Bone::Pelvis, 0.02, -0.014, 0.158, 0.116, Trousers),
    (Bone::Pelvis, 0.065, -0.008, 0.148, 0.106, Trousers),
    (Bone::Pelvis, 0.07, -0.008, 0.150, 0.108, Shirt),
    (Bone::LumbarMiddle, 0.01, 0.012, 0.130, 0.096, Shirt),
    (Bone::LumbarTop, 0.02, 0.010, 0.123, 0.092, Shirt),
    (Bone::ChestLow, 0.03, 0.010, 0.132, 0.098, Shirt),
    (Bone::ChestMiddle, 0.01, 0.010, 0.146, 0.108, Shirt),
    (Bone::ChestMiddle, 0.06, 0.010, 0.157, 0.112, Shirt),
    (Bone::ChestTop, 0.02, 0.004, 0.156, 0.102, Shirt),
    (Bone::ChestTop, 0.055, -0.004, 0.132, 0.080, Shirt),
    (Bone::ChestTop, 0.08, -0.006, 0.090, 0.066, Shirt),
    (Bone::NeckLow, 0.020, 0.0, 0.057, 0.056, Shirt),
];

/// The whole person. `far` says which arm and leg lie behind the other and are drawn darker.
pub fn person(body: &Body, build: Build, far: Far) -> Vec<Solid> {
    let mut solids = Vec::with_capacity(48);
    trunk(body, build, &mut solids);
    face::head(body, build, &mut solids);
    for side in Side::BOTH {
        let mut limb = Vec::with_capacity(16);
        arm(body, side, build, &mut limb);
        let in_the_shade =
            |is_far: bool| move |solid: Solid| if is_far { solid.shaded(Shade::Far) } else { solid };
        solids.extend(limb.drain(..).map(in_the_shade(far.arms[side.index()])));
        leg(body, side, build, &mut limb);
        solids.extend(limb.drain(..).map(in_the_shade(far.leg == Some(side))));
    }
    solids
}

/// The arms, by their side, and the leg that lie behind their fellow, or behind what a close-up is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Far {
    pub arms: [bool; 2],
    pub leg: Option<Side>,
}

fn trunk(body: &Body, build: Build, solids: &mut Vec<Solid>) {
    let mut solid = Solid::new(LimbGroup::Trunk);
    solid.corners = 12;
    for &(bone, y, z, wide, deep, material) in TRUNK {
        let at = vec3(0.0, y, z);
        solid.ring(body.frame(bone), at, wide * build.trunk, deep * build.trunk, material);
    }
    solids.push(solid.rounded(0.35));
    for side in Side::BOTH {
        solids.push(yoke(body, side, build));
        solids.push(slope(body, side, build));
        solids.push(buttock(body, side, build));
    }
}

/// From the breastbone's top to the shoulder: it follows the shoulder blade.
fn yoke(body: &Body, side: Side, build: Build) -> Solid {
    let s = side.sign();
    let frame = body.frame(Bone::Blade(side));
    let across = Frame { turn: frame.turn * Turn::tilt_left(s * 90.0), ..frame };
    let mut solid = Solid::new(LimbGroup::Trunk);
    for (x, y, tall, deep) in
        [(0.05, -0.03, 0.066, 0.074), (0.12, -0.024, 0.056, 0.066), (0.165, -0.024, 0.052, 0.058)]
    {
        let local = Turn::tilt_left(s * -90.0) * vec3(s * x, y, -0.004);
        solid.ring(across, local, tall * build.trunk, deep * build.trunk, Shirt);
    }
    solid.rounded(0.9)
}

/// The slope from the neck to the shoulder.
fn slope(body: &Body, side: Side, build: Build) -> Solid {
    let s = side.sign();
    let neck = body.frame(Bone::NeckLow).place(vec3(s * 0.022, 0.022, -0.008));
    let shoulder = body.frame(Bone::Blade(side)).place(vec3(s * 0.150, -0.008, -0.006));
    Solid::bar(LimbGroup::Trunk, neck, shoulder, [0.042 * build.trunk, 0.040 * build.trunk], Shirt)
}

/// The frame of the flesh behind the hip, which turns half-way with the thigh.
pub fn buttock_frame(body: &Body, side: Side) -> Frame {
    let pelvis = body.frame(Bone::Pelvis).turn;
    let thigh = body.frame(Bone::Thigh(side));
    Frame { at: thigh.at, turn: pelvis.toward(thigh.turn, 0.5) }
}

/// Roundness behind the hip.
fn buttock(body: &Body, side: Side, build: Build) -> Solid {
    let half = buttock_frame(body, side);
    let mut solid = Solid::new(LimbGroup::Trunk);
    solid.ring(half, vec3(0.0, 0.03, -0.03), 0.072 * build.trunk, 0.078 * build.trunk, Trousers);
    solid.ring(half, vec3(0.0, -0.05, -0.032), 0.074 * build.trunk, 0.078 * build.trunk, Trousers);
    solid.rounded(0.6)
}

fn tube(frame: Frame, rows: &[RingRow], group: LimbGroup, build: Build) -> Solid {
    let mut solid = Solid::new(group);
    let thick = |half: f32| (half * build.limbs).max(build.least);
    for &(down, ahead, wide, deep, material) in rows {
        let material = if material == Foot { build.feet } else { material };
        solid.ring(frame, vec3(0.0, -down, ahead), thick(wide), thick(deep), material);
    }
    solid.rounded(0.9)
}

fn arm(body: &Body, side: Side, build: Build, limb: &mut Vec<Solid>) {
    let group = LimbGroup::arm(side);
    limb.push(tube(body.frame(Bone::UpperArm(side)), UPPER_ARM, group, build));
    limb.push(forearm(body, side, group, build));
    ends::hand(body, side, group, build, limb);
}

/// In a close-up it turns with the palm; in a small picture it is round.
fn forearm(body: &Body, side: Side, group: LimbGroup, build: Build) -> Solid {
    if !build.fine {
        return tube(body.frame(Bone::Forearm(side)), FOREARM, group, build);
    }
    let mut solid = Solid::new(group);
    let thick = |half: f32| (half * build.limbs).max(build.least);
    for &(down, ahead, wide, deep, material) in FOREARM {
        let share = down / skeleton::FOREARM;
        let mix = |at_the_wrist: f32| 1.0 + (at_the_wrist - 1.0) * share;
        let frame = forearm_frame(body, side, down);
        let (wide, deep) = (wide * mix(WRIST_FLATTER), deep * mix(WRIST_WIDER));
        solid.ring(frame, vec3(0.0, -down, ahead), thick(wide), thick(deep), material);
    }
    solid.rounded(0.9)
}

/// The frame of a forearm's flesh so many metres down from the elbow: the nearer to the wrist, the more it turns
/// with the palm.
pub fn forearm_frame(body: &Body, side: Side, down: f32) -> Frame {
    let frame = body.frame(Bone::Forearm(side));
    let share = (down / skeleton::FOREARM).clamp(0.0, 1.0);
    let turned = body.turn(Bone::Hand(side)).about_up().clamp(-MOST_TURNED, MOST_TURNED);
    Frame { turn: frame.turn * Turn::left(turned * share), ..frame }
}

fn leg(body: &Body, side: Side, build: Build, limb: &mut Vec<Solid>) {
    let group = LimbGroup::leg(side);
    limb.push(tube(body.frame(Bone::Thigh(side)), THIGH, group, build));
    limb.push(tube(body.frame(Bone::Shin(side)), SHIN, group, build));
    ends::foot(body, side, group, build, limb);
}
