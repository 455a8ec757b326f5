//! `stretch config`: every setting shown with where it comes from, set and unset in a file whose other lines
//! stay; and files that are not touched.

#![expect(clippy::disallowed_methods, reason = "tests read the file that was changed")]

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::Path,
    process::{Command, Stdio},
};

use stretch::model::{
    format::{SETTINGS, variable},
    parse,
};

use crate::{
    program::{Program, at_home, stretch},
    pty::{Start, State},
};

const CONFIG: &str = ".config/stretch/config.yaml";

/// The value of an example as it is typed.
fn typed(example: &str) -> String {
    let value = example.split_once(": ").expect("an example has a value").1;
    value.trim_matches(['[', ']']).replace(", --", " --")
}

/// The same as it is shown: a program with its arguments is one word of a shell.
fn shown(example: &str) -> String {
    let typed = typed(example);
    if typed.contains(" --") { format!("'{typed}'") } else { typed }
}

fn file(home: &Path) -> String {
    fs::read_to_string(home.join(CONFIG)).expect("there is a settings file")
}

/// What a command line prints in a home.
fn prints(home: &Path, line: &[&str]) -> String {
    let output = at_home(home).arg("config").args(line).output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), said.as_str()), (Some(0), ""), "config {line:?}");
    String::from_utf8(output.stdout).expect("it is UTF-8")
}

#[test]
fn every_key_can_be_set_shown_and_unset() {
    let start = stretch("").file(CONFIG, "# mine\n\n# the end\n");
    let home = start.home();
    for key in SETTINGS {
        let value = shown(key.example);
        assert_eq!(prints(&home, &[key.name]).trim_end(), key.left_out(), "before");
        prints(&home, &[key.name, &typed(key.example)]);
        assert_eq!(prints(&home, &[key.name]).trim_end(), value, "after");
        let problems = parse::settings(file(&home).as_bytes()).problems;
        assert_eq!(problems, [], "{}", file(&home));
        let listed = prints(&home, &[]);
        let row = listed.lines().find(|it| it.starts_with(&format!("{} ", key.name))).expect("a row");
        assert!(row.ends_with("  file, line 4") && row.contains(&value), "{row}");
        prints(&home, &[key.name, "--unset"]);
        assert_eq!(file(&home), "# mine\n\n# the end\n");
    }
    // Together they are the file that each of them makes.
    for key in SETTINGS {
        prints(&home, &[key.name, &typed(key.example)]);
    }
    let examples: String = SETTINGS.iter().map(|it| format!("{}\n", it.example)).collect();
    assert_eq!(file(&home), format!("# mine\n\n# the end\n{examples}"));
}

#[test]
fn the_list_has_every_key_its_value_and_where_it_comes_from() {
    let settings = "# mine\nlevel: gentle # for now\nnever: [pigeon]\nvolume: 60\n";
    let config = |line: &str| {
        stretch(line).file(CONFIG, settings).env("STRETCH_VOLUME", "40").env("STRETCH_NEVER", "cobra, pigeon")
    };
    let text = config("config --plain").prints();
    let rows: Vec<Vec<&str>> = text
        .lines()
        .skip(2)
        .map(|it| it.split("  ").map(str::trim).filter(|it| !it.is_empty()).collect())
        .collect();
    assert!(text.starts_with(&format!("HOME/{CONFIG}\n\n")), "{text}");
    assert_eq!(
        rows.iter().map(|it| it[0]).collect::<Vec<_>>(),
        SETTINGS.iter().map(|it| it.name).collect::<Vec<_>>()
    );
    for row in [
        ["level", "gentle", "file, line 2"],
        ["volume", "40", "variable STRETCH_VOLUME"],
        ["never", "cobra, pigeon", "variable STRETCH_NEVER, file, line 3"],
        ["plain", "true", "flag --plain"],
        ["talk", "full", "default"],
        ["breath-in", "4 s", "default"],
        ["conditions", "unknown", "default"],
    ] {
        assert!(rows.contains(&row.to_vec()), "{row:?} is not in\n{text}");
    }
    assert!(text.lines().all(|it| it.len() <= 80), "{text}");

    let json = config("config --json").json();
    assert_eq!(json["path"], format!("HOME/{CONFIG}"));
    let of =
        |key: &str| json["settings"].as_array().unwrap().iter().find(|it| it["key"] == key).unwrap().clone();
    assert_eq!(
        (of("volume")["value"].clone(), of("volume")["from"][0].clone()),
        (40.into(), "environment".into())
    );
    assert_eq!(of("never")["value"], serde_json::json!(["cobra", "pigeon"]));
    assert_eq!(
        (of("level")["line"].clone(), of("talk")["value"].clone()),
        (2.into(), serde_json::Value::Null)
    );
    assert_eq!(stretch("config level --json").file(CONFIG, settings).json(), of("level"));
}

#[test]
fn an_option_that_sets_something_for_a_session_is_shown_as_what_counts() {
    let text = stretch("config --level full --talk off --mute --no-mirror --ascii --every 20m").prints();
    for row in ["level", "talk", "mute", "mirror", "ascii", "every"] {
        let line = text.lines().find(|it| it.starts_with(&format!("{row} "))).expect("a row");
        assert!(line.ends_with(&format!("flag --{row}")), "{line}");
    }
}

/// What a session reads is what is listed.
#[test]
fn the_variables_count_as_in_a_session() {
    for key in SETTINGS {
        let name = variable(key.name);
        let row = stretch("config").with(key.name).env(&name, typed(key.example)).prints();
        assert_eq!(row.trim_end(), shown(key.example), "{name}");
    }
}

#[test]
fn a_wrong_value_is_refused_with_a_hint_and_nothing_is_written() {
    for (line, said) in [
        (
            "level hard",
            "error: `hard` is not a valid `level`\nhint: it can be `gentle`, `steady` or `full`\n",
        ),
        ("volume 200", "error: `volume` is 200; the maximum is 100\n"),
        ("volume loud", "`loud`"),
        (
            "conditions pregnant",
            "error: `pregnant` is not a valid `conditions`\nhint: did you mean `pregnancy`?\n",
        ),
        ("never pigon", "error: `never` in your settings names `pigon`"),
        ("lvel full", "error: there is no setting `lvel`\nhint: did you mean `level`?\n"),
        ("level=full", "hint: type `stretch config level full`\n"),
        ("set level full", "hint: type `stretch config level full`\n"),
        ("get level", "hint: type `stretch config level`\n"),
        ("unset level", "hint: type `stretch config level --unset`\n"),
        ("list", "hint: `stretch config` lists every setting\n"),
        ("STRETCH_BREATH_IN 4s", "hint: did you mean `breath-in`?\n"),
        ("level full --unset", "error: `--unset` takes no value\n"),
        ("--unset", "error: `--unset` needs a key\n"),
        ("path here", "error: `path` takes no value\n"),
        ("level full --json", "error: `--json` shows settings, and sets none\n"),
    ] {
        let program = line.split(' ').fold(stretch("config"), |it, word| it.with(word));
        let stderr = program.fails(2);
        assert!(stderr.contains(said), "{line}: {stderr}");
        assert!(!program.home().join(".config").exists(), "{line}");
    }
    let empty = stretch("config conditions").with("");
    assert!(empty.fails(2).contains("`conditions` needs a value"));
}

/// The files that must stay as they are, and what is said.
#[test]
fn a_file_with_problems_or_that_cannot_be_read_is_never_overwritten() {
    let link = |to: &str| {
        let program = stretch("config volume 60").file(".config/stretch/other", "");
        symlink(to, program.home().join(CONFIG)).expect("a link");
        program
    };
    let with = |text: &[u8]| stretch("config volume 60").file(CONFIG, text);
    let read_only = with(b"level: full\n");
    let mut mode = fs::metadata(read_only.home().join(CONFIG)).expect("it is there").permissions();
    mode.set_mode(0o400);
    fs::set_permissions(read_only.home().join(CONFIG), mode).expect("read-only");
    for (program, said) in [
        (
            with(b"level: hard\n"),
            "error: `hard` is not a valid `level`\n  --> HOME/.config/stretch/config.yaml:1:8\n",
        ),
        (with(b"volume: 900\n"), "`volume` is 900"),
        (with(b"level: full\nlevel: gentle\n"), "duplicate key `level`"),
        (with(b"level: \xff\n"), "is not UTF-8"),
        (with(b"level full\n"), "config.yaml"),
        (with(b"{ level: full }\n"), "has no line for each setting"),
        (with(b"voice: &v a\nvolume: 3\nspeech: [*v]\n"), ""),
        (read_only, "is read-only"),
        (stretch("config volume 60").file(format!("{CONFIG}/inside"), ""), "it is a folder"),
        (stretch("config volume 60").file(".config", "a file"), "is not a folder"),
        (stretch("config volume 60").file(".config/stretch/config.yml", "never: pigeon\n"), "is not read"),
        (link("/nonexistent/config.yaml"), "cannot read `HOME/.config/stretch/config.yaml`"),
        (link("config.yaml"), "cannot read `HOME/.config/stretch/config.yaml`"),
        (link("/dev/null"), "is a link to /dev/null"),
    ] {
        let path = program.home().join(CONFIG);
        let before = fs::read(&path).ok();
        let run = program.run();
        if said.is_empty() {
            assert_eq!(run.status, Some(0), "{}", run.stderr);
            continue;
        }
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{said}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
        assert_eq!(fs::read(&path).ok(), before, "{said}");
        let beside = path.parent().and_then(|it| fs::read_dir(it).ok());
        let names = beside.into_iter().flatten().map(|it| it.expect("an entry").file_name());
        assert!(names.into_iter().all(|it| !it.to_string_lossy().contains("new")), "{said}");
    }
    assert!(!fs::metadata("/dev/null").expect("it is there").is_file());
}

#[test]
fn a_mistake_is_shown_with_its_place_beside_the_list() {
    let run = stretch("config").file(CONFIG, "volume: 60\nlevel: hard\n").run();
    assert_eq!(run.status, Some(1));
    assert!(run.stdout.contains("volume      60"), "{}", run.stdout);
    assert!(
        run.stderr.contains("`hard` is not a valid `level`\n  --> HOME/.config/stretch/config.yaml:2:8\n"),
        "{}",
        run.stderr
    );
    let run = stretch("config").file(format!("{CONFIG}/inside"), "").run();
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.contains("error: cannot read `HOME/.config/stretch/config.yaml`: it is a folder\n"));
    let run = stretch("config never").file(CONFIG, "never: [pigon]\n").run();
    assert!(run.status == Some(1) && run.stderr.contains("did you mean `pigeon`?"), "{}", run.stderr);
    let checked = stretch("check").file(CONFIG, "never: [pigon]\n").run();
    assert!(
        checked.status == Some(1) && checked.stdout.contains("did you mean `pigeon`?"),
        "{}",
        checked.stdout
    );
    let lone = stretch("config").env("HOME", "relative").prints();
    assert!(lone.starts_with("There is no home, so there is no settings file.\n\ntalk"), "{lone}");
    assert!(stretch("config --json").env("HOME", "relative").json()["path"].is_null());
    let lone = stretch("config volume 60").env("HOME", "relative");
    assert!(lone.fails(1).contains("there is no home to keep settings in"));
}

/// What `stretch config KEY` prints is what a shell takes behind the same words.
#[test]
fn a_value_that_is_printed_can_be_typed() {
    for (key, value) in [
        ("speech", "[my-voice, --slow]"),
        ("speech", "[/usr/bin/say, -v, 'Anna Maria', '$HOME', \"it's\"]"),
        ("speech", "[my-voice]"),
        ("conditions", "[osteoporosis, glaucoma]"),
        ("conditions", "[]"),
        ("never", "[pigeon, hips]"),
        ("without", "[wall, chair]"),
        ("voice", "en-gb"),
        ("every", "1m30s"),
        ("breath-in", "5s"),
        ("mute", "true"),
        ("volume", "60"),
        ("week", "sunday"),
    ] {
        let before = stretch("config --json").with(key).file(CONFIG, format!("{key}: {value}\n"));
        let wanted = before.json();
        let printed = stretch("config").with(key).file(CONFIG, format!("{key}: {value}\n")).prints();
        let after = stretch("config --json").with(key);
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &format!("exec \"$0\" config {key} {printed}")]).arg(after.command().get_program());
        let set = shell.env_clear().env("HOME", after.home()).stdin(Stdio::null()).output().expect("it runs");
        assert!(set.status.success(), "{printed}{}", String::from_utf8_lossy(&set.stderr));
        assert_eq!(after.json()["value"], wanted["value"], "{key}: {value} is printed as {printed}");
    }
}

/// A comment behind a value is one, whatever the value is.
#[test]
fn comments_behind_values_are_no_problem() {
    let settings = "voice: en-gb # mine\nnever:\n  - pigeon # hurts\nspeech: [say, -x] # loud\n";
    let program = stretch("config never pigeon,cobra").file(CONFIG, settings);
    program.prints();
    assert_eq!(
        file(&program.home()),
        "voice: en-gb # mine\nnever:\n  - pigeon # hurts\n  - cobra\nspeech: [say, -x] # loud\n"
    );
    assert_eq!(stretch("check").file(CONFIG, settings).prints(), "1 file checked: no problems\n");
}

#[test]
fn a_link_and_the_rights_of_the_file_stay() {
    let program = stretch("config volume 60")
        .file("dotfiles/stretch.yaml", "talk: off\n")
        .file(".config/stretch/x", "");
    let target = program.home().join("dotfiles/stretch.yaml");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("rights");
    symlink(&target, program.home().join(CONFIG)).expect("a link");
    program.prints();
    assert_eq!(fs::read_to_string(&target).expect("it is there"), "talk: off\nvolume: 60\n");
    assert!(fs::symlink_metadata(program.home().join(CONFIG)).expect("a link").is_symlink());
    assert_eq!(fs::metadata(&target).expect("it is there").permissions().mode() & 0o777, 0o640);
    let new = stretch("config volume 60");
    new.prints();
    assert_eq!(
        fs::metadata(new.home().join(CONFIG)).expect("it is there").permissions().mode() & 0o777,
        0o600
    );
}

/// Each of several programs that run at once finds what the others wrote.
#[test]
fn no_change_is_lost_when_several_are_made_at_once() {
    let program = stretch("").file(CONFIG, "# mine\n");
    let home = program.home();
    let running: Vec<_> = SETTINGS
        .iter()
        .map(|it| {
            at_home(&home)
                .args(["config", it.name, &typed(it.example)])
                .stdout(Stdio::null())
                .spawn()
                .expect("it starts")
        })
        .collect();
    for mut it in running {
        assert!(it.wait().expect("it ends").success());
    }
    let text = file(&home);
    assert_eq!(text.lines().count(), SETTINGS.len() + 1, "{text}");
    assert_eq!(parse::settings(text.as_bytes()).problems, []);
}

#[test]
fn what_a_variable_outdoes_is_said() {
    let run = stretch("config level full").env("STRETCH_LEVEL", "gentle").run();
    assert_eq!(run.stdout, format!("`level: full` is in HOME/{CONFIG}\n"));
    assert_eq!(run.stderr, "note: the variable `STRETCH_LEVEL` is set, and comes before the file\n");
    let run = stretch("config never pigeon").env("STRETCH_NEVER", "cobra").run();
    assert_eq!(run.stderr, "note: the variable `STRETCH_NEVER` is set, and adds to the file\n");
}

#[test]
fn path_and_unset_say_where_the_file_is() {
    assert_eq!(stretch("config path").prints(), format!("HOME/{CONFIG}\n"));
    assert_eq!(
        stretch("config level --unset").prints(),
        format!("`level` is not in HOME/{CONFIG}: steady\n")
    );
}

/// An editor that replaces the file by these words.
fn editing(words: &str, file: &str) -> (State, String) {
    let mut pty = Start::stretch(&["config", "edit"])
        .env("PATH", "/usr/bin:/bin")
        .env("EDITOR", "/bin/sh ./editor")
        .file("editor", &format!("{words}\n"))
        .file(CONFIG, file)
        .go();
    let state = pty.wait_for_end().0;
    (state, pty.contents())
}

#[test]
fn edit_opens_the_file_and_checks_it_afterwards() {
    let (state, shown) = editing("echo 'level: full' > \"$1\"", "level: gentle\n");
    assert!(state == State::Exited(0) && shown.contains("config.yaml: no problems"), "{shown}");
    let (state, shown) = editing("echo 'level: hard' > \"$1\"", "level: gentle\n");
    assert!(
        state == State::Exited(1) && shown.contains("did you mean") || shown.contains("it can be `gentle`"),
        "{shown}"
    );
    let (state, shown) = editing("exit 3", "level: gentle\n");
    assert!(state == State::Exited(1) && shown.contains("ended with exit code 3"), "{shown}");
    let refused = stretch("config edit");
    assert!(refused.fails(1).contains("hint: open HOME/.config/stretch/config.yaml yourself\n"));
}

#[test]
fn a_new_file_names_all_there_is_to_set() {
    let start = |editor: &str| {
        let mut pty = Start::stretch(&["config", "edit"])
            .env("PATH", "/usr/bin:/bin")
            .env("EDITOR", "/bin/sh ./editor")
            .file("editor", editor)
            .go();
        let state = pty.wait_for_end().0;
        (state, pty.contents())
    };
    let (state, shown) =
        start("grep -c '^# [a-z-]*: ' \"$1\"; sed -i 's/^# volume/volume/' \"$1\"; cat \"$1\" >&2\n");
    assert!(state == State::Exited(0) && shown.contains("no problems"), "{shown}");
    let (state, shown) = start("true\n");
    assert!(state == State::Exited(0) && !shown.contains("problems"), "left as it was: {shown}");
}

/// The commands of the help do what they say.
#[test]
fn the_examples_of_the_help_work() {
    let help = stretch("config --help").prints();
    let examples: Vec<&str> = help.lines().filter_map(|it| it.strip_prefix("  stretch ")).collect();
    assert!(examples.len() >= 5, "{help}");
    for example in examples {
        let program: Program = stretch(example.split("   ").next().unwrap_or_default());
        program.prints();
    }
}
