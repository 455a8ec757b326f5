//! How long and how often something is held, against the sources (`tests/fixtures/doses.txt`).

#![expect(clippy::disallowed_methods, reason = "the content is files")]

use std::{collections::BTreeMap, fs, path::Path};

use serde_yaml::Value;

use super::{content, none, routines};

/// `15-30s` and `5-10 breaths` as numbers; minutes are seconds.
pub(super) fn range(text: &str) -> (f64, f64) {
    let number = |it: &str| {
        let minutes = it.ends_with('m');
        let bare = it.trim_end_matches(['s', 'm']).parse::<f64>().expect("a number");
        if minutes { bare * 60.0 } else { bare }
    };
    let bare = text.split_whitespace().next().unwrap_or_default();
    let unit = bare.chars().next_back().filter(|it| it.is_alphabetic()).unwrap_or('s');
    match bare.split_once('-') {
        Some((low, high)) if low.ends_with(['s', 'm']) => (number(low), number(high)),
        Some((low, high)) => (number(&format!("{low}{unit}")), number(high)),
        None => (number(bare), number(bare)),
    }
}

fn counted(value: Option<&Value>) -> Option<(f64, f64)> {
    let value = value?;
    value.as_str().map(range).or_else(|| value.as_f64().map(|it| (it, it)))
}

#[test]
fn ranges_are_read() {
    assert_eq!(range("15-30s"), (15.0, 30.0));
    assert_eq!(range("30s-3m"), (30.0, 180.0));
    assert_eq!(range("3-15m"), (180.0, 900.0));
    assert_eq!(range("4-6 breaths"), (4.0, 6.0));
    assert_eq!(range("1m"), (60.0, 60.0));
}

/// The dose that the sources of each routine give, a line each: id, hold, rounds, times.
fn doses() -> BTreeMap<String, [Option<(f64, f64)>; 3]> {
    let table = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/doses.txt"));
    let table = table.expect("the table of doses");
    let lines = table.lines().filter(|it| !it.starts_with('#') && !it.is_empty());
    let cell = |it: &str| (it != "-").then(|| range(it));
    lines
        .map(|line| {
            let mut cells = line.split_whitespace();
            let id = cells.next().expect("an id").to_owned();
            (id, [(); 3].map(|()| cell(cells.next().expect("hold, rounds and times"))))
        })
        .collect()
}

#[test]
fn doses_are_those_of_the_sources() {
    let doses = doses();
    let mut faults = Vec::new();
    for file in routines() {
        let Some([hold, rounds, times]) = doses.get(&file.id) else {
            faults.push(format!("{}: not in the table of doses", file.name()));
            continue;
        };
        let mut within = |what: &str, found: Option<(f64, f64)>, allowed: &Option<(f64, f64)>| {
            let Some((low, high)) = found else { return };
            if !allowed.is_some_and(|it| it.0 <= low && high <= it.1) {
                faults.push(format!("{}: {what} {low}-{high}, the sources say {allowed:?}", file.name()));
            }
        };
        within("rounds", Some(counted(file.yaml.get("rounds")).unwrap_or((1.0, 1.0))), rounds);
        for step in file.moves() {
            if step.get("hold").is_some() && step.get("reps").is_none() || step.get("breathe").is_some() {
                within("holds", counted(step.get("for")), hold);
            }
            if step.get("reps").is_some() {
                within("holds", counted(step.get("hold")), hold);
                within("times", counted(step.get("times")), times);
            }
        }
    }
    none(faults);
}

#[test]
fn a_list_plays_no_fewer_rounds_than_the_routine_asks_for() {
    let least: BTreeMap<String, f64> = routines()
        .iter()
        .map(|it| (it.id.clone(), counted(it.yaml.get("rounds")).map_or(1.0, |it| it.0)))
        .collect();
    let mut faults = Vec::new();
    for file in content() {
        for entry in file.yaml.get("play").and_then(Value::as_sequence).into_iter().flatten() {
            let id = entry.as_str().or_else(|| entry.get("routine")?.as_str()).expect("an entry names one");
            // Without a number it plays the least of the routine's own.
            let rounds = counted(entry.get("rounds")).map_or(least[id], |it| it.0);
            let is_sample = entry.get("sample").and_then(Value::as_bool) == Some(true);
            if rounds < least[id] && !is_sample {
                faults.push(format!("{}: {rounds} of {id}, at least {}", file.name(), least[id]));
            }
        }
    }
    none(faults);
}
