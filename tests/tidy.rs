//! The house keeps its shape: who imports whom, how files open, and what stands in none of them.
//! What `clippy.toml` can say stands there; this is the rest.

#![expect(clippy::disallowed_methods, reason = "the sources are files")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Whose names a layer may use; its own it always may. The arrows run one way:
/// `main` → `lib` → `command` → `world` → `view`, `stage` → `model`.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("stage", &["model"]),
    ("view", &["model", "stage"]),
    // A failure is what a world has to say when a file cannot be read.
    ("world", &["model", "stage", "view", "error"]),
    ("error", &["model"]),
    ("cli", &["model", "error"]),
    ("command", &["model", "stage", "view", "world", "error", "cli"]),
    ("lib", &["model", "stage", "view", "world", "error", "cli", "command"]),
    // It names the library, not the crate's own modules.
    ("main", &[]),
];

/// The rooms of the world that show something, and so may use the view: the two stages, the reports
/// of broken files and settings, and the reader of what a terminal can show.
const WORLD_WITH_A_VIEW: &[&str] = &["terminal", "plain", "library", "files", "settings", "places"];

/// No file is longer: what swells is split. One idea, its tests beside it.
const LONGEST: usize = 600;

struct Source {
    /// As in `src/model/plan.rs`.
    path: String,
    text: String,
}

impl Source {
    /// The layer it belongs to: the first part of its path.
    fn layer(&self) -> &str {
        self.path.strip_prefix("src/").and_then(|it| it.split(['/', '.']).next()).unwrap_or_default()
    }

    /// How deep its module is: 1 for `src/view.rs`, 2 for `src/view/keys.rs`.
    fn depth(&self) -> usize {
        self.path.matches('/').count()
    }

    /// Everything but its tests.
    fn code(&self) -> &str {
        if self.path.ends_with("/tests.rs") {
            return "";
        }
        self.text.find("#[cfg(test)]").map_or(&self.text, |end| &self.text[..end])
    }
}

fn files(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = fs::read_to_string(&path).expect("sources are UTF-8");
                let path =
                    path.strip_prefix(root).expect("it is inside").to_string_lossy().replace('\\', "/");
                found.push(Source { path, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn sources() -> Vec<Source> {
    let sources = files("src");
    assert!(sources.len() > 40, "the sources are found: {}", sources.len());
    sources
}

/// Every module of the crate that a text names after `crate::`, groups taken apart.
fn named(text: &str) -> BTreeSet<String> {
    let word = |it: &str| it.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect::<String>();
    let mut names = BTreeSet::new();
    for (at, start) in text.match_indices("crate::") {
        let rest = &text[at + start.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut begins = true;
        for (at, character) in group.char_indices() {
            match character {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => begins = true,
                it if begins && it.is_alphanumeric() => {
                    names.insert(word(&group[at..]));
                    begins = false;
                }
                _ => {}
            }
        }
    }
    names
}

#[test]
fn groups_of_imports_are_taken_apart() {
    let text = "use crate::{\n    model::{plan::Plan, text},\n    view,\n};\nlet x = crate::error::Exit;";
    assert_eq!(named(text).into_iter().collect::<Vec<_>>(), ["error", "model", "view"]);
}

#[test]
fn imports_run_one_way() {
    for source in sources() {
        let layer = source.layer();
        let allowed = LAYERS
            .iter()
            .find(|it| it.0 == layer)
            .unwrap_or_else(|| panic!("{} is of no layer", source.path))
            .1;
        for name in named(source.code()) {
            assert!(
                name == layer || allowed.contains(&name.as_str()),
                "{} uses `crate::{name}`",
                source.path
            );
            if layer == "world" && name == "view" {
                let room = source.path.split(['/', '.']).nth(2).unwrap_or_default();
                assert!(WORLD_WITH_A_VIEW.contains(&room), "{} uses the view", source.path);
            }
        }
        // Nor by climbing: so many times `super` is the crate itself.
        let out = "super::".repeat(source.depth());
        assert!(!source.code().contains(&out), "{} climbs out of its layer", source.path);
    }
}

#[test]
fn the_program_is_its_library() {
    let main = sources().into_iter().find(|it| it.path == "src/main.rs").expect("there is a main");
    let names: Vec<&str> =
        main.code().match_indices("stretch::").map(|it| &main.code()[it.0..it.0 + 12]).collect();
    assert_eq!(names, ["stretch::run"], "main runs the library and does nothing else");
}

#[test]
fn every_file_says_what_it_is() {
    for source in sources().into_iter().chain(files("tests")).chain(files("benches")) {
        assert!(!source.path.ends_with("mod.rs"), "{}: `foo.rs` stands beside `foo/`", source.path);
        let is_child = source.path.ends_with("/tests.rs"); // the tests of the file beside it
        assert!(is_child || source.text.starts_with("//! "), "{} opens with what it is", source.path);
        let lines = source.text.lines().count();
        assert!(!source.path.starts_with("src/") || lines <= LONGEST, "{} has {lines} lines", source.path);
    }
}

#[test]
fn nothing_that_a_user_can_reach_panics_on_purpose() {
    let words = [".unwrap()", "panic!(", "todo!(", "unimplemented!(", "unreachable!(", "dbg!("];
    for source in sources() {
        for (number, line) in source.code().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for word in words {
                assert!(!code.contains(word), "{}:{} has `{word}`", source.path, number + 1);
            }
        }
    }
}

#[test]
fn nothing_is_left_to_do() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];
    for source in sources().into_iter().chain(files("tests")).chain(files("benches")) {
        for mark in marks {
            let is_word = |it: &str| it.split(|it: char| !it.is_alphanumeric()).any(|it| it == mark);
            let line = source.text.lines().position(is_word);
            assert!(line.is_none(), "{}:{} has a {mark}", source.path, line.unwrap_or_default() + 1);
        }
    }
}

/// The wall clock moved by a year changes nothing in a session, since nothing that plays one can
/// read it (promise 9). The rehearsals prove the rest: a stage's own clock is all there is.
#[test]
fn no_session_can_read_the_wall_clock() {
    let plays = |it: &Source| {
        ["model", "view", "stage"].contains(&it.layer())
            || ["src/world/clock.rs", "src/world/terminal.rs", "src/world/plain.rs"]
                .contains(&it.path.as_str())
            || it.path.starts_with("src/world/terminal/")
    };
    let sources: Vec<Source> = sources().into_iter().filter(plays).collect();
    assert!(sources.iter().any(|it| it.path == "src/world/clock.rs"));
    for source in sources {
        for name in ["SystemTime", "UNIX_EPOCH", "ClockId::Realtime", "Zoned::now", "Local::now", "Utc::now"]
        {
            assert!(!source.code().contains(name), "{} names {name}", source.path);
        }
    }
}

/// Reading a routine starts nothing, reads nothing else and opens no connection, because the model
/// has none of the words for it (promise 21).
#[test]
fn the_model_and_the_view_touch_nothing() {
    let touching = [
        "std::fs",
        "std::net",
        "std::process",
        "std::env",
        "std::thread",
        "std::os",
        "std::io",
        "File::",
        "Command::new",
        "Instant::",
        "rustix::",
        "include_bytes!",
        "libc::",
    ];
    for source in sources().iter().filter(|it| ["model", "view"].contains(&it.layer())) {
        for word in touching {
            assert!(!source.code().contains(word), "{} names {word}", source.path);
        }
        for group in source.code().split("use std::").skip(1) {
            let group = group.split(';').next().unwrap_or_default();
            let words: BTreeSet<&str> = group.split(|it: char| !it.is_alphanumeric() && it != '_').collect();
            for word in ["fs", "net", "process", "env", "thread", "os", "io"] {
                assert!(!words.contains(word), "{} uses std::{word}", source.path);
            }
        }
    }
}

/// Only the ways out may end the program: whoever else did would leave the terminal taken.
#[test]
fn the_program_ends_in_one_place() {
    for source in sources() {
        let ends = source.code().contains("process::exit(") || source.code().contains("process::abort(");
        assert!(!ends || source.path == "src/world/terminal/ways_out.rs", "{} ends the program", source.path);
    }
}
