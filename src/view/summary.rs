//! What was held, on which side: the last words of a session.

use std::time::Duration;

use crate::model::{
    player::{End, Outcome, Player},
    routine::Side,
    wording::{self, Count},
};

/// Lines for the shell one comes back to; always at least one.
pub fn lines(player: &Player, title: &str) -> Vec<String> {
    let held = held(player);
    let time: Duration = held.iter().flat_map(|it| &it.sides).map(|it| it.time).sum();
    let ending = match player.end() {
        Some(End::Done) => "done",
        Some(End::Left) | None => "left before the end",
    };
    let mut lines = Vec::new();
    if held.is_empty() {
        lines.push(format!("{title}: {ending}, nothing held"));
    } else {
        lines.push(format!("{title}: {ending}, {} held", wording::spoken_length(time.as_secs())));
    }
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

struct Held {
    side: Option<Side>,
    time: Duration,
}

impl Held {
    fn describe(&self) -> String {
        let time = wording::length(self.time.as_secs());
        match self.side {
            Some(side) => format!("{side} {time}"),
            None => time,
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
        match sides.iter_mut().find(|it| it.side == segment.side) {
            Some(held) => held.time += record.time,
            None => sides.push(Held { side: segment.side, time: record.time }),
        }
    }
    routines
}
