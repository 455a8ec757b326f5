//! Where a person's files are, and what their terminal can do: everything read from the
//! environment.

#![expect(clippy::disallowed_methods, reason = "the one reader of the environment")]

use std::{
    env,
    path::{Path, PathBuf},
};

use rustix::fs::{Access, access};

use super::files::typed;
use crate::{
    model::words::files as words,
    view::palette::{Colours, Glyphs, Palette},
};

/// The person's own routines; nothing, if there is no home.
pub fn own_routines() -> Option<PathBuf> {
    Some(data()?.join("routines"))
}

/// The folder of the person's log, a file a machine; nothing, if there is no home.
pub fn journal() -> Option<PathBuf> {
    Some(data()?.join("journal"))
}

/// Where it is kept which file of the log is this machine's: with its state, since the log itself may be
/// kept in step with other machines. Nothing, if there is no home.
pub fn machine() -> Option<PathBuf> {
    state("machine")
}

/// The file that says that the person was told once what this program is not. Nothing, if there is no home.
pub fn told() -> Option<PathBuf> {
    state("told")
}

/// The session that was put together on the home screen and neither played to its end nor saved: as a program is
/// written. Nothing, if there is no home.
pub fn session() -> Option<PathBuf> {
    state("session")
}

/// What is remembered of the reminder. Nothing, if there is no home.
pub fn reminder() -> Option<PathBuf> {
    state("reminder")
}

/// The person's home.
pub fn home() -> Option<PathBuf> {
    absolute("HOME")
}

/// Where all programs keep their settings; nothing, if there is no home.
pub fn config_home() -> Option<PathBuf> {
    absolute("XDG_CONFIG_HOME").or_else(|| Some(home()?.join(".config")))
}

/// The file of this program, for others that start it.
pub fn this_program() -> Option<PathBuf> {
    env::current_exe().ok()
}

/// A file of what is kept between sessions on this machine.
fn state(name: &str) -> Option<PathBuf> {
    Some(folder("XDG_STATE_HOME", ".local/state")?.join(name))
}

/// The person's settings; nothing, if there is no home.
pub fn settings() -> Option<PathBuf> {
    Some(folder("XDG_CONFIG_HOME", ".config")?.join("config.yaml"))
}

/// Where the files of the sounds may lie: gone with the login, or else kept for the next time.
pub fn sound_folders() -> Vec<PathBuf> {
    let runtime = absolute("XDG_RUNTIME_DIR").map(|it| it.join("stretch"));
    let cache = folder("XDG_CACHE_HOME", ".cache");
    runtime.into_iter().chain(cache).map(|it| it.join("sounds")).collect()
}

/// Where voices of Piper may lie.
pub fn voice_folders() -> Vec<PathBuf> {
    let own = data().and_then(|it| it.parent().map(|it| it.join("piper-voices")));
    own.into_iter()
        .chain(["/usr/share/piper-voices", "/usr/local/share/piper-voices"].map(PathBuf::from))
        .collect()
}

fn data() -> Option<PathBuf> {
    folder("XDG_DATA_HOME", ".local/share")
}

/// Our folder of a sort, by the XDG Base Directory Specification; the same on macOS, where people of
/// the terminal expect it too. An empty or relative path names no folder, as the specification
/// says, and so an empty `HOME` is no home: the passwd file is not asked for another one.
fn folder(variable: &str, under_home: &str) -> Option<PathBuf> {
    let base = absolute(variable).or_else(|| absolute("HOME").map(|it| it.join(under_home)))?;
    Some(base.join("stretch"))
}

fn absolute(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|it| it.is_absolute())
}

/// The files that are read to learn the time zone: what `TZ` names, as far as it names a file, or else the
/// system's own.
pub fn zone_files() -> Vec<PathBuf> {
    let zone = env::var("TZ").unwrap_or_default();
    let name = zone.strip_prefix(':').unwrap_or(&zone);
    if name.is_empty() || name == "localtime" {
        return vec![PathBuf::from("/etc/localtime")];
    }
    // An absolute path takes the place of the folder that it is joined to.
    ["/usr/share/zoneinfo", "/share/zoneinfo", "/etc/zoneinfo"].map(|it| Path::new(it).join(name)).to_vec()
}

/// The files of some programs, each the first in PATH that can be run, or why there is none. Relative
/// entries of PATH are skipped: what they name depends on where one stands. A name with a `/` is a path
/// itself, and has to be absolute.
pub fn programs<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<Result<PathBuf, &'static str>> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).filter(|it| it.is_absolute()).collect();
    let find = |name: &str| {
        let files: Vec<PathBuf> = match name.contains('/') {
            true => vec![PathBuf::from(name)].into_iter().filter(|it| it.is_absolute()).collect(),
            false => folders.iter().map(|it| it.join(name)).collect(),
        };
        let is_path = name.contains('/');
        let why = || match files.as_slice() {
            [only] if is_path && only.is_dir() => words::A_FOLDER,
            files if files.iter().any(|it| it.is_file()) => words::NOT_EXECUTABLE,
            _ => words::NOT_FOUND,
        };
        files.iter().find(|it| can_run(it)).cloned().ok_or_else(why)
    };
    names.into_iter().map(find).collect()
}

/// The file of one program.
pub fn program(name: &str) -> Result<PathBuf, &'static str> {
    programs([name]).pop().unwrap_or(Err(words::NOT_FOUND))
}

fn can_run(path: &Path) -> bool {
    path.is_file() && access(path, Access::EXEC_OK).is_ok()
}

/// Whether the person sits at another machine than the one that would speak. Who has their sound
/// forwarded has said where to.
pub fn is_sound_elsewhere() -> bool {
    (is_set("SSH_CONNECTION") || is_set("SSH_TTY")) && !is_set("PULSE_SERVER")
}

/// The person's editor: `$VISUAL`, else `$EDITOR`, else the one that every Unix has.
pub fn editor() -> String {
    named_editor().unwrap_or_else(|| USUAL_EDITOR.to_owned())
}

/// The editor that the person has named.
pub fn named_editor() -> Option<String> {
    let set = |name: &str| env::var(name).ok().filter(|it| !it.trim().is_empty());
    set("VISUAL").or_else(|| set("EDITOR"))
}

/// The editor where none is named.
pub const USUAL_EDITOR: &str = "vi";

/// A setting from the environment, if it is there and not empty.
pub fn setting(name: &str) -> Option<String> {
    env::var_os(name).map(|it| it.to_string_lossy().into_owned()).filter(|it| !it.trim().is_empty())
}

/// Whether the terminal can do nothing but print lines.
pub fn is_dumb() -> bool {
    env::var("TERM").is_ok_and(|it| it == "dumb")
}

/// Whether nothing is known of the terminal: it is not sent what it may not understand.
pub fn is_unknown() -> bool {
    let term = env::var("TERM").unwrap_or_default();
    ["", "unknown"].contains(&term.trim())
}

/// What the terminal can show. `NO_COLOR` is heeded as <https://no-color.org> asks: present and not
/// empty means no colour.
pub fn palette() -> Palette {
    let term = env::var("TERM").unwrap_or_default();
    // GNU screen hands the variable on and does not know what it means.
    let full = env::var("COLORTERM").is_ok_and(|it| it == "truecolor" || it == "24bit")
        && !term.starts_with("screen")
        || term.contains("direct");
    let many = full
        || term.contains("256color")
        || ["alacritty", "xterm-kitty", "xterm-ghostty", "foot", "wezterm"].contains(&term.as_str());
    let mono = is_set("NO_COLOR")
        || !forces_colours() && is_off("CLICOLOR")
        || term.ends_with("-mono")
        || term.starts_with("vt1")
        || term.starts_with("vt2");
    let colours = match (mono, full, many) {
        (true, _, _) => Colours::None,
        (false, true, _) => Colours::Full,
        (false, false, true) => Colours::Many,
        (false, false, false) => Colours::Sixteen,
    };
    let glyphs = match (speaks_utf8(), term == "linux") {
        (false, _) => Glyphs::Ascii,
        (true, true) => Glyphs::Console,
        (true, false) => Glyphs::Unicode,
    };
    Palette { colours, glyphs }
}

/// Whether colours are wanted although output goes to no terminal: `CLICOLOR_FORCE` is set, and not to 0, as
/// <https://bixense.com/clicolors> has it. `NO_COLOR` comes before it.
pub fn forces_colours() -> bool {
    is_set("CLICOLOR_FORCE") && !is_off("CLICOLOR_FORCE")
}

fn is_off(name: &str) -> bool {
    env::var_os(name).is_some_and(|it| it == "0")
}

/// Whether the locale is one of UTF-8. Without any locale it is believed to be: that is how
/// containers and services run, on terminals of today.
fn speaks_utf8() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|it| env::var(it).ok())
        .find(|it| !it.is_empty());
    locale.is_none_or(|it| {
        let it = it.to_lowercase();
        it.contains("utf-8") || it.contains("utf8")
    })
}

/// Whether a shell asks how a command line may go on: it names itself in `COMPLETE`.
pub fn asks_for_completions() -> bool {
    env::var_os("COMPLETE").is_some_and(|it| {
        let name = Path::new(&it).file_stem().unwrap_or_default();
        ["bash", "elvish", "fish", "zsh"].iter().any(|it| name == *it)
    })
}

/// Which word of the line it asks about, if it says so.
pub fn word_to_complete() -> Option<usize> {
    env::var("_CLAP_COMPLETE_INDEX").ok()?.parse().ok()
}

/// The command line as it was typed, for a hint that repeats it.
pub fn command_line() -> String {
    let mut words = env::args_os();
    let program = words.next().map(PathBuf::from).and_then(|it| Some(it.file_name()?.to_owned()));
    let words = program.into_iter().chain(words).map(|it| typed(Path::new(&it)));
    words.collect::<Vec<_>>().join(" ")
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|it| !it.is_empty())
}
