//! The value of one setting by itself, whichever it is: for lists of all settings.

use crate::model::{dose::Seconds, wording};

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
    /// The value in a line, as it is typed: `true`, `60`, `1m30s`, `pigeon, hips`.
    pub fn written(&self) -> String {
        match self {
            Value::Flag(it) => it.to_string(),
            Value::Number(it) => it.to_string(),
            Value::Length(it) => wording::length(u64::from(*it)),
            Value::Text(it) => it.clone(),
            Value::List(items) if items.is_empty() => "none".to_owned(),
            Value::List(items) => items.join(", "),
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
