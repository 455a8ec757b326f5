//! What the words of a command line name, and the routines that they lead to.

use std::{
    collections::BTreeSet,
    path::{self, Path},
    sync::Arc,
};

use super::{
    Command,
    complaint::{self, Heard},
    play::PlayOptions,
    suiting,
};
use crate::{
    error::{Failure, aside},
    model::{
        area::PlayEntry,
        catalogue::{Catalogue, Miss, Target, is_path},
        compose::Goal,
        journal::Asked,
        nearest::nearest,
        parse::Content,
        plan::{Choice, Wishes},
        routine::Routine,
        settings::Settings,
        suit::{Limits, Picked},
        text::Text,
        wording, words,
    },
    world::{files, library::Library},
};

/// What the words lead to.
pub enum Chosen {
    /// What it is called, what was asked for, what is picked for it, and what does not suit the person.
    Play(Text, Asked, Vec<Picked>, Limits),
    /// Nothing is played, and this is said.
    Told(String),
}

/// What is played. Words that are not all names are a complaint.
pub fn chosen(
    library: &Library,
    typed: &[String],
    skip: &[String],
    limits: Limits,
) -> anyhow::Result<Chosen> {
    let catalogue = library.catalogue();
    let (targets, limits, is_complaint) = match named(library, typed, limits)? {
        Named::Targets { targets, limits, is_complaint } => (targets, limits, is_complaint),
        Named::Told(text) => return Ok(Chosen::Told(text)),
    };
    if targets.is_empty() {
        return Err(Failure::usage("no target given").hint("`stretch list` shows what there is").into());
    }
    let (title, picked) = picked(library, &targets, !is_complaint)?;
    let picked = without_skipped(picked, skip, &catalogue)?;
    let asked = Asked { skip: skip.iter().map(|it| Text::clean(it)).collect(), ..asked(&targets) };
    Ok(Chosen::Play(title, asked, picked, limits))
}

/// What is left of it without the routines that are skipped.
pub fn without_skipped(
    mut picked: Vec<Picked>,
    skip: &[String],
    catalogue: &Catalogue<'_>,
) -> anyhow::Result<Vec<Picked>> {
    for id in skip {
        let before = picked.len();
        picked.retain(|it| it.choice.routine.id != *id);
        if picked.len() == before {
            return Err(not_skipped(id, &picked, catalogue));
        }
    }
    Ok(picked)
}

/// What was asked for, for the log.
pub fn asked(targets: &[Target]) -> Asked {
    Asked { targets: targets.iter().map(found_again).collect(), skip: Vec::new(), length: None }
}

/// What these are called together, and what is picked for them. A routine that is a target itself is named by
/// the person, unless the targets come from a complaint.
pub fn picked(library: &Library, targets: &[Target], is_named: bool) -> anyhow::Result<(Text, Vec<Picked>)> {
    let mut names = Vec::new();
    let mut picked = Vec::new();
    for target in targets {
        let Expanded { name, choices, is_routine } = expanded(library, target)?;
        names.push(name);
        let by_name = is_routine && is_named;
        picked.extend(choices.into_iter().map(|choice| Picked { choice, by_name }));
    }
    Ok((Text::clean(&wording::list(&names, "and")), picked))
}

/// What words name.
pub enum Named {
    /// Targets.
    Targets {
        targets: Vec<Target>,
        /// What does not suit the person, with what their words say of it.
        limits: Limits,
        /// Whether they are the answer to a complaint, so that nobody named them.
        is_complaint: bool,
    },
    /// Nothing is played, and this is said.
    Told(String),
}

/// What words name. Words that are not all names are a complaint.
pub fn named(library: &Library, typed: &[String], limits: Limits) -> anyhow::Result<Named> {
    let miss = match library.catalogue().find(typed, &Command::reserved()) {
        Ok(targets) => return Ok(Named::Targets { targets, limits, is_complaint: false }),
        Err(miss) => miss,
    };
    match complaint::heard(library, typed, !miss.nearest.is_empty(), &limits)? {
        Some(Heard::Play { targets, conditions, why }) => {
            aside(&format!("{why}\n"));
            Ok(Named::Targets { targets, limits: limits.with(&conditions), is_complaint: true })
        }
        Some(Heard::Told(text)) => Ok(Named::Told(text)),
        None => Err(missed(&miss)),
    }
}

/// What a target asks of a session that is composed, and the routines that meet it.
pub fn goal(library: &Library, target: &Target) -> anyhow::Result<(Goal, Vec<Arc<Routine>>)> {
    let Expanded { name, choices, .. } = expanded(library, target)?;
    let area = match target {
        Target::Area(area) => Some(*area),
        Target::Program(_) | Target::Routine(_) | Target::Path(_) => None,
    };
    let routines: Vec<Arc<Routine>> = choices.into_iter().map(|it| it.routine).collect();
    Ok((Goal { name, area, routines: routines.iter().map(|it| it.id.clone()).collect() }, routines))
}

/// A target as it can be found again, from any folder.
pub fn found_again(target: &Target) -> Text {
    Text::clean(&match target {
        Target::Area(area) => area.name().to_owned(),
        Target::Program(id) | Target::Routine(id) => id.to_string(),
        Target::Path(path) => {
            let path = Path::new(path);
            path::absolute(path).unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned()
        }
    })
}

/// Where a text of a file that is played is cut by a comment, a warning each: the person would hear half of
/// it.
pub fn lost_words(library: &Library, typed: &[String], choices: &[Choice]) -> Vec<String> {
    let named = typed.iter().map(Path::new).filter(|it| it.to_str().is_some_and(is_path));
    let own = choices.iter().filter_map(|it| library.own_file(&it.routine.id));
    let paths: BTreeSet<&Path> = named.chain(own).collect();
    paths.into_iter().flat_map(|it| library.lost_words(it)).map(|it| format!("{it}\n")).collect()
}

/// What a target plays.
struct Expanded {
    /// What it is called.
    name: Text,
    choices: Vec<Choice>,
    /// Whether it is a routine itself, and no list of some.
    is_routine: bool,
}

impl Expanded {
    fn routine(routine: Arc<Routine>) -> Expanded {
        Expanded {
            name: routine.name.clone(),
            choices: vec![Choice { routine, rounds: None }],
            is_routine: true,
        }
    }
}

fn expanded(library: &Library, target: &Target) -> anyhow::Result<Expanded> {
    let (content, file) = match target {
        Target::Area(area) => (Content::Area(library.area(*area)?), library.own_page(*area)),
        Target::Program(id) => (Content::Program(library.program(id)?), library.own_program(id)),
        Target::Routine(id) => {
            return Ok(Expanded::routine(library.routine(id)?));
        }
        Target::Path(path) => (library.file(Path::new(path))?, Some(Path::new(path))),
    };
    // A name that nothing has is told with its place in the file.
    let choices = |play: &[PlayEntry]| {
        library.choices(play, file).map_err(|error| file.and_then(|it| library.misnamed(it)).unwrap_or(error))
    };
    let (name, choices) = match content {
        Content::Area(page) => (page.name, choices(&page.play)?),
        Content::Program(program) => (program.name, choices(&program.play)?),
        Content::Routine(routine) => return Ok(Expanded::routine(routine.into())),
    };
    Ok(Expanded { name, choices, is_routine: false })
}

/// The error of a word that names nothing.
pub fn missed(miss: &Miss) -> anyhow::Error {
    let failure = Failure::usage(format!("there is no area, program, routine or command `{}`", miss.word));
    if let Some(file) = files::in_this_folder(miss.word.as_str()) {
        return failure.hint(words::files::by_its_path(files::as_target(&file))).into();
    }
    match miss.nearest.as_slice() {
        [] => failure.hint("`stretch list` shows what there is").into(),
        near => {
            let near = near.iter().map(|it| format!("`{it}`"));
            failure.hint(format!("did you mean {}?", wording::list(near, "or"))).into()
        }
    }
}

fn not_skipped(id: &str, picked: &[Picked], catalogue: &Catalogue<'_>) -> anyhow::Error {
    let shown = Text::clean(id);
    let known = catalogue.routines.iter().any(|it| it.id == id);
    let failure = if known {
        Failure::usage(format!("`{shown}` is not in this session, so it cannot be skipped"))
    } else {
        Failure::usage(format!("there is no routine `{shown}` to skip"))
    };
    let near = nearest(id, picked.iter().map(|it| it.choice.routine.id.as_str()));
    match near.first() {
        Some(near) => failure.hint(format!("did you mean `{near}`?")).into(),
        None => {
            let played = wording::list(picked.iter().map(|it| format!("`{}`", it.choice.routine.id)), "and");
            failure.hint(format!("this session plays {played}")).into()
        }
    }
}

/// What is played, and how it is led.
pub struct AskedSession {
    pub title: Text,
    pub asked: Asked,
    pub choices: Vec<Choice>,
    pub wishes: Wishes,
    /// What was composed and why, a line each.
    pub said: Vec<String>,
    /// What was left out for the person, for the screen.
    pub left_out: Vec<Text>,
}

/// What the words name, as it is; a text to print, if nothing is to be played.
pub fn session(
    how: &PlayOptions,
    library: &Library,
    typed: &[String],
    settings: &Settings,
    wishes: &Wishes,
    limits: Limits,
    ask: &mut dyn FnMut() -> anyhow::Result<()>,
) -> anyhow::Result<Result<AskedSession, String>> {
    let (title, asked, picked, limits) = match chosen(library, typed, &how.changes.skip, limits)? {
        Chosen::Play(title, asked, picked, limits) => (title, asked, picked, limits),
        Chosen::Told(text) => return Ok(Err(text)),
    };
    ask()?;
    let (choices, left_out) = suiting::suited(library, picked, &limits, how)?;
    let ask_first = suiting::ask_first(settings, library, &choices);
    let wishes = Wishes { ask_first, ..*wishes };
    Ok(Ok(AskedSession { title, asked, choices, wishes, said: Vec::new(), left_out }))
}
