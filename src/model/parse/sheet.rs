//! A file that holds several exercises, as sheets and other programs write them: each wants a file of
//! its own here, and the sheet becomes a program.

use super::{
    faults::{At, Faults, Path},
    fields::at_key,
    foreign::{Foreign, Goes},
    routine::as_id,
    tree::{Node, Pair},
};
use crate::model::{format::KINDS_OF_STEP, text::Text, wording};

/// How many names are written out in a hint.
const MOST_NAMED: usize = 8;

/// Tells a file with several exercises; false if it is none.
pub fn told(root: &Node<'_>, faults: &mut Faults) -> bool {
    let (at, field, what, items) = if let Some(items) = root.as_list() {
        (root.start().map_or(At::File, At::Byte), String::new(), "this list", items)
    } else {
        let Some(pair) = root.as_map().and_then(|it| it.iter().find(|it| holds_exercises(it))) else {
            return false;
        };
        let key = pair.key.as_text().unwrap_or_default();
        let what = if key == "steps" { "`steps`" } else { "this list" };
        (
            at_key(&pair.key),
            Path::Key(&Path::Root, key).to_string(),
            what,
            pair.value.as_list().unwrap_or_default(),
        )
    };
    let is_step = |it: &Node<'_>| KINDS_OF_STEP.iter().any(|kind| it.get(kind).is_some());
    if root.as_list().is_some() && !items.is_empty() && items.iter().all(is_step) {
        faults
            .error(at, field, "the file is a list of steps, without a name")
            .hint("write `name: ` with what it is called, and `steps:`, on two lines above the list");
        return true;
    }
    let names = names(items);
    if names.len() != items.len() || names.is_empty() {
        return false;
    }
    let ids: Vec<String> = names.iter().map(|it| as_id(it)).collect();
    let shown = &ids[..ids.len().min(MOST_NAMED)];
    let files = wording::list(shown.iter().map(|it| format!("`{it}.yaml`")), "and");
    let more = if ids.len() > shown.len() { ", ..." } else { "" };
    let count = wording::Count(names.len() as u64, "exercise");
    faults
        .error(at, field, format!("a file holds one stretch, and {what} has {count}"))
        .hint(format!(
            "write each into a file of its own beside this one ({files}{more}), and into this one, in place of the \
             list, `play: [{}{more}]`",
            shown.join(", ")
        ));
    true
}

/// Whether a key's value is a list of exercises: groups with a name, and none with a step of ours.
fn holds_exercises(pair: &Pair<'_>) -> bool {
    let key = pair.key.as_text().unwrap_or_default();
    let is_steps = key == "steps" || Foreign::Routine.goes(key) == Some(Goes::To("steps"));
    is_steps
        && pair.value.as_list().is_some_and(|items| !items.is_empty() && names(items).len() == items.len())
}

/// The names of the exercises in a list, as far as its items are whole exercises.
fn names(items: &[Node<'_>]) -> Vec<String> {
    items.iter().filter_map(name_of).collect()
}

/// The name of a whole exercise: a group with a name, and with what only a whole exercise has.
fn name_of(item: &Node<'_>) -> Option<String> {
    let pairs = item.as_map()?;
    let goes = |it: &Pair<'_>| it.key.as_text().and_then(|it| Foreign::Routine.goes(it));
    let titled = || pairs.iter().find(|it| goes(it) == Some(Goes::To("name"))).map(|it| &it.value);
    let name = item.get("name").or_else(titled)?.as_text()?;
    let whole = pairs.iter().any(|it| {
        let own = it
            .key
            .as_text()
            .is_some_and(|it| matches!(it, "sides" | "rounds" | "steps" | "rest" | "muscles"));
        own || matches!(
            goes(it),
            Some(
                Goes::To("rounds" | "rest" | "steps" | "sides" | "muscles")
                    | Goes::BothSides
                    | Goes::ToStep("times")
            )
        )
    });
    // Words of a step, as in `- name: Plank` and `hold: Stay there.`, make it a step.
    let says = pairs.iter().any(|it| {
        it.key.as_text().is_some_and(|key| KINDS_OF_STEP.contains(&key))
            && it
                .value
                .as_text()
                .is_some_and(|it| super::amounts::timed(it).is_none() && !it.trim().is_empty())
    });
    (whole && !says).then(|| Text::clean(name).to_string())
}
