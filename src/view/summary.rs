//! What was held, on which side: the last words of a session.

use crate::model::{
    player::{End, Player},
    record::{self, Done, RoutineSum, Sum},
    side::Side,
    wording::{self, Count},
    words::terms,
};

/// Lines for the shell one comes back to; always at least one.
pub fn lines(player: &Player, title: &str) -> Vec<String> {
    let done: Vec<Done> = player.records().iter().map(|it| Done::of(player.plan(), it)).collect();
    let all: Sum = done.iter().map(Done::sum).sum();
    let ending = match player.end() {
        Some(End::Done) => "done",
        Some(End::Left) | None => "left before the end",
    };
    let mut lines = vec![format!("{title}: {ending}, {}", all.sentence(wording::spoken_length))];
    let routines = record::by_routine(&done);
    let width = routines.iter().map(|it| it.name.as_str().chars().count()).max().unwrap_or_default();
    for RoutineSum { name, sides } in &routines {
        let sides: Vec<String> = sides.iter().map(|(side, sum)| on_side(*side, sum)).collect();
        lines.push(format!("  {:<width$}  {}", name.as_str(), sides.join(", ")));
    }
    lines.extend(record::unfinished(&done).map(|it| format!("  {it}")));
    lines
}

/// `right 1m30s`, `left 12 times`.
fn on_side(side: Option<Side>, sum: &Sum) -> String {
    let seconds = sum.held.as_secs();
    let time = (seconds > 0).then(|| wording::length(seconds));
    let times = (sum.times > 0).then(|| Count(sum.times, "time").to_string());
    let what = wording::list(time.into_iter().chain(times), "and");
    match side {
        Some(side) => format!("{} {what}", terms::side(side)),
        None => what,
    }
}
