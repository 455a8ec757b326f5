//! `stretch while COMMAND`: commands that pass, fail, are killed, write much, end at once, never end, and want the
//! keyboard; on a terminal and without one.

#![expect(clippy::disallowed_methods, reason = "the tests start processes to wait for")]

use std::{
    fs,
    process::{Command, Stdio},
};

use rustix::process::{Pid, Signal, test_kill_process};

use crate::{
    program::{Outcome, Program, stretch},
    pty::{Pty, Start, State},
};

const PATH: &str = "/usr/bin:/bin";

fn alone(line: &str, script: &str) -> Outcome {
    program(line, script).run()
}

fn program(line: &str, script: &str) -> Program {
    stretch(line).with("sh").with("-c").with(script).env("PATH", PATH)
}

fn on_terminal(options: &[&str], script: &str) -> Pty {
    let line = [&["while", "--mute"], options, &["--", "sh", "-c", script]].concat();
    Start::stretch(&line).env("PATH", PATH).env("STRETCH_CONDITIONS", "none").go()
}

fn ends_with(pty: &mut Pty, code: i32) {
    let state = pty.wait_for_end().0;
    assert_eq!(state, State::Exited(code), "{}", pty.contents());
    pty.assert_given_back();
}

#[test]
fn without_a_terminal_it_only_runs_the_command() {
    let Outcome { status, stdout, stderr } = alone("while", "echo out; echo err >&2; exit 7");
    assert_eq!((status, stdout.as_str(), stderr.as_str()), (Some(7), "out\n", "err\n"));
    let behind = alone("while --", "exit 0");
    assert_eq!((behind.status, behind.stdout.as_str(), behind.stderr.as_str()), (Some(0), "", ""));
    let asked = alone("while --plain", "echo out");
    assert_eq!((asked.status, asked.stdout.as_str()), (Some(0), "out\n"));
    assert!(asked.stderr.starts_with("warning: the output is no terminal: "), "{}", asked.stderr);
    assert_eq!(alone("while", "kill -9 $$").status, Some(137), "by a signal");
    let read = alone("while --for 3m", "cat; echo end");
    assert_eq!((read.status, read.stdout.as_str()), (Some(0), "end\n"), "nothing is on its stdin");
    let much = alone("while", "yes abcdefghijklmno | head -c 3000000");
    assert_eq!((much.status, much.stdout.len()), (Some(0), 3_000_000));
    let options =
        stretch("while sh -c").with("printf '%s,' \"$@\"").with("x").with("--plain").with("-v").with("--");
    assert_eq!(options.env("PATH", PATH).prints(), "--plain,-v,--,", "they belong to the command");
}

#[test]
fn what_cannot_be_run_ends_as_in_a_shell() {
    let missing = stretch("while -- nothing-of-this-name").env("PATH", PATH).run();
    assert_eq!(
        (missing.status, missing.stderr.as_str()),
        (Some(127), "error: `nothing-of-this-name`: not found\n")
    );
    let refused = stretch("while ./notes.txt").file("notes.txt", "words").env("PATH", PATH).run();
    assert_eq!(refused.status, Some(126), "{}", refused.stderr);
    let nothing = stretch("while").fails(2);
    assert!(nothing.contains("no command was given"), "{nothing}");
    let both = stretch("while --pid 1 -- true").fails(2);
    assert!(both.contains("`--pid`"), "{both}");
}

#[test]
fn words_that_are_no_command_are_a_complaint() {
    let plan = stretch("while driving my neck hurts --dry-run").healthy().env("PATH", PATH).run();
    assert!(plan.status == Some(0) && plan.stdout.starts_with("Neck: "), "{plan:?}");
    let neither = stretch("while xyzzying plugh").env("PATH", PATH).fails(2);
    assert!(neither.contains("`xyzzying` is no program in PATH"), "{neither}");
    assert!(neither.contains("hint: behind `--` it is a command"), "{neither}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_process_of_somebody_else_is_waited_for() {
    let mut other =
        Command::new("/bin/sh").args(["-c", "read line"]).stdin(Stdio::piped()).spawn().expect("it starts");
    let id = other.id().to_string();
    let waiting = stretch("while --pid").with(&id).command().spawn().expect("it starts");
    // It must have begun to wait.
    let handles = format!("/proc/{}/fd", waiting.id());
    let waits = || {
        let links =
            fs::read_dir(&handles).expect("it runs").flatten().filter_map(|it| fs::read_link(it.path()).ok());
        links.map(|it| it.to_string_lossy().into_owned()).any(|it| it.contains("pidfd"))
    };
    while !waits() {
        std::thread::yield_now();
    }
    drop(other.stdin.take());
    other.wait().expect("it ends");
    let ended = waiting.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(0));
    let gone = stretch("while --pid").with(&id).fails(2);
    assert!(gone.starts_with("error: there is no process "), "{gone}");
    stretch("while --pid 0").fails(2);
}

/// As Ctrl-C in the first moment does, before the screen is up: the command itself sends the signal as the first thing
/// that it does.
#[test]
fn a_signal_in_the_first_moment_reaches_the_command() {
    for options in [&[][..], &["--plain"]] {
        let mut interrupted = on_terminal(options, "kill -INT $PPID; exec sleep 1000");
        ends_with(&mut interrupted, 128 + 2);
        let mut caught =
            on_terminal(options, "trap 'exit 9' INT; kill -INT $PPID; while :; do sleep 0.01; done");
        ends_with(&mut caught, 9);
    }
    // Any other one ends both.
    let mut ended =
        on_terminal(&[], "trap 'echo > gone; exit' TERM; kill -TERM $PPID; while :; do sleep 0.01; done");
    assert_eq!(ended.wait_for_end().0, State::Killed(Signal::TERM.as_raw()), "{}", ended.contents());
    while !ended.home().join("gone").exists() {
        std::thread::yield_now();
    }
}

#[test]
fn a_command_that_ends_is_told_and_its_output_printed() {
    let script = "printf '\\033[31mred\\033[0m\\n'; test -t 1 && echo a terminal; read x; exit 5";
    let mut pty = on_terminal(&[], script);
    ends_with(&mut pty, 5);
    let shown = pty.contents();
    assert!(shown.contains("red\n") && shown.contains("a terminal\n"), "{shown}");
    assert!(shown.contains("failed (5) after 0:0"), "{shown}");
    assert!(pty.raw().windows(8).any(|it| it == b"\x1b[31mred"), "its colours stay");
    let mut killed = on_terminal(&[], "kill -TERM $$");
    ends_with(&mut killed, 128 + 15);
    let mut at_once = on_terminal(&[], "true");
    ends_with(&mut at_once, 0);
    assert!(at_once.contents().contains("passed after 0:0"), "{}", at_once.contents());
}

#[test]
fn no_hold_is_cut_by_the_end_of_a_command() {
    let mut pty = on_terminal(&[], "while test ! -e go; do sleep 0.05; done");
    pty.wait_for("GET READY");
    // Into the first hold.
    for _ in 0..12 {
        if pty.contents().contains("HOLD") {
            break;
        }
        pty.press("n");
        pty.is_silent_for(std::time::Duration::from_millis(150));
    }
    pty.wait_for("HOLD");
    fs::write(pty.home().join("go"), "").expect("a file");
    pty.wait_for("or press q");
    assert!(pty.contents().contains("passed after"), "{}", pty.contents());
    pty.press("q");
    pty.press("q");
    ends_with(&mut pty, 0);
}

#[test]
fn the_first_interrupt_is_for_the_command_and_the_second_leaves_both() {
    let script =
        "trap 'echo was interrupted; exit 9' INT; echo $$ > id; echo begun; while :; do sleep 0.05; done";
    // As a key, as a signal from elsewhere, and from a terminal that makes a signal of the key.
    for (options, is_key) in [(&[][..], true), (&[], false), (&["--plain"], true)] {
        let mut pty = on_terminal(options, script);
        pty.wait_for(if options.is_empty() { "GET READY" } else { "stretches" });
        // In lines nothing is shown of the command before the session is over.
        while !pty.home().join("id").exists() {
            pty.is_silent_for(std::time::Duration::from_millis(10));
        }
        if is_key {
            pty.press("\u{3}");
        } else {
            pty.send(Signal::INT);
        }
        ends_with(&mut pty, 9);
        assert!(pty.contents().contains("was interrupted"), "{}", pty.contents());
    }

    let stubborn = "trap '' INT; echo $$ > id; echo begun; while :; do sleep 0.05; done";
    let mut pty = on_terminal(&[], stubborn);
    pty.wait_for("begun");
    pty.press("\u{3}");
    pty.wait_for("was asked to stop");
    pty.press("\u{3}");
    let state = pty.wait_for_end().0;
    assert_eq!(state, State::Killed(2), "a shell calls it 130");
    pty.assert_given_back();
    let id: i32 =
        fs::read_to_string(pty.home().join("id")).expect("its number").trim().parse().expect("a number");
    let is_gone = Pid::from_raw(id).is_some_and(|it| test_kill_process(it).is_err());
    assert!(is_gone, "the command is left running");
}

#[test]
fn a_command_that_wants_the_keyboard_gets_it_when_one_leaves() {
    let mut pty = on_terminal(&[], "echo your name; read name </dev/tty; echo hello $name");
    pty.wait_for("wants the keyboard");
    pty.press("q");
    pty.press("q");
    pty.wait_for_main_screen();
    pty.wait_for("still runs after");
    pty.press("Ada\r");
    let state = pty.wait_for_end().0;
    assert_eq!(state, State::Exited(0), "{}", pty.contents());
    assert!(pty.contents().contains("hello Ada"), "{}", pty.contents());
}

#[test]
fn who_leaves_sees_the_output_as_it_comes() {
    let script = "echo begun; while test ! -e go; do sleep 0.05; done; echo ended; exit 3";
    let mut pty = on_terminal(&[], script);
    pty.wait_for("begun");
    pty.press("q");
    pty.press("q");
    pty.wait_for_main_screen();
    pty.wait_for("still runs after");
    fs::write(pty.home().join("go"), "").expect("a file");
    ends_with(&mut pty, 3);
    assert!(pty.contents().contains("begun\nended"), "{}", pty.contents());
}

#[test]
fn megabytes_are_kept_whole() {
    let mut pty = on_terminal(&[], "i=0; yes abcdefghijklmnopqrstuvwxyz | head -c 2700000; echo the end");
    ends_with(&mut pty, 0);
    let raw = pty.raw();
    let count = raw.windows(26).filter(|it| *it == b"abcdefghijklmnopqrstuvwxyz").count();
    // The foot of the screen may show a line of it, too.
    assert!(count >= 100_000, "{count} lines");
    assert!(pty.contents().contains("the end"), "{}", pty.contents());
}

#[test]
fn where_nothing_is_left_to_play_it_waits() {
    let mut pty = on_terminal(&["--for", "5s"], "while test ! -e go; do sleep 0.05; done; exit 6");
    pty.wait_for("Waiting for");
    fs::write(pty.home().join("go"), "").expect("a file");
    ends_with(&mut pty, 6);
}
