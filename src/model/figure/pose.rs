//! A pose as a person writes it: a few angles over the base, and where hands and feet go.

use super::base::{Base, Contact};
use super::joint::{JOINTS, JointAt, Side};
use super::look::{Crop, View};
use super::muscle::SidedMuscle;
use super::prop::{Prop, PropKind};
use super::space::Vec3;
use crate::model::vocabulary::vocabulary;

/// Degrees about the axes of one joint; axes that it does not have are 0.
pub type Angles = [f32; 3];

vocabulary! {
    /// What a hand or a foot can be put on. Body anchors follow the body.
    Anchor {
        Crown = "crown", "the top of the head";
        Forehead = "forehead", "the forehead";
        Temple = "temple", "the side of the head above the ear";
        Ear = "ear", "the ear";
        Cheek = "cheek", "the cheek";
        Chin = "chin", "the chin";
        Occiput = "occiput", "the back of the head";
        Nape = "nape", "the back of the neck";
        Throat = "throat", "the front of the neck";
        Chest = "chest", "the breastbone";
        Ribs = "ribs", "the side of the ribs";
        Belly = "belly", "the belly";
        Blade = "blade", "the shoulder blade";
        Spine = "spine", "between the shoulder blades";
        Loin = "loin", "the small of the back";
        Shoulder = "shoulder", "the top of the shoulder";
        Elbow = "elbow", "the elbow of the other arm";
        Wrist = "wrist", "the wrist of the other arm";
        Hand = "hand", "the palm of the other hand";
        Fingers = "fingers", "the fingers of the other hand";
        Hip = "hip", "the side of the hip";
        Buttock = "buttock", "the buttock";
        Thigh = "thigh", "the middle of the thigh, in front";
        Hamstring = "hamstring", "the middle of the thigh, behind";
        Knee = "knee", "the kneecap";
        KneeOutside = "knee-outside", "the outside of the knee";
        Shin = "shin", "the middle of the shin";
        Calf = "calf", "the middle of the calf";
        Ankle = "ankle", "the ankle, in front";
        Heel = "heel", "the heel";
        Sole = "sole", "the sole of the foot";
        Toes = "toes", "the toes";
        Floor = "floor", "the floor under the base's pelvis";
        Seat = "seat", "the chair's seat, at its side";
        Back = "backrest", "the top of the chair's back";
        Wall = "wall", "the wall, at the height of the base's shoulder";
        Doorway = "doorway", "the door frame of that side, at the height of the base's shoulder";
        Desk = "desk", "the near edge of the desk's top";
        Strap = "strap", "the strap, band or towel: drawn taut from the foot, or its far end";
        Air = "air", "a free point: the base's pelvis on the floor, then `offset`";
    }
}

impl Anchor {
    /// `crown`, `knee`, `knee.l`: the anchor, and the side if one is given.
    pub fn with_side(text: &str) -> Option<(Anchor, Option<Side>)> {
        let (name, side) = Side::behind(text)?;
        let anchor = Anchor::from_name(name)?;
        (side.is_none() || anchor.paired()).then_some((anchor, side))
    }

    /// Whether there is one on each side.
    pub fn paired(self) -> bool {
        const MIDDLE: &[Anchor] = &[
            Anchor::Crown,
            Anchor::Forehead,
            Anchor::Chin,
            Anchor::Occiput,
            Anchor::Nape,
            Anchor::Throat,
            Anchor::Chest,
            Anchor::Belly,
            Anchor::Spine,
            Anchor::Loin,
            Anchor::Floor,
            Anchor::Wall,
            Anchor::Desk,
            Anchor::Strap,
            Anchor::Air,
        ];
        !MIDDLE.contains(&self)
    }

    /// Whether it is on an arm, beyond the shoulder: no hand comes to its own.
    pub fn is_on_arm(self) -> bool {
        matches!(self, Anchor::Elbow | Anchor::Wrist | Anchor::Hand | Anchor::Fingers)
    }

    /// Whether it is on a leg: no foot comes to its own.
    pub fn is_on_leg(self) -> bool {
        use Anchor::*;
        matches!(self, Thigh | Hamstring | Knee | KneeOutside | Shin | Calf | Ankle | Heel | Sole | Toes)
    }

    /// The thing on which it lies, if it lies on one that has to be in the picture.
    pub fn thing(self) -> Option<PropKind> {
        const ON: &[(Anchor, PropKind)] = &[
            (Anchor::Wall, PropKind::Wall),
            (Anchor::Doorway, PropKind::Doorway),
            (Anchor::Desk, PropKind::Desk),
            (Anchor::Seat, PropKind::Chair),
            (Anchor::Back, PropKind::Chair),
        ];
        ON.iter().find(|(anchor, _)| *anchor == self).map(|(_, thing)| *thing)
    }
}

/// Where a hand or a foot goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LimbGoal {
    /// What it goes to.
    pub anchor: Anchor,
    /// The anchor's side; none means the one of the hand or foot, and the other one on a limb of the
    /// same kind.
    pub side: Option<Side>,
    /// Metres from the anchor: outward (away from the middle, to the hand's own side), up, ahead.
    pub offset: Vec3,
    /// Where the elbow or knee points, in the same axes; none is the natural way.
    pub bend: Option<Vec3>,
    /// Where the fingers or toes point, in the same axes; none follows the surface.
    pub along: Option<Vec3>,
    /// Where the palm or sole faces, in the same axes; none faces the anchor.
    pub face: Option<Vec3>,
}

impl LimbGoal {
    /// On this anchor, on the limb's own side, the way that is natural.
    pub fn at(anchor: Anchor) -> LimbGoal {
        LimbGoal { anchor, side: None, offset: Vec3::ZERO, bend: None, along: None, face: None }
    }

    /// Whether it names the limb itself that should come to it, which is that of this side.
    pub fn is_own(self, end: LimbEnd, side: Side) -> bool {
        self.side == Some(side) && end.is_carried_by(self.anchor)
    }

    /// The side of the anchor for the hand or foot of this side.
    pub fn on(self, end: LimbEnd, side: Side) -> Side {
        self.side.unwrap_or(if end.is_carried_by(self.anchor) { side.other() } else { side })
    }

    /// Whether it is on the other limb of the same kind, which must be in its place before.
    pub fn is_on_fellow(self, end: LimbEnd, side: Side) -> bool {
        end.is_carried_by(self.anchor) && self.on(end, side) == side.other()
    }

    fn mirrored(self) -> LimbGoal {
        LimbGoal { side: self.side.map(Side::other), ..self }
    }
}

/// The end of a limb, which is put on something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimbEnd {
    /// Of an arm.
    Hand,
    /// Of a leg.
    Foot,
}

impl LimbEnd {
    /// The key of a pose that puts the one of this side somewhere: `hands.r`.
    pub fn key(self, side: Side) -> String {
        let both = match self {
            LimbEnd::Hand => "hands",
            LimbEnd::Foot => "feet",
        };
        format!("{both}.{}", side.letter())
    }

    /// Whether the anchor is on a limb of the kind that ends so.
    fn is_carried_by(self, anchor: Anchor) -> bool {
        match self {
            LimbEnd::Hand => anchor.is_on_arm(),
            LimbEnd::Foot => anchor.is_on_leg(),
        }
    }
}

/// A pose over a base. The default is the base itself.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Pose {
    angles: Written,
    hands: [Option<LimbGoal>; 2],
    feet: [Option<LimbGoal>; 2],
    /// The position over which it is a pose; none means the figure's.
    pub base: Option<Base>,
    /// From where it is looked at; none means as the figure says.
    pub view: Option<View>,
    /// How much of it the picture holds; none means what the figure says.
    pub crop: Option<Crop>,
    /// The things in the picture; none means those of the figure.
    pub props: Option<Vec<Prop>>,
    /// How far the pelvis moves from the base's place: left, up, ahead, in metres.
    pub shift: Vec3,
    /// What rests on the ground in this pose; none means what the figure or its base says.
    pub contacts: Option<Vec<Contact>>,
    /// What this pose stretches; none means what the figure says.
    pub stretched: Option<Vec<SidedMuscle>>,
}

/// The angles that a pose gives the joints, by their index.
#[derive(Clone, Debug, PartialEq)]
struct Written([Option<Angles>; JOINTS]);

// The standard library has a default of arrays of up to 32 only.
impl Default for Written {
    fn default() -> Written {
        Written([None; JOINTS])
    }
}

impl Pose {
    /// The angles that it gives a joint; none leaves it as the base has it.
    pub fn joint(&self, at: JointAt) -> Option<Angles> {
        self.angles.0[at.index()]
    }

    /// Gives a joint angles.
    pub fn set_joint(&mut self, at: JointAt, angles: Angles) {
        self.angles.0[at.index()] = Some(angles);
    }

    /// Where it puts the hand of this side, if it says.
    pub fn hand(&self, side: Side) -> Option<LimbGoal> {
        self.hands[side.index()]
    }

    /// Puts the hand of this side there.
    pub fn set_hand(&mut self, side: Side, goal: LimbGoal) {
        self.hands[side.index()] = Some(goal);
    }

    /// Where it puts the foot of this side, if it says.
    pub fn foot(&self, side: Side) -> Option<LimbGoal> {
        self.feet[side.index()]
    }

    /// Puts the foot of this side there.
    pub fn set_foot(&mut self, side: Side, goal: LimbGoal) {
        self.feet[side.index()] = Some(goal);
    }

    /// Everything that it puts somewhere.
    pub fn goals(&self) -> impl Iterator<Item = (LimbEnd, Side, LimbGoal)> {
        let of = |side| [(LimbEnd::Hand, side, self.hand(side)), (LimbEnd::Foot, side, self.foot(side))];
        Side::BOTH.into_iter().flat_map(of).filter_map(|(end, side, goal)| Some((end, side, goal?)))
    }

    /// Whether the body is in the same position in both, whatever is lit.
    pub fn is_position_of(&self, other: &Pose) -> bool {
        self == other || Pose { stretched: None, ..self.clone() } == Pose { stretched: None, ..other.clone() }
    }

    /// The same pose to the other side.
    pub fn mirrored(&self) -> Pose {
        let mut pose = Pose {
            base: self.base,
            view: self.view.map(View::mirrored),
            crop: self.crop,
            shift: self.shift.mirrored(),
            ..Pose::default()
        };
        pose.props = self.props.as_ref().map(|all| all.iter().map(|prop| prop.mirrored()).collect());
        pose.contacts = self.contacts.as_ref().map(|all| all.iter().map(|c| c.mirrored()).collect());
        pose.stretched = self.stretched.as_ref().map(|all| all.iter().map(|t| t.mirrored()).collect());
        for at in JointAt::all() {
            pose.angles.0[at.mirrored().index()] = self.joint(at).map(|a| at.mirror_angles(a));
        }
        for side in Side::BOTH {
            pose.hands[side.other().index()] = self.hand(side).map(LimbGoal::mirrored);
            pose.feet[side.other().index()] = self.foot(side).map(LimbGoal::mirrored);
        }
        pose
    }
}
