//! Large digits, for people who stand far from the screen or took their glasses off.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::palette::Glyphs;

/// Each digit is three pixels wide and five high, a row a number, its bits from left to right.
const DIGITS: [[u8; 5]; 10] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b001, 0b010, 0b010],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
];
const COLON: [u8; 5] = [0b0, 0b1, 0b0, 0b1, 0b0];
const HEIGHT: u16 = 5;
/// The largest scale; beyond it digits stop being easier to read.
const LARGEST: u16 = 6;

/// The fewest columns and rows in which a text can be drawn.
pub fn least(text: &str) -> (u16, u16) {
    (pixels(text), rows(1))
}

/// The columns of a text at the smallest scale.
fn pixels(text: &str) -> u16 {
    text.chars().map(|it| glyph(it).1 + 1).sum::<u16>().saturating_sub(1)
}

/// The rows of a text that is drawn as large as an area allows; none if it does not fit.
pub fn rows_in(text: &str, area: Rect) -> u16 {
    scale_in(text, area).map_or(0, rows)
}

fn scale_in(text: &str, area: Rect) -> Option<u16> {
    let fits = |scale: &u16| pixels(text) * scale <= area.width && rows(*scale) <= area.height;
    (1..=LARGEST).rev().find(fits)
}

/// Draws digits and colons as large as they fit, from the upper left corner, and returns how many columns they take. If
/// they do not fit, draws nothing.
pub fn draw(text: &str, area: Rect, glyphs: Glyphs, style: Style, buffer: &mut Buffer) -> u16 {
    let area = area.intersection(buffer.area);
    let Some(scale) = scale_in(text, area) else { return 0 };
    let mut left = 0;
    for character in text.chars() {
        let (rows, width) = glyph(character);
        let lit = |x: u16, y: u16| {
            let (column, row) = (x / scale, y / scale);
            row < HEIGHT && rows[usize::from(row)] >> (width - 1 - column) & 1 == 1
        };
        for y in 0..self::rows(scale) {
            for x in 0..width * scale {
                let Some(symbol) = half_block(lit(x, y * 2), lit(x, y * 2 + 1), glyphs) else { continue };
                buffer[(area.x + left + x, area.y + y)].set_symbol(symbol).set_style(style);
            }
        }
        left += (width + 1) * scale;
    }
    left.saturating_sub(scale)
}

fn rows(scale: u16) -> u16 {
    (HEIGHT * scale).div_ceil(2)
}

fn half_block(upper: bool, lower: bool, glyphs: Glyphs) -> Option<&'static str> {
    match (upper, lower, glyphs) {
        (false, false, _) => None,
        (_, _, Glyphs::Ascii) => Some("#"),
        (true, true, Glyphs::Unicode | Glyphs::Console) => Some("█"),
        (true, false, Glyphs::Unicode | Glyphs::Console) => Some("▀"),
        (false, true, Glyphs::Unicode | Glyphs::Console) => Some("▄"),
    }
}

fn glyph(character: char) -> ([u8; 5], u16) {
    match (character.to_digit(10), character) {
        (Some(digit), _) => (DIGITS[digit as usize], 3),
        (None, _) => (COLON, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, width: u16, height: u16) -> String {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        draw(text, area, Glyphs::Unicode, Style::new(), &mut buffer);
        let row = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..height).map(row).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn digits_grow_with_their_room() {
        assert_eq!(drawn("25", 7, 3), "▀▀█ █▀▀\n█▀▀ ▀▀█\n▀▀▀ ▀▀▀");
        assert_eq!(
            drawn("1:0", 30, 5),
            "  ██        ██████\n████    ██  ██  ██\n  ██        ██  ██\n  ██    ██  ██  ██\n██████      ██████"
        );
        assert_eq!(drawn("25", 6, 3), "\n\n", "too narrow for two");
        assert_eq!(drawn("25", 0, 0), "");
    }
}
