//! What can happen to a player.

use std::time::Duration;

/// Something that happens to the player.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Time has passed.
    Tick,
    /// Pause, or go on.
    Pause,
    /// End a segment that waits, or getting ready; go on after a pause.
    Proceed,
    /// The next segment.
    Next,
    /// The segment before.
    Back,
    /// The next routine.
    NextRoutine,
    /// The beginning of this routine, or the one before.
    PreviousRoutine,
    /// This segment of the plan, from its beginning.
    Jump(usize),
    /// This step once more.
    Again,
    /// Ten seconds more.
    Longer,
    /// Ten seconds less.
    Shorter,
    /// Ask where one is. It changes nothing.
    Where,
    /// Ask whether to leave; leave.
    Quit,
    /// Withdraw the wish to leave: the session is as it was before.
    Stay,
    /// Another screen, such as the help, covers the session.
    Cover,
    /// Nothing covers it any more.
    Uncover,
    /// Leave at once, without being asked back.
    Interrupt,
    /// The program was stopped and goes on.
    Continued,
    /// The machine slept for this long.
    Slept(Duration),
}
