//! From one body to another along natural arcs.

use super::base::Touch;
use super::ground;
use super::joint::{JointAt, Side};
use super::reach;
use super::skeleton::{Body, Bone};
use super::space::{Turn, Vec3, vec3};

/// Slow at both ends: a movement that a person would make. Exact at 0 and 1.
pub fn ease(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}

impl Body {
    /// The body part of the way from `a` to `b`: exactly `a` at 0 and exactly `b` at 1.
    pub fn between(a: &Body, b: &Body, t: f32) -> Body {
        let e = ease(t);
        if e <= 0.0 || a == b {
            return a.clone();
        }
        if e >= 1.0 {
            return b.clone();
        }
        if a.lies_opposite(b) {
            // Straight from the one to the other would lead through standing up: one rolls over where
            // one lies, and turns around on the floor meanwhile.
            let around = Body::on_the_way(a, &b.spun(180.0), e);
            return around.spun(180.0 * e);
        }
        Body::on_the_way(a, b, e)
    }

    fn on_the_way(a: &Body, b: &Body, e: f32) -> Body {
        let mut body = Body::unlaid(a.root().lerp(b.root(), e));
        for bone in Bone::ALL {
            body.set_turn(bone, a.turn(bone).toward(b.turn(bone), e));
        }
        body.kept(a, b, e)
    }

    /// Whether both lie, the head of one where the other has the feet.
    fn lies_opposite(&self, other: &Body) -> bool {
        let level = |body: &Body| {
            let way = body.frame(Bone::Head).at - body.frame(Bone::Pelvis).at;
            (way.y.abs() < 0.3).then(|| vec3(way.x, 0.0, way.z))
        };
        let both = level(self).zip(level(other)).filter(|(a, b)| a.length() > 0.35 && b.length() > 0.35);
        both.is_some_and(|(a, b)| a.unit().dot(b.unit()) < -0.7)
    }

    /// The same turned on the floor, about the middle of the room.
    fn spun(&self, degrees: f32) -> Body {
        let turn = Turn::left(degrees);
        let mut body = self.clone();
        body.set_turn(Bone::Pelvis, turn * self.turn(Bone::Pelvis));
        body.set_root(turn * self.root());
        body.lay_from(Bone::Pelvis);
        body
    }

    /// The body part of the way from the second to the third of four that are gone through without a
    /// stop: exactly the second at 0, the third at 1, and in between on a curve that the first and
    /// the last bend too.
    pub fn along(bodies: [&Body; 4], t: f32) -> Body {
        let [_, b, c, _] = bodies;
        if t <= 0.0 || t >= 1.0 {
            return if t <= 0.0 { b.clone() } else { c.clone() };
        }
        let mut body = Body::unlaid(Vec3::along(bodies.map(Body::root), t));
        for bone in Bone::ALL {
            body.set_turn(bone, Turn::along(bodies.map(|it| it.turn(bone)), t));
        }
        body.kept(b, c, t)
    }

    /// With what two bodies hold and stand on kept, and the rest of the way in between.
    fn kept(mut self, a: &Body, b: &Body, e: f32) -> Body {
        // On the way to a stretch its muscle shows already.
        self.stretched.clone_from(&b.stretched);
        // What is taken in hand on the way is there from the middle of it.
        self.props.clone_from(if e < 0.5 { &a.props } else { &b.props });
        for at in JointAt::all() {
            let (from, to) = (a.small(at), b.small(at));
            self.set_small(at, [0, 1, 2].map(|axis| from[axis] + (to[axis] - from[axis]) * e));
        }
        self.lay_from(Bone::Pelvis);
        self.stay_above_floor(a, b, e);
        for side in Side::BOTH {
            self.keep_foot(a, b, e, side);
            self.keep_hand(a, b, e, side);
        }
        self
    }

    /// Keeps what the arc leads deeper into the floor than its two ends are above it: trunk, thighs and
    /// shins by lifting the whole, a hand or a foot by lifting that alone.
    fn stay_above_floor(&mut self, a: &Body, b: &Body, e: f32) {
        let sunk = |body: &Body, touches: &[Touch], side: Side| {
            let depth = |body: &Body| ground::lowest_of(body, touches, side).1.min(0.0);
            depth(a) + (depth(b) - depth(a)) * e - depth(body)
        };
        let heavy = Side::BOTH.map(|side| sunk(self, HEAVY, side)).into_iter().fold(0.0, f32::max);
        if heavy > 0.0 {
            self.set_root(self.root() + Vec3::UP * heavy);
        }
        for side in Side::BOTH {
            let foot = sunk(self, FOOT, side);
            if foot > 0.0 {
                let (ankle, turn) = (self.frame(Bone::Foot(side)).at, self.frame(Bone::Foot(side)).turn);
                reach::ankle_to(self, side, ankle + Vec3::UP * foot, knee_way(self, side));
                self.set_world_turn(Bone::Foot(side), turn);
            }
            let arm = sunk(self, ARM, side);
            if arm > 0.0 {
                let [shoulder, elbow, wrist] =
                    [Bone::UpperArm(side), Bone::Forearm(side), Bone::Hand(side)].map(|it| self.frame(it).at);
                let turn = self.frame(Bone::Hand(side)).turn;
                let bones = [super::skeleton::UPPER_ARM, super::skeleton::FOREARM];
                // The elbow stays where it is, and rises the more, the deeper the hand was.
                let pole = (elbow - shoulder.lerp(wrist, 0.5)) * 4.0 + Vec3::UP * arm * 8.0;
                let (elbow, end, _) = reach::two_bones(shoulder, wrist + Vec3::UP * arm, bones, pole);
                reach::bend_arm(self, side, elbow, end, pole);
                self.set_world_turn(Bone::Hand(side), turn);
            }
        }
    }

    /// A foot that stands at both ends stands, or steps in a low arc, in between.
    fn keep_foot(&mut self, a: &Body, b: &Body, e: f32, side: Side) {
        if !(a.feet_held[side.index()] && b.feet_held[side.index()]) {
            return;
        }
        let (from, to) = (a.frame(Bone::Foot(side)), b.frame(Bone::Foot(side)));
        let step = (to.at - from.at).length();
        let rise = vec3(0.0, step.min(0.6) * 0.35 * e * (1.0 - e) * 4.0 * 0.5, 0.0);
        let pole = knee_way(self, side);
        reach::ankle_to(self, side, from.at.lerp(to.at, e) + rise, pole);
        self.set_world_turn(Bone::Foot(side), from.turn.toward(to.turn, e));
        self.feet_held[side.index()] = true;
    }

    /// A hand that holds at both ends goes straight from one hold to the other; around its shoulder,
    /// where that would lead through it.
    fn keep_hand(&mut self, a: &Body, b: &Body, e: f32, side: Side) {
        let (from, to) = (a.frame(Bone::Hand(side)), b.frame(Bone::Hand(side)));
        let rolls = (a.turn(Bone::Pelvis).inverse() * b.turn(Bone::Pelvis)).degrees() > ROLLS;
        // Who lies down or rolls over takes along the hands that go elsewhere.
        let stays = (to.at - from.at).length() < STAYS;
        if !(a.hands_held[side.index()] && b.hands_held[side.index()]) || rolls && !stays {
            return;
        }
        let shoulder = self.frame(Bone::UpperArm(side)).at;
        let straight = from.at.lerp(to.at, e);
        let around = shoulder + around_shoulder(a, b, e, side);
        let near = ROOM_AT_SHOULDER - (straight - shoulder).length();
        let near = if stays { 0.0 } else { (near / FADES_WITHIN).clamp(0.0, 1.0) };
        let wrist = straight.lerp(around, near);
        let pole = elbow_way(a, b, e, side);
        let bones = [super::skeleton::UPPER_ARM, super::skeleton::FOREARM];
        let (elbow, end, _) = reach::two_bones(shoulder, wrist, bones, pole);
        reach::bend_arm(self, side, elbow, end, pole);
        self.set_world_turn(Bone::Hand(side), from.turn.toward(to.turn, e));
        self.hands_held[side.index()] = true;
    }
}

/// What carries a body, or cannot be lifted without it.
const HEAVY: &[Touch] = &[
    Touch::Knee,
    Touch::Shin,
    Touch::Seat,
    Touch::Back,
    Touch::Loin,
    Touch::Head,
    Touch::Forehead,
    Touch::Chest,
    Touch::Belly,
    Touch::Thigh,
    Touch::Calf,
    Touch::Hip,
    Touch::Shoulder,
];
const FOOT: &[Touch] = &[Touch::Foot, Touch::Toes, Touch::Heel];
const ARM: &[Touch] = &[Touch::Hand, Touch::Elbow, Touch::Forearm];

/// A trunk that turns farther than this, in degrees, rolls over or lies down.
const ROLLS: f32 = 45.0;
/// A hand whose two holds are so near to each other, in metres, stays where it is.
const STAYS: f32 = 0.12;
/// A wrist that comes nearer to its shoulder than this, in metres, has no way straight on.
const ROOM_AT_SHOULDER: f32 = 0.36;
/// Over so many metres the straight way becomes the one around.
const FADES_WITHIN: f32 = 0.12;

/// From the shoulder to the wrist on the way around, by the outside.
fn around_shoulder(a: &Body, b: &Body, e: f32, side: Side) -> Vec3 {
    let arm = |body: &Body| body.frame(Bone::Hand(side)).at - body.frame(Bone::UpperArm(side)).at;
    let (from, to) = (arm(a), arm(b));
    let outward = |body: &Body| body.frame(Bone::ChestTop).turn * vec3(side.sign(), 0.0, 0.5);
    let outside = (from.unit() + to.unit() + outward(a).lerp(outward(b), e).unit()).unit();
    let way = from.unit() * ((1.0 - e) * (1.0 - e)) + outside * (2.0 * e * (1.0 - e)) + to.unit() * (e * e);
    way.unit() * (from.length() + (to.length() - from.length()) * e)
}

/// Where the elbow points on the way, between where it points at both ends.
fn elbow_way(a: &Body, b: &Body, e: f32, side: Side) -> Vec3 {
    // At both ends it points where it does there.
    let usual_share = 0.7 * 4.0 * e * (1.0 - e);
    let way = |body: &Body| {
        let [shoulder, elbow, wrist] =
            [Bone::UpperArm(side), Bone::Forearm(side), Bone::Hand(side)].map(|it| body.frame(it).at);
        let way = (elbow - shoulder.lerp(wrist, 0.5)).unit();
        // A straight elbow points nowhere: then outward and back, as it would bend.
        let usual = reach::elbow_way(body.frame(Bone::ChestTop).turn, side);
        if (wrist - shoulder).length() > 0.5 {
            way * (1.0 - usual_share) + usual.unit() * usual_share
        } else {
            way
        }
    };
    way(a).lerp(way(b), e)
}

/// Where the knee points now.
fn knee_way(body: &Body, side: Side) -> Vec3 {
    let hip = body.frame(Bone::Thigh(side)).at;
    let ankle = body.frame(Bone::Foot(side)).at;
    let away = body.frame(Bone::Shin(side)).at - hip.lerp(ankle, 0.5);
    if away.length() > 0.02 { away } else { body.frame(Bone::Thigh(side)).turn * Vec3::AHEAD }
}
