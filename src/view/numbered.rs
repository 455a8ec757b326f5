//! What there is to play as a numbered list, for those who read lines.

use std::{fmt::Write as _, ops::Range};

use crate::model::{
    menu::{HomeMenu, MenuItem},
    words::terms,
};

/// What one may choose by its number: areas, programs, and one's own, in this order.
pub fn numbered(menu: &HomeMenu) -> Vec<&MenuItem> {
    let is_listed = |item: &&MenuItem| match item {
        MenuItem::Area(_) | MenuItem::Program(_) => true,
        MenuItem::Routine(_) => item.is_own(),
        MenuItem::Broken(_) => false,
    };
    menu.items().iter().filter(is_listed).collect()
}

/// Part of the list, a line each.
pub fn text(items: &[&MenuItem], part: Range<usize>) -> String {
    let wide = items.len().to_string().len();
    let mut text = String::new();
    for (at, item) in items.iter().enumerate().take(part.end).skip(part.start) {
        let time = item.total().map(|it| format!(", {}", terms::minutes(it))).unwrap_or_default();
        let _ = writeln!(text, "{:>wide$} {}{time}", at + 1, item.name());
    }
    text
}
