//! Flesh and clothes around the bones: what makes the body look like a person.
//!
//! Half widths and half depths are metres of a slim adult. `Build` makes limbs thicker for small
//! pictures, where true limbs would be thinner than a pixel.

use super::ink::{Ink, Material, Shade};
use super::solid::{Group, Ring, Solid};
use crate::model::figure::skeleton::{Body, Bone};
use crate::model::figure::space::{Frame, Turn, Vec3, vec3};
use crate::model::figure::{Joint, JointAt, Side};
use Material::{Dark, Foot, Hair, Lips, Shirt, Skin, Trousers, White};

/// How the flesh is drawn for a picture of this size.
#[derive(Clone, Copy, Debug)]
pub struct Build {
    /// Thickness of limbs; 1 is life.
    pub limbs: f32,
    pub trunk: f32,
    pub head: f32,
    /// No part of an arm is thinner than this, in metres from its middle: it would be lost.
    pub least: f32,
    /// Single fingers and toes.
    pub fine: bool,
    /// Eyes with whites, brows and lips; below, `marks` stand for them.
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
/// Half the thickness of the thinnest part, in pixels.
const LEAST: f32 = 0.42;

impl Build {
    /// For pixels of this height in metres.
    pub fn for_pixel(height: f32) -> Build {
        let small = ((height - 0.02) / 0.05).clamp(0.0, 1.0);
        Build {
            limbs: 1.04 + 0.26 * small,
            trunk: 1.0 + 0.08 * small,
            head: 1.06 + 0.14 * small,
            least: height * LEAST,
            fine: height < 0.016,
            face: height < 0.0125,
            coarse: height > 0.006,
            eyes: height < 0.08,
            feet: Foot,
        }
    }

    /// The same for a picture that is about a foot, in which no hand is to be told from it.
    pub fn of_feet(self) -> Build {
        Build { feet: Skin, ..self }
    }

    /// The same for a picture that is about the face.
    pub fn close_up(self, height: f32) -> Build {
        Build { face: height < CLOSE_UP, ..self }
    }
}

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
    (Bone::NeckLow, 0.008, 0.0, 0.058, 0.056, Shirt),
];

/// Across the head, chin to crown: height, how far ahead, half width, half depth.
const FACE: &[(f32, f32, f32, f32)] = &[
    (-0.024, 0.064, 0.026, 0.020),
    (-0.008, 0.050, 0.044, 0.044),
    (0.018, 0.033, 0.060, 0.066),
    (0.05, 0.020, 0.070, 0.081),
    (0.09, 0.010, 0.076, 0.092),
    (0.13, 0.004, 0.078, 0.096),
    (0.165, -0.002, 0.070, 0.088),
    (0.19, -0.006, 0.050, 0.064),
];
const HAIR: &[(f32, f32, f32, f32)] = &[
    (0.022, -0.062, 0.056, 0.032),
    (0.05, -0.048, 0.074, 0.055),
    (0.09, -0.034, 0.086, 0.075),
    (0.13, -0.024, 0.091, 0.089),
    (0.16, -0.014, 0.091, 0.101),
    (0.185, -0.008, 0.082, 0.098),
    (0.203, -0.008, 0.077, 0.092),
    (0.217, -0.009, 0.066, 0.080),
];

/// The whole person. `far` says which arm and leg lie behind the other and are drawn darker.
pub fn person(body: &Body, build: Build, far: Far) -> Vec<Solid> {
    let mut solids = Vec::with_capacity(48);
    trunk(body, build, &mut solids);
    head(body, build, &mut solids);
    for side in Side::BOTH {
        let mut limb = Vec::with_capacity(16);
        arm(body, side, build, &mut limb);
        let shade = if far.arm == Some(side) { Shade::Far } else { Shade::Near };
        solids.extend(limb.drain(..).map(|solid| solid.shaded(shade)));
        leg(body, side, build, &mut limb);
        let shade = if far.leg == Some(side) { Shade::Far } else { Shade::Near };
        solids.extend(limb.drain(..).map(|solid| solid.shaded(shade)));
    }
    solids
}

/// What of a face would be lost between pixels, as pixels of its own: eyes and mouth of one that is too
/// small for them, pupils, lids, brows and nose of a larger one.
pub fn marks(body: &Body, build: Build) -> Vec<(Vec3, Ink)> {
    if !build.eyes {
        return Vec::new();
    }
    if build.face {
        return if build.coarse { face_marks(body, build) } else { Vec::new() };
    }
    let head = body.frame(Bone::Head);
    let k = build.head;
    let shut = body.small(JointAt::middle(Joint::Eyes))[2] > 70.0;
    let eye = if shut { Ink { material: Skin, shade: Shade::Line } } else { Ink::near(Dark) };
    let mut marks: Vec<(Vec3, Ink)> = Side::BOTH
        .iter()
        .map(|side| (head.place(vec3(side.sign() * 0.034, 0.088, 0.082) * k), eye))
        .collect();
    if build.fine {
        for x in [-0.009, 0.0, 0.009] {
            marks.push((jaw_frame(body).place(vec3(x, 0.018, 0.100) * k), Ink::near(Lips)));
        }
    }
    marks
}

fn face_marks(body: &Body, build: Build) -> Vec<(Vec3, Ink)> {
    let (head, k) = (body.frame(Bone::Head), build.head);
    let mut marks = Vec::new();
    // Pixels of most terminals are half as wide as high.
    let step = build.least / LEAST * 0.45;
    let mut row = |a: Vec3, b: Vec3, ink| {
        let count = libm::ceilf((b - a).length() / step) as usize;
        marks.extend((0..=count).map(|it| (a.lerp(b, it as f32 / count.max(1) as f32), ink)));
    };
    for side in Side::BOTH {
        match Eye::of(body, head, side, k) {
            Eye { shut: Some([a, b]), .. } => row(a, b, Ink::near(Dark)),
            Eye { iris, .. } => {
                let half = head.turn * vec3(0.0045 * k, 0.0, 0.0);
                row(iris - half, iris + half, Ink::near(Dark));
            }
        }
        let [a, b] = brow(head, side, k);
        row(a, b, Ink::near(Hair));
    }
    let nostril = |x: f32| head.place(vec3(x, 0.056, 0.120) * k);
    row(nostril(-0.006), nostril(0.006), Ink { material: Skin, shade: Shade::Far });
    marks
}

/// An eye of a face that is large enough for one.
struct Eye {
    /// The ends and half the height of the white.
    white: ([Vec3; 2], f32),
    /// The middle of iris and pupil.
    iris: Vec3,
    /// The ends of the line where the lids meet, of one that is shut.
    shut: Option<[Vec3; 2]>,
}

impl Eye {
    fn of(body: &Body, head: Frame, side: Side, k: f32) -> Eye {
        let [up, left, close] = body.small(JointAt::middle(Joint::Eyes));
        let eye = Frame { at: head.place(vec3(side.sign() * 0.030, 0.092, 0.079) * k), turn: head.turn };
        let open = (1.0 - close / 100.0).clamp(0.0, 1.0);
        let across = |x: f32, y: f32| eye.place(vec3(x, y, 0.004) * k);
        // Lids come down from above: what is left of the white is lower.
        let white = 0.0105 * (0.35 + 0.65 * open);
        let low = white - 0.0105;
        let look = head.turn * (Turn::left(left) * Turn::forward(-up) * vec3(0.0, 0.0, 0.0090 * k));
        let shut = (open < NEARLY_SHUT).then(|| [across(-0.012, -0.003), across(0.012, -0.003)]);
        let iris = eye.place(vec3(0.0, low, 0.0)) + look;
        Eye { white: ([across(-0.007, low), across(0.007, low)], white), iris, shut }
    }
}

fn brow(head: Frame, side: Side, k: f32) -> [Vec3; 2] {
    [vec3(0.018, 0.121, 0.079), vec3(0.045, 0.122, 0.079)]
        .map(|it| head.place(vec3(side.sign() * it.x, it.y, it.z) * k))
}

/// The arm and the leg that lie behind their fellow.
#[derive(Clone, Copy, Debug, Default)]
pub struct Far {
    pub arm: Option<Side>,
    pub leg: Option<Side>,
}

fn trunk(body: &Body, build: Build, solids: &mut Vec<Solid>) {
    let mut solid = Solid::new(Group::Trunk);
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
    let mut solid = Solid::new(Group::Trunk);
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
    let neck = body.frame(Bone::NeckLow).place(vec3(s * 0.022, 0.012, -0.008));
    let shoulder = body.frame(Bone::Blade(side)).place(vec3(s * 0.150, -0.008, -0.006));
    Solid::bar(Group::Trunk, neck, shoulder, [0.042 * build.trunk, 0.040 * build.trunk], Shirt)
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
    let mut solid = Solid::new(Group::Trunk);
    solid.ring(half, vec3(0.0, 0.03, -0.03), 0.072 * build.trunk, 0.078 * build.trunk, Trousers);
    solid.ring(half, vec3(0.0, -0.05, -0.032), 0.074 * build.trunk, 0.078 * build.trunk, Trousers);
    solid.rounded(0.6)
}

fn head(body: &Body, build: Build, solids: &mut Vec<Solid>) {
    let frame = body.frame(Bone::Head);
    let k = build.head;
    solids.push(neck(body, build));
    let jaw = jaw_frame(body);
    let mut face = Solid::new(Group::Head);
    face.corners = 12;
    for &(y, z, wide, deep) in FACE {
        // The two lowest rings are the jaw, which opens.
        let carrier = if y < 0.0 { jaw } else { frame };
        face.ring(carrier, vec3(0.0, y * k, z * k), wide * k, deep * k, Skin);
    }
    solids.push(face.rounded(0.35));
    let mut hair = Solid::new(Group::Head);
    hair.corners = 12;
    // A dome of few pixels ends in a tuft, so small heads are flatter on top.
    let (rings, dome) = if build.fine { (&HAIR[..HAIR.len() - 1], 0.32) } else { (HAIR, 0.05) };
    for &(y, z, wide, deep) in rings {
        hair.ring(frame, vec3(0.0, y * k, z * k), wide * k, deep * k, Hair);
    }
    solids.push(hair.rounded(dome));
    let at = |x: f32, y: f32, z: f32| frame.place(vec3(x * k, y * k, z * k));
    let nose =
        Solid::bar(Group::Head, at(0.0, 0.088, 0.094), at(0.0, 0.058, 0.112), [0.010 * k, 0.016 * k], Skin);
    solids.push(nose);
    for side in Side::BOTH {
        let s = side.sign();
        let mut ear = Solid::new(Group::Head);
        ear.ring(frame, vec3(s * 0.076 * k, 0.062 * k, -0.004), 0.008 * k, 0.012 * k, Skin);
        ear.ring(frame, vec3(s * 0.083 * k, 0.095 * k, -0.010), 0.010 * k, 0.017 * k, Skin);
        solids.push(ear.rounded(1.0));
    }
    if build.face {
        features(body, frame, jaw, build, solids);
    }
}

fn neck(body: &Body, build: Build) -> Solid {
    let mut neck = Solid::new(Group::Neck);
    let k = build.trunk;
    neck.ring(body.frame(Bone::NeckLow), vec3(0.0, -0.03, 0.002), 0.056 * k, 0.056 * k, Skin);
    neck.ring(body.frame(Bone::NeckLow), vec3(0.0, 0.025, 0.002), 0.052 * k, 0.054 * k, Skin);
    neck.ring(body.frame(Bone::NeckTop), vec3(0.0, 0.02, 0.0), 0.051 * k, 0.054 * k, Skin);
    neck.ring(body.frame(Bone::Head), vec3(0.0, 0.02, -0.008), 0.052 * k, 0.058 * k, Skin);
    neck.rounded(0.4)
}

/// The lower jaw swings about the ears; slides are degrees drawn as millimetres.
fn jaw_frame(body: &Body) -> Frame {
    let head = body.frame(Bone::Head);
    let [open, slide, jut] = body.small(JointAt::middle(Joint::Jaw));
    let hinge = vec3(0.0, 0.055, 0.0);
    let turn = Turn::forward(open);
    let moved = hinge - turn * hinge + vec3(slide * 0.0015, 0.0, jut * 0.0015);
    head.child(moved, turn)
}

/// How much nearer to the eye features are drawn, in metres: they lie in the skin, so that none of them
/// stands out of a face that is seen from the side.
const IN_THE_SKIN: f32 = 0.014;

/// Eyes, brows and lips, for a face that is large enough to show them.
fn features(body: &Body, head: Frame, jaw: Frame, build: Build, solids: &mut Vec<Solid>) {
    let k = build.head;
    let mut add = |a: Vec3, b: Vec3, r: f32, material| {
        let bar = Solid::bar(Group::Head, a, b, [r * k, r * k], material);
        solids.push(Solid { nearer: IN_THE_SKIN, ..bar });
    };
    for side in Side::BOTH {
        let Eye { white: ([a, b], half), iris, shut } = Eye::of(body, head, side, k);
        match shut {
            Some(_) if build.coarse => {}
            Some([a, b]) => add(a, b, 0.0035, Dark),
            None => add(a, b, half, White),
        }
        if !build.coarse {
            if shut.is_none() {
                add(iris, iris + head.turn * vec3(0.0, 0.001, 0.0), 0.0078_f32.min(half), Dark);
            }
            let [a, b] = brow(head, side, k);
            add(a, b, 0.005, Hair);
        }
    }
    let upper = |x: f32| head.place(vec3(x, 0.024, 0.090) * k);
    let lower = |x: f32| jaw.place(vec3(x, 0.013, 0.088) * k);
    add(upper(-0.018), upper(0.018), 0.0055, Lips);
    add(lower(-0.015), lower(0.015), 0.0055, Lips);
    if body.small(JointAt::middle(Joint::Jaw))[0] > 4.0 {
        solids.push(mouth(upper(0.0), lower(0.0), head.turn * Vec3::LEFT, k));
    }
}

/// An open mouth: a thin plate from lip to lip.
fn mouth(top: Vec3, bottom: Vec3, across: Vec3, k: f32) -> Solid {
    let (middle, half) = (top.lerp(bottom, 0.5), (top - bottom) * 0.45);
    let deep = half.cross(across).unit() * (0.003 * k);
    let ring = |x: f32, share: f32| {
        let ring = Ring { at: middle + across * (x * k), wide: half * share, deep };
        (ring, Ink::near(Dark))
    };
    let mut solid = Solid::new(Group::Head);
    solid.nearer = IN_THE_SKIN;
    solid.rings =
        vec![ring(-0.017, 0.0), ring(-0.013, 0.8), ring(0.0, 1.0), ring(0.013, 0.8), ring(0.017, 0.0)];
    solid
}

/// An eye that is less open than this is a line.
const NEARLY_SHUT: f32 = 0.2;

fn tube(frame: Frame, rows: &[RingRow], group: Group, build: Build) -> Solid {
    let mut solid = Solid::new(group);
    let thick = |half: f32| (half * build.limbs).max(build.least);
    for &(down, ahead, wide, deep, material) in rows {
        let material = if material == Foot { build.feet } else { material };
        solid.ring(frame, vec3(0.0, -down, ahead), thick(wide), thick(deep), material);
    }
    solid.rounded(0.9)
}

fn arm(body: &Body, side: Side, build: Build, limb: &mut Vec<Solid>) {
    let group = Group::arm(side);
    limb.push(tube(body.frame(Bone::UpperArm(side)), UPPER_ARM, group, build));
    limb.push(tube(body.frame(Bone::Forearm(side)), FOREARM, group, build));
    hand(body, side, group, build, limb);
}

fn hand(body: &Body, side: Side, group: Group, build: Build, limb: &mut Vec<Solid>) {
    let s = side.sign();
    let frame = body.frame(Bone::Hand(side));
    let k = if build.fine { 1.0 } else { build.limbs };
    let thick = |half: f32| (half * k).max(build.least);
    let mut palm = Solid::new(group);
    palm.ring(frame, vec3(0.0, 0.005, 0.0), thick(0.019), thick(0.026), Skin);
    palm.ring(frame, vec3(0.0, -0.035, 0.0), thick(0.018), thick(0.036), Skin);
    palm.ring(frame, vec3(0.0, -0.085, 0.0), thick(0.015), thick(0.040), Skin);
    limb.push(palm.rounded(0.4));
    let [knuckle, curl, spread] = body.small(JointAt::of(Joint::Fingers, side));
    if build.fine {
        for (z, length, lean) in
            [(0.030, 0.94, 1.2), (0.010, 1.06, 0.35), (-0.010, 1.0, -0.35), (-0.029, 0.78, -1.2)]
        {
            let at = vec3(0.0, -0.088, z);
            let base = frame.child(at, Turn::forward(-lean * (spread + 2.0)));
            let finger = finger(base, [knuckle, curl], s, [0.0098, 0.0098], length, group);
            limb.push(Solid { is_finger: true, ..finger });
        }
    } else {
        let base = frame.child(vec3(0.0, -0.085, 0.0), Turn::NONE);
        limb.push(finger(base, [knuckle, curl], s, [thick(0.014), thick(0.036)], 0.95, group));
    }
    limb.push(thumb(body, side, frame, k, group));
}

/// Three joints in a row; `half` is half the thickness and half the width.
fn finger(
    base: Frame,
    [knuckle, curl]: [f32; 2],
    s: f32,
    half: [f32; 2],
    length: f32,
    group: Group,
) -> Solid {
    let bent = |degrees: f32| Turn::tilt_left(s * degrees);
    let first = base.child(Default::default(), bent(knuckle));
    let second = first.child(vec3(0.0, -0.044 * length, 0.0), bent(curl));
    let third = second.child(vec3(0.0, -0.028 * length, 0.0), bent(curl * 0.6));
    let tip = third.child(vec3(0.0, -0.022 * length, 0.0), Turn::NONE);
    let mut solid = Solid::new(group);
    for (frame, size) in [(first, 1.0), (second, 0.97), (third, 0.9), (tip, 0.8)] {
        solid.ring(frame, Default::default(), half[0] * size, half[1] * size, Skin);
    }
    solid.corners = 7;
    solid.rounded(0.9)
}

fn thumb(body: &Body, side: Side, hand: Frame, k: f32, group: Group) -> Solid {
    let s = side.sign();
    let [out, bend, _] = body.small(JointAt::of(Joint::Thumb, side));
    // Bent, it lies across the palm: over it first, and then toward the little finger.
    let over = Turn::tilt_left(s * bend * 0.45);
    let base = hand.child(vec3(-s * 0.006, -0.022, 0.020 * k), Turn::forward(bend * 0.45 - out) * over);
    let middle = base.child(vec3(0.0, -0.042, 0.0), Turn::forward(bend * 0.5 + out * 0.45));
    let tip = middle.child(vec3(0.0, -0.030, 0.0), Turn::NONE);
    let mut solid = Solid::new(group);
    for (frame, radius) in [(base, 0.016), (middle, 0.0125), (tip, 0.010)] {
        solid.ring(frame, Default::default(), radius * k, radius * k, Skin);
    }
    solid.corners = 7;
    solid.rounded(0.9)
}

fn leg(body: &Body, side: Side, build: Build, limb: &mut Vec<Solid>) {
    let group = Group::leg(side);
    limb.push(tube(body.frame(Bone::Thigh(side)), THIGH, group, build));
    limb.push(tube(body.frame(Bone::Shin(side)), SHIN, group, build));
    foot(body, side, group, build, limb);
}

/// Across the foot, heel to ball: how far ahead, height, half width, half height.
const FOOT: &[(f32, f32, f32, f32)] = &[
    (-0.058, -0.046, 0.018, 0.020),
    (-0.040, -0.043, 0.029, 0.032),
    (-0.005, -0.034, 0.033, 0.041),
    (0.04, -0.041, 0.036, 0.034),
    (0.09, -0.051, 0.042, 0.024),
    (0.13, -0.056, 0.044, 0.019),
];

fn foot(body: &Body, side: Side, group: Group, build: Build, limb: &mut Vec<Solid>) {
    let frame = body.frame(Bone::Foot(side));
    // Rings of a foot stand across its length, so its frame is laid on its back.
    let lying = Frame { at: frame.at, turn: frame.turn * Turn::forward(90.0) };
    let along = |z: f32, y: f32| vec3(0.0, z, -y);
    let k = 0.5 + 0.5 * build.limbs;
    let mut sole = Solid::new(group);
    for &(z, y, wide, tall) in FOOT {
        sole.ring(lying, along(z, y), wide * k, tall * k, build.feet);
    }
    let [up, ..] = body.small(JointAt::of(Joint::Toes, side));
    let toes = lying.child(along(0.13, -0.056), Turn::forward(-up));
    if build.fine {
        limb.push(sole.rounded(0.5));
        let s = side.sign();
        for (x, length, radius) in [
            (-0.030, 0.058, 0.0135),
            (-0.009, 0.056, 0.010),
            (0.009, 0.050, 0.0095),
            (0.024, 0.043, 0.009),
            (0.037, 0.034, 0.0085),
        ] {
            let at = vec3(s * x, 0.0, 0.006);
            let tip = vec3(s * x * 1.05, length - radius, 0.008);
            let toe = Solid::bar(group, toes.place(at), toes.place(tip), [radius, radius * 0.95], build.feet);
            limb.push(Solid { is_finger: true, ..toe });
        }
    } else {
        sole.ring(toes, vec3(0.0, 0.03, 0.003), 0.042 * k, 0.015 * k, build.feet);
        sole.ring(toes, vec3(0.0, 0.052, 0.004), 0.034 * k, 0.011 * k, build.feet);
        limb.push(sole.rounded(0.6));
    }
}
