//! A reminder to stretch: when it fires, and the texts by which a system's own timer is told so.
//!
//! The timer looks every few minutes within the hours that were chosen; the command that it starts decides by the log
//! whether a break is due. So no process of ours waits.

pub mod units;

use chrono::{Datelike as _, Days, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _, Weekday};

use super::{dose::Seconds, parse, wording};

/// The timer looks so often, in minutes.
pub const LOOKS_EVERY: u32 = 5;
/// A reminder that is put off comes again after so long.
pub const LATER: Seconds = 10 * 60;
/// The shortest time between two reminders.
const SHORTEST: Seconds = 5 * 60;

/// When a reminder fires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// At which times of the day.
    pub when: When,
    /// Only between these times; the second may be on the next day.
    pub during: Option<(NaiveTime, NaiveTime)>,
    /// On these days, Monday first.
    pub days: [bool; 7],
}

/// The times of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// So long after the last session and after the last reminder, in seconds.
    Every(Seconds),
    /// At these times.
    At(Vec<NaiveTime>),
}

const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A length of time between two reminders.
pub fn every(typed: &str) -> Result<Seconds, String> {
    if !typed.is_empty() && typed.bytes().all(|it| it.is_ascii_digit()) {
        return Err(format!("a time with its unit, such as `{typed}m`"));
    }
    let seconds = length(typed)?;
    if seconds < SHORTEST { Err("five minutes or more, such as 50m".to_owned()) } else { Ok(seconds) }
}

/// A length of time, hours and days among them, which no hold lasts.
pub fn length(typed: &str) -> Result<Seconds, String> {
    let hours = || {
        let (number, worth) = typed
            .strip_suffix('h')
            .map(|it| (it, 3600))
            .or(typed.strip_suffix('d').map(|it| (it, 86_400)))?;
        number.parse::<u32>().ok().filter(|it| (1..=90).contains(it)).map(|it| it * worth)
    };
    hours().map_or_else(|| parse::typed_length(typed), Ok)
}

/// Times of the day: `10:30,15:00`.
pub fn times(typed: &str) -> Result<Vec<NaiveTime>, String> {
    let mut times: Vec<NaiveTime> = typed
        .split(',')
        .map(|it| time(it).ok_or("times of the day, such as 10:30,15:00"))
        .collect::<Result<_, _>>()?;
    times.sort_unstable();
    times.dedup();
    Ok(times)
}

/// Two times of the day: `9:00-18:00`.
pub fn during(typed: &str) -> Result<(NaiveTime, NaiveTime), String> {
    let wrong = || "two times of the day, such as 9:00-18:00".to_owned();
    let (from, to) = typed.split_once(['-', '\u{2013}']).ok_or_else(wrong)?;
    let (from, to) = (time(from).ok_or_else(wrong)?, time(to).ok_or_else(wrong)?);
    if from == to { Err(wrong()) } else { Ok((from, to)) }
}

/// Days of the week: `mon-fri`, `mon,wed`, `daily`.
pub fn days(typed: &str) -> Result<[bool; 7], String> {
    let wrong = || "days, such as mon-fri or mon,wed,fri".to_owned();
    let mut days = [false; 7];
    let lower = typed.trim().to_lowercase();
    match lower.as_str() {
        "daily" | "all" | "every day" => return Ok([true; 7]),
        "weekdays" => return self::days("mon-fri"),
        "weekends" => return self::days("sat,sun"),
        _ => {}
    }
    for part in lower.split([',', ' ']).filter(|it| !it.is_empty()) {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to) = (day(from).ok_or_else(wrong)?, day(to).ok_or_else(wrong)?);
        let mut at = from;
        loop {
            days[at] = true;
            if at == to {
                break;
            }
            at = (at + 1) % 7;
        }
    }
    if days.contains(&true) { Ok(days) } else { Err(wrong()) }
}

fn day(word: &str) -> Option<usize> {
    let word = word.trim();
    NAMES
        .iter()
        .position(|it| word.len() >= 3 && (word == *it || FULL[index(it)].to_lowercase().starts_with(word)))
}

fn index(name: &str) -> usize {
    NAMES.iter().position(|it| *it == name).unwrap_or_default()
}

const FULL: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn time(typed: &str) -> Option<NaiveTime> {
    let (hour, minute) = typed.trim().split_once(':').unwrap_or((typed.trim(), "00"));
    let number = |it: &str| {
        it.parse::<u32>().ok().filter(|_| it.len() <= 2 && it.bytes().all(|it| it.is_ascii_digit()))
    };
    // 24:00 is the end of the day.
    let hour = if (hour, minute) == ("24", "00") { 0 } else { number(hour)? };
    NaiveTime::from_hms_opt(hour, number(minute).filter(|_| minute.len() == 2)?, 0)
}

fn clock(time: NaiveTime) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

impl Reminder {
    /// The words behind `stretch remind` that set it.
    pub fn words(&self) -> Vec<String> {
        let mut words = match &self.when {
            When::Every(seconds) => vec!["every".to_owned(), wording::length(u64::from(*seconds))],
            When::At(times) => {
                vec!["--at".to_owned(), times.iter().map(|it| clock(*it)).collect::<Vec<_>>().join(",")]
            }
        };
        if let Some((from, to)) = self.during {
            words.extend(["--during".to_owned(), format!("{}-{}", clock(from), clock(to))]);
        }
        if self.days != [true; 7] {
            words.extend(["--on".to_owned(), self.day_words()]);
        }
        words
    }

    /// The days as they are typed: runs of three and more as a range.
    fn day_words(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut at = 0;
        while at < 7 {
            let run = (at..7).take_while(|it| self.days[*it]).count();
            match run {
                0 => at += 1,
                1 | 2 => {
                    parts.push(NAMES[at].to_owned());
                    at += 1;
                }
                run => {
                    parts.push(format!("{}-{}", NAMES[at], NAMES[at + run - 1]));
                    at += run;
                }
            }
        }
        parts.join(",")
    }

    /// Whether it may fire at this moment.
    pub fn allows(&self, now: NaiveDateTime) -> bool {
        let time = now.time();
        let (is_in, began) = match self.during {
            None => (true, now),
            Some((from, to)) if from < to => (from <= time && time < to, now),
            // Past midnight it is still the night of the day before.
            Some((from, to)) => {
                let is_late = time < to;
                let began = if is_late { now.checked_sub_days(Days::new(1)).unwrap_or(now) } else { now };
                (time >= from || is_late, began)
            }
        };
        is_in && self.days[began.weekday().num_days_from_monday() as usize]
    }

    /// When it fires next, if nothing else happens: not before `earliest`, nor before so long after `last`, the end
    /// of the last session or the last reminder.
    pub fn next(&self, earliest: NaiveDateTime, last: Option<NaiveDateTime>) -> Option<NaiveDateTime> {
        let mut at = match (&self.when, last) {
            (When::Every(seconds), Some(last)) => {
                earliest.max(last.checked_add_signed(TimeDelta::seconds(i64::from(*seconds)))?)
            }
            (When::Every(_), None) | (When::At(_), _) => earliest,
        };
        // The timer looks at whole minutes.
        let step = match self.when {
            When::Every(_) => LOOKS_EVERY,
            When::At(_) => 1,
        };
        let beyond = at.minute() % step;
        let is_whole = at.second() == 0 && at.nanosecond() == 0 && beyond == 0;
        at = at.with_second(0)?.with_nanosecond(0)?;
        if !is_whole {
            at = at.checked_add_signed(TimeDelta::minutes(i64::from(step - beyond)))?;
        }
        for _ in 0..(8 * 24 * 60 / step) {
            let is_time = match &self.when {
                When::Every(_) => true,
                When::At(times) => times.contains(&at.time()),
            };
            if is_time && self.allows(at) {
                return Some(at);
            }
            at = at.checked_add_signed(TimeDelta::minutes(i64::from(step)))?;
        }
        None
    }

    /// It in words: `every 50 minutes, from 9:00 to 18:00, on Monday to Friday`.
    pub fn described(&self) -> String {
        let mut parts = vec![match &self.when {
            When::Every(seconds) => format!("every {}", wording::spoken_length(u64::from(*seconds))),
            When::At(times) => format!("at {}", wording::list(times.iter().map(|it| clock(*it)), "and")),
        }];
        if let Some((from, to)) = self.during {
            parts.push(format!("from {} to {}", clock(from), clock(to)));
        }
        parts.push(match self.days {
            [true, true, true, true, true, true, true] => "every day".to_owned(),
            [true, true, true, true, true, false, false] => "Monday to Friday".to_owned(),
            days => wording::list(FULL.iter().zip(days).filter(|it| it.1).map(|it| it.0), "and"),
        });
        parts.join(", ")
    }
}

/// A moment as it is said beside now: `today 14:20`, `tomorrow 9:00`, `Monday 9:00`.
pub fn said(at: NaiveDateTime, now: NaiveDateTime) -> String {
    let days = at.date().signed_duration_since(now.date()).num_days();
    let day = match days {
        0 => "today",
        1 => "tomorrow",
        _ => match at.weekday() {
            Weekday::Mon => FULL[0],
            Weekday::Tue => FULL[1],
            Weekday::Wed => FULL[2],
            Weekday::Thu => FULL[3],
            Weekday::Fri => FULL[4],
            Weekday::Sat => FULL[5],
            Weekday::Sun => FULL[6],
        },
    };
    format!("{day} {}", clock(at.time()))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn office() -> Reminder {
        Reminder {
            when: When::Every(50 * 60),
            during: Some(during("9:00-18:00").unwrap()),
            days: days("mon-fri").unwrap(),
        }
    }

    fn at(day: u32, time: &str) -> NaiveDateTime {
        // The first of June 2026 is a Monday.
        NaiveDate::from_ymd_opt(2026, 6, day).unwrap().and_time(super::time(time).unwrap())
    }

    #[test]
    fn what_is_typed_is_read_and_written_again() {
        assert_eq!(office().words().join(" "), "every 50m --during 9:00-18:00 --on mon-fri");
        assert_eq!(office().described(), "every 50 minutes, from 9:00 to 18:00, Monday to Friday");
        let clock =
            Reminder { when: When::At(times("15:00, 10:30,15:00").unwrap()), during: None, days: [true; 7] };
        assert_eq!(clock.words().join(" "), "--at 10:30,15:00");
        assert_eq!(clock.described(), "at 10:30 and 15:00, every day");
        assert_eq!(days("weekdays"), days("mon-fri"));
        assert_eq!(days("sat-mon").unwrap(), [true, false, false, false, false, true, true]);
        assert_eq!(days("Monday,wed").unwrap(), [true, false, true, false, false, false, false]);
        assert_eq!(during("9-18"), during("09:00-18:00"));
        for wrong in ["", "x", "9", "9-9", "25-26", "9:5-10", "9:00-", "-9:00-10:00", "9:00-18:00-20:00"] {
            assert!(during(wrong).is_err(), "{wrong}");
        }
        for wrong in ["", "mo", "monkey", "mon-", "fun", ","] {
            assert!(days(wrong).is_err(), "{wrong}");
        }
        assert!(
            every("4m").is_err()
                && every("50m") == Ok(3000)
                && every("2h") == Ok(7200)
                && times("24:01").is_err()
        );
    }

    #[test]
    fn it_fires_within_its_hours_and_days() {
        let office = office();
        for (day, time, fires) in [
            (1, "8:59", false),
            (1, "9:00", true),
            (1, "17:59", true),
            (1, "18:00", false),
            (6, "12:00", false),
        ] {
            assert_eq!(office.allows(at(day, time)), fires, "{day} {time}");
        }
        let night = Reminder { during: Some(during("22-6").unwrap()), ..office };
        assert!(night.allows(at(5, "23:00")) && night.allows(at(6, "5:00")), "the night of Friday");
        assert!(!night.allows(at(6, "23:00")) && !night.allows(at(5, "12:00")));
    }

    #[test]
    fn the_next_time_is_told() {
        let office = office();
        let next = |now, last: Option<NaiveDateTime>| office.next(now, last).map(|it| said(it, now));
        assert_eq!(next(at(1, "10:02"), None).as_deref(), Some("today 10:05"));
        assert_eq!(next(at(1, "10:02"), Some(at(1, "10:00"))).as_deref(), Some("today 10:50"));
        assert_eq!(next(at(1, "17:30"), Some(at(1, "17:20"))).as_deref(), Some("tomorrow 9:00"));
        assert_eq!(next(at(5, "19:00"), None).as_deref(), Some("Monday 9:00"));
        let clock = Reminder {
            when: When::At(times("10:30,15:00").unwrap()),
            during: None,
            days: days("mon").unwrap(),
        };
        let next = |now| clock.next(now, None).map(|it| said(it, now));
        assert_eq!(next(at(1, "10:30")).as_deref(), Some("today 10:30"));
        assert_eq!(next(at(1, "10:31")).as_deref(), Some("today 15:00"));
        assert_eq!(next(at(1, "15:01")).as_deref(), Some("Monday 10:30"));
        let never = Reminder { during: Some(during("11-12").unwrap()), ..clock };
        assert_eq!(never.next(at(1, "10:00"), None), None, "no time of it is within the hours");
    }
}
