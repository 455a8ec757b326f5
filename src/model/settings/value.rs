//! The value of one setting by itself, whichever it is: for lists of all settings.

use crate::model::{dose::Seconds, wording, wording::typed};

/// A program with its arguments: in one word of a shell, which is taken apart at its blanks, or in several behind `--`
/// where an argument has blanks of its own.
fn program(items: &[String]) -> String {
    let words = || items.iter().map(|it| typed(it)).collect::<Vec<_>>().join(" ");
    match items.iter().any(|it| it.contains(char::is_whitespace)) {
        true => format!("-- {}", words()),
        false => typed(&items.join(" ")),
    }
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// On or off.
    Flag(bool),
    /// A whole number.
    Number(u32),
    /// A length of time.
    Length(Seconds),
    /// A word or a text.
    Text(String),
    /// Several words or texts; none of them is an answer, too.
    List(Vec<String>),
}

impl Value {
    /// The value in a line, as it can be typed behind its key in a shell: `true`, `60`, `1m30s`, `pigeon, hips`.
    pub fn written(&self, key: &str) -> String {
        match self {
            Value::Flag(it) => it.to_string(),
            Value::Number(it) => it.to_string(),
            Value::Length(it) => wording::length(u64::from(*it)),
            Value::Text(it) => it.clone(),
            Value::List(items) if items.is_empty() => "none".to_owned(),
            Value::List(items) if key == "speech" => program(items),
            Value::List(items) => items.iter().map(|it| typed(it)).collect::<Vec<_>>().join(", "),
        }
    }

    /// Both values where they are lists, each item once; otherwise this one.
    pub fn and(self, other: Value) -> Value {
        match (self, other) {
            (Value::List(mut items), Value::List(others)) => {
                for it in others {
                    if !items.contains(&it) {
                        items.push(it);
                    }
                }
                Value::List(items)
            }
            (value, _) => value,
        }
    }
}
