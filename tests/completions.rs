//! Completions: asked of the engine as each shell asks, and of the real shells where they are installed.

#![expect(clippy::disallowed_methods, reason = "tests start shells")]

use std::{fs, path::Path, process::Command};

use stretch::command::Command as Ours;

use crate::{
    program::{OWN, Program, SMALL, at_home, stretch},
    pty::Start,
};

/// What a shell is told that asks about the last of these words.
fn asked(shell: &str, words: &[&str]) -> Program {
    let program =
        stretch("-- stretch").env("COMPLETE", shell).env("_CLAP_COMPLETE_INDEX", words.len().to_string());
    let program = program.env("_CLAP_IFS", "\n");
    words.iter().fold(program, |it, word| it.with(*word))
}

/// The words alone, as bash is told them.
fn words(line: &[&str]) -> Vec<String> {
    asked("bash", line).prints().lines().map(str::to_owned).collect()
}

fn has(line: &[&str], expected: &[&str]) {
    let words = words(line);
    for it in expected {
        assert!(words.iter().any(|word| word == it), "{it} after {line:?} is not in {words:?}");
    }
}

#[test]
fn the_first_word_is_a_name_or_a_command() {
    let first = words(&[""]);
    for command in Ours::NAMES.iter().chain(&["help"]) {
        assert!(first.iter().any(|it| it == command), "{command}: {first:?}");
    }
    has(&[""], &["neck", "desk-break", "neck-release", "--for", "--level", "--plain"]);
    let upper = words(&["upper"]);
    assert!(
        upper.contains(&"upper-back".to_owned()) && upper.iter().all(|it| it.starts_with("upper")),
        "{upper:?}"
    );
    has(&["--plain", "li"], &["list"]);
    has(&["--level", "full", "ne"], &["neck", "new", "next"]);
    has(&["help", "sh"], &["show", "shoulders"]);
}

#[test]
fn a_name_is_followed_by_names_and_options_of_playing() {
    let after = words(&["neck", "li"]);
    assert!(!after.contains(&"list".to_owned()), "{after:?}");
    has(&["neck", "hi"], &["hips"]);
    has(&["neck", "--le"], &["--level"]);
    has(&["neck", "--level", ""], &["gentle", "steady", "full"]);
    has(&["neck", "--side", "l"], &["left"]);
    has(&["neck", "--skip", "neck"], &["neck-release"]);
    // A command's name behind a name is no command.
    has(&["neck", "list", "--le"], &["--level"]);
    has(&["play", "li"], &[]);
    assert!(!words(&["play", "sh"]).contains(&"show".to_owned()));
    has(&["--for", ""], &["5m"]);
}

#[test]
fn each_command_completes_what_it_takes() {
    has(&["list", "--needs", ""], &["chair", "strap"]);
    has(&["list", "--position", "sea"], &["seated"]);
    has(&["list", "--muscle", "upper"], &["upper-trapezius"]);
    has(&["list", "cal"], &["calves"]);
    has(&["show", "desk"], &["desk-break"]);
    has(&["new", "mine", "--from", "neck-rel"], &["neck-release"]);
    has(&["new", "mine", "--area", "upper"], &["upper-back"]);
    has(&["config", "br"], &["breath-in", "breath-out"]);
    has(&["config", "p"], &["plain", "path"]);
    has(&["config", "level", ""], &["gentle", "steady", "full"]);
    has(&["config", "mute", "t"], &["true"]);
    has(&["config", "conditions", "preg"], &["pregnancy"]);
    has(&["config", "conditions", "pregnancy,osteo"], &["pregnancy,osteoporosis"]);
    has(&["config", "never", "pig"], &["pigeon"]);
    has(&["schema", ""], &["routine", "program", "area", "config"]);
    has(&["completions", ""], &["bash", "zsh", "fish"]);
    has(&["log", "f"], &["forget"]);
    has(&["due", "--area", "hi"], &["hips"]);
    has(&["status", "--"], &["--format", "--waybar"]);
    assert_eq!(words(&["list", "--muscle", "qqq"]), [""; 0]);
    // What is completed is understood.
    for muscle in words(&["list", "--muscle", ""]) {
        assert!(stretch("list --ids --muscle").with(&muscle).run().status == Some(0), "{muscle}");
    }
}

#[test]
fn own_files_are_among_them_with_their_summaries() {
    let own = |program: Program| {
        let sheet =
            "# mine\nname: My sheet\nsummary: \"For my knee.\" # from the clinic\nplay: [neck-release]\n";
        program
            .own("my-sheet.yaml", sheet)
            .own("neck/my-neck.yaml", SMALL)
            .own("broken-one.yaml", "no: [")
            .own("with blank.yaml", SMALL)
            .own("neck/area.yaml", "name: Neck\n")
            .file("more/elsewhere.yaml", SMALL)
    };
    let said = own(asked("fish", &["show", "my-"])).prints();
    assert_eq!(said, "my-sheet\tFor my knee.\nmy-neck\tSmall\n");
    assert_eq!(own(asked("bash", &["edit", "bro"])).prints(), "broken-one", "to mend it");
    assert_eq!(own(asked("bash", &["show", "with"])).prints(), "", "nobody can type that");
    assert_eq!(own(asked("bash", &["check", "my-n"])).prints(), "my-neck");
    assert_eq!(own(asked("bash", &["--routines", "more", "else"])).prints(), "elsewhere");
    assert_eq!(own(asked("bash", &["--routines=more", "show", "else"])).prints(), "elsewhere");
    assert_eq!(own(asked("bash", &["--routines", "mo"])).prints(), "more/");
    assert_eq!(own(asked("bash", &["./mo"])).prints(), "./more/");
    let zsh = own(asked("zsh", &["neck-rel"])).prints();
    assert!(zsh.starts_with("neck-release:") && zsh.len() > 20, "{zsh}");
}

#[test]
fn a_variable_that_asks_for_nothing_changes_nothing() {
    let usual = stretch("list --ids neck").prints();
    for value in ["", "0", "1", "yes", "tcsh"] {
        assert_eq!(stretch("list --ids neck").env("COMPLETE", value).prints(), usual, "COMPLETE={value}");
    }
    let script = stretch("").env("COMPLETE", "/usr/bin/bash").prints();
    assert!(script.contains("complete -o nospace") && script.contains("stretch"), "{script}");
}

/// The program by its name in a folder of its own, and what else a shell needs.
fn path(home: &Path) -> String {
    let bin = home.join("bin");
    fs::create_dir_all(&bin).expect("a folder");
    let program = at_home(home);
    let link = bin.join("stretch");
    if !link.exists() {
        std::os::unix::fs::symlink(program.get_program(), link).expect("a link");
    }
    format!("{}:/usr/bin:/bin", bin.display())
}

/// What a shell prints, if it is installed.
fn shell(name: &str, arguments: &[&str], script: &str) -> Option<String> {
    let home = tempfile::tempdir().expect("a home");
    let own = home.path().join(OWN);
    fs::create_dir_all(&own).expect("a folder");
    fs::write(own.join("my-own.yaml"), SMALL).expect("a file");
    let mut command = Command::new(name);
    command.env_clear().env("HOME", home.path()).env("PATH", path(home.path())).env("LC_ALL", "C.UTF-8");
    let output = command.args(arguments).arg(script).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{name}: {text}{}", String::from_utf8_lossy(&output.stderr));
    Some(text)
}

#[test]
fn bash_completes_with_the_stub() {
    // As readline does it: the stub is sourced once, then its function is called for each line.
    let script = r#"
        source <(stretch completions bash)
        function=$(complete -p stretch | sed 's/.*-F \([^ ]*\).*/\1/')
        ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_TYPE=9; COMPREPLY=()
                "$function" stretch "${COMP_WORDS[COMP_CWORD]}" ""; echo "${COMPREPLY[*]}"; }
        ask stretch my-
        ask stretch neck-rel
        ask stretch neck --level g
    "#;
    let Some(said) = shell("bash", &["--norc", "-c"], script) else { return };
    assert_eq!(said, "my-own\nneck-release\ngentle\n");
}

#[test]
fn fish_completes_with_the_stub() {
    let script =
        "stretch completions fish | source; complete -C 'stretch my-'; complete -C 'stretch neck --level g'";
    let Some(said) = shell("fish", &["--no-config", "-c"], script) else { return };
    assert_eq!(said, "my-own\tSmall\ngentle\n");
}

/// Tab is pressed in a real zsh, where the stub lies in a folder of `fpath`, as packages put it.
#[test]
fn zsh_completes_with_the_stub_at_the_first_tab() {
    if !Path::new("/usr/bin/zsh").exists() {
        return;
    }
    let start = Start::program("/usr/bin/zsh").arguments(&["-f", "-i"]);
    let start = start.file("functions/_stretch", include_str!("../packaging/completions/_stretch"));
    let start = start.file(&format!("{OWN}/my-own.yaml"), SMALL).env("PS1", "ready> ");
    let folders = path(&start.home());
    let mut pty = start.env("PATH", &folders).go();
    pty.wait_for("ready> ");
    pty.press("fpath=(~/functions $fpath); autoload -Uz compinit && compinit -D; echo set''tled\r");
    pty.wait_for("settled");
    pty.press("stretch show my-\t");
    pty.wait_for("stretch show my-own");
    pty.press("\u{15}stretch neck --level ge\t");
    pty.wait_for("--level gentle");
}

#[test]
fn bash_completes_at_a_tab() {
    if !Path::new("/bin/bash").exists() {
        return;
    }
    let start = Start::program("/bin/bash").arguments(&["--norc", "--noprofile", "-i"]);
    let start = start.file(&format!("{OWN}/my-own.yaml"), SMALL).env("PS1", "ready> ");
    let folders = path(&start.home());
    let mut pty = start.env("PATH", &folders).go();
    pty.wait_for("ready> ");
    pty.press("eval \"$(stretch completions bash)\"; echo set''tled\r");
    pty.wait_for("settled");
    pty.press("stretch show my-\t");
    pty.wait_for("stretch show my-own");
    pty.press("\u{15}stretch conf\t");
    pty.wait_for("stretch config");
}
