//! A short reel of a routine: the drawn person goes through its positions, twice, and then rests in the one
//! that says most. A glimpse of it goes there at once, for where several routines are shown in turn.
//!
//! A session shows a routine at its own pace, which takes minutes; see `scene`. This one takes seconds.

use std::{cell::RefCell, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    figure::{self, Glow, Views},
    palette::Palette,
};
use crate::model::{
    figure::{Figure, skeleton::Body},
    key_pose::{KeyPose, key_poses, telling},
    motion,
    routine::Routine,
};

/// Going from one position to the next takes so long.
const LEG: Duration = Duration::from_millis(1300);
/// What is held is shown for so long.
const HELD: Duration = Duration::from_millis(1400);
/// What is only gone through is seen for so long.
const PASSED: Duration = Duration::from_millis(300);
/// So often it is shown.
const TIMES: u32 = 2;

/// A glimpse lasts so long at the least.
const GLIMPSE: Duration = Duration::from_millis(2500);

/// The reel of a routine.
#[derive(Debug)]
pub struct Reel {
    /// How often it is shown before it goes to the position that says most.
    times: u32,
    figure: Figure,
    views: Views,
    stops: Vec<KeyPose>,
    bodies: RefCell<Vec<Option<Body>>>,
    drawn: RefCell<Option<(Shot, Buffer)>>,
}

/// What a picture depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shot {
    from: usize,
    to: usize,
    /// How far, from 0 to 1.
    share: f32,
    palette: Palette,
    area: Rect,
}

impl Reel {
    /// The reel of a routine; none if it has no figure.
    pub fn of(routine: &Routine) -> Option<Reel> {
        Reel::shown(routine, TIMES)
    }

    /// A glimpse of it; none if it has no figure.
    pub fn glimpse(routine: &Routine) -> Option<Reel> {
        Reel::shown(routine, 0)
    }

    fn shown(routine: &Routine, times: u32) -> Option<Reel> {
        let (figure, views) = (routine.figure.clone()?, Views::of(routine, false)?);
        let stops = key_poses(routine);
        let bodies = RefCell::new(vec![None; stops.len()]);
        Some(Reel { times, figure, views, stops, bodies, drawn: RefCell::new(None) })
    }

    /// Whether it is a glimpse.
    pub const fn is_glimpse(&self) -> bool {
        self.times == 0
    }

    /// How long it moves in all; nothing, if there is only one position.
    pub fn length(&self) -> Duration {
        if self.stops.len() < 2 {
            return Duration::ZERO;
        }
        let once: Duration = (0..self.stops.len()).map(|it| self.stay(it) + LEG).sum();
        let to_the_last: Duration = (0..self.telling()).map(|it| self.stay(it) + LEG).sum();
        once * self.times + to_the_last
    }

    /// How long it is looked at before another one is shown.
    pub fn seen_for(&self) -> Duration {
        (self.length() + HELD).max(GLIMPSE)
    }

    /// Whether it still moves when so much of it is over.
    pub fn moves(&self, done: Duration) -> bool {
        done < self.length()
    }

    /// Draws what is seen when so much of it is over. What has no room stays empty.
    pub fn draw(&self, done: Duration, palette: Palette, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        let (marker, colours) = figure::look(palette);
        let (from, to, share) = self.place(motion::frame_of(done));
        let shot = Shot { from, to, share, palette, area };
        let mut drawn = self.drawn.borrow_mut();
        if drawn.as_ref().is_none_or(|it| it.0 != shot) {
            let body = Body::between(&self.body(from), &self.body(to), share);
            let [first, last] = [from, to].map(|it| self.views.drawing(&self.stops[it].pose));
            let drawing = if std::ptr::eq(first, last) { first.clone() } else { first.toward(last, share) };
            let held = from == to && self.stops[from].is_timed;
            let mut cells = Buffer::empty(area);
            let glow = if held { Glow::Warm } else { Glow::Pale };
            drawing.shown_with(marker, colours).render(&body, glow, area, &mut cells);
            *drawn = Some((shot, cells));
        }
        if let Some((_, cells)) = &*drawn {
            area.positions().for_each(|it| buffer[it] = cells[it].clone());
        }
    }

    /// Between which stops one is, and how far from the first to the second.
    fn place(&self, done: Duration) -> (usize, usize, f32) {
        let count = self.stops.len();
        if !self.moves(done) {
            return (self.telling(), self.telling(), 0.0);
        }
        let mut left = done;
        // It is over within the rounds that are shown, as `moves` has said.
        for at in (0..count).cycle().take(count * (self.times as usize + 1)) {
            let stay = self.stay(at);
            if left < stay {
                return (at, at, 0.0);
            }
            left -= stay;
            if left < LEG {
                return (at, (at + 1) % count, left.as_secs_f32() / LEG.as_secs_f32());
            }
            left -= LEG;
        }
        (self.telling(), self.telling(), 0.0)
    }

    fn stay(&self, at: usize) -> Duration {
        if self.stops[at].is_timed { HELD } else { PASSED }
    }

    /// The stop that says most.
    fn telling(&self) -> usize {
        telling(&self.stops)
    }

    fn body(&self, at: usize) -> Body {
        let mut bodies = self.bodies.borrow_mut();
        let solve = || self.figure.solve(&self.stops[at].pose);
        bodies[at].get_or_insert_with(solve).clone()
    }
}
