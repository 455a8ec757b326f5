//! A routine as a part of some longer session, for whoever composes one: how long getting ready for it takes as the
//! first, and its segments as a later one. The session around it is not laid out, since hundreds of routines are
//! measured for one that is played.

use super::{
    Adjustment, Choice, Segment, Unplayable, Wishes,
    draft::PlanDraft,
    opening::{Opening, overview},
    total,
};
use crate::model::dose::Seconds;

/// A routine in the middle of a session.
pub struct Amid {
    /// Seconds of getting ready for it at the beginning of a session; 0 if they wait.
    pub opening: Seconds,
    /// Its segments behind a routine that asks for the same things and is not the last.
    pub segments: Vec<Segment>,
}

/// It is measured between two others.
const SESSION: u64 = 3;

impl Amid {
    /// Measures a routine that follows itself and is followed by itself.
    ///
    /// # Errors
    ///
    /// [`Unplayable`], as of a plan.
    pub fn of(choice: &Choice, wishes: &Wishes, adjustment: &Adjustment) -> Result<Amid, Unplayable> {
        let choices = std::slice::from_ref(choice);
        let adjustments = [adjustment.clone(), adjustment.clone()];
        let opening = Opening::of(choices, wishes.ask_first, &adjustments[..1]);
        let mut draft = PlanDraft::new(wishes, &adjustments, opening);
        draft.announced(0, choice)?;
        let ready = total(&draft.segments).seconds;
        draft.segments.clear();
        draft.routine(1, choice)?;
        // How long all of it is said to take: the first begins differently, and the last ends the session.
        let (one, count) = (total(&draft.segments), draft.segments.len());
        let following = draft.segments.first().and_then(|it| it.length).map_or(0, u64::from);
        let length = draft.segments.last().and_then(|it| it.length);
        draft.finish()?;
        let last = total(&draft.segments);
        let mut segments = draft.segments;
        segments.truncate(count);
        segments.iter_mut().skip(count.saturating_sub(1)).for_each(|it| it.length = length);
        let all = ready + (one.seconds - following) + one.seconds + last.seconds;
        let longer = overview(SESSION, choice.routine.is_stretch(), all, one.open == 0).1;
        let opening = Seconds::try_from(ready).unwrap_or(Seconds::MAX).saturating_add(longer);
        Ok(Amid { opening, segments })
    }
}
