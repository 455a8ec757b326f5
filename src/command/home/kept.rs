//! The session that is put together on the home screen, kept from one start to the next.

use crate::{
    model::{area::PlayEntry, catalogue::Target, menu::HomeMenu, parse, template, words::home as words},
    view::screen::home::BasketItem,
    world::{files, library::Library, places},
};

/// A file of more bytes is none that was written here.
const MOST: u64 = 64 * 1024;

/// What was left in it, as far as its routines are still there.
pub fn chosen(menu: &HomeMenu) -> Vec<BasketItem> {
    let bytes = places::session().and_then(|it| files::read_small(&it, MOST).ok());
    let entries =
        bytes.and_then(|it| parse::program(&it, "session").value).map_or_else(Vec::new, |it| it.play);
    let chosen = entries.into_iter().filter_map(|entry| {
        Some(BasketItem {
            card: menu.routine(&entry.routine)?.clone(),
            total: None,
            from: Target::Routine(entry.routine.clone()),
            why: None,
            entry,
        })
    });
    chosen.collect()
}

/// Keeps what is in it; without anything there is no file.
pub fn keep(library: &Library, entries: &[PlayEntry]) -> anyhow::Result<()> {
    let Some(path) = places::session() else { return Ok(()) };
    if entries.is_empty() {
        return if files::is_there(&path) { files::remove(&path) } else { Ok(()) };
    }
    let low = |id: &str| library.routine(id).map_or(1, |it| it.rounds.low());
    files::replace(&path, &template::program(words::YOUR_SESSION, entries, low))
}
