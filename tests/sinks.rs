//! Bytes that command a terminal, turn the reading direction or hide: no file, name, argument or
//! variable brings one of them to any sink (promise 20).

use std::{ffi::OsString, os::unix::ffi::OsStringExt, path::Path};

use crate::program::{BROKEN, Program, SMALL, check_calm, stretch};

/// Bytes that command a terminal or hide, in UTF-8 or not.
const HOSTILE: &[&[u8]] = &[
    b"\x1b[2J",
    b"\x1b]0;title\x07",
    b"\xc2\x9b31m",
    b"\x08\x08\x7f",
    b"a\rb",
    "\u{202e}txet".as_bytes(),
    "\u{2066}x".as_bytes(),
    "\u{200b}\u{feff}".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{e0041}".as_bytes(),
    b"\xff\xfe",
    b"\xed\xa0\x80",
];

fn assert_harmless(what: &str, text: &[u8]) {
    let text = std::str::from_utf8(text).unwrap_or_else(|_| panic!("{what} prints bytes that are no UTF-8"));
    let hostile = |it: char| it != '\n' && stretch::model::text::is_hostile(it);
    assert!(!text.contains(hostile), "{what} prints {}", text.escape_debug());
}

/// Runs it, and fails if a control or a hidden character comes out, or a panic.
fn check_harmless(what: &str, program: &Program) {
    let output = program.command().output().expect("it starts");
    assert_harmless(what, &output.stdout);
    assert_harmless(what, &output.stderr);
    check_calm(program, &output.stderr, what);
    assert!(output.status.code().is_some_and(|it| it <= 2), "{what} ends with {:?}", output.status);
}

fn joined(parts: &[&[u8]]) -> OsString {
    OsString::from_vec(parts.concat())
}

#[test]
fn hostile_arguments_reach_no_sink() {
    for hostile in HOSTILE {
        let what = hostile.escape_ascii().to_string();
        let word = || joined(&[b"ne", hostile, b"ck"]);
        check_harmless(&what, &stretch("").with(word()));
        check_harmless(&what, &stretch("play").with(word()));
        check_harmless(&what, &stretch("show").with(word()));
        check_harmless(&what, &stretch("list").with(word()));
        check_harmless(&what, &stretch("").with(joined(&[b"./", hostile, b".yaml"])));
        check_harmless(&what, &stretch("").with(joined(&[b"--", hostile])));
        check_harmless(&what, &stretch("").with(joined(&[b"-", hostile])));
        for option in ["--level", "--hold", "--rounds", "--side", "--skip", "--speed", "--routines"] {
            check_harmless(&what, &stretch("neck --dry-run").with(option).with(word()));
            check_harmless(
                &what,
                &stretch("neck --dry-run").with(joined(&[option.as_bytes(), b"=", hostile])),
            );
        }
        for option in ["--position", "--muscle", "--needs"] {
            check_harmless(&what, &stretch("list").with(option).with(word()));
        }
    }
}

#[test]
fn hostile_names_and_contents_of_files_reach_no_sink() {
    for hostile in HOSTILE {
        let what = hostile.escape_ascii().to_string();
        let name = joined(&[b"ne", hostile, b"ck.yaml"]);
        let text = [
            b"name: Ne".as_slice(),
            hostile,
            b"ck\nsteps:\n  - hold: \"Sta",
            hostile,
            b"y.\"\n    for: 10s\n",
        ]
        .concat();
        let key = [b"name: Neck\nst".as_slice(), hostile, b"eps: 1\n"].concat();
        for line in ["list", "list --json", "small --dry-run", "bad", "show bad", "ba --dry-run"] {
            let program = stretch(line)
                .own(&name, SMALL)
                .own("neck/bad.yaml", &text)
                .own("neck/worse.yaml", &key)
                .own("small.yaml", SMALL);
            check_harmless(&format!("{line} with {what}"), &program);
        }
        for line in ["./bad.yaml --dry-run", "show ./bad.yaml", "./worse.yaml", "bad.yaml --speed 1000"] {
            let program = stretch(line).file("bad.yaml", &text).file("worse.yaml", &key);
            check_harmless(&format!("{line} with {what}"), &program);
        }
        let program = stretch("").with(joined(&[b"./", &name.clone().into_vec()])).file(&name, BROKEN);
        check_harmless(&what, &program);
    }
}

/// YAML can write characters without containing them.
#[test]
fn hostile_escapes_in_files_reach_no_sink() {
    for escape in
        [r"\e[2J", r"\x9b31m", r"\u202e", r"\u2028", r"\0", r"\a", r"\u200b", r"\U000e0041", r"\N", r"\L"]
    {
        let text = SMALL
            .replace("Stay.", &format!("\"Sta{escape}y.\""))
            .replace("Small", &format!("\"Sm{escape}all\""));
        for line in
            ["bad --dry-run", "list", "list --json", "show bad", "show bad --json", "bad --speed 1000"]
        {
            check_harmless(&format!("{line} with {escape}"), &stretch(line).own("bad.yaml", &text));
        }
    }
}

#[test]
fn hostile_variables_reach_no_sink() {
    for hostile in HOSTILE {
        let what = hostile.escape_ascii().to_string();
        for name in [
            "HOME",
            "XDG_DATA_HOME",
            "TERM",
            "LANG",
            "NO_COLOR",
            "COLORTERM",
            "STRETCH_PLAIN",
            "RUST_BACKTRACE",
        ] {
            for line in ["", "list small", "small --speed 1000", "nexk"] {
                let program = stretch(line).own("small.yaml", SMALL).env(name, joined(&[hostile]));
                check_harmless(&format!("{name}={what} stretch {line}"), &program);
            }
        }
        // A folder whose name is hostile, and a broken file in it.
        let folder = joined(&[b"da", hostile, b"ta"]);
        let program = stretch("list").file(Path::new(&folder).join("stretch/routines/bad.yaml"), BROKEN);
        let data = program.home().join(&folder);
        check_harmless(&what, &program.env("XDG_DATA_HOME", data));
    }
}
