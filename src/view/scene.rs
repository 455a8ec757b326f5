//! The drawn person of a routine, ready to be shown at any moment of its segments.
//!
//! Solving a pose takes longer than drawing it, so a scene solves each pose of its routine once, when it is
//! first shown. If two poses are seen from different directions, above all on different sides, the camera moves
//! with the person. While nothing moves, the cells of the last picture are shown again.

use std::{
    cell::{RefCell, RefMut},
    time::Duration,
};

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    figure::{self, Drawing, Glow, Shape, Views},
    palette::Palette,
};
use crate::model::{
    figure::{Figure, Side, skeleton::Body},
    motion::{self, Motion, Placed, Progress},
    plan::Plan,
    player::{Phase, Player},
    routine::Routine,
};

/// The scenes of a session. The last one is kept, which makes drawing faster and changes no picture.
#[derive(Debug, Default)]
pub struct Scenes {
    kept: RefCell<Option<Scene>>,
}

/// One segment of a plan, as it is seen.
#[derive(Debug)]
struct Scene {
    plan: Plan,
    at: usize,
    /// Whether a person who faces one is to be seen as in a mirror.
    mirror: bool,
    /// Whether this one is.
    is_turned: bool,
    motion: Motion,
    /// The figure as it is written, for the first side.
    figure: Figure,
    /// The drawings of the side for which the figure is written, and of the other one.
    views: [Option<Views>; 2],
    solved: Vec<(Placed, Body)>,
    /// The picture that was drawn last of this segment.
    drawn: Option<(Shot, Buffer)>,
}

/// What a picture of a segment depends on.
#[derive(Clone, Debug, PartialEq)]
struct Shot {
    progress: Progress,
    glow: Glow,
    palette: Palette,
    area: Rect,
}

/// The person at one moment of a session.
pub struct Person<'a> {
    scene: RefMut<'a, Scene>,
    progress: Progress,
    glow: Glow,
    is_led: bool,
}

impl Scenes {
    /// The person when this much of the player's segment is over; with `mirror` as in a mirror, if they face one. None if
    /// the routine has no figure.
    pub fn at(&self, player: &Player, done: Duration, mirror: bool) -> Option<Person<'_>> {
        let (plan, at) = (player.plan(), player.at());
        let mut kept = self.kept.borrow_mut();
        let is_kept = |it: &Scene| it.plan.is(plan) && it.at == at && it.mirror == mirror;
        if !kept.as_ref().is_some_and(is_kept) {
            *kept = Scene::new(kept.take(), plan, at, mirror);
        }
        let scene = RefMut::filter_map(kept, Option::as_mut).ok()?;
        let progress = scene.motion.progress(motion::frame_of(done), player.length());
        let (is_led, returns) = match player.phase() {
            Phase::Timing { .. } | Phase::Waiting { .. } => (true, false),
            Phase::Paused { .. } | Phase::Over { .. } => (false, false),
            Phase::Returning { .. } => (false, true),
        };
        let is_held = player.segment().kind.is_timed() && !returns;
        Some(Person { scene, progress, glow: if is_held { Glow::Warm } else { Glow::Pale }, is_led })
    }

    /// Whether there is anybody to draw in this segment.
    pub fn has(&self, plan: &Plan, at: usize) -> bool {
        plan.routine_of(&plan.segments()[at]).figure.is_some()
    }
}

impl Person<'_> {
    /// Draws the person. Where there is no room, or no characters to draw with, nothing is drawn.
    pub fn draw(&mut self, palette: Palette, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if !area.is_empty() {
            self.scene.show(Shot { progress: self.progress, glow: self.glow, palette, area }, buffer);
        }
    }

    /// The person as the shapes of an SVG of this size, in pixels.
    pub fn shapes(&mut self, size: [usize; 2]) -> Option<Vec<Shape>> {
        self.shapes_at(self.progress, size)
    }

    /// The same at another place of the movement.
    pub fn shapes_at(&mut self, progress: Progress, size: [usize; 2]) -> Option<Vec<Shape>> {
        let body = self.scene.body(progress);
        Some(self.scene.seen(progress)?.shapes(&body, self.glow, size))
    }

    /// Whether the person moves now.
    pub fn moves(&self) -> bool {
        self.is_led && self.progress.moves()
    }

    /// Whether a side of the body is on the right side of the picture; a side that is in front of the
    /// other one or behind it counts as on the left. None while the person or the camera is still on the
    /// way to that side.
    pub fn is_on_the_right(&self, side: Side) -> Option<bool> {
        let Scene { motion, figure, is_turned, .. } = &*self.scene;
        let (from, to) = (motion.placed(self.progress.from), motion.placed(self.progress.to));
        let is_right = |placed: &Placed| {
            let yaw = figure.framing(&placed.pose).view.yaw;
            let across = side.sign() * libm::cosf(yaw.to_radians());
            if *is_turned { across < -0.4 } else { across > 0.4 }
        };
        let is_there = from.mirrored == motion.end().mirrored && is_right(from) == is_right(to);
        is_there.then(|| is_right(to))
    }
}

/// Whether a person looks at us: then one follows them as a mirror image. From behind, left is left already; from the side
/// neither is; and one who is half turned is taken for a person with a left and a right of their own.
fn faces_us(figure: &Figure) -> bool {
    // About 40 degrees.
    const MOSTLY: f32 = 0.75;
    libm::cosf(figure.view.yaw.to_radians()) > MOSTLY
}

impl Scene {
    /// The scene of a segment; none if its routine has no figure. It takes over what a scene of the same routine
    /// has framed and solved.
    fn new(before: Option<Scene>, plan: &Plan, at: usize, mirror: bool) -> Option<Scene> {
        let motion = Motion::of(plan, at)?;
        let is_turned = mirror && plan.routine_of(&plan.segments()[at]).figure.as_ref().is_some_and(faces_us);
        let motion = if is_turned { motion.in_a_mirror() } else { motion };
        let segment = &plan.segments()[at];
        let routine = plan.routine_of(segment);
        let same = |it: &Scene| it.plan.is(plan) && plan.segments()[it.at].routine == segment.routine;
        let mut scene = match before.filter(same) {
            Some(before) => Scene { at, mirror, is_turned, motion, drawn: None, ..before },
            None => Scene {
                plan: plan.clone(),
                at,
                mirror,
                is_turned,
                motion,
                figure: routine.figure.clone()?,
                views: [None, None],
                solved: Vec::new(),
                drawn: None,
            },
        };
        scene.look_at(routine);
        Some(scene)
    }

    /// Frames the sides that the movement shows, and draws the paths of what goes around in it.
    fn look_at(&mut self, routine: &Routine) {
        let poses = self.motion.through.iter().chain([&self.motion.from]);
        for mirrored in poses.map(|it| it.mirrored) {
            self.views[usize::from(mirrored)] =
                self.views[usize::from(mirrored)].take().or_else(|| Views::of(routine, mirrored));
        }
        let round = self.motion.round().to_vec();
        let bodies: Vec<Body> = round.iter().map(|it| self.solved(it)).collect();
        let poses: Vec<_> = round.iter().map(|it| &it.pose).collect();
        for views in self.views.iter_mut().flatten() {
            views.go_around(&poses, &bodies);
        }
    }

    /// How a pose is seen.
    fn drawing(&self, placed: &Placed) -> Option<&Drawing> {
        Some(self.views[usize::from(placed.mirrored)].as_ref()?.drawing(&placed.pose))
    }

    fn show(&mut self, shot: Shot, buffer: &mut Buffer) {
        if self.drawn.as_ref().is_none_or(|(it, _)| *it != shot) {
            let cells = self.picture(&shot);
            self.drawn = Some((shot, cells));
        }
        if let Some((shot, cells)) = &self.drawn {
            for position in shot.area.positions() {
                buffer[position] = cells[position].clone();
            }
        }
    }

    fn picture(&mut self, shot: &Shot) -> Buffer {
        let mut cells = Buffer::empty(shot.area);
        let (marker, palette) = figure::look(shot.palette);
        let body = self.body(shot.progress);
        if let Some(drawing) = self.seen(shot.progress) {
            drawing.shown_with(marker, palette).render(&body, shot.glow, shot.area, &mut cells);
        }
        cells
    }

    /// The body at a place of the movement.
    fn body(&mut self, Progress { from, to, share, beyond }: Progress) -> Body {
        match beyond {
            Some((before, after)) => {
                let [before, from, to, after] = [before, from, to, after].map(|it| self.solved_at(it));
                Body::along([&before, &from, &to, &after], share)
            }
            None => Body::between(&self.solved_at(from), &self.solved_at(to), share),
        }
    }

    /// How it is seen there; between two views the camera is on its way.
    fn seen(&self, Progress { from, to, share, .. }: Progress) -> Option<Drawing> {
        let drawing = |number| self.drawing(self.motion.placed(number));
        let (from, to) = drawing(from).zip(drawing(to))?;
        Some(if std::ptr::eq(from, to) { from.clone() } else { from.toward(to, share) })
    }

    /// The body of a pose by its number in the movement.
    fn solved_at(&mut self, number: usize) -> Body {
        let placed = self.motion.placed(number).clone();
        self.solved(&placed)
    }

    fn solved(&mut self, placed: &Placed) -> Body {
        if let Some((_, body)) = self.solved.iter().find(|(it, _)| it == placed) {
            return body.clone();
        }
        let body = figure::turned(self.figure.solve(&placed.pose), placed.mirrored);
        self.solved.push((placed.clone(), body.clone()));
        body
    }
}
