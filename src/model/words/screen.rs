//! The words on the screen of a session: labels, what comes next, and how to go on.

use std::time::Duration;

use crate::model::{
    dose::Seconds,
    plan::{SegmentKind, Total},
    player::{HalfBreath, WhyPaused, seconds_begun},
    side::Side,
    text::Text,
    wording::spoken_length as spoken,
    words::terms,
};

/// The first word of the label: what the person does. A stay is a hold inside a repetition.
pub const fn done_now(kind: SegmentKind, stays: bool) -> &'static str {
    match kind {
        SegmentKind::Ready => "GET READY",
        SegmentKind::Move => "MOVE",
        SegmentKind::Hold => "HOLD",
        SegmentKind::Breathe => "BREATHE",
        SegmentKind::Reps if stays => "STAY",
        SegmentKind::Reps => "REPEAT",
        SegmentKind::Switch => "SWITCH SIDES",
        SegmentKind::Rest => "REST",
    }
}

/// The label while a movement is explained that is done next.
pub const COMING_UP: &str = "COMING UP";

/// What a session is made of: of stretches alone, or of others, too.
pub const fn part_of_a_session(are_stretches: bool) -> &'static str {
    if are_stretches { "stretch" } else { "exercise" }
}

/// One of several rounds: `round 1 of 3`.
pub fn round_of(round: u32, rounds: u32) -> String {
    format!("round {}", nth_of(round.into(), rounds.into()))
}

/// Above the drawn person, while they show what one gets ready for.
pub const PREVIEW: &str = "preview";

/// Below a page of the help, if there are several.
pub fn page(number: usize, of: usize) -> String {
    format!("{number} of {of}: n next page")
}

/// A side of the body: `left side`.
pub fn on_side(side: Side) -> String {
    format!("{} side", terms::side(side))
}

/// One of several by its number: `2 of 5`.
pub fn nth_of(nth: u64, of: u64) -> String {
    format!("{nth} of {of}")
}

/// Behind a large number: of how many it is one.
pub fn of_all(of: u64) -> String {
    format!("of {of}")
}

/// The label while time stands still.
pub fn paused(why: WhyPaused) -> String {
    match why {
        WhyPaused::Asked | WhyPaused::Covered => PAUSED.to_owned(),
        WhyPaused::Leaving => "LEAVE?".to_owned(),
        WhyPaused::Gap(gap) => format!("PAUSED, after {} away", spoken(gap.as_secs())),
        WhyPaused::Stopped => "PAUSED, welcome back".to_owned(),
        WhyPaused::Slept(slept) => format!("PAUSED, the machine slept for {}", spoken(slept.as_secs())),
    }
}

/// The label of a pause where there is no room for its reason.
pub const PAUSED: &str = "PAUSED";

/// How to end a pause, with the reason of the pause, since the label may have no room for it.
pub fn how_to_go_on(why: WhyPaused) -> String {
    match why {
        WhyPaused::Leaving => "q again to leave, esc to stay".to_owned(),
        WhyPaused::Asked | WhyPaused::Covered | WhyPaused::Stopped => "space to go on".to_owned(),
        WhyPaused::Gap(gap) => format!("space to go on, after {} away", spoken(gap.as_secs())),
        WhyPaused::Slept(slept) => format!("space to go on; slept for {}", spoken(slept.as_secs())),
    }
}

/// Above the words of a hold that were said on the way into it already.
pub const HOLD_HERE: &str = "Hold here.";
/// The same where one rests.
pub const STAY_HERE: &str = "Stay here.";

/// What the key that leaves a question does not do.
pub const HOW_TO_LEAVE: &str = "q leaves, space pauses, ? shows all keys";
/// What is said to the key of the next stretch where there is none.
pub const IS_THE_LAST: &str = "this is the last one: n goes on to the next part, q leaves";
/// What is said to a key that could be meant as yes and as no.
pub const YES_OR_NO: &str = "q leaves, esc stays";
/// What is said to Enter while time runs.
pub const HOW_TO_GO_ON: &str = "n goes on to the next part, space pauses";
/// What is said to a key that does nothing.
pub const NO_SUCH_KEY: &str = "that key does nothing here: ? shows all keys";
/// What is said to the key of the figure.
pub const fn figure(is_shown: bool, is_there: bool) -> &'static str {
    match (is_there, is_shown) {
        (false, _) => "nobody is drawn here",
        (true, true) => "the person is drawn",
        (true, false) => "nobody is drawn: f draws the person again",
    }
}

/// What is said to the key of the sound.
pub const fn sound(is_muted: bool) -> &'static str {
    if is_muted { "no sound: m turns it on again" } else { "sound, where this machine has any" }
}

/// What a key did to the length of a part, from so many seconds to so many.
pub fn changed(before: Option<Seconds>, after: Option<Seconds>) -> String {
    match (before, after) {
        (Some(before), Some(after)) if after > before => {
            format!("{} longer: {} in all", spoken((after - before).into()), spoken(after.into()))
        }
        (Some(before), Some(after)) if after < before => {
            format!("{} shorter: {} in all", spoken((before - after).into()), spoken(after.into()))
        }
        (Some(_), _) => "this part cannot be shorter".to_owned(),
        (None, _) => "this part lasts as long as you like".to_owned(),
    }
}

/// How to end a segment that waits.
pub const WHEN_READY: &str = "enter or space when you are ready";
/// The label while the person gets back into position.
pub const BACK: &str = "BACK INTO POSITION";
/// Its short form.
pub const BACK_IN_SHORT: &str = "BACK";
/// The label after the end of the session.
pub const DONE: &str = "DONE";

/// What follows once the person is back in position: `then 12 seconds more`.
pub fn then_more(left: Option<Duration>) -> String {
    match left {
        Some(left) => format!("then {} more", spoken(seconds_begun(left))),
        None => "then for as long as you like".to_owned(),
    }
}

/// Above the list of a session.
pub const ALL_THAT_IS_PLAYED: &str = "All that is played";
/// Where one is in it.
pub const HERE: &str = "now";
/// What became of a part: its time ran out.
pub const HELD: &str = "done";
/// It was made shorter.
pub const SHORTENED: &str = "shortened";
/// It ended early, with something held.
pub const LEFT_EARLY: &str = "ended early";
/// It was passed over.
pub const SKIPPED: &str = "skipped";
/// It has no length.
pub const OPEN: &str = "open";

/// The time that is left of the session: `4:20 to go`. In a program of sides, "left" is a side.
pub fn left(total: Total) -> String {
    format!("{} to go", terms::total(total))
}

/// What comes next; the end of the session if there is nothing more.
pub fn next(what: Option<&Text>) -> String {
    match what {
        Some(what) => format!("next: {}", lower_first(what.as_str().trim_end_matches('.'))),
        None => "next: done".to_owned(),
    }
}

/// The routine that comes next, by its name.
pub fn next_routine(name: &Text) -> String {
    format!("next: {name}")
}

/// The current half of a breath.
pub const fn breath(turn: HalfBreath) -> &'static str {
    match turn {
        HalfBreath::In => "in",
        HalfBreath::Out => "out",
    }
}

/// Words with a small first letter.
fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
