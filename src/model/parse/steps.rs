//! The steps of a routine, and the moves before and after them.

use super::{
    amounts::{self, counted, in_place_of_words, only_amount, only_count},
    faults::{At, Change, Fault, Faults, Path},
    fields::{Field, Fields, KeyGroup, STEPS, at_key},
    figure,
    foreign::Foreign,
    judge::said_of,
    rhythm,
    synonyms::meant,
    tree::Node,
    unknown::{MOST_REPEATED, words_of},
};
use crate::model::{
    dose::{Dose, LONGEST_HOLD},
    figure::Figure,
    format::{self, KINDS_OF_STEP, MOST_STEPS, MOST_TEXT, MOST_TIMES, StepKind},
    import::prescribed,
    routine::{Action, Move, Sides, Step},
    sentence::sentences,
    text::Text,
};

/// A step.
const STEP: KeyGroup =
    KeyGroup { whose: "a step", the: "the step", keys: format::STEP, foreign: Foreign::Step };
/// A move of `setup`, `switch` and `finish`, where it is a group.
const MOVE: KeyGroup =
    KeyGroup { whose: "a move here", the: "the move", keys: format::MOVE, foreign: Foreign::Move };

/// The moves of `setup`, `switch` and `finish`.
pub fn moves(
    field: &Field<'_, '_, '_>,
    filled: Filled,
    figure: Option<&Figure>,
    faults: &mut Faults,
) -> Vec<Move> {
    let mut moves = Vec::new();
    if let Some(text) = field.node.as_text().filter(|it| !it.trim().is_empty()) {
        one_move(field, text, faults);
        return moves;
    }
    let Some(items) = field.items("a list of moves", faults) else { return moves };
    field.few(items.len(), faults);
    for (index, node) in items.iter().take(MOST_STEPS).enumerate() {
        let item = Field { example: "- Stand tall.", ..field.item(node, &field.path, index) };
        let (mut poses, mut length) = (Vec::new(), None);
        let text = if node.as_map().is_some() {
            let Some(fields) = Fields::open(item, &MOVE, faults) else { continue };
            fields.require(&MOVE, &item, faults);
            if let Some(pose) = fields.get("pose", &item.path) {
                poses = figure::poses(&pose, figure, faults);
            }
            if let Some(field) = fields.get("for", &item.path) {
                length = amounts::lengths(&field, faults);
            }
            fields.get("move", &item.path).and_then(|words| spoken(&words, filled, faults))
        } else {
            spoken(&item, filled, faults)
        };
        moves.extend(text.map(|words| Move { words, length, poses }));
    }
    moves
}

/// Tells a move that is a text and not a list of one.
fn one_move(field: &Field<'_, '_, '_>, text: &str, faults: &mut Faults) {
    let name = field.name();
    let fault =
        faults.error(field.at(), field.path, format!("`{name}` is a text, and has to be a list of moves"));
    let text = Text::clean(text);
    if text.as_str().contains(['"', '\\']) {
        fault.hint(format!("write it as in `{}`", field.example));
        return;
    }
    let right = format!("[\"{text}\"]");
    fault.hint(format!("write `{name}: {right}`")).fix(Change::Value(field.at(), right));
}

/// The steps.
pub fn steps(
    field: &Field<'_, '_, '_>,
    sides: Sides,
    figure: Option<&Figure>,
    faults: &mut Faults,
) -> Vec<Step> {
    if no_list(field, faults) {
        return Vec::new();
    }
    let Some(items) = field.items(STEPS, faults) else { return Vec::new() };
    if items.is_empty() {
        faults
            .error(field.at(), field.path, "`steps` is an empty list")
            .hint("write at least one step, such as `- hold: Reach up.` with `for: 20s` below it");
    }
    field.few(items.len(), faults);
    let filled = Filled::on_each_side(sides);
    let checked = items.iter().take(MOST_STEPS).enumerate();
    checked
        .filter_map(|(index, node)| step(&field.item(node, &field.path, index), filled, figure, faults))
        .collect()
}

/// Tells steps that are written as one text, or as a group with a key for each.
fn no_list(field: &Field<'_, '_, '_>, faults: &mut Faults) -> bool {
    let hold = "what is held is `- hold: ` with `for: ` and a time below it";
    let hint = match (field.node.as_text(), field.node.as_map()) {
        (Some(text), _) if text.contains(char::is_whitespace) => {
            let first = text.lines().find(|it| !it.trim().is_empty()).unwrap_or_default();
            let first = Text::clean(sentences(first).into_iter().next().unwrap_or_default());
            let example = match first.as_str().chars().count() {
                0..=MOST_REPEATED => format!("`- move: {first}`"),
                _ => "`- move: `".to_owned(),
            };
            format!("write a line for each thing to do, such as {example}; {hold}")
        }
        (None, Some([first, ..])) if !KINDS_OF_STEP.iter().any(|it| field.node.get(it).is_some()) => {
            let key = Text::clean(first.key.written().unwrap_or_default().as_ref());
            format!("begin each step with a hyphen, such as `- move: ` in place of `{key}: `; {hold}")
        }
        _ => return false,
    };
    let message = format!("`steps` must be {STEPS}, but is {}", field.node.kind());
    faults.error(field.at(), field.path, message).hint(hint);
    true
}

fn step(
    item: &Field<'_, '_, '_>,
    filled: Filled,
    figure: Option<&Figure>,
    faults: &mut Faults,
) -> Option<Step> {
    if let Some(words) = item.node.as_text() {
        just_text(item, words, faults);
        return None;
    }
    let item = Field { example: "- hold: Reach up.", ..*item };
    let fields = Fields::open(item, &STEP, faults)?;
    let get = |name| fields.get(name, &item.path);
    if name_of_a_pose(&fields, &item, faults) {
        return None;
    }
    let poses = get("pose").map(|it| figure::poses(&it, figure, faults)).unwrap_or_default();
    let kind = kind_of(&fields, &item, faults)?;
    if amount_for_words(kind, &fields, &item, faults) {
        return None;
    }
    let words = get(kind.name()).and_then(|it| spoken(&it, filled, faults));
    let action = match kind {
        StepKind::Hold => dose(&fields, &item, kind, faults).map(Action::Hold),
        StepKind::Breathe => dose(&fields, &item, kind, faults).map(Action::Breathe),
        StepKind::Reps => reps(&fields, &item, faults),
        StepKind::Move => match get("for") {
            Some(length) => amounts::lengths(&length, faults).map(|it| Action::Move { length: Some(it) }),
            None => Some(Action::Move { length: None }),
        },
    };
    if kind != StepKind::Reps {
        only_with_reps(kind, &fields, &item, faults);
        return Some(Step { words: words?, action: action?, poses, say: Vec::new() });
    }
    let step = Step { words: words?, action: action?, poses, say: Vec::new() };
    let say = get("say").map(|it| rhythm::say(&it, &step, filled, faults)).unwrap_or_default();
    Some(Step { say, ..step })
}

/// Tells the name of a pose at `pose`, as sheets of yoga have it: here it is what is held.
fn name_of_a_pose(fields: &Fields<'_, '_>, item: &Field<'_, '_, '_>, faults: &mut Faults) -> bool {
    let Some(pose) = fields.get("pose", &item.path) else { return false };
    let Some(words) = pose.node.as_text().filter(|it| !it.trim().is_empty()) else { return false };
    if fields.names().any(|it| StepKind::from_name(it).is_some()) {
        return false;
    }
    let words = Text::clean(words);
    let fault =
        faults.error(fields.at_key("pose"), pose.path, "`pose` is the position of the figure, not text");
    let kind = if fields.means("for") { StepKind::Hold } else { StepKind::Move };
    fault.hint(match words.as_str().chars().count() {
        0..=MOST_REPEATED => format!("write `{kind}: {words}`"),
        _ => format!("write `{kind}` in place of `pose`"),
    });
    fault.fix(Change::Word(fields.at_key("pose"), kind.name().to_owned()));
    true
}

/// Tells a step that is a text alone, and makes one of it with all its words.
fn just_text(item: &Field<'_, '_, '_>, words: &str, faults: &mut Faults) {
    let fault =
        faults.error(item.at(), item.path, "this step is only a text; it must say what kind of step it is");
    let shown = Text::clean(words);
    // A long text is not repeated, and a part of it would not be the text.
    let is_short = shown.as_str().chars().count() <= MOST_REPEATED;
    let with = |kind: &str| match is_short {
        true => format!("write `- {kind}: {shown}`"),
        false => format!("put `{kind}: ` before the text"),
    };
    match words.split_once(char::is_whitespace) {
        Some((kind, rest)) if StepKind::from_name(kind).is_some() => {
            fault
                .hint(format!("put a colon after `{kind}`: `- {kind}: {}`", Text::clean(rest)))
                .fix(Change::Word(item.at().word(kind), format!("{kind}:")));
        }
        Some(_) | None => match (said_of(words, StepKind::Hold), said_of(words, StepKind::Reps)) {
            (None, Some(times)) => {
                let each = "each: 3s".to_owned();
                fault
                    .hint(format!(
                        "{}, and below it `{times}`, as the text says, and `{each}` (how long one takes)",
                        with("reps")
                    ))
                    .fix(Change::Before(item.at(), "reps: ".to_owned()))
                    .fix(Change::Below(item.at(), vec![times, each]));
            }
            (Some(time), _) => {
                fault
                    .hint(format!("{}, and `{time}` below it, as the text says", with("hold")))
                    .fix(Change::Before(item.at(), "hold: ".to_owned()))
                    .fix(Change::Below(item.at(), vec![time]));
            }
            (None, None) => {
                fault
                    .hint(format!("{}; or `hold: ` before it and `for: ` with a time below it", with("move")))
                    .fix(Change::Before(item.at(), "move: ".to_owned()));
            }
        },
    }
}

/// Tells `times`, `each` and `say` in a step that is no `reps`.
fn only_with_reps(kind: StepKind, fields: &Fields<'_, '_>, item: &Field<'_, '_, '_>, faults: &mut Faults) {
    for name in ["times", "each", "say"] {
        let Some(field) = fields.get(name, &item.path) else { continue };
        let written = field.node.written().map(|it| Text::clean(&it).to_string()).unwrap_or_default();
        let fault = faults.error(
            fields.at_key(name),
            field.path,
            format!("`{name}` belongs to `reps`, but this step is a `{kind}`"),
        );
        if name == "say" {
            fault.hint(format!("take it out: what is said of a `{kind}` are its words"));
        } else if name == "each" {
            fault.hint(format!("take it out; a `{kind}` says with `for` how long it lasts"));
        } else {
            fault.hint(instead_of_times(kind, &written));
        }
    }
}

/// What says how often, in a step that is no `reps`.
pub fn instead_of_times(kind: StepKind, written: &str) -> String {
    match kind {
        StepKind::Move => {
            format!("write `reps` in place of `move`, with `times: {written}` and `each`: how long one takes")
        }
        StepKind::Hold | StepKind::Breathe | StepKind::Reps => format!(
            "write `rounds: {written}` at the top of the file to repeat the routine; or `reps` in place of \
             `{kind}`, with `times: {written}`, `each`, and the time held inside each as `hold`"
        ),
    }
}

/// The one of `move`, `hold`, `breathe`, `reps` that a step has; `hold` may also stand in `reps`.
fn kind_of(fields: &Fields<'_, '_>, item: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<StepKind> {
    let kinds: Vec<StepKind> = fields.names().filter_map(StepKind::from_name).collect();
    match kinds[..] {
        [] if fields.has_unknown() => None,
        [] if fields.has("say") => {
            rhythm::say_for_words(fields, item, faults);
            None
        }
        [] => {
            faults
                .error(item.at(), item.path, "the step does not say what is done")
                .hint("give it one of `move`, `hold`, `breathe` and `reps`, such as `hold: Reach up.`");
            None
        }
        [only] => Some(only),
        [StepKind::Hold, StepKind::Reps] | [StepKind::Reps, StepKind::Hold]
            if fields.get("hold", &item.path).is_some_and(|it| looks_like_amount(it.node)) =>
        {
            Some(StepKind::Reps)
        }
        [first, second, ..] => {
            faults
                .error(
                    fields.at_key(second.name()),
                    Path::Key(&item.path, second.name()),
                    format!("the step has both `{first}` and `{second}`; it may have only one"),
                )
                .hint(format!("make two steps of it, the second beginning with `- {second}: `"))
                .fix(Change::Item(fields.at_key(second.name())));
            None
        }
    }
}

/// Whether this is meant as a time and not as words to be said.
fn looks_like_amount(node: &Node<'_>) -> bool {
    match node.written() {
        Some(it) => !it.contains(' ') || it.starts_with(|first: char| first.is_ascii_digit()),
        None => node.as_list().is_none() && node.as_map().is_none(),
    }
}

/// Tells a time or a number where the words of a step belong: `hold: 45s`, `reps: 6`. One error, and
/// every figure of it in its place.
fn amount_for_words(
    kind: StepKind,
    fields: &Fields<'_, '_>,
    item: &Field<'_, '_, '_>,
    faults: &mut Faults,
) -> bool {
    if faults.is_judged() {
        return false;
    }
    let Some(field) = fields.get(kind.name(), &item.path) else { return false };
    let Some(written) = field.node.written() else { return false };
    let Some((key, right, sets)) = in_place_of_words(kind, &written) else { return false };
    let shown = Text::clean(&written);
    let (what, question) = if key == "times" { ("a number", "how often") } else { ("a time", "how long") };
    let fault = faults.error(
        field.at(),
        field.path,
        format!("`{kind}` says what to do, but `{shown}` is {what}; `{key}` says {question}"),
    );
    // What is done for a time, over and over, is a move.
    let kind_now = if kind == StepKind::Reps && key == "for" { StepKind::Move } else { kind };
    let example = match kind {
        StepKind::Reps => "Lift your arm.",
        StepKind::Hold => "Stay there.",
        StepKind::Breathe => "Breathe in and out.",
        StepKind::Move => "Come up again.",
    };
    if fields.means(key) {
        fault.hint(format!(
            "write what is done after `{kind}:`, as in `{kind}: {example}`; there is a `{key}` already: see which is right"
        ));
        return true;
    }
    let mut below = vec![format!("{key}: {right}")];
    if kind_now == StepKind::Reps && !fields.means("each") {
        below.push("each: 3s".to_owned());
    }
    // The words may stand at a key of another program, as in `name: Plank`.
    let words = words_of(item.node);
    let begin = match words.and_then(|it| it.value.as_text()) {
        Some(words) => format!("write `{kind_now}: {}`", Text::clean(words)),
        None => format!("write what is done after `{kind_now}:`, as in `{kind_now}: {example}`"),
    };
    let keys: Vec<String> = below.iter().map(|it| format!("`{it}`")).collect();
    let each = if below.len() > 1 { " (how long one takes)" } else { "" };
    let sided = key == "times" && sets.is_none() && counted(&written).is_none();
    let top = match &sets {
        Some(sets) => format!("; and `rounds: {sets}` at the top of the file"),
        None if sided => "; and `sides: both` at the top of the file".to_owned(),
        None => String::new(),
    };
    fault.hint(format!("{begin}, and below it {}{each}{top}", keys.join(" and ")));
    if sets.is_some() || sided {
        return true;
    }
    if let Some(words) = words {
        fault.fix(Change::Word(at_key(&words.key), kind_now.name().to_owned()));
        fault.fix(Change::Word(fields.at_key(kind.name()), key.to_owned()));
        fault.fix(Change::Value(field.at(), right));
        if below.len() > 1 {
            fault.fix(Change::Below(fields.at_key(kind.name()), below.split_off(1)));
        }
    } else {
        if kind_now != kind {
            fault.fix(Change::Word(fields.at_key(kind.name()), kind_now.name().to_owned()));
        }
        fault.fix(Change::Value(field.at(), example.to_owned()));
        fault.fix(Change::Below(fields.at_key(kind.name()), below));
    }
    true
}

/// What a hold or a breathing exercise lasts.
fn dose(
    fields: &Fields<'_, '_>,
    item: &Field<'_, '_, '_>,
    kind: StepKind,
    faults: &mut Faults,
) -> Option<Dose> {
    if let Some(length) = fields.get("for", &item.path) {
        return amounts::dose(&length, faults);
    }
    if fields.means("for") {
        return None;
    }
    let key = fields.at_key(kind.name());
    let words = fields.get(kind.name(), &item.path).map(|it| it.node);
    let example = Example::of("for", if kind == StepKind::Breathe { "5 breaths" } else { "30s" }, faults);
    let fault = faults.error(
        key.clone(),
        Path::Key(&item.path, "for"),
        format!("the `{kind}` does not say how long"),
    );
    below(fault, kind, words, &example, key);
    None
}

/// A key that a step lacks, and what might stand there.
struct Example {
    key: &'static str,
    /// None where the figure stands somewhere, and cannot be read.
    value: Option<String>,
}

impl Example {
    /// The amount that stands beside the steps, if there is one; else what is usual.
    fn of(key: &'static str, usual: &str, faults: &Faults) -> Example {
        Example { key, value: faults.displaced(key).unwrap_or_else(|| Some(usual.to_owned())) }
    }
}

/// Says which key is missing below the one of the kind: with the figure that the text names, or an
/// example where it names none.
fn below(fault: &mut Fault, kind: StepKind, words: Option<&Node<'_>>, example: &Example, key: At) {
    let name = example.key;
    let text = words.and_then(Node::as_text).unwrap_or_default();
    let said = said_of(text, kind).or_else(|| {
        let only =
            if name == "for" { only_amount(text) } else { only_count(text).or(prescribed(text).times) };
        only.map(|it| format!("{name}: {it}"))
    });
    let is_figure = |it: char| it.is_ascii_digit();
    let line = match (said, &example.value) {
        (Some(said), _) => {
            let said_twice = if name == "for" { "; then the text need not say it" } else { "" };
            fault.hint(format!(
                "write `{said}` below it, in line with `{kind}`, as the text says{said_twice}"
            ));
            said
        }
        // Beside another figure in the text an example would say something else than what is meant.
        (None, Some(value)) if !text.contains(is_figure) => {
            let line = format!("{name}: {value}");
            fault.hint(format!("write `{line}` below it, in line with `{kind}`"));
            line
        }
        (None, _) => {
            fault.hint(format!("write `{name}: ` and the number below it, in line with `{kind}`"));
            return;
        }
    };
    fault.fix(Change::Below(key, vec![line]));
}

fn reps(fields: &Fields<'_, '_>, item: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Action> {
    let get = |name| fields.get(name, &item.path);
    let key = fields.at_key("reps");
    if let Some(length) = get("for") {
        let fault = faults.error(
            fields.at_key("for"),
            length.path,
            "`reps` has no `for`: its time is `times` by `each`",
        );
        match (fields.has("times"), fields.has("each")) {
            (true, false) => fault
                .hint("write `each` in place of `for`, if that is how long one takes")
                .fix(Change::Word(fields.at_key("for"), "each".to_owned())),
            (true, true) => fault.hint("take `for` out"),
            (false, _) => fault
                .hint("write `move` in place of `reps`: it goes on for that time; or say with `times` and `each` how often, and how long one takes")
                .fix(Change::Word(key.clone(), "move".to_owned())),
        };
    } else {
        let words = get("reps").map(|it| it.node);
        for (name, usual, question) in [("times", "8-12", "how often"), ("each", "3s", "how long one takes")]
        {
            if !fields.means(name) {
                let words = words.filter(|_| name == "times");
                let path = Path::Key(&item.path, name);
                let example = Example::of(name, usual, faults);
                let fault = faults.error(key.clone(), path, format!("the `reps` does not say {question}"));
                below(fault, StepKind::Reps, words, &example, key.clone());
            }
        }
    }
    let times = get("times").and_then(|it| amounts::count(&it, MOST_TIMES, faults));
    let each = get("each").and_then(|it| amounts::length(&it, faults));
    let hold = match get("hold") {
        Some(field) => Some(amounts::lengths(&field, faults)?),
        None => None,
    };
    let (times, each) = (times?, each?);
    let longest = u64::from(times.high()) * (u64::from(each) + hold.map_or(0, |it| u64::from(it.high())));
    if longest > u64::from(LONGEST_HOLD) {
        faults
            .error(
                fields.at_key("times"),
                Path::Key(&item.path, "times"),
                "the repetitions take more than an hour",
            )
            .hint("write fewer `times`, or a shorter `each`");
        return None;
    }
    Some(Action::Reps { times, each, hold })
}

impl Filled {
    /// In a text that is said on each side.
    pub fn on_each_side(sides: Sides) -> Filled {
        if sides == Sides::None { Filled::NoSides } else { Filled::Sides }
    }

    /// In a text that is said once.
    pub fn once(sides: Sides) -> Filled {
        if sides.are_two() { Filled::Once } else { Filled::on_each_side(sides) }
    }
}

/// What is filled into a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// The sides, in a step of a routine that has them.
    Sides,
    /// Nothing: the routine has no sides.
    NoSides,
    /// The side that leads: it is said once, not on each side.
    Once,
    /// Nothing: it is no instruction.
    Never,
}

/// A text that is said.
fn spoken(field: &Field<'_, '_, '_>, filled: Filled, faults: &mut Faults) -> Option<Text> {
    let text = field.text(MOST_TEXT, faults)?;
    placeholders(field, &text, filled, faults);
    Some(text)
}

/// Tells what is filled into a text where it cannot be.
pub fn placeholders(field: &Field<'_, '_, '_>, text: &Text, filled: Filled, faults: &mut Faults) {
    let mut rest = text.as_str();
    while let Some(start) = rest.find(['{', '}']) {
        let Some((inside, after)) = rest[start..].strip_prefix('{').and_then(|it| it.split_once('}')) else {
            faults
                .error(field.at_word(&rest[start..=start]), field.path, "a `{` and its `}` must be together")
                .hint("write `{side}` or `{other}`, or take the bracket out");
            return;
        };
        let word = format!("{{{inside}}}");
        let shown: String = word.chars().take(40).collect();
        match (inside, filled) {
            ("side" | "other", Filled::Sides) => {}
            ("side" | "other", Filled::NoSides) => {
                faults
                    .error(
                        field.at_word(&word),
                        field.path,
                        format!("`{shown}` in a routine without `sides`"),
                    )
                    .hint("write `sides: both` at the top of the file, or name the side");
            }
            ("side" | "other", Filled::Once) => {
                let name = field.name();
                faults
                    .warning(
                        field.at_word(&word),
                        field.path,
                        format!(
                            "`{name}` is said only once, so `{shown}` there is always the side that leads"
                        ),
                    )
                    .hint("make it a `move` among the `steps`, where it is said on each side");
            }
            ("side" | "other", Filled::Never) => {
                faults
                    .error(
                        field.at_word(&word),
                        field.path,
                        format!("`{shown}` is filled in only among the `steps`"),
                    )
                    .hint("say it without a side");
            }
            (_, Filled::Sides | Filled::NoSides | Filled::Once | Filled::Never) => {
                let at = || field.at_word(&word);
                let fault = faults.error(at(), field.path, format!("unknown placeholder `{shown}`"));
                match inside.trim() {
                    "opposite" | "otherside" | "other side" | "other_side" => {
                        fault.hint("write `{other}`").fix(Change::Word(at(), "{other}".to_owned()))
                    }
                    _ => match meant(inside, &["side", "other"]) {
                        Some(near) => fault
                            .hint(format!("did you mean `{{{near}}}`?"))
                            .fix(Change::Word(at(), format!("{{{near}}}"))),
                        None => fault.hint("`{side}` and `{other}` are filled in, nothing else"),
                    },
                };
            }
        }
        rest = after;
    }
}
