//! The way that a part of the body goes around in a repetition: a still of somebody who circles their
//! arms shows no circle, so it is drawn.
//!
//! A head that rolls over the chest shows no way either: two stills would be two heads that tip. It is drawn on the chest.
//! Above the head it is that of one that is tipped while it hangs.
//!
//! A forearm that turns leaves the hand where it was: an arc over it says which way round.
//!
//! Nor is it seen of a toe that is drawn straight out of its joint, of fingers that slide down the palm, or of eyes that
//! follow the edge of a frame: they could as well leap from corner to corner.
//!
//! A letter that a toe writes is drawn too, and two arcs beyond a hand that is shaken. Other things that go to and fro
//! have no way of their own: the pictures of their ends tell it.

mod arms;

pub use arms::{climbed, raised};

use super::camera::{Camera, Seen, Window};
use super::picture::DrawnOver;
use super::{ends, outlook};
use crate::model::figure::Side;
use crate::model::figure::skeleton::{Body, Bone, PALM};
use crate::model::figure::space::{Vec3, vec3};

/// A line in the picture.
#[derive(Clone, Debug)]
pub struct PathRing {
    points: Vec<Seen>,
    course: Course,
}

/// How a way is gone.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Course {
    /// The last point is before the first again.
    Around,
    /// A line to its last point, with an arrow whose head is so many pixels long.
    Onward(f32),
    /// The same, before the body.
    Over(f32),
    /// The same, on the bars of a frame.
    OnBars(f32),
    /// A line without an arrow.
    Bare,
}

/// So many points of the way from pose to pose.
const POINTS: usize = 12;
/// A round of less than this, in metres, is too small to be drawn.
const LEAST: f32 = 0.12;
/// A way is round if it encloses this share of what a circle of its length would.
const ROUND: f32 = 0.15;
/// A stroke of at least so many poses, there and back, is a letter.
const LETTER: usize = 6;
/// What goes around goes on from pose to pose; a part that rests between two of them, moving by less than
/// this share of the mean, does something else.
const RESTS: f32 = 0.3;
/// The most that a way may leave the window, which was made for the poses alone. Metres.
const BEYOND: f32 = 0.10;
/// A part farther from the body is drawn instead of the part that carries it only if its way is this many times
/// as long.
const FARTHER: f32 = 1.4;
/// A part whose way is shorter than this share of the longest one is only carried along.
const CARRIED: f32 = 0.6;
/// The head of an arrow is so many pixels long, and no shorter than so many metres.
const HEAD: f32 = 2.8;
const LEAST_HEAD: f32 = 0.03;
/// After the tip so much of the ring is left open, in lengths of the head: that says which way round it goes.
const OPEN: f32 = 0.8;
/// No more than this share of a ring is left out.
const MOST_OPEN: f32 = 0.2;
/// Half as wide as it is long, and more.
const HEAD_WIDE: f32 = 0.62;
/// Its direction is taken from so many points of the way before and after.
const HEAD_OVER: usize = 2;
/// The way of a shoulder is drawn above it, beside the head, where it hides nothing: so far outward and up, in
/// metres, and so many times as large.
const ABOVE: [f32; 2] = [0.045, 0.12];
const ENLARGED: f32 = 1.3;
/// Seen from the side it is drawn on the shoulder, since beside the head it would be a way of the head. A person is seen
/// from there whose left is less than this far to a side of the picture.
const FROM_THE_SIDE: f32 = 0.5;
const ON_THE_SHOULDER: f32 = 1.1;

/// The arcs of a shaken hand are drawn beyond its fingers: so many times as far from the wrist, and so much of each is
/// left out at both ends. Two of them without an arrow are a hand that is shaken, and not bent with care to and fro.
const BEYOND_FINGERS: [f32; 2] = [1.15, 1.5];
const LEFT_OUT: [f32; 2] = [0.12, 0.24];

/// A head hangs over the chest if its top leans ahead by more than this, and is tipped to a side by more than that.
const HANGS: f32 = 0.6;
const TIPS: f32 = 0.35;
/// The way of a head that rolls, on the chest: half as wide, the middle of its arc above the breastbone, and how deep it
/// hangs below that and how far it lies before it. Metres.
const ROLL_HALF: f32 = 0.135;
const ROLL_AT: f32 = 0.030;
const ROLL_DEEP: f32 = 0.085;
const ROLL_AHEAD: f32 = 0.13;
/// Points of that arc.
const ROLL_POINTS: usize = 24;

/// The way of a head that comes through the last of these bodies' neighbours from one side, or from the middle, over the
/// chest to the side where the last one holds it; or of one that is only tipped there.
pub fn rolled(bodies: &[Body], camera: &Camera) -> Option<PathRing> {
    let leans = |body: &Body| {
        let chest = body.frame(Bone::ChestTop).turn;
        chest.inverse() * (body.frame(Bone::Head).turn * Vec3::UP)
    };
    let side = |body: &Body| Some(leans(body).x).filter(|it| it.abs() > TIPS).map(f32::signum);
    let hangs = |body: &Body| leans(body).z > HANGS && side(body).is_none();
    let (last, before) = bodies.split_last()?;
    let to = side(last)?;
    let middle = before.iter().rposition(hangs)?;
    let from = before[..middle].iter().rev().find_map(side).unwrap_or_default();
    if from == to || before[middle + 1..].iter().any(|it| side(it).is_none()) {
        return None;
    }
    let chest = last.frame(Bone::ChestTop);
    if leans(last).z > STILL_HANGS {
        return Some(tipped(last, &before[middle], camera));
    }
    let point = |at: usize| {
        let along = from + (to - from) * (at as f32 / ROLL_POINTS as f32);
        let (sin, cos) = libm::sincosf(along * std::f32::consts::FRAC_PI_2);
        camera.see(chest.place(vec3(ROLL_HALF * sin, ROLL_AT - ROLL_DEEP * cos, ROLL_AHEAD)))
    };
    Some(PathRing { points: (0..=ROLL_POINTS).map(point).collect(), course: Course::Onward(HEAD) })
}

/// A head that still leans ahead by more than this has not rolled: it was tipped while it hung.
const STILL_HANGS: f32 = 0.25;
/// Its way lies beyond the crown, so far from the joint of the head, and so much of it is left out at the end.
const BEYOND_THE_CROWN: f32 = 0.31;
const SHORT_OF_IT: f32 = 0.25;

/// The way of a head that is tipped to a side: an arc over it, from above where it hung.
fn tipped(last: &Body, hanging: &Body, camera: &Camera) -> PathRing {
    let neck = camera.see(last.frame(Bone::Head).at);
    let angle = |body: &Body| {
        let seen = camera.see(body.frame(Bone::Head).turn * Vec3::UP);
        libm::atan2f(seen.x, seen.y.abs())
    };
    let [from, to] = [angle(hanging), angle(last)];
    let point = |at: usize| {
        let along = from + (to - from) * (1.0 - SHORT_OF_IT) * (at as f32 / ROLL_POINTS as f32);
        let (sin, cos) = libm::sincosf(along);
        neck + vec3(sin, cos, 0.0) * BEYOND_THE_CROWN
    };
    PathRing { points: (0..=ROLL_POINTS).map(point).collect(), course: Course::Onward(HEAD) }
}

/// A hand is turned over where it is if it turns about its forearm by more than this, in degrees, while its wrist stays
/// as near as this, in metres, and its fingers point as they did: this much of their length along it.
const TURNED_OVER: f32 = 100.0;
const STAYS: f32 = 0.06;
const POINTS_ON: f32 = 0.9;
/// Its way lies around the forearm, before the wrist: so far up from it, and so far from its middle. Metres.
const ABOVE_THE_WRIST: f32 = 0.070;
const AROUND_THE_ARM: f32 = 0.080;
/// It passes before the arm: it begins so many degrees from there, and ends between so many.
const BEGINS: f32 = -105.0;
const ENDS: [u8; 2] = [80, 130];
/// Its last points go straight along rows or columns, so far apart in metres.
const STRAIGHT: f32 = 0.004;

/// The ways of hands that the last of these bodies has turned over since the one before, each around its forearm: two
/// stills of one hand tell neither that it turns nor which way round.
pub fn turned_over(bodies: &[Body], camera: &Camera) -> Vec<PathRing> {
    let [.., from, to] = bodies else { return Vec::new() };
    let way = |side: Side| {
        let hands = [from, to].map(|it| it.frame(Bone::Hand(side)));
        let on = hands.map(|it| it.turn * -Vec3::UP);
        if (hands[1].at - hands[0].at).length() > STAYS || on[0].dot(on[1]) < POINTS_ON {
            return None;
        }
        let by = turned_by(from, to, side);
        let axis = on[1];
        let middle = hands[1].at - axis * ABOVE_THE_WRIST;
        let near = camera.direction([0.0, -1.0]).across(axis).unit() * -1.0;
        let aside = axis.cross(near);
        let point = |degrees: f32| {
            let (sin, cos) = libm::sincosf((degrees * by.signum()).to_radians());
            camera.see(middle + (near * cos + aside * sin) * AROUND_THE_ARM)
        };
        // An arrow's head of few pixels is one where it points along their rows or columns.
        let slant = |degrees: f32| {
            let on = point(degrees) - point(degrees - 10.0);
            on.x.abs().min(on.y.abs()) / long(on, Vec3::ZERO)
        };
        let [first, last] = ENDS;
        let ends = (first..=last).step_by(5).map(f32::from);
        let end = ends.min_by(|a, b| slant(*a).total_cmp(&slant(*b)))?;
        let along = |at: usize| BEGINS + (end - BEGINS) * at as f32 / ROLL_POINTS as f32;
        let mut points: Vec<Seen> = (0..=ROLL_POINTS).map(|it| point(along(it))).collect();
        let (tip, on) = (point(end), point(end) - point(end - 10.0));
        let straight = if on.x.abs() > on.y.abs() {
            vec3(on.x.signum(), 0.0, 0.0)
        } else {
            vec3(0.0, on.y.signum(), 0.0)
        };
        points.extend((1..=HEAD_OVER).map(|it| tip + straight * (STRAIGHT * it as f32)));
        (by.abs() > TURNED_OVER).then_some(PathRing { points, course: Course::Over(LARGE_HEAD) })
    };
    Side::BOTH.into_iter().filter_map(way).collect()
}

/// By how many degrees a hand turns about its fingers on the way from one body to another, more than half a turn too.
fn turned_by(from: &Body, to: &Body, side: Side) -> f32 {
    let hand = |at: usize| Body::between(from, to, at as f32 / POINTS as f32).frame(Bone::Hand(side)).turn;
    let step = |at: usize| {
        let (before, after) = (hand(at), hand(at + 1));
        let (ahead, axis) = (before * Vec3::AHEAD, after * -Vec3::UP);
        let now = after * Vec3::AHEAD;
        libm::atan2f(ahead.cross(now).dot(axis), ahead.dot(now)).to_degrees()
    };
    (0..POINTS).map(step).sum()
}

/// The way of a big toe that is drawn out of its joint begins beside its tip, so far off, and so much before it; it is so
/// long. Metres.
const BESIDE_THE_TOE: f32 = 0.050;
const BEFORE_THE_TIP: f32 = 0.018;
const DRAWN_OUT: f32 = 0.075;
/// The head of its arrow is so many pixels long.
const LARGE_HEAD: f32 = 3.6;

/// A direction that rises by less than this share of its length is level: the head of a small arrow that is nearly so
/// looks like a cross.
const NEARLY_LEVEL: f32 = 0.35;

fn level(way: Vec3) -> Vec3 {
    if way.y.abs() < NEARLY_LEVEL { vec3(way.x.signum(), 0.0, 0.0) } else { way }
}

/// The ways of big toes that are drawn out of their joints: of each a line beside it, away from the hand that draws.
pub fn drawn_out(body: &Body, camera: &Camera) -> Vec<PathRing> {
    let way = |side| {
        let [base, tip] = ends::big_toe(body, side)?.map(|it| vec3(camera.see(it).x, camera.see(it).y, 0.0));
        let palms =
            Side::BOTH.map(|hand| camera.see(body.frame(Bone::Hand(hand)).place(vec3(0.0, -PALM, 0.0))));
        let nearer = if long(palms[0], tip) < long(palms[1], tip) { palms[0] } else { palms[1] };
        let on = level((tip - base).unit());
        let across = vec3(-on.y, on.x, 0.0);
        let away = if across.dot(nearer - tip) > 0.0 { -1.0 } else { 1.0 };
        let from = tip + across * (away * BESIDE_THE_TOE) - on * BEFORE_THE_TIP;
        let points = (0..=POINTS).map(|it| from + on * (DRAWN_OUT * it as f32 / POINTS as f32));
        Some(PathRing { points: points.collect(), course: Course::Onward(LARGE_HEAD) })
    };
    Side::BOTH.into_iter().filter_map(way).collect()
}

/// Fingers are slid down the palm whose knuckles and middle joints bend by more than this, and whose end joints are
/// straightened by as much as the last, in degrees.
const SLID: [f32; 3] = [70.0, 90.0, -40.0];
/// Their way lies beside the little finger: so far from the middle of the hand, before the palm, and from where to where
/// below the wrist. Metres.
const BESIDE_THE_HAND: f32 = 0.062;
const BEFORE_THE_PALM: f32 = 0.032;
const SLIDES: [f32; 2] = [0.105, 0.045];

/// The ways of fingers that are slid down the palm: of each hand a line beside it, toward the wrist.
pub fn slid(body: &Body, camera: &Camera) -> Vec<PathRing> {
    let way = |side: Side| {
        let [knuckle, curl, tip] = ends::bent_fingers(body, side);
        let [most, more, straight] = SLID;
        if knuckle <= most || curl <= more || tip >= straight {
            return None;
        }
        let hand = body.frame(Bone::Hand(side));
        let at = |down: f32| {
            let seen = camera.see(hand.place(vec3(-side.sign() * BEFORE_THE_PALM, -down, -BESIDE_THE_HAND)));
            vec3(seen.x, seen.y, 0.0)
        };
        let [from, to] = SLIDES.map(at);
        let points = (0..=POINTS).map(|it| from.lerp(to, it as f32 / POINTS as f32));
        Some(PathRing { points: points.collect(), course: Course::Onward(HEAD) })
    };
    Side::BOTH.into_iter().filter_map(way).collect()
}

/// The heads of the arrows on the bars of a frame are so many pixels long, and this share of the way down: below the ears,
/// where the face is narrow.
const HEAD_ON_A_BAR: f32 = 4.2;
const BELOW_THE_EARS: f32 = 0.66;

/// The ways of eyes that go around the frame through these bodies: on each of its upright bars the head of an arrow, whose
/// line is the bar. Above and below it the head is in the way.
fn around_the_frame(bodies: &[Body], camera: &Camera) -> Vec<PathRing> {
    let looks: Option<Vec<Seen>> = bodies.iter().map(|body| outlook::looked_at(body, camera)).collect();
    let Some(looks) = looks.filter(|it| it.len() > 2) else { return Vec::new() };
    let next = looks.iter().cycle().skip(1);
    let sides = looks.iter().zip(next).map(|(&from, &to)| [from, to].map(|it| vec3(it.x, it.y, 0.0)));
    let upright = sides.filter(|[from, to]| (to.y - from.y).abs() > LEAST && (to.x - from.x).abs() < LEAST);
    let arrow = |[from, to]: [Vec3; 2]| {
        let share = if to.y < from.y { BELOW_THE_EARS } else { 1.0 - BELOW_THE_EARS };
        let on = (to - from).unit() * STRAIGHT;
        let back = from.lerp(to, share) - on * (HEAD_OVER as f32 * 2.0);
        let points = (0..=HEAD_OVER).map(|it| back + on * it as f32);
        PathRing { points: points.collect(), course: Course::OnBars(HEAD_ON_A_BAR) }
    };
    upright.map(arrow).collect()
}

/// The ways of a movement that goes through these bodies, and from the last to the first: of each
/// limb the part that goes around, and not all that it carries along.
pub fn ways(bodies: &[Body], camera: &Camera, window: Window) -> Vec<PathRing> {
    let body = |at: usize| &bodies[at % bodies.len()];
    let passed: Vec<Body> = (0..bodies.len())
        .flat_map(|at| {
            let four = [at, at + 1, at + 2, at + 3].map(body);
            (0..POINTS).map(move |point| Body::along(four, point as f32 / POINTS as f32))
        })
        .collect();
    let of = |&(bone, at): &Followed| {
        let way: Vec<Seen> = passed.iter().map(|body| camera.see(body.frame(bone).place(at))).collect();
        let is_shoulder = at == Vec3::ZERO && matches!(bone, Bone::UpperArm(_));
        match passed.first().filter(|_| is_shoulder) {
            Some(body) => of_a_shoulder(way, camera, body),
            None => PathRing::closed(way),
        }
    };
    // From the side one shoulder hides the other one.
    let is_hidden = |it: &Followed| {
        let shoulders = Side::BOTH.into_iter().filter(|side| *it == (Bone::UpperArm(*side), Vec3::ZERO));
        let mut behind = shoulders.filter(|side| camera.see(Vec3::LEFT * side.sign()).z < 0.0);
        is_from_the_side(camera) && behind.next().is_some()
    };
    let mut ways: Vec<(Followed, PathRing)> = Vec::new();
    for limb in limbs() {
        let going = limb.into_iter().filter(|it| goes_on(bodies, *it) && !is_hidden(it));
        let round = going.map(|it| (it, of(&it))).filter(|(_, way)| way.is_drawn_in(window, bodies.len()));
        let farther = |inner: (Followed, PathRing), outer: (Followed, PathRing)| {
            if outer.1.length() > inner.1.length() * FARTHER { outer } else { inner }
        };
        ways.extend(round.reduce(farther).filter(|(it, _)| ways.iter().all(|(known, _)| known != it)));
    }
    let longest = ways.iter().map(|(_, way)| way.length()).fold(0.0, f32::max);
    let long = ways.into_iter().filter(|(_, way)| way.length() >= longest * CARRIED);
    let edges = around_the_frame(bodies, camera);
    long.flat_map(|((bone, _), way)| match (bone, bodies.first()) {
        (Bone::Hand(_), Some(body)) => way.shaken(camera.see(body.frame(bone).at)),
        _ => vec![way],
    })
    .chain(edges)
    .collect()
}

/// Whether a person who stands is seen from the side.
fn is_from_the_side(camera: &Camera) -> bool {
    camera.see(Vec3::LEFT).x.abs() < FROM_THE_SIDE
}

/// The way of a shoulder: where it hides nothing of the body, but from the side around the shoulder itself.
fn of_a_shoulder(way: Vec<Seen>, camera: &Camera, body: &Body) -> PathRing {
    let middle = way.iter().fold(Vec3::ZERO, |sum, &it| sum + it) * (1.0 / way.len() as f32);
    let outward = (middle.x - camera.see(body.frame(Bone::ChestTop).at).x).signum();
    let (by, larger) = match is_from_the_side(camera) {
        true => (Vec3::ZERO, ON_THE_SHOULDER),
        false => (vec3(outward * ABOVE[0], ABOVE[1], 0.0), ENLARGED),
    };
    PathRing::closed(way.into_iter().map(|it| middle + (it - middle) * larger + by).collect())
}

/// Whether a part moves on from each of these bodies to the next.
fn goes_on(bodies: &[Body], (bone, at): Followed) -> bool {
    let places = bodies.iter().map(|body| body.frame(bone).place(at));
    let next = places.clone().cycle().skip(1);
    let steps: Vec<f32> = places.zip(next).map(|(from, to)| (to - from).length()).collect();
    let mean = steps.iter().sum::<f32>() / steps.len() as f32;
    steps.iter().all(|&step| step >= mean * RESTS)
}

/// A point in the frame of a bone.
type Followed = (Bone, Vec3);

/// What is followed of each limb, from the trunk outward.
fn limbs() -> Vec<Vec<Followed>> {
    let joint = |bone| (bone, Vec3::ZERO);
    let fingers = |side| (Bone::Hand(side), vec3(0.0, -2.0 * PALM, 0.0));
    let toes = |side| (Bone::Foot(side), vec3(0.0, -0.05, 0.18));
    let crown = (Bone::Head, vec3(0.0, 0.24, 0.0));
    let pelvis = joint(Bone::Pelvis);
    let arm = |side| vec![pelvis, joint(Bone::UpperArm(side)), joint(Bone::Forearm(side)), fingers(side)];
    let leg = |side| vec![pelvis, joint(Bone::Shin(side)), toes(side)];
    let mut limbs = vec![vec![pelvis, crown]];
    limbs.extend(Side::BOTH.into_iter().flat_map(|side| [arm(side), leg(side)]));
    limbs
}

impl PathRing {
    fn closed(points: Vec<Seen>) -> PathRing {
        PathRing { points, course: Course::Around }
    }

    /// Of a way that comes back as it went, about a wrist: the arc beyond the fingers from end to end, and a second one
    /// beyond it. Others stay as they are.
    fn shaken(self, wrist: Seen) -> Vec<PathRing> {
        let Some(turn) = self.turn() else { return vec![self] };
        // To and fro several times is drawn once.
        let there = self.period() / 2 + 1;
        let arc = |at: usize| {
            let left_out = (there as f32 * LEFT_OUT[at]) as usize;
            let kept =
                self.points.iter().cycle().skip(turn + left_out).take(there.saturating_sub(2 * left_out));
            let points = kept.map(|&it| wrist + (it - wrist) * BEYOND_FINGERS[at]).collect();
            PathRing { points, course: Course::Bare }
        };
        vec![arc(0), arc(1)]
    }

    /// After so many points it goes on as it began.
    fn period(&self) -> usize {
        let count = self.points.len();
        let repeats = |by: &usize| {
            (0..count).all(|at| long(self.points[at], self.points[(at + by) % count]) < LEAST * 0.1)
        };
        (POINTS..count).step_by(POINTS).filter(|it| count.is_multiple_of(*it)).find(repeats).unwrap_or(count)
    }

    fn is_drawn_in(&self, window: Window, corners: usize) -> bool {
        let window = window.grown(BEYOND);
        let area: f32 = self.pieces().map(|(a, b)| (a.x * b.y - b.x * a.y) / 2.0).sum();
        let length = self.length();
        let of_a_circle = length * length / (4.0 * std::f32::consts::PI);
        let is_told = area.abs() >= of_a_circle * ROUND || corners >= LETTER && self.comes_back();
        length >= LEAST && is_told && self.points.iter().all(|&it| window.holds(it))
    }

    /// Whether it goes back as it came, from wherever it turns: a stroke, written there and back.
    fn comes_back(&self) -> bool {
        self.turn().is_some()
    }

    /// The point from which it goes back as it came.
    fn turn(&self) -> Option<usize> {
        let count = self.points.len();
        let at = |point: usize| self.points[point % count];
        (0..count)
            .step_by(POINTS)
            .find(|turn| (1..count).all(|by| long(at(turn + by), at(turn + count - by)) < LEAST * 0.1))
    }

    /// How long one round is, in metres of the picture.
    fn length(&self) -> f32 {
        self.pieces().map(|(a, b)| long(a, b)).sum()
    }

    /// Its points and the next ones.
    fn pieces(&self) -> impl Iterator<Item = (Seen, Seen)> + Clone {
        let next = self.points.iter().cycle().skip(1);
        let count = if self.course == Course::Around {
            self.points.len()
        } else {
            self.points.len().saturating_sub(1)
        };
        self.points.iter().copied().zip(next.copied()).take(count)
    }

    /// How it goes with what is drawn where it lies.
    pub fn over(&self) -> DrawnOver {
        match self.course {
            Course::Over(_) => DrawnOver::Body,
            Course::OnBars(_) => DrawnOver::Bars,
            Course::Around | Course::Onward(_) | Course::Bare => DrawnOver::Most,
        }
    }

    /// The line as points, not farther from each other than half a pixel of so many metres; and the head of an
    /// arrow that says which way round it goes, or where it ends.
    pub fn dots(&self, pixel: f32) -> impl Iterator<Item = Seen> {
        let (head, first, count) = if self.course == Course::Around {
            let head = self.head(pixel);
            let left_out = head.map_or(0, |_| self.left_out(pixel));
            let first = (self.outermost() + HEAD_OVER + left_out) % self.points.len();
            (head, first, self.points.len() - left_out)
        } else {
            (self.end(pixel), 0, self.points.len().saturating_sub(1))
        };
        let line = self.pieces().cycle().skip(first).take(count);
        let head = head.into_iter().flat_map(move |[tip, a, b]| {
            let rows = (long(a, tip) / pixel * 2.0) as usize + 1;
            (0..=rows).flat_map(move |row| {
                let by = row as f32 / rows as f32;
                dotted(tip.lerp(a, by), tip.lerp(b, by), pixel)
            })
        });
        line.flat_map(move |(a, b)| dotted(a, b, pixel)).chain(head)
    }

    /// The corners of the arrow's head beyond the end of a line, if it has one.
    fn end(&self, pixel: f32) -> Option<[Seen; 3]> {
        let (Course::Onward(head) | Course::Over(head) | Course::OnBars(head)) = self.course else {
            return None;
        };
        let &end = self.points.last()?;
        let &before = self.points.get(self.points.len().checked_sub(HEAD_OVER + 1)?)?;
        let on = (end - before).unit() * (head * pixel).max(LEAST_HEAD);
        let across = vec3(-on.y, on.x, 0.0) * HEAD_WIDE;
        Some([end + on, end + across, end - across])
    }

    /// The point at the side of the ring.
    fn outermost(&self) -> usize {
        let outermost = |it: &usize| self.points[*it].x.abs();
        (0..self.points.len()).max_by(|a, b| outermost(a).total_cmp(&outermost(b))).unwrap_or_default()
    }

    /// How many points after the tip of the arrow have no line.
    fn left_out(&self, pixel: f32) -> usize {
        let room = ((HEAD * pixel).max(LEAST_HEAD) * OPEN).min(self.length() * MOST_OPEN);
        let from = self.outermost() + HEAD_OVER;
        let mut long_so_far = 0.0;
        let passed = self.pieces().cycle().skip(from).take(self.points.len() / 2).take_while(|&(a, b)| {
            long_so_far += long(a, b);
            long_so_far < room
        });
        passed.count()
    }

    /// The corners of the arrow's head, the tip first: at the side of the ring, where it goes up or down. A
    /// stroke that comes back has none.
    fn head(&self, pixel: f32) -> Option<[Seen; 3]> {
        let (points, count, at) = (&self.points, self.points.len(), self.outermost());
        let (before, tip) = (points[(at + count - HEAD_OVER) % count], points[(at + HEAD_OVER) % count]);
        let length = (HEAD * pixel).max(LEAST_HEAD);
        let back = (before - tip).unit() * length;
        let across = vec3(-back.y, back.x, 0.0) * HEAD_WIDE;
        let is_told = !self.comes_back() && self.length() > length * 4.0;
        is_told.then(|| [tip, tip + back + across, tip + back - across])
    }
}

/// The points from one to another one, without the last, not farther apart than half a pixel of so many metres.
fn dotted(a: Seen, b: Seen, pixel: f32) -> impl Iterator<Item = Seen> {
    let count = (long(a, b) / pixel * 2.0) as usize + 1;
    (0..count).map(move |it| a.lerp(b, it as f32 / count as f32))
}

/// How far apart two points lie in the picture.
fn long(a: Seen, b: Seen) -> f32 {
    libm::hypotf(b.x - a.x, b.y - a.y)
}
