//! `stretch stats`, `next` and `due` with logs of all kinds: of now, of nobody, and broken.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use serde_json::Value;

use crate::{
    logs::{began, done, held},
    program::{Outcome, Program, stretch},
};

const A: &str = ".local/share/stretch/journal/a.jsonl";
const B: &str = ".local/share/stretch/journal/b.jsonl";

/// So many minutes ago, by a clock with the offset of London in winter.
fn ago(minutes: i64) -> String {
    let now: DateTime<FixedOffset> = Utc::now().into();
    (now - TimeDelta::minutes(minutes)).to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

const A_DAY: i64 = 24 * 60;

fn hold(minutes_ago: i64, routine: &str, side: Option<&str>) -> String {
    let at = ago(minutes_ago);
    held(&at, &at, routine, side, 60) + "\n"
}

/// A session so long ago, with how it felt.
fn done_so(minutes_ago: i64, felt: &str) -> String {
    let at = ago(minutes_ago);
    let begin = held(&at, &at, "standing-hip-flexor", Some("right"), 60);
    format!("{begin}\n{}\n", done(&at, &at, Some(felt)))
}

fn with(line: &str, log: &str) -> Program {
    stretch(line).env("TZ", "UTC").file(A, log)
}

fn status(program: &Program) -> (Option<i32>, String) {
    let Outcome { status, stdout, stderr } = program.run();
    assert_eq!(stderr, "");
    (status, stdout)
}

#[test]
fn who_is_new_is_told_how_to_begin() {
    for line in ["stats", "next", "stats --plain"] {
        let said = stretch(line).prints();
        assert!(said.starts_with("The log is empty. `stretch desk-break`"), "{line}: {said}");
    }
    assert_eq!(stretch("stats --json").json()["weeks"].as_array().map(Vec::len), Some(0));
    assert!(stretch("stats --sources").prints().contains("American College of Sports Medicine"));
}

#[test]
fn a_break_is_due_some_time_after_the_last_session() {
    let ask = |line: &str, log: &str| status(&with(line, log));
    let recent = hold(20, "neck-release", None);
    assert_eq!(ask("due --break", &recent), (Some(1), "break: not due for 30 minutes\n".to_owned()));
    assert_eq!(ask("due --break --quiet", &recent), (Some(1), String::new()));
    assert_eq!(ask("due --quiet", &recent), (Some(1), String::new()), "a timer asks about the break");
    assert_eq!(ask("due --quiet --every 15m", &recent).0, Some(0));
    let set = with("due --quiet", &recent).file(".config/stretch/config.yaml", "every: 10m\n");
    assert_eq!(set.run().status, Some(0), "by the settings");
    let old = hold(125, "neck-release", None);
    let (status, said) = ask("due --break", &old);
    assert_eq!((status, said.as_str()), (Some(0), "break: due, the last session was 2 hours ago\n"));
    assert_eq!(ask("due --break", "").0, Some(0), "nobody has stretched yet");
    // What a clock that ran ahead has written does not hide the last session.
    let ahead = hold(-90, "neck-release", None);
    let told = "break: due, by the clock all sessions in the log are still to come\n".to_owned();
    assert_eq!(ask("due --break", &ahead), (Some(0), told));
    assert_eq!(ask("due --break", &(ahead + &recent)).0, Some(1));
    // Who left after a moment has had no break; half a minute, five repetitions or all of a short session are one.
    let at = ago(20);
    let short = |seconds: u32| held(&at, &at, "neck-release", None, seconds) + "\n";
    let told = "break: due, what was done in the last days was too short for one\n".to_owned();
    assert_eq!(ask("due --break", &short(2)), (Some(0), told));
    assert_eq!(ask("due --break", &(old.clone() + &short(2))).1, said);
    assert_eq!(ask("due --break", &short(30)).0, Some(1));
    let five = short(2).replace("\"event\":", "\"times\":5,\"event\":");
    assert!(five.contains("times"), "{five}");
    assert_eq!(ask("due --break", &five).0, Some(1));
    assert_eq!(ask("due --break", &(short(10) + &done(&at, &at, None) + "\n")).0, Some(1));
    // All machines count.
    let other = with("due --break --quiet", &old).file(B, &recent);
    assert_eq!(other.run().status, Some(1));
}

/// Else the same side would lead until the clock has come to it.
#[test]
fn a_session_of_a_clock_that_ran_ahead_leads_no_side() {
    let session = |minutes_ago: i64, led: &str| {
        let at = ago(minutes_ago);
        let begun =
            began(&at, &at, "Nod").replace("\"leading\":\"right\"", &format!("\"leading\":\"{led}\""));
        let held = |side| held(&at, &at, "neck-release", Some(side), 60);
        [begun, held("right"), held("left"), done(&at, &at, None)].join("\n") + "\n"
    };
    let leads = |log: &str| {
        let nod = "name: Nod\nsides: both\nsteps:\n  - hold: Nod {side}.\n    for: 5s\n";
        let plan = with("./nod.yaml --dry-run", log).file("nod.yaml", nod).prints();
        let at = |side| plan.find(&format!("Nod {side}")).expect("both sides are played");
        if at("left") < at("right") { "left" } else { "right" }
    };
    assert_eq!(leads(&session(60, "right")), "left");
    assert_eq!(leads(&session(60, "left")), "right");
    let ahead = session(-900 * A_DAY, "left");
    assert_eq!(leads(&(session(60, "right") + &ahead)), "left");
}

#[test]
fn an_area_is_due_by_its_week() {
    let neck = hold(0, "neck-release", None);
    let ask = |line: &str| status(&with(line, &neck));
    assert_eq!(ask("due --area neck --quiet").0, Some(1), "it had its turn today");
    assert_eq!(ask("due --area hips").0, Some(0));
    assert_eq!(ask("due --area").0, Some(1), "nothing else is kept up");
    assert_eq!(ask("due --area whole-body").0, Some(2), "it has no weekly dose");
    assert_eq!(with("due --area elbow", &neck).run().status, Some(2));
    // Ten days ago is another week, whatever day it is.
    let old = with("due", &hold(10 * A_DAY, "neck-release", None)).prints();
    assert!(
        old.starts_with("break: due, ") && old.ends_with("\nareas due this week: neck and shoulders\n"),
        "{old}"
    );
}

#[test]
fn it_cannot_tell_without_a_log() {
    let quiet = |program: Program| program.run().status;
    assert_eq!(quiet(stretch("due --break --quiet").env("HOME", "relative")), Some(2));
    assert_eq!(quiet(stretch("due --quiet").file(".config/stretch/config.yaml", "log: false\n")), Some(2));
    assert_eq!(quiet(stretch("due --area neck --quiet").env("STRETCH_LOG", "false")), Some(2));
    let folder = stretch("due --break --quiet").file(".local/share/stretch/journal", "a file");
    assert_eq!(quiet(folder), Some(2));
    let said = stretch("due --break").env("STRETCH_LOG", "false").run();
    assert!(said.stdout.starts_with("break: cannot tell, "), "{said:?}");
}

#[test]
fn next_says_what_is_due_and_why_and_plays_it() {
    let log = hold(10 * A_DAY, "kneeling-hip-flexor", Some("right"))
        + &hold(10 * A_DAY, "kneeling-hip-flexor", Some("left"));
    let said = with("next", &log).prints();
    assert!(said.starts_with("hips: 0 of 2 days this week, last 10 days ago\n"), "{said}");
    assert!(said.ends_with("`stretch next --play` plays the hips.\n"), "{said}");
    let json = with("next --json", &log).json();
    assert_eq!((json[0]["area"].as_str(), json[0]["days_missing"].as_u64()), (Some("hips"), Some(2)));
    let plan = with("next --dry-run --json", &log).json();
    assert_eq!(plan, stretch("hips --dry-run --json").json(), "the area's own session");
    let played = with("next --play --speed 1000", &log).prints();
    assert!(
        played.starts_with("hips: 0 of 2 days this week") && played.contains("\nHips: done, "),
        "{played}"
    );
    // With a length it is composed from all that is due, as `--for` alone is.
    let composed = with("next --play --for 8m --dry-run --json", &log).run();
    assert_eq!(composed.stdout, with("--for 8m --dry-run --json", &log).run().stdout);
    // What hurt of late is left out, and said.
    let hurt = done_so(9 * A_DAY, "hurt");
    let run = with("next --dry-run --json", &hurt).run();
    assert!(run.stderr.contains("left out: standing-hip-flexor, since it hurt"), "{}", run.stderr);
    assert!(!run.stdout.contains("\"standing-hip-flexor\""), "{}", run.stdout);
    let rested = with("next", &hold(0, "neck-release", None)).prints();
    assert_eq!(rested, "Nothing that you stretch regularly is due today. Rest is part of it.\n");
    assert_eq!(with("next --play", &hold(0, "neck-release", None)).prints(), rested);
}

/// What is due is the same for whoever is asked: a session of a length says of nothing else that its area is due.
#[test]
fn a_session_of_a_length_and_next_agree_about_what_is_due() {
    let rested = hold(0, "neck-release", None);
    let hips = hold(10 * A_DAY, "kneeling-hip-flexor", Some("right"));
    for (log, title) in [
        (&rested, "\nBeyond what is due: "),
        (&hips, "\nWhat is due: "),
        (&(hips.clone() + &rested), "\nWhat is due: "),
    ] {
        let due = with("next --json", log).json();
        let due: Vec<&str> =
            due.as_array().expect("a list").iter().filter_map(|it| it["area"].as_str()).collect();
        let line = with("due --area", log).run().stdout;
        assert!(due.iter().all(|it| line.contains(&it.replace('-', " "))), "{due:?} {line}");
        assert_eq!(due.is_empty(), line.ends_with("none today\n"), "{due:?} {line}");
        let composed = with("--for 14m --dry-run", log).prints();
        assert!(composed.contains(title), "{composed}");
        let reasons =
            composed.lines().take_while(|it| !it.contains("is due: ")).filter_map(|it| it.split_once(" ("));
        let (mut named, mut beside) = (0, 0);
        for (_, why) in reasons {
            if let Some((area, _)) = why.split_once(':').filter(|it| it.1.contains("this week")) {
                assert!(due.contains(&area.replace(' ', "-").as_str()), "{area} is not due: {composed}");
                named += 1;
            } else if let Some(area) = why.strip_prefix("not due, fills the time: ") {
                assert!(!due.contains(&area.trim_end_matches(')')), "{area} is due: {composed}");
                beside += 1;
            }
        }
        assert_eq!(named > 0, !due.is_empty(), "{composed}");
        assert!(beside > 0 || !due.is_empty(), "{composed}");
    }
}

#[test]
fn the_weeks_are_shown_in_every_form() {
    let log = hold(8 * A_DAY, "neck-release", Some("left")) + &hold(0, "neck-release", Some("right"));
    let table = with("stats", &log).prints();
    assert!(
        table.contains("neck  ") && table.contains("This week: 1 session on 1 day, 1 minute held."),
        "{table}"
    );
    assert!(!table.contains('\u{1b}'), "no colours into a pipe");
    let ascii = with("stats", &log).env("LANG", "C").prints();
    assert!(ascii.is_ascii(), "{ascii}");
    let plain = with("stats --plain", &log).prints();
    assert!(
        plain.contains("Neck: 0 seconds for the left side and 1 minute for the right, on 1 day.\n"),
        "{plain}"
    );
    let json: Value = with("stats --json", &log).json();
    let weeks = json["weeks"].as_array().expect("weeks");
    assert_eq!(weeks.len(), 2);
    assert_eq!(weeks[1]["areas"]["neck"]["right_seconds"].as_f64(), Some(60.0));
    assert_eq!(weeks[1]["held_seconds"].as_f64(), Some(60.0));
}

#[test]
fn a_log_in_any_state_is_counted_as_far_as_it_can_be_read() {
    let good = hold(0, "neck-release", None);
    let newer = good.replace("\"v\":1", "\"v\":9");
    let log = format!("{{\n{newer}\u{0}\u{1}\n{good}{}\n{good}", "x".repeat(3_000_000));
    let Outcome { status, stdout, stderr } = with("stats", &log).run();
    assert_eq!(
        (status, stderr.as_str()),
        (Some(0), "warning: 4 lines of the log cannot be read and were left as they are\n")
    );
    assert!(stdout.contains("This week: 1 session on 1 day, 1 minute held."), "a copy counts once: {stdout}");
    for line in ["stats", "next", "stats --json", "due"] {
        let in_its_place = format!("{B}/a-folder-in-the-place-of-a-file");
        let program = with(line, &good).file(in_its_place, "");
        let Outcome { status, stderr, .. } = program.run();
        assert!(
            status.is_some() && stderr.lines().count() <= 1 && !stderr.contains("panicked"),
            "{line}: {stderr}"
        );
        let gone = stretch(line).file(".local/share/stretch/journal", "a file").run();
        assert!(gone.status.is_some(), "{line}: {gone:?}");
    }
}

#[test]
fn lines_are_found_however_a_file_is_cut_into_pieces() {
    // More than the first look at the end of a file, and more than a thread reads at once.
    let many: String = (0..30_000).map(|it| hold(20 * A_DAY + it, "neck-release", None)).collect();
    assert!(many.len() > 4 << 20, "{}", many.len());
    let json = with("stats --json", &many).json();
    let weeks = json["weeks"].as_array().expect("weeks");
    let held: f64 = weeks.iter().filter_map(|it| it["held_seconds"].as_f64()).sum();
    assert_eq!(held, 30_000.0 * 60.0);
    // The log shows the last of them, and no session is lost where two pieces meet.
    let log = with("log 1", &many).prints();
    assert!(log.starts_with("the last 1 of 30000; ") && log.lines().count() == 4, "{log}");
    let all = with("log --json", &many).json();
    let ids: BTreeSet<&str> =
        all.as_array().expect("a list").iter().filter_map(|it| it["id"].as_str()).collect();
    assert_eq!((ids.len(), all.as_array().map(Vec::len)), (30_000, Some(30_000)));
    // The latest line stands first, so this is found only because the whole file is of late.
    let (status, said) = status(&with("due --area neck", &many));
    assert_eq!((status, said.as_str()), (Some(0), "neck: 0 of 2 days this week, last 20 days ago\n"));
}
