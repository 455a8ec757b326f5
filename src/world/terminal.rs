//! The stage that is a terminal: screens on a device, with sounds, a log and the session's clock.

pub mod company;
pub mod device;
pub mod home;
mod paint;
pub mod signals;
pub mod ways_out;

use std::{
    io::{self, Write},
    time::Duration,
};

use ratatui::buffer::Buffer;
use rustix::{
    stdio,
    termios::{isatty, tcgetwinsize},
};

use self::{
    company::{Companion, LOOK_AGAIN},
    device::{Device, News},
};
use super::{
    clock::Clock,
    journal::Recorder,
    output, places,
    voice::{Bell, Sounds},
};
use crate::{
    model::{
        moment::Moment,
        player::{DueEffect, Event},
        text::Text,
    },
    stage::{Happening, Input, Screens, Stage},
    view::{
        keys::{self, Typed},
        palette::Palette,
        screen::{Sight, session::SessionScreen},
    },
};

/// Strikes the bell once.
const BELL: &[u8] = b"\x07";
/// A notice is read within this, in the session's time.
const NOTICED: Duration = Duration::from_secs(12);

/// A terminal on which a session is played.
#[derive(Debug)]
pub struct TerminalStage<'s> {
    device: &'s mut Device,
    sounds: &'s mut Sounds,
    /// None of a preview, which is not kept.
    log: Option<&'s mut Recorder>,
    palette: Palette,
    clock: Clock,
    /// What could not be heard or kept, and since when that is shown.
    noticed: Option<(Text, Moment)>,
    /// How much of the session passes until the next frame, where something moved in the last one.
    frame: Option<Duration>,
    /// What happened after something that is told first.
    queued: Option<Happening>,
    /// What runs beside it.
    company: Option<&'s mut Companion>,
    /// Whether it ends for that.
    is_over: bool,
}

impl<'s> TerminalStage<'s> {
    /// Begins the session's time.
    pub fn begin(
        device: &'s mut Device,
        sounds: &'s mut Sounds,
        log: Option<&'s mut Recorder>,
        palette: Palette,
        speed: u32,
    ) -> TerminalStage<'s> {
        let clock = Clock::begin(speed);
        TerminalStage {
            device,
            sounds,
            log,
            palette,
            clock,
            noticed: None,
            frame: None,
            queued: None,
            company: None,
            is_over: false,
        }
    }

    /// Looks after what runs beside it, and ends for it.
    pub fn beside(&mut self, company: Option<&'s mut Companion>) {
        self.company = company;
    }

    /// Says what happened to what runs beside it.
    fn look_after(&mut self) -> io::Result<()> {
        let now = self.clock.now();
        if let Some(cue) = self.company.as_mut().and_then(|it| it.look()) {
            self.sounds.announce(cue, now);
            self.ring_if_due()?;
        }
        Ok(())
    }

    /// The id of the session, if anything of it is in the log.
    pub fn kept(&self) -> Option<&str> {
        self.log.as_ref().and_then(|it| it.session())
    }

    fn ring_if_due(&mut self) -> io::Result<()> {
        if self.sounds.strikes(self.clock.now()) {
            self.device.ring()?;
        }
        Ok(())
    }

    /// What could not be heard or kept, if it is new or was not shown for long.
    fn notice(&mut self, now: Moment) -> Option<Text> {
        let unkept = self.log.as_mut().and_then(|it| it.notice());
        let is_shown = |it: &Text| self.noticed.as_ref().is_some_and(|shown| shown.0 == *it);
        let unheard = self.sounds.notice().filter(|it| is_shown(it) || !self.device.unheard.contains(it));
        let notice = unkept.or(unheard)?;
        if !is_shown(notice) {
            if unheard == Some(notice) {
                self.device.unheard.push(notice.clone());
            }
            self.noticed = Some((notice.clone(), now));
        }
        let (notice, since) = self.noticed.as_ref()?;
        (now.since(*since) < NOTICED).then(|| notice.clone())
    }
}

impl Stage for TerminalStage<'_> {
    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn draw(&mut self, screens: &Screens, now: Moment) -> io::Result<()> {
        if let Some(session) = screens.session() {
            self.sounds.follow(&session.look);
            if let Some(log) = &mut self.log {
                log.watch(&session.player, now);
            }
        }
        self.look_after()?;
        let company = self.company.as_mut();
        let foot = company.and_then(|it| {
            self.is_over |= it.is_over(screens.session());
            it.foot(screens.session())
        });
        let notice = self.notice(now).or(foot);
        let area = self.device.area();
        let mut next = Buffer::empty(area);
        let sight = Sight { now, palette: self.palette, notice: notice.as_ref() };
        screens.top().draw(&sight, area, &mut next);
        self.palette.purify(&mut next);
        self.frame = screens.top().frames(now).map(|it| self.clock.session(it.every).saturating_sub(it.into));
        self.device.show(next)
    }

    fn wait(&mut self, at_most: Option<Duration>) -> io::Result<Option<Happening>> {
        if let Some(queued) = self.queued.take() {
            return Ok(Some(queued));
        }
        if self.is_over {
            // A first one asks whether to leave, and a second one leaves.
            return Ok(Some(Happening::Asked(Input::Player(Event::Quit))));
        }
        let now = self.clock.now();
        let at_most = self.company.as_ref().map(|_| LOOK_AGAIN).into_iter().chain(at_most).min();
        let session = [at_most, self.sounds.next_stroke(now), self.frame].into_iter().flatten().min();
        let real = session.map(|it| self.clock.real(it));
        let news = self.device.wait(real)?;
        self.ring_if_due()?;
        let happening = match news {
            Some(News::Typed(Typed::Key(key)))
                if keys::is_interrupt(key) && self.company.as_mut().is_some_and(|it| it.interrupt()) =>
            {
                None
            }
            Some(News::Typed(typed)) => Some(Happening::Typed(typed)),
            Some(News::Redraw) => Some(Happening::Asked(Input::Redraw)),
            Some(News::Stop) => {
                self.sounds.silence();
                self.device.stop()?;
                None
            }
            Some(News::Continued) => Some(Happening::Asked(Input::Player(Event::Continued))),
            None => None,
        };
        if let Some(slept) = self.clock.slept() {
            self.queued = happening;
            return Ok(Some(Happening::Asked(Input::Player(Event::Slept(slept)))));
        }
        Ok(happening)
    }

    fn perform(&mut self, session: &SessionScreen, due: &DueEffect) -> io::Result<()> {
        let now = self.clock.now();
        if let Some(log) = &mut self.log {
            log.perform(&session.player, due);
        }
        self.sounds.perform(&session.player, due, &session.look, now);
        self.ring_if_due()
    }
}

/// Strikes the bell of the terminal that output goes to.
pub fn strike_bell() -> io::Result<()> {
    let mut out = output::stdout();
    out.write_all(BELL)?;
    out.flush()
}

/// Whether output goes to a terminal, which has a bell.
pub fn bell() -> Bell {
    if isatty(stdio::stdout()) { Bell::Terminal } else { Bell::None }
}

/// Whether output goes to a terminal, however large it is.
pub fn shows_output() -> bool {
    isatty(stdio::stdout())
}

/// Whether a session can be shown: keys can be read and cells can be drawn.
pub fn is_terminal() -> bool {
    has_keyboard() && isatty(stdio::stdout())
}

/// Whether somebody can type.
pub fn has_keyboard() -> bool {
    isatty(stdio::stdin())
}

/// Whether output may have the colours of the palette: it goes to a terminal, or the person wants them wherever
/// it goes.
pub fn takes_colours() -> bool {
    isatty(stdio::stdout()) || places::forces_colours()
}

/// The width of the terminal that output goes to; nothing if it goes elsewhere.
pub fn width() -> Option<usize> {
    size_of_output().map(|it| it.0)
}

/// The width and height of the terminal that output goes to; nothing if it goes elsewhere.
pub fn size_of_output() -> Option<(usize, usize)> {
    let size = isatty(stdio::stdout()).then(|| tcgetwinsize(stdio::stdout()).ok()).flatten()?;
    let size = (usize::from(size.ws_col), usize::from(size.ws_row));
    Some(size).filter(|it| it.0 > 0 && it.1 > 0)
}
