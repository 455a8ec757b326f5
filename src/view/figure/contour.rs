//! Lines where a part of the body passes before another: what an illustrator draws so that an arm before
//! a face stays an arm.
//!
//! The farther part has the line, in a darker shade of its own colour. Whether there is one depends on
//! how far the parts lie apart, and on nothing else.

use super::ink::{Ink, Material, Shade};
use super::picture::{Picture, Pixel};
use super::solid::LimbGroup;

/// Where a part lies this far behind its neighbour, in metres, there is a line between them.
const APART: f32 = 0.045;
/// A line that has begun goes on to where they lie no farther apart than this.
const CLOSE: f32 = 0.014;
/// Two parts of one limb: a shin and its thigh, a hand and its forearm.
const APART_WITHIN: f32 = 0.030;
/// The same of bare skin where a pixel is higher than this, in metres.
const APART_WITHIN_COARSE: f32 = 0.075;
const COARSE: f32 = 0.016;
/// A part of a limb that lies before itself, as a thigh does that points at the one who looks.
const FOLDED: f32 = 0.10;
/// Bare skin before bare skin has no other edge than this line.
const APART_BARE: f32 = 0.010;
/// A thumb that stands this far before its hand has a line.
const THUMB: f32 = 0.004;
/// A hand has no more solids than this.
const HAND: u16 = 6;
/// In pixels higher than this, in metres, lines between fingers would be a checkerboard.
pub const FINGERS: f32 = 0.0125;
/// In pixels higher than this they are no more than shade.
const SOFT: f32 = 0.006;
/// A chin stands this little before its neck, and needs a line none the less.
const CHIN: f32 = 0.015;
/// How much depth a slanted surface gains from a pixel to the next, in pixels.
const SLANT: f32 = 0.25;
/// What lies this far behind its neighbour must have a line, wherever it is.
const CLEARLY: f32 = 0.08;
/// A line of fewer pixels is a stain; in a picture of many rows it takes more of them.
const LEAST: usize = 4;
const ROWS_A_PIXEL: usize = 9;
/// Of bare skin a shorter line counts: a hand is small.
const LEAST_BARE: usize = 2;

/// How clearly a pixel lies behind a neighbour.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    None,
    /// It goes on with a line, and begins none.
    Weak,
    Strong,
    /// It has its line, whatever that looks like.
    Clear,
}

impl Picture {
    /// Darkens the edge of a part where a nearer part overlaps it.
    ///
    /// Between parts of one colour; with `everywhere`, between parts of different colours too.
    /// What would be a blot of skin lies in the shade instead, where there are colours for that.
    pub fn draw_lines(&mut self, everywhere: bool, is_shaded: bool) {
        let edges: Vec<Edge> = (0..self.pixels.len()).map(|it| self.edge(it, everywhere)).collect();
        let set: Vec<bool> = edges.iter().map(|it| *it > Edge::None).collect();
        for line in self.pieces(&set) {
            let is_bare = line.iter().any(|&it| self.pixels[it].is_some_and(|it| is_bare(it.ink.material)));
            let is_neck =
                line.iter().all(|&it| self.pixels[it].is_some_and(|it| it.group == LimbGroup::Neck));
            let least = if is_bare && !is_neck { LEAST_BARE } else { LEAST };
            let least = least.max(self.rows / ROWS_A_PIXEL / if is_neck { 1 } else { 2 });
            let clearest = line.iter().map(|&it| edges[it]).max().unwrap_or(Edge::None);
            let is_blot = !everywhere && !is_bare && clearest < Edge::Clear && !self.is_thin(&line);
            if line.len() < least || clearest < Edge::Strong || is_blot {
                continue;
            }
            let is_shadow = is_bare && is_shaded && !everywhere && !self.is_thin(&line);
            for index in line {
                let is_thumb = self.around(index).any(|it| self.pixels[it].is_some_and(|it| it.is_thumb));
                let is_under_far = self.is_under_a_far_hand(index);
                if let Some(pixel) = &mut self.pixels[index] {
                    let is_soft =
                        pixel.is_finger && !is_thumb && self.pixel > SOFT && is_shaded && !everywhere;
                    // A line under the chin would look like a mouth: the neck lies in the shade.
                    let under = (pixel.group == LimbGroup::Neck || is_shadow || is_soft)
                        && pixel.ink.shade != Shade::Far
                        && !is_under_far;
                    pixel.ink.shade = if under { Shade::Under } else { Shade::Line };
                }
            }
        }
    }

    /// Whether a hand or a foot lies beside another one that is darker: shade would look like a part of that one.
    fn is_under_a_far_hand(&self, index: usize) -> bool {
        let Some(own) = self.pixels[index].filter(|it| it.is_end) else { return false };
        let mut others = self.around(index).filter_map(|it| self.pixels[it]);
        others.any(|it| it.is_end && it.group != own.group && it.ink.shade == Shade::Far)
    }

    /// Whether pixels that hang together are a line, and no blot.
    fn is_thin(&self, piece: &[usize]) -> bool {
        let extent = |along: &dyn Fn(usize) -> usize| {
            let ends = piece.iter().map(|&it| along(it));
            ends.clone().max().unwrap_or(0) - ends.min().unwrap_or(0) + 1
        };
        // A pixel is twice as high as it is wide, so a line that lies has twice as many.
        let longest = extent(&|it| it % self.columns).max(extent(&|it| it / self.columns) * 2);
        piece.len() * 2 <= longest * 3
    }

    /// How many pixels of a part lie clearly behind another part that looks the same to `colour`, and have
    /// no line: there the two are one blot. It asks the finished picture, and not how it was made.
    pub fn melted<C: PartialEq>(&self, colour: impl Fn(Ink) -> C) -> usize {
        let is_body = |it: &Pixel| {
            it.group != LimbGroup::Prop && !matches!(it.ink.material, Material::Target | Material::Way)
        };
        let melts = |index: usize| {
            let Some(own) = self.pixels[index].filter(is_body) else { return false };
            let others = self.beside(index).into_iter().flatten();
            others.filter_map(|at| self.pixels[at]).filter(is_body).any(|other| {
                let is_neck = own.group == LimbGroup::Neck || other.group == LimbGroup::Neck;
                own.group != other.group
                    && !is_garment(own, other)
                    && ![own, other].iter().any(|it| it.ink.shade == Shade::Line)
                    && !is_neck
                    && other.depth - own.depth > CLEARLY
                    && colour(own.ink) == colour(other.ink)
            })
        };
        let set: Vec<bool> = (0..self.pixels.len()).map(melts).collect();
        self.pieces(&set).iter().map(Vec::len).filter(|it| *it >= LEAST).sum()
    }

    /// Whether one of the four neighbours passes before a pixel.
    fn edge(&self, index: usize, everywhere: bool) -> Edge {
        let Some(own) = self.pixels[index] else { return Edge::None };
        if own.group == LimbGroup::Prop || own.ink.material == Material::Target {
            return Edge::None;
        }
        // Most neighbours lie as far away, and are asked nothing more.
        let nearest = self.beside(index).into_iter().flatten().filter_map(|it| self.pixels[it]);
        let gap = nearest.map(|it| it.depth).fold(f32::MIN, f32::max) - own.depth;
        if gap <= CLOSE.min(APART_BARE) && !own.is_finger && !own.is_end {
            return Edge::None;
        }
        let (column, row) = (index % self.columns, index / self.columns);
        let [left, up] = [column.wrapping_sub(1), row.wrapping_sub(1)];
        let ways = [
            [(left, row), (left.wrapping_sub(1), row), (column + 1, row)],
            [(column + 1, row), (column + 2, row), (left, row)],
            [(column, up), (column, up.wrapping_sub(1)), (column, row + 1)],
            [(column, row + 1), (column, row + 2), (column, up)],
        ];
        let edge = |way: [(usize, usize); 3]| {
            let [other, beyond, across] = way.map(|(column, row)| self.at(column, row));
            other.map_or(Edge::None, |other| self.between(own, other, beyond, across, everywhere))
        };
        let shadow = self.at(column, up).map_or(Edge::None, |above| self.under_a_hand(own, above));
        ways.into_iter().map(edge).max().unwrap_or(Edge::None).max(shadow)
    }

    /// Clothes under a small hand lie in its shadow: a pale patch without one would be bare skin.
    fn under_a_hand(&self, own: Pixel, above: Pixel) -> Edge {
        let is_cloth = matches!(own.ink.material, Material::Shirt | Material::Trousers);
        let is_hand = above.is_end && above.ink.material == Material::Skin;
        let is_shadow = self.pixel > COARSE && is_cloth && is_hand && above.depth - own.depth > APART_BARE;
        if is_shadow { Edge::Clear } else { Edge::None }
    }

    /// How clearly a pixel lies behind another one; `beyond` follows after that one, and `across` lies on
    /// the other side.
    fn between(
        &self,
        own: Pixel,
        other: Pixel,
        beyond: Option<Pixel>,
        across: Option<Pixel>,
        everywhere: bool,
    ) -> Edge {
        let is_one = own.solid == other.solid;
        let step = other.depth - own.depth;
        let is_thumb = own.is_thumb || other.is_thumb;
        if other.is_thumb && !own.is_finger && own.group == other.group && own.solid + HAND > other.solid {
            return if step > THUMB { Edge::Strong } else { Edge::None };
        }
        if own.is_finger && other.is_finger && !is_one && own.group == other.group {
            if !is_thumb && self.pixel > FINGERS {
                return Edge::None;
            }
            let is_behind = step > 0.0 || step == 0.0 && own.solid < other.solid;
            let is_wide = across.is_some_and(|it| it.solid == own.solid);
            return if is_behind && is_wide { Edge::Strong } else { Edge::None };
        }
        // Two hands, or a hand and a foot, are told apart however near they lie.
        let are_ends = own.is_end && other.is_end && own.group != other.group;
        if are_ends && is_alike(own.ink.material, other.ink.material) {
            let is_behind = step > 0.0 || step == 0.0 && own.solid < other.solid;
            if is_behind && across.is_some_and(|it| it.group == own.group) {
                return if step > CLEARLY { Edge::Clear } else { Edge::Strong };
            }
        }
        // A surface that slants gains as much depth before and after: that is no edge.
        let slope = |near: Option<Pixel>, far: Pixel, sign: f32| {
            near.filter(|it| it.group == far.group).map_or(0.0, |it| ((it.depth - far.depth) * sign).max(0.0))
        };
        let gap = match own.group != other.group && step > CLEARLY {
            true => step,
            false => step - slope(beyond, other, 1.0).max(slope(across, own, -1.0)),
        };
        if gap <= CLOSE.min(APART_BARE)
            || other.group == LimbGroup::Prop
            || other.ink.material == Material::Target
            || !everywhere && !is_alike(other.ink.material, own.ink.material)
        {
            return Edge::None;
        }
        // Hips and thighs are one garment: of a strip of it a line would leave nothing.
        if is_garment(own, other) && across.is_none_or(|it| it.group != own.group) {
            return Edge::None;
        }
        let slant = SLANT * self.pixel;
        let bare = is_bare(own.ink.material) && is_bare(other.ink.material);
        // Of few pixels a wrist or an instep would be nothing but its line.
        let within = if bare && self.pixel > COARSE { APART_WITHIN_COARSE } else { APART_WITHIN };
        let (strong, weak) = match (own.group == other.group, own.group) {
            (false, LimbGroup::Neck) if other.group == LimbGroup::Head => (CHIN, CHIN),
            (false, LimbGroup::Head) if other.group == LimbGroup::Neck => (f32::MAX, f32::MAX),
            (false, _) if bare => (APART_BARE, APART_BARE),
            // Below the seat of one who stands a line is a stain.
            (false, _) if is_garment(own, other) => (CLEARLY, APART),
            (false, _) => (APART, CLOSE),
            // A trunk or a head is one shape, however it folds: lines would shred it.
            (true, LimbGroup::Trunk | LimbGroup::Head | LimbGroup::Neck) => (f32::MAX, f32::MAX),
            (true, _) if is_one => (FOLDED + slant, FOLDED + slant),
            (true, _) => (within + slant, CLOSE + slant),
        };
        match gap {
            gap if gap > strong && own.group != other.group && step > CLEARLY => Edge::Clear,
            gap if gap > strong => Edge::Strong,
            gap if gap > weak => Edge::Weak,
            _ => Edge::None,
        }
    }
}

/// Whether the one is of the hips and the other of a leg.
fn is_garment(one: Pixel, other: Pixel) -> bool {
    let is_leg = |it: Pixel| matches!(it.group, LimbGroup::LegLeft | LimbGroup::LegRight);
    one.group == LimbGroup::Trunk && is_leg(other) || is_leg(one) && other.group == LimbGroup::Trunk
}

/// Whether the colours of two materials may be taken for one.
fn is_alike(one: Material, other: Material) -> bool {
    one == other || is_bare(one) && is_bare(other)
}

fn is_bare(material: Material) -> bool {
    matches!(material, Material::Skin | Material::Foot)
}
