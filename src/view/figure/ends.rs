//! Hands and feet: what most stretches are about, and small. In large pictures they have fingers and
//! toes; in small ones a hand is a mitten whose thumb stands off, and both are larger than life.

use super::flesh::Build;
use super::ink::{Ink, Material::Skin, Shade};
use super::solid::{LimbGroup, Ring, Solid};
use crate::model::figure::skeleton::{Body, Bone};
use crate::model::figure::space::{Frame, Turn, Vec3, vec3};
use crate::model::figure::{Joint, JointAt, Side};

/// How much a hand is larger than life in a small picture, for each part that limbs are thicker.
const LARGER: f32 = 1.3;
/// No part of a thumb is thinner than this, in times of the thinnest part: it tells which side of a hand one sees.
const THUMB_LEAST: f32 = 1.5;
/// By how many degrees a thumb stands before the palm, so that it is seen from the edge of the hand too.
const OPPOSED: f32 = 22.0;
/// In pixels of up to this height, in metres, a thumb has an outline before its hand.
const THUMB_SEEN: f32 = 0.035;
/// Where the thumb lies over a fist, root to tip: toward the palm, along the hand, toward the thumb's side.
const FIST_THUMB: [[f32; 3]; 3] = [[0.010, -0.025, 0.026], [0.046, -0.056, 0.042], [0.066, -0.074, 0.006]];
/// Where it lies within a fist, under the folded fingers.
const HELD_THUMB: [[f32; 3]; 3] = [[0.006, -0.026, 0.024], [0.020, -0.062, 0.014], [0.024, -0.078, -0.012]];
/// By how many degrees more the thumb of a mitten stands off, so that there is a notch.
const THUMB_OFF: f32 = 18.0;

pub fn hand(body: &Body, side: Side, group: LimbGroup, build: Build, limb: &mut Vec<Solid>) {
    let s = side.sign();
    let frame = body.frame(Bone::Hand(side));
    let k = thickened(build);
    let thick = |half: f32| (half * k).max(build.least);
    let begins = limb.len();
    let mut palm = Solid::new(group);
    palm.ring(frame, vec3(0.0, 0.005, 0.0), thick(0.019), thick(0.026), Skin);
    palm.ring(frame, vec3(0.0, -0.030 * k, 0.0), thick(0.019), thick(0.037), Skin);
    palm.ring(frame, vec3(0.0, -0.085 * k, 0.0), thick(0.015), thick(0.041), Skin);
    // Toward the palm fingers bend, along `-x` of a left hand.
    palm.palm = build.fine.then_some(-s);
    limb.push(palm.rounded(0.4));
    let [_, _, spread] = body.small(JointAt::of(Joint::Fingers, side));
    let bends = bends(body, side);
    if build.fine {
        for (z, length, lean, joint) in [
            (0.031, 0.96, 1.2, Joint::Index),
            (0.0105, 1.08, 0.35, Joint::MiddleFinger),
            (-0.0105, 1.02, -0.35, Joint::RingFinger),
            (-0.031, 0.80, -1.2, Joint::LittleFinger),
        ] {
            let base = frame.child(vec3(0.0, -0.088, z), Turn::forward(-lean * (spread + 2.0)));
            let [knuckle, curl, _] = body.small(JointAt::of(joint, side));
            let own = Bends { knuckle: bends.knuckle + knuckle, curl: bends.curl + curl, ..bends };
            let finger = finger(base, own, s, [0.0104, 0.0104], length, group);
            limb.push(Solid { is_finger: true, palm: Some(-s), ..finger });
        }
    } else {
        let base = frame.child(vec3(0.0, -0.085 * k, 0.0), Turn::NONE);
        limb.push(finger(base, bends, s, [thick(0.014), thick(0.036)], 0.95 * k, group));
    }
    limb.push(thumb(body, side, group, build));
    limb[begins..].iter_mut().for_each(|it| it.is_end = true);
    if !build.fine {
        // Of few pixels a hand on a face, an arm or a knee is told by its light alone.
        for (_, ink) in limb[begins..].iter_mut().flat_map(|it| &mut it.rings) {
            ink.shade = Shade::Lit;
        }
    }
}

/// How far the joints of a finger bend, in degrees; the tip beyond what the curl does.
#[derive(Clone, Copy)]
struct Bends {
    knuckle: f32,
    curl: f32,
    tip: f32,
}

fn bends(body: &Body, side: Side) -> Bends {
    let [knuckle, curl, _] = body.small(JointAt::of(Joint::Fingers, side));
    let [tip, ..] = body.small(JointAt::of(Joint::Fingertips, side));
    Bends { knuckle, curl, tip }
}

/// How far the knuckles, the middle joints and, beyond these, the end joints of the fingers bend, in degrees.
pub fn bent_fingers(body: &Body, side: Side) -> [f32; 3] {
    let it = bends(body, side);
    [it.knuckle, it.curl, it.tip]
}

/// Between two fingers: from the knuckles to the tips.
pub struct Gap {
    pub points: [Vec3; 4],
    pub group: LimbGroup,
    /// How much thicker than life the hand is.
    pub thick: f32,
}

/// Fingers that are spread by more than this, in degrees, have air between them.
const SPREAD: f32 = 8.0;

/// The gaps between the four fingers of a hand that has no single ones; none of one that is spread.
pub fn gaps(body: &Body, side: Side, build: Build) -> Option<[Gap; 3]> {
    let [_, _, spread] = body.small(JointAt::of(Joint::Fingers, side));
    let bends = bends(body, side);
    let (s, k) = (side.sign(), thickened(build));
    let gap = |z: f32| {
        let base = body.frame(Bone::Hand(side)).child(vec3(0.0, -0.085 * k, z * k), Turn::NONE);
        let points = joints(base, bends, s, k).map(|it| it.at);
        Gap { points, group: LimbGroup::arm(side), thick: k }
    };
    (spread < SPREAD).then(|| [0.0205, 0.0, -0.0205].map(gap))
}

/// How much larger than life a hand is.
fn thickened(build: Build) -> f32 {
    if build.fine { 1.0 } else { 1.0 + (build.limbs - 1.0) * LARGER }
}

/// The frames of a finger's three joints, and of its tip.
fn joints(base: Frame, bends: Bends, s: f32, length: f32) -> [Frame; 4] {
    let bent = |degrees: f32| Turn::tilt_left(s * degrees);
    let first = base.child(Default::default(), bent(bends.knuckle));
    let second = first.child(vec3(0.0, -0.044 * length, 0.0), bent(bends.curl));
    let third = second.child(vec3(0.0, -0.028 * length, 0.0), bent(bends.curl * 0.6 + bends.tip));
    [first, second, third, third.child(vec3(0.0, -0.022 * length, 0.0), Turn::NONE)]
}

/// Three joints in a row; `half` is half the thickness and half the width.
fn finger(base: Frame, bends: Bends, s: f32, half: [f32; 2], length: f32, group: LimbGroup) -> Solid {
    let mut solid = Solid::new(group);
    for (frame, size) in joints(base, bends, s, length).into_iter().zip([1.0, 0.97, 0.9, 0.8]) {
        solid.ring(frame, Default::default(), half[0] * size, half[1] * size, Skin);
    }
    solid.corners = 7;
    solid.rounded(0.9)
}

/// The tip of a thumb.
pub fn thumb_tip(body: &Body, side: Side) -> Vec3 {
    let [.., tip] = thumb_joints(body, side, 0.0, 1.0);
    tip
}

/// The two joints of a thumb and its tip, of one that stands off by so many degrees more and is so many times as large.
fn thumb_joints(body: &Body, side: Side, off: f32, k: f32) -> [Vec3; 3] {
    let (s, hand) = (side.sign(), body.frame(Bone::Hand(side)));
    let [out, bend, _] = body.small(JointAt::of(Joint::Thumb, side));
    let [knuckle, curl, _] = body.small(JointAt::of(Joint::Fingers, side));
    // It stands before the palm, and bent it lies across it: over it first, and then toward the little finger.
    let over = Turn::tilt_left(s * (OPPOSED + bend * 0.35));
    let root = vec3(-s * 0.006 * k, -0.022 * k, 0.020 * k);
    let base = hand.child(root, Turn::forward(bend * 0.45 - out - off) * over);
    let middle = base.child(vec3(0.0, -0.046 * k, 0.0), Turn::forward(bend * 0.5 + (out + off) * 0.45));
    let tip = middle.child(vec3(0.0, -0.036 * k, 0.0), Turn::NONE);
    // Over a fist it lies on the folded fingers, unless it is held within them: then it stands off by nothing.
    let [closed, bent, off] =
        [(knuckle + curl - 90.0) / 60.0, bend / 45.0, out / 10.0].map(|it| it.clamp(0.0, 1.0));
    let folded = FIST_THUMB.map(|[x, y, z]| hand.place(vec3(-s * x, y, z) * k));
    let held = HELD_THUMB.map(|[x, y, z]| hand.place(vec3(-s * x, y, z) * k));
    let at = [base.at, middle.at, tip.at];
    [0, 1, 2].map(|it| at[it].lerp(held[it].lerp(folded[it], off), closed * bent))
}

pub fn thumb(body: &Body, side: Side, group: LimbGroup, build: Build) -> Solid {
    let k = thickened(build);
    let hand = body.frame(Bone::Hand(side));
    let thick = |half: f32| (half * k).max(build.least * THUMB_LEAST);
    let points = thumb_joints(body, side, if build.fine { 0.0 } else { THUMB_OFF }, k);
    let mut solid = Solid::new(group);
    for (it, radius) in [0.0165, 0.0145, 0.012].into_iter().enumerate() {
        let along = (points[(it + 1).min(2)] - points[it.saturating_sub(1)]).unit();
        let wide = (hand.turn * vec3(1.0, 0.0, 0.0)).across(along).unit();
        let half = thick(radius);
        let ring = Ring { at: points[it], wide: wide * half, deep: along.cross(wide) * half };
        solid.rings.push((ring, Ink::near(Skin)));
    }
    solid.corners = 7;
    solid.palm = build.fine.then_some(0.0);
    Solid { is_finger: build.fine, is_thumb: build.pixel < THUMB_SEEN, ..solid.rounded(0.9) }
}

/// Along the foot, heel to ball: how far ahead, height, half width, half height. The arch lies off the
/// floor.
const FOOT: &[(f32, f32, f32, f32)] = &[
    (-0.062, -0.046, 0.018, 0.020),
    (-0.044, -0.043, 0.030, 0.033),
    (-0.008, -0.032, 0.033, 0.043),
    (0.035, -0.035, 0.034, 0.033),
    (0.085, -0.050, 0.042, 0.025),
    (0.13, -0.056, 0.045, 0.019),
];

/// A big toe that is drawn out of its joint is longer by so much for each degree, in metres: more than in life, where
/// nobody would see it.
const DRAWN_OUT: f32 = 0.0022;

/// How far toes are drawn out that are said to be, at the least, in degrees.
const IS_DRAWN_OUT: f32 = 4.0;

/// The base and the tip of a big toe that is drawn out of its joint.
pub fn big_toe(body: &Body, side: Side) -> Option<[Vec3; 2]> {
    let [own, drawn_out, _] = body.small(JointAt::of(Joint::BigToe, side));
    let [up, ..] = body.small(JointAt::of(Joint::Toes, side));
    let frame = body.frame(Bone::Foot(side));
    let toe = frame.child(vec3(0.0, -0.056, 0.13), Turn::forward(-up - own));
    let at = |along: f32| toe.place(vec3(-0.030 * side.sign(), 0.0, along));
    (drawn_out > IS_DRAWN_OUT).then(|| [at(0.0), at(0.060 + drawn_out * DRAWN_OUT)])
}

pub fn foot(body: &Body, side: Side, group: LimbGroup, build: Build, limb: &mut Vec<Solid>) {
    let frame = body.frame(Bone::Foot(side));
    // Rings of a foot stand across its length, so its frame is laid on its back.
    let lying = Frame { at: frame.at, turn: frame.turn * Turn::forward(90.0) };
    let along = |z: f32, y: f32| vec3(0.0, z, -y);
    let k = 0.5 + 0.5 * build.limbs;
    let begins = limb.len();
    let mut sole = Solid::new(group);
    for &(z, y, wide, tall) in FOOT {
        sole.ring(lying, along(z, y), wide * k, tall * k, build.feet);
    }
    let [up, ..] = body.small(JointAt::of(Joint::Toes, side));
    let toes = lying.child(along(0.13, -0.056), Turn::forward(-up));
    if build.fine {
        limb.push(sole.rounded(0.5));
        let s = side.sign();
        let [own, drawn_out, _] = body.small(JointAt::of(Joint::BigToe, side));
        let big = lying.child(along(0.13, -0.056), Turn::forward(-up - own));
        for (x, length, radius) in [
            (-0.030, 0.060, 0.0145),
            (-0.008, 0.056, 0.0105),
            (0.010, 0.050, 0.0100),
            (0.0255, 0.043, 0.0095),
            (0.039, 0.034, 0.0090),
        ] {
            let at = vec3(s * x, 0.0, 0.006);
            let (base, more) = if x < -0.02 { (big, drawn_out * DRAWN_OUT) } else { (toes, 0.0) };
            let tip = vec3(s * x * 1.05, length + more - radius, 0.008);
            let toe = Solid::bar(group, base.place(at), base.place(tip), [radius, radius * 0.95], build.feet);
            limb.push(Solid { is_finger: true, ..toe });
        }
    } else {
        sole.ring(toes, vec3(0.0, 0.03, 0.003), 0.044 * k, 0.016 * k, build.feet);
        sole.ring(toes, vec3(0.0, 0.056, 0.004), 0.035 * k, 0.012 * k, build.feet);
        limb.push(sole.rounded(0.6));
    }
    limb[begins..].iter_mut().for_each(|it| it.is_end = true);
}
