//! What is said of a session that was composed: what it has and why, or why there is none.

use super::{practice, terms};
use crate::model::{
    compose::{Composed, ComposedPart, Refused, WhyChosen},
    dose::Seconds,
    wording::{self, Count},
};

/// What a session is called that was composed from what is due.
pub const DUE: &str = "What is due";
/// The same where nothing is due.
pub const NOTHING_DUE: &str = "Beyond what is due";

/// A session, a line for each part, and for what is to be known beside them.
pub fn parts(composed: &Composed) -> Vec<String> {
    let parts = composed.parts.iter().enumerate().map(|(at, it)| part(at + 1, it));
    parts.chain(notes(composed)).collect()
}

/// What is to be known beside the parts, a line each.
pub fn notes(composed: &Composed) -> Vec<String> {
    let mut lines = Vec::new();
    if composed.open > 0 {
        let steps = Count(composed.open.into(), "open step");
        lines.push(format!("{steps} {} 30 seconds here", steps.agreeing("counts", "count")));
    }
    lines.extend(
        composed.hurt.iter().map(|(name, days)| format!("left out: {name}, which hurt {}", ago(*days))),
    );
    lines
}

/// A part: `2. Rhomboid stretch, 2 rounds of 30s, 1:58 (more for neck)`.
fn part(number: usize, part: &ComposedPart) -> String {
    let ComposedPart { choice, hold, seconds, why, too_much } = part;
    let rounds = choice.rounds.unwrap_or(1);
    let rounds = (rounds > 1).then(|| Count(rounds.into(), "round").to_string());
    let hold = hold.map(|it| wording::length(it.into()));
    let how_often = match (rounds, hold) {
        (Some(rounds), Some(hold)) => format!(", {rounds} of {hold}"),
        (Some(rounds), None) => format!(", {rounds}"),
        (None, Some(hold)) => format!(", {hold}"),
        (None, None) => String::new(),
    };
    let too_much = too_much.map(|it| format!("; held for less, since it was too much {}", ago(it)));
    let clock = wording::clock((*seconds).into());
    let name = &choice.routine.name;
    format!("{number}. {name}{how_often}, {clock} ({}{})", because(why), too_much.unwrap_or_default())
}

/// WhyChosen a part was chosen.
pub fn because(why: &WhyChosen) -> String {
    const MOST_MUSCLES: usize = 2;
    match why {
        WhyChosen::Named => "you named it".to_owned(),
        WhyChosen::OfProgram(name) => format!("it is in {name}"),
        WhyChosen::Stands(need) => practice::due(need),
        WhyChosen::Beside(area) => format!("not due, fills the time: {}", terms::area(*area)),
        WhyChosen::More(area, muscles) if muscles.is_empty() => format!("more for {}", terms::area(*area)),
        WhyChosen::More(area, muscles) => {
            let muscles = wording::list(muscles.iter().take(MOST_MUSCLES), "and");
            format!("more for {}: {muscles}", terms::area(*area))
        }
        WhyChosen::Fits => "it fits the time".to_owned(),
    }
}

/// The same without the muscles, which stand beside it on the home screen.
pub fn because_in_short(why: &WhyChosen) -> String {
    if let WhyChosen::More(area, _) = why { format!("more for {}", terms::area(*area)) } else { because(why) }
}

/// How long ago it was: `today`, `yesterday`, `3 days ago`.
pub fn ago(days: u32) -> String {
    match days {
        0 => "today".to_owned(),
        _ => format!("{} ago", Count(days.into(), "day")),
    }
}

/// WhyChosen there is no session, and what to type instead.
pub fn refused(why: &Refused, length: Seconds) -> (String, Option<String>) {
    let time = |it: Seconds| format!("`--for {}`", wording::length(it.into()));
    match why {
        Refused::NothingFor(name) => {
            (format!("there is nothing for `{name}` that suits this"), Some(FEWER.to_owned()))
        }
        Refused::Nothing => ("there is nothing that suits this".to_owned(), Some(FEWER.to_owned())),
        Refused::NotSoLong { shorter, longer } => {
            let nearest: Vec<String> = [shorter, longer].into_iter().flatten().map(|it| time(*it)).collect();
            let says = format!("no session of {} can be made of this", wording::spoken_length(length.into()));
            let hint = match nearest.as_slice() {
                [] => FEWER.to_owned(),
                [only] => format!("the nearest length that can be made is {only}"),
                both => format!("the nearest lengths that can be made are {}", wording::list(both, "and")),
            };
            (says, Some(hint))
        }
        Refused::NoPart(count) => {
            let parts = Count(*count as u64, "part");
            (format!("the session has {parts}, so there is no other to swap"), None)
        }
        Refused::IsNamed(name) => (format!("`{name}` was named, so nothing takes its place"), None),
        Refused::NothingElse(name) => (
            format!("nothing else fits in the place of `{name}`"),
            Some("another length may have room for it".to_owned()),
        ),
    }
}

const FEWER: &str = "leave out an option, or name more areas";

/// Where a session would be kept, if it were not only laid out.
pub fn not_saved(id: &str, path: &str) -> String {
    format!("not saved, as nothing is done: without `--dry-run`, `{id}` is kept in {path}")
}

/// Where a session was kept.
pub fn saved(id: &str, path: &str) -> String {
    format!("saved in {path}; `stretch {id}` plays it")
}
