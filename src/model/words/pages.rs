//! The words of lists and pages about a routine: doses, sides, rounds.

use crate::model::{
    area::PlayEntry,
    dose::{Breath, Dose, Span},
    figure::Muscle,
    routine::{Action, Limb, Routine, Sides},
    side::Side,
    text::Text,
    wording::{Count, length},
    words::terms,
};

/// What is said of a routine in a line each, before the fact itself.
#[allow(missing_docs, reason = "each is the word itself")]
pub mod fact {
    pub const TIME: &str = "time";
    pub const AREA: &str = "area";
    pub const KIND: &str = "kind";
    pub const ALSO_FOR: &str = "also for";
    pub const ALSO_CALLED: &str = "also called";
    pub const MUSCLES: &str = "muscles";
    pub const POSITION: &str = "position";
    pub const NEEDS: &str = "needs";
    pub const SIDES: &str = "sides";
    pub const ROUNDS: &str = "rounds";
    pub const BREATH: &str = "breath";
}

/// Above the caution of a routine.
pub const TAKE_CARE: &str = "Take care";
/// Above what an area says of its muscles.
pub const WHY: &str = "Why it gets tight";
/// Above the signs for stopping.
pub const STOP: &str = "When to stop";
/// Above the signs for seeing someone.
pub const SEE: &str = "When to see someone";
/// Above what the facts of a routine come from.
pub const SOURCES: &str = "Sources";
/// In the place of a step's number, at the moves before the first step.
pub const FIRST: &str = "first";
/// The same at the moves of a change of sides.
pub const SWITCH: &str = "switch";
/// The same at the moves after the last step.
pub const LAST: &str = "last";
/// In the place of the name of a routine that a list plays and that does not exist.
pub const NOT_FOUND: &str = "not found";

/// The words of an area, where those of several follow each other.
pub fn of_area(name: &Text, words: &Text) -> Text {
    Text::clean(&format!("{name}: {words}"))
}

/// The dose of a step: `hold 15-30s`; empty for a move that is as long as its words.
pub fn step(action: Action) -> String {
    match action {
        Action::Move { length } => length.map(seconds).unwrap_or_default(),
        Action::Hold(for_long) => format!("hold {}", dose(for_long)),
        Action::Breathe(for_long) => format!("breathe {}", dose(for_long)),
        Action::Reps { times, each, hold } => {
            let noun = if times.high() == 1 { "time" } else { "times" };
            let hold = hold.map(|it| format!(" and {} held", seconds(it))).unwrap_or_default();
            format!("{} {noun}, {each}s each{hold}", count(times))
        }
    }
}

/// The length of a hold: `15-30s`, `3-5 breaths`.
pub fn dose(dose: Dose) -> String {
    match dose {
        Dose::Seconds(span) => seconds(span),
        Dose::Breaths(span) if span.high() == 1 => "1 breath".to_owned(),
        Dose::Breaths(span) => format!("{} breaths", count(span)),
        Dose::Open => "as long as you like".to_owned(),
    }
}

fn seconds(span: Span) -> String {
    let [low, high] = [span.low(), span.high()].map(|it| length(u64::from(it)));
    if low == high {
        low
    } else {
        format!("{}-{high}", low.strip_suffix('s').filter(|_| span.high() < 60).unwrap_or(&low))
    }
}

fn count(span: Span) -> String {
    if span.low() == span.high() { span.low().to_string() } else { format!("{}-{}", span.low(), span.high()) }
}

/// The sides and their order; empty if there are none.
pub fn sides(sides: Sides, limb: Option<Limb>) -> String {
    let one = |side| match limb {
        Some(limb) => format!("{} {}", terms::side(side), terms::limb(limb)),
        None => terms::side(side).to_owned(),
    };
    match sides {
        Sides::None => String::new(),
        Sides::Both => match limb {
            Some(limb) => format!("both {}, one after the other", terms::limbs(limb)),
            None => "both, one after the other".to_owned(),
        },
        Sides::Listed(first, Some(second)) => format!("{}, then {}", one(first), one(second)),
        Sides::Listed(side, None) => format!("{} only", one(side)),
    }
}

/// How long a routine breathes in and out; empty if it leaves that to the person.
pub fn breath(breath: Option<Breath>) -> String {
    let words = |it: Breath| format!("{} in, {} out", length(it.inward.into()), length(it.outward.into()));
    breath.map(words).unwrap_or_default()
}

/// The words of a repetition; empty if it has none.
pub fn said(say: &[Text]) -> String {
    let words = say.iter().map(Text::as_str).collect::<Vec<_>>().join(", ");
    if words.is_empty() { words } else { format!(": {words}") }
}

/// What an entry of a list plays of a routine: `2 rounds`; empty if it is all of it.
pub fn entry(entry: &PlayEntry, least: Option<u32>) -> String {
    let Some(rounds) = entry.rounds else { return String::new() };
    let is_sample = least.is_some_and(|it| rounds < it);
    let of = if is_sample { " as a sample" } else { "" };
    format!("{}{of}", Count(u64::from(rounds), "round"))
}

/// The rounds and the rest between them; empty if there is one.
pub fn rounds(routine: &Routine) -> String {
    if routine.rounds.high() == 1 {
        return String::new();
    }
    format!("{}, with {} of rest between", count(routine.rounds), length(u64::from(routine.rest)))
}

/// The muscles that are lit in a picture; empty if there are none.
pub fn lit(muscles: impl Iterator<Item = (Muscle, Option<Side>)>) -> String {
    let named = muscles.map(|(muscle, side)| match side {
        Some(side) => format!("{} {}", terms::side(side), terms::muscle(muscle)),
        None => terms::muscle(muscle),
    });
    let named = terms::all(named);
    if named.is_empty() { named } else { format!("Lit: {named}.") }
}

/// A segment without a length, in a column of a list.
pub const OPEN: &str = "open";
