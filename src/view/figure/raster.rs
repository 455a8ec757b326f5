//! Solids to pixels: a depth buffer of samples, a vote for each pixel, lines where parts overlap.

use std::ops::Range;

use super::camera::{Camera, Seen, Window};
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
    /// Whether the samples of a pixel differ, or some of them show nothing.
    mixed: Vec<bool>,
    samples: Samples,
}

/// A part this far behind its neighbour, in metres, is truly apart from it and gets a line.
const APART: f32 = 0.045;
/// Two parts of one limb need more: a thigh and its shin, folded.
const APART_WITHIN: f32 = 0.085;
/// A bare arm has no colour to tell it from other skin, so there every step gets a line. Nothing
/// nearer than this ever does.
const APART_BARE: f32 = 0.006;
/// A line of fewer pixels is a stain; in a picture of many rows it takes more of them.
const LEAST_LINE: usize = 4;
const ROWS_A_PIXEL_OF_LINE: usize = 7;
/// A lit scrap of so few pixels, apart from a patch of many, is a stain too.
const SCRAP: usize = 3;
/// A chin stands this little before its neck, and needs a line none the less.
const CHIN: f32 = 0.015;
/// A hatch is a pixel wide, or as many as so many rows go into a picture of many.
const ROWS_A_HATCH: usize = 60;
/// Below this share of its samples a lit patch counts as hidden, and is drawn over what hides it.
const LIT: f32 = 0.30;

#[derive(Clone, Copy)]
struct Sample {
    depth: f32,
    solid: u16,
    ink: Ink,
}

/// No pixel takes more samples than this.
const MOST_SAMPLES: usize = 9;
const NOTHING: u16 = u16::MAX;
const NO_SAMPLE: Sample = Sample { depth: f32::MIN, solid: NOTHING, ink: Ink::near(Material::Prop) };

struct Samples {
    across: usize,
    down: usize,
    all: Vec<Sample>,
    /// From where to where each row was drawn on: what lies outside is empty.
    drawn: Vec<(usize, usize)>,
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
    let mut samples =
        Samples { across, down, all: vec![NO_SAMPLE; across * down], drawn: vec![(across, 0); down] };
    let scale = vec3(across as f32 / window.width(), down as f32 / window.height(), 1.0);
    let project = |p: Vec3| {
        let seen = camera.see(p);
        vec3((seen.x - window.left) * scale.x, (window.high - seen.y) * scale.y, seen.z)
    };
    for (index, solid) in solids.iter().enumerate() {
        samples.draw(solid, index as u16, &project, solid.nearer);
    }
    let hidden = samples.hidden(solids, &project);
    let patches = solids.iter().enumerate().filter(|(_, it)| it.group == Group::Target);
    for (index, solid) in patches.filter(|(_, it)| hidden.get(it.muscle) == Some(&true)) {
        samples.draw_over_body(solid, index as u16, &project, solids, grid);
    }
    let (pixels, mixed) = samples.vote(solids, grid);
    let mut picture = Picture { columns: grid.columns, rows: grid.rows, pixels, mixed, samples };
    picture.drop_scraps();
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
        for_each_face(solid, project, |face, ink| {
            self.fill(face, |_, sample, depth| {
                let depth = depth + nearer;
                if depth > sample.depth {
                    *sample = Sample { depth, solid: index, ink };
                }
            });
        });
    }

    /// Draws a hidden patch where there is body, leaving the body's own depth: hatched, as what lies
    /// behind is drawn, so that it is not taken for the muscle in front.
    fn draw_over_body(
        &mut self,
        solid: &Solid,
        index: u16,
        project: &impl Fn(Vec3) -> Vec3,
        solids: &[Solid],
        grid: Grid,
    ) {
        let across = self.across;
        let wide = (grid.rows / ROWS_A_HATCH).max(1);
        let is_drawn = |at: usize| {
            let (column, row) = (at % across / grid.samples_across, at / across / grid.samples_down);
            ((column + row) / wide).is_multiple_of(2)
        };
        for_each_face(solid, project, |face, ink| {
            self.fill(face, |at, sample, _| {
                let over = solids.get(sample.solid as usize).map(|s| s.group);
                if is_drawn(at) && over.is_some_and(|it| it != Group::Prop && it != Group::Target) {
                    *sample = Sample { solid: index, ink, ..*sample };
                }
            });
        });
    }

    /// Of each stretched muscle: whether most of it lies behind something of the body.
    fn hidden(&mut self, solids: &[Solid], project: &impl Fn(Vec3) -> Vec3) -> Vec<bool> {
        let patches = || solids.iter().filter(|solid| solid.group == Group::Target);
        let muscles = patches().map(|it| it.muscle + 1).max().unwrap_or_default();
        let mut seen = vec![(0, 0); muscles];
        for patch in patches() {
            let (seen, all) = &mut seen[patch.muscle];
            for_each_face(patch, project, |face, _| {
                self.fill(face, |_, sample, _| match solids.get(sample.solid as usize) {
                    Some(it) if it.group == Group::Target && it.muscle == patch.muscle => {
                        (*seen, *all) = (*seen + 1, *all + 1);
                    }
                    Some(it) if it.group != Group::Prop => *all += 1,
                    Some(_) | None => {}
                });
            });
        }
        seen.into_iter().map(|(seen, all)| (seen as f32) < all as f32 * LIT).collect()
    }

    /// Calls `paint` with the index and the depth for each sample inside a face.
    fn fill(&mut self, face: &Face, mut paint: impl FnMut(usize, &mut Sample, f32)) {
        let [a, b, c, d] = face.corners;
        let top = least(least(a.y, b.y), least(c.y, d.y));
        let bottom = most(most(a.y, b.y), most(c.y, d.y));
        let rows = whole(top - 0.5)..whole(bottom - 0.5).min(self.down);
        if rows.is_empty() || face.area.abs() < 1e-9 {
            return;
        }
        let plane = face.plane();
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
            let mut depth = plane.z + (from as f32 + 0.5) * plane.x + y * plane.y;
            for (at, sample) in samples.iter_mut().enumerate() {
                paint(line + from + at, sample, most(least(depth, nearest), farthest));
                depth += plane.x;
            }
        }
    }

    /// Each pixel takes the ink that most of its samples have, if enough of it is covered.
    fn vote(&self, solids: &[Solid], grid: Grid) -> (Vec<Option<Pixel>>, Vec<bool>) {
        let mut mixed = vec![false; grid.columns * grid.rows];
        let mut pixels = Vec::with_capacity(grid.columns * grid.rows);
        let total = grid.samples_across * grid.samples_down;
        for row in 0..grid.rows {
            let lines = row * grid.samples_down..(row + 1) * grid.samples_down;
            let spans = self.drawn[lines.clone()].iter();
            let (from, to) = spans.fold((self.across, 0), |all, it| (all.0.min(it.0), all.1.max(it.1)));
            for column in 0..grid.columns {
                let left = column * grid.samples_across;
                let right = left + grid.samples_across;
                if right <= from || to <= left {
                    pixels.push(None);
                    continue;
                }
                let mut voters = [&NO_SAMPLE; MOST_SAMPLES];
                let (mut count, mut is_mixed) = (0, false);
                for line in lines.clone() {
                    for sample in &self.all[line * self.across + left..line * self.across + right] {
                        if sample.solid != NOTHING && count < MOST_SAMPLES {
                            voters[count] = sample;
                            is_mixed |= voters[0].ink != sample.ink;
                            count += 1;
                        }
                    }
                }
                mixed[row * grid.columns + column] = is_mixed || 0 < count && count < total;
                let is_covered = count * 100 >= total * 45;
                pixels.push(match is_covered {
                    false => None,
                    true if is_mixed => winner(&voters[..count], solids),
                    true => Some(shown(voters[0], solids)),
                });
            }
        }
        (pixels, mixed)
    }
}

fn shown(sample: &Sample, solids: &[Solid]) -> Pixel {
    let group = solids.get(sample.solid as usize).map_or(Group::Prop, |solid| solid.group);
    Pixel { ink: sample.ink, group, depth: sample.depth }
}

/// The ink that most samples have; a tie goes to the more important material.
fn winner(samples: &[&Sample], solids: &[Solid]) -> Option<Pixel> {
    let mut best: Option<(usize, &Sample)> = None;
    for sample in samples {
        let same = samples.iter().filter(|s| s.ink == sample.ink).count();
        let weight = same * 8 + sample.ink.material as usize;
        if best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, sample));
        }
    }
    best.map(|(_, sample)| shown(sample, solids))
}

/// The first whole number that is not below `x`, and not below 0.
fn whole(x: f32) -> usize {
    // A picture is far smaller than an i32 counts, and its conversion is the cheap one.
    let cut = x as i32;
    let up = if (cut as f32) < x { cut.saturating_add(1) } else { cut };
    up.max(0) as usize
}

/// The smaller one. What is no number is nobody's, so the comparison alone is enough.
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

/// Four corners of a solid's skin between two rings, projected.
struct Face {
    corners: [Vec3; 4],
    /// Twice its area in the picture, positive or negative by the way it turns.
    area: f32,
}

impl Face {
    fn new(corners: [Vec3; 4]) -> Face {
        let [a, b, c, d] = corners;
        let area = (c.x - a.x) * (d.y - b.y) - (c.y - a.y) * (d.x - b.x);
        Face { corners, area }
    }

    /// Depth as a plane: how much it grows to the right, down, and its value at the upper left.
    fn plane(&self) -> Vec3 {
        let [a, b, c, d] = self.corners;
        let (one, other) = (c - a, d - b);
        let right = (one.z * other.y - other.z * one.y) / self.area;
        let down = (other.z * one.x - one.z * other.x) / self.area;
        let middle = (a + b + c + d) * 0.25;
        vec3(right, down, middle.z - middle.x * right - middle.y * down)
    }
}

/// The front sides of a solid's skin.
fn for_each_face(solid: &Solid, project: &impl Fn(Vec3) -> Vec3, mut draw: impl FnMut(&Face, Ink)) {
    const MOST: usize = 16;
    let n = solid.corners.min(MOST);
    let around = circle(n);
    let corners = |ring: &Ring| {
        let mut points = [Vec3::ZERO; MOST];
        let middle = project(ring.at);
        let wide = project(ring.at + ring.wide) - middle;
        let deep = project(ring.at + ring.deep) - middle;
        for (point, (sin, cos)) in points.iter_mut().zip(around) {
            *point = middle + wide * *cos + deep * *sin;
        }
        points
    };
    let Some((first, _)) = solid.rings.first() else {
        return;
    };
    let mut last = corners(first);
    for pair in solid.rings.windows(2) {
        let [(before, _), (ring, ink)] = pair else {
            continue;
        };
        let next = corners(ring);
        let front = front_sign(before, ring);
        for i in 0..n {
            let j = if i + 1 == n { 0 } else { i + 1 };
            let face = Face::new([last[i], next[i], next[j], last[j]]);
            if face.area * front >= 0.0 {
                draw(&face, *ink);
            }
        }
        last = next;
    }
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

impl Picture {
    pub fn at(&self, column: usize, row: usize) -> Option<Pixel> {
        (column < self.columns && row < self.rows).then(|| self.pixels[row * self.columns + column])?
    }

    /// The inks of the samples in a block of pixels, row by row; none if they say no more than the
    /// pixels do.
    pub fn samples(
        &self,
        columns: Range<usize>,
        rows: Range<usize>,
    ) -> Option<impl Iterator<Item = Option<Ink>>> {
        let mut pixels = rows.clone().flat_map(|row| columns.clone().map(move |it| row * self.columns + it));
        let is_mixed = pixels.any(|it| self.mixed[it]);
        let (across, down) = (self.samples.across / self.columns, self.samples.down / self.rows);
        let (left, right) = (columns.start * across, columns.end * across);
        let lines = rows.start * down..rows.end * down;
        let of_line = move |line| &self.samples.all[line * self.samples.across..][left..right];
        let ink = |sample: &Sample| (sample.solid != NOTHING).then_some(sample.ink);
        is_mixed.then(|| lines.flat_map(of_line).map(ink))
    }

    /// Sets one pixel of the head, unless something lies nearer than this depth.
    ///
    /// At the edge of the head it moves inward by one, as it would bite a hole into a profile; from
    /// the rim of the hair it moves down to the skin.
    fn mark(&mut self, column: usize, row: usize, depth: f32, ink: Ink) {
        let is_head = |column| self.at(column, row).is_some_and(|it| it.group == Group::Head);
        let column = match (is_head(column.wrapping_sub(1)), is_head(column + 1)) {
            (true, false) => column - 1,
            (false, true) => column + 1,
            (true, true) => column,
            (false, false) => return,
        };
        let seen =
            |row| self.at(column, row).filter(|it| it.group == Group::Head && it.depth - depth < 0.045);
        let made_of = |row| seen(row).map(|it| it.ink.material);
        let row = if made_of(row) == Some(Material::Hair) && ink.material != Material::Hair {
            row + 1
        } else {
            row
        };
        if matches!(made_of(row), Some(Material::Skin | Material::White))
            && let Some(pixel) = &mut self.pixels[row * self.columns + column]
        {
            pixel.ink = ink;
        }
    }

    /// Sets the pixels so far around a point, unless something lies nearer: dark before the body, else
    /// as a thing.
    pub fn dot(&mut self, window: Window, seen: Seen, around: usize) {
        let column = (seen.x - window.left) / window.width() * self.columns as f32;
        let row = (window.high - seen.y) / window.height() * self.rows as f32;
        if column < 0.0 || row < 0.0 {
            return;
        }
        let near =
            |at: f32, end: usize| (at as usize).saturating_sub(around)..(at as usize + around + 1).min(end);
        for row in near(row, self.rows) {
            for column in near(column, self.columns) {
                let pixel = &mut self.pixels[row * self.columns + column];
                let thing = Pixel { ink: Ink::near(Material::Prop), group: Group::Prop, depth: seen.z };
                *pixel = Some(match *pixel {
                    Some(before) if before.depth > seen.z => before,
                    Some(before) if before.group != Group::Prop => {
                        Pixel { ink: Ink::near(Material::Dark), ..before }
                    }
                    Some(_) | None => thing,
                });
            }
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
        let least = LEAST_LINE.max(self.rows / ROWS_A_PIXEL_OF_LINE);
        let mut pieces = self.pieces(&darker);
        // Where there are no colours, fingers that are spread are no blot: they are all that is seen.
        pieces.retain(|piece| piece.len() >= least && (everywhere || self.is_thin(piece)));
        for line in pieces {
            for index in line {
                if let Some(pixel) = &mut self.pixels[index] {
                    // A line under the chin would look like a mouth: the neck lies in the shade.
                    let under = pixel.group == Group::Neck;
                    pixel.ink.shade = if under { Shade::Far } else { Shade::Line };
                }
            }
        }
    }

    /// Whether pixels that hang together are a line, and no blot.
    fn is_thin(&self, piece: &[usize]) -> bool {
        let across = |index: &usize| index % self.columns;
        let down = |index: &usize| index / self.columns;
        let extent = |along: &dyn Fn(&usize) -> usize| {
            let ends = piece.iter().map(along).min().zip(piece.iter().map(along).max());
            ends.map_or(0, |(first, last)| last - first + 1)
        };
        // A pixel is twice as high as it is wide, so a line that lies has twice as many.
        piece.len() * 2 <= extent(&across).max(extent(&down) * 2) * 3
    }

    /// Takes away what is left over of a lit patch: a few pixels, apart from many.
    fn drop_scraps(&mut self) {
        let is_lit = |pixel: &Option<Pixel>| pixel.is_some_and(|it| it.group == Group::Target);
        let lit: Vec<bool> = self.pixels.iter().map(is_lit).collect();
        let pieces = self.pieces(&lit);
        let most = pieces.iter().map(Vec::len).max().unwrap_or(0);
        for piece in pieces.iter().filter(|it| it.len() <= SCRAP && it.len() * 4 <= most) {
            let around = piece.iter().flat_map(|&index| self.around(index));
            let body = around.filter_map(|at| self.pixels[at]).find(|it| it.group != Group::Target);
            piece.iter().for_each(|&index| self.pixels[index] = body);
        }
    }

    /// The pixels that are set, by what hangs together.
    fn pieces(&self, set: &[bool]) -> Vec<Vec<usize>> {
        let mut left = set.to_vec();
        let mut pieces = Vec::new();
        for start in 0..left.len() {
            if !std::mem::take(&mut left[start]) {
                continue;
            }
            let mut piece = vec![start];
            let mut next = 0;
            while let Some(&index) = piece.get(next) {
                next += 1;
                piece.extend(self.around(index).filter(|&at| std::mem::take(&mut left[at])));
            }
            pieces.push(piece);
        }
        pieces
    }

    /// The pixels around one, up to eight.
    fn around(&self, index: usize) -> impl Iterator<Item = usize> + use<> {
        let (column, row, across) = (index % self.columns, index / self.columns, self.columns);
        let rows = row.saturating_sub(1)..(row + 2).min(self.rows);
        let columns = column.saturating_sub(1)..(column + 2).min(self.columns);
        let near = rows.flat_map(move |r| columns.clone().map(move |c| r * across + c));
        near.filter(move |&at| at != index)
    }

    fn is_overlapped(&self, column: usize, row: usize, everywhere: bool) -> bool {
        let Some(own) = self.at(column, row) else {
            return false;
        };
        if matches!(own.group, Group::Target | Group::Prop) {
            return false;
        }
        let around = [
            ((column.wrapping_sub(1), row), (column + 1, row)),
            ((column + 1, row), (column.wrapping_sub(1), row)),
            ((column, row.wrapping_sub(1)), (column, row + 1)),
            ((column, row + 1), (column, row.wrapping_sub(1))),
        ];
        around.into_iter().any(|((c, r), (across, down))| {
            // Most neighbours lie as far away, and are asked nothing more.
            let Some(other) = self.at(c, r).filter(|other| other.depth - own.depth > APART_BARE) else {
                return false;
            };
            let bare = |pixel: Pixel| pixel.ink.material == Material::Skin;
            let crosses = |limb: Pixel| matches!(limb.group, Group::ArmLeft | Group::ArmRight);
            let apart = match (own.group == other.group, own.group) {
                (false, _) if bare(own) && bare(other) && (crosses(own) || crosses(other)) => APART_BARE,
                (false, Group::Neck) if other.group == Group::Head => CHIN,
                (false, _) => APART,
                // A trunk or a head is one shape, however it folds: lines would shred it.
                (true, Group::Trunk | Group::Head) => f32::MAX,
                (true, _) => APART_WITHIN,
            };
            // The pixel across must be of the same part: a sliver of one pixel stays as it is.
            other.depth - own.depth > apart
                && !matches!(other.group, Group::Target | Group::Prop)
                && (everywhere || other.ink.material == own.ink.material)
                && self.at(across, down).is_some_and(|kept| kept.group == own.group)
        })
    }
}
