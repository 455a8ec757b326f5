//! Whole sessions through the real loop, without sleeping: what is built in plays to its end, and
//! time is kept whatever happens to the ticks (promises 8, 9 and 10).

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use stretch::{
    model::{
        area::PlayEntry,
        dose::{Dose, Level, Span},
        moment::Moment,
        plan::{Choice, Moves, Open, Plan, Segment, SegmentKind, Total, Wishes},
        player::{Effect, End, Event, Outcome, Phase, Player, Record, WhyPaused},
        routine::{Action, Routine, Side, Sides},
    },
    stage::{Ending, Input},
    world::library::Library,
};

use crate::stages::{Happening, Rehearsal};

const fn s(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

const fn at(seconds: u64) -> Moment {
    Moment(s(seconds))
}

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Nothing of anybody's own: what every installation has.
fn built_in() -> Library {
    Library::default()
}

fn alone(routine: Arc<Routine>) -> Vec<Choice> {
    vec![Choice { routine, rounds: None }]
}

/// Everything that can be played by its name, and the time that lists announce for it.
fn everything(library: &Library) -> Vec<(String, Vec<Choice>, Option<Total>)> {
    let catalogue = library.catalogue();
    let choices = |play: &[PlayEntry]| library.choices(play, None).expect("every entry is built in");
    let routines = catalogue.routines.iter().map(|card| {
        let routine = library.routine(&card.id).expect("it is listed");
        (card.id.to_string(), alone(routine), Some(card.total))
    });
    let areas = catalogue.areas.iter().map(|card| {
        let page = library.area(card.area).expect("it is listed");
        (card.area.name().to_owned(), choices(&page.play), card.total)
    });
    let programs = catalogue.programs.iter().map(|card| {
        let program = library.program(&card.id).expect("it is listed");
        (card.id.to_string(), choices(&program.play), card.total)
    });
    routines.chain(areas).chain(programs).collect()
}

/// An hour of neck releases.
fn an_hour() -> Plan {
    let routine = built_in().routine("neck-release").expect("it is built in");
    let plan = |rounds| {
        let choice = Choice { routine: Arc::clone(&routine), rounds: Some(rounds) };
        Plan::new(&[choice], &Wishes::default()).expect("it is playable")
    };
    let plan = (1..).map(plan).find(|it| it.total().seconds >= 3600).expect("rounds add time");
    assert!(plan.total().seconds < 3600 + 200 && plan.total().open == 0, "{:?}", plan.total());
    plan
}

fn sum_of_lengths(segments: &[Segment]) -> u64 {
    segments.iter().map(|it| u64::from(it.length.expect("nothing waits"))).sum()
}

/// What was held on each side of each routine.
fn held(player: &Player) -> BTreeMap<(usize, Option<&'static str>), Duration> {
    let mut sides = BTreeMap::new();
    for record in player.records().iter().filter(|it| it.outcome == Outcome::Held) {
        let segment = &player.plan().segments()[record.at];
        *sides.entry((segment.routine, segment.side.map(|it| it.name()))).or_default() += record.time;
    }
    sides
}

#[test]
fn all_that_is_built_in_plays_to_its_end_in_the_time_announced() {
    let library = built_in();
    let everything = everything(&library);
    assert!(everything.len() > 50, "{}", everything.len());
    for (name, choices, announced) in &everything {
        for &level in Level::ALL {
            let wishes = Wishes { level, open: Open::Lasts(30), ..Wishes::default() };
            let plan = Plan::new(choices, &wishes).unwrap_or_else(|it| panic!("{name}: {it:?}"));
            let total = plan.total().seconds;
            assert_eq!(sum_of_lengths(plan.segments()), total, "{name}");
            if level == Level::Steady {
                let planned = Plan::new(choices, &Wishes::default().at_first()).map(|it| it.total());
                assert_eq!(
                    Ok(announced.unwrap_or_else(|| panic!("{name} announces no time"))),
                    planned,
                    "{name}"
                );
            }
            let timed = plan.segments().iter().filter(|it| it.kind.is_timed()).count();

            let mut stage = Rehearsal::new();
            let (player, ending) = stage.play(plan);

            assert_eq!(ending, Ending::Played(End::Done), "{name}");
            let finished = stage.effects.last();
            assert_eq!(finished, Some(&(at(total), Effect::Finished(End::Done))), "{name} at {level:?}");
            assert_eq!(stage.frames.len() as u64, total, "{name}: a frame a second, and no more");
            let kept: Vec<(Outcome, u64)> =
                player.records().iter().map(|it| (it.outcome, it.time.as_secs())).collect();
            let lengths = player.plan().segments().iter().filter(|it| it.kind.is_timed());
            let planned: Vec<(Outcome, u64)> =
                lengths.map(|it| (Outcome::Held, u64::from(it.length.unwrap_or(0)))).collect();
            assert_eq!(kept, planned, "{name}: every hold is recorded as long as it was planned");
            assert_eq!(kept.len(), timed, "{name}");
        }
    }
}

#[test]
fn no_side_is_held_shorter_than_the_other() {
    let library = built_in();
    let mut with_sides = 0;
    for (name, choices, _) in everything(&library) {
        for &level in Level::ALL {
            for leading in [Side::Right, Side::Left] {
                let wishes = Wishes { level, leading, open: Open::Lasts(30), ..Wishes::default() };
                let plan = Plan::new(&choices, &wishes).expect("it is playable");
                let (player, _) = Rehearsal::new().play(plan);
                let held = held(&player);
                for (index, routine) in player.plan().routines().iter().enumerate() {
                    let [right, left, neither] =
                        [Some("right"), Some("left"), None].map(|it| held.get(&(index, it)).copied());
                    match routine.sides {
                        Sides::Both | Sides::Listed(_, Some(_)) => {
                            with_sides += 1;
                            assert_eq!(right, left, "{name}, {}", routine.id);
                            assert!(neither.is_none(), "{name}, {} holds on no side", routine.id);
                        }
                        Sides::Listed(_, None) | Sides::None => {}
                    }
                }
            }
        }
    }
    assert!(with_sides > 100, "{with_sides}");
}

#[test]
fn only_one_side_when_only_one_is_asked_for() {
    let routine = built_in().routine("neck-release").expect("it is built in");
    let wishes = Wishes { side: Some(Side::Left), ..Wishes::default() };
    let plan = Plan::new(&alone(routine), &wishes).expect("it is playable");
    assert!(plan.segments().iter().all(|it| it.kind != SegmentKind::Switch));
    let (player, _) = Rehearsal::new().play(plan);
    let held: Vec<_> = held(&player).into_iter().collect();
    assert_eq!(held, [((0, Some("left")), s(60))]);
}

/// Ticks that are always late by a little less than the patience: nothing adds up.
#[test]
fn an_hour_ends_on_time_however_late_the_ticks() {
    let plan = an_hour();
    let total = s(plan.total().seconds);
    let noise = |mut state: u64| {
        move |_| {
            // Marsaglia's xorshift: any sequence without a pattern will do.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            ms(state % 4_000)
        }
    };
    type Lateness = Box<dyn FnMut(Moment) -> Duration>;
    let latenesses: [(&str, Lateness); 5] = [
        ("punctual", Box::new(|_| Duration::ZERO)),
        ("a millisecond", Box::new(|_| ms(1))),
        ("three seconds", Box::new(|_| ms(2_999))),
        ("almost the patience", Box::new(|_| ms(3_999))),
        ("noise", Box::new(noise(88_172_645_463_325_252))),
    ];
    for (name, mut lateness) in latenesses {
        // The last minute is punctual, so what is late at the end was gathered before.
        let last_minute = Moment(total.saturating_sub(s(60)));
        let mut stage =
            Rehearsal::new().late(move |due| if due < last_minute { lateness(due) } else { Duration::ZERO });
        let (player, ending) = stage.play(plan.clone());
        assert_eq!(ending, Ending::Played(End::Done), "{name}");
        let (ended, last) = stage.effects.last().expect("it ended");
        assert_eq!(*last, Effect::Finished(End::Done), "{name}");
        let off = ended.0.abs_diff(total);
        assert!(off <= ms(50), "{name}: off by {off:?}");
        let records = player.records();
        assert!(records.iter().all(|it| it.outcome == Outcome::Held), "{name}: {records:?}");
        let held: Duration = records.iter().map(|it| it.time).sum();
        let planned = player.plan().segments().iter().filter(|it| it.kind.is_timed());
        assert_eq!(held, s(planned.map(|it| u64::from(it.length.unwrap_or(0))).sum()), "{name}");
        assert!(!stage.effects.iter().any(|it| matches!(it.1, Effect::Paused(_))), "{name} paused");
    }
}

#[test]
fn a_tick_late_at_the_very_end_is_all_that_is_late() {
    let plan = an_hour();
    let total = at(plan.total().seconds);
    let mut stage = Rehearsal::new().late(|_| ms(3_999));
    let (_, ending) = stage.play(plan);
    assert_eq!(ending, Ending::Played(End::Done));
    let ended = stage.effects.last().expect("it ended").0;
    assert!(ended.since(total) < s(5), "{ended:?} after {total:?}");
}

/// A hold that runs from second 12 to 42.
fn tilt(dose: Dose) -> Plan {
    let library = built_in();
    let mut routine = Routine::clone(&library.routine("chin-tuck").expect("it is built in"));
    routine.steps.truncate(1);
    routine.steps[0].action = Action::Hold(dose);
    routine.setup.clear();
    routine.finish.clear();
    let wishes = Wishes { rounds: Some(1), ..Wishes::default() };
    Plan::new(&alone(routine.into()), &wishes).expect("it is playable")
}

/// When its hold begins.
fn hold_begins(plan: &Plan) -> u64 {
    let (hold, before) = plan.segments().split_last().expect("a plan is not empty");
    assert_eq!(hold.kind, SegmentKind::Hold);
    sum_of_lengths(before)
}

fn half_a_minute() -> Plan {
    tilt(Dose::Seconds(Span::only(30).expect("it is not zero")))
}

#[test]
fn a_gap_longer_than_the_patience_pauses_at_the_last_moment_seen() {
    for (gone, pauses) in [(ms(4_400), false), (ms(4_600), true), (s(3600), true)] {
        let plan = half_a_minute();
        let begins = hold_begins(&plan);
        let gone_at = Moment(s(begins + 10) + ms(500));
        let mut stage =
            Rehearsal::new().with([(gone_at, Happening::Gone(gone))]).answering(s(60), Event::Pause);
        let (player, ending) = stage.play(plan);
        assert_eq!(ending, Ending::Played(End::Done));
        let paused: Vec<&Effect> =
            stage.effects.iter().map(|it| &it.1).filter(|it| matches!(it, Effect::Paused(_))).collect();
        // Seen last at the full second before.
        let silence = gone + ms(500);
        let expected = Effect::Paused(WhyPaused::Gap(silence));
        assert_eq!(paused, if pauses { vec![&expected] } else { vec![] }, "{gone:?}");
        assert_eq!(player.records().len(), 1);
        assert_eq!((player.records()[0].outcome, player.records()[0].time), (Outcome::Held, s(30)));
        let end = stage.effects.last().expect("it ended").0;
        // The rest of the hold, after the minute for the answer and the five seconds for getting back.
        let whole = if pauses { s(begins + 10) + silence + s(60 + 5 + 20) } else { s(begins + 30) };
        assert_eq!(end.0, whole, "{gone:?}");
    }
}

#[test]
fn sleep_pauses_and_records_nothing() {
    let plan = half_a_minute();
    let begins = hold_begins(&plan);
    // The clock stands still while the machine sleeps, so no gap is seen.
    let slept = Happening::Input(Input::Player(Event::Slept(s(28_800))));
    let mut stage = Rehearsal::new().with([
        (Moment(s(begins + 29) + ms(900)), slept),
        (at(begins + 40), Happening::Input(Input::Player(Event::Quit))),
        (at(begins + 41), Happening::Input(Input::Player(Event::Quit))),
    ]);
    let (player, ending) = stage.play(plan);
    assert_eq!(ending, Ending::Played(End::Left));
    assert!(stage.effects.iter().any(|it| it.1 == Effect::Paused(WhyPaused::Slept(s(28_800)))));
    let records: Vec<_> = player.records().iter().map(|it| (it.outcome, it.time)).collect();
    assert_eq!(records, [(Outcome::Skipped, s(29))], "eight hours in bed are no hold");
}

/// An input that concerns only the look must not keep time from being seen.
#[test]
fn a_storm_of_redraws_neither_pauses_nor_delays() {
    let plan = half_a_minute();
    let total = plan.total().seconds;
    for input in [Input::Redraw, Input::Figure, Input::Mute] {
        // Each takes as long to arrive as a slow terminal takes to be drawn.
        let storm = (0..total * 4).map(|it| (Moment(ms(it * 250)), Happening::Input(input)));
        let mut stage = Rehearsal::new().with(storm);
        let (player, ending) = stage.play(plan.clone());
        assert_eq!(ending, Ending::Played(End::Done), "{input:?}");
        assert_eq!(player.records()[0].time, s(30), "{input:?}");
        let begun: Vec<Moment> =
            stage.effects.iter().filter(|it| matches!(it.1, Effect::Begin)).map(|it| it.0).collect();
        let lengths = player.plan().segments().iter().scan(0, |sum, it| {
            let begins = *sum;
            *sum += u64::from(it.length.unwrap_or(0));
            Some(at(begins))
        });
        assert_eq!(begun, lengths.collect::<Vec<_>>(), "{input:?}: every segment begins on time");
    }
}

#[test]
fn a_pause_wakes_for_nothing_and_lengthens_by_itself_alone() {
    let plan = half_a_minute();
    let begins = hold_begins(&plan);
    let mut stage = Rehearsal::new()
        .pressing(&[((begins + 10) as f64, Event::Pause), ((begins + 10 + 7200) as f64, Event::Pause)]);
    let (player, _) = stage.play(plan);
    let paused = stage.frames.iter().filter(|it| matches!(it.1, Phase::Paused { .. })).count();
    assert_eq!(paused, 1, "two hours of pause are one frame");
    assert_eq!(player.records()[0].time, s(30));
    assert_eq!(stage.effects.last().expect("it ended").0, at(begins + 30 + 7200 + 5));
}

#[test]
fn what_waits_is_ended_by_the_person_and_counted_up() {
    let plan = tilt(Dose::Open);
    let begins = hold_begins(&plan);
    assert_eq!(plan.total(), Total { seconds: begins, open: 1 });
    let mut stage = Rehearsal::new().pressing(&[((begins + 90) as f64, Event::Proceed)]);
    let (player, ending) = stage.play(plan);
    assert_eq!(ending, Ending::Played(End::Done));
    let records: Vec<_> = player.records().iter().map(|it| (it.outcome, it.time)).collect();
    assert_eq!(records, [(Outcome::Held, s(90))]);
    assert_eq!(stage.frames.len() as u64, begins + 90, "an open hold shows its seconds too");
}

#[test]
fn with_wait_every_move_waits_and_every_hold_keeps_its_length() {
    let routine = built_in().routine("neck-release").expect("it is built in");
    let wishes = Wishes { moves: Moves::Wait, ..Wishes::default() };
    let plan = Plan::new(&alone(routine), &wishes).expect("it is playable");
    let moves = plan.segments().iter().filter(|it| !it.kind.is_timed()).count() as u64;
    let total = plan.total();
    assert_eq!(total.open, moves);
    let mut stage = Rehearsal::new().answering(s(60), Event::Proceed);
    let (player, _) = stage.play(plan);
    assert_eq!(stage.effects.last().expect("it ended").0, at(total.seconds + 60 * moves));
    assert!(player.records().iter().all(|it| it.outcome == Outcome::Held && it.time == s(30)));
}

#[test]
fn who_leaves_keeps_what_was_held() {
    let routine = built_in().routine("neck-release").expect("it is built in");
    let plan = Plan::new(&alone(routine), &Wishes::default()).expect("it is playable");
    let second_hold: u64 = {
        let holds = plan.segments().iter().enumerate().filter(|it| it.1.kind.is_timed());
        let at = holds.map(|it| it.0).nth(1).expect("there are two sides");
        sum_of_lengths(&plan.segments()[..at])
    };
    let leave = (second_hold + 12) as f64;
    let mut stage = Rehearsal::new().pressing(&[(leave, Event::Quit), (leave + 1.0, Event::Quit)]);
    let (player, ending) = stage.play(plan);
    assert_eq!(ending, Ending::Played(End::Left));
    let records: Vec<_> = player.records().iter().map(|it| (it.outcome, it.time)).collect();
    assert_eq!(records, [(Outcome::Held, s(30)), (Outcome::Skipped, s(12))]);
}

#[test]
fn an_interrupt_ends_at_once() {
    let interrupt = (Moment(ms(2_500)), Happening::Input(Input::Interrupt));
    let mut stage = Rehearsal::new().with([interrupt]);
    let (player, ending) = stage.play(half_a_minute());
    assert_eq!(ending, Ending::Interrupted);
    assert_eq!((stage.wakes, player.end()), (3, Some(End::Left)));
}

#[test]
fn what_an_interrupt_breaks_off_is_recorded() {
    let plan = half_a_minute();
    let hold = plan.segments().iter().position(|it| it.kind.is_timed()).expect("there is a hold");
    let begins = sum_of_lengths(&plan.segments()[..hold]);
    let interrupt = (at(begins) + ms(8_250), Happening::Input(Input::Interrupt));
    let mut stage = Rehearsal::new().with([interrupt]);
    let (player, ending) = stage.play(plan);
    assert_eq!(ending, Ending::Interrupted);
    let record = Record { at: hold, outcome: Outcome::Skipped, time: ms(8_250) };
    assert_eq!(player.records(), [record]);
    let last: Vec<&Effect> = stage.effects.iter().rev().take(2).map(|it| &it.1).collect();
    assert_eq!(last, [&Effect::Finished(End::Left), &Effect::Record(record)], "and it is performed");
}

#[test]
fn the_look_changes_nothing_in_the_session() {
    let inputs = [Input::Figure, Input::Mute].map(Happening::Input);
    let script = inputs.into_iter().zip(1..).map(|(it, second)| (Moment(ms(second * 1000 + 300)), it));
    let mut stage = Rehearsal::new().with(script);
    stage.play(half_a_minute());
    let looks: Vec<_> = stage.frames.iter().map(|it| (it.2.figure, it.2.muted)).collect();
    assert_eq!(looks.first(), Some(&(true, false)));
    assert_eq!(looks.last(), Some(&(false, true)));
    let mut undisturbed = Rehearsal::new();
    undisturbed.play(half_a_minute());
    assert_eq!(stage.effects, undisturbed.effects);
}
