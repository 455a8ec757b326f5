//! A cell of a picture as a sign of ASCII: what the body is made of inside of it, and at its edge the sign whose
//! stroke runs as the edge does.

use super::{
    cells::is_drawn,
    ink::{Ink, Material, Shade},
    picture::{Picture, Pixel},
};

/// Pixels across and down in a cell.
pub const PIXELS: (usize, usize) = (2, 4);
/// With so many of its pixels covered a cell lies inside.
const INSIDE: usize = 7;
/// With so many of them hair is drawn.
const HAIR: usize = 3;
/// Hair on skin.
const BROW: char = '~';
/// So many pixels of a line within a body make it a stroke.
const A_STROKE: usize = 2;

/// The sign of a cell, and the ink whose colour it has; none where nothing is.
pub fn sign(picture: &Picture, x: usize, y: usize) -> Option<(char, Ink)> {
    let (across, down) = PIXELS;
    let mut pixels: [[Option<Pixel>; 2]; 4] = [[None; 2]; 4];
    for (row, pixels) in pixels.iter_mut().enumerate() {
        for (column, pixel) in pixels.iter_mut().enumerate() {
            *pixel = picture.at(x * across + column, y * down + row);
        }
    }
    let inks: Vec<Ink> = pixels.iter().flatten().flatten().map(|it| it.ink).collect();
    let count = |is: &dyn Fn(&Ink) -> bool| inks.iter().filter(|it| is(it)).count();
    let main = inks.iter().copied().max_by_key(|ink| (count(&|it| it.material == ink.material), *ink))?;
    // A muscle that is stretched, an eye, and the way around are what one looks for.
    for material in [Material::Target, Material::Way, Material::Dark] {
        let least = if material == Material::Target { inks.len().div_ceil(3) } else { 1 };
        if count(&|it| it.material == material) >= least {
            // A dark sign would not be seen on a dark background: an eye has the colour of skin.
            let seen = if material == Material::Dark { Material::Skin } else { material };
            return Some((filling(material), Ink::near(seen)));
        }
    }
    let is_line = |ink: &Ink| ink.shade == Shade::Line;
    // Hair has no outline: it is one.
    if main.material == Material::Hair && inks.len() >= HAIR {
        return Some((filling(Material::Hair), main));
    }
    if inks.len() >= INSIDE {
        if main.material == Material::Skin && count(&|it| it.material == Material::Hair) >= A_STROKE {
            return Some((BROW, Ink::near(Material::Hair)));
        }
        // Skin is left blank, so that it has an outline wherever it ends.
        let is_blank = filling(main.material) == ' ';
        let is_stroke = |row: usize, column: usize, pixel: Pixel| match is_blank {
            true => is_drawn(picture, x * across + column, y * down + row, pixel),
            false => is_line(&pixel.ink),
        };
        let mut stroke = [[false; 2]; 4];
        for (row, (set, pixels)) in stroke.iter_mut().zip(pixels).enumerate() {
            for (column, (set, pixel)) in set.iter_mut().zip(pixels).enumerate() {
                *set = pixel.is_some_and(|it| is_stroke(row, column, it));
            }
        }
        // The rim of a mat is no part of a body.
        let is_filled = matches!(main.material, Material::Floor | Material::Mat | Material::Wall);
        if is_filled || stroke.iter().flatten().filter(|it| **it).count() < A_STROKE {
            return Some((filling(main.material), Ink { shade: Shade::Near, ..main }));
        }
        return Some((stroke_of(stroke), main));
    }
    Some((edge(pixels.map(|row| row.map(|it| it.is_some()))), Ink { shade: Shade::Near, ..main }))
}

/// The sign that fills a material.
const fn filling(material: Material) -> char {
    match material {
        Material::Floor | Material::Mat | Material::Wall => '=',
        Material::Prop => 'H',
        Material::Soft => '~',
        Material::Sky => ' ',
        Material::Leaf => '&',
        Material::Trousers => '+',
        Material::Shirt => ':',
        Material::Skin | Material::White => ' ',
        Material::Foot | Material::Lips => '-',
        Material::Hair => '%',
        Material::Dark => 'o',
        Material::Way => '*',
        Material::Target => '#',
    }
}

/// The quarters of a cell in which something is set: upper left, upper right, lower left, lower right.
fn quarters(set: [[bool; 2]; 4]) -> [bool; 4] {
    let [a, b, c, d] = set;
    [a[0] || b[0], a[1] || b[1], c[0] || d[0], c[1] || d[1]]
}

/// The stroke that lies where these pixels do.
fn stroke_of(set: [[bool; 2]; 4]) -> char {
    let rows = set.map(|it| it != [false; 2]);
    let height = rows.iter().filter(|it| **it).count();
    if height < 3 {
        return match rows {
            [.., true] => '_',
            [true, ..] => '"',
            [false, ..] => '-',
        };
    }
    match quarters(set) {
        [true, false, false, true] => '\\',
        [false, true, true, false] => '/',
        _ => '|',
    }
}

/// The sign of an edge, by what is covered of a cell.
fn edge(set: [[bool; 2]; 4]) -> char {
    let [a, b, c, d] = set.map(|it| it != [false; 2]);
    match quarters(set) {
        [false, false, false, false] => ' ',
        [true, false, false, false] | [false, true, false, false] => '\'',
        [false, false, true, false] | [false, false, false, true] => '.',
        [true, true, false, false] => {
            if b {
                '-'
            } else {
                '"'
            }
        }
        [false, false, true, true] => {
            if c {
                '-'
            } else {
                '_'
            }
        }
        [true, false, true, false] | [false, true, false, true] => '|',
        [true, false, false, true] | [true, true, false, true] | [true, false, true, true] => '\\',
        [false, true, true, false] | [false, true, true, true] | [true, true, true, false] => '/',
        [true, true, true, true] => match set {
            _ if !a => '-',
            _ if !d => '_',
            [[false, true], ..] | [.., [true, false]] => '/',
            [[true, false], ..] | [.., [false, true]] => '\\',
            _ => '|',
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(rows: [&str; 4]) -> [[bool; 2]; 4] {
        rows.map(|it| [&it[..1], &it[1..]].map(|it| it == "#"))
    }

    #[test]
    fn a_stroke_runs_as_the_edge_does() {
        for (rows, sign) in [
            (["..", "..", "..", ".#"], '.'),
            (["..", "..", "..", "##"], '_'),
            (["..", "..", "##", "##"], '-'),
            (["##", "##", "..", ".."], '-'),
            (["##", "..", "..", ".."], '"'),
            (["#.", "#.", "#.", "#."], '|'),
            ([".#", ".#", ".#", ".#"], '|'),
            ([".#", ".#", "##", "##"], '/'),
            (["#.", "#.", "##", "##"], '\\'),
            (["##", "##", "#.", "#."], '/'),
            ([".#", "##", "##", "##"], '/'),
            (["##", "##", "##", ".#"], '\\'),
            (["##", "##", "##", ".."], '_'),
        ] {
            assert_eq!(edge(set(rows)), sign, "{rows:?}");
        }
        assert_eq!(stroke_of(set([".#", ".#", "#.", "#."])), '/');
        assert_eq!(stroke_of(set(["#.", "#.", "#.", "#."])), '|');
        assert_eq!(stroke_of(set(["..", "##", "..", ".."])), '-');
    }
}
