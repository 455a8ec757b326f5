//! Solids to samples: a depth buffer, with the light on each surface and the muscles that are lit.

use super::camera::{Camera, Window};
use super::flesh::FINE;
use super::ink::{Ink, Material, Shade};
use super::solid::{LimbGroup, Ring, Solid};
use crate::model::figure::space::{Vec3, vec3};

/// How many pixels a picture has, and how many samples each of them takes.
#[derive(Clone, Copy, Debug)]
pub struct Grid {
    pub columns: usize,
    pub rows: usize,
    pub samples_across: usize,
    pub samples_down: usize,
}

/// Below this share of its samples a lit patch counts as hidden, and is drawn over what hides it.
const LIT: f32 = 0.18;
/// From where the light comes: how much from above, and how much from the one who looks. Not from a
/// side, so that a mirror image is lit alike.
const LIGHT: [f32; 2] = [0.8, 0.6];
/// A surface that takes more of the light than this is lit, and one that takes less than that lies in
/// the shade.
const BRIGHT: f32 = 0.82;
const DIM: f32 = 0.12;
/// A head that is bent keeps a face: shade under a chin or a cheek would look like a beard.
const DIM_HEAD: f32 = f32::MIN;

/// How far a part of a hand's skin faces the palm side, as the sum of two cosines, to be a part of the palm.
const PALM: f32 = 0.4;

/// A point of the picture: what lies nearest there.
#[derive(Clone, Copy)]
pub struct Sample {
    /// Toward the one who looks, in metres.
    pub depth: f32,
    /// Its place among the solids.
    pub solid: u16,
    pub ink: Ink,
    pub lit: Lit,
}

/// Whether a stretched muscle lies there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lit {
    No,
    /// It lies on the surface.
    Here,
    /// It lies behind what one sees.
    Behind,
}

const NOTHING: u16 = u16::MAX;
pub const NO_SAMPLE: Sample =
    Sample { depth: f32::MIN, solid: NOTHING, ink: Ink::near(Material::Prop), lit: Lit::No };

impl Sample {
    pub fn is_nothing(&self) -> bool {
        self.solid == NOTHING
    }
}

/// All samples of a picture, row by row.
pub struct Samples {
    pub across: usize,
    pub down: usize,
    pub all: Vec<Sample>,
    /// From where to where each row was drawn on: what lies outside is empty.
    pub drawn: Vec<(usize, usize)>,
}

/// From the room to samples.
pub struct Projection<'a> {
    camera: &'a Camera,
    window: Window,
    scale: Vec3,
    light: Option<Vec3>,
    /// Whether its pixels are too large for single fingers.
    is_coarse: bool,
}

impl Projection<'_> {
    pub fn new(camera: &Camera, window: Window, grid: Grid, is_shaded: bool) -> Projection<'_> {
        let (across, down) = (grid.columns * grid.samples_across, grid.rows * grid.samples_down);
        let scale = vec3(across as f32 / window.width(), down as f32 / window.height(), 1.0);
        let light = is_shaded.then(|| camera.direction(LIGHT));
        let is_coarse = window.height() / grid.rows as f32 > FINE;
        Projection { camera, window, scale, light, is_coarse }
    }

    /// Where a point is: samples to the right, samples down, metres toward the one who looks.
    pub fn see(&self, p: Vec3) -> Vec3 {
        let seen = self.camera.see(p);
        let window = self.window;
        vec3((seen.x - window.left) * self.scale.x, (window.high - seen.y) * self.scale.y, seen.z)
    }
}

impl Samples {
    /// Draws solids; the muscles go over the body that they belong to, and never beyond its outline.
    pub fn of(solids: &[Solid], projection: &Projection, grid: Grid) -> Samples {
        let (across, down) = (grid.columns * grid.samples_across, grid.rows * grid.samples_down);
        let all = vec![NO_SAMPLE; across * down];
        let mut samples = Samples { across, down, all, drawn: vec![(across, 0); down] };
        for (index, solid) in solids.iter().enumerate().filter(|(_, it)| it.group != LimbGroup::Target) {
            samples.draw(solid, index as u16, projection);
        }
        let hidden = samples.hidden(solids, projection);
        for solid in solids.iter().filter(|it| it.group == LimbGroup::Target) {
            samples.light(solid, solids, hidden[solid.muscle], projection);
        }
        samples
    }

    fn draw(&mut self, solid: &Solid, index: u16, projection: &Projection) {
        let dim = if matches!(solid.group, LimbGroup::Head | LimbGroup::Neck) { DIM_HEAD } else { DIM };
        for_each_face(solid, projection, |face, ink| {
            // On a face or an arm of few pixels the light would be a patch.
            let is_face = solid.group == LimbGroup::Head && ink.material == Material::Skin;
            let is_arm = projection.is_coarse && ink.material == Material::Skin;
            // The back of a hand must not look as pale as its palm.
            let is_hand = solid.palm.is_some();
            let bright = if is_face || is_arm || is_hand { f32::MAX } else { BRIGHT };
            let [in_light, in_shade] = shades(ink);
            self.fill(face, |sample, depth, light| {
                let depth = depth + solid.nearer;
                if depth > sample.depth {
                    let ink = match () {
                        () if light > bright => in_light,
                        () if light < dim => in_shade,
                        () => ink,
                    };
                    *sample = Sample { depth, solid: index, ink, lit: Lit::No };
                }
            });
        });
    }

    /// Lights what a muscle lies on: the surface of its own parts of the body, or, if it is hidden,
    /// whatever of the body hides it.
    fn light(&mut self, muscle: &Solid, solids: &[Solid], is_hidden: bool, projection: &Projection) {
        for_each_face(muscle, projection, |face, _| {
            self.fill(face, |sample, depth, _| match (solids.get(sample.solid as usize), is_hidden) {
                (Some(it), true) if it.group != LimbGroup::Prop && sample.lit == Lit::No => {
                    sample.lit = Lit::Behind;
                }
                (Some(it), false) if muscle.lies_on(it) && depth + muscle.nearer > sample.depth => {
                    sample.lit = Lit::Here;
                }
                (Some(_) | None, _) => {}
            });
        });
    }

    /// Of each stretched muscle: whether most of it lies behind something of the body.
    fn hidden(&mut self, solids: &[Solid], projection: &Projection) -> Vec<bool> {
        let patches = || solids.iter().filter(|solid| solid.group == LimbGroup::Target);
        let muscles = patches().map(|it| it.muscle + 1).max().unwrap_or_default();
        let mut seen = vec![(0, 0); muscles];
        for patch in patches() {
            let (seen, all) = &mut seen[patch.muscle];
            for_each_face(patch, projection, |face, _| {
                self.fill(face, |sample, depth, _| match solids.get(sample.solid as usize) {
                    Some(it) if it.group != LimbGroup::Prop => {
                        *all += 1;
                        *seen += u32::from(patch.lies_on(it) && depth + patch.nearer > sample.depth);
                    }
                    Some(_) | None => {}
                });
            });
        }
        seen.into_iter().map(|(seen, all)| (seen as f32) < all as f32 * LIT).collect()
    }

    /// Calls `paint` with the depth and the light for each sample inside a face.
    fn fill(&mut self, face: &Face, mut paint: impl FnMut(&mut Sample, f32, f32)) {
        let [a, b, c, d] = face.corners;
        let top = least(least(a.y, b.y), least(c.y, d.y));
        let bottom = most(most(a.y, b.y), most(c.y, d.y));
        let rows = whole(top - 0.5)..whole(bottom - 0.5).min(self.down);
        if rows.is_empty() || face.area.abs() < 1e-9 {
            return;
        }
        let plane = face.plane(face.corners.map(|it| it.z));
        let light = face.plane(face.light);
        // A face seen edge-on has a steep plane: no sample may lie outside its corners.
        let nearest = most(most(a.z, b.z), most(c.z, d.z));
        let farthest = least(least(a.z, b.z), least(c.z, d.z));
        let edges = [Edge::new(a, b), Edge::new(b, c), Edge::new(c, d), Edge::new(d, a)];
        for row in rows {
            let y = row as f32 + 0.5;
            let (mut left, mut right) = (f32::MAX, f32::MIN);
            for x in edges.iter().filter_map(|edge| edge.at(y)) {
                (left, right) = (least(left, x), most(right, x));
            }
            let (from, to) = (whole(left - 0.5), whole(right - 0.5).min(self.across));
            let line = row * self.across;
            let Some(samples) = self.all.get_mut(line + from..line + to) else {
                continue;
            };
            let drawn = &mut self.drawn[row];
            *drawn = (drawn.0.min(from), drawn.1.max(to));
            let at = from as f32 + 0.5;
            let mut depth = plane.z + at * plane.x + y * plane.y;
            let mut shine = light.z + at * light.x + y * light.y;
            for sample in samples.iter_mut() {
                paint(sample, most(least(depth, nearest), farthest), shine);
                depth += plane.x;
                shine += light.x;
            }
        }
    }
}

/// An ink in the light, and in the shade; things and far limbs are flat.
fn shades(ink: Ink) -> [Ink; 2] {
    let is_round = match ink.material {
        Material::Trousers | Material::Shirt | Material::Skin | Material::Foot | Material::Hair => true,
        Material::Floor
        | Material::Mat
        | Material::Wall
        | Material::Prop
        | Material::Soft
        | Material::Sky
        | Material::Leaf
        | Material::White
        | Material::Dark
        | Material::Lips
        | Material::Way
        | Material::Target => false,
    };
    if is_round && ink.shade == Shade::Near {
        [Shade::Lit, Shade::Under].map(|shade| Ink { shade, ..ink })
    } else {
        [ink; 2]
    }
}

/// The first whole number that is not below `x`, and not below 0.
fn whole(x: f32) -> usize {
    // A picture is far smaller than an i32 counts, and its conversion is the cheap one.
    let cut = x as i32;
    let up = if (cut as f32) < x { cut.saturating_add(1) } else { cut };
    up.max(0) as usize
}

/// The smaller one. `f32::min` also orders what is not a number, and costs more.
fn least(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// The greater one.
fn most(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// One side of a face, to be asked where a row crosses it.
struct Edge {
    top: f32,
    bottom: f32,
    /// Where it would cross the row at height 0, and how far it moves from row to row.
    start: f32,
    slope: f32,
}

impl Edge {
    fn new(p: Vec3, q: Vec3) -> Edge {
        let (high, low) = if p.y < q.y { (p, q) } else { (q, p) };
        let slope = (low.x - high.x) / (low.y - high.y).max(1e-9);
        Edge { top: high.y, bottom: low.y, start: high.x - high.y * slope, slope }
    }

    fn at(&self, y: f32) -> Option<f32> {
        (self.top <= y && y < self.bottom).then_some(self.start + y * self.slope)
    }
}

/// Four corners of a solid's skin between two rings, projected, and the light on each.
struct Face {
    corners: [Vec3; 4],
    light: [f32; 4],
    /// Twice its area in the picture, positive or negative by the way it turns.
    area: f32,
}

impl Face {
    fn new(corners: [Vec3; 4], light: [f32; 4]) -> Face {
        let [a, b, c, d] = corners;
        let area = (c.x - a.x) * (d.y - b.y) - (c.y - a.y) * (d.x - b.x);
        Face { corners, light, area }
    }

    /// What the corners have, as a plane: how much it grows to the right, down, and its value at the
    /// upper left.
    fn plane(&self, of: [f32; 4]) -> Vec3 {
        let [a, b, c, d] = self.corners;
        let (one, other) = (c - a, d - b);
        let (one_of, other_of) = (of[2] - of[0], of[3] - of[1]);
        let right = (one_of * other.y - other_of * one.y) / self.area;
        let down = (other_of * one.x - one_of * other.x) / self.area;
        let middle = (a + b + c + d) * 0.25;
        let value = (of[0] + of[1] + of[2] + of[3]) * 0.25;
        vec3(right, down, value - middle.x * right - middle.y * down)
    }
}

/// No ring has more corners.
const MOST_CORNERS: usize = 16;

/// The corners of a ring, and the light on each.
type Corners = ([Vec3; MOST_CORNERS], [f32; MOST_CORNERS]);

/// The front sides of a solid's skin.
fn for_each_face(solid: &Solid, projection: &Projection, mut draw: impl FnMut(&Face, Ink)) {
    let n = solid.corners.min(MOST_CORNERS);
    let around = circle(n);
    let corners = |at: usize| -> Corners {
        let mut points = [Vec3::ZERO; MOST_CORNERS];
        let ring = &solid.rings[at].0;
        let middle = projection.see(ring.at);
        let wide = projection.see(ring.at + ring.wide) - middle;
        let deep = projection.see(ring.at + ring.deep) - middle;
        for (point, (sin, cos)) in points.iter_mut().zip(around) {
            *point = middle + wide * *cos + deep * *sin;
        }
        let light = projection.light.map_or([0.0; MOST_CORNERS], |it| shine(solid, at, it, around));
        (points, light)
    };
    if solid.rings.is_empty() {
        return;
    }
    let mut last = corners(0);
    for (at, pair) in solid.rings.windows(2).enumerate() {
        let [(before, _), (ring, ink)] = pair else {
            continue;
        };
        let next = corners(at + 1);
        let front = front_sign(before, ring);
        for i in 0..n {
            let j = if i + 1 == n { 0 } else { i + 1 };
            let ((points, light), (next_points, next_light)) = (&last, &next);
            let face = Face::new(
                [points[i], next_points[i], next_points[j], points[j]],
                [light[i], next_light[i], next_light[j], light[j]],
            );
            if face.area * front >= 0.0 {
                let is_palm = solid.palm.is_some_and(|side| (around[i].1 + around[j].1) * side > PALM);
                let is_pale = is_palm && ink.shade == Shade::Near;
                draw(&face, if is_pale { Ink { shade: Shade::Lit, ..*ink } } else { *ink });
            }
        }
        last = next;
    }
}

/// How much of the light the skin takes at each corner of a ring: the cosine between the two. The skin
/// leans where rings grow or shrink.
fn shine(solid: &Solid, at: usize, light: Vec3, around: &[(f32, f32)]) -> [f32; MOST_CORNERS] {
    let ring = &solid.rings[at].0;
    let (before, after) =
        (&solid.rings[at.saturating_sub(1)].0, &solid.rings[(at + 1).min(solid.rings.len() - 1)].0);
    let radius = |it: &Ring| (it.wide.length(), it.deep.length());
    let ((wide, deep), (w0, d0), (w1, d1)) = (radius(ring), radius(before), radius(after));
    let along = after.at - before.at;
    let length = along.length().max(1e-6);
    let lean = (w0 + d0 - w1 - d1) / 2.0;
    let of_axis = light.dot(along) / length * lean;
    let [across, inward] = [(ring.wide, wide), (ring.deep, deep)].map(|(it, r)| light.dot(it) / r.max(1e-6));
    let mut shines = [0.0; MOST_CORNERS];
    for (shine, (sin, cos)) in shines.iter_mut().zip(around) {
        // An ellipse's skin looks away from its flat side more than its middle does.
        let (x, z) = (cos * deep, sin * wide);
        let round = (x * x + z * z).sqrt();
        let radial = if round < 1e-6 { 0.0 } else { (across * x + inward * z) / round };
        *shine = (radial * length + of_axis) / (length * length + lean * lean).sqrt();
    }
    shines
}

/// The way in which faces between these rings turn if one sees them from outside; 0 if unknown.
fn front_sign(ring: &Ring, next: &Ring) -> f32 {
    let larger = if ring.wide.length() > next.wide.length() { ring } else { next };
    let along = larger.wide.cross(larger.deep).dot(next.at - ring.at);
    if along.abs() < 1e-9 { 0.0 } else { along.signum() }
}

/// Sine and cosine of `n` even steps around, the first half a step in; made once for each `n`.
fn circle(n: usize) -> &'static [(f32, f32)] {
    use std::sync::OnceLock;
    static CIRCLES: [OnceLock<Vec<(f32, f32)>>; 17] = [const { OnceLock::new() }; 17];
    let slot = CIRCLES.get(n).unwrap_or(&CIRCLES[16]);
    slot.get_or_init(|| {
        (0..n).map(|i| libm::sincosf((i as f32 + 0.5) / n as f32 * std::f32::consts::TAU)).collect()
    })
}
