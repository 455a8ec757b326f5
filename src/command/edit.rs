//! `stretch edit NAME`: a file of the person's own in their editor, and what is wrong with it afterwards.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Command, check::Check, options::Shared, targets};
use crate::{
    error::{Exit, Failure},
    model::{
        area::Area,
        catalogue::{Target, is_path},
        text::Text,
        words::{editing as words, files::did_you_mean},
    },
    world::{
        editor,
        files::{self, Readers, shown, typed},
        library::{self, BuiltInFile, Library},
        lines, places, terminal,
    },
};

/// The arguments of `stretch edit`.
#[derive(Args, Debug)]
#[command(after_help = "\
It opens $VISUAL, or else $EDITOR, and reports the problems of the file afterwards.
A built-in routine, program or area is copied into your own folder first, after
asking: the copy takes its place.

Examples:
  stretch edit my-stretch         a routine of your own
  stretch edit ./mine.yaml        any file
  stretch edit neck-release       a copy of a built-in routine")]
pub struct Edit {
    /// A routine, a program, an area or a file
    #[arg(value_name = "NAME", required = true)]
    pub name: Vec<String>,
    /// Copy what is built in without asking
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub shared: Shared,
}

/// What a name stands for.
enum EditedFile {
    Own(PathBuf),
    BuiltIn(String, BuiltInFile),
}

impl Edit {
    /// Opens the file, and checks what was left of it.
    pub fn run(&self) -> anyhow::Result<Exit> {
        match self.place()? {
            EditedFile::Own(path) => {
                if !terminal::has_keyboard() {
                    return Err(no_terminal(&format!("open {} yourself", typed(&path))));
                }
                editor::open(&path)?.map_err(Failure::failed)?;
                self.check(path)
            }
            EditedFile::BuiltIn(name, file) => self.copy(&name, &file),
        }
    }

    fn place(&self) -> anyhow::Result<EditedFile> {
        let library = Library::open(&self.shared.routines)?;
        if let [word] = self.name.as_slice() {
            // What is written out in a sheet is changed there.
            let id = word.split('#').next().unwrap_or(word);
            // Broken or not: an editor is where it is mended.
            if let Some(path) = library.own_file(id) {
                return Ok(EditedFile::Own(path.to_owned()));
            }
            if is_path(word) {
                let path = PathBuf::from(word);
                if path.is_file() {
                    return Ok(EditedFile::Own(path));
                }
                let failure = Failure::usage(format!("there is no file `{}`", shown(&path)));
                return Err(match files::near(&path) {
                    Some(near) => failure.hint(did_you_mean(typed(&near))),
                    None => failure.hint("`stretch new my-stretch` creates a routine"),
                }
                .into());
            }
        }
        let found = library.catalogue().find(&self.name, &Command::reserved());
        let found = found.map_err(|it| targets::missed(&it))?;
        let [target] = found.as_slice() else {
            let failure = Failure::usage("too many names");
            return Err(failure.hint("`stretch edit` opens one file at a time").into());
        };
        let (name, own) = match target {
            Target::Routine(id) | Target::Program(id) => (id.as_str(), library.own_file(id)),
            Target::Area(area) => (area.name(), page(&library, *area)),
            Target::Path(path) => (path.as_str(), Some(Path::new(path))),
        };
        match (own, library::built_in_file(target)) {
            (Some(path), _) => Ok(EditedFile::Own(path.to_owned())),
            (None, Some(file)) => Ok(EditedFile::BuiltIn(name.to_owned(), file)),
            (None, None) => {
                Err(Failure::failed(format!("`{}` has no file of its own", Text::clean(name))).into())
            }
        }
    }

    /// Copies a built-in file once the person agrees, and opens the copy. One that is left unchanged goes.
    fn copy(&self, name: &str, file: &BuiltInFile) -> anyhow::Result<Exit> {
        let folder = self.shared.routines.first().cloned().or_else(places::own_routines);
        let path = folder.map(|it| it.join(&file.path)).ok_or_else(|| {
            Failure::failed("there is no home to keep your routines in")
                .hint("set HOME or XDG_DATA_HOME, or name a folder with `--routines DIR`")
        })?;
        if !terminal::has_keyboard() {
            let is_routine = library::built_in_text(name) == Some(file.text);
            return Err(no_terminal(&match is_routine {
                true => format!("`stretch new my-{name} --from {name}` copies it into a file of your own"),
                false => format!("`{name}` is built in; a file {} takes its place", typed(&path)),
            }));
        }
        if !self.yes && lines::confirm(&words::copy(name, shown(&path).as_str())) != Some(true) {
            let failure = Failure::failed("nothing was copied");
            return Err(failure.hint("`--yes` copies it without asking").into());
        }
        files::write_new(&path, file.text, Readers::Owner)?;
        let edited = editor::open(&path)?;
        if files::remove_if_same(&path, file.text) {
            super::print(&format!("{}\n", words::unchanged(name)))?;
            edited.map_err(Failure::failed)?;
            return Ok(Exit::Done);
        }
        super::print(&format!("{}\n", words::takes_the_place(name, shown(&path).as_str())))?;
        edited.map_err(Failure::failed)?;
        self.check(path)
    }

    /// What `stretch check` says of the file.
    fn check(&self, path: PathBuf) -> anyhow::Result<Exit> {
        let shared = Shared { routines: self.shared.routines.clone(), ..self.shared };
        Check { paths: vec![path], strict: false, watch: false, json: false, shared }.run()
    }
}

/// The person's own page of an area, broken or not.
fn page(library: &Library, area: Area) -> Option<&Path> {
    let broken = library.broken().iter().map(|it| it.path());
    let is_page = |it: &&Path| library::stem(it) == "area" && library::folder(it) == area.name();
    library.own_page(area).or_else(|| broken.into_iter().find(is_page))
}

fn no_terminal(way: &str) -> anyhow::Error {
    Failure::failed("an editor needs a terminal").hint(way).into()
}
