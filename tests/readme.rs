//! The README can be followed, and so can the pages in docs/ and the examples of every help: whatever they say
//! to type is typed, from the first line to the last, in one home, and does what they say it does.
//!
//! In a `console` block a line that begins with `$ ` is a command, the lines below it are what it prints, and
//! a line of `...` stands for any lines. In the text every `stretch ...` in backticks is a command, and in the
//! table of options every `--option` is one for playing; sessions are not waited for, so `--dry-run` is added.
//! A `yaml` block is saved in the file that its first line names. Other programs (cargo, git) are not run.

#![expect(clippy::disallowed_methods, reason = "the README is a file, and so is what it says to save")]

use std::{fs, path::Path};

use stretch::{cli::Cli, command::Command};
use tempfile::TempDir;

use crate::program::{OWN, SMALL, at_home};

/// Something that a reader does.
#[derive(Debug, PartialEq, Eq)]
enum Deed {
    /// Types a command, and compares what it prints, if that is shown.
    Type { command: String, prints: Vec<String> },
    /// Saves a file in the home.
    Save { path: String, text: String },
}

/// What a text says to do, in order, each with the line where it is said.
fn deeds(text: &str) -> Vec<(usize, Deed)> {
    let mut deeds: Vec<(usize, Deed)> = Vec::new();
    let mut block: Option<&str> = None; // the language of the block that one is in
    for (number, line) in text.lines().enumerate() {
        let number = number + 1;
        if let Some(fence) = line.strip_prefix("```") {
            block = if block.is_some() { None } else { Some(fence) };
            if fence == "yaml" {
                deeds.push((number, Deed::Save { path: String::new(), text: String::new() }));
            }
            continue;
        }
        match (block, deeds.last_mut()) {
            (Some("console"), last) => match (line.strip_prefix("$ "), last) {
                (Some(command), _) => {
                    let command = command.split(" #").next().unwrap_or(command).to_owned();
                    deeds.push((number, Deed::Type { command, prints: Vec::new() }));
                }
                (None, Some((_, Deed::Type { prints, .. }))) => prints.push(line.trim_end().to_owned()),
                (None, _) => panic!("line {number}: a block begins with its command"),
            },
            (Some("yaml"), Some((_, Deed::Save { path, text }))) => {
                if let Some(named) = line.strip_prefix("# ~/").filter(|_| text.is_empty()) {
                    named.clone_into(path);
                }
                *text += &format!("{line}\n");
            }
            (Some(_), _) => {}
            (None, _) => {
                let spans = line.split('`').skip(1).step_by(2);
                let is_row = line.starts_with("| `--");
                let commands = spans.filter_map(|it| match it.strip_prefix("--") {
                    Some(_) if is_row => Some(format!("stretch neck {it}")),
                    _ => (it == "stretch" || it.starts_with("stretch ")).then(|| it.to_owned()),
                });
                deeds.extend(commands.map(|command| (number, Deed::Type { command, prints: Vec::new() })));
            }
        }
    }
    assert!(block.is_none(), "a block is not closed");
    deeds
}

/// Whether lines are as they are said to be, `...` standing for any of them.
fn fits(said: &[String], printed: &[&str]) -> bool {
    match said.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if first.trim() == "..." => {
            (0..=printed.len()).any(|it| fits(rest, &printed[it..]))
        }
        Some((first, rest)) => {
            printed.split_first().is_some_and(|it| first == it.0.trim_end() && fits(rest, it.1))
        }
    }
}

/// The words of a command line, as a shell takes them apart; what is written in capitals is named.
fn words_of(line: &str) -> Vec<String> {
    let line = line.split(" > ").next().unwrap_or(line);
    let mut words: Vec<String> = Vec::new();
    for (place, part) in line.split('\'').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
            continue;
        }
        words.extend(part.split_whitespace().filter(|it| *it != "--watch").map(|it| match it {
            "NAME" => "neck-release".to_owned(),
            "FILE" | "PATH" => "./mine.yaml".to_owned(),
            "DIR" => ".".to_owned(),
            it => it.to_owned(),
        }));
    }
    words
}

/// Whether a routine was created, which its author fills in now.
fn named_new(words: &[String]) -> bool {
    words.first().is_some_and(|it| it == "new")
}

/// Whether only something is missing that a reader has, and this home has not.
fn may_lack_something(said: &str) -> bool {
    ["there is no session", "nothing to forget", "nothing of your own to check", "already exists"]
        .iter()
        .any(|it| said.contains(it))
}

/// Follows a text in a home, and says where it could not be followed.
fn follow(text: &str, home: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    for (line, deed) in deeds(text) {
        let (command, mut prints) = match deed {
            Deed::Type { command, prints } => (command, prints),
            // An example that is no file of its own.
            Deed::Save { path, .. } if path.is_empty() => continue,
            Deed::Save { path, text } => {
                let path = home.join(path);
                fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
                fs::write(path, text).expect("a file");
                continue;
            }
        };
        let Some(words) = command.strip_prefix("stretch") else { continue };
        let typed = words_of(words);
        let mut words: Vec<&str> = typed.iter().map(String::as_str).collect();
        let named = |name: &str| words.first() == Some(&name);
        let plays = words.first().is_some_and(|it| !Command::reserved().contains(it)) || named("resume");
        // There is nothing here that could be heard, no terminal for an editor, and an untouched template is not
        // finished.
        let may_fail = ["cues", "check", "edit", "resume"].iter().any(|it| named(it))
            || command.ends_with("config edit");
        if named("while") || named("remind") {
            continue; // there are no other programs here; `tests/alongside.rs` and `tests/remind.rs` have some
        }
        if (plays || words.contains(&"--play")) && prints.is_empty() && !words.contains(&"--dry-run") {
            words.push("--dry-run");
        }
        let output = at_home(home).args(&words).output().expect("it starts");
        let text =
            |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&*home.to_string_lossy(), "/home/you");
        let printed = text(&output.stdout) + &text(&output.stderr);
        let status = output.status.code();
        while prints.last().is_some_and(String::is_empty) {
            prints.pop();
        }
        // A command may be mentioned without the words that it needs.
        let is_mentioned = status == Some(2) && printed.contains("needs a") || may_lack_something(&printed);
        if named_new(&typed) && status == Some(0) {
            let made =
                printed.lines().next().unwrap_or_default().replace("/home/you", &home.to_string_lossy());
            fs::write(made.trim_matches('\''), SMALL).expect("the routine that was made");
        }
        let is_right = match prints.is_empty() {
            true => status == Some(0) || status == Some(1) && may_fail || is_mentioned,
            false => fits(&prints, &printed.lines().collect::<Vec<_>>()),
        };
        if !is_right {
            wrong.push(format!("line {line}: `{command}` ends with {status:?} and prints\n{printed}"));
        }
    }
    wrong
}

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    fs::read_to_string(path).expect("there is a README")
}

#[test]
fn the_readme_can_be_followed_to_its_end() {
    let home = TempDir::new().expect("a home");
    let text = readme();
    let count = deeds(&text).len();
    assert!(count >= 25, "it says what to do: {count}");
    // A sheet that somebody gave you.
    std::fs::write(home.path().join("sheet.txt"), "1. Neck tilt: hold 20 s each side\n").expect("a file");
    let wrong = follow(&text, home.path());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whoever creates a routine fills it in before they go on.
const FILLED_IN: [&str; 4] = ["mine.yaml", "neck.yaml", "arm-reach.yaml", "my-stretch.yaml"];

#[test]
fn every_page_of_the_docs_can_be_followed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("there are docs") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|it| it != "md") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("it is UTF-8");
        count += deeds(&text).len();
        let told = follow(&text, home_with_files().path());
        wrong.extend(told.into_iter().map(|it| format!("{}: {it}", path.display())));
    }
    assert!(count >= 60, "they say what to do: {count}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A home with what the pages take for there.
fn home_with_files() -> TempDir {
    let home = TempDir::new().expect("a home");
    for file in FILLED_IN {
        fs::write(home.path().join(file), SMALL).expect("a file");
    }
    fs::write(home.path().join("sheet.txt"), "1. Reach up. Hold for 20 seconds.\n").expect("a file");
    home
}

#[test]
fn the_examples_of_every_help_work() {
    let definition = Cli::definition();
    let mut wrong = Vec::new();
    let mut count = 0;
    for command in definition.get_subcommands().chain([&definition]) {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let lines = help.lines().filter_map(|it| it.strip_prefix("  stretch "));
        let examples: Vec<String> =
            lines.map(|it| format!("`stretch {}`", it.split("   ").next().unwrap_or(it).trim())).collect();
        count += examples.len();
        let home = home_with_files();
        fs::create_dir_all(home.path().join(OWN)).expect("a folder");
        fs::write(home.path().join(OWN).join("my-stretch.yaml"), SMALL).expect("a file");
        wrong.extend(follow(&examples.join("\n"), home.path()));
    }
    assert!(count >= 15, "there are examples: {count}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The routine that it shows is without fault, and with the slip that it shows it is told so.
#[test]
fn the_routine_of_the_readme_is_right_and_its_error_is_real() {
    let home = TempDir::new().expect("a home");
    let text = readme();
    let saved = deeds(&text).into_iter().find_map(|it| match it.1 {
        Deed::Save { path, text } => Some((path, text)),
        Deed::Type { .. } => None,
    });
    let (path, routine) = saved.expect("it shows a routine");
    assert_eq!(path, format!("{OWN}/neck/my-neck.yaml"));
    let check = |routine: &str| {
        fs::create_dir_all(home.path().join(OWN).join("neck")).expect("a folder");
        fs::write(home.path().join(&path), routine).expect("a file");
        let output = at_home(home.path()).args(["check", "my-neck"]).output().expect("it starts");
        let printed = String::from_utf8(output.stdout).expect("it is UTF-8");
        printed.replace(&*home.path().to_string_lossy(), "/home/you")
    };
    let printed = check(&routine);
    assert!(!printed.contains("error: ") && !printed.contains("warning: "), "{printed}");
    let printed = check(&routine.replace("for: 15-30s", "for: 30"));
    let block = text.split("```\n").find(|it| it.starts_with("error: ")).expect("it shows an error");
    assert!(printed.contains(block), "{printed}\n{block}");
}

#[test]
fn what_is_said_is_found_and_compared() {
    let text = format!(
        "Type `stretch list` or `make`.\n\n```console\n$ stretch --version\nstretch {}\n\n$ stretch show nexk\nerror: other\n```\n\n\
         | `--mute`, `--level full` | no sound |\n\n```yaml\n# ~/a/b.yaml\nname: B\n```\n",
        env!("CARGO_PKG_VERSION")
    );
    let found: Vec<String> = deeds(&text)
        .into_iter()
        .map(|(line, it)| match it {
            Deed::Type { command, .. } => format!("{line} {command}"),
            Deed::Save { path, text } => format!("{line} {path} {text:?}"),
        })
        .collect();
    assert_eq!(
        found,
        [
            "1 stretch list",
            "4 stretch --version",
            "7 stretch show nexk",
            "11 stretch neck --mute",
            "11 stretch neck --level full",
            r##"13 a/b.yaml "# ~/a/b.yaml\nname: B\n""##,
        ]
    );
    let home = TempDir::new().expect("a home");
    let wrong = follow(&text, home.path());
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(
        wrong[0].starts_with("line 7: `stretch show nexk` ends with Some(2) and prints\nerror: "),
        "{wrong:?}"
    );
    assert!(home.path().join("a/b.yaml").exists());
}
