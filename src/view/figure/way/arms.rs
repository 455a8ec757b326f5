//! The ways of arms: two pictures of arms that hang and arms that are up do not say whether they were raised
//! ahead or out to the sides, and a hand on a wall not whether it came there up the wall.

use super::super::camera::{Camera, Seen};
use super::{Course, HEAD, PathRing, is_from_the_side};
use crate::model::figure::Side;
use crate::model::figure::skeleton::{Body, Bone, PALM};
use crate::model::figure::space::{Vec3, vec3};

/// An upper arm hangs, or is up, if it points down or up by more than this share of its length.
const HANGS: f32 = 0.3;
const IS_UP: f32 = 0.4;
/// An upper arm that goes out to its side points there by more than this share of its length halfway.
const OUT: f32 = 0.8;
/// The arc lies about the shoulder, so far off in metres, and so many degrees of the way are left out at the ends: the
/// arrow comes up to the arm, and no farther.
const FROM_THE_SHOULDER: f32 = 0.44;
const LEFT_OUT: [f32; 2] = [8.0, 36.0];
const POINTS: usize = 24;

/// The ways of two arms that go out to the sides and up, as the first of two bodies has them, from where the last one has
/// them, seen from the front or from behind: of each an arc beside it.
pub fn raised(ends: &[Body], camera: &Camera) -> Vec<PathRing> {
    let [to, from] = ends else { return Vec::new() };
    let halfway = Body::between(from, to, 0.5);
    let upper = |body: &Body, side| {
        let [shoulder, elbow] = [Bone::UpperArm(side), Bone::Forearm(side)].map(|it| body.frame(it).at);
        (elbow - shoulder).unit()
    };
    let is_raised = |side: Side| {
        let is_out = upper(&halfway, side).x * side.sign() > OUT;
        is_out && upper(from, side).y < -HANGS && upper(to, side).y > IS_UP
    };
    if is_from_the_side(camera) || !Side::BOTH.into_iter().all(is_raised) {
        return Vec::new();
    }
    let arc = |side: Side| {
        let middle = camera.see(to.frame(Bone::UpperArm(side)).at);
        let outward = camera.see(Vec3::LEFT * side.sign()).x.signum();
        // From straight down, outward.
        let angle = |body: &Body| {
            let seen = camera.see(upper(body, side));
            libm::atan2f(seen.x * outward, -seen.y)
        };
        let [first, last] = LEFT_OUT.map(f32::to_radians);
        let [low, high] = [angle(from) + first, angle(to) - last];
        let point = |at: usize| {
            let (sin, cos) = libm::sincosf(low + (high - low) * at as f32 / POINTS as f32);
            middle + vec3(outward * sin, -cos, 0.0) * FROM_THE_SHOULDER
        };
        PathRing { points: (0..=POINTS).map(point).collect(), course: Course::Onward(HEAD) }
    };
    Side::BOTH.map(arc).into()
}

/// A hand climbs that is so much higher, and no farther off than this to any side. Metres.
const CLIMBS: f32 = 0.25;
const ASIDE: f32 = 0.06;
/// Its way begins and ends so far below it, and lies so far before what it climbs.
const BELOW: [f32; 2] = [0.08, 0.38];
const BEFORE: f32 = 0.03;

/// The ways of hands that climb a wall through these bodies, to where the last one holds them.
pub fn climbed(bodies: &[Body], camera: &Camera) -> Vec<PathRing> {
    let Some((last, before)) = bodies.split_last() else { return Vec::new() };
    let way = |side: Side| {
        let palm = |body: &Body| body.frame(Bone::Hand(side)).place(vec3(0.0, -PALM, 0.0));
        let up = |it: &Body| palm(last) - palm(it);
        let climbs = |it: &&Body| up(it).y > CLIMBS && up(it).x.abs() < ASIDE && up(it).z.abs() < ASIDE;
        let first = before.iter().find(climbs)?;
        let back = last.frame(Bone::Pelvis).at - palm(last);
        let off = vec3(back.x, 0.0, back.z).unit() * BEFORE;
        let [low, high] = BELOW.map(|it| Vec3::UP * it);
        let [from, to] = [palm(first) - low, palm(last) - high].map(|it| camera.see(it + off));
        let points = (0..=POINTS).map(|it| from.lerp(to, it as f32 / POINTS as f32));
        Some(PathRing { points: points.collect::<Vec<Seen>>(), course: Course::Onward(HEAD) })
    };
    Side::BOTH.into_iter().filter_map(way).collect()
}
