//! `stretch stiff neck`: what is answered when the words are not all names.

use crate::{
    error::Failure,
    model::{
        catalogue::{Catalogue, Target, is_path},
        complaint::{ComplaintAnswer, Hit, Reading},
        parse::typed_minutes,
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

/// Reads the words as a complaint. Nothing if they are not one: no word of them is understood, or a word
/// that is not is a name with a slip in it.
pub fn heard(
    library: &Library,
    typed: &[String],
    is_slip: bool,
    limits: &Limits,
) -> anyhow::Result<Option<Heard>> {
    if typed.iter().any(|it| is_path(it)) {
        return Ok(None);
    }
    let Reading { answer, hits, conditions } = library.complaints()?.read(typed);
    let catalogue = library.catalogue();
    let offer = offered(&catalogue, &hits, &conditions, limits);
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
        ComplaintAnswer::Unknown(_) if hits.is_empty() || is_slip => None,
        ComplaintAnswer::Unknown(unknown) => Some(Heard::Told(complaint::unknown(&unknown, &offer))),
        ComplaintAnswer::Choose => Some(Heard::Told(complaint::choose(&offer))),
        ComplaintAnswer::Play(played) => {
            let played: Vec<OfferedName<'_>> = played.iter().filter_map(|it| named(&catalogue, it)).collect();
            let why = words::played(&said(typed), played.iter().map(|it| &it.name), &conditions);
            Some(Heard::Play { targets: played.into_iter().map(|it| it.target).collect(), conditions, why })
        }
    })
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
pub fn warned(
    library: &Library,
    catalogue: &Catalogue<'_>,
    typed: &[String],
    limits: &Limits,
) -> anyhow::Result<Option<String>> {
    let Reading { answer, hits, conditions } = library.complaints()?.read(typed);
    Ok(warning(library, &answer, &offered(catalogue, &hits, &conditions, limits)))
}

/// What comes before any stretch: an emergency, a fresh injury, a sign to have looked at. The signs are those
/// of the built-in page: the person's own may be silent, or broken.
fn warning(library: &Library, answer: &ComplaintAnswer, offer: &Offer<'_>) -> Option<String> {
    match answer {
        ComplaintAnswer::Emergency { says, see } => {
            Some(complaint::emergency(says, library.built_in_signs(*see).as_ref(), offer.width))
        }
        ComplaintAnswer::Injury { phrase } => Some(complaint::injury(phrase, offer.width)),
        ComplaintAnswer::RedFlag { phrase, see } => {
            Some(complaint::red_flag(phrase, library.built_in_signs(*see).as_ref(), offer))
        }
        ComplaintAnswer::Unknown(_) | ComplaintAnswer::Play(_) | ComplaintAnswer::Choose => None,
    }
}

/// The width of what is written where there is no terminal.
const USUAL_WIDTH: usize = 80;

/// The hits that suit the person, with the conditions that they named, as they are offered.
fn offered<'h>(
    catalogue: &Catalogue<'_>,
    hits: &'h [Hit],
    conditions: &[Condition],
    limits: &Limits,
) -> Offer<'h> {
    let limits = limits.clone().with(conditions);
    let suits = |it: &OfferedName<'_>| match &it.target {
        Target::Routine(id) => {
            let card = catalogue.routines.iter().find(|it| it.id == *id);
            card.is_none_or(|it| limits.against(*it).is_none())
        }
        Target::Area(_) | Target::Program(_) | Target::Path(_) => true,
    };
    Offer {
        hits: hits.iter().filter_map(|it| named(catalogue, it)).filter(suits).collect(),
        conditions: conditions.to_vec(),
        width: terminal::width().unwrap_or(USUAL_WIDTH),
    }
}

/// A hit with what it is called, if it is still there: the person's own files may have hidden it.
fn named<'h>(catalogue: &Catalogue<'_>, hit: &'h Hit) -> Option<OfferedName<'h>> {
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
    Some(OfferedName { target, word: &hit.name, name, summary })
}

fn said(typed: &[String]) -> Text {
    Text::clean(&typed.join(" "))
}
