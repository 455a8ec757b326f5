//! `stretch list`: routines by area.

use crate::{
    cli::{List, Shared},
    error::{Exit, Failure},
    model::{area::Area, catalogue::Filter, nearest::nearest, text::Text},
    view::{json, listing::Listing},
    world::{library::Library, settings, terminal},
};

/// Prints the routines that pass the filters.
pub fn run(shared: &Shared, list: &List) -> anyhow::Result<Exit> {
    let library = Library::open(&shared.routines)?;
    super::warn_of_broken(&library);
    let catalogue = library.catalogue();
    let filter = Filter {
        words: list.words.clone(),
        positions: list.position.iter().map(|it| it.0).collect(),
        needs: list.needs.iter().map(|it| it.0).collect(),
        without: list.without.iter().map(|it| it.0).collect(),
        muscle: list.muscle.clone(),
    };
    let area_words = |area: Area| {
        let mut words = vec![area.name().replace('-', " "), area.name().to_owned()];
        let card = catalogue.areas.iter().find(|it| it.area == area);
        words.extend(card.iter().flat_map(|it| it.aliases.iter().map(Text::to_string)));
        words
    };
    let filtered = !(list.words.is_empty()
        && list.position.is_empty()
        && list.needs.is_empty()
        && list.without.is_empty()
        && list.muscle.is_none());
    let routines: Vec<_> =
        catalogue.routines.iter().copied().filter(|it| !filtered || filter.admits(it, &area_words)).collect();
    if list.json {
        let cards: Vec<_> = routines.iter().map(|it| json::card(it)).collect();
        super::print(&json::text(&cards))?;
        return Ok(Exit::Done);
    }
    if routines.is_empty() {
        return Err(none_found(list, &catalogue.areas.iter().map(|it| it.area.name()).collect::<Vec<_>>()));
    }
    let programs = if filtered { Vec::new() } else { catalogue.programs.clone() };
    // Where lines are read aloud, they are whole.
    let width = terminal::width().filter(|_| !settings::wants_plain(shared.plain));
    let listing = Listing { routines, areas: &catalogue.areas, programs, width };
    super::print(&listing.text())?;
    Ok(Exit::Done)
}

fn none_found(list: &List, areas: &[&str]) -> anyhow::Error {
    let failure = Failure::failed("no routine is like that");
    let near: Vec<&str> = list.words.iter().flat_map(|it| nearest(it, areas.iter().copied())).collect();
    match near.first() {
        Some(near) => failure.hint(format!("did you mean `stretch list {near}`?")).into(),
        None => failure.hint("`stretch list` shows them all").into(),
    }
}
