//! What an unknown key was meant to be: a mistyped key of ours, or the key of another program, whose
//! value is carried over.

mod beside;

use self::beside::{a_step, amount_of, in_a_step, is_amount, timed_name};
use super::{
    amounts::{counted, in_place_of_words, timed},
    faults::{Change, Fault, Faults, Path},
    fields::{Fields, KeyGroup, at_key, either, listed, value_at, word_of},
    foreign::{Foreign, Goes},
    routine::is_id,
    sheet,
    sides::nothing,
    steps::instead_of_times,
    tree::{Node, NodeValue, Pair},
};
use crate::model::{
    area::Area,
    format::{self, FileKey, StepKind, ValueShape},
    nearest::{self, nearest},
    text::Text,
    wording,
};

/// What an unknown key is taken for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Instead {
    /// The key of the same group, if there is one.
    pub key: Option<&'static str>,
    /// Whether the value stays as it is, so that it can be looked at as the key's.
    pub stays: bool,
    /// Whether all the keys of the group stand below this one.
    pub has_all: bool,
}

impl Instead {
    const NOTHING: Instead = Instead { key: None, stays: false, has_all: false };

    fn same(key: &'static str) -> Instead {
        Instead { key: Some(key), stays: true, has_all: false }
    }

    /// The key is meant, and its value is another.
    fn other(key: &'static str) -> Instead {
        Instead { key: Some(key), stays: false, has_all: false }
    }
}

/// How many characters of a value are repeated in a hint; of a longer one only its key is named.
pub const MOST_REPEATED: usize = 60;

/// Tells an unknown key, and says what is written in its place.
pub fn unknown(
    name: &str,
    pair: &Pair<'_>,
    all: &[Pair<'_>],
    before: &Fields<'_, '_>,
    parent: Path<'_>,
    group: &'static KeyGroup,
    faults: &mut Faults,
) -> Instead {
    let is_sheet = group.foreign == Foreign::Listing && sheet::holds_exercises(pair);
    let goes = if is_sheet { Some(Goes::To("play")) } else { goes_of(name, pair, all, group) };
    if goes == Some(Goes::Words) && amount_of_kind(all) {
        // The step itself tells that its words stand here, and its time where they belong.
        return Instead::NOTHING;
    }
    let shown: String = Text::clean(name).as_str().chars().take(40).collect();
    let at = at_key(&pair.key);
    let fault = faults.error(
        at.clone(),
        Path::Key(&parent, name),
        format!("unknown key `{shown}` in {}", group.whose),
    );
    let names: Vec<&'static str> = group.keys.iter().map(|it| it.name).collect();
    let key = |wanted: &str| group.keys.iter().find(|it| it.name == wanted);
    if let Some(bare) = name.strip_prefix('-').and_then(key) {
        fault.hint(format!("put a space after the dash: `- {}: `", bare.name));
        return Instead::same(bare.name);
    }
    if let Some((latin, letter)) = nearest::in_latin(name)
        && let Some(key) = key(&latin)
    {
        let code = format!("U+{:04X}", u32::from(letter));
        fault
            .hint(format!("write `{latin}` in Latin letters: the `{letter}` in it is another one ({code})"))
            .fix(Change::Word(at, latin));
        return Instead::same(key.name);
    }
    if is_whole_file(pair, group) {
        fault.hint(format!("take out the line `{shown}:`, and begin the lines below it at the left"));
        return Instead { has_all: true, ..Instead::NOTHING };
    }
    let there = |key: &str| before.means(key) || all.iter().any(|it| it.key.as_text() == Some(key));
    let empty =
        pair.value.as_list().is_some_and(<[_]>::is_empty) || matches!(pair.value.value, NodeValue::Null);
    if let Some(Goes::To(target)) = goes
        && let Some(key) = key(target)
        && !(empty && there(target))
    {
        if target == "steps" && ids_alone(&pair.value) {
            fault
                .hint(format!(
                    "write `play` in place of `{shown}`, if these are routines; steps say what is done"
                ))
                .fix(Change::Word(at, "play".to_owned()));
            return Instead::other("steps");
        }
        if group.foreign == Foreign::Step
            && target == "times"
            && let Some(kind) = spoken_kind(all)
        {
            let written = pair.value.written().map(|it| Text::clean(&it).to_string()).unwrap_or_default();
            let times = counted(&written).map_or(written, |it| it.0);
            fault.hint(instead_of_times(kind, &times));
            return Instead::NOTHING;
        }
        if there(target) {
            let takes_both = matches!(
                key.shape,
                ValueShape::Text(_)
                    | ValueShape::Texts
                    | ValueShape::Words(_)
                    | ValueShape::Steps
                    | ValueShape::Needs
                    | ValueShape::Moves
            );
            fault.hint(if takes_both {
                format!("there is a `{target}` already: write both into it")
            } else {
                format!("there is a `{target}` already: keep one of the two")
            });
            return Instead::NOTHING;
        }
        return carried(fault, name, key, pair);
    }
    if group.foreign == Foreign::Routine && is_amount(name, goes) && !all.iter().any(is_steps) {
        return a_step(fault, pair, all);
    }
    if let Some(goes) = goes
        && !matches!(goes, Goes::Nowhere | Goes::To(_))
    {
        if let Goes::ToStep(target) = goes {
            let (hint, right) = in_a_step(target, name, pair);
            fault.hint(hint);
            faults.displace(target, right);
            return Instead::NOTHING;
        }
        return elsewhere(fault, goes, pair, all, group);
    }
    match nearest::meant(name, names.iter().copied()) {
        Some(near) if there(near) => {
            fault.hint(format!("there is a `{near}` already: keep one of the two, or merge them"));
            return Instead::NOTHING;
        }
        Some(near) => {
            fault.hint(format!("did you mean `{near}`?")).fix(Change::Word(at, near.to_owned()));
            return Instead::same(near);
        }
        None => {}
    }
    let near = nearest(name, names.iter().copied());
    if !near.is_empty() {
        fault.hint(format!("did you mean {}?", wording::list(near.iter().map(|it| format!("`{it}`")), "or")));
    } else if let Some((name, time, sets)) = timed_name(name, pair, all, group) {
        let top = sets.as_ref().map(|it| format!(", and `rounds: {it}` at the top of the file"));
        fault.hint(format!("write `- hold: {name}`, and `for: {time}` below it{}", top.unwrap_or_default()));
        if sets.is_none() {
            fault.fix(Change::Word(at.clone(), "hold".to_owned()));
            fault.fix(Change::Value(value_at(pair), name));
            fault.fix(Change::Below(at, vec![format!("for: {time}")]));
        }
    } else if name == "<<" {
        fault.hint("merge keys are not supported; write the keys out");
    } else if name.contains(' ') && goes.is_none() {
        fault.hint("put a text that has a colon and a space in quotes, or begin the line with a key");
    } else if let Some(hint) = of_another_group(name, pair, group) {
        fault.hint(hint);
    } else if goes.is_some() {
        fault.hint(
            "stretch has no use for it: take it out, or begin the line with `# ` to keep it as a comment",
        );
        if pair.value.written().is_some_and(|it| !it.contains('\n')) || empty {
            fault.fix(Change::Before(at, "# ".to_owned()));
        }
    } else {
        fault.hint(format!("its keys are {}", listed(&names)));
    }
    Instead::NOTHING
}

/// Where the value of an unknown key goes, by its name and by what stands beside it.
fn goes_of(name: &str, pair: &Pair<'_>, all: &[Pair<'_>], group: &'static KeyGroup) -> Option<Goes> {
    let goes = group.foreign.goes(name);
    let text = pair.value.as_text();
    match (group.foreign, goes) {
        // `exercise: Pendulum` is its name, where it has no other.
        (Foreign::Routine, Some(Goes::To("steps")))
            if text.is_some_and(|it| it.chars().count() <= MOST_REPEATED && !it.contains(['.', '\n']))
                && !all.iter().any(|it| it.key.as_text().is_some_and(is_name)) =>
        {
            Some(Goes::To("name"))
        }
        // `- repeat: 3` as a step of its own repeats them all.
        (Foreign::Step, Some(Goes::To("times"))) if all.len() == 1 => Some(Goes::ToTop("rounds")),
        (Foreign::Routine, None) => match name {
            "hold" | "for" if is_figure(pair) => Some(Goes::ToStep("for")),
            "reps" | "times" if is_figure(pair) => Some(Goes::ToStep("times")),
            "each" if is_figure(pair) => Some(Goes::ToStep("each")),
            _ => None,
        },
        _ => goes,
    }
}

fn is_name(key: &str) -> bool {
    key == "name" || Foreign::Routine.goes(key) == Some(Goes::To("name"))
}

/// Whether a value is an amount, and not words to be said.
fn is_figure(pair: &Pair<'_>) -> bool {
    let written = pair.value.written().unwrap_or_default();
    written.trim_start().starts_with(|it: char| it.is_ascii_digit()) || timed(&written).is_some()
}

/// Whether a key holds what belongs to the left of the file: `workout:` with `name` and `exercises` below.
fn is_whole_file(pair: &Pair<'_>, group: &'static KeyGroup) -> bool {
    let is_file = matches!(group.foreign, Foreign::Routine | Foreign::Listing);
    let begins = |it: &Pair<'_>| {
        it.key.as_text().is_some_and(|it| {
            is_name(it)
                || it == "play"
                || it == "steps"
                || Foreign::Routine.goes(it) == Some(Goes::To("steps"))
        })
    };
    is_file && pair.value.as_map().is_some_and(|it| it.iter().any(begins))
}

fn is_steps(pair: &Pair<'_>) -> bool {
    pair.key.as_text().is_some_and(|it| it == "steps" || Foreign::Routine.goes(it) == Some(Goes::To("steps")))
}

/// A key of ours that stands in the wrong group.
fn of_another_group(name: &str, pair: &Pair<'_>, group: &KeyGroup) -> Option<String> {
    let has = |keys: &[FileKey]| keys.iter().any(|it| it.name == name);
    let written = pair.value.written().map(|it| Text::clean(&it).to_string());
    let whole = match written.filter(|it| !it.is_empty() && it.chars().count() <= MOST_REPEATED) {
        Some(written) => format!("{name}: {written}"),
        None => name.to_owned(),
    };
    match group.foreign {
        Foreign::Routine if has(format::STEP) => {
            Some(format!("`{name}` belongs to a step: write it below `steps`, as `- hold: Reach up.` is"))
        }
        Foreign::Listing if name == "steps" => Some(
            "a file with `play` plays routines: write these steps into an entry of `play`, below its `- name: `"
                .to_owned(),
        ),
        Foreign::Listing if has(format::ROUTINE) => {
            Some(format!("`{name}` belongs to a routine: write `{whole}` in `play`, beside the `name` of each"))
        }
        Foreign::Entry if has(format::ROUTINE) => Some(format!(
            "`{name}` belongs to the routine, which has a file of its own; or write it out here, with `name: ` in \
             place of `routine`"
        )),
        Foreign::Routine if name == "sample" => Some(
            "`sample` goes with the name of a routine; one that is written out plays its own `rounds`".to_owned(),
        ),
        Foreign::Move if has(format::STEP) => {
            Some(format!("`{name}` belongs to a step: a move here has `move`, `for` and `pose`"))
        }
        Foreign::Step if has(format::ROUTINE) => {
            Some(format!("`{name}` is for the whole routine: write it at the top of the file"))
        }
        Foreign::Routine
        | Foreign::Step
        | Foreign::Move
        | Foreign::Listing
        | Foreign::Entry
        | Foreign::None => None,
    }
}

/// A key of another program that has one here: its value is carried over.
fn carried(fault: &mut Fault, name: &str, key: &'static FileKey, pair: &Pair<'_>) -> Instead {
    let target = key.name;
    let written = pair.value.written().map(|it| Text::clean(&it).to_string());
    let rename = || Change::Word(at_key(&pair.key), target.to_owned());
    let short = |it: &String| it.chars().count() <= MOST_REPEATED && !it.is_empty();
    let Some(written) = written.filter(short).filter(|it| reads(key, name, it)) else {
        fault.hint(format!("write `{target}` in place of `{}`", Text::clean(name))).fix(rename());
        return Instead::same(target);
    };
    let names = key.shape.words();
    let right =
        if names.is_empty() { as_written_here(key, name, &written) } else { word_of(&written, names) };
    let Some(right) = right else {
        let folder = word_of(&written, Area::NAMES);
        fault.hint(match folder {
            Some(area) => {
                format!("the area is the folder's name: put the file into a folder `{area}`")
            }
            None => format!("`{target}` is one of {}; leave it out if none fits", either(names)),
        });
        return Instead::other(target);
    };
    fault.hint(format!("write `{target}: {right}`")).fix(rename());
    if right == written {
        return Instead::same(target);
    }
    fault.fix(Change::Value(value_at(pair), right));
    Instead::other(target)
}

/// A value of another program's key, as it is written for one of ours that has no list of words.
fn as_written_here(key: &FileKey, name: &str, written: &str) -> Option<String> {
    let shape = key.shape;
    let right = if matches!(shape, ValueShape::Dose | ValueShape::Length | ValueShape::Lengths) {
        amount_of(name, written)
    } else if let ValueShape::Count(_) = shape {
        counted(written).filter(|it| it.1.is_none()).map(|it| it.0)
    } else if shape == ValueShape::Needs && nothing(written) {
        Some("[]".to_owned())
    } else if shape == ValueShape::Sides {
        word_of(written, format::SIDES)
    } else {
        None
    };
    Some(right.unwrap_or_else(|| written.to_owned()))
}

/// Whether a value is one of this key as it stands, or can be made one: what a hint shows must be right. What
/// is not is told by its own error, with the key in its place.
fn reads(key: &FileKey, name: &str, written: &str) -> bool {
    match key.shape {
        ValueShape::Dose | ValueShape::Length | ValueShape::Lengths => amount_of(name, written).is_some(),
        ValueShape::Count(_) => counted(written).is_some_and(|it| it.1.is_none()),
        ValueShape::Sides => word_of(written, format::SIDES).is_some(),
        ValueShape::Steps
        | ValueShape::Play
        | ValueShape::Moves
        | ValueShape::Sources
        | ValueShape::Figure
        | ValueShape::Pose => false,
        ValueShape::Needs => nothing(written) || !written.contains([' ', ',']),
        ValueShape::Text(_)
        | ValueShape::Texts
        | ValueShape::Word(_)
        | ValueShape::Words(_)
        | ValueShape::Breath
        | ValueShape::Beats
        | ValueShape::Id
        | ValueShape::Url => true,
    }
}

/// A key whose value belongs somewhere else.
fn elsewhere(
    fault: &mut Fault,
    goes: Goes,
    pair: &Pair<'_>,
    all: &[Pair<'_>],
    group: &'static KeyGroup,
) -> Instead {
    let name = pair.key.as_text().unwrap_or_default();
    let written = pair.value.written().map(|it| Text::clean(&it).to_string()).unwrap_or_default();
    let top = "at the top of the file";
    match goes {
        Goes::BothSides => both_sides(fault, pair, &written, group),
        Goes::Folder => {
            let area = word_of(&written, Area::NAMES);
            fault.hint(match area {
                Some(area) => format!("the area is the folder's name: put the file into a folder `{area}`"),
                None => format!(
                    "the area is the name of the folder that the file lies in: {}",
                    wording::list(Area::NAMES.iter().map(|it| format!("`{it}`")), "or")
                ),
            });
            Instead::NOTHING
        }
        Goes::ToTop(target) => {
            let right = match target {
                "rounds" => counted(&written).map(|(right, _)| right),
                "sides" => word_of(&written, format::SIDES).or(Some(written)),
                _ => Some(written),
            };
            let right = right.filter(|it| !it.is_empty() && it.chars().count() <= MOST_REPEATED);
            fault.hint(match right {
                Some(right) => format!("write `{target}: {right}` {top}: it is for the whole routine"),
                None => format!("write `{target}` {top}: it is for the whole routine"),
            });
            Instead::NOTHING
        }
        Goes::RestStep => {
            let time =
                amount_of(name, &written).map_or("with `for`".to_owned(), |it| format!("with `for: {it}`"));
            fault.hint(format!("write a step of its own: `- move: Rest.` {time} below it"));
            Instead::NOTHING
        }
        Goes::Words => {
            let Some(kind) = kind_of_words(all) else {
                fault.hint("write it into the text of the step");
                return Instead::NOTHING;
            };
            fault.fix(Change::Word(at_key(&pair.key), kind.to_owned()));
            if written.chars().count() <= MOST_REPEATED {
                fault.hint(format!("write `{kind}: {written}`"));
            } else {
                fault.hint(format!("write `{kind}` in place of `{name}`"));
            }
            Instead::same(kind)
        }
        Goes::Source => {
            fault.hint(format!("write `sources: [{{ name: \"{}\" }}]`", written.replace('"', "'")));
            if !all.iter().any(|it| it.key.as_text() == Some("sources")) && !written.contains(['"', '\\']) {
                fault.fix(Change::Word(at_key(&pair.key), "sources".to_owned()));
                fault.fix(Change::Value(value_at(pair), format!("[{{ name: \"{written}\" }}]")));
            }
            Instead::NOTHING
        }
        Goes::OneSide => {
            fault.hint(format!(
                "write `hold` in place of `{name}`; or the step once, with `{{side}}` where its words name the side, \
                 and `sides: both` {top}"
            ));
            Instead::NOTHING
        }
        Goes::To(_) | Goes::ToStep(_) | Goes::Nowhere => Instead::NOTHING,
    }
}

/// `mirror: true`, `perSide: yes`: both sides.
fn both_sides(fault: &mut Fault, pair: &Pair<'_>, written: &str, group: &KeyGroup) -> Instead {
    if matches!(written.to_lowercase().as_str(), "false" | "no" | "none" | "0" | "off") {
        fault.hint("take it out: without `sides` a routine has none");
        return Instead::NOTHING;
    }
    if group.foreign != Foreign::Routine {
        fault.hint("write `sides: both` at the top of the file: it is for the whole routine");
        return Instead::NOTHING;
    }
    fault.hint("write `sides: both`");
    fault.fix(Change::Word(at_key(&pair.key), "sides".to_owned()));
    fault.fix(Change::Value(value_at(pair), "both".to_owned()));
    Instead::other("sides")
}

/// Whether a list holds nothing but ids, as a list of routines does.
fn ids_alone(node: &Node<'_>) -> bool {
    let is_id = |it: &Node<'_>| it.as_text().is_some_and(|it| is_id(it) && it.contains('-'));
    node.as_list().is_some_and(|it| !it.is_empty() && it.iter().all(is_id))
}

/// Whether the kind of a step has a time or a number where its words belong, as in `name: Plank` with
/// `hold: 30s`.
fn amount_of_kind(all: &[Pair<'_>]) -> bool {
    all.iter().any(|it| {
        let kind = it.key.as_text().and_then(StepKind::from_name);
        let written = it.value.written();
        kind.zip(written).is_some_and(|(kind, written)| in_place_of_words(kind, &written).is_some())
    })
}

/// The kind of a step that has its words, if it is none that counts.
fn spoken_kind(all: &[Pair<'_>]) -> Option<StepKind> {
    let kind = all.iter().find_map(|it| it.key.as_text().and_then(StepKind::from_name))?;
    (kind != StepKind::Reps && !amount_of_kind(all)).then_some(kind)
}

/// What a step without a kind of ours does, by its other keys; `None` if it has a kind.
fn kind_of_words(all: &[Pair<'_>]) -> Option<&'static str> {
    let keys = || all.iter().filter_map(|it| it.key.as_text());
    let has = |target: &str| {
        keys().any(|it| it == target || matches!(Foreign::Step.goes(it), Some(Goes::To(to)) if to == target))
    };
    if keys().any(|it| format::KINDS_OF_STEP.contains(&it)) {
        return None;
    }
    Some(if has("times") {
        "reps"
    } else if has("for") {
        "hold"
    } else {
        "move"
    })
}

/// The words of a step that stand at the key of another program, such as `name`.
pub fn words_of<'n, 's>(node: &'n Node<'s>) -> Option<&'n Pair<'s>> {
    let is_words =
        |it: &&Pair<'_>| it.key.as_text().and_then(|it| Foreign::Step.goes(it)) == Some(Goes::Words);
    node.as_map()?.iter().find(is_words).filter(|it| it.value.as_text().is_some())
}
