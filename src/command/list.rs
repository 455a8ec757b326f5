//! `stretch list`: routines by area, and what a search finds.

use std::collections::BTreeMap;

use clap::Args;

use super::{
    Reader, complaint,
    options::{Shared, word},
    suiting,
};
use crate::{
    error::{Exit, Failure, aside},
    model::{
        catalogue::{Catalogue, CatalogueEntry, Filter},
        menu::{Answered, Guide, HomeMenu},
        routine::{Position, Thing},
        text::Text,
        words::complaints as words,
    },
    view::{
        json,
        listing::{self, ListOrder, Listing},
    },
    world::{library::Library, settings, terminal},
};

/// The arguments of `stretch list`.
#[derive(Args, Debug)]
pub struct List {
    /// Search words, as on the home screen: names, areas, muscles, what hurts; typos are forgiven
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// In one of these positions
    #[arg(
        long,
        value_name = "POSITION",
        value_delimiter = ',',
        value_parser = word(Position::NAMES, Position::from_name)
    )]
    pub position: Vec<Position>,
    /// Using each of these things
    #[arg(
        long,
        value_name = "THING",
        value_delimiter = ',',
        value_parser = word(Thing::NAMES, Thing::from_name)
    )]
    pub needs: Vec<Thing>,
    /// Needing none of these things
    #[arg(
        long,
        value_name = "THING",
        value_delimiter = ',',
        value_parser = word(Thing::NAMES, Thing::from_name)
    )]
    pub without: Vec<Thing>,
    /// For this muscle
    #[arg(long, value_name = "NAME")]
    pub muscle: Option<String>,
    /// Print only ids, one a line: areas, routines and programs
    #[arg(long, conflicts_with = "json")]
    pub ids: bool,
    /// Print it as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub shared: Shared,
}

impl List {
    /// Prints what passes the filters.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let library = super::open(&self.shared, Reader::of(self.json || self.ids))?;
        let catalogue = library.catalogue();
        let filter = Filter {
            positions: self.position.clone(),
            needs: self.needs.clone(),
            without: self.without.clone(),
            muscle: self.muscle.clone(),
        };
        if self.words.is_empty() {
            let order = if filter.is_empty() { ListOrder::All } else { ListOrder::Filtered };
            return self.print(&catalogue, &filter.find(&catalogue), order);
        }
        // A warning is said whatever else is asked for.
        let (limits, _) = suiting::limits(&settings::read().settings, &catalogue);
        let search = Search::new(&library, &catalogue)?;
        let Answered { items, warning, conditions, unknown } = search.answer(&self.words);
        if warning.is_some()
            && let Some(told) = complaint::warned(&library, &self.words, &limits)?
        {
            if self.json {
                super::print(&json::text(&json::list(&[])))?;
            }
            if self.json || self.ids {
                aside(&told)
            } else {
                super::print(&told)?
            }
            return Ok(Exit::Failed);
        }
        let found: Vec<CatalogueEntry<'_>> = items
            .iter()
            .filter_map(|it| search.entries.get(*it))
            .filter(|it| filter.passes(it))
            .copied()
            .collect();
        // A word that was passed over may have been the one that matters.
        let not_understood = if unknown.is_empty() || found.is_empty() {
            String::new()
        } else {
            words::means_nothing(&unknown) + "\n"
        };
        // What speaks against a condition that was typed is left out.
        let Some(left_out) = words::are_left_out(&conditions) else {
            let exit = self.print(&catalogue, &found, ListOrder::BestFirst)?;
            aside(&not_understood);
            return Ok(exit);
        };
        let (found, command) = complaint::listed(&library, &catalogue, found, &conditions, &limits);
        let found: Vec<CatalogueEntry<'_>> = found.into_iter().filter(|it| filter.passes(it)).collect();
        if found.is_empty() && !self.json && !self.ids {
            super::print(&complaint::nothing_listed(&library, &self.words, &limits)?)?;
            return Ok(Exit::Failed);
        }
        let exit = self.print(&catalogue, &found, ListOrder::BestFirst)?;
        let play = command.map(|it| format!(" {}", words::play_it_so(&it))).unwrap_or_default();
        aside(&format!("{not_understood}{left_out}{play}\n"));
        Ok(exit)
    }

    fn print(
        &self,
        catalogue: &Catalogue<'_>,
        found: &[CatalogueEntry<'_>],
        order: ListOrder,
    ) -> anyhow::Result<Exit> {
        if self.json {
            // For a program an empty list is an answer too.
            super::print(&json::text(&json::list(found)))?;
        } else if self.ids {
            super::print(&listing::ids(found))?;
        } else if !found.is_empty() {
            let width = terminal::width().filter(|_| !super::is_plain(&self.shared));
            let mark = super::palette(&self.shared).cut();
            super::print(&Listing { found, areas: &catalogue.areas, order, width, mark }.text())?;
        }
        if found.is_empty() { Err(self.missed().into()) } else { Ok(Exit::Done) }
    }

    /// That nothing was found.
    fn missed(&self) -> Failure {
        let typed = Text::clean(self.words.join(" ").trim());
        let failure = Failure::failed(match typed.is_empty() {
            true => "no routine matches".to_owned(),
            false => format!("no routine matches `{typed}`"),
        });
        failure.hint("`stretch list` shows everything")
    }
}

/// The search of the home screen.
struct Search<'l> {
    menu: HomeMenu,
    guide: Guide,
    /// The entries in the order of the menu.
    entries: Vec<CatalogueEntry<'l>>,
}

impl<'l> Search<'l> {
    fn new(library: &Library, catalogue: &Catalogue<'l>) -> anyhow::Result<Search<'l>> {
        let menu = HomeMenu::of(catalogue, Vec::new());
        let guide = Guide::new(&menu, library.complaints()?, BTreeMap::new());
        let areas = catalogue.areas.iter().map(|it| CatalogueEntry::Area(it));
        let programs = catalogue.programs.iter().map(|it| CatalogueEntry::Program(it));
        let entries =
            areas.chain(programs).chain(catalogue.routines.iter().map(|it| CatalogueEntry::Routine(it)));
        Ok(Search { menu, guide, entries: entries.collect() })
    }

    fn answer(&self, words: &[String]) -> Answered {
        self.guide.answer(&self.menu, &words.join(" "))
    }
}
