//! The person's settings: their file, and what the environment says before it.
//!
//! A mistake in them never stops a session, with one exception: what may protect the person is not
//! passed over without asking (see [`Doubt`]).

pub mod stated;

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    files::{self, shown},
    places,
};
use crate::{
    model::{
        format::{SETTINGS, variable},
        parse,
        problem::{Problem, Severity},
        settings::Settings,
        text::Text,
        words::{files as files_words, stated as words},
    },
    view::{
        palette::{Glyphs, Palette},
        report,
    },
};

/// How many mistakes are told before a session; `stretch check` tells all.
const MOST_TOLD: usize = 5;

/// What is set, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct FoundSettings {
    /// What is set, by the environment or else by the file. A wrong setting is left out.
    pub settings: Settings,
    /// What is wrong, each in the look of a report.
    warnings: Vec<String>,
    /// What a session may not pass over without asking.
    pub doubts: Vec<Doubt>,
}

/// Something in the settings that cannot be followed, and that may be there to protect the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What is wrong, in a sentence.
    pub what: String,
    /// What a session that goes on would be without.
    pub without: String,
}

/// Reads the settings.
pub fn read() -> FoundSettings {
    let mut found = from_environment();
    let Some(path) = places::settings() else { return found };
    let file = match contents(&path) {
        Ok(None) => beside(&path),
        Ok(Some(bytes)) => from_bytes(&path, &bytes),
        Err(why) => FoundSettings {
            doubts: vec![Doubt { what: why, without: words::YOURS.to_owned() }],
            ..FoundSettings::default()
        },
    };
    found.settings = found.settings.or(file.settings);
    found.warnings.extend(file.warnings);
    found.doubts.extend(file.doubts);
    found
}

/// Whether the person wants one line per event: by this flag, by their settings, or because their
/// terminal can do nothing else.
pub fn wants_plain(flag: bool) -> bool {
    flag || places::is_dumb() || read().settings.plain.unwrap_or(false)
}

/// What the terminal can show: in ASCII alone, if the person wants that by this flag or their settings.
pub fn palette(is_ascii: bool) -> Palette {
    let palette = places::palette();
    let is_ascii = is_ascii || read().settings.ascii.unwrap_or(false);
    if is_ascii { Palette { glyphs: Glyphs::Ascii, ..palette } } else { palette }
}

impl FoundSettings {
    /// The mistakes that are told before a session, the last line naming the command that tells all.
    pub fn warnings(&self) -> Vec<String> {
        let mut told: Vec<String> = self.warnings.iter().take(MOST_TOLD).cloned().collect();
        if let Some(more) = self.warnings.len().checked_sub(MOST_TOLD).filter(|it| *it > 0) {
            told.push(words::more(more as u64));
        }
        told
    }
}

/// Everything wrong with a settings file.
pub fn problems(path: &Path, bytes: &[u8]) -> Vec<Problem> {
    let mut problems = parse::settings(bytes).problems;
    if path.extension().is_some_and(|it| it == "yml") {
        problems.push(misnamed(path));
    }
    problems
}

fn from_bytes(path: &Path, bytes: &[u8]) -> FoundSettings {
    let file = parse::settings(bytes);
    let path = shown(path);
    let warning = |problem: &Problem| {
        let problem = Problem { severity: Severity::Warning, ..problem.clone() };
        report::report(&path, bytes, &[problem], report::Style::Plain)
    };
    let doubts = file.doubt.iter().map(|it| match it {
        parse::WhyAsked::File => Doubt { what: words::not_settings(&path), without: words::YOURS.to_owned() },
        parse::WhyAsked::Keys(keys) => {
            let keys = words::keys(keys);
            Doubt { what: words::not_followed(&keys), without: keys }
        }
    });
    let doubts = doubts.collect();
    FoundSettings { settings: file.settings, warnings: file.problems.iter().map(warning).collect(), doubts }
}

/// Where there is no settings file, one of a name that is easily taken for it.
fn beside(path: &Path) -> FoundSettings {
    let other = path.with_extension("yml");
    let Ok(Some(bytes)) = contents(&other) else { return FoundSettings::default() };
    let told = misnamed(&other);
    let FoundSettings { settings, mut doubts, .. } = from_bytes(&other, &bytes);
    let protecting = settings.protecting();
    if !protecting.is_empty() {
        let keys = words::keys(&protecting);
        doubts.push(Doubt { what: words::unread_keys(shown(&other), &keys), without: keys });
    }
    FoundSettings {
        settings: Settings::default(),
        warnings: vec![report::report(&shown(&other), &[], &[told], report::Style::Plain)],
        doubts,
    }
}

/// The problem of a settings file whose name ends in `.yml`.
fn misnamed(path: &Path) -> Problem {
    let name = path.file_name().map(|it| it.to_string_lossy()).unwrap_or_default();
    Problem::of_file(Severity::Warning, &words::misnamed(&name), words::RENAME)
}

/// The settings files that `stretch check` looks at: that of the person, and one whose name is easily
/// taken for it.
pub fn files() -> Vec<PathBuf> {
    let path = places::settings();
    let all = path.iter().flat_map(|it| [it.clone(), it.with_extension("yml")]);
    all.filter(|it| !matches!(contents(it), Ok(None))).collect()
}

/// Whether a file that was named is called like the settings, and holds no routine.
pub fn is_settings(path: &Path, bytes: &[u8]) -> bool {
    let name = path.file_name().unwrap_or_default();
    let mut lines = bytes.split(|it| *it == b'\n');
    (name == "config.yaml" || name == "config.yml")
        && !lines.any(|it| it.starts_with(b"steps:") || it.starts_with(b"play:"))
}

/// The bytes of a settings file; none if there is no such file, and why if it cannot be read.
fn contents(path: &Path) -> Result<Option<Vec<u8>>, String> {
    match files::read_small(path, parse::MOST_BYTES as u64 + 1) {
        Ok(bytes) => Ok(Some(bytes)),
        // A link that leads nowhere is there: what it names may be on a disk that is missing today.
        Err(error) if files::is_absent(&error) && !files::is_there(path) => Ok(None),
        // A link to it is how people switch a file off.
        Err(_) if fs::canonicalize(path).is_ok_and(|it| it == Path::new("/dev/null")) => Ok(None),
        Err(error) => Err(files_words::because(&files_words::cannot_read(shown(path)), error)),
    }
}

fn from_environment() -> FoundSettings {
    let mut found = FoundSettings::default();
    for key in SETTINGS {
        let name = variable(key.name);
        let Some(value) = places::setting(&name) else { continue };
        let read = parse::setting(key.name, &value);
        found.settings = found.settings.or(read.settings);
        if read.doubt.is_some() {
            let what = words::variable_not_followed(&name);
            found.doubts.push(Doubt { what, without: format!("`{name}`") });
        }
        if let Some(problem) = read.problems.first() {
            let shown: String = Text::clean_line(&value).as_str().chars().take(40).collect();
            let hint = problem.hint.as_ref();
            found.warnings.push(words::variable(&name, &shown, &problem.message, hint));
        }
    }
    found
}
