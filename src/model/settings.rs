//! The settings that a person made for all sessions.
//!
//! Every setting may be left out. A flag or an environment variable wins over it.

pub mod value;

use chrono::Weekday;

use super::{
    cue::Talk,
    dose::{Breath, Level, Seconds},
    familiar::Wordiness,
    format::PROTECTING,
    plan::Wishes,
    routine::Condition,
    suit::Absent,
    text::Text,
    vocabulary::vocabulary,
};

vocabulary! {
    /// What becomes of music and video while a session is played.
    Media {
        /// They go on.
        Leave = "leave",
        /// They become quieter.
        Duck = "duck",
        /// They pause.
        Pause = "pause",
    }
}

/// The settings; each is none if it was not made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// How much is spoken.
    pub talk: Option<Talk>,
    /// How much is announced.
    pub wordiness: Option<Wordiness>,
    /// What becomes of music and video while a session is played.
    pub media: Option<Media>,
    /// The volume of sounds, in hundredths.
    pub volume: Option<u32>,
    /// Whether sessions start without sound.
    pub mute: Option<bool>,
    /// The voice, by the name that the speaking program knows.
    pub voice: Option<String>,
    /// A program that speaks the text on its stdin, and its arguments. Never empty.
    pub speech: Option<Vec<String>>,
    /// Which end of each range.
    pub level: Option<Level>,
    /// Whether a person who faces one is drawn as in a mirror.
    pub mirror: Option<bool>,
    /// Whether sessions are kept in the log.
    pub log: Option<bool>,
    /// Seconds of breathing in.
    pub breath_in: Option<Seconds>,
    /// Seconds of breathing out.
    pub breath_out: Option<Seconds>,
    /// Whether a session is printed in lines instead of drawn on a screen.
    pub plain: Option<bool>,
    /// The day on which a week begins.
    pub week: Option<Weekday>,
    /// Whether the length of holds follows how they felt.
    pub adapt: Option<bool>,
    /// How long after the last session a break is due.
    pub every: Option<Seconds>,
    /// The person's conditions; an empty list says that they have none.
    pub conditions: Option<Vec<Condition>>,
    /// What they never want, as they name it.
    pub never: Option<Vec<Text>>,
    /// What they do without.
    pub without: Option<Vec<Absent>>,
    /// Whether everything is drawn in ASCII.
    pub ascii: Option<bool>,
}

impl Settings {
    /// The wishes for a plan: which end of each range, and the length of a breath.
    pub fn pace(&self) -> Wishes {
        let usual = Breath::USUAL;
        let is_set = self.breath_in.is_some() || self.breath_out.is_some();
        Wishes {
            level: self.level.unwrap_or(Level::Steady),
            breath: is_set.then(|| Breath {
                inward: self.breath_in.unwrap_or(usual.inward),
                outward: self.breath_out.unwrap_or(usual.outward),
            }),
            ..Wishes::default()
        }
    }

    /// The keys that protect the person and were set.
    pub fn protecting(&self) -> Vec<&'static str> {
        let is_set = [self.conditions.is_some(), self.never.is_some(), self.without.is_some()];
        PROTECTING.iter().copied().zip(is_set).filter(|it| it.1).map(|it| it.0).collect()
    }

    /// These, and where one was left out, that of the others. What protects the person adds up: nothing
    /// in one place takes back what stands in another.
    pub fn or(self, others: Settings) -> Settings {
        Settings {
            talk: self.talk.or(others.talk),
            wordiness: self.wordiness.or(others.wordiness),
            media: self.media.or(others.media),
            volume: self.volume.or(others.volume),
            mute: self.mute.or(others.mute),
            voice: self.voice.or(others.voice),
            speech: self.speech.or(others.speech),
            level: self.level.or(others.level),
            mirror: self.mirror.or(others.mirror),
            log: self.log.or(others.log),
            breath_in: self.breath_in.or(others.breath_in),
            breath_out: self.breath_out.or(others.breath_out),
            plain: self.plain.or(others.plain),
            week: self.week.or(others.week),
            every: self.every.or(others.every),
            conditions: all(self.conditions, others.conditions),
            never: all(self.never, others.never),
            without: all(self.without, others.without),
            ascii: self.ascii.or(others.ascii),
            adapt: self.adapt.or(others.adapt),
        }
    }
}

/// What stands in either of two lists, each once; none if neither is there.
fn all<T: PartialEq>(one: Option<Vec<T>>, other: Option<Vec<T>>) -> Option<Vec<T>> {
    match (one, other) {
        (Some(mut all), Some(more)) => {
            for it in more {
                if !all.contains(&it) {
                    all.push(it);
                }
            }
            Some(all)
        }
        (one, other) => one.or(other),
    }
}
