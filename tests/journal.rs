//! The log as a person meets it: `stretch log` over the files that sessions wrote.

#![expect(clippy::disallowed_methods, reason = "a test reads the files that were written")]

use std::{fs, thread};

use crate::program::{Outcome, stretch};

const FIRST: &str = include_str!("fixtures/journal/version-1.jsonl");
const A: &str = ".local/share/stretch/journal/a.jsonl";
const B: &str = ".local/share/stretch/journal/b.jsonl";

#[test]
fn an_empty_log_says_how_to_begin() {
    assert_eq!(stretch("log").prints(), "nothing is in the log yet; `stretch neck` begins it\n");
    assert_eq!(stretch("log --json").prints(), "[]\n");
}

#[test]
fn sessions_of_all_machines_are_listed_under_their_days_the_newest_last() {
    let other = FIRST.lines().take(2).collect::<Vec<_>>().join("\n").replace("277e", "0000");
    let other = other.replace("T20:3", "T06:1").replace("Neck release", "Calves");
    let asked = |line| {
        let notes = ".local/share/stretch/journal/notes.txt";
        stretch(line).file(A, FIRST).file(B, &other).file(notes, "not a log").prints()
    };
    let listed = "\
2026-11-27 Fri
  06:15  Calves        30s held  not ended
  20:35  Neck release  1m held
2026-11-28 Sat
  07:10  Desk break    3 repetitions  left before the end
";
    assert_eq!(asked("log"), listed);
    let last = asked("log 1");
    assert!(last.starts_with("the last 1 of 3; `stretch log 3` shows all\n"), "{last}");
    assert!(last.contains("Desk break") && !last.contains("Calves"), "{last}");
}

#[test]
fn a_title_of_any_length_hides_nothing() {
    let long = FIRST.replacen("Neck release", &"x".repeat(70_000), 1);
    let listed = stretch("log").file(A, &long).prints();
    assert!(listed.contains("…  1m held\n") && listed.contains("Desk break"), "{listed}");
    assert!(listed.lines().all(|it| it.chars().count() < 90), "{listed}");
}

#[test]
fn how_many_is_a_number_from_one() {
    for none in ["0", "-1", "x"] {
        assert_eq!(stretch(&format!("log {none}")).run().status, Some(2), "{none}");
    }
    let broken = stretch("log").file(A, "{\n").run();
    assert_eq!((broken.status, broken.stdout.as_str()), (Some(0), ""), "it is not said to be empty");
}

#[test]
fn for_programs_it_has_every_hold() {
    let sessions = stretch("log --json").file(A, FIRST).json();
    assert_eq!(sessions.as_array().map(Vec::len), Some(2));
    let (neck, desk) = (&sessions[0], &sessions[1]);
    assert_eq!((neck["held_seconds"].as_f64(), neck["ended"].as_str()), (Some(60.0), Some("done")));
    assert_eq!(neck["segments"][1]["side"].as_str(), Some("left"));
    assert_eq!((desk["repetitions"].as_u64(), desk["ended"].as_str()), (Some(3), Some("left")));
    assert_eq!(desk["segments"][2]["outcome"].as_str(), Some("skipped"));
}

#[test]
fn what_cannot_be_read_is_said_and_stays_as_it_is() {
    let torn = format!("{FIRST}{{\"v\":1,\"sess\n\u{1b}[2J\n");
    let program = stretch("log").file(A, &torn).file(format!("{B}/in-a-folder"), "");
    let Outcome { status, stdout, stderr } = program.run();
    assert!(status == Some(0) && stdout.contains("Neck release  1m held"), "{stdout}");
    let expected = "\
warning: cannot read `HOME/.local/share/stretch/journal/b.jsonl`: it is no file
warning: 2 lines of the log cannot be read, and stay as they are
";
    assert_eq!(stderr, expected);
    assert_eq!(fs::read_to_string(program.home().join(A)).unwrap(), torn);
}

#[test]
fn one_line_stays_and_several_stay() {
    let torn = format!("{FIRST}{{\"v\":1,\"sess\n");
    let Outcome { stderr, .. } = stretch("log").file(A, &torn).run();
    assert_eq!(stderr, "warning: 1 line of the log cannot be read, and stays as it is\n");
}

/// Whether anything is kept in a home after this.
fn keeps(program: &crate::program::Program) -> bool {
    program.home().join(".local/share/stretch/journal").exists()
}

#[test]
fn a_preview_and_a_plan_are_not_kept() {
    for line in ["neck-release --plain --speed 1000", "neck-release --dry-run"] {
        let program = stretch(line);
        assert_eq!(program.run().status, Some(0));
        assert!(!keeps(&program), "{line}");
    }
}

/// In real time, since a preview is not kept: the shortest session that there is, three times at once.
#[test]
fn a_session_is_kept_unless_one_wants_none_of_it_or_nothing_can_be_kept() {
    let short = || {
        stretch("./short.yaml --plain")
            .file("short.yaml", "name: Short\nsteps:\n  - hold: Tip.\n    for: 1s\n")
    };
    let plays = |program: &crate::program::Program| {
        let Outcome { status, stdout, stderr } = program.run();
        assert!(status == Some(0) && stdout.contains("Short: done, 1 second held"), "{stdout}{stderr}");
        stderr
    };
    thread::scope(|at_once| {
        at_once.spawn(|| {
            let unwanted = short().env("STRETCH_LOG", "false");
            assert_eq!(plays(&unwanted), "");
            assert!(!keeps(&unwanted));
        });
        at_once.spawn(|| {
            // A file is where the folder should be.
            let told = plays(&short().file(".local/share/stretch/journal", ""));
            let says = "warning: not all of this is kept in the log: cannot write `HOME/.local/share/stretch/journal/";
            assert!(told.starts_with(says) && told.lines().count() == 1, "{told}");
        });
        let kept = short();
        assert_eq!(plays(&kept), "");
        let folder = fs::read_dir(kept.home().join(".local/share/stretch/journal")).unwrap();
        let files: Vec<_> = folder.map(|it| fs::read_to_string(it.unwrap().path()).unwrap()).collect();
        let listed = stretch("log").file(A, &files[0]).prints();
        assert!(files.len() == 1 && listed.ends_with("  Short  1s held\n"), "{listed}");
    });
}
