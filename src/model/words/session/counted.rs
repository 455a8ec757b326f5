//! The words of what is counted: repetitions and breaths.

use super::{breaths, joined};
use crate::model::{dose::Seconds, plan::Pace, player::HalfBreath, text::Text, wording::Count};

/// Words on the way to something that is counted. How often is heard before what, so that nobody begins before the
/// first number. Breaths are heard after the pose that they are breathed in.
pub fn with_count(words: &Text, seconds: Seconds, pace: Pace, knows_the_breath: bool) -> Text {
    let (before, after) = match pace {
        Pace::Breaths(breath) => {
            let breaths = breaths(breath.count_in(seconds));
            let start = if knows_the_breath { "" } else { ". Start when I say in" };
            (None, Some(format!("{breaths}{start}")))
        }
        Pace::Reps { each, .. } => match seconds / each.max(1) {
            1 => (Some(repetitions(1).to_string()), None),
            times => (Some(format!("{}. Start when I say one", repetitions(times))), None),
        },
    };
    let sentence = |it: String| Text::clean(&format!("{it}."));
    joined(before.map(sentence).into_iter().chain([words.clone()]).chain(after.map(sentence)))
}

/// `12 times`.
pub fn repetitions(times: u32) -> Text {
    Text::clean(&Count(u64::from(times), "time").to_string())
}

/// The number of a repetition.
pub fn repetition(nth: u32) -> Text {
    Text::clean(&nth.to_string())
}

/// The first repetition in which sounds stand for words, with its first word: the fullest form first.
pub fn repetition_by_sounds(nth: u32, word: &Text) -> [Text; 4] {
    [
        Text::clean(&format!("{nth}, {word}. From now on, only sounds.")),
        Text::clean(&format!("{nth}, {word}, now by sound")),
        Text::clean(&format!("{word}, now by sound")),
        Text::clean(&format!("{nth}, now by sound")),
    ]
}

/// The number of the last repetition.
pub fn last_repetition(nth: u32) -> Text {
    Text::clean(&format!("{nth}, last one"))
}

/// The place of a breath in a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreathIs {
    /// Any other breath.
    Usual,
    /// The first breath of the second half, with the number of those that are left.
    Left(u32),
    /// The last breath.
    Last,
}

/// The start of half a breath: `in`, `in, 3 breaths to go`. "Half-way" would be heard as breathing half-way.
pub fn breath(turn: HalfBreath, is: BreathIs) -> Text {
    match (turn, is) {
        (HalfBreath::In, BreathIs::Usual) => Text::literal("in"),
        (HalfBreath::In, BreathIs::Left(breaths)) => {
            Text::clean(&format!("in, {} to go", Count(u64::from(breaths), "breath")))
        }
        (HalfBreath::In, BreathIs::Last) => Text::literal("in, last breath"),
        (HalfBreath::Out, BreathIs::Usual | BreathIs::Left(_) | BreathIs::Last) => Text::literal("out"),
    }
}

/// The first breath in which sounds stand for words: the fuller form first.
pub fn breath_by_sounds() -> [Text; 2] {
    [Text::literal("In. From now on, only sounds."), Text::literal("in, now by sound")]
}
