//! A stage to rehearse on: its clock moves when the loop waits, so an hour passes in milliseconds.

use std::{collections::VecDeque, io, time::Duration};

use stretch::{
    model::{
        moment::Moment,
        plan::Plan,
        player::{Effect, Event, PATIENCE, Phase, Player},
    },
    stage::{self, Ending, Input, Look, Stage},
};

/// How a session looks when nobody changed anything.
pub const LOOK: Look = Look { help: false, figure: true, mirror: false, muted: false };

/// What happens from outside while a session is rehearsed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Happening {
    /// Somebody asks for something.
    Input(Input),
    /// The program comes to no processor for so long, and its clock runs on.
    Gone(Duration),
}

/// A rehearsal, and what was seen of it.
pub struct Rehearsal {
    now: Moment,
    script: VecDeque<(Moment, Happening)>,
    lateness: Box<dyn FnMut(Moment) -> Duration>,
    /// What somebody does when the player would wait for ever; nothing fails the rehearsal.
    pub answer: Option<(Duration, Input)>,
    /// When each frame was drawn, and where the player stood.
    pub frames: Vec<(Moment, Phase, Look)>,
    /// What was performed, and when.
    pub effects: Vec<(Moment, Effect)>,
    /// How often the loop was woken.
    pub wakes: usize,
}

impl Rehearsal {
    /// Punctual, and nothing happens.
    pub fn new() -> Rehearsal {
        Rehearsal {
            now: Moment::START,
            script: VecDeque::new(),
            lateness: Box::new(|_| Duration::ZERO),
            answer: None,
            frames: Vec::new(),
            effects: Vec::new(),
            wakes: 0,
        }
    }

    /// Something happens at these moments, which must be in order.
    pub fn with(mut self, script: impl IntoIterator<Item = (Moment, Happening)>) -> Rehearsal {
        self.script.extend(script);
        assert!(self.script.iter().is_sorted_by_key(|it| it.0), "a script runs forward");
        self
    }

    /// Keys are pressed at these seconds.
    pub fn pressing(self, keys: &[(f64, Event)]) -> Rehearsal {
        self.with(keys.iter().map(|&(second, event)| {
            (Moment(Duration::from_secs_f64(second)), Happening::Input(Input::Player(event)))
        }))
    }

    /// Every tick due at a moment comes so much later.
    pub fn late(mut self, lateness: impl FnMut(Moment) -> Duration + 'static) -> Rehearsal {
        self.lateness = Box::new(lateness);
        self
    }

    /// Whatever waits for somebody is answered after a while.
    pub fn answering(mut self, after: Duration, event: Event) -> Rehearsal {
        self.answer = Some((after, Input::Player(event)));
        self
    }

    /// Plays a plan to its end.
    pub fn play(&mut self, plan: Plan) -> (Player, Ending) {
        let begun = Player::new(plan, PATIENCE, self.now);
        stage::play(begun, LOOK, self).expect("a rehearsal has no errors")
    }
}

impl Stage for Rehearsal {
    fn now(&self) -> Moment {
        self.now
    }

    fn draw(&mut self, player: &Player, look: &Look, now: Moment) -> io::Result<()> {
        assert_eq!(now, self.now, "what is drawn is drawn for now");
        self.frames.push((now, player.phase(), *look));
        Ok(())
    }

    fn wait(&mut self, at_most: Option<Duration>) -> io::Result<Option<Input>> {
        self.wakes += 1;
        assert_ne!(at_most, Some(Duration::ZERO), "the loop spins at {:?}", self.now);
        let due = at_most.map(|it| self.now + it);
        if let Some(&(moment, happening)) = self.script.front()
            && due.is_none_or(|due| moment <= due)
        {
            self.script.pop_front();
            self.now = self.now.max(moment);
            return Ok(match happening {
                Happening::Input(input) => Some(input),
                Happening::Gone(time) => {
                    self.now = self.now + time;
                    None
                }
            });
        }
        match (due, self.answer) {
            (Some(due), _) => {
                self.now = due + (self.lateness)(due);
                Ok(None)
            }
            (None, Some((after, input))) => {
                self.now = self.now + after;
                Ok(Some(input))
            }
            (None, None) => panic!("the session waits for ever at {:?}", self.now),
        }
    }

    fn perform(&mut self, player: &Player, effect: &Effect, _look: &Look) -> io::Result<()> {
        let shown = self.frames.last().is_some_and(|it| it.0 == self.now);
        assert!(shown || player.end().is_some(), "what is seen comes before what is heard");
        self.effects.push((self.now, effect.clone()));
        Ok(())
    }
}
