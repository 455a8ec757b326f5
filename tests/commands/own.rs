//! A person's own routines, beside the built-in ones and in their place.

use super::FULL;
use crate::program::{BROKEN, OWN, Outcome, Program, SMALL, at_home, stretch};

#[test]
fn own_files_are_listed_and_say_whose_they_are() {
    let run = |line: &str| {
        stretch(line)
            .own("neck/small-tilt.yaml", SMALL)
            .own("neck/neck-release.yaml", FULL)
            .own("loose-one.yaml", SMALL)
            .own("evening-one.yaml", "name: Evening\nplay: [small-tilt, loose-one]\n")
    };
    let list = run("list").prints();
    for line in [
        "Small (yours)",
        "Zebra bend (yours, in place of the built-in): Bends like a zebra.",
        "Evening (yours)",
    ] {
        assert_eq!(
            list.lines().filter(|it| it.ends_with(line)).count(),
            if line == "Small (yours)" { 2 } else { 1 },
            "{line}\n{list}"
        );
    }
    assert_eq!(list.lines().filter(|it| it.starts_with("  neck-release ")).count(), 1, "{list}");
    assert!(list.contains("\nYour own\n  loose-one "), "{list}");
    let origin = |id: &str| {
        let cards = run("list --json").json();
        let card = cards.as_array().expect("a list").iter().find(|it| it["id"] == id).cloned();
        card.unwrap_or_else(|| panic!("{id} is listed"))["origin"].as_str().map(str::to_owned)
    };
    assert_eq!(origin("neck-release").as_deref(), Some("own, replacing a built-in"));
    assert_eq!(origin("small-tilt").as_deref(), Some("own"));
    assert_eq!(origin("chin-tuck").as_deref(), Some("built-in"));
    // What replaces a built-in is played in its place, and one's own follow ours.
    let neck = run("neck --dry-run").prints();
    assert!(neck.contains("\nZebra bend\n") && !neck.contains("\nNeck release\n"), "{neck}");
    assert!(neck.contains("\nSmall\n"), "{neck}");
    assert_eq!(neck.matches("\nSmall\n").count(), 1, "the loose one belongs to no area: {neck}");
    let program = run("evening-one --dry-run").prints();
    assert!(program.starts_with("Evening: 0:"), "{program}");
}

#[test]
fn a_further_folder_is_read_like_the_own_one() {
    let run = |line: &str| stretch(line).file("club/neck/small-tilt.yaml", SMALL);
    let card = run("--routines club list small-tilt --json").json();
    assert_eq!((&card[0]["area"], &card[0]["origin"]), (&"neck".into(), &"own".into()));
    assert!(run("small-tilt --dry-run --routines=club").prints().starts_with("Small: 0:20"));
    run("small-tilt --dry-run").fails(2);
    let elsewhere = stretch("small-tilt --dry-run").file("data/stretch/routines/small-tilt.yaml", SMALL);
    let data = elsewhere.home().join("data");
    assert!(elsewhere.env("XDG_DATA_HOME", data).prints().starts_with("Small: 0:20"));
}

fn skipped(path: &str) -> String {
    let path = format!("HOME/{OWN}/{path}");
    format!(
        "warning: `{path}` is skipped: unknown key `holdd` in a step\nhint: `stretch check {path}` shows where\n"
    )
}

#[test]
fn a_broken_file_hides_no_other_and_is_never_replaced() {
    let run = |line: &str| {
        stretch(line).own("neck/chin-tuck.yaml", BROKEN).own("neck/small-tilt.yaml", SMALL).run()
    };
    let warning = skipped("neck/chin-tuck.yaml");
    let Outcome { status, stdout, stderr } = run("list");
    assert_eq!((status, stderr.as_str()), (Some(0), warning.as_str()));
    assert!(stdout.contains("  small-tilt ") && stdout.contains("  neck-release "), "{stdout}");
    assert!(!stdout.contains("  chin-tuck "), "the built-in does not stand in for it: {stdout}");
    let report = format!(
        "\
error: unknown key `holdd` in a step
  --> HOME/{OWN}/neck/chin-tuck.yaml:3:5
   |
 3 |   - holdd: Stay.
   |     ^^^^^
hint: did you mean `hold`?
"
    );
    // What is named is told once, with all that is wrong with it.
    for line in ["chin-tuck", "chin tuck", "show chin-tuck", "neck-release chin-tuck", "neck chin-tuck"] {
        let Outcome { status, stdout, stderr } = run(line);
        assert_eq!((status, stdout.as_str()), (Some(1), ""), "stretch {line}: {stderr}");
        assert_eq!(stderr, report, "stretch {line}");
    }
    let Outcome { status, stdout, stderr } = run("small-tilt --dry-run");
    assert_eq!((status, stderr.as_str()), (Some(0), warning.as_str()), "{stdout}");
}

/// A path that leads nowhere, of whichever command.
#[test]
fn a_mistyped_path_is_led_to_what_is_near() {
    let run = |line: &str| {
        let files = stretch(line).file("my-neck.yaml", SMALL).file("sheets/sheet.txt", "1. Cobra: 20 s\n");
        files.run()
    };
    for (line, code, meant) in [
        ("check ./my-nekc.yaml", 2, "`./my-neck.yaml`"),
        ("check my-neck.yml", 2, "`my-neck.yaml`"),
        ("check sheet", 2, "`stretch check sheets`"),
        ("import sheets/shet.txt", 1, "`sheets/sheet.txt`"),
        ("import ./sheet/sheet.txt", 1, "`./sheets/sheet.txt`"),
        ("export ./my-nekc.yaml -o page.html", 1, "`./my-neck.yaml`"),
        ("show ./my-nekc.yaml", 1, "`./my-neck.yaml`"),
        ("./my-nekc.yaml --dry-run", 1, "`./my-neck.yaml`"),
        ("edit ./my-nekc.yaml", 2, "`./my-neck.yaml`"),
        ("list --routines ./sheet", 1, "`./sheets`"),
    ] {
        let Outcome { status, stderr, .. } = run(line);
        assert_eq!(status, Some(code), "stretch {line}: {stderr}");
        assert!(stderr.ends_with(&format!("hint: did you mean {meant}?\n")), "stretch {line}: {stderr}");
    }
    for (line, hint) in [
        ("import nothing.txt", "nothing in this folder is called so, or nearly so"),
        ("import sheets/nothing.txt", "nothing in `sheets` is called so, or nearly so"),
        ("import nowhere/sheet.txt", "there is no folder `nowhere`"),
        (
            "new mine --from ./my-neck.yaml",
            "`--from` copies a built-in routine by its name; `cp` copies a file of yours",
        ),
    ] {
        let said = run(line).stderr;
        assert!(said.ends_with(&format!("hint: {hint}\n")), "stretch {line}: {said}");
    }
}

#[test]
fn an_area_and_a_program_play_the_rest_and_say_once_what_is_left_out() {
    for (line, id, name) in [
        ("posture --dry-run", "chin-tuck", "Chin tuck"),
        ("neck --dry-run", "neck-release", "Neck release"),
        ("neck --dry-run --json", "neck-release", "neck-release"),
        ("neck --dry-run --skip neck-release", "neck-release", "Neck release"),
    ] {
        let path = format!("neck/{id}.yaml");
        let Outcome { status, stdout, stderr } = stretch(line).own(&path, BROKEN).run();
        assert_eq!((status, stderr), (Some(0), skipped(&path)), "stretch {line}");
        assert!(!stdout.contains(name), "the built-in does not stand in for it: {stdout}");
        let whole = stretch(line.trim_end_matches(" --skip neck-release")).prints();
        assert!(whole.contains(name) && stdout.len() * 4 > whole.len(), "stretch {line}: {stdout}");
    }
    // A list says how long the rest takes.
    for (name, id) in [("neck", "neck-release"), ("posture", "chin-tuck")] {
        let listed = |program: Program| {
            let text = program.run().stdout;
            let row = text.lines().find(|it| it.trim_start().starts_with(&format!("{name} ")));
            row.unwrap_or_else(|| panic!("{name}: {text}")).split_whitespace().nth(1).map(str::to_owned)
        };
        let line = format!("list {name}");
        let less = listed(stretch(&line).own(format!("neck/{id}.yaml"), BROKEN));
        assert!(less.is_some() && less != listed(stretch(&line)), "{name}: {less:?}");
    }
    let broken = |line: &str| stretch(line).own("neck/chin-tuck.yaml", BROKEN);
    let alone = broken("mine --dry-run").own("mine.yaml", "name: Mine\nplay: [chin-tuck]\n").run();
    assert_eq!((alone.status, alone.stdout.as_str()), (Some(1), ""), "nothing is left");
}

#[test]
fn a_broken_page_of_an_area_is_not_replaced_by_ours() {
    for line in ["hips", "show hips"] {
        let Outcome { status, stdout, stderr } = stretch(line).own("hips/area.yaml", BROKEN).run();
        assert_eq!((status, stdout.as_str()), (Some(1), ""), "stretch {line}: {stderr}");
        assert!(stderr.contains(&format!("\n  --> HOME/{OWN}/hips/area.yaml:")), "{stderr}");
        assert!(!stderr.contains("is skipped"), "it is told once: {stderr}");
    }
    let Outcome { status, stderr, .. } = stretch("neck --dry-run").own("hips/area.yaml", BROKEN).run();
    assert_eq!(status, Some(0), "no other area suffers: {stderr}");
}

#[test]
fn a_thousand_own_files_are_listed_and_told_in_order_like_a_few() {
    let names: Vec<String> = (0..1000).map(|it| format!("own-{it:03}")).collect();
    let mut program = stretch("list small --json").own("neck/own-150.yml", SMALL);
    for name in &names {
        let text = if name.ends_with("77") { BROKEN } else { SMALL };
        program = program.own(format!("neck/{name}.yaml"), text);
    }
    let cards = program.json();
    let cards = cards.as_array().expect("a list");
    let listed: Vec<&str> =
        cards.iter().filter_map(|it| it["id"].as_str()).filter(|it| it.starts_with("own-")).collect();
    let whole: Vec<&str> = names.iter().map(String::as_str).filter(|it| !it.ends_with("77")).collect();
    assert_eq!(listed, whole);
    let list = at_home(&program.home()).args(["list", "small"]).output().expect("it runs");
    let home = program.home().to_string_lossy().into_owned();
    let stderr = String::from_utf8(list.stderr).expect("it is UTF-8").replace(&home, "HOME");
    let told: Vec<&str> = stderr.lines().filter(|it| it.starts_with("warning: ")).collect();
    let skipped = (0..10).map(|it| skipped(&format!("neck/own-{it}77.yaml")));
    let mut expected: Vec<String> = skipped.filter_map(|it| Some(it.lines().next()?.to_owned())).collect();
    let twice = format!(
        "warning: `HOME/{OWN}/neck/own-150.yml` is skipped: there are two routines `own-150`, and this one is left out"
    );
    expected.insert(1, twice);
    // A few are told in full.
    let more = "warning: and 6 more: `stretch check` shows all".to_owned();
    assert_eq!(told, [&expected[..5], &[more]].concat());
}

#[test]
fn of_two_files_with_one_name_the_second_is_left_out_and_told() {
    let run = stretch("list same-one").own("hips/same-one.yaml", SMALL).own("neck/same-one.yaml", SMALL);
    let Outcome { status, stdout, stderr } = run.run();
    let expected = format!(
        "warning: `HOME/{OWN}/neck/same-one.yaml` is skipped: there are two routines `same-one`, and this one is left out"
    );
    assert_eq!(stderr.lines().next(), Some(expected.as_str()));
    assert_eq!((status, stdout.matches("same-one").count()), (Some(0), 1), "{stdout}");
}
