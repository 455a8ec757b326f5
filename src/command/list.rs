//! `stretch list`: routines by area, and what a search finds.

use clap::Args;

use super::{
    Reader,
    complaint::{self, Listed},
    options::{Shared, word},
    suiting,
};
use crate::{
    error::{Exit, Failure, aside},
    model::{
        catalogue::{Catalogue, Filter},
        routine::{Position, Thing},
    },
    view::{
        json,
        listing::{self, Listing},
    },
    world::{settings, terminal},
};

/// The arguments of `stretch list`.
#[derive(Args, Debug)]
pub struct List {
    /// Search words, all of which must be found: areas, names, muscles
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
            words: self.words.clone(),
            positions: self.position.clone(),
            needs: self.needs.clone(),
            without: self.without.clone(),
            muscle: self.muscle.clone(),
        };
        let mut found = filter.find(&catalogue);
        if found.is_empty() && !self.words.is_empty() {
            // Words that are in no name or summary may say what hurts.
            let (limits, _) = suiting::limits(&settings::read().settings, &catalogue);
            match complaint::listed(&library, &catalogue, &self.words, &limits)? {
                // Other filters hold for what is found, but a warning is said whatever they are.
                Some(Listed::Found(..)) if !is_words_only(self) => {}
                Some(Listed::Found(fitting, _)) if self.json || self.ids => found = fitting,
                Some(Listed::Found(_, text)) => {
                    super::print(&text)?;
                    return Ok(Exit::Done);
                }
                Some(Listed::Told(text)) => {
                    if self.json {
                        super::print(&json::text(&json::list(&found)))?;
                        aside(&text);
                    } else if self.ids {
                        aside(&text);
                    } else {
                        super::print(&text)?;
                    }
                    return Ok(Exit::Failed);
                }
                None => {}
            }
        }
        let missed = found.is_empty().then(|| none_found(&filter, &catalogue));
        if self.json {
            // For a program an empty list is an answer too.
            super::print(&json::text(&json::list(&found)))?;
        } else if self.ids {
            super::print(&listing::ids(&found))?;
        } else if missed.is_none() {
            let width = terminal::width().filter(|_| !super::is_plain(&self.shared));
            let (areas, is_search, mark) =
                (&catalogue.areas, !filter.is_empty(), super::palette(&self.shared).cut());
            super::print(&Listing { found, areas, is_search, width, mark }.text())?;
        }
        missed.map_or(Ok(Exit::Done), |it| Err(it.into()))
    }
}

fn is_words_only(list: &List) -> bool {
    !list.words.is_empty()
        && list.position.is_empty()
        && list.needs.is_empty()
        && list.without.is_empty()
        && list.muscle.is_none()
}

fn none_found(filter: &Filter, catalogue: &Catalogue<'_>) -> Failure {
    let typed = filter.words.join(" ");
    let failure = Failure::failed(match typed.trim() {
        "" => "no routine matches".to_owned(),
        typed => format!("no routine matches `{typed}`"),
    });
    match filter.instead(catalogue) {
        Some(instead) => failure.hint(format!("did you mean `stretch list {}`?", instead.join(" "))),
        None => failure.hint("`stretch list` shows everything"),
    }
}
