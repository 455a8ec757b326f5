//! Head, face and hair.
//!
//! A face that is large enough has its features as solids. In one of few pixels they would be broken by
//! the grid, so they are put on it: two eyes alike, brows, a mouth; in a small head one calm eye or two.

use super::flesh::Build;
use super::ink::Material::{Dark, Hair, Lips, Skin, White};
use super::ink::{Ink, Shade};
use super::solid::{LimbGroup, Ring, Solid};
use crate::model::figure::skeleton::{Body, Bone};
use crate::model::figure::space::{Frame, Turn, Vec3, vec3};
use crate::model::figure::{Joint, JointAt, Side};

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
/// A cap: it ends above the nape, or a head that hangs would have a beard.
const HAIR: &[(f32, f32, f32, f32)] = &[
    (0.064, -0.058, 0.044, 0.036),
    (0.074, -0.042, 0.072, 0.062),
    (0.09, -0.034, 0.084, 0.074),
    (0.13, -0.024, 0.089, 0.089),
    (0.16, -0.014, 0.091, 0.101),
    (0.185, -0.008, 0.082, 0.098),
    (0.203, -0.008, 0.077, 0.092),
    (0.217, -0.009, 0.066, 0.080),
];

/// The head on its neck.
pub fn head(body: &Body, build: Build, solids: &mut Vec<Solid>) {
    let frame = body.frame(Bone::Head);
    let k = build.head;
    solids.push(neck(body, build));
    let jaw = jaw_frame(body);
    let mut face = Solid::new(LimbGroup::Head);
    face.corners = 12;
    for &(y, z, wide, deep) in FACE {
        // The two lowest rings are the jaw, which opens.
        let carrier = if y < 0.0 { jaw } else { frame };
        face.ring(carrier, vec3(0.0, y * k, z * k), wide * k, deep * k, Skin);
    }
    solids.push(face.rounded(0.35));
    let mut hair = Solid::new(LimbGroup::Head);
    hair.corners = 12;
    // A dome of few pixels ends in a tuft, so small heads are flatter on top.
    let (rings, dome) = if build.fine { (&HAIR[..HAIR.len() - 1], 0.32) } else { (HAIR, 0.05) };
    for &(y, z, wide, deep) in rings {
        hair.ring(frame, vec3(0.0, y * k, z * k), wide * k, deep * k, Hair);
    }
    solids.push(hair.rounded(dome));
    let at = |x: f32, y: f32, z: f32| frame.place(vec3(x * k, y * k, z * k));
    // Of few pixels a whole nose would be a thorn.
    let (tip, thick) = if build.face { (0.112, 0.016) } else { (0.106, 0.013) };
    let nose =
        Solid::bar(LimbGroup::Head, at(0.0, 0.088, 0.094), at(0.0, 0.058, tip), [0.010 * k, thick * k], Skin);
    solids.push(nose.shaded(if build.face { Shade::Lit } else { Shade::Near }));
    for side in Side::BOTH {
        let s = side.sign();
        let mut ear = Solid::new(LimbGroup::Head);
        // They stand off far enough to be seen from behind.
        ear.ring(frame, vec3(s * 0.078 * k, 0.055 * k, -0.006), 0.010 * k, 0.013 * k, Skin);
        ear.ring(frame, vec3(s * 0.088 * k, 0.086 * k, -0.012), 0.012 * k, 0.019 * k, Skin);
        solids.push(ear.rounded(1.0));
    }
    if build.face {
        features(body, frame, jaw, build, solids);
    }
}

fn neck(body: &Body, build: Build) -> Solid {
    let mut neck = Solid::new(LimbGroup::Neck);
    let k = build.trunk;
    neck.ring(body.frame(Bone::NeckLow), vec3(0.0, -0.03, 0.002), 0.054 * k, 0.056 * k, Skin);
    neck.ring(body.frame(Bone::NeckLow), vec3(0.0, 0.025, 0.002), 0.049 * k, 0.052 * k, Skin);
    neck.ring(body.frame(Bone::NeckTop), vec3(0.0, 0.02, 0.0), 0.048 * k, 0.052 * k, Skin);
    neck.ring(body.frame(Bone::Head), vec3(0.0, 0.02, -0.008), 0.049 * k, 0.056 * k, Skin);
    neck.rounded(0.4)
}

/// How far a degree slides the jaw to a side, in metres: more than in life, where it is less than a pixel.
const SLIDE: f32 = 0.0019;

/// The lower jaw swings about the ears; slides are degrees drawn as millimetres.
fn jaw_frame(body: &Body) -> Frame {
    let head = body.frame(Bone::Head);
    let [open, slide, jut] = body.small(JointAt::middle(Joint::Jaw));
    let hinge = vec3(0.0, 0.055, 0.0);
    let turn = Turn::forward(open);
    let moved = hinge - turn * hinge + vec3(slide * SLIDE, 0.0, jut * 0.0015);
    head.child(moved, turn)
}

/// How much nearer to the eye features are drawn, in metres: they lie in the skin, so that none of them
/// stands out of a face that is seen from the side.
const IN_THE_SKIN: f32 = 0.014;
/// An eye that is less open than this is a line.
const NEARLY_SHUT: f32 = 0.2;
/// A jaw that is open by so many degrees shows a mouth.
const MOUTH_OPEN: f32 = 4.0;

/// Eyes, brows and lips, for a face that is large enough to show them. Of a coarse one only an open mouth is made of
/// solids, unless its tongue must be seen: then it is put on the grid with all the rest.
fn features(body: &Body, head: Frame, jaw: Frame, build: Build, solids: &mut Vec<Solid>) {
    let k = build.head;
    let is_open = body.small(JointAt::middle(Joint::Jaw))[0] > MOUTH_OPEN;
    let mut add = |a: Vec3, b: Vec3, r: f32, material| {
        let bar = Solid::bar(LimbGroup::Head, a, b, [r * k, r * k], material);
        solids.push(Solid { nearer: IN_THE_SKIN, ..bar });
    };
    let is_tight = is_tight(body);
    for side in Side::BOTH.into_iter().filter(|_| !build.coarse) {
        let eye = Eye::of(body, head, side, k);
        let at = |x: f32, y: f32, z: f32| head.place(vec3(side.sign() * x, y, z) * k);
        match eye.shut {
            _ if is_tight => {
                // Lids that are squeezed make a wedge that points to the nose, under a frown.
                let inner = at(0.022, 0.091, 0.084);
                add(inner, at(0.042, 0.100, 0.080), 0.0032, Dark);
                add(inner, at(0.042, 0.082, 0.080), 0.0032, Dark);
                add(at(0.014, 0.106, 0.083), at(0.043, 0.114, 0.079), 0.005, Hair);
                continue;
            }
            Some([a, b]) => add(a, b, 0.0035, Dark),
            None => {
                let ([a, b], half) = eye.white;
                add(a, b, half, White);
                add(eye.iris, eye.iris + head.turn * vec3(0.0, 0.001, 0.0), 0.0078_f32.min(half), Dark);
            }
        }
        let [a, b] = [vec3(0.018, 0.121, 0.079), vec3(0.045, 0.122, 0.079)]
            .map(|it| head.place(vec3(side.sign() * it.x, it.y, it.z) * k));
        add(a, b, 0.005, Hair);
    }
    let has_tongue = tongue_out(body) != 0.0;
    if build.coarse && (!is_open || has_tongue) {
        return;
    }
    let upper = |x: f32| head.place(vec3(x, 0.024, 0.090) * k);
    let lower = |x: f32| jaw.place(vec3(x, 0.013, 0.088) * k);
    let full = if build.coarse { 0.0055 } else { 0.0036 };
    let narrow = if is_tight { PURSED } else { 1.0 };
    add(upper(-0.019 * narrow), upper(0.019 * narrow), full, Lips);
    add(lower(-0.014 * narrow), lower(0.014 * narrow), full, Lips);
    if is_open {
        if has_tongue {
            let teeth = |x: f32| upper(x).lerp(lower(x), 0.16);
            add(teeth(-0.011), teeth(0.011), 0.0035, White);
            if tongue_out(body) < 0.0 {
                let low = |x: f32| upper(x).lerp(lower(x), 0.88);
                add(low(-0.008), low(0.008), 0.003, White);
            }
        }
        solids.push(mouth(upper(0.0), lower(0.0), head.turn * Vec3::LEFT, k));
        solids.extend(tongue(body, jaw, [upper(0.0), lower(0.0)], k));
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
    let mut solid = Solid::new(LimbGroup::Head);
    solid.nearer = IN_THE_SKIN;
    solid.rings =
        vec![ring(-0.017, 0.0), ring(-0.013, 0.8), ring(0.0, 1.0), ring(0.013, 0.8), ring(0.017, 0.0)];
    solid
}

/// How far the tongue is out; below 0 it is up behind the teeth.
fn tongue_out(body: &Body) -> f32 {
    body.small(JointAt::middle(Joint::Tongue))[0]
}

/// The tongue in an open mouth, where a pose says where it is: over the lower lip, or behind the upper teeth.
fn tongue(body: &Body, jaw: Frame, [top, bottom]: [Vec3; 2], k: f32) -> Option<Solid> {
    let out = tongue_out(body);
    let across = jaw.turn * Vec3::LEFT * (0.006 * k);
    let bar = if out > 0.0 {
        let tip = bottom + jaw.turn * vec3(0.0, -0.001 * out, 0.0005 * out) * k;
        let middle = bottom.lerp(top, 0.3).lerp(tip, 0.5);
        let radius = 0.5 * (tip - bottom.lerp(top, 0.3)).length().max(0.012 * k);
        Solid::bar(LimbGroup::Head, middle - across, middle + across, [radius, radius], Lips)
    } else {
        // Up on the palate, behind the teeth: its lower side is seen, and the floor of the mouth is dark below.
        let middle = bottom.lerp(top, 0.68);
        let radius = (top - bottom).length() * 0.16;
        Solid::bar(LimbGroup::Head, middle - across, middle + across, [radius, radius], Lips)
    };
    (out != 0.0).then_some(Solid { nearer: IN_THE_SKIN * 1.5, ..bar.shaded(Shade::Lit) })
}

/// Lips of a face that is screwed up are so much narrower.
const PURSED: f32 = 0.45;

/// Whether a face is screwed up.
fn is_tight(body: &Body) -> bool {
    body.small(JointAt::middle(Joint::Face))[0] > 50.0
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

/// How far eyes are open: 1 is wide.
fn openness(body: &Body) -> f32 {
    let [.., close] = body.small(JointAt::middle(Joint::Eyes));
    (1.0 - close / 100.0).clamp(0.0, 1.0)
}

/// Where eyes look, against the head.
fn gaze(body: &Body) -> Turn {
    let [up, left, _] = body.small(JointAt::middle(Joint::Eyes));
    Turn::left(left) * Turn::forward(-up)
}

impl Eye {
    fn of(body: &Body, head: Frame, side: Side, k: f32) -> Eye {
        let eye = Frame { at: head.place(vec3(side.sign() * 0.030, 0.092, 0.079) * k), turn: head.turn };
        let open = openness(body);
        let across = |x: f32, y: f32| eye.place(vec3(x, y, 0.004) * k);
        // Lids come down from above: what is left of the white is lower.
        let white = 0.0105 * (0.35 + 0.65 * open);
        let low = white - 0.0105;
        let look = head.turn * (gaze(body) * vec3(0.0, 0.0, 0.0090 * k));
        let shut = (open < NEARLY_SHUT).then(|| [across(-0.012, -0.003), across(0.012, -0.003)]);
        let iris = eye.place(vec3(0.0, low, 0.0)) + look;
        Eye { white: ([across(-0.007, low), across(0.007, low)], white), iris, shut }
    }
}

/// A face as it is put on the grid of a picture: places in the room, and what they show.
pub struct Features {
    /// The middle of each eye: the left one, the right one.
    pub eyes: [Vec3; 2],
    /// Where the head looks.
    pub ahead: Vec3,
    /// Where the eyes look, less where the head does.
    pub gaze: Vec3,
    /// To the person's left.
    pub across: Vec3,
    pub are_shut: bool,
    /// Below the nose.
    pub nose: Vec3,
    /// Where the lips meet.
    pub mouth: Vec3,
    pub is_open: bool,
    /// The middle of the upper lip and of the lower one.
    pub lips: [Vec3; 2],
    /// How far the tongue is out; below 0 it is up behind the teeth.
    pub tongue: f32,
    /// Screwed up.
    pub is_tight: bool,
    /// Large enough for whites, brows and lips.
    pub is_large: bool,
}

/// What of a face is put on the grid; nothing of one that is large enough for solids, or too small.
pub fn on_the_grid(body: &Body, build: Build) -> Option<Features> {
    if !build.eyes || build.face && !build.coarse {
        return None;
    }
    let (head, k) = (body.frame(Bone::Head), build.head);
    let at = |x: f32, y: f32, z: f32| head.place(vec3(x, y, z) * k);
    let ahead = head.turn * Vec3::AHEAD;
    let is_open = body.small(JointAt::middle(Joint::Jaw))[0] > MOUTH_OPEN;
    // In a face of few pixels it keeps its distance from the eyes.
    let height = if build.pixel < 0.04 { 0.018 } else { 0.012 };
    let mouth = jaw_frame(body).place(vec3(0.0, height, 0.100) * k);
    Some(Features {
        eyes: Side::BOTH.map(|side| at(side.sign() * if build.face { 0.032 } else { 0.034 }, 0.090, 0.082)),
        ahead,
        gaze: head.turn * (gaze(body) * Vec3::AHEAD) - ahead,
        across: head.turn * Vec3::LEFT,
        are_shut: openness(body) < if build.face { NEARLY_SHUT } else { 0.3 },
        nose: at(0.0, 0.054, 0.120),
        mouth,
        is_open,
        lips: [at(0.0, 0.024, 0.090), jaw_frame(body).place(vec3(0.0, 0.013, 0.088) * k)],
        tongue: tongue_out(body),
        is_tight: is_tight(body),
        is_large: build.face,
    })
}
