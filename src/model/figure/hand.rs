//! The shapes of a hand: a row of one table each.
//!
//! A new shape is a new row. The files, the schema and the table of `docs/figures.md` follow.

use super::joint::Joint;
use super::pose::{Anchor, Angles};
use crate::model::vocabulary::vocabulary;

/// Declares the shapes, a row each: the angles of the fingers, and those of the thumb.
macro_rules! shapes {
    ($($shape:ident = $name:literal, $meaning:literal { fingers: $fingers:expr, thumb: $thumb:expr })+) => {
        vocabulary! {
            /// What a hand looks like, fingers and thumb together.
            HandShape { $($shape = $name, $meaning;)+ }
        }

        impl HandShape {
            /// The angles of the fingers: knuckle, curl, spread; in degrees.
            pub const fn fingers(self) -> Angles {
                match self { $(HandShape::$shape => $fingers,)+ }
            }

            /// The angles of the thumb: out, bend.
            pub const fn thumb(self) -> Angles {
                match self { $(HandShape::$shape => $thumb,)+ }
            }
        }
    };
}

shapes! {
    Relaxed = "relaxed", "half open, as a hand hangs" { fingers: [14.0, 16.0, 2.0], thumb: [22.0, 10.0, 0.0] }
    Flat = "flat", "fingers straight and side by side" { fingers: [0.0, 0.0, 0.0], thumb: [30.0, 0.0, 0.0] }
    Spread = "spread", "fingers and thumb wide apart" { fingers: [-5.0, 0.0, 22.0], thumb: [60.0, 0.0, 0.0] }
    Fist = "fist", "closed, the thumb over the fingers" { fingers: [85.0, 95.0, 0.0], thumb: [10.0, 60.0, 0.0] }
    Hook = "hook", "knuckles straight, the fingertips drawn in" { fingers: [0.0, 105.0, 0.0], thumb: [25.0, 0.0, 0.0] }
    Roof = "roof", "knuckles bent, the fingers straight" { fingers: [85.0, 0.0, 0.0], thumb: [25.0, 0.0, 0.0] }
    Grip = "grip", "around something that is held" { fingers: [50.0, 60.0, 0.0], thumb: [30.0, 40.0, 0.0] }
}

impl HandShape {
    /// The shape that a hand takes by itself on what it is put on: around what can be held, flat on what
    /// is flat. A pose that says something else of its fingers has its way.
    pub const fn on(anchor: Anchor) -> HandShape {
        use Anchor::*;
        match anchor {
            Seat | Back | Strap | Elbow | Wrist | Shin | Ankle | Heel | Sole | Toes | Hamstring => {
                HandShape::Grip
            }
            Floor | Wall | Doorway | Desk | Chest | Belly | Ribs => HandShape::Flat,
            Air | Crown | Forehead | Temple | Ear | Cheek | Chin | Occiput | Nape | Throat | Blade
            | Spine | Loin | Shoulder | Hand | Fingers | Hip | Buttock | Thigh | Knee | KneeOutside
            | Calf => HandShape::Relaxed,
        }
    }

    /// The joints that it is made of, with their angles.
    pub const fn joints(self) -> [(Joint, Angles); 2] {
        [(Joint::Fingers, self.fingers()), (Joint::Thumb, self.thumb())]
    }
}
