//! What statistics make of a log, whatever state its lines are in.

use std::time::Duration;

use chrono::{NaiveDate, Weekday};

use stretch::model::{
    area::Area,
    history::{
        History, HistoryReader,
        need::WhatIsDue,
        weeks::{About, Weeks},
    },
    journal::{self, Felt, LineSpan},
    routine::Kind,
    side::Side,
};

use crate::logs::{Chance, began, done, held, sessions};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn history<T: AsRef<[u8]>>(lines: &[T]) -> History {
    let mut reader = HistoryReader::default();
    lines.iter().for_each(|it| reader.take(it.as_ref()));
    reader.finish()
}

fn about(routine: &str) -> About {
    let (area, also, kind) = match routine {
        "neck-release" => (Area::Neck, vec![Area::Shoulders], Kind::Stretch),
        "figure-four-supine" => (Area::Hips, vec![], Kind::Yoga),
        "kneeling-hip-flexor" => (Area::Hips, vec![Area::Thighs], Kind::Stretch),
        "wall-calf-stretch" => (Area::Calves, vec![], Kind::Stretch),
        "wrist-flexion-stretch" => (Area::Wrists, vec![], Kind::Stretch),
        "three-breaths" => (Area::WholeBody, vec![], Kind::Breath),
        "scapular-squeeze" => (Area::UpperBack, vec![], Kind::Strength),
        "restorative-rest" => (Area::WholeBody, vec![], Kind::Rest),
        _ => return About::UNKNOWN,
    };
    About { area: Some(area), also, kind }
}

fn weeks<T: AsRef<[u8]>>(lines: &[T], today: &str) -> Weeks {
    Weeks::of(&history(lines), about, Weekday::Mon, day(today))
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// All that statistics tell: weeks, streaks, needs, and how routines felt.
fn told(history: &History, today: NaiveDate) -> (Weeks, WhatIsDue, Vec<(String, Felt, NaiveDate)>) {
    let weeks = Weeks::of(history, about, Weekday::Mon, today);
    let need = WhatIsDue::of(history, &weeks);
    (weeks, need, history.felt().into_iter().map(|(id, felt, day)| (id.to_owned(), felt, day)).collect())
}

/// A few months of a busy person, with copies of some lines in other files, as folders kept in step have them.
fn busy() -> Vec<String> {
    sessions(150, 2, day("2026-11-28"), 1)
}

#[test]
fn neither_the_order_nor_copies_of_lines_change_a_statistic() {
    let lines = busy();
    let today = day("2026-11-29");
    let plain = told(&history(&lines), today);
    assert!(plain.0.in_a_row() > 9 && !plain.2.is_empty());
    let mut chance = Chance(7);
    for round in 0..20 {
        let mut mixed = lines.clone();
        for _ in 0..chance.below(200) {
            mixed.push(lines[chance.below(lines.len() as u64) as usize].clone());
        }
        chance.shuffle(&mut mixed);
        let whole = history(&mixed);
        // The numbers of sessions are given in the order in which they are met.
        assert_eq!(counted(&whole, today), counted(&history(&lines), today), "round {round}");
        assert_eq!(told(&whole, today).1, plain.1, "round {round}");
        let (one, other) = mixed.split_at(chance.below(mixed.len() as u64) as usize);
        let mut readers = [HistoryReader::default(), HistoryReader::default()];
        for (reader, lines) in readers.iter_mut().zip([one, other]) {
            lines.iter().for_each(|it| reader.take(it.as_bytes()));
        }
        let [one, other] = readers;
        assert_eq!(
            counted(&one.join(other).finish(), today),
            counted(&whole, today),
            "in two parts, {round}"
        );
    }
}

/// What is counted of each week and in all.
fn counted(history: &History, today: NaiveDate) -> Vec<String> {
    let weeks = Weeks::of(history, about, Weekday::Mon, today);
    let mut counted: Vec<String> = (0..=weeks.first().unwrap_or(0))
        .map(|ago| {
            let week = weeks.ago(ago);
            let areas: Vec<_> = Area::ALL.iter().map(|it| week.area(*it)).collect();
            format!(
                "{} {} {:?} {:?} {} {areas:?}",
                week.days(),
                week.sessions(),
                week.held,
                week.beside,
                week.times
            )
        })
        .collect();
    let mut felt = history.felt();
    felt.sort_unstable();
    counted.push(format!(
        "{} {felt:?} {:?}",
        weeks.in_a_row(),
        Area::ALL.iter().map(|it| weeks.since(*it)).collect::<Vec<_>>()
    ));
    counted
}

#[test]
fn a_changed_byte_loses_its_own_line_alone() {
    let lines = sessions(6, 1, day("2026-11-28"), 3);
    let all = history(&lines);
    let mut chance = Chance(11);
    for _ in 0..4000 {
        let at = chance.below(lines.len() as u64) as usize;
        let mut broken: Vec<Vec<u8>> = lines.iter().map(|it| it.clone().into_bytes()).collect();
        let byte = chance.below(broken[at].len() as u64) as usize;
        broken[at][byte] ^= [0x01, 0x02, 0x20, 0x80][chance.below(4) as usize];
        let kept = history(&broken);
        let is_kept = |it: &&str| {
            kept.holds().iter().any(|hold| {
                format!("{:?}", (hold.at, kept.routine(hold), kept.session(hold), hold.side)) == **it
            })
        };
        let lost: Vec<String> = all
            .holds()
            .iter()
            .map(|it| format!("{:?}", (it.at, all.routine(it), all.session(it), it.side)))
            .filter(|it| !is_kept(&it.as_str()))
            .collect();
        assert!(lost.len() <= 1, "byte {byte} of line {at}: {lost:?}");
        assert!(kept.holds().len() + 1 >= all.holds().len() && kept.unreadable <= 1);
    }
}

#[test]
fn statistics_and_the_log_read_the_same_lines() {
    let mut lines: Vec<Vec<u8>> =
        sessions(3, 1, day("2026-11-28"), 4).into_iter().map(String::into_bytes).collect();
    lines.extend(include_str!("fixtures/journal/version-1.jsonl").lines().map(|it| it.as_bytes().to_vec()));
    lines
        .extend(include_str!("fixtures/journal/with-options.jsonl").lines().map(|it| it.as_bytes().to_vec()));
    let mut chance = Chance(5);
    for round in 0..3000 {
        let mut line = lines[chance.below(lines.len() as u64) as usize].clone();
        if round >= lines.len() {
            let byte = chance.below(line.len() as u64) as usize;
            line[byte] = b"\"{}[]:,0x-\\u\xff"[chance.below(13) as usize];
        }
        let (journal, history) = (journal::read([line.as_slice()]), history(&[line.as_slice()]));
        let text = String::from_utf8_lossy(&line);
        // Statistics look at fewer keys, so a wrong value of one that they do not need makes no line unreadable.
        assert!(history.unreadable <= journal.unreadable, "{text}");
        let held: Duration = history.holds().iter().map(|it| it.time()).sum();
        let kept: Duration = journal.sessions.iter().flat_map(|it| &it.segments).map(|it| it.time).sum();
        if journal.unreadable == 0 {
            assert_eq!((held, history.unreadable), (kept, 0), "{text}");
        }
    }
}

#[test]
fn the_table_of_contents_of_a_log_leads_to_the_same_sessions() {
    let mut chance = Chance(21);
    for round in 0..30 {
        let mut lines = sessions(12, 2, day("2026-11-28"), 5);
        lines.push(journal::forget(
            &format!("{:016x}", 5u64 << 40 | 3),
            "2026-11-28T20:00:00Z".parse().expect("a time"),
        ));
        lines.push("no line".to_owned());
        for _ in 0..chance.below(30) {
            lines.push(lines[chance.below(lines.len() as u64) as usize].clone());
        }
        if round > 0 {
            chance.shuffle(&mut lines);
        }
        let whole = journal::read(lines.iter().map(|it| it.as_bytes()));
        // Three files, each read by a reader of its own.
        let files: Vec<&[String]> = lines.chunks(lines.len().div_ceil(3)).collect();
        let readers = files.iter().enumerate().map(|(file, lines)| {
            let mut reader = journal::ContentsReader::default();
            for (at, line) in lines.iter().enumerate() {
                let (file, from) = (file as u32, at as u32);
                reader.take(line.trim_end().as_bytes(), LineSpan { file, from, length: line.len() as u32 });
            }
            reader
        });
        let contents = readers.reduce(journal::ContentsReader::join).expect("three of them").finish();
        assert_eq!(contents.unreadable, whole.unreadable, "round {round}");
        let read: Vec<_> = contents
            .sessions
            .iter()
            .map(|listed| {
                let places = contents.places(listed).iter();
                let lines = places.map(|it| files[it.file as usize][it.from as usize].as_bytes());
                let mut session = journal::read(lines).sessions;
                assert_eq!((session.len(), session[0].began), (1, listed.began), "round {round}");
                session.remove(0)
            })
            .collect();
        // Where a session stands among the lines is known only to whoever reads them all.
        let mut whole = whole.sessions;
        whole.iter_mut().for_each(|it| it.written = 0);
        assert_eq!(read, whole, "round {round}");
        assert_eq!(read.len(), 11, "one is forgotten");
    }
}

#[test]
fn a_session_that_is_forgotten_is_counted_nowhere_wherever_the_line_stands() {
    let lines = [
        began("a1", "2026-11-24T08:00:00+01:00", "Neck"),
        held("a1", "2026-11-24T08:01:00+01:00", "neck-release", Some("right"), 30),
        done("a1", "2026-11-24T08:02:00+01:00", Some("hurt")),
        held("b2", "2026-11-25T08:01:00+01:00", "wall-calf-stretch", None, 40),
    ];
    let now = "2026-11-25T09:00:00+01:00".parse().expect("a time");
    let forget = journal::forget("a1", now);
    for at in 0..=lines.len() {
        let mut with = lines.to_vec();
        with.insert(at, forget.clone());
        let (history, weeks) = (history(&with), weeks(&with, "2026-11-25"));
        assert_eq!((history.holds().len(), history.felt(), history.unreadable), (1, vec![], 0));
        let week = weeks.this();
        assert_eq!((week.days(), week.sessions(), week.area(Area::Neck).dose()), (1, 1, seconds(0)));
        let bytes = with.iter().map(|it| it.as_bytes());
        let journal = journal::read(bytes);
        assert_eq!(journal.sessions.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["b2"]);
    }
}

#[test]
fn a_hold_counts_whole_for_its_area_and_half_for_what_it_helps_and_a_side_is_half_a_body() {
    let lines = [
        held("a", "2026-11-24T08:01:00+01:00", "kneeling-hip-flexor", Some("right"), 40),
        held("a", "2026-11-24T08:02:00+01:00", "kneeling-hip-flexor", Some("left"), 20),
        held("a", "2026-11-24T08:03:00+01:00", "figure-four-supine", None, 30),
    ];
    let weeks = weeks(&lines, "2026-11-24");
    let week = weeks.this();
    let (hips, thighs) = (week.area(Area::Hips), week.area(Area::Thighs));
    assert_eq!(
        (hips.side(Side::Left), hips.side(Side::Right), hips.dose()),
        (seconds(50), seconds(70), seconds(60))
    );
    assert_eq!(
        (thighs.side(Side::Left), thighs.side(Side::Right), thighs.dose()),
        (seconds(10), seconds(20), seconds(15))
    );
    assert_eq!((hips.days(), thighs.days()), (1, 0), "a day counts with half a minute");
    assert_eq!(week.held, seconds(90), "each hold once");
}

#[test]
fn what_is_no_held_stretch_is_kept_beside_the_dose() {
    let reps = held("a", "2026-11-24T08:05:00+01:00", "neck-release", None, 24)
        .replace("\"hold\"", "\"reps\"")
        .replace("\"finished\"", "\"times\":8,\"finished\"");
    let breaths =
        held("a", "2026-11-24T08:06:00+01:00", "neck-release", None, 20).replace("\"hold\"", "\"breathe\"");
    let lines = [
        held("a", "2026-11-24T08:01:00+01:00", "three-breaths", None, 30),
        held("a", "2026-11-24T08:02:00+01:00", "scapular-squeeze", None, 30),
        held("a", "2026-11-24T08:03:00+01:00", "restorative-rest", None, 300),
        reps,
        breaths,
    ];
    let weeks = weeks(&lines, "2026-11-24");
    let week = weeks.this();
    assert!(Area::ALL.iter().all(|it| week.area(*it).dose().is_zero()));
    assert_eq!((week.held, week.beside, week.times), (seconds(0), seconds(380), 8));
    assert_eq!((week.days(), week.sessions()), (1, 1), "it was a day all the same");
}

#[test]
fn a_day_is_the_persons_day_on_a_flight_and_when_the_clocks_change() {
    let on = |at: &str| {
        let history = history(&[held("a", at, "neck-release", None, 60)]);
        history.holds()[0].day
    };
    assert_eq!(on("2026-11-22T23:30:00-08:00"), day("2026-11-22"), "it is Monday in London already");
    assert_eq!(on("2026-11-23T00:10:00+13:00"), day("2026-11-23"), "it is Sunday in London still");
    // Two sides of a change of the clocks, and of a flight from Auckland to Los Angeles over the date line.
    for [one, other] in [
        ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"],
        ["2026-03-29T01:59:00+01:00", "2026-03-29T03:01:00+02:00"],
        ["2026-11-22T19:00:00+13:00", "2026-11-22T12:00:00-08:00"],
    ] {
        let lines = [one, other].map(|at| held(at, at, "neck-release", None, 60));
        let weeks = weeks(&lines, &one[..10]);
        assert_eq!((weeks.this().days(), weeks.this().sessions()), (1, 2), "{one}");
        assert_eq!(weeks.this().area(Area::Neck).dose(), seconds(120));
    }
    // In Los Angeles it is Saturday still, when a Sunday in Auckland is over: the week is not lost.
    let flown = weeks(&[held("a", "2026-11-22T19:00:00+13:00", "neck-release", None, 60)], "2026-11-21");
    assert_eq!((flown.this().days(), flown.since(Area::Neck)), (1, Some(0)));
    // Nor does a clock that ran ahead by a year make weeks of the future.
    let ahead = weeks(&[held("a", "2027-11-22T19:00:00+01:00", "neck-release", None, 60)], "2026-11-21");
    assert_eq!((ahead.first(), ahead.since(Area::Neck)), (None, None));
}

/// Else a routine that hurt while the clock was wrong would be left out for years.
#[test]
fn a_clock_that_ran_ahead_decides_nothing_until_that_day_comes() {
    let lines = [
        held("a", "2026-11-20T08:00:00+01:00", "neck-release", Some("left"), 30),
        done("a", "2026-11-20T08:01:00+01:00", Some("good")),
        held("b", "2100-06-01T08:00:00+01:00", "neck-release", Some("left"), 30),
        held("b", "2100-06-01T08:01:00+01:00", "wall-calf-stretch", None, 30),
        done("b", "2100-06-01T08:02:00+01:00", Some("hurt")),
    ];
    let need = told(&history(&lines), day("2026-11-24")).1;
    let neck = need.routines["neck-release"];
    assert_eq!((neck.since, neck.felt), (4, Some((Felt::Good, 4))));
    assert_eq!((neck.sides, need.hurt("neck-release")), ([seconds(30), seconds(0)], None));
    assert!(!need.routines.contains_key("wall-calf-stretch"));
    let need = told(&history(&lines), day("2100-06-02")).1;
    assert_eq!(need.hurt("wall-calf-stretch"), Some(1));
}

#[test]
fn a_week_begins_on_monday_or_as_it_is_set() {
    let lines = [held("a", "2026-11-22T10:00:00+01:00", "neck-release", None, 60)]; // a Sunday
    let on = |begins, today: &str| Weeks::of(&history(&lines), about, begins, day(today)).this().days();
    assert_eq!([on(Weekday::Mon, "2026-11-22"), on(Weekday::Mon, "2026-11-23")], [1, 0]);
    assert_eq!(
        [on(Weekday::Sun, "2026-11-22"), on(Weekday::Sun, "2026-11-28"), on(Weekday::Sun, "2026-11-29")],
        [1, 1, 0]
    );
    assert_eq!([on(Weekday::Sat, "2026-11-27"), on(Weekday::Sat, "2026-11-28")], [1, 0]);
}

#[test]
fn weeks_in_a_row_have_two_days_and_the_week_under_way_breaks_nothing() {
    let on = |days: &[&str], today: &str| {
        let lines: Vec<String> = days
            .iter()
            .map(|it| held(it, &format!("{it}T08:00:00+01:00"), "three-breaths", None, 30))
            .collect();
        weeks(&lines, today).in_a_row()
    };
    let two = ["2026-11-09", "2026-11-15", "2026-11-17", "2026-11-20"];
    assert_eq!(on(&[], "2026-11-24"), 0);
    assert_eq!(on(&two, "2026-11-24"), 2, "nothing this week yet");
    assert_eq!(on(&[&two[..], &["2026-11-23"]].concat(), "2026-11-24"), 2, "one day is not yet a week");
    assert_eq!(on(&[&two[..], &["2026-11-23", "2026-11-24"]].concat(), "2026-11-24"), 3);
    assert_eq!(on(&two, "2026-12-01"), 0, "a whole week without");
    assert_eq!(on(&two[1..], "2026-11-24"), 1, "a week with one day ends it");
    assert_eq!(on(&["2026-11-17", "2026-11-17"], "2026-11-24"), 0, "twice a day is one day");
}

#[test]
fn what_is_most_due_comes_first() {
    let at = |day: &str| format!("{day}T08:00:00+01:00");
    let hold = |day: &str, routine: &str, side| held(&format!("{day}{routine}"), &at(day), routine, side, 60);
    let lines = [
        hold("2026-11-19", "figure-four-supine", None), // the week before
        hold("2026-11-23", "neck-release", None),
        hold("2026-11-24", "neck-release", None),
        hold("2026-11-23", "wrist-flexion-stretch", Some("right")),
        hold("2026-11-23", "wrist-flexion-stretch", Some("right")),
        hold("2026-11-25", "wall-calf-stretch", None), // today
    ];
    let history = history(&lines);
    let weeks = Weeks::of(&history, about, Weekday::Mon, day("2026-11-25"));
    let need = WhatIsDue::of(&history, &weeks);
    let due: Vec<Area> = need.due().map(|it| it.area).collect();
    // Hips lack two days, wrists one; the neck has its days and lacks minutes. What it helps a little was due
    // when it was done; calves have had their turn today, and what was never done is nobody's.
    assert_eq!(due, [Area::Hips, Area::Wrists, Area::Shoulders, Area::Neck]);
    let of = |area| need.areas.iter().find(|it| it.area == area).expect("it has a dose");
    assert_eq!((of(Area::Hips).days_missing(), of(Area::Hips).since), (2, Some(6)));
    assert_eq!(of(Area::Wrists).behind(), Some((Side::Left, seconds(60))), "a copy is no second hold");
    assert_eq!(of(Area::Neck).dose_missing(), seconds(180));
    assert!(!of(Area::Calves).is_due() && !need.areas.iter().any(|it| it.area == Area::WholeBody));
    // Who is new is behind everywhere, in the order of the body.
    let new = WhatIsDue::of(&History::default(), &self::weeks::<&str>(&[], "2026-11-25"));
    assert_eq!((new.due().count(), new.due().next().map(|it| it.area)), (10, Some(Area::Neck)));
    assert_eq!((need.routines["neck-release"].since, need.routines["neck-release"].felt), (1, None));
}

#[test]
fn how_it_felt_is_known_for_each_routine_and_the_last_answer_counts() {
    let lines = [
        held("a", "2026-11-20T08:00:00+01:00", "neck-release", None, 30),
        held("a", "2026-11-20T08:01:00+01:00", "wall-calf-stretch", None, 30),
        done("a", "2026-11-20T08:02:00+01:00", Some("good"))
            .replace("\"felt\"", "\"routines_felt\":{\"neck-release\":\"hurt\"},\"felt\""),
        held("b", "2026-11-22T08:00:00+01:00", "wall-calf-stretch", None, 30),
        done("b", "2026-11-22T08:01:00+01:00", Some("easy")),
    ];
    for lines in [lines.to_vec(), lines.iter().rev().cloned().collect()] {
        let need = told(&history(&lines), day("2026-11-24")).1;
        assert_eq!(
            need.routines["neck-release"].felt,
            Some((Felt::Hurt, 4)),
            "its own answer, not the session's"
        );
        assert_eq!(need.routines["wall-calf-stretch"].felt, Some((Felt::Easy, 2)));
    }
}
