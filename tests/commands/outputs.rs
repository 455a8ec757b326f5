//! Output that goes nowhere: full devices, closed pipes, no home.

#![expect(clippy::disallowed_methods, reason = "a test opens the devices that programs write to")]

use std::{
    fs::OpenOptions,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use crate::program::{Program, SMALL, check_calm, stretch};

/// A command line of every kind, and how it ends.
const EVERYTHING: &[(&str, i32)] = &[
    ("", 0),
    ("list", 0),
    ("list --json", 0),
    ("show neck", 0),
    ("show neck-release --json", 0),
    ("neck --dry-run", 0),
    ("neck --dry-run --json", 0),
    ("neck-release --plain --speed 1000", 0),
    ("--help", 0),
    ("play --help", 0),
    ("--version", 0),
    ("list zzzzzz", 1),
    ("nexk", 2),
    ("neck --nope", 2),
];

#[test]
fn a_full_device_is_an_error_and_no_panic() {
    // Only Linux has such a device.
    for &(line, usual) in EVERYTHING.iter().filter(|_| cfg!(target_os = "linux")) {
        let program = stretch(line).env("RUST_BACKTRACE", "1");
        let full = || OpenOptions::new().write(true).open("/dev/full").expect("a device");
        let output = program.command().stdout(full()).stderr(Stdio::piped()).output().expect("it starts");
        check_calm(&program, &output.stderr, line);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(usual.max(1)), "stretch {line}: {said}");
        assert_eq!(said.matches("error: ").count(), 1, "stretch {line}: {said}");
        // And with nowhere to say it either.
        let status = program.command().stdout(full()).stderr(full()).status().expect("it starts");
        assert_eq!(status.code(), output.status.code(), "stretch {line}");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    for &(line, usual) in EVERYTHING {
        let program = stretch(line).env("RUST_BACKTRACE", "1");
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = program.command().stdout(writer).stderr(Stdio::piped()).output().expect("it starts");
        check_calm(&program, &output.stderr, line);
        assert_eq!(output.status.code(), Some(usual), "stretch {line}");
        assert_eq!(output.stderr.is_empty(), usual == 0, "stretch {line} talks of its pipe");
    }
}

/// As `| head -1` does.
#[test]
fn a_reader_who_has_had_enough_is_no_error() {
    for &(line, usual) in EVERYTHING.iter().filter(|it| it.1 == 0) {
        let program = stretch(line).env("RUST_BACKTRACE", "1");
        let mut command = program.command();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut first = String::new();
        let mut reader = BufReader::with_capacity(1, child.stdout.take().expect("a pipe"));
        reader.read_line(&mut first).expect("a line");
        drop(reader);
        assert!(!first.trim().is_empty(), "stretch {line}");
        let output = child.wait_with_output().expect("it ends");
        check_calm(&program, &output.stderr, line);
        assert_eq!((output.status.code(), output.stderr.len()), (Some(usual), 0), "stretch {line}");
    }
}

/// What was asked for cannot be printed, as on a full device.
#[test]
fn a_stdout_that_takes_nothing_is_an_error_and_a_closed_one_no_panic() {
    for &(line, usual) in EVERYTHING {
        let program = stretch(line).env("RUST_BACKTRACE", "1");
        let shell = program.command();
        // What is closed is `/dev/null` before the program begins; what is opened for reading takes no output.
        for (way, code) in [(">&-", usual), ("1</dev/null", usual.max(1))] {
            let mut closed = Command::new("/bin/sh");
            closed.arg("-c").arg(format!("exec \"$0\" \"$@\" {way}"));
            closed.arg(shell.get_program()).args(shell.get_args());
            let output = closed.env_clear().env("HOME", program.home()).stdin(Stdio::null()).output();
            let output = output.expect("it starts");
            check_calm(&program, &output.stderr, line);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(code), "stretch {line} {way}: {said}");
            assert_eq!(
                said.matches("error: ").count(),
                usize::from(code > 0),
                "stretch {line} {way}: {said}"
            );
            let is_output = usual == 0 && code > 0;
            assert_eq!(said.contains("cannot write the output"), is_output, "stretch {line} {way}: {said}");
        }
    }
}

#[test]
fn no_home_is_no_error() {
    for (name, value) in
        [("HOME", ""), ("HOME", "relative"), ("HOME", "/nonexistent"), ("XDG_DATA_HOME", "relative")]
    {
        let list = stretch("list").env(name, value).prints();
        assert_eq!(list, stretch("list").prints(), "{name}={value}");
    }
}

/// Without a home there is no other one to be found, and a folder that is named does without.
#[test]
fn an_empty_home_is_no_home() {
    let said = stretch("new mine").env("HOME", "").fails(1);
    assert!(said.contains("HOME"), "{said}");
    let list = |run: &Program| run.prints().contains("small");
    let run = stretch("list").env("HOME", "").file("data/stretch/routines/small.yaml", SMALL);
    assert!(!list(&run));
    let data = run.home().join("data");
    assert!(list(&run.env("XDG_DATA_HOME", data)));
}
