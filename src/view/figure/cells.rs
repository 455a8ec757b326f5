//! Pixels to terminal cells, by the marker that the terminal can show.

use super::ascii;
use super::blocks::{self, Mask, QUADRANTS};
use super::ink::{Ink, Material, Shade};
use super::palette::{FigureColours, Glow};
use super::picture::{Picture, Pixel};
use super::raster::Grid;
use super::solid::LimbGroup;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

/// The signs that a picture is put together from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// Four pixels a cell in two colours: the default.
    Quadrant,
    /// Two pixels a cell in two colours: the Linux console.
    Half,
    /// Eight dots a cell, outlines with the target filled: where there is no colour.
    Braille,
    /// The outline in strokes of ASCII, with the target filled: where there is nothing else.
    Ascii,
}

impl Marker {
    /// All of them.
    pub const ALL: [Marker; 4] = [Marker::Quadrant, Marker::Half, Marker::Braille, Marker::Ascii];

    /// Pixels across and down in a cell.
    pub fn pixels(self) -> (usize, usize) {
        match self {
            Marker::Quadrant => (2, 2),
            Marker::Half => (1, 2),
            Marker::Braille => (2, 4),
            Marker::Ascii => ascii::PIXELS,
        }
    }

    /// Square samples: a cell is twice as high as it is wide.
    pub(super) fn grid(self, area: Rect) -> Grid {
        let (across, down) = self.pixels();
        let (samples_across, samples_down) = match self {
            Marker::Quadrant => (2, 4),
            Marker::Half | Marker::Braille | Marker::Ascii => (3, 3),
        };
        Grid {
            columns: area.width as usize * across,
            rows: area.height as usize * down,
            samples_across,
            samples_down,
        }
    }
}

/// Draws the picture into the area, cell by cell. Cells that show nothing are left as they are.
pub fn draw(
    picture: &Picture,
    marker: Marker,
    palette: FigureColours,
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
            let (x, y) = (usize::from(x), usize::from(y));
            let sign = match (marker, palette) {
                (Marker::Braille, _) => dots(picture, x, y),
                (Marker::Ascii, _) => ascii::sign(picture, x, y).map(|it| Sign::new(it.0, it.1, None)),
                (Marker::Quadrant | Marker::Half, FigureColours::Mono) => {
                    blocks(picture, marker, palette, x, y).map(silhouette)
                }
                (Marker::Half, _) => blocks(picture, marker, palette, x, y),
                (Marker::Quadrant, _) => {
                    let rough = blocks(picture, marker, palette, x, y);
                    refined(picture, rough, x, y).or(rough)
                }
            };
            if let Some(Sign { sign, front, behind, is_inverse }) = sign {
                let (front, behind) = (colour(front), behind.map(colour));
                // Two inks of one colour fill the cell.
                let is_full = behind == Some(front) && !is_inverse;
                cell.set_char(if is_full { '█' } else { sign });
                let behind = behind.filter(|_| !is_full).unwrap_or(Color::Reset);
                let style = Style::reset().fg(front).bg(behind);
                cell.set_style(if is_inverse { style.add_modifier(Modifier::REVERSED) } else { style });
            }
        }
    }
}

/// What a cell shows.
#[derive(Clone, Copy, Debug)]
struct Sign {
    sign: char,
    front: Ink,
    behind: Option<Ink>,
    /// The sign stands for what is left empty.
    is_inverse: bool,
}

impl Sign {
    fn new(sign: char, front: Ink, behind: Option<Ink>) -> Sign {
        Sign { sign, front, behind, is_inverse: false }
    }
}

/// Without colour a cell of two inks is simply full.
fn silhouette(sign: Sign) -> Sign {
    let shape = if sign.behind.is_some() { '█' } else { sign.sign };
    Sign::new(shape, sign.front, None)
}

/// So few samples of a cell may be of a third ink for its edge to be placed by them.
const STRAY: u32 = 4;
/// More inks than these in one cell are no edge.
const KINDS: usize = 4;
/// In pixels higher than this, in metres, hair ends where pixels do.
const ROUGH_HAIR: f32 = 0.03;
/// The least of a cell, in samples, that is shown where no pixel is.
const SLIVER: u32 = 8;

/// The edge of two inks, or of one and nothing, placed by samples rather than by pixels. None where
/// pixels say more than samples do: in lines, eyes, and where three inks meet.
fn refined(picture: &Picture, rough: Option<Sign>, x: usize, y: usize) -> Option<Sign> {
    let samples = picture.samples(x * 2..x * 2 + 2, y * 2..y * 2 + 2)?;
    let mut kinds: [(Option<Ink>, Mask); KINDS] = [(None, 0); KINDS];
    let mut known = 0;
    let mut inks = [None; blocks::ACROSS * blocks::DOWN];
    inks.iter_mut().zip(samples).for_each(|(ink, sample)| *ink = sample);
    // An outline says more than light and shade do: where there is one, they are left out.
    let is_outline = inks.iter().any(|it| it.map(outlined) != inks[0].map(outlined));
    let plain = |ink: Ink| if is_outline { outlined(ink) } else { ink };
    for (at, ink) in inks.iter().map(|it| it.map(plain)).enumerate() {
        // A cell of more inks than this is no edge.
        let kind = kinds[..known].iter().position(|it| it.0 == ink).unwrap_or(known);
        let (its, mask) = kinds.get_mut(kind)?;
        (*its, *mask) = (ink, *mask | 1 << at);
        known = known.max(kind + 1);
    }
    let kinds = &kinds[..known];
    if known < 2 {
        return None;
    }
    let front = match rough {
        Some(rough) => plain(rough.front),
        None => kinds.iter().find_map(|it| it.0)?,
    };
    let covered = kinds.iter().find(|it| it.0 == Some(front)).map_or(0, |it| it.1);
    let others = kinds.iter().filter(|it| it.0 != Some(front));
    let &(behind, other) = others.max_by_key(|it| it.1.count_ones())?;
    let strays = !(covered | other);
    // Of few pixels a finer edge would give hair horns and tufts.
    let is_tuft = front.material == Material::Hair
        && behind.is_none()
        && (rough.is_none() || picture.pixel > ROUGH_HAIR);
    if strays.count_ones() > STRAY || is_tuft || rough.is_none() && covered.count_ones() < SLIVER {
        return None;
    }
    let pixels = (0..4).map(|i| picture.at(x * 2 + i % 2, y * 2 + i / 2).map(|it| plain(it.ink)));
    if !pixels.into_iter().all(|ink| ink == Some(front) || ink == behind || ink.is_none()) {
        return None;
    }
    let block = blocks::nearest(covered, !strays);
    if block.mask == 0 {
        return None;
    }
    let [front, behind] = [Some(front), behind].map(|it| it.map(|ink| most_shaded(ink, &inks, plain)));
    let front = front?;
    Some(match (block.is_inverse, behind) {
        (true, Some(behind)) => Sign::new(block.sign, behind, Some(front)),
        (is_inverse, behind) => Sign { sign: block.sign, front, behind, is_inverse },
    })
}

/// An ink without light and shade; what lies far stays apart, and so does a line.
fn outlined(ink: Ink) -> Ink {
    match ink.shade {
        Shade::Lit | Shade::Near | Shade::Under => Ink { shade: Shade::Near, ..ink },
        Shade::Far | Shade::Line => ink,
    }
}

/// The shade that most samples of a plain ink have.
fn most_shaded(ink: Ink, samples: &[Option<Ink>], plain: impl Fn(Ink) -> Ink) -> Ink {
    let count =
        |shade: &Shade| samples.iter().filter(|it| **it == Some(Ink { shade: *shade, ..ink })).count();
    let shades = [Shade::Lit, Shade::Under, Shade::Near].into_iter();
    let best = shades.filter(|shade| plain(Ink { shade: *shade, ..ink }) == ink).max_by_key(count);
    best.map_or(ink, |shade| Ink { shade, ..ink })
}

/// Without colour, what must be told from the body is left out of it.
fn is_cut_out(ink: Ink) -> bool {
    ink.shade == Shade::Line || matches!(ink.material, Material::Target | Material::Dark | Material::Way)
}

/// The best two colours for a cell of two or four pixels.
fn blocks(picture: &Picture, marker: Marker, palette: FigureColours, x: usize, y: usize) -> Option<Sign> {
    let (across, down) = marker.pixels();
    let mut inks: [Option<Ink>; 4] = [None; 4];
    for (i, ink) in inks.iter_mut().enumerate() {
        let column = if across == 2 { x * 2 + i % 2 } else { x };
        *ink = picture.at(column, y * down + i / 2).map(|pixel| pixel.ink);
        if palette == FigureColours::Mono && ink.is_some_and(is_cut_out) {
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
        return Some(Sign::new(QUADRANTS[15], ink, None));
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
    Some(Sign::new(QUADRANTS[bits], front, behind))
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
    matches!(ink.material, Material::Dark | Material::White | Material::Lips)
}

/// What must not get lost when a cell has more colours than it can show.
fn importance(ink: Ink) -> usize {
    match (ink.material, ink.shade) {
        (Material::Target, _) => 8,
        (Material::Way, _) => 7,
        (Material::Dark | Material::White, _) => 12,
        (_, Shade::Line) => 3,
        (Material::Lips, _) => 9,
        (Material::Hair, _) => 4,
        (Material::Floor | Material::Mat | Material::Wall | Material::Prop, _) => 0,
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
fn dots(picture: &Picture, x: usize, y: usize) -> Option<Sign> {
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
    Some(Sign::new(char::from_u32(0x2800 + bits)?, ink?, None))
}

/// Whether a pixel belongs to an outline, or is what one looks for.
pub(super) fn is_drawn(picture: &Picture, x: usize, y: usize, pixel: Pixel) -> bool {
    if matches!(pixel.ink.material, Material::Target | Material::Dark | Material::Way) {
        return true;
    }
    if pixel.ink.shade == Shade::Line {
        return true;
    }
    let edge = |c: usize, r: usize| match picture.at(c, r) {
        None => true,
        // A body on a mat or before a wall keeps its outline; so does a face under its hair.
        Some(other) if other.group == LimbGroup::Prop => pixel.group != LimbGroup::Prop,
        Some(other) => other.ink.material == Material::Hair && pixel.ink.material == Material::Skin,
    };
    edge(x.wrapping_sub(1), y) || edge(x + 1, y) || edge(x, y.wrapping_sub(1)) || edge(x, y + 1)
}
