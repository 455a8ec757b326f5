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
pub enum SettingValue {
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

impl SettingValue {
    /// The value in a line, as it can be typed behind its key in a shell: `true`, `60`, `1m30s`, `pigeon, hips`.
    pub fn written(&self, key: &str) -> String {
        match self {
            SettingValue::Flag(it) => it.to_string(),
            SettingValue::Number(it) => it.to_string(),
            SettingValue::Length(it) => wording::length(u64::from(*it)),
            SettingValue::Text(it) => it.clone(),
            SettingValue::List(items) if items.is_empty() => "none".to_owned(),
            SettingValue::List(items) if key == "speech" => program(items),
            SettingValue::List(items) => items.iter().map(|it| typed(it)).collect::<Vec<_>>().join(", "),
        }
    }

    /// Both values where they are lists, each item once; otherwise this one.
    pub fn and(self, other: SettingValue) -> SettingValue {
        match (self, other) {
            (SettingValue::List(mut items), SettingValue::List(others)) => {
                for it in others {
                    if !items.contains(&it) {
                        items.push(it);
                    }
                }
                SettingValue::List(items)
            }
            (value, _) => value,
        }
    }
}
