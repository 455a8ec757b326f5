//! Inks to colours.

use super::ink::{Ink, Material, Shade};
use ratatui::style::Color;

/// Which colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureColours {
    /// All colours, of middle luminance: they read on a dark and on a light background.
    Full,
    /// The 256 of xterm, of middle luminance too.
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

impl FigureColours {
    /// The colour of an ink, the target's by whether it is at work.
    pub(super) fn colour(self, ink: Ink, glow: Glow) -> Color {
        match self {
            FigureColours::Full => {
                let [red, green, blue] = full(ink, glow);
                Color::Rgb(red, green, blue)
            }
            FigureColours::Middle => Color::Indexed(middle(ink, glow)),
            FigureColours::Sixteen => sixteen(ink, glow),
            FigureColours::Mono => Color::Reset,
        }
    }

    /// Whether it has colours enough for light and shade.
    pub(super) fn is_shaded(self) -> bool {
        match self {
            FigureColours::Full | FigureColours::Middle => true,
            FigureColours::Sixteen | FigureColours::Mono => false,
        }
    }
}

/// One of five colours by the shade: lit, near, under, far, line.
fn shade<T: Copy>(ink: Ink, [lit, near, under, far, line]: [T; 5]) -> T {
    match ink.shade {
        Shade::Lit => lit,
        Shade::Near => near,
        Shade::Under => under,
        Shade::Far => far,
        Shade::Line => line,
    }
}

fn full(ink: Ink, glow: Glow) -> [u8; 3] {
    let flat = |colour: [u8; 3]| [colour; 5];
    let shades = match ink.material {
        Material::Prop => flat([128, 130, 134]),
        Material::Floor => flat([116, 120, 126]),
        // Its rim is lit.
        Material::Mat => [[158, 138, 184], [124, 102, 142], [124, 102, 142], [124, 102, 142], [96, 78, 112]],
        // The skirting is lit.
        Material::Wall => {
            [[150, 152, 156], [110, 112, 118], [110, 112, 118], [110, 112, 118], [140, 142, 148]]
        }
        Material::Soft => flat([168, 130, 214]),
        Material::Sky => flat([132, 178, 214]),
        // Leaves are under.
        Material::Leaf => [[108, 150, 70], [108, 150, 70], [58, 104, 44], [108, 150, 70], [58, 104, 44]],
        Material::Trousers => [[126, 162, 208], [94, 134, 182], [70, 104, 150], [84, 94, 134], [54, 78, 124]],
        Material::Shirt => [[126, 202, 166], [92, 174, 136], [66, 140, 108], [86, 132, 112], [48, 116, 88]],
        Material::Skin => [[238, 176, 140], [217, 144, 106], [184, 112, 80], [170, 128, 102], [116, 62, 42]],
        Material::Foot => [[200, 128, 98], [172, 98, 72], [138, 74, 54], [136, 98, 82], [84, 40, 28]],
        Material::Hair => [[162, 116, 40], [134, 92, 20], [106, 70, 12], [134, 92, 20], [74, 48, 8]],
        // Teeth are lit.
        Material::White => {
            [[244, 244, 240], [232, 232, 228], [232, 232, 228], [232, 232, 228], [232, 232, 228]]
        }
        Material::Dark => flat([38, 34, 34]),
        // The lit one is a tongue.
        Material::Lips => [[232, 112, 120], [176, 88, 84], [176, 88, 84], [176, 88, 84], [176, 88, 84]],
        // Before something that is drawn it is lit.
        Material::Way => {
            [[218, 221, 226], [150, 162, 176], [150, 162, 176], [150, 162, 176], [150, 162, 176]]
        }
        Material::Target => {
            let ([near, far], line) = match glow {
                Glow::Pale => ([[244, 172, 184], [206, 132, 148]], [176, 104, 120]),
                Glow::Warm => ([[255, 36, 104], [214, 30, 92]], [168, 20, 72]),
            };
            [near, near, near, far, line]
        }
    };
    shade(ink, shades)
}

fn middle(ink: Ink, glow: Glow) -> u8 {
    let shades = match ink.material {
        Material::Prop => [244; 5],
        Material::Floor => [243; 5],
        Material::Mat => [103, 96, 96, 96, 60],
        Material::Wall => [247, 242, 242, 242, 246],
        Material::Soft => [140; 5],
        Material::Sky => [110; 5],
        Material::Leaf => [107, 107, 65, 107, 65],
        Material::Trousers => [110, 67, 67, 60, 24],
        Material::Shirt => [115, 72, 65, 65, 29],
        Material::Skin => [180, 173, 137, 137, 94],
        Material::Foot => [131, 131, 131, 95, 95],
        Material::Hair => [94, 94, 58, 94, 58],
        // Teeth are lit.
        Material::White => [254, 252, 252, 252, 252],
        Material::Dark => [235; 5],
        Material::Lips => [168, 131, 131, 131, 131],
        Material::Way => [253, 248, 248, 248, 248],
        Material::Target => match glow {
            Glow::Pale => [217, 217, 217, 174, 174],
            Glow::Warm => [197, 197, 197, 161, 161],
        },
    };
    shade(ink, shades)
}

fn sixteen(ink: Ink, glow: Glow) -> Color {
    if ink.material == Material::Wall && matches!(ink.shade, Shade::Lit | Shade::Line) {
        return Color::Gray;
    }
    if ink.shade == Shade::Line {
        return Color::DarkGray;
    }
    match ink.material {
        Material::Prop | Material::Floor | Material::Wall => Color::DarkGray,
        Material::Mat | Material::Leaf => Color::Green,
        Material::Sky => Color::Blue,
        Material::Way if ink.shade == Shade::Lit => Color::White,
        Material::Soft | Material::Way => Color::Gray,
        Material::Trousers => Color::Blue,
        Material::Shirt => Color::Cyan,
        Material::Skin | Material::Foot => Color::Yellow,
        // Another than that of mats and furniture, before which a head often lies.
        Material::Hair | Material::Lips => Color::Red,
        // In a face, so it needs no contrast with the background.
        Material::Dark => Color::Black,
        Material::White => Color::White,
        Material::Target => match glow {
            Glow::Pale => Color::Magenta,
            Glow::Warm => Color::LightMagenta,
        },
    }
}
