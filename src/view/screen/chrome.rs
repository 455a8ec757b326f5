//! The frame of every screen: the rules, the notice, and the keys at the bottom.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
    widgets::Widget as _,
};

use unicode_width::UnicodeWidthStr as _;

use super::{
    Sight,
    layout::{self, Parts},
};
use crate::view::{
    palette::{Palette, Tone},
    wrap::{cut_with, wrap},
};

/// A key, or several, with a word for what it does now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyBrief {
    /// The name of the key.
    pub key: &'static str,
    /// What it does.
    pub does: &'static str,
    /// Its rank: if there is no room for all keys, those with the highest rank are left out. 0 always stays.
    pub rank: u8,
}

/// A key with its word and its rank.
pub const fn brief(key: &'static str, does: &'static str, rank: u8) -> KeyBrief {
    KeyBrief { key, does, rank }
}

/// The parts of a screen, with room for the notice.
pub fn parts(area: Rect, sight: &Sight) -> Parts {
    let width = usize::from(area.width.saturating_sub(2));
    let lines = sight.notice.map_or(0, |it| wrap(it.as_str(), width).len().max(1));
    layout::parts(area, u16::try_from(lines).unwrap_or(u16::MAX))
}

/// Draws the rules, and the notice over the lower one.
pub fn draw(parts: &Parts, sight: &Sight, buffer: &mut Buffer) {
    let palette = sight.palette;
    for rule in parts.rules {
        let line = palette.rule().repeat(usize::from(rule.width));
        Line::styled(line, palette.quiet()).render(rule, buffer);
    }
    let width = usize::from(parts.notice.width);
    let lines = sight.notice.map(|it| wrap(it.as_str(), width)).unwrap_or_default();
    let rows = usize::from(parts.notice.height);
    for (at, (row, line)) in parts.notice.rows().zip(&lines).enumerate() {
        // Only the last row may have to hold more than it has room for.
        let shown = if at + 1 == rows { lines[at..].join(" ") } else { line.clone() };
        let shown = cut_with(&shown, width, palette.cut());
        let gap = " ".repeat(width.saturating_sub(shown.width()));
        Line::styled(format!("{shown}{gap}"), palette.tone(Tone::Paused)).render(row, buffer);
    }
}

/// Keys of a higher rank are left out before any name of a key is written in short.
const WORTH_ITS_NAME: u8 = 4;

/// Draws the keys for which there is room, in their order. Where those that matter do not fit, `ctrl-s` is
/// written `^s`.
pub fn footer(keys: &[KeyBrief], area: Rect, palette: Palette, buffer: &mut Buffer) {
    let width = usize::from(area.width);
    let written = |short: bool, least: u8| {
        let name = |key: &str| if short { key.replace("ctrl-", "^") } else { key.to_owned() };
        let keys = keys.iter().map(|it| (name(it.key), *it)).collect();
        fitting(keys, width, least)
    };
    let keys = written(false, WORTH_ITS_NAME).or_else(|| written(true, 0)).unwrap_or_default();
    let spans = keys
        .into_iter()
        .flat_map(|(key, it)| [Span::raw(key), Span::styled(format!(" {}   ", it.does), palette.quiet())]);
    Line::from_iter(spans).render(area, buffer);
}

/// The keys without as many of the highest ranks as there is no room for, down to this one; none if even those
/// are too many. If nothing more can be left out, it is all of them.
fn fitting(mut keys: Vec<(String, KeyBrief)>, room: usize, least: u8) -> Option<Vec<(String, KeyBrief)>> {
    // Three cells are between two keys, and none after the last.
    let width = |keys: &[(String, KeyBrief)]| {
        keys.iter().map(|it| it.0.width() + it.1.does.width() + 4).sum::<usize>().saturating_sub(3)
    };
    while width(&keys) > room {
        match keys.iter().map(|it| it.1.rank).max() {
            Some(highest) if highest > least => keys.retain(|it| it.1.rank != highest),
            Some(_) | None if least > 0 => return None,
            Some(_) | None => break,
        }
    }
    Some(keys)
}
