//! `stretch check`, `new` and `schema` as they are typed: the output, the exit code, the files.

#![expect(clippy::disallowed_methods, reason = "the program is run, on files that are written for it")]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use crate::program::at_home;

/// A home of its own, gone when the test is.
struct Home(PathBuf);

impl Home {
    fn new() -> Home {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("stretch-checking-{}-{count}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Home(path)
    }

    fn write(&self, path: &str, text: &str) -> PathBuf {
        let path = self.0.join("stretch/routines").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = at_home(&self.0);
        command.args(arguments).env("XDG_DATA_HOME", &self.0);
        command
    }

    /// Runs it: the exit code, stdout and stderr, with this home as `~`.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let Output { status, stdout, stderr } = self.command(arguments).output().unwrap();
        let home = self.0.display().to_string();
        let text = |bytes| String::from_utf8(bytes).unwrap().replace(&home, "~");
        (status.code().unwrap(), text(stdout), text(stderr))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const RIGHT: &str = "\
name: Arm reach
summary: Lengthens the sides of the trunk.
muscles: [latissimus dorsi]
caution: Move slowly, and ease off before it hurts.
sources:
  - name: My physiotherapist
steps:
  - hold: Reach up with both arms.
    for: 20s
";

#[test]
fn a_clean_folder_is_said_to_be_so() {
    let home = Home::new();
    home.write("arm-reach.yaml", RIGHT);
    assert_eq!(home.run(&["check"]), (0, "1 file checked: no problems\n".to_owned(), String::new()));
    assert_eq!(home.run(&["check", "--json"]), (0, "[]\n".to_owned(), String::new()));
}

#[test]
fn every_problem_of_every_file_comes_in_one_run() {
    let home = Home::new();
    home.write("a/arm-reach.yaml", &RIGHT.replace("20s", "20"));
    home.write("b/arm-reach.yaml", RIGHT);
    home.write("programs/desk.yaml", "name: Desk\nplay: [arm-reach, neck-relase, evening]\n");
    home.write("programs/evening.yaml", "name: Evening\nplay: [neck-release]\n");
    let expected = "\
error: `20` is not a valid time
  --> ~/stretch/routines/a/arm-reach.yaml:9:10
   |
 9 |     for: 20
   |          ^^
hint: write `for: 20s`

error: `arm-reach` is also the id of `~/stretch/routines/a/arm-reach.yaml`
  --> ~/stretch/routines/b/arm-reach.yaml
hint: rename one of the two files

error: there is no routine `neck-relase`
  --> ~/stretch/routines/programs/desk.yaml:2:19
   |
 2 | play: [arm-reach, neck-relase, evening]
   |                   ^^^^^^^^^^^
hint: did you mean `neck-release`?

error: `evening` is a program, but a play list names routines
  --> ~/stretch/routines/programs/desk.yaml:2:32
   |
 2 | play: [arm-reach, neck-relase, evening]
   |                                ^^^^^^^
hint: name the routines that `evening` plays

4 files checked: 4 errors
";
    assert_eq!(home.run(&["check"]), (1, expected.to_owned(), String::new()));
}

#[test]
fn warnings_fail_only_where_that_was_asked_for() {
    let home = Home::new();
    let path = home.write("arm-reach.yaml", &RIGHT.replace("20s", "5s"));
    let path = path.to_str().unwrap();
    let (code, told, _) = home.run(&["check", path]);
    assert_eq!((code, told.lines().last()), (0, Some("1 file checked: 1 warning")));
    assert_eq!(home.run(&["check", "--strict", path]).0, 1);
    let path = home.write("short.yaml", &RIGHT.replace("sources:\n  - name: My physiotherapist\n", ""));
    let (code, told, _) = home.run(&["check", "--strict", path.to_str().unwrap()]);
    assert!(code == 0 && told.starts_with("note: the routine has no `sources`\n"), "{told}");
    assert!(told.ends_with("1 file checked: no problems\n"), "{told}");
}

#[test]
fn the_problems_are_objects_for_programs() {
    let home = Home::new();
    let path = home.write("arm-reach.yaml", &RIGHT.replace("hold:", "hodl:"));
    let (code, json, _) = home.run(&["check", "--json", path.to_str().unwrap()]);
    let objects: serde_json::Value = serde_json::from_str(&json).unwrap();
    let expected = serde_json::json!([{
        "path": "~/stretch/routines/arm-reach.yaml",
        "line": 8,
        "column": 5,
        "field": "steps[0].hodl",
        "message": "unknown key `hodl` in a step",
        "hint": "did you mean `hold`?",
        "severity": "error",
        "fixes": [{ "line": 8, "column": 5, "width": 4, "text": "hold" }],
    }]);
    assert_eq!((code, objects), (1, expected));
}

#[test]
fn what_is_not_there_is_wrong_usage() {
    let home = Home::new();
    let (code, told, error) = home.run(&["check", "nothing.yaml"]);
    let expected = "error: there is no file or folder `nothing.yaml`\n\
                    hint: nothing in this folder is called so, or nearly so\n";
    assert_eq!((code, told.as_str(), error.as_str()), (2, "", expected));
    let (code, _, error) = home.run(&["check", "nothing"]);
    let expected = "error: there is no file, folder or routine of your own `nothing`\n\
                    hint: `stretch check` alone checks everything of yours\n";
    assert_eq!((code, error.as_str()), (2, expected));
    let (code, _, error) = home.run(&["check"]);
    assert_eq!(code, 2);
    assert!(error.contains("stretch new my-stretch"), "{error}");
}

#[test]
fn a_file_of_ones_own_is_checked_by_its_id() {
    let home = Home::new();
    home.write("sides/arm-reach.yaml", RIGHT);
    home.write("sides/broken.yaml", "name: Broken\nsteps:\n");
    home.write("mornings.yaml", "name: Mornings\nplay: [arm-reach]\n");
    for (id, expected, end) in [
        ("arm-reach", 0, "1 file checked: no problems"),
        ("mornings", 0, "1 file checked: no problems"),
        ("broken", 1, "1 file checked: "),
    ] {
        let (code, told, error) = home.run(&["check", id]);
        assert_eq!((code, error.as_str()), (expected, ""), "{id}");
        assert!(told.lines().last().unwrap().starts_with(end), "{told}");
    }
    for (slip, id) in [("arm-raech", "arm-reach"), ("mornigs", "mornings"), ("brokne", "broken")] {
        let (code, _, error) = home.run(&["check", slip]);
        let hint = format!("hint: did you mean `stretch check {id}`?\n");
        assert!(code == 2 && error.ends_with(&hint), "{error}");
    }
    let (code, _, error) = home.run(&["check", "neck-release"]);
    assert_eq!(code, 2);
    let expected = "\
error: `neck-release` is built in, and was checked when the program was built
hint: `stretch new my-neck-release --from neck-release` copies it into a file of your own
";
    assert_eq!(error, expected);
}

#[test]
fn a_play_list_that_names_nothing_is_told_with_its_place() {
    let home = Home::new();
    home.write("arm-reach.yaml", RIGHT);
    home.write("mornings.yaml", "name: Mornings\nplay: [arm-reach, neck-relase]\n");
    let told = |path: &str| {
        format!(
            "\
error: there is no routine `neck-relase`
  --> {path}:2:19
   |
 2 | play: [arm-reach, neck-relase]
   |                   ^^^^^^^^^^^
hint: did you mean `neck-release`?
"
        )
    };
    let path = "stretch/routines/mornings.yaml";
    let (code, _, error) = home.run(&["mornings", "--dry-run"]);
    assert_eq!((code, error), (1, told(&format!("~/{path}"))));
    let (code, _, error) = home.run(&[path, "--dry-run"]);
    assert_eq!((code, error), (1, told(path)));
}

#[test]
fn a_play_list_with_a_broken_routine_tells_what_is_wrong_with_that() {
    let home = Home::new();
    home.write("arm-reach.yaml", &RIGHT.replace("20s", "20"));
    home.write("mornings.yaml", "name: Mornings\nplay: [neck-release, arm-reach]\n");
    let (code, _, error) = home.run(&["mornings", "--dry-run"]);
    let named = error.contains("arm-reach.yaml` is skipped: ");
    assert!(code == 0 && named && error.matches("arm-reach").count() == 2, "the rest is played: {error}");
    home.write("mornings.yaml", "name: Mornings\nplay: [arm-reach]\n");
    let (code, _, error) = home.run(&["mornings", "--dry-run"]);
    assert!(code == 1 && error.ends_with("hint: write `for: 20s`\n"), "nothing is left: {error}");
    assert_eq!(home.run(&["check", "mornings"]).0, 0, "that file has a report of its own");
}

#[test]
fn the_file_that_is_checked_is_the_one_that_is_played() {
    let home = Home::new();
    home.write("neck/arm-reach.yaml", RIGHT);
    home.write("arm-reach.yaml", "name: Reaches\nplay: [chin-tuk]\n");
    let (code, told, _) = home.run(&["check", "arm-reach"]);
    assert!(code == 1 && told.contains("there is no routine `chin-tuk`"), "{told}");
}

#[test]
fn what_cannot_be_read_is_told_and_hides_no_other() {
    let home = Home::new();
    home.write("sides/arm-reach.yaml", &RIGHT.replace("20s", "20"));
    let link = home.write("sides/gone.yaml", "");
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink("nowhere.yaml", &link).unwrap();
    let (code, told, _) = home.run(&["check"]);
    assert_eq!(code, 1);
    assert!(told.contains("hint: write `for: 20s`"), "{told}");
    assert!(told.contains("error: this cannot be read: No such file"), "{told}");
    assert!(told.contains("\n  --> ~/stretch/routines/sides/gone.yaml\n"), "{told}");
    assert!(!told.contains("empty"), "{told}");
}

#[test]
fn two_files_of_one_id_are_told_with_the_way_out() {
    let home = Home::new();
    home.write("neck/arm-reach.yaml", RIGHT);
    home.write("sides/arm-reach.yaml", RIGHT);
    let (_, _, error) = home.run(&["list", "arm"]);
    assert!(error.ends_with("hint: rename one of the two files: a file's name is its id\n"), "{error}");
}

#[test]
fn a_file_that_its_name_hides_is_told() {
    let home = Home::new();
    for (id, message, way) in [
        ("neck", "`neck` is also an area, which is what this name plays", "`stretch ./neck.yaml`"),
        (
            "desk-break",
            "`desk-break` is also a program, which is what this name plays",
            "`stretch ./desk-break.yaml`",
        ),
        ("log", "`log` is also a command", "`stretch play log`"),
    ] {
        let path = home.write(&format!("{id}.yaml"), RIGHT);
        let (code, told, _) = home.run(&["check", path.to_str().unwrap()]);
        assert!(
            code == 0 && told.starts_with(&format!("warning: {message}\n")) && told.contains(way),
            "{told}"
        );
        let (_, plan, _) = home.run(&[path.to_str().unwrap(), "--dry-run"]);
        assert!(plan.contains("Arm reach"), "{plan}");
        fs::remove_file(path).unwrap();
    }
    // `stats` is no command yet, so nothing hides it.
    let path = home.write("chin-wave.yaml", RIGHT);
    assert_eq!(home.run(&["check", path.to_str().unwrap()]).1, "1 file checked: no problems\n");
    let path = home.write("neck/neck-release.yaml", RIGHT);
    let (code, told, _) = home.run(&["check", "--strict", path.to_str().unwrap()]);
    assert!(
        code == 0 && told.starts_with("note: this file replaces the built-in `neck-release`\n"),
        "{told}"
    );
}

#[test]
fn a_program_finds_the_routines_beside_it_and_plays_their_rounds() {
    let home = Home::new();
    let sheet = home.0.join("sheet");
    fs::create_dir_all(&sheet).unwrap();
    fs::write(sheet.join("arm-reach.yaml"), RIGHT.replace("steps:", "rounds: 3\nsteps:")).unwrap();
    fs::write(sheet.join("morning.yaml"), "name: Morning\nplay: [arm-reach, neck-release]\n").unwrap();
    let path = sheet.join("morning.yaml");
    let path = path.to_str().unwrap();
    let holds = |play: &str| {
        fs::write(path, format!("name: Morning\nplay: [{play}]\n")).unwrap();
        let (code, json, error) = home.run(&[path, "--dry-run", "--json"]);
        assert_eq!((code, error.as_str()), (0, ""));
        let plan: serde_json::Value = serde_json::from_str(&json).unwrap();
        plan.as_array().unwrap().iter().filter(|it| it["kind"] == "hold").count()
    };
    assert_eq!(holds("arm-reach"), 3, "as many as its file says");
    assert_eq!(holds("{ routine: arm-reach, rounds: 2 }"), 2, "as many as the entry says");
    assert_eq!(holds("neck-release"), 2, "the least, on both sides");
    assert_eq!(home.run(&["check", path]).0, 0);
    fs::write(path, "name: Morning\nplay: [arm-reach]\n").unwrap();
    let (_, page, _) = home.run(&["show", path]);
    assert!(page.contains("Arm reach") && !page.contains("not found"), "{page}");
    // A file beside it goes before a built-in one of its name.
    fs::write(sheet.join("neck-release.yaml"), RIGHT).unwrap();
    assert_eq!(holds("neck-release"), 1);
    fs::write(sheet.join("broken.yaml"), "name: Broken\n").unwrap();
    fs::write(path, "name: Morning\nplay: [broken]\n").unwrap();
    let (code, _, error) = home.run(&[path, "--dry-run"]);
    assert!(code == 1 && error.contains("the routine has no `steps`"), "{error}");
}

#[test]
fn the_page_of_an_area_is_no_routine_to_begin_with() {
    let home = Home::new();
    let (code, _, error) = home.run(&["new", "area", "--area", "neck"]);
    assert!(code == 2 && error.contains("`stretch new my-area`"), "{error}");
    assert!(!home.0.join("stretch").exists());
}

#[test]
fn the_built_in_routines_have_no_problem() {
    let routines = Path::new(env!("CARGO_MANIFEST_DIR")).join("routines");
    let (code, told, _) = Home::new().run(&["check", "--strict", routines.to_str().unwrap()]);
    assert_eq!(code, 0, "{told}");
}

#[test]
fn a_new_routine_is_written_once_and_plays() {
    let home = Home::new();
    let (code, told, _) = home.run(&["new", "arm-reach", "--area", "sides"]);
    let expected = "\
~/stretch/routines/sides/arm-reach.yaml
`stretch sides` plays it, too, once it is filled in. To keep it apart, move the file out of the folder `sides`.

Change it in any editor, then:
  stretch check ~/stretch/routines/sides/arm-reach.yaml
  stretch arm-reach --dry-run
  stretch arm-reach
";
    assert_eq!((code, told.as_str()), (0, expected));
    let (code, told, _) = home.run(&["check"]);
    assert!(code == 1 && told.contains("the summary is still the template's"), "{told}");
    // Nobody has to be told that there is nothing in it yet; once there is, what is missing is told.
    assert_eq!(home.run(&["list", "side"]).2, "");
    let path = home.0.join("stretch/routines/sides/arm-reach.yaml");
    let template = fs::read_to_string(&path).unwrap();
    fs::write(&path, template.replace("Tip your head", "Lean your trunk")).unwrap();
    let told = home.run(&["list", "side"]).2;
    assert!(told.contains("is skipped: the summary is still the template's"), "{told}");
    let filled = template.replace("Say here what it does, in at most 80 letters.", "Eases the side.");
    fs::write(&path, filled.replace("Tip your head", "Lean your trunk")).unwrap();
    assert_eq!(home.run(&["check", "--strict"]).0, 0);
    let (code, plan, _) = home.run(&["arm-reach", "--dry-run"]);
    assert!(code == 0 && plan.contains("hold"), "{plan}");
    fs::write(&path, RIGHT).unwrap();
    let (code, _, error) = home.run(&["new", "arm-reach", "--area", "sides"]);
    assert!(code == 1 && error.contains("already exists"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), RIGHT, "what was there is kept");
}

#[test]
fn a_new_routine_may_begin_as_a_built_in_one() {
    let home = Home::new();
    assert_eq!(home.run(&["new", "my-neck", "--from", "neck-release"]).0, 0);
    let copy = fs::read_to_string(home.0.join("stretch/routines/my-neck.yaml")).unwrap();
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("routines/neck/neck-release.yaml");
    let built_in = fs::read_to_string(built_in).unwrap();
    let renamed = built_in.replacen("name: Neck release", "name: \"My neck\"", 1);
    assert_ne!(renamed, built_in);
    assert_eq!(copy, renamed, "only the name is another");
    assert_eq!(home.run(&["check", "--strict"]).0, 0);
    assert_eq!(home.run(&["new", "neck-release", "--from", "neck-release"]).0, 0);
    let same = fs::read_to_string(home.0.join("stretch/routines/neck/neck-release.yaml")).unwrap();
    assert_eq!(same, built_in, "in the place of the built-in it keeps the name");
    let (code, _, error) = home.run(&["new", "mine", "--from", "neck-relase"]);
    assert!(code == 2 && error.contains("did you mean `neck-release`?"), "{error}");
}

#[test]
fn an_id_that_is_none_is_refused_with_one_that_is() {
    for (id, right) in [
        ("My Stretch", "my-stretch"),
        ("../x", "x"),
        ("a/b", "a-b"),
        ("Épaule größe", "epaule-grosse"),
        ("", "my-stretch"),
    ] {
        let home = Home::new();
        let (code, _, error) = home.run(&["new", "--", id]);
        assert!(code == 2 && error.contains(&format!("`stretch new {right}`")), "{id}: {error}");
        assert!(!home.0.join("stretch").exists());
    }
}

#[test]
fn no_byte_of_a_file_or_its_name_commands_the_terminal() {
    let home = Home::new();
    home.write("a\u{1b}[2J\u{202e}b.yaml", "name: \"\\e[2J\"\nsteps: \u{1b}]0;x\u{7}\n\u{9b}31m\n");
    let (code, told, error) = home.run(&["check"]);
    assert_eq!(code, 1);
    let hostile = |it: char| it != '\n' && stretch::model::text::is_hostile(it);
    assert!(!(told + &error).chars().any(hostile));
}

#[test]
fn a_watched_file_is_checked_again_when_it_is_saved() {
    let home = Home::new();
    let path = home.write("arm-reach.yaml", RIGHT);
    let mut watching = home
        .command(&["check", "--watch", path.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(watching.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert_eq!(lines.next().as_deref(), Some("1 file checked: no problems"));
    // The file is saved again and again, as the watcher may just be looking at it.
    let saver = std::thread::spawn(move || {
        for count in 0.. {
            if fs::write(&path, RIGHT.replace("20s", "20") + &" ".repeat(count % 7)).is_err() {
                return;
            }
            std::thread::sleep(Duration::from_secs(1));
        }
    });
    let told: Vec<String> = lines.by_ref().take(2).collect();
    watching.kill().unwrap();
    watching.wait().unwrap();
    drop(home);
    saver.join().unwrap();
    assert_eq!(told, ["", "error: `20` is not a valid time"]);
}

#[test]
fn a_watched_file_may_be_gone_for_a_while() {
    let home = Home::new();
    let path = home.write("arm-reach.yaml", RIGHT);
    let mut watching = home
        .command(&["check", "--watch", path.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(watching.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut errors = BufReader::new(watching.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert_eq!(lines.next().as_deref(), Some("1 file checked: no problems"));
    assert!(errors.any(|it| it.starts_with("waiting for a change")));
    fs::remove_file(&path).unwrap();
    let told = errors.find(|it| it.starts_with("error: "));
    assert!(told.is_some_and(|it| it.contains("there is no file")));
    assert!(errors.any(|it| it.starts_with("waiting for a change")));
    fs::write(&path, RIGHT).unwrap();
    assert!(lines.any(|it| it == "1 file checked: no problems"), "it is looked at again");
    watching.kill().unwrap();
    watching.wait().unwrap();
}

#[test]
fn the_schema_of_each_sort_of_file_is_printed() {
    let home = Home::new();
    for kind in ["routine", "area", "program", "config"] {
        let (code, text, _) = home.run(&["schema", kind]);
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!((code, &schema["additionalProperties"]), (0, &serde_json::json!(false)), "{kind}");
    }
}
