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
    palette::Palette,
    wrap::{cut_with, wrap},
};

/// A key, or several, with a word for what it does now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyBrief {
    /// The name of the key.
    pub key: &'static str,
    /// What it does.
    pub does: &'static str,
    /// Its rank: if there is no room for all keys, those with the lowest ranks are shown.
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
        Line::styled(format!("{shown}{gap}"), palette.notice()).render(row, buffer);
    }
}

/// Draws the keys for which there is room, in their order: from the lowest rank on, each that still fits.
pub fn footer(keys: &[KeyBrief], area: Rect, palette: Palette, buffer: &mut Buffer) {
    let room = usize::from(area.width);
    let between = between(keys, room);
    let spans = fitting(keys, room, between).into_iter().flat_map(|it| {
        [Span::raw(it.key), Span::styled(format!(" {}{}", it.does, " ".repeat(between)), palette.quiet())]
    });
    Line::from_iter(spans).render(area, buffer);
}

/// The cells between two keys: fewer where that makes room for another key.
fn between(keys: &[KeyBrief], room: usize) -> usize {
    const WIDE: usize = 3;
    const NARROW: usize = 2;
    let shown = |between| fitting(keys, room, between).len();
    if shown(NARROW) > shown(WIDE) { NARROW } else { WIDE }
}

/// The keys for which there is room, in the order in which they are given. The first of all stays in any case.
fn fitting(keys: &[KeyBrief], room: usize, between: usize) -> Vec<KeyBrief> {
    let mut by_rank: Vec<usize> = (0..keys.len()).collect();
    by_rank.sort_by_key(|it| keys[*it].rank);
    let mut taken = 0;
    let mut is_shown = vec![false; keys.len()];
    for at in by_rank {
        let width = keys[at].key.width() + 1 + keys[at].does.width();
        if taken == 0 || taken + width <= room {
            taken += width + between;
            is_shown[at] = true;
        }
    }
    keys.iter().zip(is_shown).filter(|it| it.1).map(|it| *it.0).collect()
}
