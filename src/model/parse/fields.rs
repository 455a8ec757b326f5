//! A group of keys looked at by its table: unknown and repeated keys, and values of simple shapes.

use super::{
    amounts::in_place_of_words,
    faults::{At, Change, Fault, Faults, Path},
    foreign::Foreign,
    synonyms::{is_synonym, meant, several},
    tree::{Node, NodeValue, Pair},
    unknown::unknown,
};
use crate::model::{
    format::{FLAGS, FileKey, MOST_STEPS, StepKind, ValueShape},
    nearest::{nearest, plain},
    text::{Text, is_hostile},
    wording,
};

/// A sort of group, as a file has it.
#[derive(Debug)]
pub struct KeyGroup {
    /// What it is called, such as `a step`.
    pub whose: &'static str,
    /// What it is called where there is one only, such as `the step`.
    pub the: &'static str,
    /// Its keys.
    pub keys: &'static [FileKey],
    /// The keys of other programs that are understood in it.
    pub foreign: Foreign,
}

/// The keys that a group of the file has, all of them known.
pub struct Fields<'n, 's> {
    found: Vec<(&'static FileKey, &'n Pair<'s>)>,
    /// Keys that were meant by unknown ones, whose value goes elsewhere.
    meant: Vec<&'static str>,
    /// Whether there were keys that nothing is known of.
    unknown: bool,
    /// Whether all the keys stand below one of them.
    is_wrapped: bool,
}

/// A value with what is needed to speak about it.
#[derive(Clone, Copy)]
pub struct Field<'n, 's, 'p> {
    /// The value.
    pub node: &'n Node<'s>,
    /// Its way.
    pub path: Path<'p>,
    /// The key before it, if it is not an item of a list.
    pub key: Option<&'n Node<'s>>,
    /// What stands there when it is right.
    pub example: &'static str,
}

/// The line that a text was meant to be, if it has a key and its value: "volume:60", "volume = 60".
fn a_line(text: &str, group: &KeyGroup) -> Option<String> {
    let (key, value) = text.split_once([':', '='])?;
    let (key, value) = (key.trim(), value.trim());
    let known = group.keys.iter().any(|it| it.name == key);
    (known && !value.is_empty() && !value.contains(['\n', ':', '='])).then(|| format!("{key}: {value}"))
}

impl<'n, 's> Fields<'n, 's> {
    /// Opens a group of keys; `None` if it is something else, which is then told.
    pub fn open(
        field: Field<'n, 's, '_>,
        group: &'static KeyGroup,
        faults: &mut Faults,
    ) -> Option<Fields<'n, 's>> {
        let Some(pairs) = field.node.as_map() else {
            let first = group.keys.first().map_or("", |it| it.example);
            let meant = field.node.as_text().and_then(|it| a_line(it, group));
            let hint = match meant {
                Some(line) => format!("write `{line}`: a colon and a blank are behind the key"),
                None => format!("write it with its keys, such as `{first}`"),
            };
            faults
                .error(
                    field.at(),
                    field.path,
                    format!("{} must contain `key: value` lines, but is {}", group.whose, field.node.kind()),
                )
                .hint(hint);
            return None;
        };
        let found = Vec::with_capacity(pairs.len());
        let mut fields = Fields { found, meant: Vec::new(), unknown: false, is_wrapped: false };
        for pair in pairs {
            if faults.is_full() {
                break;
            }
            let Some(name) = name_of(pair, field, faults) else {
                fields.unknown = true;
                continue;
            };
            let Some(key) = group.keys.iter().find(|it| it.name == name) else {
                fields.unknown = true;
                let instead = unknown(name, pair, pairs, &fields, field.path, group, faults);
                fields.is_wrapped |= instead.has_all;
                match instead.key.and_then(|name| group.keys.iter().find(|it| it.name == name)) {
                    // The value is looked at as if its key were right, so that one run tells it all. A
                    // setting that is misspelt is none: the session plays without it.
                    Some(key) if instead.stays && group.foreign != Foreign::None => {
                        fields.found.push((key, pair));
                    }
                    Some(key) => fields.meant.push(key.name),
                    None => {}
                }
                continue;
            };
            if fields.has(name) {
                let meant = twice(pair, name, &fields, field.path, faults);
                fields.meant.extend(meant);
                continue;
            }
            fields.found.push((key, pair));
        }
        Some(fields)
    }

    /// Tells every required key of the group that is missing.
    pub fn require(&self, group: &'static KeyGroup, field: &Field<'_, '_, '_>, faults: &mut Faults) {
        let nested = !matches!(field.path, Path::Root);
        if nested && self.unknown || self.is_wrapped {
            return;
        }
        for key in group.keys.iter().filter(|it| it.required && !self.means(it.name)) {
            missing(key, field, group.the, faults);
        }
    }

    /// The value at a key of the table.
    pub fn get<'p>(&self, name: &'p str, parent: &'p Path<'p>) -> Option<Field<'n, 's, 'p>> {
        let (key, pair) = self.found.iter().find(|(it, _)| it.name == name)?;
        Some(Field {
            node: &pair.value,
            path: Path::Key(parent, name),
            key: Some(&pair.key),
            example: key.example,
        })
    }

    /// Whether the key is there.
    pub fn has(&self, name: &str) -> bool {
        self.found.iter().any(|(it, _)| it.name == name)
    }

    /// Whether the key is there, or is what an unknown one was meant to be.
    pub fn means(&self, name: &str) -> bool {
        self.has(name) || self.meant.contains(&name)
    }

    /// The keys that are there, in file order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.found.iter().map(|(key, _)| key.name)
    }

    /// Whether there were keys of which nothing is known, so that none may be missing.
    pub fn has_unknown(&self) -> bool {
        self.unknown
    }

    /// Where a key stands, for speaking about it and not its value.
    pub fn at_key(&self, name: &str) -> At {
        let found = self.found.iter().find(|(it, _)| it.name == name);
        found.map_or(At::File, |(_, pair)| at_key(&pair.key))
    }
}

/// Tells a key that stands in its group already; gives the one that was meant, as the second `reps` of a
/// step is often its number.
fn twice(
    pair: &Pair<'_>,
    name: &str,
    fields: &Fields<'_, '_>,
    parent: Path<'_>,
    faults: &mut Faults,
) -> Option<&'static str> {
    let fault = faults.error(at_key(&pair.key), Path::Key(&parent, name), format!("duplicate key `{name}`"));
    let amount = StepKind::from_name(name)
        .zip(pair.value.written())
        .and_then(|(kind, written)| in_place_of_words(kind, &written))
        .filter(|(key, _, sets)| sets.is_none() && !fields.means(key));
    match amount {
        Some((key, right, _)) => {
            fault
                .hint(format!("write `{key}: {right}`"))
                .fix(Change::Word(at_key(&pair.key), key.to_owned()))
                .fix(Change::Value(value_at(pair), right));
            Some(key)
        }
        None => {
            fault.hint("keep one of the two, or merge them");
            None
        }
    }
}

fn name_of<'n>(pair: &'n Pair<'_>, group: Field<'_, '_, '_>, faults: &mut Faults) -> Option<&'n str> {
    let name = pair.key.as_text();
    if name.is_none() {
        let fallback = pair.key.start().or(group.start());
        let what = pair.key.kind();
        faults
            .error(
                At::Node(pair.key.id, fallback),
                group.path,
                format!("a key must be a word, but this one is {what}"),
            )
            .hint(
                "begin the line with a key, such as `name: `; put a text that begins with a sign in quotes",
            );
    }
    name
}

/// Says what was meant by a word of a closed list: the one that is near, those that are, or otherwise.
/// The change puts the near one in its place.
pub fn suggest(
    fault: &mut Fault,
    word: &str,
    known: &[&str],
    change: impl FnOnce(&str) -> Option<Change>,
    otherwise: impl FnOnce() -> String,
) {
    if let Some(near) = meant(word, known) {
        fault.hint(format!("did you mean `{near}`?"));
        if let Some(change) = change(near) {
            fault.fix(change);
        }
        return;
    }
    let near = nearest(word, known.iter().copied());
    if near.is_empty() {
        fault.hint(otherwise());
    } else {
        fault.hint(format!("did you mean {}?", wording::list(near.iter().map(|it| format!("`{it}`")), "or")));
    }
}

/// Where a key stands.
pub fn at_key(key: &Node<'_>) -> At {
    match (&key.value, key.offset) {
        (NodeValue::Text(name), Some(at)) => At::Wide(at, name.chars().count()),
        _ => At::Node(key.id, key.start()),
    }
}

/// Where the value of a key stands.
pub fn value_at(pair: &Pair<'_>) -> At {
    Field { node: &pair.value, path: Path::Root, key: Some(&pair.key), example: "" }.at()
}

impl<'n, 's, 'p> Field<'n, 's, 'p> {
    /// Where it begins, as far as the tree knows.
    fn start(&self) -> Option<usize> {
        self.node.start().or_else(|| self.key.and_then(Node::start))
    }

    /// Where to point at.
    pub fn at(&self) -> At {
        if let (NodeValue::Text(text), Some(at)) = (&self.node.value, self.node.offset) {
            return if text.is_empty() {
                At::Byte(at.saturating_sub(1))
            } else {
                At::Word(at, text.to_string())
            };
        }
        match self.key {
            Some(Node { value: NodeValue::Text(name), offset: Some(at), .. }) => {
                At::After(*at, at + name.len())
            }
            Some(_) | None => match (&self.node.value, self.node.start()) {
                (NodeValue::List(_) | NodeValue::Map(_), Some(at)) => At::Byte(at),
                (_, start) => At::Node(self.node.id, start),
            },
        }
    }

    /// Where its key stands; itself, if it has none.
    pub fn at_key(&self) -> At {
        self.key.map_or_else(|| self.at(), at_key)
    }

    /// A word in it.
    pub fn at_word(&self, word: &str) -> At {
        self.at().word(word)
    }

    /// The same value as an item of the list at this path.
    pub fn item<'i>(&self, node: &'n Node<'s>, path: &'i Path<'i>, index: usize) -> Field<'n, 's, 'i> {
        Field { node, path: Path::Item(path, index), key: None, example: self.example }
    }

    /// What its key is called, or `item`.
    pub fn name(&self) -> &str {
        match self.path {
            Path::Key(_, name) => name,
            Path::Item(Path::Key(_, name), _) => name,
            Path::Item(..) | Path::Root => "file",
        }
    }

    /// Says that it is something else than it has to be.
    pub fn wrong(&self, wanted: &str, faults: &mut Faults) {
        let name = self.name();
        let (subject, kind) = match self.path {
            Path::Item(..) => (format!("an item of `{name}`"), self.node.kind()),
            Path::Key(..) | Path::Root => (format!("`{name}`"), self.node.kind()),
        };
        let fault = faults.error(self.at(), self.path, format!("{subject} must be {wanted}, but is {kind}"));
        match (&self.node.value, self.key) {
            (NodeValue::Tagged(_), _) => {
                fault.hint("tags are not supported; put a text that begins with `!` in quotes")
            }
            (_, Some(_)) if wanted == STEPS => fault.hint(format!("write {STEPS_EXAMPLE}")),
            (NodeValue::Null, Some(_)) => fault.hint(format!("write `{}`, or delete the key", self.example)),
            (NodeValue::Whole(it), Some(_)) if wanted == TEXT => {
                let fault = fault.hint(format!("put it in quotes: `{name}: \"{it}\"`"));
                fault.fix(Change::Quote(self.at()))
            }
            (NodeValue::Real(_), Some(_)) if wanted == TEXT => {
                fault.hint("put the number in quotes").fix(Change::Quote(self.at()))
            }
            (NodeValue::Bool(it), Some(_)) if wanted == TEXT => {
                let fault = fault.hint(format!("put it in quotes: `{name}: \"{it}\"`"));
                fault.fix(Change::Quote(self.at()))
            }
            (NodeValue::Map(_), _) if wanted == TEXT => {
                fault.hint("put a text that begins with `{`, or that has a colon and a space, in quotes")
            }
            _ => fault.hint(format!("write it as in `{}`", self.example)),
        };
    }

    /// A text of at most so many characters, clean.
    pub fn text(&self, most: usize, faults: &mut Faults) -> Option<Text> {
        let NodeValue::Text(raw) = &self.node.value else {
            self.wrong(TEXT, faults);
            return None;
        };
        let plain = raw.bytes().all(|it| matches!(it, b' '..=b'~'));
        if !plain && let Some(hostile) = raw.chars().find(|it| !it.is_whitespace() && is_hostile(*it)) {
            let code = u32::from(hostile);
            faults
                .error(
                    self.at_word("\\"),
                    self.path,
                    format!("the text holds an invisible or control character (U+{code:04X})"),
                )
                .hint("take out what begins with a backslash, or use single quotes");
            return None;
        }
        let text = Text::clean(raw);
        if text.is_empty() {
            self.wrong(TEXT, faults);
            return None;
        }
        // There are never more characters than bytes, so most texts need no counting.
        let length = if raw.len() > most { text.as_str().chars().count() } else { 0 };
        if length > most {
            let name = self.name();
            faults
                .error(
                    self.at().wide(1),
                    self.path,
                    format!("`{name}` has {length} characters; the maximum is {most}"),
                )
                .hint("shorten it; what is said in one breath is easiest to follow");
            return None;
        }
        faults.said(self.node, self.path, self.key.is_some());
        Some(text)
    }

    /// One or several values, each with its own path, given to `each`.
    pub fn one_or_several(&self, faults: &mut Faults, mut each: impl FnMut(Field<'n, 's, '_>, &mut Faults)) {
        if let Some(items) = self.node.as_list() {
            self.few(items.len(), faults);
            for (index, node) in items.iter().take(MOST_STEPS).enumerate() {
                each(self.item(node, &self.path, index), faults);
            }
        } else {
            each(*self, faults);
        }
    }

    /// Says that a list is longer than it may be.
    pub fn few(&self, count: usize, faults: &mut Faults) {
        if count <= MOST_STEPS {
            return;
        }
        let name = self.name();
        let hint = match name {
            "steps" | "setup" | "finish" => "use `rounds` to repeat, or split it into several routines",
            "play" => "split it into several programs, and name them all: `stretch morning evening`",
            _ => "name the ones that matter most",
        };
        faults
            .error(
                self.at().wide(1),
                self.path,
                format!("`{name}` has {count} entries; the maximum is {MOST_STEPS}"),
            )
            .hint(hint);
    }

    /// The items of a list; told if it is none.
    pub fn items(&self, wanted: &str, faults: &mut Faults) -> Option<&'n [Node<'s>]> {
        let items = self.node.as_list();
        if items.is_none() {
            self.wrong(wanted, faults);
        }
        items
    }

    /// A word of a closed list. Capitals and blanks for hyphens are no other word.
    pub fn word<T>(
        &self,
        names: &[&str],
        from_name: fn(&str) -> Option<T>,
        faults: &mut Faults,
    ) -> Option<T> {
        let Some(raw) = self.node.as_text() else {
            self.wrong("a word", faults);
            return None;
        };
        let found = from_name(raw).or_else(|| from_name(&plain(raw)));
        if found.is_none() {
            let name = self.name();
            let shown = Text::clean(raw);
            let fault = faults.error(self.at(), self.path, format!("`{shown}` is not a valid `{name}`"));
            let change = |near: &str| Some(Change::Value(self.at(), near.to_owned()));
            suggest(fault, raw, names, change, || format!("it can be {}", either(names)));
        }
        found
    }

    /// Whether it is on.
    pub fn flag(&self, faults: &mut Faults) -> Option<bool> {
        let from_name = |it: &str| match it {
            "true" | "yes" | "on" | "1" => Some(true),
            "false" | "no" | "off" | "0" => Some(false),
            _ => None,
        };
        match &self.node.value {
            NodeValue::Bool(it) => Some(*it),
            NodeValue::Text(_) => self.word(FLAGS, from_name, faults),
            NodeValue::Whole(it @ (0 | 1)) => {
                let (name, meant) = (self.name(), *it == 1);
                faults
                    .error(
                        self.at(),
                        self.path,
                        format!("`{name}` must be `true` or `false`, but is the number {it}"),
                    )
                    .hint(format!("write `{name}: {meant}`"))
                    .fix(Change::Value(self.at(), meant.to_string()));
                None
            }
            NodeValue::Null
            | NodeValue::Whole(_)
            | NodeValue::Real(_)
            | NodeValue::List(_)
            | NodeValue::Map(_)
            | NodeValue::Tagged(_) => {
                self.wrong("`true` or `false`", faults);
                None
            }
        }
    }

    /// One or several words of a closed list, none of them twice.
    pub fn words<T: Copy + PartialEq>(
        &self,
        names: &[&str],
        from_name: fn(&str) -> Option<T>,
        faults: &mut Faults,
    ) -> Vec<T> {
        let mut words = Vec::new();
        if let Some(raw) = self.node.as_text()
            && word_of(raw, names).is_none()
            && !is_synonym(raw)
            && let Some((parts, _)) = several(raw)
        {
            self.a_list_in_one(&parts, |it| word_of(it, names), names, faults);
            return words;
        }
        self.one_or_several(faults, |field, faults| {
            if let Some(word) = field.word(names, from_name, faults) {
                if words.contains(&word) { field.repeated(faults) } else { words.push(word) }
            }
        });
        words
    }

    /// Says that a text names several words, and how they are written as a list: all of them.
    pub fn a_list_in_one(
        &self,
        parts: &[String],
        read: impl Fn(&str) -> Option<String>,
        names: &[&str],
        faults: &mut Faults,
    ) {
        let name = self.name();
        let strange: Vec<&str> = parts.iter().map(String::as_str).filter(|it| read(it).is_none()).collect();
        let words: Vec<String> = parts.iter().map(|it| read(it).unwrap_or_else(|| it.clone())).collect();
        let list = format!("[{}]", words.join(", "));
        let fault = faults.error(self.at(), self.path, format!("`{name}` is several words in one text"));
        if strange.is_empty() {
            let text = if matches!(self.path, Path::Item(..)) { words.join(", ") } else { list.clone() };
            let what =
                if matches!(self.path, Path::Item(..)) { text.clone() } else { format!("{name}: {list}") };
            fault.hint(format!("write `{what}`")).fix(Change::Value(self.at(), text));
        } else {
            let strange = Text::clean(&wording::list(strange.iter().map(|it| format!("`{it}`")), "and"));
            fault.hint(format!(
                "write a list, as in `{name}: {list}`; {strange} is not known: it can be {}",
                either(names)
            ));
        }
    }

    /// Says that an item stands in its list already.
    pub fn repeated(&self, faults: &mut Faults) {
        let name = self.name();
        faults
            .error(self.at(), self.path, format!("`{name}` names this twice"))
            .hint("delete one of the two");
    }
}

/// Says that a required key is missing.
fn missing(key: &FileKey, group: &Field<'_, '_, '_>, whose: &str, faults: &mut Faults) {
    let at = match group.path {
        Path::Root => At::File,
        Path::Key(..) | Path::Item(..) => group.at(),
    };
    let name = key.name;
    let hint = match (group.path, key.shape) {
        (Path::Root, ValueShape::Steps) => format!("write at the end of the file {STEPS_EXAMPLE}"),
        (Path::Root, _) => format!("write `{}` at the top of the file", key.example),
        (Path::Key(..) | Path::Item(..), _) => format!("write `{}` beside its other keys", key.example),
    };
    faults.error(at, Path::Key(&group.path, name), format!("{whose} has no `{name}`")).hint(hint);
}

/// What a text has to be.
const TEXT: &str = "a text";
/// What `steps` has to be.
pub const STEPS: &str = "a list of steps";
/// How steps are written, on lines of their own.
const STEPS_EXAMPLE: &str =
    "`steps:`, below it `- hold: Reach up.`, and below that `for: 20s`, in line with `hold`";

/// The known word that this one is, or was meant to be.
pub fn word_of(word: &str, names: &[&str]) -> Option<String> {
    let plain = plain(word);
    let exact = names.iter().find(|it| **it == plain).copied();
    exact.or_else(|| meant(word, names)).map(str::to_owned)
}

/// Words for a sentence: `a`, `b` and `c`.
pub fn listed(words: &[&str]) -> String {
    wording::list(words.iter().map(|it| format!("`{it}`")), "and")
}

/// Words of which one can be chosen.
pub fn either(words: &[&str]) -> String {
    wording::list(words.iter().map(|it| format!("`{it}`")), "or")
}
