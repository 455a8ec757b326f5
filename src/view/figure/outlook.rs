//! What one looks at who looks far away: a window, and a hill with a tree behind it. It always faces the one who
//! looks at the picture, on the side to which the person looks. And the frame of what one looks at straight ahead.

use super::camera::{Camera, Seen};
use super::ink::{Ink, Material, Shade};
use super::solid::{LimbGroup, Ring, Solid};
use crate::model::figure::skeleton::{Body, Bone};
use crate::model::figure::space::{Vec3, vec3};
use crate::model::figure::{Joint, JointAt, PropKind};

/// Half the width and half the height of the window, in metres.
const HALF: [f32; 2] = [0.11, 0.135];
/// How far above the neck its middle is: where eyes are that look straight ahead, and a little more.
const HEIGHT: f32 = 0.115;
/// So far behind the person that it is before nothing of them.
const BEHIND: f32 = 0.8;
/// Half the thickness of its frame, in metres and in pixels.
const FRAME: [f32; 2] = [0.009, 0.5];
/// Where the tree stands, from the middle of the window: away from the person, and up.
const TREE: [f32; 2] = [0.058, -0.028];
/// The bar across the window is so far above its middle.
const BAR: f32 = 0.055;

/// The middle of the window in the picture, and 1 if the person looks to the right there, -1 to the left.
fn middle(body: &Body, camera: &Camera) -> Option<(Seen, f32)> {
    let window = body.props.iter().find(|it| it.kind == PropKind::Window)?;
    let way = if camera.see(Vec3::AHEAD).x < 0.0 { -1.0 } else { 1.0 };
    let head = camera.see(body.frame(Bone::Head).at);
    Some((vec3(head.x + way * window.metres(), head.y + HEIGHT, head.z - BEHIND), way))
}

/// The tree far away, at the edge of its leaves.
pub fn tree(body: &Body, camera: &Camera) -> Option<Seen> {
    let (at, way) = middle(body, camera)?;
    Some(at + vec3(way * (TREE[0] - 0.026), TREE[1] + 0.01, 0.0))
}

/// Half the width and half the height of a frame around the face.
const AROUND: [f32; 2] = [0.150, 0.160];
/// How thick its bars are.
pub const BAR_OF_A_FRAME: f32 = 0.011;
/// How far above the neck its middle is.
const AROUND_AT: f32 = 0.105;
/// Eyes that look so far up, down, or to a side look at its edge, in degrees.
const EDGE: [f32; 3] = [20.0, 30.0, 32.0];

/// The middle of the frame in the picture.
fn framed(body: &Body, camera: &Camera) -> Option<Seen> {
    body.props.iter().find(|it| it.kind == PropKind::Frame)?;
    let head = camera.see(body.frame(Bone::Head).at);
    Some(head + Vec3::UP * AROUND_AT)
}

/// Where the eyes look in the frame.
pub fn looked_at(body: &Body, camera: &Camera) -> Option<Seen> {
    let at = framed(body, camera)?;
    let [up, left, _] = body.small(JointAt::middle(Joint::Eyes));
    let [high, low, aside] = EDGE;
    let up = (if up > 0.0 { up / high } else { up / low }).clamp(-1.0, 1.0);
    let aside = (left / aside).clamp(-1.0, 1.0) * camera.see(Vec3::LEFT).x.signum();
    Some(at + vec3(aside * AROUND[0], up * AROUND[1], 0.0))
}

/// Two opposite corners, which lie in the picture.
pub fn corners(body: &Body, camera: &Camera) -> Option<[Seen; 2]> {
    let window = middle(body, camera).map(|(at, _)| (at, HALF));
    let (at, [wide, high]) = window.or_else(|| Some((framed(body, camera)?, AROUND)))?;
    let half = vec3(wide + 0.02, high + 0.02, 0.0);
    Some([at - half, at + half])
}

/// Two opposite corners of a frame around the face.
pub fn frame(body: &Body, camera: &Camera) -> Option<[Seen; 2]> {
    let at = framed(body, camera)?;
    let half = vec3(AROUND[0], AROUND[1], 0.0);
    Some([at - half, at + half])
}

/// The window and what is seen through it, in a picture with pixels so high.
pub fn window(body: &Body, camera: &Camera, pixel: f32) -> Vec<Solid> {
    let Some((at, way)) = middle(body, camera) else { return Vec::new() };
    let [wide, high] = HALF;
    let thick = FRAME[0].max(pixel * FRAME[1]);
    // A pixel is half as wide as it is high.
    let thin = FRAME[0].max(pixel * FRAME[1] / 2.0);
    // Row by row: how far up, how far away from the person, half the width.
    let panel = |layer: f32, rows: &[[f32; 3]], ink: Ink| {
        let mut solid = Solid::new(LimbGroup::Prop);
        solid.corners = 4;
        for &[up, away, half] in rows {
            // The corners of a ring lie at 45 degrees.
            let half = [half, 0.001].map(|it| it * std::f32::consts::SQRT_2);
            let ring = Ring {
                at: camera.place(at + vec3(way * away, up, layer * 0.01)),
                wide: camera.place(vec3(half[0], 0.0, 0.0)),
                deep: camera.place(vec3(0.0, 0.0, half[1])),
            };
            solid.rings.push((ring, ink));
        }
        solid
    };
    let near = Ink::near;
    let leaves = Ink { material: Material::Leaf, shade: Shade::Under };
    let [x, y] = TREE;
    vec![
        panel(
            0.0,
            &[[-high - thick, 0.0, wide + thin], [high + thick, 0.0, wide + thin]],
            near(Material::Prop),
        ),
        panel(
            1.0,
            &[[-high + thick, 0.0, wide - thin], [high - thick, 0.0, wide - thin]],
            near(Material::Sky),
        ),
        panel(
            2.0,
            &[
                [-high + thick, 0.0, wide - thin],
                [-0.078, 0.0, wide - thin],
                [-0.063, 0.02, wide - thin - 0.02],
                [-0.048, 0.045, 0.05],
            ],
            near(Material::Leaf),
        ),
        panel(3.0, &[[y - 0.05, x, 0.007], [y, x, 0.007]], leaves),
        panel(
            4.0,
            &[[y - 0.022, x, 0.018], [y - 0.008, x, 0.030], [y + 0.018, x, 0.028], [y + 0.045, x, 0.008]],
            leaves,
        ),
        panel(5.0, &[[-high, 0.0, thin * 0.8], [high, 0.0, thin * 0.8]], near(Material::Prop)),
        panel(5.0, &[[BAR - thick * 0.8, 0.0, wide], [BAR + thick * 0.8, 0.0, wide]], near(Material::Prop)),
        // The sill.
        panel(
            5.0,
            &[[-high - thick, 0.0, wide + 0.02], [-high + thick, 0.0, wide + 0.02]],
            near(Material::Prop),
        ),
    ]
}
