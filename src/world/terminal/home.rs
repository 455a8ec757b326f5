//! The stage of the home screen: a terminal that was taken, without a session's clock, sounds or log.

use std::{io, time::Duration};

use ratatui::buffer::Buffer;

use super::device::{Device, News};
use crate::{
    model::{
        moment::Moment,
        player::{DueEffect, Event},
    },
    stage::{Happening, Input, Screens, Stage, Told, Wish},
    view::{
        palette::Palette,
        screen::{Sight, session::SessionScreen},
    },
    world::clock::Clock,
};

/// A terminal on which the home screen is shown. Its wishes are granted by a function that may use the
/// terminal itself, to play a session on it.
pub struct HomeStage<'d, G> {
    device: &'d mut Device,
    palette: Palette,
    clock: Clock,
    /// The time until the next frame, where something moved in the last one.
    frame: Option<Duration>,
    grant: G,
}

impl<G> HomeStage<'_, G>
where
    G: FnMut(&mut Device, Wish) -> io::Result<Option<Told>>,
{
    /// Begins the screen's time.
    pub fn begin(device: &mut Device, palette: Palette, grant: G) -> HomeStage<'_, G> {
        HomeStage { device, palette, clock: Clock::begin(1), frame: None, grant }
    }
}

impl<G> Stage for HomeStage<'_, G>
where
    G: FnMut(&mut Device, Wish) -> io::Result<Option<Told>>,
{
    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn draw(&mut self, screens: &Screens, now: Moment) -> io::Result<()> {
        let area = self.device.area();
        let mut next = Buffer::empty(area);
        screens.top().draw(&Sight { now, palette: self.palette, notice: None }, area, &mut next);
        self.palette.purify(&mut next);
        self.frame = screens.top().frames(now).map(|it| it.every.saturating_sub(it.into));
        self.device.report_mouse(true)?;
        self.device.show(next)
    }

    fn wait(&mut self, at_most: Option<Duration>) -> io::Result<Option<Happening>> {
        let at_most = [at_most, self.frame].into_iter().flatten().min();
        Ok(match self.device.wait(at_most)? {
            Some(News::Typed(typed)) => Some(Happening::Typed(typed)),
            Some(News::Redraw) => Some(Happening::Asked(Input::Redraw)),
            Some(News::Stop) => {
                self.device.stop()?;
                None
            }
            Some(News::Continued) => Some(Happening::Asked(Input::Player(Event::Continued))),
            None => None,
        })
    }

    fn perform(&mut self, _session: &SessionScreen, _due: &DueEffect) -> io::Result<()> {
        Ok(())
    }

    fn grant(&mut self, wish: Wish) -> io::Result<Option<Told>> {
        // A session on the same terminal has other keys, and no mouse.
        if matches!(wish, Wish::Play(_)) {
            self.device.report_mouse(false)?;
        }
        (self.grant)(self.device, wish)
    }
}
