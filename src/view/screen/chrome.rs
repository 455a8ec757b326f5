//! The frame of every screen: the rules, the notice, and the keys at the bottom.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
    widgets::Widget as _,
};

use super::{Sight, layout::Parts};
use crate::view::{
    palette::{Palette, Tone},
    wrap::cut_with,
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

/// Draws the rules, and the notice over the lower one.
pub fn draw(parts: &Parts, sight: &Sight, buffer: &mut Buffer) {
    let palette = sight.palette;
    for rule in parts.rules {
        let line = palette.rule().repeat(usize::from(rule.width));
        Line::styled(line, palette.quiet()).render(rule, buffer);
    }
    let width = usize::from(parts.notice.width);
    if let Some(notice) = sight.notice {
        let shown = cut_with(notice.as_str(), width, palette.cut());
        Line::styled(format!("{shown:<width$}"), palette.tone(Tone::Paused)).render(parts.notice, buffer);
    }
}

/// Draws the keys for which there is room, in their order.
pub fn footer(keys: &[KeyBrief], area: Rect, palette: Palette, buffer: &mut Buffer) {
    let mut keys = keys.to_vec();
    // Three cells are between two keys, and none after the last.
    let width = |keys: &[KeyBrief]| keys.iter().map(|it| it.key.len() + it.does.len() + 4).sum::<usize>();
    while width(&keys) > usize::from(area.width) + 3 {
        match keys.iter().map(|it| it.rank).max() {
            Some(highest) if highest > 0 => keys.retain(|it| it.rank != highest),
            Some(_) | None => break,
        }
    }
    let spans = keys
        .iter()
        .flat_map(|it| [Span::raw(it.key), Span::styled(format!(" {}   ", it.does), palette.quiet())]);
    Line::from_iter(spans).render(area, buffer);
}
