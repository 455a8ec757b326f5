//! The settings one by one: what each is, where that stands, and how one is changed in its file.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::contents;
use crate::{
    error::Failure,
    model::{
        format::{FileKey, PROTECTING, SETTINGS, variable},
        parse::{self, SettingLine, Stated},
        problem::{Problem, Report, Severity},
        settings::value::SettingValue,
        words::{self, stated},
    },
    world::{
        files::{self, shown},
        places,
    },
};

/// Where a setting was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingSource {
    /// An option of the command line.
    Flag(String),
    /// A variable of the environment.
    Variable(String),
    /// A line of the settings file, from 1.
    File(usize),
}

/// A setting, whether it was made or not.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Its key.
    pub key: &'static FileKey,
    /// What it is; none if it was not made anywhere.
    pub value: Option<SettingValue>,
    /// Where it was made. What protects the person adds up, so that it may be several places.
    pub sources: Vec<SettingSource>,
}

/// All settings, in the order of the table, with these of the command line before all others: keys and what
/// they were set to.
pub fn all(flags: &[(&'static str, String)]) -> Vec<Setting> {
    let bytes = places::settings().and_then(|it| contents(&it).ok().flatten()).unwrap_or_default();
    let in_file = parse::values(&bytes);
    let line = |key: &FileKey, value: &str| {
        let line = parse::setting_line(key.name, value);
        parse::values(line.as_bytes()).into_iter().next().map(|it| it.value)
    };
    let setting = |key: &'static FileKey| {
        let flag = flags.iter().find(|it| it.0 == key.name).and_then(|it| line(key, &it.1));
        let name = variable(key.name);
        let variable = places::setting(&name).and_then(|it| line(key, &it));
        let file = in_file.iter().find(|it| it.key.name == key.name);
        let found = [
            flag.map(|it| (it, SettingSource::Flag(format!("--{}", key.name)))),
            variable.map(|it| (it, SettingSource::Variable(name))),
            file.map(|Stated { value, line, .. }| (value.clone(), SettingSource::File(*line))),
        ];
        let mut found = found.into_iter().flatten();
        let (mut value, mut sources) = (None, Vec::new());
        if let Some((first, source)) = found.next() {
            sources.push(source);
            value = Some(match PROTECTING.contains(&key.name) {
                false => first,
                true => found.fold(first, |all, (more, source)| {
                    sources.push(source);
                    all.and(more)
                }),
            });
        }
        Setting { key, value, sources }
    };
    SETTINGS.iter().map(setting).collect()
}

/// The settings file, and what keeps it from being changed: it cannot be read, has problems, or is switched
/// off.
struct File {
    path: PathBuf,
    /// Its text; empty if it is not there.
    text: String,
    is_there: bool,
}

/// The path of the settings file.
pub fn path() -> anyhow::Result<PathBuf> {
    places::settings().ok_or_else(|| Failure::failed(stated::NO_HOME).hint(stated::SET_HOME).into())
}

/// Fails, saying why, where the settings file must not be written: it is switched off, or another file stands
/// in its place.
pub fn must_be_usable() -> anyhow::Result<PathBuf> {
    let path = path()?;
    if fs::canonicalize(&path).is_ok_and(|it| it == Path::new("/dev/null")) {
        let failure = Failure::failed(stated::are_off(shown(&path)));
        return Err(failure.hint(stated::DELETE_THE_LINK).into());
    }
    let other = path.with_extension("yml");
    if !files::is_there(&path) && files::is_there(&other) {
        // A file beside it would hide what this one says.
        let failure = Failure::failed(stated::looks_like_settings(shown(&other)));
        return Err(failure.hint(stated::RENAME_FIRST).into());
    }
    Ok(path)
}

impl File {
    fn open() -> anyhow::Result<File> {
        let path = must_be_usable()?;
        let bytes = match contents(&path) {
            Ok(bytes) => bytes,
            Err(why) => return Err(Failure::failed(why).hint(stated::UNTOUCHED).into()),
        };
        let is_there = bytes.is_some();
        let bytes = bytes.unwrap_or_default();
        let problems = parse::settings(&bytes).problems;
        if problems.iter().any(is_in_the_way) {
            let report = Report { path: shown(&path), source: bytes, problems };
            return Err(Failure::problems(report).hint(stated::UNTOUCHED_EDIT).into());
        }
        if fs::metadata(&path).is_ok_and(|it| it.permissions().readonly()) {
            return Err(Failure::failed(words::files::is_read_only(shown(&path))).into());
        }
        // Whatever has no problem is UTF-8.
        let text = String::from_utf8(bytes).unwrap_or_default();
        Ok(File { path, text, is_there })
    }
}

/// Whether a file with this problem is not changed: nobody knows what it was meant to say.
fn is_in_the_way(problem: &Problem) -> bool {
    problem.severity != Severity::Note
}

/// Writes a setting into the file, in place of the one that is there, or takes it out. Everything else in the
/// file stays. Says whether anything changed.
pub fn change(key: &'static FileKey, line: Option<&SettingLine>) -> anyhow::Result<bool> {
    let path = path()?;
    // One program at a time: what two of them change at once is changed by both.
    let _lock = files::locked_folder(&path)?;
    let File { path, text, is_there } = File::open()?;
    let is_set = parse::values(text.as_bytes()).iter().any(|it| it.key.name == key.name);
    if line.is_none() && !is_set {
        return Ok(false);
    }
    let new =
        parse::changed(&text, key.name, line).filter(|it| parse::settings(it.as_bytes()).problems.is_empty());
    let Some(new) = new else {
        let failure = Failure::failed(stated::not_alone(shown(&path), key.name));
        return Err(failure.hint(stated::EDIT).into());
    };
    if new == text && is_there {
        return Ok(false);
    }
    files::replace(&path, &new)?;
    Ok(true)
}
