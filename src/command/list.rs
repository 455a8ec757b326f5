//! `stretch list`: routines by area, and what a search finds.

use super::complaint::{self, Listed};
use crate::{
    cli::{List, Shared},
    error::{Exit, Failure, aside},
    model::catalogue::{Catalogue, Filter},
    view::{json, listing::Listing},
    world::{places, terminal},
};

/// Prints what passes the filters.
pub fn run(shared: &Shared, list: &List) -> anyhow::Result<Exit> {
    let library = super::open(shared)?;
    let catalogue = library.catalogue();
    let filter = Filter {
        words: list.words.clone(),
        positions: list.position.iter().map(|it| it.0).collect(),
        needs: list.needs.iter().map(|it| it.0).collect(),
        without: list.without.iter().map(|it| it.0).collect(),
        muscle: list.muscle.clone(),
    };
    let mut found = filter.find(&catalogue);
    if found.is_empty() && !list.words.is_empty() {
        // Words that are in no name or summary may say what hurts.
        match complaint::listed(&library, &catalogue, &list.words)? {
            // Other filters hold for what is found, but a warning is said whatever they are.
            Some(Listed::Found(..)) if !is_words_only(list) => {}
            Some(Listed::Found(fitting, _)) if list.json => found = fitting,
            Some(Listed::Found(_, text)) => {
                super::print(&text)?;
                return Ok(Exit::Done);
            }
            Some(Listed::Told(text)) => {
                if list.json {
                    super::print(&json::text(&json::list(&found)))?;
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
    if list.json {
        // For a program an empty list is an answer too.
        super::print(&json::text(&json::list(&found)))?;
    } else if missed.is_none() {
        let width = terminal::width().filter(|_| !super::is_plain(shared));
        let (areas, is_search, mark) = (&catalogue.areas, !filter.is_empty(), places::palette().cut());
        super::print(&Listing { found, areas, is_search, width, mark }.text())?;
    }
    missed.map_or(Ok(Exit::Done), |it| Err(it.into()))
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
