//! The words of the page of a log that is handed over, to a therapist for example.

use std::time::Duration;

use chrono::NaiveDate;

use super::terms;
use crate::model::{
    journal::Felt,
    side::Side,
    wording::{self, Count},
};

/// Above all.
pub const TITLE: &str = "Stretching log";
/// What the figures mean.
pub const MEANING: &str = "Time is what was truly held, pauses left out. A hold counts as finished if its planned \
                           time ran out.";
/// Above what was answered.
pub const HOW_IT_FELT: &str = "How it felt:";
/// Above the columns: a routine, its side, and then numbers.
pub const COLUMNS: [&str; 6] = ["Exercise", "Side", "Days", "Done", "Finished", "Held"];

/// How much there is, from the first day to the last, and when the page was written.
pub fn spans(sessions: u64, days: Option<(NaiveDate, NaiveDate)>, today: NaiveDate) -> String {
    match days {
        Some((first, last)) => format!(
            "{} from {} to {}. Written on {} by stretch.",
            Count(sessions, "session"),
            date(first),
            date(last),
            date(today)
        ),
        None => format!("Nothing was kept in this time. Written on {}.", date(today)),
    }
}

/// Above a week, by its first day.
pub fn week(begins: NaiveDate) -> String {
    format!("Week of {}", date(begins))
}

/// How much was done in a week.
pub fn done(sessions: u64, days: u64) -> String {
    format!("{} on {}.", Count(sessions, "session"), Count(days, "day"))
}

/// What was held and counted of a routine.
pub fn held(time: Duration, times: u64) -> String {
    match (time.as_secs(), times) {
        (0, times) => format!("{times} times"),
        (seconds, 0) => wording::clock(seconds),
        (seconds, times) => format!("{} and {times} times", wording::clock(seconds)),
    }
}

/// The side of a routine.
pub fn side(side: Option<Side>) -> &'static str {
    side.map_or("both or none", terms::side)
}

/// How a session or a routine felt, and on which day.
pub fn felt(day: NaiveDate, name: &str, felt: Felt) -> String {
    let answer = match felt {
        Felt::Easy => "too easy",
        Felt::Good => "good",
        Felt::Much => "too much",
        Felt::Hurt => "it hurt",
    };
    format!("{}, {name}: {answer}", date(day))
}

fn date(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
