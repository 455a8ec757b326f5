//! Two frames to the bytes that turn one into the other.
//!
//! Terminals and libraries disagree about how many cells some characters take: half-width katakana with
//! their marks, flags, joined emoji, scripts that stack. Where such a character stands, everything to its
//! right may be elsewhere than it was thought to be. So a row is cleared from its first doubtful character
//! on, before the rest of it is written again, and the cursor is set anew behind each of them.

use std::io;

use crossterm::style::{Attribute, Print, SetAttribute, SetBackgroundColor, SetForegroundColor};
use ratatui::{
    backend::IntoCrossterm as _,
    buffer::{Buffer, Cell},
    layout::Position,
    style::{Color, Modifier},
};
use unicode_width::UnicodeWidthStr as _;

/// What has to be written so that a terminal that shows one frame, or something unknown, shows the next.
pub fn bytes(shown: Option<&Buffer>, next: &Buffer) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let blank;
    let shown = match shown.filter(|it| it.area == next.area) {
        Some(shown) => shown,
        None => {
            crossterm::queue!(bytes, crossterm::terminal::Clear(crossterm::terminal::ClearType::All))?;
            blank = Buffer::empty(next.area);
            &blank
        }
    };
    let mut usual = Vec::new();
    let mut rows = Vec::new();
    // Changes come row by row.
    let mut row = None;
    for change in shown.diff(next) {
        let y = change.1;
        let doubtful = match row {
            Some((of, doubtful)) if of == y => doubtful,
            Some(_) | None => [shown, next].into_iter().filter_map(|it| first_doubtful(it, y)).min(),
        };
        row = Some((y, doubtful));
        match doubtful {
            Some(x) if change.0 >= x => {
                if rows.last() != Some(&(x, y)) {
                    rows.push((x, y));
                }
            }
            Some(_) | None => usual.push(change),
        }
    }
    draw(&bridged(&usual, next), &mut bytes)?;
    for (x, y) in rows {
        row_from(next, x, y, &mut bytes)?;
    }
    Ok(bytes)
}

/// So few cells between two changes are written again: to set the cursor behind them takes more bytes.
const SHORT_GAP: u16 = 5;

/// The changes, with what lies in short gaps between them and looks as the change before it does, as the blanks
/// between words do.
fn bridged<'b>(changes: &[(u16, u16, &'b Cell)], next: &'b Buffer) -> Vec<(u16, u16, &'b Cell)> {
    let mut bridged: Vec<(u16, u16, &Cell)> = Vec::with_capacity(changes.len() * 2);
    for &(x, y, cell) in changes {
        if let Some(&(before, _, last)) = bridged.last().filter(|it| it.1 == y && it.0 < x) {
            let gap = || (before + 1..x).map(|x| (x, y, &next[(x, y)]));
            let is_like_it = |it: &Cell| it.symbol().len() == 1 && it.style() == last.style();
            if x - before <= SHORT_GAP + 1 && gap().all(|it| is_like_it(it.2)) {
                bridged.extend(gap());
            }
        }
        bridged.push((x, y, cell));
    }
    bridged
}

/// Clears a row from a column on, and writes the rest of it.
fn row_from(next: &Buffer, from: u16, y: u16, bytes: &mut Vec<u8>) -> io::Result<()> {
    crossterm::queue!(
        bytes,
        crossterm::cursor::MoveTo(from, y),
        crossterm::style::ResetColor,
        crossterm::terminal::Clear(crossterm::terminal::ClearType::UntilNewLine)
    )?;
    let mut run: Vec<(u16, u16, &Cell)> = Vec::new();
    let mut x = from;
    while x < next.area.right() {
        let cell = &next[(x, y)];
        if *cell != Cell::EMPTY {
            run.push((x, y, cell));
        }
        // Each run begins with setting the cursor.
        if is_doubtful(cell.symbol()) {
            draw(&std::mem::take(&mut run), bytes)?;
        }
        x += width(cell.symbol());
    }
    draw(&run, bytes)
}

/// What a pen can do beside its colours.
const ATTRIBUTES: &[(Modifier, Attribute)] = &[
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink),
    (Modifier::RAPID_BLINK, Attribute::RapidBlink),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::HIDDEN, Attribute::Hidden),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

/// Writes cells, and leaves the pen as it was. Of the pen only what differs is changed: the library's own writer
/// writes both colours where one is another, which is a tenth of a frame with a figure.
fn draw(cells: &[(u16, u16, &Cell)], bytes: &mut Vec<u8>) -> io::Result<()> {
    let (mut front, mut behind, mut modifier) = (Color::Reset, Color::Reset, Modifier::empty());
    let mut before = None;
    for &(x, y, cell) in cells {
        if before != Some((x.wrapping_sub(1), y)) {
            crossterm::queue!(bytes, crossterm::cursor::MoveTo(x, y))?;
        }
        before = Some((x, y));
        if !cell.modifier.contains(modifier) {
            // An attribute is taken back with everything else.
            crossterm::queue!(bytes, SetAttribute(Attribute::Reset))?;
            (front, behind, modifier) = (Color::Reset, Color::Reset, Modifier::empty());
        }
        let more = cell.modifier - modifier;
        for (_, attribute) in ATTRIBUTES.iter().filter(|it| more.contains(it.0)) {
            crossterm::queue!(bytes, SetAttribute(*attribute))?;
        }
        modifier = cell.modifier;
        if cell.fg != front {
            crossterm::queue!(bytes, SetForegroundColor(cell.fg.into_crossterm()))?;
            front = cell.fg;
        }
        if cell.bg != behind {
            crossterm::queue!(bytes, SetBackgroundColor(cell.bg.into_crossterm()))?;
            behind = cell.bg;
        }
        crossterm::queue!(bytes, Print(cell.symbol()))?;
    }
    if !cells.is_empty() {
        crossterm::queue!(bytes, SetAttribute(Attribute::Reset))?;
    }
    Ok(())
}

/// The column of the first character of a row whose width is not certain.
fn first_doubtful(buffer: &Buffer, y: u16) -> Option<u16> {
    let area = buffer.area;
    (area.left()..area.right()).find(|x| is_doubtful(buffer[Position::new(*x, y)].symbol()))
}

fn width(symbol: &str) -> u16 {
    symbol.width().max(1) as u16
}

/// Whether terminals and libraries may disagree about the width of what stands in a cell. Certain are
/// single characters of European scripts, the signs of typography, and what boxes and pictures are made of.
fn is_doubtful(symbol: &str) -> bool {
    let mut characters = symbol.chars();
    match (characters.next(), characters.next()) {
        (None, _) => false,
        (Some(character), None) => !matches!(character,
            '\0'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{58f}' | '\u{1e00}'..='\u{1fff}'
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{2190}'..='\u{2193}'
            | '\u{2500}'..='\u{259f}' | '\u{fffd}' | '\u{1fb00}'..='\u{1fbff}'),
        (Some(_), Some(_)) => true,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    /// Words whose widths are in doubt, and words that are not.
    const WORDS: &[&str] = &[
        "Stop if you feel sharp pain",
        "ooooooooo ｶﾞｷﾞｸﾞ end",
        "ﾊﾟｿｺﾝ and more",
        "首を左に倒す",
        "pull 👨‍👩‍👧 and 🇩🇪 and ☝🏽 up",
        "ﷺ and नमस्ते",
        "กำลัง ยืดคอ",
        "ö and ñ in pieces",
        "─── · … ▟██▙ ███",
        "",
    ];

    fn frame(rows: &[&str]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30, rows.len() as u16));
        for (y, row) in rows.iter().enumerate() {
            buffer.set_string(0, y as u16, row, ratatui::style::Style::new());
        }
        buffer
    }

    /// The rows that a terminal shows, without the blanks at their ends.
    fn shown(bytes: &[&[u8]]) -> Vec<String> {
        let mut terminal = vt100::Parser::new(
            std::num::NonZeroU16::new(3).expect("three rows"),
            std::num::NonZeroU16::new(30).expect("thirty columns"),
            0,
        );
        bytes.iter().for_each(|it| terminal.process(it));
        terminal.screen().contents().lines().map(|it| it.trim_end().to_owned()).collect()
    }

    /// Whatever was shown before, nothing of it is left, although this terminal has widths of its own.
    #[test]
    fn nothing_is_left_of_the_words_before() {
        for before in WORDS {
            for after in WORDS {
                let [first, second] = [frame(&["above", before, "below"]), frame(&["above", after, "below"])];
                let whole = bytes(None, &second).expect("memory takes bytes");
                let [one, two] = [bytes(None, &first), bytes(Some(&first), &second)]
                    .map(|it| it.expect("memory takes bytes"));
                assert_eq!(shown(&[&one, &two]), shown(&[&whole]), "{before:?}, then {after:?}");
            }
        }
    }

    /// Words are written with the blanks between them, but the cursor is set over what is long or looks otherwise.
    #[test]
    fn short_gaps_are_written_and_long_ones_are_not() {
        let text = |next: &Buffer, shown: &Buffer| {
            String::from_utf8(bytes(Some(shown), next).expect("memory takes bytes")).expect("it is UTF-8")
        };
        let empty = frame(&["", ""]);
        assert!(text(&frame(&["Stop if you feel", ""]), &empty).contains("Stop if you feel"));
        let far = text(&frame(&["Stop        if", ""]), &empty);
        assert!(far.contains("Stop") && far.contains("if") && !far.contains("Stop "), "{far:?}");
        let mut other = frame(&["Stop if", ""]);
        other[(4, 0)].set_bg(ratatui::style::Color::Red);
        let mut before = frame(&["", ""]);
        before[(4, 0)].set_bg(ratatui::style::Color::Red);
        assert!(!text(&other, &before).contains("Stop if"), "the blank looks otherwise");
    }

    /// Whatever a cell looks like, and whatever stood before it, the terminal shows it so.
    #[test]
    fn every_look_is_shown_after_every_other() {
        use ratatui::style::Style;
        let looks = [
            Style::new(),
            Style::new().add_modifier(Modifier::BOLD),
            Style::new().fg(Color::Indexed(94)).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Style::new().fg(Color::Indexed(94)).bg(Color::Indexed(173)),
            Style::new().bg(Color::Red).add_modifier(Modifier::REVERSED | Modifier::ITALIC),
            Style::new().fg(Color::Rgb(1, 2, 3)),
        ];
        for one in looks {
            for other in looks {
                let mut next = Buffer::empty(Rect::new(0, 0, 30, 1));
                next.set_string(0, 0, "a", one);
                next.set_string(1, 0, "b", other);
                let mut terminal = vt100::Parser::new(
                    std::num::NonZeroU16::new(1).expect("a row"),
                    std::num::NonZeroU16::new(30).expect("thirty columns"),
                    0,
                );
                terminal.process(&bytes(None, &next).expect("memory takes bytes"));
                for (x, style) in [(0, one), (1, other)] {
                    let cell = terminal.screen().cell(0, x).expect("it is there");
                    let has = |modifier| style.add_modifier.contains(modifier);
                    assert_eq!(cell.bold(), has(Modifier::BOLD), "{one:?}, {other:?}");
                    assert_eq!(cell.underline(), has(Modifier::UNDERLINED), "{one:?}, {other:?}");
                    assert_eq!(cell.inverse(), has(Modifier::REVERSED), "{one:?}, {other:?}");
                    assert_eq!(cell.italic(), has(Modifier::ITALIC), "{one:?}, {other:?}");
                    let colour = |it: Option<Color>| match it {
                        None => vt100::Color::Default,
                        Some(Color::Indexed(at)) => vt100::Color::Idx(at),
                        Some(Color::Red) => vt100::Color::Idx(1),
                        Some(Color::Rgb(red, green, blue)) => vt100::Color::Rgb(red, green, blue),
                        Some(other) => panic!("{other:?} is none of these"),
                    };
                    assert_eq!(cell.fgcolor(), colour(style.fg), "{one:?}, {other:?}");
                    assert_eq!(cell.bgcolor(), colour(style.bg), "{one:?}, {other:?}");
                }
            }
        }
    }

    /// A row is written again only from where the doubt begins.
    #[test]
    fn what_is_certain_costs_what_it_did() {
        let [first, second] = [frame(&["a 首", "", ""]), frame(&["b 首", "", ""])];
        let changed = bytes(Some(&first), &second).expect("memory takes bytes");
        let text = String::from_utf8(changed).expect("it is UTF-8");
        assert!(text.contains('b') && !text.contains('首'), "{text:?}");
        let same = bytes(Some(&first), &first).expect("memory takes bytes");
        assert!(same.is_empty());
    }
}
