//! The way that a part of the body goes around in a repetition: a still of somebody who circles their
//! arms shows no circle, so it is drawn.
//!
//! What goes to and fro has no way of its own: the pictures of its ends tell it.

use super::camera::{Camera, Seen, Window};
use crate::model::figure::Side;
use crate::model::figure::skeleton::{Body, Bone, PALM};
use crate::model::figure::space::{Vec3, vec3};

/// A closed line in the picture: the last point is before the first again.
#[derive(Clone, Debug)]
pub struct Way(Vec<Seen>);

/// So many points of the way from pose to pose.
const POINTS: usize = 12;
/// A round of less than this, in metres, is too small to be drawn.
const LEAST: f32 = 0.12;
/// A way is round if it encloses this share of what a circle of its length would.
const ROUND: f32 = 0.15;
/// So far, in metres, it may leave the window, which was made for the poses alone.
const BEYOND: f32 = 0.10;
/// What goes a shorter way than this share of the longest one is only carried along.
const CARRIED: f32 = 0.6;
/// What moves under the skin is drawn on it: nearer to the eye by this, in metres.
const NEARER: f32 = 0.16;

/// The ways of a movement that goes through these bodies, and from the last to the first: of each
/// limb the part farthest out that goes around in the window.
pub fn ways(bodies: &[Body], camera: &Camera, window: Window) -> Vec<Way> {
    let body = |at: usize| &bodies[at % bodies.len()];
    let passed: Vec<Body> = (0..bodies.len())
        .flat_map(|at| {
            let four = [at, at + 1, at + 2, at + 3].map(body);
            (0..POINTS).map(move |point| Body::along(four, point as f32 / POINTS as f32))
        })
        .collect();
    let of = |&(bone, at): &(Bone, Vec3)| {
        let nearer = vec3(0.0, 0.0, if at == Vec3::ZERO { NEARER } else { 0.0 });
        Way(passed.iter().map(|body| camera.see(body.frame(bone).place(at)) + nearer).collect())
    };
    let mut ways: Vec<Way> =
        limbs().iter().filter_map(|limb| limb.iter().map(of).find(|way| way.is_round_in(window))).collect();
    let longest = ways.iter().map(Way::length).fold(0.0, f32::max);
    ways.retain(|way| way.length() >= longest * CARRIED);
    ways
}

/// What is followed of each limb, from the outermost inward: points in the frames of bones.
fn limbs() -> Vec<Vec<(Bone, Vec3)>> {
    let joint = |bone| (bone, Vec3::ZERO);
    let hand = |side| (Bone::Hand(side), vec3(0.0, -PALM, 0.0));
    let toes = |side| (Bone::Foot(side), vec3(0.0, -0.05, 0.15));
    let arm = |side| vec![hand(side), joint(Bone::Forearm(side)), joint(Bone::UpperArm(side))];
    let leg = |side| vec![toes(side), joint(Bone::Shin(side))];
    let nose = (Bone::Head, vec3(0.0, 0.08, 0.10));
    let mut limbs = vec![vec![nose, joint(Bone::Pelvis)]];
    limbs.extend(Side::BOTH.into_iter().flat_map(|side| [arm(side), leg(side)]));
    limbs
}

impl Way {
    fn is_round_in(&self, window: Window) -> bool {
        let window = window.grown(BEYOND);
        let area: f32 = self.pieces().map(|(a, b)| (a.x * b.y - b.x * a.y) / 2.0).sum();
        let length = self.length();
        let of_a_circle = length * length / (4.0 * std::f32::consts::PI);
        length >= LEAST && area.abs() >= of_a_circle * ROUND && self.0.iter().all(|&it| window.holds(it))
    }

    /// How long one round is, in metres of the picture.
    fn length(&self) -> f32 {
        self.pieces().map(|(a, b)| long(a, b)).sum()
    }

    /// Its points and the next ones.
    fn pieces(&self) -> impl Iterator<Item = (Seen, Seen)> {
        let next = self.0.iter().cycle().skip(1);
        self.0.iter().copied().zip(next.copied())
    }

    /// The line as points, not farther from each other than half a pixel of so many metres.
    pub fn dots(&self, pixel: f32) -> impl Iterator<Item = Seen> {
        self.pieces().flat_map(move |(a, b)| {
            let count = (long(a, b) / pixel * 2.0) as usize + 1;
            (0..count).map(move |it| a.lerp(b, it as f32 / count as f32))
        })
    }
}

/// How far apart two points lie in the picture.
fn long(a: Seen, b: Seen) -> f32 {
    libm::hypotf(b.x - a.x, b.y - a.y)
}
