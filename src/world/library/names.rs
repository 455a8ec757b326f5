//! What the person's own files are called, without parsing them: for those who need no more than a name, and
//! need it at once.

use std::path::{Path, PathBuf};

use super::{Library, folder, stem};
use crate::{
    model::{area::Area, text::Text},
    world::{files, places},
};

/// A file is looked at so far for the words in it, in bytes.
const LOOKED_AT: u64 = 16 << 10;

/// A file of the person's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFile {
    /// Its name without the ending; for an area's page the name of the area.
    pub id: String,
    /// Where it is.
    pub path: PathBuf,
}

impl OwnFile {
    /// What it is for, or how it is called, as far as the lines of the file say without being parsed.
    pub fn about(&self) -> Option<String> {
        let bytes = files::read_small(&self.path, LOOKED_AT).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let value = |key: &str| {
            let value = text.lines().find_map(|it| it.strip_prefix(key)?.strip_prefix(':'))?;
            let value = value.split(" #").next().unwrap_or(value).trim().trim_matches(['"', '\'']);
            Some(Text::clean_line(value).to_string()).filter(|it| !it.is_empty())
        };
        value("summary").or_else(|| value("name"))
    }
}

/// The person's own files, and those of these folders.
pub fn own_files(folders: &[PathBuf]) -> Vec<OwnFile> {
    let own = places::own_routines().filter(|it| files::is_there(it));
    let mut seen = Vec::new();
    let all = folders.iter().chain(&own).flat_map(|it| files::yaml_in(it, &mut seen)).collect::<Vec<_>>();
    all.into_iter().map(|path| OwnFile { id: id(&path), path }).collect()
}

fn id(path: &Path) -> String {
    let (stem, folder) = (stem(path), folder(path));
    if stem == "area" && Area::from_name(&folder).is_some() { folder } else { stem }
}

impl Library {
    /// Opened for what is known of these routines: the person's own files are only read if one of them is among
    /// these.
    pub fn for_ids(folders: &[PathBuf], ids: &[&str]) -> anyhow::Result<Library> {
        let has = |file: &OwnFile| ids.iter().any(|it| it.split('#').next() == Some(file.id.as_str()));
        if own_files(folders).iter().any(has) { Library::open(folders) } else { Ok(Library::default()) }
    }
}
