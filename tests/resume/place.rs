//! Where a session goes on, and how the person gets there.

use std::{collections::BTreeSet, time::Duration};

use stretch::model::{
    area::Area,
    journal::{Asked, StopPlace, Writer},
    moment::Moment,
    plan::{Plan, Segment, SegmentKind, Wishes},
    player::{Effect, Event, PATIENCE, Player},
    record::Done,
    text::Text,
};

use super::{Cut, at, choices, lines, named, resumed, session};

/// Who comes back with a stiff neck moves as slowly as before; only what is said first is less.
#[test]
fn going_on_says_less_and_moves_no_faster() {
    let choices = choices(Area::Neck);
    let wishes = Wishes::default();
    let plan = Plan::new(&choices, &wishes).expect("it is built in");
    let is_first_hold = |it: &Segment| it.kind.is_timed();
    let hold = plan.segments().iter().position(is_first_hold).expect("there is one");
    let before: u64 = plan.segments()[..hold].iter().map(|it| u64::from(it.length.unwrap_or(0))).sum();
    let (log, _) = lines(&plan, 0, before + 12, Cut::Left, &BTreeSet::new());
    let kept = session(&log).expect("something was held");
    let (rest, ..) = resumed(&kept, &choices, &wishes, &[]).expect("something is left");
    let length = |it: &Segment| it.length.expect("it is timed");
    let (first, again) = (&plan.segments()[0], &rest.segments()[0]);
    assert!(length(again) < length(first), "{} and {}", again.text.as_str(), first.text.as_str());
    let way = |plan: &Plan| {
        let way = plan.segments().iter().take(hold).filter(|it| it.kind == SegmentKind::Move);
        way.map(|it| (it.text.clone(), it.length)).collect::<Vec<_>>()
    };
    assert!(way(&plan).len() > 1);
    assert_eq!(way(&rest), way(&plan));
}

/// Who went back before they left goes on from there, and not behind it.
#[test]
fn what_one_went_back_to_before_leaving_is_done_again() {
    let choices = choices(Area::Neck);
    let wishes = Wishes::default();
    let plan = Plan::new(&choices, &wishes).expect("it is built in");
    let timed: Vec<usize> =
        (0..plan.segments().len()).filter(|it| plan.segments()[*it].kind.is_timed()).collect();
    let all = named(&plan);
    let seconds =
        |at: usize| -> u64 { plan.segments()[..at].iter().map(|it| u64::from(it.length.unwrap_or(0))).sum() };
    for (backs, index) in [(0, 2), (1, 1), (2, 1), (30, 0)] {
        // Two holds are done, and the third one is on its way.
        let (mut log, mut player) = (String::new(), Player::new(plan.clone(), PATIENCE, Moment::START).0);
        let mut writer = Writer::new("a1".to_owned(), &Text::literal("It"), &Asked::default(), &plan, at(0));
        let mut now = Moment::START;
        let mut tell = |player: &mut Player, event: Event, now: Moment| {
            for due in player.update(event, now) {
                let time = at(now.0.as_secs());
                let line = if let Effect::Record(record) = &due.effect {
                    writer.record(&Done::of(&plan, record), time)
                } else if let Effect::Finished(end) = due.effect {
                    writer.end(end, StopPlace::of(&plan, due.at), time)
                } else {
                    None
                };
                log.push_str(&line.unwrap_or_default());
            }
        };
        for _ in 0..=seconds(timed[1] + 1) {
            now = now + Duration::from_secs(1);
            tell(&mut player, Event::Tick, now);
        }
        for event in std::iter::repeat_n(Event::Back, backs).chain([Event::Quit, Event::Quit]) {
            tell(&mut player, event, now);
        }
        let kept = session(&log).expect("something was held");
        let (rest, ..) = resumed(&kept, &choices, &wishes, &[]).expect("something is left");
        assert_eq!(named(&rest), all[index..], "{backs} back: {log}");
    }
}
