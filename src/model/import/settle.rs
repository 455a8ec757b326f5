//! What is seen only when all exercises are there: which sides are meant, and which have no time.

use super::{
    Notice, Sheet,
    amount::NO_UNIT,
    exercise::{Exercise, Quoted, SheetAction, SheetSides, replaced, with},
    title,
};

/// What is seen only when all exercises are there: which sides are meant, and what is said of all.
pub fn settle(sheet: &mut Sheet) {
    let named: Vec<(bool, bool)> = sheet
        .exercises
        .iter()
        .map(|it| it.steps.iter().map(|it| it.named).fold((false, false), with))
        .collect();
    for (at, exercise) in sheet.exercises.iter_mut().enumerate() {
        let (left, right) = named[at];
        let in_name =
            ["left", "right"].iter().any(|it| title::words(&exercise.name).iter().any(|word| word == it));
        // The other side may be an exercise of its own.
        let others = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let is_paired = others.filter_map(|it| named.get(it)).any(|it| *it == (right, left));
        if exercise.sides.is_none() && left != right && !in_name && !is_paired {
            let side = if left { "left" } else { "right" };
            let line = exercise
                .steps
                .iter()
                .find(|it| it.named != (false, false))
                .map_or(exercise.line, |it| it.line);
            let quote = format!("the sheet names only the {side} side");
            exercise.sides = Some(Quoted {
                value: SheetSides::Both,
                from: (line, String::new()),
                guess: Some(if left { ONLY_LEFT } else { ONLY_RIGHT }),
            });
            sheet
                .notices
                .push(Notice { line, words: format!("`{}`: {quote}; both are played", exercise.name) });
        }
        if exercise.sides.is_some() {
            lead(exercise);
        }
        sheet.notices.append(
            &mut exercise
                .notes
                .iter()
                .filter(|it| !it.words.ends_with("is how often to do it"))
                .cloned()
                .collect(),
        );
        for step in &exercise.steps {
            if let SheetAction::Reps(Quoted { from, guess: Some(NO_UNIT), .. }, _) = &step.action {
                let words = format!(
                    "`{}`: \"{}\" has no unit: it is read as repetitions, not as seconds",
                    exercise.name, from.1
                );
                sheet.notices.push(Notice { line: from.0, words });
            }
        }
        if exercise.is_untimed()
            && !exercise.likeness.as_ref().is_some_and(|it| it.is_same && exercise.is_bare)
        {
            sheet.notices.push(Notice {
                line: exercise.line,
                words: format!("`{}` has no time: it lasts until you go on", exercise.name),
            });
        }
    }
}

/// Says in the words which side it is, where they name none.
fn name_side(exercise: &mut Exercise) {
    let of = exercise.limb.unwrap_or("side");
    let mut is_told = false;
    for step in &mut exercise.steps {
        let led = one_and_other(&step.words);
        is_told |= led != step.words;
        step.words = led;
    }
    if let Some(step) =
        exercise.steps.iter_mut().find(|it| !is_told && !matches!(it.action, SheetAction::Move))
    {
        let end = crate::model::sentence::sentences(&step.words).first().map_or(0, |it| it.len());
        let (first, rest) = step.words.split_at(end);
        let rest = if rest.trim_matches(['.', '!', ' ']).is_empty() { "" } else { rest };
        step.words = format!("{}, {{side}} {of}.{rest}", first.trim_end_matches(['.', '!']));
    }
}

/// "One knee" is that of the side; "the other knee" is that of the other side.
fn one_and_other(words: &str) -> String {
    const LIMBS: &[&str] = &[
        "arm", "leg", "hand", "foot", "knee", "ankle", "heel", "elbow", "wrist", "ear", "shoulder", "thigh",
        "forearm", "hip", "side",
    ];
    if !LIMBS.iter().any(|it| words.to_lowercase().contains(&format!("one {it}"))) {
        return words.to_owned();
    }
    let mut led = words.to_owned();
    for limb in LIMBS {
        for (from, to) in [
            ("one", "{side}"),
            ("the other", "{other}"),
            ("your other", "{other}"),
            ("the opposite", "{other}"),
            ("your opposite", "{other}"),
        ] {
            led = led.replace(&format!("{from} {limb}"), &format!("your {to} {limb}"));
            led = led.replace(
                &format!("{} {limb}", crate::model::wording::capital(from)),
                &format!("Your {to} {limb}"),
            );
        }
    }
    led
}

/// Why both sides are played where one is named.
pub const ONLY_LEFT: &str = "only the left side is named; delete this line to play that alone";
/// The same for the right.
pub const ONLY_RIGHT: &str = "only the right side is named; delete this line to play that alone";

/// Puts the led side in the place of the side that is named first.
fn lead(exercise: &mut Exercise) {
    let all: String = exercise
        .steps
        .iter()
        .map(|it| it.words.as_str())
        .chain(exercise.setup.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join(" ");
    let [left, right] = ["left", "right"].map(|it| title::words(&all).iter().position(|word| word == it));
    let only = match exercise.sides.as_ref().map(|it| &it.value) {
        Some(SheetSides::Only(side)) => Some(side.name()),
        Some(SheetSides::Both | SheetSides::From(_)) | None => None,
    };
    let first = match (left, right) {
        (Some(_), _) | (_, Some(_)) if let Some(only) = only => only,
        (Some(left), Some(right)) if right < left => "right",
        (None, Some(_)) => "right",
        (Some(_), _) => "left",
        (None, None) => return name_side(exercise),
    };
    let second = if first == "left" { "right" } else { "left" };
    for step in &mut exercise.steps {
        step.words = replaced(&replaced(&step.words, first, "{side}"), second, "{other}");
    }
}
