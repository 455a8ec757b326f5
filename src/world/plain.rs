//! The stage in print: a line an event on stdout, lines of a keyboard as its keys.
//!
//! It never touches the terminal's settings and writes no control character.

use std::{
    collections::VecDeque,
    fs::File,
    io::{self, Read as _, Write},
    os::fd::OwnedFd,
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    stdio,
};

use super::{
    clock::Clock,
    journal::Recorder,
    lines::Lines,
    output,
    terminal::company::{Companion, LOOK_AGAIN},
    voice::Sounds,
};
use crate::{
    error::aside,
    model::{
        cue::Cue,
        dose::UNATTENDED,
        moment::Moment,
        player::{DueEffect, Event, Phase},
        words::plain as words,
    },
    stage::{Happening, Input, Screens, Stage},
    view::{plain, screen::session::SessionScreen},
};

/// What could not be heard is said within this time, whatever else happens.
const NEWS: Duration = Duration::from_secs(1);

/// Prints a session as it happens.
#[derive(Debug)]
pub struct PlainStage<'s> {
    sounds: &'s mut Sounds,
    /// None of a preview, which is not kept.
    log: Option<&'s mut Recorder>,
    clock: Clock,
    keyboard: Keyboard,
    /// A byte comes through it when the session is interrupted.
    interrupts: File,
    lines: Lines,
    queued: VecDeque<Input>,
    /// Whether the sound was off when it was last looked at.
    was_muted: bool,
    /// When a step without an end goes on, since nobody can say so.
    goes_on: Option<Moment>,
    /// What runs beside it.
    company: Option<&'s mut Companion>,
}

/// What is on stdin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyboard {
    /// A terminal: lines are keys.
    Lines,
    /// Something else, which is not read.
    None,
}

impl<'s> PlainStage<'s> {
    /// Begins the session's time.
    pub fn begin(
        sounds: &'s mut Sounds,
        log: Option<&'s mut Recorder>,
        keyboard: Keyboard,
        interrupts: OwnedFd,
        speed: u32,
    ) -> PlainStage<'s> {
        PlainStage {
            sounds,
            log,
            clock: Clock::begin(speed),
            keyboard,
            interrupts: interrupts.into(),
            lines: Lines::default(),
            queued: VecDeque::new(),
            was_muted: false,
            goes_on: None,
            company: None,
        }
    }

    /// Looks after what runs beside it, and ends for it.
    pub fn beside(&mut self, company: Option<&'s mut Companion>) {
        self.company = company;
    }

    /// Says what happened to what runs beside it, and ends for it.
    fn look_after(&mut self, session: &SessionScreen) -> io::Result<()> {
        let now = self.clock.now();
        let Some(company) = &mut self.company else { return Ok(()) };
        if let Some(cue) = company.look() {
            let line = company.foot(Some(session));
            self.sounds.announce(cue, now);
            if let Some(line) = line {
                self.say(line.as_str())?;
            }
        }
        if self.company.as_mut().is_some_and(|it| it.is_over(Some(session))) {
            // A first one asks whether to leave, and a second one leaves.
            let quit = || Input::Player(Event::Quit);
            self.queued.extend([quit(), quit()]);
        }
        Ok(())
    }

    /// Says what could not be heard, or kept.
    fn tell_news(&mut self) {
        let unkept = self.log.as_mut().and_then(|it| it.take_failure());
        for notice in self.sounds.take_notice().into_iter().chain(unkept) {
            aside(&format!("warning: {notice}\n"));
        }
    }

    fn say(&mut self, line: &str) -> io::Result<()> {
        let mut out = output::stdout();
        writeln!(out, "{line}")?;
        out.flush()
    }

    fn read_lines(&mut self) -> io::Result<()> {
        let Some(lines) = self.lines.read() else {
            self.keyboard = Keyboard::None; // ^D: the person types no more
            return Ok(());
        };
        for line in lines {
            match plain::input_for(&line) {
                Some(Input::Help) => self.say(&plain::help())?,
                Some(input) => self.queued.push_back(input),
                None => self.say(words::KEYS)?,
            }
        }
        Ok(())
    }

    /// How long nothing happens by itself, in the session's time; none if that is for ever.
    fn idle(&mut self, at_most: Option<Duration>) -> Option<Duration> {
        let now = self.clock.now();
        let goes_on = self.goes_on.map(|it| it.since(now));
        let news = self.sounds.may_fail().then(|| self.clock.session(NEWS));
        let company = self.company.as_ref().map(|_| self.clock.session(LOOK_AGAIN));
        [at_most, self.sounds.next_stroke(now), goes_on, news, company].into_iter().flatten().min()
    }
}

impl Stage for PlainStage<'_> {
    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn draw(&mut self, screens: &Screens, now: Moment) -> io::Result<()> {
        let Some(session) = screens.session() else { return Ok(()) };
        if self.queued.is_empty() {
            self.look_after(session)?;
        }
        let SessionScreen { player, look, .. } = session;
        self.sounds.follow(look);
        if look.muted != self.was_muted {
            self.was_muted = look.muted;
            self.say(if look.muted { "sound off" } else { "sound on" })?;
        }
        let nobody = self.keyboard == Keyboard::None;
        self.goes_on = match player.phase() {
            Phase::Waiting { .. } if nobody => {
                self.goes_on.or(Some(now + Duration::from_secs(u64::from(UNATTENDED))))
            }
            Phase::Paused { .. } if nobody => Some(now),
            Phase::Waiting { .. }
            | Phase::Paused { .. }
            | Phase::Timing { .. }
            | Phase::Returning { .. }
            | Phase::Over { .. } => None,
        };
        if let Some(log) = &mut self.log {
            log.watch(player, now);
        }
        Ok(())
    }

    fn wait(&mut self, at_most: Option<Duration>) -> io::Result<Option<Happening>> {
        if let Some(input) = self.queued.pop_front() {
            return Ok(Some(Happening::Asked(input)));
        }
        let timeout = self.idle(at_most).map(|it| {
            let real = self.clock.real(it);
            Timespec { tv_sec: real.as_secs() as i64, tv_nsec: i64::from(real.subsec_nanos()) }
        });
        let mut watched = [
            PollFd::new(&self.interrupts, PollFlags::IN),
            PollFd::from_borrowed_fd(stdio::stdin(), PollFlags::IN),
        ];
        let watched = match self.keyboard {
            Keyboard::Lines => &mut watched[..],
            Keyboard::None => &mut watched[..1],
        };
        match poll(watched, timeout.as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let ready = |at: usize| watched.get(at).is_some_and(|it| !it.revents().is_empty());
        let (interrupted, typed) = (ready(0), ready(1));
        if interrupted {
            self.interrupts.read_exact(&mut [0])?;
            return Ok(Some(Happening::Asked(Input::Interrupt)));
        }
        if typed {
            self.read_lines()?;
        }
        self.tell_news();
        if self.goes_on.is_some_and(|it| it <= self.clock.now()) {
            self.goes_on = None;
            self.queued.push_back(Input::Player(Event::Proceed));
        }
        if let Some(slept) = self.clock.slept() {
            self.queued.push_front(Input::Player(Event::Slept(slept)));
        }
        Ok(self.queued.pop_front().map(Happening::Asked))
    }

    fn perform(&mut self, session: &SessionScreen, due: &DueEffect) -> io::Result<()> {
        if let Some(log) = &mut self.log {
            log.perform(&session.player, due);
        }
        let now = self.now();
        let cue = self.sounds.perform(&session.player, due, &session.look, now);
        if let Some(words) = cue.as_ref().and_then(Cue::printed) {
            self.say(words.as_str())?;
        }
        self.tell_news();
        Ok(())
    }
}
