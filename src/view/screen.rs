//! Screens: what is on the terminal, as values.
//!
//! A screen is drawn, and it answers what happens with what is due. It does nothing itself and reads no
//! clock. Screens lie on a stack: the one on top is seen and gets the keys, and a covered session is paused. The
//! loop in `stage` carries out what they ask for.

pub mod agenda;
mod chrome;
pub mod feeling;
pub mod help;
pub mod home;
mod layout;
pub mod session;
pub mod waiting;
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
use home::{Told, Wish};
use session::SessionScreen;

/// One of the things that a terminal can show.
pub trait Screen: fmt::Debug {
    /// Draws the screen into an area of any size.
    fn draw(&self, sight: &Sight, area: Rect, buffer: &mut Buffer);

    /// Answers what happens: changes the screen, and returns what is due.
    fn answer(&mut self, happening: &Happening, now: Moment) -> Vec<ScreenDue>;

    /// Is told what came of a wish. Only screens that wish for something have an answer.
    fn hear(&mut self, _told: Told, _now: Moment) -> Vec<ScreenDue> {
        Vec::new()
    }

    /// The time until something on it changes by itself; none if nothing will.
    fn idle(&self, now: Moment) -> Option<Duration>;

    /// How it moves in between; none if nothing moves.
    fn frames(&self, now: Moment) -> Option<Frames>;

    /// The session that it shows, if it is one.
    fn session(&self) -> Option<&SessionScreen>;
}

/// The circumstances in which a screen is seen.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// The moment of the session.
    pub now: Moment,
    /// The colours and signs of the terminal.
    pub palette: Palette,
    /// The notice about something that could not be heard or kept, as long as it is shown.
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
    /// Something is asked of the session, even if it is covered.
    Asked(Input),
    /// Another screen was laid over it.
    Covered,
    /// The screen over it is gone.
    Uncovered,
}

/// What a screen asks for.
#[derive(Debug)]
pub enum ScreenDue {
    /// Something to be heard or kept.
    Effect(player::DueEffect),
    /// Something from outside; the screen is told what came of it.
    Wish(Wish),
    /// Something of the session, wherever it lies.
    Ask(Input),
    /// Another screen over this one.
    Push(Box<dyn Screen>),
    /// The end of this screen.
    Pop,
    /// The end of all of them.
    Leave(Ending),
}

/// How a performance ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The player ended it.
    Played(End),
    /// An interrupt from the keyboard.
    Interrupted,
    /// A screen that is no session was closed.
    Closed,
}

/// A movement: how often it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frames {
    /// The time from one frame to the next.
    pub every: Duration,
    /// Time of the session since the last one was due.
    pub into: Duration,
}
