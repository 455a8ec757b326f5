//! Which routines the person knows, by the log: those are announced in few words.
//!
//! Three finished sessions of a routine in six weeks make it known, and it stays known until a fortnight has
//! passed without it. Only words become fewer: no hold and no way to get somewhere becomes shorter.

use chrono::NaiveDate;

use super::{
    adapt::FORTNIGHT,
    history::{need::KEPT_UP, weeks::days_between},
    journal::Session,
    plan::Brisk,
    player::{End, Outcome},
    text::Text,
    vocabulary::vocabulary,
};

/// So many finished sessions make a routine known, and its caution heard.
const KNOWN: usize = 3;

vocabulary! {
    /// How much is announced.
    Wordiness {
        /// Everything, every time.
        Long = "long",
        /// Few words about everything.
        Short = "short",
        /// Few words about what the person knows.
        Auto = "auto",
    }
}

/// How each of some routines is announced on a day, by the sessions before it; none is in full.
pub fn brisk(
    wordiness: Wordiness,
    past: &[Session],
    routines: &[Text],
    today: NaiveDate,
) -> Vec<Option<Brisk>> {
    let of = |id: &Text| {
        let known = is_known(past, id, today);
        match wordiness {
            Wordiness::Long => None,
            Wordiness::Short => Some(Brisk { is_news: false, knows_caution: known }),
            Wordiness::Auto if known => {
                let was_told = past.iter().flat_map(|it| &it.plan);
                let was_told =
                    was_told.filter(|it| it.routine == *id).any(|it| it.adjustment.brisk.is_some());
                Some(Brisk { is_news: !was_told, knows_caution: true })
            }
            Wordiness::Auto => None,
        }
    };
    routines.iter().map(of).collect()
}

fn is_known(past: &[Session], routine: &Text, today: NaiveDate) -> bool {
    let days = past.iter().filter(|it| is_finished(it, routine));
    let ago: Vec<u32> = days.map(|it| days_between(it.began.date_naive(), today)).collect();
    let of_late = ago.iter().filter(|it| **it < KEPT_UP).count();
    of_late >= KNOWN && ago.iter().any(|it| *it < FORTNIGHT)
}

/// Whether a routine was done to its end in a session: nothing of it was left out, and either the session came to
/// its end or something else came after it.
fn is_finished(session: &Session, routine: &Text) -> bool {
    let mut own = session.segments.iter().filter(|it| it.routine == *routine).peekable();
    let is_followed =
        session.end == Some(End::Done) || session.segments.last().is_some_and(|it| it.routine != *routine);
    let is_done =
        |it: &super::record::Done| it.finished || it.outcome == Outcome::Shortened && it.time.as_secs() > 0;
    own.peek().is_some() && is_followed && own.all(is_done)
}
