//! What the words of a command line name, and the routines that they lead to.

use std::{
    collections::BTreeSet,
    path::{self, Path},
};

use super::{
    Command,
    complaint::{self, Heard},
};
use crate::{
    error::{Failure, aside},
    model::{
        area::{Area, Entry},
        catalogue::{Catalogue, Miss, Target, is_path},
        journal::Asked,
        nearest::nearest,
        parse::Content,
        plan::Choice,
        routine::Condition,
        suit,
        text::Text,
        wording,
        words::complaints,
    },
    world::library::Library,
};

/// What the words lead to.
pub enum Chosen {
    /// What it is called, what was asked for, and what is played.
    Play(Text, Asked, Vec<Choice>),
    /// Nothing is played, and this is said.
    Told(String),
}

/// What is played. Words that are not all names are a complaint.
pub fn chosen(library: &Library, typed: &[String], skip: &[String]) -> anyhow::Result<Chosen> {
    let catalogue = library.catalogue();
    let mut conditions = Vec::new();
    let targets = match catalogue.find(typed, &Command::reserved()) {
        Ok(targets) => targets,
        Err(miss) => match complaint::heard(library, typed, !miss.nearest.is_empty())? {
            Some(Heard::Play { targets, conditions: named, why }) => {
                aside(&format!("{why}\n"));
                conditions = named;
                targets
            }
            Some(Heard::Told(text)) => return Ok(Chosen::Told(text)),
            None => return Err(missed(&miss)),
        },
    };
    if targets.is_empty() {
        return Err(Failure::usage("no target given").hint("`stretch list` shows what there is").into());
    }
    let mut names = Vec::new();
    let mut choices = Vec::new();
    for target in &targets {
        let (name, more) = expanded(library, target)?;
        names.push(name);
        choices.extend(more);
    }
    let mut choices = suited(library, choices, &conditions)?;
    for id in skip {
        let before = choices.len();
        choices.retain(|it| it.routine.id != *id);
        if choices.len() == before {
            return Err(not_skipped(id, &choices, &catalogue));
        }
    }
    let asked = Asked {
        targets: targets.iter().map(named).collect(),
        skip: skip.iter().map(|it| Text::clean(it)).collect(),
        length: None,
    };
    Ok(Chosen::Play(Text::clean(&wording::list(&names, "and")), asked, choices))
}

/// A target as it can be found again, from any folder.
fn named(target: &Target) -> Text {
    Text::clean(&match target {
        Target::Area(area) => area.name().to_owned(),
        Target::Program(id) | Target::Routine(id) => id.to_string(),
        Target::Path(path) => {
            let path = Path::new(path);
            path::absolute(path).unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned()
        }
    })
}

/// The choices without those that do not suit the person, which are named.
fn suited(library: &Library, choices: Vec<Choice>, conditions: &[Condition]) -> anyhow::Result<Vec<Choice>> {
    let is_unsuited = |it: &&Choice| suit::against(&it.routine.avoid, conditions).is_some();
    let unsuited: Vec<&Choice> = choices.iter().filter(is_unsuited).collect();
    if unsuited.is_empty() {
        return Ok(choices);
    }
    let areas: Vec<Area> = unsuited.iter().filter_map(|it| it.routine.area).collect();
    let (kept, left_out) = suit::keep(choices, conditions, &library.inside(&areas));
    for it in &left_out {
        aside(&format!("{}\n", complaints::left_out(it)));
    }
    if kept.is_empty() {
        return Err(Failure::failed(complaints::all_left_out(conditions)).into());
    }
    Ok(kept)
}

/// Says where a text of a file that is played is cut by a comment: the person would hear half of it.
pub fn warn_of_lost_words(library: &Library, typed: &[String], choices: &[Choice]) {
    let named = typed.iter().map(Path::new).filter(|it| it.to_str().is_some_and(is_path));
    let own = choices.iter().filter_map(|it| library.own_file(&it.routine.id));
    let paths: BTreeSet<&Path> = named.chain(own).collect();
    for warning in paths.into_iter().flat_map(|it| library.lost_words(it)) {
        aside(&format!("{warning}\n"));
    }
}

fn expanded(library: &Library, target: &Target) -> anyhow::Result<(Text, Vec<Choice>)> {
    let (content, file) = match target {
        Target::Area(area) => (Content::Area(library.area(*area)?), library.own_page(*area)),
        Target::Program(id) => (Content::Program(library.program(id)?), library.own_file(id)),
        Target::Routine(id) => {
            let routine = library.routine(id)?;
            return Ok((routine.name.clone(), vec![Choice { routine, rounds: None }]));
        }
        Target::Path(path) => (library.file(Path::new(path))?, Some(Path::new(path))),
    };
    // A name that nothing has is told with its place in the file.
    let choices = |play: &[Entry]| {
        let choices = match target {
            Target::Path(path) => library.choices_beside(play, Path::new(path)),
            Target::Area(_) | Target::Program(_) | Target::Routine(_) => library.choices(play),
        };
        choices.map_err(|error| file.and_then(|it| library.misnamed(it)).unwrap_or(error))
    };
    match content {
        Content::Area(page) => Ok((page.name, choices(&page.play)?)),
        Content::Program(program) => Ok((program.name, choices(&program.play)?)),
        Content::Routine(routine) => {
            Ok((routine.name.clone(), vec![Choice { routine: routine.into(), rounds: None }]))
        }
    }
}

/// The error of a word that names nothing.
pub fn missed(miss: &Miss) -> anyhow::Error {
    let failure = Failure::usage(format!("there is no area, program, routine or command `{}`", miss.word));
    match miss.nearest.as_slice() {
        [] => failure.hint("`stretch list` shows what there is").into(),
        near => {
            let near = near.iter().map(|it| format!("`{it}`"));
            failure.hint(format!("did you mean {}?", wording::list(near, "or"))).into()
        }
    }
}

fn not_skipped(id: &str, choices: &[Choice], catalogue: &Catalogue<'_>) -> anyhow::Error {
    let shown = Text::clean(id);
    let known = catalogue.routines.iter().any(|it| it.id == id);
    let failure = if known {
        Failure::usage(format!("`{shown}` is not in this session, so it cannot be skipped"))
    } else {
        Failure::usage(format!("there is no routine `{shown}` to skip"))
    };
    let near = nearest(id, choices.iter().map(|it| it.routine.id.as_str()));
    match near.first() {
        Some(near) => failure.hint(format!("did you mean `{near}`?")).into(),
        None => {
            let played = wording::list(choices.iter().map(|it| format!("`{}`", it.routine.id)), "and");
            failure.hint(format!("this session plays {played}")).into()
        }
    }
}
