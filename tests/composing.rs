//! `stretch --for 5m`: what it says, keeps and refuses.

#![expect(clippy::disallowed_methods, reason = "a program that is kept is a file")]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::Stdio,
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use crate::program::{OWN, Outcome, SMALL, at_home, stretch};

#[test]
fn a_session_says_what_it_has_and_why() {
    let printed = stretch("--for 6m neck --dry-run").prints();
    let lines: Vec<&str> =
        printed.lines().take_while(|it| it.starts_with(|it: char| it.is_ascii_digit())).collect();
    assert!(lines.len() > 1, "{printed}");
    assert!(lines[0].starts_with("1. ") && lines[0].ends_with(')'), "{printed}");
    assert!(lines.iter().any(|it| it.contains("(neck: not done yet)")), "{printed}");
    // What is due is played where nothing is named, and either way of writing the length is one.
    let due = stretch("--for 5m --dry-run").prints();
    assert!(due.contains("\nWhat is due: "), "{due}");
    assert_eq!(stretch("--for=5m --dry-run").prints(), due);
    assert_eq!(stretch("play --dry-run --for 5m").prints(), due);
}

#[test]
fn json_and_cues_stay_alone() {
    for line in ["--for 5m neck --dry-run --json", "--for 5m neck --dry-run --cues --json"] {
        let Outcome { status, stdout, stderr } = stretch(line).run();
        assert_eq!(status, Some(0), "{stderr}");
        assert!(serde_json::from_str::<serde_json::Value>(&stdout).is_ok_and(|it| it.is_array()), "{stdout}");
        assert!(stderr.starts_with("1. "), "{stderr}");
    }
}

#[test]
fn what_cannot_be_met_is_refused_with_what_can() {
    let told = stretch("--for 1m neck --dry-run").fails(1);
    let length = told.split("`--for ").nth(1).and_then(|it| it.split('`').next()).expect("a length is named");
    assert!(told.starts_with("error: no session of 1 minute can be made of this\nhint: "), "{told}");
    stretch(&format!("--for {length} neck --dry-run")).prints();
    let told = stretch("--for 5m neck --position kneeling --dry-run").fails(1);
    assert!(told.starts_with("error: there is nothing for `Neck`"), "{told}");
    let told = stretch("--for 5m neck --swap 90 --dry-run").fails(2);
    assert!(told.contains("so there is no other to swap"), "{told}");
    let told = stretch("neck --swap 1 --dry-run").fails(2);
    assert!(told.starts_with("error: `--swap` needs `--for 5m`"), "{told}");
    stretch("--for 5 neck").fails(2);
    let told = stretch("--for 5m neck --skip nothing --dry-run").fails(2);
    assert_eq!(told, "error: there is no routine `nothing` to skip\n");
}

#[test]
fn what_does_not_suit_is_not_chosen() {
    let config = "conditions: [pregnancy]\nnever: [rhomboid-stretch]\nwithout: [floor]\n";
    let list = stretch("list --json").json();
    let unsuited: Vec<String> = list
        .as_array()
        .expect("a list")
        .iter()
        .filter(|it| it["avoid"].as_array().is_some_and(|it| it.iter().any(|it| it == "pregnancy")))
        .map(|it| it["id"].as_str().expect("an id").to_owned())
        .collect();
    assert!(unsuited.len() > 5);
    for line in ["--for 9m", "--for 9m upper back", "--for 9m whole body", "--for 9m hips thighs"] {
        let run =
            stretch(&format!("{line} --dry-run --json")).file(".config/stretch/config.yaml", config).run();
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        let plan: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        for segment in plan.as_array().expect("segments") {
            let id = segment["routine"].as_str().expect("an id");
            assert!(!unsuited.iter().any(|it| it == id) && id != "rhomboid-stretch", "{line}: {id}");
        }
    }
    let without = stretch("--for 9m chest --without doorway --without chair --dry-run").prints();
    assert!(without.contains("nothing needed") || !without.contains("doorway"), "{without}");
}

/// Where a program is kept that was composed.
const KEPT: &str = ".local/share/stretch/routines/programs/my-eight.yaml";

#[test]
fn a_session_is_kept_as_a_program() {
    // Nothing is done where a plan is only printed.
    let dry = stretch("--for 8m neck shoulders --save my-eight --dry-run").healthy();
    let printed = dry.prints();
    assert!(printed.contains("not saved, as nothing is done"), "{printed}");
    assert!(!dry.home().join(OWN).exists(), "{printed}");
    let program = stretch("--for 8m neck shoulders --save my-eight --speed 600 --plain --mute").healthy();
    let played = program.prints();
    assert!(played.contains("saved in "), "{played}");
    let text = fs::read_to_string(program.home().join(KEPT)).expect("it is written");
    let again = stretch("my-eight --dry-run").own("programs/my-eight.yaml", &text).healthy().prints();
    let total = |text: &str, name: &str| {
        let line = text.lines().find(|it| it.starts_with(name)).expect("the opening").to_owned();
        line.split(": ").nth(1).and_then(|it| it.split(',').next()).expect("a total").to_owned()
    };
    assert_eq!(total(&printed, "Neck and Shoulders"), total(&again, "My eight"));
    assert!(stretch("check").own("my-eight.yaml", &text).run().status == Some(0), "{text}");
    // Nothing is replaced without a word.
    let there = |line: &str| stretch(line).own("programs/my-eight.yaml", &text);
    let run = there("--for 2m wrists --save my-eight --speed 600 --plain --mute");
    let told = run.fails(1);
    assert!(told.contains("already exists") && told.contains("--yes"), "{told}");
    assert_eq!(fs::read_to_string(run.home().join(KEPT)).expect("it is there"), text);
    let run = there("--for 2m wrists --save my-eight --yes --speed 600 --plain --mute");
    run.run();
    assert_ne!(fs::read_to_string(run.home().join(KEPT)).expect("it is there"), text);
    // A file of one's own that lies elsewhere is the one that gives way.
    let line = "--for 2m wrists --save my-eight --yes --speed 600 --plain --mute";
    let elsewhere = stretch(line).own("my-eight.yaml", &text);
    elsewhere.run();
    assert!(!elsewhere.home().join(KEPT).exists());
    let told = stretch("--for 2m wrists --save desk-break --speed 600 --plain --mute").fails(1);
    assert!(told.contains("a built-in program `desk-break` already exists"), "{told}");
    for (name, says) in [
        ("neck", "is the name of an area"),
        ("chin-tuck", "is the name of a routine"),
        ("list", "is the name of a command"),
        ("A b", "is not a valid name"),
    ] {
        let told = stretch("--for 5m neck --dry-run --save").with(name).fails(2);
        assert!(told.contains(says), "{told}");
    }
}

#[test]
fn ones_own_routine_and_its_open_steps_are_counted() {
    let open = SMALL.replace("10s", "open");
    let printed = stretch("--for 5m small-tilt neck --dry-run").own("neck/small-tilt.yaml", open).prints();
    assert!(printed.contains("(you named it)"), "{printed}");
    assert!(printed.contains("\n1 open step counts 30 seconds here\n"), "{printed}");
}

/// A real session of a length, ended from outside once something was held: its line says what it was made for,
/// and what is left of it has the holds and the rounds that it was given.
#[test]
fn the_log_says_what_was_composed_and_it_goes_on_as_it_was() {
    let line = "--for 3m shoulders --plain";
    let program = stretch(line);
    // What was chosen, and why, goes to stderr.
    let printed = stretch(&format!("{line} --dry-run --json")).run();
    let plan: Value = serde_json::from_str(&printed.stdout).expect("it is JSON");
    let mut child =
        program.command().stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    let out = BufReader::new(child.stdout.take().expect("it prints"));
    for said in out.lines().map_while(Result::ok) {
        // Something was held then: a hold, half of one, or a repetition.
        if said.starts_with("And release") || said.starts_with("half") || said == "2" {
            break;
        }
    }
    let pid = Pid::from_raw(child.id() as i32).expect("it has an id");
    kill_process(pid, Signal::INT).expect("it runs");
    child.wait().expect("it ends");
    let folder = program.home().join(".local/share/stretch/journal");
    let files = fs::read_dir(folder).expect("a log").flatten().map(|it| it.path());
    let file = files.into_iter().find(|it| it.extension().is_some_and(|it| it == "jsonl"));
    let log = fs::read_to_string(file.expect("a file")).expect("it is text");
    let began: Value = serde_json::from_str(log.lines().next().expect("a line")).expect("JSON");
    assert_eq!(began["event"], "began");
    assert_eq!(
        (&began["options"]["for"], &began["options"]["targets"]),
        (&json!(180), &json!(["shoulders"]))
    );
    let planned = began["plan"].as_array().expect("a plan");
    let ids = |plan: &Value| {
        let mut ids: Vec<String> = Vec::new();
        for it in plan.as_array().expect("segments") {
            let id = it["routine"].as_str().expect("an id").to_owned();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
        ids
    };
    let named: Vec<&str> = planned.iter().filter_map(|it| it["routine"].as_str()).collect();
    assert_eq!(named, ids(&plan), "{began}");
    assert!(
        planned.iter().all(|it| it["rounds"].as_u64().is_some_and(|it| it > 0) && it["hash"].is_string())
    );
    let output =
        at_home(&program.home()).args(["resume", "--dry-run", "--json"]).output().expect("it starts");
    let rest: Value = serde_json::from_slice(&output.stdout).expect("a plan");
    // All timed parts of the rest are the last ones of the whole, with the same seconds.
    let timed = |plan: &Value| {
        let is_timed = |it: &&Value| ["hold", "reps", "breathe"].iter().any(|kind| it["kind"] == *kind);
        let all = plan.as_array().expect("segments").iter().filter(is_timed);
        all.map(|it| (it["routine"].to_string(), it["side"].to_string(), it["seconds"].to_string()))
            .collect::<Vec<_>>()
    };
    let (whole, rest) = (timed(&plan), timed(&rest));
    assert!(!rest.is_empty() && rest.len() <= whole.len());
    assert_eq!(whole[whole.len() - rest.len()..], rest);
}
