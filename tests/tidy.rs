//! The house keeps its shape: who imports whom, how files open, and what stands in none of them.
//! What `clippy.toml` can say stands there; this is the rest.

#![expect(clippy::disallowed_methods, reason = "the sources are files")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Whose names a layer may use; its own it always may. The arrows run one way:
/// `main` → `lib` → `cli` → `command` → `world` → `stage` → `view` → `model`.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("view", &["model"]),
    ("stage", &["model", "view"]),
    // A failure is what a world has to say when a file cannot be read.
    ("world", &["model", "stage", "view", "error"]),
    ("error", &["model", "view"]),
    ("command", &["model", "stage", "view", "world", "error"]),
    ("cli", &["model", "error", "command"]),
    ("lib", &["model", "stage", "view", "world", "error", "cli", "command"]),
    // It names the library, not the crate's own modules.
    ("main", &[]),
];

/// The rooms of the world that show something, and so may use the view: the two stages, the reports
/// of broken files and settings, and the reader of what a terminal can show.
const WORLD_WITH_A_VIEW: &[&str] = &["terminal", "plain", "files", "settings", "places"];

/// No file has more lines, and no file of tests either: one that grows beyond this is split by what it is about.
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

    /// Everything but its tests, line for line: their lines are empty.
    fn code(&self) -> String {
        if self.path.ends_with("/tests.rs") || self.path.contains("/tests/") {
            String::new()
        } else {
            without_tests(&self.text)
        }
    }
}

/// A text with every item under `#[cfg(test)]` left empty. Formatted code ends an item of
/// several lines with a bracket that is indented as its attribute is.
fn without_tests(text: &str) -> String {
    let mut code = String::new();
    let mut test: Option<&str> = None; // the indentation of the item that is left out
    let mut has_begun = false;
    for line in text.lines() {
        let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
        match test {
            None if rest.starts_with("#[cfg(test)]") => (test, has_begun) = (Some(indent), false),
            None => code.push_str(line),
            Some(at) if at == indent && !rest.starts_with('#') && rest != ")]" => {
                let is_all = !has_begun && rest.ends_with([';', ',', '}']);
                let is_end = has_begun && ["}", "};", "},"].contains(&rest);
                test = test.filter(|_| !is_all && !is_end);
                has_begun = true;
            }
            Some(_) => {}
        }
        code.push('\n');
    }
    code
}

#[test]
fn what_stands_behind_tests_is_read_too() {
    let text = "use a;\n#[cfg(test)]\nmod tests;\n\nfn b() {}\n#[cfg(test)]\nmod more {\n    const C: &str = \"\nc;\n\";\n}\nfn d() {}\n    \
                #[cfg(test)]\n    #[expect(\n        x\n    )]\n    e: u8,\n    f: u8,\n";
    let code: Vec<String> =
        without_tests(text).lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect();
    assert_eq!(code, ["use a;", "fn b() {}", "fn d() {}", "f: u8,"]);
    assert_eq!(without_tests(text).lines().count(), text.lines().count());
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
    check(&sources(), wrong_imports);
}

fn wrong_imports(source: &Source) -> Vec<String> {
    let (layer, code) = (source.layer(), source.code());
    let Some((_, allowed)) = LAYERS.iter().find(|it| it.0 == layer) else {
        return vec!["is of no layer".to_owned()];
    };
    let mut wrong = Vec::new();
    for name in named(&code) {
        if name != layer && !allowed.contains(&name.as_str()) {
            wrong.push(format!("uses `crate::{name}`"));
        }
        if layer == "world" && name == "view" {
            let room = source.path.split(['/', '.']).nth(2).unwrap_or_default();
            if !WORLD_WITH_A_VIEW.contains(&room) {
                wrong.push("uses the view".to_owned());
            }
        }
    }
    // Nor by climbing: so many times `super` is the crate itself.
    if code.contains(&"super::".repeat(source.depth())) {
        wrong.push("climbs out of its layer".to_owned());
    }
    wrong
}

#[test]
fn the_program_is_its_library() {
    let main = sources().into_iter().find(|it| it.path == "src/main.rs").expect("there is a main");
    let code = main.code();
    let names: Vec<&str> = code.match_indices("stretch::").map(|it| &code[it.0..it.0 + 12]).collect();
    assert_eq!(names, ["stretch::run"], "main runs the library and does nothing else");
}

#[test]
fn every_file_says_what_it_is() {
    for source in sources().into_iter().chain(files("tests")).chain(files("benches")) {
        assert!(!source.path.ends_with("mod.rs"), "{}: `foo.rs` stands beside `foo/`", source.path);
        let is_child = source.path.ends_with("/tests.rs"); // the tests of the file beside it
        assert!(is_child || source.text.starts_with("//! "), "{} opens with what it is", source.path);
        let lines = source.text.lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", source.path);
    }
}

/// A type that other files can see has a name that no other type has, so that the name alone says what it is. Only
/// types that are private to their files may share one.
#[test]
fn a_type_has_a_name_of_its_own() {
    let sources = sources();
    let mut types: BTreeMap<String, Vec<(&str, bool)>> = BTreeMap::new();
    for source in &sources {
        for (name, is_seen) in types_of(&source.code()) {
            types.entry(name).or_default().push((&source.path, is_seen));
        }
    }
    assert!(types.len() > 300, "the types are found: {}", types.len());
    let shared = types.iter().filter(|(_, all)| all.len() > 1 && all.iter().any(|it| it.1));
    let shared: Vec<String> = shared
        .map(|(name, all)| {
            format!("`{name}` in {}", all.iter().map(|it| it.0).collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert!(shared.is_empty(), "these names have several meanings:\n{}", shared.join("\n"));
}

/// The types that a text defines, and whether other files can see them. A vocabulary is seen.
fn types_of(code: &str) -> Vec<(String, bool)> {
    let name = |it: &str| it.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect::<String>();
    let mut types = Vec::new();
    let mut is_vocabulary = false;
    for line in code.lines().map(str::trim_start) {
        is_vocabulary |= line.starts_with("vocabulary! {");
        let (is_pub, rest) = match line.strip_prefix("pub") {
            Some(rest) => {
                (true, rest.trim_start_matches("(super)").trim_start_matches("(crate)").trim_start())
            }
            None => (false, line),
        };
        // What a trait or an `impl` calls `Item` or `Error` ends here: it is not a type of its own.
        let is_own = |kind: &str| kind != "type " || is_pub || code.contains(&format!("\n{line}"));
        let kinds = ["struct ", "enum ", "trait ", "type ", "union "];
        if let Some(kind) = kinds.into_iter().find(|it| rest.starts_with(it)).filter(|it| is_own(it)) {
            types.push((name(&rest[kind.len()..]), is_pub));
        } else if is_vocabulary && line.len() == name(line).len() + 2 && line.ends_with(" {") {
            types.push((name(line), true));
            is_vocabulary = false;
        }
    }
    types
}

#[test]
fn types_are_found_with_who_sees_them() {
    let text = "pub struct A<'a> {\n}\nenum B {\npub(super) type C = u8;\nimpl D for A {\n    type Item = u8;\n}\n\
                vocabulary! {\n    /// Words.\n    E {\n        F = \"f\",\n";
    let types = types_of(text);
    let found: Vec<(&str, bool)> = types.iter().map(|it| (it.0.as_str(), it.1)).collect();
    assert_eq!(found, [("A", true), ("B", false), ("C", true), ("E", true)]);
}

/// Clippy says so too, and sees more; but a rule of clippy can be allowed in place.
#[test]
fn nothing_that_a_user_can_reach_panics_on_purpose() {
    check(&sources(), panics);
}

fn panics(source: &Source) -> Vec<String> {
    let words = [
        ".unwrap()",
        ".expect(",
        ".unwrap_err()",
        ".expect_err(",
        "panic!(",
        "todo!(",
        "unimplemented!(",
        "unreachable!(",
        "dbg!(",
        " assert!(",
        " assert_eq!(",
        " assert_ne!(",
    ];
    // In a `const` it is the build that fails.
    found(source, |code| words.iter().copied().find(|it| code.contains(it) && !code.contains("const")))
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
    check(&sources, wall_clocks);
}

fn wall_clocks(source: &Source) -> Vec<String> {
    let clocks = ["SystemTime", "UNIX_EPOCH", "ClockId::Realtime", "Zoned::now", "Local::now", "Utc::now"];
    found(source, |code| clocks.into_iter().find(|it| code.contains(it)))
}

/// Reading a routine starts nothing, reads nothing else and opens no connection, because the model
/// has none of the words for it (promise 21).
#[test]
fn the_model_and_the_view_touch_nothing() {
    let sources: Vec<Source> =
        sources().into_iter().filter(|it| ["model", "view"].contains(&it.layer())).collect();
    check(&sources, touches);
}

fn touches(source: &Source) -> Vec<String> {
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
    let mut found = found(source, |code| touching.into_iter().find(|it| code.contains(it)));
    for group in source.code().split("use std::").skip(1) {
        let group = group.split(';').next().unwrap_or_default();
        let words: BTreeSet<&str> = group.split(|it: char| !it.is_alphanumeric() && it != '_').collect();
        for word in ["fs", "net", "process", "env", "thread", "os", "io"] {
            if words.contains(word) {
                found.push(format!("uses std::{word}"));
            }
        }
    }
    found
}

/// What a person reads or hears while they stretch, or in what is printed, is a function in `src/model/words/`, so that
/// another language is another room beside it.
#[test]
fn sentences_stand_with_the_words() {
    let sources: Vec<Source> =
        sources().into_iter().filter(|it| ["view", "stage", "world"].contains(&it.layer())).collect();
    check(&sources, sentences);
}

/// Four words in a row, in a text: a path, a colour and a tag have none.
fn sentences(source: &Source) -> Vec<String> {
    // Nobody reads why a rule of clippy does not hold, nor the name of a thread or a title of a schema.
    let is_for_nobody =
        |it: &str| ["reason = ", ".name(\"", "FileKind::"].iter().any(|sign| it.contains(sign));
    let words = |text: &str| {
        let is_word = |it: &&str| it.len() > 1 && it.bytes().all(|it| it.is_ascii_lowercase());
        let longest =
            text.split(' ').map(|it| it.trim_end_matches(',')).fold((0, 0), |(longest, here), it| {
                let here = if is_word(&it) { here + 1 } else { 0 };
                (longest.max(here), here)
            });
        longest.0 >= 4
    };
    let mut found = Vec::new();
    let mut is_text = false; // a text may go on in the next line
    for (number, line) in source.code().lines().enumerate() {
        let bare = line.replace("'\"'", "' '").replace("'\\\"'", "' '").replace("\\\"", "'");
        let bare = if is_text || !bare.trim_start().starts_with("//") { bare } else { String::new() };
        for (at, part) in bare.split('"').enumerate() {
            is_text ^= at > 0;
            if is_text && words(part) && !part.contains("<!") && !is_for_nobody(line) {
                found.push(format!("says `{}` in line {}", part.trim(), number + 1));
            }
        }
    }
    found
}

/// Only the ways out may end the program: whoever else did would leave the terminal taken.
#[test]
fn the_program_ends_in_one_place() {
    let ways_out = "src/world/terminal/ways_out.rs";
    let others: Vec<Source> = sources().into_iter().filter(|it| it.path != ways_out).collect();
    check(&others, ends);
}

fn ends(source: &Source) -> Vec<String> {
    found(source, |code| ["process::exit(", "process::abort("].into_iter().find(|it| code.contains(it)))
}

/// A test that starts the program by another way could let it find the developer's home.
#[test]
fn only_the_harness_starts_the_program() {
    let harness = ["tests/program.rs", "tests/pty.rs", "tests/tidy.rs"];
    for source in files("tests").iter().filter(|it| !harness.contains(&it.path.as_str())) {
        assert!(!source.text.contains("CARGO_BIN_EXE"), "{} starts the program by itself", source.path);
    }
}

/// Fails with everything that a rule finds wrong.
fn check(sources: &[Source], rule: fn(&Source) -> Vec<String>) {
    let wrong =
        |it: &Source| rule(it).into_iter().map(|what| format!("{} {what}", it.path)).collect::<Vec<_>>();
    let wrong: Vec<String> = sources.iter().flat_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The lines of code, comments left out, in which a rule finds a word.
fn found<'w>(source: &Source, rule: impl Fn(&str) -> Option<&'w str>) -> Vec<String> {
    let code = source.code();
    let lines = code.lines().enumerate();
    let named = lines.filter_map(|(number, line)| {
        let word = rule(line.split("//").next().unwrap_or_default())?;
        Some(format!("has `{word}` in line {}", number + 1))
    });
    named.collect()
}

/// The rules find what they are there for wherever it stands: at the end of real files, behind their
/// tests, and in the middle of them.
#[test]
fn a_planted_sin_is_found() {
    type Rule = fn(&Source) -> Vec<String>;
    let sins: &[(&str, Rule)] = &[
        ("    std::env::args().next().unwrap();", panics),
        ("    std::env::args().next().expect(\"a name\");", panics),
        ("    panic!(\"no\");", panics),
        ("    let now = std::time::SystemTime::now();", wall_clocks),
        ("    let text = std::fs::read(\"a\");", touches),
        ("    crate::view::wrap::wrap(\"\", 1);", wrong_imports),
        ("    std::process::exit(1);", ends),
        ("    let told = \"nothing is to be done\";", sentences),
    ];
    for path in ["src/model/parse.rs", "src/model/figure.rs", "src/model/plan.rs"] {
        let text = sources().into_iter().find(|it| it.path == path).expect("it is there").text;
        let middle = text.find("#[cfg(test)]").expect("it has tests");
        for (sin, rule) in sins {
            let sin = format!("fn sin() {{\n{sin}\n}}\n");
            for text in [format!("{text}\n{sin}"), format!("{}{sin}{}", &text[..middle], &text[middle..])] {
                let source = Source { path: path.to_owned(), text };
                assert_eq!(rule(&source).len().min(1), 1, "{path} may have\n{sin}");
            }
        }
    }
}
