//! Sessions that are kept as programs of the person's own: which names they cannot have, where their files lie, and
//! how they are written. The same for `--save` and for the home screen.

use std::path::{Path, PathBuf};

use super::{Command, options::Shared};
use crate::{
    error::Failure,
    model::{
        area::{Area, PlayEntry},
        parse, template,
        text::Text,
    },
    world::{
        files::{self, Readers},
        library::Library,
        places,
    },
};

/// Where a program is kept.
pub struct SavePlace {
    pub path: PathBuf,
    /// What has its name already, and gives way if the person agrees.
    pub taken: Option<Taken>,
    readers: Readers,
}

/// What has the name of a program already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A file of the person's own.
    Own,
    /// A built-in program, which stays but is not found any more.
    BuiltIn,
}

/// The place for a program of this id, or why it cannot be called so.
pub fn place(shared: &Shared, library: &Library, id: &str) -> anyhow::Result<SavePlace> {
    if !parse::is_id(id) {
        return Err(Failure::usage(format!(
            "`{}` is not a valid name: use a-z, 0-9 and `-`",
            Text::clean(id)
        ))
        .hint(format!("try `{}`", parse::as_id(id)))
        .into());
    }
    let catalogue = library.catalogue();
    let what = if Area::from_name(id).is_some() || id == "area" {
        Some("an area")
    } else if catalogue.routines.iter().any(|it| it.id == id) {
        Some("a routine")
    } else {
        Command::reserved().contains(&id).then_some("a command")
    };
    if let Some(what) = what {
        return Err(Failure::usage(format!("`{id}` is the name of {what}"))
            .hint(format!("choose another, such as `my-{id}`"))
            .into());
    }
    let folder = shared.routines.first().cloned().or_else(places::own_routines);
    let folder = folder.ok_or_else(|| {
        Failure::failed("there is no home to keep your programs in")
            .hint("set HOME or XDG_DATA_HOME, or name a folder with `--routines DIR`")
    })?;
    let own = library.own_file(id).map(Path::to_owned);
    let is_built_in = own.is_none() && catalogue.programs.iter().any(|it| it.id == id);
    let path = own.unwrap_or_else(|| folder.join("programs").join(format!("{id}.yaml")));
    let taken = match () {
        () if is_built_in => Some(Taken::BuiltIn),
        () => files::is_there(&path).then_some(Taken::Own),
    };
    let readers = if shared.routines.is_empty() { Readers::Owner } else { Readers::Usual };
    Ok(SavePlace { path, taken, readers })
}

impl SavePlace {
    /// Writes the program there, in the place of the file that is there if there is one.
    pub fn keep(&self, library: &Library, name: &str, entries: &[PlayEntry]) -> anyhow::Result<()> {
        let low = |id: &str| library.routine(id).map_or(1, |it| it.rounds.low());
        let text = template::program(name, entries, low);
        match self.taken {
            Some(Taken::Own) => files::replace(&self.path, &text),
            Some(Taken::BuiltIn) | None => files::write_new(&self.path, &text, self.readers),
        }
    }
}
