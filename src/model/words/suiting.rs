//! What is said of what does not suit a person. It says that something is left out, never that what is
//! left is safe.

use super::terms;
use crate::model::{
    routine::{Condition, Position, Routine},
    suit::{Absent, LeftOut, Reason},
    text::Text,
    wording::{a, capital, list},
};

/// Said once, in the first sessions.
pub const NO_ADVICE: &str = "This is not medical advice, and no clinician has reviewed it.";
/// Before stretches of the legs and the trunk.
pub const WARM_UP: &str = "If you are cold, walk for five minutes first.";

/// Asked before something that does not suit the person is played because they named it.
pub const CONFIRM: &str = "Press Enter to play it all the same, Ctrl-C to stop: ";

/// Above what is left out of an area or a program.
pub const FOR_YOU: &str = "Left out for you";

/// What was left out, why, and what took its place.
pub fn left_out(it: &LeftOut) -> String {
    let LeftOut { reason, name, instead } = it;
    let instead = instead.as_ref().map(|it| format!("; {it} takes its place")).unwrap_or_default();
    format!("left out {}: {name}{instead}", why(*reason))
}

/// Where nothing is left.
pub fn all_left_out(left_out: &[LeftOut]) -> String {
    let mut reasons: Vec<String> = Vec::new();
    for it in left_out {
        let why = why(it.reason);
        if !reasons.contains(&why) {
            reasons.push(why);
        }
    }
    format!("everything is left out {}, so there is nothing to play", list(reasons, "and"))
}

/// Why something was left out: `for pregnancy`.
fn why(reason: Reason) -> String {
    match reason {
        Reason::Condition(condition) => format!("for {}", terms::condition(condition)),
        Reason::Never => "because you never want it".to_owned(),
        Reason::Without(absent) => format!("because it {}", asks_for(absent)),
    }
}

fn asks_for(absent: Absent) -> String {
    match absent {
        Absent::Position(Position::Floor) => "is done on the floor".to_owned(),
        Absent::Position(position) => format!("is done {}", terms::position(position)),
        Absent::Thing(thing) => format!("needs {}", terms::thing(thing)),
    }
}

/// What speaks against a routine that the person named, with its caution.
pub fn against(routine: &Routine, reason: Reason) -> String {
    let name = &routine.name;
    let why = match reason {
        Reason::Condition(condition) => {
            format!("{name} says to ask a clinician first with {}.", terms::having(condition))
        }
        Reason::Never => format!("{name} is among what you never want."),
        Reason::Without(absent) => format!("{name} {}, which you do without.", asks_for(absent)),
    };
    match &routine.caution {
        Some(caution) => format!("{why} {caution}"),
        None => why,
    }
}

/// A name in `never` that names nothing.
pub fn unnamed(name: &Text, near: Option<&str>) -> String {
    let near = near.map(|it| format!("; did you mean `{it}`?")).unwrap_or_default();
    format!("`never` in your settings names `{name}`, which is neither a routine nor an area{near}")
}

/// What a session is without if it goes on.
pub fn never(name: &Text) -> String {
    format!("`never: [{name}]`")
}

/// With which conditions one asks first, as a sentence; none if there are none.
pub fn ask_first(conditions: &[Condition]) -> Option<Text> {
    ask_first_with(conditions, &[])
}

/// The same, where surgery of some parts of the body matters however long ago it was: `past neck surgery, other
/// recent surgery`.
pub fn ask_first_with(conditions: &[Condition], surgeries: &[String]) -> Option<Text> {
    // `a neck, knee or wrist injury` is heard faster than three injuries.
    let is_injury = |it: &&Condition| terms::injured(**it).is_some();
    let injured: Vec<&str> = conditions.iter().filter_map(|it| terms::injured(*it)).collect();
    let injuries =
        (!injured.is_empty()).then(|| a(&format!("{} injury", list(injured.iter().copied(), "or"))));
    let is_elsewhere = |it: &Condition| matches!(it, Condition::Pregnancy | Condition::RecentSurgery);
    let is_had = |it: &&Condition| !is_elsewhere(it) && !is_injury(it);
    let past = (!surgeries.is_empty()).then(|| format!("past {} surgery", list(surgeries, "or")));
    let recent = if past.is_some() { "other recent surgery" } else { "recent surgery" };
    let recent = conditions.contains(&Condition::RecentSurgery).then(|| recent.to_owned());
    let others = conditions.iter().filter(is_had).map(|it| terms::having(*it).to_owned());
    let had: Vec<String> = injuries.into_iter().chain(past).chain(recent).chain(others).collect();
    let had = (!had.is_empty()).then(|| format!("with {}", list(had, "or")));
    let pregnant = conditions.contains(&Condition::Pregnancy).then(|| "in pregnancy".to_owned());
    let when: Vec<String> = had.into_iter().chain(pregnant).collect();
    let when = when.join(", or ");
    (!when.is_empty()).then(|| Text::clean(&format!("{}, ask a clinician first.", capital(&when))))
}
