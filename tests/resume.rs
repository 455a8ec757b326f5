//! Sessions that are cut off at any moment go on at the right step and side, and how it felt changes what it
//! should.

mod killed;
mod place;

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use chrono::{DateTime, FixedOffset, NaiveDate};

use stretch::{
    model::{
        adapt,
        area::Area,
        dose::Level,
        history::HistoryReader,
        journal::{self, Asked, Felt, Session, StopPlace, Writer},
        moment::Moment,
        plan::{Adjustment, Choice, Plan, Segment, SegmentKind, Wishes},
        player::{Effect, End, Event, PATIENCE, Player},
        record::Done,
        resume,
        side::Side,
        text::Text,
    },
    world::library::Library,
};

use crate::{
    logs::{Chance, done, held},
    program::stretch,
};

/// How a session is cut off.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cut {
    /// By SIGKILL: the hold under way is lost.
    Killed,
    /// By any other signal: the hold under way is kept as far as it went.
    Ended,
    /// By the person.
    Left,
}

fn at(seconds: u64) -> DateTime<FixedOffset> {
    let begin = DateTime::parse_from_rfc3339("2026-11-20T09:59:30+02:00").expect("a time");
    begin + Duration::from_secs(seconds)
}

fn choices(area: Area) -> Vec<Choice> {
    let library = Library::default();
    let page = library.area(area).expect("it is built in");
    library.choices(&page.play, None).expect("they are built in")
}

/// Plays a plan until a moment, skipping some holds, and gives what is in the log then.
fn lines(plan: &Plan, begin: u64, seconds: u64, cut: Cut, skipped: &BTreeSet<usize>) -> (String, Player) {
    let (mut player, _) = Player::new(plan.clone(), PATIENCE, Moment::START);
    let title = Text::clean("A session");
    let mut writer = Writer::new("a1".to_owned(), &title, &Asked::default(), plan, at(begin));
    let mut lines = String::new();
    let mut now = Moment::START;
    let mut write = |player: &Player, effect: &Effect, now: Moment, lines: &mut String| {
        let place = StopPlace::of(player.plan(), player.at());
        let time = at(begin + now.0.as_secs());
        let written = if let Effect::Record(record) = effect {
            writer.record(&Done::of(player.plan(), record), time)
        } else if let Effect::Finished(end) = effect {
            writer.end(*end, place, time)
        } else {
            None
        };
        lines.push_str(&written.unwrap_or_default());
    };
    for _ in 0..seconds {
        now = now + Duration::from_secs(1);
        let skips = skipped.contains(&player.at()) && player.done(now) >= Duration::from_secs(2);
        for due in player.update(if skips { Event::Next } else { Event::Tick }, now) {
            write(&player, &due.effect, now, &mut lines);
        }
    }
    match cut {
        Cut::Killed => {}
        Cut::Ended => {
            if let Some(record) = player.under_way(now).filter(|it| it.time.as_secs() > 0) {
                write(&player, &Effect::Record(record), now, &mut lines);
            }
        }
        Cut::Left => {
            for due in player.update(Event::Interrupt, now) {
                write(&player, &due.effect, now, &mut lines);
            }
        }
    }
    (lines, player)
}

fn session(lines: &str) -> Option<Session> {
    let journal = journal::read(lines.as_bytes().split(|it| *it == b'\n'));
    assert_eq!(journal.unreadable, 0);
    assert!(journal.sessions.len() <= 1);
    journal.sessions.into_iter().next()
}

/// A timed segment, as a person would name it: which routine, round, side and step, and how long.
type Named = (String, Option<u32>, Option<Side>, Option<usize>, Option<u32>);

fn named(plan: &Plan) -> Vec<Named> {
    let timed = plan.segments().iter().filter(|it| it.kind.is_timed());
    timed.map(|it| (plan.routine_of(it).id.clone(), it.round, it.side, it.step, it.length)).collect()
}

/// The plan of what is left, as `stretch resume` makes it; none if nothing is.
fn resumed(
    session: &Session,
    choices: &[Choice],
    wishes: &Wishes,
    adjustments: &[Adjustment],
) -> Option<(Plan, Vec<Choice>, Vec<Adjustment>)> {
    let planned: Vec<Choice> = choices
        .iter()
        .zip(&session.plan)
        .map(|(it, planned)| Choice { routine: it.routine.clone(), rounds: planned.rounds })
        .collect();
    let whole = Plan::adjusted(&planned, wishes, adjustments).expect("it was played");
    let rest = resume::rest(session, &whole, &vec![false; planned.len()])?;
    let left = planned
        .into_iter()
        .zip(rest.routines)
        .filter(|it| it.1.left.as_ref().is_none_or(|it| !it.is_empty()));
    let (choices, adjustments): (Vec<Choice>, Vec<Adjustment>) = left.unzip();
    let plan = Plan::adjusted(&choices, wishes, &adjustments).expect("something is left");
    Some((plan, choices, adjustments))
}

/// The timed segments that did not come to their end, among those of a plan.
fn unfinished(plan: &Plan, player: &Player) -> Vec<Named> {
    let finished = |at: usize| player.records().iter().any(|it| it.at == at && Done::of(plan, it).finished);
    let timed = (0..plan.segments().len()).filter(|it| plan.segments()[*it].kind.is_timed());
    let all = named(plan);
    timed.zip(all).filter(|(at, _)| !finished(*at)).map(|it| it.1).collect()
}

#[test]
fn whenever_a_session_is_cut_off_it_goes_on_at_the_same_step_and_side_with_the_whole_hold() {
    let mut chance = Chance(14);
    for round in 0..150 {
        let area = Area::ALL[chance.below(Area::ALL.len() as u64) as usize];
        let choices = choices(area);
        let wishes = Wishes {
            level: Level::ALL[chance.below(3) as usize],
            leading: Side::BOTH[chance.below(2) as usize],
            open: stretch::model::plan::Open::Lasts(30),
            ..Wishes::default()
        };
        let plan = Plan::new(&choices, &wishes).expect("it is built in");
        let seconds = chance.below(plan.total().seconds);
        let cut = [Cut::Killed, Cut::Ended, Cut::Left][chance.below(3) as usize];
        let (first, player) = lines(&plan, 0, seconds, cut, &BTreeSet::new());
        let left = unfinished(&plan, &player);
        let what = format!("{round}: {area:?} at {seconds} s, {cut:?}");
        let Some(kept) = session(&first) else {
            // Neither a whole second of a hold nor a whole repetition.
            let is_nothing = |it: &Done| it.times.map_or(it.time.as_secs(), |it| it) == 0;
            assert!(player.records().iter().all(|it| is_nothing(&Done::of(&plan, it))), "{what}");
            continue;
        };
        let Some((rest, again, adjustments)) = resumed(&kept, &choices, &wishes, &[]) else {
            assert_eq!(left, [], "{what}");
            continue;
        };
        assert_eq!(named(&rest), left, "{what}: each hold that was not finished, whole, in the same order");
        // It begins as every routine does, and not in the middle of a sentence.
        assert_eq!(rest.segments()[0].kind, SegmentKind::Ready);
        assert!(
            !rest
                .segments()
                .iter()
                .take_while(|it| !it.kind.is_timed())
                .any(|it| it.kind == SegmentKind::Switch)
        );

        // A second time: what is left then is what was not finished in either.
        let begin = seconds + 600;
        let seconds = chance.below(rest.total().seconds);
        let (second, player) = lines(&rest, begin, seconds, cut, &BTreeSet::new());
        let both = format!("{first}{second}");
        let still = unfinished(&rest, &player);
        let kept = session(&both).expect("the first part is kept");
        let (choices, adjustments) = if second.is_empty() { (choices, vec![]) } else { (again, adjustments) };
        match resumed(&kept, &choices, &wishes, &adjustments) {
            Some((rest, ..)) => assert_eq!(named(&rest), still, "{what}, then at {seconds} s"),
            None => assert_eq!(still, [], "{what}, then at {seconds} s"),
        }
        let mut reader = HistoryReader::default();
        both.lines().for_each(|it| reader.take(it.as_bytes()));
        let history = reader.finish();
        let sessions: BTreeSet<&str> = history.holds().iter().map(|it| history.session(it)).collect();
        assert_eq!(sessions.len(), 1, "{what}: it counts once");
    }
}

/// What a kill, a full disk or a torn write leaves: the log cut behind each kind of line and at any byte.
#[test]
fn a_log_that_is_cut_anywhere_goes_on_with_the_first_hold_that_is_not_in_it() {
    let mut chance = Chance(50);
    let (mut torn, mut whole) = (0, 0);
    for round in 0..60 {
        let choices = choices(Area::ALL[round % Area::ALL.len()]);
        let wishes = Wishes { open: stretch::model::plan::Open::Lasts(30), ..Wishes::default() };
        let plan = Plan::new(&choices, &wishes).expect("it is built in");
        let (log, _) = lines(&plan, 0, plan.total().seconds.saturating_sub(1), Cut::Killed, &BTreeSet::new());
        let ends: Vec<usize> = log.match_indices('\n').map(|it| it.0 + 1).collect();
        let at = match round % 2 {
            0 => ends[chance.below(ends.len() as u64) as usize],
            _ => chance.below(log.len() as u64) as usize,
        };
        // A line is whole without its end, too.
        let at = if ends.contains(&(at + 1)) { at + 1 } else { at };
        let kept = &log.as_bytes()[..at];
        let journal = journal::read(kept.split(|it| *it == b'\n'));
        let is_torn = !(at == 0 || ends.contains(&at));
        torn += usize::from(is_torn);
        whole += usize::from(!is_torn);
        assert_eq!(journal.unreadable, usize::from(is_torn), "{round}: the torn line alone is lost");
        // The first line says what was planned; each line after it is a hold that was over.
        let Some(recorded) = ends.iter().filter(|it| **it <= at).count().checked_sub(1) else {
            assert!(journal.sessions.is_empty(), "{round}");
            continue;
        };
        let left = named(&plan).split_off(recorded);
        match resumed(&journal.sessions[0], &choices, &wishes, &[]) {
            Some((rest, ..)) => assert_eq!(named(&rest), left, "{round}: cut at {at} of {}", log.len()),
            None => assert_eq!(left, [], "{round}: cut at {at} of {}", log.len()),
        }
    }
    assert!(torn > 20 && whole > 20, "{torn} {whole}");
}

/// A session whose holds were set for it alone, by a length or by a program, has them when it goes on.
#[test]
fn the_holds_of_a_session_are_those_of_its_rest() {
    let library = Library::default();
    let routine = library.routine("kneeling-hip-flexor").expect("it is built in");
    let choices = [Choice { routine: Arc::new(routine.held_for(47)), rounds: Some(2) }];
    let plan = Plan::new(&choices, &Wishes::default()).expect("it can be played");
    let (log, player) = lines(&plan, 0, plan.total().seconds / 2, Cut::Killed, &BTreeSet::new());
    assert!(log.contains("\"hold\":47"), "{log}");
    let kept = session(&log).expect("something was held");
    assert_eq!(kept.plan[0].hold, Some(47));
    // As it was written before there was such a key, and with nonsense in its place.
    for other in ["", ",\"hold\":0", ",\"hold\":\"long\"", ",\"hold\":99999999"] {
        let log = log.replace(",\"hold\":47", other);
        assert_eq!(session(&log).expect("it is read").plan[0].hold, None, "{other}");
    }
    let now: DateTime<FixedOffset> = chrono::Utc::now().into();
    let begin = now - chrono::TimeDelta::seconds(plan.total().seconds as i64);
    let mut log = log;
    for seconds in (0..=plan.total().seconds).rev() {
        let stamp = |at: DateTime<FixedOffset>| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
        let shifted = begin + Duration::from_secs(seconds);
        log = log.replace(&stamp(at(seconds)), &stamp(shifted));
    }
    let resumed =
        stretch("resume --dry-run --json").file(".local/share/stretch/journal/a.jsonl", &log).json();
    let holds = resumed.as_array().expect("segments").iter().filter(|it| it["kind"] == "hold");
    let seconds: Vec<u64> = holds.filter_map(|it| it["seconds"].as_u64()).collect();
    assert_eq!(seconds, vec![47; unfinished(&plan, &player).len()]);
}

#[test]
fn a_side_that_was_left_undone_comes_first_and_what_was_skipped_on_both_sides_stays_skipped() {
    let choices = choices(Area::Hips);
    let wishes = Wishes::default();
    let plan = Plan::new(&choices, &wishes).expect("it is built in");
    let timed: Vec<usize> =
        (0..plan.segments().len()).filter(|it| plan.segments()[*it].kind.is_timed()).collect();
    let all = named(&plan);
    let mut seen = 0;
    for (index, at) in timed.iter().enumerate() {
        let segment = &plan.segments()[*at];
        let Some(side) = segment.side else { continue };
        let is_twin = |it: &Named| {
            (&it.0, it.1, it.3) == (&all[index].0, all[index].1, all[index].3) && it.2 == Some(side.other())
        };
        let twin = all.iter().position(is_twin).expect("both sides are done");
        // The last hold that is begun after both.
        let Some(stop) = all.iter().position(|it| it.0 != all[index].0).filter(|it| *it > index.max(twin))
        else {
            continue;
        };
        // What is skipped is left after two seconds.
        let until = |skipped: &BTreeSet<usize>| {
            let before = plan.segments()[..timed[stop]].iter().enumerate();
            let length =
                |at: usize, it: &Segment| if skipped.contains(&at) { 2 } else { it.length.unwrap_or(0) };
            before.map(|(at, it)| u64::from(length(at, it))).sum::<u64>() + 5
        };
        let one = BTreeSet::from([*at]);
        let (log, _) = lines(&plan, 0, until(&one), Cut::Ended, &one);
        let kept = session(&log).expect("something was held");
        let (rest, ..) = resumed(&kept, &choices, &wishes, &[]).expect("something is left");
        assert_eq!(
            named(&rest)[..2],
            [all[index].clone(), all[stop].clone()],
            "{:?} was skipped",
            all[index]
        );
        // Played anew, that side leads.
        let leading = resume::leading(&[kept]);
        assert_eq!(leading.own.get(&Text::clean(&all[index].0)), Some(&side));
        let both = BTreeSet::from([*at, timed[twin]]);
        let (log, _) = lines(&plan, 0, until(&both), Cut::Ended, &both);
        let kept = session(&log).expect("something was held");
        let (rest, ..) = resumed(&kept, &choices, &wishes, &[]).expect("something is left");
        assert_eq!(named(&rest)[0], all[stop], "both sides were skipped on purpose");
        seen += 1;
    }
    assert!(seen > 1, "{all:?}");
}

#[test]
fn a_side_that_was_skipped_comes_back_when_its_other_side_is_still_to_be_held() {
    let choices = choices(Area::Hips);
    let plan = Plan::new(&choices, &Wishes::default()).expect("it is built in");
    let timed: Vec<usize> =
        (0..plan.segments().len()).filter(|it| plan.segments()[*it].kind.is_timed()).collect();
    let all = named(&plan);
    let mut seen = 0;
    for (index, at) in timed.iter().enumerate() {
        let is_twin = |it: &Named| {
            let (here, there) = (&all[index], it.2.map(Side::other));
            it.2.is_some() && (&it.0, it.1, it.3, there) == (&here.0, here.1, here.3, here.2)
        };
        let Some(twin) = all.iter().position(is_twin).filter(|it| *it > index) else { continue };
        // The person skips the side that leads after two seconds, and leaves five seconds into the other one.
        let before: u64 = (0..timed[twin])
            .map(|it| if it == *at { 2 } else { u64::from(plan.segments()[it].length.unwrap_or(0)) })
            .sum();
        let (log, _) = lines(&plan, 0, before + 5, Cut::Left, &BTreeSet::from([*at]));
        let kept = session(&log).expect("something was held");
        let (rest, ..) = resumed(&kept, &choices, &Wishes::default(), &[]).expect("something is left");
        let rest = named(&rest);
        assert!(rest.contains(&all[index]), "{:?} was skipped, and {rest:?} is left", all[index]);
        assert!(rest.contains(&all[twin]), "{:?} was left early, and {rest:?} is left", all[twin]);
        seen += 1;
    }
    assert!(seen > 1, "{all:?}");
}

#[test]
fn a_routine_that_has_changed_begins_anew() {
    let choices = choices(Area::Neck);
    let wishes = Wishes::default();
    let plan = Plan::new(&choices, &wishes).expect("it is built in");
    let all = named(&plan);
    let last = plan.total().seconds - 5;
    let (log, _) = lines(&plan, 0, last, Cut::Killed, &BTreeSet::new());
    let kept = session(&log).expect("something was held");
    let changed: Vec<bool> = (0..choices.len()).map(|it| it + 1 == choices.len()).collect();
    let rest = resume::rest(&kept, &plan, &changed).expect("the last routine is begun anew");
    assert_eq!(rest.begins, choices.len() - 1);
    let again = Plan::adjusted(&choices, &wishes, &rest.routines).expect("something is left");
    let id = &choices.last().expect("there are routines").routine.id;
    let whole: Vec<Named> = all.into_iter().filter(|it| it.0 == *id).collect();
    assert_eq!(named(&again), whole);
}

#[test]
fn a_session_is_offered_for_a_day_if_it_is_the_last_and_did_not_end() {
    let choices = choices(Area::Neck);
    let plan = Plan::new(&choices, &Wishes::default()).expect("it is built in");
    let (killed, _) = lines(&plan, 0, 100, Cut::Ended, &BTreeSet::new());
    let (whole, _) = lines(&plan, 5000, plan.total().seconds + 5, Cut::Killed, &BTreeSet::new());
    let sessions = |log: &str| journal::read(log.as_bytes().split(|it| *it == b'\n')).sessions;
    let offered =
        |log: &str, hours: u64| resume::offered(&sessions(log), at(100 + hours * 3600)).next().is_some();
    assert!(offered(&killed, 0) && offered(&killed, 23) && !offered(&killed, 25));
    let later = whole.replace("\"a1\"", "\"b2\"");
    assert!(later.contains("\"done\"") && !offered(&format!("{killed}{later}"), 3), "another was done since");
    // Of two that did not end both are offered, the later one first; once that is done, the other.
    let hips = Plan::new(&self::choices(Area::Hips), &Wishes::default()).expect("it is built in");
    let (second, _) = lines(&hips, 1000, 100, Cut::Ended, &BTreeSet::new());
    let (done, _) = lines(&hips, 5000, hips.total().seconds + 5, Cut::Killed, &BTreeSet::new());
    let both = format!("{killed}{}", second.replace("\"a1\"", "\"c3\""));
    let which = |log: &str| {
        let ids: Vec<String> = resume::offered(&sessions(log), at(9000)).map(|it| it.id.clone()).collect();
        ids.join(" ")
    };
    assert_eq!(which(&both), "c3 a1");
    assert_eq!(which(&format!("{both}{}", done.replace("\"a1\"", "\"d4\""))), "a1");
    assert!(!offered(&(killed + &journal::forget("a1", at(200))), 1), "it is forgotten");
}

#[test]
fn the_other_side_leads_after_a_session_that_was_played_to_its_end() {
    let choices = choices(Area::Hips);
    let play = |leading, seconds: Option<u64>| {
        let plan = Plan::new(&choices, &Wishes { leading, ..Wishes::default() }).expect("it is built in");
        let (log, _) =
            lines(&plan, 0, seconds.unwrap_or(plan.total().seconds + 5), Cut::Killed, &BTreeSet::new());
        resume::leading(&[session(&log).expect("something was held")]).usual
    };
    assert_eq!(resume::leading(&[]).usual, Side::Right);
    assert_eq!([play(Side::Right, None), play(Side::Left, None)], [Side::Left, Side::Right]);
    assert_eq!(play(Side::Left, Some(120)), Side::Right, "it was not played to its end");
}

/// Whoever leaves in the middle of something goes on with that, whether they say how it felt or not; whoever skipped it and
/// left a while later goes on behind it.
#[test]
fn what_was_cut_by_leaving_is_left_and_what_was_skipped_is_not() {
    let choices = choices(Area::Wrists);
    let wishes = Wishes::default();
    let plan = Plan::new(&choices, &wishes).expect("it is built in");
    let timed: Vec<usize> =
        (0..plan.segments().len()).filter(|it| plan.segments()[*it].kind.is_timed()).collect();
    let first = |log: &str| {
        let kept = session(log).expect("something was held");
        let (rest, ..) = resumed(&kept, &choices, &wishes, &[]).expect("something is left");
        named(&rest)[0].clone()
    };
    let until = |at: usize| plan.segments()[..at].iter().filter_map(|it| it.length).sum::<u32>();
    let last = *timed.last().expect("something is timed");
    let (log, _) = lines(&plan, 0, u64::from(until(last)) + 2, Cut::Left, &BTreeSet::new());
    let here = named(&plan)[timed.len() - 1].clone();
    assert_eq!(first(&log), here);
    let felt = journal::answer("a1", End::Left, Felt::Good, None, at(u64::from(until(last)) + 20));
    assert_eq!(first(&(log + &felt)), here, "an answer comes later, and changes nothing");
    // Each of the two was left after two seconds; the next one is held for three.
    let skipped: u32 =
        [0, 1].map(|it| plan.segments()[timed[it]].length.unwrap_or_default() - 2).iter().sum();
    let seconds = u64::from(until(timed[2]) - skipped) + 3;
    let (log, _) = lines(&plan, 0, seconds, Cut::Left, &BTreeSet::from([timed[0], timed[1]]));
    assert_eq!(first(&log), named(&plan)[2].clone(), "both sides of the first round were skipped");
}

/// A side that is owed is owed until it was held, and not until the routine was skipped.
#[test]
fn what_was_skipped_takes_no_turn_away() {
    let of = |days: &[(&str, &[(&str, u32)])]| {
        let mut log = String::new();
        for (day, holds) in days {
            let time = |minute: u32| format!("2026-10-{day}T08:{minute:02}:00+01:00");
            log += &format!("{}\n", crate::logs::began(day, &time(0), "Neck"));
            for (side, seconds) in *holds {
                let line = held(day, &time(1), "neck-release", Some(side), *seconds) + "\n";
                let finished = format!("\"finished\":{}", *seconds > 0);
                log += &line.replace("\"finished\":true", &finished);
            }
        }
        let sessions = journal::read(log.as_bytes().split(|it| *it == b'\n')).sessions;
        resume::leading(&sessions).own.get(&Text::clean("neck-release")).copied()
    };
    let owed = ("01", &[("right", 30)][..]);
    assert_eq!(of(&[owed]), Some(Side::Left));
    assert_eq!(of(&[owed, ("02", &[("right", 0), ("left", 0)])]), Some(Side::Left));
    assert_eq!(of(&[owed, ("02", &[("right", 30), ("left", 30)])]), None);
}

/// The clock was set back by an hour after the second of three sessions: it was not the last one.
#[test]
fn the_session_that_was_played_last_decides_whatever_the_clock_said() {
    let times = [("a", "08:00"), ("b", "10:00"), ("c", "09:05")];
    let log: Vec<String> =
        times.map(|(id, time)| crate::logs::began(id, &format!("2026-10-01T{time}:00+01:00"), "Neck")).into();
    let sessions = journal::read(log.iter().map(String::as_bytes)).sessions;
    let now =
        |time: &str| DateTime::parse_from_rfc3339(&format!("2026-10-01T{time}:00+01:00")).expect("a time");
    let order =
        |now| -> String { resume::as_played(sessions.clone(), now).into_iter().map(|it| it.id).collect() };
    assert_eq!([order(now("09:10")), order(now("11:00"))], ["abc", "acb"]);
}

/// What three weeks of answers make of the holds of neck release; `day` counts from the first.
fn change(answers: &[(u64, &str)]) -> Option<i32> {
    let mut log = String::new();
    for (day, felt) in answers {
        let date = "2026-10-01".parse::<NaiveDate>().expect("a day") + chrono::Days::new(*day);
        let (id, time) = (format!("s{day}"), |minute: u32| format!("{date}T08:{minute:02}:00+01:00"));
        for line in [
            crate::logs::began(&id, &time(0), "Neck"),
            held(&id, &time(1), "neck-release", Some("left"), 30),
            done(&id, &time(2), Some(felt).filter(|it| !it.is_empty()).copied()),
        ] {
            log += &(line + "\n");
        }
    }
    adapt::change(
        &journal::read(log.as_bytes().split(|it| *it == b'\n')).sessions,
        &Text::clean("neck-release"),
    )
}

#[test]
fn three_times_too_easy_adds_and_too_much_takes_back_and_is_remembered() {
    let easy = |days: &[u64]| days.iter().map(|it| (*it, "easy")).collect::<Vec<_>>();
    assert_eq!(change(&[]), None);
    assert_eq!(change(&easy(&[0, 1])), None);
    assert_eq!(change(&easy(&[0, 1, 2])), Some(5));
    assert_eq!(change(&easy(&[0, 1, 2, 3, 4])), Some(5));
    assert_eq!(change(&easy(&[0, 1, 2, 3, 4, 5])), Some(10));
    assert_eq!(change(&[(0, "easy"), (1, "easy"), (2, "good"), (3, "easy")]), None, "not in a row");
    assert_eq!(
        change(&[(0, "easy"), (1, ""), (2, "easy"), (3, "easy")]),
        Some(5),
        "no answer changes nothing"
    );
    assert_eq!(change(&[(0, "much")]), Some(-5));
    assert_eq!(
        change(&[(0, "much"), (1, "easy"), (2, "easy"), (13, "easy")]),
        Some(-5),
        "within a fortnight"
    );
    assert_eq!(change(&[(0, "much"), (14, "easy"), (15, "easy"), (16, "easy")]), Some(0));
    assert_eq!(change(&[(0, "hurt"), (1, "easy")]), None, "pain is no matter of seconds");
}

#[test]
fn holds_stay_in_the_ranges_of_their_sources() {
    let library = Library::default();
    for card in &library.catalogue().routines {
        let routine = library.routine(&card.id).expect("it is built in");
        let choices = [Choice { routine, rounds: None }];
        let lengths = |level, change| {
            let wishes = Wishes { level, ..Wishes::default() };
            let adjustment = Adjustment { change, ..Adjustment::default() };
            named(&Plan::adjusted(&choices, &wishes, &[adjustment]).expect("it is built in"))
        };
        let [low, high] = [Level::Gentle, Level::Full].map(|it| lengths(it, None));
        for change in [-500, -5, 5, 500] {
            for it in lengths(Level::Steady, Some(change)) {
                let ends = |of: &[Named]| {
                    of.iter().filter(|end| (end.3, end.2) == (it.3, it.2)).filter_map(|it| it.4).min()
                };
                let (least, most) = (ends(&low), ends(&high));
                assert!(it.4 >= least && it.4 <= most, "{} {:?}: {least:?} to {most:?}", card.id, it);
            }
        }
    }
}

#[test]
fn an_answer_is_a_number_and_may_name_a_routine() {
    let read = |line: &str| adapt::answer(line, 2).map(|it| (it.felt.name(), it.routine));
    assert_eq!(
        [read("1"), read("2"), read("3"), read("4")],
        ["easy", "good", "much", "hurt"].map(|it| Some((it, None)))
    );
    assert_eq!(read("4 2"), Some(("hurt", Some(1))));
    for none in ["", "0", "5", "y", "4 3", "4 0", "4 1 1", "1x", "l"] {
        assert_eq!(read(none), None, "{none}");
    }
}
