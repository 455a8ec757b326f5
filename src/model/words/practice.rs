//! Sentences about practice: what is due and why, and how the weeks went. Kind, since nobody owes anyone a
//! stretch: a day without is a day of rest.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{composing, terms};
use crate::model::{
    evidence,
    history::{
        need::{AreaNeed, WORTH_A_WORD},
        weeks::{AreaWeek, Week},
    },
    journal::{Felt, Session},
    side::Side,
    text::Text,
    wording::{self, Count},
};

/// What the shades of a table mean, each with what joins it to its words, and where the next one begins.
pub fn legend(shades: [String; 5], steps: [Duration; 4]) -> String {
    let minutes = |it: Duration| match it.as_secs() {
        whole if whole % 60 == 0 => (whole / 60).to_string(),
        seconds => wording::clock(seconds),
    };
    let [none, low, half, enough, full] = shades;
    let [_, two, five, ten] = steps.map(minutes);
    format!(
        "Minutes a week for each side: {none}none, {low}under {two}, {half}under {five}, {enough}{five} or more, \
         {full}{ten} or more. Most is gained between {five} and {ten}; `stretch stats --sources` says who found \
         that. The time of this week is the mean of both sides; a day counts from half a minute on."
    )
}

/// A week before this one, by its first day: what was held in it.
pub fn week_before(begin: NaiveDate, held: Duration, days: u64) -> String {
    let held = wording::spoken_length(held.as_secs());
    format!("Week of {}: {held} held on {}.", begin.format("%-d %B"), Count(days, "day"))
}

/// An area and why it is due: `hips: 0 of 2 days this week, left side 30 seconds behind`.
pub fn due(need: &AreaNeed) -> String {
    format!("{}: {}", terms::area(need.area), why(need))
}

/// Why an area is due, or how it stands: `0 of 2 days this week, left side 30 seconds behind`.
pub fn why(need: &AreaNeed) -> String {
    let days = need.week.days();
    if need.since.is_none() {
        // Nobody has set themselves a goal before they began.
        return if need.week.dose() < WORTH_A_WORD {
            "not done yet".to_owned()
        } else {
            format!("{} this week", dose(&need.week))
        };
    }
    let mut parts = vec![match need.days_missing() {
        0 => format!("{} this week", Count(days.into(), "day")),
        _ => format!("{days} of {} days this week", evidence::DAYS),
    }];
    if need.days_missing() == 0 {
        parts.push(dose(&need.week));
    }
    if let Some((side, behind)) = need.behind() {
        parts.push(format!("{} side {} behind", terms::side(side), wording::spoken_length(behind.as_secs())));
    }
    let ago = need.since.filter(|it| *it > 7);
    parts.extend(ago.map(|it| format!("last {} ago", Count(it.into(), "day"))));
    parts.join(", ")
}

/// The same in a few words.
pub fn why_in_short(need: &AreaNeed) -> String {
    match (need.since, need.week.days()) {
        (None, _) if need.week.dose() < WORTH_A_WORD => "not stretched yet".to_owned(),
        (None, _) => format!("{} this week", dose(&need.week)),
        (Some(_), 0) => "not stretched this week".to_owned(),
        (Some(_), days) => format!("{} this week", Count(days.into(), "day")),
    }
}

/// A week's dose beside the least one: `3:10 of 5 minutes a side`, or where the sides differ `0:30 right and 0:14 left of 5
/// minutes a side`. Enough, which is measured by the middle of both sides, is told alone.
fn dose(week: &AreaWeek) -> String {
    let least = Count(evidence::LEAST.as_secs() / 60, "minute");
    if week.dose() >= evidence::LEAST {
        return wording::spoken_length(week.dose().as_secs());
    }
    let [left, right] = Side::BOTH.map(|it| wording::clock(week.side(it).as_secs()));
    let held = if left == right { left } else { format!("{right} right and {left} left") };
    format!("{held} of {least} a side")
}

/// An area this week, in a sentence of its own.
pub fn area(need: &AreaNeed) -> String {
    let week = &need.week;
    let length = |it: Duration| wording::spoken_length(it.as_secs());
    let [left, right] = Side::BOTH.map(|it| week.side(it));
    let sides = if left == right {
        format!("{} for each side", length(left))
    } else {
        format!("{} for the left side and {} for the right", length(left), length(right))
    };
    let name = wording::capital(&terms::area(need.area));
    match week.days() {
        0 => format!("{name}: {sides}."),
        days => format!("{name}: {sides}, on {}.", Count(days.into(), "day")),
    }
}

/// What was done in a week, in a sentence.
pub fn week(week: &Week) -> String {
    if week.sessions() == 0 {
        return "Nothing yet this week.".to_owned();
    }
    let held =
        (week.held.as_secs() > 0).then(|| format!("{} held", wording::spoken_length(week.held.as_secs())));
    let beside = (week.beside.as_secs() > 0)
        .then(|| format!("{} of breath, rest or strength", wording::spoken_length(week.beside.as_secs())));
    let times = (week.times > 0).then(|| Count(week.times, "repetition").to_string());
    let done = wording::list(held.into_iter().chain(beside).chain(times), "and");
    let (sessions, days) = (Count(week.sessions() as u64, "session"), Count(week.days().into(), "day"));
    format!("This week: {sessions} on {days}, {done}.")
}

/// How many weeks in a row were kept up; nothing, if none was.
pub fn in_a_row(weeks: u32) -> Option<String> {
    match weeks {
        0 => None,
        1 => Some("1 week with two days or more.".to_owned()),
        _ => Some(format!("{weeks} weeks in a row with two days or more.")),
    }
}

/// What is next, in a sentence.
pub fn next(need: Option<&AreaNeed>) -> String {
    match need {
        Some(need) => format!("Next: {}. `stretch next --play` plays it.", due(need)),
        None => NOTHING_DUE.to_owned(),
    }
}

/// That more areas are due than were named.
pub fn and_more(areas: usize) -> String {
    let areas = Count(areas as u64, "more area");
    format!("and {areas}")
}

/// How what is most due is played.
pub fn to_play(need: Option<&AreaNeed>) -> String {
    match need {
        Some(need) => format!("`stretch next --play` plays the {}.", terms::area(need.area)),
        None => NOTHING_DUE.to_owned(),
    }
}

/// That nothing is due.
pub const NOTHING_DUE: &str = "Nothing that you stretch regularly is due today. Rest is part of it.";

/// What to do where nothing is kept yet.
pub const NOTHING_YET: &str = "The log is empty. `stretch desk-break` or `stretch neck` starts it; a week from \
                               now this shows what you did.";

/// How long ago the last session was, and whether a break is due.
pub fn a_break(ago: Duration, every: Duration) -> String {
    let minutes = |it: Duration| match it.as_secs() / 60 {
        0 => "less than a minute".to_owned(),
        minutes if minutes < 120 => Count(minutes, "minute").to_string(),
        minutes if minutes < 48 * 60 => Count(minutes / 60, "hour").to_string(),
        minutes => Count(minutes / 60 / 24, "day").to_string(),
    };
    if ago >= every {
        format!("break: due, the last session was {} ago", minutes(ago))
    } else {
        format!("break: not due for {}", minutes((every - ago).max(Duration::from_secs(60))))
    }
}

/// That a break is due, since the log says of none. `is_past` is whether anything was held before now.
pub fn a_break_first(is_log_empty: bool, is_past: bool) -> &'static str {
    match (is_log_empty, is_past) {
        (true, _) => "break: due, nothing is in the log yet",
        (false, true) => "break: due, what was done in the last days was too short for one",
        (false, false) => "break: due, by the clock all sessions in the log are still to come",
    }
}

/// Where nothing can be gone on with.
pub const NOTHING_LEFT: &str = "No session was left unfinished within the last 24 hours.";

/// That a session can be gone on with.
pub fn offer(session: &Session) -> String {
    let began = session.began.format("%H:%M");
    format!("{} of {began} was not finished: `stretch resume` goes on with it.", session.title)
}

/// What is said after a session that ended early.
pub const RESUME: &str = "`stretch resume` goes on with it.";

/// That a routine has changed since it was played.
pub fn has_changed(name: &Text) -> String {
    format!("{name} has changed since, so it begins anew.")
}

/// That a routine cannot be found any more.
pub fn is_gone(id: &Text) -> String {
    format!("`{id}` was in that session, and is not there any more")
}

/// The question at the end of a session, in a line that is answered with a line; of what is left, once some
/// routines have an answer of their own.
pub fn how_it_felt(has_answers: bool) -> String {
    let question = how_it_felt_in_short(has_answers);
    format!("{question}; l for one routine, Enter for no answer: ")
}

/// The question above its answers.
pub const fn how_was(has_answers: bool) -> &'static str {
    if has_answers { "How was the rest?" } else { "How was it?" }
}

/// The question with its answers, where there are few rows.
pub fn how_it_felt_in_short(has_answers: bool) -> String {
    format!("{} 1 too easy, 2 good, 3 too much, 4 it hurt", how_was(has_answers))
}

/// How one routine felt, under the question about the others.
pub fn answered(routine: &Text, how: Felt) -> String {
    format!("{routine}: {}", felt(how))
}

/// What becomes of a session that the person left: `The rest is kept until 09:00 tomorrow.`
pub fn is_kept(until: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> String {
    format!("The rest is {}.", kept_until(until, now))
}

/// Until when the rest of a session is kept.
pub fn kept_until(until: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> String {
    let day = if until.date_naive() > now.date_naive() { " tomorrow" } else { "" };
    format!("kept until {}{day}", until.format("%H:%M"))
}
/// What Enter does at the question.
pub const LEAVES_IT_OPEN: &str = "no answer";
/// What follows if nothing is answered.
pub const NO_ANSWER: &str = "Without an answer nothing changes.";
/// The keys without another meaning.
pub const ANY_OTHER_KEY: &str = "any other key";
/// What the numbers do.
pub const ANSWER: &str = "answer";
/// The keys that go on where something is to be read.
pub const ANY_KEY: &str = "any key";
/// What it does.
pub const GOES_ON: &str = "goes on";
/// What they do in the list of the routines.
pub const ASKS_FOR_ALL: &str = "back";
/// What `l` is for.
pub const ONE_ROUTINE: &str = "one by one";
/// The heading of the routines.
pub const FOR_ONE_ROUTINE: &str = "How was this one? 1 too easy, 2 good, 3 too much, 4 it hurt";

/// How something felt.
pub const fn felt(felt: Felt) -> &'static str {
    match felt {
        Felt::Easy => "too easy",
        Felt::Good => "good",
        Felt::Much => "too much",
        Felt::Hurt => "it hurt",
    }
}

/// That an answer was kept which changes nothing.
pub fn noted(how: Felt) -> String {
    format!("noted: {}", felt(how))
}

/// That an answer could not be written to the log.
pub fn not_kept(why: &str) -> String {
    format!("warning: the answer is not kept: {why}")
}

/// When to stop and to see someone, for a routine of no area: each area has its own signs.
pub const SIGNS: &str = "Stop a stretch at sharp pain, numbness, tingling, weakness or dizziness. See a doctor if \
                         this does not pass, if the pain gets worse, or if it is no better after a couple of weeks.";

/// The routines of a session with the numbers by which one answers for one of them.
pub fn to_answer_for(names: &[Text]) -> String {
    let mut lines: Vec<String> =
        names.iter().enumerate().map(|(at, it)| format!("  {}  {it}", at + 1)).collect();
    lines.push("Type the answer and the number, such as `3 1`: ".to_owned());
    lines.join("\n")
}

/// What an answer changed: each routine, and by how many seconds its holds changed.
pub fn changed(routines: &[(Text, i32)]) -> Option<String> {
    let by = |seconds: i32| {
        let more = if seconds > 0 { "longer" } else { "shorter" };
        format!("{} {more}", Count(seconds.unsigned_abs().into(), "second"))
    };
    let (_, first) = routines.first()?;
    let names = wording::list(routines.iter().filter(|it| it.1 == *first).map(|it| &it.0), "and");
    Some(format!("From now on the holds of {names} are {}.", by(*first)))
}

/// That a routine hurt.
pub fn hurt(names: &[Text]) -> String {
    let names = wording::list(names, "and");
    format!("For a fortnight {names} stays out of sessions that are put together for you.")
}

/// That a routine hurt of late, where it is to be played.
pub fn hurt_before(name: &Text, days: u32) -> String {
    format!("{name} hurt {}.", composing::ago(days))
}

/// That a routine is left out because it hurt.
pub fn hurt_of_late(id: &Text) -> String {
    format!("left out: {id}, since it hurt; `stretch {id}` plays it all the same")
}

/// That a session is forgotten, and which.
pub fn forgotten(session: &Session) -> String {
    let held = super::held::in_all(&session.sum(), wording::length);
    let began = session.began.format("%Y-%m-%d %H:%M");
    format!("Forgotten: {began} {}, {held}. Nothing counts or shows it any more.", session.title)
}

/// Which areas are due, in a line.
pub fn areas<'n>(due: impl IntoIterator<Item = &'n AreaNeed>) -> String {
    let names: Vec<String> = due.into_iter().map(|it| terms::area(it.area)).collect();
    match names.len() {
        0 => "areas due this week: none today".to_owned(),
        _ => format!("areas due this week: {}", wording::list(names, "and")),
    }
}
