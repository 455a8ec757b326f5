//! What is accepted is played to its end: the first bytes are the person's keys and delays, the rest
//! is the file. No key and no delay makes the player stand where its plan has nothing, and nothing is
//! recorded that did not last so long.

#![no_main]

use std::{sync::Arc, time::Duration};

use libfuzzer_sys::fuzz_target;
use stretch::model::{
    moment::Moment,
    parse,
    plan::{Choice, Open, Plan, Wishes},
    player::{Event, PATIENCE, Player},
};

/// How many bytes are keys and delays.
const KEYS: usize = 32;
/// Longer plans teach nothing more, and take long to walk through.
const MOST_SEGMENTS: usize = 500;

fuzz_target!(|bytes: &[u8]| {
    let (keys, file) = bytes.split_at(KEYS.min(bytes.len()));
    let Some(routine) = parse::routine(file, "neck-release", None).value else { return };
    let wishes = Wishes { open: Open::Lasts(30), ..Wishes::default() };
    let choice = Choice { routine: Arc::new(routine), rounds: None };
    let plan = Plan::new(&[choice], &wishes).expect("what is accepted plays");
    if plan.segments().len() > MOST_SEGMENTS {
        return;
    }
    let (mut player, _) = Player::new(plan, PATIENCE, Moment::START);
    let mut now = Moment::START;
    for key in keys {
        now = now + Duration::from_millis(u64::from(key >> 4) * 400);
        player.update(event(key & 0x0f), now);
        assert!(player.at() < player.plan().segments().len());
    }
    // Whatever was done to it, time alone brings it to its end.
    player.update(Event::Proceed, now);
    let most = player.left_in_all(now).seconds + 60;
    for _ in 0..most {
        now = now + Duration::from_secs(1);
        player.update(Event::Tick, now);
    }
    assert!(player.end().is_some(), "{:?}", player.phase());
    for record in player.records() {
        assert!(record.time <= now.since(Moment::START), "{record:?}");
    }
});

/// The thing that happens at a key; most are a tick.
fn event(key: u8) -> Event {
    match key {
        0 => Event::Pause,
        1 => Event::Proceed,
        2 => Event::Next,
        3 => Event::Back,
        4 => Event::NextRoutine,
        5 => Event::PreviousRoutine,
        6 => Event::Again,
        7 => Event::Longer,
        8 => Event::Shorter,
        9 => Event::Continued,
        10 => Event::Slept(Duration::from_secs(60)),
        _ => Event::Tick,
    }
}
