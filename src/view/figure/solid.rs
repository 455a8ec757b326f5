//! Solids that a body and its things are drawn with: a row of ellipses with a skin over them.

use super::ink::{Ink, Material, Shade};
use crate::model::figure::Side;
use crate::model::figure::space::{Frame, Vec3, vec3};

/// Parts of one limb share a group, so no outline is drawn where they meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LimbGroup {
    Prop,
    Trunk,
    /// Apart from the head, so that the jaw has a line over it.
    Neck,
    Head,
    ArmLeft,
    ArmRight,
    LegLeft,
    LegRight,
    Target,
}

impl LimbGroup {
    pub fn arm(side: Side) -> LimbGroup {
        match side {
            Side::Left => LimbGroup::ArmLeft,
            Side::Right => LimbGroup::ArmRight,
        }
    }

    pub fn leg(side: Side) -> LimbGroup {
        match side {
            Side::Left => LimbGroup::LegLeft,
            Side::Right => LimbGroup::LegRight,
        }
    }
}

/// An ellipse in space: its middle and its two half axes, in metres.
#[derive(Clone, Copy, Debug)]
pub struct Ring {
    pub at: Vec3,
    pub wide: Vec3,
    pub deep: Vec3,
}

/// What a lit patch leaves as it is of a limb on which it lies: a thumb before a lit palm stays a thumb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spared {
    Nothing,
    Thumb,
    /// The hand or the foot.
    End,
    AllButThumb,
}

/// A skin over rings. Between a ring and the next it has the later ring's ink.
#[derive(Clone, Debug)]
pub struct Solid {
    pub group: LimbGroup,
    pub rings: Vec<(Ring, Ink)>,
    /// Metres by which it is drawn nearer than it lies, so that a patch shows on its limb.
    pub nearer: f32,
    /// Corners of each ring.
    pub corners: usize,
    /// Of a lit patch: which of the stretched muscles it is, in their order.
    pub muscle: usize,
    /// Of a lit patch: the parts of the body that it lies on.
    pub on: Vec<LimbGroup>,
    /// Of a lit patch: which solids of those parts it leaves out.
    pub spares: Spared,
    /// Whether it lies beside others like it, as fingers and toes do: each has its own outline.
    pub is_finger: bool,
    /// Whether it is of a hand or a foot: two of them that touch have a line between them.
    pub is_end: bool,
    /// Whether it is a thumb, which has an outline before its own hand at every size.
    pub is_thumb: bool,
    /// Of a hand in a close-up: on which side along the `wide` of its rings the palm is, 1 or -1. A palm is
    /// paler than the back of the hand, so that the one is told from the other.
    pub palm: Option<f32>,
}

impl Solid {
    pub fn new(group: LimbGroup) -> Solid {
        Solid {
            group,
            rings: Vec::with_capacity(12),
            nearer: 0.0,
            corners: 9,
            muscle: 0,
            on: Vec::new(),
            spares: Spared::Nothing,
            is_finger: false,
            is_end: false,
            is_thumb: false,
            palm: None,
        }
    }

    /// An ellipse across the frame's `y`, at a point of the frame, with half axes along `x` and `z`.
    pub fn ring(&mut self, frame: Frame, at: Vec3, wide: f32, deep: f32, material: Material) -> &mut Solid {
        let ring = Ring {
            at: frame.place(at),
            wide: frame.turn * vec3(wide, 0.0, 0.0),
            deep: frame.turn * vec3(0.0, 0.0, deep),
        };
        self.rings.push((ring, Ink::near(material)));
        self
    }

    /// Rounds both ends with the given share of a half ball.
    pub fn rounded(mut self, share: f32) -> Solid {
        if self.rings.len() < 2 {
            return self;
        }
        let first = self.end(0, 1, share);
        let last = self.end(self.rings.len() - 1, self.rings.len() - 2, share);
        let mut rings = Vec::with_capacity(self.rings.len() + 4);
        rings.extend(first.into_iter().rev());
        rings.append(&mut self.rings);
        rings.extend(last);
        self.rings = rings;
        self
    }

    /// Two ever smaller rings beyond an end, away from its neighbour.
    fn end(&self, end: usize, neighbour: usize, share: f32) -> [(Ring, Ink); 2] {
        let (ring, ink) = self.rings[end];
        let away = (ring.at - self.rings[neighbour].0.at).unit();
        let radius = (ring.wide.length() + ring.deep.length()) / 2.0 * share;
        [(0.62, 0.78), (1.0, 0.0)].map(|(out, size)| {
            let ring =
                Ring { at: ring.at + away * (radius * out), wide: ring.wide * size, deep: ring.deep * size };
            (ring, ink)
        })
    }

    /// Whether a lit patch lies on a solid of the body.
    pub fn lies_on(&self, other: &Solid) -> bool {
        let is_spared = match self.spares {
            Spared::Nothing => false,
            Spared::Thumb => other.is_thumb,
            Spared::End => other.is_end,
            Spared::AllButThumb => !other.is_thumb,
        };
        self.on.contains(&other.group) && !is_spared
    }

    /// The same in another light.
    pub fn shaded(mut self, shade: Shade) -> Solid {
        for (_, ink) in &mut self.rings {
            ink.shade = shade;
        }
        self
    }

    /// A round bar from `a` to `b`.
    pub fn bar(group: LimbGroup, a: Vec3, b: Vec3, radius: [f32; 2], material: Material) -> Solid {
        let along = (b - a).unit();
        let wide = (if along.y.abs() < 0.9 { Vec3::UP } else { Vec3::AHEAD }).across(along).unit();
        let deep = along.cross(wide);
        let mut solid = Solid::new(group);
        for (at, r) in [(a, radius[0]), (b, radius[1])] {
            let ring = Ring { at, wide: wide * r, deep: deep * r };
            solid.rings.push((ring, Ink::near(material)));
        }
        solid.corners = 8;
        solid.rounded(1.0)
    }

    /// A box between two opposite corners, its edges along the room's axes.
    pub fn slab(group: LimbGroup, low: Vec3, high: Vec3, material: Material) -> Solid {
        let middle = low.lerp(high, 0.5);
        let half = (high - low) * 0.5;
        // Four corners at 45 degrees of an ellipse that is larger by the root of two make a rectangle.
        let k = std::f32::consts::SQRT_2;
        let at = |y: f32, size: f32| {
            let ring = Ring {
                at: vec3(middle.x, y, middle.z),
                wide: vec3(half.x * k * size, 0.0, 0.0),
                deep: vec3(0.0, 0.0, half.z * k * size),
            };
            (ring, Ink::near(material))
        };
        let mut solid = Solid::new(group);
        solid.rings = vec![at(low.y, 0.0), at(low.y, 1.0), at(high.y, 1.0), at(high.y, 0.0)];
        solid.corners = 4;
        solid
    }
}
