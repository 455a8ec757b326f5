//! Trees checked against the format of an area's page and of a program: both have a play list.

use super::{
    amounts,
    faults::{Change, Faults, Path},
    fields::{Field, Fields, Group},
    foreign::Foreign,
    routine::{as_id, check_id, file, is_id, sources, texts, title},
    tree::Node,
};
use crate::model::{
    area::{Area, AreaPage, Entry, Program},
    format::{self, Key, MOST_NAME, MOST_ROUNDS, MOST_STEPS, MOST_TEXT},
    text::Text,
};

/// The page of an area.
const AREA: Group =
    Group { whose: "the area's page", the: "the area's page", keys: format::AREA, foreign: Foreign::Listing };
/// A program.
const PROGRAM: Group =
    Group { whose: "the program", the: "the program", keys: format::PROGRAM, foreign: Foreign::Listing };
/// An entry that is a group.
const ENTRY: Group =
    Group { whose: "an entry of `play`", the: "the entry", keys: format::ENTRY, foreign: Foreign::Entry };

/// The page, if nothing is wrong with it.
pub fn area(root: &Node<'_>, area: Area, faults: &mut Faults) -> Option<AreaPage> {
    let file = file(root, "name: Neck");
    let fields = Fields::open(file, &AREA, faults)?;
    fields.require(&AREA, &file, faults);
    let root = Path::Root;
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
    let fields = Fields::open(file, &PROGRAM, faults)?;
    fields.require(&PROGRAM, &file, faults);
    let root = Path::Root;
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
    if item.node.as_map().is_none() {
        return Some(Entry { routine: id(item, own, faults)?, rounds: None });
    }
    if written_out(item, faults) {
        return None;
    }
    let item = Field { example: "- routine: neck-release", ..*item };
    let fields = Fields::open(item, &ENTRY, faults)?;
    fields.require(&ENTRY, &item, faults);
    let rounds = fields.get("rounds", &item.path).and_then(|it| amounts::number(&it, MOST_ROUNDS, faults));
    let routine = fields.get("routine", &item.path)?;
    Some(Entry { routine: id(&routine, own, faults)?, rounds })
}

/// Tells a routine that is written out in a play list, where only names can stand.
fn written_out(item: &Field<'_, '_, '_>, faults: &mut Faults) -> bool {
    let has = |keys: &[Key], name: &str| keys.iter().any(|it| it.name == name);
    let pairs = item.node.as_map().unwrap_or_default();
    let of_a_routine = pairs.iter().filter_map(|it| it.key.as_text()).any(|it| {
        !has(format::ENTRY, it) && it != "name" && (has(format::ROUTINE, it) || has(format::STEP, it))
    });
    if !of_a_routine || item.node.get("routine").is_some() {
        return false;
    }
    let fault = faults.error(
        item.at(),
        item.path,
        "an entry of `play` must name a routine, but this one is written out",
    );
    match item.node.get("name").and_then(Node::as_text).map(as_id) {
        Some(id) => fault
            .hint(format!("write it into a file of its own beside this one, `{id}.yaml`, and here `- {id}`")),
        None => fault.hint("write it into a file of its own beside this one, and the name of that file here"),
    };
    true
}

fn id(field: &Field<'_, '_, '_>, own: Option<&str>, faults: &mut Faults) -> Option<String> {
    let Some(id) = field.node.as_text() else {
        field.wrong("a routine's id", faults);
        return None;
    };
    let shown: String = Text::clean(id).as_str().chars().take(80).collect();
    if !is_id(id) {
        let right = as_id(id.strip_suffix(".yaml").unwrap_or(id));
        faults
            .error(field.at(), field.path, format!("`{shown}` is not a valid id: use a-z, 0-9 and `-`"))
            .hint(format!("write the file's name without its ending, such as `{right}`"))
            .fix(Change::Value(field.at(), right));
        return None;
    }
    if own == Some(id) {
        faults
            .error(field.at(), field.path, format!("the program `{shown}` plays itself"))
            .hint("name routines here, or give the program's file another name");
        return None;
    }
    faults.names(id, field.at(), field.path);
    Some(id.to_string())
}
