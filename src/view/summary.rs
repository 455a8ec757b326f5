//! What was held, on which side: the last words of a session.

use crate::model::{
    player::{End, Player},
    record::{self, Done, RoutineSum, Sum},
    words::held,
};

/// Lines for the shell after a session; always at least one.
pub fn lines(player: &Player, title: &str) -> Vec<String> {
    let done = done(player);
    let all: Sum = done.iter().map(Done::sum).sum();
    let mut lines = vec![held::session(title, player.end(), &all, &done)];
    let routines = record::by_routine(&done);
    let width = routines.iter().map(|it| it.name.as_str().chars().count()).max().unwrap_or_default();
    for RoutineSum { name, sides } in &routines {
        lines.push(format!("  {:<width$}  {}", name.as_str(), held::by_side(sides)));
    }
    lines.extend(held::unfinished(&done).map(|it| format!("  {it}")));
    lines
}

/// Whether it ended early, with something held: then one can go on with it.
pub fn is_unfinished(player: &Player) -> bool {
    let all: Sum = done(player).iter().map(Done::sum).sum();
    player.end() != Some(End::Done) && !all.is_nothing()
}

fn done(player: &Player) -> Vec<Done> {
    player.records().iter().map(|it| Done::of(player.plan(), it)).collect()
}
