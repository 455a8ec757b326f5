//! Chair, wall, mat, strap: the things of a figure as solids.

use super::camera::Camera;
use super::ink::{Ink, Material, Shade};
use super::outlook;
use super::solid::{LimbGroup, Ring, Solid};
use crate::model::figure::prop::{
    BACK_BEHIND, BACK_HEIGHT, BALL, BAND_HEIGHT, DESK_HEIGHT, SEAT_HEIGHT, STRAP_ON_ANKLE, STRAP_ON_FOOT,
    TOWEL,
};
use crate::model::figure::skeleton::{Body, Bone, PALM};
use crate::model::figure::space::{Vec3, vec3};
use crate::model::figure::{Base, Figure, Joint, JointAt, Prop, PropKind, PropPlace, Side};

/// Half the thickness of a bar of furniture.
const BAR: f32 = 0.022;

/// How thick a wall is that is seen edge-on: a band, and no pole.
const WALL: f32 = 0.14;
/// Half the length of a wall, and of one that the camera faces: that one is all that is behind the person.
const WALL_HALF: f32 = 0.75;
const WALL_WIDE: f32 = 1.5;
const FACED: f32 = 0.8;
/// A floor goes on beyond what stands on it by so much.
const FLOOR_BEYOND: f32 = 0.22;

/// Half the thickness of the thinnest strap, in pixels.
const LEAST: f32 = 0.5;

/// Everything in the picture that is no person: of a picture with pixels so high whose lowest row begins
/// there, in metres. Nothing is thinner than can be seen.
///
/// They are seen by this camera, which is elsewhere than the figure's view says while it goes around.
pub fn things(
    figure: &Figure,
    camera: &Camera,
    body: &Body,
    ground: Ground,
    [pixel, low]: [f32; 2],
) -> Vec<Solid> {
    let mut solids = floor(figure, camera, body, ground, [pixel, low]);
    solids.extend(framed(figure.base, body, pixel));
    for prop in &body.props {
        match prop.kind {
            PropKind::Wall => solids.extend(wall(*prop, camera, [pixel, low])),
            PropKind::Doorway => solids.extend(doorway(*prop)),
            PropKind::Mat => solids.extend(mat(figure, ground, pixel)),
            PropKind::Chair
            | PropKind::Desk
            | PropKind::Cushion
            | PropKind::Strap
            | PropKind::Band
            | PropKind::Towel
            | PropKind::Ball
            | PropKind::Window
            | PropKind::Frame
            | PropKind::Sight => {}
        }
    }
    solids.extend(outlook::window(body, camera, pixel));
    solids
}

/// The things that must lie inside the frame together with the person, in a picture with pixels so high.
pub fn framed(base: Base, body: &Body, pixel: f32) -> Vec<Solid> {
    let least = pixel * LEAST;
    let mut solids = furniture(base, body, pixel);
    for prop in &body.props {
        match prop.kind {
            PropKind::Cushion => solids.push(cushion(*prop, base, body)),
            PropKind::Strap => solids.extend(strap(*prop, body, least.max(0.020))),
            PropKind::Band => solids.extend(strap(*prop, body, least.max(0.018))),
            PropKind::Towel if prop.place == PropPlace::Floor => solids.extend(spread(body)),
            PropKind::Towel => solids.extend(strap(*prop, body, least.max(0.024))),
            PropKind::Ball => solids.push(ball(*prop, body)),
            PropKind::Chair
            | PropKind::Desk
            | PropKind::Mat
            | PropKind::Wall
            | PropKind::Doorway
            | PropKind::Window
            | PropKind::Frame
            | PropKind::Sight => {}
        }
    }
    solids
}

/// What stands on the floor on legs of its own.
pub fn furniture(base: Base, body: &Body, pixel: f32) -> Vec<Solid> {
    let chairs = body.props.iter().filter(|it| it.kind == PropKind::Chair).map(|_| chair(base, pixel));
    let desks = body.props.iter().filter(|it| it.kind == PropKind::Desk).map(|it| desk(*it, pixel));
    chairs.chain(desks).flatten().collect()
}

/// Points of walls and door frames that must lie in the picture of a whole body: a wall that is seen
/// edge-on, where it stands, at the height of a hip. What the camera faces is background.
pub fn standing(body: &Body, camera: &Camera) -> Vec<Vec3> {
    let hip = Vec3::UP * 0.9;
    let mut points = Vec::new();
    for prop in &body.props {
        match prop.kind {
            PropKind::Wall => {
                let (face, normal) = prop.face();
                points
                    .extend((camera.see(normal).z.abs() <= 0.35).then_some(face + hip - normal * WALL * 0.6));
            }
            PropKind::Doorway => points.extend(Side::BOTH.map(|side| prop.post(side) + hip)),
            PropKind::Mat
            | PropKind::Chair
            | PropKind::Desk
            | PropKind::Cushion
            | PropKind::Strap
            | PropKind::Band
            | PropKind::Towel
            | PropKind::Ball
            | PropKind::Window
            | PropKind::Frame
            | PropKind::Sight => {}
        }
    }
    points
}

/// The part of the floor that a movement takes, seen from above.
#[derive(Clone, Copy, Debug)]
pub struct Ground {
    low: Vec3,
    high: Vec3,
    /// Whether one lies from left to right on it, and not from ahead to behind.
    is_across: bool,
}

impl Ground {
    /// Part of the way to another one.
    pub fn toward(self, other: Ground, t: f32) -> Ground {
        let is_across = if t < 0.5 { self.is_across } else { other.is_across };
        Ground { low: self.low.lerp(other.low, t), high: self.high.lerp(other.high, t), is_across }
    }

    /// The same with all that stands on it.
    fn under(self, things: &[Solid]) -> Ground {
        let points = things.iter().flat_map(|it| &it.rings).map(|(ring, _)| ring.at);
        points.fold(self, |all, at| Ground {
            low: vec3(all.low.x.min(at.x), 0.0, all.low.z.min(at.z)),
            high: vec3(all.high.x.max(at.x), 0.0, all.high.z.max(at.z)),
            ..all
        })
    }

    /// The same along the whole foot of each wall.
    fn along(self, props: &[Prop], camera: &Camera) -> Ground {
        let walls = props.iter().filter(|it| it.kind == PropKind::Wall);
        walls.fold(self, |all, wall| {
            let (_, normal) = wall.face();
            let half = vec3(normal.z.abs(), 0.0, normal.x.abs())
                * (half_of_wall(camera.see(normal).z) - FLOOR_BEYOND);
            Ground {
                low: vec3(all.low.x.min(-half.x), 0.0, all.low.z.min(-half.z)),
                high: vec3(all.high.x.max(half.x), 0.0, all.high.z.max(half.z)),
                ..all
            }
        })
    }

    /// Of all these bodies.
    pub fn of<'b>(bodies: impl Iterator<Item = &'b Body> + Clone) -> Ground {
        let trunks = bodies.clone().map(|it| it.frame(Bone::Head).at - it.frame(Bone::Pelvis).at);
        let (x, z) = trunks.fold((0.0, 0.0), |(x, z), it| (x + it.x.abs(), z + it.z.abs()));
        // Who sits or stands has a trunk that leads nowhere, and a mat ahead.
        let is_across = x > z + 0.2 * bodies.clone().count() as f32;
        let mut ground = Ground { low: vec3(-0.1, 0.0, -0.1), high: vec3(0.1, 0.0, 0.1), is_across };
        for at in bodies.flat_map(|body| Bone::ALL.map(|bone| body.frame(bone).at)) {
            ground.low = vec3(ground.low.x.min(at.x), 0.0, ground.low.z.min(at.z));
            ground.high = vec3(ground.high.x.max(at.x), 0.0, ground.high.z.max(at.z));
        }
        ground
    }
}

/// A thin line on which the body stands or lies.
fn floor(
    figure: &Figure,
    camera: &Camera,
    body: &Body,
    ground: Ground,
    [pixel, low]: [f32; 2],
) -> Vec<Solid> {
    let has_mat = body.props.iter().any(|prop| prop.kind == PropKind::Mat);
    // Seen from above a floor would be a slab of noise: only its edge is drawn.
    if has_mat || figure.view.pitch.abs() > 3.0 {
        return Vec::new();
    }
    // It ends with a row of pixels: of part of a row there would be crumbs.
    let rows = libm::roundf((-0.06 - low) / pixel).max(0.0);
    let bottom = (low + rows * pixel).min(-pixel);
    let Ground { low, high, .. } =
        ground.under(&furniture(figure.base, body, pixel)).along(&body.props, camera);
    let reach = FLOOR_BEYOND;
    vec![Solid::slab(
        LimbGroup::Prop,
        vec3(low.x - reach, bottom, low.z - reach),
        vec3(high.x + reach, -0.005, high.z + reach),
        Material::Floor,
    )]
}

/// From this far above, in degrees, one sees the whole of a mat, and its rim.
const SEEN_FROM_ABOVE: f32 = 3.0;

/// A mat lies along the body that lies on it, and under the legs of one who sits. It is thin, with a rim, so that
/// nobody takes it for a bench or a wall.
fn mat(figure: &Figure, ground: Ground, pixel: f32) -> Vec<Solid> {
    let Ground { low, high, is_across } = ground;
    let (half, beyond) = (0.32, 0.20);
    let sits = matches!(figure.base, Base::LongSitting | Base::Crossed | Base::Butterfly);
    let (low, high) = match sits {
        true => (
            vec3(low.x.min(-half) - beyond / 2.0, 0.0, low.z - beyond),
            vec3(high.x.max(half) + beyond / 2.0, 0.0, high.z + beyond),
        ),
        false if is_across => (vec3(low.x - beyond, 0.0, -half), vec3(high.x + beyond, 0.0, half)),
        false => (vec3(-half, 0.0, low.z - beyond), vec3(half, 0.0, high.z + beyond)),
    };
    let is_flat = figure.view.pitch.abs() > SEEN_FROM_ABOVE;
    let top = |low: Vec3, high: Vec3, by: [f32; 2]| {
        Solid::slab(LimbGroup::Prop, low - Vec3::UP * by[0], high - Vec3::UP * by[1], Material::Mat)
    };
    if !is_flat {
        return vec![top(low, high, [0.07, 0.005])];
    }
    let rim = pixel.max(0.03);
    let inward = vec3(rim * 0.6, 0.0, rim);
    vec![top(low, high, [0.03, 0.012]).shaded(Shade::Lit), top(low + inward, high - inward, [0.03, 0.005])]
}

fn bar(a: Vec3, b: Vec3) -> Solid {
    Solid::bar(LimbGroup::Prop, a, b, [BAR, BAR], Material::Prop)
}

fn chair(base: Base, pixel: f32) -> Vec<Solid> {
    let z = base.chair();
    let (half, front, back) = (0.20, 0.20 + z, -BACK_BEHIND + z);
    let at = |x: f32, y: f32, z: f32| vec3(x, y, z);
    let seat = SEAT_HEIGHT;
    let mut solids = vec![Solid::slab(
        LimbGroup::Prop,
        at(-half, seat - pixel.max(0.05), back),
        at(half, seat, front),
        Material::Prop,
    )];
    for x in [-half + BAR, half - BAR] {
        solids.push(bar(at(x, 0.0, front - BAR), at(x, seat - 0.03, front - BAR)));
        solids.push(bar(at(x, 0.0, back + BAR), at(x, seat, back + BAR)));
        solids.push(bar(at(x, seat, back + BAR), at(x, BACK_HEIGHT, back - 0.05)));
    }
    // A whole panel: two rails would let through what is behind, as holes.
    solids.push(Solid::slab(
        LimbGroup::Prop,
        at(-half, BACK_HEIGHT - 0.17, back - 0.055),
        at(half, BACK_HEIGHT + BAR, back - 0.015),
        Material::Prop,
    ));
    solids
}

fn desk(prop: Prop, pixel: f32) -> Vec<Solid> {
    let (near, ahead) = prop.desk_edge();
    let at = |deep: f32| near + ahead * deep;
    let top = DESK_HEIGHT;
    let mut solids = vec![Solid::slab(
        LimbGroup::Prop,
        vec3(-0.45, top - pixel.max(0.035), at(0.0).min(at(0.45))),
        vec3(0.45, top, at(0.0).max(at(0.45))),
        Material::Prop,
    )];
    for x in [-0.42, 0.42] {
        for z in [at(0.04), at(0.41)] {
            solids.push(bar(vec3(x, 0.0, z), vec3(x, top - 0.03, z)));
        }
    }
    solids
}

/// Half the length of a wall that looks so much toward the camera.
fn half_of_wall(toward: f32) -> f32 {
    if toward > FACED { WALL_WIDE } else { WALL_HALF }
}

/// A wall is drawn as a slab just behind its face, high enough for any picture. One that is behind the person has a
/// skirting at its foot, or it would be a mat. One behind which the camera stands is left out.
fn wall(prop: Prop, camera: &Camera, [pixel, low]: [f32; 2]) -> Vec<Solid> {
    let (face, normal) = prop.face();
    let toward = camera.see(normal).z;
    if toward < -0.35 {
        return Vec::new();
    }
    let is_behind = toward > 0.35;
    let half = half_of_wall(toward);
    let along = if normal.x.abs() > 0.5 { Vec3::AHEAD } else { Vec3::LEFT };
    // From one end of the wall to another, between two heights, so far before its face.
    let part = |[from, to]: [f32; 2], [low, high]: [f32; 2], before: f32, shade: Shade| {
        let (a, b) = (face - normal * WALL + along * from, face + normal * before + along * to);
        let (low, high) = (vec3(a.x.min(b.x), low, a.z.min(b.z)), vec3(a.x.max(b.x), high, a.z.max(b.z)));
        Solid::slab(LimbGroup::Prop, low, high, Material::Wall).shaded(shade)
    };
    let mut solids = vec![part([-half, half], [-0.03, 2.3], 0.0, Shade::Near)];
    if is_behind {
        // Its lower edge takes whole pixels.
        let bottom = low + libm::roundf(-low / pixel) * pixel;
        solids.push(part([-half, half], [bottom, bottom + pixel.max(0.08)], 0.004, Shade::Lit));
    }
    solids
}

fn doorway(prop: Prop) -> Vec<Solid> {
    let mut solids = Vec::new();
    for side in Side::BOTH {
        let post = prop.post(side);
        // The forearm lies against the inner edge, so the post stands outside it.
        let (near, far) = (post.x + side.sign() * 0.035, post.x + side.sign() * 0.10);
        solids.push(Solid::slab(
            LimbGroup::Prop,
            vec3(near.min(far), -0.03, post.z),
            vec3(near.max(far), 2.05, post.z + 0.07),
            Material::Prop,
        ));
    }
    let (l, r) = (prop.post(Side::Left), prop.post(Side::Right));
    solids.push(Solid::slab(
        LimbGroup::Prop,
        vec3(r.x - 0.10, 2.05, r.z),
        vec3(l.x + 0.10, 2.13, l.z + 0.07),
        Material::Prop,
    ));
    solids
}

fn cushion(prop: Prop, base: Base, body: &Body) -> Solid {
    let under = match prop.place {
        PropPlace::Knees => {
            let (a, b) = (body.frame(Bone::Shin(Side::Left)).at, body.frame(Bone::Shin(Side::Right)).at);
            a.lerp(b, 0.5)
        }
        PropPlace::Seat => body.frame(Bone::Pelvis).at,
        PropPlace::Spine => return roll(base, body),
        PropPlace::Behind => return over_the_back(base),
        PropPlace::Usual
        | PropPlace::Left
        | PropPlace::Right
        | PropPlace::Feet
        | PropPlace::Ankles
        | PropPlace::Ahead
        | PropPlace::Floor => body.frame(Bone::Head).place(vec3(0.0, 0.10, 0.0)),
    };
    let top = (under.y - 0.07).clamp(0.05, 0.22);
    // Seen from above, a roll under the knees must come out on both sides of them.
    let half = if prop.place == PropPlace::Knees { 0.29 } else { 0.17 };
    let at = |x: f32| vec3(under.x + x, top / 2.0, under.z);
    let mut solid = Solid::new(LimbGroup::Prop);
    for x in [-half, half] {
        let ring = Ring { at: at(x), wide: vec3(0.0, top / 2.0, 0.0), deep: vec3(0.0, 0.0, 0.13) };
        solid.rings.push((ring, Ink::near(Material::Soft)));
    }
    solid.rounded(0.4)
}

/// A cushion that hangs over the top of the chair's back, thick enough to be seen on both sides of it.
fn over_the_back(base: Base) -> Solid {
    let middle = vec3(0.0, BACK_HEIGHT - 0.01, base.chair() - BACK_BEHIND - 0.035);
    let mut solid = Solid::new(LimbGroup::Prop);
    for x in [-0.19, 0.19] {
        let ring = Ring { at: middle + Vec3::LEFT * x, wide: Vec3::UP * 0.085, deep: Vec3::AHEAD * 0.085 };
        solid.rings.push((ring, Ink::near(Material::Soft)));
    }
    solid.rounded(0.4)
}

/// Where a roll begins and ends, in metres from the hips toward the head: it goes on beyond the crown, so that one
/// sees on what the head lies. It stays there while the person sits up.
const ROLL: [f32; 2] = [0.06, 1.10];
/// So many times as wide as it is high: what lies on it presses it flat, and it comes out beside the neck.
const ROLL_WIDE: f32 = 1.35;

/// A roll on the floor from the loin to beyond the head, as thick as there is room for it.
fn roll(base: Base, body: &Body) -> Solid {
    let (sin, cos) = libm::sincosf(base.head().unwrap_or(180.0).to_radians());
    let toward_the_head = vec3(sin, 0.0, cos);
    let back = body.frame(Bone::ChestMiddle).place(vec3(0.0, 0.0, -0.08)).y;
    let half = (back / 2.0).clamp(0.03, 0.06);
    let across = Vec3::UP.cross(toward_the_head);
    let mut solid = Solid::new(LimbGroup::Prop);
    for from_the_hips in ROLL {
        let at = toward_the_head * from_the_hips + Vec3::UP * half;
        let ring = Ring { at, wide: across * (half * ROLL_WIDE), deep: Vec3::UP * half };
        solid.rings.push((ring, Ink::near(Material::Soft)));
    }
    solid.rounded(0.4)
}

/// A towel that lies flat under the feet. Toes that curl draw it in: its far end comes nearer, and it
/// gathers under them.
fn spread(body: &Body) -> Vec<Solid> {
    let [half, ahead, behind] = TOWEL;
    let toes = |side| body.frame(Bone::Foot(side)).place(vec3(0.0, 0.0, 0.18));
    let curl = |side| (-body.small(JointAt::of(Joint::Toes, side))[0]).max(0.0) / 45.0;
    let side = if curl(Side::Left) > curl(Side::Right) { Side::Left } else { Side::Right };
    let (at, drawn) = (toes(side), curl(side).min(1.0) * ahead * 0.6);
    let heel = body.frame(Bone::Foot(side)).at.z - behind;
    // It is pressed into the floor as deep as it is thick, so that no sole sinks in.
    let mut solids = vec![Solid::slab(
        LimbGroup::Prop,
        vec3(at.x - half, -0.020, heel),
        vec3(at.x + half, 0.0, at.z + ahead - drawn),
        Material::Soft,
    )];
    if drawn > 0.0 {
        let fold = |x: f32| vec3(at.x + x, drawn * 0.1, at.z + 0.03);
        solids.push(Solid::bar(LimbGroup::Prop, fold(-half), fold(half), [drawn * 0.2; 2], Material::Soft));
    }
    solids
}

/// A ball under the sole of one foot, on the floor. It rolls half as far as the foot that rolls it.
fn ball(prop: Prop, body: &Body) -> Solid {
    let side = if prop.place == PropPlace::Left { Side::Left } else { Side::Right };
    let arch = body.frame(Bone::Foot(side)).place(vec3(0.0, STRAP_ON_FOOT.y, 0.04));
    let sole = vec3(arch.x, 0.0, prop.distance.map_or(arch.z, |from| (arch.z + from) / 2.0));
    let mut solid = Solid::new(LimbGroup::Prop);
    for (height, wide) in [(-0.9, 0.4), (-0.5, 0.86), (0.0, 1.0), (0.5, 0.86), (0.9, 0.4)] {
        let at = vec3(sole.x, BALL * (1.0 + height), sole.z);
        let (wide, deep) = (vec3(BALL * wide, 0.0, 0.0), vec3(0.0, 0.0, BALL * wide));
        solid.rings.push((Ring { at, wide, deep }, Ink::near(Material::Soft)));
    }
    solid
}

/// Where straps and bands are fixed that do not end at a foot or a hand.
pub fn fixed_ends(body: &Body) -> impl Iterator<Item = Vec3> {
    let fixed = body.props.iter().filter(|prop| prop.place == PropPlace::Ahead);
    fixed.map(|prop| prop.fixed_end())
}

/// Two hands that hold a strap lie no farther apart along it than this, in metres.
const HANDS_APART: f32 = 0.3;

/// From hand to hand, from hands to feet, or from hands to a fixed point ahead.
fn strap(prop: Prop, body: &Body, half: f32) -> Vec<Solid> {
    let hand = |side| body.frame(Bone::Hand(side)).place(vec3(0.0, -PALM, 0.0));
    let foot = |side| body.frame(Bone::Foot(side)).place(STRAP_ON_FOOT);
    let piece = |a: Vec3, b: Vec3| Solid::bar(LimbGroup::Prop, a, b, [half, half], Material::Soft);
    match prop.place {
        PropPlace::Feet => Side::BOTH.iter().map(|&side| piece(hand(side), foot(side))).collect(),
        PropPlace::Ankles => {
            let ankles = Side::BOTH.map(|side| body.frame(Bone::Foot(side)).place(STRAP_ON_ANKLE));
            let ends = Side::BOTH.map(|side| piece(hand(side), ankles[side.index()]));
            ends.into_iter().chain([piece(ankles[0], ankles[1])]).collect()
        }
        PropPlace::Left | PropPlace::Right => {
            let side = if prop.place == PropPlace::Left { Side::Left } else { Side::Right };
            let end = foot(side);
            // A hand that lies elsewhere holds no end: the other one has both.
            let nearest = Side::BOTH.map(|it| (hand(it) - end).length()).into_iter().fold(f32::MAX, f32::min);
            let holds = |at: &Vec3| (*at - end).length() < nearest + HANDS_APART;
            Side::BOTH.iter().map(|&it| hand(it)).filter(holds).map(|at| piece(at, end)).collect()
        }
        PropPlace::Ahead => {
            let fixed = prop.fixed_end();
            let post = Solid::slab(
                LimbGroup::Prop,
                fixed + vec3(-0.03, -BAND_HEIGHT, 0.0),
                fixed + vec3(0.03, 0.6, 0.05),
                Material::Prop,
            );
            Side::BOTH.iter().map(|&side| piece(hand(side), fixed)).chain([post]).collect()
        }
        PropPlace::Usual
        | PropPlace::Behind
        | PropPlace::Knees
        | PropPlace::Seat
        | PropPlace::Spine
        | PropPlace::Floor => {
            vec![piece(hand(Side::Left), hand(Side::Right))]
        }
    }
}
