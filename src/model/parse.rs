//! Bytes become a routine, an area's page or a program, or the problems that keep them from it.
//!
//! This is the only room that knows YAML. A file goes through four doors: `guard` looks at its
//! bytes, `tree` reads it without judging, the rooms of each format check the tree and collect
//! every fault, and `faults` finds the line and the column of each. A fault of the YAML itself is
//! explained by `syntax`. No message of the reader is ever shown: all words are our own, and
//! whatever they quote from the file is clean.

mod amounts;
mod complaints;
mod document;
mod faults;
mod fields;
mod figure;
mod figures;
mod foreign;
mod guard;
mod judge;
mod listing;
mod packed;
mod rhythm;
mod routine;
mod settings;
mod sheet;
mod sides;
mod steps;
mod synonyms;
mod syntax;
mod tree;
mod unknown;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use self::{
    document::NamedRoutine,
    faults::{At, Faults, in_file_order},
    syntax::{MendedSource, Mending},
    tree::{Node, NodeValue},
};
use super::{
    area::{Area, AreaPage, Program},
    fingerprint::Fingerprint,
    problem::{Problem, Severity},
    routine::Routine,
    text::Text,
};

pub use self::complaints::complaints;
pub use self::figures::in_words;
pub use self::{
    amounts::{typed_length, typed_minutes},
    document::{Depth, Document},
    guard::MOST_BYTES,
    routine::{as_id, is_id},
    settings::{
        SettingsRead, WhyAsked,
        change::{SettingLine, changed, typed},
        line as setting_line,
        values::{Stated, values},
    },
    synonyms::meant,
};

/// What came of a file: a value, and everything that is to be said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked<T> {
    /// There exactly if no problem is an error.
    pub value: Option<T>,
    /// Errors and warnings in file order; of those about the whole file errors come first, and
    /// warnings last.
    pub problems: Vec<Problem>,
}

impl<T> Checked<T> {
    /// The same with its value changed.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Checked<U> {
        Checked { value: self.value.map(change), problems: self.problems }
    }
}

/// What a file under `routines/` can hold.
#[allow(clippy::large_enum_variant, reason = "one is made for a file, and taken apart at once")]
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// One stretch.
    Routine(Box<Routine>),
    /// The page of an area.
    Area(AreaPage),
    /// Routines in order.
    Program(Program),
}

/// A routine, from the bytes of its file, its id and the area of its folder.
pub fn routine(bytes: &[u8], id: &str, area: Option<Area>) -> Checked<Routine> {
    check(bytes, |root, faults| routine::check(root, id, area, Fingerprint::of(bytes), faults))
}

/// The page of an area, from the bytes of its `area.yaml`.
pub fn area(bytes: &[u8], area: Area) -> Checked<AreaPage> {
    check(bytes, |root, faults| listing::area(root, area, faults))
}

/// A program, from the bytes of its file and its id.
pub fn program(bytes: &[u8], id: &str) -> Checked<Program> {
    check(bytes, |root, faults| listing::program(root, id, faults))
}

/// A built-in routine, from its packed tree and its text. The build has judged it, so nothing is judged again.
pub fn built_in_routine(packed: &[u8], text: &str, id: &str, area: Option<Area>) -> Option<Routine> {
    let form = |root: &Node<'_>, faults: &mut Faults| {
        routine::check(root, id, area, Fingerprint::of(text.as_bytes()), faults)
    };
    built_in(packed, form)
}

/// The built-in page of an area, from its packed tree.
pub fn built_in_area(packed: &[u8], area: Area) -> Option<AreaPage> {
    built_in(packed, |root, faults| listing::area(root, area, faults))
}

/// A built-in program, from its packed tree.
pub fn built_in_program(packed: &[u8], id: &str) -> Option<Program> {
    built_in(packed, |root, faults| listing::program(root, id, faults))
}

fn built_in<T>(packed: &[u8], form: impl Fn(&Node<'_>, &mut Faults) -> Option<T>) -> Option<T> {
    form(&packed::unpack(packed)?, &mut Faults::of_built_in())
}

/// The packed tree of a file that has no problem; none if it is no tree, or holds a tag.
pub fn pack(bytes: &[u8]) -> Option<Vec<u8>> {
    packed::pack(&tree::read(&guard::admit(bytes).ok()?).ok()?)
}

/// The settings, from the bytes of their file. A file without any is right.
pub fn settings(bytes: &[u8]) -> SettingsRead {
    if let Ok(source) = guard::admit(bytes)
        && let Ok(Node { value: NodeValue::Null, .. }) = tree::read(&source)
    {
        return SettingsRead::default();
    }
    let Checked { value, mut problems } = check(bytes, settings::check);
    // Nothing here is said aloud, so that what stands behind a value is a comment, and meant as one.
    problems.retain(|it| !it.loses_words);
    settings::judged(value, problems)
}

/// One setting as it is written in its environment variable.
pub fn setting(key: &str, value: &str) -> SettingsRead {
    settings(setting_line(key, value).as_bytes())
}

/// Whatever a file holds, and the routines that it names.
fn content(bytes: &[u8], stem: &str, folder: &str, depth: Depth) -> (Checked<Content>, Vec<NamedRoutine>) {
    let known = Area::from_name(folder);
    look(bytes, depth, |root, faults| match (stem, known) {
        ("area", Some(area)) => listing::area(root, area, faults).map(Content::Area),
        ("area", None) => {
            let shown: String = Text::clean(folder).as_str().chars().take(80).collect();
            let fault = faults.error(At::File, "", format!("the folder `{shown}` is not an area"));
            match meant(folder, Area::NAMES) {
                Some(near) => fault.hint(format!("did you mean the folder `{near}`?")),
                None => fault.hint(format!("the areas are {}", fields::listed(Area::NAMES))),
            };
            None
        }
        _ if root.get("play").is_some() || sheet::is_sheet(root) => {
            listing::program(root, stem, faults).map(Content::Program)
        }
        _ => {
            let routine = routine::check(root, stem, known, Fingerprint::of(bytes), faults);
            routine.map(|it| Content::Routine(Box::new(it)))
        }
    })
}

/// What else there is, for asking whether what a play list names exists.
#[derive(Clone, Copy, Debug)]
pub struct KnownIds<'k> {
    /// The ids of all routines.
    pub routines: &'k [&'k str],
    /// The least rounds of those that have more than one.
    pub least_rounds: &'k [(&'k str, u32)],
    /// The ids of all programs.
    pub programs: &'k [&'k str],
    /// The ids of the built-in routines and programs.
    pub built_in: &'k [&'k str],
    /// The names of the commands.
    pub commands: &'k [&'k str],
}

/// The problem of a file whose id another file has as well.
pub fn same_id(id: &str, other: &Text) -> Problem {
    Problem::of_file(
        Severity::Error,
        &format!("`{id}` is also the id of `{other}`"),
        "rename one of the two files",
    )
}

fn check<T>(bytes: &[u8], form: impl Fn(&Node<'_>, &mut Faults) -> Option<T>) -> Checked<T> {
    look(bytes, Depth::ToPlay, form).0
}

fn look<T>(
    bytes: &[u8],
    depth: Depth,
    form: impl Fn(&Node<'_>, &mut Faults) -> Option<T>,
) -> (Checked<T>, Vec<NamedRoutine>) {
    let source = match guard::admit(bytes) {
        Ok(source) => source,
        Err(wrong) => {
            let (source, faults) = *wrong;
            return refused(faults.problems(&source, &MendedSource::new(&source)));
        }
    };
    let mut draft = MendedSource::new(syntax::without_end_marker(&source));
    let mut problems = Vec::new();
    // What one sign hides another shows: `name：“A”` has two.
    for _ in 0..MOST_TYPESET {
        let mut signs = Faults::default();
        let mends: Vec<Mending> = syntax::typeset(draft.text(), &mut signs).into_iter().flatten().collect();
        if mends.is_empty() {
            break;
        }
        problems.extend(signs.problems(&source, &draft));
        if !draft.mend(mends) {
            in_file_order(&mut problems);
            return refused(problems);
        }
    }
    loop {
        let text = Cow::Borrowed(draft.text());
        match tree::read(&text) {
            Ok(root) => {
                let mut faults = Faults::of(&text).in_full(depth == Depth::InFull);
                let value = whole(&root, &text, &mut faults).and_then(|()| form(&root, &mut faults));
                faults.lost_words(&text);
                let mended = !problems.is_empty();
                let named = faults.named(&source, &draft);
                problems.extend(faults.problems(&source, &draft));
                in_file_order(&mut problems);
                return (Checked { value: value.filter(|_| !mended), problems }, named);
            }
            Err(broken) => {
                let mut faults = Faults::default();
                let slip = syntax::slip(&text, &broken, &mut faults);
                problems.extend(faults.problems(&source, &draft));
                if !draft.mend(slip) {
                    in_file_order(&mut problems);
                    return refused(problems);
                }
            }
        }
    }
}

/// What is wrong with a file of any format: nothing in it, or tags that change nothing.
fn whole(root: &Node<'_>, source: &str, faults: &mut Faults) -> Option<()> {
    if let NodeValue::Null = root.value {
        let message = if source.trim().is_empty() { "the file is empty" } else { "the file has no keys" };
        faults
            .error(At::File, "", message)
            .hint("begin with `name: ` and `steps:`; `stretch new` writes a file to start from");
        return None;
    }
    for (at, tag) in core_tags(source).filter(|(_, tag)| !root.holds(tag)) {
        faults
            .error(At::Byte(at).wide(tag.chars().count()), "", format!("the tag `{tag}`"))
            .hint("tags are not supported; put a text that begins with `!` in quotes");
    }
    Some(())
}

/// How often the signs of a word processor are looked for again behind those that were found.
const MOST_TYPESET: usize = 4;
/// How many words are looked at that may be tags.
const MOST_TAGS: usize = 10;

/// Words such as `!!str`, which the reader takes in silence.
fn core_tags(source: &str) -> impl Iterator<Item = (usize, &str)> {
    // One letter is found far sooner than two, and nearly no file has it.
    let signs: &[&str] = if source.contains('!') { &["!!", "!<"] } else { &[] };
    signs.iter().flat_map(move |sign| {
        let begins = move |at: usize| {
            source[..at].chars().next_back().is_none_or(|it| matches!(it, ' ' | '\n' | '[' | '{' | ','))
        };
        let tags = source.match_indices(*sign).map(|(at, _)| at).filter(move |at| begins(*at));
        tags.take(MOST_TAGS).filter_map(move |at| {
            let line = source[..at].rfind('\n').map_or(0, |it| it + 1);
            let comment = source[line..at].contains(" #") || source[line..at].starts_with('#');
            let tag = source[at..].split([' ', '\n', ',', ']', '}']).next()?;
            (!comment && tag.len() > 2).then_some((at, tag))
        })
    })
}

fn refused<T>(problems: Vec<Problem>) -> (Checked<T>, Vec<NamedRoutine>) {
    debug_assert!(problems.iter().any(|it| it.severity == Severity::Error));
    (Checked { value: None, problems }, Vec::new())
}
