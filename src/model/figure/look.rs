//! From where a figure is looked at, and how much of it.

use crate::model::vocabulary::vocabulary;

/// Where the camera stands: degrees around the person and above the horizon.
/// Yaw 0 looks at the face, 90 at the right side with the person facing right, 180 at the back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Around the person, from -180 to 180.
    pub yaw: f32,
    /// Down from above the horizon.
    pub pitch: f32,
}

impl View {
    /// The person's face.
    pub const FRONT: View = View { yaw: 0.0, pitch: 0.0 };
    /// The person's right side: they face right.
    pub const SIDE: View = View { yaw: 90.0, pitch: 0.0 };
    /// Their back.
    pub const BACK: View = View { yaw: 180.0, pitch: 0.0 };
    /// Between front and right side, from a little above.
    pub const QUARTER: View = View { yaw: 38.0, pitch: 12.0 };

    /// The named views.
    pub const ALL: [(&'static str, View); 4] =
        [("front", View::FRONT), ("side", View::SIDE), ("back", View::BACK), ("quarter", View::QUARTER)];

    /// The view of a name.
    pub fn from_name(name: &str) -> Option<View> {
        View::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, view)| view)
    }

    /// The view in which a mirrored pose looks like the picture in a mirror.
    pub fn mirrored(self) -> View {
        View { yaw: -self.yaw, ..self }
    }

    /// Part of the way to another view, going around the shorter way.
    pub fn toward(self, other: View, t: f32) -> View {
        let around = (other.yaw - self.yaw + 540.0).rem_euclid(360.0) - 180.0;
        View { yaw: self.yaw + around * t, pitch: self.pitch + (other.pitch - self.pitch) * t }
    }
}

/// How a moment is looked at: from where, and how much of it. While it stays the same, so does the size
/// of the person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Framing {
    /// From where.
    pub view: View,
    /// How much of it.
    pub crop: Crop,
}

impl Crop {
    /// Whether it shows no more than hands or feet, which come into it from far away.
    pub const fn is_close(self) -> bool {
        matches!(self, Crop::Arm | Crop::Hands | Crop::Feet)
    }

    /// Whether it shows what hands do, large.
    pub const fn is_of_hands(self) -> bool {
        matches!(self, Crop::Arm | Crop::Hands)
    }
}

vocabulary! {
    /// How much of the body the picture holds.
    Crop {
        Full = "full", "the whole body and its things";
        Upper = "upper", "head, trunk and arms, down to the hips";
        Bust = "bust", "head and shoulders";
        Head = "head", "the head, large";
        Face = "face", "the face alone, from brows to chin, as large as it gets";
        Arm = "arm", "hand and forearm, with the elbow";
        Hands = "hands", "hands and forearms, large";
        Feet = "feet", "feet and shins, large";
        Legs = "legs", "the legs of one who sits, from the chair's seat to the feet";
        Lying = "lying", "the whole body, in a wide box";
    }
}
