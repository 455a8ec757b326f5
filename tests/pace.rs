//! What the person knows by the log is announced in few words, and nothing but words becomes shorter.

#![expect(clippy::disallowed_methods, reason = "what differs is printed to be read")]

use std::io::{self, Write as _};

use chrono::{Days, NaiveDate};

use stretch::{
    model::{
        familiar::{self, Wordiness},
        journal::{self, Session},
        plan::{Adjustment, Brisk, Choice, Plan, Segment, SegmentKind, Wishes},
        text::Text,
        wording,
    },
    world::library::Library,
};

use crate::{
    logs::{began, done, held},
    program::stretch,
};

const LOG: &str = ".local/share/stretch/journal";

fn day(ago: u64) -> NaiveDate {
    let today = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    today - Days::new(ago)
}

/// Sessions of a routine, so many days ago each.
fn log(routine: &str, ago: &[u64]) -> String {
    let mut lines = Vec::new();
    for (number, ago) in ago.iter().enumerate() {
        let (id, at) = (format!("{number:016x}"), format!("{}T08:00:00+00:00", day(*ago)));
        lines.extend([began(&id, &at, "Neck"), held(&id, &at, routine, None, 30), done(&id, &at, None)]);
    }
    lines.join("\n") + "\n"
}

fn sessions(lines: &str) -> Vec<Session> {
    journal::read(lines.as_bytes().split(|it| *it == b'\n')).sessions
}

fn of_neck(wordiness: Wordiness, lines: &str) -> Option<Brisk> {
    familiar::brisk(wordiness, &sessions(lines), &[Text::literal("neck-release")], day(0))[0]
}

#[test]
fn three_finished_sessions_make_a_routine_known_and_a_fortnight_forgets_it() {
    let is_brisk = |ago: &[u64]| of_neck(Wordiness::Auto, &log("neck-release", ago)).is_some();
    assert!(!is_brisk(&[]));
    assert!(!is_brisk(&[2, 1]));
    assert!(is_brisk(&[3, 2, 1]));
    assert!(is_brisk(&[41, 40, 13]));
    assert!(!is_brisk(&[42, 40, 13]), "one is more than six weeks ago");
    assert!(!is_brisk(&[20, 15, 14]), "there was a fortnight without it");
    assert!(is_brisk(&[40, 39, 38, 0]), "one session brings it back");
    assert!(of_neck(Wordiness::Auto, &log("chin-tuck", &[3, 2, 1])).is_none(), "another routine");
}

#[test]
fn what_was_not_finished_does_not_count() {
    let whole = log("neck-release", &[3, 2, 1]);
    assert!(of_neck(Wordiness::Auto, &whole).is_some());
    let cut = whole.replacen("\"finished\":true", "\"finished\":false", 1);
    assert!(of_neck(Wordiness::Auto, &cut).is_none(), "a hold was cut");
    let left = whole.replacen("\"event\":\"done\"", "\"event\":\"left\"", 1);
    assert!(of_neck(Wordiness::Auto, &left).is_none(), "the session was left in it");
    let last = whole.lines().last().expect("lines").replace("\"done\"", "\"left\"");
    let later = held("0000000000000002", &format!("{}T08:05:00+00:00", day(1)), "chin-tuck", None, 10);
    let followed: Vec<&str> = whole.lines().collect();
    let followed = [&followed[..followed.len() - 1], &[&later, &last]].concat().join("\n");
    assert!(of_neck(Wordiness::Auto, &followed).is_some(), "it was left later");
}

#[test]
fn the_news_is_told_once_and_the_setting_decides() {
    let known = log("neck-release", &[3, 2, 1]);
    let brisk = |is_news, knows_caution| Some(Brisk { is_news, knows_caution });
    assert_eq!(of_neck(Wordiness::Auto, &known), brisk(true, true));
    assert_eq!(of_neck(Wordiness::Long, &known), None);
    assert_eq!(of_neck(Wordiness::Short, &known), brisk(false, true));
    // A caution that was not heard three times is said whole, however short the rest is.
    assert_eq!(of_neck(Wordiness::Short, ""), brisk(false, false));
    let told = known.replacen("\"rounds\":1,", "\"rounds\":1,\"pace\":\"short\",", 1);
    assert_eq!(of_neck(Wordiness::Auto, &told), brisk(false, true));
    // Of two that became known together, one says so.
    let both = known.clone() + &log("chin-tuck", &[3, 2, 1]).replace("\"session\":\"0", "\"session\":\"1");
    let ids = ["neck-release", "chin-tuck"].map(Text::literal);
    let news = familiar::brisk(Wordiness::Auto, &sessions(&both), &ids, day(0));
    assert_eq!(news, [brisk(true, true), brisk(false, true)]);
}

/// A built-in routine or program, in full and in few words.
fn both(choices: &[Choice]) -> [Plan; 2] {
    let known = Some(Brisk { is_news: false, knows_caution: true });
    [None, known].map(|brisk| {
        let adjustments = vec![Adjustment { brisk, ..Adjustment::default() }; choices.len()];
        Plan::adjusted(choices, &Wishes::default(), &adjustments).expect("it can be played")
    })
}

fn everything() -> Vec<(String, Vec<Choice>)> {
    let library = Library::default();
    let catalogue = library.catalogue();
    let routines = catalogue.routines.iter().map(|it| {
        let routine = library.routine(&it.id).expect("it is built in");
        (it.id.to_string(), vec![Choice { routine, rounds: None }])
    });
    let programs = catalogue.programs.iter().map(|it| {
        let program = library.program(&it.id).expect("it is built in");
        (it.id.to_string(), library.choices(&program.play, None).expect("it is built in"))
    });
    routines.chain(programs).collect()
}

#[test]
fn few_words_change_no_hold_no_order_and_no_side() {
    for (name, choices) in everything() {
        let [long, short] = both(&choices);
        assert_eq!(long.segments().len(), short.segments().len(), "{name}");
        for (long, short) in long.segments().iter().zip(short.segments()) {
            let same = |it: &Segment| (it.kind, it.side, it.round, it.step, it.pace, it.whole.clone());
            assert_eq!(same(long), same(short), "{name}");
            assert!(short.length <= long.length, "{name}: {} and {}", short.text, long.text);
            assert!(!short.text.is_empty(), "{name}: something is said");
            if long.kind.is_timed() {
                assert_eq!(long.length, short.length, "{name}");
            }
        }
        assert!(short.total().seconds <= long.total().seconds, "{name}");
    }
}

#[test]
fn a_caution_never_vanishes_and_the_way_stays() {
    for (name, choices) in everything() {
        let [long, short] = both(&choices);
        let ready = |plan: &Plan| -> Vec<Segment> {
            plan.segments().iter().filter(|it| it.kind == SegmentKind::Ready).cloned().collect()
        };
        for (long, short) in ready(&long).into_iter().zip(ready(&short)) {
            let caution = choices[short.routine].routine.caution.clone().unwrap_or_default();
            let first = caution.as_str().split_inclusive(". ").next().unwrap_or_default().trim();
            let is_there = short.text.as_str().contains(first) || short.note.as_str().contains(first);
            assert!(is_there, "{name}: {} without {first}", short.text);
            for way in ["Get down", "Roll onto", "Push yourself", "Fetch", "Go to", "Get up"] {
                let says = |it: &Segment| it.text.as_str().contains(way);
                assert_eq!(says(&long), says(&short), "{name}: {}", short.text);
            }
        }
    }
}

#[test]
fn a_person_who_knows_a_routine_hears_few_words_and_w_says_it_all() {
    // What the log dates in the future counts as of today.
    let known: String = (1..=3)
        .map(|it| {
            let lines = log("neck-release", &[it]).replace(&day(it).to_string(), &format!("2999-01-0{it}"));
            lines.replace("0000000000000000", &format!("000000000000000{it}"))
        })
        .collect();
    let run = |line: &str| stretch(line).file(format!("{LOG}/2026-11.jsonl"), &known).prints();
    let auto = run("neck-release --dry-run --cues");
    assert!(auto.contains("You know neck release: fewer words. W says it all."), "{auto}");
    let long = run("neck-release --dry-run --cues --pace long");
    assert!(!long.contains("fewer words") && long.len() > auto.len(), "{long}");
    let short = run("chin-tuck --dry-run --pace short");
    assert!(!short.contains("fewer words"), "who asked for it is not told: {short}");
    assert!(short.len() < run("chin-tuck --dry-run").len());
    let set = stretch("neck-release --dry-run --cues").env("STRETCH_PACE", "long");
    assert!(!set.file(format!("{LOG}/2026-11.jsonl"), &known).prints().contains("fewer words"));
}

/// The share of held time, in hundredths: of holds and breaths, over everything.
fn share(plan: &Plan) -> u64 {
    let held = plan.segments().iter().filter(|it| match it.kind {
        SegmentKind::Hold | SegmentKind::Breathe => true,
        SegmentKind::Reps
        | SegmentKind::Ready
        | SegmentKind::Move
        | SegmentKind::Switch
        | SegmentKind::Rest => false,
    });
    let held: u64 = held.map(|it| u64::from(it.length.unwrap_or_default())).sum();
    held * 100 / plan.total().seconds.max(1)
}

fn table(rows: &[(String, Vec<Choice>)]) -> String {
    let row = |(name, choices): &(String, Vec<Choice>)| {
        let [long, short] = both(choices);
        let of = |it: &Plan| format!("{:>6} {:>3} %", wording::clock(it.total().seconds), share(it));
        format!("{name:<28} {}  {}\n", of(&long), of(&short))
    };
    rows.iter().map(row).collect()
}

#[test]
#[ignore = "it prints a table, for people: cargo test --test main shares -- --ignored --nocapture"]
fn shares_of_held_time() {
    let library = Library::default();
    let areas: Vec<(String, Vec<Choice>)> = library
        .catalogue()
        .areas
        .into_iter()
        .filter_map(|card| {
            let page = library.area(card.area).expect("it is listed");
            let choices = library.choices(&page.play, None).expect("it is built in");
            (!choices.is_empty()).then(|| (card.area.name().to_owned(), choices))
        })
        .collect();
    let stretches: Vec<(String, Vec<Choice>)> = everything()
        .into_iter()
        .filter(|it| it.1.len() == 1 && it.1[0].routine.is_stretch() && share(&both(&it.1)[0]) > 0)
        .collect();
    let median = |plan: usize| {
        let mut shares: Vec<u64> = stretches.iter().map(|it| share(&both(&it.1)[plan])).collect();
        shares.sort_unstable();
        shares[shares.len() / 2]
    };
    let mut out = io::stdout().lock();
    let head = "area                          long           short";
    let [areas, all] = [table(&areas), table(&everything())];
    let [long, short] = [median(0), median(1)];
    let count = stretches.len();
    writeln!(out, "{head}\n{areas}\n{all}\nmedian of {count} stretches: {long} % long, {short} % short")
        .expect("it is printed");
}
