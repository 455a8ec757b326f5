//! Solids to pixels: a depth buffer of samples, a vote for each pixel, lines where parts overlap.

use super::camera::{Camera, Window};
use super::ink::{Ink, Material, Shade};
use super::solid::{Group, Ring, Solid};
use crate::model::figure::space::{Vec3, vec3};

/// How many pixels a picture has, and how many samples each of them takes.
#[derive(Clone, Copy, Debug)]
pub struct Grid {
    pub columns: usize,
    pub rows: usize,
    pub samples_across: usize,
    pub samples_down: usize,
}

/// What a pixel shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pixel {
    pub ink: Ink,
    pub group: Group,
    /// Toward the one who looks, in metres.
    pub depth: f32,
}

/// Pixels row by row from the top; None shows nothing.
pub struct Picture {
    pub columns: usize,
    pub rows: usize,
    pub pixels: Vec<Option<Pixel>>,
}

/// A part this far behind its neighbour, in metres, is truly apart from it and gets a line.
const APART: f32 = 0.045;
/// Two parts of one limb need more: a thigh and its shin, folded.
const APART_WITHIN: f32 = 0.085;
/// A chin stands this little before its neck, and needs a line none the less.
const CHIN: f32 = 0.015;
/// Below this share of its samples a lit patch counts as hidden, and is drawn over what hides it.
const LIT: f32 = 0.30;

#[derive(Clone, Copy)]
struct Sample {
    depth: f32,
    solid: u16,
    ink: Ink,
}

const NOTHING: u16 = u16::MAX;

struct Samples {
    across: usize,
    down: usize,
    all: Vec<Sample>,
}

/// Draws solids through a window. `marks` are points that take one pixel where they can be seen.
pub fn picture(
    solids: &[Solid],
    marks: &[(Vec3, Ink)],
    camera: &Camera,
    window: Window,
    grid: Grid,
) -> Picture {
    let (across, down) = (grid.columns * grid.samples_across, grid.rows * grid.samples_down);
    let empty = Sample { depth: f32::MIN, solid: NOTHING, ink: Ink::near(Material::Prop) };
    let mut samples = Samples { across, down, all: vec![empty; across * down] };
    let scale = vec3(across as f32 / window.width(), down as f32 / window.height(), 1.0);
    let project = |p: Vec3| {
        let seen = camera.see(p);
        vec3((seen.x - window.left) * scale.x, (window.high - seen.y) * scale.y, seen.z)
    };
    for (index, solid) in solids.iter().enumerate() {
        let shift = if solid.group == Group::Target { solid.nearer } else { 0.0 };
        samples.draw(solid, index as u16, &project, shift);
    }
    if samples.is_hidden(solids, &project) {
        for (index, solid) in solids.iter().enumerate().filter(|(_, s)| s.group == Group::Target) {
            samples.draw_over_body(solid, index as u16, &project, solids);
        }
    }
    let mut picture = samples.vote(solids, grid);
    for &(at, ink) in marks {
        let at = project(at);
        let (column, row) = (at.x / grid.samples_across as f32, at.y / grid.samples_down as f32);
        if column >= 0.0 && row >= 0.0 {
            picture.mark(column as usize, row as usize, at.z, ink);
        }
    }
    picture
}

impl Samples {
    fn draw(&mut self, solid: &Solid, index: u16, project: &impl Fn(Vec3) -> Vec3, nearer: f32) {
        for_each_triangle(solid, project, |corners, ink| {
            self.fill(corners, |_, sample, depth| {
                let depth = depth + nearer;
                if depth > sample.depth {
                    *sample = Sample { depth, solid: index, ink };
                }
            });
        });
    }

    /// Draws a hidden patch where there is body, leaving the body's own depth.
    fn draw_over_body(
        &mut self,
        solid: &Solid,
        index: u16,
        project: &impl Fn(Vec3) -> Vec3,
        solids: &[Solid],
    ) {
        for_each_triangle(solid, project, |corners, ink| {
            self.fill(corners, |_, sample, _| {
                let over = solids.get(sample.solid as usize).map(|s| s.group);
                if over.is_some_and(|group| group != Group::Prop) {
                    *sample = Sample { solid: index, ink, ..*sample };
                }
            });
        });
    }

    /// Whether most of the lit patches lie behind something of the body.
    fn is_hidden(&mut self, solids: &[Solid], project: &impl Fn(Vec3) -> Vec3) -> bool {
        let mut covered = vec![false; self.all.len()];
        for solid in solids.iter().filter(|solid| solid.group == Group::Target) {
            for_each_triangle(solid, project, |corners, _| {
                self.fill(corners, |at, _, _| covered[at] = true);
            });
        }
        let (mut seen, mut all) = (0, 0);
        for (sample, _) in self.all.iter().zip(covered).filter(|(_, covered)| *covered) {
            match self.group(sample, solids) {
                Some(Group::Target) => (seen, all) = (seen + 1, all + 1),
                Some(Group::Prop) | None => {}
                Some(_) => all += 1,
            }
        }
        (seen as f32) < all as f32 * LIT
    }

    fn group(&self, sample: &Sample, solids: &[Solid]) -> Option<Group> {
        solids.get(sample.solid as usize).map(|solid| solid.group)
    }

    /// Calls `paint` with the index and the depth for each sample inside a triangle.
    fn fill(&mut self, [a, b, c]: [Vec3; 3], mut paint: impl FnMut(usize, &mut Sample, f32)) {
        let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        if area.abs() < 1e-9 {
            return;
        }
        let lowest = |p: f32, q: f32, r: f32| p.min(q).min(r);
        let highest = |p: f32, q: f32, r: f32| p.max(q).max(r);
        let row_from = (lowest(a.y, b.y, c.y) - 0.5).ceil().max(0.0) as usize;
        let row_to = (highest(a.y, b.y, c.y) + 0.5).floor().clamp(0.0, self.down as f32) as usize;
        let inverse = 1.0 / area;
        let depth_right = ((b.z - a.z) * (c.y - a.y) - (c.z - a.z) * (b.y - a.y)) * inverse;
        let depth_down = ((c.z - a.z) * (b.x - a.x) - (b.z - a.z) * (c.x - a.x)) * inverse;
        for row in row_from..row_to {
            let y = row as f32 + 0.5;
            let Some((from, to)) = span([a, b, c], y) else { continue };
            let from = (from - 0.5).ceil().max(0.0) as usize;
            let to = (to + 0.5).floor().clamp(0.0, self.across as f32) as usize;
            let mut depth = a.z + (from as f32 + 0.5 - a.x) * depth_right + (y - a.y) * depth_down;
            let line = row * self.across;
            for (at, sample) in self.all.iter_mut().enumerate().take(line + to).skip(line + from) {
                paint(at, sample, depth);
                depth += depth_right;
            }
        }
    }

    /// Each pixel takes the ink that most of its samples have, if enough of it is covered.
    fn vote(&self, solids: &[Solid], grid: Grid) -> Picture {
        let mut pixels = Vec::with_capacity(grid.columns * grid.rows);
        let total = grid.samples_across * grid.samples_down;
        for row in 0..grid.rows {
            for column in 0..grid.columns {
                let mut box_of = [None; 16];
                let mut count = 0;
                for y in 0..grid.samples_down {
                    let line = (row * grid.samples_down + y) * self.across + column * grid.samples_across;
                    for sample in &self.all[line..line + grid.samples_across] {
                        if sample.solid != NOTHING && count < box_of.len() {
                            box_of[count] = Some(sample);
                            count += 1;
                        }
                    }
                }
                let covered = count * 100 >= total * 45;
                pixels.push(if covered { winner(&box_of[..count], solids) } else { None });
            }
        }
        Picture { columns: grid.columns, rows: grid.rows, pixels }
    }
}

/// The ink that most samples have; a tie goes to the more important material.
fn winner(samples: &[Option<&Sample>], solids: &[Solid]) -> Option<Pixel> {
    let mut best: Option<(usize, Pixel)> = None;
    for sample in samples.iter().flatten() {
        let same = samples.iter().flatten().filter(|s| s.ink == sample.ink).count();
        let weight = same * 8 + sample.ink.material as usize;
        if best.is_none_or(|(most, _)| weight > most) {
            let group = solids.get(sample.solid as usize).map_or(Group::Prop, |s| s.group);
            best = Some((weight, Pixel { ink: sample.ink, group, depth: sample.depth }));
        }
    }
    best.map(|(_, pixel)| pixel)
}

/// Where a row crosses a triangle.
fn span([a, b, c]: [Vec3; 3], y: f32) -> Option<(f32, f32)> {
    let mut from = f32::MAX;
    let mut to = f32::MIN;
    for (p, q) in [(a, b), (b, c), (c, a)] {
        if (p.y <= y) != (q.y <= y) {
            let x = p.x + (q.x - p.x) * (y - p.y) / (q.y - p.y);
            from = from.min(x);
            to = to.max(x);
        }
    }
    (from < to).then_some((from, to))
}

/// The front sides of a solid's skin, as projected triangles.
fn for_each_triangle(solid: &Solid, project: &impl Fn(Vec3) -> Vec3, mut draw: impl FnMut([Vec3; 3], Ink)) {
    const MOST: usize = 16;
    let n = solid.corners.min(MOST);
    let corners = |ring: &Ring| {
        let mut points = [Vec3::ZERO; MOST];
        let middle = project(ring.at);
        let wide = project(ring.at + ring.wide) - middle;
        let deep = project(ring.at + ring.deep) - middle;
        for (point, (sin, cos)) in points.iter_mut().zip(circle(n)) {
            *point = middle + wide * *cos + deep * *sin;
        }
        points
    };
    let mut rings = solid.rings.iter();
    let Some((first, _)) = rings.next() else { return };
    let mut last = corners(first);
    for (ring, ink) in rings {
        let next = corners(ring);
        for i in 0..n {
            let j = (i + 1) % n;
            draw([last[i], next[i], next[j]], *ink);
            draw([last[i], next[j], last[j]], *ink);
        }
        last = next;
    }
}

/// Sine and cosine of `n` even steps around, the first half a step in; made once for each `n`.
fn circle(n: usize) -> &'static [(f32, f32)] {
    use std::sync::OnceLock;
    static CIRCLES: [OnceLock<Vec<(f32, f32)>>; 17] = [const { OnceLock::new() }; 17];
    let slot = CIRCLES.get(n).unwrap_or(&CIRCLES[16]);
    slot.get_or_init(|| {
        (0..n).map(|i| ((i as f32 + 0.5) / n as f32 * std::f32::consts::TAU).sin_cos()).collect()
    })
}

impl Picture {
    pub fn at(&self, column: usize, row: usize) -> Option<Pixel> {
        (column < self.columns && row < self.rows).then(|| self.pixels[row * self.columns + column])?
    }

    /// Sets one pixel of the head, unless something lies nearer than this depth.
    fn mark(&mut self, column: usize, row: usize, depth: f32, ink: Ink) {
        if column >= self.columns || row >= self.rows {
            return;
        }
        if let Some(pixel) = &mut self.pixels[row * self.columns + column]
            && pixel.group == Group::Head
            && pixel.depth - depth < 0.045
            && pixel.ink.material == Material::Skin
        {
            pixel.ink = ink;
        }
    }

    /// Darkens the edge of a part where a nearer part overlaps it.
    ///
    /// Between parts of one colour; with `everywhere`, between parts of different colours too.
    pub fn draw_lines(&mut self, everywhere: bool) {
        let mut darker = vec![false; self.pixels.len()];
        for row in 0..self.rows {
            for column in 0..self.columns {
                darker[row * self.columns + column] = self.is_overlapped(column, row, everywhere);
            }
        }
        for row in 0..self.rows {
            for column in 0..self.columns {
                let index = row * self.columns + column;
                if darker[index] && self.neighbours(&darker, column, row) >= 2 {
                    self.pixels[index].iter_mut().for_each(|pixel| pixel.ink.shade = Shade::Line);
                }
            }
        }
    }

    /// How many of the eight pixels around are set: a line has two, a speck has fewer.
    fn neighbours(&self, set: &[bool], column: usize, row: usize) -> usize {
        let rows = row.saturating_sub(1)..(row + 2).min(self.rows);
        let columns = column.saturating_sub(1)..(column + 2).min(self.columns);
        let around = rows.flat_map(|r| columns.clone().map(move |c| (c, r)));
        around.filter(|&(c, r)| (c, r) != (column, row) && set[r * self.columns + c]).count()
    }

    fn is_overlapped(&self, column: usize, row: usize, everywhere: bool) -> bool {
        let Some(own) = self.at(column, row) else { return false };
        if matches!(own.group, Group::Target | Group::Prop) {
            return false;
        }
        // The pixel across must be of the same part: a sliver of one pixel stays as it is.
        let around = [
            ((column.wrapping_sub(1), row), (column + 1, row)),
            ((column + 1, row), (column.wrapping_sub(1), row)),
            ((column, row.wrapping_sub(1)), (column, row + 1)),
            ((column, row + 1), (column, row.wrapping_sub(1))),
        ];
        around.into_iter().any(|((c, r), (across, down))| {
            let stays = self.at(across, down).is_some_and(|kept| kept.group == own.group);
            stays
                && self.at(c, r).is_some_and(|other| {
                    let apart = match (own.group == other.group, own.group) {
                        (false, Group::Neck) if other.group == Group::Head => CHIN,
                        (false, _) => APART,
                        // A trunk or a head is one shape, however it folds: lines would shred it.
                        (true, Group::Trunk | Group::Head) => f32::MAX,
                        (true, _) => APART_WITHIN,
                    };
                    !matches!(other.group, Group::Target | Group::Prop)
                        && (everywhere || other.ink.material == own.ink.material)
                        && other.depth - own.depth > apart
                })
        })
    }
}
