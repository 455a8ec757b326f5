//! "Neck tilt left" and "Neck tilt right", one after the other, are one exercise on two sides.

use super::{
    exercise::{Exercise, Quoted, SheetAction, SheetSides, replaced, sentence},
    title,
};
use crate::model::routine::Side;

/// Joins the exercises of which only the side differs.
pub fn join(exercises: Vec<Exercise>) -> Vec<Exercise> {
    let mut joined: Vec<Exercise> = Vec::new();
    for next in exercises {
        match joined.last().and_then(|it| both(it, &next)) {
            Some(one) => {
                joined.pop();
                joined.push(one);
            }
            None => joined.push(next),
        }
    }
    joined
}

fn both(one: &Exercise, other: &Exercise) -> Option<Exercise> {
    let (name, side) = of_one_side(one)?;
    let (its_name, its_side) = of_one_side(other)?;
    let same = name.to_lowercase() == its_name.to_lowercase()
        && side != its_side
        && one.rounds.as_ref().map(|it| it.value) == other.rounds.as_ref().map(|it| it.value)
        && one.rest.as_ref().map(|it| it.value) == other.rest.as_ref().map(|it| it.value)
        && one.setup == other.setup
        && one.caution == other.caution
        && one.steps.len() == other.steps.len()
        && one.steps.iter().zip(&other.steps).all(|(it, its)| {
            let is_same_action = amounts(&it.action) == amounts(&its.action);
            is_same_action && plain(&it.words, &one.name) == plain(&its.words, &other.name)
        });
    if !same {
        return None;
    }
    let quote = said(other);
    let mut both = one.clone();
    for step in &mut both.steps {
        if step.words == sentence(&one.name) {
            step.words = sentence(&name);
        }
    }
    both.name = name;
    both.notes.extend(other.notes.iter().cloned());
    both.sides = Some(Quoted { value: SheetSides::From(side), from: (other.line, quote), guess: None });
    Some(both)
}

/// An exercise of one side alone: its name without the side, and the side.
fn of_one_side(it: &Exercise) -> Option<(String, Side)> {
    match it.sides.as_ref().map(|it| &it.value) {
        None => apart(&it.name),
        Some(SheetSides::Only(side)) => Some((it.name.clone(), *side)),
        Some(SheetSides::Both | SheetSides::From(_)) => None,
    }
}

/// A name without its side, and the side: the last word of the name, the first one, or one in brackets.
fn apart(name: &str) -> Option<(String, Side)> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let side = |word: &str| match word.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase().as_str()
    {
        "left" | "l" => Some(Side::Left),
        "right" | "r" => Some(Side::Right),
        _ => None,
    };
    let at = [words.len().checked_sub(1)?, 0].into_iter().find(|it| side(words[*it]).is_some())?;
    let side = side(words[at])?;
    let rest = [&words[..at], &words[at + 1..]].concat().join(" ");
    let bare = rest.trim_end_matches([',', '-', '–', '—', ':', ' ', '(']);
    // "Tilt your head to the left" is a sentence.
    let last = bare.rsplit(' ').next()?.to_lowercase();
    let is_name = !matches!(last.as_str(), "the" | "to" | "on" | "your" | "with" | "of" | "and" | "in" | "");
    is_name.then(|| (title::tidy(bare), side))
}

/// Words with the sides taken out.
fn plain(words: &str, name: &str) -> String {
    if words == sentence(name) {
        return String::new();
    }
    // What is on the left in one is on the right in the other.
    replaced(&replaced(words, "left", "*"), "right", "*").to_lowercase()
}

/// The values of an action, without the lines that they rest on.
pub fn amounts(action: &SheetAction) -> String {
    match action {
        SheetAction::Move => "move".to_owned(),
        SheetAction::Hold(dose) => format!("{:?}", dose.as_ref().map(|it| it.value)),
        SheetAction::Reps(times, hold) => format!("{:?} {:?}", times.value, hold.as_ref().map(|it| it.value)),
    }
}

/// The name of an exercise with the words on which its values rest.
fn said(it: &Exercise) -> String {
    let of_step = |action: &SheetAction| match action {
        SheetAction::Move | SheetAction::Hold(None) => Vec::new(),
        SheetAction::Hold(Some(dose)) => vec![dose.from.1.clone()],
        SheetAction::Reps(times, hold) => {
            [Some(times.from.1.clone()), hold.as_ref().map(|it| it.from.1.clone())]
                .into_iter()
                .flatten()
                .collect()
        }
    };
    let steps = it.steps.iter().flat_map(|it| of_step(&it.action));
    let whole = [&it.rounds, &it.rest].into_iter().flatten().map(|it| it.from.1.clone());
    let mut parts = vec![it.name.clone()];
    for part in steps.chain(whole) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(", ")
}
