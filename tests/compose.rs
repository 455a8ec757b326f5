//! Sessions of a length, composed from all that is built in (promises of `stretch --for`).

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    sync::Arc,
};

use chrono::{NaiveDate, Weekday};
use stretch::{
    model::{
        area::Area,
        compose::{self, Composed, Goal, LONGEST_FOR_A_MUSCLE, Refused, Request, WhyChosen},
        dose::{Dose, Level, Seconds},
        history::{
            HistoryReader,
            need::WhatIsDue,
            weeks::{About, Weeks},
        },
        plan::{Brisk, Plan, SegmentKind, Wishes},
        routine::{Action, Kind, Routine, Side, Sides},
        text::Text,
        wording,
    },
    world::library::Library,
};

use crate::{
    kept::kept,
    logs::{Chance, began, done, held, sessions},
};

/// Nothing is announced in few words.
static NONE: BTreeMap<String, Brisk> = BTreeMap::new();

/// What is built in, and what there is to choose by.
struct Shelf {
    library: Library,
    routines: Vec<Arc<Routine>>,
    favourites: Vec<String>,
}

impl Shelf {
    fn open() -> Shelf {
        let library = Library::default();
        let ids: Vec<String> = library.catalogue().routines.iter().map(|it| it.id.to_string()).collect();
        let routines = ids.iter().map(|it| library.routine(it).expect("it is built in")).collect();
        let pages = Area::ALL.iter().map(|it| library.area(*it).expect("it is built in"));
        let favourites = pages.flat_map(|it| it.play).map(|it| it.routine).collect();
        Shelf { library, routines, favourites }
    }

    fn area(&self, area: Area) -> Goal {
        let page = self.library.area(area).expect("it is built in");
        Goal {
            name: page.name,
            area: Some(area),
            routines: page.play.into_iter().map(|it| it.routine).collect(),
        }
    }

    fn program(&self, id: &str) -> Goal {
        let program = self.library.program(id).expect("it is built in");
        let routines = program.play.into_iter().map(|it| it.routine).collect();
        Goal { name: program.name, area: None, routines }
    }

    fn routine(&self, id: &str) -> Goal {
        Goal::routine(&self.library.routine(id).expect("it is built in"))
    }

    fn need(&self, lines: &[String]) -> WhatIsDue {
        let mut reader = HistoryReader::default();
        lines.iter().for_each(|it| reader.take(it.as_bytes()));
        let history = reader.finish();
        let about = |id: &str| {
            let routine = self.routines.iter().find(|it| it.id == id);
            routine.map_or(About::UNKNOWN, |it| About { area: it.area, also: it.also.clone(), kind: it.kind })
        };
        WhatIsDue::of(&history, &Weeks::of(&history, about, Weekday::Mon, today()))
    }

    fn request<'a>(
        &'a self,
        goals: &'a [Goal],
        need: &'a WhatIsDue,
        wishes: &'a Wishes,
        length: Seconds,
    ) -> Request<'a> {
        Request {
            pool: &self.routines,
            goals,
            favourites: &self.favourites,
            need,
            wishes,
            keeps_level: false,
            brisk: &NONE,
            length,
            swaps: &[],
        }
    }
}

fn today() -> NaiveDate {
    "2026-11-29".parse().expect("a day")
}

/// What a session plays, in a line: `4:58  chin-tuck, upper-trapezius-stretch 2x20s`.
fn line(composed: &Result<Composed, Refused>) -> String {
    let clock = |it: Option<Seconds>| it.map_or("none".to_owned(), |it| wording::clock(it.into()));
    match composed {
        Ok(composed) => {
            let parts = composed.parts.iter().map(|it| {
                let rounds = it.choice.rounds.unwrap_or(1);
                let hold = it.hold.map(|it| format!("{it}s"));
                let times = match (rounds, hold) {
                    (1, None) => String::new(),
                    (_, None) => format!(" {rounds}x"),
                    (_, Some(hold)) => format!(" {rounds}x{hold}"),
                };
                format!("{}{times}", it.choice.routine.id)
            });
            format!(
                "{:>5}  {}",
                wording::clock(composed.seconds.into()),
                parts.collect::<Vec<_>>().join(", ")
            )
        }
        Err(Refused::NotSoLong { shorter, longer }) => {
            format!("    -  shorter {}, longer {}", clock(*shorter), clock(*longer))
        }
        Err(other) => format!("    -  {other:?}"),
    }
}

#[test]
fn every_whole_minute_for_every_area() {
    let shelf = Shelf::open();
    let (need, wishes) = (shelf.need(&[]), Wishes::default());
    let mut table = String::new();
    let (mut chosen, mut with_sides) = (0, 0);
    for area in Area::ALL.iter().copied().map(Some).chain([None]) {
        let _ = writeln!(table, "{}", area.map_or("what is due", Area::name));
        let goals: Vec<Goal> = area.map(|it| shelf.area(it)).into_iter().collect();
        for minutes in 1..=30 {
            let request = shelf.request(&goals, &need, &wishes, minutes * 60);
            let composed = compose::compose(&request);
            check(&request, &composed);
            for part in composed.iter().flat_map(|it| &it.parts) {
                chosen += 1;
                with_sides += u32::from(part.choice.routine.sides != Sides::None);
            }
            let _ = writeln!(table, "{minutes:>4}m {}", line(&composed));
        }
        table.push('\n');
    }
    // As many as among all that could be chosen, though each takes twice the time.
    let of_all = shelf.routines.iter().filter(|it| it.sides != Sides::None).count() * 100;
    let share = with_sides * 100 / chosen;
    assert!(share.abs_diff(of_all as u32 / shelf.routines.len() as u32) <= 8, "{share} % have two sides");
    kept("tests/snapshots/composed.txt", &table);
}

/// What holds for every session, and for every length that is named in place of one.
fn check(request: &Request<'_>, composed: &Result<Composed, Refused>) {
    let what = || {
        let goals: Vec<&str> = request.goals.iter().map(|it| it.name.as_str()).collect();
        format!("{goals:?} for {} s: {}", request.length, line(composed))
    };
    match composed {
        Ok(composed) => check_session(request, composed, &what()),
        Err(Refused::NotSoLong { shorter, longer }) => {
            assert!(shorter.is_some() || longer.is_some(), "{}", what());
            assert!(shorter.is_none_or(|it| it < request.length), "{}", what());
            assert!(longer.is_none_or(|it| it > request.length), "{}", what());
            for length in shorter.iter().chain(longer) {
                let again = Request { length: *length, ..request.clone() };
                let again =
                    compose::compose(&again).unwrap_or_else(|_| panic!("{} is named: {}", length, what()));
                assert!(compose::is_of_length(again.seconds, *length), "{}", what());
            }
        }
        Err(other) => panic!("{}: {other:?}", what()),
    }
}

fn check_session(request: &Request<'_>, composed: &Composed, what: &str) {
    let wishes = Wishes { leading: composed.leading, ..*request.wishes };
    let plan = Plan::new(&composed.choices(), &wishes).expect("it is playable");
    let total = plan.total();
    assert_eq!(u64::from(composed.seconds), total.seconds + 30 * total.open, "{what}");
    let (least, most) = match request.length {
        it if it < 240 => (it - 5, it + 5),
        it => (it - it * 3 / 100, it + 5),
    };
    assert!((least..=most).contains(&composed.seconds), "{what}");
    for goal in request.goals {
        let meets = |it: &Arc<Routine>| {
            goal.routines.contains(&it.id)
                || goal.area == Some(Area::WholeBody)
                || goal.area.is_some_and(|area| it.area == Some(area))
        };
        assert!(plan.routines().iter().any(meets), "{} is in it: {what}", goal.name);
    }
    let mut muscles: BTreeMap<(&str, Option<Side>), Seconds> = BTreeMap::new();
    for (at, (routine, rounds)) in plan.rounds().enumerate() {
        let before = request.pool.iter().find(|it| it.id == routine.id).expect("it is in the pool");
        assert_eq!(plan.routines().iter().filter(|it| it.id == routine.id).count(), 1, "{what}");
        let rounds_asked = request.wishes.rounds;
        let is_in_range = (before.rounds.low()..=before.rounds.high()).contains(&rounds);
        assert!(
            rounds_asked.map_or(is_in_range, |it| it == rounds),
            "{rounds} rounds of {}: {what}",
            routine.id
        );
        let mut sides: BTreeMap<Option<Side>, u32> = BTreeMap::new();
        for segment in plan.segments().iter().filter(|it| it.routine == at && it.kind.is_timed()) {
            let seconds = segment.length.unwrap_or(30);
            *sides.entry(segment.side).or_default() += seconds;
            let action = before.steps[segment.step.expect("it is a step") - 1].action;
            if let Action::Hold(Dose::Seconds(span)) = action {
                let asked = request.wishes.hold;
                let is_in_range = (span.low()..=span.high()).contains(&seconds);
                assert!(
                    asked.map_or(is_in_range, |it| it == seconds),
                    "{seconds} s in {}: {what}",
                    routine.id
                );
                if request.keeps_level && asked.is_none() {
                    assert_eq!(seconds, span.seconds(request.wishes.level), "{}: {what}", routine.id);
                }
            }
            if segment.kind == SegmentKind::Hold && matches!(before.kind, Kind::Stretch | Kind::Yoga) {
                for muscle in &before.muscles {
                    for side in segment.side.map_or(Side::BOTH.to_vec(), |it| vec![it]) {
                        *muscles.entry((muscle.as_str(), Some(side))).or_default() += seconds;
                    }
                }
            }
        }
        let lengths: BTreeSet<u32> = sides.values().copied().collect();
        assert_eq!(lengths.len(), 1, "each side of {} has its whole time: {what}", routine.id);
        let all_sides = if before.sides == Sides::None { 1 } else { 2 };
        assert_eq!(sides.len(), all_sides, "{}: {what}", routine.id);
    }
    let is_asked = request.wishes.hold.is_some() || request.wishes.rounds.is_some();
    // What was named is done for the least of its times, even where that is more.
    let named: Vec<&Text> = (request.pool.iter())
        .filter(|it| request.goals.iter().any(|goal| goal.routines.contains(&it.id)))
        .flat_map(|it| &it.muscles)
        .collect();
    for ((muscle, side), seconds) in muscles {
        let is_named = named.iter().any(|it| it.as_str() == muscle);
        let is_allowed = is_asked || is_named || seconds <= LONGEST_FOR_A_MUSCLE;
        assert!(is_allowed, "{muscle} {side:?} for {seconds} s: {what}");
    }
}

/// Requests of all kinds, the same ones every time.
fn requests(shelf: &Shelf, count: u32, mut each: impl FnMut(&Request<'_>)) {
    let mut chance = Chance(14);
    let logs: Vec<Vec<String>> = [0, 3, 40].map(|it| sessions(it, 2, today(), it + 1)).to_vec();
    let needs: Vec<WhatIsDue> = logs.iter().map(|it| shelf.need(it)).collect();
    let programs = ["desk-break", "eyes", "jaw", "posture", "tight-hips", "upper-back-relief"];
    for _ in 0..count {
        let mut goals = Vec::new();
        for _ in 0..chance.below(4) {
            let goal = match chance.below(3) {
                0 => shelf.area(Area::ALL[chance.below(12) as usize]),
                1 => shelf.program(programs[chance.below(6) as usize]),
                _ => shelf.routine(&shelf.routines[chance.below(shelf.routines.len() as u64) as usize].id),
            };
            if !goals.contains(&goal) {
                goals.push(goal);
            }
        }
        let one = |chance: &mut Chance, of: u64| chance.below(of) == 0;
        let wishes = Wishes {
            level: Level::ALL[chance.below(3) as usize],
            rounds: one(&mut chance, 6).then_some(1 + chance.below(3) as u32),
            hold: one(&mut chance, 6).then_some(10 + 5 * chance.below(7) as u32),
            ..Wishes::default()
        };
        let need = &needs[chance.below(3) as usize];
        let request = shelf.request(&goals, need, &wishes, 30 + 5 * chance.below(400) as u32);
        each(&Request { keeps_level: one(&mut chance, 4), ..request });
    }
}

/// The parts of a session: ids and reasons.
fn parts(composed: &Composed) -> Vec<(&str, &WhyChosen)> {
    composed.parts.iter().map(|it| (it.choice.routine.id.as_str(), &it.why)).collect()
}

#[test]
fn what_hurt_is_left_out_for_a_fortnight_and_said() {
    let shelf = Shelf::open();
    let wishes = Wishes::default();
    let goals = [shelf.area(Area::Shoulders)];
    let felt = |day: &str, felt: &str| {
        let at = |time: &str| format!("{day}T{time}+01:00");
        let routine = "clasped-hands-behind-back";
        vec![
            began("a", &at("08:00:00"), "It"),
            held("a", &at("08:01:00"), routine, None, 30),
            done("a", &at("08:02:00"), Some(felt)),
        ]
    };
    let of_length = |lines: &[String], goals: &[Goal], seconds: u32| {
        let need = shelf.need(lines);
        compose::compose(&shelf.request(goals, &need, &wishes, seconds)).expect("it can be met")
    };
    let has = |composed: &Composed| {
        composed.parts.iter().any(|it| it.choice.routine.id == "clasped-hands-behind-back")
    };
    // A length at which it would be chosen.
    let length = (5..=20).map(|it| it * 60).find(|it| has(&of_length(&[], &goals, *it)));
    let length = length.expect("it is chosen at some length");
    let composed = |lines: &[String], goals: &[Goal]| of_length(lines, goals, length);
    let hurt = composed(&felt("2026-11-20", "hurt"), &goals);
    assert!(!has(&hurt));
    assert_eq!(hurt.hurt, [(Text::clean("Hands clasped behind the back"), 9)]);
    let long_ago = composed(&felt("2026-11-14", "hurt"), &goals);
    assert!(has(&long_ago) && long_ago.hurt.is_empty());
    // What is named itself is the person's own choice, and what was too much is held for less.
    let named = composed(&felt("2026-11-20", "hurt"), &[shelf.routine("clasped-hands-behind-back")]);
    assert!(has(&named) && named.hurt.is_empty());
    let much = composed(&felt("2026-11-20", "much"), &[shelf.routine("clasped-hands-behind-back")]);
    let part = much
        .parts
        .iter()
        .find(|it| it.choice.routine.id == "clasped-hands-behind-back")
        .expect("it is named");
    assert_eq!(part.too_much, Some(9));
    assert!(part.hold.is_some_and(|it| it < 20), "{part:?}");
}

/// Ten minutes for neck and hips are about five for each, although both sides of a hip take twice the time.
#[test]
fn areas_that_were_named_have_their_part_of_the_time() {
    let shelf = Shelf::open();
    let (need, wishes) = (shelf.need(&[]), Wishes::default());
    let parts: Vec<Area> = Area::ALL.iter().copied().filter(|it| *it != Area::WholeBody).collect();
    let mut lesser = Vec::new();
    for (at, one) in parts.iter().enumerate() {
        for other in &parts[..at] {
            let goals = [shelf.area(*one), shelf.area(*other)];
            let composed = compose::compose(&shelf.request(&goals, &need, &wishes, 600)).expect("it fits");
            let seconds = |area: Area| -> Seconds {
                let of_area = composed.parts.iter().filter(|it| it.choice.routine.area == Some(area));
                of_area.map(|it| it.seconds).sum()
            };
            let (one_has, other_has) = (seconds(*one), seconds(*other));
            let share = one_has.min(other_has) * 100 / (one_has + other_has);
            assert!(share >= 25, "{one:?} {one_has} s, {other:?} {other_has} s");
            lesser.push(share);
        }
    }
    let mean = lesser.iter().sum::<Seconds>() / lesser.len() as Seconds;
    assert!(mean >= 40, "on average the lesser has {mean} %");
}

#[test]
fn a_swap_takes_the_next_best_and_leaves_the_others() {
    let shelf = Shelf::open();
    let (need, wishes) = (shelf.need(&[]), Wishes::default());
    let goals = [shelf.area(Area::Neck), shelf.routine("wall-calf-stretch")];
    let request = shelf.request(&goals, &need, &wishes, 900);
    let first = compose::compose(&request).expect("it can be met");
    let at = first.parts.iter().position(|it| it.why != WhyChosen::Named).expect("not all was named");
    let gone = &first.parts[at].choice.routine.id;
    let once = [at + 1];
    let swapped =
        compose::compose(&Request { swaps: &once, ..request.clone() }).expect("something else fits");
    check_session(&request, &swapped, "swapped");
    let ids = |it: &Composed| it.parts.iter().map(|it| it.choice.routine.id.clone()).collect::<BTreeSet<_>>();
    assert!(!ids(&swapped).contains(gone), "{gone} is gone");
    let kept = ids(&first).into_iter().filter(|it| it != gone).collect::<BTreeSet<_>>();
    assert!(kept.is_subset(&ids(&swapped)), "{:?} and {:?}", parts(&first), parts(&swapped));
    let refused =
        |swaps: &[usize]| compose::compose(&Request { swaps, ..request.clone() }).expect_err("it is refused");
    assert_eq!(refused(&[first.parts.len() + 1]), Refused::NoPart(first.parts.len()));
    assert_eq!(refused(&[0]), Refused::NoPart(first.parts.len()));
    let named = first.parts.iter().position(|it| it.why == WhyChosen::Named).expect("one was named");
    assert_eq!(refused(&[named + 1]), Refused::IsNamed(Text::clean("Wall calf stretch")));
}

#[test]
fn movement_comes_before_holds_and_what_is_demanding_after_what_prepares_it() {
    let shelf = Shelf::open();
    let wishes = Wishes::default();
    requests(&shelf, 60, |request| {
        let Ok(composed) = compose::compose(request) else { return };
        let routines: Vec<&Routine> = composed.parts.iter().map(|it| &*it.choice.routine).collect();
        let is_named = |it: &Routine| request.goals.iter().any(|goal| goal.routines == [it.id.clone()]);
        for (at, routine) in routines.iter().enumerate() {
            if ["pigeon", "bow-pose-strap", "downward-dog", "worlds-greatest-stretch"]
                .contains(&routine.id.as_str())
                && !is_named(routine)
            {
                let prepares = |it: &&Routine| it.muscles.iter().any(|it| routine.muscles.contains(it));
                assert!(routines[..at].iter().any(prepares), "{}: {:?}", routine.id, parts(&composed));
            }
        }
        // Down to the floor once, and not up again.
        let is_low = |it: &&Routine| it.positions.first().is_some_and(|it| it.is_low());
        let first_low = routines.iter().position(is_low).unwrap_or(routines.len());
        assert!(routines[first_low..].iter().all(is_low), "{:?}", parts(&composed));
    });
    let need = shelf.need(&[]);
    let request = shelf.request(&[], &need, &wishes, 1200);
    let composed = compose::compose(&request).expect("it can be met");
    assert!(matches!(composed.parts[0].why, WhyChosen::Stands(_)), "{:?}", parts(&composed));
}

#[test]
fn a_session_of_each_level_keeps_to_it() {
    let shelf = Shelf::open();
    let need = shelf.need(&[]);
    for level in Level::ALL.iter().copied() {
        let wishes = Wishes { level, ..Wishes::default() };
        let goals = [shelf.area(Area::Neck)];
        let request = Request { keeps_level: true, ..shelf.request(&goals, &need, &wishes, 900) };
        check(&request, &compose::compose(&request));
    }
}

#[test]
fn a_side_that_is_behind_leads() {
    let shelf = Shelf::open();
    let wishes = Wishes { leading: Side::Right, ..Wishes::default() };
    let lines = [
        began("a", "2026-11-26T08:00:00+01:00", "It"),
        held("a", "2026-11-26T08:01:00+01:00", "neck-release", Some("right"), 30),
    ];
    let (need, goals) = (shelf.need(&lines), [shelf.area(Area::Neck)]);
    let composed = compose::compose(&shelf.request(&goals, &need, &wishes, 600)).expect("it can be met");
    assert_eq!(composed.leading, Side::Left);
}

#[test]
fn a_session_is_of_its_length_and_whole_or_the_nearest_lengths_are_named() {
    let shelf = Shelf::open();
    let mut met = 0;
    requests(&shelf, 150, |request| {
        let composed = compose::compose(request);
        met += u32::from(composed.is_ok());
        check(request, &composed);
        assert_eq!(compose::compose(request), composed, "the same again");
    });
    assert!(met > 80, "most can be met: {met}");
}
