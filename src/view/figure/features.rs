//! A face on the grid of a picture with few pixels: eyes, brows, nose and mouth take whole pixels, and
//! whites lie in whole cells, since a cell has no more than two colours.

use std::ops::Range;

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
/// Lips of an open mouth, and of a face that is screwed up.
const OPEN_LIPS: f32 = 0.042;
/// Lips around a tongue that is up: wide, so that the floor of the mouth is seen under it.
const TONGUE_UP: f32 = 0.076;
const PURSED_LIPS: f32 = 0.016;
/// A tongue that is out by a degree reaches so far beyond the lower lip, in metres.
const TONGUE: f32 = 0.0012;
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

/// A face of fewer pixels across has no room for two eyes.
const LEAST_FACE: usize = 4;
/// A head that looks to a side by less than this has both halves of its face alike.
const FRONTAL: f32 = 0.2;
/// A head that looks away by more than this has no mouth.
const MOUTH_AWAY: f32 = -0.2;

const DARK: Ink = Ink::near(Material::Dark);
const LIP: Ink = Ink::near(Material::Lips);
/// An eye that is shut.
const LID: Ink = Ink { material: Material::Skin, shade: Shade::Line };
const LINE: Ink = LID;
const TONGUE_INK: Ink = Ink { material: Material::Lips, shade: Shade::Lit };
const TEETH: Ink = Ink { material: Material::White, shade: Shade::Lit };
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

    /// Takes away hair that stands off the head: a pixel with nothing on either side is a spike.
    pub fn comb(&mut self) {
        for index in 0..self.pixels.len() {
            let is_hair = |it: usize| self.pixels[it].is_some_and(|it| it.ink.material == Material::Hair);
            if !is_hair(index) {
                continue;
            }
            let [left, right, up, down] =
                self.beside(index).map(|it| it.is_some_and(|at| self.pixels[at].is_some()));
            if !left && !right && (up != down) {
                self.pixels[index] = None;
            }
        }
    }

    /// Puts a face on the head, where it is seen.
    pub fn draw_face(&mut self, face: &Features, camera: &Camera, window: Window) {
        let is_level = camera.see(face.across).y.abs() < TIPPED && camera.see(face.ahead).z > 0.3;
        match face.is_large && is_level {
            true => {
                let half = |wide: f32| self.pixels_of(wide * camera.see(face.across).x.abs().max(0.4)) / 2;
                if face.is_open {
                    // One without a tongue to be seen is made of solids.
                    if face.tongue != 0.0 {
                        let wide = if face.tongue < 0.0 { TONGUE_UP } else { OPEN_LIPS };
                        self.draw_open_mouth(face, camera, window, half(wide));
                    }
                } else if face.is_tight {
                    let pursed = half(PURSED_LIPS);
                    for by in [0.0, self.pixel] {
                        self.draw_row(camera, window, face.mouth + Vec3::UP * by, pursed, LIP);
                    }
                } else {
                    let half = half(LIPS);
                    self.draw_row(camera, window, face.mouth, half, LIP);
                }
                self.draw_large_face(face, camera, window);
            }
            false if is_level => self.draw_level_face(face, camera, window),
            false => self.draw_tipped_face(face, camera, window),
        }
        if face.is_large {
            let shade = Ink { material: Material::Skin, shade: Shade::Under };
            self.draw_row(camera, window, face.nose, 1, shade);
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

    /// Which eyes look toward the one who looks: the left one, the right one.
    fn seen_eyes(face: &Features, camera: &Camera) -> [bool; 2] {
        [1.0, -1.0].map(|side| camera.see(face.ahead * 2.0 + face.across * side).z > AWAY)
    }

    /// A small face that is not tipped: one pixel an eye, both in one row and never side by side, and a mouth below.
    fn draw_level_face(&mut self, face: &Features, camera: &Camera, window: Window) {
        let middle = camera.see((face.eyes[0] + face.eyes[1]) * 0.5);
        let Some((column, row)) = self.place(window, middle) else { return };
        let wide = |row: usize| self.skin_around(column, row).filter(|it| it.len() >= LEAST_FACE);
        let rows = [row, row + 1, row.saturating_sub(1), row + 2];
        let Some(row) = rows.into_iter().find(|&it| wide(it).is_some()) else {
            return self.draw_tipped_face(face, camera, window);
        };
        let row = self.below_the_hair(column, row);
        let Some(skin) = wide(row) else { return };
        let half = (camera.see(face.eyes[0]).x - camera.see(face.eyes[1]).x).abs() / (2.0 * self.wide);
        let eyes = match camera.see(face.ahead).x {
            turn if turn.abs() < FRONTAL => alike(&skin, half),
            turn => {
                let at = (middle.x - window.left) / self.wide;
                beside_each_other(&skin, [at - half, at + half], turn > 0.0)
            }
        };
        let seen = Self::seen_eyes(face, camera);
        let eyes = [self.within_a_whole_cell(eyes[0], row, 1), self.within_a_whole_cell(eyes[1], row, -1)];
        let eyes = if eyes[0] + 1 < eyes[1] { eyes } else { [eyes[0].min(eyes[1]); 2] };
        // The left eye of one who faces the camera is at the right.
        let shown = if seen[0] && seen[1] {
            &eyes[..]
        } else if seen[0] {
            &eyes[1..]
        } else {
            &eyes[..1]
        };
        for &eye in shown {
            self.paint(eye, row, if face.are_shut { LID } else { DARK });
        }
        self.draw_bridge(eyes[0]..eyes[1], row);
        let mouth = camera.see(face.mouth);
        let at = match camera.see(face.ahead).x.abs() < FRONTAL {
            true => eyes[0] + eyes[1],
            false => self.place(window, mouth).map_or(eyes[0] + eyes[1], |it| it.0 * 2),
        };
        if let Some(below) = self.mouth_row(window, mouth, at / 2, row) {
            let most = eyes[1] - eyes[0] + 1;
            let lips = self.pixels_of(LIPS * camera.see(face.across).x.abs()).clamp(2, most.max(2));
            // As many pixels as lie around its middle alike.
            let lips = if at % 2 == lips % 2 { if lips < most { lips + 1 } else { lips - 1 } } else { lips };
            let first = (at + 1).saturating_sub(lips) / 2;
            (first..first + lips).for_each(|it| self.paint(it, below, mouth_ink(face)));
        }
    }

    /// The column of an eye, or the next one inward: a cell that is empty in part has one colour, the skin's.
    fn within_a_whole_cell(&self, column: usize, row: usize, inward: isize) -> usize {
        let next = column.saturating_add_signed(inward);
        if !self.is_whole_cell(column, row) && self.is_whole_cell(next, row) { next } else { column }
    }

    /// Whether all of the cell of a pixel shows something.
    fn is_whole_cell(&self, column: usize, row: usize) -> bool {
        let cell = self.across_a_cell();
        let (left, top) = (column / cell * cell, row / CELL * CELL);
        (0..cell).all(|x| (0..CELL).all(|y| self.at(left + x, top + y).is_some()))
    }

    /// The row of a mouth: two below the eyes or more, with a chin below it, if there is room for one.
    fn mouth_row(&self, window: Window, mouth: Seen, column: usize, eyes: usize) -> Option<usize> {
        let row = self.place(window, mouth).map_or(eyes + 2, |it| it.1).clamp(eyes + 2, eyes + 4);
        let is_chin = |row: &usize| self.is_skin(column, *row) && self.is_skin(column, *row + 1);
        let rows = || (eyes + 2..=row).rev();
        let any = || rows().chain([eyes + 1]).find(|&it| self.is_skin(column, it));
        rows().find(is_chin).or_else(any)
    }

    /// The skin of the head in a row, from end to end, around a column or the one beside it.
    fn skin_around(&self, column: usize, row: usize) -> Option<Range<usize>> {
        let from =
            [column, column + 1, column.saturating_sub(1)].into_iter().find(|&it| self.is_skin(it, row))?;
        let left = (0..from).rev().take_while(|&it| self.is_skin(it, row)).last().unwrap_or(from);
        let right = (from..self.columns).take_while(|&it| self.is_skin(it, row)).last().unwrap_or(from);
        Some(left..right + 1)
    }

    /// A small face that is tipped, lies, or is seen from the side: each eye by itself, and a mouth.
    fn draw_tipped_face(&mut self, face: &Features, camera: &Camera, window: Window) {
        // From the side both eyes are at the edge of the face, and its middle is behind them.
        let middle = camera.see((face.eyes[0] + face.eyes[1]) * 0.5 - face.ahead * BEHIND);
        let down = camera.see(face.across.cross(face.ahead));
        let toward = Self::seen_eyes(face, camera);
        let mut seen: Vec<(usize, usize, f32)> = (0..2)
            .filter(|&at| toward[at])
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
        for &(column, row, _) in &seen {
            self.paint(column, row, if face.are_shut { LID } else { DARK });
        }
        if camera.see(face.ahead).z > MOUTH_AWAY {
            let eyes: Vec<(usize, usize)> = seen.into_iter().map(|it| (it.0, it.1)).collect();
            self.draw_tipped_mouth(face, camera, window, &eyes);
        }
    }

    /// A mouth of two pixels along the lips, or of one where they run up and down; far enough from each eye.
    fn draw_tipped_mouth(
        &mut self,
        face: &Features,
        camera: &Camera,
        window: Window,
        eyes: &[(usize, usize)],
    ) {
        let mouth = camera.see(face.mouth);
        let inward = camera.see(face.mouth - face.ahead * BEHIND) - mouth;
        let down = camera.see(face.across.cross(face.ahead));
        let step = vec3(down.x, down.y, 0.0) * self.pixel;
        let (wide, pixel) = (self.wide, self.pixel);
        let is_apart = |&(column, row): &(usize, usize)| {
            eyes.iter().all(|eye| {
                let (x, y) = (column.abs_diff(eye.0) as f32 * wide, row.abs_diff(eye.1) as f32 * pixel);
                libm::hypotf(x, y) > pixel * 0.95
            })
        };
        let places = [0.0, 0.5, 1.0].map(|by| self.on_the_skin(window, mouth + step * by, inward, down));
        let Some((column, row)) = places.into_iter().flatten().find(is_apart) else { return };
        self.paint(column, row, mouth_ink(face));
        let across = camera.see(face.across);
        let lips = if libm::hypotf(across.x, across.y) > 0.5 { across } else { inward };
        if lips.x.abs() > lips.y.abs() {
            let beside = if inward.x > 0.0 { column + 1 } else { column.saturating_sub(1) };
            if is_apart(&(beside, row)) {
                self.paint(beside, row, mouth_ink(face));
            }
        }
    }

    /// The row of an eye, or the one below it: right under the hair eyes are a mask, if there is a face left for them.
    fn below_the_hair(&self, column: usize, row: usize) -> usize {
        let is_hair = row > 0 && self.at(column, row - 1).is_some_and(|it| it.ink.material == Material::Hair);
        if is_hair && (1..=3).all(|by| self.is_skin(column, row + by)) { row + 1 } else { row }
    }

    /// Takes hair off the bridge of the nose, between two eyes of a row.
    fn draw_bridge(&mut self, columns: Range<usize>, row: usize) {
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
        let best = |whole: bool, least: usize| {
            tries.iter().find(|it| (self.is_whole_cell(it.0, it.1) || !whole) && within(it) >= least).copied()
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
            if face.is_tight {
                self.draw_tight_eye(columns, top, column * 2 < left.0 + right.0);
                continue;
            }
            if face.are_shut {
                columns.clone().for_each(|it| self.paint(it, top + 1, DARK));
            } else {
                self.draw_eye(columns.clone(), top, look);
            }
            columns.for_each(|it| self.paint(it, top.saturating_sub(CELL), Ink::near(Material::Hair)));
        }
    }

    /// Lids that are squeezed: a wedge that points to the nose, under a brow that is drawn down to it, and a crease
    /// beside the nose.
    fn draw_tight_eye(&mut self, columns: Range<usize>, top: usize, is_at_the_left: bool) {
        let wide = columns.len();
        let open = wide.div_ceil(2);
        for by in 0..wide {
            let column = if is_at_the_left { columns.start + by } else { columns.end - 1 - by };
            let is_outer = by < open;
            let rows = if is_outer { [top, top + 2] } else { [top + 1; 2] };
            rows.into_iter().for_each(|row| self.paint(column, row, DARK));
            let brow = if is_outer { top.saturating_sub(CELL) } else { top.saturating_sub(1) };
            self.paint(column, brow, Ink::near(Material::Hair));
        }
        let inner = if is_at_the_left { columns.end + 1 } else { columns.start.saturating_sub(2) };
        (top.saturating_sub(1)..top + 1).for_each(|row| self.paint(inner, row, LINE));
    }

    /// An open mouth of so many pixels on each side, in whole cells: lips and teeth, the dark within, and the tongue.
    fn draw_open_mouth(&mut self, face: &Features, camera: &Camera, window: Window, half: usize) {
        let places = face.lips.map(|it| self.place(window, camera.see(it)));
        let [Some((column, top)), Some((_, bottom))] = places else { return };
        let cell = self.across_a_cell();
        let (top, half) = (top / CELL * CELL, (half / cell).max(1));
        let high = (bottom + 1).saturating_sub(top).div_ceil(CELL).max(if face.tongue < 0.0 { 4 } else { 2 });
        let last = high - 1;
        let left = ((column + cell / 2) / cell).saturating_sub(half);
        // The tongue: how wide on each side of the middle in a row of cells, if it is there.
        let out = (face.tongue * TONGUE / self.pixel / CELL as f32).max(0.0);
        let beyond = if face.tongue > 0.0 { (libm::roundf(out) as usize).max(1) } else { 0 };
        let broad = half.div_ceil(2);
        let tongue = |row: usize| match face.tongue {
            tip if tip > 0.0 => {
                (row >= last && row <= last + beyond).then_some(broad.max(half.saturating_sub(1)))
            }
            // It lies on the palate, behind the teeth, and the floor of the mouth is dark under it.
            tip if tip < 0.0 && row == 1 => Some(half.saturating_sub(1).max(1)),
            tip if tip < 0.0 && row > 1 && row <= last / 3 => Some(broad),
            _ => None,
        };
        for row in 0..=last + beyond {
            for at in left..left + 2 * half {
                let middle = if at < left + half { left + half - at } else { at + 1 - left - half };
                let is_corner = half > 1 && middle == half;
                let is_tongue = tongue(row).is_some_and(|it| middle <= it);
                let inks = match row {
                    0 if is_corner => [None, Some(LIP)],
                    // Behind lips that are hardly open no teeth are seen.
                    0 => [Some(LIP), Some(if last > 1 { TEETH } else { DARK })],
                    row if row > last => [is_tongue.then_some(TONGUE_INK); 2],
                    row if row == last && is_tongue && beyond > 0 => [Some(TONGUE_INK); 2],
                    row if row == last && is_tongue => [Some(TONGUE_INK), Some(LIP)],
                    row if row == last && is_corner => [Some(LIP), None],
                    row if row == last && face.tongue < 0.0 => [Some(TEETH), Some(LIP)],
                    row if row == last => [Some(DARK), Some(LIP)],
                    _ if is_tongue => [Some(TONGUE_INK); 2],
                    _ => [Some(DARK); 2],
                };
                for (by, ink) in inks.into_iter().enumerate() {
                    let ink = ink.into_iter().flat_map(|ink| (0..cell).map(move |it| (it, ink)));
                    ink.for_each(|(x, ink)| self.paint(at * cell + x, top + row * CELL + by, ink));
                }
            }
        }
    }

    /// A white with an iris where it looks.
    fn draw_eye(&mut self, columns: Range<usize>, top: usize, look: Vec3) {
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

fn mouth_ink(face: &Features) -> Ink {
    if face.is_open { DARK } else { LIP }
}

/// Two eyes as far from the middle of a face as each other, about so many pixels; with skin at their sides, if there
/// is room for it.
fn alike(skin: &Range<usize>, half: f32) -> [usize; 2] {
    let last = skin.len() - 1;
    let gaps = (2..=last).filter(|gap| (last - gap).is_multiple_of(2));
    let cost = |gap: &usize| {
        let is_at_the_edge = *gap == last;
        (*gap as f32 - half * 2.0).abs() + if is_at_the_edge { 2.0 } else { 0.0 }
    };
    let gap = gaps.min_by(|a, b| cost(a).total_cmp(&cost(b))).unwrap_or(last);
    let left = skin.start + (last - gap) / 2;
    [left, left + gap]
}

/// Two eyes of a face that looks to a side: the farther one not at the edge of the face, and the nearer one not
/// beside it.
fn beside_each_other(skin: &Range<usize>, at: [f32; 2], is_to_the_right: bool) -> [usize; 2] {
    let (low, high) = (skin.start + 1, skin.end.saturating_sub(2).max(skin.start + 1));
    let [left, right] = at.map(|it| (it.max(0.0) as usize).clamp(low, high));
    match is_to_the_right {
        true => [left.min(right.saturating_sub(2)).max(skin.start), right],
        false => [left, right.max(left + 2).min(skin.end - 1)],
    }
}
