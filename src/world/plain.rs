//! The stage in print: a line an event on stdout, lines of a keyboard as its keys.
//!
//! It never touches the terminal's settings and writes no control character.

use std::{
    collections::VecDeque,
    io::{self, Write},
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    stdio,
};

use super::{clock::Clock, journal::Recorder, voice::Sounds};
use crate::{
    model::{
        cue::Cue,
        moment::Moment,
        player::{Effect, Event, Player},
    },
    stage::{Input, Look, Stage},
};

/// Prints a session as it happens.
#[derive(Debug)]
pub struct PlainStage<'s> {
    sounds: &'s mut Sounds,
    /// None of a preview, which is not kept.
    log: Option<&'s mut Recorder>,
    clock: Clock,
    keyboard: Keyboard,
    queued: VecDeque<Input>,
}

/// What is on stdin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyboard {
    /// A terminal: lines are keys.
    Lines,
    /// Something else, which is not read.
    None,
}

impl PlainStage<'_> {
    /// Begins the session's time.
    pub fn begin<'s>(
        sounds: &'s mut Sounds,
        log: Option<&'s mut Recorder>,
        keyboard: Keyboard,
        speed: u32,
    ) -> PlainStage<'s> {
        PlainStage { sounds, log, clock: Clock::begin(speed), keyboard, queued: VecDeque::new() }
    }

    /// Says what could not be heard, or kept.
    fn tell_news(&mut self) {
        let unkept = self.log.as_mut().and_then(|it| it.take_failure());
        for notice in self.sounds.take_notice().into_iter().chain(unkept) {
            // There is nowhere left to say that stderr is closed.
            let _ = writeln!(io::stderr(), "warning: {notice}");
        }
    }

    fn say(&mut self, line: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "{line}")?;
        out.flush()
    }

    fn read_line(&mut self) -> io::Result<()> {
        let mut line = String::new();
        if io::stdin().read_line(&mut line)? == 0 {
            self.keyboard = Keyboard::None; // ^D: the person types no more
            return Ok(());
        }
        match line.trim() {
            "" => self.queued.push_back(Input::Player(Event::Pause)),
            "n" => self.queued.push_back(Input::Player(Event::Next)),
            "p" => self.queued.push_back(Input::Player(Event::Back)),
            "r" => self.queued.push_back(Input::Player(Event::Again)),
            "q" => self.queued.push_back(Input::Player(Event::Quit)),
            _ => self.say("an empty line pauses and goes on; n next, p back, r again, q leave")?,
        }
        Ok(())
    }
}

impl Stage for PlainStage<'_> {
    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn draw(&mut self, _player: &Player, look: &Look, _now: Moment) -> io::Result<()> {
        self.sounds.follow(look);
        Ok(())
    }

    fn wait(&mut self, at_most: Option<Duration>) -> io::Result<Option<Input>> {
        if let Some(input) = self.queued.pop_front() {
            return Ok(Some(input));
        }
        let stroke = self.sounds.next_stroke(self.clock.now());
        let real = match ([at_most, stroke].into_iter().flatten().min(), self.keyboard) {
            (Some(time), _) => Some(self.clock.real(time)),
            (None, Keyboard::Lines) => None,
            // Nobody can say that it goes on, so it does.
            (None, Keyboard::None) => return Ok(Some(Input::Player(Event::Proceed))),
        };
        let timeout =
            real.map(|it| Timespec { tv_sec: it.as_secs() as i64, tv_nsec: i64::from(it.subsec_nanos()) });
        let mut watched = [PollFd::from_borrowed_fd(stdio::stdin(), PollFlags::IN)];
        let watched = match self.keyboard {
            Keyboard::Lines => &mut watched[..],
            Keyboard::None => &mut [],
        };
        match poll(watched, timeout.as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let ready = watched.first().is_some_and(|it| !it.revents().is_empty());
        if ready {
            self.read_line()?;
        }
        self.tell_news();
        if let Some(slept) = self.clock.slept() {
            self.queued.push_front(Input::Player(Event::Slept(slept)));
        }
        Ok(self.queued.pop_front())
    }

    fn perform(&mut self, player: &Player, effect: &Effect, look: &Look) -> io::Result<()> {
        if let Some(log) = &mut self.log {
            log.perform(player, effect);
        }
        let now = self.now();
        let cue = self.sounds.perform(player, effect, look, now);
        if let Some(words) = cue.as_ref().and_then(Cue::printed) {
            self.say(words.as_str())?;
        }
        self.tell_news();
        Ok(())
    }
}
