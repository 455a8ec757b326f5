//! `stretch TARGET`: plans, what options change, and sessions in print.

use std::collections::BTreeSet;

use serde_json::Value;
use stretch::model::words::suiting::NO_ADVICE;

use super::FULL;
use crate::{
    logs::{began, done, held},
    program::{BROKEN, Outcome, Program, SMALL, stretch},
};

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
  0:00  ready       6s         Small. Stop on sharp pain, tingling or dizziness.
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
    "text": "Small. Stop on sharp pain, tingling or dizziness."
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
    assert!(
        named("list small")
            .prints()
            .lines()
            .any(|it| it.starts_with("  list ") && it.ends_with(" 1 min  Small (yours)"))
    );
}

#[test]
fn a_file_is_a_target_by_its_path() {
    let run = |line: &str| stretch(line).file("mine.yaml", SMALL).file("neck/mine.yml", SMALL);
    let plan = run("mine.yaml --dry-run").prints();
    assert!(plan.starts_with("Small: 0:20, nothing needed\n"), "{plan}");
    assert_eq!(run("./mine.yaml --dry-run").prints(), plan);
    assert_eq!(run("neck/mine.yml --dry-run").prints(), plan);
    assert!(run("show ./mine.yaml").prints().starts_with("Small  (mine)\n"));
    let missing = "error: cannot read `./none.yaml`: No such file or directory (os error 2)\n\
         hint: nothing in this folder is called so, or nearly so\n";
    assert_eq!(run("./none.yaml").fails(1), missing);
    assert_eq!(run("neck/").fails(1), "error: cannot read `neck/`: it is a folder\n");
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

#[test]
fn the_side_that_did_not_lead_the_last_time_leads_where_it_is_left_open() {
    let run = |log: &str| {
        let run = stretch("sided --dry-run").own(
            "sided.yaml",
            "name: Sided\nsides: both\nsteps:\n  - hold: Lean to the {side}.\n    for: 10s\n",
        );
        let lines = run.file(".local/share/stretch/journal/a.jsonl", log).prints();
        lines.lines().find(|it| it.contains("Lean to the")).unwrap_or_default().to_owned()
    };
    assert!(run("").ends_with("Lean to the right."), "{}", run(""));
    let now = chrono::Utc::now().to_rfc3339();
    let sides = ["right", "left"].map(|it| held("a1", &now, "other", Some(it), 10));
    let log = [began("a1", &now, "Other"), sides.join("\n"), done("a1", &now, None)].join("\n");
    assert!(run(&log).ends_with("Lean to the left."), "{}", run(&log));
    assert!(
        run(&log.replace("done", "left")).ends_with("Lean to the right."),
        "it was not played to its end"
    );
}

#[test]
fn what_this_is_not_is_said_at_the_very_first_session_and_never_again() {
    let says = |it: &Program| {
        let Outcome { status, stdout, stderr } = it.run();
        assert_eq!(status, Some(0), "{stderr}");
        stdout.lines().filter(|it| *it == NO_ADVICE).count()
    };
    let small = |line: &str| stretch(line).own("small.yaml", SMALL);
    assert_eq!(says(&small("small --dry-run")), 0, "a plan that is printed is no session");
    for person in [small("small --plain --speed 1000"), small("small --plain --speed 1000").healthy()] {
        assert_eq!([says(&person), says(&person)], [1, 0]);
    }
    // Where it cannot be kept that it was said, it is said again, and nothing fails.
    let nowhere = small("small --plain --speed 1000").env("XDG_STATE_HOME", "/dev/null");
    assert_eq!([says(&nowhere), says(&nowhere)], [1, 1]);
}

// A session in print.

#[test]
fn a_session_through_a_pipe_walks_to_its_end() {
    let session = "\
Zebra bend: TIME, standing, needs a chair
This is not medical advice, and no clinician has reviewed it.
1 stretch, about 3 minutes. Zebra bend. To your right first. You may use a mat. Fetch a steady chair without wheels. \
With dizziness, ask a clinician first. Stop on sharp pain, tingling or dizziness. Keep to the ground.
Stand like a zebra.
Look to the right.
Bend to your right side. Feel it on the left.
hold 25 seconds
10 times. Start when I say one. Nod.
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
And stop. Now the other side: to your left.
Look to the left.
Bend to your left side.
hold 25 seconds
10 times. Start when I say one. Nod.
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
done: 50 seconds held and 20 repetitions
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
This is not medical advice, and no clinician has reviewed it.
Small. Stop on sharp pain, tingling or dizziness.
Stay.
hold 30 seconds
half-way
and release, done: 30 seconds held
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
        printed.contains("\nNow the other side: to your left.\n")
            && printed.contains("\ndone: 2 stretches, "),
        "{printed}"
    );
    assert!(!printed.contains(|it: char| it.is_control() && it != '\n'), "{}", printed.escape_debug());
}
