//! The README's commands do what it shows: each `console` block is run as it stands.
//!
//! A line that begins with `$ ` is a command, the lines below are what it prints, and a line of
//! `...` stands for any lines. `$ stretch` is run with an empty home and no terminal; other programs
//! (cargo, git) are not run.

#![expect(clippy::disallowed_methods, reason = "the README is a file")]

use std::{fs, path::Path};

use crate::program::{Outcome, stretch};

/// A command and what it is said to print.
#[derive(Debug, PartialEq, Eq)]
struct Example {
    line: usize,
    command: String,
    prints: Vec<String>,
}

fn examples(text: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut inside = false;
    for (number, line) in text.lines().enumerate() {
        match (inside, line.trim_end()) {
            (false, "```console") => inside = true,
            (true, "```") => inside = false,
            (true, line) => match (line.strip_prefix("$ "), examples.last_mut()) {
                (Some(command), _) => {
                    examples.push(Example {
                        line: number + 1,
                        command: command.to_owned(),
                        prints: Vec::new(),
                    });
                }
                (None, Some(example)) => example.prints.push(line.to_owned()),
                (None, None) => panic!("line {}: a block begins with its command", number + 1),
            },
            (false, _) => {}
        }
    }
    assert!(!inside, "a block is not closed");
    for example in &mut examples {
        while example.prints.last().is_some_and(String::is_empty) {
            example.prints.pop();
        }
    }
    examples
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

/// Runs the examples of a text, and tells which do not print what they should.
fn check(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for Example { line, command, prints } in examples(text) {
        let Some(words) = command.strip_prefix("stretch") else { continue };
        let words = words.split(" #").next().unwrap_or_default();
        let Outcome { status, stdout, stderr } = stretch(words).run();
        let printed: Vec<&str> = stdout.lines().chain(stderr.lines()).collect();
        let is_right = if prints.is_empty() { status == Some(0) } else { fits(&prints, &printed) };
        if !is_right {
            wrong.push(format!("line {line}: `{command}` ends with {status:?} and prints\n{stdout}{stderr}"));
        }
    }
    wrong
}

#[test]
fn the_readme_shows_what_is_so() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    // While there is no README it shows nothing that could be wrong.
    let text = fs::read_to_string(path).expect("there is a README");
    assert!(!examples(&text).is_empty(), "it shows at least one command");
    let wrong = check(&text);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn examples_are_found_and_compared() {
    let text = format!(
        "Text.\n\n```console\n$ stretch --version\nstretch {}\n\n$ stretch show nexk\nerror: `nexk` is no area...\n```\n\n\
         ```console\n$ stretch list --json # all of them\n[\n...\n]\n$ cargo run\n$ stretch list\n```\n",
        env!("CARGO_PKG_VERSION")
    );
    let found: Vec<(usize, String)> = examples(&text).into_iter().map(|it| (it.line, it.command)).collect();
    let command = |line, words: &str| (line, words.to_owned());
    assert_eq!(
        found,
        [
            command(4, "stretch --version"),
            command(7, "stretch show nexk"),
            command(12, "stretch list --json # all of them"),
            command(16, "cargo run"),
            command(17, "stretch list"),
        ]
    );
    let wrong = check(&text);
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(
        wrong[0].starts_with("line 7: `stretch show nexk` ends with Some(2) and prints\nerror: "),
        "{wrong:?}"
    );
}
