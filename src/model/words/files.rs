//! What is said of files and folders that cannot be read, written or opened, and what helps. Paths are as a person
//! reads them.

use std::fmt::Display;

/// It is there, and is something else.
pub const NO_FOLDER: &str = "it is not a folder";
/// It is there, and is something else.
pub const A_FOLDER: &str = "it is a folder";
/// A pipe or a device.
pub const NOT_REGULAR: &str = "it is not a regular file";
/// The same of the log.
pub const NO_FILE: &str = "it is not a file";
/// A file of the log that is larger than any log.
pub const TOO_LARGE: &str = "it is larger than 256 MiB";
/// It waited too long.
pub const LOCKED: &str = "another program has locked it";
/// Without a home there is no place for files.
pub const NO_HOME: &str = "there is no home";
/// A program that cannot be run.
pub const NOT_EXECUTABLE: &str = "it is there, but is not executable";
/// A program that is not there.
pub const NOT_FOUND: &str = "not found";
/// What helps where a folder should be.
pub const A_FOLDER_BELONGS_HERE: &str = "move it away: a folder belongs here";
/// What helps where a file may not be read.
pub const PERMISSIONS: &str = "change its permissions so that you can read it, or move it away";
/// What helps where nothing better is known.
pub const FIX_IT: &str = "fix it, or move it away";
/// What helps where a file of the person's own is in the way.
pub const ANOTHER_ID: &str = "choose another id, or delete the file first";
/// What helps where any file is in the way.
pub const ANOTHER_NAME: &str = "choose another name, or add `--force`";
/// Something was piped in, and cannot be read.
pub const CANNOT_READ_STDIN: &str = "cannot read stdin";
/// The variables name none.
pub const NO_EDITOR: &str = "no editor is named";
/// What is said of a folder that was asked for.
pub const ROUTINES_ARE_A_FOLDER: &str = "`--routines` takes a folder of routine files that is there";
/// What helps where two files have one id.
pub const RENAME: &str = "rename one of the two files: a file's name is its id";

/// There is nothing by this name.
pub fn absent(path: impl Display) -> String {
    format!("there is no file or folder `{path}`")
}

/// What a mistyped path may have meant.
pub fn did_you_mean(path: impl Display) -> String {
    format!("did you mean `{path}`?")
}

/// How the file in this folder is played that was named without its ending.
pub fn by_its_path(target: impl Display) -> String {
    format!("`stretch {target}` plays the file in this folder")
}

/// What helps where nothing near is in the folder either.
pub fn nothing_near(folder: impl Display) -> String {
    if folder.to_string() == "." {
        "nothing in this folder is called so, or nearly so".to_owned()
    } else {
        format!("nothing in `{folder}` is called so, or nearly so")
    }
}

/// There is no such folder.
pub fn no_such_folder(path: impl Display) -> String {
    format!("there is no folder `{path}`")
}

/// A file that cannot be read.
pub fn cannot_read(path: impl Display) -> String {
    format!("cannot read `{path}`")
}

/// The same of a folder.
pub fn cannot_read_folder(path: impl Display) -> String {
    format!("cannot read the folder `{path}`")
}

/// A file that cannot be written.
pub fn cannot_write(path: impl Display) -> String {
    format!("cannot write `{path}`")
}

/// A file that cannot be taken away.
pub fn cannot_delete(path: impl Display) -> String {
    format!("cannot delete `{path}`")
}

/// What happened, and why.
pub fn because(what: &str, why: impl Display) -> String {
    format!("{what}: {why}")
}

/// Something else stands in the place of a folder.
pub fn not_a_folder(path: impl Display) -> String {
    format!("`{path}` is not a folder")
}

/// Something that was to be a folder.
pub fn is_a_file(path: impl Display) -> String {
    format!("`{path}` is a file")
}

/// How a file is played that was given as a folder.
pub fn play_the_file(target: impl Display) -> String {
    format!("`--routines` takes a folder; `stretch {target}` plays a file")
}

/// It is not written over.
pub fn exists(path: impl Display) -> String {
    format!("`{path}` already exists")
}

/// It is not written over, since somebody else made it.
pub fn not_ours(path: impl Display, made: impl Display) -> String {
    format!("`{path}` already exists, and was not {made} by stretch")
}

/// It may not be changed.
pub fn is_read_only(path: impl Display) -> String {
    format!("`{path}` is read-only")
}

/// An editor that does not start.
pub fn editor_does_not_start(program: impl Display, path: impl Display, error: impl Display) -> String {
    format!("cannot open {path} with `{program}`: {error}; set EDITOR to the editor that you have")
}

/// An editor that failed, by its exit code or by a signal.
pub fn editor_failed(program: impl Display, code: Option<i32>) -> String {
    match code {
        Some(code) => format!("`{program}` ended with exit code {code}"),
        None => format!("`{program}` ended with a signal"),
    }
}

/// A file of the person's own that is not played, in two lines: why, and what helps.
pub fn skipped(path: impl Display, why: impl Display, hint: impl Display) -> String {
    format!("warning: `{path}` is skipped: {why}\nhint: {hint}")
}

/// The same of one that cannot be read.
pub fn not_read(path: impl Display, why: impl Display, hint: impl Display) -> String {
    format!("warning: {}: {why}\nhint: {hint}", cannot_read(path))
}

/// Where it is said what is wrong with a file.
pub fn check_shows(path: impl Display) -> String {
    format!("`stretch check {path}` shows where")
}

/// Two files have one id.
pub fn twice(id: impl Display) -> String {
    format!("there are two routines `{id}`, and this one is left out")
}

/// No file has this id.
pub fn no_routine(id: impl Display) -> String {
    format!("there is no routine `{id}`")
}

/// A fault of the program.
pub fn unread_built_in(id: impl Display) -> String {
    format!("the built-in `{id}` cannot be read")
}

/// A line of a file in which a person's words are lost, and what helps.
pub fn warning(
    path: impl Display,
    line: Option<usize>,
    message: impl Display,
    hint: Option<impl Display>,
) -> String {
    let line = line.map(|it| format!(":{it}")).unwrap_or_default();
    let hint = hint.map(|it| format!("\nhint: {it}")).unwrap_or_default();
    format!("warning: {path}{line}: {message}{hint}")
}
