//! The terminal as a device: taken once, whatever is shown on it. It has a size, keys, cells and a bell,
//! and knows nothing of what they are for.

use std::{
    collections::VecDeque,
    fs::File,
    io::{self, Read as _},
    os::fd::OwnedFd,
    time::Duration,
};

use ratatui::{buffer::Buffer, layout::Rect};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    stdio,
    termios::tcgetwinsize,
};

use super::{
    BELL, paint,
    ways_out::{self, Wake},
};
use crate::{
    model::{moment::Moment, text::Text},
    view::keys::{self, Decoder, Typed},
    world::clock::Clock,
};

/// A terminal that was taken. Dropping it gives it back.
#[derive(Debug)]
pub struct Device {
    wakes: File,
    /// What the terminal shows; `None` when nobody knows.
    shown: Option<Buffer>,
    decoder: Decoder,
    clock: Clock,
    /// When the last byte was typed, by this clock.
    typed: Moment,
    queued: VecDeque<News>,
    /// What could not be heard, as far as it was said in a session on this terminal: it is said once.
    pub unheard: Vec<Text>,
}

/// What a terminal has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Something was typed.
    Typed(Typed),
    /// What is shown has to be drawn again.
    Redraw,
    /// The program is asked to stop: see [`Device::stop`].
    Stop,
    /// The program goes on after it was stopped.
    Continued,
}

impl Device {
    /// Takes the terminal, and sees to it that it is given back on every way out.
    pub fn open() -> io::Result<Device> {
        let wakes: OwnedFd = ways_out::guard()?;
        ways_out::take()?;
        Ok(Device {
            wakes: wakes.into(),
            shown: None,
            decoder: Decoder::default(),
            clock: Clock::begin(1),
            typed: Moment::START,
            queued: VecDeque::new(),
            unheard: Vec::new(),
        })
    }

    /// All cells; 80x24 where the terminal does not say, as over a serial line.
    pub fn area(&self) -> Rect {
        let told = tcgetwinsize(stdio::stdout()).map(|it| (it.ws_col, it.ws_row));
        let (width, height) = told.ok().filter(|it| it.0 > 0 && it.1 > 0).unwrap_or((80, 24));
        Rect::new(0, 0, width, height)
    }

    /// Writes what differs from what is shown, in one write.
    pub fn show(&mut self, next: Buffer) -> io::Result<()> {
        ways_out::write_frame(&paint::bytes(self.shown.as_ref(), &next)?)?;
        self.shown = Some(next);
        Ok(())
    }

    /// Has the terminal report clicks and the wheel, or stop that. It is also stopped by whatever gives the
    /// terminal back.
    pub fn report_mouse(&mut self, wanted: bool) -> io::Result<()> {
        ways_out::report_mouse(wanted)
    }

    /// Strikes the bell once.
    pub fn ring(&mut self) -> io::Result<()> {
        ways_out::write_frame(BELL)
    }

    /// What happens next, or nothing when so much real time has passed first.
    pub fn wait(&mut self, at_most: Option<Duration>) -> io::Result<Option<News>> {
        if self.queued.is_empty() {
            if self.poll([at_most, self.patience()].into_iter().flatten().min())? {
                self.read_keys()?;
            } else if self.patience() == Some(Duration::ZERO) {
                let typed = self.decoder.give_up();
                self.take_typed(typed);
            }
        }
        Ok(self.queued.pop_front())
    }

    /// Gives the terminal back, stops the program, and takes the terminal again when it goes on.
    pub fn stop(&mut self) -> io::Result<()> {
        ways_out::stop()?;
        self.shown = None;
        self.queued.push_back(News::Continued);
        Ok(())
    }

    /// Gives the terminal back while something else uses it, and takes it again.
    pub fn lend<T>(&mut self, borrow: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        ways_out::give_back();
        let lent = borrow();
        // What was asked of this program meanwhile was meant for the other one.
        while self.has_wakes()? {
            let mut bytes = [0; 64];
            if self.wakes.read(&mut bytes)? == 0 {
                break;
            }
        }
        ways_out::take()?;
        self.shown = None;
        lent
    }

    fn has_wakes(&self) -> io::Result<bool> {
        let mut watched = [PollFd::new(&self.wakes, PollFlags::IN)];
        let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
        match poll(&mut watched, Some(&at_once)) {
            Ok(_) => Ok(watched[0].revents().contains(PollFlags::IN)),
            Err(Errno::INTR) => Ok(true),
            Err(error) => Err(error.into()),
        }
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
                self.queued.push_back(News::Redraw);
            }
            // Only a session in lines is told of an interrupt so.
            Wake::Interrupted => {}
            Wake::Stop => self.queued.push_back(News::Stop),
            Wake::Continued => {
                // After SIGSTOP nobody could give the terminal back, and the shell may have used it.
                ways_out::take()?;
                self.shown = None;
                self.queued.push_back(News::Continued);
            }
        }
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
        let typed = self.decoder.take(&bytes[..count]);
        self.take_typed(typed);
        Ok(())
    }

    /// How much time is left for the rest of a key, or of a paste.
    fn patience(&self) -> Option<Duration> {
        let passed = self.clock.now().since(self.typed);
        self.decoder.patience().map(|it| it.saturating_sub(passed))
    }

    /// What was typed, but for the two keys that mean the same on every screen.
    fn take_typed(&mut self, typed: Vec<Typed>) {
        for typed in typed {
            match typed {
                Typed::Key(key) if keys::is_stop(key) => {
                    if ways_out::may_stop() {
                        self.queued.push_back(News::Stop);
                    }
                }
                Typed::Key(key) if keys::is_redraw(key) => {
                    // A screen may do more at this key.
                    self.shown = None;
                    self.queued.push_back(News::Typed(typed));
                }
                Typed::Key(_) | Typed::Paste(_) | Typed::Mouse(_) | Typed::Other => {
                    self.queued.push_back(News::Typed(typed));
                }
            }
        }
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        ways_out::give_back();
    }
}
