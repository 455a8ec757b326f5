//! The file of a new routine: short, with comments that say what may stand where. Only two texts are missing,
//! which nobody but its author can write. And the file of a program that was composed.

use std::borrow::Cow;

use super::{
    area::{Area, PlayEntry},
    text::Text,
    wording,
};

/// The summary of a new file; `stretch check` refuses it until it is written.
pub const SUMMARY: &str = "Say here what it does, in at most 80 letters.";
/// The words of the hold in a new file; `stretch check` warns as long as they are there.
pub const HOLD: &str = "Tip your head toward your {other} shoulder, and stay there.";

/// A routine file with comments for this id. Its summary is its only mistake, so that `stretch check` finds an
/// untouched file, and nothing else but what its author writes.
pub fn routine(id: &str, area: Option<Area>) -> String {
    let name = name(id);
    let place = match area {
        Some(area) => format!("# Its folder makes it a routine for the {}.\n", spoken(area)),
        None => String::new(),
    };
    format!(
        "\
# A routine: one stretch, step by step. What is spoken is written after move, hold, breathe and
# reps; a line that begins with # is a note for yourself. Check it: stretch check {id}
{place}
name: \"{name}\" # quotes let a text hold a colon
summary: {SUMMARY}
kind: stretch # or mobility, strength, breath, yoga, rest
muscles: [upper trapezius]
position: seated # or standing, floor, kneeling, lying; several as [seated, standing]
needs: [chair?] # chair? is optional, strap|towel is either; [] for nothing
sides: both # delete this line if there are no sides
rounds: 1-3 # --level gentle takes the low end, full the high end
caution: Move slowly, and ease off before it hurts.
# Where it comes from: a book, a clinic, your physiotherapist.
sources:
  - name: Myself

# The drawn person; delete it and every pose to have none. stretch schema routine lists its keys
# and joints; stretch check --watch shows it at each save.
figure: {{ base: sitting, view: front, crop: upper, stretched: [trapezius.r] }}

setup: # once, before the first round
  - Sit tall with both feet on the floor.

steps: # on each side, in each round
  - move: Let your {{side}} arm hang.
  - hold: {HOLD}
    for: 15-30s # or 1m30s, 3-5 breaths, open
    pose: {{ neck: [0, 20, 0], head: [0, 14, 0] }} # for the right side; the left one is its mirror image
  - move: Bring your head up again.
    pose: {{}} # back to where the figure starts
"
    )
}

/// The file of a built-in routine under another id. It gets a name of its own, since a list would not show which
/// of two equal names is which.
pub fn copy(text: &str, id: &str) -> String {
    let lines = text.split_inclusive('\n').map(|line| match line.strip_prefix("name:") {
        Some(_) => Cow::Owned(format!("name: \"{}\"\n", name(id))),
        None => Cow::Borrowed(line),
    });
    lines.collect()
}

/// What a file of this id is called.
pub fn name(id: &str) -> String {
    wording::capital(&id.replace('-', " "))
}

fn spoken(area: Area) -> String {
    area.name().replace('-', " ")
}

/// A program of this name that plays these routines. `low` says how many rounds a routine has at the least: an
/// entry with fewer says that this is meant.
pub fn program(name: &str, entries: &[PlayEntry], low: impl Fn(&str) -> u32) -> String {
    let mut text = format!("name: {}\nplay:\n", quoted(name));
    for PlayEntry { routine, rounds, hold, .. } in entries {
        let is_few = rounds.is_some_and(|it| it < low(routine));
        let keys = [
            rounds.map(|it| format!("rounds: {it}")),
            hold.map(|it| format!("hold: {}", wording::length(it.into()))),
            is_few.then(|| "sample: true".to_owned()),
        ];
        let keys: String = keys.into_iter().flatten().map(|it| format!(", {it}")).collect();
        text += &match keys.as_str() {
            "" => format!("  - {routine}\n"),
            keys => format!("  - {{ routine: {routine}{keys} }}\n"),
        };
    }
    text
}

/// A text in double quotes, as YAML reads it back.
fn quoted(text: &str) -> String {
    let clean = Text::clean(text);
    format!("\"{}\"", clean.as_str().replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{parse, problem::Severity};

    #[test]
    fn a_new_routine_lacks_only_its_own_words() {
        for id in ["my-stretch", "a", "null", "true", "1e3", "neck-release"] {
            for area in Area::ALL.iter().copied().map(Some).chain([None]) {
                let new = routine(id, area);
                let problems = parse::routine(new.as_bytes(), id, area).problems;
                let told: Vec<_> = problems.iter().map(|it| (it.severity, it.field.as_str())).collect();
                let expected = [(Severity::Error, "summary"), (Severity::Warning, "steps[1].hold")];
                assert_eq!(told, expected, "{id}");
                let filled = new.replace(SUMMARY, "Eases the neck.").replace(HOLD, "Lean to your {side}.");
                let checked = parse::routine(filled.as_bytes(), id, area);
                assert_eq!(checked.problems, [], "{id}");
                assert_eq!(checked.value.unwrap().area, area);
            }
        }
    }
}
