//! Times and numbers that stand where no key is known: beside the name of an exercise, or as a step of their own.

use super::{
    super::{
        amounts::{counted, names_a_side, sets_of_a_time, timed},
        faults::{Change, Fault},
        fields::{KeyGroup, at_key, value_at},
        foreign::{Foreign, Goes},
        tree::Pair,
    },
    Instead, is_name,
};
use crate::model::{import::prescribed, text::Text};

/// A step that is written as its name and its time, `- Mountain: 5 breaths`: both, and its sets.
pub fn timed_name(
    name: &str,
    pair: &Pair<'_>,
    all: &[Pair<'_>],
    group: &KeyGroup,
) -> Option<(String, String, Option<String>)> {
    let written = pair.value.written().filter(|_| group.foreign == Foreign::Step && all.len() == 1)?;
    let (time, sets) = timed(&written)?;
    Some((Text::clean(name).to_string(), time, sets))
}

/// Where an amount that stands beside the steps goes, and its value, if it can be read.
pub fn in_a_step(target: &'static str, key: &str, pair: &Pair<'_>) -> (String, Option<String>) {
    let written = pair.value.written().map(|it| Text::clean(&it).to_string()).unwrap_or_default();
    let kind = if target == "for" { "hold" } else { "reps" };
    let right = match target {
        "times" => counted(&written),
        _ => amount_of(key, &written).map(|it| (it, None)).or_else(|| sets_of_a_time(&written)),
    };
    let hint = match &right {
        Some((right, None)) => format!("write `{target}: {right}` in a step, below its `{kind}`"),
        Some((right, Some(sets))) => format!(
            "write `{target}: {right}` in a step, below its `{kind}`, and `rounds: {sets}` at the top of the file"
        ),
        None => format!("write `{target}` in a step, below its `{kind}`"),
    };
    let sided = names_a_side(&written) && hint.contains(": ");
    let hint = if sided { format!("{hint}; `sides: both` there does it on each side") } else { hint };
    (hint, right.map(|it| it.0))
}

/// Whether a key beside the name of an exercise is its time or its number.
pub fn is_amount(name: &str, goes: Option<Goes>) -> bool {
    matches!(name, "hold" | "for" | "reps" | "times" | "each") || matches!(goes, Some(Goes::ToStep(_)))
}

/// An exercise with its time or its number beside its name, as sheets have it: both go into a step.
pub fn a_step(fault: &mut Fault, pair: &Pair<'_>, all: &[Pair<'_>]) -> Instead {
    let text_of = |it: &Pair<'_>| it.value.as_text().map(|it| Text::clean(it).to_string());
    let named = all.iter().find(|it| it.key.as_text().is_some_and(is_name)).and_then(text_of);
    let amounts = || all.iter().filter_map(|it| amount_in(it).map(|amount| (it, amount)));
    let (mut time, mut times) = (None, None);
    for (_, (key, right)) in amounts() {
        let amount = if key == "times" { &mut times } else { &mut time };
        amount.get_or_insert(right);
    }
    let step = named.filter(|it| !it.contains(['"', '\\'])).and_then(|name| match (time, times) {
        (Some(time), Some(times)) => {
            Some(format!("[{{ reps: \"{name}\", times: {times}, each: 3s, hold: {time} }}]"))
        }
        (None, Some(times)) => Some(format!("[{{ reps: \"{name}\", times: {times}, each: 3s }}]")),
        (Some(time), None) => Some(format!("[{{ hold: \"{name}\", for: {time} }}]")),
        (None, None) => None,
    });
    let on_sides =
        amounts().find(|(it, _)| it.value.written().is_some_and(|it| prescribed(&it).sides.is_some()));
    let sides = match on_sides.filter(|_| !all.iter().any(|it| it.key.as_text() == Some("sides"))) {
        Some(_) => "; and `sides: both` at the top of the file does it on each side",
        None => "",
    };
    let Some(step) = step else {
        let name = Text::clean(pair.key.as_text().unwrap_or_default());
        fault.hint(format!("`{name}` belongs to a step: write it below `steps`, as `- hold: Reach up.` is"));
        return Instead::other("steps");
    };
    let is_first = amounts().next().is_some_and(|(it, _)| it.key.id == pair.key.id);
    if is_first {
        fault.hint(format!("write `steps: {step}`{sides}"));
        fault.fix(Change::Word(at_key(&pair.key), "steps".to_owned()));
        fault.fix(Change::Value(value_at(pair), step));
    } else if amount_in(pair).is_none() {
        let name = Text::clean(pair.key.as_text().unwrap_or_default());
        fault.hint(format!("write what `{name}` says into the step, `steps: {step}`"));
        return Instead::other("steps");
    } else {
        fault.hint(format!("take it out: `steps: {step}` has it"));
        fault.fix(Change::Before(at_key(&pair.key), "# ".to_owned()));
    }
    Instead::other("steps")
}

/// The key of a step that an amount beside the name of an exercise is, and its value.
fn amount_in(pair: &Pair<'_>) -> Option<(&'static str, String)> {
    let name = pair.key.as_text()?;
    let written = Text::clean(&pair.value.written()?).to_string();
    match (name, Foreign::Routine.goes(name)) {
        ("hold" | "for", _) | (_, Some(Goes::ToStep("for"))) => Some(("for", amount_of(name, &written)?)),
        ("reps" | "times", _) | (_, Some(Goes::ToStep("times"))) => match counted(&written) {
            Some((times, None)) => Some(("times", times)),
            Some((_, Some(_))) => None,
            None => Some(("times", prescribed(&written).times?)),
        },
        _ => None,
    }
}

/// A length of time in the right form; the key may say the unit of a bare figure.
pub fn amount_of(key: &str, written: &str) -> Option<String> {
    let bare = !written.is_empty() && written.bytes().all(|it| it.is_ascii_digit());
    let key = key.to_lowercase();
    let whole = match bare {
        true if key.contains("min") => format!("{written}m"),
        true if key.contains("breath") => format!("{written} breaths"),
        true | false => written.to_owned(),
    };
    let (right, sets) = timed(&whole)?;
    sets.is_none().then_some(right)
}
