//! Faults while they are collected, and how they become problems with a line and a column.

use std::fmt;

use super::{
    document::NamedRoutine,
    syntax::{MendedSource, Mending},
    tree::{self, Node, NodeValue},
};
use crate::model::{
    problem::{Fix, Place, Problem, Severity},
    text::Text,
};

/// How many problems of one file are told; who has more mends these first.
const MOST: usize = 100;
/// How many poses of one file are put on their ground. No stretch has half as many.
const MOST_BODIES: u32 = 200;
/// What is written at an entry that is meant to play fewer rounds.
const SAMPLE: &str = "sample: true";
/// How many bytes are read again in all to find values, so that no file takes long; beyond it the
/// key before the value is pointed at.
const READ_AGAIN: usize = 256 * 1024;

/// Where a fault lies: a start, and how to find the very word from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// The whole file.
    File,
    /// At this byte.
    Byte(usize),
    /// At this byte, and so many characters wide.
    Wide(usize, usize),
    /// At this word, the first time it stands at or after the byte.
    Word(usize, String),
    /// The value after a key that ends at this byte, if it begins on the key's line; else the key,
    /// which begins at the first byte.
    After(usize, usize),
    /// The value of this number, to be found by reading again; else this byte.
    Node(u32, Option<usize>),
}

impl At {
    /// The same place, so many characters wide.
    pub fn wide(self, width: usize) -> At {
        match self {
            At::Byte(at) | At::Wide(at, _) | At::Word(at, _) | At::After(at, _) => At::Wide(at, width),
            At::File | At::Node(..) => self,
        }
    }

    /// A word in what stands here.
    pub fn word(self, word: &str) -> At {
        match self {
            At::Byte(at) | At::Wide(at, _) | At::Word(at, _) | At::After(_, at) => {
                At::Word(at, word.to_string())
            }
            At::File | At::Node(..) => self,
        }
    }
}

/// The way to a value, for people and programs: `steps[2].hold`.
#[derive(Clone, Copy, Debug)]
pub enum Path<'p> {
    /// The file.
    Root,
    /// Under this key.
    Key(&'p Path<'p>, &'p str),
    /// In this place of a list, from 0.
    Item(&'p Path<'p>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Key(Path::Root, key) => f.write_str(key),
            Path::Key(parent, key) => write!(f, "{parent}.{key}"),
            Path::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// A fault whose line is not known yet.
#[derive(Debug)]
pub struct Fault {
    at: At,
    field: String,
    severity: Severity,
    message: String,
    hint: Option<String>,
    loses_words: bool,
    /// Whether it lies in a routine that is written out in a list.
    is_inside: bool,
    changes: Vec<Change>,
}

/// Where a hint sends the person for a key of the whole routine: in a file of its own, and in a list.
const TOP: &str = "at the top of the file";
const BESIDE: &str = "beside its `name`";

/// What would mend a fault.
#[derive(Debug)]
pub enum Change {
    /// The whole value that stands there, quotes included, becomes this.
    Value(At, String),
    /// The value that stands there goes into quotes.
    Quote(At),
    /// The word that stands there becomes this; of a place without a width, this goes in.
    Word(At, String),
    /// This goes before what stands there, a quote included.
    Before(At, String),
    /// The key that stands there begins an item of its own.
    Item(At),
    /// These keys go below the value of the key that stands there, in line with it.
    Below(At, Vec<String>),
    /// These lines go above the list of which the first item stands there.
    Above(At, Vec<String>),
    /// At this byte so many go, and this comes.
    Bytes(Mending),
}

impl Fault {
    /// What to do about it.
    pub fn hint(&mut self, hint: impl Into<String>) -> &mut Fault {
        let hint = hint.into();
        self.hint = Some(if self.is_inside { hint.replace(TOP, BESIDE) } else { hint });
        self
    }

    /// What would do it. All changes of a fault are made, or none.
    pub fn fix(&mut self, change: Change) -> &mut Fault {
        self.changes.push(change);
        self
    }
}

/// A text that is said or shown, and where it stands.
#[derive(Debug)]
struct Said {
    offset: usize,
    text: String,
    field: String,
    key: bool,
}

/// The faults of a file.
#[derive(Debug, Default)]
pub struct Faults {
    /// Whether the file is built in, so that the build has judged it.
    is_judged: bool,
    /// How many bodies are still put on their ground to see whether they can stand there.
    bodies: u32,
    list: Vec<Fault>,
    /// Whether texts are kept for [`Faults::lost_words`]: only where a comment follows on a line.
    comments: bool,
    said: Vec<Said>,
    /// The routines that a play list names, and the way to each.
    named: Vec<(Call, String)>,
    /// Whether a routine is looked at that is written out in a list.
    is_inside: bool,
    /// The amounts that stand beside the steps of a routine and belong into one: the key that each has
    /// in a step, and its value, if that could be read.
    displaced: Vec<(&'static str, Option<String>)>,
}

/// A routine that a play list names.
#[derive(Debug)]
pub struct Call {
    /// Its id.
    pub id: String,
    /// Where that stands.
    pub at: At,
    /// Where its key stands, if it has one.
    pub key: Option<At>,
    /// How many rounds are asked for.
    pub rounds: Option<u32>,
    /// Whether fewer than its own are meant.
    pub is_sample: bool,
}

impl Faults {
    /// None yet, in this source.
    pub fn of(source: &str) -> Faults {
        let follows = |line: &str| line.find(" #").is_some_and(|at| !line[..at].trim().is_empty());
        Faults { comments: source.contains(" #") && source.lines().any(follows), ..Faults::default() }
    }

    /// None, in a file that is built in: what is doubtful is not looked for.
    pub fn of_built_in() -> Faults {
        Faults { is_judged: true, ..Faults::default() }
    }

    /// Whether what is doubtful in the file was looked for by the build.
    pub fn is_judged(&self) -> bool {
        self.is_judged
    }

    /// The same, looking at bodies too if that is asked for.
    pub fn in_full(self, in_full: bool) -> Faults {
        Faults { bodies: if in_full { MOST_BODIES } else { 0 }, ..self }
    }

    /// Whether one more body is to be looked at, which takes about as long as reading the file.
    pub fn takes_a_body(&mut self) -> bool {
        let wanted = self.bodies > 0;
        self.bodies = self.bodies.saturating_sub(1);
        wanted
    }

    /// Remembers a routine that a play list names; whether there is one, only the other files tell.
    pub fn names(&mut self, call: Call, path: Path<'_>) {
        self.named.push((call, path.to_string()));
    }

    /// Looks at a routine that is written out in a list: its keys stand beside its name, and not at the
    /// top of the file.
    pub fn inside<T>(&mut self, look: impl FnOnce(&mut Faults) -> T) -> T {
        self.is_inside = true;
        let seen = look(self);
        self.is_inside = false;
        seen
    }

    /// Forgets the amounts that stood beside the steps of the routine before.
    pub fn begin_routine(&mut self) {
        self.displaced.clear();
    }

    /// Remembers an amount that stands beside the steps and belongs into one.
    pub fn displace(&mut self, key: &'static str, amount: Option<String>) {
        self.displaced.push((key, amount));
    }

    /// What stands beside the steps and belongs to this key of a step: its value, if that could be read.
    pub fn displaced(&self, key: &str) -> Option<Option<String>> {
        self.displaced.iter().find(|it| it.0 == key).map(|it| it.1.clone())
    }

    /// The routines that the file names, with their places in the source.
    pub fn named(&mut self, source: &str, draft: &MendedSource<'_>) -> Vec<NamedRoutine> {
        let mut budget = READ_AGAIN;
        let mut placed = |(call, field): (Call, String)| {
            let Call { id, at, key, rounds, is_sample } = call;
            let change = Change::Value(at.clone(), String::new());
            let whole = fixes(source, draft, &[change], &mut budget).pop().map(|it| it.place);
            let shown = find(draft.text(), &at, &mut budget)
                .map(|(at, width)| place(source, draft.original(at), width));
            let sample = key.filter(|_| rounds.is_some()).and_then(|key| {
                let change = Change::Below(key, vec![SAMPLE.to_owned()]);
                fixes(source, draft, &[change], &mut budget).pop()
            });
            NamedRoutine {
                id,
                field: Text::clean(&field),
                place: shown.zip(whole),
                rounds,
                is_sample,
                sample,
            }
        };
        std::mem::take(&mut self.named).into_iter().map(&mut placed).collect()
    }

    /// Remembers a text that is said or shown.
    pub fn said(&mut self, node: &Node<'_>, path: Path<'_>, key: bool) {
        if self.comments
            && let (NodeValue::Text(text), Some(offset)) = (&node.value, node.offset)
        {
            self.said.push(Said { offset, text: text.to_string(), field: path.to_string(), key });
        }
    }

    /// Warns of words that a text loses because ` #` begins a comment. A text that ends like a
    /// sentence, and then has a comment, was meant so.
    pub fn lost_words(&mut self, source: &str) {
        for said in std::mem::take(&mut self.said) {
            let end = said.offset + said.text.len();
            let before = source.get(..said.offset).unwrap_or_default();
            let rest = source.get(end..).unwrap_or_default();
            let comment = rest.trim_start_matches([' ', '\t']);
            if before.ends_with(['"', '\''])
                || said.text.ends_with(['.', '!', '?'])
                || !comment.starts_with('#')
            {
                continue;
            }
            let at = end + rest.len() - comment.len();
            let comment = comment.lines().next().unwrap_or_default().trim_end();
            let lost: String = comment.chars().take(40).collect();
            let whole = format!("{} {comment}", said.text);
            let name = said.field.rsplit(['.', ']']).next().unwrap_or_default().to_string();
            let right = if said.key { format!("{name}: \"{whole}\"") } else { format!("- \"{whole}\"") };
            let fault = self.warning(
                At::Wide(at, comment.chars().count()),
                &said.field,
                format!("`{lost}` is a comment, not part of the text"),
            );
            fault.loses_words = true;
            fault.hint(format!("put the text in quotes, `{right}`, or the comment on a line of its own"));
        }
    }

    /// Whether so much was found that looking on only takes time.
    pub fn is_full(&self) -> bool {
        self.list.len() >= 2 * MOST
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether the file cannot be played.
    pub fn has_error(&self) -> bool {
        self.list.iter().any(|it| it.severity == Severity::Error)
    }

    /// Something for which the file cannot be played.
    pub fn error(&mut self, at: At, field: impl fmt::Display, message: impl Into<String>) -> &mut Fault {
        self.push(at, field, Severity::Error, message.into())
    }

    /// Something to look at.
    pub fn warning(&mut self, at: At, field: impl fmt::Display, message: impl Into<String>) -> &mut Fault {
        self.push(at, field, Severity::Warning, message.into())
    }

    /// Something that is good to know.
    pub fn note(&mut self, at: At, field: impl fmt::Display, message: impl Into<String>) -> &mut Fault {
        self.push(at, field, Severity::Note, message.into())
    }

    fn push(&mut self, at: At, field: impl fmt::Display, severity: Severity, message: String) -> &mut Fault {
        self.list.push_mut(Fault {
            at,
            field: field.to_string(),
            severity,
            message,
            hint: None,
            loses_words: false,
            is_inside: self.is_inside,
            changes: Vec::new(),
        })
    }

    /// The problems in file order. The faults were found in the
    /// draft; their places are told in the source.
    pub fn problems(self, source: &str, draft: &MendedSource<'_>) -> Vec<Problem> {
        let left_out = self.list.len() > MOST;
        let mut budget = READ_AGAIN;
        let told = |it: Fault| Problem {
            severity: it.severity,
            place: find(draft.text(), &it.at, &mut budget)
                .map(|(at, width)| place(source, draft.original(at), width)),
            field: Text::clean(&it.field),
            message: Text::clean(&it.message),
            hint: it.hint.map(|hint| Text::clean(&hint)),
            loses_words: it.loses_words,
            fixes: fixes(source, draft, &it.changes, &mut budget),
        };
        let mut problems: Vec<Problem> = self.list.into_iter().take(MOST).map(told).collect();
        in_file_order(&mut problems);
        // An alias shows the same fault twice in the same place.
        problems.dedup();
        if left_out {
            problems.push(Problem::of_file(
                Severity::Error,
                "there are more problems than are shown",
                "fix these first, then check again",
            ));
        }
        problems
    }
}

/// What keeps the whole file from playing first, then by place, then doubts about the whole file.
pub fn in_file_order(problems: &mut [Problem]) {
    problems.sort_by_key(|it| match (it.place, it.severity) {
        (None, Severity::Error) => (0, it.place),
        (Some(_), _) => (1, it.place),
        (None, Severity::Warning | Severity::Note) => (2, it.place),
    });
}

/// The changes as the file's own places have them, the last first; none where one cannot be made.
fn fixes(source: &str, draft: &MendedSource<'_>, changes: &[Change], budget: &mut usize) -> Vec<Fix> {
    let edits: Option<Vec<Mending>> = changes.iter().map(|it| edit(draft.text(), it, budget)).collect();
    let mut edits = edits.unwrap_or_default();
    edits.sort_by_key(|it| std::cmp::Reverse(it.at));
    let fix = |Mending { at, removed, inserted }: Mending| {
        let (from, to) = (draft.original(at), draft.original(at + removed));
        let width = source.get(from..to)?.chars().count();
        let lines: Vec<String> =
            inserted.split('\n').map(|it| Text::clean_line(it).as_str().to_owned()).collect();
        Some(Fix { place: Place { width, ..place(source, from, width) }, text: lines.join("\n") })
    };
    edits.into_iter().map(fix).collect::<Option<_>>().unwrap_or_default()
}

/// A change by bytes.
fn edit(source: &str, change: &Change, budget: &mut usize) -> Option<Mending> {
    let exactly = |at: &At, budget: &mut usize| {
        let (start, width) = find(source, at, budget)?;
        let rest = source.get(start..)?;
        let there = match at {
            // A value that goes on in another line, or is written with escapes, is not replaced.
            At::Word(_, word) => !word.contains('\n') && rest.starts_with(word.as_str()),
            At::After(_, key_end) => after_colon(source, *key_end).is_some(),
            At::File | At::Byte(_) | At::Wide(..) | At::Node(..) => true,
        };
        let length = rest.char_indices().nth(width).map_or(rest.len(), |(at, _)| at);
        there.then_some((start, length))
    };
    match change {
        Change::Bytes(edit) => Some(edit.clone()),
        Change::Word(at, text) => {
            let (start, length) = exactly(at, budget)?;
            Some(Mending { at: start, removed: length, inserted: text.clone() })
        }
        Change::Value(at, text) => {
            let (start, length) = exactly(at, budget)?;
            let quote = source[..start].chars().next_back().filter(|it| matches!(it, '"' | '\''));
            let closed = quote.is_some_and(|it| source[start + length..].starts_with(it));
            let (start, length) = if closed { (start - 1, length + 2) } else { (start, length) };
            Some(Mending { at: start, removed: length, inserted: text.clone() })
        }
        Change::Quote(at) => {
            let (start, length) = exactly(at, budget)?;
            let inserted = format!("\"{}\"", &source[start..start + length]);
            Some(Mending { at: start, removed: length, inserted })
        }
        Change::Before(at, text) => {
            let (start, _) = exactly(at, budget)?;
            let quoted = source[..start].ends_with(['"', '\'']);
            Some(Mending { at: start - usize::from(quoted), removed: 0, inserted: text.clone() })
        }
        Change::Item(at) => {
            let (start, _) = exactly(at, budget)?;
            let margin = source[..start].rfind('\n').map_or(0, |it| it + 1);
            let deep = start - margin >= 2 && source[margin..start].bytes().all(|it| it == b' ');
            deep.then(|| Mending { at: start - 2, removed: 2, inserted: "- ".to_owned() })
        }
        Change::Below(at, keys) => {
            let (start, _) = exactly(at, budget)?;
            Some(below(source, start, keys))
        }
        Change::Above(at, lines) => {
            let (start, _) = exactly(at, budget)?;
            let line = source[..start].rfind('\n').map_or(0, |it| it + 1);
            let is_first_item = source[line..start].trim_end() == "-";
            is_first_item.then(|| Mending { at: line, removed: 0, inserted: lines.join("\n") + "\n" })
        }
    }
}

/// Keys below a key and its value, in line with it; beside it, if it stands in brackets.
fn below(source: &str, key: usize, keys: &[String]) -> Mending {
    let line = source[..key].rfind('\n').map_or(0, |it| it + 1);
    if source[line..key].contains(['{', '[']) {
        return Mending { at: key, removed: 0, inserted: format!("{}, ", keys.join(", ")) };
    }
    let indent = source[line..key].chars().count();
    let (mut end, mut at) = (key, key);
    for (index, text) in source[key..].split_inclusive('\n').enumerate() {
        let within = text.chars().take_while(|it| *it == ' ').count() > indent;
        if index > 0 && !text.trim().is_empty() && !within {
            break;
        }
        if !text.trim().is_empty() {
            end = at + text.trim_end().len();
        }
        at += text.len();
    }
    let margin = " ".repeat(indent);
    let inserted = keys.iter().map(|it| format!("\n{margin}{it}")).collect();
    Mending { at: end, removed: 0, inserted }
}

/// The byte and the width in characters of what a fault points at.
fn find(source: &str, at: &At, budget: &mut usize) -> Option<(usize, usize)> {
    match at {
        At::File => None,
        At::Byte(at) => Some((*at, width(source, *at))),
        At::Wide(at, width) => Some((*at, *width)),
        At::Word(at, word) => Some(match source.get(*at..).and_then(|rest| rest.find(word.as_str())) {
            Some(distance) if !word.is_empty() => {
                (at + distance, word.lines().next().unwrap_or(word).chars().count())
            }
            Some(_) | None => (*at, width(source, *at)),
        }),
        At::After(key, end) => {
            let value = after_colon(source, *end).unwrap_or(*key);
            Some((value, width(source, value)))
        }
        At::Node(id, fallback) => {
            let rest = budget.checked_sub(source.len());
            *budget = rest.unwrap_or(*budget);
            let found = rest.and_then(|_| tree::locate(source, *id));
            found.or(*fallback).map(|at| (at, width(source, at)))
        }
    }
}

/// Where the value begins that stands on the same line as the key which ends here.
fn after_colon(source: &str, key_end: usize) -> Option<usize> {
    let line = source.get(key_end..)?.lines().next()?;
    let value = line.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?.trim_start();
    let here = key_end + line.len() - value.len();
    (!value.is_empty() && !value.starts_with('#')).then_some(here)
}

/// How many characters the value, key or bracket at this byte spans on its line; at least 1.
fn width(source: &str, at: usize) -> usize {
    let line = source.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let before = source.get(..at).and_then(|before| before.lines().next_back()).unwrap_or_default();
    let quoted = before.ends_with(['"', '\'']);
    let is_in_brackets = before.matches(['[', '{']).count() > before.matches([']', '}']).count();
    let end = match line.chars().next() {
        Some(quote @ ('"' | '\'')) => line[1..].find(quote).map(|it| it + 2),
        Some('[') => line.find(']').map(|it| it + 1),
        Some('{') => line.find('}').map(|it| it + 1),
        Some(_) if quoted => line.find(['"', '\'']),
        Some(_) if is_in_brackets => line.find([',', ']', '}']).into_iter().chain(line.find(": ")).min(),
        Some(_) | None => [": ", " #"].iter().filter_map(|it| line.find(it)).min(),
    };
    let word = line[..end.unwrap_or(line.len())].trim_end();
    word.strip_suffix(':').unwrap_or(word).chars().count().max(1)
}

/// A place for people.
pub fn place(source: &str, at: usize, width: usize) -> Place {
    let before = source.get(..at).unwrap_or(source);
    let start = before.rfind('\n').map_or(0, |it| it + 1);
    Place {
        line: before.matches('\n').count() + 1,
        column: before[start..].chars().count() + 1,
        width: width.max(1),
    }
}
