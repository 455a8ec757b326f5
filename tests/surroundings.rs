//! Whatever surrounds the program: homes, folders, time zones, limits, permissions.

#![expect(clippy::disallowed_methods, reason = "tests make files and look at them")]

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use stretch::world::library::Library;

use crate::program::{BROKEN, OWN, Program, SMALL, at_home, stretch};

fn under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(under(&path));
        }
        found.push(path);
    }
    found
}

#[test]
fn what_it_makes_can_be_read_by_its_owner_alone() {
    let session = stretch("./nod.yaml --plain")
        .file("nod.yaml", "name: Nod\nsides: both\nsteps:\n  - hold: Nod {side}.\n    for: 1s\n");
    assert_eq!(session.run().status, Some(0));
    let mut made = at_home(&session.home());
    made.args(["new", "mine", "--area", "neck"]);
    assert!(made.output().expect("it runs").status.success());
    let all: Vec<PathBuf> =
        under(&session.home()).into_iter().filter(|it| !it.ends_with("nod.yaml")).collect();
    for name in ["machine", "mine.yaml", "journal", "stretch"] {
        assert!(all.iter().any(|it| it.ends_with(name)), "{name} is not among {all:?}");
    }
    for path in all {
        let mode = fs::metadata(&path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!(mode & 0o077, 0, "{} has {mode:o}", path.display());
    }
    // In a folder of the person's choice, as usual; and what is there stays as it is.
    let shared = stretch("new mine --routines shared").file("shared/other.yaml", SMALL);
    let folder = shared.home().join("shared");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("it can be changed");
    shared.prints();
    let mode = |it: &Path| fs::metadata(it).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o755);
    assert_ne!(mode(&folder.join("mine.yaml")) & 0o044, 0);
}

#[test]
fn a_new_routine_says_what_it_changes() {
    let filled_in = stretch("new mine --area neck").prints();
    let told = "`stretch neck` plays it, too, once it is filled in. \
                To keep it apart, move the file out of the folder `neck`.\n";
    assert!(filled_in.contains(told), "{filled_in}");
    let apart = stretch("new mine --from chin-tuck").prints();
    assert!(!apart.contains("/neck/") && !apart.contains("plays it"), "it would be played twice: {apart}");
    let run = stretch("new mine --from chin-tuck --area neck");
    let added = run.prints();
    assert!(added.contains("`stretch neck` plays it, too, which now takes "), "{added}");
    let total = added.split("now takes ").nth(1).and_then(|it| it.split(". ").next()).expect("a time");
    let mut plan = at_home(&run.home());
    plan.args(["neck", "--dry-run"]);
    let plan = String::from_utf8(plan.output().expect("it runs").stdout).expect("it is UTF-8");
    assert!(plan.starts_with(&format!("Neck: {total}, ")), "{total}: {plan}");
    assert!(!stretch("new mine").prints().contains("plays it"));
    let page = "name: My neck\nplay: [chin-tuck]\n";
    let own = stretch("new mine --area neck").own("neck/area.yaml", page).prints();
    let told = "`stretch neck` plays it once its id is in the `play` of ";
    assert!(own.contains(told) && own.contains("/neck/area.yaml.\n"), "{own}");
}

#[test]
fn what_is_no_folder_of_routines_is_told() {
    let file = |line: &str| stretch(line).file(OWN, "a file");
    let told = format!("error: `HOME/{OWN}` is not a folder\n");
    let hint = "hint: move it away: a folder belongs here\n";
    assert_eq!(file("check").fails(1), format!("{told}{hint}"));
    assert_eq!(file("new mine").fails(1), format!("{told}{hint}"));
    let list = file("list neck").run();
    assert_eq!(list.status, Some(0));
    assert_eq!(list.stderr, format!("warning: cannot read `HOME/{OWN}`: it is not a folder\n{hint}"));
    for line in ["check", "new mine", "new mine --area neck"] {
        let linked = stretch(line).file(".local/share/stretch/other", "");
        symlink("routines", linked.home().join(OWN)).expect("a link to itself");
        let said = linked.fails(1);
        assert!(said.starts_with(&format!("error: cannot read `HOME/{OWN}`: ")), "{line}: {said}");
    }
    assert!(stretch("new mine").file(".local", "a file").fails(1).contains("`HOME/.local` is not a folder"));
}

/// Told once, with the path once, and with a way out that fits.
#[test]
fn what_cannot_be_read_is_told_once() {
    let looped = stretch("list neck").file(".local/share/stretch/other", "");
    symlink("routines", looped.home().join(OWN)).expect("a link to itself");
    let run = looped.run();
    assert_eq!(run.status, Some(0));
    let (warning, hint) = run.stderr.split_once('\n').expect("two lines");
    assert!(warning.starts_with(&format!("warning: cannot read `HOME/{OWN}`: ")), "{warning}");
    assert_eq!((run.stderr.matches(OWN).count(), hint), (1, "hint: fix it, or move it away\n"));
    // A file in the folder, which is a link that leads nowhere; and asked for by its name.
    let lost = |line: &str| {
        let program = stretch(line).own("other.txt", "");
        symlink("nowhere", program.home().join(OWN).join("lost.yaml")).expect("a link");
        program
    };
    let run = lost("list neck").run();
    let path = format!("`HOME/{OWN}/lost.yaml`");
    let why = "No such file or directory (os error 2)\nhint: fix it, or move it away\n";
    assert_eq!(run.stderr, format!("warning: cannot read {path}: {why}"));
    let check = lost("check").run();
    assert!(check.stdout.starts_with("error: this cannot be read: No such file"), "{}", check.stdout);
    assert_eq!(check.stdout.matches("lost.yaml").count(), 1, "{}", check.stdout);
}

#[test]
fn a_folder_that_is_named_and_not_there_is_an_error() {
    let hint = "hint: `--routines` takes a folder of routine files that is there\n";
    for line in ["list neck", "check", "new mine", "neck --dry-run", "due", "next", "stats", "show neck"] {
        let line = format!("{line} --routines none");
        assert_eq!(stretch(&line).fails(1), format!("error: there is no folder `none`\n{hint}"), "{line}");
    }
    let said = stretch("list --routines mine.yaml").file("mine.yaml", SMALL).fails(1);
    let hint = "hint: `--routines` takes a folder; `stretch ./mine.yaml` plays a file\n";
    assert_eq!(said, format!("error: `mine.yaml` is a file\n{hint}"));
}

/// There is one rule: a person who plays something or is shown what there is to play is told, once; a program is
/// not, nor who asks about something else.
#[test]
fn a_broken_file_is_told_where_it_matters() {
    let told = [
        "",
        "list",
        "list neck",
        "show neck",
        "neck --dry-run",
        "next --dry-run --for 5m",
        "my neck is stiff --dry-run",
        "export neck-release -o page.html",
        "neck-release --plain --speed 1000",
        "help neck",
    ];
    let quiet = [
        "list --json",
        "list --ids",
        "show neck --json",
        "show neck-release --figure",
        "neck --dry-run --json",
        "next",
        "next --json",
        "due",
        "due --break",
        "due --quiet",
        "due neck",
        "status",
        "status --waybar",
        "stats",
        "stats --json",
        "log",
        "log --json",
        "log --area neck",
        "config",
        "config --json",
        "remind",
        "completions bash",
        "schema routine",
        "while /bin/true",
        "--help",
        "--version",
    ];
    for (lines, times) in [(&told[..], 1), (&quiet[..], 0)] {
        for line in lines {
            let run = stretch(line).healthy().own("broken.yaml", BROKEN).run();
            let said = run.stderr.matches("broken.yaml` is skipped").count();
            assert_eq!(said, times, "stretch {line} says {}", run.stderr);
        }
    }
}

#[test]
fn nothing_to_check_is_no_success() {
    let empty = |line: &str| stretch(line).file("docs/page.md", "").own("small.yaml", SMALL);
    assert_eq!(
        empty("check docs").fails(2),
        "error: there is nothing to check in `docs`\nhint: routines are files that end in `.yaml` or `.yml`\n"
    );
    assert!(empty("check docs --json").fails(2).starts_with("error: there is nothing to check"));
    let nothing = stretch("check").own(".hidden/x.md", "");
    assert!(nothing.fails(2).starts_with("error: there is nothing of your own to check yet\n"));
}

#[test]
fn a_path_in_a_hint_can_be_typed() {
    let run = stretch("list neck").own("neck/sp ace'd.yaml", BROKEN).run();
    let hint = format!("hint: `stretch check 'HOME/{OWN}/neck/sp ace'\\''d.yaml'` shows where\n");
    assert!(run.stderr.ends_with(&hint), "{}", run.stderr);
}

#[test]
fn a_time_zone_that_is_no_small_file_is_not_read() {
    let session =
        || stretch("./small.yaml --plain").file("small.yaml", "name: S\nsteps:\n  - hold: S.\n    for: 1s\n");
    let fifo = session();
    let path = fifo.home().join("fifo");
    assert!(Command::new("mkfifo").arg(&path).status().expect("every Unix has it").success());
    let at = |program: &Program| {
        let journal = program.home().join(".local/share/stretch/journal");
        let file = under(&journal).pop().expect("a log");
        let lines = fs::read_to_string(file).expect("it can be read");
        let line = lines.lines().next().expect("a line").to_owned();
        serde_json::from_str::<serde_json::Value>(&line).expect("it is JSON")["at"].to_string()
    };
    let fifo = fifo.env("TZ", format!(":{}", path.display()));
    for program in [fifo, session().env("TZ", ":/dev/zero"), session().env("TZ", "../../../dev/zero")] {
        assert_eq!(program.run().status, Some(0));
        assert!(at(&program).ends_with("+00:00\""), "{}", at(&program));
    }
    let known = session().env("TZ", "ABC-3");
    assert_eq!(known.run().status, Some(0));
    assert!(at(&known).ends_with("+03:00\""), "{}", at(&known));
}

#[test]
fn a_limit_on_the_size_of_files_is_an_error_like_any_other() {
    let new = stretch("new mine");
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", "ulimit -f 0; exec \"$0\" new mine"]).arg(new.command().get_program());
    let output = shell.env_clear().env("HOME", new.home()).stdin(Stdio::null()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.starts_with("error: cannot write `") && said.contains("mine.yaml`: "), "{said}");
    assert_eq!(under(&new.home()).iter().filter(|it| it.is_file()).count(), 0, "nothing half is left");
}

#[test]
fn output_that_cannot_be_written_is_told_in_the_same_words() {
    for line in ["--help", "--version", "list", "neck --dry-run", "play --help"] {
        let program = stretch(line);
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
        let output = program.command().stdout(full).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            said.starts_with("error: cannot write the output: No space left on device"),
            "{line}: {said}"
        );
        assert_eq!(output.status.code(), Some(1), "{line}");
    }
}

#[test]
fn a_file_of_ones_own_is_opened_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (routine, program) = (folder.path().join("neck/mine.yaml"), folder.path().join("day.yaml"));
    fs::create_dir_all(folder.path().join("neck")).expect("a folder");
    fs::write(&routine, SMALL).expect("written");
    fs::write(&program, "name: Day\nplay: [mine]\n").expect("written");
    let library = Library::of(&[folder.path().to_owned()], None).expect("it opens");
    library.file(&program).expect("it is right");
    fs::remove_dir_all(folder.path()).expect("it is gone");
    assert_eq!(library.routine("mine").expect("it was read").name.as_str(), "Small");
    assert_eq!(library.program("day").expect("it was read").name.as_str(), "Day");
    library.file(&program).expect("it was read before");
    assert!(library.lost_words(&routine).is_empty());
    // Totals are made when a list wants them.
    let total = |library: &Library| {
        library.catalogue().programs.iter().find(|it| it.id == "day").and_then(|it| it.total)
    };
    assert_eq!(total(&library), None);
    assert_eq!(total(&library.with_totals()).map(|it| it.seconds), Some(20));
}

#[test]
fn without_a_home_there_is_no_log_to_start() {
    for home in ["", "relative"] {
        let said = stretch("log").env("HOME", home).prints();
        assert_eq!(said, "there is no home to keep a log in; set HOME or XDG_DATA_HOME\n", "HOME={home}");
    }
}

#[test]
fn a_log_that_cannot_be_read_is_a_failure() {
    for line in ["log", "log --json"] {
        let run = stretch(line).file(".local/share/stretch/journal", "a file").run();
        assert_eq!(run.status, Some(1), "{}", run.stderr);
        assert!(
            run.stderr.starts_with("warning: cannot read `HOME/.local/share/stretch/journal`: "),
            "{}",
            run.stderr
        );
    }
    assert_eq!(stretch("log").run().status, Some(0), "none yet is no failure");
}
