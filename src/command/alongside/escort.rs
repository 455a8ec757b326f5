//! What runs beside a session: what is shown and said of it, and when the session ends for it.

use super::how;
use crate::{
    model::{
        cue::{Cue, Lead},
        plan::SegmentKind,
        text::Text,
        tone::Sound,
        words::alongside as words,
    },
    view::screen::session::SessionScreen,
    world::{
        job::{self, Ended, Job, JobState},
        terminal::company::Company,
    },
};

/// Something that runs, with its name.
#[derive(Debug)]
pub struct Escort {
    pub job: Job,
    pub name: String,
    /// How it ended, and after how many seconds.
    ended: Option<(Ended, u64)>,
    /// Whether it waits for the keyboard.
    wants: bool,
    is_interrupted: bool,
    /// The routine that was played when it ended.
    last: Option<usize>,
}

impl Escort {
    /// Something that was just started.
    pub fn new(job: Job, name: String) -> Escort {
        Escort { job, name, ended: None, wants: false, is_interrupted: false, last: None }
    }

    /// Whether it has ended.
    pub fn is_over(&mut self) -> bool {
        self.note();
        self.ended.is_some()
    }

    /// How it ended, in a line.
    pub fn conclusion(&self, ended: Ended) -> String {
        let seconds = self.ended.map_or_else(|| self.job.runs_for().as_secs(), |it| it.1);
        words::ended(&self.name, how(ended), seconds)
    }

    /// Looks at it. True if it is not as it was.
    fn note(&mut self) -> bool {
        match self.job.look() {
            JobState::Ended(ended) if self.ended.is_none() => {
                self.ended = Some((ended, self.job.runs_for().as_secs()));
                true
            }
            JobState::WantsKeyboard => !std::mem::replace(&mut self.wants, true),
            JobState::Running | JobState::Stopped | JobState::Ended(_) => {
                self.wants = false;
                false
            }
        }
    }
}

impl Company for Escort {
    fn look(&mut self) -> Option<Cue> {
        if !self.note() {
            return None;
        }
        let words = match self.ended {
            Some((ended, _)) => words::heard(how(ended)),
            None => Text::literal(words::WANTS_KEYBOARD),
        };
        Some(Cue { sound: Some(Sound::Next), words, lead: Lead::Both, bell: 2, room: None })
    }

    fn foot(&mut self, session: Option<&SessionScreen>) -> Option<Text> {
        if let Some((ended, seconds)) = self.ended {
            let side = session.and_then(|it| it.player.segment().side);
            return Some(words::finish(&self.name, how(ended), seconds, side));
        }
        if self.wants {
            return Some(words::wants_keyboard(&self.name));
        }
        if self.is_interrupted {
            return Some(words::interrupted(&self.name));
        }
        Some(words::running(&self.name, self.job.runs_for().as_secs(), &self.job.last_line()))
    }

    fn interrupt(&mut self) -> bool {
        let is_taken = job::take_interrupt();
        self.is_interrupted |= is_taken;
        is_taken
    }

    fn is_over(&mut self, session: Option<&SessionScreen>) -> bool {
        let (Some(_), Some(session)) = (self.ended, session) else { return self.ended.is_some() };
        let segment = session.player.segment();
        let last = *self.last.get_or_insert(segment.routine);
        // Nothing of the next one has begun.
        segment.routine != last || segment.kind == SegmentKind::Ready
    }
}
