//! What stands at the beginning of a session, whatever is played, and whether it is said with which conditions one asks a
//! clinician first: that is said once, and shown each time.

use std::sync::Arc;

use super::{Adjustment, Choice, Plan};
use crate::model::{
    area::Area,
    dose::Seconds,
    routine::Routine,
    speech::time_to_say,
    suit,
    text::Text,
    words::{session, suiting},
};

/// What becomes of the conditions with which one asks a clinician first. Each routine shows its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskFirst {
    /// Each is said before the first routine that it concerns.
    Said,
    /// They are shown: the person has heard them.
    Shown,
    /// The person said which they have, so those of others are no matter of the session.
    Own,
}

/// A single routine that takes fewer seconds is begun without a word about that.
const SHORT: u64 = 60;

/// What is said beside the first routine, and what is shown below it.
#[derive(Default)]
pub(super) struct Opening {
    /// Which routines are said in few words from now on; may be empty.
    pub news: Text,
    /// That one warms up first, where that is said; may be empty.
    pub warm_up: Text,
    /// What is only shown; may be empty.
    pub shown: Text,
}

impl Opening {
    /// Of these choices.
    pub fn of(choices: &[Choice], ask_first: AskFirst, adjustments: &[Adjustment]) -> Opening {
        let routines = || choices.iter().map(|it| &*it.routine);
        let warm_up = Text::literal(if wants_warmth(routines()) { suiting::WARM_UP } else { "" });
        let is_news = |it: &&Adjustment| it.brisk.is_some_and(|it| it.is_news);
        let news = choices.iter().zip(adjustments).filter(|it| is_news(&it.1));
        let news: Vec<&Text> = news.map(|it| &it.0.routine.name).collect();
        let news = session::known(news.into_iter());
        let (warm_up, shown) = match ask_first {
            AskFirst::Said => (warm_up, Text::default()),
            AskFirst::Shown | AskFirst::Own => (Text::default(), warm_up),
        };
        Opening { news, warm_up, shown }
    }
}

impl Plan {
    /// The same with time for saying how much there is to do and how long all of it takes.
    pub(super) fn introduced(mut self) -> Plan {
        let mut played: Vec<usize> = self.segments().iter().map(|it| it.routine).collect();
        played.dedup();
        let are_stretches = played.iter().all(|it| self.0.routines[*it].is_stretch());
        let total = self.total();
        let (words, longer) = overview(played.len() as u64, are_stretches, total.seconds, total.open == 0);
        let is_short = played.len() == 1 && total.seconds < SHORT;
        if let Some(layout) = Arc::get_mut(&mut self.0).filter(|_| !is_short)
            && let Some(first) = layout.segments.first_mut()
        {
            first.length = first.length.map(|it| it + longer);
            layout.overview = words;
        }
        self
    }

    /// The same as the rest of a session of which so many routines are done.
    pub fn behind(mut self, before: usize) -> Plan {
        // It was made a moment ago, and nobody else has it yet.
        if let Some(layout) = Arc::get_mut(&mut self.0) {
            layout.before = before;
        }
        self
    }

    /// The same with something that is shown before all else to take care of, and never said.
    pub(super) fn beginning_with(mut self, foreword: &Text) -> Plan {
        if let Some(first) = Arc::get_mut(&mut self.0).and_then(|it| it.segments.first_mut()) {
            first.foreword = session::joined([foreword.clone(), first.foreword.clone()]);
        }
        self
    }

    /// The same with something that is shown at its beginning, and never said, kept or exported.
    pub fn noting(mut self, note: &Text) -> Plan {
        // It was made a moment ago, and nobody else has it yet.
        if let Some(first) = Arc::get_mut(&mut self.0).and_then(|it| it.segments.first_mut()) {
            first.note = session::joined([first.note.clone(), note.clone()]);
        }
        self
    }

    /// Whether one warms up before it: it stretches the legs, the hips or the back.
    pub fn wants_warmth(&self) -> bool {
        wants_warmth(self.0.routines.iter().map(|it| &**it))
    }

    /// With which conditions one asks a clinician before this session, as a sentence: for whoever did not say
    /// which they have.
    pub fn ask_first(&self) -> Option<Text> {
        match self.0.wishes.ask_first {
            AskFirst::Said | AskFirst::Shown => {
                suiting::ask_first(&suit::all_conditions(self.0.routines.iter().map(|it| &**it)))
            }
            AskFirst::Own => None,
        }
    }
}

/// What so many routines are together, and the seconds for saying it, which all of them takes longer.
pub(super) fn overview(count: u64, are_stretches: bool, seconds: u64, is_timed: bool) -> (Text, Seconds) {
    let words = |seconds: u64| session::overview(count, are_stretches, is_timed.then_some(seconds));
    let longer = time_to_say(&words(seconds));
    let words = words(seconds + u64::from(longer));
    let longer = longer.max(time_to_say(&words));
    (words, longer)
}

/// Whether any of these is a stretch for which one warms up first.
fn wants_warmth<'r>(mut routines: impl Iterator<Item = &'r Routine>) -> bool {
    routines.any(|it| it.is_stretch() && it.area.is_some_and(Area::wants_warmth))
}
