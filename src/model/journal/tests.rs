use std::{sync::Arc, time::Duration};

use super::*;
use crate::model::{
    dose::Span,
    moment::Moment,
    plan::{
        Choice, Plan, Wishes,
        tests::{alone, hold, routine, step},
    },
    player::{Effect, Event as Happens, PATIENCE, Player, Record},
    routine::{Action, Routine, Sides},
};

fn plan() -> Plan {
    let nod = step("Nod.", Action::Reps { times: Span::only(3).unwrap(), each: 2, hold: None });
    let steps = vec![hold("Tip.", 30), nod];
    alone(Routine { steps, sides: Sides::Both, ..routine("Neck") }, &Wishes::default())
}

fn at(seconds: u32) -> DateTime<FixedOffset> {
    let begin = DateTime::parse_from_rfc3339("2026-11-20T09:59:30+02:00").unwrap();
    begin + Duration::from_secs(u64::from(seconds))
}

/// The lines of a session, of which each segment so numbered is skipped after two seconds.
fn session(id: &str, title: &str, skipped: &[usize], leaves_at: Option<usize>) -> String {
    let (mut player, _) = Player::new(plan(), PATIENCE, Moment::START);
    let mut writer = Writer::new(id.to_owned(), &Text::clean(title), &Asked::default(), player.plan(), at(0));
    let (mut lines, mut now) = (String::new(), Moment::START);
    while player.end().is_none() {
        let here = player.at();
        now = now + Duration::from_secs(1);
        let skips = skipped.contains(&here) && player.done(now) >= Duration::from_secs(2);
        let event = match (leaves_at, skips) {
            (Some(leave), _) if leave == here => Happens::Quit,
            (_, true) => Happens::Next,
            (_, false) => Happens::Tick,
        };
        for due in player.update(event, now) {
            if let Effect::Record(record) = due.effect {
                let done = Done::of(player.plan(), &record);
                lines += &writer.record(&done, at(now.0.as_secs() as u32)).unwrap_or_default();
            } else if let Effect::Finished(end) = due.effect {
                lines += &writer.end(end, None, at(now.0.as_secs() as u32)).unwrap_or_default();
            }
        }
    }
    lines
}

fn journal(lines: &str) -> Journal {
    read(lines.as_bytes().split(|it| *it == b'\n'))
}

/// Whole seconds held, and repetitions.
fn held(session: &Session) -> (u64, u64) {
    let sum = session.sum();
    (sum.held.as_secs(), sum.times)
}

/// What became of each segment, in a line.
fn told(session: &Session) -> Vec<String> {
    let one = |it: &Done| {
        let side = it.side.map_or("", |it| it.letter());
        let times = it.times.map_or(String::new(), |it| format!(" {it} times"));
        format!("{} {} {side} {}{times}", it.outcome.name(), it.routine, it.time.as_secs())
    };
    session.segments.iter().map(one).collect()
}

/// With the first second that is held it is written that the session has begun, once.
#[test]
fn a_session_that_is_killed_in_its_first_hold_has_begun() {
    let (mut player, _) = Player::new(plan(), PATIENCE, Moment::START);
    let (mut now, mut record) = (Moment::START, None);
    while record.is_none() {
        now = now + Duration::from_secs(1);
        player.update(Happens::Tick, now);
        record = player.under_way(now);
    }
    let mut writer = Writer::new("a1".to_owned(), &Text::clean("A"), &Asked::default(), player.plan(), at(0));
    let under_way = |time: u64| {
        let record = record.map(|it| Record { time: Duration::from_secs(time), ..it });
        Done::of(player.plan(), &record.unwrap())
    };
    assert_eq!((writer.begin(&under_way(0)), writer.session()), (None, None), "nothing is held yet");
    let began = writer.begin(&under_way(1)).unwrap();
    assert_eq!((writer.begin(&under_way(2)), writer.session()), (None, Some("a1")), "once");
    let journal = journal(&began);
    let [session] = &journal.sessions[..] else { panic!("{journal:?}") };
    assert_eq!((held(session), session.end), ((0, 0), None));
    assert!(crate::model::resume::offered(&journal.sessions, at(3600)).next().is_some());
}

#[test]
fn what_was_done_is_read_back_as_it_was() {
    let lines = session("a1", "Neck", &[7], None);
    assert_eq!(lines.lines().count(), 6, "{lines}");
    let journal = journal(&lines);
    assert_eq!((journal.sessions.len(), journal.unreadable), (1, 0));
    let neck = &journal.sessions[0];
    assert_eq!((neck.title.as_str(), neck.end, neck.began), ("Neck", Some(End::Done), at(0)));
    assert_eq!(neck.routines, [Text::clean("neck")]);
    assert_eq!(
        told(neck),
        ["held neck r 30", "held neck r 6 3 times", "skipped neck l 2", "held neck l 6 3 times"]
    );
    assert_eq!(held(neck), (32, 6), "what was left early counts as far as it was held");
}

#[test]
fn a_session_in_which_nothing_was_done_leaves_no_line() {
    assert_eq!(session("a1", "Neck", &[], Some(0)), "", "left before the first hold");
    let quick = |skipped_after: u64| {
        let (player, _) = Player::new(plan(), PATIENCE, Moment::START);
        let mut writer =
            Writer::new("a1".to_owned(), &Text::clean("Neck"), &Asked::default(), player.plan(), at(0));
        let time = Duration::from_millis(skipped_after);
        let record = Record { at: 2, outcome: Outcome::Skipped, time };
        let skipped = writer.record(&Done::of(player.plan(), &record), at(1));
        (skipped.map(|it| it.lines().count()), writer.end(End::Left, None, at(2)).is_some())
    };
    assert_eq!(quick(999), (None, false), "n n n q: nothing was held");
    assert_eq!(quick(1000), (Some(2), true));
    // Of one that the log has already, what was skipped is known from then on.
    let (player, _) = Player::new(plan(), PATIENCE, Moment::START);
    let mut again =
        Writer::new("a1".to_owned(), &Text::clean("Neck"), &Asked::default(), player.plan(), at(0))
            .going_on();
    let record = Record { at: 2, outcome: Outcome::Skipped, time: Duration::ZERO };
    assert_eq!(again.end(End::Left, None, at(1)), None, "nothing became of anything");
    let skipped = again.record(&Done::of(player.plan(), &record), at(1));
    assert_eq!(skipped.map(|it| it.lines().count()), Some(2));
    // What was skipped before the first hold is not lost.
    let lines = session("a1", "Neck", &[1], None);
    assert!(lines.contains("\"event\":\"began\""), "{lines}");
}

#[test]
fn one_that_was_broken_off_keeps_what_was_held() {
    let whole = session("a1", "Neck", &[], None);
    let cut: String = whole.lines().take(2).map(|it| format!("{it}\n")).collect();
    let neck = journal(&cut).sessions.remove(0);
    assert_eq!((neck.end, held(&neck)), (None, (30, 0)));
    let left = journal(&session("a1", "Neck", &[], Some(5))).sessions.remove(0);
    assert_eq!((left.end, held(&left)), (Some(End::Left), (30, 3)));
    // Without its first line it is called by what was done.
    let beheaded: String = whole.lines().skip(1).map(|it| format!("{it}\n")).collect();
    assert_eq!(journal(&beheaded).sessions[0].title.as_str(), "Neck");
}

#[test]
fn sessions_of_all_files_come_in_the_order_in_which_they_began() {
    let (a, b) = (session("a", "First", &[], None), session("b", "Second", &[], None));
    let b = b.replace("09:59:30", "10:30:00");
    let mixed = b.lines().zip(a.lines()).map(|(b, a)| format!("{b}\n{a}\n")).collect::<String>();
    let journal = journal(&mixed);
    let titles: Vec<&str> = journal.sessions.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["First", "Second"]);
    assert!(journal.sessions.iter().all(|it| it.segments.len() == 4), "mixed lines find their session");
}

#[test]
fn any_prefix_and_any_changed_byte_lose_no_other_line() {
    let lines = session("a1", "Neck", &[], None) + &session("b2", "Hals und Rücken", &[7], None);
    let bytes = lines.as_bytes();
    let segments = |journal: &Journal| journal.sessions.iter().map(|it| it.segments.len()).sum::<usize>();
    let all = segments(&read(bytes.split(|it| *it == b'\n')));
    for end in 0..bytes.len() {
        let whole = bytes[..end].iter().filter(|it| **it == b'\n').count();
        let journal = read(bytes[..end].split(|it| *it == b'\n'));
        let began_or_ended = 4;
        assert!(segments(&journal) + began_or_ended >= whole, "{end}");
        assert!(journal.unreadable <= 1, "{end}");
    }
    for index in 0..bytes.len() {
        for flip in [0x01, 0x20, 0x80] {
            let mut changed = bytes.to_vec();
            changed[index] ^= flip;
            // A line end that is lost makes one line of two.
            let lost = if bytes[index] == b'\n' { 2 } else { 1 };
            let journal = read(changed.split(|it| *it == b'\n'));
            assert!(segments(&journal) + lost >= all, "byte {index}, {flip:#x}");
        }
    }
}

#[test]
fn a_line_that_cannot_be_read_is_counted_and_hides_none() {
    let good = session("a1", "Neck", &[], None);
    let newer = good.lines().next().unwrap().replace("\"v\":1", "\"v\":2").replace("a1", "z9");
    for bad in ["{", "null", "{\"v\":1}", "\u{1}\u{2}", &newer, "[1,2]", &"{".repeat(5000)] {
        let journal = journal(&format!("{bad}\n{good}\n\n{bad}"));
        assert_eq!((journal.unreadable, journal.sessions.len()), (2, 1), "{bad:.40}");
        assert_eq!(journal.sessions[0].segments.len(), 4);
    }
}

#[test]
fn a_copy_of_a_file_counts_nothing_twice_and_numbers_beyond_a_day_are_no_line() {
    let lines = session("a1", "Neck", &[], None);
    let twice = journal(&(lines.clone() + &lines));
    assert_eq!(twice, journal(&lines));
    for (from, to) in [
        ("\"seconds\":30.0", "\"seconds\":1e308"),
        ("\"seconds\":30.0", "\"seconds\":-1.0"),
        ("\"times\":3", "\"times\":18446744073709551615"),
    ] {
        let wrong = journal(&lines.replacen(from, to, 1));
        assert_eq!((wrong.unreadable, wrong.sessions[0].segments.len()), (1, 3), "{to}");
    }
}

#[test]
fn what_a_name_holds_never_commands_a_terminal() {
    let lines = session("a1", "x", &[], None).replace("\"x\"", "\"\\u001b[2J\\u202e\"");
    let journal = journal(&lines.replace("\"Neck\"", "\"\\u0007\""));
    let neck = &journal.sessions[0];
    let all = format!("{}{}{}", neck.title, neck.id, neck.segments[0].name);
    assert!(all.chars().all(|it| !it.is_control() && it != '\u{202e}'), "{all:?}");
}

/// Written by the first version. Its file stays readable for ever.
#[test]
fn a_log_of_the_first_version_is_read() {
    let log = include_str!("../../../tests/fixtures/journal/version-1.jsonl");
    let journal = journal(log);
    assert_eq!((journal.sessions.len(), journal.unreadable), (2, 0));
    assert_eq!(held(&journal.sessions[0]), (60, 0));
    assert_eq!(journal.sessions[1].end, Some(End::Left));
    assert_eq!(held(&journal.sessions[1]), (0, 5), "what was shortened counts too");
    let finished: Vec<bool> = journal.sessions[1].segments.iter().map(|it| it.finished).collect();
    assert_eq!(finished, [true, false, false], "by their events");
    assert_eq!((&journal.sessions[0].options, &journal.sessions[0].plan[..]), (&None, &[][..]));
}

#[test]
fn what_made_the_plan_is_read_back_as_it_was() {
    let wishes = Wishes {
        level: Level::Full,
        rounds: Some(2),
        hold: Some(20),
        side: Some(Side::Left),
        leading: Side::Left,
        breath: Some(Breath { inward: 5, outward: 7 }),
        moves: Moves::Wait,
        open: Open::Lasts(30),
        ..Wishes::default()
    };
    let nod = step("Nod.", Action::Reps { times: Span::only(3).unwrap(), each: 2, hold: None });
    let neck = Routine { steps: vec![hold("Tip.", 30), nod], sides: Sides::Both, ..routine("Neck") };
    let print = neck.fingerprint.to_string();
    let (neck, back) = (Arc::new(neck), Arc::new(routine("Back")));
    let choices = [(&neck, None), (&back, Some(3)), (&neck, Some(1))];
    let choices = choices.map(|(it, rounds)| Choice { routine: Arc::clone(it), rounds });
    let asked = Asked {
        targets: vec![Text::clean("neck"), Text::clean("/home/a/x.yaml")],
        skip: vec![Text::clean("chin-tuck")],
        length: Some(300),
    };
    for wishes in [wishes, Wishes { rounds: None, ..wishes }, Wishes::default()] {
        let plan = Plan::new(&choices, &wishes).unwrap();
        let writer = Writer::new("a1".to_owned(), &Text::clean("Neck"), &asked, &plan, at(0));
        let began = journal(&writer.kept_back.unwrap()).sessions.remove(0);
        let options = began.options.unwrap();
        assert_eq!(options, Options::of(&plan, &asked));
        assert_eq!(options.pacing, Some(Pacing::Long));
        assert_eq!(
            (options.waits, options.open),
            if wishes.moves == Moves::Wait { (true, Some(30)) } else { (false, None) }
        );
        let planned: Vec<(&str, Option<u32>)> =
            began.plan.iter().map(|it| (it.routine.as_str(), it.rounds)).collect();
        let rounds = |own| Some(wishes.rounds.unwrap_or(own));
        assert_eq!(planned, [("neck", rounds(1)), ("back", rounds(3)), ("neck", rounds(1))]);
        assert_eq!(began.plan[0].hash.as_ref().map(Text::as_str), Some(print.as_str()));
        assert_eq!(began.routines, [Text::clean("neck"), Text::clean("back")], "each once");
    }
}

#[test]
fn what_another_version_knows_hides_nothing() {
    let lines = session("a1", "Neck", &[], None);
    let all = journal(&lines);
    for (from, to) in [
        ("\"options\":{", "\"options\":{\"moon\":\"full\","),
        ("\"level\":\"steady\"", "\"level\":7"),
        ("\"level\":\"steady\"", "\"level\":\"zen\""),
        ("\"options\":{", "\"options\":[],\"x\":{"),
        ("\"plan\":[", "\"plan\":7,\"x\":["),
        ("\"level\":\"steady\"", "\"level\":\"steady\",\"breath\":[4,1,6]"),
        ("\"finished\":true", "\"finished\":\"nearly\""),
        ("\"planned\":30.0", "\"planned\":-1"),
        ("\"event\":\"done\"", "\"event\":\"done\",\"felt\":\"superb\",\"routines_felt\":{\"neck\":[]}"),
        ("\"event\":\"done\"", "\"event\":\"done\",\"felt\":[],\"routines_felt\":5"),
    ] {
        assert!(lines.contains(from), "{from}");
        let read = journal(&lines.replacen(from, to, 1));
        assert_eq!((read.unreadable, read.sessions.len()), (0, 1), "{to}");
        let session = &read.sessions[0];
        let planned: Vec<Option<u64>> =
            session.segments.iter().map(|it| it.planned.map(|it| it.as_secs())).collect();
        let known = if to.contains("planned") { None } else { Some(30) };
        assert_eq!(planned, [known, Some(6), Some(30), Some(6)], "{to}");
        assert_eq!((held(session), session.end), (held(&all.sessions[0]), Some(End::Done)), "{to}");
        assert_eq!((session.felt, session.title.as_str()), (None, "Neck"), "{to}");
    }
}

#[test]
fn how_it_felt_is_said_in_the_last_line_or_in_one_after_it() {
    let lines = session("a1", "Neck", &[], None);
    let at_once = lines.replace("\"event\":\"done\"", "\"event\":\"done\",\"felt\":\"good\"");
    let neck = journal(&at_once).sessions.remove(0);
    assert_eq!((neck.felt, neck.end), (Some(Felt::Good), Some(End::Done)));
    let last = at_once.lines().last().unwrap();
    let later = last.replace("\"good\"", "\"much\",\"routines_felt\":{\"neck\":\"hurt\"}");
    let neck = journal(&format!("{at_once}{later}\n")).sessions.remove(0);
    assert_eq!((neck.felt, neck.end), (Some(Felt::Much), Some(End::Done)));
    assert_eq!(neck.routines_felt, [(Text::clean("neck"), Felt::Hurt)]);
    assert_eq!(neck.segments.len(), 4, "nothing else changed");
    // A line that says nothing of it takes no answer back.
    let silent = last.replace(",\"felt\":\"good\"", "").replace("\"at\":\"2026-11-20", "\"at\":\"2026-11-21");
    let neck = journal(&format!("{at_once}{silent}\n")).sessions.remove(0);
    assert_eq!(neck.felt, Some(Felt::Good));
}

#[test]
fn a_session_was_last_written_when_it_was_gone_on_with_even_if_nothing_followed() {
    let left = session("a1", "Neck", &[], Some(5));
    let again = left.lines().next().unwrap().replace("\"at\":\"2026-11-20", "\"at\":\"2026-11-21");
    let neck = journal(&format!("{left}{again}\n")).sessions.remove(0);
    assert_eq!((neck.began, neck.end), (at(0), Some(End::Left)));
    assert_eq!((neck.went_on, neck.last), (at(86_400), at(86_400)));
}

#[test]
fn a_session_that_was_left_and_done_in_the_same_second_is_done() {
    let done = session("a1", "Neck", &[], None);
    let left = done.lines().last().unwrap().replace("\"done\"", "\"left\"");
    for lines in [format!("{done}{left}\n"), format!("{left}\n{done}")] {
        assert_eq!(journal(&lines).sessions[0].end, Some(End::Done));
    }
}

#[test]
fn lines_of_a_session_may_come_in_any_order() {
    let lines = session("a1", "Neck", &[1], None);
    let backwards: String = lines.lines().rev().map(|it| format!("{it}\n")).collect();
    let [there, back] = [&lines, &backwards].map(|it| journal(it).sessions.remove(0));
    assert_eq!(told(&back), told(&there));
    assert_eq!((back.title, back.end), (there.title, there.end));
}

#[test]
fn a_later_answer_about_a_routine_takes_the_place_of_its_earlier_one_alone() {
    let lines = session("a1", "Neck", &[], None);
    let last = lines.lines().last().unwrap();
    let answers = |felt: &str| {
        let felt = format!("\"event\":\"done\",\"routines_felt\":{felt}");
        last.replace("\"event\":\"done\"", &felt) + "\n"
    };
    let first = answers(r#"{"hip":"good","neck":"hurt"}"#);
    let second = answers(r#"{"neck":"much"}"#);
    let session = journal(&format!("{lines}{first}{second}")).sessions.remove(0);
    let felt: Vec<_> = session.routines_felt.iter().map(|it| (it.0.as_str(), it.1)).collect();
    assert_eq!(felt, [("hip", Felt::Good), ("neck", Felt::Much)]);
}

#[test]
fn what_was_done_in_some_routines_keeps_the_times_at_which_it_was_done() {
    let line = |second: u32, routine: &str| {
        let at = at(second).to_rfc3339();
        format!(
            "{{\"v\":1,\"session\":\"s\",\"at\":\"{at}\",\"event\":\"held\",\"routine\":\"{routine}\",\
             \"name\":\"{routine}\",\"kind\":\"hold\",\"seconds\":30}}\n"
        )
    };
    let lines = [line(30, "neck"), line(60, "hip"), line(90, "hip"), line(120, "neck")].concat();
    let session = &journal(&lines).sessions[0];
    assert_eq!(session.times.last().copied(), Some(at(120)));
    let within = |id: &str| session.clone().within(|it| it.as_str() == id);
    assert_eq!(within("hip").and_then(|it| it.times.last().copied()), Some(at(90)));
    assert_eq!(within("neck").map(|it| it.segments.len()), Some(2));
    assert_eq!(within("calf"), None);
}

#[test]
fn a_session_without_a_beginning_began_with_its_earliest_line() {
    let all = session("s", "Neck", &[], None);
    let lines: Vec<&[u8]> = all.lines().filter(|it| !it.contains("began")).map(str::as_bytes).collect();
    let contents = |lines: &[&[u8]]| {
        let mut reader = ContentsReader::default();
        for (number, line) in (0..).zip(lines) {
            reader.take(line, LineSpan { file: 0, from: number, length: 1 });
        }
        reader.finish()
    };
    let first = read(lines.iter().copied()).sessions[0].began;
    assert_ne!(first, at(0));
    let turned: Vec<&[u8]> = lines.iter().rev().copied().collect();
    for lines in [&lines, &turned] {
        let began: Vec<DateTime<FixedOffset>> = contents(lines).sessions.iter().map(|it| it.began).collect();
        assert_eq!(began, [first]);
    }
    let whole: Vec<&[u8]> = all.lines().map(str::as_bytes).collect();
    assert_eq!(contents(&whole).sessions.len(), 1, "it began, and nobody asked to forget it");
}
