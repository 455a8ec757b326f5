//! The words of a segment: in full, in short, and as they are said.

use super::{Pace, filled};
use crate::model::{
    dose::Seconds,
    sentence,
    side::Side,
    text::Text,
    wording::capital,
    words::{session, terms},
};

/// What is said in a segment, the short form of it, and all there is to say.
#[derive(Clone)]
pub struct Words {
    /// As they are shown, and said unless something else is.
    pub text: Text,
    /// In their short form.
    pub short: Text,
    /// All there is to say.
    pub whole: Text,
    /// What is said instead of the text.
    pub said: Option<Text>,
}

/// What is counted after a move.
#[derive(Clone, Copy)]
pub struct Counted {
    /// Seconds of all of it.
    pub seconds: Seconds,
    /// What is counted.
    pub pace: Pace,
    /// Whether the person knows from before when to begin.
    pub is_known: bool,
}

/// Words with the number of what is counted after them.
pub fn with_count(words: &Text, count: Option<Counted>) -> Text {
    count.map_or(words.clone(), |it| session::with_count(words, it.seconds, it.pace, it.is_known))
}

/// Something to start with of an instruction, for a person who knows the rest: `Lace your fingers` of `Lace your
/// fingers behind your head`. None where its beginning alone says nothing to do.
pub fn reminder(words: &Text) -> Option<Text> {
    let sentences = sentence::sentences(words.as_str());
    let first = sentences.first()?;
    let clause = first.split([',', ':']).next()?;
    let clause = match clause.split_once(" and ") {
        // What goes on until two things are so has not its end yet.
        Some((one, _)) => one.split(" until ").next()?,
        None => clause,
    };
    let clause = clause.trim_end_matches(['.', ';', '!']);
    let is_done = clause.split_whitespace().next().is_some_and(|it| !BEFORE_THE_VERB.contains(&it));
    let is_shorter = clause.len() + 1 < words.as_str().len();
    (is_done && is_shorter && clause.split_whitespace().count() > 1)
        .then(|| Text::clean(&format!("{clause}.")))
}

/// First words of clauses that do not yet say what is done.
const BEFORE_THE_VERB: &[&str] = &[
    "With", "From", "As", "When", "If", "On", "In", "While", "Keeping", "Without", "Until", "Before",
    "After", "Once", "At", "To", "For", "Still", "Both", "Your", "One", "Each", "Then", "Now", "Next",
    "Slowly", "Gently",
];

impl Words {
    /// Words as a file has them.
    pub fn of(text: &Text) -> Words {
        Words { text: text.clone(), short: sentence::short(text), whole: text.clone(), said: None }
    }

    /// Words that are short already.
    pub fn same(text: Text) -> Words {
        Words { short: text.clone(), whole: text.clone(), said: None, text }
    }

    /// The short form alone.
    pub fn known(&self) -> Words {
        Words { text: self.short.clone(), ..self.clone() }
    }

    /// The same for a person who has just heard that they lie on this side.
    pub fn lying_on(self, side: Side) -> Words {
        let rest = |it: Text| {
            let said = format!("Lie on your {} side, ", terms::side(side));
            it.as_str().strip_prefix(said.as_str()).map(|rest| Text::clean(&capital(rest))).unwrap_or(it)
        };
        Words { text: rest(self.text), short: rest(self.short), whole: rest(self.whole), said: self.said }
    }

    /// With the side that they are for in its places.
    pub fn filled(&self, side: Option<Side>) -> Words {
        Words {
            text: filled(&self.text, side),
            short: filled(&self.short, side),
            whole: filled(&self.whole, side),
            said: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reminder_is_whole() {
        for (words, expected) in [
            ("Lace your fingers behind your head, elbows wide.", Some("Lace your fingers behind your head.")),
            ("Walk back and bend from your hips.", Some("Walk back.")),
            ("Push the floor away until your arms and back make one line.", Some("Push the floor away.")),
            (
                "Lean forward until you feel a stretch, back flat.",
                Some("Lean forward until you feel a stretch."),
            ),
            ("Bend until your hands and feet meet.", None),
            ("With both hands, pull.", None),
            ("Sit tall.", None),
        ] {
            let reminder = reminder(&Text::literal(words));
            assert_eq!(reminder.as_ref().map(Text::as_str), expected, "{words}");
        }
    }
}
