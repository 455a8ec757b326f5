//! The log as a person meets it: `stretch log` over the files that sessions wrote.

#![expect(clippy::disallowed_methods, reason = "a test reads the files that were written")]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    os::unix::process::ExitStatusExt as _,
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    thread,
};

use rustix::process::{Pid, Signal, kill_process};
use signal_hook::flag;

use crate::{
    export,
    logs::held,
    program::{Outcome, at_home, stretch},
    pty::{Pty, Start, State},
};

const FIRST: &str = include_str!("fixtures/journal/version-1.jsonl");
/// Of the same version, since lines say what made the plan.
const OPTIONS: &str = include_str!("fixtures/journal/with-options.jsonl");
const A: &str = ".local/share/stretch/journal/a.jsonl";
const B: &str = ".local/share/stretch/journal/b.jsonl";

#[test]
fn an_empty_log_says_how_to_begin() {
    assert_eq!(stretch("log").prints(), "the log is empty; `stretch neck` starts it\n");
    assert_eq!(stretch("log --json").prints(), "[]\n");
}

#[test]
fn sessions_of_all_machines_are_listed_under_their_days_the_newest_last() {
    let other = FIRST.lines().take(2).collect::<Vec<_>>().join("\n").replace("277e", "0000");
    let other = other.replace("T20:3", "T06:1").replace("Neck release", "Calves");
    let asked = |line| {
        let notes = ".local/share/stretch/journal/notes.txt";
        // Programs that keep folders in step have such a file while they write.
        let hidden = (".local/share/stretch/journal/.a.jsonl", FIRST.replace("277e", "1111"));
        let log = stretch(line).file(A, FIRST).file(B, &other).file(hidden.0, &hidden.1);
        log.file(notes, "not a log").prints()
    };
    let listed = "\
2026-11-27 Fri
  06:15  Calves        30s held  interrupted
  20:35  Neck release  1m held
2026-11-28 Sat
  07:10  Desk break    5 repetitions  stopped before the end  1 hold shortened, 1 skipped
";
    assert_eq!(asked("log"), listed);
    let last = asked("log 1");
    assert!(last.starts_with("the last 1 of 3; `stretch log 3` shows all\n"), "{last}");
    assert!(last.contains("Desk break") && !last.contains("Calves"), "{last}");
}

/// Its other lines may be in a file that is not here.
#[test]
fn a_session_of_which_only_the_end_is_left_has_a_name_too() {
    let end = "{\"v\":1,\"session\":\"abcd\",\"at\":\"2026-11-28T07:10:00+01:00\",\"event\":\"left\"}\n";
    let listed = "2026-11-28 Sat\n  07:10  unnamed session  nothing held  stopped before the end\n";
    assert_eq!(stretch("log").file(A, end).prints(), listed);
    assert_eq!(stretch("log --json").file(A, end).json()[0]["title"], "unnamed session");
}

#[test]
fn a_title_of_any_length_hides_nothing() {
    let long = FIRST.replacen("Neck release", &"x".repeat(70_000), 1);
    let listed = stretch("log").file(A, &long).prints();
    assert!(listed.contains("…  1m held\n") && listed.contains("Desk break"), "{listed}");
    assert!(listed.lines().all(|it| it.chars().count() < 110), "{listed}");
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
    assert_eq!((desk["repetitions"].as_u64(), desk["ended"].as_str()), (Some(5), Some("left")));
    assert_eq!(desk["segments"][2]["outcome"].as_str(), Some("skipped"));
    assert!(neck["options"].is_null() && desk["felt"].is_null(), "old lines do not say");
}

#[test]
fn what_was_held_and_what_was_finished_are_two_facts_in_it() {
    let listed = stretch("log").file(A, OPTIONS).prints();
    let expected = "\
2026-11-29 Sun
  18:02  Neck release and My sheet  1m1s held and 2 repetitions  stopped before the end  1 hold shortened, 1 ended early
";
    assert_eq!(listed, expected);
    let session = &stretch("log --json").file(A, OPTIONS).json()[0];
    let line: serde_json::Value = serde_json::from_str(OPTIONS.lines().next().unwrap()).unwrap();
    assert_eq!((&session["options"], &session["plan"]), (&line["options"], &line["plan"]));
    assert_eq!((session["held_seconds"].as_f64(), session["repetitions"].as_u64()), (Some(61.5), Some(2)));
    assert_eq!(
        (session["felt"].as_str(), session["routines_felt"]["my-sheet"].as_str()),
        (Some("easy"), Some("much"))
    );
    let facts = |at: usize| {
        let it = &session["segments"][at];
        (it["seconds"].as_f64(), it["planned_seconds"].as_f64(), it["finished"].as_bool())
    };
    assert_eq!(facts(0), (Some(20.0), Some(30.0), Some(false)));
    assert_eq!(facts(1), (Some(41.5), None, Some(true)));
}

#[test]
fn what_cannot_be_read_is_said_and_stays_as_it_is() {
    let torn = format!("{FIRST}{{\"v\":1,\"sess\n\u{1b}[2J\n");
    let program = stretch("log").file(A, &torn).file(format!("{B}/in-a-folder"), "");
    let Outcome { status, stdout, stderr } = program.run();
    assert!(status == Some(1) && stdout.contains("Neck release  1m held"), "{stdout}");
    let expected = "\
warning: cannot read `HOME/.local/share/stretch/journal/b.jsonl`: it is not a file
warning: 2 lines of the log cannot be read and were left as they are
";
    assert_eq!(stderr, expected);
    assert_eq!(fs::read_to_string(program.home().join(A)).unwrap(), torn);
}

#[test]
fn one_line_stays_and_several_stay() {
    let torn = format!("{FIRST}{{\"v\":1,\"sess\n");
    let Outcome { stderr, .. } = stretch("log").file(A, &torn).run();
    assert_eq!(stderr, "warning: 1 line of the log cannot be read and was left as it is\n");
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
            let says = "warning: part of this session is not in the log: cannot write `HOME/.local/share/stretch/journal/";
            assert!(told.starts_with(says) && told.lines().count() == 1, "{told}");
        });
        let kept = short();
        assert_eq!(plays(&kept), "");
        let folder = fs::read_dir(kept.home().join(".local/share/stretch/journal")).unwrap();
        let files: Vec<_> = folder.map(|it| fs::read_to_string(it.unwrap().path()).unwrap()).collect();
        let began: serde_json::Value = serde_json::from_str(files[0].lines().next().unwrap()).unwrap();
        let path = kept.home().canonicalize().unwrap().join("short.yaml");
        assert_eq!(began["options"]["targets"][0].as_str(), path.to_str(), "a file is found from anywhere");
        assert_eq!(began["options"]["level"].as_str(), Some("steady"));
        assert_eq!(
            (began["plan"][0]["rounds"].as_u64(), began["plan"][0]["hash"].as_str().map(str::len)),
            (Some(1), Some(16))
        );
        let listed = stretch("log").file(A, &files[0]).prints();
        assert!(files.len() == 1 && listed.ends_with("  Short  1s held\n"), "{listed}");
    });
}

/// A repetition a second: the second one says that the first is done.
const NODS: &str = "name: Nods\nsteps:\n  - reps: Nod.\n    times: 500\n    each: 1s\n";

/// The events in the log of a home, each with its repetitions.
fn events(home: &Path) -> Vec<(String, Option<u64>)> {
    let folder = fs::read_dir(home.join(".local/share/stretch/journal")).unwrap();
    let files = folder.map(|it| fs::read_to_string(it.unwrap().path()).unwrap());
    let lines: Vec<serde_json::Value> = files
        .flat_map(|it| it.lines().map(|it| serde_json::from_str(it).unwrap()).collect::<Vec<_>>())
        .collect();
    lines.iter().map(|it| (it["event"].as_str().unwrap().to_owned(), it["times"].as_u64())).collect()
}

/// What is under way when the program is killed, in lines and on a terminal, is in the log.
#[test]
fn what_a_signal_breaks_off_is_kept() {
    let broken_off = |home: &Path, way: &str| {
        let events = events(home);
        let names: Vec<&str> = events.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(names, ["began", "skipped"], "{way}");
        assert!(events[1].1 >= Some(1), "{way}: {events:?}");
    };
    thread::scope(|at_once| {
        at_once.spawn(|| {
            let program = stretch("./nods.yaml --plain").file("nods.yaml", NODS);
            let mut child = program.command().stdout(Stdio::piped()).spawn().unwrap();
            let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
            assert!(lines.any(|it| it == "3"), "it counts, and a repetition is kept already");
            kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
            assert_eq!(child.wait().unwrap().signal(), Some(Signal::TERM.as_raw()));
            broken_off(&program.home(), "TERM, in lines");
        });
        at_once.spawn(|| {
            // A shell starts what runs in its background with this signal ignored, and the program leaves it
            // so. One that is handled here is a default one again for the child.
            let interrupt = Signal::INT.as_raw();
            flag::register_conditional_shutdown(interrupt, 130, Arc::new(true.into())).unwrap();
            let program = stretch("./nods.yaml --plain").file("nods.yaml", NODS);
            let mut child = program.command().stdout(Stdio::piped()).spawn().unwrap();
            let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
            assert!(lines.any(|it| it == "3"), "it counts, and a repetition is kept already");
            kill_process(Pid::from_child(&child), Signal::INT).unwrap();
            let rest: Vec<String> = lines.collect();
            assert_eq!(child.wait().unwrap().signal(), Some(Signal::INT.as_raw()));
            let summary = rest.iter().find(|it| it.starts_with("Nods: stopped before the end, ")).unwrap();
            assert!(summary.contains(" repetition"), "{rest:?}");
            let last: Vec<&str> = rest.iter().rev().take(2).rev().map(String::as_str).collect();
            assert_eq!(last, ["  1 hold ended early", "`stretch resume` goes on with it."], "{rest:?}");
            let names: Vec<String> = events(&program.home()).into_iter().map(|it| it.0).collect();
            assert_eq!(names, ["began", "skipped", "left"], "an interrupt, in lines");
        });
        for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
            at_once.spawn(move || {
                let (home, mut pty) = nodding();
                pty.send(signal);
                assert_eq!(pty.wait_for_end().0, State::Killed(signal.as_raw()));
                pty.assert_given_back();
                broken_off(home.path(), "on a terminal");
            });
        }
        // In a pause nothing runs, and what was done is not lost.
        at_once.spawn(|| {
            let (home, mut pty) = nodding();
            pty.press(" ");
            pty.wait_for("PAUSED");
            pty.send(Signal::TERM);
            assert_eq!(pty.wait_for_end().0, State::Killed(Signal::TERM.as_raw()));
            broken_off(home.path(), "in a pause");
        });
    });
}

/// A session on a terminal in its second repetition or a later one, and its home.
fn nodding() -> (tempfile::TempDir, Pty) {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("nods.yaml");
    fs::write(&file, NODS).unwrap();
    let start = Start::stretch(&[file.to_str().unwrap()]).env("HOME", home.path().to_str().unwrap());
    let mut pty = start.go();
    pty.wait_for("GET READY");
    pty.press("nn");
    pty.wait_for("2 of 500");
    (home, pty)
}

#[test]
fn control_c_prints_what_was_held_and_keeps_it() {
    let (home, mut pty) = nodding();
    pty.press("\x03");
    assert_eq!(pty.wait_for_end().0, State::Killed(Signal::INT.as_raw()));
    pty.assert_given_back();
    let screen = pty.contents();
    assert!(
        screen.contains("Nods: stopped before the end, ") && screen.contains("1 hold ended early"),
        "{screen}"
    );
    assert!(!screen.contains("nothing held"), "{screen}");
    let events = events(home.path());
    let names: Vec<&str> = events.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(names, ["began", "skipped", "left"]);
}

/// `n n n q`: whatever was skipped at once was not held.
#[test]
fn a_session_in_which_nothing_was_held_is_not_in_the_log() {
    let home = tempfile::tempdir().unwrap();
    let start = Start::stretch(&["neck-release"]).env("HOME", home.path().to_str().unwrap());
    let mut pty = start.go();
    pty.wait_for("GET READY");
    pty.press("nnnnnq");
    pty.wait_for("LEAVE?");
    pty.press("q");
    assert_eq!(pty.wait_for_end().0, State::Exited(3));
    let screen = pty.contents();
    assert!(screen.contains("nothing held") && screen.contains("skipped"), "{screen}");
    assert!(!home.path().join(".local/share/stretch/journal").exists());
}

#[test]
fn the_log_shows_a_time_and_an_area() {
    let log = [
        held("a1", "2026-11-20T08:00:00+01:00", "neck-release", None, 30),
        held("b2", "2026-11-24T08:00:00+01:00", "neck-release", None, 40),
        held("b2", "2026-11-24T08:01:00+01:00", "wall-calf-stretch", Some("left"), 50),
    ]
    .join("\n");
    let ask = |line: &str| stretch(line).file(A, &log).prints();
    let since = ask("log --since 2026-11-21");
    assert!(since.contains("1m30s held") && !since.contains("2026-11-20"), "{since}");
    let calves = ask("log --area calves");
    assert!(calves.contains("50s held") && !calves.contains("2026-11-20"), "{calves}");
    assert_eq!(ask("log --area face"), "nothing was held in that time or for that area\n");
    assert_eq!(ask("log --since 0d"), "nothing was held in that time or for that area\n");
    assert_eq!(ask("log --since 5000d"), ask("log"));
    for wrong in ["yesterday", "-3d", "3", "2026-13-01", "99999999999w"] {
        assert_eq!(stretch("log --since").with(wrong).run().status, Some(2), "{wrong}");
    }
    assert_eq!(
        stretch("log --json --area calves").file(A, &log).json()[0]["segments"].as_array().map(Vec::len),
        Some(1)
    );
}

#[test]
fn a_session_can_be_forgotten_and_its_lines_stay() {
    let program = stretch("log forget 5b0e").file(A, OPTIONS).file(B, FIRST);
    let said = program.prints();
    assert!(said.starts_with("Forgotten: 2026-11-29 18:02 Neck release and My sheet, "), "{said}");
    let of = |line: &str| {
        let output = at_home(&program.home()).args(line.split(' ')).output().expect("it starts");
        String::from_utf8(output.stdout).expect("text")
    };
    assert!(!of("log").contains("My sheet") && of("log").contains("Desk break"));
    assert!(!of("log --json").contains("5b0e61a7c2d93f48"), "nor with every hold");
    assert_eq!(fs::read_to_string(program.home().join(A)).expect("the file"), OPTIONS, "nothing is changed");
    let again = at_home(&program.home()).args(["log", "forget", "5b0e"]).output().expect("it starts");
    assert_eq!(again.status.code(), Some(2));
    assert!(
        of("log --ids")
            .lines()
            .filter(|it| it.starts_with("  "))
            .all(|it| it.split_whitespace().nth(1).is_some_and(|it| it.len() == 16))
    );
    assert!(of("log forget last").starts_with("Forgotten: 2026-11-28 07:10 Desk break"));
    assert_eq!(
        stretch("log forget last").fails(2),
        "error: the log is empty, so there is nothing to forget\n"
    );
    assert!(stretch("log forget 12").file(A, FIRST).fails(2).contains("`stretch log --ids` shows"));
}

#[test]
fn a_report_is_one_page_that_asks_for_nothing_and_runs_nothing() {
    let hostile = "<script>alert(1)</script>\\\" onload='x' & <img src=http://x>";
    let log = FIRST.replace("\"Neck release\"", &format!("\"{hostile}\""));
    let program = stretch("log --report -o report.html").file(A, log + OPTIONS);
    assert_eq!(program.prints(), "");
    let page = fs::read_to_string(program.home().join("report.html")).expect("the report");
    assert!(page.starts_with("<!doctype html>") && page.contains("default-src 'none'"), "{page}");
    assert!(page.contains("&lt;script&gt;") && page.contains("&lt;img src="), "{page}");
    for part in ["<script", "<img", "http://x>", "onload='"] {
        assert!(!page.contains(part), "{part}: {page}");
    }
    let tags = export::tags(&page);
    let count = |name: &str| tags.iter().filter(|it| it.name == name).count();
    assert_eq!((count("html"), count("body"), count("h1"), count("h2")), (1, 1, 1, 1));
    assert_eq!((count("table"), count("td") % 6, count("th")), (1, 0, 6), "each row has all columns");
    for part in
        ["Week of 23 November 2026", "<td>right</td>", "<td class=\"n\">0:30</td>", "My sheet: too much"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(program.home().join("report.html")).expect("the report").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "it is about somebody's health");
    assert_eq!(program.prints(), "", "an older report is replaced");
    let other = stretch("log --report -o notes.html").file("notes.html", "mine").file(A, FIRST);
    assert!(other.fails(1).contains("was not written by stretch"));
    assert_eq!(stretch("log --report").file(A, FIRST).run().status, Some(2));
    assert_eq!(stretch("log -o x.html").file(A, FIRST).run().status, Some(2));
    open_in_a_browser(&program.home().join("report.html"));
}

/// Has chromium, where it is installed, load a page, and fails if it finds anything against the page's policy.
fn open_in_a_browser(page: &Path) {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let named = |folder: std::path::PathBuf| {
        ["chromium", "chromium-browser", "google-chrome"].map(|it| folder.join(it))
    };
    let Some(browser) = std::env::split_paths(&path).flat_map(named).find(|it| it.is_file()) else { return };
    let folder = page.parent().expect("a file is in a folder");
    let output = std::process::Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.join("browser").display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("it starts");
    let (shown, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(shown.contains("Stretching log"), "{said}");
    assert!(!said.contains("Content Security Policy") && !said.contains("Refused to"), "{said}");
}

const MACHINE: &str = ".local/state/stretch/machine";

/// The names in a folder of a home.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_damaged_name_of_this_machine_is_made_anew_and_kept() {
    for damaged in ["", "\u{fffd}\n", "0123\n", "0123456789abcdefg\n"] {
        let program = stretch("log forget 277e").file(A, FIRST).file(MACHINE, damaged);
        let kept = || fs::read_to_string(program.home().join(MACHINE)).expect("a name").trim().to_owned();
        let forgotten = program.run();
        assert_eq!(forgotten.status, Some(0), "{}", forgotten.stderr);
        let name = kept();
        assert!(name.len() == 16 && name.bytes().all(|it| it.is_ascii_hexdigit()), "{damaged:?}: {name}");
        at_home(&program.home()).args(["log", "forget", "9d1c"]).output().expect("it starts");
        assert_eq!(kept(), name);
        let logs = [format!("{name}.jsonl"), "a.jsonl".to_owned()];
        assert_eq!(names(&program.home().join(".local/share/stretch/journal")).len(), logs.len());
        assert!(logs.iter().all(|it| program.home().join(".local/share/stretch/journal").join(it).exists()));
        assert_eq!(names(&program.home().join(".local/state/stretch")), ["machine"]);
    }
}

/// The file may grow by fifty bytes: less than a line.
#[test]
fn a_line_that_is_written_in_part_is_taken_back() {
    let log = ".local/share/stretch/journal/0123456789abcdef.jsonl";
    let before = "x".repeat(20 * 512 - 51) + "\n";
    let program =
        stretch("log forget 277e").file(A, FIRST).file(MACHINE, "0123456789abcdef\n").file(log, &before);
    let command = program.command();
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", "ulimit -f 20; exec \"$0\" \"$@\""]).arg(command.get_program());
    shell.args(command.get_args()).current_dir(program.home()).env_clear();
    shell.envs(command.get_envs().filter_map(|it| Some((it.0, it.1?)))).stdin(Stdio::null());
    let output = shell.output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("cannot write"), "{said}");
    assert_eq!(fs::read_to_string(program.home().join(log)).expect("the log"), before);
}
