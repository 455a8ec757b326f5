//! How much of the picture is shown: one window for all bodies of a movement.

use super::camera::{Camera, Window};
use super::flesh::{self, Build, Far};
use super::solid::{LimbGroup, Solid};
use super::{outlook, scenery};
use crate::model::figure::skeleton::{Body, Bone};
use crate::model::figure::space::vec3;
use crate::model::figure::{Base, Crop, Figure, Muscle, Side};

/// Room around the figure, as a share of its larger side.
const MARGIN: f32 = 0.02;

/// How large a head is framed.
const HEAD: f32 = 1.2;

/// Of a face: from below the chin of an open jaw to above the brows, and half the width, in metres.
const FACE: [f32; 3] = [-0.085, 0.155, 0.10];
/// A picture of the legs shows so much around the middle of the pelvis, in metres.
const ABOVE_THE_SEAT: f32 = 0.13;

/// A palm that is nearer to the toes, in metres, holds them.
const AT_THE_TOES: f32 = 0.16;

/// A palm that is nearer to the middle of the head, in metres, is before the face.
const BEFORE_THE_FACE: f32 = 0.42;

/// The window that holds what the crop wants of every body.
pub fn window(figure: &Figure, crop: Crop, bodies: &[Body], camera: &Camera) -> Window {
    let mut window = Window::EMPTY;
    for body in bodies {
        window = window.joined(wanted(figure, crop, body, camera));
    }
    if window.is_empty() { window } else { window.grown(window.height().max(window.width()) * MARGIN) }
}

/// A closer crop that still shows what is stretched, for a box too small for the whole.
pub fn closer(figure: &Figure) -> Option<Crop> {
    let upright = matches!(figure.base, Base::Standing | Base::Sitting | Base::Crossed | Base::Kneeling);
    if !upright || figure.stretched.is_empty() {
        return None;
    }
    let within = |known: &[Muscle]| figure.stretched.iter().all(|target| known.contains(&target.muscle));
    match figure.crop {
        Crop::Full if within(NECK) || within(ARMS) => Some(Crop::Upper),
        Crop::Upper if within(NECK) => Some(Crop::Bust),
        Crop::Full
        | Crop::Upper
        | Crop::Bust
        | Crop::Head
        | Crop::Face
        | Crop::Arm
        | Crop::Hands
        | Crop::Feet
        | Crop::Legs
        | Crop::Lying => None,
    }
}

const NECK: &[Muscle] = {
    use Muscle::*;
    &[NeckBack, NeckFront, Trapezius, Levator, Scalenes, Jaw, Eyes]
};
const ARMS: &[Muscle] = {
    use Muscle::*;
    &[
        Chest,
        ShoulderFront,
        ShoulderBack,
        Rhomboids,
        UpperBack,
        Triceps,
        Biceps,
        Lats,
        Side,
        ForearmFlexors,
        ForearmExtensors,
    ]
};

/// The window for one body: moved to where a hand or foot of a close-up is, as it comes from afar; wider
/// for one who sits up from lying before or after all that the window was made for.
pub fn following(window: Window, figure: &Figure, body: &Body, camera: &Camera) -> Window {
    match figure.crop {
        Crop::Arm | Crop::Hands | Crop::Feet => window.moved_to(wanted(figure, figure.crop, body, camera)),
        Crop::Full | Crop::Lying => {
            let mut window = window;
            for bone in Bone::ALL {
                window.add(camera.see(body.frame(bone).at), 0.0);
            }
            window.add(camera.see(body.frame(Bone::Head).place(vec3(0.0, 0.2, 0.0))), 0.0);
            window
        }
        Crop::Upper | Crop::Bust | Crop::Head | Crop::Face | Crop::Legs => window,
    }
}

fn wanted(figure: &Figure, crop: Crop, body: &Body, camera: &Camera) -> Window {
    // As thick as limbs ever get, so that none is cut off in a small picture. The head of a close-up is smaller.
    let build = Build { head: HEAD, ..Build::for_pixel(0.07) };
    let person = || flesh::person(body, build, Far::default());
    let mut window = Window::EMPTY;
    match crop {
        Crop::Full | Crop::Lying => {
            add(&mut window, camera, person().iter());
            add(&mut window, camera, scenery::framed(figure.base, body, 0.0).iter());
            for at in scenery::standing(body, camera) {
                window.add(camera.see(at), 0.07);
            }
        }
        Crop::Upper => {
            let person = person();
            let arms = [LimbGroup::Head, LimbGroup::ArmLeft, LimbGroup::ArmRight];
            add(&mut window, camera, person.iter().filter(|solid| arms.contains(&solid.group)));
            window.add(camera.see(body.frame(Bone::Pelvis).at), 0.10);
            for end in scenery::fixed_ends(body) {
                window.add(camera.see(end), 0.06);
            }
            // The trunk's sides must be in, but what hangs below the hips need not.
            let low = window.low;
            add(&mut window, camera, person.iter().filter(|solid| solid.group == LimbGroup::Trunk));
            window.low = low;
        }
        Crop::Bust => {
            add(&mut window, camera, person().iter().filter(|solid| solid.group == LimbGroup::Head));
            for side in Side::BOTH {
                window.add(camera.see(body.frame(Bone::UpperArm(side)).at), 0.08);
            }
            window.add(camera.see(body.frame(Bone::ChestMiddle).at), 0.0);
        }
        Crop::Head => {
            add(&mut window, camera, person().iter().filter(|solid| solid.group == LimbGroup::Head));
            window.low -= 0.05;
            // A hand that is held before the face is a part of what one sees.
            let head = body.frame(Bone::Head).place(vec3(0.0, 0.08, 0.0));
            for side in Side::BOTH.into_iter().filter(|side| body.hands_held[side.index()]) {
                let hand = body.frame(Bone::Hand(side));
                let palm = hand.place(vec3(0.0, -0.08, 0.0));
                if (palm - head).length() < BEFORE_THE_FACE {
                    window.add(camera.see(palm), 0.075);
                }
            }
        }
        Crop::Face => {
            let [low, high, half] = FACE;
            let head = body.frame(Bone::Head);
            for (x, y) in [(-half, low), (half, low), (-half, high), (half, high)] {
                window.add(camera.see(head.place(vec3(x, y, 0.06))), 0.0);
            }
        }
        Crop::Legs => {
            let legs = [LimbGroup::LegLeft, LimbGroup::LegRight];
            add(&mut window, camera, person().iter().filter(|solid| legs.contains(&solid.group)));
            window.add(camera.see(body.frame(Bone::Pelvis).at), ABOVE_THE_SEAT);
            // The chair's legs and its seat; the back goes on beyond the picture.
            let high = window.high;
            add(&mut window, camera, scenery::furniture(figure.base, body, 0.0).iter());
            window.high = high;
        }
        Crop::Arm => {
            for side in at_work(figure, body) {
                let hand = body.frame(Bone::Hand(side));
                window.add(camera.see(body.frame(Bone::Forearm(side)).at), 0.06);
                window.add(camera.see(hand.at), 0.06);
                window.add(camera.see(hand.place(vec3(0.0, -0.1, 0.0))), 0.10);
            }
        }
        Crop::Hands => {
            for side in at_work(figure, body) {
                let hand = body.frame(Bone::Hand(side));
                window.add(camera.see(hand.at), 0.07);
                window.add(camera.see(hand.place(vec3(0.0, -0.1, 0.0))), 0.10);
                // Where a forearm is lit, its middle has to be in the picture.
                let forearm = [Muscle::ForearmFlexors, Muscle::ForearmExtensors];
                let mut lit = body.stretched.iter().chain(&figure.stretched);
                if lit.any(|it| forearm.contains(&it.muscle)) {
                    let elbow = body.frame(Bone::Forearm(side)).at;
                    window.add(camera.see(elbow.lerp(hand.at, 0.55)), 0.05);
                }
            }
        }
        Crop::Feet => {
            for side in at_work(figure, body) {
                let foot = body.frame(Bone::Foot(side));
                window.add(camera.see(foot.at), 0.12);
                window.add(camera.see(foot.place(vec3(0.0, -0.03, 0.14))), 0.08);
                // A hand that holds the toes is a part of what one sees.
                let toes = foot.place(vec3(0.0, -0.05, 0.18));
                for hand in Side::BOTH.into_iter().filter(|hand| body.hands_held[hand.index()]) {
                    let palm = body.frame(Bone::Hand(hand)).place(vec3(0.0, -0.06, 0.0));
                    if (palm - toes).length() < AT_THE_TOES {
                        window.add(camera.see(palm), 0.05);
                    }
                }
            }
        }
    }
    if !matches!(crop, Crop::Face | Crop::Hands | Crop::Feet | Crop::Legs) {
        outlook::corners(body, camera).into_iter().flatten().for_each(|it| window.add(it, 0.0));
    }
    window
}

/// The sides on which something is stretched; both, if that is not said. Where nothing is lit on the way back,
/// it is what the figure stretches.
pub fn at_work(figure: &Figure, body: &Body) -> Vec<Side> {
    let lit = if body.stretched.is_empty() { &figure.stretched } else { &body.stretched };
    let sides = Side::BOTH.into_iter().filter(|side| lit.iter().any(|it| it.sides().any(|s| s == *side)));
    let sides: Vec<Side> = sides.collect();
    if sides.is_empty() { Side::BOTH.to_vec() } else { sides }
}

fn add<'a>(window: &mut Window, camera: &Camera, solids: impl Iterator<Item = &'a Solid>) {
    for solid in solids {
        window.add_solid(camera, solid);
    }
}
