//! The points of the skin that can touch the ground, and how high each lies.

use super::base::Touch;
use super::joint::Side;
use super::skeleton::{ANKLE_HEIGHT, Body, Bone, SHIN, THIGH};
use super::space::{Vec3, vec3};

/// A ball of flesh on a bone: its centre in the bone's frame and its radius, in metres.
type Ball = (Bone, Vec3, f32);

/// The balls that rest on the ground when this part does.
fn balls(touch: Touch, side: Side) -> [Option<Ball>; 2] {
    let s = side.sign();
    let foot = Bone::Foot(side);
    let one = |bone, x, y, z, r| [Some((bone, vec3(x, y, z), r)), None];
    match touch {
        Touch::Foot => [
            Some((foot, vec3(0.0, -ANKLE_HEIGHT, -0.045), 0.0)),
            Some((foot, vec3(0.0, -ANKLE_HEIGHT, 0.13), 0.0)),
        ],
        Touch::Toes => one(foot, 0.0, -ANKLE_HEIGHT, 0.13, 0.0),
        Touch::Heel => one(foot, 0.0, 0.032 - ANKLE_HEIGHT, -0.03, 0.032),
        Touch::Knee => one(Bone::Shin(side), 0.0, 0.0, 0.0, 0.055),
        Touch::Shin => [
            Some((Bone::Shin(side), Vec3::ZERO, 0.055)),
            Some((Bone::Shin(side), vec3(0.0, -SHIN, 0.0), 0.045)),
        ],
        Touch::Seat => one(Bone::Pelvis, 0.0, 0.0, -0.02, 0.09),
        Touch::Hand => one(Bone::Hand(side), 0.0, -0.075, 0.0, 0.018),
        Touch::Elbow => one(Bone::Forearm(side), 0.0, 0.0, 0.0, 0.04),
        Touch::Forearm => {
            [Some((Bone::Forearm(side), Vec3::ZERO, 0.04)), Some((Bone::Hand(side), Vec3::ZERO, 0.03))]
        }
        Touch::Back => one(Bone::ChestMiddle, 0.0, 0.05, -0.02, 0.09),
        Touch::Loin => one(Bone::Pelvis, 0.0, -0.01, -0.02, 0.09),
        Touch::Head => one(Bone::Head, 0.0, 0.10, -0.01, 0.105),
        Touch::Forehead => one(Bone::Head, 0.0, 0.135, 0.045, 0.06),
        Touch::Chest => one(Bone::ChestMiddle, 0.0, 0.04, 0.035, 0.075),
        Touch::Belly => one(Bone::Pelvis, 0.0, 0.04, 0.02, 0.085),
        Touch::Thigh => one(Bone::Thigh(side), 0.0, -THIGH / 2.0, 0.0, 0.072),
        Touch::Calf => one(Bone::Shin(side), 0.0, -0.12, -0.012, 0.05),
        Touch::Hip => one(Bone::Pelvis, s * 0.09, 0.0, 0.0, 0.08),
        Touch::Shoulder => one(Bone::UpperArm(side), 0.0, 0.0, 0.0, 0.062),
    }
}

/// How high the skin of this part lies above the floor: one or two heights, in metres.
pub fn heights(body: &Body, touch: Touch, side: Side) -> impl Iterator<Item = f32> {
    balls(touch, side).into_iter().flatten().map(|(bone, at, radius)| body.frame(bone).place(at).y - radius)
}

/// The lowest part of the body, and its height: below 0 it sinks into the floor.
pub fn lowest(body: &Body) -> (Touch, Side, f32) {
    let of = |side| lowest_of(body, Touch::ALL, side);
    let [(left, low), (right, other)] = Side::BOTH.map(of);
    if low <= other { (left, Side::Left, low) } else { (right, Side::Right, other) }
}

/// The lowest of these parts on one side, and its height.
pub fn lowest_of(body: &Body, touches: &[Touch], side: Side) -> (Touch, f32) {
    let mut low = (Touch::Foot, f32::MAX);
    for &touch in touches {
        for height in heights(body, touch, side) {
            if height < low.1 {
                low = (touch, height);
            }
        }
    }
    low
}
