//! What a new routine begins with: a short file that says what may stand where, and is right as it
//! is.

use std::borrow::Cow;

use super::{area::Area, parse::is_id, wording};

/// A commented routine file for this id. It has no problem, so that whoever changes it learns from
/// `stretch check` only about their own words.
pub fn routine(id: &str, area: Option<Area>) -> String {
    debug_assert!(is_id(id), "`{id}` names a file");
    let name = name(id);
    let place = match area {
        Some(area) => format!("# Its folder says that it is for the {}.\n", spoken(area)),
        None => String::new(),
    };
    format!(
        "\
# A routine: one stretch, step by step. Words that are said stand after move, hold, breathe and
# reps; a line that begins with # is yours alone. Check it: stretch check {id}.yaml
{place}
name: \"{name}\" # quotes let a text hold a colon
summary: What it does, in a line of at most 80 letters.
kind: stretch # or strength, breath, yoga, rest
muscles: [upper trapezius]
position: seated # or standing, floor, kneeling, lying; several as [seated, standing]
needs: [chair?] # chair? may be done without, strap|towel is either; [] for nothing
sides: both # take the line out if both sides do the same
rounds: 1-3 # --level gentle takes the low end, full the high end
caution: Move slowly, and ease off before it hurts.
# Who says so: a book, a clinic, your physiotherapist.
sources:
  - name: Myself

# The drawn person; take it out, with each pose, if there should be none. docs/figures.md explains it,
# and stretch check --watch shows it at each save.
figure: {{ base: sitting, view: front, crop: upper, stretched: [trapezius.r] }}

setup: # once, before the first round
  - Sit tall with both feet on the floor.

steps: # on each side, in each round
  - move: Let your {{side}} arm hang.
  - hold: Tip your head toward your {{other}} shoulder, and stay there.
    for: 15-30s # or 1m30s, 3-5 breaths, open
    pose: {{ neck: [0, 20, 0], head: [0, 14, 0] }} # for the right side; the left one is its mirror image
  - move: Bring your head up again.
    pose: {{}} # as figure begins
"
    )
}

/// The file of a built-in routine under another id, with a name of its own: two of one name could not
/// be told apart in a list.
pub fn copy(text: &str, id: &str) -> String {
    let lines = text.split_inclusive('\n').map(|line| match line.strip_prefix("name:") {
        Some(_) => Cow::Owned(format!("name: \"{}\"\n", name(id))),
        None => Cow::Borrowed(line),
    });
    lines.collect()
}

fn name(id: &str) -> String {
    wording::capital(&id.replace('-', " "))
}

fn spoken(area: Area) -> String {
    area.name().replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse;

    #[test]
    fn a_new_routine_has_no_problem() {
        for id in ["my-stretch", "a", "null", "true", "1e3", "neck-release"] {
            for area in Area::ALL.iter().copied().map(Some).chain([None]) {
                let checked = parse::routine(routine(id, area).as_bytes(), id, area);
                assert_eq!(checked.problems, [], "{id}");
                assert_eq!(checked.value.unwrap().area, area);
            }
        }
    }
}
