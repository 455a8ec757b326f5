//! `stretch config`: what is set and where, and settings made from the command line.

use std::path::Path;

use clap::Args;

use super::{
    options::{Shared, word},
    suiting,
};
use crate::{
    error::{Exit, Failure, aside},
    model::{
        cue::Talk,
        dose::{Level, Seconds},
        format::{FileKey, PROTECTING, SETTINGS, variable},
        nearest::nearest,
        parse::{self, SettingLine, meant},
        problem::{Problem, Severity},
        settings::Settings,
        text::Text,
        wording,
        words::config as words,
    },
    view::{
        config::{self as view, SettingJson, SettingRow},
        json,
        report::{self, Style},
    },
    world::{
        editor,
        files::{self, Readers, shown, typed},
        library::Library,
        places,
        settings::{
            self,
            stated::{self, Setting, SettingSource},
        },
        terminal,
    },
};

/// The arguments of `stretch config`.
#[derive(Args, Debug)]
#[command(
    override_usage = "stretch config [KEY [VALUE...]] [--unset] [--json]\n       stretch config edit\n       stretch config path",
    after_help = "\
Examples:
  stretch config                          every setting, and where it comes from
  stretch config level                    one of them
  stretch config level gentle             sets it; the rest of the file stays
  stretch config conditions pregnancy,osteoporosis
  stretch config level --unset            as if it had never been set

Exit code 1: a setting cannot be applied; stderr says which."
)]
pub struct Config {
    /// A key and its new value; `edit` opens the file, `path` prints where it is
    #[arg(value_name = "KEY")]
    pub words: Vec<String>,
    /// Take the key out of the file
    #[arg(long, conflicts_with = "json")]
    pub unset: bool,
    /// Print it as JSON
    #[arg(long)]
    pub json: bool,
    // The options that set something for one session: what they change is shown.
    #[arg(long, hide = true, value_parser = word(Level::NAMES, Level::from_name))]
    #[allow(missing_docs, reason = "it is not shown")]
    pub level: Option<Level>,
    #[arg(long, hide = true, value_parser = word(Talk::NAMES, Talk::from_name))]
    #[allow(missing_docs, reason = "it is not shown")]
    pub talk: Option<Talk>,
    #[arg(long, hide = true, value_parser = parse::typed_length)]
    #[allow(missing_docs, reason = "it is not shown")]
    pub every: Option<Seconds>,
    #[arg(long, hide = true)]
    #[allow(missing_docs, reason = "it is not shown")]
    pub mute: bool,
    #[arg(long, hide = true)]
    #[allow(missing_docs, reason = "it is not shown")]
    pub no_mirror: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub shared: Shared,
}

/// The words that are no keys.
const EDIT: &str = "edit";
const PATH: &str = "path";

impl Config {
    /// Shows settings, or changes one.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let (first, values) = match self.words.split_first() {
            Some((first, values)) => (Some(first.as_str()), values),
            None => (None, [].as_slice()),
        };
        match (first, values) {
            (Some(EDIT | PATH), [_, ..]) => Err(self.too_much("takes no value")),
            (None | Some(EDIT | PATH), []) if self.unset => Err(self.too_much("needs a key")),
            (Some(EDIT), []) => edit(),
            (Some(PATH), []) => {
                super::print(&format!("{}\n", shown(&stated::path()?)))?;
                Ok(Exit::Done)
            }
            (None, []) | (None, _) => self.list(),
            (Some(name), []) if self.unset => unset(key(name, values)?),
            (Some(_), [_, ..]) if self.unset => Err(self.too_much("takes no value")),
            (Some(name), []) => self.show(key(name, values)?),
            (Some(_), [_, ..]) if self.json => {
                Err(Failure::usage("`--json` shows settings, and sets none").into())
            }
            (Some(name), values) => self.set(key(name, values)?, values),
        }
    }

    fn too_much(&self, what: &str) -> anyhow::Error {
        let of = match (self.unset, self.words.first()) {
            (true, _) => "--unset",
            (false, Some(it)) => it,
            (false, None) => "config",
        };
        Failure::usage(format!("`{of}` {what}"))
            .hint("`stretch config --help` explains how it is used")
            .into()
    }

    /// What the options of this command line set.
    fn flags(&self) -> Vec<(&'static str, String)> {
        let flag = |is_on: bool| is_on.then(|| true.to_string());
        let set = [
            ("level", self.level.map(|it| it.name().to_owned())),
            ("talk", self.talk.map(|it| it.name().to_owned())),
            ("every", self.every.map(|it| wording::length(it.into()))),
            ("mute", flag(self.mute)),
            ("mirror", self.no_mirror.then(|| false.to_string())),
            ("plain", flag(self.shared.plain)),
            ("ascii", flag(self.shared.ascii)),
        ];
        set.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }

    fn rows(&self) -> Vec<SettingRow> {
        stated::all(&self.flags()).into_iter().map(row).collect()
    }

    fn list(&self) -> anyhow::Result<Exit> {
        let path = places::settings();
        let shown_path = path.as_deref().map(shown);
        let shown_path = shown_path.as_ref().map(Text::as_str);
        let rows = self.rows();
        let text = if self.json {
            json::text(&view::list(shown_path, &rows))
        } else {
            let is_there = path.as_deref().is_some_and(files::is_there);
            format!("{}\n\n{}", words::file(shown_path, is_there), view::table(&rows))
        };
        super::print(&text)?;
        Ok(self.troubles())
    }

    fn show(&self, key: &FileKey) -> anyhow::Result<Exit> {
        let row = self.rows().into_iter().find(|it| it.key.name == key.name);
        let text = row.map(|row| match self.json {
            true => json::text(&SettingJson::from(&row)),
            false => row.value() + "\n",
        });
        super::print(&text.unwrap_or_default())?;
        Ok(self.troubles())
    }

    /// Says what of the settings cannot be followed.
    fn troubles(&self) -> Exit {
        let found = settings::read();
        let doubts = found.doubts.iter().map(|it| it.what.clone());
        let errors = doubts.chain(self.unnamed(&found.settings)).map(|it| format!("error: {it}\n"));
        let told: String = found.warnings().into_iter().chain(errors).collect();
        aside(&told);
        if told.is_empty() { Exit::Done } else { Exit::Failed }
    }

    /// What `never` names, and is not there.
    fn unnamed(&self, settings: &Settings) -> Vec<String> {
        if settings.never.is_none() {
            return Vec::new();
        }
        let Ok(library) = Library::open(&self.shared.routines) else { return Vec::new() };
        let (_, doubts) = suiting::limits(settings, &library.catalogue());
        doubts.into_iter().map(|it| it.what).collect()
    }

    fn set(&self, key: &'static FileKey, values: &[String]) -> anyhow::Result<Exit> {
        if values.iter().all(|it| it.trim().is_empty()) {
            let failure = Failure::usage(format!("`{}` needs a value", key.name));
            return Err(failure.hint(format!("`stretch config {} --unset` takes it out", key.name)).into());
        }
        let line = parse::typed(key, values);
        self.must_be_right(key, &line, values)?;
        stated::change(key, Some(&line))?;
        let path = shown(&stated::path()?);
        super::print(&format!("{}\n", words::written(&line.text(), path.as_str())))?;
        outdone(key);
        Ok(Exit::Done)
    }

    /// Fails where a value cannot be followed.
    fn must_be_right(&self, key: &FileKey, line: &SettingLine, values: &[String]) -> anyhow::Result<()> {
        let read = parse::settings(line.text().as_bytes());
        let typed = Text::clean_line(&values.join(" "));
        if let Some(Problem { message, hint, .. }) = read.problems.first() {
            let message = message.as_str();
            let what = if message.contains(typed.as_str()) {
                message.to_owned()
            } else {
                format!("`{typed}` for `{}`: {message}", key.name)
            };
            let failure = Failure::usage(what);
            return Err(match hint {
                Some(hint) => failure.hint(hint.as_str()).into(),
                None => failure.into(),
            });
        }
        match self.unnamed(&read.settings).into_iter().next() {
            Some(what) => Err(Failure::usage(what).into()),
            None => Ok(()),
        }
    }
}

fn row(setting: Setting) -> SettingRow {
    let word = |it: &SettingSource| match it {
        SettingSource::Flag(name) => words::flag(name),
        SettingSource::Variable(name) => words::variable(name),
        SettingSource::File(line) => words::line(*line),
    };
    let kind = |it: &SettingSource| match it {
        SettingSource::Flag(_) => "flag",
        SettingSource::Variable(_) => "environment",
        SettingSource::File(_) => "file",
    };
    let line = setting.sources.iter().find_map(|it| match it {
        SettingSource::File(line) => Some(*line),
        SettingSource::Flag(_) | SettingSource::Variable(_) => None,
    });
    SettingRow {
        sources: setting.sources.iter().map(word).collect(),
        kinds: setting.sources.iter().map(kind).collect(),
        key: setting.key,
        value: setting.value,
        line,
    }
}

/// The key of this name, or what to type instead.
fn key(name: &str, values: &[String]) -> anyhow::Result<&'static FileKey> {
    if let Some(key) = SETTINGS.iter().find(|it| it.name == name) {
        return Ok(key);
    }
    let failure = Failure::usage(format!("there is no setting `{}`", Text::clean_line(name)));
    let names: Vec<&str> = SETTINGS.iter().map(|it| it.name).collect();
    let known = |it: &str| names.contains(&it);
    let (before, after) = name.split_once(['=', ':']).unwrap_or((name, ""));
    let of_a_variable = before.to_lowercase().replace('_', "-");
    let of_a_variable = of_a_variable.strip_prefix("stretch-").unwrap_or(&of_a_variable);
    let hint = match (name, values.first().map(String::as_str)) {
        ("get" | "show", Some(key)) if known(key) => format!("type `stretch config {key}`"),
        ("set", Some(key)) if known(key) => {
            let value = Text::clean_line(&values[1..].join(" "));
            format!("type `stretch config {key} {value}`")
        }
        ("unset" | "reset" | "delete" | "remove", Some(key)) if known(key) => {
            format!("type `stretch config {key} --unset`")
        }
        ("list" | "ls" | "show" | "all", None) => "`stretch config` lists every setting".to_owned(),
        _ if known(before) && !after.is_empty() => {
            format!("type `stretch config {before} {}`", Text::clean_line(after))
        }
        _ if known(of_a_variable) => format!("did you mean `{of_a_variable}`?"),
        _ => match (meant(name, &names), nearest(name, names.iter().copied()).first().copied()) {
            (Some(near), _) | (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => "`stretch config` lists every setting".to_owned(),
        },
    };
    Err(failure.hint(hint).into())
}

fn unset(key: &'static FileKey) -> anyhow::Result<Exit> {
    stated::change(key, None)?;
    let path = shown(&stated::path()?);
    super::print(&format!("{}\n", words::unset(key.name, &key.left_out(), path.as_str())))?;
    outdone(key);
    Ok(Exit::Done)
}

/// Says where a variable is set as well.
fn outdone(key: &FileKey) {
    let name = variable(key.name);
    if places::setting(&name).is_some() {
        let adds_up = PROTECTING.contains(&key.name);
        let note = if adds_up { words::added(&name) } else { words::outdone(&name) };
        aside(&format!("{note}\n"));
    }
}

/// Opens the settings file in the person's editor, and says what is wrong with it afterwards.
fn edit() -> anyhow::Result<Exit> {
    let path = stated::must_be_usable()?;
    if !terminal::has_keyboard() {
        let failure = Failure::failed("an editor needs a terminal");
        return Err(failure.hint(format!("open {} yourself", typed(&path))).into());
    }
    let is_new = !files::is_there(&path);
    if is_new {
        files::write_new(&path, &view::template(), Readers::Owner)?;
    }
    let edited = editor::open(&path)?;
    if is_new {
        files::remove_if_same(&path, &view::template());
    }
    edited.map_err(Failure::failed)?;
    after_editing(&path)
}

/// What is wrong with the settings file now.
fn after_editing(path: &Path) -> anyhow::Result<Exit> {
    if !files::is_there(path) {
        return Ok(Exit::Done);
    }
    let bytes = files::read_small(path, parse::MOST_BYTES as u64 + 1)?;
    let problems = settings::problems(path, &bytes);
    let path = shown(path);
    if problems.is_empty() {
        super::print(&format!("{}\n", words::checked(path.as_str())))?;
        return Ok(Exit::Done);
    }
    super::print(&report::report(&path, &bytes, &problems, Style::Plain))?;
    let failed = problems.iter().any(|it| it.severity == Severity::Error);
    Ok(if failed { Exit::Failed } else { Exit::Done })
}
