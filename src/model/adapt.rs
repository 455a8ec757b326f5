//! How it felt, and what follows from it: the place of a routine's holds in the ranges of their sources.
//!
//! Three "too easy" in a row add five seconds. "Too much" takes five back, and for a fortnight nothing is
//! added. Nothing else changes anything, no hold leaves its source's range, and one without a range never
//! changes: the plan sees to that. Pain is no matter of seconds: a routine that hurt is left out of everything
//! that is composed for a fortnight.

use chrono::NaiveDate;

use super::{
    history::weeks::days_between,
    journal::{Felt, Session},
    text::Text,
};

/// What one step changes, in seconds.
const STEP: i32 = 5;
/// So many in a row are believed.
const IN_A_ROW: u32 = 3;
/// For so many days it is remembered that something was too much, or that it hurt.
pub const FORTNIGHT: u32 = 14;

/// By how many seconds the holds of a routine change by the sessions before it; none if
/// nothing was ever changed.
pub fn change(sessions: &[Session], routine: &Text) -> Option<i32> {
    let (mut change, mut easy, mut much): (Option<i32>, u32, Option<NaiveDate>) = (None, 0, None);
    for session in sessions {
        let Some(planned) = session.plan.iter().find(|it| it.routine == *routine) else { continue };
        let done = session.segments.iter().any(|it| it.routine == *routine && it.time.as_secs() > 0);
        if !done {
            continue;
        }
        // Where it stood then: what the log does not reach back to is in it.
        change = planned.adjustment.change.or(change);
        let day = session.began.date_naive();
        let is_careful = much.is_some_and(|it| days_between(it, day) < FORTNIGHT);
        match session.felt_of(routine) {
            Some(Felt::Easy) if is_careful => {}
            Some(Felt::Easy) => easy += 1,
            Some(Felt::Good | Felt::Hurt) => easy = 0,
            Some(Felt::Much) => {
                change = Some(change.unwrap_or_default() - STEP);
                (easy, much) = (0, Some(day));
            }
            None => {}
        }
        if easy >= IN_A_ROW {
            change = Some(change.unwrap_or_default() + STEP);
            easy = 0;
        }
    }
    change
}

/// An answer to how it felt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeltAnswer {
    /// How.
    pub felt: Felt,
    /// The routine it is about, counted from 0; none for the whole session.
    pub routine: Option<usize>,
}

/// Reads `3`, or `3 2` for the second routine. None if it is no answer.
pub fn answer(line: &str, routines: usize) -> Option<FeltAnswer> {
    let mut words = line.split_whitespace();
    let felt = *Felt::ALL.get(words.next()?.parse::<usize>().ok()?.checked_sub(1)?)?;
    let routine = match words.next() {
        None => None,
        Some(word) => Some(word.parse::<usize>().ok()?.checked_sub(1).filter(|it| *it < routines)?),
    };
    words.next().is_none().then_some(FeltAnswer { felt, routine })
}
