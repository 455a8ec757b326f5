//! What is said of settings that cannot be read, followed or changed, and what helps.

use std::fmt::Display;

use crate::model::wording;

/// All of them.
pub const YOURS: &str = "your settings";
/// Settings need a place.
pub const NO_HOME: &str = "there is no home to keep settings in";
/// What helps without a home.
pub const SET_HOME: &str = "set HOME or XDG_CONFIG_HOME";
/// A file that is not understood is not changed.
pub const UNTOUCHED: &str = "the settings file stays as it is; mend it first";
/// The same, and how it is mended.
pub const UNTOUCHED_EDIT: &str = "the settings file stays as it is; mend it first: `stretch config edit`";
/// What helps where the settings were switched off.
pub const DELETE_THE_LINK: &str = "delete the link to have settings again";
/// What helps with a file of another name.
pub const RENAME: &str = "rename it to `config.yaml`";
/// The same before anything is changed.
pub const RENAME_FIRST: &str = "rename it to `config.yaml` first";
/// What helps with a file that is not changed by itself.
pub const EDIT: &str = "`stretch config edit` opens it in your editor";

/// There are more mistakes than are told.
pub fn more(count: u64) -> String {
    format!("warning: and {} more in your settings: `stretch check` shows all\n", wording::thousands(count))
}

/// A file that cannot be understood at all.
pub fn not_settings(path: impl Display) -> String {
    format!("`{path}` cannot be read as settings")
}

/// Keys, in a sentence.
pub fn keys<K: Display>(keys: impl IntoIterator<Item = K>) -> String {
    wording::list(keys.into_iter().map(|it| format!("`{it}`")), "and")
}

/// Keys that say what the program does not understand.
pub fn not_followed(keys: impl Display) -> String {
    format!("{keys} in your settings cannot be followed")
}

/// The same of a variable of the environment.
pub fn variable_not_followed(name: impl Display) -> String {
    format!("the variable `{name}` cannot be followed")
}

/// What is wrong with a variable, and what helps.
pub fn variable(
    name: impl Display,
    value: impl Display,
    message: impl Display,
    hint: Option<impl Display>,
) -> String {
    let hint = hint.map(|it| format!("hint: {it}\n")).unwrap_or_default();
    format!("warning: the variable `{name}` is `{value}`: {message}\n{hint}")
}

/// A file of another name has settings that protect the person.
pub fn unread_keys(path: impl Display, keys: impl Display) -> String {
    format!("`{path}` is not read, and has {keys} in it")
}

/// A file of another name.
pub fn misnamed(name: impl Display) -> String {
    format!("`{name}` is not read: the settings file is called `config.yaml`")
}

/// The same, where nothing is beside it.
pub fn looks_like_settings(path: impl Display) -> String {
    format!("`{path}` is not read, but looks like your settings")
}

/// The settings are switched off.
pub fn are_off(path: impl Display) -> String {
    format!("`{path}` is a link to /dev/null: the settings are off")
}

/// One setting cannot be changed in a file of this form.
pub fn not_alone(path: impl Display, key: impl Display) -> String {
    format!("`{path}` has no line for each setting, so that `{key}` cannot be changed alone")
}
