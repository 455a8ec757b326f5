//! A session in print: one line an event, for pipes, dumb terminals and screen readers.
//!
//! Never redrawn, no art, no control characters, and never more than a line a second of session
//! time.

use crate::model::{
    plan::{Plan, SegmentKind},
    player::{Effect, End, Player, Why},
    text::Text,
    wording,
};

use super::screen::coming;

/// The line that stands before the beginning: what is played, how long, where and with what.
pub fn opening(title: &Text, plan: &Plan) -> String {
    let count = plan.routines().len() as u64;
    let mut parts = vec![format!("{title}: {}", plan.total())];
    if count > 1 {
        parts.push(wording::Count(count, "routine").to_string());
    }
    let positions = wording::list(plan.positions().into_iter().map(wording::placed), "then");
    if !positions.is_empty() {
        parts.push(positions);
    }
    let needs = wording::needed(&plan.needs());
    parts.push(if needs.is_empty() { "nothing needed".to_owned() } else { format!("needs {needs}") });
    parts.join(", ")
}

/// The line of an effect; most have none.
pub fn line(player: &Player, effect: &Effect) -> Option<String> {
    match effect {
        Effect::Begin { at } => {
            let segment = &player.plan().segments()[*at];
            Some(match segment.kind {
                SegmentKind::Hold | SegmentKind::Breathe | SegmentKind::Reps => coming(segment),
                SegmentKind::Ready | SegmentKind::Move | SegmentKind::Rest => segment.text.to_string(),
                SegmentKind::Switch => match segment.side {
                    Some(side) => format!("switch to your {side} side"),
                    None => segment.text.to_string(),
                },
            })
        }
        Effect::HalfWay => Some("half-way".to_owned()),
        Effect::Paused(why) => Some(match why {
            Why::Asked | Why::Stopped => "paused".to_owned(),
            Why::Leaving => "paused; q again leaves, an empty line goes on".to_owned(),
            Why::Gap(gap) => format!("paused, after {} away", wording::spoken_length(gap.as_secs())),
            Why::Slept(slept) => {
                format!("paused, the machine slept for {}", wording::spoken_length(slept.as_secs()))
            }
        }),
        Effect::GoesOn { returning: true } => Some("get back into position".to_owned()),
        Effect::GoesOn { returning: false } => Some("going on".to_owned()),
        Effect::HoldsAgain => Some("go on holding".to_owned()),
        Effect::Finished(End::Done) => Some("done".to_owned()),
        Effect::Finished(End::Left) => Some("left".to_owned()),
        Effect::Last(_) | Effect::Beat(_) | Effect::Record(_) => None,
    }
}
