//! Inks to colours.

use super::ink::{Ink, Material, Shade};
use ratatui::style::Color;

/// Which colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// 256 colours of middle luminance: they read on a dark and on a light background.
    Middle,
    /// The sixteen of the terminal's own scheme.
    Sixteen,
    /// None at all: only the shape.
    Mono,
}

/// Whether the stretched muscle is at work. It is pale on the way, and warm while held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glow {
    /// On the way there.
    Pale,
    /// While it is held.
    Warm,
}

impl Palette {
    /// The colour of an ink, the target's by whether it is at work.
    pub(super) fn colour(self, ink: Ink, glow: Glow) -> Color {
        match self {
            Palette::Middle => Color::Indexed(middle(ink, glow)),
            Palette::Sixteen => sixteen(ink, glow),
            Palette::Mono => Color::Reset,
        }
    }
}

fn middle(ink: Ink, glow: Glow) -> u8 {
    let shade = |near: u8, far: u8, line: u8| match ink.shade {
        Shade::Near => near,
        Shade::Far => far,
        Shade::Line => line,
    };
    match ink.material {
        Material::Prop => shade(244, 242, 240),
        Material::Mat => shade(243, 243, 240),
        Material::Soft => shade(140, 97, 97),
        Material::Trousers => shade(67, 60, 60),
        Material::Shirt => shade(72, 65, 65),
        Material::Skin => shade(173, 137, 137),
        Material::Hair => shade(94, 94, 58),
        Material::White => shade(252, 252, 250),
        Material::Dark => 235,
        Material::Lips => shade(131, 131, 95),
        Material::Target => match glow {
            Glow::Pale => shade(217, 217, 174),
            Glow::Warm => shade(197, 197, 161),
        },
    }
}

fn sixteen(ink: Ink, glow: Glow) -> Color {
    if ink.shade == Shade::Line {
        return Color::DarkGray;
    }
    match ink.material {
        Material::Prop | Material::Mat => Color::DarkGray,
        Material::Soft => Color::Gray,
        Material::Trousers => Color::Blue,
        Material::Shirt => Color::Cyan,
        Material::Skin | Material::Lips => Color::Yellow,
        // Another than that of mats and furniture, before which a head often lies.
        Material::Hair => Color::Red,
        Material::Dark => Color::DarkGray,
        Material::White => Color::White,
        Material::Target => match glow {
            Glow::Pale => Color::Magenta,
            Glow::Warm => Color::LightMagenta,
        },
    }
}
