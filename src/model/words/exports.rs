//! The words of a page for paper and phone, beside those of the routines and of the session.

use crate::model::{
    plan::{Plan, Segment, SegmentKind},
    record::Sum,
    routine::{Routine, Sides},
    side::Side,
    text::Text,
    wording::{Count, capital, length},
    words::{pages, screen, session, suiting, terms},
};

/// Once on every page.
pub const NO_ADVICE: &str = "This is not medical advice. The stretches follow the published sources that are named \
                             with them; no clinician has reviewed this page.";
/// On every page, whatever its areas say.
pub const STOP: &str = "Stop if you feel sharp pain, tingling, numbness or dizziness.";
/// Above the boxes.
pub const TWO_WEEKS: &str = "Two weeks to tick";
/// Above the numbers of the days.
pub const DAY: &str = "Day";
/// Above the sources of all that is on the page.
pub const SOURCES: &str = "Where this comes from";
/// The days that have a box.
pub const DAYS: usize = 14;
/// The button that plays all of it, before its length.
pub const PLAY: &str = "Play all of it";
/// Below that button.
pub const HOW_IT_PLAYS: &str =
    "It leads you through with a voice, sounds and pictures, and needs no network.";

/// The words on the player, each with the name of its place there.
pub const LABELS: &[(&str, &str)] = &[
    ("close", "Close"),
    ("told", "What to do"),
    ("bar", "How much of it is over"),
    ("shorter", "−10 s, shorter"),
    ("less", "−10 s"),
    ("longer", "+10 s, longer"),
    ("more", "+10 s"),
    ("back", "Back"),
    ("pause", "Pause"),
    ("next", "Next"),
    ("again", "Repeat"),
    ("voice", "Voice"),
    ("sounds", "Sounds"),
    ("vibration", "Vibration"),
    ("mute", "This browser has no voice of its own, so there are only sounds and written words."),
];
/// What the player says as it goes on, each with a name.
pub const STATES: [(&str, &str); 4] =
    [("proceed", "Go on"), ("pause", "Pause"), ("done", "Done"), ("all", "That is all. Well done.")];

/// Which of all routines is played, and its name.
pub fn place(number: usize, of: usize, name: &Text) -> String {
    format!("{number} of {of} · {name}")
}

/// What is played, in a line: how long it takes, where it is done, what it needs.
pub fn summary(plan: &Plan) -> String {
    let needs = terms::needed(&plan.needs());
    let parts = [
        Count(plan.routines().len() as u64, "exercise").to_string(),
        terms::total(plan.total()),
        terms::positions_in_turn(&plan.positions()),
        if needs.is_empty() { "nothing needed".to_owned() } else { format!("you need {needs}") },
    ];
    capital(&parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", "))
}

/// The button that plays one routine.
pub fn play_one(routine: &Routine) -> String {
    format!("Play {}", routine.name)
}

/// The rounds of a routine as they are played; empty if it is one.
pub fn rounds(routine: &Routine, rounds: u32) -> String {
    if rounds < 2 {
        return String::new();
    }
    format!("{rounds}, with {} of rest between", length(routine.rest.into()))
}

/// The sides on which it is done; empty if there are none.
pub fn sides(routine: &Routine, only: Option<Side>) -> String {
    let sides = match (routine.sides, only) {
        (Sides::None, _) => Sides::None,
        (Sides::Both | Sides::Listed(..), Some(side)) => Sides::Listed(side, None),
        (sides @ (Sides::Both | Sides::Listed(..)), None) => sides,
    };
    pages::sides(sides, routine.limb)
}

/// How much of a step is done: `Hold 30 seconds`.
pub fn dose(segment: &Segment) -> String {
    capital(session::coming(segment, segment.length).as_str())
}

/// Below the steps of a routine with two sides.
pub const OTHER_SIDE: &str = "Then the same on the other side.";

/// The label of a segment in the player: what is done, and on which side.
pub fn label(segment: &Segment) -> String {
    let done = screen::done_now(segment.kind, false);
    match segment.side {
        Some(side) => format!("{done} · {}", screen::on_side(side)),
        None => done.to_owned(),
    }
}

/// What comes after a segment, as the screen of a session says it; empty after the last one.
pub fn next(plan: &Plan, at: usize) -> String {
    let (here, Some(next)) = (&plan.segments()[at], plan.segments().get(at + 1)) else {
        return String::new();
    };
    if next.kind == SegmentKind::Ready {
        return screen::next_routine(&plan.routine_of(next).name);
    }
    // The words of a hold are on the screen already.
    let is_there = next.text == here.text;
    screen::next(Some(&if is_there { session::coming(next, next.length) } else { next.short.clone() }))
}

/// The picture of a step, for those who cannot see it.
pub fn picture(routine: &Routine, step: usize) -> String {
    format!("{}, {}", routine.name, under_a_picture(step))
}

/// What stands under the picture of a step; 0 is where it begins.
pub fn under_a_picture(step: usize) -> String {
    if step == 0 { "start".to_owned() } else { format!("step {step}") }
}

/// Who wrote the page.
pub fn written_by(version: &str) -> String {
    format!("Made with stretch {version}. Print it from your browser; it is one file, and asks no network.")
}

/// What is said of a page once it is there.
pub fn written(path: &str) -> String {
    format!("{path}\nOpen it in a browser: it plays there, and prints.\n")
}

/// At the end of a routine that is played alone, or where parts were left out.
pub fn end(last: &Segment) -> Text {
    session::joined([session::ended(last), done()])
}

/// Where the end was gone to.
pub fn done() -> Text {
    session::done(0, true, &Sum::default(), true)
}

/// With which conditions one asks first.
pub fn ask_first(routine: &Routine) -> Option<Text> {
    suiting::ask_first(&routine.avoid)
}
