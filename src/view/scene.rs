//! The drawn person of a routine, ready to be shown at any moment of its segments.
//!
//! Solving a pose takes longer than drawing one, so a scene solves each pose of its routine once and
//! frames them all in one window: the person keeps their size while they move.

use std::{cell::RefCell, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    figure::{self, Drawing, Glow, Marker},
    palette::{Colours, Glyphs, Palette},
};
use crate::model::{
    figure::{Figure, Pose, skeleton::Body},
    motion::{Motion, Place},
    plan::Plan,
    player::{Phase, Player},
    routine::Routine,
};

/// The scenes of a session: the one that is shown now is kept.
#[derive(Debug, Default)]
pub struct Scenes {
    kept: RefCell<Option<Scene>>,
}

#[derive(Debug)]
struct Scene {
    routine: usize,
    mirrored: bool,
    figure: Figure,
    drawing: Drawing,
    solved: Vec<(Pose, Body)>,
    /// The movement of the segment that was asked for last.
    motion: (usize, Motion),
}

impl Scenes {
    /// Draws the person as they are now. What has no figure, or no room, or no characters to draw it
    /// with stays empty.
    pub fn draw(&self, player: &Player, done: Duration, palette: Palette, area: Rect, buffer: &mut Buffer) {
        if palette.glyphs == Glyphs::Ascii || area.is_empty() {
            return;
        }
        self.with(player.plan(), player.at(), |scene| {
            let (place, length) = (&scene.motion.1, player.length());
            let place = place.place(done, length);
            let body = scene.body(place);
            let held = player.segment().kind.is_timed() && !matches!(player.phase(), Phase::Paused { .. });
            let glow = if held { Glow::Warm } else { Glow::Pale };
            let mut drawing = scene.drawing.clone();
            (drawing.marker, drawing.palette) = look(palette);
            drawing.render(&body, glow, area, buffer);
        });
    }

    /// Whether the person moves now.
    pub fn moves(&self, player: &Player, done: Duration) -> bool {
        match player.phase() {
            Phase::Timing { .. } | Phase::Waiting { .. } => {
                let moves = |scene: &mut Scene| scene.motion.1.moves(done, player.length());
                self.with(player.plan(), player.at(), moves).unwrap_or(false)
            }
            Phase::Paused { .. } | Phase::Returning { .. } | Phase::Over(_) => false,
        }
    }

    /// Whether there is anybody to draw in this segment.
    pub fn has(&self, plan: &Plan, at: usize) -> bool {
        plan.routine_of(&plan.segments()[at]).figure.is_some()
    }

    fn with<T>(&self, plan: &Plan, at: usize, tell: impl FnOnce(&mut Scene) -> T) -> Option<T> {
        let mut kept = self.kept.borrow_mut();
        let known =
            kept.as_ref().is_some_and(|it| it.motion.0 == at && it.routine == plan.segments()[at].routine);
        if !known {
            let motion = Motion::of(plan, at)?;
            let routine = plan.segments()[at].routine;
            match kept.as_mut().filter(|it| it.routine == routine && it.mirrored == motion.mirrored) {
                Some(scene) => scene.motion = (at, motion),
                None => *kept = Some(Scene::new(plan.routine_of(&plan.segments()[at]), routine, at, motion)?),
            }
        }
        kept.as_mut().map(tell)
    }
}

impl Scene {
    fn new(routine: &Routine, index: usize, at: usize, motion: Motion) -> Option<Scene> {
        let own = routine.figure.as_ref()?;
        let mirrored = motion.mirrored;
        let mut solved: Vec<(Pose, Body)> = Vec::new();
        for pose in poses(routine) {
            if !solved.iter().any(|(it, _)| it == &pose) {
                let body = solve(own, &pose, mirrored);
                solved.push((pose, body));
            }
        }
        let figure = if mirrored { own.mirrored() } else { own.clone() };
        let bodies: Vec<Body> = solved.iter().map(|(_, body)| body.clone()).collect();
        let (marker, colours) = look(Palette { colours: Colours::Many, glyphs: Glyphs::Unicode });
        let drawing = Drawing::new(&figure, &bodies, marker, colours);
        Some(Scene { routine: index, mirrored, figure: own.clone(), drawing, solved, motion: (at, motion) })
    }

    /// The body at a place of the movement.
    fn body(&mut self, place: Place) -> Body {
        let motion = self.motion.1.clone();
        let pose = |index: usize| match index.checked_sub(1) {
            None => &motion.from,
            Some(index) => motion.through.get(index).unwrap_or(&motion.from),
        };
        let [from, to] = [pose(place.from), pose(place.to)].map(|it| self.solved(it));
        Body::between(&from, &to, place.share)
    }

    fn solved(&mut self, pose: &Pose) -> Body {
        if let Some((_, body)) = self.solved.iter().find(|(it, _)| it == pose) {
            return body.clone();
        }
        let body = solve(&self.figure, pose, self.mirrored);
        self.solved.push((pose.clone(), body.clone()));
        body
    }
}

fn solve(figure: &Figure, pose: &Pose, mirrored: bool) -> Body {
    let body = figure.solve(pose);
    if mirrored { body.mirrored() } else { body }
}

/// The poses that a routine goes through in its rounds, beginning with the one it starts from. Moves
/// before and after may lead elsewhere (down to the floor), and would make the person small.
fn poses(routine: &Routine) -> Vec<Pose> {
    let start = routine.setup.iter().rev().find_map(|it| it.poses.last().cloned()).unwrap_or_default();
    std::iter::once(start).chain(routine.steps.iter().flat_map(|it| it.poses.iter().cloned())).collect()
}

/// The characters and colours of a terminal.
fn look(palette: Palette) -> (Marker, figure::Palette) {
    match palette.colours {
        Colours::None => (Marker::Braille, figure::Palette::Mono),
        Colours::Sixteen => (Marker::Quadrant, figure::Palette::Sixteen),
        Colours::Many => (Marker::Quadrant, figure::Palette::Middle),
    }
}
