//! The drawings of a routine's person, one for each way in which they are looked at.
//!
//! All poses that are seen alike are framed in one window: the person keeps their size while they move.

use super::{Drawing, Marker, Palette};
use crate::model::{
    figure::{Body, Figure, Look, Pose},
    motion,
    routine::Routine,
};

/// Every drawing of a routine's person on one side.
#[derive(Debug)]
pub struct Views {
    /// As it is written.
    figure: Figure,
    mirrored: bool,
    drawings: Vec<(Look, Drawing)>,
}

impl Views {
    /// Frames all that a routine goes through, on the side for which it is written or on the other one;
    /// none if it has no figure.
    pub fn of(routine: &Routine, mirrored: bool) -> Option<Views> {
        let figure = routine.figure.as_ref()?;
        let drawings = motion::looks(routine, figure).into_iter().map(|(look, poses)| {
            // How much room all of it takes is known from sketches.
            let sketched = poses.iter().map(|pose| turned(figure.sketch(pose), mirrored));
            let figure = figure.looked_at(look);
            let figure = if mirrored { figure.mirrored() } else { figure };
            let bodies: Vec<Body> = sketched.collect();
            (look, Drawing::new(&figure, &bodies, Marker::Quadrant, Palette::Middle))
        });
        let drawings = drawings.collect();
        Some(Views { figure: figure.clone(), mirrored, drawings })
    }

    /// How a pose of the routine is seen.
    pub fn drawing(&self, pose: &Pose) -> Drawing {
        let look = self.figure.look(pose);
        let known = self.drawings.iter().find(|(it, _)| *it == look);
        let drawing = known.unwrap_or(&self.drawings[0]).1.clone();
        match &pose.props {
            Some(props) if self.mirrored => drawing.with(props.iter().map(|it| it.mirrored()).collect()),
            Some(props) => drawing.with(props.clone()),
            None => drawing,
        }
    }

    /// Draws the ways of what goes around through these bodies where this pose is seen, and no others.
    pub fn go_around(&mut self, round: Option<(&Pose, &[Body])>) {
        let round = round.map(|(pose, bodies)| (self.figure.look(pose), bodies));
        for (look, drawing) in &mut self.drawings {
            let own = round.filter(|(it, _)| it == look).map_or(&[][..], |(_, bodies)| bodies);
            drawing.go_around(own);
        }
    }
}

/// A body, or its mirror image.
pub fn turned(body: Body, mirrored: bool) -> Body {
    if mirrored { body.mirrored() } else { body }
}
