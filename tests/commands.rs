//! Every command, as it is typed: what it prints, what it says, and how it ends.

#![expect(clippy::disallowed_methods, reason = "a test opens the devices that programs write to")]

use std::{
    collections::BTreeSet,
    fs::OpenOptions,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use serde_json::Value;

use crate::program::{BROKEN, OWN, Outcome, Program, SMALL, check_calm, stretch};

/// A routine that says all that a routine can say.
const FULL: &str = "\
name: Zebra bend
summary: Bends like a zebra.
also: [hips]
muscles: [zebra major]
position: [standing, seated]
needs: [chair, mat?]
sides: both
rounds: 1-2
rest: 10s
caution: Keep to the ground.
avoid: [dizziness]
sources:
  - name: A book of zebras
    url: https://example.org/zebras
setup:
  - Stand like a zebra.
steps:
  - move: Look to the {side}.
  - hold: Bend to your {side} side. Feel it on the {other}.
    for: 15-30s
  - reps: Nod.
    times: 8-12
    each: 3s
finish:
  - Shake your mane.
";

// What is shown.

#[test]
fn a_routine_is_shown_with_everything_that_its_file_says() {
    let page = "\
Zebra bend  (zebra-bend)
Bends like a zebra.

  time      5:18
  area      sides
  kind      stretch
  also for  hips
  muscles   zebra major
  position  standing or sitting
  needs     a chair; a mat is useful
  sides     both, one after the other
  rounds    1-2, with 10s of rest between

  first  Stand like a zebra.
      1  Look to the right.
      2  Bend to your right side. Feel it on the left. [hold 15-30s]
      3  Nod. [8-12 times, 3s each]
   last  Shake your mane.

Take care
  Keep to the ground.
  Ask a clinician first with: dizziness.

Sources
  A book of zebras
    https://example.org/zebras
";
    let own = |line: &str| stretch(line).own("sides/zebra-bend.yaml", FULL);
    assert_eq!(own("show zebra-bend").prints(), page);
    assert_eq!(own("show zebra bend").prints(), own("show zebra-bend").prints());
    // Words and pictures are of the side that is listed first.
    let left = FULL.replace("sides: both", "sides: [left, right]");
    let shown = stretch("show zebra-bend").own("sides/zebra-bend.yaml", &left).prints();
    assert!(shown.contains("Bend to your left side. Feel it on the right."), "{shown}");
    let json = own("show zebra-bend --json").json();
    assert_eq!(json["rounds"], serde_json::json!([1, 2]));
    assert_eq!(json["needs"], serde_json::json!(["chair", "mat?"]));
    assert_eq!(
        json["steps"][2],
        serde_json::json!({
            "kind": "reps", "text": "Nod.", "for": null, "times": [8, 12], "each": 3, "hold": null
        })
    );
    assert_eq!(json["steps"][1]["for"], "15-30s");
    // The time is the plan's.
    let plan = own("zebra-bend --dry-run --json").json();
    let sum: u64 =
        plan.as_array().expect("a list").iter().map(|it| it["seconds"].as_u64().expect("timed")).sum();
    assert_eq!(json["total"], serde_json::json!({ "seconds": sum, "open": 0 }));
}

// What is played.

/// What the first issue of the guide asked for, word by word.
#[test]
fn a_dry_run_lays_out_rounds_sides_switches_and_rests() {
    let plan = stretch("neck-release --dry-run --json --level full").json();
    let segments = plan.as_array().expect("a list");
    let keys: BTreeSet<&str> =
        segments[0].as_object().expect("an object").keys().map(String::as_str).collect();
    let expected = ["kind", "routine", "step", "round", "side", "seconds", "text"];
    assert_eq!(keys, BTreeSet::from(expected));
    let of = |kind: &'static str| segments.iter().filter(move |it| it["kind"] == kind);

    let holds: Vec<_> =
        of("hold").map(|it| (it["round"].as_u64(), it["side"].as_str(), it["seconds"].as_u64())).collect();
    let hold = |round, side| (Some(round), Some(side), Some(30));
    let sides = |round| [hold(round, "right"), hold(round, "left")];
    assert_eq!(holds, [sides(1), sides(2), sides(3)].concat());
    assert_eq!(of("switch").count(), 3, "one between the sides of each round");
    assert_eq!(of("rest").count(), 2, "one between rounds");

    let kinds: Vec<&str> = segments.iter().map(|it| it["kind"].as_str().expect("a kind")).collect();
    assert_eq!(kinds[0], "ready");
    assert_eq!(kinds.last(), Some(&"move"), "no rest at the end");
    let at = |kind| kinds.iter().enumerate().filter(move |it| *it.1 == kind).map(|it| it.0);
    for rest in at("rest") {
        assert_eq!(
            segments[rest + 1]["round"].as_u64(),
            segments[rest - 1]["round"].as_u64().map(|it| it + 1)
        );
    }
    for switch in at("switch") {
        assert_eq!(segments[switch - 1]["side"], "right");
        assert_eq!(segments[switch]["side"], "left");
    }
    let sum: u64 = segments.iter().map(|it| it["seconds"].as_u64().expect("nothing is open")).sum();
    let announced = stretch("neck-release --dry-run --level full").prints();
    let clock = format!("{}:{:02}", sum / 60, sum % 60);
    assert!(
        announced.starts_with(&format!("Neck release: {clock}, standing, nothing needed\n")),
        "{announced}"
    );
}

#[test]
fn a_plan_is_printed_a_line_a_segment() {
    let plan = "\
Small: 0:20, nothing needed

Small
  0:00  ready       6s         Small. Stop if you feel sharp pain, tingling or dizziness.
  0:06  move        4s         Stay.
  0:10  hold       10s         Stay.
";
    assert_eq!(stretch("small --dry-run").own("small.yaml", SMALL).prints(), plan);
    let json = r#"[
  {
    "kind": "ready",
    "routine": "small",
    "step": null,
    "round": null,
    "side": null,
    "seconds": 6,
    "text": "Small. Stop if you feel sharp pain, tingling or dizziness."
  },
  {
    "kind": "move",
    "routine": "small",
    "step": 1,
    "round": 1,
    "side": null,
    "seconds": 4,
    "text": "Stay."
  },
  {
    "kind": "hold",
    "routine": "small",
    "step": 1,
    "round": 1,
    "side": null,
    "seconds": 10,
    "text": "Stay."
  }
]
"#;
    assert_eq!(stretch("small --dry-run --json").own("small.yaml", SMALL).prints(), json);
}

#[test]
fn a_step_without_an_end_is_counted_beside_the_time() {
    let open = SMALL.replace("10s", "open");
    let plan = stretch("small --dry-run").own("small.yaml", &open).prints();
    assert!(plan.starts_with("Small: 0:10 + 1 open, nothing needed\n"), "{plan}");
    let json = stretch("small --dry-run --json").own("small.yaml", open).json();
    assert_eq!(json[2]["seconds"], Value::Null);
}

#[test]
fn options_change_the_plan_as_they_say() {
    let holds = |line: &str| {
        let plan = stretch(line).with("--dry-run").with("--json").own("sides/zebra-bend.yaml", FULL).json();
        let of = |it: &&Value| it["kind"] == "hold";
        let text = |it: &Value| {
            format!("{}{}{}", it["round"], &it["side"].as_str().expect("a side")[..1], it["seconds"])
        };
        plan.as_array().expect("a list").iter().filter(of).map(text).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(holds("zebra-bend"), "1r25 1l25 2r25 2l25");
    assert_eq!(holds("zebra-bend --level gentle"), "1r15 1l15");
    assert_eq!(holds("--level=full zebra-bend"), "1r30 1l30 2r30 2l30");
    assert_eq!(holds("zebra-bend --hold 1m30s --rounds 1"), "1r90 1l90");
    assert_eq!(holds("--side left zebra-bend --rounds 1"), "1l25");
    assert_eq!(holds("play zebra-bend --rounds 1"), "1r25 1l25");
    assert_eq!(holds("--rounds 1 play zebra-bend"), "1r25 1l25");
}

#[test]
fn options_may_stand_anywhere_and_the_first_word_decides() {
    let list = stretch("list").prints();
    assert_eq!(stretch("--plain list").prints(), list);
    assert_eq!(stretch("list --plain").prints(), list);
    let plan = stretch("neck --dry-run").prints();
    assert_eq!(stretch("--dry-run neck").prints(), plan);
    assert_eq!(stretch("play --dry-run neck").prints(), plan);
    assert_eq!(stretch("--plain play neck --dry-run").prints(), plan);
    let words = stretch("upper back --dry-run").prints();
    for other in ["upper-back --dry-run", "--dry-run Upper-Back", "play upper --dry-run back"] {
        assert_eq!(stretch(other).prints(), words, "{other}");
    }
    assert_eq!(stretch("--dry-run").with("upper back").prints(), words);
    // Several are played in order, each routine with all its own rounds.
    let both = stretch("chin-tuck neck-release --dry-run").prints();
    assert!(both.starts_with("Chin tuck and Neck release: "), "{both}");
    assert!(both.find("\nChin tuck\n") < both.find("\nNeck release\n"), "{both}");
    // A routine with the name of a command is played by `play`.
    let named = |line: &str| stretch(line).own("list.yaml", SMALL);
    assert!(named("play list --dry-run").prints().starts_with("Small: 0:20"));
    assert!(named("--dry-run -- list").prints().starts_with("Small: 0:20"));
    assert!(named("list small").prints().contains("\n  list   0:20  Small (yours)\n"));
}

#[test]
fn a_file_is_a_target_by_its_path() {
    let run = |line: &str| stretch(line).file("mine.yaml", SMALL).file("neck/mine.yml", SMALL);
    let plan = run("mine.yaml --dry-run").prints();
    assert!(plan.starts_with("Small: 0:20, nothing needed\n"), "{plan}");
    assert_eq!(run("./mine.yaml --dry-run").prints(), plan);
    assert_eq!(run("neck/mine.yml --dry-run").prints(), plan);
    assert!(run("show ./mine.yaml").prints().starts_with("Small  (mine)\n"));
    let missing = "error: cannot read `./none.yaml`: No such file or directory (os error 2)\n";
    assert_eq!(run("./none.yaml").fails(1), missing);
    assert_eq!(run("neck/").fails(1), "error: `neck/` is not a file\n");
    let broken = "\
error: unknown key `holdd` in a step
  --> ./broken.yaml:3:5
   |
 3 |   - holdd: Stay.
   |     ^^^^^
hint: did you mean `hold`?
";
    assert_eq!(stretch("./broken.yaml").file("broken.yaml", BROKEN).fails(1), broken);
    assert_eq!(stretch("show ./broken.yaml").file("broken.yaml", BROKEN).fails(1), broken);
}

// What cannot be done.

#[test]
fn a_miss_names_what_comes_nearest() {
    let check = |line: &str, says: &str| assert_eq!(stretch(line).fails(2), says, "stretch {line}");
    check(
        "neck-relase",
        "error: `neck-relase` is no area, program, routine or command\nhint: did you mean `neck-release`?\n",
    );
    check("lisst", "error: `lisst` is no area, program, routine or command\nhint: did you mean `list`?\n");
    let near = stretch("upper").fails(2);
    assert!(
        near.ends_with(
            "hint: did you mean `upper-back`, `upper-back-relief` or `upper-trapezius-stretch`?\n"
        ),
        "{near}"
    );
    check(
        "qqqqq",
        "error: `qqqqq` is no area, program, routine or command\nhint: `stretch list` shows what there is\n",
    );
    check(
        "show qqqqq",
        "error: `qqqqq` is no area, program, routine or command\nhint: `stretch list` shows what there is\n",
    );
    check("show neck hips", "error: too many names\nhint: `stretch show` takes one at a time\n");
}

#[test]
fn wrong_usage_says_what_is_wrong_and_what_is_right() {
    let check = |line: &str, says: &str| assert_eq!(stretch(line).fails(2), says, "stretch {line}");
    let explained = "hint: `stretch play --help` explains the options for playing\n";
    check("neck --level ful", "error: `ful` is not a value of `--level`\nhint: did you mean `full`?\n");
    check(
        "neck --level x",
        "error: `x` is not a value of `--level`\nhint: it can be `gentle`, `steady` or `full`\n",
    );
    check(
        "list --position sitting",
        "error: `sitting` is not a value of `--position`\nhint: did you mean `seated`?\n",
    );
    check("neck --levl full", "error: there is no option `--levl` here\nhint: did you mean `--level`?\n");
    check(
        "neck --rounds 0",
        &format!("error: `0` does not fit `--rounds`: it goes from 1 to 100\n{explained}"),
    );
    check("neck --hold 30", &format!("error: `30` does not fit `--hold`: write `30s`\n{explained}"));
    check("neck --speed", &format!("error: `--speed` needs a value\n{explained}"));
    check("neck --json", &format!("error: `--dry-run` is missing\n{explained}"));
    check("show", "error: `<NAME>...` is missing\nhint: `stretch show --help` explains how it is used\n");
    check(
        "neck --wait",
        "error: `--wait` needs a keyboard, and there is none\nhint: leave `--wait` out, or run it in a terminal\n",
    );
    check(
        "neck --skip neck-relese",
        "error: there is no routine `neck-relese` to skip\nhint: did you mean `neck-release`?\n",
    );
    check("chin-tuck --skip chin-tuck", "error: everything is skipped, so there is nothing to play\n");
    check(
        "neck-release --hold 1h --rounds 100",
        "error: that would take more than 24 hours\nhint: fewer `--rounds`, or a shorter `--hold`\n",
    );
    let missing = stretch("--routines ./none list").fails(1);
    assert_eq!(missing, "error: cannot read the folder `./none`: No such file or directory (os error 2)\n");
}

#[test]
fn help_and_version_are_answers() {
    assert_eq!(stretch("--version").prints(), format!("stretch {}\n", env!("CARGO_PKG_VERSION")));
    for line in ["--help", "-h", "play --help", "list --help", "show -h"] {
        let help = stretch(line).prints();
        assert!(help.contains("Usage: stretch") && help.contains("--plain"), "stretch {line}: {help}");
    }
}

// A person's own routines.

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
    for line in ["chin-tuck", "chin tuck", "show chin-tuck", "posture --dry-run", "neck-release chin-tuck"] {
        let Outcome { status, stdout, stderr } = run(line);
        assert_eq!((status, stdout.as_str()), (Some(1), ""), "stretch {line}: {stderr}");
        assert_eq!(stderr, format!("{warning}{report}"), "stretch {line}");
    }
    let Outcome { status, stdout, stderr } = run("small-tilt --dry-run");
    assert_eq!((status, stderr.as_str()), (Some(0), warning.as_str()), "{stdout}");
}

#[test]
fn a_broken_page_of_an_area_is_not_replaced_by_ours() {
    for line in ["hips", "show hips"] {
        let Outcome { status, stdout, stderr } = stretch(line).own("hips/area.yaml", BROKEN).run();
        assert_eq!((status, stdout.as_str()), (Some(1), ""), "stretch {line}: {stderr}");
        assert!(stderr.contains(&format!("\n  --> HOME/{OWN}/hips/area.yaml:")), "{stderr}");
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
    let Outcome { status, stdout, stderr } = program.run();
    assert_eq!(status, Some(0), "{stderr}");
    let cards: Vec<serde_json::Value> = serde_json::from_str(&stdout).expect("it is JSON");
    let listed: Vec<&str> = cards.iter().filter_map(|it| it["id"].as_str()).collect();
    let whole: Vec<&str> = names.iter().map(String::as_str).filter(|it| !it.ends_with("77")).collect();
    assert_eq!(listed, whole);
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

// A session in print.

#[test]
fn a_session_through_a_pipe_walks_to_its_end() {
    let session = "\
Zebra bend: TIME, standing, needs a chair
Zebra bend. Standing or sitting. You need a chair. You may use a mat. Your right side first. Keep to the ground. \
Stop if you feel sharp pain, tingling or dizziness.
Stand like a zebra.
Look to the right.
Bend to your right side. Feel it on the left.
hold 25 seconds
half-way
Nod. 10 times.
1
2
3
4
5
6
7
8
9
10, last one
and stop, switch to your left side
Look to the left.
Bend to your left side.
hold 25 seconds
half-way
Nod. 10 times.
1
2
3
4
5
6
7
8
9
10, last one
And stop. Shake your mane.
done
Zebra bend: done, 50 seconds held and 20 repetitions
  Zebra bend  right 25s and 10 times, left 25s and 10 times
";
    let printed = undisturbed(session, || {
        let run = stretch("zebra-bend --plain --rounds 1 --speed 600").own("sides/zebra-bend.yaml", FULL);
        let printed = run.prints();
        let title = printed.split(',').next();
        let time = title.and_then(|it| it.strip_prefix("Zebra bend: ")).expect("a time").to_owned();
        printed.replacen(&time, "TIME", 1)
    });
    assert!(!printed.contains(|it: char| it.is_control() && it != '\n'), "{}", printed.escape_debug());
    // Without `--plain` too, since nothing here is a terminal; and nobody has to press a key.
    let open = SMALL.replace("10s", "open");
    let session = "\
Small: 0:40, nothing needed
Small. Stop if you feel sharp pain, tingling or dizziness.
Stay.
hold 30 seconds
half-way
and release, done
Small: done, 30 seconds held
  Small  30s
";
    undisturbed(session, || stretch("small --speed 1000").own("small.yaml", open.clone()).prints());
}

/// What a fast preview prints. On a busy machine a moment of it may come seconds late, and its words
/// are shortened, as they should be: then it is played again.
fn undisturbed(expected: &str, play: impl Fn() -> String) -> String {
    let last = (0..30).map(|_| play()).enumerate().find(|(nth, it)| it == expected || *nth == 29);
    let (_, printed) = last.expect("it was played");
    assert_eq!(printed, expected);
    printed
}

#[test]
fn a_whole_area_in_print_writes_no_control() {
    let printed = stretch("neck --speed 1000").prints();
    assert!(
        printed.contains("\nswitch to your left side\n") && printed.contains("\ndone\nNeck: done, "),
        "{printed}"
    );
    assert!(!printed.contains(|it: char| it.is_control() && it != '\n'), "{}", printed.escape_debug());
}

// Output that goes nowhere.

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

/// As `>&-` does: whoever closes it wants to read nothing.
#[test]
fn a_closed_stdout_is_no_error() {
    for &(line, usual) in EVERYTHING {
        let program = stretch(line).env("RUST_BACKTRACE", "1");
        let shell = program.command();
        let mut closed = Command::new("/bin/sh");
        closed.args(["-c", "exec \"$0\" \"$@\" >&-"]).arg(shell.get_program()).args(shell.get_args());
        let output = closed.env_clear().env("HOME", program.home()).stdin(Stdio::null()).output();
        let output = output.expect("it starts");
        check_calm(&program, &output.stderr, line);
        assert_eq!(output.status.code(), Some(usual), "stretch {line}");
        assert!(output.stdout.is_empty());
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

// The drawn person.

#[test]
fn the_figure_goes_into_a_pipe_as_braille_without_colours() {
    let words = "Tip your head towards your right shoulder, chin still low. \
                 Feel the left side of your neck stretch. Lit: left trapezius and left scalenes.\n";
    assert_eq!(stretch("show neck-release --figure --plain").prints(), words, "words stand for the picture");
    let drawn = stretch("show neck-release --figure").prints();
    assert!(
        drawn.chars().all(|it| it == '\n' || it == ' ' || ('\u{2800}'..'\u{2900}').contains(&it)),
        "{drawn}"
    );
    assert_eq!(drawn.lines().count(), 18);
    let small = stretch("show neck-release --size 20x8").prints();
    assert_eq!(small.lines().count(), 8);
    assert!(small.lines().all(|it| it.chars().count() <= 20), "{small}");
    assert_ne!(stretch("show neck-release --at 1").prints(), drawn);
    assert_eq!(stretch("show neck-release --at 2").prints(), drawn, "what is held first");
    assert!(!stretch("show neck-release").prints().contains('\u{28ff}'), "a page in a pipe has no picture");
}

#[test]
fn a_figure_that_is_not_there_is_told() {
    for (line, says) in [
        ("show neck --figure", "only a routine is drawn alone"),
        ("show neck-release --at 9", "`neck-release` has 3 steps"),
        ("show neck-release --size 3x3", "36x18"),
        ("show neck-release --force", "--svg"),
    ] {
        assert!(stretch(line).fails(2).contains(says), "{line}");
    }
}

#[test]
fn a_drawing_replaces_a_drawing_and_nothing_else() {
    let draw = |to: &str| stretch("show neck-release --svg").with(to).file("mine.svg", "mine");
    let text = draw("-").prints();
    assert!(text.starts_with("<svg ") && text.contains("<title>Neck release</title>"), "{text}");
    let run = draw("neck.svg");
    let read = |name: &str| std::fs::read_to_string(run.home().join(name)).expect("it is there");
    assert_eq!(run.prints(), "");
    assert_eq!(read("neck.svg"), text);
    assert_eq!(run.prints(), "", "a drawing of ours is drawn again");
    let over = draw("mine.svg");
    assert!(over.fails(1).contains("is there already"));
    assert_eq!(std::fs::read_to_string(over.home().join("mine.svg")).expect("it is there"), "mine");
    assert_eq!(over.with("--force").prints(), "");
    let there = |it: &std::fs::DirEntry| it.file_name().to_string_lossy().contains("svg");
    let left = std::fs::read_dir(run.home()).expect("it is there").flatten().filter(there).count();
    assert_eq!(left, 2, "nothing is left beside");
    let neck = run.home().join("neck.svg");
    let linked = draw("link.svg");
    std::os::unix::fs::symlink(&neck, linked.home().join("link.svg")).expect("a link");
    std::fs::write(&neck, "").expect("a file");
    assert!(linked.fails(1).contains("is there already"), "what a link names is looked at");
    std::fs::write(&neck, &text).expect("a file");
    assert_eq!(linked.prints(), "");
    assert!(linked.home().join("link.svg").is_symlink(), "the link stays");
    let mut rights = std::fs::metadata(&neck).expect("it is there").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&neck, rights).expect("it is ours");
    assert!(run.fails(1).contains("must not be changed"));
}

#[test]
fn the_side_that_is_kept_leads_where_it_is_left_open() {
    let run = |kept: &str| {
        let run = stretch("sided --dry-run").own(
            "sided.yaml",
            "name: Sided\nsides: both\nsteps:\n  - hold: Lean to the {side}.\n    for: 10s\n",
        );
        let lines = run.env("XDG_STATE_HOME", kept).prints();
        lines.lines().find(|it| it.contains("Lean to the")).unwrap_or_default().to_owned()
    };
    let folder = tempfile::tempdir().expect("a folder");
    let kept = folder.path().to_string_lossy().into_owned();
    assert!(run(&kept).ends_with("Lean to the right."), "{}", run(&kept));
    std::fs::create_dir(folder.path().join("stretch")).expect("it is ours");
    std::fs::write(folder.path().join("stretch/leading"), "left\n").expect("it is ours");
    assert!(run(&kept).ends_with("Lean to the left."), "{}", run(&kept));
}
