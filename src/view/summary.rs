//! What was held, on which side: the last words of a session.

use std::time::Duration;

use crate::model::{
    plan::Pace,
    player::{End, Outcome, Player},
    routine::Side,
    wording::{self, Count},
    words::terms,
};

/// Lines for the shell one comes back to; always at least one.
pub fn lines(player: &Player, title: &str) -> Vec<String> {
    let held = held(player);
    let time: Duration = held.iter().flat_map(|it| &it.sides).map(|it| it.time).sum();
    let done: u64 = held.iter().flat_map(|it| &it.sides).map(|it| it.times).sum();
    let ending = match player.end() {
        Some(End::Done) => "done",
        Some(End::Left) | None => "left before the end",
    };
    let mut lines = Vec::new();
    let mut what = Vec::new();
    if !time.is_zero() || done == 0 {
        let time = if time.is_zero() { "nothing".to_owned() } else { wording::spoken_length(time.as_secs()) };
        what.push(format!("{time} held"));
    }
    if done > 0 {
        what.push(Count(done, "repetition").to_string());
    }
    lines.push(format!("{title}: {ending}, {}", wording::list(what, "and")));
    let width = held.iter().map(|it| it.name.chars().count()).max().unwrap_or_default();
    for routine in &held {
        let sides: Vec<String> = routine.sides.iter().map(Held::describe).collect();
        lines.push(format!("  {:<width$}  {}", routine.name, sides.join(", ")));
    }
    let left = player.records().iter().filter(|it| it.outcome != Outcome::Held).count() as u64;
    if left > 0 {
        lines.push(format!("  {} skipped or shortened, not counted", Count(left, "hold")));
    }
    lines
}

struct RoutineHeld {
    index: usize,
    name: String,
    sides: Vec<Held>,
}

/// What was done on one side: the time of holds and breaths, and the repetitions, whose time is
/// mostly movement.
struct Held {
    side: Option<Side>,
    time: Duration,
    times: u64,
}

impl Held {
    fn describe(&self) -> String {
        let time = (!self.time.is_zero()).then(|| wording::length(self.time.as_secs()));
        let times = (self.times > 0).then(|| Count(self.times, "time").to_string());
        let what = wording::list(time.into_iter().chain(times), "and");
        match self.side {
            Some(side) => format!("{} {what}", terms::side(side)),
            None => what,
        }
    }
}

fn held(player: &Player) -> Vec<RoutineHeld> {
    let mut routines: Vec<RoutineHeld> = Vec::new();
    for record in player.records().iter().filter(|it| it.outcome == Outcome::Held) {
        let segment = &player.plan().segments()[record.at];
        let known = routines.iter().position(|it| it.index == segment.routine);
        let at = known.unwrap_or_else(|| {
            let name = player.plan().routine_of(segment).name.to_string();
            routines.push(RoutineHeld { index: segment.routine, name, sides: Vec::new() });
            routines.len() - 1
        });
        let sides = &mut routines[at].sides;
        let side = sides.iter().position(|it| it.side == segment.side).unwrap_or_else(|| {
            sides.push(Held { side: segment.side, time: Duration::ZERO, times: 0 });
            sides.len() - 1
        });
        match segment.pace {
            Some(Pace::Reps { each, .. }) => {
                sides[side].times += record.time.as_secs() / u64::from(each.max(1))
            }
            Some(Pace::Breaths(_)) | None => sides[side].time += record.time,
        }
    }
    routines
}
