//! Files that a person works on: found in folders, written anew, watched for a change.

#![expect(clippy::disallowed_methods, reason = "folders are read, files written, and a change waited for")]

use std::{
    fs,
    io::{self, Read as _, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    process, thread,
    time::{Duration, SystemTime},
};

use anyhow::Context as _;

use crate::{
    error::Failure,
    model::{nearest::nearest, text::Text, wording, words::files as words},
    view::{export, figure::SVG_BEGINS, handover},
};

/// Folders in folders deeper than this are not looked into.
const DEEPEST: usize = 8;
/// How often files are looked at while they are watched. An editor's save is then answered before
/// one has looked up.
const LOOK_AGAIN: Duration = Duration::from_millis(300);

/// A file itself, or every YAML file in a folder and the folders in it, in the order of their names.
/// Hidden ones are left out.
pub fn yaml_at(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !is_there(path) {
        return Err(pointed(Failure::usage(words::absent(shown(path))), path).into());
    }
    let about = fs::metadata(path).with_context(|| words::cannot_read(shown(path)))?;
    if !about.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let reading = || words::cannot_read_folder(shown(path));
    fs::read_dir(path).with_context(reading)?;
    Ok(yaml_in(path, &mut Vec::new()))
}

/// Whether there is something by this name. A link that leads nowhere is there, and cannot be read.
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).map_or_else(|it| !is_absent(&it), |_| true)
}

/// Whether an error says that there is nothing by a name, and can be nothing.
pub fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidFilename, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | InvalidFilename)
}

/// Whether it is a folder whose files can be listed, or why it is not.
pub fn can_list(path: &Path) -> io::Result<()> {
    if !fs::metadata(path)?.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotADirectory, words::NO_FOLDER));
    }
    fs::read_dir(path).map(drop)
}

/// Fails, saying why, where something that is no folder stands in the place of one.
pub fn must_be_folder(path: &Path) -> anyhow::Result<()> {
    let about = fs::metadata(path).with_context(|| words::cannot_read(shown(path)))?;
    if about.is_dir() {
        return Ok(());
    }
    let failure = Failure::failed(words::not_a_folder(shown(path)));
    Err(failure.hint(words::A_FOLDER_BELONGS_HERE).into())
}

/// Every YAML file in a folder and the folders in it, in the order of their names, and folders that
/// cannot be read; folders `seen` before are left out.
pub fn yaml_in(folder: &Path, seen: &mut Vec<PathBuf>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(folder, DEEPEST, seen, &mut found);
    found
}

fn collect(folder: &Path, deep: usize, seen: &mut Vec<PathBuf>, found: &mut Vec<PathBuf>) {
    if !is_new(folder, seen) {
        return;
    }
    // One that cannot be read is found itself: reading it says why.
    let Ok(entries) = fs::read_dir(folder) else { return found.push(folder.to_owned()) };
    let mut paths: Vec<PathBuf> = entries.filter_map(|it| it.ok().map(|it| it.path())).collect();
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|it| it.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            if deep > 0 {
                collect(&path, deep - 1, seen, found);
            }
        } else if is_yaml(&path) {
            found.push(path);
        }
    }
}

/// Whether a folder was not looked into before, by this name or another: links may run in circles.
fn is_new(folder: &Path, seen: &mut Vec<PathBuf>) -> bool {
    let Ok(true_path) = fs::canonicalize(folder) else { return false };
    if seen.contains(&true_path) {
        return false;
    }
    seen.push(true_path);
    true
}

/// The bytes of a file, at most so many of them. Only of a regular file: opening a pipe would wait for
/// whoever writes to it, and a device may never end.
pub fn read_small(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let about = fs::metadata(path)?;
    if about.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, words::A_FOLDER));
    }
    if !about.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, words::NOT_REGULAR));
    }
    let file = fs::File::open(path)?;
    // With room for all of it, it is read at once.
    let size = about.len().min(most) as usize;
    let mut bytes = Vec::with_capacity(size + 1);
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The bytes of a file that the person names, at most so many of them.
pub fn named(path: &Path, most: u64) -> anyhow::Result<Vec<u8>> {
    read_small(path, most).map_err(|it| unread(path, it))
}

/// The error of a file that the person names and that cannot be read.
pub fn unread(path: &Path, error: io::Error) -> anyhow::Error {
    let failure = Failure::failed(words::cannot_read(shown(path)));
    let failure = if is_absent(&error) { pointed(failure, path) } else { failure };
    anyhow::Error::new(error).context(failure)
}

/// The failure of a path that leads nowhere, with what the person may have meant by it.
pub fn pointed(failure: Failure, path: &Path) -> Failure {
    let folder = folder_of(path);
    failure.hint(match near(path) {
        Some(near) => words::did_you_mean(typed(&near)),
        None if folder.is_dir() => words::nothing_near(shown(folder)),
        None => words::no_such_folder(shown(folder)),
    })
}

/// What is called nearly so in the folder of a path, or in a folder that is called nearly so; as it was typed.
pub fn near(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?;
    let folder = folder_of(path);
    if !folder.is_dir() {
        let there = near(folder)?.join(name);
        return is_there(&there).then_some(there);
    }
    let entries = fs::read_dir(folder).ok()?;
    let mut names: Vec<String> = entries.filter_map(|it| it.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let found = nearest(&name.to_string_lossy(), names.iter().map(String::as_str));
    found.first().map(|it| path.with_file_name(it))
}

/// Whether a file lies in a folder, or in one of its folders.
pub fn is_inside(path: &Path, folder: &Path) -> bool {
    match (fs::canonicalize(folder_of(path)), fs::canonicalize(folder)) {
        (Ok(there), Ok(folder)) => there.starts_with(folder),
        (Err(_), _) | (_, Err(_)) => false,
    }
}

/// The playable file in this folder that a word names without its ending.
pub fn in_this_folder(word: &str) -> Option<PathBuf> {
    let named = ["yaml", "yml"].map(|it| PathBuf::from(format!("{word}.{it}")));
    named.into_iter().find(|it| !word.contains('/') && it.is_file())
}

/// The folder in which a path is looked for.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The bytes that come from stdin, at most so many of them.
pub fn stdin(most: u64) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(most).read_to_end(&mut bytes).context(words::CANNOT_READ_STDIN)?;
    Ok(bytes)
}

/// Makes a folder and those that it is in, for this person alone. Those that are there stay as they are.
pub fn make_private_folder(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// How a file is made that nobody else can read. One that is there stays as it is.
pub fn private() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.write(true).mode(0o600);
    options
}

/// Who can read what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// The person alone: what is theirs is nobody else's business.
    Owner,
    /// Whoever may read new files of theirs: they chose the place.
    Usual,
}

/// Writes a file that is not there yet, with its folders. One that is there stays as it is.
pub fn write_new(path: &Path, text: &str, readers: Readers) -> anyhow::Result<()> {
    let writing = || words::cannot_write(shown(path));
    let mut options = match readers {
        Readers::Owner => private(),
        Readers::Usual => fs::OpenOptions::new(),
    };
    if let Some(folder) = path.parent() {
        let made = match readers {
            Readers::Owner => make_private_folder(folder),
            Readers::Usual => fs::create_dir_all(folder),
        };
        if made.is_err()
            && let Some(there) = folder.ancestors().find(|it| fs::symlink_metadata(it).is_ok())
        {
            must_be_folder(there)?;
        }
        made.with_context(writing)?;
    }
    let mut file = match options.write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Failure::failed(words::exists(shown(path))).hint(words::ANOTHER_ID).into());
        }
        Err(error) => return Err(error).with_context(writing),
    };
    let written = file.write_all(text.as_bytes()).and_then(|()| Ok(rustix::fs::fsync(&file)?));
    if written.is_err() {
        // Half a routine would be reported as a broken file from now on.
        let _ = fs::remove_file(path);
    }
    written.with_context(writing)
}

/// Puts a file of the person's own in the place of another: written beside it first, so that one of the two is
/// always whole.
pub fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    let writing = || words::cannot_write(shown(path));
    if let Some(folder) = path.parent() {
        make_private_folder(folder).with_context(writing)?;
    }
    // Through a link: what it names is written, and the link stays.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    // Of this process alone: no other one writes into it meanwhile.
    let beside = target.with_extension(format!("yaml.{}.new", process::id()));
    let written = private().create(true).truncate(true).open(&beside).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        if let Ok(before) = fs::metadata(&target) {
            file.set_permissions(before.permissions())?;
        }
        Ok(rustix::fs::fsync(&file)?)
    });
    let moved = written.and_then(|()| fs::rename(&beside, &target));
    if moved.is_err() {
        let _ = fs::remove_file(&beside);
    }
    moved.with_context(writing)
}

/// The folder of a file, made if it is not there, and kept from other processes that ask for it so, until the
/// value is dropped. Where a file system knows no locks there is none.
pub fn locked_folder(path: &Path) -> anyhow::Result<Option<fs::File>> {
    let Some(folder) = path.parent() else { return Ok(None) };
    let writing = || words::cannot_write(shown(path));
    if make_private_folder(folder).is_err()
        && let Some(there) = folder.ancestors().find(|it| fs::symlink_metadata(it).is_ok())
    {
        must_be_folder(there)?;
    }
    make_private_folder(folder).with_context(writing)?;
    let folder = fs::File::open(folder).with_context(writing)?;
    let is_locked = rustix::fs::flock(&folder, rustix::fs::FlockOperation::LockExclusive).is_ok();
    Ok(is_locked.then_some(folder))
}

/// Takes a file away if it still has this text, and says whether it did.
pub fn remove_if_same(path: &Path, text: &str) -> bool {
    let is_same = read_small(path, text.len() as u64 + 1).is_ok_and(|it| it == text.as_bytes());
    is_same && fs::remove_file(path).is_ok()
}

/// Takes a file of the person's own away, as they have agreed to. A link goes, and what it names stays.
pub fn remove(path: &Path) -> anyhow::Result<()> {
    fs::remove_file(path).with_context(|| format!("cannot delete `{}`", shown(path)))
}

/// A sort of file that is written where the person says.
#[derive(Debug)]
pub struct Ours {
    /// How such a file is made.
    made: &'static str,
    /// How it begins: by this ours are known.
    begins: &'static str,
    /// Whether it can be read by the person alone.
    is_private: bool,
}

/// A drawn person.
pub const DRAWING: Ours = Ours { made: "drawn", begins: SVG_BEGINS, is_private: false };
/// The log as a page.
pub const REPORT: Ours = Ours { made: "written", begins: handover::BEGINS, is_private: true };

/// A page for paper and phone.
pub const PAGE: Ours = Ours { made: "written", begins: export::BEGINS, is_private: false };

/// Writes a file of ours, beside first and then in the place of an older one of the sort; anything else
/// that is there stays, unless it may be replaced.
pub fn write_ours(path: &Path, text: &str, ours: &Ours, replace: bool) -> anyhow::Result<()> {
    let writing = || words::cannot_write(shown(path));
    // Through a link: what it names is written, and the link stays.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let path = target.as_path();
    match fs::metadata(path) {
        // Into a device or a pipe, as it comes.
        Ok(about) if !about.is_file() => return fs::write(path, text).with_context(writing),
        Ok(_) if !replace && !is_ours(path, ours) => {
            return Err(Failure::failed(words::not_ours(shown(path), ours.made))
                .hint(words::ANOTHER_NAME)
                .into());
        }
        Ok(about) if !replace && about.permissions().readonly() => {
            let failure = Failure::failed(words::is_read_only(shown(path)));
            return Err(failure.hint(words::ANOTHER_NAME).into());
        }
        Ok(_) | Err(_) => {}
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    let mut open = if ours.is_private { private() } else { fs::File::options() };
    let written = open.write(true).create(true).truncate(true).open(&beside);
    let written = written.and_then(|mut it| it.write_all(text.as_bytes()));
    let written = written.and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.with_context(writing)
}

/// Whether a file begins as ours of the sort do.
fn is_ours(path: &Path, ours: &Ours) -> bool {
    let mut begins = Vec::new();
    let most = ours.begins.len() as u64;
    let read = fs::File::open(path).and_then(|it| it.take(most).read_to_end(&mut begins));
    read.is_ok() && begins == ours.begins.as_bytes()
}

/// What can be seen of files without reading them: which there are, how long, and when changed.
pub type Snapshot = Vec<(PathBuf, Option<SystemTime>, u64)>;

/// Looks at files now.
pub fn look(paths: &[PathBuf]) -> Snapshot {
    let about = |path: &PathBuf| {
        let about = fs::metadata(path).ok();
        let changed = about.as_ref().and_then(|it| it.modified().ok());
        (path.clone(), changed, about.map_or(0, |it| it.len()))
    };
    paths.iter().map(about).collect()
}

/// Waits until `now` looks otherwise than before, and for a moment of quiet after it: editors save
/// in several steps.
pub fn wait_for_change(before: &Snapshot, now: impl Fn() -> Snapshot) {
    loop {
        thread::sleep(LOOK_AGAIN);
        let after = now();
        if after != *before {
            thread::sleep(LOOK_AGAIN);
            if now() == after {
                return;
            }
        }
    }
}

/// A path as it can be typed into a shell.
pub fn typed(path: &Path) -> String {
    wording::typed(shown(path).as_str())
}

/// A path as it can be typed to play its file: never taken for the name of a routine or an option.
pub fn as_target(path: &Path) -> String {
    let is_path = path.components().count() > 1 || path.is_absolute();
    if is_path { typed(path) } else { typed(&Path::new("./").join(path)) }
}

/// A path as it may be printed.
pub fn shown(path: &Path) -> Text {
    Text::clean_line(&path.to_string_lossy())
}

/// Whether a file's name says that it is YAML.
fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "yaml" || it == "yml")
}
