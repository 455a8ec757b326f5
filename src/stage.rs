//! The seam between screens and the world, and the loop that plays on it.
//!
//! Waiting is what moves a fake clock, so the clock and the events are one trait: a rehearsal plays
//! an hour in milliseconds through the same loop as a terminal does in an hour.

use std::{collections::VecDeque, io, time::Duration};

pub use crate::view::{
    keys::Input,
    screen::{
        Ending, Happening,
        home::{Told, Wish},
        session::Look,
    },
};
use crate::{
    model::{moment::Moment, player},
    view::{
        keys::{self, Typed},
        screen::{Screen, ScreenDue, session::SessionScreen},
    },
};

/// Everything the loop needs from outside.
pub trait Stage {
    /// The time since the session began.
    fn now(&self) -> Moment;
    /// Shows the screen on top.
    fn draw(&mut self, screens: &Screens, now: Moment) -> io::Result<()>;
    /// The next thing that happens, or nothing when `at_most` has passed first; without it, waits
    /// as long as it takes.
    fn wait(&mut self, at_most: Option<Duration>) -> io::Result<Option<Happening>>;
    /// Does what is due in a session. Never blocks: what cannot be done at once is left.
    fn perform(&mut self, session: &SessionScreen, due: &player::DueEffect) -> io::Result<()>;
    /// Grants what a screen wishes for, and says what came of it. A session that is wished for is played
    /// before this returns. A stage that shows nothing but a session has nothing to grant.
    fn grant(&mut self, _wish: Wish) -> io::Result<Option<Told>> {
        Ok(None)
    }
}

/// What is to be done after screens have answered.
#[derive(Default)]
struct Answer {
    /// What is heard or kept.
    effects: Vec<player::DueEffect>,
    /// What is wished for.
    wishes: VecDeque<Wish>,
    /// How it ends, if it does.
    ending: Option<Ending>,
}

/// The screens that lie on one another.
#[derive(Debug)]
pub struct Screens<'s> {
    first: &'s mut dyn Screen,
    above: Vec<Box<dyn Screen>>,
}

impl Screens<'_> {
    /// The one that is seen.
    pub fn top(&self) -> &dyn Screen {
        self.above.last().map_or(&*self.first, |it| &**it)
    }

    /// The session that is played, whether it is seen or covered.
    pub fn session(&self) -> Option<&SessionScreen> {
        let covered = self.above.iter().rev().map(|it| &**it as &dyn Screen);
        covered.chain([&*self.first]).find_map(|it| it.session())
    }

    /// How long none of them changes by itself.
    fn idle(&self, now: Moment) -> Option<Duration> {
        let above = self.above.iter().filter_map(|it| it.idle(now));
        above.chain(self.first.idle(now)).min()
    }

    fn all(&mut self) -> impl Iterator<Item = &mut dyn Screen> {
        let above = self.above.iter_mut().rev().map(|it| &mut **it as &mut dyn Screen);
        above.chain([&mut *self.first as &mut dyn Screen])
    }

    fn on_top(&mut self) -> &mut dyn Screen {
        match self.above.last_mut() {
            Some(top) => &mut **top,
            None => self.first,
        }
    }

    /// Has the screens answer what happened, and carries out what they ask for among themselves. All else is
    /// returned.
    fn answer(&mut self, happening: Happening, now: Moment) -> Answer {
        let interrupts = matches!(&happening, Happening::Typed(Typed::Key(key)) if keys::is_interrupt(*key));
        let happening = if interrupts { Happening::Asked(Input::Interrupt) } else { happening };
        let mut due = Vec::new();
        let is_typed = matches!(happening, Happening::Typed(_));
        for (depth, screen) in self.all().enumerate() {
            // Whatever comes, time is seen to pass: who drags a window's edge for a minute is not away.
            let seen = if is_typed && depth > 0 { &Happening::Passed } else { &happening };
            due.extend(screen.answer(seen, now));
        }
        self.carry_out(due, now)
    }

    /// Tells the first screen what came of its wish.
    fn hear(&mut self, told: Told, now: Moment) -> Answer {
        let due = self.first.hear(told, now);
        self.carry_out(due, now)
    }

    fn carry_out(&mut self, due: Vec<ScreenDue>, now: Moment) -> Answer {
        let mut answer = Answer::default();
        let mut due = VecDeque::from(due);
        while let Some(next) = due.pop_front() {
            match next {
                ScreenDue::Effect(effect) => answer.effects.push(effect),
                ScreenDue::Wish(wish) => answer.wishes.push_back(wish),
                ScreenDue::Leave(end) => answer.ending = answer.ending.or(Some(end)),
                ScreenDue::Ask(input) => {
                    let asked: Vec<ScreenDue> =
                        self.all().flat_map(|it| it.answer(&Happening::Asked(input), now)).collect();
                    due.extend(asked);
                }
                ScreenDue::Push(screen) => {
                    due.extend(self.on_top().answer(&Happening::Covered, now));
                    self.above.push(screen);
                    due.extend(self.on_top().answer(&Happening::Begun, now));
                }
                ScreenDue::Pop => {
                    self.above.pop();
                    due.extend(self.on_top().answer(&Happening::Uncovered, now));
                }
            }
        }
        answer
    }
}

/// Plays from the beginning of a screen to the end, with all that is laid over it.
pub fn play(first: &mut dyn Screen, stage: &mut impl Stage) -> io::Result<Ending> {
    let mut screens = Screens { first, above: Vec::new() };
    let mut answer = screens.answer(Happening::Begun, stage.now());
    loop {
        grant_all(&mut screens, stage, &mut answer)?;
        let now = stage.now();
        // What is seen comes first: a program that starts to speak would take the time of the frame.
        if answer.ending.is_none() {
            stage.draw(&screens, now)?;
        }
        if let Some(session) = screens.session() {
            answer.effects.iter().try_for_each(|it| stage.perform(session, it))?;
        }
        if let Some(ending) = answer.ending {
            return Ok(ending);
        }
        let happening = stage.wait(screens.idle(now))?;
        answer = screens.answer(happening.unwrap_or(Happening::Passed), stage.now());
    }
}

/// Grants what is wished for, and what is wished for because of that.
fn grant_all(screens: &mut Screens, stage: &mut impl Stage, answer: &mut Answer) -> io::Result<()> {
    while let (Some(wish), None) = (answer.wishes.pop_front(), answer.ending) {
        let Some(told) = stage.grant(wish)? else { continue };
        let more = screens.hear(told, stage.now());
        answer.effects.extend(more.effects);
        answer.wishes.extend(more.wishes);
        answer.ending = answer.ending.or(more.ending);
    }
    Ok(())
}
