//! What goes on beside a session: something that runs meanwhile, and that the session ends for.

use std::{fmt, time::Duration};

use crate::{
    model::{cue::Cue, text::Text},
    view::screen::session::SessionScreen,
};

/// How often it is looked after.
pub const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// Something that runs beside a session, and that borrows nothing.
pub type Companion = dyn Company;

/// What is asked of it.
pub trait Company: fmt::Debug {
    /// Looks after it. Gives what is to be heard and printed, if something happened.
    fn look(&mut self) -> Option<Cue>;
    /// What is shown of it at the foot of the screen.
    fn foot(&mut self, session: Option<&SessionScreen>) -> Option<Text>;
    /// Takes an interrupt from the keyboard. False if the session is to be left for it.
    fn interrupt(&mut self) -> bool;
    /// Whether the session is to end now.
    fn is_over(&mut self, session: Option<&SessionScreen>) -> bool;
}
