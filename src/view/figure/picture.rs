//! Samples to pixels: a vote for each pixel, and what an illustrator does to them afterwards. The
//! lines are in `contour`, the lit muscles in `glow`.

use std::ops::Range;

use super::camera::{Camera, Seen, Window};
use super::ink::{Ink, Material, Shade};
use super::raster::{Grid, Lit, NO_SAMPLE, Projection, Sample, Samples};
use super::solid::{LimbGroup, Solid};

/// What a pixel shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pixel {
    pub ink: Ink,
    pub group: LimbGroup,
    /// Which of the solids it is.
    pub solid: u16,
    /// Whether the solid is one of several that lie side by side, as fingers do.
    pub is_finger: bool,
    pub is_thumb: bool,
    /// Of a hand or a foot.
    pub is_end: bool,
    /// Toward the one who looks, in metres.
    pub depth: f32,
    pub lit: Lit,
}

/// How a line goes with what is drawn where it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DrawnOver {
    /// Wholly before the body or wholly behind it: behind, unless that would hide most of it.
    Most,
    /// Before the body.
    Body,
    /// Behind the body, and on bars of which it is a part.
    Bars,
}

/// Pixels row by row from the top; None shows nothing.
pub struct Picture {
    pub columns: usize,
    pub rows: usize,
    pub pixels: Vec<Option<Pixel>>,
    /// How high a pixel is, in metres.
    pub pixel: f32,
    /// How wide it is.
    pub wide: f32,
    /// Whether the samples of a pixel differ, or some of them show nothing.
    mixed: Vec<bool>,
    samples: Samples,
}

/// No pixel takes more samples than this.
const MOST_SAMPLES: usize = 9;
/// No picture has so many pixels across or down.
const FARTHEST: f32 = 1_000_000.0;
/// The share of a pixel's samples, in hundredths, that must be covered for it to be drawn.
const COVERED: usize = 45;

impl Picture {
    /// Draws solids through a window; with light and shade, where there are colours for them.
    pub fn of(solids: &[Solid], camera: &Camera, window: Window, grid: Grid, is_shaded: bool) -> Picture {
        let samples = Samples::of(solids, &Projection::new(camera, window, grid, is_shaded), grid);
        let (pixels, mixed) = vote(&samples, solids, grid);
        let pixel = window.height() / grid.rows as f32;
        let wide = window.width() / grid.columns as f32;
        Picture { columns: grid.columns, rows: grid.rows, pixels, pixel, wide, mixed, samples }
    }

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
        let ink = move |line: usize, at: usize| {
            let sample = &self.samples.all[line * self.samples.across + at];
            // A muscle was cleaned as pixels, and has the pixels that it has.
            let pixel = self.at(at / across, line / down).filter(|it| it.group != LimbGroup::Prop);
            let lit = pixel.map(|it| it.ink).filter(|it| it.material == Material::Target);
            (!sample.is_nothing()).then(|| lit.unwrap_or(sample.ink))
        };
        is_mixed.then(|| lines.flat_map(move |line| (left..right).map(move |at| ink(line, at))))
    }

    /// The pixel in which a point is; none far outside of the picture, as where its window is next to nothing.
    pub fn place(&self, window: Window, seen: Seen) -> Option<(usize, usize)> {
        let column = (seen.x - window.left) / window.width() * self.columns as f32;
        let row = (window.high - seen.y) / window.height() * self.rows as f32;
        let is_near = |it: f32| (0.0..FARTHEST).contains(&it);
        (is_near(column) && is_near(row)).then_some((column as usize, row as usize))
    }

    /// Draws a line of points, so many pixels thick on each side.
    pub fn draw_way(
        &mut self,
        window: Window,
        dots: impl Iterator<Item = Seen>,
        around: usize,
        over: DrawnOver,
    ) {
        let near = |at: usize, end: usize| at.saturating_sub(around)..(at + around + 1).min(end);
        let mut line: Vec<usize> = Vec::new();
        for (column, row) in dots.filter_map(|dot| self.place(window, dot)) {
            let across = near(column, self.columns);
            line.extend(
                near(row, self.rows)
                    .flat_map(|row| across.clone().map(move |it| (row, it)))
                    .map(|(row, it)| row * self.columns + it),
            );
        }
        line.sort_unstable();
        line.dedup();
        let is_body = |index: &usize| self.pixels[*index].is_some_and(|it| it.group != LimbGroup::Prop);
        let is_before = match over {
            DrawnOver::Most => line.iter().filter(|it| is_body(it)).count() * 2 > line.len(),
            DrawnOver::Body => true,
            DrawnOver::Bars => false,
        };
        line.retain(|it| is_before || !is_body(it));
        for index in line {
            let (depth, group) = self.pixels[index].map_or((0.0, LimbGroup::Prop), |it| (it.depth, it.group));
            // Before something that is drawn it is brighter, so that it stands out.
            let is_brighter = self.pixels[index].is_some() && over != DrawnOver::Bars;
            let shade = if is_brighter { Shade::Lit } else { Shade::Near };
            self.pixels[index] = Some(Pixel {
                ink: Ink { material: Material::Way, shade },
                group,
                solid: u16::MAX,
                is_finger: false,
                is_thumb: false,
                is_end: false,
                depth,
                lit: Lit::No,
            });
        }
    }

    /// Draws the bars of a frame between two opposite corners, so thick in metres, before all else: in whole cells, so
    /// that each is as thick as the one across from it.
    pub fn draw_frame(&mut self, window: Window, [low, high]: [Seen; 2], thick: f32) {
        let (Some((left, bottom)), Some((right, top))) = (self.place(window, low), self.place(window, high))
        else {
            return;
        };
        let cell = if self.wide > self.pixel * 0.75 { 1 } else { 2 };
        let down = (libm::roundf(thick / self.pixel) as usize).max(1);
        let across = (libm::roundf(thick / self.wide) as usize).max(1).next_multiple_of(cell);
        let (left, right) = (left / cell * cell, right / cell * cell + cell);
        for row in top..(bottom + 1).min(self.rows) {
            for column in left..right.min(self.columns) {
                let is_within = row >= top + down && row + down <= bottom;
                if is_within && column >= left + across && column + across < right {
                    continue;
                }
                let index = row * self.columns + column;
                self.pixels[index] = Some(Pixel {
                    ink: Ink::near(Material::Prop),
                    group: LimbGroup::Prop,
                    solid: u16::MAX,
                    is_finger: false,
                    is_thumb: false,
                    is_end: false,
                    depth: f32::MAX,
                    lit: Lit::No,
                });
                for row in (row / 2 * 2..row / 2 * 2 + 2).filter(|it| *it < self.rows) {
                    for column in (column / 2 * 2..column / 2 * 2 + 2).filter(|it| *it < self.columns) {
                        self.mixed[row * self.columns + column] = false;
                    }
                }
            }
        }
    }

    /// Takes away what is alone: a pixel that nothing like it is beside, a tip that hangs on the corner
    /// of one other pixel, a gap of one pixel within the body.
    pub fn drop_orphans(&mut self) {
        let before = self.pixels.clone();
        for index in 0..before.len() {
            // Most pixels have company, or lie in the open: that is seen at a glance.
            let beside = self.beside(index).map(|it| it.and_then(|it| before[it]));
            let is_common = match before[index] {
                // A pixel of cloth that sticks out of a chest or a hip is a thorn.
                Some(own) if is_cloth(own) && beside.iter().flatten().count() < 2 => {
                    self.pixels[index] = None;
                    continue;
                }
                Some(own) => beside.iter().flatten().filter(|it| it.ink == own.ink).count() > 1,
                None => beside.iter().any(Option::is_none),
            };
            if !is_common {
                let around: Vec<Pixel> = self.around(index).filter_map(|it| before[it]).collect();
                self.pixels[index] = in_company(before[index], &around);
            }
        }
    }

    /// The pixels to the left, to the right, above and below, where there are any.
    pub fn beside(&self, index: usize) -> [Option<usize>; 4] {
        let column = index % self.columns;
        [
            (column > 0).then(|| index - 1),
            (column + 1 < self.columns).then_some(index + 1),
            index.checked_sub(self.columns),
            (index + self.columns < self.pixels.len()).then_some(index + self.columns),
        ]
    }

    /// The pixels that are set, by what hangs together.
    pub fn pieces(&self, set: &[bool]) -> Vec<Vec<usize>> {
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
    pub fn around(&self, index: usize) -> impl Iterator<Item = usize> + use<> {
        let (column, row, across) = (index % self.columns, index / self.columns, self.columns);
        let rows = row.saturating_sub(1)..(row + 2).min(self.rows);
        let columns = column.saturating_sub(1)..(column + 2).min(self.columns);
        let near = rows.flat_map(move |r| columns.clone().map(move |c| r * across + c));
        near.filter(move |&at| at != index)
    }
}

fn is_cloth(pixel: Pixel) -> bool {
    matches!(pixel.ink.material, Material::Shirt | Material::Trousers)
}

/// What a pixel shows among those around it that show something.
fn in_company(pixel: Option<Pixel>, around: &[Pixel]) -> Option<Pixel> {
    match pixel {
        Some(_) if around.len() <= 1 => None,
        Some(own) if own.ink.material != Material::Dark && around.len() > 4 => {
            let is_alone = around.iter().all(|it| it.ink != own.ink);
            let kin = around.iter().filter(|it| it.group == own.group).map(|it| it.ink);
            let ink = if is_alone {
                most_common(kin).or_else(|| most_common(around.iter().map(|it| it.ink)))
            } else {
                None
            };
            Some(Pixel { ink: ink.unwrap_or(own.ink), ..own })
        }
        Some(own) => Some(own),
        None if around.len() == 8 => {
            let ink = most_common(around.iter().map(|it| it.ink));
            around.iter().find(|it| Some(it.ink) == ink).copied()
        }
        None => None,
    }
}

/// The ink that comes most often; of two, the one that comes first.
fn most_common(inks: impl Iterator<Item = Ink>) -> Option<Ink> {
    let mut counts: Vec<(Ink, usize)> = Vec::with_capacity(8);
    for ink in inks {
        match counts.iter_mut().find(|it| it.0 == ink) {
            Some((_, count)) => *count += 1,
            None => counts.push((ink, 1)),
        }
    }
    let most = counts.iter().map(|it| it.1).max()?;
    counts.into_iter().find(|it| it.1 == most).map(|it| it.0)
}

/// Each pixel takes the ink that most of its samples have, if enough of it is covered.
fn vote(samples: &Samples, solids: &[Solid], grid: Grid) -> (Vec<Option<Pixel>>, Vec<bool>) {
    let mut mixed = vec![false; grid.columns * grid.rows];
    let mut pixels = Vec::with_capacity(grid.columns * grid.rows);
    let total = grid.samples_across * grid.samples_down;
    for row in 0..grid.rows {
        let lines = row * grid.samples_down..(row + 1) * grid.samples_down;
        let spans = samples.drawn[lines.clone()].iter();
        let (from, to) = spans.fold((samples.across, 0), |all, it| (all.0.min(it.0), all.1.max(it.1)));
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
                for sample in &samples.all[line * samples.across + left..line * samples.across + right] {
                    if !sample.is_nothing() && count < MOST_SAMPLES {
                        voters[count] = sample;
                        is_mixed |= voters[0].ink != sample.ink || voters[0].lit != sample.lit;
                        count += 1;
                    }
                }
            }
            mixed[row * grid.columns + column] = is_mixed || 0 < count && count < total;
            let is_covered = |count: usize| count * 100 >= total * COVERED;
            pixels.push(match is_covered(count) {
                false => None,
                true if is_mixed => {
                    // A strip of floor or mat too thin to be seen is not seen under feet alone.
                    let voters = &mut voters[..count];
                    let is_body = |it: &&Sample| {
                        solids.get(usize::from(it.solid)).is_some_and(|it| it.group != LimbGroup::Prop)
                    };
                    voters.sort_by_key(|it| !is_body(it));
                    let bodies = voters.iter().take_while(|it| is_body(it)).count();
                    let counted = if is_covered(count - bodies) || bodies == 0 { count } else { bodies };
                    winner(&voters[..counted], solids)
                }
                true => Some(shown(voters[0], solids)),
            });
        }
    }
    (pixels, mixed)
}

fn shown(sample: &Sample, solids: &[Solid]) -> Pixel {
    let of = solids.get(usize::from(sample.solid));
    let group = of.map_or(LimbGroup::Prop, |solid| solid.group);
    let [is_finger, is_thumb, is_end] =
        of.map_or([false; 3], |solid| [solid.is_finger, solid.is_thumb, solid.is_end]);
    let (ink, solid, depth, lit) = (sample.ink, sample.solid, sample.depth, sample.lit);
    Pixel { ink, group, solid, is_finger, is_thumb, is_end, depth, lit }
}

/// The material that most samples have, and of it the shade that most have; a tie goes to the more
/// important material. It is lit if most of them are.
fn winner(samples: &[&Sample], solids: &[Solid]) -> Option<Pixel> {
    let count = |is: &dyn Fn(&Sample) -> bool| samples.iter().filter(|it| is(it)).count();
    let mut best: Option<(usize, &Sample)> = None;
    for sample in samples {
        let alike = count(&|it| {
            it.ink.material == sample.ink.material
                && (it.ink.shade == Shade::Far) == (sample.ink.shade == Shade::Far)
        });
        let same = count(&|it| it.ink == sample.ink);
        let weight = (alike * 8 + sample.ink.material.weight()) * 16 + same;
        if best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, sample));
        }
    }
    let lit =
        [Lit::Here, Lit::Behind].into_iter().find(|lit| count(&|it| it.lit == *lit) * 2 >= samples.len());
    best.map(|(_, sample)| Pixel { lit: lit.unwrap_or(Lit::No), ..shown(sample, solids) })
}
