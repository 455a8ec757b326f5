//! The drawn person of a routine, ready to be shown at any moment of its segments.
//!
//! Solving a pose takes longer than drawing one, so a scene solves each pose of its routine once, when
//! it is shown first, and frames them all in one window: the person keeps their size while they move.
//! While nothing moves, the cells that were drawn last are shown again.

use std::{cell::RefCell, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    figure::{self, Drawing, Glow, Marker},
    palette::Palette,
};
use crate::model::{
    figure::{Figure, Pose, Side, skeleton::Body},
    motion::{self, Motion, Stance},
    plan::{Plan, SegmentKind},
    player::{Phase, Player},
    routine::Routine,
};

/// The scenes of a session. What was solved and drawn last is kept; what is shown depends on the
/// arguments alone.
#[derive(Debug, Default)]
pub struct Scenes {
    kept: RefCell<Option<Scene>>,
}

#[derive(Debug)]
struct Scene {
    routine: usize,
    mirrored: bool,
    /// As it is written: for the first side.
    figure: Figure,
    drawing: Drawing,
    /// How the other side looked, from where the camera goes around.
    other_side: Option<Drawing>,
    solved: Vec<(Stance, Body)>,
    /// The segment that was asked for last, and its movement.
    at: usize,
    motion: Motion,
    drawn: Option<(Shot, Buffer)>,
}

/// What a picture depends on.
#[derive(Clone, Debug, PartialEq)]
struct Shot {
    from: Stance,
    to: Stance,
    share: f32,
    /// Those before and after, of what goes around.
    beyond: Option<(Stance, Stance)>,
    around: f32,
    glow: Glow,
    palette: Palette,
    area: Rect,
}

impl Scenes {
    /// Draws the person as they are when so much of the segment is over. What has no figure, no room,
    /// or no characters to draw it with stays empty.
    pub fn draw(
        &self,
        player: &Player,
        done: Duration,
        palette: Palette,
        mirror: bool,
        area: Rect,
        buffer: &mut Buffer,
    ) {
        let area = area.intersection(buffer.area);
        if figure::look(palette).is_none() || area.is_empty() {
            return;
        }
        let at = player.at();
        let kind = player.plan().segments()[at].kind;
        let done = motion::frame_of(done);
        self.with(player.plan(), at, mirror, |scene| {
            let place = scene.motion.place(done, player.length());
            let (from, to) = (scene.stance(place.from), scene.stance(place.to));
            let held = kind.is_timed() && !matches!(player.phase(), Phase::Returning { .. });
            let glow = if held { Glow::Warm } else { Glow::Pale };
            let around = match (kind, &scene.other_side) {
                (SegmentKind::Switch | SegmentKind::Rest, Some(_)) => {
                    scene.motion.over(done, player.length())
                }
                _ => 1.0,
            };
            let beyond = place.beyond.map(|(before, after)| (scene.stance(before), scene.stance(after)));
            let share = place.share;
            scene.show(Shot { from, to, share, beyond, around, glow, palette, area }, buffer);
        });
    }

    /// Whether the person moves now.
    pub fn moves(&self, player: &Player, done: Duration, mirror: bool) -> bool {
        match player.phase() {
            Phase::Timing { .. } | Phase::Waiting { .. } => {
                let moves = |scene: &mut Scene| scene.motion.moves(motion::frame_of(done), player.length());
                self.with(player.plan(), player.at(), mirror, moves).unwrap_or(false)
            }
            Phase::Paused { .. } | Phase::Returning { .. } | Phase::Over(_) => false,
        }
    }

    /// Whether there is anybody to draw in this segment.
    pub fn has(&self, plan: &Plan, at: usize) -> bool {
        plan.routine_of(&plan.segments()[at]).figure.is_some()
    }

    /// Whether the person is still seen on the side that is left, in a segment in which the sides are
    /// changed.
    pub fn is_turning(&self, player: &Player, done: Duration, mirror: bool) -> bool {
        let changes = matches!(player.segment().kind, SegmentKind::Switch | SegmentKind::Rest);
        changes
            && self
                .with(player.plan(), player.at(), mirror, |scene| {
                    scene.other_side.is_some()
                        && scene.motion.over(motion::frame_of(done), player.length()) < 1.0
                })
                .unwrap_or(false)
    }

    /// Whether a side of the body is on the right side of the picture; nothing where it is before or
    /// behind the other.
    pub fn is_on_the_right(&self, player: &Player, side: Side, mirror: bool) -> Option<bool> {
        let across = self.with(player.plan(), player.at(), mirror, |scene| {
            side.sign() * libm::cosf(scene.figure.view.yaw.to_radians())
        })?;
        let across = if mirror { -across } else { across };
        (across.abs() > 0.4).then_some(across > 0.0)
    }

    fn with<T>(&self, plan: &Plan, at: usize, mirror: bool, tell: impl FnOnce(&mut Scene) -> T) -> Option<T> {
        let mut kept = self.kept.borrow_mut();
        let segment = &plan.segments()[at];
        if kept.as_ref().is_none_or(|it| it.at != at) {
            let motion = Motion::of(plan, at)?;
            let motion = if mirror { motion.in_a_mirror() } else { motion };
            let before = kept.take().filter(|it| it.routine == segment.routine);
            *kept = match before {
                Some(scene) if scene.mirrored == motion.mirrored() => Some(Scene { at, motion, ..scene }),
                before => {
                    let other_side = before.map(|it| it.drawing);
                    Scene::new(plan.routine_of(segment), segment.routine, at, motion, other_side)
                }
            };
            if let Some(scene) = kept.as_mut() {
                scene.draw_ways();
            }
        }
        kept.as_mut().map(tell)
    }
}

impl Scene {
    fn new(
        routine: &Routine,
        index: usize,
        at: usize,
        motion: Motion,
        other_side: Option<Drawing>,
    ) -> Option<Scene> {
        let own = routine.figure.as_ref()?;
        let mirrored = motion.mirrored();
        let figure = if mirrored { own.mirrored() } else { own.clone() };
        // How much room all of it takes is known from sketches; a pose is solved when it is shown.
        let sketched = |pose: &Pose| turned(own.sketch(pose), mirrored);
        let bodies: Vec<Body> = motion::framed(routine).iter().map(sketched).collect();
        let drawing = Drawing::new(&figure, &bodies, Marker::Quadrant, figure::Palette::Middle);
        let solved = Vec::new();
        let (figure, drawn) = (own.clone(), None);
        Some(Scene { routine: index, mirrored, figure, drawing, other_side, solved, at, motion, drawn })
    }

    /// Draws the ways of what goes around in this segment, and no others.
    fn draw_ways(&mut self) {
        let round: Vec<Body> = self.motion.round().to_vec().iter().map(|it| self.solved(it)).collect();
        self.drawing = self.drawing.clone().going_around(&round);
    }

    /// A stance of the movement by its number: 0 is where it begins.
    fn stance(&self, number: usize) -> Stance {
        let through = number.checked_sub(1).and_then(|it| self.motion.through.get(it));
        through.unwrap_or(&self.motion.from).clone()
    }

    fn show(&mut self, shot: Shot, buffer: &mut Buffer) {
        if self.drawn.as_ref().is_none_or(|(it, _)| *it != shot) {
            let (from, to) = (self.solved(&shot.from), self.solved(&shot.to));
            let body = match &shot.beyond {
                Some((before, after)) => {
                    let (before, after) = (self.solved(before), self.solved(after));
                    Body::along([&before, &from, &to, &after], shot.share)
                }
                None => Body::between(&from, &to, shot.share),
            };
            let drawing = match &self.other_side {
                Some(other) if shot.around < 1.0 => other.toward(&self.drawing, shot.around),
                Some(_) | None => self.drawing.clone(),
            };
            let mut cells = Buffer::empty(shot.area);
            if let Some((marker, palette)) = figure::look(shot.palette) {
                drawing.shown_with(marker, palette).render(&body, shot.glow, shot.area, &mut cells);
            }
            self.drawn = Some((shot, cells));
        }
        if let Some((shot, cells)) = &self.drawn {
            for position in shot.area.positions() {
                buffer[position] = cells[position].clone();
            }
        }
    }

    fn solved(&mut self, stance: &Stance) -> Body {
        if let Some((_, body)) = self.solved.iter().find(|(it, _)| it == stance) {
            return body.clone();
        }
        let body = turned(self.figure.solve(&stance.pose), stance.mirrored);
        self.solved.push((stance.clone(), body.clone()));
        body
    }
}

fn turned(body: Body, mirrored: bool) -> Body {
    if mirrored { body.mirrored() } else { body }
}
