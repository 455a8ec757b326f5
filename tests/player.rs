//! The player's answers, as one table: every phase and every event, on time, three seconds late and after a
//! silence of ninety. Each line says where the player stands then, what it kept, and what became due.

use std::{sync::Arc, time::Duration};

use stretch::model::{
    moment::Moment,
    parse,
    plan::{Choice, Moves, Plan, Wishes},
    player::{DueEffect, Effect, End, Event, HalfBreath, PATIENCE, Phase, Player, WhyPaused},
    routine::Routine,
};

use crate::kept;

const TILT: &str = "
name: Tilt
steps:
  - hold: Tip your head.
    for: 30s
  - reps: Nod.
    times: 5
    each: 3s
  - breathe: Breathe.
    for: 3 breaths
  - hold: Hang.
    for: open
";
const SHORT: &str = "
name: Short
steps:
  - hold: Stay.
    for: 10s
";

fn routine(source: &str, id: &str) -> Arc<Routine> {
    parse::routine(source.as_bytes(), id, None).value.expect("it is right").into()
}

/// A short routine, the one with everything in it, and the short one again.
fn plan(moves: Moves) -> Plan {
    let (short, tilt) = (routine(SHORT, "short"), routine(TILT, "tilt"));
    let choices = [&short, &tilt, &short].map(|it| Choice { routine: Arc::clone(it), rounds: None });
    Plan::new(&choices, &Wishes { moves, ..Wishes::default() }).expect("it can be played")
}

/// A place in a session: its name, the index of its segment, the seconds in it, and the keys pressed there.
struct Place {
    name: &'static str,
    moves: Moves,
    segment: usize,
    seconds: u64,
    keys: &'static [Event],
}

const fn place(name: &'static str, segment: usize, seconds: u64, keys: &'static [Event]) -> Place {
    Place { name, moves: Moves::Timed, segment, seconds, keys }
}

/// The segments: 0 ready, 1 move, 2 hold; 3 ready, 4 move, 5 hold, 6 move, 7 reps, 8 move, 9 breathe,
/// 10 move, 11 open hold; 12 ready, 13 move, 14 hold.
const PLACES: [Place; 23] = [
    place("ready", 3, 1, &[]),
    place("move", 4, 1, &[]),
    place("hold, at its beginning", 2, 0, &[]),
    place("hold", 5, 8, &[]),
    place("hold, nearly over", 5, 28, &[]),
    place("hold, made shorter", 5, 8, &[Event::Shorter]),
    place("repetitions", 7, 7, &[]),
    place("breaths", 9, 12, &[]),
    place("open hold", 11, 8, &[]),
    Place { moves: Moves::Wait, ..place("move that waits", 4, 8, &[]) },
    place("paused in a hold", 5, 8, &[Event::Pause]),
    place("asked whether to leave, in a hold", 5, 8, &[Event::Quit]),
    place("asked whether to leave, in a pause", 5, 8, &[Event::Pause, Event::Quit]),
    place("asked whether to leave, in a move", 4, 1, &[Event::Quit]),
    place(
        "asked whether to leave, while returning to an open hold",
        11,
        8,
        &[Event::Quit, Event::Pause, Event::Quit],
    ),
    place("covered in a hold", 5, 8, &[Event::Cover]),
    place("covered in a move", 4, 1, &[Event::Cover]),
    place("covered in an open hold", 11, 8, &[Event::Cover]),
    Place { moves: Moves::Wait, ..place("covered in a move that waits", 4, 8, &[Event::Cover]) },
    place("covered while returning to a hold", 5, 8, &[Event::Pause, Event::Pause, Event::Cover]),
    place("covered, then stopped, in a hold", 5, 8, &[Event::Cover, Event::Continued]),
    place("returning to a hold", 5, 8, &[Event::Pause, Event::Pause]),
    place("over", 14, 10, &[]),
];

const EVENTS: [(&str, Event); 18] = [
    ("tick", Event::Tick),
    ("pause", Event::Pause),
    ("proceed", Event::Proceed),
    ("next", Event::Next),
    ("back", Event::Back),
    ("next routine", Event::NextRoutine),
    ("previous routine", Event::PreviousRoutine),
    ("again", Event::Again),
    ("longer", Event::Longer),
    ("shorter", Event::Shorter),
    ("where", Event::Where),
    ("quit", Event::Quit),
    ("stay", Event::Stay),
    ("cover", Event::Cover),
    ("uncover", Event::Uncover),
    ("interrupt", Event::Interrupt),
    ("continued", Event::Continued),
    ("slept 60", Event::Slept(Duration::from_secs(60))),
];

/// A player at a place, and the moment at which it was last seen there.
fn stand(place: &Place) -> (Player, Moment) {
    let mut now = Moment::START;
    let (mut player, _) = Player::new(plan(place.moves), PATIENCE, now);
    while player.at() < place.segment {
        player.update(Event::Next, now);
    }
    for _ in 0..place.seconds {
        now = now + Duration::from_secs(1);
        player.update(Event::Tick, now);
    }
    for &key in place.keys {
        player.update(key, now);
    }
    (player, now)
}

/// Where the player stands, and when what is under way ends by itself.
fn standing(player: &Player, now: Moment) -> String {
    let phase = match player.phase() {
        Phase::Timing { .. } => "runs".to_owned(),
        Phase::Waiting { .. } => "waits".to_owned(),
        Phase::Paused { why, .. } => format!("paused, {}", reason(why)),
        Phase::Returning { until, .. } => format!("back in {}", until.since(now).as_secs()),
        Phase::Over { end, .. } => return format!("{} over, {}", player.at(), end.name()),
    };
    let length = player.length().map_or("open".to_owned(), |it| it.as_secs().to_string());
    let at = player.at();
    format!("{at} {} {}/{length} {phase}", player.segment().kind.name(), player.done(now).as_secs())
}

fn reason(why: WhyPaused) -> String {
    match why {
        WhyPaused::Asked => "asked".to_owned(),
        WhyPaused::Leaving => "leaving".to_owned(),
        WhyPaused::Gap(gap) => format!("gap of {}", gap.as_secs()),
        WhyPaused::Covered => "covered".to_owned(),
        WhyPaused::Stopped => "stopped".to_owned(),
        WhyPaused::Slept(slept) => format!("slept {}", slept.as_secs()),
    }
}

/// What is due, with its room in seconds where the next thing comes by itself.
fn told(player: &Player, due: &DueEffect) -> Option<String> {
    let what = match due.effect {
        Effect::Begin => format!("begin {}", due.at),
        Effect::HalfWay => "half".to_owned(),
        Effect::MinutesLeft(minutes) => format!("{minutes} min left"),
        Effect::Where => "where".to_owned(),
        Effect::Last(left) => left.to_string(),
        Effect::Beat(nth) => format!("beat {nth}"),
        Effect::Stay => "stay".to_owned(),
        Effect::Release => "release".to_owned(),
        Effect::Part(part) => format!("part {part}"),
        Effect::Breath { turn: HalfBreath::In, nth } => format!("in {nth}"),
        Effect::Breath { turn: HalfBreath::Out, nth } => format!("out {nth}"),
        Effect::Record(_) => return None,
        Effect::Paused(_) => "paused".to_owned(),
        Effect::GoesOn { returning: true } => "return".to_owned(),
        Effect::GoesOn { returning: false } => "go on".to_owned(),
        Effect::HoldsAgain => "hold again".to_owned(),
        Effect::Finished(End::Done) => "done".to_owned(),
        Effect::Finished(End::Left) => "left".to_owned(),
    };
    let room = player.room(due).map_or(String::new(), |it| format!("({})", it.as_secs()));
    Some(what + &room)
}

fn line(place: &Place, event: Event, late: u64) -> String {
    let (mut player, seen) = stand(place);
    let kept_before = player.records().len();
    let now = seen + Duration::from_secs(late);
    let due = player.update(event, now);
    let kept: Vec<String> = player.records()[kept_before..]
        .iter()
        .map(|it| format!("{} {} {}", it.at, it.outcome.name(), it.time.as_secs()))
        .collect();
    let told: Vec<String> = due.iter().filter_map(|it| told(&player, it)).collect();
    let standing = standing(&player, now);
    format!("{standing:<34}  {:<14}  {}", kept.join(", "), told.join(", ")).trim_end().to_owned()
}

#[test]
fn every_phase_answers_every_event_on_time_late_and_after_a_silence() {
    let mut table = String::from(
        "Where the player stands: segment, seconds done of its length, phase. What it kept. What became due,\n\
         with the seconds until the next thing that comes by itself.\n",
    );
    for place in &PLACES {
        let (player, now) = stand(place);
        table.push_str(&format!("\n{}: {}\n", place.name, standing(&player, now)));
        for (name, event) in EVENTS {
            for (late, when) in [(0, ""), (3, "3 s late"), (90, "after 90 s")] {
                let name = if late == 0 { name } else { "" };
                let line = line(place, event, late);
                table.push_str(format!("  {name:<17}{when:<11}{line}").trim_end());
                table.push('\n');
            }
        }
    }
    kept::kept("tests/snapshots/player.txt", &table);
}
