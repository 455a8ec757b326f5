//! The seam between the player and the world, and the loop that plays on it.
//!
//! Waiting is what moves a fake clock, so the clock and the events are one trait: a rehearsal plays
//! an hour in milliseconds through the same loop as a terminal does in an hour.

use std::{io, time::Duration};

use crate::model::{
    moment::Moment,
    player::{Effect, End, Event, Player},
};

/// Everything the loop needs from outside.
pub trait Stage {
    /// The time since the session began.
    fn now(&self) -> Moment;
    /// Shows where the player stands.
    fn draw(&mut self, player: &Player, look: &Look, now: Moment) -> io::Result<()>;
    /// The next thing that happens, or nothing when `at_most` has passed first; without it, waits
    /// as long as it takes.
    fn wait(&mut self, at_most: Option<Duration>) -> io::Result<Option<Input>>;
    /// Does what is due. Never blocks: what cannot be done at once is left.
    fn perform(&mut self, player: &Player, effect: &Effect, look: &Look) -> io::Result<()>;
}

/// Something that happens on a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// For the player.
    Player(Event),
    /// Show the keys, or stop showing them.
    Help,
    /// Draw the figure, or do not.
    Figure,
    /// Make no sound, or make it again.
    Mute,
    /// Draw everything once more, since the screen changed.
    Redraw,
    /// An interrupt from the keyboard.
    Interrupt,
}

/// How the person looks at a session; it changes nothing in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether the keys are shown instead of the session.
    pub help: bool,
    /// Whether the figure is drawn.
    pub figure: bool,
    /// Whether it is drawn as in a mirror: the person's left on the screen's left.
    pub mirror: bool,
    /// Whether it is silent.
    pub muted: bool,
}

/// How a performance came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The player ended it.
    Played(End),
    /// An interrupt from the keyboard.
    Interrupted,
}

/// Plays from the beginning to the end.
pub fn play(
    (mut player, mut due): (Player, Vec<Effect>),
    mut look: Look,
    stage: &mut impl Stage,
) -> io::Result<(Player, Ending)> {
    loop {
        let now = stage.now();
        // What is seen comes first: a program that starts to speak would take the time of the frame.
        if player.end().is_none() {
            stage.draw(&player, &look, now)?;
        }
        for effect in &due {
            stage.perform(&player, effect, &look)?;
        }
        if let Some(end) = player.end() {
            return Ok((player, Ending::Played(end)));
        }
        let showed_help = look.help;
        // Whatever comes, time is seen to pass: who drags a window's edge for a minute is not away.
        let mut event = Event::Tick;
        match stage.wait(player.idle(now))? {
            Some(Input::Player(asked)) => {
                look.help = false;
                event = asked;
            }
            Some(Input::Help) => look.help = !showed_help,
            Some(Input::Figure) => look.figure = !look.figure,
            Some(Input::Mute) => look.muted = !look.muted,
            None | Some(Input::Redraw) => {}
            Some(Input::Interrupt) => return Ok((player, Ending::Interrupted)),
        }
        due = player.update(event, stage.now());
    }
}
