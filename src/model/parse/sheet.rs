//! A file that holds several exercises, as sheets and other programs write them: here it is a program
//! with its routines written out in `play`.

use super::{
    faults::{At, Change, Faults},
    foreign::{Foreign, Goes},
    tree::{Node, Pair},
};
use crate::model::{format::KINDS_OF_STEP, text::Text, wording};

/// Whether a file holds several exercises: in a list without a name, or at a key that is a list of them.
pub fn is_sheet(root: &Node<'_>) -> bool {
    let list = root.as_list().is_some_and(are_exercises);
    list || root.as_map().is_some_and(|it| it.iter().any(holds_exercises))
}

/// Whether the value of a key is a list of whole exercises.
pub fn holds_exercises(pair: &Pair<'_>) -> bool {
    let key = pair.key.as_text().unwrap_or_default();
    let is_list = key == "steps"
        || Foreign::Routine.goes(key) == Some(Goes::To("steps"))
        || Foreign::Listing.goes(key) == Some(Goes::To("play"));
    is_list && pair.value.as_list().is_some_and(are_exercises)
}

/// Tells a program that is its list alone, without a name.
pub fn list_alone(root: &Node<'_>, id: &str, faults: &mut Faults) -> bool {
    let Some(items) = root.as_list() else { return false };
    let at = root.start().map_or(At::File, At::Byte);
    let count = wording::Count(items.len() as u64, "exercise");
    let name = wording::capital(&Text::clean(&id.replace('-', " ")).to_string());
    let fault = faults.error(at.clone(), "", format!("the file is a list of {count}, without a name"));
    fault.hint(format!("write `name: {name}` and `play:` on two lines above the list"));
    fault.fix(Change::Above(at, vec![format!("name: {name}"), "play:".to_owned()]));
    true
}

/// Tells a routine that is a list of steps, without a name.
pub fn told(root: &Node<'_>, id: &str, faults: &mut Faults) -> bool {
    let is_step = |it: &Node<'_>| KINDS_OF_STEP.iter().any(|kind| it.get(kind).is_some());
    if !root.as_list().is_some_and(|it| !it.is_empty() && it.iter().all(is_step)) {
        return false;
    }
    let at = root.start().map_or(At::File, At::Byte);
    let name = wording::capital(&Text::clean(&id.replace('-', " ")).to_string());
    let fault = faults.error(at.clone(), "", "the file is a list of steps, without a name");
    fault.hint(format!("write `name: {name}` and `steps:` on two lines above the list"));
    fault.fix(Change::Above(at, vec![format!("name: {name}"), "steps:".to_owned()]));
    true
}

/// A list of whole exercises: each has a name, and one at least has what only a whole exercise has. What
/// that one says, such as `sides`, is not meant for the others.
fn are_exercises(items: &[Node<'_>]) -> bool {
    items.iter().all(is_named) && items.iter().any(is_whole)
}

fn goes(pair: &Pair<'_>) -> Option<Goes> {
    pair.key.as_text().and_then(|it| Foreign::Routine.goes(it))
}

/// A group with a name, and without the words of a step: `- name: Plank` with `hold: Stay there.` is one.
fn is_named(item: &Node<'_>) -> bool {
    let Some(pairs) = item.as_map() else { return false };
    let titled = || pairs.iter().find(|it| goes(it) == Some(Goes::To("name"))).map(|it| &it.value);
    let is_words = |it: &str| super::amounts::timed(it).is_none() && !it.trim().is_empty();
    let says = pairs.iter().any(|it| {
        it.key.as_text().is_some_and(|key| KINDS_OF_STEP.contains(&key))
            && it.value.as_text().is_some_and(is_words)
    });
    item.get("name").or_else(titled).is_some_and(|it| it.as_text().is_some()) && !says
}

/// A group with a key that a step does not have.
fn is_whole(item: &Node<'_>) -> bool {
    let own = ["sides", "rounds", "steps", "rest", "muscles", "limb"];
    item.as_map().is_some_and(|pairs| {
        pairs.iter().any(|it| {
            it.key.as_text().is_some_and(|it| own.contains(&it))
                || matches!(
                    goes(it),
                    Some(
                        Goes::To("rounds" | "rest" | "steps" | "sides" | "muscles")
                            | Goes::BothSides
                            | Goes::ToStep("times")
                    )
                )
        })
    })
}
