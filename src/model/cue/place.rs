//! Where the person is in a session, in words: what the key that asks for it is answered with.

use crate::model::{
    dose::Seconds,
    player::{DueEffect, Phase, Player, seconds_begun},
    text::Text,
    words::whereabouts::{self as words, Here, Time},
};

/// Where the person is, without what they are to do there, which is on the screen.
pub fn whereabouts_in_words(player: &Player, due: &DueEffect) -> Text {
    let [_, words, _] = answers(player, due);
    words
}

/// The answers to where the person is, the longest first.
pub fn answers(player: &Player, due: &DueEffect) -> [Text; 3] {
    let plan = player.plan();
    let segment = &plan.segments()[due.at];
    let time = match player.phase() {
        Phase::Timing { .. } | Phase::Waiting { .. } | Phase::Over { .. } => Time::Runs,
        Phase::Paused { why, .. } => Time::Paused(why),
        Phase::Returning { .. } => Time::Returning,
    };
    let left = player.length_of(due.at).map(|it| seconds_begun(it.saturating_sub(due.point)) as Seconds);
    words::answers(&Here {
        routine: (plan.routine_of(segment), plan.nth(segment)),
        rounds: plan.rounds().nth(segment.routine).map_or(1, |it| it.1),
        segment,
        done: due.point.as_secs(),
        left,
        in_all: player.left_from(due),
        time,
    })
}
