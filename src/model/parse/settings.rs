//! A tree checked against the table of settings.

pub mod change;
pub mod values;

use super::{
    amounts,
    faults::{Faults, Path},
    fields::{Field, Fields, KeyGroup},
    foreign::Foreign,
    routine::file,
    synonyms::meant,
    tree::Node,
};
use crate::model::{
    cue::Talk,
    dose::{Level, Seconds},
    familiar::Wordiness,
    format::{self, LONGEST_BREATH, MOST_NAME, MOST_VOLUME, PROTECTING, WEEKDAYS},
    problem::{Problem, Severity},
    routine::Condition,
    settings::{Media, Settings},
    suit::Absent,
    text::Text,
};

/// The file of settings.
const SETTINGS: KeyGroup = KeyGroup {
    whose: "the settings file",
    the: "the settings",
    keys: format::SETTINGS,
    foreign: Foreign::None,
};

/// What a settings file says: the settings that are right, and everything that is wrong.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SettingsRead {
    /// The settings that are right; a wrong one is left out.
    pub settings: Settings,
    /// Everything wrong or doubtful, in file order.
    pub problems: Vec<Problem>,
    /// What a session may not pass over without asking.
    pub doubt: Option<WhyAsked>,
}

/// Why a session asks before it goes on without a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyAsked {
    /// The file cannot be read as settings, so nobody knows what it asks for.
    File,
    /// These keys protect the person, and are misspelt, out of place or wrong.
    Keys(Vec<&'static str>),
}

/// The settings that are right, and the protecting keys that are misspelt or out of place; nothing if the file is no
/// group of keys.
pub fn check(root: &Node<'_>, faults: &mut Faults) -> Option<(Settings, Vec<&'static str>)> {
    let fields = Fields::open(file(root, "talk: full"), &SETTINGS, faults)?;
    let mut lost = Vec::new();
    protecting_in(root, true, &mut lost);
    let root = Path::Root;
    let get = |name| fields.get(name, &root);
    let settings = Settings {
        talk: get("talk").and_then(|it| it.word(Talk::NAMES, Talk::from_name, faults)),
        wordiness: get("pace").and_then(|it| it.word(Wordiness::NAMES, Wordiness::from_name, faults)),
        media: get("media").and_then(|it| it.word(Media::NAMES, Media::from_name, faults)),
        volume: get("volume").and_then(|it| amounts::number(&it, MOST_VOLUME, faults)),
        mute: get("mute").and_then(|it| it.flag(faults)),
        voice: get("voice").and_then(|it| voice(&it, faults)),
        speech: get("speech").and_then(|it| command(&it, faults)),
        level: get("level").and_then(|it| it.word(Level::NAMES, Level::from_name, faults)),
        mirror: get("mirror").and_then(|it| it.flag(faults)),
        log: get("log").and_then(|it| it.flag(faults)),
        breath_in: get("breath-in").and_then(|it| breath(&it, faults)),
        breath_out: get("breath-out").and_then(|it| breath(&it, faults)),
        plain: get("plain").and_then(|it| it.flag(faults)),
        week: get("week").and_then(|it| it.word(WEEKDAYS, |it| it.parse().ok(), faults)),
        adapt: get("adapt").and_then(|it| it.flag(faults)),
        every: get("every").and_then(|it| amounts::length(&it, faults)),
        conditions: get("conditions").map(|it| conditions(&it, faults)),
        never: get("never").map(|it| names(&it, faults)),
        without: get("without").map(|it| it.words(Absent::NAMES, Absent::from_name, faults)),
        ascii: get("ascii").and_then(|it| it.flag(faults)),
    };
    Some((settings, lost))
}

/// What came of a file: `read` is none if it could not be read as settings.
pub fn judged(read: Option<(Settings, Vec<&'static str>)>, problems: Vec<Problem>) -> SettingsRead {
    let Some((settings, mut keys)) = read else {
        return SettingsRead { settings: Settings::default(), problems, doubt: Some(WhyAsked::File) };
    };
    for problem in problems.iter().filter(|it| it.severity == Severity::Error) {
        let field = problem.field.to_string();
        let name = field.split(['.', '[']).next().unwrap_or_default();
        keys.extend(PROTECTING.iter().find(|it| **it == name));
    }
    keys.sort_unstable();
    keys.dedup();
    let doubt = (!keys.is_empty()).then_some(WhyAsked::Keys(keys));
    SettingsRead { settings, problems, doubt }
}

/// Finds keys that protect the person where they are misspelt, or indented under another key.
fn protecting_in(node: &Node<'_>, is_root: bool, found: &mut Vec<&'static str>) {
    for pair in node.as_map().unwrap_or_default() {
        let name = pair.key.as_text().unwrap_or_default();
        let is_in_place = is_root && format::SETTINGS.iter().any(|it| it.name == name);
        if !is_in_place {
            found.extend(protecting(name));
        }
        protecting_in(&pair.value, false, found);
    }
    node.as_list().unwrap_or_default().iter().for_each(|it| protecting_in(it, false, found));
}

/// The protecting key that a word is, or was probably meant to be.
fn protecting(name: &str) -> Option<&'static str> {
    let names: Vec<&'static str> = format::SETTINGS.iter().map(|it| it.name).collect();
    meant(name, &names).and_then(|near| PROTECTING.iter().copied().find(|it| *it == near))
}

/// One setting written as a line of a file, to be read as that file would be.
pub fn line(key: &str, value: &str) -> String {
    let quoted = |it: &str| format!("'{}'", it.replace('\'', "''"));
    let value = Text::clean_line(value);
    let value = value.as_str().trim();
    let list = |is_between: fn(char) -> bool| {
        let words: Vec<String> = value.split(is_between).filter(|it| !it.is_empty()).map(quoted).collect();
        format!("{key}: [{}]\n", words.join(", "))
    };
    match key {
        "speech" => list(char::is_whitespace),
        _ if PROTECTING.contains(&key) => list(|it| it.is_whitespace() || it == ','),
        _ => format!("{key}: {}\n", quoted(value)),
    }
}

/// A name that cannot be taken for an option of the program that is given it.
fn voice(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<String> {
    let name = field.text(MOST_NAME, faults)?.to_string();
    if name.starts_with('-') {
        faults
            .error(field.at(), field.path, "the name of a voice cannot begin with `-`")
            .hint(format!("write it as in `{}`", field.example));
        return None;
    }
    Some(name)
}

/// The person's conditions; the word `none` is an empty list, which cannot be written in a variable.
fn conditions(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Vec<Condition> {
    let is_none = |it: &Node<'_>| it.as_text().is_some_and(|it| it == "none");
    if is_none(field.node) || field.node.as_list().is_some_and(|it| it.len() == 1 && it.iter().all(is_none)) {
        return Vec::new();
    }
    field.words(Condition::NAMES, Condition::from_name, faults)
}

/// Names of routines and areas. Whether they name any, only the library knows.
fn names(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Vec<Text> {
    let mut names = Vec::new();
    if let Some(text) = field.node.as_text().filter(|it| it.contains([',', ';'])) {
        let parts = text.split([',', ';']).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
        field.a_list_in_one(&parts.collect::<Vec<_>>(), |it| Some(it.to_owned()), &[], faults);
        return names;
    }
    field.one_or_several(faults, |it, faults| names.extend(it.text(MOST_NAME, faults)));
    names
}

fn command(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Vec<String>> {
    if let Some(line) = field.node.as_text().filter(|it| !it.trim().is_empty()) {
        let is_plain = |it: &str| {
            it.starts_with(char::is_alphabetic) && it.chars().all(|it| it.is_alphanumeric() || it == '-')
        };
        let word = |it: &str| if is_plain(it) { it.to_owned() } else { format!("\"{it}\"") };
        let words: Vec<String> = line.split_whitespace().map(word).collect();
        let is_safe = !line.contains(['"', '\'', '\\']);
        let fault = faults.error(
            field.at(),
            field.path,
            "`speech` must be a list: a program and its arguments, but is a text",
        );
        match is_safe {
            true => fault.hint(format!("write `speech: [{}]`", words.join(", "))),
            false => fault.hint(format!("write it as in `{}`", field.example)),
        };
        return None;
    }
    let items = field.items("a list: a program and its arguments", faults)?;
    let mut words = Vec::new();
    for (index, node) in items.iter().enumerate() {
        let item = field.item(node, &field.path, index);
        words.extend(item.text(MOST_NAME, faults).map(|it| it.to_string()));
    }
    let name = words.first().map(String::as_str).unwrap_or_default();
    if items.is_empty() || name.contains('/') && !name.starts_with('/') {
        faults
            .error(field.at(), field.path, "`speech` does not name a program")
            .hint("begin the list with a name that is in PATH, or with a whole path");
        return None;
    }
    (words.len() == items.len()).then_some(words)
}

fn breath(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Seconds> {
    // Seconds without a unit are not told to be written with one where they are too many.
    let bare: Option<Seconds> = field.node.written().and_then(|it| it.trim().parse().ok());
    let seconds = match bare.filter(|it| *it > LONGEST_BREATH) {
        Some(seconds) => seconds,
        None => amounts::length(field, faults)?,
    };
    if seconds > LONGEST_BREATH {
        let name = field.name();
        faults
            .error(field.at(), field.path, format!("`{name}` is longer than a minute"))
            .hint(format!("write `{name}: {LONGEST_BREATH}s` or less"));
        return None;
    }
    Some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        parse,
        routine::{Position, Thing},
    };

    fn check(source: &str, problems: &[&str]) {
        let checked = parse::settings(source.as_bytes());
        let told: Vec<String> = checked
            .problems
            .iter()
            .map(|it| {
                let place = it.place.map(|it| format!("{}:{} ", it.line, it.column)).unwrap_or_default();
                format!("{place}{}", it.message)
            })
            .collect();
        assert_eq!(told, problems, "{source}");
    }

    #[test]
    fn a_hint_is_in_the_unit_and_of_the_form_of_its_setting() {
        let hint = |source: &str| {
            let problem = parse::settings(source.as_bytes()).problems.into_iter().next().expect("a problem");
            problem.hint.map(|it| it.as_str().to_owned()).unwrap_or_default()
        };
        assert_eq!(hint("every: 30"), "write `every: 30m`");
        assert_eq!(hint("every: 2h"), "the maximum is an hour: `every: 60m`");
        assert_eq!(hint("breath-in: 4"), "write `breath-in: 4s`");
        assert_eq!(hint("breath-in: 400"), "write `breath-in: 60s` or less");
        assert_eq!(hint("volume: loud"), "write a whole number, as in `volume: 60`");
        assert_eq!(hint("volume: 50.5"), "write `volume: 50` or `volume: 51`");
        assert_eq!(hint("volume: -5"), "write `volume: 1` or more");
        assert_eq!(hint("volume: 6O"), "write a whole number, as in `volume: 60`");
        assert_eq!(hint("volume:60"), "write `volume: 60`: a colon and a blank are behind the key");
        assert_eq!(hint("volume = 60"), "write `volume: 60`: a colon and a blank are behind the key");
        assert_eq!(hint("mute: 0"), "write `mute: false`");
        assert_eq!(hint("log: 1"), "write `log: true`");
        assert_eq!(hint("never: pigeon, cobra"), "write `never: [pigeon, cobra]`");
        assert_eq!(hint("speech: espeak-ng -s 120"), "write `speech: [espeak-ng, \"-s\", \"120\"]`");
    }

    #[test]
    fn everything_may_be_set_and_nothing_has_to_be() {
        check("", &[]);
        check("# nothing yet\n", &[]);
        let source = "talk: brief\nvolume: 60\nmute: false\nvoice: en-gb\nspeech: [my-voice, -f, \"-\"]\n\
                      level: gentle\nmirror: true\nlog: false\nbreath-in: 5s\nbreath-out: 5s\nplain: true\n\
                      week: sunday\nevery: 45m\nadapt: false\npace: short\nmedia: duck\n\
                      conditions: pregnancy\nnever: [pigeon]\nwithout: [floor, chair]\nascii: true\n";
        let settings = parse::settings(source.as_bytes()).settings;
        assert_eq!(
            settings,
            Settings {
                talk: Some(Talk::Brief),
                volume: Some(60),
                mute: Some(false),
                voice: Some("en-gb".to_owned()),
                speech: Some(vec!["my-voice".to_owned(), "-f".to_owned(), "-".to_owned()]),
                level: Some(Level::Gentle),
                mirror: Some(true),
                log: Some(false),
                breath_in: Some(5),
                breath_out: Some(5),
                plain: Some(true),
                week: Some(chrono::Weekday::Sun),
                every: Some(45 * 60),
                conditions: Some(vec![Condition::Pregnancy]),
                never: Some(vec![Text::clean("pigeon")]),
                without: Some(vec![Absent::Position(Position::Floor), Absent::Thing(Thing::Chair)]),
                ascii: Some(true),
                adapt: Some(false),
                wordiness: Some(Wordiness::Short),
                media: Some(Media::Duck),
            }
        );
    }

    #[test]
    fn every_example_of_the_table_is_right() {
        for key in format::SETTINGS {
            check(key.example, &[]);
            assert_ne!(key.left_out(), "", "{} says what is so without it", key.name);
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        check("talk: loud\n", &["1:7 `loud` is not a valid `talk`"]);
        check("tlak: full\n", &["1:1 unknown key `tlak` in the settings file"]);
        check("volume: 200\n", &["1:9 `volume` is 200; the maximum is 100"]);
        check("volume: 1e9\n", &["1:9 `volume` is 1000000000; the maximum is 100"]);
        check("volume: .inf\n", &["1:9 `volume` is inf; the maximum is 100"]);
        check("volume: -5\n", &["1:9 `volume` is -5; the minimum is 1"]);
        check("volume: 50.5\n", &["1:9 `volume` is 50.5; it must be a whole number"]);
        check("volume: .nan\n", &["1:9 `volume` needs a number, not `NaN`"]);
        check("mute: perhaps\n", &["1:7 `perhaps` is not a valid `mute`"]);
        check("voice: --help\n", &["1:8 the name of a voice cannot begin with `-`"]);
        check("speech: say\n", &["1:9 `speech` must be a list: a program and its arguments, but is a text"]);
        check("speech: [./say]\n", &["1:9 `speech` does not name a program"]);
        check("breath-in: 5m\n", &["1:12 `breath-in` is longer than a minute"]);
    }
}
