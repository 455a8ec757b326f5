//! Files of the person's own that cannot be played: why, and what is said of each.

use std::path::{Path, PathBuf};

use crate::{
    error::{self, Failure},
    model::{area::Area, menu::BrokenFile, problem::Report, text::Text},
    world::files::{self, shown},
};

/// A file of the person's that cannot be played.
#[derive(Debug)]
pub struct Broken {
    pub(super) path: PathBuf,
    /// The id it would have had; none if another file has it.
    pub(super) id: Option<String>,
    pub(super) why: Why,
    /// What to do, where `stretch check` says no more.
    pub(super) way: Option<&'static str>,
}

/// Why a file cannot be played.
#[derive(Debug)]
pub enum Why {
    /// What is wrong with it.
    Problems(Report),
    /// It cannot be read at all, or another file has its id.
    Other(String),
}

impl Why {
    pub(super) fn failure(&self) -> anyhow::Error {
        match self {
            Why::Problems(report) => Failure::problems(report.clone()).into(),
            Why::Other(message) => Failure::failed(message).into(),
        }
    }
}

/// What to do about two files with one id.
pub const RENAME: &str = "rename one of the two files: a file's name is its id";
/// What to do about something in the place of the person's folder.
pub const MOVE_AWAY: &str = "move it away: a folder belongs here";

impl Broken {
    pub(super) fn has_id(&self, id: &str) -> bool {
        self.id.as_deref() == Some(id)
    }

    /// Whether it would have been an area's page.
    pub(super) fn is_page_of(&self, area: Area) -> bool {
        let folder = self.path.parent().and_then(Path::file_name);
        self.has_id("area") && folder.is_some_and(|it| it == area.name())
    }

    /// What a screen shows of it: its name, and all that is wrong.
    pub(super) fn file(&self, place: usize) -> BrokenFile {
        let text = error::text(&self.why.failure());
        let name = self.path.file_name().map(|it| it.to_string_lossy()).unwrap_or_default();
        BrokenFile {
            path: shown(&self.path),
            name: Text::clean(&name),
            place,
            problem: text.lines().map(Text::clean_line).collect(),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// One line: what is skipped, and the command that says why.
    pub fn notice(&self) -> String {
        let path = shown(&self.path);
        let first = match &self.why {
            Why::Problems(report) => report.problems.first().map_or("", |it| it.message.as_str()),
            Why::Other(message) => message,
        };
        let way = match self.way {
            Some(way) => way.to_owned(),
            None => format!("`stretch check {}` shows where", files::typed(&self.path)),
        };
        format!("warning: `{path}` is skipped: {first}\nhint: {way}")
    }
}
