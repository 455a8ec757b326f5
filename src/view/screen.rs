//! Screens: what is on the terminal, as values.
//!
//! A screen is drawn, and it answers what happens with what is due. It does nothing itself and reads no
//! clock. Screens lie on a stack: the one on top is seen and gets the keys, and what is covered stands
//! still. The loop in `stage` carries out what they ask for.

mod chrome;
pub mod help;
mod layout;
pub mod session;
mod words;

use std::{fmt, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    keys::{Input, Typed},
    palette::Palette,
};
use crate::model::{
    moment::Moment,
    player::{self, End},
    text::Text,
};
use session::Session;

/// One of the things that a terminal can show.
pub trait Screen: fmt::Debug {
    /// Draws it, as large as the area is.
    fn draw(&self, sight: &Sight, area: Rect, buffer: &mut Buffer);

    /// Answers what happens: changes, and says what is due.
    fn answer(&mut self, happening: &Happening, now: Moment) -> Vec<Due>;

    /// How long nothing changes by itself; none if that is for ever.
    fn idle(&self, now: Moment) -> Option<Duration>;

    /// What moves on it in between, if anything does.
    fn frames(&self, now: Moment) -> Option<Frames>;

    /// The session that it shows, if it is one.
    fn session(&self) -> Option<&Session>;
}

/// In which circumstances a screen is seen.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// When.
    pub now: Moment,
    /// In which colours and signs.
    pub palette: Palette,
    /// What could not be heard or kept, while that is shown.
    pub notice: Option<&'a Text>,
}

/// Something that happens to a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// It is shown for the first time.
    Begun,
    /// Time has passed.
    Passed,
    /// Something was typed while it was on top.
    Typed(Typed),
    /// Something is asked of the session, wherever it lies.
    Asked(Input),
    /// Another screen was laid over it.
    Covered,
    /// The screen over it is gone.
    Uncovered,
}

/// What a screen asks for.
#[derive(Debug)]
pub enum Due {
    /// Something that is heard or kept.
    Effect(player::Due),
    /// Another screen over this one.
    Push(Box<dyn Screen>),
    /// The end of this screen.
    Pop,
    /// The end of all of them.
    Leave(Ending),
}

/// How a performance came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The player ended it.
    Played(End),
    /// An interrupt from the keyboard.
    Interrupted,
}

/// What moves: it is drawn again after so much real time, of which so much of the session's is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frames {
    /// Real time from one frame to the next.
    pub every: Duration,
    /// Time of the session since the last one was due.
    pub into: Duration,
}
