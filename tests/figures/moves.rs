//! How the person moves: from where to where, how fast, and alike on both sides.

use std::time::Duration;

use stretch::model::{
    figure::{Body, Figure, JointAt, Side, ground, skeleton::Bone},
    motion::Motion,
    parse,
    plan::{Choice, Moves, Plan, Wishes},
};

use super::{Drawn, every};

#[test]
fn mirrored_twice_is_the_same() {
    for drawn in every() {
        assert_eq!(drawn.figure.mirrored().mirrored(), drawn.figure, "{}", drawn.routine.id);
        for (pose, body) in drawn.poses().into_iter().zip(drawn.bodies()) {
            assert_eq!(pose.mirrored().mirrored(), *pose, "{}", drawn.routine.id);
            let again = body.mirrored().mirrored();
            for bone in Bone::ALL {
                let apart = (again.frame(bone).at - body.frame(bone).at).length();
                assert!(apart < 1e-4, "{}: {bone:?} by {apart} m", drawn.routine.id);
            }
            for at in JointAt::all() {
                let there = pose.mirrored().joint(at.mirrored()).map(|it| at.mirror_angles(it));
                assert_eq!(there, pose.joint(at), "{}", drawn.routine.id);
            }
        }
    }
}

#[test]
fn a_movement_ends_exactly_on_its_ends_and_sinks_nowhere() {
    for drawn in every() {
        for pair in drawn.bodies().windows(2) {
            let [a, b] = pair else { continue };
            assert_eq!(Body::between(a, b, 0.0), *a);
            assert_eq!(Body::between(a, b, 1.0), *b);
            for (share, end) in [(0.02, a), (0.98, b)] {
                let near = Body::between(a, b, share);
                let off = |bone: Bone| (near.frame(bone).at - end.frame(bone).at).length();
                let most = Bone::ALL.into_iter().map(off).fold(0.0, f32::max);
                assert!(most < 0.02, "{}: {most} m at {share}", drawn.routine.id);
            }
            for side in Side::BOTH {
                let hand = |body: &Body| body.frame(Bone::Hand(side)).at;
                let is_held = a.hands_held[side.index()] && b.hands_held[side.index()];
                if is_held && (hand(a) - hand(b)).length() < 0.01 {
                    let off = (hand(&Body::between(a, b, 0.5)) - hand(a)).length();
                    let (id, at) = (&drawn.routine.id, drawn.bodies().iter().position(|it| it == a));
                    assert!(off < 0.02, "{id}, pose {at:?}: a hand that stays slides by {off} m");
                }
            }
            for eighth in 0..=8 {
                let body = Body::between(a, b, eighth as f32 / 8.0);
                let (part, _, height) = ground::lowest(&body);
                assert!(height > -0.035, "{}: {part:?} at {height}", drawn.routine.id);
            }
        }
    }
}

/// The body when so much of a segment is over.
fn body_at(figure: &Figure, motion: &Motion, done: Duration, length: Option<Duration>) -> Body {
    let body = |number: usize| {
        let stance = number.checked_sub(1).map_or(&motion.from, |it| &motion.through[it]);
        let body = figure.solve(&stance.pose);
        if stance.mirrored { body.mirrored() } else { body }
    };
    let place = motion.progress(done, length);
    let (from, to) = (body(place.from), body(place.to));
    match place.beyond {
        Some((before, after)) => Body::along([&body(before), &from, &to, &body(after)], place.share),
        None => Body::between(&from, &to, place.share),
    }
}

/// A routine that breathes for a time that is no whole number of breaths, and what follows.
const BREATHING: &str = "name: Breathing\nfigure: { base: standing }\nsteps:\n  - breathe: Raise your arms.\n    \
    for: 45s\n    pose: [{ shoulder: [150, 90, 0] }, {}]\n  - move: Rest.\n    pose: {}\n";

#[test]
fn each_segment_begins_as_the_one_before_it_ends() {
    let breathing = parse::routine(BREATHING.as_bytes(), "breathing", None).value.expect("it is right");
    let breathing =
        Drawn { figure: breathing.figure.clone().expect("it has one"), routine: breathing.into() };
    let mut jumps = Vec::new();
    for (drawn, moves) in every().into_iter().chain([breathing]).flat_map(|it| {
        let again = Drawn { routine: it.routine.clone(), figure: it.figure.clone() };
        [(it, Moves::Timed), (again, Moves::Wait)]
    }) {
        let choice = Choice { routine: drawn.routine.clone(), rounds: None };
        let wishes = Wishes { moves, ..Wishes::default() };
        let plan = Plan::new(&[choice], &wishes).expect("it is playable");
        let motions: Vec<Motion> =
            (0..plan.segments().len()).filter_map(|at| Motion::of(&plan, at)).collect();
        for (at, pair) in motions.windows(2).enumerate() {
            let length = plan.segments()[at].length.map(|it| Duration::from_secs(it.into()));
            // What waits is ended after a minute: by then nothing moves.
            let over = length.map_or(Duration::from_secs(60), |it| it - Duration::from_millis(1));
            let end = body_at(&drawn.figure, &pair[0], over, length);
            let begin = body_at(&drawn.figure, &pair[1], Duration::ZERO, length);
            let apart = |bone| (end.frame(bone).at - begin.frame(bone).at).length();
            let most = Bone::ALL.into_iter().map(apart).fold(0.0, f32::max);
            if most > 0.03 {
                let kinds = [at, at + 1].map(|it| plan.segments()[it].kind);
                jumps.push(format!("{}, {at}: {kinds:?} by {most:.2} m", drawn.routine.id));
            }
        }
    }
    assert!(jumps.is_empty(), "{}", jumps.join("\n"));
}

#[test]
fn nothing_moves_faster_than_a_person() {
    let mut fast = Vec::new();
    for drawn in every() {
        let choice = Choice { routine: drawn.routine.clone(), rounds: Some(1) };
        let plan = Plan::new(&[choice], &Wishes::default()).expect("it is playable");
        for (at, segment) in plan.segments().iter().enumerate() {
            let motion = Motion::of(&plan, at).expect("it has a figure");
            let length = segment.length.map(|it| Duration::from_secs(it.into()));
            let frames = length.map_or(60, |it| it.as_millis() as u64 / 100).min(120);
            let body =
                |frame: u64| body_at(&drawn.figure, &motion, Duration::from_millis(frame * 100), length);
            let mut before = body(0);
            for frame in 1..frames {
                let now = body(frame);
                let moved = |bone: &Bone| (now.frame(*bone).at - before.frame(*bone).at).length();
                let (bone, by) = Bone::ALL
                    .map(|it| (it, moved(&it)))
                    .into_iter()
                    .max_by(|a, b| a.1.total_cmp(&b.1))
                    .expect("there are bones");
                if by > 0.22 {
                    fast.push(format!(
                        "{}, {at} {:?} frame {frame}: {bone:?} by {by:.2} m in a frame",
                        drawn.routine.id, segment.kind
                    ));
                }
                before = now;
            }
        }
    }
    assert!(fast.is_empty(), "{}", fast.join("\n"));
}
