//! A face on the grid of a picture with few pixels: eyes, brows, nose and mouth take whole pixels, and
//! whites lie in whole cells, since a cell has no more than two colours.

use super::camera::{Camera, Seen, Window};
use super::face::Features;
use super::ink::{Ink, Material, Shade};
use super::picture::Picture;
use super::solid::LimbGroup;
use crate::model::figure::space::{Vec3, vec3};

/// Pixels of a cell, down, and across where they are half as wide as high.
const CELL: usize = 2;
/// An eye is so wide, in metres.
const EYE: f32 = 0.030;
/// Lips are so wide, in metres.
const LIPS: f32 = 0.036;
/// The farthest look to a side moves the iris to the corner: so far of a whole turn of the eyes.
const CORNER: f32 = 0.35;
/// A look up or down of more than this shows.
const RAISED: f32 = 0.2;
/// A head that is tipped by more than the sine of this has its eyes one by one.
const TIPPED: f32 = 0.22;
/// An eye that looks away from the one who looks by more than this is not seen.
const AWAY: f32 = -0.15;
/// The middle of the head lies so far behind its eyes, in metres.
const BEHIND: f32 = 0.08;
/// What lies so much nearer than an eye, in metres, hides it.
const HIDES: f32 = 0.06;

/// Where an eye is looked for: so many pixels inward, and so many down.
const TRIES: [(f32, f32); 12] = [
    (0.0, 0.0),
    (0.5, 0.0),
    (0.0, 1.0),
    (0.5, 1.0),
    (1.0, 0.0),
    (1.0, 1.0),
    (1.5, 0.0),
    (1.5, 1.0),
    (2.0, 0.5),
    (-0.5, 0.0),
    (-0.5, 1.0),
    (0.0, -1.0),
];

/// A piece of hair with less than this share of the largest one's pixels is no part of a head of hair.
const BEARD: usize = 4;

const DARK: Ink = Ink::near(Material::Dark);
const WHITE: Ink = Ink::near(Material::White);

impl Picture {
    /// Takes away hair that is seen beyond the face, apart from the rest: it would be a beard.
    pub fn shave(&mut self) {
        let is_hair: Vec<bool> =
            self.pixels.iter().map(|it| it.is_some_and(|it| it.ink.material == Material::Hair)).collect();
        let pieces = self.pieces(&is_hair);
        let most = pieces.iter().map(Vec::len).max().unwrap_or_default();
        for index in pieces.into_iter().filter(|it| it.len() * BEARD < most).flatten() {
            if let Some(pixel) = &mut self.pixels[index] {
                pixel.ink = Ink::near(Material::Skin);
            }
        }
    }

    /// Puts a face on the head, where it is seen.
    pub fn draw_face(&mut self, face: &Features, camera: &Camera, window: Window) {
        let is_level = camera.see(face.across).y.abs() < TIPPED && camera.see(face.ahead).z > 0.3;
        if face.is_large && is_level {
            self.draw_large_face(face, camera, window);
        } else {
            self.draw_small_eyes(face, camera, window, is_level);
        }
        if let Some(mouth) = face.mouth.filter(|_| face.is_large || face.has_lips) {
            let half = self.pixels_of(LIPS * camera.see(face.across).x.abs().max(0.4)) / 2;
            self.draw_row(camera, window, mouth, half, Ink::near(Material::Lips));
        }
        if face.is_large {
            self.draw_row(
                camera,
                window,
                face.nose,
                1,
                Ink { material: Material::Skin, shade: Shade::Under },
            );
        }
    }

    /// How many pixels so many metres are across.
    fn pixels_of(&self, metres: f32) -> usize {
        libm::roundf(metres / self.wide) as usize
    }

    /// How many pixels a cell is across: square ones fill it.
    fn across_a_cell(&self) -> usize {
        if self.wide > self.pixel * 0.75 { 1 } else { CELL }
    }

    /// One pixel an eye: two of them, if they lie apart and none is hidden.
    fn draw_small_eyes(&mut self, face: &Features, camera: &Camera, window: Window, is_level: bool) {
        let ink = if face.are_shut { Ink { material: Material::Skin, shade: Shade::Line } } else { DARK };
        let toward =
            |at: usize| camera.see(face.ahead * 2.0 + face.across * if at == 0 { 1.0 } else { -1.0 }).z;
        // From the side both eyes are at the edge of the face, and its middle is behind them.
        let middle = camera.see((face.eyes[0] + face.eyes[1]) * 0.5 - face.ahead * BEHIND);
        let down = camera.see(face.across.cross(face.ahead));
        let mut seen: Vec<(usize, usize, f32)> = (0..2)
            .filter(|&at| toward(at) > AWAY)
            .filter_map(|at| {
                let eye = camera.see(face.eyes[at]);
                let (column, row) = self.on_the_skin(window, eye, middle - eye, down)?;
                Some((column, row, eye.z))
            })
            .collect();
        seen.sort_by(|a, b| b.2.total_cmp(&a.2));
        if let [near, far] = seen[..]
            && near.0.abs_diff(far.0) <= 1
            && near.1.abs_diff(far.1) <= 1
        {
            seen.pop();
        }
        let level = seen.first().map(|it| self.below_the_hair(it.0, it.1)).filter(|_| is_level);
        let mut eyes: Vec<usize> = Vec::new();
        for (column, row, _) in seen {
            let row = level.filter(|&it| self.is_skin(column, it)).unwrap_or(row);
            self.paint(column, row, ink);
            eyes.push(column);
        }
        if let (&[one, other], Some(row)) = (eyes.as_slice(), level) {
            self.draw_bridge(one.min(other)..one.max(other), row);
        }
    }

    /// The row of an eye, or the one below it: right under the hair eyes are a mask, if there is a face left for them.
    fn below_the_hair(&self, column: usize, row: usize) -> usize {
        let is_hair = row > 0 && self.at(column, row - 1).is_some_and(|it| it.ink.material == Material::Hair);
        if is_hair && (1..=2).all(|by| self.is_skin(column, row + by)) { row + 1 } else { row }
    }

    /// Takes hair off the bridge of the nose, between two eyes of a row.
    fn draw_bridge(&mut self, columns: std::ops::Range<usize>, row: usize) {
        for column in columns {
            let at = row * self.columns + column;
            if let Some(pixel) = self.pixels[at].as_mut().filter(|it| it.ink.material == Material::Hair) {
                pixel.ink = Ink::near(Material::Skin);
            }
        }
    }

    /// The pixel of the face nearest to where an eye should be: inward from the edge of a profile, and
    /// down from under the hair, whichever way the head lies. It has the head on all sides, if any has: an
    /// eye at the edge would be a notch in the face.
    fn on_the_skin(&self, window: Window, eye: Seen, inward: Vec3, down: Vec3) -> Option<(usize, usize)> {
        let flat = |it: Vec3, pixels: f32| vec3(it.x, it.y, 0.0).unit() * (self.pixel * pixels);
        let tries: Vec<(usize, usize)> = TRIES
            .iter()
            .filter_map(|&(by, below)| self.place(window, eye + flat(inward, by) + flat(down, below)))
            .filter(|&(column, row)| {
                let is_near = self.at(column, row).is_some_and(|it| it.depth - eye.z < HIDES);
                self.is_skin(column, row) && is_near
            })
            .collect();
        let within = |&(column, row): &(usize, usize)| {
            let beside = self.beside(row * self.columns + column).into_iter().flatten();
            beside.filter(|&it| self.pixels[it].is_some_and(|it| it.group == LimbGroup::Head)).count()
        };
        // A cell that is empty in part has one colour, and that is the skin's.
        let is_whole = |&(column, row): &(usize, usize)| {
            let cell = self.across_a_cell();
            let (left, top) = (column / cell * cell, row / CELL * CELL);
            (0..cell).all(|x| (0..CELL).all(|y| self.at(left + x, top + y).is_some()))
        };
        let best = |whole: bool, least: usize| {
            tries.iter().find(|it| (is_whole(it) || !whole) && within(it) >= least).copied()
        };
        [true, false].into_iter().find_map(|whole| [4, 3, 2].into_iter().find_map(|least| best(whole, least)))
    }

    fn is_skin(&self, column: usize, row: usize) -> bool {
        self.at(column, row)
            .is_some_and(|it| it.group == LimbGroup::Head && it.ink.material == Material::Skin)
    }

    fn paint(&mut self, column: usize, row: usize, ink: Ink) {
        if self.is_skin(column, row)
            && let Some(pixel) = &mut self.pixels[row * self.columns + column]
        {
            pixel.ink = ink;
        }
    }

    /// Both eyes in one row of cells, as wide as each other, with the same look; and their brows.
    fn draw_large_face(&mut self, face: &Features, camera: &Camera, window: Window) {
        let places = face.eyes.map(|it| self.place(window, camera.see(it)));
        let [Some(left), Some(right)] = places else { return };
        let top = (left.1 + right.1) / 2 / CELL * CELL;
        let cell = self.across_a_cell();
        let wide = (self.pixels_of(EYE) / cell * cell).clamp(2 * cell, 4 * CELL);
        let look = camera.see(face.gaze);
        for (column, _) in [left, right] {
            // Fine pixels are put together to cells too.
            let whole = if wide > 2 * CELL { CELL } else { cell };
            let start = (column + 1).saturating_sub(wide.div_ceil(2)) / whole * whole;
            let fits = |&it: &usize| (0..cell).all(|x| (0..CELL).all(|y| self.is_skin(it + x, top + y)));
            let cells: Vec<usize> = (start..start + wide).step_by(cell).filter(fits).collect();
            let (Some(&first), Some(&last)) = (cells.first(), cells.last()) else { continue };
            let columns = first..last + cell;
            if face.are_shut {
                columns.clone().for_each(|it| self.paint(it, top + 1, DARK));
            } else {
                self.draw_eye(columns.clone(), top, look);
            }
            columns.for_each(|it| self.paint(it, top.saturating_sub(CELL), Ink::near(Material::Hair)));
        }
    }

    /// A white with an iris where it looks.
    fn draw_eye(&mut self, columns: std::ops::Range<usize>, top: usize, look: Vec3) {
        let iris = self.across_a_cell().max(columns.len() / 3);
        let room = columns.len().saturating_sub(iris) as f32 / 2.0;
        let by = libm::roundf(room * (1.0 + (look.x / CORNER).clamp(-1.0, 1.0))) as usize;
        let iris = columns.start + by..columns.start + by + iris;
        let rows = match look.y {
            up if up > RAISED => top..top + 1,
            down if down < -RAISED => top + 1..top + CELL,
            _ => top..top + CELL,
        };
        for row in top..top + CELL {
            for column in columns.clone() {
                let is_iris = iris.contains(&column) && rows.contains(&row);
                self.paint(column, row, if is_iris { DARK } else { WHITE });
            }
        }
    }

    /// A row of pixels around a point of the face, so many on each side.
    fn draw_row(&mut self, camera: &Camera, window: Window, at: Vec3, half: usize, ink: Ink) {
        let seen = camera.see(at);
        let Some((column, row)) = self.place(window, seen) else { return };
        let is_near = self.at(column, row).is_some_and(|it| it.depth - seen.z < HIDES);
        if is_near {
            (column.saturating_sub(half)..=column + half).for_each(|it| self.paint(it, row, ink));
        }
    }
}
