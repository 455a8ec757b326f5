//! The gaps between the fingers of a hand whose pixels are too large for single fingers: without them a fist is a
//! lump, and a hand that holds a foot is one with it.

use super::camera::{Camera, Window};
use super::ends::Gap;
use super::ink::{Material, Shade};
use super::picture::Picture;
use crate::model::figure::space::Vec3;

/// Two gaps lie at least so many pixels apart, or else only the middle one is drawn.
const APART: f32 = 1.8;
/// A hand with fewer pixels across has none.
const ACROSS: f32 = 2.9;
/// A gap is seen where the hand's skin is this near to it, in metres.
const NEAR: f32 = 0.022;
/// Points of a gap from joint to joint.
const POINTS: usize = 6;

impl Picture {
    /// Draws the gaps between the four fingers of a hand, the middle one alone where there is no room for more.
    pub fn draw_gaps(&mut self, gaps: &[Gap; 3], camera: &Camera, window: Window) {
        let across = camera.see(gaps[0].points[1] - gaps[1].points[1]);
        let apart = (across.x / self.wide).abs().max((across.y / self.pixel).abs());
        let drawn = if apart >= APART {
            &gaps[..]
        } else if apart * 4.0 >= ACROSS {
            &gaps[1..2]
        } else {
            return;
        };
        let mut set: Vec<usize> = Vec::new();
        for gap in drawn {
            let joints = gap.points.iter().zip(&gap.points[1..]);
            for (&from, &to) in joints {
                for point in 0..POINTS {
                    let at = from.lerp(to, point as f32 / POINTS as f32);
                    set.extend(self.skin_of(gap, at, camera, window));
                }
            }
        }
        set.sort_unstable();
        set.dedup();
        for index in set {
            if let Some(pixel) = &mut self.pixels[index] {
                pixel.ink.shade = match pixel.ink.shade {
                    Shade::Lit | Shade::Near => Shade::Under,
                    Shade::Under | Shade::Far | Shade::Line => Shade::Line,
                };
            }
        }
    }

    /// The pixel of a hand's skin under which a point of it lies.
    fn skin_of(&self, gap: &Gap, at: Vec3, camera: &Camera, window: Window) -> Option<usize> {
        let seen = camera.see(at);
        let (column, row) = self.place(window, seen)?;
        let pixel = self.at(column, row)?;
        let is_hand = pixel.group == gap.group && pixel.is_end && !pixel.is_thumb;
        let is_near = (pixel.depth - seen.z).abs() < NEAR * gap.thick;
        (is_hand && is_near && pixel.ink.material == Material::Skin).then_some(row * self.columns + column)
    }
}
