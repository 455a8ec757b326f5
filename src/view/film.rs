//! A routine's whole movement as one animated drawing: once through its steps, what waits shortened.

use std::{sync::Arc, time::Duration};

use super::{
    figure::{self, FilmFrame},
    scene::Scenes,
};
use crate::model::{
    moment::Moment,
    plan::{Choice, Plan, SegmentKind, Wishes},
    player::{Event, PATIENCE, Player},
    routine::Routine,
};

/// The size of a frame, in pixels before they are traced.
const SIZE: [usize; 2] = [360, 270];
/// From a frame to the next.
const STEP: Duration = Duration::from_millis(125);
/// A move takes no longer than this in a film.
const MOVE: Duration = Duration::from_millis(2500);
/// What is done again and again is seen for no longer than this.
const REPEATED: Duration = Duration::from_secs(8);
/// What is held stays for so long.
const HELD: Duration = Duration::from_millis(2000);

/// The film of a routine, on the side for which it is written; none without a figure.
pub fn film(routine: &Arc<Routine>) -> Option<String> {
    let choice = Choice { routine: Arc::clone(routine), rounds: Some(1) };
    let plan = Plan::new(&[choice], &Wishes::default()).ok()?;
    let (mut player, _) = Player::new(plan, PATIENCE, Moment::START);
    let scenes = Scenes::default();
    let first = player.plan().segments().iter().find_map(|it| it.side);
    let mut frames: Vec<FilmFrame> = Vec::new();
    while player.end().is_none() && (player.segment().side.is_none() || player.segment().side == first) {
        let kind = player.segment().kind;
        if kind == SegmentKind::Switch {
            break;
        }
        for (done, length) in moments(kind, player.length().unwrap_or(MOVE)) {
            let shapes = scenes.at(&player, done, false)?.shapes(SIZE)?;
            match frames.last_mut().filter(|it| it.shapes == shapes) {
                Some(same) => same.length += length,
                None => frames.push(FilmFrame { shapes, length, is_held: kind.is_timed() }),
            }
        }
        player.update(Event::Next, Moment::START);
    }
    (!frames.is_empty()).then(|| figure::film(&frames, SIZE, routine.name.as_str()))
}

/// The moments of a segment that are shown, and for how long each.
fn moments(kind: SegmentKind, length: Duration) -> Vec<(Duration, Duration)> {
    let (shown, taken) = match kind {
        SegmentKind::Ready | SegmentKind::Rest | SegmentKind::Switch => return Vec::new(),
        SegmentKind::Move => (length, length.min(MOVE)),
        SegmentKind::Hold => (length.min(REPEATED), length.min(HELD)),
        SegmentKind::Breathe | SegmentKind::Reps => (length.min(REPEATED), length.min(REPEATED)),
    };
    let count = (taken.as_millis() / STEP.as_millis()).max(1) as u32;
    (0..count).map(|it| (shown * it / count, STEP)).collect()
}
