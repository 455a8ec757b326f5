//! The drawn person of a routine, ready to be shown at any moment of its segments.
//!
//! Solving a pose takes longer than drawing one, so a scene solves each pose of its routine once, when
//! it is shown first. Where two poses are seen from different places, on different sides above all, the
//! camera goes from the one to the other while the person moves. While nothing moves, the cells that
//! were drawn last are shown again.

use std::{cell::RefCell, sync::Arc, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    figure::{self, Drawing, Glow, Views},
    palette::Palette,
};
use crate::model::{
    figure::{Figure, Side, skeleton::Body},
    motion::{self, Motion, Stance},
    plan::Plan,
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
    plan: Plan,
    mirror: bool,
    /// As it is written: for the first side.
    figure: Figure,
    /// On the side for which it is written, and on the other one.
    views: [Option<Views>; 2],
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
            let stance = |number| scene.motion.stance(number).clone();
            let (from, to, share) = (stance(place.from), stance(place.to), place.share);
            let beyond = place.beyond.map(|(before, after)| (stance(before), stance(after)));
            let held = kind.is_timed() && !matches!(player.phase(), Phase::Returning { .. });
            let glow = if held { Glow::Warm } else { Glow::Pale };
            scene.show(Shot { from, to, share, beyond, glow, palette, area }, buffer);
        });
    }

    /// Whether the person moves now.
    pub fn moves(&self, player: &Player, done: Duration, mirror: bool) -> bool {
        match player.phase() {
            Phase::Timing { .. } | Phase::Waiting { .. } => {
                let moves = |scene: &mut Scene| scene.motion.moves(motion::frame_of(done), player.length());
                self.with(player.plan(), player.at(), mirror, moves).unwrap_or(false)
            }
            Phase::Paused { .. } | Phase::Returning { .. } | Phase::Over { .. } => false,
        }
    }

    /// Whether there is anybody to draw in this segment.
    pub fn has(&self, plan: &Plan, at: usize) -> bool {
        plan.routine_of(&plan.segments()[at]).figure.is_some()
    }

    /// Whether a side of the body is on the right side of the picture; where it is before or behind the
    /// other it counts as on the left. None while the person or the camera still goes to that side.
    pub fn is_on_the_right(&self, player: &Player, done: Duration, side: Side, mirror: bool) -> Option<bool> {
        self.with(player.plan(), player.at(), mirror, |scene| {
            let place = scene.motion.place(motion::frame_of(done), player.length());
            let (from, to) = (scene.motion.stance(place.from), scene.motion.stance(place.to));
            let is_right = |stance: &Stance| {
                let yaw = scene.figure.framing(&stance.pose).view.yaw;
                let across = side.sign() * libm::cosf(yaw.to_radians());
                if mirror { across < -0.4 } else { across > 0.4 }
            };
            let is_there = from.mirrored == scene.motion.end().mirrored && is_right(from) == is_right(to);
            is_there.then(|| is_right(to))
        })?
    }

    /// Has something to do with the scene of a segment, which is kept as long as the same is asked for. A
    /// scene of the same routine keeps what was solved.
    fn with<T>(&self, plan: &Plan, at: usize, mirror: bool, tell: impl FnOnce(&mut Scene) -> T) -> Option<T> {
        let mut kept = self.kept.borrow_mut();
        let before = kept.take().filter(|it| it.is_of(plan));
        let mut scene = match before {
            Some(scene) if scene.at == at && scene.mirror == mirror => scene,
            before => {
                let motion = Motion::of(plan, at)?;
                let motion = if mirror { motion.in_a_mirror() } else { motion };
                let routine = plan.routine_of(&plan.segments()[at]);
                let here = plan.segments()[at].routine;
                let mut scene = match before {
                    Some(scene) if plan.segments()[scene.at].routine == here => {
                        Scene { at, mirror, motion, ..scene }
                    }
                    Some(_) | None => Scene {
                        plan: plan.clone(),
                        mirror,
                        figure: routine.figure.clone()?,
                        views: [None, None],
                        solved: Vec::new(),
                        at,
                        motion,
                        drawn: None,
                    },
                };
                scene.look_at(routine);
                scene
            }
        };
        let told = tell(&mut scene);
        *kept = Some(scene);
        Some(told)
    }
}

impl Scene {
    /// Whether it was made from this very plan. A routine that is shared is the same one.
    fn is_of(&self, plan: &Plan) -> bool {
        let (ours, theirs) = (self.plan.routines(), plan.routines());
        ours.len() == theirs.len()
            && ours.iter().zip(theirs).all(|(a, b)| Arc::ptr_eq(a, b))
            && self.plan.segments() == plan.segments()
    }

    /// Frames the sides that the movement goes through, and draws the ways of what goes around in it,
    /// and no others.
    fn look_at(&mut self, routine: &Routine) {
        let stances = self.motion.through.iter().chain([&self.motion.from]);
        for mirrored in stances.map(|it| it.mirrored) {
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

    /// How a stance is seen.
    fn drawing(&self, stance: &Stance) -> Option<&Drawing> {
        Some(self.views[usize::from(stance.mirrored)].as_ref()?.drawing(&stance.pose))
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
            let mut cells = Buffer::empty(shot.area);
            if let Some((marker, palette)) = figure::look(shot.palette)
                && let Some((from, to)) = self.drawing(&shot.from).zip(self.drawing(&shot.to))
            {
                let drawing = if std::ptr::eq(from, to) { from.clone() } else { from.toward(to, shot.share) };
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
        let body = figure::turned(self.figure.solve(&stance.pose), stance.mirrored);
        self.solved.push((stance.clone(), body.clone()));
        body
    }
}
