//! Trees checked against the format of an area's page and of a program: both have a play list.

use super::{
    amounts,
    faults::{Faults, Path},
    fields::{Field, Fields, missing},
    routine::{as_id, check_id, file, is_id, sources, texts, title},
    tree::{Node, Value},
};
use crate::model::{
    area::{Area, AreaPage, Entry, Program},
    format::{self, MOST_NAME, MOST_ROUNDS, MOST_STEPS, MOST_TEXT},
    text::Text,
};

/// The page, if nothing is wrong with it.
pub fn area(root: &Node<'_>, area: Area, faults: &mut Faults) -> Option<AreaPage> {
    let file = file(root, "name: Neck");
    let fields = Fields::open(file, "the area's page", format::AREA, faults)?;
    let root = Path::Root;
    for key in format::AREA.iter().filter(|it| it.required && !fields.means(it.name)) {
        missing(key, &file, "the area's page", faults);
    }
    let get = |name| fields.get(name, &root);
    let aliases = get("aliases").map(|it| texts(&it, faults)).unwrap_or_default();
    let page = AreaPage {
        area,
        name: title(get("name"), MOST_NAME, faults).unwrap_or_default(),
        aliases: aliases.iter().map(|it| Text::clean(&it.as_str().to_lowercase())).collect(),
        summary: title(get("summary"), MOST_TEXT, faults),
        play: get("play").map(|it| play(&it, None, faults)).unwrap_or_default(),
        why: title(get("why"), MOST_TEXT, faults),
        stop: title(get("stop"), MOST_TEXT, faults),
        see: title(get("see"), MOST_TEXT, faults),
        sources: get("sources").map(|it| sources(&it, faults)).unwrap_or_default(),
    };
    (!faults.has_error()).then_some(page)
}

/// The program, if nothing is wrong with it.
pub fn program(root: &Node<'_>, id: &str, faults: &mut Faults) -> Option<Program> {
    check_id(id, faults);
    let file = file(root, "name: Desk break");
    let fields = Fields::open(file, "the program", format::PROGRAM, faults)?;
    let root = Path::Root;
    for key in format::PROGRAM.iter().filter(|it| it.required && !fields.means(it.name)) {
        missing(key, &file, "the program", faults);
    }
    let get = |name| fields.get(name, &root);
    let program = Program {
        id: id.to_string(),
        name: title(get("name"), MOST_NAME, faults).unwrap_or_default(),
        summary: title(get("summary"), MOST_TEXT, faults),
        play: get("play").map(|it| play(&it, Some(id), faults)).unwrap_or_default(),
    };
    (!faults.has_error()).then_some(program)
}

/// The entries of a play list; one that names the program it stands in is told.
fn play(field: &Field<'_, '_, '_>, own: Option<&str>, faults: &mut Faults) -> Vec<Entry> {
    let Some(items) = field.items("a list of routines", faults) else { return Vec::new() };
    if items.is_empty() && own.is_some() {
        faults
            .error(field.at(), field.path, "`play` is an empty list")
            .hint("name at least one routine, such as `play: [neck-release]`");
    }
    field.few(items.len(), faults);
    let mut entries = Vec::new();
    for (index, node) in items.iter().take(MOST_STEPS).enumerate() {
        let item = Field { example: "- neck-release", ..field.item(node, &field.path, index) };
        entries.extend(entry(&item, own, faults));
    }
    entries
}

fn entry(item: &Field<'_, '_, '_>, own: Option<&str>, faults: &mut Faults) -> Option<Entry> {
    if !matches!(item.node.value, Value::Map(_)) {
        return Some(Entry { routine: id(item, own, faults)?, rounds: None });
    }
    let item = Field { example: "- routine: neck-release", ..*item };
    let fields = Fields::open(item, "an entry of `play`", format::ENTRY, faults)?;
    let rounds = fields.get("rounds", &item.path).and_then(|it| amounts::number(&it, MOST_ROUNDS, faults));
    let Some(routine) = fields.get("routine", &item.path) else {
        if !fields.has_unknown() {
            missing(&format::ENTRY[0], &item, "the entry", faults);
        }
        return None;
    };
    Some(Entry { routine: id(&routine, own, faults)?, rounds })
}

fn id(field: &Field<'_, '_, '_>, own: Option<&str>, faults: &mut Faults) -> Option<String> {
    let Value::Text(id) = &field.node.value else {
        field.wrong("a routine's id", faults);
        return None;
    };
    let shown: String = Text::clean(id).as_str().chars().take(80).collect();
    if !is_id(id) {
        let right = as_id(id.strip_suffix(".yaml").unwrap_or(id));
        faults
            .error(field.at(), field.path, format!("`{shown}` is no id: it may have a-z, 0-9 and `-`"))
            .hint(format!("write the file's name without its ending, such as `{right}`"));
        return None;
    }
    if own == Some(id.as_ref()) {
        faults
            .error(field.at(), field.path, format!("the program `{shown}` plays itself"))
            .hint("name routines here, or give the program's file another name");
        return None;
    }
    Some(id.to_string())
}

/// The routines that a play list names, with where each stands; empty if the file is broken.
pub fn named<'n, 's>(root: &'n Node<'s>) -> Vec<(String, Field<'n, 's, 'static>)> {
    let Value::Map(pairs) = &root.value else { return Vec::new() };
    let play = pairs.iter().find(|it| matches!(&it.key.value, Value::Text(key) if key == "play"));
    let Some(Value::List(items)) = play.map(|it| &it.value.value) else { return Vec::new() };
    let mut named = Vec::new();
    for item in items {
        let node = match &item.value {
            Value::Map(pairs) => pairs
                .iter()
                .find(|it| matches!(&it.key.value, Value::Text(key) if key == "routine"))
                .map(|it| &it.value),
            Value::Null
            | Value::Bool(_)
            | Value::Whole(_)
            | Value::Real(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Tagged(_) => Some(item),
        };
        if let Some(node) = node
            && let Value::Text(id) = &node.value
        {
            let path = Path::Key(&Path::Root, "play");
            named.push((id.to_string(), Field { node, path, key: None, example: "- neck-release" }));
        }
    }
    named
}
