//! The built-in files as they are written, for those who begin a file of their own with a copy of one.

use std::path::{Path, PathBuf};

use super::built_in;
use crate::model::catalogue::Target;

/// A built-in file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltInFile {
    /// What is in it.
    pub text: &'static str,
    /// Where a file of the person's own has to be to take its place, from their folder of routines on.
    pub path: PathBuf,
}

/// The ids of everything built in.
pub fn built_in_ids() -> Vec<&'static str> {
    let routines = built_in::ROUTINES.iter().map(|it| &*it.card.id);
    routines.chain(built_in::PROGRAMS.iter().map(|it| &*it.card.id)).collect()
}

/// The text of a built-in routine.
pub fn built_in_text(id: &str) -> Option<&'static str> {
    built_in::ROUTINES.iter().find(|it| it.card.id == id).map(|it| it.text)
}

/// The built-in file of a routine, a program or an area's page.
pub fn built_in_file(target: &Target) -> Option<BuiltInFile> {
    let named = |id: &str| format!("{id}.yaml");
    match target {
        Target::Routine(id) => {
            let found = built_in::ROUTINES.iter().find(|it| it.card.id == id.as_str())?;
            let folder = found.card.area.map(|it| it.name()).unwrap_or_default();
            Some(BuiltInFile { text: found.text, path: Path::new(folder).join(named(id)) })
        }
        Target::Program(id) => {
            let found = built_in::PROGRAMS.iter().find(|it| it.card.id == id.as_str())?;
            Some(BuiltInFile { text: found.text, path: Path::new("programs").join(named(id)) })
        }
        Target::Area(area) => {
            let found = built_in::AREAS.iter().find(|it| it.card.area == *area)?;
            Some(BuiltInFile { text: found.text, path: Path::new(area.name()).join("area.yaml") })
        }
        Target::Path(_) => None,
    }
}
