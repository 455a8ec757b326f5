//! What a person sets aside is left out of areas and programs, and nothing of it leaves the screen.

#![expect(clippy::disallowed_methods, reason = "tests read the log")]

use std::fs;

use stretch::model::{
    area::Area,
    routine::Condition,
    words::{self, terms},
};

use crate::{
    program::{Program, stretch},
    pty::{Pty, Start, State},
};

const CONFIG: &str = ".config/stretch/config.yaml";
const LOG: &str = ".local/share/stretch/journal";

/// A routine that names a hernia, and one of its area and its muscle that names nothing.
const LIFT: &str = "name: Lift\nmuscles: [zebra major]\nposition: seated\nneeds: chair\navoid: [hernia]\ncaution: Move slowly.\n\
                    steps:\n  - hold: Lift your chin.\n    for: 10s\n";
const TILT: &str =
    "name: Tilt\nmuscles: [zebra major]\nposition: seated\nsteps:\n  - hold: Tilt your head.\n    for: 10s\n";
const BOTH: &str = "name: Both\nplay: [lift, eye-palming]\n";

fn with_both(line: &str) -> Program {
    stretch(line).own("neck/lift.yaml", LIFT).own("neck/tilt.yaml", TILT).own("programs/both.yaml", BOTH)
}

fn programs() -> Vec<String> {
    let listed = stretch("list --json").json();
    let all = listed.as_array().expect("a list").clone();
    let programs = all.iter().filter(|it| it["kind"] == "program");
    programs.map(|it| it["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn for_each_condition_everything_plays_something_or_says_why_not() {
    let programs = programs();
    assert!(programs.len() >= 6);
    for condition in Condition::ALL {
        let word = condition.name();
        let settings = format!("conditions: [{word}]\n");
        for target in Area::NAMES.iter().copied().chain(programs.iter().map(String::as_str)) {
            let run = stretch(&format!("{target} --dry-run --json")).file(CONFIG, &settings).run();
            let name = terms::condition(*condition);
            if run.status == Some(1) {
                assert!(
                    run.stderr
                        .contains(&format!("everything is left out for {name}, so there is nothing to play")),
                    "{word} {target}: {}",
                    run.stderr
                );
                continue;
            }
            assert_eq!(run.status, Some(0), "{word} {target}: {}", run.stderr);
            assert!(
                run.stderr.lines().all(|it| it.starts_with(&format!("left out for {name}: "))),
                "{}",
                run.stderr
            );
            let plan: serde_json::Value = serde_json::from_str(&run.stdout).expect("a plan");
            for segment in plan.as_array().expect("segments") {
                let id = segment["routine"].as_str().expect("an id");
                let routine = avoided().get(id).cloned().unwrap_or_else(|| panic!("{id} is listed"));
                assert!(!routine.contains(&word.to_owned()), "{word} {target}: {id}");
            }
        }
    }
}

/// The conditions that each built-in routine names.
fn avoided() -> &'static std::collections::BTreeMap<String, Vec<String>> {
    static AVOIDED: std::sync::OnceLock<std::collections::BTreeMap<String, Vec<String>>> =
        std::sync::OnceLock::new();
    AVOIDED.get_or_init(|| {
        let listed = stretch("list --json").json();
        let text = |it: &serde_json::Value| it.as_str().expect("a text").to_owned();
        let routines = listed.as_array().expect("a list").iter().filter(|it| it["avoid"].is_array());
        routines
            .map(|it| (text(&it["id"]), it["avoid"].as_array().expect("a list").iter().map(text).collect()))
            .collect()
    })
}

#[test]
fn each_of_the_three_settings_leaves_out_and_says_what_and_why() {
    for (settings, says) in [
        ("conditions: [hernia]\n", "left out for hernia: Lift; Tilt takes its place\n"),
        ("never: [lift]\n", "left out because you never want it: Lift; Tilt takes its place\n"),
        ("never: [Lift, tilt]\n", "left out because you never want it: Lift\n"),
        ("without: [chair]\n", "left out because it needs a chair: Lift; Tilt takes its place\n"),
        ("conditions: [glaucoma]\nnever: [tilt]\nwithout: [wall]\n", ""),
    ] {
        let run = with_both("both --dry-run").file(CONFIG, settings).run();
        let without_eyes: String =
            run.stderr.lines().filter(|it| !it.contains("Palming")).map(|it| format!("{it}\n")).collect();
        assert_eq!((run.status, without_eyes.as_str()), (Some(0), says), "{settings}");
        assert_eq!(run.stdout.contains("Tilt your head."), says.contains("Tilt takes"), "{}", run.stdout);
        assert_eq!(run.stdout.contains("Lift your chin."), says.is_empty(), "{}", run.stdout);
    }
    // What is set in the environment adds to the file.
    let run = with_both("both --dry-run").file(CONFIG, "never: [tilt]\n").env("STRETCH_CONDITIONS", "hernia");
    assert_eq!(run.run().stderr, "left out for hernia: Lift\n");
    // A whole area, and what was skipped takes no place.
    let run = with_both("both --dry-run").file(CONFIG, "never: [neck]\n").run();
    assert_eq!(run.stderr, "left out because you never want it: Lift\n");
    let run = with_both("both --skip tilt --dry-run");
    let run = run.file(CONFIG, "conditions: [hernia]\n").run();
    assert!(run.status == Some(2) && run.stderr.contains("`tilt` is not in this session"), "{run:?}");
    let run = stretch("neck --dry-run").file(CONFIG, "never: neck\n").run();
    assert_eq!(run.status, Some(1));
    assert!(
        run.stderr.contains("everything is left out because you never want it, so there is nothing to play"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_condition_that_is_typed_holds_beside_those_of_the_settings() {
    let pregnant = stretch("pregnant lower back --dry-run").file(CONFIG, "never: [seated-cat-cow]\n").run();
    assert_eq!(pregnant.status, Some(0), "{}", pregnant.stderr);
    assert!(pregnant.stderr.contains("left out for pregnancy: "), "{}", pregnant.stderr);
    assert!(!pregnant.stdout.contains("Seated cat-cow"), "{}", pregnant.stdout);
    // What is listed for a complaint heeds the settings.
    let all = stretch("list sciatica").run().stdout;
    let fewer = stretch("list sciatica").file(CONFIG, "never: [figure-four-supine]\n").run().stdout;
    assert!(all.contains("stretch figure-four-supine") && !fewer.contains("stretch figure-four-supine"));
}

#[test]
fn a_page_says_what_is_left_out_for_whom_it_is_shown() {
    let page = with_both("show both").file(CONFIG, "conditions: [hernia]\n").prints();
    assert!(
        page.ends_with("\nLeft out for you\n  left out for hernia: Lift; Tilt takes its place\n"),
        "{page}"
    );
    assert!(!with_both("show both").prints().contains("eft out"));
    let json = with_both("show both --json").file(CONFIG, "conditions: [hernia]\n").prints();
    assert!(!json.contains("left out") && !json.contains("hernia"), "{json}");
}

#[test]
fn who_stretches_legs_hips_or_back_is_told_to_warm_up() {
    let first = |line: &str| stretch(line).healthy().prints();
    assert_eq!(first("hips --dry-run").lines().nth(1), Some(words::suiting::WARM_UP));
    assert!(!first("neck --dry-run").contains(words::suiting::WARM_UP));
    assert!(!first("restorative-rest --dry-run").contains(words::suiting::WARM_UP), "a rest needs none");
    // It is spoken in the first sessions, and not in every one.
    assert!(stretch("hips --dry-run --cues").prints().contains(words::suiting::WARM_UP));
    assert!(!first("hips --dry-run --cues").contains(words::suiting::WARM_UP));
}

const WARNING: &str = "Lift says to ask a clinician first with a hernia. Move slowly.";

#[test]
fn what_is_named_is_asked_about_and_refused_where_nobody_can_be_asked() {
    let lift = |line: &str| with_both(line).file(CONFIG, "conditions: [hernia]\n");
    let run = lift("lift --plain --speed 1000").run();
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{}", run.stderr);
    assert_eq!(run.stderr, format!("error: {WARNING}\nhint: `--yes` plays it all the same\n"));
    let run = lift("lift --plain --speed 1000 --yes").run();
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("warning: {WARNING}\n")) && run.stdout.contains("done"));
    assert!(lift("lift --dry-run").run().stderr.contains(WARNING));
    // A file that is named by its path, too.
    let run =
        with_both("./mine.yaml --plain").file("mine.yaml", LIFT).file(CONFIG, "conditions: hernia\n").run();
    assert_eq!(run.status, Some(1), "{}", run.stderr);
    for (settings, says) in [
        ("never: lift\n", "Lift is among what you never want. Move slowly."),
        ("without: seated\n", "Lift is done sitting, which you do without. Move slowly."),
    ] {
        let run = with_both("lift --plain").file(CONFIG, settings).run();
        assert!(run.status == Some(1) && run.stderr.contains(says), "{}", run.stderr);
    }
    // What suits plays as ever.
    let run = with_both("tilt --plain --speed 1000").file(CONFIG, "conditions: [hernia]\n").run();
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
}

fn asked() -> Pty {
    let pty = Start::stretch(&["lift", "--plain", "--speed", "1000"])
        .file(".local/share/stretch/routines/neck/lift.yaml", LIFT)
        .file(CONFIG, "conditions: [hernia]\n")
        .go();
    pty.wait_for("Press Enter to play it all the same, Ctrl-C to stop:");
    pty
}

#[test]
fn on_a_terminal_a_key_plays_it_all_the_same() {
    let mut pty = asked();
    assert!(pty.contents().contains("ask a clinician first with a hernia"), "{}", pty.contents());
    pty.press("\r");
    assert_eq!(pty.wait_for_end().0, State::Exited(0), "{}", pty.contents());
    let mut pty = asked();
    pty.press("no\r");
    assert_eq!(pty.wait_for_end().0, State::Exited(1));
    let mut pty = asked();
    pty.press("\u{3}");
    assert_eq!(pty.wait_for_end().0, State::Killed(2));
}

/// The screen says it to the person alone. Neither the voice nor a file nor another program hears of it.
#[test]
fn what_a_person_has_stays_on_the_screen() {
    let settings = "conditions: [hernia]\nnever: [head-half-roll]\nwithout: [strap]\n";
    let private = ["hernia", "head-half-roll", "strap", "never", "left out"];
    let clean = |what: &str, text: &str| {
        for word in private {
            assert!(!text.to_lowercase().contains(word), "{what} says {word}: {text}");
        }
    };
    for line in ["both --dry-run --json", "both --dry-run --cues", "both --dry-run --cues --json"] {
        clean(line, &with_both(line).file(CONFIG, settings).run().stdout);
    }
    let session = with_both("both --plain --hold 1s").file(CONFIG, settings);
    let run = session.run();
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("left out for hernia: Lift; Tilt takes its place\n"), "{}", run.stderr);
    clean("what is printed", &run.stdout);
    let mut files = 0;
    for entry in fs::read_dir(session.home().join(LOG)).expect("a log") {
        let text = fs::read_to_string(entry.expect("a file").path()).expect("it is text");
        assert!(text.contains("tilt"), "{text}");
        clean("the log", &text);
        files += 1;
    }
    assert_eq!(files, 1);
    // A condition that is typed is no other.
    for line in ["stiff neck with a hernia --dry-run --json", "stiff neck with a hernia --dry-run --cues"] {
        let run = with_both(line).run();
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        assert!(!run.stdout.contains("hernia"), "{line}: {}", run.stdout);
    }
}

const SENTENCE: &str = "With a hernia, ask a clinician first.";

/// A log of so many sessions that played this routine.
fn log_of(sessions: usize, routine: &str) -> String {
    let line = |it| {
        let day = chrono::Utc::now().date_naive() - chrono::Days::new(it as u64 + 1);
        format!(
            "{{\"v\":1,\"session\":\"s{it}\",\"at\":\"{day}T08:00:00+00:00\",\"event\":\"began\",\
             \"title\":\"Lift\",\"routines\":[\"{routine}\"]}}\n"
        )
    };
    (0..sessions).map(line).collect()
}

#[test]
fn the_conditions_of_all_are_said_until_they_were_heard_and_always_shown() {
    let cues = |log: String| {
        let program = with_both("lift --dry-run --cues").file(format!("{LOG}/a.jsonl"), log);
        program.prints()
    };
    assert!(cues(String::new()).contains(SENTENCE));
    assert!(!cues(log_of(1, "lift")).contains(SENTENCE));
    assert!(cues(log_of(3, "tilt")).contains(SENTENCE), "it was not heard with another routine");
    let shown = with_both("lift --dry-run").file(format!("{LOG}/a.jsonl"), log_of(1, "lift")).prints();
    assert_eq!(shown.lines().nth(1), Some(SENTENCE), "{shown}");
    assert!(with_both("show lift").prints().contains(SENTENCE));
    // Who says which they have is told of what is left out instead, and who has none of nothing.
    for settings in ["conditions: [glaucoma]\n", "conditions: []\n"] {
        let run = with_both("lift --dry-run --cues").file(CONFIG, settings).run();
        assert!(!run.stdout.contains("ask a clinician"), "{settings}: {}", run.stdout);
    }
    // The screen shows those of each routine, whatever was heard and set.
    let mut pty = Start::stretch(&["lift"])
        .file(".local/share/stretch/routines/neck/lift.yaml", LIFT)
        .file(CONFIG, "conditions: []\n")
        .go();
    pty.wait_for("hernia, ask a clinician");
    pty.press("qq");
    pty.wait_for_end();
}

#[test]
fn the_screen_shows_what_was_left_out() {
    let mut pty = Start::stretch(&["both"])
        .file(".local/share/stretch/routines/neck/lift.yaml", LIFT)
        .file(".local/share/stretch/routines/neck/tilt.yaml", TILT)
        .file(".local/share/stretch/routines/programs/both.yaml", BOTH)
        .file(CONFIG, "conditions: [hernia]\n")
        .go();
    pty.wait_for("Left out");
    pty.press("qq");
    pty.wait_for_end();
}
