//! `stretch check`: every problem of files and folders, in one run.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Command, options::Shared, suiting};
use crate::{
    error::{self, Exit, Failure},
    model::{
        area::Area,
        catalogue::Origin,
        nearest::nearest,
        parse::{self, Content, Depth, Document, KnownIds, is_id},
        problem::{Problem, Severity},
        text::Text,
        words::checking,
    },
    view::{
        json,
        palette::Colours,
        portrait::{self, Portrait},
        report::{self, Style},
    },
    world::{
        files::{self, shown},
        library::{self, Library},
        places, settings, terminal,
    },
};

/// The arguments of `stretch check`.
#[derive(Args, Debug)]
pub struct Check {
    /// Files, folders, or names of your own routines; all your files if left out
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Fail on warnings too
    #[arg(long)]
    pub strict: bool,
    /// Check again after each save
    #[arg(long)]
    pub watch: bool,
    /// Print the problems as JSON
    #[arg(long, conflicts_with = "watch")]
    pub json: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub shared: Shared,
}

impl Check {
    /// Checks what is named, once or at every save.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let mut library = Library::open(&self.shared.routines)?;
        let roots = roots(&library, self)?;
        if !self.watch {
            return once(&library, self, &roots);
        }
        let paths = || roots.iter().filter_map(|it| files::yaml_at(it).ok()).flatten().collect::<Vec<_>>();
        let mut seen = files::Snapshot::new();
        let mut was_there = false;
        loop {
            let before = files::look(&paths());
            match once(&library, self, &roots) {
                // Editors take a file away and put another in its place; it may come back.
                Err(error) if was_there && !error::is_closed_pipe(&error) => {
                    error::report(&error);
                }
                checked => drop(checked?),
            }
            super::print(&picture(self.shared.plain, &before, &seen).unwrap_or_default())?;
            was_there |= !before.is_empty();
            seen.clone_from(&before);
            // Where the output goes to a file or a program, nothing but the reports is in it.
            writeln!(io::stderr(), "\n{}", checking::WAITING)?;
            files::wait_for_change(&before, || files::look(&paths()));
            library = Library::open(&self.shared.routines)?;
            super::print("\n")?;
        }
    }
}

/// The drawn person of the file that was saved last, where there is a terminal to show it.
fn picture(plain: bool, now: &files::Snapshot, seen: &files::Snapshot) -> Option<String> {
    let width = terminal::width().filter(|_| !settings::wants_plain(plain))?;
    let (marker, colours) = portrait::look(settings::palette(false), true);
    let saved: Vec<_> = now.iter().filter(|it| !seen.contains(it)).collect();
    // The first look finds a whole folder new.
    let (path, ..) = if seen.is_empty() && saved.len() > 1 { return None } else { saved.first()? };
    let Ok(Content::Routine(routine)) = library::read(path, Depth::ToPlay).ok()?.into_content() else {
        return None;
    };
    let positions = Portrait::of(&routine)?.every(width.try_into().ok()?, marker, colours);
    Some(format!("\n{positions}"))
}

/// What is checked: what is named, or the person's own folders.
fn roots(library: &Library, check: &Check) -> anyhow::Result<Vec<PathBuf>> {
    if !check.paths.is_empty() {
        return check.paths.iter().map(|it| named(library, it)).collect();
    }
    let mut roots = check.shared.routines.clone();
    roots.extend(places::own_routines().filter(|it| files::is_there(it)));
    roots.extend(settings::files());
    if roots.is_empty() {
        return Err(nothing_yet());
    }
    Ok(roots)
}

fn nothing_yet() -> anyhow::Error {
    Failure::usage("there is nothing of your own to check yet")
        .hint("`stretch new my-stretch` creates a routine; or name a file or a folder")
        .into()
}

/// The files of a root; the person's own folder is never a file.
fn yaml_at(root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if places::own_routines().as_deref() == Some(root) {
        files::must_be_folder(root)?;
    }
    files::yaml_at(root)
}

/// A path, or the file of the person's own routine or program that is called so.
fn named(library: &Library, path: &Path) -> anyhow::Result<PathBuf> {
    let Some(id) = path.to_str().filter(|it| !path.exists() && is_id(it)) else {
        return Ok(path.to_owned());
    };
    if let Some(own) = library.own_file(id) {
        return Ok(own.to_owned());
    }
    let catalogue = library.catalogue();
    let built_in = catalogue.routines.iter().any(|it| it.id == id);
    let is_area = Area::from_name(id).is_some();
    if built_in || is_area || catalogue.programs.iter().any(|it| it.id == id) {
        let way = if built_in {
            format!("`stretch new my-{id} --from {id}` copies it into a file of your own")
        } else {
            "name a file of your own, or a folder".to_owned()
        };
        return Err(Failure::usage(format!(
            "`{id}` is built in, and was checked when the program was built"
        ))
        .hint(way)
        .into());
    }
    let own = catalogue.routines.iter().filter(|it| it.origin != Origin::BuiltIn).map(|it| it.id.as_ref());
    let own = own
        .chain(catalogue.programs.iter().filter(|it| it.origin != Origin::BuiltIn).map(|it| it.id.as_ref()));
    let near = nearest(id, own.chain(catalogue.broken.iter().copied()));
    let failure = Failure::usage(format!("there is no file, folder or routine of your own `{id}`"));
    let near =
        near.first().map(|it| (*it).to_owned()).or_else(|| files::near(path).map(|it| files::typed(&it)));
    Err(match near {
        Some(near) => failure.hint(format!("did you mean `stretch check {near}`?")),
        None => failure.hint("`stretch check` alone checks everything of yours"),
    }
    .into())
}

fn once(library: &Library, check: &Check, roots: &[PathBuf]) -> anyhow::Result<Exit> {
    let mut files = Vec::new();
    let settings = settings::files();
    for (root, path) in roots.iter().enumerate() {
        let found = if settings.contains(path) { vec![path.clone()] } else { yaml_at(path)? };
        if found.is_empty() && !check.paths.is_empty() && !check.watch {
            // A folder that is misspelt in a script would be right for ever.
            let nothing = Failure::usage(format!("there is nothing to check in `{}`", shown(path)));
            return Err(nothing.hint("routines are files that end in `.yaml` or `.yml`").into());
        }
        let is_settings = |file: &Path, bytes: &[u8]| {
            settings.contains(&file.to_owned()) || file == path && settings::is_settings(file, bytes)
        };
        files.extend(found.into_iter().map(|file| File::read(root, file, is_settings)));
    }
    if files.is_empty() && !check.watch {
        return Err(nothing_yet());
    }
    compare(library, &mut files);
    let text = if check.json { as_json(&files) } else { as_text(&files) };
    super::print(&text)?;
    let counts = |it: &&Problem| match it.severity {
        Severity::Error => true,
        Severity::Warning => check.strict,
        Severity::Note => false,
    };
    let failed = files.iter().flat_map(|it| &it.problems).any(|it| counts(&it));
    Ok(if failed { Exit::Failed } else { Exit::Done })
}

/// The problem of a file that cannot be read.
fn unread(error: &io::Error) -> Problem {
    let message = format!("this cannot be read: {error}");
    Problem::of_file(Severity::Error, &message, "fix it, or move it out of the folder")
}

/// A file that is checked.
struct File {
    /// Which of the named roots it was found under.
    root: usize,
    path: PathBuf,
    /// Nothing if it cannot be read, or if it holds settings, which have nothing to do with the other
    /// files.
    document: Option<Document>,
    bytes: Vec<u8>,
    problems: Vec<Problem>,
    /// Whether its name is the id of something: the page of an area is named by its folder.
    has_id: bool,
    is_settings: bool,
}

impl File {
    fn read(root: usize, path: PathBuf, is_settings: impl Fn(&Path, &[u8]) -> bool) -> File {
        // A file that cannot be read is a problem of its own, and hides no other.
        let (document, problems) = match library::read(&path, Depth::InFull) {
            Ok(document) => (Some(document), Vec::new()),
            Err(error) => (None, vec![unread(&error)]),
        };
        let bytes = document.as_ref().map(|it| it.bytes().to_owned()).unwrap_or_default();
        if is_settings(&path, &bytes) {
            let problems = if document.is_some() { settings::problems(&path, &bytes) } else { problems };
            return File { root, path, document: None, bytes, problems, has_id: false, is_settings: true };
        }
        let has_id = match document.as_ref().and_then(Document::content) {
            Some(Content::Area(_)) => false,
            Some(Content::Routine(_) | Content::Program(_)) => true,
            None => library::stem(&path) != "area",
        };
        File { root, path, document, bytes, problems, has_id, is_settings: false }
    }

    fn stem(&self) -> String {
        library::stem(&self.path)
    }
}

/// Adds what only all files together show: names in play lists that nothing has, and two files with
/// one id.
fn compare(library: &Library, files: &mut [File]) {
    let catalogue = library.catalogue();
    let mut programs: Vec<String> = catalogue.programs.iter().map(|it| it.id.to_string()).collect();
    let mut routines: Vec<String> = catalogue.routines.iter().map(|it| it.id.to_string()).collect();
    // Those that are broken have reports of their own.
    routines.extend(catalogue.broken.iter().map(|it| (*it).to_owned()));
    for file in files.iter().filter(|it| it.has_id) {
        match file.document.as_ref().and_then(Document::content) {
            Some(Content::Program(_)) => programs.push(file.stem()),
            Some(Content::Routine(_) | Content::Area(_)) | None => routines.push(file.stem()),
        }
    }
    let commands = Command::reserved();
    let programs: Vec<&str> = programs.iter().map(String::as_str).collect();
    // What is checked now goes before what the library has.
    let checked = files.iter().filter_map(|it| match it.document.as_ref()?.content()? {
        Content::Routine(routine) => Some((routine.id.clone(), routine.rounds.low())),
        Content::Area(_) | Content::Program(_) => None,
    });
    let listed = catalogue.routines.iter().map(|it| (it.id.to_string(), it.least_rounds));
    let least_rounds: Vec<(String, u32)> = checked.chain(listed).collect();
    let least_rounds: Vec<(&str, u32)> = least_rounds.iter().map(|it| (it.0.as_str(), it.1)).collect();
    let built_in = library::built_in_ids();
    for index in 0..files.len() {
        let (before, rest) = files.split_at_mut(index);
        let Some(file) = rest.first_mut() else { continue };
        if file.is_settings {
            file.problems.extend(suiting::unnamed_in(&parse::settings(&file.bytes).settings, &catalogue));
        }
        let Some(document) = &file.document else { continue };
        let near: Vec<String> = library::ids_beside(&file.path)
            .into_iter()
            .filter(|it| !programs.contains(&it.as_str()))
            .collect();
        let routines: Vec<&str> = routines.iter().chain(&near).map(String::as_str).collect();
        let known = KnownIds {
            routines: &routines,
            least_rounds: &least_rounds,
            programs: &programs,
            built_in: &built_in,
            commands: &commands,
        };
        file.problems = document.problems_among(known);
        let same = |it: &&File| it.root == file.root && it.has_id && it.stem() == file.stem();
        if let Some(other) = before.iter().find(same).filter(|_| file.has_id) {
            let problem = parse::same_id(&file.stem(), &shown(&other.path));
            file.problems.insert(0, problem);
        }
    }
}

fn as_json(files: &[File]) -> String {
    let paths: Vec<Text> = files.iter().map(|it| shown(&it.path)).collect();
    let objects: Vec<report::Object<'_>> =
        files.iter().zip(&paths).flat_map(|(file, path)| report::objects(path, &file.problems)).collect();
    json::text(&objects)
}

fn as_text(files: &[File]) -> String {
    let coloured = terminal::takes_colours() && places::palette().colours != Colours::None;
    let look = if coloured { Style::Coloured } else { Style::Plain };
    let mut reports: Vec<String> = files
        .iter()
        .filter(|it| !it.problems.is_empty())
        .map(|it| report::report(&shown(&it.path), &it.bytes, &it.problems, look))
        .collect();
    reports.push(sum(files));
    reports.join("\n")
}

fn sum(files: &[File]) -> String {
    let count = |severity| {
        let problems = files.iter().flat_map(|it| &it.problems);
        problems.filter(|it| it.severity == severity).count()
    };
    checking::sum(files.len(), count(Severity::Error), count(Severity::Warning)) + "\n"
}
