//! The cues of a plan, segment by segment: for whoever plays it without this program.

use std::time::Duration;

use super::{Caller, Cue, Talk};
use crate::model::{
    moment::Moment,
    plan::Plan,
    player::{DueEffect, Effect, Event, PATIENCE, Player},
    words::session::Hand,
};

/// What is heard in one segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentCues {
    /// At its beginning, where the segment before it came to its end.
    pub arrived: Cue,
    /// At its beginning, where the person went straight to it.
    pub jumped: Cue,
    /// Inside it, each with how much of the segment is over then.
    pub inside: Vec<(Duration, Cue)>,
}

/// What is heard in each segment of a plan, and at the end of all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// A part for each segment.
    pub parts: Vec<SegmentCues>,
    /// At the end.
    pub end: Cue,
}

/// The score of a plan; none if the plan does not come to its end, which every plan does.
pub fn score(plan: &Plan, talk: Talk) -> Option<Score> {
    let mut jumped = plan.segments().iter().enumerate().filter_map(|(at, _)| jumped_to(plan, talk, at));
    let (mut parts, mut end): (Vec<SegmentCues>, Option<Cue>) = (Vec::new(), None);
    super::walk(
        plan.clone(),
        Caller::new(talk).with(Hand::Buttons),
        |_, DueEffect { point, effect, .. }, cue| {
            if *effect == Effect::Begin {
                parts.extend(jumped.next().map(|jumped| SegmentCues {
                    arrived: cue,
                    jumped,
                    inside: Vec::new(),
                }));
            } else if let Effect::Finished(_) = effect {
                end = Some(cue);
            } else if let Some(part) = parts.last_mut() {
                part.inside.push((*point, cue));
            }
        },
    );
    Some(Score { parts, end: end? })
}

/// The cue of a segment to which the person goes from elsewhere.
fn jumped_to(plan: &Plan, talk: Talk, at: usize) -> Option<Cue> {
    let (mut player, _) = Player::new(plan.clone(), PATIENCE, Moment::START);
    let due = player.update(Event::Jump(at), Moment::START);
    let mut caller = Caller::new(talk).with(Hand::Buttons);
    due.iter().filter_map(|it| caller.call(&player, it)).last()
}
