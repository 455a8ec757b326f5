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

fn are_exercises(items: &[Node<'_>]) -> bool {
    !items.is_empty() && items.iter().all(|it| name_of(it).is_some())
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
            .is_some_and(|it| matches!(it, "sides" | "rounds" | "steps" | "rest" | "muscles" | "limb"));
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
