//! The settings as a table for people, and as JSON.

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use crate::model::{
    format::{FileKey, SETTINGS},
    settings::value::SettingValue,
    words::config as words,
};

/// A setting as it is shown.
#[derive(Clone, Debug)]
pub struct SettingRow {
    /// Its key.
    pub key: &'static FileKey,
    /// What it is; none if it was not made.
    pub value: Option<SettingValue>,
    /// Where it was made, in words.
    pub sources: Vec<String>,
    /// The same for programs: `flag`, `environment`, `file`.
    pub kinds: Vec<&'static str>,
    /// The line of the settings file.
    pub line: Option<usize>,
}

impl SettingRow {
    /// What it is, in one line.
    pub fn value(&self) -> String {
        self.value.as_ref().map_or_else(|| self.key.left_out(), |it| it.written(self.key.name))
    }
}

/// Values longer than this push what stands behind them aside.
const MOST_VALUE: usize = 30;

/// The table: keys, values, and where each comes from.
pub fn table(rows: &[SettingRow]) -> String {
    let keys = rows.iter().map(|it| it.key.name.width()).max().unwrap_or_default();
    let values = rows.iter().map(|it| it.value().width()).filter(|it| *it <= MOST_VALUE).max();
    let values = values.unwrap_or_default();
    let line = |row: &SettingRow| {
        let (value, from) = (row.value(), row.sources.join(", "));
        let from = if from.is_empty() { words::DEFAULT } else { &from };
        let fill = " ".repeat(values.saturating_sub(value.width()));
        format!("{:keys$}  {value}{fill}  {from}\n", row.key.name)
    };
    rows.iter().map(line).collect()
}

/// A settings file in which every line is a comment: what there is to set.
pub fn template() -> String {
    let lines = SETTINGS.iter().map(|it| format!("\n# {}\n# {}\n", it.about, it.example));
    words::TEMPLATE.to_owned() + &lines.collect::<String>()
}

/// All settings for a program.
#[derive(Serialize)]
pub struct SettingsJson<'r> {
    path: Option<&'r str>,
    settings: Vec<SettingJson<'r>>,
}

/// One setting.
#[derive(Serialize)]
pub struct SettingJson<'r> {
    key: &'static str,
    /// As a file has it; null if it was not made.
    value: serde_json::Value,
    /// In words, what is so as long as it is not made.
    default: String,
    from: &'r [&'static str],
    line: Option<usize>,
}

impl<'r> From<&'r SettingRow> for SettingJson<'r> {
    fn from(row: &'r SettingRow) -> SettingJson<'r> {
        let value = row.value.as_ref().map_or(serde_json::Value::Null, |it| json(it, row.key.name));
        SettingJson {
            key: row.key.name,
            value,
            default: row.key.left_out(),
            from: &row.kinds,
            line: row.line,
        }
    }
}

/// All settings for a program, with the path of their file.
pub fn list<'r>(path: Option<&'r str>, rows: &'r [SettingRow]) -> SettingsJson<'r> {
    SettingsJson { path, settings: rows.iter().map(SettingJson::from).collect() }
}

fn json(value: &SettingValue, key: &str) -> serde_json::Value {
    match value {
        SettingValue::Flag(it) => (*it).into(),
        SettingValue::Number(it) => (*it).into(),
        SettingValue::Length(_) | SettingValue::Text(_) => value.written(key).into(),
        SettingValue::List(items) => items.clone().into(),
    }
}
