//! The stretched muscle, lit: a spindle on the face of the body where that muscle lies.

use super::ends;
use super::flesh::{self, Build};
use super::ink::{Ink, Material};
use super::solid::{LimbGroup, Ring, Solid, Spared};
use crate::model::figure::skeleton::{Body, Bone};
use crate::model::figure::space::{Frame, Vec3, vec3};
use crate::model::figure::{Muscle, Side};

/// How much nearer than it lies a patch is drawn, in metres: over its own limb, under a near arm.
const NEARER: f32 = 0.040;

/// The same of the trunk, which is thick: from the side one sees what lies in front of it or behind.
const NEARER_TRUNK: f32 = 0.055;

/// The same of what lies at the back or the side of the neck: from the front it would be a collar.
const NEARER_NECK: f32 = 0.022;
/// And by so many pixels: of few of them it would be lost.
const PIXELS_OF_NECK: f32 = 0.4;

/// The same of a hand, which is thin.
const NEARER_HAND: f32 = 0.004;

/// How much larger than the thumb itself its patch is.
const LARGER_THUMB: f32 = 1.06;

/// A point of a spindle: bone, place in its frame (outward, up, ahead), half width, half depth.
type Knot = (Bone, [f32; 3], f32, f32);

pub fn patches(body: &Body, build: Build) -> Vec<Solid> {
    let mut solids = Vec::new();
    for (muscle, target) in body.stretched.iter().enumerate() {
        let mut add = |solid: Solid| solids.push(Solid { muscle, ..solid });
        for side in target.sides() {
            if matches!(target.muscle, Muscle::Glutes | Muscle::Piriformis) {
                add(buttock(body, side, build));
            }
            for knots in spindles(target.muscle, side) {
                let spindle = spindle(body, side, &knots, build);
                let spares = spared(target.muscle);
                let neck = [Muscle::Trapezius, Muscle::Levator, Muscle::NeckBack];
                let nearer = if matches!(target.muscle, Muscle::Hand | Muscle::Thumb) {
                    // Folded fingers lie over the palm.
                    NEARER_HAND
                } else if neck.contains(&target.muscle) {
                    NEARER_NECK + build.pixel * PIXELS_OF_NECK
                } else {
                    spindle.nearer
                };
                add(Solid { nearer, spares, ..spindle });
            }
            if target.muscle == Muscle::Thumb {
                add(thumb(body, side, build));
            }
        }
    }
    solids
}

/// What of its limb a patch leaves as it is.
fn spared(muscle: Muscle) -> Spared {
    let of_arms = [Muscle::ForearmFlexors, Muscle::ForearmExtensors, Muscle::Biceps, Muscle::Triceps];
    if matches!(muscle, Muscle::Hand | Muscle::Thumb) {
        Spared::Thumb
    } else if of_arms.contains(&muscle) {
        Spared::End
    } else {
        Spared::Nothing
    }
}

/// The whole thumb, a skin over its own.
fn thumb(body: &Body, side: Side, build: Build) -> Solid {
    let mut solid = ends::thumb(body, side, LimbGroup::Target, build);
    for (ring, ink) in &mut solid.rings {
        (ring.wide, ring.deep) = (ring.wide * LARGER_THUMB, ring.deep * LARGER_THUMB);
        *ink = Ink::near(Material::Target);
    }
    let [is_finger, is_end, is_thumb] = [false; 3];
    let on = vec![LimbGroup::arm(side)];
    Solid {
        on,
        spares: Spared::AllButThumb,
        nearer: NEARER_HAND,
        is_finger,
        is_end,
        is_thumb,
        palm: None,
        ..solid
    }
}

/// The buttock turns half-way with the thigh, as its flesh does.
fn buttock(body: &Body, side: Side, build: Build) -> Solid {
    let frame = flesh::buttock_frame(body, side);
    let mut solid = Solid::new(LimbGroup::Target);
    solid.nearer = NEARER;
    let k = build.trunk;
    solid.on = vec![LimbGroup::Trunk, LimbGroup::leg(side)];
    for (y, z, wide) in
        [(0.075, -0.072, 0.044), (0.02, -0.098, 0.064), (-0.05, -0.098, 0.062), (-0.10, -0.080, 0.040)]
    {
        let at = vec3(side.sign() * 0.004, y, z);
        solid.ring(frame, at, wide * k, 0.034 * k, Material::Target);
    }
    solid.rounded(0.7)
}

/// A skin over the knots that narrows at both ends.
fn spindle(body: &Body, side: Side, knots: &[Knot], build: Build) -> Solid {
    let points: Vec<Vec3> = knots
        .iter()
        .map(|&(bone, [x, y, z], _, _)| frame(body, side, bone, -y).place(vec3(x * side.sign(), y, z)))
        .collect();
    let mut solid = Solid::new(LimbGroup::Target);
    let is_of_trunk = knots.iter().any(|it| groups(it.0).contains(&LimbGroup::Trunk));
    solid.nearer = if is_of_trunk { NEARER_TRUNK } else { NEARER };
    solid.on = knots.iter().flat_map(|it| groups(it.0)).copied().collect();
    for (i, &(bone, _, wide, deep)) in knots.iter().enumerate() {
        let before = points[i.saturating_sub(1)];
        let after = points[(i + 1).min(points.len() - 1)];
        let along = (after - before).unit();
        // The half width lies across the muscle's run, along the skin; the depth goes into the body.
        let inward = (body.frame(bone).at - points[i]).across(along).unit();
        let across = inward.cross(along).unit();
        let k = build.limbs;
        let ring = Ring { at: points[i], wide: across * (wide * k), deep: inward * (deep * k) };
        solid.rings.push((ring, Ink::near(Material::Target)));
    }
    solid.rounded(0.7)
}

/// The frame of a bone's flesh so many metres down from where it begins.
fn frame(body: &Body, side: Side, bone: Bone, down: f32) -> Frame {
    if bone == Bone::Forearm(side) { flesh::forearm_frame(body, side, down) } else { body.frame(bone) }
}

/// The parts of the body around a bone on which its muscles are seen.
fn groups(bone: Bone) -> &'static [LimbGroup] {
    match bone {
        Bone::Pelvis
        | Bone::LumbarLow
        | Bone::LumbarMiddle
        | Bone::LumbarTop
        | Bone::ChestLow
        | Bone::ChestMiddle
        | Bone::ChestTop
        | Bone::Blade(_) => &[LimbGroup::Trunk],
        Bone::NeckLow | Bone::NeckTop => &[LimbGroup::Neck, LimbGroup::Trunk],
        Bone::Head => &[LimbGroup::Head],
        Bone::UpperArm(Side::Left) | Bone::Forearm(Side::Left) | Bone::Hand(Side::Left) => {
            &[LimbGroup::ArmLeft]
        }
        Bone::UpperArm(Side::Right) | Bone::Forearm(Side::Right) | Bone::Hand(Side::Right) => {
            &[LimbGroup::ArmRight]
        }
        Bone::Thigh(Side::Left) | Bone::Shin(Side::Left) | Bone::Foot(Side::Left) => &[LimbGroup::LegLeft],
        Bone::Thigh(Side::Right) | Bone::Shin(Side::Right) | Bone::Foot(Side::Right) => {
            &[LimbGroup::LegRight]
        }
    }
}

/// Where each muscle lies. One muscle may be several spindles.
fn spindles(muscle: Muscle, side: Side) -> Vec<Vec<Knot>> {
    use Bone::*;
    let (arm, fore, hand) = (UpperArm(side), Forearm(side), Hand(side));
    let (thigh, shin, foot) = (Thigh(side), Shin(side), Foot(side));
    match muscle {
        Muscle::NeckBack => vec![vec![
            (Head, [0.012, 0.045, -0.075], 0.030, 0.025),
            (NeckTop, [0.016, 0.0, -0.050], 0.030, 0.025),
            (NeckLow, [0.020, 0.0, -0.058], 0.034, 0.025),
            (ChestTop, [0.024, 0.03, -0.088], 0.034, 0.022),
        ]],
        Muscle::NeckFront => vec![vec![
            (Head, [0.055, 0.03, -0.01], 0.018, 0.018),
            (NeckTop, [0.035, 0.0, 0.042], 0.022, 0.020),
            (NeckLow, [0.018, 0.0, 0.056], 0.020, 0.018),
        ]],
        Muscle::Trapezius => vec![vec![
            (Head, [0.035, 0.035, -0.055], 0.020, 0.020),
            (NeckTop, [0.042, 0.0, -0.020], 0.026, 0.022),
            (NeckLow, [0.060, 0.014, -0.012], 0.034, 0.026),
            (Blade(side), [0.105, 0.030, -0.010], 0.032, 0.026),
            (Blade(side), [0.140, 0.028, -0.006], 0.022, 0.020),
        ]],
        Muscle::Levator => vec![vec![
            (NeckTop, [0.040, 0.03, -0.025], 0.020, 0.020),
            (NeckLow, [0.048, 0.0, -0.045], 0.026, 0.022),
            (Blade(side), [0.075, 0.0, -0.080], 0.030, 0.022),
            (Blade(side), [0.080, -0.045, -0.098], 0.024, 0.018),
        ]],
        Muscle::Scalenes => vec![vec![
            (Head, [0.058, 0.02, -0.01], 0.018, 0.018),
            (NeckTop, [0.046, 0.0, 0.010], 0.024, 0.020),
            (NeckLow, [0.050, 0.0, 0.020], 0.026, 0.020),
        ]],
        Muscle::Rhomboids => vec![vec![
            (ChestTop, [0.028, 0.04, -0.095], 0.036, 0.020),
            (ChestMiddle, [0.055, 0.06, -0.105], 0.046, 0.022),
            (ChestMiddle, [0.070, 0.0, -0.100], 0.036, 0.020),
        ]],
        Muscle::Chest => vec![vec![
            (ChestMiddle, [0.026, 0.030, 0.108], 0.050, 0.020),
            (ChestMiddle, [0.080, 0.046, 0.098], 0.052, 0.022),
            (ChestTop, [0.130, 0.004, 0.066], 0.038, 0.024),
            (arm, [-0.02, -0.01, 0.040], 0.026, 0.020),
        ]],
        Muscle::ShoulderFront => {
            vec![vec![(arm, [-0.01, 0.02, 0.046], 0.036, 0.022), (arm, [0.0, -0.09, 0.048], 0.028, 0.020)]]
        }
        Muscle::ShoulderBack => vec![vec![
            (Blade(side), [0.105, -0.055, -0.090], 0.036, 0.022),
            (arm, [0.0, 0.0, -0.046], 0.038, 0.022),
            (arm, [0.008, -0.09, -0.044], 0.026, 0.018),
        ]],
        Muscle::Biceps => vec![vec![
            (arm, [0.0, -0.06, 0.040], 0.026, 0.018),
            (arm, [0.0, -0.14, 0.040], 0.032, 0.020),
            (arm, [0.0, -0.24, 0.034], 0.022, 0.016),
        ]],
        Muscle::Triceps => vec![vec![
            (arm, [0.0, -0.05, -0.040], 0.030, 0.020),
            (arm, [0.0, -0.14, -0.040], 0.036, 0.022),
            (arm, [0.0, -0.25, -0.034], 0.024, 0.016),
        ]],
        Muscle::Lats => vec![vec![
            (ChestTop, [0.150, -0.02, -0.030], 0.036, 0.024),
            (ChestMiddle, [0.148, 0.0, -0.040], 0.046, 0.026),
            (ChestLow, [0.115, 0.0, -0.055], 0.042, 0.024),
            (LumbarMiddle, [0.080, 0.02, -0.065], 0.028, 0.020),
        ]],
        Muscle::Side => vec![vec![
            (ChestMiddle, [0.138, 0.0, 0.010], 0.040, 0.022),
            (ChestLow, [0.124, 0.0, 0.010], 0.048, 0.024),
            (LumbarTop, [0.116, 0.0, 0.010], 0.048, 0.024),
            (LumbarLow, [0.128, 0.02, 0.010], 0.040, 0.022),
        ]],
        Muscle::UpperBack => vec![vec![
            (NeckLow, [0.022, -0.01, -0.055], 0.034, 0.020),
            (ChestTop, [0.030, 0.02, -0.092], 0.044, 0.022),
            (ChestMiddle, [0.034, 0.03, -0.100], 0.046, 0.022),
        ]],
        Muscle::MiddleBack => vec![vec![
            (ChestMiddle, [0.030, 0.06, -0.100], 0.040, 0.022),
            (ChestLow, [0.034, 0.04, -0.086], 0.044, 0.022),
            (LumbarTop, [0.032, 0.02, -0.080], 0.040, 0.022),
        ]],
        Muscle::LowerBack => vec![vec![
            (LumbarTop, [0.028, 0.03, -0.080], 0.036, 0.022),
            (LumbarMiddle, [0.030, 0.0, -0.082], 0.040, 0.022),
            (Pelvis, [0.030, 0.06, -0.108], 0.036, 0.022),
        ]],
        Muscle::Abdominals => vec![vec![
            (ChestMiddle, [0.030, -0.03, 0.108], 0.034, 0.022),
            (LumbarTop, [0.032, 0.0, 0.098], 0.038, 0.022),
            (LumbarLow, [0.030, 0.0, 0.112], 0.036, 0.022),
            (Pelvis, [0.024, 0.02, 0.100], 0.026, 0.020),
        ]],
        // These lie on the buttock, which is between two bones: see `buttock`.
        Muscle::Glutes | Muscle::Piriformis => Vec::new(),
        Muscle::HipFlexors => vec![vec![
            (Pelvis, [0.075, 0.075, 0.085], 0.032, 0.031),
            (thigh, [0.0, 0.01, 0.080], 0.042, 0.036),
            (thigh, [0.0, -0.11, 0.078], 0.032, 0.031),
        ]],
        Muscle::Quadriceps => vec![vec![
            (thigh, [0.0, -0.05, 0.075], 0.042, 0.034),
            (thigh, [0.0, -0.19, 0.070], 0.052, 0.039),
            (thigh, [0.0, -0.35, 0.050], 0.034, 0.029),
        ]],
        Muscle::Hamstrings => vec![vec![
            (thigh, [0.0, -0.08, -0.076], 0.042, 0.034),
            (thigh, [0.0, -0.20, -0.066], 0.050, 0.039),
            (thigh, [0.0, -0.36, -0.048], 0.032, 0.026),
        ]],
        Muscle::Adductors => vec![vec![
            (thigh, [-0.062, -0.03, 0.010], 0.038, 0.026),
            (thigh, [-0.062, -0.15, 0.008], 0.044, 0.028),
            (thigh, [-0.046, -0.32, 0.006], 0.028, 0.020),
        ]],
        Muscle::OuterThigh => vec![vec![
            (Pelvis, [0.150, 0.05, 0.010], 0.034, 0.024),
            (thigh, [0.076, -0.06, 0.006], 0.040, 0.026),
            (thigh, [0.066, -0.20, 0.004], 0.034, 0.024),
            (thigh, [0.048, -0.37, 0.0], 0.022, 0.018),
        ]],
        Muscle::Calves => vec![vec![
            (shin, [0.0, -0.02, -0.046], 0.030, 0.026),
            (shin, [0.0, -0.12, -0.060], 0.044, 0.036),
            (shin, [0.0, -0.23, -0.046], 0.030, 0.026),
        ]],
        Muscle::Soleus => vec![vec![
            (shin, [0.0, -0.18, -0.052], 0.038, 0.031),
            (shin, [0.0, -0.28, -0.038], 0.030, 0.026),
            (shin, [0.0, -0.38, -0.034], 0.018, 0.018),
        ]],
        Muscle::Shins => vec![vec![
            (shin, [0.012, -0.06, 0.045], 0.028, 0.018),
            (shin, [0.014, -0.16, 0.042], 0.032, 0.020),
            (shin, [0.006, -0.32, 0.032], 0.022, 0.014),
            (foot, [0.0, 0.0, 0.040], 0.022, 0.014),
        ]],
        Muscle::Sole => vec![vec![
            (foot, [0.0, -0.066, -0.02], 0.018, 0.012),
            (foot, [0.0, -0.058, 0.04], 0.024, 0.014),
            (foot, [0.0, -0.068, 0.10], 0.024, 0.012),
        ]],
        Muscle::ForearmFlexors => vec![vec![
            (fore, [-0.026, -0.03, 0.018], 0.026, 0.018),
            (fore, [-0.028, -0.10, 0.012], 0.028, 0.018),
            (fore, [-0.020, -0.21, 0.008], 0.018, 0.012),
        ]],
        Muscle::ForearmExtensors => vec![vec![
            (fore, [0.028, -0.03, 0.004], 0.026, 0.018),
            (fore, [0.028, -0.10, 0.002], 0.028, 0.018),
            (fore, [0.020, -0.21, 0.0], 0.018, 0.012),
        ]],
        Muscle::Hand => {
            vec![vec![
                (hand, [-0.014, -0.03, -0.006], 0.016, 0.010),
                (hand, [-0.014, -0.07, -0.004], 0.022, 0.010),
            ]]
        }
        Muscle::Thumb => {
            vec![vec![
                (fore, [0.002, -0.14, 0.030], 0.014, 0.012),
                (fore, [0.002, -0.20, 0.028], 0.014, 0.012),
                (hand, [-0.003, -0.012, 0.026], 0.012, 0.012),
            ]]
        }
        Muscle::Jaw => vec![vec![
            (Head, [0.068, 0.066, 0.030], 0.014, 0.014),
            (Head, [0.062, 0.030, 0.038], 0.017, 0.014),
            (Head, [0.054, 0.004, 0.048], 0.012, 0.012),
        ]],
        Muscle::Eyes => vec![vec![
            (Head, [0.056, 0.118, 0.066], 0.010, 0.010),
            (Head, [0.062, 0.095, 0.060], 0.014, 0.012),
            (Head, [0.058, 0.074, 0.064], 0.010, 0.010),
        ]],
        Muscle::Diaphragm => vec![vec![
            (ChestLow, [0.006, 0.06, 0.106], 0.030, 0.018),
            (ChestLow, [0.060, 0.02, 0.096], 0.036, 0.018),
            (ChestLow, [0.112, -0.05, 0.050], 0.028, 0.018),
        ]],
    }
}
