//! `stretch stiff neck`: what is answered when the words are not all names.

use std::ffi::OsString;

use super::{Command, suiting, targets};
use crate::{
    error::Failure,
    model::{
        catalogue::{Card, Catalogue, CatalogueEntry, Miss, Target, is_path},
        complaint::{ComplaintAnswer, Complaints, Hit, Reading},
        parse::typed_minutes,
        plan::Choice,
        routine::Condition,
        suit::Limits,
        text::Text,
        wording,
        words::complaints as words,
    },
    view::complaint::{self, Offer, OfferedName},
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

/// The error of a command, with what helps if its words are a complaint: `stretch next day soreness` is the
/// command `next`, unless the words are quoted.
pub fn or_quoted(mut error: anyhow::Error, arguments: &[OsString]) -> anyhow::Error {
    if let Some(failure) = error.downcast_mut::<Failure>().filter(|it| it.is_usage())
        && let Some(way_out) = complaint_of(arguments)
    {
        failure.add_hint(&way_out);
    }
    error
}

/// What helps if all words of a command line, the command's own name with them, say what hurts.
fn complaint_of(arguments: &[OsString]) -> Option<String> {
    let typed: Vec<String> =
        arguments.iter().skip(1).map(|it| it.to_str().map(str::to_owned)).collect::<Option<_>>()?;
    let (first, others) = typed.split_first()?;
    let are_words = typed.iter().all(|it| it.chars().all(|it| it.is_alphabetic() || "' ".contains(it)));
    if others.len() < 2 || !are_words || !Command::reserved().contains(&first.as_str()) {
        return None;
    }
    let library = Library::default();
    if library.catalogue().find(others, &[]).is_ok() {
        return None; // Names alone: they are what the command was asked for.
    }
    let Reading { answer, hits, conditions, unknown } = library.complaints().ok()?.read(&typed);
    match answer {
        ComplaintAnswer::Emergency { says, call, .. } => {
            Some(format!("{says} {}", call.as_ref().map_or(words::CALL, Text::as_str)))
        }
        ComplaintAnswer::Injury { .. } | ComplaintAnswer::RedFlag { .. } => Some(words::quoted(&typed)),
        ComplaintAnswer::Unknown | ComplaintAnswer::Play(_) | ComplaintAnswer::Choose => {
            // The name of the command alone leads nowhere, although logs are also carried and cut.
            let others = |it: &Hit| it.because.iter().any(|phrase| phrase.as_str() != first.as_str());
            let is_meant = unknown.is_empty() && (hits.iter().any(others) || !conditions.is_empty());
            is_meant.then(|| words::quoted(&typed))
        }
    }
}

/// Reads the words as a complaint. Nothing if they are not one: there is nothing for them, or a word that is not
/// understood is a name with a slip in it.
pub fn heard(
    library: &Library,
    typed: &[String],
    miss: &Miss,
    limits: &Limits,
) -> anyhow::Result<Option<Heard>> {
    if typed.iter().any(|it| is_path(it)) {
        return Ok(None);
    }
    let complaints = library.complaints()?;
    if let Some((names, conditions)) = with_conditions(&complaints, typed)
        && let Ok(found) = library.catalogue().find(&names, &[])
    {
        return Ok(Some(played(library, &said(typed), found, conditions, limits)));
    }
    let reading = complaints.read(typed);
    let offer = offered(library, &complaints, &reading, limits);
    let Reading { answer, hits, conditions, unknown } = reading;
    if let Some(warning) = warning(library, &answer, &offer) {
        return Ok(Some(Heard::Told(warning)));
    }
    if let Some((others, failure)) = with_a_length(typed)
        && (others == 0 || !hits.is_empty())
    {
        return Err(failure.into());
    }
    Ok(match answer {
        ComplaintAnswer::Emergency { .. }
        | ComplaintAnswer::Injury { .. }
        | ComplaintAnswer::RedFlag { .. } => None,
        ComplaintAnswer::Unknown if hits.is_empty() || is_slip(miss, &unknown) => {
            // The word that the names miss first may be an innocent one.
            if typed.len() > 1 && !is_slip(miss, &unknown) {
                return Err(not_understood(library, &unknown).into());
            }
            None
        }
        ComplaintAnswer::Unknown => Some(Heard::Told(complaint::unknown(&unknown, &offer))),
        ComplaintAnswer::Choose => Some(Heard::Told(complaint::choose(&offer))),
        ComplaintAnswer::Play(hits) => {
            let catalogue = library.catalogue();
            let found = hits.iter().filter_map(|it| Some(named(&catalogue, it)?.target)).collect();
            Some(played(library, &said(typed), found, conditions, limits))
        }
    })
}

/// What is played for these words, unless all of it says to ask first with one of the conditions.
fn played(
    library: &Library,
    said: &Text,
    targets: Vec<Target>,
    conditions: Vec<Condition>,
    limits: &Limits,
) -> Heard {
    let all = limits.clone().with(&conditions);
    if !conditions.is_empty() && left(library, &targets, &all).is_some_and(|it| it.is_empty()) {
        return Heard::Told(complaint::nothing_suits(&instead(library, conditions, &all)));
    }
    let catalogue = library.catalogue();
    let names: Vec<Text> = targets.iter().filter_map(|it| Some(called(&catalogue, it)?.0)).collect();
    let why = words::played(said, &names, &conditions);
    Heard::Play { targets, conditions, why }
}

/// The words before the last `with`, and the conditions after it: `hips with joint replacement`. The signs that
/// are read first are no condition that is said so.
fn with_conditions(complaints: &Complaints, typed: &[String]) -> Option<(Vec<String>, Vec<Condition>)> {
    let words: Vec<String> = typed.iter().flat_map(|it| it.split_whitespace()).map(str::to_owned).collect();
    let at = words.iter().rposition(|it| it == "with").filter(|at| *at > 0)?;
    Some((words[..at].to_vec(), complaints.conditions(&words[at + 1..])?))
}

/// What `stretch list` says where a condition was named, and nothing is left to be listed.
pub fn nothing_listed(library: &Library, typed: &[String], limits: &Limits) -> anyhow::Result<String> {
    let complaints = library.complaints()?;
    let reading = complaints.read(typed);
    let offer = offered(library, &complaints, &reading, limits);
    Ok(if reading.unknown.is_empty() {
        complaint::choose(&offer)
    } else {
        complaint::unknown(&reading.unknown, &offer)
    })
}

/// What is left of targets for a person; none if that is not known.
fn left(library: &Library, targets: &[Target], limits: &Limits) -> Option<Vec<Choice>> {
    let found = targets::picked(library, targets, false).ok()?;
    Some(suiting::sorted(library, found.picked, limits, &[]).kept)
}

/// Whether a word that is not understood is a name with a slip in it: what the names miss is such a word, or
/// several words that are together nearly a name.
fn is_slip(miss: &Miss, unknown: &[Text]) -> bool {
    let plain = |it: &Text| it.to_string().to_lowercase();
    let is_unknown = || unknown.iter().any(|it| plain(it) == plain(&miss.word));
    !miss.nearest.is_empty() && (miss.word.as_str().contains([' ', '-']) || is_unknown())
}

/// The error of words of which nothing is left to offer.
fn not_understood(library: &Library, unknown: &[Text]) -> Failure {
    let failure = Failure::usage(words::means_nothing(unknown).trim_end_matches('.'));
    // Of several words it is unlikely that one is all that is wrong.
    let near = match unknown {
        [only] => library.catalogue().find(&[only.to_string()], &[]).err().map(|it| it.nearest),
        _ => None,
    };
    match near.filter(|it| !it.is_empty()) {
        None => failure.hint(words::NAME_A_PART),
        Some(near) => {
            let near = near.iter().map(|it| format!("`{it}`"));
            failure.hint(format!("did you mean {}?", wording::list(near, "or")))
        }
    }
}

/// How many words there are beside a length of time, such as in `neck 5m` or `neck for 5 minutes`, and what is
/// answered to it.
fn with_a_length(typed: &[String]) -> Option<(usize, Failure)> {
    let words: Vec<&str> = typed.iter().flat_map(|it| it.split_whitespace()).collect();
    let seconds = |it: &str| {
        let begins = it.starts_with(|it: char| it.is_ascii_digit());
        begins.then(|| typed_minutes(it).ok()).flatten()
    };
    let (from, to, length) = (0..words.len()).find_map(|at| {
        let pair = || seconds(&words.get(at..at + 2)?.concat()).map(|it| (at, at + 2, it));
        seconds(words[at]).map(|it| (at, at + 1, it)).or_else(pair)
    })?;
    let before = words[..from].strip_suffix(&["for"]).unwrap_or(&words[..from]);
    let after = words[to..].strip_prefix(&["for"]).unwrap_or(&words[to..]);
    let line: Vec<&str> = ["stretch"].iter().chain(before).chain(after).copied().collect();
    let line = Text::clean(&format!("{} --for {}", line.join(" "), wording::length(length.into())));
    let problem = format!("`{}` is a length of time", Text::clean(&words[from..to].join(" ")));
    Some((before.len() + after.len(), Failure::usage(problem).hint(format!("type `{line}`"))))
}

/// What `stretch list` says in place of a list: what comes before any stretch; none if nothing does.
pub fn warned(library: &Library, typed: &[String], limits: &Limits) -> anyhow::Result<Option<String>> {
    let complaints = library.complaints()?;
    let reading = complaints.read(typed);
    Ok(warning(library, &reading.answer, &offered(library, &complaints, &reading, limits)))
}

/// What comes before any stretch: an emergency, a fresh injury, a sign to have looked at. The signs are those
/// of the built-in page: the person's own may be silent, or broken.
fn warning(library: &Library, answer: &ComplaintAnswer, offer: &Offer) -> Option<String> {
    match answer {
        ComplaintAnswer::Emergency { says, call, see } => {
            let signs = library.built_in_signs(*see);
            Some(complaint::emergency(says, call.as_ref(), signs.as_ref(), offer.width))
        }
        ComplaintAnswer::Injury { kind, phrase } => Some(complaint::injury(*kind, phrase, offer.width)),
        ComplaintAnswer::RedFlag { phrase, see, says } => {
            let see = says.clone().or_else(|| library.built_in_signs(*see));
            Some(complaint::red_flag(phrase, see.as_ref(), offer))
        }
        ComplaintAnswer::Unknown | ComplaintAnswer::Play(_) | ComplaintAnswer::Choose => None,
    }
}

/// The width of what is written where there is no terminal.
const USUAL_WIDTH: usize = 80;

/// What is offered where everything else says to ask first: it hardly moves anything.
const CALM: [&str; 3] = ["calm-breathing", "belly-breathing", "three-breaths"];

/// The hits that suit the person, as they are typed. What an area or a program plays depends on the conditions,
/// so they are typed with it. A sign cannot be: what is left of it is offered one by one.
fn offered(library: &Library, complaints: &Complaints, reading: &Reading, limits: &Limits) -> Offer {
    let Reading { hits, conditions, .. } = reading;
    let all = limits.clone().with(conditions);
    let catalogue = library.catalogue();
    let spoken = words::spoken(conditions);
    let is_sign = conditions.iter().any(|it| complaints.is_sign(*it));
    let mut offered: Vec<OfferedName> = Vec::new();
    let mut add = |it: OfferedName| {
        if !offered.iter().any(|known| known.target == it.target) {
            offered.push(it);
        }
    };
    for hit in hits.iter().filter_map(|it| named(&catalogue, it)) {
        let (Some(spoken), Target::Area(_) | Target::Program(_)) = (&spoken, &hit.target) else {
            if suits(&catalogue, &hit.target, &all) {
                add(hit);
            }
            continue;
        };
        match left(library, std::slice::from_ref(&hit.target), &all) {
            Some(left) if left.is_empty() => {}
            Some(left) if is_sign => {
                left.iter().filter_map(|it| routine(&catalogue, &it.routine.id)).for_each(&mut add);
            }
            Some(_) | None => add(OfferedName { command: format!("{} with {spoken}", hit.command), ..hit }),
        }
    }
    if offered.is_empty() && !hits.is_empty() && !conditions.is_empty() {
        return instead(library, conditions.clone(), &all);
    }
    Offer { hits: offered, is_instead: false, conditions: conditions.clone(), width: width() }
}

/// What is offered where everything for the words says to ask first with a condition.
fn instead(library: &Library, conditions: Vec<Condition>, limits: &Limits) -> Offer {
    let catalogue = library.catalogue();
    let calm = CALM.iter().filter_map(|it| routine(&catalogue, it));
    let hits = calm.filter(|it| suits(&catalogue, &it.target, limits)).collect();
    Offer { hits, is_instead: true, conditions, width: width() }
}

fn width() -> usize {
    terminal::width().unwrap_or(USUAL_WIDTH)
}

fn suits(catalogue: &Catalogue<'_>, target: &Target, limits: &Limits) -> bool {
    match target {
        Target::Routine(id) => {
            let card = catalogue.routines.iter().find(|it| it.id == *id);
            card.is_none_or(|it| limits.against(*it).is_none())
        }
        Target::Area(_) | Target::Program(_) | Target::Path(_) => true,
    }
}

/// A hit with what it is called, if it is still there: the person's own files may have hidden it.
fn named(catalogue: &Catalogue<'_>, hit: &Hit) -> Option<OfferedName> {
    let targets = catalogue.find(std::slice::from_ref(&hit.name), &[]).ok()?;
    let [target] = <[Target; 1]>::try_from(targets).ok()?;
    let (name, summary) = called(catalogue, &target)?;
    Some(OfferedName { target, command: hit.name.clone(), name, summary })
}

fn routine(catalogue: &Catalogue<'_>, id: &str) -> Option<OfferedName> {
    let target = Target::Routine(id.to_owned());
    let (name, summary) = called(catalogue, &target)?;
    Some(OfferedName { target, command: id.to_owned(), name, summary })
}

/// What a target is called, and what it does.
fn called(catalogue: &Catalogue<'_>, target: &Target) -> Option<(Text, Option<Text>)> {
    match target {
        Target::Area(area) => {
            let card = catalogue.areas.iter().find(|it| it.area == *area)?;
            Some((card.name.clone(), card.summary.clone()))
        }
        Target::Program(id) => {
            let card = catalogue.programs.iter().find(|it| it.id == *id)?;
            Some((card.name.clone(), card.summary.clone()))
        }
        Target::Routine(id) => {
            let card = catalogue.routines.iter().find(|it| it.id == *id)?;
            Some((card.name.clone(), card.summary.clone()))
        }
        Target::Path(_) => None,
    }
}

/// What is listed with conditions: of an area or a program the routines that are left of it, since a row does not
/// say with what it is played. With them, the first command that does.
pub fn listed<'l>(
    library: &Library,
    catalogue: &Catalogue<'l>,
    found: Vec<CatalogueEntry<'l>>,
    conditions: &[Condition],
    limits: &Limits,
) -> (Vec<CatalogueEntry<'l>>, Option<String>) {
    let all = limits.clone().with(conditions);
    let spoken = words::spoken(conditions).unwrap_or_default();
    let (mut listed, mut command) = (Vec::<&'l Card>::new(), None);
    let mut add = |it: &'l Card| {
        if !listed.iter().any(|known| known.id == it.id) {
            listed.push(it);
        }
    };
    for entry in found {
        let (target, word) = match entry {
            CatalogueEntry::Routine(card) => {
                add(card);
                continue;
            }
            CatalogueEntry::Area(card) => (Target::Area(card.area), card.area.name().to_owned()),
            CatalogueEntry::Program(card) => (Target::Program(card.id.to_string()), card.id.to_string()),
        };
        let left = left(library, &[target], &all).unwrap_or_default();
        if !left.is_empty() && command.is_none() {
            command = Some(format!("{word} with {spoken}"));
        }
        for choice in left {
            if let Some(card) = catalogue.routines.iter().find(|it| it.id == *choice.routine.id) {
                add(card);
            }
        }
    }
    (listed.into_iter().map(CatalogueEntry::Routine).collect(), command)
}

fn said(typed: &[String]) -> Text {
    Text::clean(&typed.join(" "))
}
