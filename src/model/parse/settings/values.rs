//! The settings of a file one by one, each with its key, value and line.

use super::SETTINGS;
use crate::model::{
    format::{self, FLAGS, FileKey, ValueShape},
    nearest::plain,
    parse::{
        amounts, check,
        faults::{Faults, Path, place},
        fields::{Field, Fields},
        guard,
        routine::file,
        settings,
        tree::Node,
    },
    problem::{Problem, Severity},
    settings::value::SettingValue,
    text::Text,
};

/// A setting of a file.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Its key.
    pub key: &'static FileKey,
    /// Its value.
    pub value: SettingValue,
    /// The line of its key, from 1.
    pub line: usize,
}

/// The settings of a file that count, in the order of the table. A wrong one is left out; of a list that
/// protects the person, what is right of it stays.
pub fn values(bytes: &[u8]) -> Vec<Stated> {
    let problems = settings(bytes).problems;
    let Ok(source) = guard::admit(bytes) else { return Vec::new() };
    let found = check(bytes, in_tree).value.unwrap_or_default();
    let counts = |key: &FileKey| format::PROTECTING.contains(&key.name) || !is_wrong(key, &problems);
    found
        .into_iter()
        .filter(|it| counts(it.0))
        .map(|(key, value, at)| Stated { key, value, line: place(&source, at, 0).line })
        .collect()
}

/// Whether a problem is an error of this key.
fn is_wrong(key: &FileKey, problems: &[Problem]) -> bool {
    let of = |it: &Problem| it.field.to_string().split(['.', '[']).next() == Some(key.name);
    problems.iter().any(|it| it.severity == Severity::Error && of(it))
}

/// The keys with their values, and where each key begins, in bytes.
fn in_tree(root: &Node<'_>, faults: &mut Faults) -> Option<Vec<(&'static FileKey, SettingValue, usize)>> {
    let fields = Fields::open(file(root, "talk: full"), &SETTINGS, faults)?;
    let mut found = Vec::new();
    for key in format::SETTINGS {
        let Some(field) = fields.get(key.name, &Path::Root) else { continue };
        let at = field.key.and_then(|it| it.offset).unwrap_or_default();
        found.extend(value(&field, key.shape, faults).map(|it| (key, it, at)));
    }
    Some(found)
}

/// A value by the shape that its key asks for.
fn value(field: &Field<'_, '_, '_>, shape: ValueShape, faults: &mut Faults) -> Option<SettingValue> {
    let words = shape.words();
    if shape == ValueShape::Word(FLAGS) {
        field.flag(faults).map(SettingValue::Flag)
    } else if let ValueShape::Word(_) = shape {
        word(field.node, words).map(SettingValue::Text)
    } else if let ValueShape::Words(_) = shape {
        Some(SettingValue::List(items(field.node, |it| word(it, words))))
    } else if let ValueShape::Count(most) = shape {
        amounts::number(field, most, faults).map(SettingValue::Number)
    } else if let ValueShape::Text(_) = shape {
        text(field.node).map(SettingValue::Text)
    } else if shape == ValueShape::Texts {
        Some(SettingValue::List(items(field.node, text)))
    } else if shape == ValueShape::Length {
        amounts::length(field, faults).map(SettingValue::Length)
    } else {
        None // the settings have no other shapes
    }
}

fn items(node: &Node<'_>, read: impl Fn(&Node<'_>) -> Option<String>) -> Vec<String> {
    match node.as_list() {
        Some(items) => items.iter().filter_map(read).collect(),
        None => read(node).into_iter().collect(),
    }
}

/// A word of a list, as the list has it.
fn word(node: &Node<'_>, words: &[&str]) -> Option<String> {
    let written = node.as_text()?;
    let plain = plain(written);
    words.iter().find(|it| **it == written || **it == plain).map(|it| (*it).to_owned())
}

fn text(node: &Node<'_>) -> Option<String> {
    node.as_text().map(|it| Text::clean_line(it).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(source: &str) -> Vec<String> {
        let values = values(source.as_bytes());
        values
            .iter()
            .map(|it| format!("{} {} {}", it.line, it.key.name, it.value.written(it.key.name)))
            .collect()
    }

    #[test]
    fn what_counts_is_listed_with_its_line() {
        let source = "# mine\nvolume: '60'\r\n\n\"mute\": yes\nevery: 90 s\nlevel: Gentle\n\
                      never:\n  - upper back\n  - pigeon\nconditions: none\nspeech: [a, -b]\n";
        assert_eq!(
            listed(source),
            [
                "2 volume 60",
                "4 mute true",
                "11 speech 'a -b'",
                "6 level gentle",
                "5 every 1m30s",
                "10 conditions none",
                "7 never 'upper back', pigeon"
            ]
        );
    }

    #[test]
    fn what_is_wrong_is_left_out_and_what_protects_stays() {
        assert_eq!(listed("volume: 300\nbreath-in: 5m\nmute: true\n"), ["3 mute true"]);
        assert_eq!(listed("conditions: [hernia, x]\n"), ["1 conditions hernia"]);
        assert_eq!(listed("talk: brief\n[\n"), [""; 0]);
        assert_eq!(listed(""), [""; 0]);
    }
}
