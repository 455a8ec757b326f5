//! Arms and legs that end where they are told to: two bones and an end, solved in one step.
//!
//! Where a named goal is, is the business of `anchor`; this file only bends limbs.

use super::joint::Side;
use super::skeleton::{ANKLE_HEIGHT, Body, Bone, FOREARM, PALM, SHIN, THIGH, UPPER_ARM};
use super::space::{Turn, Vec3, vec3};

/// A spot for a palm or a sole.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    pub at: Vec3,
    /// Away from the surface that the palm or sole lies on.
    pub normal: Vec3,
    /// Where fingers or toes point; none follows the limb.
    pub along: Option<Vec3>,
    /// Where elbow or knee points; none is the natural way.
    pub bend: Option<Vec3>,
}

/// Half the thickness of a hand: its middle lies that far off the surface.
const HAND_THICKNESS: f32 = 0.018;

/// The joint between two bones that span from `from` to `to`, bent toward `pole`.
/// Gives the joint, the end as near to `to` as it comes, and the metres by which it falls short.
pub fn two_bones(from: Vec3, to: Vec3, bones: [f32; 2], pole: Vec3) -> (Vec3, Vec3, f32) {
    let [a, b] = bones;
    let way = (to - from).unit();
    let wanted = (to - from).length();
    let reach = wanted.clamp((a - b).abs() + 0.02, (a + b) * 0.9995);
    let along = (a * a - b * b + reach * reach) / (2.0 * reach);
    let aside = (a * a - along * along).max(0.0).sqrt();
    let joint = from + way * along + pole.across(way).unit() * aside;
    (joint, from + way * reach, (wanted - reach).abs())
}

/// Puts the palm on the spot. Gives the metres by which it falls short.
pub fn arm(body: &mut Body, side: Side, spot: Spot) -> f32 {
    let shoulder = body.frame(Bone::UpperArm(side)).at;
    let chest = body.frame(Bone::ChestTop).turn;
    let pole = spot.bend.unwrap_or_else(|| elbow_way(chest, side));
    let mut fingers =
        spot.along.map_or_else(|| (spot.at - shoulder).unit(), |d| d.across(spot.normal).unit());
    let mut short = 0.0;
    for _ in 0..3 {
        let wrist = spot.at + spot.normal * HAND_THICKNESS - fingers * PALM;
        let (elbow, end, by) = two_bones(shoulder, wrist, [UPPER_ARM, FOREARM], pole);
        short = by;
        bend_arm(body, side, elbow, end, pole);
        if spot.along.is_none() {
            let lower = (end - elbow).unit();
            fingers = (lower.across(spot.normal) * 1.5 + lower * 0.5).unit();
        }
    }
    let out = spot.normal.across(fingers).unit() * side.sign();
    body.set_world_turn(Bone::Hand(side), Turn::facing(-fingers, out.cross(-fingers)));
    short
}

/// Where an elbow points that nothing else is said of, as the chest is turned: out, down and back.
pub fn elbow_way(chest: Turn, side: Side) -> Vec3 {
    chest * vec3(side.sign() * 0.75, -0.75, -0.35)
}

/// Lays upper arm and forearm along these points.
pub fn bend_arm(body: &mut Body, side: Side, elbow: Vec3, wrist: Vec3, pole: Vec3) {
    let shoulder = body.frame(Bone::UpperArm(side)).at;
    let upper = (elbow - shoulder).unit();
    let lower = (wrist - elbow).unit();
    let hinge = hinge_side(lower, upper, -pole);
    body.set_world_turn(Bone::UpperArm(side), Turn::facing(-upper, hinge));
    body.set_turn(Bone::Forearm(side), Turn::forward(-angle_between(upper, lower)));
    body.lay_from(Bone::Forearm(side));
}

/// Puts the sole on the spot. Gives the metres by which it falls short.
pub fn leg(body: &mut Body, side: Side, spot: Spot, foot_turn: Option<Turn>) -> f32 {
    let pelvis = body.frame(Bone::Pelvis).turn;
    let pole = spot.bend.unwrap_or_else(|| pelvis * vec3(side.sign() * 0.12, 0.0, 1.0));
    let toes = spot.along.unwrap_or(Vec3::AHEAD);
    let foot = Turn::facing(spot.normal, toes);
    let ankle = spot.at + spot.normal * ANKLE_HEIGHT;
    let mut short = ankle_to(body, side, ankle, pole);
    match foot_turn {
        None => body.set_world_turn(Bone::Foot(side), foot),
        Some(turn) => {
            // The foot hangs on the shin: the shin moves until heel or ball, the lower one, touches.
            for _ in 0..3 {
                let foot = body.frame(Bone::Shin(side)).turn * turn;
                let lower = |z| (foot * vec3(0.0, -ANKLE_HEIGHT, z)).dot(spot.normal);
                let rise = -lower(-0.045).min(lower(0.13));
                let ball = (foot * vec3(0.0, -ANKLE_HEIGHT, 0.13)).across(spot.normal);
                let flat = (toes.across(spot.normal)).unit() * 0.13;
                let ankle = spot.at + spot.normal * rise + (flat - ball);
                short = ankle_to(body, side, ankle, pole);
            }
            body.set_turn(Bone::Foot(side), turn);
            body.lay_from(Bone::Foot(side));
        }
    }
    short
}

/// Bends hip and knee until the ankle's joint is there. Gives the metres by which it falls short.
pub fn ankle_to(body: &mut Body, side: Side, ankle: Vec3, pole: Vec3) -> f32 {
    let hip = body.frame(Bone::Thigh(side)).at;
    let (knee, end, short) = two_bones(hip, ankle, [THIGH, SHIN], pole);
    let upper = (knee - hip).unit();
    let lower = (end - knee).unit();
    let front = -hinge_side(lower, upper, -pole);
    body.set_world_turn(Bone::Thigh(side), Turn::facing(-upper, front));
    body.set_turn(Bone::Shin(side), Turn::forward(angle_between(upper, lower)));
    body.lay_from(Bone::Shin(side));
    short
}

/// The way in which the second bone leaves the line of the first; for a straight limb the given one.
fn hinge_side(lower: Vec3, upper: Vec3, straight: Vec3) -> Vec3 {
    let aside = lower.across(upper);
    if aside.length() > 0.03 { aside.unit() } else { straight.across(upper).unit() }
}

pub fn angle_between(a: Vec3, b: Vec3) -> f32 {
    libm::acosf(a.dot(b).clamp(-1.0, 1.0)).to_degrees()
}
