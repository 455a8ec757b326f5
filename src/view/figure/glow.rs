//! The stretched muscles as pixels: each one clean shape inside the body's outline.

use super::ink::{Ink, Material, Shade};
use super::palette::Glow;
use super::picture::{Picture, Pixel};
use super::raster::Lit;

/// A muscle of fewer pixels is grown, within the part of the body on which it lies.
const LEAST: usize = 10;
/// By no more pixels than this on each side.
const MOST_GROWTH: usize = 2;
/// An outline around fewer pixels than this is a chain of chips: what it encloses is filled.
const HOLE: usize = 12;
/// A piece with less than this share of the largest one's pixels is a chip of it.
const CHIP: usize = 4;

impl Picture {
    /// Colours what is lit: whole, where it is seen, and as an outline, where the body hides it. What is not
    /// at work yet and hidden is left out.
    pub fn draw_glow(&mut self, glow: Glow) {
        let here = self.shape(Lit::Here);
        let mut behind = match glow {
            Glow::Warm => self.shape(Lit::Behind),
            Glow::Pale => vec![false; self.pixels.len()],
        };
        // Where one muscle is seen, the outline of another would only shred it.
        for piece in self.pieces(&behind) {
            if piece.iter().any(|&it| self.around(it).any(|at| here[at])) {
                piece.iter().for_each(|&it| behind[it] = false);
            }
        }
        let is_inner = |index: usize| self.beside(index).iter().all(|it| it.is_some_and(|it| behind[it]));
        let mut inner: Vec<bool> = (0..behind.len()).map(|it| behind[it] && is_inner(it)).collect();
        for hole in self.pieces(&inner).iter().filter(|it| it.len() < HOLE) {
            hole.iter().for_each(|&it| inner[it] = false);
        }
        let outline: Vec<bool> = (0..behind.len()).map(|it| behind[it] && !inner[it]).collect();
        for (index, pixel) in self.pixels.iter_mut().enumerate() {
            let Some(pixel) = pixel else { continue };
            if here[index] {
                pixel.ink = Ink::near(Material::Target);
            } else if outline[index] {
                pixel.ink = Ink { material: Material::Target, shade: Shade::Far };
            }
        }
    }

    /// The pixels that are lit so, without chips, and enough of them to be seen.
    fn shape(&self, lit: Lit) -> Vec<bool> {
        let mut set: Vec<bool> =
            self.pixels.iter().map(|it| it.is_some_and(|it| it.lit == lit && takes(it))).collect();
        let pieces = self.pieces(&set);
        let most = pieces.iter().map(Vec::len).max().unwrap_or(0);
        for chip in pieces.iter().filter(|it| it.len() * CHIP < most) {
            chip.iter().for_each(|&it| set[it] = false);
        }
        for piece in pieces.into_iter().filter(|it| it.len() * CHIP >= most) {
            self.grow(piece, &mut set);
        }
        set
    }

    /// Whether a piece is somewhere two pixels across and two down.
    fn is_thick(&self, piece: &[usize], set: &[bool]) -> bool {
        let is_set = |index: usize| set.get(index) == Some(&true);
        piece.iter().any(|&it| {
            it % self.columns + 1 < self.columns
                && is_set(it + 1)
                && is_set(it + self.columns)
                && is_set(it + self.columns + 1)
        })
    }

    /// Adds the pixels beside a piece that belong to the same part of the body, while it is too small.
    fn grow(&self, mut piece: Vec<usize>, set: &mut [bool]) {
        for _ in 0..MOST_GROWTH {
            if piece.len() >= LEAST && self.is_thick(&piece, set) {
                return;
            }
            // A thumb is a part of its own.
            let part = |it: Pixel| (it.group, it.is_thumb);
            let parts: Vec<_> = piece.iter().filter_map(|&it| self.pixels[it]).map(part).collect();
            let belongs = |it: Pixel| parts.contains(&part(it)) && takes(it);
            let beside: Vec<usize> = piece.iter().flat_map(|&it| self.around(it)).collect();
            for index in beside {
                if !set[index] && self.pixels[index].is_some_and(belongs) {
                    set[index] = true;
                    piece.push(index);
                }
            }
        }
    }
}

/// What of a body a muscle can be painted on.
fn takes(pixel: Pixel) -> bool {
    match pixel.ink.material {
        Material::Trousers | Material::Shirt | Material::Skin | Material::Foot => true,
        Material::Floor
        | Material::Mat
        | Material::Wall
        | Material::Prop
        | Material::Soft
        | Material::Sky
        | Material::Leaf
        | Material::Hair
        | Material::White
        | Material::Dark
        | Material::Lips
        | Material::Way
        | Material::Target => false,
    }
}
