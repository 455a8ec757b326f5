//! Sessions that are really killed, at many moments, and what is offered then.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::Stdio,
    thread,
    time::Duration,
};

use rustix::process::Signal;

use crate::{
    program::{Program, at_home, stretch},
    pty::Start,
};

const TWO: &str = "name: Two holds\nsides: both\nsteps:\n  - hold: Tip to your {side} side.\n    for: 3s\n";

/// The program with a routine of two short holds, one a side.
fn two(line: &str) -> Program {
    stretch(line).file("two.yaml", TWO)
}

#[test]
fn a_session_that_is_really_killed_goes_on_where_it_stopped() {
    for (holds, left) in [(2, vec!["left"]), (1, vec![])] {
        let program = two("./two.yaml --plain");
        let mut child =
            program.command().stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        let out = BufReader::new(child.stdout.take().expect("it prints"));
        let mut seen = 0;
        for line in out.lines().map_while(Result::ok) {
            seen += usize::from(line.starts_with("Tip to your "));
            if seen == holds {
                break;
            }
        }
        child.kill().expect("it runs");
        child.wait().expect("it ends");
        let resume = |line: &str| at_home(&program.home()).args(line.split(' ')).output().expect("it starts");
        let plan = resume("resume --dry-run --json");
        if left.is_empty() {
            assert_eq!(plan.status.code(), Some(1), "nothing was held, so nothing is kept");
            continue;
        }
        let plan: serde_json::Value = serde_json::from_slice(&plan.stdout).expect("a plan");
        let holds: Vec<&str> = plan
            .as_array()
            .expect("segments")
            .iter()
            .filter(|it| it["kind"] == "hold")
            .filter_map(|it| it["side"].as_str())
            .collect();
        assert_eq!(holds, left);
        let offer =
            String::from_utf8(at_home(&program.home()).output().expect("it starts").stderr).expect("text");
        assert!(offer.contains("Two holds of ") && offer.contains("`stretch resume`"), "{offer}");
        assert_eq!(resume("resume --rounds 2").status.code(), Some(2));
    }
    assert_eq!(two("resume").run().status, Some(1));
}

/// That it has begun is in the log with the first second of its first hold.
#[test]
fn a_session_that_is_killed_in_its_first_hold_is_offered() {
    let long = TURNS.replace("for: 2s", "for: 60s");
    let mut pty = Start::stretch(&["./turns.yaml"]).file("turns.yaml", &long).go();
    for phase in &PHASES[..2] {
        pty.wait_for(phase);
        pty.press("n");
    }
    pty.wait_for("HOLD");
    let is_begun = (0..300).any(|_| {
        pty.is_silent_for(Duration::from_millis(100));
        pty.log().contains("\"began\"")
    });
    assert!(is_begun, "{}", pty.contents());
    pty.send(Signal::KILL);
    pty.wait_for_state();
    let home = pty.home();
    let resumed = printed(&home, "resume --dry-run --json");
    assert_eq!(resumed, printed(&home, "./turns.yaml --dry-run --json"), "{}", pty.log());
    let offer = String::from_utf8(at_home(&home).output().expect("it starts").stderr).expect("text");
    assert!(offer.contains("Turns of ") && offer.contains("`stretch resume`"), "{offer}");
    let told =
        String::from_utf8(at_home(&home).arg("log").output().expect("it starts").stdout).expect("text");
    assert!(told.contains("Turns  nothing held  interrupted"), "{told}");
}

const TURNS: &str = "name: Turns\nsides: both\nrounds: 2\nsteps:\n  - hold: Tip to your {side} side.\n    for: 2s\n  \
                     - hold: Turn to your {side} side.\n    for: 2s\n";

/// What the screen shows of it, one after the other.
const PHASES: [&str; 21] = [
    "GET READY",
    "MOVE",
    "HOLD",
    "MOVE",
    "HOLD",
    "SWITCH",
    "MOVE",
    "HOLD",
    "MOVE",
    "HOLD",
    "REST",
    "MOVE",
    "HOLD",
    "MOVE",
    "HOLD",
    "SWITCH",
    "MOVE",
    "HOLD",
    "MOVE",
    "HOLD",
    "done",
];
/// In which of them it is killed, once a hold is kept.
const MOMENTS: [usize; 12] = [4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 17, 18];

/// The holds of a printed plan or of lines of the log: step, round and side.
fn holds(list: &[serde_json::Value]) -> Vec<String> {
    let holds = list.iter().filter(|it| it["kind"] == "hold");
    holds.map(|it| format!("{} {} {}", it["step"], it["round"], it["side"])).collect()
}

fn printed(home: &Path, line: &str) -> Vec<String> {
    let output = at_home(home).args(line.split(' ')).output().expect("it starts");
    holds(&serde_json::from_slice::<Vec<serde_json::Value>>(&output.stdout).expect("a plan"))
}

fn check_kill(moment: usize) {
    let mut pty = Start::stretch(&["./turns.yaml"]).file("turns.yaml", TURNS).go();
    let all = printed(&pty.home(), "./turns.yaml --dry-run --json");
    assert_eq!(all.len(), 8);
    for (at, phase) in PHASES[..=moment].iter().enumerate() {
        pty.wait_for(phase);
        // Only holds have their time.
        if *phase != "HOLD" && at < moment {
            pty.press("n");
        }
    }
    pty.send(Signal::KILL);
    // It cannot give the terminal back.
    pty.wait_for_state();
    let log = pty.log();
    let mut kept: Vec<serde_json::Value> =
        log.lines().filter_map(|it| serde_json::from_str(it).ok()).collect();
    let seen = PHASES[..moment].iter().filter(|it| **it == "HOLD").count();
    let what = format!("in {} after {seen} holds: {log}", PHASES[moment]);
    // The screen shows what follows a moment before the hold is written.
    assert!(holds(&kept).len() + 1 >= seen, "{what}");
    kept.retain(|it| it["finished"] == true);
    let finished = holds(&kept);
    let left: Vec<&String> = all.iter().filter(|it| !finished.contains(it)).collect();
    let resumed = printed(&pty.home(), "resume --dry-run --json");
    assert_eq!(resumed.iter().collect::<Vec<_>>(), left, "{what}");
}

/// All at once, since each takes some seconds.
#[test]
fn wherever_a_session_is_killed_the_next_hold_comes_first_and_on_its_side() {
    thread::scope(|scope| MOMENTS.iter().for_each(|it| _ = scope.spawn(|| check_kill(*it))));
}
