//! The drawings of a routine's person, one for each way in which they are looked at.
//!
//! All poses that are seen alike are framed in one window: the person keeps their size while they move.

use super::{Drawing, FigureColours, Marker, scenery::Ground};
use crate::model::{
    figure::{Body, Figure, Framing, Pose},
    key_pose,
    routine::Routine,
};

/// Every drawing of a routine's person on one side.
#[derive(Debug)]
pub struct Views {
    /// As it is written.
    figure: Figure,
    drawings: Vec<(Framing, Drawing)>,
}

impl Views {
    /// Frames all that a routine goes through, on the side for which it is written or on the other one;
    /// none if it has no figure.
    pub fn of(routine: &Routine, mirrored: bool) -> Option<Views> {
        let figure = routine.figure.as_ref()?;
        // How much room all of it takes is known from sketches.
        let sketched = |pose: &Pose| turned(figure.sketch(pose), mirrored);
        let framings: Vec<(Framing, Vec<Body>)> = key_pose::framings(routine, figure)
            .into_iter()
            .map(|(framing, poses)| (framing, poses.iter().map(sketched).collect()))
            .collect();
        // One floor and one mat, from wherever they are seen.
        let ground = Ground::of(framings.iter().flat_map(|(_, bodies)| bodies));
        let drawing = |(framing, bodies): (Framing, Vec<Body>)| {
            let figure = figure.framed(framing);
            let figure = if mirrored { figure.mirrored() } else { figure };
            let drawing = Drawing::new(&figure, &bodies, Marker::Quadrant, FigureColours::Middle);
            (framing, Drawing { ground, ..drawing })
        };
        let drawings = framings.into_iter().map(drawing).collect();
        Some(Views { figure: figure.clone(), drawings })
    }

    /// The one in which a pose of the routine is seen.
    pub fn drawing(&self, pose: &Pose) -> &Drawing {
        let framing = self.figure.framing(pose);
        let known = self.drawings.iter().find(|(it, _)| *it == framing);
        &known.unwrap_or(&self.drawings[0]).1
    }

    /// Draws the ways of what goes around through these poses, which are these bodies, wherever one of
    /// them is seen, and no others.
    pub fn go_around(&mut self, poses: &[&Pose], bodies: &[Body]) {
        for (framing, drawing) in &mut self.drawings {
            let is_seen = poses.iter().any(|it| self.figure.framing(it) == *framing);
            drawing.go_around(if is_seen { bodies } else { &[] });
        }
    }
}

/// A body, or its mirror image.
pub fn turned(body: Body, mirrored: bool) -> Body {
    if mirrored { body.mirrored() } else { body }
}
