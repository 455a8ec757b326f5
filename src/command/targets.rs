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
    world::{
        files,
        library::{Broken, Library},
    },
};

/// What the words lead to.
pub enum Chosen<'l> {
    /// What is played.
    Play {
        /// What is picked, and what it is called.
        found: PickedTargets<'l>,
        /// What was asked for.
        asked: Asked,
        /// What does not suit the person.
        limits: Limits,
    },
    /// Nothing is played, and this is said.
    Told(String),
}

/// What is picked for targets.
pub struct PickedTargets<'l> {
    /// What they are called together.
    pub title: Text,
    /// What is picked.
    pub picked: Vec<Picked>,
    /// The broken files whose routines are left out.
    pub broken: Vec<&'l Broken>,
}

/// What is played. Words that are not all names are a complaint.
pub fn chosen<'l>(
    library: &'l Library,
    typed: &[String],
    skip: &[String],
    limits: Limits,
) -> anyhow::Result<Chosen<'l>> {
    let catalogue = library.catalogue();
    let (targets, limits, is_complaint) = match named(library, typed, limits)? {
        Named::Targets { targets, limits, is_complaint } => (targets, limits, is_complaint),
        Named::Told(text) => return Ok(Chosen::Told(text)),
    };
    if targets.is_empty() {
        return Err(Failure::usage("no target given").hint("`stretch list` shows what there is").into());
    }
    let found = picked(library, &targets, !is_complaint)?.without(skip, &catalogue)?;
    let asked = Asked { skip: skip.iter().map(|it| Text::clean(it)).collect(), ..asked(&targets) };
    Ok(Chosen::Play { found, asked, limits })
}

impl PickedTargets<'_> {
    /// What is left of it without the routines that are skipped.
    pub fn without(mut self, skip: &[String], catalogue: &Catalogue<'_>) -> anyhow::Result<Self> {
        for id in skip {
            let before = self.picked.len();
            self.picked.retain(|it| it.choice.routine.id != *id);
            if self.picked.len() == before && !self.broken.iter().any(|it| it.has_id(id)) {
                return Err(not_skipped(id, &self.picked, catalogue));
            }
        }
        Ok(self)
    }
}

/// What was asked for, for the log.
pub fn asked(targets: &[Target]) -> Asked {
    Asked { targets: targets.iter().map(found_again).collect(), skip: Vec::new(), length: None }
}

/// What these are called together, and what is picked for them. A routine that is a target itself is named by
/// the person, unless the targets come from a complaint.
pub fn picked<'l>(
    library: &'l Library,
    targets: &[Target],
    is_named: bool,
) -> anyhow::Result<PickedTargets<'l>> {
    let (mut names, mut picked, mut broken) = (Vec::new(), Vec::new(), Vec::new());
    for target in targets {
        let Expanded { name, choices, is_routine, broken: of_target } = expanded(library, target)?;
        names.push(name);
        broken.extend(of_target);
        let by_name = is_routine && is_named;
        picked.extend(choices.into_iter().map(|choice| Picked { choice, by_name }));
    }
    Ok(PickedTargets { title: Text::clean(&wording::list(&names, "and")), picked, broken })
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
    match complaint::heard(library, typed, &miss, &limits)? {
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
struct Expanded<'l> {
    /// What it is called.
    name: Text,
    choices: Vec<Choice>,
    /// Whether it is a routine itself, and no list of some.
    is_routine: bool,
    /// The broken files whose routines are left out of a list.
    broken: Vec<&'l Broken>,
}

impl Expanded<'_> {
    fn routine(routine: Arc<Routine>) -> Self {
        Expanded {
            name: routine.name.clone(),
            choices: vec![Choice { routine, rounds: None }],
            is_routine: true,
            broken: Vec::new(),
        }
    }
}

fn expanded<'l>(library: &'l Library, target: &Target) -> anyhow::Result<Expanded<'l>> {
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
        let (kept, broken) = library.playable(play, file);
        if let (true, Some(first)) = (kept.is_empty(), broken.first()) {
            return Err(first.failure());
        }
        let choices = library.choices(&kept, file);
        let choices = choices.map_err(|error| file.and_then(|it| library.misnamed(it)).unwrap_or(error))?;
        Ok((choices, broken))
    };
    let (name, (choices, broken)) = match content {
        Content::Area(page) => (page.name, choices(&page.play)?),
        Content::Program(program) => (program.name, choices(&program.play)?),
        Content::Routine(routine) => return Ok(Expanded::routine(routine.into())),
    };
    Ok(Expanded { name, choices, is_routine: false, broken })
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

/// Says which routines are left out since their files are broken, as far as it was not said before.
pub fn tell_left_out(broken: &[&Broken]) {
    broken.iter().filter_map(|it| it.notice_once()).for_each(|it| aside(&format!("{it}\n")));
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
    let (found, asked, limits) = match chosen(library, typed, &how.changes.skip, limits)? {
        Chosen::Play { found, asked, limits } => (found, asked, limits),
        Chosen::Told(text) => return Ok(Err(text)),
    };
    let PickedTargets { title, picked, broken } = found;
    tell_left_out(&broken);
    ask()?;
    let (choices, left_out) = suiting::suited(library, picked, &limits, how)?;
    let ask_first = suiting::ask_first(settings, library, &choices);
    let wishes = Wishes { ask_first, ..*wishes };
    Ok(Ok(AskedSession { title, asked, choices, wishes, said: Vec::new(), left_out }))
}
