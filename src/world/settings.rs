//! The person's settings: their file, and what the environment says before it.

use std::{fs, io, io::Read as _};

use anyhow::Context as _;

use super::{files::shown, places};
use crate::{
    error::Failure,
    model::{
        cue::Talk,
        dose::Level,
        format::{FLAGS, MOST_VOLUME},
        parse,
        settings::Settings,
        text::Text,
        wording,
    },
    view::report,
};

/// What is set, by the environment or else by the file. A problem in either is an error: who set
/// something wants it to hold.
pub fn read() -> anyhow::Result<Settings> {
    Ok(from_environment()?.or(from_file()?))
}

fn from_file() -> anyhow::Result<Settings> {
    let Some(path) = places::settings() else { return Ok(Settings::default()) };
    let reading = || format!("cannot read `{}`", shown(&path));
    // Opening a pipe would wait for its other end.
    if fs::metadata(&path).is_ok_and(|it| !it.is_file()) {
        return Err(Failure::failed(format!("`{}` is not a file", shown(&path)))
            .hint("settings are read from a file alone")
            .into());
    }
    let file = match fs::File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Settings::default()),
        Err(error) => return Err(error).with_context(reading),
    };
    let mut bytes = Vec::new();
    file.take(parse::MOST_BYTES as u64 + 1).read_to_end(&mut bytes).with_context(reading)?;
    let checked = parse::settings(&bytes);
    checked.value.ok_or_else(|| {
        let report = report::report(&shown(&path), &bytes, &checked.problems, report::Look::Plain);
        Failure::problems(report).into()
    })
}

fn from_environment() -> anyhow::Result<Settings> {
    let volumes = |it: &str| it.parse().ok().filter(|it| (1..=MOST_VOLUME).contains(it));
    let flags = |it: &str| match it {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    };
    let range = format!("a number from 1 to {MOST_VOLUME}");
    Ok(Settings {
        talk: variable("STRETCH_TALK", Talk::from_name, &one_of(Talk::NAMES))?,
        volume: variable("STRETCH_VOLUME", volumes, &range)?,
        mute: variable("STRETCH_MUTE", flags, &one_of(FLAGS))?,
        mirror: variable("STRETCH_MIRROR", flags, &one_of(FLAGS))?,
        log: variable("STRETCH_LOG", flags, &one_of(FLAGS))?,
        level: variable("STRETCH_LEVEL", Level::from_name, &one_of(Level::NAMES))?,
        ..Settings::default()
    })
}

fn one_of(words: &[&str]) -> String {
    wording::list(words.iter().map(|it| format!("`{it}`")), "or")
}

fn variable<T>(name: &str, read: impl Fn(&str) -> Option<T>, known: &str) -> anyhow::Result<Option<T>> {
    let Some(value) = places::setting(name) else { return Ok(None) };
    match read(&value) {
        Some(value) => Ok(Some(value)),
        None => {
            let shown: String = Text::clean(&value).as_str().chars().take(40).collect();
            let failure = Failure::usage(format!("the variable `{name}` is `{shown}`"));
            Err(failure.hint(format!("it can be {known}")).into())
        }
    }
}
