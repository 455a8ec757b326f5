//! YAML as a tree of what stands in the file: order, repeated keys and tags kept.
//!
//! Reading never judges; that is the work of the rooms beside this one. It knows where most texts
//! stand without asking: the reader lends them as slices of the source, so their distance from its
//! start is their place. For the rest, [`locate`] reads again and stops on purpose.

use std::{borrow::Cow, cell::Cell, fmt};

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

/// How many values a file may hold; aliases count each time they are followed.
const MOST_NODES: u32 = 100_000;
/// How many bytes of text a file may grow to when its aliases are followed.
const MOST_BYTES: usize = 1024 * 1024;
/// What stands in the error that stops a reading at a chosen value.
const STOPPED: &str = "stopped on purpose";
/// What stands in the error that ends a file which grows out of bounds.
const GROWS: &str = "grows out of bounds";

/// A value in the file.
#[derive(Debug)]
pub struct Node<'s> {
    /// Its number in reading order, from 0.
    pub id: u32,
    /// Where its text stands, in bytes from the start, if the source holds it literally.
    pub offset: Option<usize>,
    /// What it is.
    pub value: NodeValue<'s>,
}

/// What a value is.
#[derive(Debug)]
pub enum NodeValue<'s> {
    /// Nothing, or `~`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// A number with a fraction, or one too large to be counted with.
    Real(f64),
    /// Words, quoted or not.
    Text(Cow<'s, str>),
    /// A list.
    List(Vec<Node<'s>>),
    /// Keys and their values.
    Map(Vec<Pair<'s>>),
    /// A value with a tag such as `!include`.
    Tagged(String),
}

/// A key and its value.
#[derive(Debug)]
pub struct Pair<'s> {
    /// The key, which may be anything.
    pub key: Node<'s>,
    /// Its value.
    pub value: Node<'s>,
}

impl<'s> Node<'s> {
    /// Where it begins, as far as the tree knows: a collection begins with what is first in it.
    pub fn start(&self) -> Option<usize> {
        match &self.value {
            NodeValue::Null
            | NodeValue::Bool(_)
            | NodeValue::Whole(_)
            | NodeValue::Real(_)
            | NodeValue::Tagged(_) => None,
            NodeValue::Text(_) => self.offset,
            NodeValue::List(items) => items.first()?.start(),
            NodeValue::Map(pairs) => pairs.first()?.key.start(),
        }
    }

    /// Its words, if it is a text.
    pub fn as_text(&self) -> Option<&str> {
        if let NodeValue::Text(text) = &self.value { Some(text) } else { None }
    }

    /// Its value, if it is a number, whole or not.
    pub fn as_number(&self) -> Option<f64> {
        if let NodeValue::Whole(it) = self.value {
            Some(it as f64)
        } else if let NodeValue::Real(it) = self.value {
            Some(it)
        } else {
            None
        }
    }

    /// The value at a key, if it is a group that has it.
    pub fn get(&self, name: &str) -> Option<&Node<'s>> {
        self.pair(name).map(|it| &it.value)
    }

    /// A key with its value, if it is a group that has it.
    pub fn pair(&self, name: &str) -> Option<&Pair<'s>> {
        self.as_map()?.iter().find(|it| it.key.as_text() == Some(name))
    }

    /// Its items, if it is a list.
    pub fn as_list(&self) -> Option<&[Node<'s>]> {
        if let NodeValue::List(items) = &self.value { Some(items) } else { None }
    }

    /// Its keys and values, if it is a group of keys.
    pub fn as_map(&self) -> Option<&[Pair<'s>]> {
        if let NodeValue::Map(pairs) = &self.value { Some(pairs) } else { None }
    }

    /// What is written there, if it is one text, number or word.
    pub fn written(&self) -> Option<Cow<'_, str>> {
        match &self.value {
            NodeValue::Text(it) => Some(Cow::Borrowed(it)),
            NodeValue::Whole(it) => Some(Cow::Owned(it.to_string())),
            NodeValue::Real(it) => Some(Cow::Owned(it.to_string())),
            NodeValue::Bool(it) => Some(Cow::Owned(it.to_string())),
            NodeValue::Null | NodeValue::List(_) | NodeValue::Map(_) | NodeValue::Tagged(_) => None,
        }
    }

    /// Whether a text in it holds these words.
    pub fn holds(&self, words: &str) -> bool {
        match &self.value {
            NodeValue::Null
            | NodeValue::Bool(_)
            | NodeValue::Whole(_)
            | NodeValue::Real(_)
            | NodeValue::Tagged(_) => false,
            NodeValue::Text(text) => text.contains(words),
            NodeValue::List(items) => items.iter().any(|it| it.holds(words)),
            NodeValue::Map(pairs) => pairs.iter().any(|it| it.key.holds(words) || it.value.holds(words)),
        }
    }

    /// All that it holds on one line, the same for what means the same: without comments, blanks and
    /// quotes.
    pub fn outline(&self) -> String {
        let several = |parts: Vec<String>| parts.join(", ");
        match &self.value {
            NodeValue::Null => String::new(),
            NodeValue::Tagged(tag) => format!("!{tag}"),
            NodeValue::Bool(_) | NodeValue::Whole(_) | NodeValue::Real(_) => {
                self.written().unwrap_or_default().into_owned()
            }
            NodeValue::Text(text) => format!("{text:?}"),
            NodeValue::List(items) => format!("[{}]", several(items.iter().map(Node::outline).collect())),
            NodeValue::Map(pairs) => {
                let pair = |it: &Pair<'_>| format!("{}: {}", it.key.outline(), it.value.outline());
                format!("{{{}}}", several(pairs.iter().map(pair).collect()))
            }
        }
    }

    /// What it is, for a sentence such as "`name` is a list".
    pub fn kind(&self) -> String {
        match &self.value {
            NodeValue::Null => "empty".to_string(),
            NodeValue::Bool(it) => format!("`{it}`"),
            NodeValue::Whole(it) => format!("the number {it}"),
            NodeValue::Real(it) => format!("the number {it}"),
            NodeValue::Text(it) if it.trim().is_empty() => "an empty text".to_string(),
            NodeValue::Text(_) => "a text".to_string(),
            NodeValue::List(_) => "a list".to_string(),
            NodeValue::Map(_) => "a group of keys".to_string(),
            NodeValue::Tagged(tag) => format!("tagged `!{tag}`"),
        }
    }
}

/// Why a source is no tree.
#[derive(Debug, PartialEq, Eq)]
pub struct NotATree {
    /// What the reader said; for telling faults apart, never for showing.
    pub reason: String,
    /// Where it stopped, in bytes from the start.
    pub offset: Option<usize>,
}

impl NotATree {
    /// Whether the file only grows too large by its aliases.
    pub fn grows(&self) -> bool {
        self.reason.contains(GROWS) || self.reason.starts_with("repetition limit")
    }
}

/// Reads a source to its tree.
pub fn read(source: &str) -> Result<Node<'_>, NotATree> {
    walk(source, None).map_err(|error| NotATree {
        reason: error.to_string(),
        offset: error.location().map(|it| floor(source, it.index())),
    })
}

/// Where the value of this number begins, in bytes from the start.
pub fn locate(source: &str, id: u32) -> Option<usize> {
    let error = walk(source, Some(id)).err()?;
    error.to_string().contains(STOPPED).then_some(())?;
    error.location().map(|it| floor(source, it.index()))
}

fn walk(source: &str, stop: Option<u32>) -> Result<Node<'_>, serde_yaml::Error> {
    let (nodes, bytes) = (Cell::new(0), Cell::new(0));
    let reader = Reader { source, stop, nodes: &nodes, bytes: &bytes };
    reader.deserialize(serde_yaml::Deserializer::from_str(source))
}

fn floor(source: &str, mut index: usize) -> usize {
    index = index.min(source.len());
    while !source.is_char_boundary(index) {
        index -= 1;
    }
    index
}

#[derive(Clone, Copy)]
struct Reader<'s, 'c> {
    source: &'s str,
    stop: Option<u32>,
    nodes: &'c Cell<u32>,
    bytes: &'c Cell<usize>,
}

impl<'s> Reader<'s, '_> {
    /// Gives the next value its number, and stops where that was asked for.
    fn number<E: Error>(self) -> Result<u32, E> {
        let id = self.nodes.get();
        self.nodes.set(id + 1);
        if id >= MOST_NODES {
            return Err(E::custom(GROWS));
        }
        if self.stop == Some(id) {
            return Err(E::custom(STOPPED));
        }
        Ok(id)
    }

    fn leaf<E: Error>(self, value: NodeValue<'s>) -> Result<Node<'s>, E> {
        Ok(Node { id: self.number()?, offset: None, value })
    }

    fn text<E: Error>(self, value: Cow<'s, str>, offset: Option<usize>) -> Result<Node<'s>, E> {
        self.bytes.set(self.bytes.get() + value.len());
        if self.bytes.get() > MOST_BYTES {
            return Err(E::custom(GROWS));
        }
        Ok(Node { id: self.number()?, offset, value: NodeValue::Text(value) })
    }
}

impl<'s> DeserializeSeed<'s> for Reader<'s, '_> {
    type Value = Node<'s>;

    fn deserialize<D: Deserializer<'s>>(self, deserializer: D) -> Result<Node<'s>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'s> Visitor<'s> for Reader<'s, '_> {
    type Value = Node<'s>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node<'s>, E> {
        self.leaf(NodeValue::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Node<'s>, E> {
        self.leaf(NodeValue::Null)
    }

    fn visit_bool<E: Error>(self, it: bool) -> Result<Node<'s>, E> {
        self.leaf(NodeValue::Bool(it))
    }

    fn visit_i64<E: Error>(self, it: i64) -> Result<Node<'s>, E> {
        self.leaf(NodeValue::Whole(it))
    }

    fn visit_u64<E: Error>(self, it: u64) -> Result<Node<'s>, E> {
        self.leaf(i64::try_from(it).map_or(NodeValue::Real(it as f64), NodeValue::Whole))
    }

    fn visit_i128<E: Error>(self, it: i128) -> Result<Node<'s>, E> {
        self.leaf(NodeValue::Real(it as f64))
    }

    fn visit_u128<E: Error>(self, it: u128) -> Result<Node<'s>, E> {
        self.leaf(NodeValue::Real(it as f64))
    }

    fn visit_f64<E: Error>(self, it: f64) -> Result<Node<'s>, E> {
        self.leaf(NodeValue::Real(it))
    }

    fn visit_str<E: Error>(self, it: &str) -> Result<Node<'s>, E> {
        self.text(Cow::Owned(it.to_string()), None)
    }

    fn visit_borrowed_str<E: Error>(self, it: &'s str) -> Result<Node<'s>, E> {
        // A lent text is a slice of the source: how far it lies from the start is where it stands.
        let offset = (it.as_ptr() as usize).checked_sub(self.source.as_ptr() as usize);
        self.text(Cow::Borrowed(it), offset.filter(|at| at + it.len() <= self.source.len()))
    }

    fn visit_seq<A: SeqAccess<'s>>(self, mut items: A) -> Result<Node<'s>, A::Error> {
        let id = self.number()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Node { id, offset: None, value: NodeValue::List(list) })
    }

    fn visit_map<A: MapAccess<'s>>(self, mut entries: A) -> Result<Node<'s>, A::Error> {
        let id = self.number()?;
        let mut pairs = Vec::new();
        while let Some(key) = entries.next_key_seed(self)? {
            let value = entries.next_value_seed(self)?;
            pairs.push(Pair { key, value });
        }
        Ok(Node { id, offset: None, value: NodeValue::Map(pairs) })
    }

    fn visit_enum<A: EnumAccess<'s>>(self, tagged: A) -> Result<Node<'s>, A::Error> {
        let id = self.number()?;
        let (tag, content) = tagged.variant::<String>()?;
        content.newtype_variant_seed(self)?;
        Ok(Node { id, offset: None, value: NodeValue::Tagged(tag) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs<'t, 's>(node: &'t Node<'s>) -> &'t [Pair<'s>] {
        let NodeValue::Map(pairs) = &node.value else { panic!("not a map: {node:?}") };
        pairs
    }

    #[test]
    fn a_lent_text_knows_its_place_after_wide_characters_too() {
        let source = "name: Über – 首\nfor: \"30s\"\n";
        let root = read(source).unwrap();
        let offset = |it: &Node<'_>| it.offset.unwrap();
        assert_eq!(&source[offset(&pairs(&root)[0].value)..], "Über – 首\nfor: \"30s\"\n");
        assert_eq!(&source[offset(&pairs(&root)[1].key)..], "for: \"30s\"\n");
        assert_eq!(&source[offset(&pairs(&root)[1].value)..], "30s\"\n");
    }

    #[test]
    fn every_other_value_is_found_by_reading_again() {
        let source = "é: [1, {}, \"a\\tb\", ~]\n";
        let root = read(source).unwrap();
        let NodeValue::List(items) = &pairs(&root)[0].value.value else { panic!("no list") };
        let found: Vec<_> = items.iter().map(|it| &source[locate(source, it.id).unwrap()..]).collect();
        assert_eq!(found, ["1, {}, \"a\\tb\", ~]\n", "{}, \"a\\tb\", ~]\n", "\"a\\tb\", ~]\n", "~]\n"]);
    }

    #[test]
    fn repeated_keys_and_tags_are_kept() {
        let root = read("a: 1\na: !include x.yaml\n").unwrap();
        assert_eq!(pairs(&root).len(), 2);
        assert_eq!(pairs(&root)[1].value.kind(), "tagged `!include`");
    }

    #[test]
    fn aliases_cannot_make_a_small_file_large() {
        let mut source = "a: &a [x,x,x,x,x,x,x,x]\n".to_string();
        for (this, last) in
            ["b", "c", "d", "e", "f", "g", "h"].iter().zip(["a", "b", "c", "d", "e", "f", "g"])
        {
            source += &format!(
                "{this}: &{this} [*{last},*{last},*{last},*{last},*{last},*{last},*{last},*{last}]\n"
            );
        }
        assert!(read(&source).unwrap_err().grows());
    }
}
