//! What was held, in sentences: for the end of a session, and for the log.

use crate::model::{
    player::End,
    record::{Done, Fate, Sum},
    side::Side,
    wording::{self, Count},
    words::terms,
};

/// The first line after a session: `Neck: done, 3 minutes held`. If no part of it came to its end, it was skipped.
pub fn session(title: &str, end: Option<End>, sum: &Sum, done: &[Done]) -> String {
    let is_done = |it: &Done| match it.fate() {
        Fate::Finished | Fate::Shortened => true,
        Fate::LeftEarly | Fate::Skipped => false,
    };
    let is_skipped = |it: &Done| it.fate() == Fate::Skipped;
    let ending = match end {
        Some(End::Done) if !done.is_empty() && !done.iter().any(is_done) => "skipped to its end",
        // Who jumped over a part of it knows better than to call it done.
        Some(End::Done) if done.iter().any(is_skipped) => "ended",
        Some(End::Done) => "done",
        Some(End::Left) | None => "stopped before the end",
    };
    format!("{title}: {ending}, {}", in_all(sum, wording::spoken_length))
}

/// The title of a session of which no line says what it was.
pub const UNNAMED: &str = "unnamed session";

/// A session in the log: `3m held  stopped before the end  1 hold skipped`.
pub fn logged(end: Option<End>, sum: &Sum, segments: &[Done]) -> String {
    let ending = match end {
        Some(End::Done) => None,
        Some(End::Left) => Some("stopped before the end".to_owned()),
        None => Some("interrupted".to_owned()),
    };
    let parts = [Some(in_all(sum, wording::length)), ending, unfinished(segments)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// Above a log that is not shown from its beginning.
pub fn last_sessions(shown: usize, all: usize) -> String {
    format!("the last {shown} of {all}; `stretch log {all}` shows all")
}

/// `1m30s held and 24 repetitions`, with lengths as `length` writes seconds.
pub fn in_all(sum: &Sum, length: fn(u64) -> String) -> String {
    let seconds = sum.held.as_secs();
    let held = match seconds {
        0 => "nothing held".to_owned(),
        seconds => format!("{} held", length(seconds)),
    };
    let held = (seconds > 0 || sum.times == 0).then_some(held);
    let times = (sum.times > 0).then(|| Count(sum.times, "repetition").to_string());
    terms::all(held.into_iter().chain(times))
}

/// What was done on each side of one routine: `right 1m30s, left 12 times`.
pub fn by_side(sides: &[(Option<Side>, Sum)]) -> String {
    let on_side = |(side, sum): &(Option<Side>, Sum)| {
        let seconds = sum.held.as_secs();
        let time = (seconds > 0).then(|| wording::length(seconds));
        let times = (sum.times > 0).then(|| Count(sum.times, "time").to_string());
        let what = terms::all(time.into_iter().chain(times));
        match side {
            Some(side) => format!("{} {what}", terms::side(*side)),
            None => what,
        }
    };
    sides.iter().map(on_side).collect::<Vec<_>>().join(", ")
}

/// The holds that did not come to their planned end: `1 hold shortened, 2 skipped`. None if all did.
pub fn unfinished(done: &[Done]) -> Option<String> {
    // A hold that was tried several times is one hold: what became of it in the end, or at best.
    let mut holds: Vec<&Done> = Vec::new();
    for it in done {
        let place = |it: &Done| (it.entry, it.routine.clone(), it.step, it.round, it.side);
        match holds.iter_mut().find(|other| it.entry.is_some() && place(other) == place(it)) {
            Some(known) if known.fate() != Fate::Finished => *known = it,
            Some(_) => {}
            None => holds.push(it),
        }
    }
    let count = |fate| holds.iter().filter(|it| it.fate() == fate).count() as u64;
    let counts =
        [(Fate::Shortened, "shortened"), (Fate::LeftEarly, "ended early"), (Fate::Skipped, "skipped")];
    let mut parts = Vec::new();
    for (fate, word) in counts {
        match (count(fate), parts.is_empty()) {
            (0, _) => {}
            (count, true) => parts.push(format!("{} {word}", Count(count, "hold"))),
            (count, false) => parts.push(format!("{count} {word}")),
        }
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}
