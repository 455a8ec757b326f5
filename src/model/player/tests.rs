use super::*;
use crate::model::{
    dose::{Dose, Span},
    plan::{
        Moves, Wishes,
        tests::{alone, hold, routine, step},
    },
    routine::{Action, Move, Routine, Sides, Step},
    text::Text,
};

const fn s(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

const fn at(seconds: u64) -> Moment {
    Moment(s(seconds))
}

/// Ready 0 to 8, a move 8 to 13, a hold 13 to 43, a move 43 to 47.
fn tilt() -> Plan {
    let steps =
        vec![hold("Tip your head to one side.", 30), step("Come back.", Action::Move { length: None })];
    let plan = alone(Routine { steps, ..routine("Tilt") }, &Wishes::default());
    assert_eq!(lengths(&plan), [7, 5, 30, 4]);
    plan
}

fn lengths(plan: &Plan) -> Vec<u32> {
    plan.segments().iter().map(|it| it.length.unwrap_or(0)).collect()
}

fn begin(plan: Plan) -> Player {
    let (player, due) = Player::new(plan, PATIENCE, Moment::START);
    assert_eq!(due, [DueEffect { at: 0, point: Duration::ZERO, effect: Effect::Begin }]);
    player
}

fn effects(due: Vec<DueEffect>) -> Vec<Effect> {
    due.into_iter().map(|it| it.effect).collect()
}

/// Ticks once a second up to a moment.
fn tick_to(player: &mut Player, seconds: u64) -> Vec<(u64, Effect)> {
    let from = player.seen.0.as_secs() + 1;
    let mut all = Vec::new();
    for second in from..=seconds {
        all.extend(effects(player.update(Event::Tick, at(second))).into_iter().map(|it| (second, it)));
    }
    all
}

#[test]
fn after_the_end_all_of_the_last_part_is_over() {
    let mut player = begin(tilt());
    tick_to(&mut player, 60);
    assert_eq!(player.end(), Some(End::Done));
    assert_eq!((player.done(at(90)), player.left(at(90))), (s(4), Some(s(0))));
}

#[test]
fn more_time_for_one_move_between_two_sides_is_for_no_other() {
    let roll = |words: &str| Move { words: Text::clean(words), ..Move::default() };
    let twist = Routine {
        sides: Sides::Both,
        steps: vec![hold("Open.", 30)],
        switch: vec![roll("Roll onto your back."), roll("Roll onto your other side.")],
        ..routine("Twist")
    };
    let plan = alone(twist, &Wishes::default());
    let first = plan.segments().iter().position(|it| it.kind == SegmentKind::Switch).expect("sides change");
    assert_eq!(plan.segments()[first + 1].kind, SegmentKind::Switch);
    let before = lengths(&plan);
    let mut player = begin(plan);
    while player.at() < first {
        player.update(Event::Next, at(1));
    }
    player.update(Event::Longer, at(2));
    assert!(player.seconds_of(first) > Some(before[first]));
    assert_eq!(player.seconds_of(first + 1), Some(before[first + 1]));
}

#[test]
fn a_hold_begins_is_half_over_is_counted_out_and_is_recorded() {
    let mut player = begin(tilt());
    let effects = tick_to(&mut player, 60);
    let record = Record { at: 2, outcome: Outcome::Held, time: s(30) };
    assert_eq!(
        effects,
        [
            (7, Effect::Begin),
            (12, Effect::Begin),
            (27, Effect::HalfWay),
            (39, Effect::Last(3)),
            (40, Effect::Last(2)),
            (41, Effect::Last(1)),
            (42, Effect::Record(record)),
            (42, Effect::Begin),
            (46, Effect::Finished(End::Done)),
        ]
    );
    assert_eq!((player.end(), player.records()), (Some(End::Done), [record].as_slice()));
}

#[test]
fn however_often_it_ticks_it_ends_at_the_same_moment() {
    for millis in [1, 7, 33, 100, 250, 999, 1000, 2900, 4999] {
        let mut player = begin(tilt());
        let mut now = Moment::START;
        let mut said = Vec::new();
        while player.end().is_none() {
            now = now + Duration::from_millis(millis);
            said.extend(player.update(Event::Tick, now));
        }
        assert_eq!(now.0.as_millis() as u64, 46_000_u64.div_ceil(millis) * millis, "{millis}");
        assert_eq!(said.len(), 9, "each cue once, ticking every {millis} ms: {said:?}");
    }
}

/// Where a player stands, in one line: segment, seconds done of its length, and the phase.
fn describe(player: &Player, now: Moment) -> String {
    let phase = match player.phase() {
        Phase::Timing { .. } => "runs".to_owned(),
        Phase::Waiting { .. } => "waits".to_owned(),
        Phase::Paused { why, .. } => format!("paused: {why:?}"),
        Phase::Returning { .. } => "returning".to_owned(),
        Phase::Over { end, .. } => return format!("over: {end:?}"),
    };
    let length = player.length().map_or("open".to_owned(), |it| it.as_secs().to_string());
    format!("{} {}/{length} {phase}", player.at(), player.done(now).as_secs())
}

#[test]
fn a_pause_lengthens_the_session_by_its_length_and_the_return() {
    let mut player = begin(tilt());
    tick_to(&mut player, 20);
    player.update(Event::Pause, at(20));
    player.update(Event::Tick, at(900));
    assert_eq!(effects(player.update(Event::Pause, at(1000))), [Effect::GoesOn { returning: true }]);
    assert_eq!(player.left(at(1002)), Some(s(22)), "the hold stands while one gets back into it");
    let effects = tick_to(&mut player, 1100);
    assert_eq!(effects.first(), Some(&(1005, Effect::HoldsAgain)));
    assert_eq!(effects.last(), Some(&(1031, Effect::Finished(End::Done))));
    assert_eq!(player.records()[0], Record { at: 2, outcome: Outcome::Held, time: s(30) });
}

#[test]
fn a_move_goes_on_at_once_after_a_pause() {
    let mut player = begin(tilt());
    tick_to(&mut player, 9);
    player.update(Event::Pause, at(9));
    assert_eq!(effects(player.update(Event::Pause, at(99))), [Effect::GoesOn { returning: false }]);
    assert_eq!(player.left(at(99)), Some(s(3)));
}

#[test]
fn a_silence_pauses_at_the_last_moment_seen() {
    let mut player = begin(tilt());
    tick_to(&mut player, 20);
    assert_eq!(effects(player.update(Event::Tick, at(500))), [Effect::Paused(WhyPaused::Gap(s(480)))]);
    assert_eq!(player.left(at(500)), Some(s(22)));
    let mut player = begin(tilt());
    tick_to(&mut player, 20);
    player.update(Event::Pause, at(500));
    assert_eq!(describe(&player, at(500)), "2 8/30 paused: Gap(480s)", "a key does not undo the pause");
    let mut player = begin(tilt());
    tick_to(&mut player, 20);
    player.update(Event::Slept(s(3)), at(24));
    assert_eq!(describe(&player, at(24)), "2 8/30 paused: Slept(3s)");
}

#[test]
fn what_ended_a_hold_is_recorded_with_how_long_it_was_held() {
    let outcome = |events: &[(u64, Event)]| {
        let mut player = begin(tilt());
        for &(second, event) in events {
            tick_to(&mut player, second);
            player.update(event, at(second));
        }
        tick_to(&mut player, 200);
        let record = player.records()[0];
        (record.outcome, record.time.as_secs())
    };
    assert_eq!(outcome(&[(20, Event::Next)]), (Outcome::Skipped, 8));
    assert_eq!(outcome(&[(20, Event::Again)]), (Outcome::Skipped, 8));
    assert_eq!(outcome(&[(20, Event::Shorter)]), (Outcome::Shortened, 20));
    assert_eq!(outcome(&[(20, Event::Longer)]), (Outcome::Held, 40));
    assert_eq!(outcome(&[(20, Event::Longer), (21, Event::Shorter)]), (Outcome::Held, 30));
    assert_eq!(outcome(&[(41, Event::Shorter)]), (Outcome::Shortened, 29), "what is over stays over");
    assert_eq!(outcome(&[(20, Event::Quit), (21, Event::Quit)]), (Outcome::Skipped, 8));
}

#[test]
fn the_other_side_gets_the_same_change() {
    let both = Routine { sides: Sides::Both, rounds: Span::only(2).unwrap(), ..routine("Tilt") };
    let mut player = begin(alone(both, &Wishes::default()));
    let holds: Vec<usize> =
        (0..player.plan.segments().len()).filter(|&it| player.plan.segments()[it].kind.is_timed()).collect();
    while player.at() < holds[0] {
        player.update(Event::Next, Moment::START);
    }
    let before = player.left_in_all(Moment::START).seconds;
    player.update(Event::Longer, Moment::START);
    let lengths: Vec<u64> = holds.iter().map(|&it| player.length_of(it).unwrap().as_secs()).collect();
    assert_eq!(lengths, [40, 40, 30, 30]);
    assert_eq!(player.left_in_all(Moment::START).seconds, before + 20);
}

#[test]
fn what_waits_is_ended_by_the_person_and_counts() {
    let open = Routine { steps: vec![step("Hang.", Action::Hold(Dose::Open))], ..routine("Hang") };
    for event in [Event::Proceed, Event::Pause, Event::Next] {
        let mut player = begin(alone(open.clone(), &Wishes::default()));
        player.update(Event::Next, at(0));
        player.update(Event::Next, at(0));
        assert_eq!(player.left(at(0)), None);
        assert_eq!(player.left_in_all(at(0)), Total { seconds: 0, open: 1 });
        assert_eq!(player.idle(at(0)), Some(s(1)), "its seconds are counted up");
        tick_to(&mut player, 100);
        player.update(event, at(101));
        assert_eq!(player.records(), [Record { at: 2, outcome: Outcome::Held, time: s(101) }]);
        assert_eq!(player.end(), Some(End::Done));
    }
}

#[test]
fn repetitions_beat_and_change_by_whole_ones() {
    let reps = Action::Reps { times: Span::only(4).unwrap(), each: 3, hold: None };
    let mut player = begin(alone(
        Routine { steps: vec![step("Squeeze.", reps)], ..routine("Squeeze") },
        &Wishes::default(),
    ));
    player.update(Event::Next, at(0));
    player.update(Event::Next, at(0));
    let effects = tick_to(&mut player, 8);
    assert_eq!(effects, [(3, Effect::Beat(2)), (6, Effect::Beat(3))]);
    player.update(Event::Longer, at(8));
    assert_eq!(player.length(), Some(s(24)), "four more of three seconds");
    player.update(Event::Shorter, at(8));
    player.update(Event::Shorter, at(8));
    assert_eq!(player.length(), Some(s(9)), "the one that has begun is finished");
}

#[test]
fn it_sleeps_to_the_next_second_that_is_shown() {
    let mut player = begin(tilt());
    let idle = |player: &Player, millis| player.idle(Moment(Duration::from_millis(millis)));
    assert_eq!(idle(&player, 0), Some(s(1)));
    assert_eq!(idle(&player, 300), Some(Duration::from_millis(700)));
    assert_eq!(idle(&player, 6999), Some(Duration::from_millis(1)));
    player.update(Event::Pause, at(1));
    assert_eq!(player.idle(at(1)), None, "a pause wakes for nothing");
}

#[test]
fn previous_routine_is_first_the_beginning_of_this_one() {
    let mut player = begin(tilt());
    tick_to(&mut player, 20);
    player.update(Event::PreviousRoutine, at(20));
    assert_eq!(player.at(), 0);
    player.update(Event::PreviousRoutine, at(20));
    assert_eq!(player.at(), 0);
}

#[test]
fn a_long_stay_inside_a_repetition_is_led_like_a_hold() {
    // Three seconds there, twenty-four in which one stays, three back.
    let reps = Action::Reps { times: Span::only(2).unwrap(), each: 6, hold: Some(Span::only(24).unwrap()) };
    let mut player =
        begin(alone(Routine { steps: vec![step("Pull.", reps)], ..routine("Calf") }, &Wishes::default()));
    player.update(Event::Next, at(0));
    player.update(Event::Next, at(0));
    let heard = tick_to(&mut player, 29);
    let expected = [
        (3, Effect::Stay),
        (24, Effect::Last(3)),
        (25, Effect::Last(2)),
        (26, Effect::Last(1)),
        (27, Effect::Release),
    ];
    assert_eq!(heard, expected);
    // From the second one on it is the same; what is left is of the part that one is in.
    let part = |second| {
        let mut player = player.clone();
        tick_to(&mut player, second);
        player.part(at(second)).map(|it| (it.stays, it.left.as_secs(), it.length.as_secs()))
    };
    assert_eq!(
        [part(30), part(33), part(50), part(58)],
        [Some((false, 3, 3)), Some((true, 24, 24)), Some((true, 7, 24)), Some((false, 2, 3))]
    );
}

#[test]
fn the_words_of_a_repetition_with_a_hold_come_in_their_order() {
    let reps = Action::Reps { times: Span::only(2).unwrap(), each: 4, hold: Some(Span::only(3).unwrap()) };
    let say = ["Up.", "And up.", "Down.", "And down."].map(Text::literal).to_vec();
    let lift = Step { say, ..step("Lift.", reps) };
    let mut player = begin(alone(Routine { steps: vec![lift], ..routine("Lift") }, &Wishes::default()));
    player.update(Event::Next, at(0));
    player.update(Event::Next, at(0));
    let first = [(1, Effect::Part(1)), (2, Effect::Stay), (5, Effect::Release), (6, Effect::Part(3))];
    let again = first.clone().map(|(second, it)| (second + 7, it));
    assert_eq!(tick_to(&mut player, 13), [&first[..], &[(7, Effect::Beat(2))], &again].concat());
}

/// Taking the question back leaves everything as it was before it, whatever that was.
#[test]
fn a_question_that_is_taken_back_changes_nothing() {
    let ask_and_stay = |player: &mut Player, now| {
        player.update(Event::Quit, at(now));
        assert!(matches!(player.phase(), Phase::Paused { why: WhyPaused::Leaving, .. }));
        player.update(Event::Stay, at(now + 3));
    };
    let mut player = begin(tilt());
    tick_to(&mut player, 10);
    ask_and_stay(&mut player, 10);
    assert_eq!(describe(&player, at(13)), "1 3/5 runs", "a move goes on at once");
    let mut player = begin(tilt());
    tick_to(&mut player, 20);
    ask_and_stay(&mut player, 20);
    assert_eq!(describe(&player, at(23)), "2 8/30 returning", "a hold after five seconds");
    for (event, why) in [
        (Event::Pause, WhyPaused::Asked),
        (Event::Continued, WhyPaused::Stopped),
        (Event::Slept(s(60)), WhyPaused::Slept(s(60))),
    ] {
        let mut player = begin(tilt());
        tick_to(&mut player, 20);
        player.update(event, at(20));
        ask_and_stay(&mut player, 21);
        assert!(matches!(player.phase(), Phase::Paused { why: it, .. } if it == why), "{event:?}");
        // The next question is asked anew.
        player.update(Event::Pause, at(30));
        tick_to(&mut player, 36);
        ask_and_stay(&mut player, 36);
        assert!(matches!(player.phase(), Phase::Returning { .. }), "{event:?}");
    }
}

/// What covers a session pauses it, and it goes on as before; but not what was stopped meanwhile.
#[test]
fn what_covers_a_session_pauses_it() {
    let covered = |before: Event, meanwhile: Event| {
        let mut player = begin(tilt());
        tick_to(&mut player, 20);
        player.update(before, at(20));
        player.update(Event::Cover, at(20));
        player.update(meanwhile, at(80));
        player.update(Event::Uncover, at(100));
        describe(&player, at(100))
    };
    assert_eq!(covered(Event::Tick, Event::Tick), "2 8/30 returning");
    assert_eq!(covered(Event::Pause, Event::Tick), "2 8/30 paused: Asked");
    assert_eq!(covered(Event::Quit, Event::Tick), "2 8/30 paused: Leaving");
    assert_eq!(covered(Event::Tick, Event::Continued), "2 8/30 paused: Stopped");
    assert_eq!(covered(Event::Tick, Event::Slept(s(60))), "2 8/30 paused: Slept(60s)");
}

/// However late it is performed: the words of a cue are chosen by its room.
#[test]
fn the_room_of_what_is_due_does_not_depend_on_when_it_comes() {
    let rooms = |step: u64| {
        let mut player = Player::new(tilt(), Duration::from_secs(1000), Moment::START).0;
        let mut rooms = Vec::new();
        for second in (step..=46 + step).step_by(step as usize) {
            let due = player.update(Event::Tick, at(second));
            rooms.extend(due.iter().map(|it| (it.clone(), player.room(it))));
        }
        rooms
    };
    let on_time = rooms(1);
    let seconds: Vec<Option<u64>> = on_time.iter().map(|it| it.1.map(|it| it.as_secs())).collect();
    let expected = [Some(5), Some(15), Some(12), Some(1), Some(1), Some(1), None, Some(4), None];
    assert_eq!(seconds, expected);
    for late in [3, 10, 47] {
        assert_eq!(rooms(late), on_time, "a tick every {late} s");
    }
}

#[test]
fn a_stay_of_ten_seconds_is_long() {
    let led = |stay| {
        let reps = Action::Reps { times: Span::only(2).unwrap(), each: 4, hold: Span::only(stay) };
        let mut player =
            begin(alone(Routine { steps: vec![step("Pull.", reps)], ..routine("Calf") }, &Wishes::default()));
        player.update(Event::Next, at(0));
        player.update(Event::Next, at(0));
        let counted = tick_to(&mut player, u64::from(stay) + 2);
        let parts = player.part(at(u64::from(stay) + 2));
        (counted.iter().filter(|it| matches!(it.1, Effect::Last(_))).count(), parts)
    };
    assert_eq!(led(9), (0, None));
    assert_eq!(led(10), (3, Some(RepPart { stays: false, left: s(2), length: s(2) })));
}

/// An open hold goes on where it was, and the time of a pause is not in it.
#[test]
fn an_open_hold_keeps_its_time_over_a_pause() {
    let open = Routine { steps: vec![step("Hang.", Action::Hold(Dose::Open))], ..routine("Hang") };
    let mut player = begin(alone(open, &Wishes::default()));
    player.update(Event::Next, at(0));
    player.update(Event::Next, at(0));
    tick_to(&mut player, 10);
    player.update(Event::Quit, at(10));
    player.update(Event::Pause, at(60));
    tick_to(&mut player, 75);
    assert_eq!(player.done(at(75)), s(20), "ten, then five to get back into it, then ten");
    player.update(Event::Proceed, at(75));
    assert_eq!(player.records(), [Record { at: 2, outcome: Outcome::Held, time: s(20) }]);
}

#[test]
fn getting_back_takes_five_seconds_however_late_the_ticks_are() {
    let mut player = begin(tilt());
    tick_to(&mut player, 20);
    player.update(Event::Pause, at(20));
    player.update(Event::Pause, at(30));
    player.update(Event::Tick, at(33));
    player.update(Event::Tick, at(37));
    assert_eq!(player.left(at(37)), Some(s(20)), "two seconds of it have run since");
}

#[test]
fn a_silence_pauses_a_hold_that_waits_and_not_the_way_to_it() {
    let open = Routine { steps: vec![step("Hang.", Action::Hold(Dose::Open))], ..routine("Hang") };
    let mut player = begin(alone(open, &Wishes { moves: Moves::Wait, ..Wishes::default() }));
    player.update(Event::Proceed, at(900));
    assert_eq!(player.at(), 1, "whoever is waited for may take their time");
    player.update(Event::Proceed, at(2000));
    tick_to(&mut player, 2008);
    let due = effects(player.update(Event::Proceed, at(2100)));
    assert_eq!(due, [Effect::Paused(WhyPaused::Gap(s(92)))]);
    assert_eq!(player.done(at(2100)), s(8), "nobody was led through the rest");
}

#[test]
fn what_is_over_and_what_is_left_are_asked_between_two_ticks() {
    let mut player = begin(tilt());
    tick_to(&mut player, 20);
    let at = |millis| Moment(Duration::from_millis(millis));
    assert_eq!(player.left_in_all(at(20_300)).seconds, 22 + 4, "a second that has begun is shown");
    assert_eq!(player.done(at(60_000)), s(30), "never more than all of it");
    assert_eq!(player.left(at(60_000)), Some(Duration::ZERO));
}

#[test]
fn nothing_is_marked_at_the_very_end_of_a_segment() {
    // Breathing in takes four seconds: the person would breathe out when all is over.
    let breathe = Action::Breathe(Dose::Seconds(Span::only(4).unwrap()));
    let plan = alone(Routine { steps: vec![step("Breathe.", breathe)], ..routine("A") }, &Wishes::default());
    let begins = lengths(&plan)[..2].iter().copied().map(u64::from).sum();
    let mut player = begin(plan);
    tick_to(&mut player, begins);
    let record = Record { at: 2, outcome: Outcome::Held, time: s(4) };
    let end = [Effect::Record(record), Effect::Finished(End::Done)];
    assert_eq!(tick_to(&mut player, begins + 4), end.map(|it| (begins + 4, it)));
}

#[test]
fn a_long_hold_says_the_minutes_that_are_left() {
    let marks_of = |seconds| {
        let plan =
            alone(Routine { steps: vec![hold("Rest.", seconds)], ..routine("Rest") }, &Wishes::default());
        let length = Duration::from_secs(u64::from(seconds));
        let found = marks(&plan.segments()[2], length, Duration::ZERO);
        let said = found.filter(|it| !matches!(it.1, Effect::Last(_)));
        said.map(|(point, effect)| (point.as_secs(), effect)).collect::<Vec<_>>()
    };
    assert_eq!(marks_of(29), []);
    assert_eq!(marks_of(30), [(15, Effect::HalfWay)]);
    assert_eq!(marks_of(120), [(60, Effect::HalfWay)]);
    assert_eq!(marks_of(210), [(150, Effect::MinutesLeft(1))]);
    assert_eq!(marks_of(600), [(300, Effect::MinutesLeft(5)), (540, Effect::MinutesLeft(1))]);
}

#[test]
fn a_repetition_without_a_way_back_lets_nothing_go() {
    let reps = Action::Reps { times: Span::only(2).unwrap(), each: 1, hold: Some(Span::only(5).unwrap()) };
    let mut player =
        begin(alone(Routine { steps: vec![step("Press.", reps)], ..routine("Press") }, &Wishes::default()));
    player.update(Event::Next, at(0));
    player.update(Event::Next, at(0));
    assert_eq!(tick_to(&mut player, 11), [(1, Effect::Stay), (6, Effect::Beat(2)), (7, Effect::Stay)]);
}
