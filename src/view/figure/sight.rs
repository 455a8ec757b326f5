//! The line along which the eyes look: nobody sees in a still whether eyes look at what is near or at what is far.

use super::camera::{Camera, Seen};
use super::{ends, outlook};
use crate::model::figure::skeleton::{Body, Bone};
use crate::model::figure::space::vec3;
use crate::model::figure::{PropKind, PropPlace, Side};

/// A dash, and the gap after it, in heights of a pixel.
const DASH: f32 = 1.6;
const GAP: f32 = 1.2;
/// Pixels count as no smaller than this, in metres.
pub const LEAST: f32 = 0.008;
/// The line ends so far before a thumb, in metres.
const BEFORE: f32 = 0.018;

/// To a frame around the face it begins at this share of its way, and leaves the eyes free.
const BESIDE_THE_HEAD: f32 = 0.4;

/// Where the line begins and ends in the picture.
pub fn line(body: &Body, camera: &Camera) -> Option<[Seen; 2]> {
    let sight = body.props.iter().find(|it| it.kind == PropKind::Sight)?;
    let flat = |it: Seen| vec3(it.x, it.y, 0.0);
    // Before the face, so that most of it is beside the head.
    let eyes = camera.see(body.frame(Bone::Head).place(vec3(0.0, 0.092, 0.14)));
    let thumb = |side| {
        let tip = camera.see(ends::thumb_tip(body, side));
        let way = (tip - eyes).unit();
        tip - way * BEFORE
    };
    let end = match sight.place {
        PropPlace::Left => thumb(Side::Left),
        PropPlace::Right => thumb(Side::Right),
        PropPlace::Usual
        | PropPlace::Behind
        | PropPlace::Feet
        | PropPlace::Ankles
        | PropPlace::Ahead
        | PropPlace::Knees
        | PropPlace::Seat
        | PropPlace::Spine
        | PropPlace::Floor => match outlook::tree(body, camera) {
            Some(tree) => tree,
            None => {
                let corner = outlook::looked_at(body, camera)?;
                return Some([eyes.lerp(corner, BESIDE_THE_HEAD), corner].map(flat));
            }
        },
    };
    Some([eyes, end].map(flat))
}

/// Its dashes as points, not farther apart than half the width of a pixel so high.
pub fn dots([from, to]: [Seen; 2], pixel: f32) -> impl Iterator<Item = Seen> {
    let way = (to - from).unit();
    let length = (to - from).length();
    let step = pixel / 4.0;
    let count = (length / step) as usize;
    // The last dash is a whole one: they are counted from the end.
    let is_dash =
        move |it: &usize| (length - *it as f32 * step).rem_euclid((DASH + GAP) * pixel) < DASH * pixel;
    (0..count).filter(is_dash).map(move |it| from + way * (it as f32 * step))
}
