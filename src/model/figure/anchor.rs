//! Where a named goal is on a body, and which way its surface looks.

use super::base::Base;
use super::joint::Side;
use super::pose::{Anchor, Goal};
use super::prop::{BACK_BEHIND, BACK_HEIGHT, BAND_HEIGHT, DESK_HEIGHT, Place, Prop, PropKind, SEAT_HEIGHT};
use super::reach::Spot;
use super::skeleton::{ANKLE_HEIGHT, Body, Bone, PALM, SHIN, THIGH};
use super::space::{Vec3, vec3};

/// The room in which goals lie.
#[derive(Clone, Copy)]
pub struct Room<'a> {
    pub base: Base,
    pub props: &'a [Prop],
}

/// Height of the shoulders above the hips' joints, trunk upright.
const SHOULDERS: f32 = 0.455;

impl Room<'_> {
    pub fn prop(&self, kind: PropKind) -> Option<Prop> {
        self.props.iter().copied().find(|prop| prop.kind == kind)
    }

    /// The prop that must be in the picture for this anchor to exist.
    pub fn missing(&self, anchor: Anchor) -> Option<PropKind> {
        let needed = match anchor {
            Anchor::Wall => PropKind::Wall,
            Anchor::Doorway => PropKind::Doorway,
            Anchor::Desk => PropKind::Desk,
            Anchor::Seat | Anchor::Back => PropKind::Chair,
            _ => return None,
        };
        self.prop(needed).is_none().then_some(needed)
    }

    /// The spot that a goal of this side's hand or foot names.
    pub fn spot(&self, body: &Body, goal: Goal, side: Side) -> Spot {
        let on = goal.side.unwrap_or(match goal.anchor {
            Anchor::Hand | Anchor::Fingers => side.other(),
            _ => side,
        });
        let outward = |v: Vec3| vec3(v.x * side.sign(), v.y, v.z);
        let (at, normal, along) = self.surface(body, goal.anchor, on, side);
        Spot {
            at: at + outward(goal.off),
            normal: goal.face.map_or(normal, |face| -outward(face).unit()),
            along: goal.along.map(outward).or(along),
            bend: goal.bend.map(outward),
        }
    }

    fn surface(&self, body: &Body, anchor: Anchor, on: Side, side: Side) -> (Vec3, Vec3, Option<Vec3>) {
        match self.thing(anchor, on, side) {
            Some(found) => found,
            None => {
                let (bone, local, normal) = on_body(anchor, on);
                let frame = body.frame(bone);
                (frame.place(local), (frame.turn * normal).unit(), None)
            }
        }
    }

    /// Anchors on things: the point, the way the surface looks, where fingers point.
    fn thing(&self, anchor: Anchor, on: Side, side: Side) -> Option<(Vec3, Vec3, Option<Vec3>)> {
        let shoulder = self.base.height() + SHOULDERS;
        Some(match anchor {
            Anchor::Floor => (Vec3::ZERO, Vec3::UP, Some(vec3(side.sign() * 0.12, 0.0, 1.0))),
            Anchor::Air => (Vec3::ZERO, Vec3::UP, None),
            Anchor::Seat => (vec3(on.sign() * 0.21, SEAT_HEIGHT + 0.01, 0.0), Vec3::UP, Some(Vec3::AHEAD)),
            Anchor::Back => (vec3(on.sign() * 0.13, BACK_HEIGHT, -BACK_BEHIND), vec3(0.0, 0.9, 0.3), None),
            Anchor::Wall => {
                let (at, normal) = self.prop(PropKind::Wall).unwrap_or(Prop::usual(PropKind::Wall)).face();
                let aside = Vec3::LEFT.across(normal) * (side.sign() * 0.17);
                (at + aside + Vec3::UP * shoulder, normal, Some(Vec3::UP))
            }
            Anchor::Doorway => {
                let door = self.prop(PropKind::Doorway).unwrap_or(Prop::usual(PropKind::Doorway));
                (door.post(on) + Vec3::UP * shoulder, -Vec3::AHEAD, Some(Vec3::UP))
            }
            Anchor::Desk => {
                let desk = self.prop(PropKind::Desk).unwrap_or(Prop::usual(PropKind::Desk));
                let at = vec3(on.sign() * 0.17, DESK_HEIGHT, desk.metres() + 0.08);
                (at, Vec3::UP, Some(Vec3::AHEAD))
            }
            Anchor::Strap => {
                let ahead = self.props.iter().find(|prop| prop.place == Place::Ahead);
                let z = ahead.map_or(1.05, |prop| prop.metres());
                (vec3(0.0, BAND_HEIGHT, z), -Vec3::AHEAD, None)
            }
            _ => return None,
        })
    }
}

/// Anchors on the body: the bone, the point of the skin and the way it looks, in the bone's frame.
fn on_body(anchor: Anchor, on: Side) -> (Bone, Vec3, Vec3) {
    let s = on.sign();
    let out = vec3(s, 0.0, 0.0);
    let front = Vec3::AHEAD;
    let back = -Vec3::AHEAD;
    let (hand, foot) = (Bone::Hand(on), Bone::Foot(on));
    match anchor {
        Anchor::Crown => (Bone::Head, vec3(0.0, 0.225, 0.0), Vec3::UP),
        Anchor::Forehead => (Bone::Head, vec3(0.0, 0.15, 0.11), front),
        Anchor::Temple => (Bone::Head, vec3(s * 0.082, 0.14, 0.01), out),
        Anchor::Ear => (Bone::Head, vec3(s * 0.085, 0.08, -0.005), out),
        Anchor::Cheek => (Bone::Head, vec3(s * 0.06, 0.04, 0.08), vec3(s * 0.7, 0.0, 0.7)),
        Anchor::Chin => (Bone::Head, vec3(0.0, -0.015, 0.105), front),
        Anchor::Occiput => (Bone::Head, vec3(0.0, 0.11, -0.10), back),
        Anchor::Nape => (Bone::NeckTop, vec3(0.0, 0.02, -0.06), back),
        Anchor::Throat => (Bone::NeckTop, vec3(0.0, 0.0, 0.065), front),
        Anchor::Chest => (Bone::ChestMiddle, vec3(0.0, 0.06, 0.125), front),
        Anchor::Ribs => (Bone::ChestLow, vec3(s * 0.145, 0.03, 0.03), out),
        Anchor::Belly => (Bone::LumbarMiddle, vec3(0.0, 0.0, 0.12), front),
        Anchor::Blade => (Bone::Blade(on), vec3(s * 0.10, -0.10, -0.105), back),
        Anchor::Spine => (Bone::ChestMiddle, vec3(0.0, 0.04, -0.115), back),
        Anchor::Loin => (Bone::LumbarMiddle, vec3(0.0, 0.0, -0.085), back),
        Anchor::Shoulder => (Bone::UpperArm(on), vec3(s * 0.015, 0.05, 0.015), vec3(s * 0.4, 0.8, 0.3)),
        Anchor::Elbow => (Bone::Forearm(on), vec3(0.0, 0.01, -0.04), vec3(s * 0.5, 0.0, -0.8)),
        Anchor::Wrist => (hand, vec3(s * 0.025, 0.01, 0.0), out),
        Anchor::Hand => (hand, vec3(-s * 0.016, -PALM, 0.0), -out),
        Anchor::Fingers => (hand, vec3(-s * 0.012, -0.14, 0.0), -out),
        Anchor::Hip => (Bone::Pelvis, vec3(s * 0.16, 0.06, 0.01), out),
        Anchor::Buttock => (Bone::Pelvis, vec3(s * 0.08, -0.02, -0.12), back),
        Anchor::Thigh => (Bone::Thigh(on), vec3(0.0, -THIGH * 0.58, 0.078), front),
        Anchor::Hamstring => (Bone::Thigh(on), vec3(0.0, -THIGH * 0.6, -0.075), back),
        Anchor::Knee => (Bone::Shin(on), vec3(0.0, 0.01, 0.06), front),
        Anchor::KneeOutside => (Bone::Shin(on), vec3(s * 0.06, 0.01, 0.0), out),
        Anchor::Shin => (Bone::Shin(on), vec3(0.0, -SHIN * 0.4, 0.052), front),
        Anchor::Calf => (Bone::Shin(on), vec3(0.0, -SHIN * 0.4, -0.065), back),
        Anchor::Ankle => (foot, vec3(0.0, 0.015, 0.04), vec3(0.0, 0.3, 0.9)),
        Anchor::Heel => (foot, vec3(0.0, 0.03 - ANKLE_HEIGHT, -0.06), back),
        Anchor::Sole => (foot, vec3(0.0, -ANKLE_HEIGHT, 0.06), -Vec3::UP),
        Anchor::Toes => (foot, vec3(0.0, 0.02 - ANKLE_HEIGHT, 0.18), vec3(0.0, 0.3, 0.9)),
        _ => (Bone::Pelvis, Vec3::ZERO, front),
    }
}
