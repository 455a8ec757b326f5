//! What suits the person: their limits from the settings, what is left out for them, and what they are
//! asked about.

use std::{collections::HashMap, sync::Arc};

use chrono::Days;

use super::play::PlayOptions;
use crate::{
    error::{Failure, aside},
    model::{
        area::{Area, PlayEntry},
        catalogue::{Card, Catalogue, Target, is_path},
        clinician,
        nearest::nearest,
        plan::{AskFirst, Choice},
        problem::{Problem, Severity},
        routine::{Condition, Routine},
        settings::Settings,
        suit::{self, LeftOut, Limits, Picked, Reason, Suited},
        text::Text,
        words::suiting as words,
    },
    world::{
        journal,
        library::Library,
        lines,
        settings::{self, Doubt},
    },
};

/// What does not suit the person, and what of `never` names nothing: that is asked about before a session.
pub fn limits(settings: &Settings, catalogue: &Catalogue<'_>) -> (Limits, Vec<Doubt>) {
    let mut limits = Limits {
        conditions: settings.conditions.clone().unwrap_or_default(),
        without: settings.without.clone().unwrap_or_default(),
        never: Vec::new(),
    };
    let mut doubts = Vec::new();
    for name in settings.never.iter().flatten() {
        let named = if is_path(name.as_str()) { None } else { ids(name, catalogue) };
        match named {
            Some(ids) => limits.never.extend(ids),
            None => doubts.push(Doubt { what: unnamed(name, catalogue), without: words::never(name) }),
        }
    }
    (limits, doubts)
}

/// The ids of the routines that a name means: one, or those of an area.
fn ids(name: &Text, catalogue: &Catalogue<'_>) -> Option<Vec<String>> {
    let targets = catalogue.find(&[name.to_string()], &[]).ok()?;
    let [target] = <[Target; 1]>::try_from(targets).ok()?;
    let inside = |area: Area| catalogue.routines.iter().filter(move |it| it.area == Some(area));
    match target {
        Target::Routine(id) => Some(vec![id]),
        Target::Area(area) => Some(inside(area).map(|it| it.id.to_string()).collect()),
        Target::Program(_) | Target::Path(_) => None,
    }
}

/// The same of `never` as problems of the file that it is in.
pub fn unnamed_in(settings: &Settings, catalogue: &Catalogue<'_>) -> Vec<Problem> {
    let (_, doubts) = limits(settings, catalogue);
    let problem = |it: &Doubt| {
        Problem::of_file(Severity::Error, &it.what, "name a routine or an area, or take it out of the list")
    };
    doubts.iter().map(problem).collect()
}

fn unnamed(name: &Text, catalogue: &Catalogue<'_>) -> String {
    let near = nearest(name.as_str(), catalogue.routines.iter().map(|it| &*it.id));
    words::unnamed(name, near.first().copied())
}

/// The choices that are left for the person. What is left out is said, and what they named themselves is
/// asked about.
pub fn suited(
    library: &Library,
    picked: Vec<Picked>,
    limits: &Limits,
    how: &PlayOptions,
) -> anyhow::Result<(Vec<Choice>, Vec<Text>)> {
    let Suited { kept, left_out, to_confirm } = sorted(library, picked, limits, &how.changes.skip);
    let told: Vec<Text> = left_out.iter().map(|it| Text::clean(&words::left_out(it))).collect();
    for it in &told {
        aside(&format!("{it}\n"));
    }
    // Where everything was skipped, that is said.
    if kept.is_empty() && !left_out.is_empty() {
        return Err(Failure::failed(words::all_left_out(&left_out)).into());
    }
    confirm(&to_confirm, how)?;
    Ok((kept, told))
}

/// What of it is left for the person, what is left out, and what they are asked about.
pub fn sorted(library: &Library, picked: Vec<Picked>, limits: &Limits, skip: &[String]) -> Suited {
    let unsuited = picked.iter().filter(|it| limits.against(&*it.choice.routine).is_some());
    let areas: Vec<Area> = unsuited.filter_map(|it| it.choice.routine.area).collect();
    suit::suited(picked, skip, limits, &library.inside(&areas))
}

/// What a session leaves out of a play list for the person.
pub fn left_out(library: &Library, play: &[PlayEntry]) -> Vec<LeftOut> {
    let (limits, _) = limits(&settings::read().settings, &library.catalogue());
    if limits == Limits::default() {
        return Vec::new();
    }
    let (play, _) = library.playable(play, None);
    let picked: Vec<Picked> = (library.choices(&play, None).unwrap_or_default().into_iter())
        .map(|choice| Picked { choice, by_name: false })
        .collect();
    let areas: Vec<Area> = picked.iter().filter_map(|it| it.choice.routine.area).collect();
    suit::suited(picked, &[], &limits, &library.inside(&areas)).left_out
}

/// Shows the cautions of what does not suit the person and was named all the same, and goes on only if they
/// say so. A plan that is only printed is printed.
fn confirm(named: &[(Arc<Routine>, Reason)], how: &PlayOptions) -> anyhow::Result<()> {
    if named.is_empty() {
        return Ok(());
    }
    let told: Vec<String> = named.iter().map(|(routine, reason)| words::against(routine, *reason)).collect();
    if how.yes || how.dry_run {
        told.iter().for_each(|it| aside(&format!("warning: {it}\n")));
        return Ok(());
    }
    let warnings: String = told.iter().map(|it| format!("warning: {it}\n")).collect();
    match lines::confirm(&format!("{warnings}{}", words::CONFIRM)) {
        Some(true) => Ok(()),
        Some(false) | None => {
            Err(Failure::failed(told.join(" ")).hint("`--yes` plays it all the same").into())
        }
    }
}

/// What was heard is forgotten after a year. The last six weeks are read first: whoever practises daily has heard
/// it in them.
const REMEMBERED: [u64; 2] = [42, 365];

/// How a session begins with the conditions of what is played: they are the person's own to know once the
/// settings name conditions, and are not spoken once they were heard often enough.
pub fn ask_first(settings: &Settings, library: &Library, choices: &[Choice]) -> AskFirst {
    match &settings.conditions {
        Some(_) => AskFirst::Own,
        None if is_known(library, choices) => AskFirst::Shown,
        None => AskFirst::Said,
    }
}

/// The same for a session that is gone on with: a few hours ago it began with them.
pub fn ask_first_again(settings: &Settings) -> AskFirst {
    match &settings.conditions {
        Some(_) => AskFirst::Own,
        None => AskFirst::Shown,
    }
}

/// Whether the person was told often enough with which conditions one asks first before what is played:
/// their log says so.
pub fn is_known(library: &Library, choices: &[Choice]) -> bool {
    let asked = suit::all_conditions(choices.iter().map(|it| &*it.routine));
    if asked.is_empty() {
        return true;
    }
    REMEMBERED.iter().any(|days| clinician::are_known(&asked, &heard(library, *days)))
}

/// Whether the person was told often enough of any condition.
pub fn knows_any(library: &Library) -> bool {
    let is_heard =
        |heard: &[Vec<Condition>]| Condition::ALL.iter().any(|it| clinician::are_known(&[*it], heard));
    REMEMBERED.iter().any(|days| is_heard(&heard(library, *days)))
}

/// The conditions that were named at the beginning of each session of so many days.
fn heard(library: &Library, days: u64) -> Vec<Vec<Condition>> {
    let catalogue = library.catalogue();
    let cards: HashMap<&str, &Card> = catalogue.routines.iter().map(|it| (&*it.id, *it)).collect();
    let avoid = |id: &String| cards.get(id.as_str()).map(|it| it.avoid.to_vec()).unwrap_or_default();
    let today = journal::now().date_naive();
    let played = journal::recently_played(today.checked_sub_days(Days::new(days)).unwrap_or(today));
    played.sessions().map(|it| it.iter().flat_map(avoid).collect()).collect()
}
