//! Where a named goal is on a body, and which way its surface looks.

use super::base::Base;
use super::joint::Side;
use super::pose::{Anchor, LimbEnd, LimbGoal};
use super::prop::{
    BACK_BEHIND, BACK_HEIGHT, DESK_HEIGHT, Prop, PropKind, PropPlace, SEAT_HEIGHT, STRAP_ON_FOOT,
};
use super::reach::Spot;
use super::skeleton::{ANKLE_HEIGHT, Body, Bone, PALM, SHIN, THIGH};
use super::space::{Vec3, vec3};

/// The room in which goals lie.
#[derive(Clone, Copy, Debug)]
pub struct Room<'a> {
    /// The pose's base: the room's walls are touched where it has its shoulders.
    pub base: Base,
    /// The figure's base, for which the chair was put where it is.
    pub figure: Base,
    /// The things in it.
    pub props: &'a [Prop],
}

/// From the shoulder to the palm of an arm that is nearly straight, in metres.
const NEARLY_STRAIGHT: f32 = 0.55;
/// Height of the shoulders above the hips' joints, trunk upright.
const SHOULDERS: f32 = 0.455;

impl Room<'_> {
    /// The first thing of this kind, if there is one.
    pub fn prop(&self, kind: PropKind) -> Option<Prop> {
        self.props.iter().copied().find(|prop| prop.kind == kind)
    }

    /// The prop that must be in the picture for this anchor to exist.
    pub fn missing(&self, anchor: Anchor) -> Option<PropKind> {
        anchor.thing().filter(|&needed| self.prop(needed).is_none())
    }

    /// The foot around which a strap lies, nearest to this side.
    fn strapped(&self, side: Side) -> Option<Side> {
        let straps = [PropKind::Strap, PropKind::Band, PropKind::Towel];
        self.props.iter().filter(|it| straps.contains(&it.kind)).find_map(|prop| match prop.place {
            PropPlace::Feet => Some(side),
            PropPlace::Left => Some(Side::Left),
            PropPlace::Right => Some(Side::Right),
            PropPlace::Usual
            | PropPlace::Behind
            | PropPlace::Ankles
            | PropPlace::Ahead
            | PropPlace::Knees
            | PropPlace::Seat
            | PropPlace::Spine
            | PropPlace::Floor => None,
        })
    }

    /// The spot that a goal of this side's hand or foot names.
    pub fn spot(&self, body: &Body, goal: LimbGoal, end: LimbEnd, side: Side) -> Spot {
        let on = goal.on(end, side);
        let outward = |v: Vec3| vec3(v.x * side.sign(), v.y, v.z);
        let (at, normal, along) = self.surface(body, goal.anchor, on, side);
        Spot {
            at: at + outward(goal.offset),
            normal: goal.face.map_or(normal, |face| -outward(face).unit()),
            along: goal.along.map(outward).or(along),
            bend: goal.bend.map(outward),
        }
    }

    /// The point of an anchor, the way its surface looks, and where fingers point on it, if the
    /// surface says so: `on` is the anchor's side, `side` that of the hand or foot.
    fn surface(&self, body: &Body, anchor: Anchor, on: Side, side: Side) -> (Vec3, Vec3, Option<Vec3>) {
        let shoulder = self.base.height() + SHOULDERS;
        let s = on.sign();
        let (out, front, back) = (vec3(s, 0.0, 0.0), Vec3::AHEAD, -Vec3::AHEAD);
        let (hand, foot) = (Bone::Hand(on), Bone::Foot(on));
        let thing = |kind| self.prop(kind).unwrap_or(Prop::usual(kind));
        let skin = |bone: Bone, local: Vec3, normal: Vec3| {
            let frame = body.frame(bone);
            (frame.place(local), (frame.turn * normal).unit(), None)
        };
        match anchor {
            Anchor::Floor => (Vec3::ZERO, Vec3::UP, Some(vec3(side.sign() * 0.12, 0.0, 1.0))),
            Anchor::Air => (Vec3::ZERO, Vec3::UP, None),
            Anchor::Seat => {
                let at = vec3(s * 0.21, SEAT_HEIGHT + 0.01, self.figure.chair());
                (at, Vec3::UP, Some(Vec3::AHEAD))
            }
            Anchor::Back => {
                let at = vec3(s * 0.13, BACK_HEIGHT, self.figure.chair() - BACK_BEHIND);
                (at, vec3(0.0, 0.9, 0.3), None)
            }
            Anchor::Wall => {
                let (at, normal) = thing(PropKind::Wall).face();
                let aside = Vec3::LEFT.across(normal) * (side.sign() * 0.17);
                (at + aside + Vec3::UP * shoulder, normal, Some(Vec3::UP))
            }
            Anchor::Doorway => {
                (thing(PropKind::Doorway).post(on) + Vec3::UP * shoulder, -Vec3::AHEAD, Some(Vec3::UP))
            }
            Anchor::Desk => {
                let (near, ahead) = thing(PropKind::Desk).desk_edge();
                let at = vec3(s * 0.17, DESK_HEIGHT, near + ahead * 0.08);
                (at, Vec3::UP, Some(Vec3::AHEAD * ahead))
            }
            Anchor::Strap if let Some(foot) = self.strapped(on) => {
                // Taut, with an arm that is nearly straight.
                let foot = body.frame(Bone::Foot(foot)).place(STRAP_ON_FOOT);
                let way = body.frame(Bone::UpperArm(side)).at - foot;
                let at = foot + way.unit() * (way.length() - NEARLY_STRAIGHT).max(0.15);
                (at, way.across(Vec3::UP).unit(), Some(-way.unit()))
            }
            Anchor::Strap => {
                let fixed = self.props.iter().copied().find(|prop| prop.place == PropPlace::Ahead);
                let usual = Prop { place: PropPlace::Ahead, ..Prop::usual(PropKind::Band) };
                (fixed.unwrap_or(usual).fixed_end(), -Vec3::AHEAD, None)
            }
            Anchor::Crown => skin(Bone::Head, vec3(0.0, 0.225, 0.0), Vec3::UP),
            Anchor::Forehead => skin(Bone::Head, vec3(0.0, 0.15, 0.11), front),
            Anchor::Temple => skin(Bone::Head, vec3(s * 0.082, 0.14, 0.01), out),
            Anchor::Ear => skin(Bone::Head, vec3(s * 0.085, 0.08, -0.005), out),
            Anchor::Cheek => skin(Bone::Head, vec3(s * 0.06, 0.04, 0.08), vec3(s * 0.7, 0.0, 0.7)),
            Anchor::Chin => skin(Bone::Head, vec3(0.0, -0.015, 0.105), front),
            Anchor::Occiput => skin(Bone::Head, vec3(0.0, 0.11, -0.10), back),
            Anchor::Nape => skin(Bone::NeckTop, vec3(0.0, 0.02, -0.06), back),
            Anchor::Throat => skin(Bone::NeckTop, vec3(0.0, 0.0, 0.065), front),
            Anchor::Chest => skin(Bone::ChestMiddle, vec3(0.0, 0.06, 0.125), front),
            Anchor::Ribs => skin(Bone::ChestLow, vec3(s * 0.145, 0.03, 0.03), out),
            Anchor::Belly => skin(Bone::LumbarMiddle, vec3(0.0, 0.0, 0.12), front),
            Anchor::Blade => skin(Bone::Blade(on), vec3(s * 0.10, -0.10, -0.105), back),
            Anchor::Spine => skin(Bone::ChestMiddle, vec3(0.0, 0.04, -0.115), back),
            Anchor::Loin => skin(Bone::LumbarMiddle, vec3(0.0, 0.0, -0.085), back),
            Anchor::Shoulder => {
                skin(Bone::UpperArm(on), vec3(s * 0.015, 0.05, 0.015), vec3(s * 0.4, 0.8, 0.3))
            }
            Anchor::Elbow => skin(Bone::Forearm(on), vec3(0.0, 0.01, -0.04), vec3(s * 0.5, 0.0, -0.8)),
            Anchor::Wrist => skin(hand, vec3(s * 0.025, 0.01, 0.0), out),
            Anchor::Hand => skin(hand, vec3(-s * 0.016, -PALM, 0.0), -out),
            Anchor::Fingers => skin(hand, vec3(-s * 0.012, -0.14, 0.0), -out),
            Anchor::Hip => skin(Bone::Pelvis, vec3(s * 0.16, 0.06, 0.01), out),
            Anchor::Buttock => skin(Bone::Pelvis, vec3(s * 0.08, -0.02, -0.12), back),
            Anchor::Thigh => skin(Bone::Thigh(on), vec3(0.0, -THIGH * 0.58, 0.078), front),
            Anchor::Hamstring => skin(Bone::Thigh(on), vec3(0.0, -THIGH * 0.6, -0.075), back),
            Anchor::Knee => skin(Bone::Shin(on), vec3(0.0, 0.01, 0.06), front),
            Anchor::KneeOutside => skin(Bone::Shin(on), vec3(s * 0.06, 0.01, 0.0), out),
            Anchor::Shin => skin(Bone::Shin(on), vec3(0.0, -SHIN * 0.4, 0.052), front),
            Anchor::Calf => skin(Bone::Shin(on), vec3(0.0, -SHIN * 0.4, -0.065), back),
            Anchor::Ankle => skin(foot, vec3(0.0, 0.015, 0.04), vec3(0.0, 0.3, 0.9)),
            Anchor::Heel => skin(foot, vec3(0.0, 0.03 - ANKLE_HEIGHT, -0.06), back),
            Anchor::Sole => skin(foot, vec3(0.0, -ANKLE_HEIGHT, 0.06), -Vec3::UP),
            Anchor::Toes => skin(foot, vec3(0.0, 0.02 - ANKLE_HEIGHT, 0.18), vec3(0.0, 0.3, 0.9)),
        }
    }
}
