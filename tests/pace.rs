//! What the person knows by the log is announced in few words, and nothing but words becomes shorter.

#![expect(clippy::disallowed_methods, reason = "what differs is printed to be read")]

use std::io::{self, Write as _};

use chrono::{Days, NaiveDate, Utc};

use stretch::{
    model::{
        area::Area,
        clinician::Pleas,
        cue::{self, Talk},
        dose::Level,
        familiar::{self, Wordiness},
        journal::{self, Session},
        plan::{Adjustment, AskFirst, Brisk, Choice, Plan, Segment, SegmentKind, Wishes},
        text::Text,
        tone::Sound,
        wording,
        words::session,
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
    // Two that became known together are told of together.
    let both = known.clone() + &log("chin-tuck", &[3, 2, 1]).replace("\"session\":\"0", "\"session\":\"1");
    let ids = ["neck-release", "chin-tuck"].map(Text::literal);
    let news = familiar::brisk(Wordiness::Auto, &sessions(&both), &ids, day(0));
    assert_eq!(news, [brisk(true, true), brisk(true, true)]);
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
            // That sounds lead from now on is said once, and takes its time.
            let is_told = short.text.as_str().ends_with("by sound.");
            assert!(is_told || short.length <= long.length, "{name}: {} and {}", short.text, long.text);
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
            let shown = [&short.text, &short.foreword, &short.note];
            let says = |words: &str| shown.iter().any(|it| it.as_str().contains(words));
            // One request to ask somebody is enough, and so is one to stop.
            let asks = Pleas::default().of(&choices[short.routine].routine).covered.contains(&first)
                && says("ask a clinician first");
            let stops = session::is_covered(first) && says(session::STOP_SIGNS);
            assert!(says(first) || asks || stops, "{name}: {} without {first}", short.text);
            for way in ["Get down", "Roll onto", "Push yourself", "Fetch", "Go to", "Get up"] {
                let says = |it: &Segment| it.text.as_str().contains(way);
                assert_eq!(says(&long), says(&short), "{name}: {}", short.text);
            }
        }
    }
}

#[test]
fn a_person_who_knows_a_routine_hears_few_words_and_w_says_it_all() {
    // The program asks the clock of the system.
    let today = Utc::now().date_naive();
    let known: String = (1..=3)
        .map(|it| {
            let lines = log("neck-release", &[it])
                .replace(&day(it).to_string(), &(today - Days::new(it)).to_string());
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

/// A built-in routine or area in few words.
fn in_few_words(name: &str) -> Plan {
    let library = Library::default();
    let [_, short] =
        both(&[Choice { routine: library.routine(name).expect("it is built in"), rounds: None }]);
    short
}

#[test]
fn what_was_just_done_is_led_by_sounds_and_the_side() {
    let plan = in_few_words("cross-body-shoulder-stretch");
    let heard: Vec<String> = cue::list(plan, Talk::Full)
        .into_iter()
        .filter(|it| it.1.sound != Some(Sound::Tick))
        .map(|(_, cue)| format!("{} {}", cue.sound.map_or("", |it| it.name()), cue.words).trim().to_owned())
        .collect();
    let again = |side: &str| {
        [format!("switch {side} arm."), "step".into(), "step".into(), "start hold 25 seconds".into()]
    };
    // That sounds lead is said once, and then no more.
    let at =
        heard.iter().position(|it| it == "switch Left arm. The same, by sound.").expect("the other side");
    assert_eq!(heard[at + 1..at + 4], again("Left")[1..]);
    assert_eq!(heard.iter().filter(|it| it.contains("by sound")).count(), 1, "{heard:#?}");
    // Lowering both arms takes long enough to say so.
    assert_eq!(heard[at + 4], "end And release. Let go and lower both arms.", "{heard:#?}");
    assert!(heard[at + 5].starts_with("rest Rest. Then round 2 of 3, right arm."), "{heard:#?}");
    assert_eq!(heard[at + 6..at + 9], again("Right")[1..]);
    // On the first side of the first round each step has its words.
    assert!(heard[..at].iter().all(|it| it != "step"), "{heard:#?}");
}

#[test]
fn what_is_not_said_is_on_the_screen_and_is_said_to_a_person_who_goes_back() {
    let plan = in_few_words("cross-body-shoulder-stretch");
    let is_silent = |it: &Segment| it.said.as_ref().is_some_and(Text::is_empty);
    let at = plan.segments().iter().position(is_silent).expect("a move without words");
    let segment = plan.segments()[at].clone();
    assert_eq!(
        segment.text.as_str(),
        "Bring your left arm across your chest, elbow almost straight, at shoulder height."
    );
    assert!(segment.length < Some(6), "the arm needs no more: {:?}", segment.length);
    let score = cue::score(&plan, Talk::Full).expect("it has an end");
    assert!(score.parts[at].arrived.words.is_empty());
    assert_eq!(score.parts[at].jumped.words, segment.text);
}

#[test]
fn a_move_takes_what_the_body_needs_and_hands_with_a_thing_keep_their_time() {
    for (name, choices) in everything() {
        let [long, short] = both(&choices);
        for (long, short) in long.segments().iter().zip(short.segments()) {
            let words = short.whole.as_str().to_lowercase();
            if short.kind == SegmentKind::Move {
                assert!(short.length >= Some(2), "{name}: {words}");
            }
            let is_handled = words.contains("strap") || words.contains("towel") || words.contains("cushion");
            if is_handled {
                assert_eq!(short.said, None, "{name}: {words}");
            }
            let is_slow = words.contains("slow") && short.round.is_some() && short.kind == SegmentKind::Move;
            assert!(!is_slow || short.length >= long.length.min(Some(4)), "{name}: {words}");
        }
    }
}

#[test]
fn several_that_are_known_are_news_in_one_sentence() {
    let library = Library::default();
    let news = Some(Brisk { is_news: true, knows_caution: true });
    let opening = |names: &[&str]| {
        let choice =
            |it: &&str| Choice { routine: library.routine(it).expect("it is built in"), rounds: None };
        let choices: Vec<Choice> = names.iter().map(choice).collect();
        let adjustments = vec![Adjustment { brisk: news, ..Adjustment::default() }; names.len()];
        let plan = Plan::adjusted(&choices, &Wishes::default(), &adjustments).expect("it can be played");
        let said = plan.segments().iter().filter(|it| it.text.as_str().contains("You know")).count();
        assert_eq!(said, 1);
        plan.segments()[0].text.as_str().split_inclusive(". ").next().unwrap_or_default().trim().to_owned()
    };
    assert_eq!(opening(&["neck-release"]), "You know neck release: fewer words.");
    assert_eq!(opening(&["neck-release", "chin-tuck"]), "You know neck release and chin tuck: fewer words.");
    let four = ["neck-release", "chin-tuck", "cobra", "pigeon"];
    assert_eq!(opening(&four), "You know neck release and 3 others: fewer words.");
}

/// The share of held time, in hundredths: of holds and breaths, over everything but counted movements.
fn share(plan: &Plan) -> u64 {
    let seconds = |kinds: &[SegmentKind]| -> u64 {
        let of = plan.segments().iter().filter(|it| kinds.contains(&it.kind));
        of.map(|it| u64::from(it.length.unwrap_or_default())).sum()
    };
    let held = seconds(&[SegmentKind::Hold, SegmentKind::Breathe]);
    held * 100 / (plan.total().seconds - seconds(&[SegmentKind::Reps])).max(1)
}

fn areas() -> Vec<(String, Vec<Choice>)> {
    let library = Library::default();
    let areas = library.catalogue().areas.into_iter().filter_map(|card| {
        let page = library.area(card.area).expect("it is listed");
        let choices = library.choices(&page.play, None).expect("it is built in");
        (!choices.is_empty()).then(|| (card.area.name().to_owned(), choices))
    });
    areas.collect()
}

fn table(rows: &[(String, Vec<Choice>)]) -> String {
    let row = |(name, choices): &(String, Vec<Choice>)| {
        let [long, short] = both(choices);
        let of = |it: &Plan| format!("{:>6} {:>3} %", wording::clock(it.total().seconds), share(it));
        let seconds = |kind: SegmentKind| -> u32 {
            short.segments().iter().filter(|it| it.kind == kind).filter_map(|it| it.length).sum()
        };
        let parts = SegmentKind::ALL.iter().map(|it| format!("{:>7}", seconds(*it))).collect::<String>();
        format!("{name:<30} {}  {}  {parts}\n", of(&long), of(&short))
    };
    rows.iter().map(row).collect()
}

fn median(mut shares: Vec<u64>) -> u64 {
    shares.sort_unstable();
    shares[shares.len() / 2]
}

/// The least share of held time of each area in few words. It falls if words or times are added to what is known.
const LEAST_SHARES: &[(&str, u64)] = &[
    ("neck", 60),
    ("face", 47),
    ("shoulders", 62),
    ("chest", 57),
    ("upper-back", 60),
    ("lower-back", 46),
    ("sides", 60),
    ("hips", 56),
    ("thighs", 56),
    ("calves", 60),
    ("wrists", 60),
    ("whole-body", 55),
];
const LEAST_MEDIAN: u64 = 60;

#[test]
fn shares_of_held_time() {
    let areas = areas();
    let head = SegmentKind::ALL.iter().map(|it| format!("{:>7}", it.name())).collect::<String>();
    let shares = areas.iter().map(|(name, choices)| (name.as_str(), share(&both(choices)[1])));
    let shares: Vec<(&str, u64)> = shares.filter(|it| it.1 > 0).collect();
    let of_all = median(shares.iter().map(|it| it.1).collect());
    let table = format!("{:<30} long          short         {head}\n{}", "area", table(&areas));
    writeln!(io::stdout().lock(), "{table}median of areas in few words: {of_all} %").expect("it is printed");
    for (name, least) in LEAST_SHARES {
        let share = shares.iter().find(|it| it.0 == *name).map_or(0, |it| it.1);
        assert!(share >= *least, "{name}: {share} % is held, less than {least} %\n{table}");
    }
    assert!(of_all >= LEAST_MEDIAN, "{of_all} % is held in the median\n{table}");
}

/// In full words, with the conditions that are said in the first sessions.
#[test]
fn an_area_lasts_four_to_seven_minutes_the_first_time() {
    let wishes = Wishes { ask_first: AskFirst::Said, ..Wishes::default() };
    for (name, choices) in areas() {
        let seconds = Plan::new(&choices, &wishes).expect("it can be played").total().seconds;
        assert!((240..=420).contains(&seconds), "{name}: {}", wording::clock(seconds));
    }
}

#[test]
fn the_holds_of_an_area_follow_the_level_and_how_it_felt() {
    let library = Library::default();
    let page = library.area(Area::Shoulders).expect("it is listed");
    let choices = library.choices(&page.play, None).expect("it is built in");
    let first_hold = |level: Level, change: Option<i32>| {
        let adjustments = [Adjustment { change, ..Adjustment::default() }];
        let plan = Plan::adjusted(&choices, &Wishes { level, ..Wishes::default() }, &adjustments);
        let plan = plan.expect("it can be played");
        plan.segments().iter().find(|it| it.kind == SegmentKind::Hold).and_then(|it| it.length)
    };
    let levels = [Level::Gentle, Level::Steady, Level::Full].map(|it| first_hold(it, None));
    assert_eq!(levels, [Some(15), Some(30), Some(30)]);
    assert_eq!(first_hold(Level::Steady, Some(-5)), Some(25), "it was too much");
}

#[test]
#[ignore = "it prints a table, for people: cargo test --test main shares_of_all -- --ignored --nocapture"]
fn shares_of_all() {
    let all = everything();
    let stretches = all.iter().filter(|it| it.1.len() == 1 && it.1[0].routine.is_stretch());
    let shares = stretches.map(|it| both(&it.1).map(|it| share(&it))).filter(|it| it[0] > 0);
    let shares: Vec<[u64; 2]> = shares.collect();
    let [long, short] = [0, 1].map(|plan: usize| median(shares.iter().map(|it| it[plan]).collect()));
    let count = shares.len();
    let text = format!("{}\nmedian of {count} stretches: {long} % long, {short} % short", table(&all));
    writeln!(io::stdout().lock(), "{text}").expect("it is printed");
}
