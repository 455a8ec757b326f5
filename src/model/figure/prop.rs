//! Things that a stretch needs, and where they stand in the room.

use super::joint::Side;
use super::space::{Vec3, vec3};
use crate::model::vocabulary::vocabulary;
use std::ops::RangeInclusive;

vocabulary! {
    /// A thing in the picture.
    PropKind {
        Mat = "mat", "a mat under the body";
        Chair = "chair", "a chair behind the person; the base `sitting` has one anyway";
        Wall = "wall", "a wall ahead; `.back`, `.l`, `.r` for the other places";
        Doorway = "doorway", "a door frame with a post on either side";
        Desk = "desk", "a desk ahead; `.back` for one behind";
        Cushion = "cushion", "a cushion under the head; `.knees`, `.seat` for the other places, `.back` over the top of the chair's back, `.spine` for a roll lengthways under the back and the head";
        Strap = "strap", "a strap between the hands; `.feet` from hands to feet, `.ankles` to the front of the ankles, `.l` or `.r` to one foot, `.ahead` from a fixed point";
        Band = "band", "an elastic band, placed like a strap";
        Towel = "towel", "a towel, placed like a strap; `.floor` flat under the feet";
        Ball = "ball", "a small ball; `.l` or `.r` under the arch of that foot, which rolls it from where `@` says";
        Window = "window", "a window beside the face, where it looks to, with a hill and a tree far behind it";
        Frame = "frame", "a frame around the face, as of a picture or a screen that one looks at, seen from behind it";
        Sight = "sight", "a dashed line from the eyes to what they look at: the tree in the window, or where they look on the frame; `.l` or `.r` the thumb of that hand";
    }
}

vocabulary! {
    /// Where it is, if not in its usual place.
    PropPlace {
        Usual = "", "where the thing usually is";
        Behind = "back", "behind the person";
        Left = "l", "on the person's left, or to the left foot or thumb";
        Right = "r", "on the person's right, or to the right foot or thumb";
        Feet = "feet", "from the hands to the feet";
        Ankles = "ankles", "from the hands to the front of the ankles";
        Ahead = "ahead", "from the hands to a fixed point ahead";
        Knees = "knees", "under the knees";
        Seat = "seat", "under the seat";
        Spine = "spine", "lengthways under the back and the head";
        Floor = "floor", "flat on the floor, under the feet";
    }
}

impl PropPlace {
    fn mirrored(self) -> PropPlace {
        match self {
            PropPlace::Left => PropPlace::Right,
            PropPlace::Right => PropPlace::Left,
            same @ (PropPlace::Usual
            | PropPlace::Behind
            | PropPlace::Feet
            | PropPlace::Ankles
            | PropPlace::Ahead
            | PropPlace::Knees
            | PropPlace::Seat
            | PropPlace::Spine
            | PropPlace::Floor) => same,
        }
    }
}

/// A prop, its place, and how far it is from the middle of the base's pelvis, in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prop {
    /// What it is.
    pub kind: PropKind,
    /// Where it is.
    pub place: PropPlace,
    /// None is the usual distance.
    pub distance: Option<f32>,
}

/// How far away a prop may be, in metres.
pub const DISTANCES: RangeInclusive<f32> = 0.05..=2.5;
/// The chair's seat above the floor, in metres, as are all below.
pub const SEAT_HEIGHT: f32 = 0.45;
/// The chair's back above the floor.
pub const BACK_HEIGHT: f32 = 0.86;
/// The chair's back behind the middle of the sitter.
pub const BACK_BEHIND: f32 = 0.19;
/// A cushion, pressed flat by what lies on it.
pub const CUSHION_HEIGHT: f32 = 0.06;
/// The desk's top above the floor.
pub const DESK_HEIGHT: f32 = 0.73;
/// Where a band is fixed: at the height of the chest of a person who stands.
pub const BAND_HEIGHT: f32 = 1.32;
/// How far ahead that point is where nothing else is said, in metres.
const FIXED_AHEAD: f32 = 1.05;
/// How far from the middle of the head the middle of a window is in the picture, on the side to which the face looks.
const WINDOW_AHEAD: f32 = 0.19;
/// Half the thickness of a ball.
pub const BALL: f32 = 0.034;
/// Half the width of a towel on the floor, and how far it reaches ahead of the toes and behind the heel.
pub const TOWEL: [f32; 3] = [0.17, 0.16, 0.10];
/// Where a strap lies around a foot, in the frame of its bone.
pub const STRAP_ON_FOOT: Vec3 = vec3(0.0, -0.07, 0.08);
/// Where a strap lies across the front of an ankle, in the frame of the foot.
pub const STRAP_ON_ANKLE: Vec3 = vec3(0.0, 0.04, 0.05);

impl Prop {
    /// In its usual place, at its usual distance.
    pub fn usual(kind: PropKind) -> Prop {
        Prop { kind, place: PropPlace::Usual, distance: None }
    }

    /// `name`, `name.place`, and either with `@metres`: `wall.r@0.6`.
    pub fn from_name(text: &str) -> Option<Prop> {
        let (name, distance) = match text.split_once('@') {
            None => (text, None),
            Some((name, metres)) => (name, Some(metres.parse().ok()?)),
        };
        let (kind, place) = name.split_once('.').unwrap_or((name, ""));
        let prop = Prop { kind: PropKind::from_name(kind)?, place: PropPlace::from_name(place)?, distance };
        let sound = distance.is_none_or(|d| prop.has_distance() && DISTANCES.contains(&d));
        (sound && prop.kind.places().contains(&prop.place)).then_some(prop)
    }

    /// Whether it stands so far away as one says: the others are where the body is.
    fn has_distance(self) -> bool {
        match self.kind {
            PropKind::Wall | PropKind::Doorway | PropKind::Desk | PropKind::Ball | PropKind::Window => true,
            PropKind::Mat | PropKind::Chair | PropKind::Cushion | PropKind::Frame | PropKind::Sight => false,
            PropKind::Strap | PropKind::Band | PropKind::Towel => self.place == PropPlace::Ahead,
        }
    }

    /// The same on the other side of the room.
    pub fn mirrored(self) -> Prop {
        Prop { place: self.place.mirrored(), ..self }
    }

    /// How far it is from the middle of the base's pelvis, in metres.
    pub fn metres(self) -> f32 {
        self.distance.unwrap_or(match (self.kind, self.place) {
            (PropKind::Wall, PropPlace::Behind) => 0.16,
            (PropKind::Wall, _) => 0.55,
            (PropKind::Doorway, _) => 0.40,
            (PropKind::Desk, _) => 0.40,
            (PropKind::Window, _) => WINDOW_AHEAD,
            (_, PropPlace::Ahead) => FIXED_AHEAD,
            _ => 0.0,
        })
    }

    /// For a strap or a band that is fixed ahead: the point at which it is.
    pub fn fixed_end(self) -> Vec3 {
        vec3(0.0, BAND_HEIGHT, self.metres())
    }

    /// For a wall: a point of its face at floor height, and the way that the face looks.
    pub fn face(self) -> (Vec3, Vec3) {
        let d = self.metres();
        match self.place {
            PropPlace::Behind => (vec3(0.0, 0.0, -d), Vec3::AHEAD),
            PropPlace::Left => (vec3(d, 0.0, 0.0), -Vec3::LEFT),
            PropPlace::Right => (vec3(-d, 0.0, 0.0), Vec3::LEFT),
            PropPlace::Usual
            | PropPlace::Feet
            | PropPlace::Ankles
            | PropPlace::Ahead
            | PropPlace::Knees
            | PropPlace::Seat
            | PropPlace::Spine
            | PropPlace::Floor => (vec3(0.0, 0.0, d), -Vec3::AHEAD),
        }
    }

    /// For a desk: how far ahead its near edge is, in metres, and 1 if it reaches away from there ahead, -1 behind.
    pub fn desk_edge(self) -> (f32, f32) {
        let way = if self.place == PropPlace::Behind { -1.0 } else { 1.0 };
        (self.metres() * way, way)
    }

    /// The face of the door frame's post on that side.
    pub fn post(self, side: Side) -> Vec3 {
        vec3(side.sign() * 0.46, 0.0, self.metres() - 0.40)
    }
}

impl PropKind {
    /// The places that a thing of this kind can have.
    pub fn places(self) -> &'static [PropPlace] {
        match self {
            PropKind::Wall => &[PropPlace::Usual, PropPlace::Behind, PropPlace::Left, PropPlace::Right],
            PropKind::Cushion => {
                &[PropPlace::Usual, PropPlace::Knees, PropPlace::Seat, PropPlace::Behind, PropPlace::Spine]
            }
            PropKind::Strap | PropKind::Band => &[
                PropPlace::Usual,
                PropPlace::Feet,
                PropPlace::Ankles,
                PropPlace::Left,
                PropPlace::Right,
                PropPlace::Ahead,
            ],
            PropKind::Towel => &[
                PropPlace::Usual,
                PropPlace::Feet,
                PropPlace::Ankles,
                PropPlace::Left,
                PropPlace::Right,
                PropPlace::Ahead,
                PropPlace::Floor,
            ],
            PropKind::Desk => &[PropPlace::Usual, PropPlace::Behind],
            PropKind::Ball => &[PropPlace::Left, PropPlace::Right],
            PropKind::Sight => &[PropPlace::Usual, PropPlace::Left, PropPlace::Right],
            PropKind::Mat | PropKind::Chair | PropKind::Doorway | PropKind::Window | PropKind::Frame => {
                &[PropPlace::Usual]
            }
        }
    }
}
