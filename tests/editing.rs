//! `stretch edit`: a file of one's own, broken or whole, a copy of what is built in, and what is said of each.

#![expect(clippy::disallowed_methods, reason = "tests read the files that were edited")]

use std::fs;

use crate::{
    program::{BROKEN, OWN, SMALL, stretch},
    pty::{Pty, Start, State},
};

/// `stretch edit` with an editor that is this line of shell; the file is its `$1`.
fn edit(words: &[&str], editor: &str) -> Start {
    Start::stretch(&[&["edit"], words].concat())
        .env("PATH", "/usr/bin:/bin")
        .env("VISUAL", "/bin/sh ./editor")
        .env("EDITOR", "false")
        .file("editor", &format!("{editor}\n"))
}

fn end(mut pty: Pty) -> (State, String) {
    let state = pty.wait_for_end().0;
    (state, String::from_utf8_lossy(&pty.raw()).replace("\r\n", "\n"))
}

const ADD: &str = "echo '# mine' >> \"$1\"";

#[test]
fn an_own_file_is_opened_and_checked() {
    let small = format!("{OWN}/small.yaml");
    let (state, said) = end(edit(&["small"], "echo 'finishh: []' >> \"$1\"").file(&small, SMALL).go());
    assert!(state == State::Exited(1) && said.contains("unknown key `finishh`"), "{said}");
    let (state, said) = end(edit(&["small"], "true").file(&small, SMALL).go());
    assert!(state == State::Exited(0) && said.contains("1 file checked"), "{said}");
    // A broken one is what an editor is for.
    let mend = "sed -i s/holdd/hold/ \"$1\"";
    let (state, said) = end(edit(&["small"], mend).file(&small, BROKEN).go());
    assert!(state == State::Exited(0) && !said.contains("holdd"), "{said}");
    // By its path, and a sheet by one of its routines.
    let (state, _) = end(edit(&["./mine.yaml"], "true").file("mine.yaml", SMALL).go());
    assert_eq!(state, State::Exited(0));
    let sheet = "name: Sheet\nplay:\n  - name: One\n    steps:\n      - hold: Stay.\n        for: 10s\n";
    let (state, said) =
        end(edit(&["sheet#1"], "echo \"opened $1\"").file(&format!("{OWN}/sheet.yaml"), sheet).go());
    assert!(state == State::Exited(0) && said.contains("/sheet.yaml\n"), "{said}");
    let (state, said) =
        end(edit(&["neck"], "true").file(&format!("{OWN}/neck/area.yaml"), "nmae: Neck\n").go());
    assert!(state == State::Exited(1) && said.contains("`nmae`"), "a broken page of an area: {said}");
}

#[test]
fn a_built_in_file_is_copied_once_that_is_agreed() {
    for (name, path) in [
        ("neck-release", "neck/neck-release.yaml"),
        ("desk-break", "programs/desk-break.yaml"),
        ("upper back", "upper-back/area.yaml"),
    ] {
        let words: Vec<&str> = name.split(' ').collect();
        let mut pty = edit(&words, &format!("{ADD}; cat \"$1\" > ./was")).go();
        pty.wait_for("Ctrl-C stops: ");
        assert!(pty.contents().contains("is built in."), "{}", pty.contents());
        pty.press("\r");
        let (state, said) = end(pty);
        assert_eq!(state, State::Exited(0), "{name}: {said}");
        assert!(said.contains(&format!("{OWN}/{path} takes the place of the built-in")), "{name}: {said}");
        assert!(said.contains("1 file checked: no problems"), "{name}: {said}");
    }
    let (state, said) = end(edit(&["neck-release", "--yes"], ADD).go());
    assert!(state == State::Exited(0) && !said.contains("Ctrl-C stops"), "{said}");
    assert!(said.contains("this file replaces the built-in `neck-release`"), "{said}");
}

#[test]
fn a_copy_that_is_refused_or_left_as_it_was_is_not_there() {
    let folder = |home: &std::path::Path| home.join(OWN).join("neck/neck-release.yaml");
    let mut pty = edit(&["neck-release"], ADD).go();
    pty.wait_for("Ctrl-C stops: ");
    pty.press("n\r");
    let home = pty.home();
    let state = pty.wait_for_end().0;
    assert!(state == State::Exited(1) && !folder(&home).exists(), "{}", pty.contents());
    assert!(pty.contents().contains("hint: `--yes` copies it without asking"), "{}", pty.contents());
    let mut pty = edit(&["neck-release", "--yes"], "true").go();
    let home = pty.home();
    assert_eq!(pty.wait_for_end().0, State::Exited(0));
    assert!(pty.contents().contains("Nothing was changed"), "{}", pty.contents());
    assert!(!folder(&home).exists());
    // An editor that fails leaves no copy either, and one that fails after a change keeps it.
    let mut pty = edit(&["neck-release", "--yes"], &format!("{ADD}; exit 2")).go();
    let home = pty.home();
    assert_eq!(pty.wait_for_end().0, State::Exited(1));
    assert!(fs::read_to_string(folder(&home)).expect("it is kept").ends_with("# mine\n"));
}

#[test]
fn without_a_keyboard_it_says_how() {
    let own = stretch("edit small").own("small.yaml", SMALL).fails(1);
    assert_eq!(
        own,
        format!("error: an editor needs a terminal\nhint: open HOME/{OWN}/small.yaml yourself\n")
    );
    for line in ["edit neck-release", "edit neck-release --yes"] {
        let built_in = stretch(line);
        let said = built_in.fails(1);
        assert!(
            said.ends_with(
                "`stretch new my-neck-release --from neck-release` copies it into a file of your own\n"
            ),
            "{said}"
        );
        assert!(!built_in.home().join(OWN).exists());
    }
    assert!(stretch("edit nexk").fails(2).contains("did you mean `neck`?"));
    assert!(stretch("edit ./nothing.yaml").fails(2).contains("there is no file `./nothing.yaml`"));
    assert!(stretch("edit neck hips").fails(2).contains("one file at a time"));
}
