//! The stage that is a terminal: cells, keys and the monotonic clock.

pub mod signals;
pub mod ways_out;

use std::{
    collections::VecDeque,
    io::{self, Read, Write},
    os::fd::OwnedFd,
    time::Duration,
};

use ratatui::{
    backend::{Backend, CrosstermBackend},
    buffer::Buffer,
    layout::Rect,
    widgets::Widget,
};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    stdio,
    termios::{isatty, tcgetwinsize},
};

use self::ways_out::Wake;
use super::{
    clock::Clock,
    journal::Recorder,
    voice::{Bell, Sounds},
};
use crate::{
    model::{
        moment::Moment,
        motion,
        player::{Effect, Event, Player},
        text::Text,
    },
    stage::{Input, Look, Stage},
    view::{
        keys::{self, Decoder, Key, Typed},
        palette::Palette,
        scene::Scenes,
        screen::{self, Screen},
    },
};

/// Strikes the bell once.
const BELL: &[u8] = b"\x07";
/// A notice is read within this, in the session's time.
const NOTICED: Duration = Duration::from_secs(12);
/// Between two lengths of the bar of a breath, which is drawn cell by cell.
const BETWEEN_BARS: Duration = Duration::from_millis(200);

/// A terminal that was taken. Dropping it gives it back.
#[derive(Debug)]
pub struct TerminalStage<'s> {
    sounds: &'s mut Sounds,
    /// None of a preview, which is not kept.
    log: Option<&'s mut Recorder>,
    title: Text,
    palette: Palette,
    clock: Clock,
    wakes: std::fs::File,
    /// What the terminal shows; `None` when nobody knows.
    shown: Option<Buffer>,
    keys: Decoder,
    /// When the last of the keys came, by the session's clock.
    typed: Moment,
    queued: VecDeque<Input>,
    scenes: Scenes,
    /// What could not be heard or kept, and since when that is shown.
    noticed: Option<(Text, Moment)>,
    /// How much of the session passes until the next frame, where something moved in the last one.
    frame: Option<Duration>,
}

impl TerminalStage<'_> {
    /// Takes the terminal and begins the session's time.
    pub fn open<'s>(
        sounds: &'s mut Sounds,
        log: Option<&'s mut Recorder>,
        title: Text,
        palette: Palette,
        speed: u32,
    ) -> io::Result<TerminalStage<'s>> {
        let wakes: OwnedFd = ways_out::guard()?;
        ways_out::take()?;
        Ok(TerminalStage {
            sounds,
            log,
            title,
            palette,
            clock: Clock::begin(speed),
            wakes: wakes.into(),
            shown: None,
            keys: Decoder::default(),
            typed: Moment::START,
            queued: VecDeque::new(),
            scenes: Scenes::default(),
            noticed: None,
            frame: None,
        })
    }

    /// Writes the cells that differ from what is shown, in one write.
    fn show(&mut self, next: Buffer) -> io::Result<()> {
        let blank;
        let shown = match &self.shown {
            Some(shown) if shown.area == next.area => shown,
            Some(_) | None => {
                blank = Buffer::empty(next.area);
                &blank
            }
        };
        let mut frame = Vec::new();
        if self.shown.as_ref().is_none_or(|it| it.area != next.area) {
            crossterm::queue!(frame, crossterm::terminal::Clear(crossterm::terminal::ClearType::All))?;
        }
        let changes = shown.diff(&next);
        if !changes.is_empty() {
            CrosstermBackend::new(&mut frame).draw(changes.into_iter())?;
        }
        ways_out::write_frame(&frame)?;
        self.shown = Some(next);
        Ok(())
    }

    fn ring_if_due(&mut self) -> io::Result<()> {
        if self.sounds.strikes(self.clock.now()) {
            ways_out::write_frame(BELL)?;
        }
        Ok(())
    }

    /// Waits on the keyboard and the pipe. True if there is something on the keyboard.
    fn poll(&mut self, at_most: Option<Duration>) -> io::Result<bool> {
        let timeout =
            at_most.map(|it| Timespec { tv_sec: it.as_secs() as i64, tv_nsec: i64::from(it.subsec_nanos()) });
        let mut watched = [
            PollFd::from_borrowed_fd(stdio::stdin(), PollFlags::IN),
            PollFd::new(&self.wakes, PollFlags::IN),
        ];
        match poll(&mut watched, timeout.as_ref()) {
            Ok(_) => {}
            Err(Errno::INTR) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
        let [keyboard, pipe] = [watched[0].revents(), watched[1].revents()];
        if keyboard.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            // The terminal is gone: waiting for its keys would spin for ever.
            ways_out::die_of(signal_hook::consts::SIGHUP);
        }
        if pipe.contains(PollFlags::IN) {
            let mut bytes = [0; 64];
            let count = self.wakes.read(&mut bytes)?;
            for wake in bytes[..count].iter().filter_map(|it| Wake::from_byte(*it)) {
                self.answer(wake)?;
            }
        }
        Ok(keyboard.contains(PollFlags::IN))
    }

    fn answer(&mut self, wake: Wake) -> io::Result<()> {
        match wake {
            Wake::Resized => {
                // Of the size that is drawn already too: it may have been another one in between,
                // and what a terminal cuts off it does not bring back.
                self.shown = None;
                self.queued.push_back(Input::Redraw);
            }
            Wake::Stop => self.stop()?,
            Wake::Continued => {
                // After SIGSTOP nobody could give the terminal back, and the shell may have used it.
                ways_out::take()?;
                self.shown = None;
                self.queued.push_back(Input::Player(Event::Continued));
            }
        }
        Ok(())
    }

    fn stop(&mut self) -> io::Result<()> {
        self.sounds.silence();
        ways_out::stop()?;
        self.shown = None;
        self.queued.push_back(Input::Player(Event::Continued));
        Ok(())
    }

    /// What the keyboard says, without waiting.
    fn read_keys(&mut self) -> io::Result<()> {
        let mut bytes = [0; 256];
        let count = match rustix::io::read(stdio::stdin(), &mut bytes) {
            // Nobody types there any more.
            Ok(0) | Err(Errno::IO) => ways_out::die_of(signal_hook::consts::SIGHUP),
            Ok(count) => count,
            Err(Errno::INTR | Errno::AGAIN) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        self.typed = self.clock.now();
        self.keys.take(&bytes[..count]).into_iter().try_for_each(|it| self.answer_typed(it))
    }

    /// How much real time is left for the rest of a key, or of a paste.
    fn patience(&self) -> Option<Duration> {
        let passed = self.clock.real(self.clock.now().since(self.typed));
        self.keys.patience().map(|it| it.saturating_sub(passed))
    }

    /// What is pasted by mistake is nothing that anybody asked for.
    fn answer_typed(&mut self, typed: Typed) -> io::Result<()> {
        match typed {
            Typed::Key(key) => self.press(key),
            Typed::Paste(_) | Typed::Mouse(_) | Typed::Other => Ok(()),
        }
    }

    fn press(&mut self, key: Key) -> io::Result<()> {
        if keys::is_stop(key) {
            if ways_out::may_stop() {
                self.stop()?;
            }
        } else if let Some(input) = keys::input_for(key) {
            if input == Input::Redraw {
                self.shown = None;
            }
            self.queued.push_back(input);
        }
        Ok(())
    }
}

impl Drop for TerminalStage<'_> {
    fn drop(&mut self) {
        ways_out::give_back();
    }
}

impl Stage for TerminalStage<'_> {
    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn draw(&mut self, player: &Player, look: &Look, now: Moment) -> io::Result<()> {
        let (width, height) = size();
        let area = Rect::new(0, 0, width, height);
        let mut next = Buffer::empty(area);
        let (title, palette, scenes) = (&self.title, self.palette, &self.scenes);
        Screen { title, player, look, now, palette, scenes }.render(area, &mut next);
        self.sounds.follow(look);
        let unkept = self.log.as_mut().and_then(|it| it.notice());
        if let Some(notice) = unkept.or(self.sounds.notice()) {
            if self.noticed.as_ref().is_none_or(|(it, _)| it != notice) {
                self.noticed = Some((notice.clone(), now));
            }
            if self.noticed.as_ref().is_some_and(|(_, since)| now.since(*since) < NOTICED) {
                screen::notice(notice, self.palette, area, &mut next);
            }
        }
        let done = player.done(now);
        let person = look.figure && !look.help && scenes.moves(player, done, look.mirror);
        self.frame = match (person, screen::moves(player)) {
            (true, _) => Some(self.clock.session(motion::FRAME) - motion::into_frame(done)),
            (false, true) => Some(self.clock.session(BETWEEN_BARS)),
            (false, false) => None,
        };
        self.show(next)
    }

    fn wait(&mut self, at_most: Option<Duration>) -> io::Result<Option<Input>> {
        if self.queued.is_empty() {
            let now = self.clock.now();
            let session = [at_most, self.sounds.next_stroke(now)].into_iter().flatten().min();
            let session = [session, self.frame].into_iter().flatten().min();
            let real = session.map(|it| self.clock.real(it));
            if self.poll([real, self.patience()].into_iter().flatten().min())? {
                self.read_keys()?;
            } else if self.patience() == Some(Duration::ZERO) {
                self.keys.give_up().into_iter().try_for_each(|it| self.answer_typed(it))?;
            }
            self.ring_if_due()?;
            if let Some(slept) = self.clock.slept() {
                self.queued.push_front(Input::Player(Event::Slept(slept)));
            }
        }
        Ok(self.queued.pop_front())
    }

    fn perform(&mut self, player: &Player, effect: &Effect, look: &Look) -> io::Result<()> {
        let now = self.clock.now();
        if let Some(log) = &mut self.log {
            log.perform(player, effect);
        }
        self.sounds.perform(player, effect, look, now);
        self.ring_if_due()
    }
}

/// Strikes the bell of the terminal that output goes to.
pub fn strike_bell() -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(BELL)?;
    out.flush()
}

/// Whether output goes to a terminal, which has a bell.
pub fn bell() -> Bell {
    if isatty(stdio::stdout()) { Bell::Terminal } else { Bell::None }
}

/// Whether a session can be shown: keys can be read and cells can be drawn.
pub fn is_terminal() -> bool {
    has_keyboard() && isatty(stdio::stdout())
}

/// Whether somebody can type.
pub fn has_keyboard() -> bool {
    isatty(stdio::stdin())
}

/// The terminal's columns and rows; the usual ones where it does not tell, as over a serial line.
fn size() -> (u16, u16) {
    let told = tcgetwinsize(stdio::stdout()).map(|it| (it.ws_col, it.ws_row));
    told.ok().filter(|it| it.0 > 0 && it.1 > 0).unwrap_or((80, 24))
}

/// The width of the terminal that output goes to; nothing if it goes elsewhere.
pub fn width() -> Option<usize> {
    let size = isatty(stdio::stdout()).then(|| tcgetwinsize(stdio::stdout()).ok()).flatten()?;
    Some(usize::from(size.ws_col)).filter(|it| *it > 0)
}
