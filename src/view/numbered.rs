//! What there is to play as a numbered list, for those who read lines.

use std::{fmt::Write as _, ops::Range};

use crate::model::{
    menu::{Item, Menu},
    words::terms,
};

/// What one may choose by its number: areas, programs, and one's own, in this order.
pub fn numbered(menu: &Menu) -> Vec<&Item> {
    let is_listed = |item: &&Item| match item {
        Item::Area(_) | Item::Program(_) => true,
        Item::Routine(_) => item.is_own(),
        Item::Broken(_) => false,
    };
    menu.items().iter().filter(is_listed).collect()
}

/// Part of the list, a line each.
pub fn text(items: &[&Item], part: Range<usize>) -> String {
    let wide = items.len().to_string().len();
    let mut text = String::new();
    for (at, item) in items.iter().enumerate().take(part.end).skip(part.start) {
        let time = item.total().map(|it| format!(", {}", terms::total(it))).unwrap_or_default();
        let _ = writeln!(text, "{:>wide$} {}{time}", at + 1, item.name());
    }
    text
}
