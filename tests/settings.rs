//! The settings as a person meets them: a mistake warns and plays, except where it may protect them.

#![expect(clippy::disallowed_methods, reason = "tests write files, and read the page that explains them")]

use std::{fs, os::unix::fs::symlink, process::Stdio};

use stretch::model::{
    format::{self, SETTINGS},
    parse::{self, WhyAsked},
    routine::Condition,
};

use crate::{
    program::{OWN, Program, SMALL, stretch},
    pty::{Pty, Start, State},
};

const CONFIG: &str = ".config/stretch/config.yaml";
const PAGE: &str = include_str!("../docs/settings.md");

/// A session of one hold, as fast as it goes.
fn session() -> Program {
    stretch("./small.yaml --plain --speed 1000").file("small.yaml", SMALL)
}

#[test]
fn the_page_has_every_setting_with_its_variable() {
    for key in SETTINGS {
        let begins = format!("| `{}` | `{}` | {} | ", key.name, key.example, key.about);
        let row = PAGE.lines().find(|it| it.starts_with(&begins));
        let row = row.unwrap_or_else(|| panic!("docs/settings.md has no row {begins}"));
        assert!(row.contains(&format!("`{}`", format::variable(key.name))), "{row}");
        assert!(key.about.contains("if left out"), "what is so if `{}` is left out?", key.name);
    }
    let example = PAGE.split("```yaml\n").nth(1).and_then(|it| it.split("```").next()).expect("an example");
    assert_eq!(parse::settings(example.as_bytes()).problems, []);
}

#[test]
fn a_path_that_cannot_exist_means_that_there_are_no_settings() {
    let usual = session().prints();
    for (name, value) in
        [("HOME", "/dev/null"), ("XDG_CONFIG_HOME", "/dev/null"), ("XDG_CONFIG_HOME", "relative")]
    {
        assert_eq!(session().env(name, value).prints(), usual, "{name}={value}");
    }
    assert_eq!(session().file(".config", "a file").prints(), usual);
    let off = session().file(".config/stretch/other", "");
    symlink("/dev/null", off.home().join(CONFIG)).expect("a link");
    assert_eq!(off.prints(), usual, "switched off");
    let long = format!("/{}", "x".repeat(300));
    assert_eq!(session().env("XDG_CONFIG_HOME", long).prints(), usual);
    assert_eq!(session().env("XDG_CONFIG_HOME", "/nonexistent").prints(), usual);
}

#[test]
fn without_a_home_the_folders_that_are_named_are_used() {
    let lone = session().file("c/stretch/config.yaml", "level: hard\n").env("HOME", "relative");
    let folder = lone.home().join("c");
    assert!(lone.env("XDG_CONFIG_HOME", folder).run().stderr.contains("`hard` is not a valid `level`"));
    let relative = stretch("new mine").env("HOME", "relative");
    assert!(relative.fails(1).contains("there is no home"));
    assert!(!relative.home().join("relative").exists());
}

#[test]
fn a_mistake_warns_with_its_place_and_the_session_plays_with_the_rest() {
    let run = session().file(CONFIG, "tlak: off\nlevel: hard\nplain: true\n").run();
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("hold 10 seconds") && run.stdout.contains("done"), "{}", run.stdout);
    for part in [
        "warning: unknown key `tlak` in the settings file\n  --> HOME/.config/stretch/config.yaml:1:1\n",
        "hint: did you mean `talk`?\n",
        "warning: `hard` is not a valid `level`\n  --> HOME/.config/stretch/config.yaml:2:8\n",
    ] {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
    // The rest holds, and a flag stands for what is wrong.
    let plan = |flag: &str, settings: &str| {
        let line = format!("neck-release --dry-run {flag}");
        stretch(&line).file(CONFIG, settings).run().stdout
    };
    assert_eq!(plan("", "level: gentle\nvolume: loud\n"), plan("--level gentle", ""));
    assert_eq!(plan("--level gentle", "level: hard\n"), plan("--level gentle", ""));
    assert_ne!(plan("--level gentle", ""), plan("", ""));
}

#[test]
fn many_mistakes_are_told_in_short() {
    let settings: String = (0..30).map(|it| format!("strange-{it}: 1\n")).collect();
    let run = session().file(CONFIG, settings).run();
    assert_eq!(run.status, Some(0));
    assert_eq!(run.stderr.matches("warning: unknown key").count(), 5);
    assert!(run.stderr.ends_with("warning: and 25 more in your settings: `stretch check` shows all\n"));
}

#[test]
fn every_setting_can_be_set_in_the_environment() {
    for key in SETTINGS {
        let (_, value) = key.example.split_once(": ").expect("an example has a value");
        let value = value.trim_matches(['[', ']']).replace(',', "");
        let read = parse::setting(key.name, &value);
        assert_eq!((read.problems, read.doubt), (Vec::new(), None), "{value}");
        assert_eq!(read.settings, parse::settings(key.example.as_bytes()).settings, "{}", key.name);
    }
    for (value, is_on) in
        [("1", true), ("yes", true), ("on", true), ("0", false), ("no", false), ("off", false)]
    {
        assert_eq!(parse::setting("plain", value).settings.plain, Some(is_on), "{value}");
    }
    let run = session().env("STRETCH_LEVEL", "it's\n\u{1b}[2Jhard").run();
    assert_eq!(run.status, Some(0));
    assert!(run.stderr.starts_with("warning: the variable `STRETCH_LEVEL` is `it's"), "{}", run.stderr);
    assert!(run.stderr.ends_with("hint: it can be `gentle`, `steady` or `full`\n"), "{}", run.stderr);
    assert!(!run.stderr.contains('\u{1b}'));
    assert!(session().env("STRETCH_VOLUME", "").run().stderr.is_empty(), "an empty one is none");
}

#[test]
fn what_may_protect_the_person_is_in_doubt() {
    let keys = |keys: &[&'static str]| Some(WhyAsked::Keys(keys.to_vec()));
    for (source, doubt) in [
        ("", None),
        ("# conditions: [knee-injury]\n", None),
        ("level: hard\nlvel: full\n", None),
        ("voice: never\n", None),
        ("conditions: [knee-injury]\nnever: pigeon\n\"without\": mat\n", None),
        ("conditions: []\n", None),
        ("conditions: none\n", None),
        ("conditions: [none, hernia]\n", keys(&["conditions"])),
        ("conditions:\n", keys(&["conditions"])),
        ("conditions: [knee]\n", keys(&["conditions"])),
        ("conditions: [knee-injury, kneee]\n", keys(&["conditions"])),
        ("conditions: [knee-injury]\nconditions: [hernia]\n", keys(&["conditions"])),
        ("level: full\nnever: 3\nwithout: sofa\n", keys(&["never", "without"])),
        ("conditons: [knee-injury]\n", keys(&["conditions"])),
        ("Conditions:\n  - knee-injury\n", keys(&["conditions"])),
        ("voice:\n  conditions: [knee-injury]\n", keys(&["conditions"])),
        ("mine: [{ never: pigeon }]\n", keys(&["never"])),
        ("conditions: [knee-injury\n", Some(WhyAsked::File)),
        ("conditions [knee-injury]\n", Some(WhyAsked::File)),
        ("- conditions\n", Some(WhyAsked::File)),
        ("level: full\n\tconditions: [x]\n", Some(WhyAsked::File)),
        ("!settings\nlevel: full\n", Some(WhyAsked::File)),
    ] {
        assert_eq!(parse::settings(source.as_bytes()).doubt, doubt, "{source}");
    }
    assert_eq!(parse::settings(b"level: full\n# \xff\n").doubt, Some(WhyAsked::File));
    assert_eq!(parse::settings(&vec![b'#'; parse::MOST_BYTES + 1]).doubt, Some(WhyAsked::File));
    // Behind many mistakes too.
    let many: String = (0..200).map(|it| format!("strange-{it}: 1\n")).collect();
    assert_eq!(parse::settings(format!("{many}nevr: pigeon\n").as_bytes()).doubt, keys(&["never"]));
    // What is right of a list counts, whatever is wrong beside it.
    let read = parse::settings(b"conditions: [hernia, x]\n");
    assert_eq!(read.settings.conditions, Some(vec![Condition::Hernia]));
    assert_eq!(read.problems[0].message.as_str(), "`x` is not a valid `conditions`");
}

/// Sessions whose settings cannot be followed, and what is said of each.
fn doubtful() -> Vec<(Program, &'static str)> {
    let link = |to: &str| {
        let session = session().file(".config/stretch/other", "");
        symlink(to, session.home().join(CONFIG)).expect("a link");
        session
    };
    vec![
        (
            session().file(format!("{CONFIG}/inside"), ""),
            "cannot read `HOME/.config/stretch/config.yaml`: it is a folder",
        ),
        (link("config.yaml"), "cannot read `HOME/.config/stretch/config.yaml`: "),
        (link("/nonexistent/config.yaml"), "cannot read `HOME/.config/stretch/config.yaml`: "),
        (
            session().file(CONFIG, b"level: \xff\n"),
            "`HOME/.config/stretch/config.yaml` cannot be read as settings",
        ),
        (session().file(CONFIG, "level\n"), "`HOME/.config/stretch/config.yaml` cannot be read as settings"),
        (session().file(CONFIG, "conditions: [knee]\n"), "`conditions` in your settings cannot be followed"),
        (
            session().file(".config/stretch/config.yml", "never: pigeon\n"),
            "`HOME/.config/stretch/config.yml` is not read, and has `never` in it",
        ),
        (
            session().file(CONFIG, "never: [pigon]\n"),
            "`never` in your settings names `pigon`, which is neither a routine nor an area; did you mean `pigeon`?",
        ),
        (session().env("STRETCH_WITHOUT", "sofa"), "the variable `STRETCH_WITHOUT` cannot be followed"),
    ]
}

#[test]
fn what_may_protect_the_person_is_not_passed_over_where_nobody_can_be_asked() {
    for (session, what) in doubtful() {
        let run = session.run();
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{what}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("error: {what}")), "{what}: {}", run.stderr);
        assert!(run.stderr.contains("`--yes` plays without "), "{}", run.stderr);

        let run = session.with("--yes").run();
        assert_eq!(run.status, Some(0), "{what}: {}", run.stderr);
        assert!(run.stdout.contains("done"), "{what}: {}", run.stdout);
        assert!(run.stderr.contains(what) && run.stderr.contains("; playing without "), "{}", run.stderr);
    }
    // A plan that is only printed is printed, with the same warning.
    let dry = stretch("neck --dry-run").file(CONFIG, "never: 3\n").run();
    assert_eq!(dry.status, Some(0));
    assert!(dry.stderr.contains("; the plan is made without `never`\n"), "{}", dry.stderr);
}

fn asked(arguments: &[&str]) -> Pty {
    let pty = Start::stretch(arguments)
        .file("small.yaml", SMALL)
        .file(CONFIG, "level: full\nconditions: [knee]\n")
        .go();
    pty.wait_for("Press Enter to play without `conditions`, Ctrl-C to stop:");
    pty
}

#[test]
fn on_a_terminal_it_is_asked_about_before_the_session() {
    for arguments in
        [&["./small.yaml", "--plain", "--speed", "1000"][..], &["./small.yaml", "--speed", "1000"]]
    {
        let mut pty = asked(arguments);
        assert!(!pty.contents().contains("Small:"), "{}", pty.contents());
        pty.press("\r");
        assert_eq!(pty.wait_for_end().0, State::Exited(0), "{}", pty.contents());
        assert!(pty.contents().contains("Small:"), "{}", pty.contents());
    }
    let mut pty = asked(&["./small.yaml"]);
    pty.press("\u{3}");
    assert_eq!(pty.wait_for_end().0, State::Killed(2));
    for answer in ["no\r", "\u{4}"] {
        let mut pty = asked(&["./small.yaml"]);
        pty.press(answer);
        assert_eq!(pty.wait_for_end().0, State::Exited(1), "{}", pty.contents());
    }
}

#[test]
fn check_looks_at_the_settings_too() {
    let check = stretch("check").file(CONFIG, "volume: 200\n").run();
    assert_eq!(check.status, Some(1));
    assert!(check.stdout.contains("error: `volume` is 200"), "{}", check.stdout);
    assert!(check.stdout.ends_with("1 file checked: 1 error\n"), "{}", check.stdout);
    let both = stretch("check").file(CONFIG, "volume: 20\n").own("small.yaml", SMALL).run();
    assert!(both.stdout.ends_with("2 files checked: 1 warning\n"), "{}", both.stdout);

    // By its name, wherever it is.
    for (name, rest) in
        [("config.yaml", "1 file checked: no problems\n"), ("config.yml", "1 file checked: 1 warning\n")]
    {
        let run = stretch(&format!("check dotfiles/{name}"))
            .file(format!("dotfiles/{name}"), "talk: brief\n")
            .run();
        assert_eq!((run.status, run.stdout.ends_with(rest)), (Some(0), true), "{}", run.stdout);
    }
    let routine = stretch("check ./config.yaml --json").file("config.yaml", SMALL).run();
    assert!(!routine.stdout.contains("in the settings"), "a routine may have this name: {}", routine.stdout);
    let unread = stretch("check").file(format!("{CONFIG}/inside"), "").run();
    assert_eq!(unread.status, Some(1));
    assert!(unread.stdout.contains("/config.yaml\n"), "{}", unread.stdout);
    // What a session asks about is an error here.
    assert_eq!(stretch("check").file(CONFIG, "conditions: [x]\n").run().status, Some(1));
}

#[test]
fn a_name_that_is_not_read_is_told() {
    let run = session().file(".config/stretch/config.yml", "level: hard\n").run();
    assert_eq!(run.status, Some(0));
    let told = "warning: `config.yml` is not read: the settings file is called `config.yaml`\n  \
                --> HOME/.config/stretch/config.yml\nhint: rename it to `config.yaml`\n";
    assert_eq!(run.stderr, told);
    let check = stretch("check").file(".config/stretch/config.yml", "level: full\n").run();
    assert!(check.stdout.contains(told), "{}", check.stdout);
}

#[test]
fn plain_can_be_set_for_good() {
    let figure = || stretch("show neck-release --figure");
    let usual = figure().prints();
    let plain = stretch("show neck-release --figure --plain").prints();
    assert_ne!(usual, plain);
    assert_eq!(figure().file(CONFIG, "plain: true\n").prints(), plain);
    assert_eq!(figure().env("STRETCH_PLAIN", "1").prints(), plain);
    assert_eq!(figure().env("STRETCH_PLAIN", "0").file(CONFIG, "plain: true\n").prints(), usual);

    // On a terminal, a session is lines, and a list is whole.
    for (name, value) in [("STRETCH_PLAIN", "yes"), ("TERM", "dumb")] {
        let mut pty = Start::stretch(&["./small.yaml", "--speed", "1000"])
            .file("small.yaml", SMALL)
            .env(name, value)
            .go();
        assert_eq!(pty.wait_for_end().0, State::Exited(0));
        assert!(!pty.raw().contains(&0x1b), "{}", String::from_utf8_lossy(&pty.raw()));
    }
    let mut pty = Start::stretch(&["list", "neck"]).file(CONFIG, "plain: true\n").go();
    assert_eq!(pty.wait_for_end().0, State::Exited(0));
    assert!(!String::from_utf8_lossy(&pty.raw()).contains('…'));
}

#[test]
fn keys_in_print_are_told_and_work() {
    let mut pty = Start::stretch(&["neck-release", "--plain"]).go();
    pty.wait_for("Enter pauses. With Enter: n next, p back, r again, w where, q quit, ? all keys.");
    pty.wait_for("Stop on sharp pain");
    for (keys, answer) in [
        (&b"\xe9\xff\n"[..], "? all keys.\r\n"),
        (b"?\n", "N: the next stretch"),
        (b"m\n", "sound off"),
        (b"m\n", "sound on"),
        (b"\n", "paused"),
    ] {
        let before = pty.raw().len();
        pty.press_bytes(keys);
        pty.wait_for_bytes_after(before, answer.as_bytes());
    }
    // A line without an end, and then a whole one.
    for _ in 0..20 {
        pty.press_bytes(&[b'x'; 3000]);
        pty.press_bytes(b"\n");
    }
    pty.press_bytes(b"q\n");
    pty.press_bytes(b"q\n");
    assert_eq!(pty.wait_for_end().0, State::Exited(3), "{}", pty.contents());
}

#[test]
fn no_more_keys_is_no_error() {
    let mut pty = Start::stretch(&["./open.yaml", "--plain", "--speed", "1000"])
        .file("open.yaml", "name: Open\nsteps:\n  - hold: Stay.\n    for: open\n")
        .go();
    pty.wait_for("Stay.");
    pty.press("\u{4}");
    assert_eq!(pty.wait_for_end().0, State::Exited(0), "{}", pty.contents());
    // What is no terminal is never read, whatever is in it.
    let run = session();
    let mut child = run.command().stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("it runs");
    drop(child.stdin.take());
    assert!(child.wait().expect("it ends").success());
    fs::write(run.home().join("bytes"), [0xff; 5000]).expect("written");
    let file = fs::File::open(run.home().join("bytes")).expect("it is there");
    assert!(run.command().stdin(file).stdout(Stdio::null()).status().expect("it runs").success());
    assert!(!run.home().join(OWN).exists());
}
