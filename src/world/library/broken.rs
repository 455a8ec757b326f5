//! Files of the person's own that cannot be played: why, and what is said of each.

use std::{
    cell::Cell,
    io,
    path::{Path, PathBuf},
};

use crate::{
    error::{self, Failure},
    model::{
        area::Area, menu::BrokenFile, nearest::plain, problem::Report, template, text::Text,
        words::files as words,
    },
    world::files::{self, shown},
};

/// A file of the person's that cannot be played.
#[derive(Debug)]
pub struct Broken {
    pub(super) path: PathBuf,
    /// The id it would have had; none if another file has it.
    pub(super) id: Option<String>,
    pub(super) why: WhyBroken,
    /// Whether the person was told.
    is_told: Cell<bool>,
}

/// WhyBroken a file cannot be played.
#[derive(Debug)]
pub enum WhyBroken {
    /// What is wrong with it.
    Problems(Report),
    /// It cannot be read at all.
    Unreadable(io::Error),
    /// Another file has its id.
    Twice(Text),
}

impl Broken {
    pub(super) fn new(path: PathBuf, id: Option<String>, why: WhyBroken) -> Broken {
        Broken { path, id, why, is_told: Cell::new(false) }
    }

    /// What is wrong, as an error.
    pub fn failure(&self) -> anyhow::Error {
        match &self.why {
            WhyBroken::Problems(report) => Failure::problems(report.clone()).into(),
            WhyBroken::Unreadable(error) => unreadable(&self.path, error).into(),
            WhyBroken::Twice(id) => Failure::failed(words::twice(id)).hint(words::RENAME).into(),
        }
    }

    /// Whether it would have had this id.
    pub fn has_id(&self, id: &str) -> bool {
        self.id.as_deref() == Some(id)
    }

    /// Whether it is among the words that a person typed: its id, an id in several words, its path, or its area.
    pub fn is_named(&self, words: &[String]) -> bool {
        let all = words.join(" ");
        let mut typed = words.iter().chain([&all]);
        typed.any(|it| self.id.as_deref().is_some_and(|id| id == plain(it)) || Path::new(it) == self.path)
            || Area::from_name(&plain(&all)).is_some_and(|it| self.is_page_of(it))
    }

    /// Whether it would have been an area's page.
    pub(super) fn is_page_of(&self, area: Area) -> bool {
        let folder = self.path.parent().and_then(Path::file_name);
        self.has_id("area") && folder.is_some_and(|it| it == area.name())
    }

    /// What a screen shows of it: its name, and all that is wrong.
    pub(super) fn file(&self, place: usize) -> BrokenFile {
        let text = error::text(&self.failure());
        let name = self.path.file_name().map(|it| it.to_string_lossy()).unwrap_or_default();
        BrokenFile {
            path: shown(&self.path),
            name: Text::clean(&name),
            place,
            problem: text.lines().map(Text::clean_line).collect(),
        }
    }

    /// Whether it is the file that `stretch new` wrote, and nothing was written in it yet.
    pub fn is_untouched(&self) -> bool {
        let WhyBroken::Problems(report) = &self.why else { return false };
        let Some(id) = &self.id else { return false };
        let areas = Area::ALL.iter().copied().map(Some).chain([None]);
        areas.map(|it| template::routine(id, it)).any(|it| it.as_bytes() == report.source)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The notice, unless it was given before.
    pub fn notice_once(&self) -> Option<String> {
        (!self.is_told.replace(true)).then(|| self.notice())
    }

    /// Two lines: what is skipped and why, and what to do about it.
    pub fn notice(&self) -> String {
        let path = shown(&self.path);
        match &self.why {
            WhyBroken::Problems(report) => {
                let first = report.problems.first().map_or("", |it| it.message.as_str());
                words::skipped(&path, first, words::check_shows(files::typed(&self.path)))
            }
            WhyBroken::Unreadable(error) => words::not_read(&path, error, remedy(error)),
            WhyBroken::Twice(id) => words::skipped(&path, words::twice(id), words::RENAME),
        }
    }
}

/// The error of a file or folder that cannot be read, with what to do about it.
pub fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::failed(words::because(&words::cannot_read(shown(path)), error)).hint(remedy(error))
}

/// What to do about a file or folder of the person's own that cannot be read.
fn remedy(error: &io::Error) -> &'static str {
    if error.kind() == io::ErrorKind::PermissionDenied {
        words::PERMISSIONS
    } else if error.kind() == io::ErrorKind::NotADirectory {
        words::A_FOLDER_BELONGS_HERE
    } else {
        words::FIX_IT
    }
}
