//! A tree checked against the format of a routine, and what is doubtful in it.

use std::sync::Arc;

use super::{
    amounts,
    faults::{At, Faults, Path},
    fields::{Field, Fields, STEPS, listed, missing, nearest},
    figure, judge,
    tree::{Node, Value},
};
use crate::model::{
    area::Area,
    dose::{Breath, Dose, LONGEST_HOLD, Level, Seconds, Span},
    figure::Figure,
    format::{
        self, COMMANDS, KINDS_OF_STEP, MOST_ID, MOST_NAME, MOST_ROUNDS, MOST_STEPS, MOST_TEXT, MOST_TIMES,
    },
    plan::{Choice, Open, Plan, Unplayable, Wishes},
    routine::{Action, Condition, Kind, Move, Need, Position, Routine, Side, Sides, Source, Step, Thing},
    text::Text,
};

/// What a step without an end lasts where nobody can press a key, in seconds.
const UNATTENDED: Seconds = 30;
/// A day, in seconds.
const DAY: u64 = 24 * 60 * 60;

/// The routine, if nothing is wrong with it.
pub fn check(root: &Node<'_>, id: &str, area: Option<Area>, faults: &mut Faults) -> Option<Routine> {
    check_id(id, faults);
    let file = file(root, "name: Neck release");
    let fields = Fields::open(file, "the routine", format::ROUTINE, faults)?;
    let root = Path::Root;
    for key in format::ROUTINE.iter().filter(|it| it.required && !fields.means(it.name)) {
        missing(key, &file, "the routine", faults);
    }
    let get = |name| fields.get(name, &root);
    let sides = get("sides").map_or(Sides::None, |it| check_sides(&it, faults));
    let figure = get("figure").and_then(|it| figure::figure(&it, faults));
    let routine = Routine {
        id: id.to_string(),
        area,
        name: title(get("name"), MOST_NAME, faults).unwrap_or_default(),
        summary: title(get("summary"), MOST_TEXT, faults),
        kind: get("kind")
            .and_then(|it| it.word(Kind::NAMES, Kind::from_name, faults))
            .unwrap_or(Kind::Stretch),
        also: get("also").map(|it| it.words(Area::NAMES, Area::from_name, faults)).unwrap_or_default(),
        muscles: get("muscles").map(|it| texts(&it, faults)).unwrap_or_default(),
        positions: get("position")
            .map(|it| it.words(Position::NAMES, Position::from_name, faults))
            .unwrap_or_default(),
        needs: get("needs").map(|it| needs(&it, faults)).unwrap_or_default(),
        sides,
        rounds: get("rounds").and_then(|it| amounts::count(&it, MOST_ROUNDS, faults)).unwrap_or(Span::ONE),
        rest: get("rest").and_then(|it| amounts::length(&it, faults)).unwrap_or(Routine::USUAL_REST),
        caution: title(get("caution"), MOST_TEXT, faults),
        avoid: get("avoid")
            .map(|it| it.words(Condition::NAMES, Condition::from_name, faults))
            .unwrap_or_default(),
        sources: get("sources").map(|it| sources(&it, faults)).unwrap_or_default(),
        setup: get("setup").map(|it| moves(&it, sides, figure.as_ref(), faults)).unwrap_or_default(),
        steps: get("steps").map(|it| steps(&it, sides, figure.as_ref(), faults)).unwrap_or_default(),
        finish: get("finish").map(|it| moves(&it, sides, figure.as_ref(), faults)).unwrap_or_default(),
        figure,
    };
    if !faults.has_error() && too_long(&routine) {
        let key = if fields.has("rounds") { "rounds" } else { "steps" };
        faults
            .error(fields.at_key(key), key, "the routine takes more than a day")
            .hint("write fewer `rounds`, or shorter steps");
    }
    judge::judge(&routine, &fields, faults);
    (!faults.has_error()).then_some(routine)
}

/// The root of a file as a field, for speaking about it.
pub fn file<'n, 's>(root: &'n Node<'s>, example: &'static str) -> Field<'n, 's, 'static> {
    Field { node: root, path: Path::Root, key: None, example }
}

/// An id is what one types, so it is short, lower-case and has no spaces.
pub fn check_id(id: &str, faults: &mut Faults) {
    let shown: String = Text::clean(id).as_str().chars().take(80).collect();
    if !is_id(id) {
        let right = as_id(id);
        faults
            .error(At::File, "", format!("the file's name `{shown}` is no id: it may have a-z, 0-9 and `-`"))
            .hint(format!("rename the file to `{right}.yaml`"));
    } else if COMMANDS.contains(&id) {
        faults
            .warning(At::File, "", format!("`{id}` is also a command"))
            .hint(format!("rename the file, or play it with `stretch play {id}`"));
    }
}

/// Whether this can name a routine or a program.
pub fn is_id(id: &str) -> bool {
    let plain = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    !id.is_empty()
        && id.len() <= MOST_ID
        && id.bytes().all(plain)
        && !id.starts_with('-')
        && !id.ends_with('-')
}

/// The nearest id to any words.
pub fn as_id(words: &str) -> String {
    let mut id = String::new();
    for character in words.chars().flat_map(char::to_lowercase) {
        if character.is_ascii_alphanumeric() {
            id.push(character);
        } else if !id.is_empty() && !id.ends_with('-') && !matches!(character, '\'' | '\u{2019}') {
            id.push('-');
        }
        if id.len() >= MOST_ID {
            break;
        }
    }
    let id = id.trim_matches('-');
    if id.is_empty() { "my-stretch".to_string() } else { id.to_string() }
}

/// A text that is shown outside of any side.
pub fn title(field: Option<Field<'_, '_, '_>>, most: usize, faults: &mut Faults) -> Option<Text> {
    let field = field?;
    let text = field.text(most, faults)?;
    placeholders(&field, &text, Filled::Never, faults);
    Some(text)
}

/// One or several short texts.
pub fn texts(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Vec<Text> {
    let mut texts = Vec::new();
    field.one_or_several(faults, |it, faults| match it.text(MOST_NAME, faults) {
        Some(text) if texts.contains(&text) => it.repeated(faults),
        Some(text) => texts.push(text),
        None => {}
    });
    texts
}

/// Where the facts come from.
pub fn sources(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Vec<Source> {
    let mut sources = Vec::new();
    let Some(items) = field.items("a list of sources", faults) else { return sources };
    field.few(items.len(), faults);
    for (index, node) in items.iter().take(MOST_STEPS).enumerate() {
        let item = Field { example: "- name: NHS, neck exercises", ..field.item(node, &field.path, index) };
        let Some(fields) = Fields::open(item, "a source", format::SOURCE, faults) else { continue };
        let name = fields.get("name", &item.path).map(|it| it.text(MOST_TEXT, faults));
        if name.is_none() && !fields.has_unknown() {
            missing(&format::SOURCE[0], &item, "the source", faults);
        }
        let url = fields.get("url", &item.path).and_then(|it| link(&it, faults));
        if let Some(Some(name)) = name {
            sources.push(Source { name, url });
        }
    }
    sources
}

fn link(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Text> {
    let text = field.text(MOST_TEXT, faults)?;
    let rest = text.as_str().strip_prefix("https://").or_else(|| text.as_str().strip_prefix("http://"));
    if rest.is_some_and(|it| !it.is_empty() && !it.contains(' ')) {
        return Some(text);
    }
    faults
        .error(field.at(), field.path, "a link begins with `https://` and has no spaces")
        .hint("write it as in `url: https://www.nhs.uk/`, or leave it out: a name is enough");
    None
}

fn needs(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    field.one_or_several(faults, |field, faults| {
        let Value::Text(raw) = &field.node.value else {
            field.wrong("a thing", faults);
            return;
        };
        let (words, optional) = match raw.strip_suffix('?') {
            Some(words) => (words, true),
            None => (raw.as_ref(), false),
        };
        let mut one_of = Vec::new();
        for word in words.split('|').map(str::trim) {
            match Thing::from_name(word) {
                Some(thing) if one_of.contains(&thing) => field.repeated(faults),
                Some(thing) => one_of.push(thing),
                None => {
                    let shown = Text::clean(word);
                    let fault = faults.error(
                        field.at_word(word),
                        field.path,
                        format!("`needs` does not know `{shown}`"),
                    );
                    match nearest(word, Thing::NAMES) {
                        Some(near) => fault.hint(format!("did you mean `{near}`?")),
                        None => fault.hint(format!(
                            "it knows {}; name anything else in `setup`",
                            listed(Thing::NAMES)
                        )),
                    }
                }
            }
        }
        if needs.iter().any(|it| it.one_of == one_of) {
            field.repeated(faults);
        } else if !one_of.is_empty() {
            needs.push(Need { one_of: one_of.into(), optional });
        }
    });
    needs
}

fn check_sides(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Sides {
    if let Value::Text(word) = &field.node.value
        && word == "both"
    {
        return Sides::Both;
    }
    let mut sides: Vec<Side> = Vec::new();
    field.one_or_several(faults, |it, faults| {
        let Value::Text(word) = &it.node.value else {
            it.wrong("`both`, `left` or `right`", faults);
            return;
        };
        match Side::from_name(word) {
            Some(side) if sides.contains(&side) => {
                faults.error(it.at(), it.path, format!("`sides` names `{side}` twice")).hint(format!(
                    "write `sides: both`, `sides: [{side}, {}]`, or `rounds: 2` to repeat",
                    side.other()
                ));
            }
            Some(side) => sides.push(side),
            None => {
                let shown = Text::clean(word);
                let fault = faults.error(it.at(), it.path, format!("`sides` does not know `{shown}`"));
                match nearest(word, format::SIDES) {
                    Some("both") if matches!(it.path, Path::Item(..)) => fault.hint("write `sides: both`"),
                    Some(near) => fault.hint(format!("did you mean `{near}`?")),
                    None => fault.hint("write `sides: both` or an order such as `sides: [right, left]`"),
                }
            }
        }
    });
    match sides[..] {
        [] => {
            if matches!(&field.node.value, Value::List(items) if items.is_empty()) {
                faults
                    .error(field.at(), field.path, "`sides` is an empty list")
                    .hint("write `sides: both`, or delete the key if the routine has no sides");
            }
            // What is written there means sides, so that the texts are not faulted as well.
            Sides::Both
        }
        [only] => Sides::Listed(only, None),
        [first, second, ..] => Sides::Listed(first, Some(second)),
    }
}

fn moves(field: &Field<'_, '_, '_>, sides: Sides, figure: Option<&Figure>, faults: &mut Faults) -> Vec<Move> {
    let filled = match sides {
        Sides::None => Filled::NoSides,
        Sides::Listed(_, None) => Filled::Sides,
        Sides::Both | Sides::Listed(_, Some(_)) => Filled::Once,
    };
    let mut moves = Vec::new();
    let Some(items) = field.items("a list of moves", faults) else { return moves };
    field.few(items.len(), faults);
    for (index, node) in items.iter().take(MOST_STEPS).enumerate() {
        let item = Field { example: "- Stand tall.", ..field.item(node, &field.path, index) };
        let mut poses = Vec::new();
        let text = if let Value::Map(_) = node.value {
            let Some(fields) = Fields::open(item, "a move here", format::MOVE, faults) else { continue };
            if let Some(pose) = fields.get("pose", &item.path) {
                poses = figure::poses(&pose, figure, faults);
            }
            match fields.get("move", &item.path) {
                Some(words) => spoken(&words, filled, faults),
                None => {
                    if !fields.has_unknown() {
                        missing(&format::MOVE[0], &item, "the move", faults);
                    }
                    None
                }
            }
        } else {
            spoken(&item, filled, faults)
        };
        moves.extend(text.map(|words| Move { words, poses }));
    }
    moves
}

fn steps(field: &Field<'_, '_, '_>, sides: Sides, figure: Option<&Figure>, faults: &mut Faults) -> Vec<Step> {
    let Some(items) = field.items(STEPS, faults) else { return Vec::new() };
    if items.is_empty() {
        faults
            .error(field.at(), field.path, "`steps` is an empty list")
            .hint("write at least one step, such as `- hold: Reach up.` with `for: 20s` below it");
    }
    field.few(items.len(), faults);
    let filled = if sides == Sides::None { Filled::NoSides } else { Filled::Sides };
    let checked = items.iter().take(MOST_STEPS).enumerate();
    checked
        .filter_map(|(index, node)| step(&field.item(node, &field.path, index), filled, figure, faults))
        .collect()
}

fn step(
    item: &Field<'_, '_, '_>,
    filled: Filled,
    figure: Option<&Figure>,
    faults: &mut Faults,
) -> Option<Step> {
    if let Value::Text(words) = &item.node.value {
        let start: String = Text::clean(words).as_str().chars().take(40).collect();
        let fault = faults.error(item.at(), item.path, "a step is a text here, and has to say what is done");
        match words.split_once(char::is_whitespace) {
            Some((kind, rest)) if KINDS_OF_STEP.contains(&kind) => {
                fault.hint(format!("put a colon after `{kind}`: `- {kind}: {}`", Text::clean(rest)));
            }
            Some(_) | None => {
                fault.hint(format!("write `- move: {start}`, or `- hold: {start}` and `for: 20s` below it"))
            }
        }
        return None;
    }
    let item = Field { example: "- hold: Reach up.", ..*item };
    let fields = Fields::open(item, "a step", format::STEP, faults)?;
    let get = |name| fields.get(name, &item.path);
    let poses = get("pose").map(|it| figure::poses(&it, figure, faults)).unwrap_or_default();
    let kind = kind_of(&fields, &item, faults)?;
    let words = get(kind).and_then(|it| spoken(&it, filled, faults));
    let action = match kind {
        "hold" => timed(&fields, &item, kind, faults).map(Action::Hold),
        "breathe" => timed(&fields, &item, kind, faults).map(Action::Breathe),
        "reps" => reps(&fields, &item, faults),
        _ => match get("for") {
            Some(length) => amounts::lengths(&length, faults).map(|it| Action::Move { length: Some(it) }),
            None => Some(Action::Move { length: None }),
        },
    };
    for name in ["times", "each"].into_iter().filter(|it| kind != "reps" && fields.has(it)) {
        let path = Path::Key(&item.path, name);
        let fault = faults.error(
            fields.at_key(name),
            path,
            format!("`{name}` belongs to `reps`, and this step is a `{kind}`"),
        );
        match kind {
            "move" => fault.hint("write `reps` in place of `move`, or delete the key"),
            _ => fault.hint(format!(
                "write `reps` in place of `{kind}`, or `rounds` at the top to repeat the routine"
            )),
        }
    }
    Some(Step { words: words?, action: action?, poses })
}

/// The one of `move`, `hold`, `breathe`, `reps` that a step has; `hold` may also stand in `reps`.
fn kind_of(fields: &Fields<'_, '_>, item: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<&'static str> {
    let kinds: Vec<&'static str> = fields.names().filter(|it| KINDS_OF_STEP.contains(it)).collect();
    match kinds[..] {
        [] if fields.has_unknown() => None,
        [] => {
            faults
                .error(item.at(), item.path, "the step does not say what is done")
                .hint("give it one of `move`, `hold`, `breathe` and `reps`, such as `hold: Reach up.`");
            None
        }
        [only] => Some(only),
        ["hold", "reps"] | ["reps", "hold"]
            if fields.get("hold", &item.path).is_some_and(|it| looks_like_amount(it.node)) =>
        {
            Some("reps")
        }
        [first, second, ..] => {
            faults
                .error(
                    fields.at_key(second),
                    Path::Key(&item.path, second),
                    format!("the step has both `{first}` and `{second}`, and may have one"),
                )
                .hint(format!("make two steps of it, the second beginning with `- {second}: `"));
            None
        }
    }
}

/// Whether this is meant as a time and not as words to be said.
fn looks_like_amount(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Text(it) => !it.contains(' ') || it.starts_with(|first: char| first.is_ascii_digit()),
        Value::Null | Value::Whole(_) | Value::Real(_) => true,
        Value::Bool(_) | Value::List(_) | Value::Map(_) | Value::Tagged(_) => false,
    }
}

/// What a hold or a breathing exercise lasts.
fn timed(fields: &Fields<'_, '_>, item: &Field<'_, '_, '_>, kind: &str, faults: &mut Faults) -> Option<Dose> {
    if let Some(length) = fields.get("for", &item.path) {
        return amounts::dose(&length, faults);
    }
    let usual = if kind == "hold" { "30s" } else { "5 breaths" };
    faults
        .error(
            fields.at_key(kind),
            Path::Key(&item.path, "for"),
            format!("the `{kind}` does not say how long"),
        )
        .hint(format!("write `for: {usual}` below it, in line with `{kind}`"));
    None
}

fn reps(fields: &Fields<'_, '_>, item: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Action> {
    let get = |name| fields.get(name, &item.path);
    if fields.has("for") {
        faults
            .error(
                fields.at_key("for"),
                Path::Key(&item.path, "for"),
                "`reps` has no `for`: its time is `times` by `each`",
            )
            .hint("write `times: 10` and `each: 3s` in its place");
    }
    let mut wanted = |name: &str, example: &str| {
        if !fields.has(name) && !fields.has("for") {
            let question = if name == "times" { "how often" } else { "how long one takes" };
            faults
                .error(
                    fields.at_key("reps"),
                    Path::Key(&item.path, name),
                    format!("the `reps` does not say {question}"),
                )
                .hint(format!("write `{example}` below it, in line with `reps`"));
        }
    };
    wanted("times", "times: 8-12");
    wanted("each", "each: 3s");
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

/// What is filled into a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filled {
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

fn placeholders(field: &Field<'_, '_, '_>, text: &Text, filled: Filled, faults: &mut Faults) {
    let mut rest = text.as_str();
    while let Some(start) = rest.find(['{', '}']) {
        let Some((inside, after)) = rest[start..].strip_prefix('{').and_then(|it| it.split_once('}')) else {
            faults
                .error(
                    field.at_word(&rest[start..=start]),
                    field.path,
                    "a `{` and its `}` have to stand together",
                )
                .hint("write `{side}` or `{other}`, or take the bracket out");
            return;
        };
        let word = format!("{{{inside}}}");
        let shown: String = word.chars().take(40).collect();
        match (inside, filled) {
            ("side" | "other", Filled::Sides) => {}
            ("side" | "other", Filled::NoSides) => {
                faults
                    .error(field.at_word(&word), field.path, format!("`{shown}` in a routine without sides"))
                    .hint("write `sides: both` at the top of the file, or name the side");
            }
            ("side" | "other", Filled::Once) => {
                let name = field.name();
                faults
                    .warning(
                        field.at_word(&word),
                        field.path,
                        format!("`{name}` is said once, and `{shown}` there is the side that leads"),
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
                let fault =
                    faults.error(field.at_word(&word), field.path, format!("unknown placeholder `{shown}`"));
                match nearest(inside, &["side", "other"]) {
                    Some(near) => fault.hint(format!("did you mean `{{{near}}}`?")),
                    None => fault.hint("`{side}` and `{other}` are filled in, nothing else"),
                }
            }
        }
        rest = after;
    }
}

/// A routine that no day is long enough for. Nearly all are far from it, so only what might be is
/// laid out to see.
fn too_long(routine: &Routine) -> bool {
    let words = |it: &Text| u64::try_from(it.as_str().len()).unwrap_or(u64::MAX);
    // No text takes a second for each of its bytes, and none of what stands between takes a minute.
    let step = |it: &Step| u64::from(longest(it.action)) + words(&it.words) + 60;
    let turn: u64 = routine.steps.iter().map(step).sum::<u64>() + u64::from(routine.rest) + 60;
    let moves = routine.setup.iter().chain(&routine.finish).map(|it| &it.words);
    let once = moves.chain(&routine.caution).map(|it| words(it) + 60);
    let at_most = 2 * turn * u64::from(routine.rounds.high()) + once.sum::<u64>() + words(&routine.name) + 60;
    if at_most < DAY {
        return false;
    }
    let choice = Choice { routine: Arc::new(routine.clone()), rounds: None };
    let fullest = Wishes { level: Level::Full, open: Open::Lasts(UNATTENDED), ..Wishes::default() };
    matches!(Plan::new(&[choice], &fullest), Err(Unplayable::TooLong))
}

fn longest(action: Action) -> Seconds {
    match action {
        Action::Move { length } => length.map_or(0, Span::high),
        Action::Hold(dose) | Action::Breathe(dose) => match dose {
            Dose::Seconds(span) => span.high(),
            Dose::Breaths(span) => span.high() * Breath::USUAL.seconds(),
            Dose::Open => UNATTENDED,
        },
        Action::Reps { times, each, hold } => times.high() * (each + hold.map_or(0, Span::high)),
    }
}
