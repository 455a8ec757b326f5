use super::*;
use crate::model::{
    dose::{Dose, Span},
    moment::Moment,
    plan::{
        Wishes,
        tests::{alone, hold, routine, step},
    },
    player::{Event, PATIENCE, Player},
    routine::{Action, Routine, Sides},
    wording,
    words::held::{in_all, unfinished},
};

/// A hold of 30 s, then five repetitions of 3 s, on both sides; then an open hold.
fn plan() -> Plan {
    let squeeze = Action::Reps { times: Span::only(5).unwrap(), each: 3, hold: None };
    let steps = vec![hold("Tip.", 30), step("Squeeze.", squeeze), step("Hang.", Action::Hold(Dose::Open))];
    alone(Routine { steps, sides: Sides::Both, ..routine("Neck") }, &Wishes::default())
}

/// Plays the plan. In the timed segments, in their order, these keys are pressed after so many seconds;
/// an open one that gets no key is ended after four.
fn played(keys: &[&[(u64, Event)]]) -> Vec<Done> {
    let (mut player, _) = Player::new(plan(), PATIENCE, Moment::START);
    let (mut keys, mut now) = (keys.iter(), Moment::START);
    while player.end().is_none() {
        let at = player.at();
        let is_timed = player.segment().kind.is_timed();
        let mut keys = is_timed.then(|| keys.next()).flatten().copied().unwrap_or_default().iter().peekable();
        let mut second = 0;
        while player.at() == at && player.end().is_none() {
            now = now + Duration::from_secs(1);
            second += 1;
            let waits = player.left(now).is_none() && second == 4;
            let key = keys.next_if(|(due, _)| *due == second).map(|it| it.1);
            let event = key.unwrap_or(if waits { Event::Proceed } else { Event::Tick });
            player.update(event, now);
            if event == Event::Again {
                break;
            }
        }
    }
    player.records().iter().map(|it| Done::of(player.plan(), it)).collect()
}

/// Each segment in a line, and the sums.
fn told(done: &[Done]) -> String {
    let line = |it: &Done| {
        let planned = it.planned.map_or("open".to_owned(), |it| it.as_secs().to_string());
        let times = it.times.map_or(String::new(), |it| format!(" {it} times"));
        let side = it.side.map_or("-", |it| it.letter());
        format!("{side} {} of {planned}{times}: {:?}\n", it.time.as_secs(), it.fate())
    };
    let sum: Sum = done.iter().map(Done::sum).sum();
    let unfinished = unfinished(done).unwrap_or_default();
    let lines: String = done.iter().map(line).collect();
    format!("{lines}{}\n{unfinished}\n", in_all(&sum, wording::length))
}

/// Going back to a hold is another try of the same hold.
#[test]
fn a_hold_that_was_tried_twice_is_one_hold() {
    let tried = |then: &'static [(u64, Event)]| played(&[&[(7, Event::Again)], then]);
    let twice = tried(&[(9, Event::Next)]);
    assert!(told(&twice).ends_with("1 hold ended early\n"), "{}", told(&twice));
    let in_the_end = tried(&[]);
    assert!(in_the_end[0].time.as_secs() == 7 && unfinished(&in_the_end).is_none(), "{}", told(&in_the_end));
}

#[test]
fn what_runs_its_time_is_finished() {
    let all = "\
r 30 of 30: Finished
r 15 of 15 5 times: Finished
r 4 of open: Finished
l 30 of 30: Finished
l 15 of 15 5 times: Finished
l 4 of open: Finished
1m8s held and 10 repetitions

";
    assert_eq!(told(&played(&[])), all);
}

#[test]
fn held_and_finished_are_two_facts() {
    use Event::{Interrupt, Longer, Next, NextRoutine, Quit, Shorter};
    let first = |keys: &[(u64, Event)]| {
        let done = played(&[keys]);
        let first = &done[0];
        assert_eq!((first.time, first.times), (first.sum().held, None));
        (first.time.as_secs(), first.fate())
    };
    assert_eq!(first(&[(5, Shorter)]), (20, Fate::Shortened), "20 s of 30 are 20 s held");
    assert_eq!(first(&[(8, Next)]), (8, Fate::LeftEarly));
    assert_eq!(first(&[(8, Quit), (9, Quit)]), (8, Fate::LeftEarly));
    assert_eq!(first(&[(8, Interrupt)]), (8, Fate::LeftEarly));
    assert_eq!(first(&[(8, NextRoutine)]), (8, Fate::LeftEarly));
    assert_eq!(first(&[(5, Shorter), (6, Next)]), (6, Fate::LeftEarly), "it was left, short as it was");
    assert_eq!(first(&[(5, Longer)]), (40, Fate::Finished));
    assert_eq!(first(&[(5, Longer), (35, Next)]), (35, Fate::Finished), "all that was planned was held");
    assert_eq!(first(&[(5, Longer), (25, Next)]), (25, Fate::LeftEarly));
    assert_eq!(first(&[(5, Longer), (6, Shorter)]), (30, Fate::Finished));
}

#[test]
fn whole_repetitions_count_however_they_end() {
    use Event::{Next, Shorter};
    let reps = |keys: &[(u64, Event)]| {
        let done = played(&[&[], keys]);
        (done[1].times, done[1].sum().held.as_secs(), done[1].fate())
    };
    assert_eq!(reps(&[(8, Next)]), (Some(2), 0, Fate::LeftEarly));
    let only_reps = Sum { held: Duration::ZERO, times: 3 };
    assert_eq!(in_all(&only_reps, wording::length), "3 repetitions");
    assert_eq!(reps(&[(2, Next)]), (Some(0), 0, Fate::Skipped), "not one was done");
    assert_eq!(reps(&[(3, Next)]), (Some(1), 0, Fate::LeftEarly));
    assert_eq!(reps(&[(1, Shorter)]), (Some(1), 0, Fate::Shortened), "by whole ones");
}

#[test]
fn an_open_hold_is_finished_by_the_person_who_goes_on() {
    use Event::{Next, Pause, Proceed, Quit};
    let open = |keys: &[(u64, Event)]| {
        let done = played(&[&[], &[], keys]);
        (done[2].time.as_secs(), done[2].planned, done[2].fate())
    };
    for goes_on in [Next, Pause, Proceed] {
        assert_eq!(open(&[(20, goes_on)]).2, Fate::Finished, "{goes_on:?}");
    }
    assert_eq!(open(&[(3, Quit), (4, Quit)]), (3, None, Fate::LeftEarly));
}

#[test]
fn what_was_left_at_once_is_skipped() {
    use Event::{Next, Quit};
    let done = played(&[&[(1, Next)], &[(1, Next)], &[(3, Quit), (4, Quit)]]);
    let told = told(&done);
    let expected = "\
r 1 of 30: LeftEarly
r 1 of 15 0 times: Skipped
r 3 of open: LeftEarly
4s held
2 holds ended early, 1 skipped
";
    assert_eq!(told, expected);
    let nothing = Done { time: Duration::from_millis(999), ..done[0].clone() };
    assert_eq!(nothing.fate(), Fate::Skipped, "less than a second");
    assert_eq!(told_sum(&[nothing]), "nothing held");
}

fn told_sum(done: &[Done]) -> String {
    in_all(&done.iter().map(Done::sum).sum(), wording::length)
}

#[test]
fn routines_and_sides_add_up_in_the_order_in_which_they_came() {
    let done = played(&[&[(8, Event::Next)], &[], &[], &[(1, Event::Back)]]);
    let routines = by_routine(&done);
    assert_eq!(routines.len(), 1);
    let sum = |held, times| Sum { held: Duration::from_secs(held), times };
    assert_eq!(
        routines[0].sides,
        [(Some(Side::Right), sum(12, 5)), (Some(Side::Left), sum(35, 5))],
        "what was left and done again counts both times"
    );
    let skipped = Done { time: Duration::ZERO, ..done[0].clone() };
    assert_eq!(by_routine(&[skipped]), [], "what was only skipped has no line");
    let other = Done { routine: Text::clean("other"), ..done[0].clone() };
    assert_eq!(by_routine(&[done[0].clone(), other]).len(), 2, "of the same name, and not the same");
}
