//! `stretch status`: a few words, or nothing, and never a failure.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

use crate::{
    logs::held,
    program::{Program, SMALL, stretch},
};

const LOG: &str = ".local/share/stretch/journal/a.jsonl";

/// A session of one minute, so many minutes ago.
fn session(minutes_ago: i64, routine: &str) -> String {
    let now: DateTime<FixedOffset> = Utc::now().into();
    let at = (now - TimeDelta::minutes(minutes_ago)).to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
    held(&at, &at, routine, None, 60) + "\n"
}

fn with(line: &str, log: &str) -> Program {
    stretch(line).env("TZ", "UTC").file(LOG, log)
}

const A_DAY: i64 = 24 * 60;

#[test]
fn it_says_what_is_due_and_nothing_right_after_a_session() {
    let hips = session(10 * A_DAY, "kneeling-hip-flexor");
    assert_eq!(with("status", &hips).prints(), "hips due\n");
    assert_eq!(with("status", &(hips.clone() + &session(20, "chest-opener"))).prints(), "");
    let set = with("status", &(hips.clone() + &session(20, "chest-opener")));
    assert_eq!(set.env("STRETCH_EVERY", "10m").prints(), "hips due\n");
    let today = session(0, "kneeling-hip-flexor");
    assert_eq!(with("status", &today).env("STRETCH_EVERY", "1s").prints(), "", "all had its turn");
    let format =
        |format: &str| stretch("status").env("TZ", "UTC").file(LOG, &hips).with("--format").with(format);
    assert_eq!(format("<{due}> {areas} {days} {minutes} {since} {{").prints(), "<hips> 2 0 0 10d {\n");
    let rested = with("status", &(hips + &session(20, "chest-opener")));
    assert_eq!(rested.with("--format").with("{next} {since}").prints(), "hips 20m\n");
}

/// Whatever is there, a prompt is not broken by it.
#[test]
fn it_never_fails_a_prompt() {
    for program in [
        stretch("status").env("HOME", "relative"),
        stretch("status").env("STRETCH_LOG", "false"),
        stretch("status").file(".local/share/stretch/journal", "a file"),
        stretch("status").file(format!("{LOG}/inside"), ""),
        with("status --format {days}", "{\n\u{0}").env("STRETCH_LOG", "0"),
    ] {
        assert_eq!(program.prints(), "");
    }
    assert_eq!(with("status", "no line of ours\n").prints(), "neck due\n", "as if it were new");
    let broken = with("status", &session(10 * A_DAY, "kneeling-hip-flexor"));
    let broken = broken.own("broken.yaml", "name").file(".config/stretch/config.yaml", "conditions: [\n");
    assert_eq!(broken.prints(), "hips due\n", "what is wrong elsewhere is said elsewhere");
    assert!(stretch("status").with("--format").with("{dew}").fails(2).contains("in braces"));
}

#[test]
fn waybar_reads_a_line_of_json() {
    let text = with("status --waybar", &session(10 * A_DAY, "kneeling-hip-flexor")).prints();
    assert_eq!(text.matches('\n').count(), 1, "{text}");
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((json["text"].as_str(), json["class"].as_str()), (Some("hips due"), Some("due")));
    let tooltip = json["tooltip"].as_str().expect("a text");
    assert!(
        tooltip.starts_with("hips: 0 of 2 days this week") && tooltip.ends_with("last session: 10d ago"),
        "{tooltip}"
    );
    let rested = with("status --waybar", &session(1, "neck-release")).json();
    assert_eq!((rested["text"].as_str(), rested["class"].as_str()), (Some(""), Some("rest")));
    assert_eq!(stretch("status --waybar").env("HOME", "relative").json()["text"], "");
}

/// What an own routine is for is known, although its file is only read if the log names it.
#[test]
fn an_own_routine_counts_for_its_area() {
    let log = session(10 * A_DAY, "my-hip");
    let own = |path: &str| with("status", &log).own(path, SMALL);
    assert_eq!(own("hips/my-hip.yaml").prints(), "hips due\n");
    assert_eq!(own("calves/my-hip.yaml").prints(), "calves due\n");
    assert_eq!(own("calves/other.yaml").prints(), "neck due\n");
}
