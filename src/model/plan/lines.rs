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

/// Words with the number of what is counted after them.
pub fn with_count(words: &Text, count: Option<(Seconds, Pace)>) -> Text {
    count.map_or(words.clone(), |(seconds, pace)| session::with_count(words, seconds, pace))
}

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
        Words { text: rest(self.text), short: rest(self.short), ..self }
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
