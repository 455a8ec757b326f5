//! `stretch stiff neck`: what is answered when the words are not all names.

use crate::{
    model::{
        area::Area,
        catalogue::{Catalogue, Found, Target, is_path},
        complaint::{Answer, Hit, Reading},
        routine::Condition,
        text::Text,
    },
    view::complaint::{self, Named},
    world::{library::Library, terminal},
};

/// What a complaint led to.
pub enum Heard {
    /// What to play.
    Play {
        /// In this order.
        targets: Vec<Target>,
        /// What must be left out of it.
        conditions: Vec<Condition>,
        /// One line: what is played, and for which words.
        why: String,
    },
    /// Nothing is played. This is said instead.
    Told(String),
}

/// Reads the words as a complaint. Nothing if they are not one: no word of them is understood, or a word
/// that is not is a name with a slip in it.
pub fn heard(library: &Library, words: &[String], is_slip: bool) -> anyhow::Result<Option<Heard>> {
    if words.iter().any(|it| is_path(it)) {
        return Ok(None);
    }
    let Reading { answer, hits, conditions } = library.complaints()?.read(words);
    let catalogue = library.catalogue();
    let found = all_named(&catalogue, &hits);
    let width = terminal::width().unwrap_or(USUAL_WIDTH);
    let see = |area: Area| library.area(area);
    Ok(match answer {
        Answer::Emergency { says, see: area } => {
            Some(Heard::Told(complaint::emergency(&says, &see(area)?, width)))
        }
        Answer::Injury { phrase } => Some(Heard::Told(complaint::injury(&phrase, width))),
        Answer::RedFlag { phrase, see: area } => {
            Some(Heard::Told(complaint::red_flag(&phrase, &see(area)?, &found, width)))
        }
        Answer::Unknown(_) if hits.is_empty() || is_slip => None,
        Answer::Unknown(unknown) => Some(Heard::Told(complaint::unknown(&unknown, &found, width))),
        Answer::Choose => Some(Heard::Told(complaint::choose(&found, width))),
        Answer::Play(played) => {
            let played = all_named(&catalogue, &played);
            let why = complaint::why(&Text::clean(&words.join(" ")), &played, &conditions);
            Some(Heard::Play { targets: played.into_iter().map(|it| it.target).collect(), conditions, why })
        }
    })
}

/// What `stretch list` answers.
pub enum Listed<'l> {
    /// All that fits, and the same in words, best first.
    Found(Found<'l>, String),
    /// Nothing is listed, and this is said.
    Told(String),
}

/// What `stretch list` answers to a complaint; nothing if the words are none.
pub fn listed<'l>(
    library: &Library,
    catalogue: &Catalogue<'l>,
    words: &[String],
) -> anyhow::Result<Option<Listed<'l>>> {
    let Reading { answer, hits, .. } = library.complaints()?.read(words);
    Ok(match answer {
        Answer::Play(_) | Answer::Choose if hits.is_empty() => None,
        Answer::Play(_) | Answer::Choose => {
            let names = all_named(catalogue, &hits);
            let width = terminal::width().unwrap_or(USUAL_WIDTH);
            let text = complaint::fitting(&Text::clean(&words.join(" ")), &names, width);
            Some(Listed::Found(found(catalogue, &names), text))
        }
        Answer::Emergency { .. } | Answer::Injury { .. } | Answer::RedFlag { .. } => {
            match heard(library, words, true)? {
                Some(Heard::Told(text)) => Some(Listed::Told(text)),
                Some(Heard::Play { .. }) | None => None,
            }
        }
        Answer::Unknown(_) => None,
    })
}

/// The cards of these names.
fn found<'l>(catalogue: &Catalogue<'l>, names: &[Named<'_>]) -> Found<'l> {
    let targets: Vec<&Target> = names.iter().map(|it| &it.target).collect();
    let of = |target: Target| targets.contains(&&target);
    Found {
        routines: catalogue
            .routines
            .iter()
            .copied()
            .filter(|it| of(Target::Routine(it.id.to_string())))
            .collect(),
        areas: catalogue.areas.iter().copied().filter(|it| of(Target::Area(it.area))).collect(),
        programs: catalogue
            .programs
            .iter()
            .copied()
            .filter(|it| of(Target::Program(it.id.to_string())))
            .collect(),
    }
}

/// The width of what is written where there is no terminal.
const USUAL_WIDTH: usize = 80;

fn all_named<'h>(catalogue: &Catalogue<'_>, hits: &'h [Hit]) -> Vec<Named<'h>> {
    hits.iter().filter_map(|it| named(catalogue, it)).collect()
}

/// A hit with what it is called, if it is still there: the person's own files may have hidden it.
fn named<'h>(catalogue: &Catalogue<'_>, hit: &'h Hit) -> Option<Named<'h>> {
    let targets = catalogue.find(std::slice::from_ref(&hit.name), &[]).ok()?;
    let [target] = <[Target; 1]>::try_from(targets).ok()?;
    let (name, summary) = match &target {
        Target::Area(area) => {
            let card = catalogue.areas.iter().find(|it| it.area == *area)?;
            (card.name.clone(), card.summary.clone())
        }
        Target::Program(id) => {
            let card = catalogue.programs.iter().find(|it| it.id == *id)?;
            (card.name.clone(), card.summary.clone())
        }
        Target::Routine(id) => {
            let card = catalogue.routines.iter().find(|it| it.id == *id)?;
            (card.name.clone(), card.summary.clone())
        }
        Target::Path(_) => return None,
    };
    Some(Named { target, word: &hit.name, name, summary })
}
