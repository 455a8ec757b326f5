//! Pixels to terminal cells, by the marker that the terminal can show.

use super::ink::{Ink, Material, Shade};
use super::palette::{Glow, Palette};
use super::raster::{Grid, Picture, Pixel};
use super::solid::Group;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

/// The signs that a picture is put together from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// Four pixels a cell in two colours: the default.
    Quadrant,
    /// Two pixels a cell in two colours: the Linux console.
    Half,
    /// Eight dots a cell, outlines with the target filled: where there is no colour.
    Braille,
}

impl Marker {
    /// All of them.
    pub const ALL: [Marker; 3] = [Marker::Quadrant, Marker::Half, Marker::Braille];

    /// Pixels across and down in a cell.
    pub fn pixels(self) -> (usize, usize) {
        match self {
            Marker::Quadrant => (2, 2),
            Marker::Half => (1, 2),
            Marker::Braille => (2, 4),
        }
    }

    /// Square samples: a cell is twice as high as it is wide.
    pub(super) fn grid(self, area: Rect) -> Grid {
        let (across, down) = self.pixels();
        let (samples_across, samples_down) = match self {
            Marker::Quadrant => (2, 4),
            Marker::Half | Marker::Braille => (3, 3),
        };
        Grid {
            columns: area.width as usize * across,
            rows: area.height as usize * down,
            samples_across,
            samples_down,
        }
    }
}

/// Quadrant blocks by bits: upper left 1, upper right 2, lower left 4, lower right 8.
pub const QUADRANTS: [char; 16] =
    [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

/// Draws the picture into the area, cell by cell. Cells that show nothing are left as they are.
pub fn draw(
    picture: &Picture,
    marker: Marker,
    palette: Palette,
    glow: Glow,
    area: Rect,
    buffer: &mut Buffer,
) {
    for y in 0..area.height {
        for x in 0..area.width {
            let Some(cell) = buffer.cell_mut((area.x + x, area.y + y)) else {
                continue;
            };
            let colour = |ink: Ink| palette.colour(ink, glow);
            let sign = match marker {
                Marker::Braille => dots(picture, x as usize, y as usize),
                Marker::Quadrant | Marker::Half => blocks(picture, marker, palette, x as usize, y as usize),
            };
            let sign = if palette == Palette::Mono { sign.map(silhouette) } else { sign };
            if let Some((sign, front, behind)) = sign {
                cell.set_char(sign);
                let style = Style::reset().fg(colour(front)).bg(behind.map_or(Color::Reset, colour));
                cell.set_style(style);
            }
        }
    }
}

type Sign = Option<(char, Ink, Option<Ink>)>;

/// Without colour a cell of two inks is simply full.
fn silhouette((sign, front, behind): (char, Ink, Option<Ink>)) -> (char, Ink, Option<Ink>) {
    if behind.is_some() { ('█', front, None) } else { (sign, front, None) }
}

/// Without colour, what must be told from the body is left out of it.
fn is_cut_out(ink: Ink) -> bool {
    ink.shade == Shade::Line || matches!(ink.material, Material::Target | Material::Dark)
}

/// The best two colours for a cell of two or four pixels.
fn blocks(picture: &Picture, marker: Marker, palette: Palette, x: usize, y: usize) -> Sign {
    let (across, down) = marker.pixels();
    let mut inks: [Option<Ink>; 4] = [None; 4];
    for (i, ink) in inks.iter_mut().enumerate() {
        let column = if across == 2 { x * 2 + i % 2 } else { x };
        *ink = picture.at(column, y * down + i / 2).map(|pixel| pixel.ink);
        if palette == Palette::Mono && ink.is_some_and(is_cut_out) {
            *ink = None;
        }
    }
    if inks == [None; 4] {
        return None;
    }
    // Most cells are of one ink.
    if let [Some(ink), ..] = inks
        && inks == [Some(ink); 4]
    {
        return Some((QUADRANTS[15], ink, None));
    }
    let (front, behind) = two_inks(&inks)?;
    let mut bits = 0;
    for (i, ink) in inks.iter().enumerate() {
        let is_front = match (ink, behind) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(ink), Some(behind)) => {
                let (near, far) = (nearness(*ink, front), nearness(*ink, behind));
                near > far || near == far && !is_speck(front)
            }
        };
        bits |= usize::from(is_front) << i;
    }
    Some((QUADRANTS[bits], front, behind))
}

/// The ink in front, and the one behind if no pixel of the cell is empty.
fn two_inks(inks: &[Option<Ink>; 4]) -> Option<(Ink, Option<Ink>)> {
    let full = inks.iter().all(Option::is_some);
    let weight = |ink: Ink| -> usize {
        let count = inks.iter().flatten().filter(|&&other| other == ink).count();
        // Where only one ink can be shown, an eye would spread over the whole edge of the face.
        count * 10 + if !full && is_speck(ink) { 0 } else { importance(ink) }
    };
    let mut kinds: Vec<Ink> = Vec::with_capacity(4);
    for &ink in inks.iter().flatten() {
        if !kinds.contains(&ink) {
            kinds.push(ink);
        }
    }
    kinds.sort_by_key(|&ink| std::cmp::Reverse(weight(ink)));
    let front = *kinds.first()?;
    let behind = if full { kinds.get(1).copied() } else { None };
    Some((front, behind))
}

/// Eyes: a pixel of their own and no more.
fn is_speck(ink: Ink) -> bool {
    ink.material == Material::Dark || ink.material == Material::White
}

/// What must not get lost when a cell has more colours than it can show.
fn importance(ink: Ink) -> usize {
    match (ink.material, ink.shade) {
        (Material::Target, _) => 8,
        (Material::Dark | Material::White, _) => 12,
        (_, Shade::Line) => 3,
        (Material::Hair | Material::Lips, _) => 4,
        (Material::Mat | Material::Prop, _) => 0,
        _ => 2,
    }
}

/// How well one ink stands for another.
fn nearness(ink: Ink, other: Ink) -> u8 {
    if ink == other {
        3
    } else if ink.material == other.material {
        2
    } else {
        u8::from(ink.shade == other.shade)
    }
}

/// Bits of a braille sign by column and row.
const DOTS: [[u32; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

/// Outlines, with the target filled.
fn dots(picture: &Picture, x: usize, y: usize) -> Sign {
    let mut bits = 0;
    let mut ink = None;
    for (dx, column) in DOTS.iter().enumerate() {
        for (dy, bit) in column.iter().enumerate() {
            let (px, py) = (x * 2 + dx, y * 4 + dy);
            let Some(pixel) = picture.at(px, py) else {
                continue;
            };
            if is_drawn(picture, px, py, pixel) {
                bits |= bit;
                let better = ink.is_none_or(|old: Ink| importance(pixel.ink) > importance(old));
                if better {
                    ink = Some(Ink { shade: Shade::Near, ..pixel.ink });
                }
            }
        }
    }
    Some((char::from_u32(0x2800 + bits)?, ink?, None))
}

fn is_drawn(picture: &Picture, x: usize, y: usize, pixel: Pixel) -> bool {
    if pixel.group == Group::Target || pixel.ink.material == Material::Dark {
        return true;
    }
    if pixel.ink.shade == Shade::Line {
        return true;
    }
    let edge = |c: usize, r: usize| match picture.at(c, r) {
        None => true,
        // A body on a mat or before a wall keeps its outline; so does a face under its hair.
        Some(other) if other.group == Group::Prop => pixel.group != Group::Prop,
        Some(other) => other.ink.material == Material::Hair && pixel.ink.material == Material::Skin,
    };
    edge(x.wrapping_sub(1), y) || edge(x + 1, y) || edge(x, y.wrapping_sub(1)) || edge(x, y + 1)
}
