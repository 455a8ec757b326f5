//! What a session says of a file of one's own: on both sides, in every script, in full and in short.

use crate::program::{Outcome, stretch};

/// The words of each segment of a kind.
fn words(file: &str, kind: &str) -> Vec<String> {
    let plan = stretch("./own.yaml --dry-run --json").file("own.yaml", file).run();
    let plan: serde_json::Value = serde_json::from_str(&plan.stdout).expect("a plan");
    let segments = plan.as_array().expect("segments");
    let of_kind = segments.iter().filter(|it| it["kind"] == kind);
    of_kind.map(|it| it["text"].as_str().expect("its words").to_owned()).collect()
}

#[test]
fn the_second_side_is_told_what_to_do() {
    let file = "\
name: Ear to shoulder
sides: both
steps:
  - hold: Sit tall and look ahead. Now lean your {side} ear down until the {other} side of your neck pulls. Breathe.
    for: 15s
";
    let holds = words(file, "hold");
    assert_eq!(
        holds[1],
        "Sit tall and look ahead. Now lean your left ear down until the right side of your neck pulls."
    );
}

#[test]
fn no_sentence_is_cut_at_an_abbreviation() {
    let file = "\
name: Abbreviations
sides: both
steps:
  - move: Hold something, e.g. a chair, with your {side} hand.
  - move: Put your {side} foot approx. 10 cm behind you. Feel it.
  - move: Turn to the {side} (incl. the hips). Good.
  - hold: Dr. Smith says lean to the {side}. Fine.
    for: 12s
  - move: \"1. Lift the {side} arm. 2. Lower it.\"
";
    let moves = words(file, "move");
    assert_eq!(
        moves[5..],
        [
            "Hold something, e.g. a chair, with your left hand.",
            "Put your left foot approx. 10 cm behind you.",
            "Turn to the left (incl. the hips).",
            "Dr. Smith says lean to the left.",
            "1. Lift the left arm.",
        ]
    );
}

const CUT: &str = "name: Arm reach\nsteps:\n  - hold: Keep #1 rule in mind.\n    for: 20s\n";

#[test]
fn a_text_that_a_comment_cuts_is_told_when_it_is_played() {
    let warning = "arm-reach.yaml:3: `#1 rule in mind.` is a comment, not part of the text\n\
                   hint: put the text in quotes, `hold: \"Keep #1 rule in mind.\"`, or the comment on a line of its own\n";
    let by_path = stretch("./arm-reach.yaml --dry-run").file("arm-reach.yaml", CUT).run();
    assert_eq!((by_path.status, by_path.stderr), (Some(0), format!("warning: ./{warning}")));
    let by_name = stretch("arm-reach neck --dry-run --json").own("arm-reach.yaml", CUT).run();
    assert!(by_name.stderr.ends_with(warning), "{}", by_name.stderr);
    assert!(serde_json::from_str::<serde_json::Value>(&by_name.stdout).is_ok());
    let Outcome { stderr, .. } = stretch("neck --dry-run").own("arm-reach.yaml", CUT).run();
    assert_eq!(stderr, "", "it is not in this session");
    let program = "name: Mine\nplay: [arm-reach, arm-reach]\n";
    let played =
        stretch("mine --plain --speed 1000").own("arm-reach.yaml", CUT).own("mine.yaml", program).run();
    assert_eq!(played.stderr.matches("is a comment").count(), 1, "{}", played.stderr);
}

#[test]
fn one_side_alone_is_announced_as_it_is() {
    let ready = stretch("neck-release --side left --dry-run").prints();
    assert!(ready.contains(" To your left. ") && !ready.contains("left first"), "{ready}");
}

#[test]
fn what_is_needed_is_named_once() {
    let routine = |needs: &str| format!("name: N\nneeds: {needs}\nsteps:\n  - move: Stand.\n");
    let opening = |needs: &[&str]| {
        let ids = ["one", "two", "three"];
        let line = format!("{} --dry-run", ids[..needs.len()].join(" "));
        let program = needs
            .iter()
            .zip(ids)
            .fold(stretch(&line), |program, (needs, id)| program.own(format!("{id}.yaml"), routine(needs)));
        program.prints().lines().next().unwrap_or_default().to_owned()
    };
    assert!(opening(&["[wall|chair]", "[chair]"]).ends_with(", needs a chair"));
    assert!(opening(&["[wall]", "[wall|chair]", "[chair]"]).ends_with(", needs a wall and a chair"));
    assert!(opening(&["[wall|chair]", "[chair|wall]"]).ends_with(", needs a wall or a chair"));
    let shown = stretch("show one").own("one.yaml", routine("[wall, wall|chair, chair, mat?]")).prints();
    assert!(shown.contains("a wall and a steady chair without wheels; a mat is useful"), "{shown}");
}
