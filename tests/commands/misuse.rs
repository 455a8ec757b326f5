//! What cannot be done: the whole answer to a command line that is wrong, and its exit code.

#![expect(clippy::disallowed_methods, reason = "the table is a file")]

use std::{fs, path::Path};

use crate::program::{Outcome, stretch};

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the table is there")
}

/// What is typed, the whole of what is said, and the exit code: `tests/fixtures/misuse.txt`, to be read as a
/// person would read it.
#[test]
fn what_cannot_be_done_is_answered_in_whole_sentences() {
    let path = "tests/fixtures/misuse.txt";
    let kept = read(path);
    let lines: Vec<&str> = kept.lines().filter_map(|it| it.strip_prefix("$ stretch ")).collect();
    assert!(lines.len() >= 60, "the table has {} rows", lines.len());
    let answered: String = lines
        .iter()
        .map(|line| {
            let Outcome { status, stdout, stderr } = stretch(line).run();
            assert_eq!(stdout, "", "stretch {line}");
            let status = status.unwrap_or_else(|| panic!("stretch {line} ends by itself"));
            format!("$ stretch {line}\n{stderr}[{status}]\n\n")
        })
        .collect();
    crate::kept::kept(path, &answered);
}

/// A line that a hint says to type does what was asked for.
#[test]
fn a_line_to_type_is_one_that_works() {
    for (line, option) in [("neck --json", "--json"), ("'upper back' --level full --cues", "--cues")] {
        let quoted = line.split('\'').filter(|it| !it.is_empty());
        let words =
            quoted.flat_map(|it| if it == "upper back" { vec![it] } else { it.split_whitespace().collect() });
        let typed = words.fold(stretch(""), |it, word| it.with(word));
        let said = typed.fails(2);
        let hint = format!("error: `{option}` needs `--dry-run`\nhint: type `stretch {line} --dry-run`\n");
        assert_eq!(said, hint);
        typed.with("--dry-run").prints();
    }
}

#[test]
fn help_and_version_are_answers() {
    assert_eq!(stretch("--version").prints(), format!("stretch {}\n", env!("CARGO_PKG_VERSION")));
    for line in ["--help", "-h", "play --help", "list --help", "show -h"] {
        let help = stretch(line).prints();
        assert!(help.contains("Usage: stretch") && help.contains("--plain"), "stretch {line}: {help}");
    }
}
