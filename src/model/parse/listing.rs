//! Trees checked against the format of an area's page and of a program: both have a play list.

use super::{
    amounts,
    faults::{Call, Change, Faults, Path},
    fields::{Field, Fields, KeyGroup},
    foreign::{Foreign, Goes},
    routine::{as_id, check_id, file, is_id, routine, sources, texts, title},
    sheet,
    tree::Node,
};
use crate::model::{
    area::{Area, AreaPage, PlayEntry, Program},
    fingerprint::Fingerprint,
    format::{self, FileKey, MOST_NAME, MOST_ROUNDS, MOST_STEPS, MOST_TEXT},
    text::Text,
};

/// The page of an area.
const AREA: KeyGroup = KeyGroup {
    whose: "the area's page",
    the: "the area's page",
    keys: format::AREA,
    foreign: Foreign::Listing,
};
/// A program.
const PROGRAM: KeyGroup =
    KeyGroup { whose: "the program", the: "the program", keys: format::PROGRAM, foreign: Foreign::Listing };
/// An entry that is a group.
const ENTRY: KeyGroup =
    KeyGroup { whose: "an entry of `play`", the: "the entry", keys: format::ENTRY, foreign: Foreign::Entry };

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
        play: get("play").map(|it| play(&it, ListHome::Area, faults)).unwrap_or_default(),
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
    let home = ListHome::Program(id);
    if sheet::list_alone(root, id, faults) {
        play(
            &Field { path: Path::Key(&Path::Root, "play"), ..file(root, "play: [neck-release]") },
            home,
            faults,
        );
        return None;
    }
    let file = file(root, "name: Desk break");
    let fields = Fields::open(file, &PROGRAM, faults)?;
    fields.require(&PROGRAM, &file, faults);
    let root = Path::Root;
    let get = |name| fields.get(name, &root);
    let program = Program {
        id: id.to_string(),
        name: title(get("name"), MOST_NAME, faults).unwrap_or_default(),
        summary: title(get("summary"), MOST_TEXT, faults),
        play: get("play").map(|it| play(&it, home, faults)).unwrap_or_default(),
        stop: title(get("stop"), MOST_TEXT, faults),
        see: title(get("see"), MOST_TEXT, faults),
        sources: get("sources").map(|it| sources(&it, faults)).unwrap_or_default(),
    };
    (!faults.has_error()).then_some(program)
}

/// The file that a play list stands in.
#[derive(Clone, Copy)]
enum ListHome<'i> {
    /// The page of an area, whose routines are in files beside it.
    Area,
    /// The program of this id, in which routines may be written out.
    Program(&'i str),
}

/// The entries of a play list; one that names the program it stands in is told.
fn play(field: &Field<'_, '_, '_>, home: ListHome<'_>, faults: &mut Faults) -> Vec<PlayEntry> {
    let Some(items) = field.items("a list of routines", faults) else { return Vec::new() };
    if items.is_empty() && matches!(home, ListHome::Program(_)) {
        faults
            .error(field.at(), field.path, "`play` is an empty list")
            .hint("name at least one routine, such as `play: [neck-release]`");
    }
    field.few(items.len(), faults);
    let mut entries = Vec::new();
    for (index, node) in items.iter().take(MOST_STEPS).enumerate() {
        let item = Field { example: "- neck-release", ..field.item(node, &field.path, index) };
        entries.extend(entry(&item, index + 1, home, faults));
    }
    entries
}

/// An entry, by its number from 1.
fn entry(
    item: &Field<'_, '_, '_>,
    number: usize,
    home: ListHome<'_>,
    faults: &mut Faults,
) -> Option<PlayEntry> {
    if item.node.as_map().is_none() {
        return Some(PlayEntry::named(id(item, None, home, faults)?));
    }
    if is_written_out(item.node) {
        return match home {
            ListHome::Program(program) => written_out(item, program, number, faults),
            ListHome::Area => {
                belongs_elsewhere(item, faults);
                None
            }
        };
    }
    let item = Field { example: "- routine: neck-release", ..*item };
    let fields = Fields::open(item, &ENTRY, faults)?;
    fields.require(&ENTRY, &item, faults);
    let get = |name| fields.get(name, &item.path);
    let rounds = get("rounds").and_then(|it| amounts::number(&it, MOST_ROUNDS, faults));
    let is_sample = get("sample").and_then(|it| it.flag(faults)).unwrap_or(false);
    let hold = get("hold").and_then(|it| amounts::length(&it, faults));
    let more = More { key: &fields, rounds, is_sample };
    let routine = id(&get("routine")?, Some(more), home, faults)?;
    Some(PlayEntry { rounds, is_sample, hold, ..PlayEntry::named(routine) })
}

/// Whether an entry is a routine and not the name of one.
fn is_written_out(node: &Node<'_>) -> bool {
    let has = |keys: &[FileKey], name: &str| keys.iter().any(|it| it.name == name);
    let of_an_entry = |it: &str| {
        (has(format::ENTRY, it) && it != "hold") || it == "name" || Foreign::Entry.goes(it).is_some()
    };
    let of_a_routine = |it: &str| {
        has(format::ROUTINE, it)
            || has(format::STEP, it)
            || matches!(Foreign::Routine.goes(it), Some(goes) if goes != Goes::Nowhere)
    };
    let mut keys = node.as_map().unwrap_or_default().iter().filter_map(|it| it.key.as_text());
    node.get("routine").is_none() && keys.any(|it| !of_an_entry(it) && of_a_routine(it))
}

/// A routine that is written out in a program; its id is that of the program with its number.
fn written_out(
    item: &Field<'_, '_, '_>,
    program: &str,
    number: usize,
    faults: &mut Faults,
) -> Option<PlayEntry> {
    let item = Field { example: "name: Neck release", ..*item };
    let fingerprint = Fingerprint::of(item.node.outline().as_bytes());
    let id = format!("{program}#{number}");
    let routine = faults.inside(|faults| routine(&item, &id, None, fingerprint, faults))?;
    Some(PlayEntry { written: Some(routine.into()), ..PlayEntry::named(id) })
}

/// Tells a routine that is written out in the page of an area, which only names them.
fn belongs_elsewhere(item: &Field<'_, '_, '_>, faults: &mut Faults) {
    let fault = faults.error(
        item.at(),
        item.path,
        "an entry of an area's `play` must name a routine, but this one is written out",
    );
    let id = item.node.get("name").and_then(Node::as_text).map_or("its-name".to_owned(), as_id);
    fault.hint(format!("write it into a file of its own beside this one, `{id}.yaml`, and here `- {id}`"));
}

/// What stands beside a routine's id.
struct More<'f, 'n, 's> {
    key: &'f Fields<'n, 's>,
    rounds: Option<u32>,
    is_sample: bool,
}

fn id(
    field: &Field<'_, '_, '_>,
    more: Option<More<'_, '_, '_>>,
    home: ListHome<'_>,
    faults: &mut Faults,
) -> Option<String> {
    let Some(id) = field.node.as_text() else {
        field.wrong("a routine's id", faults);
        return None;
    };
    let shown: String = Text::clean(id).as_str().chars().take(80).collect();
    if !is_id(id) {
        let right = as_id(id.strip_suffix(".yaml").unwrap_or(id));
        faults
            .error(field.at(), field.path, format!("`{shown}` is not a valid id: use a-z, 0-9 and `-`"))
            .hint(format!("write the file's name without its extension, such as `{right}`"))
            .fix(Change::Value(field.at(), right));
        return None;
    }
    if matches!(home, ListHome::Program(own) if own == id) {
        faults
            .error(field.at(), field.path, format!("the program `{shown}` plays itself"))
            .hint("name routines here, or give the program's file another name");
        return None;
    }
    let call = Call {
        id: id.to_owned(),
        at: field.at(),
        key: more.as_ref().map(|it| it.key.at_key("routine")),
        rounds: more.as_ref().and_then(|it| it.rounds),
        is_sample: more.is_some_and(|it| it.is_sample),
    };
    faults.names(call, field.path);
    Some(id.to_string())
}
