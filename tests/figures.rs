//! The drawn person of every built-in routine: within the limits of joints, on the ground, the same
//! on both sides, drawn at any size, and kept as pictures that can be read.
//!
//! `tests/figures/ID.txt` holds the poses of a routine in braille, at 36x18.

#![expect(clippy::disallowed_methods, reason = "a file is checked again at each save")]

use std::{fs, sync::Arc, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect, style::Color, widgets::Widget};
use rustix::process::Signal;
use stretch::{
    model::{
        figure::{Body, Figure, JointAt, Pose, Side, ground, skeleton::Bone},
        key_pose,
        moment::Moment,
        motion::Motion,
        parse,
        plan::{Choice, Moves, Plan, SegmentKind, Wishes},
        player::{Event, PATIENCE, Phase, Player},
        routine::{Action, Routine},
        text::Text,
    },
    stage::Look,
    view::{
        figure::{Drawing, Glow, Marker, Palette, Views},
        palette::{self, Colours, Glyphs},
        scene::Scenes,
        screen::{Sight, session::View},
    },
    world::library::Library,
};

use crate::{
    kept::compare,
    pty::{Pty, Start},
    stages::LOOK,
};

/// A routine that has a figure.
struct Drawn {
    routine: Arc<Routine>,
    figure: Figure,
}

impl Drawn {
    /// Every pose of it once, in the order in which they come.
    fn poses(&self) -> Vec<&Pose> {
        let it = &self.routine;
        let all = it.setup.iter().map(|it| &it.poses).chain(it.steps.iter().map(|it| &it.poses));
        let mut poses: Vec<&Pose> = Vec::new();
        for pose in all.chain(it.finish.iter().map(|it| &it.poses)).flatten() {
            if !poses.contains(&pose) {
                poses.push(pose);
            }
        }
        poses
    }

    fn bodies(&self) -> Vec<Body> {
        self.poses().into_iter().map(|pose| self.figure.solve(pose)).collect()
    }

    /// As it is shown.
    fn views(&self) -> Views {
        Views::of(&self.routine, false).expect("it has a figure")
    }

    fn drawing(&self, bodies: &[Body], marker: Marker, palette: Palette) -> Drawing {
        Drawing::new(&self.figure, bodies, marker, palette)
    }
}

fn every() -> Vec<Drawn> {
    let library = Library::default();
    let ids: Vec<String> = library.catalogue().routines.iter().map(|it| it.id.to_string()).collect();
    let drawn = |id: String| {
        let routine = library.routine(&id).expect("it is built in");
        let figure = routine.figure.clone().unwrap_or_else(|| panic!("`{id}` has no figure"));
        Drawn { routine, figure }
    };
    ids.into_iter().map(drawn).collect()
}

fn cells(drawing: &Drawing, body: &Body, [width, height]: [u16; 2]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    drawing.render(body, Glow::Warm, buffer.area, &mut buffer);
    buffer
}

#[test]
fn every_step_of_every_routine_is_posed() {
    for drawn in every() {
        let id = &drawn.routine.id;
        assert!(!drawn.poses().is_empty(), "{id}");
        let timed = |action| !matches!(action, Action::Move { .. });
        let posed = drawn.routine.setup.iter().any(|it| !it.poses.is_empty())
            || drawn.routine.steps.iter().any(|it| timed(it.action) && !it.poses.is_empty());
        assert!(posed, "{id}: no hold has a pose");
    }
}

#[test]
fn every_pose_is_within_limits_reach_and_ground() {
    let mut faults = Vec::new();
    for drawn in every() {
        for (number, pose) in drawn.poses().into_iter().enumerate() {
            let found = drawn.figure.check(pose);
            faults.extend(found.into_iter().map(|it| format!("{}, pose {number}: {it}", drawn.routine.id)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_rests_on_the_ground_rests_there_on_both_sides() {
    for drawn in every() {
        for (pose, body) in drawn.poses().into_iter().zip(drawn.bodies()) {
            let other = body.mirrored();
            for contact in drawn.figure.contacts(pose) {
                for side in contact.sides() {
                    let here: Vec<f32> = ground::heights(&body, contact.touch, side).collect();
                    let there: Vec<f32> = ground::heights(&other, contact.touch, side.other()).collect();
                    let apart = here.iter().zip(&there).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
                    assert!(apart < 1e-4, "{}: {} {here:?} {there:?}", drawn.routine.id, contact.name());
                }
            }
            assert!(ground::lowest(&other).2 > -0.02, "{}", drawn.routine.id);
        }
    }
}

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

#[test]
fn no_size_panics_and_nothing_is_drawn_outside_its_area() {
    let widths: Vec<u16> = (0..=20).chain((25..=200).step_by(35)).collect();
    let heights: Vec<u16> = (0..=10).chain((15..=60).step_by(15)).collect();
    for (index, drawn) in every().iter().enumerate().step_by(6) {
        let bodies = drawn.bodies();
        let marker = Marker::ALL[index / 6 % Marker::ALL.len()];
        let drawing = drawn.drawing(&bodies, marker, Palette::Sixteen);
        for &width in &widths {
            for &height in &heights {
                let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
                drawing.render(&bodies[0], Glow::Pale, buffer.area, &mut buffer);
                let beyond = Rect::new(width / 2, height / 2, width, height);
                drawing.render(&bodies[0], Glow::Warm, beyond, &mut buffer);
            }
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, 60, 30));
        let area = Rect::new(10, 5, 36, 18);
        drawing.render(&bodies[0], Glow::Warm, area, &mut buffer);
        for position in buffer.area.positions().filter(|it| !area.contains(*it)) {
            assert_eq!(buffer[position].symbol(), " ", "{position}");
        }
    }
}

#[test]
fn what_stands_or_sits_stays_there_when_its_legs_bend() {
    let solved = |figure: &str, pose: &str| {
        let file =
            format!("name: A\nfigure: {figure}\nsteps:\n  - hold: B\n    for: 20s\n    pose: {pose}\n");
        let routine = parse::routine(file.as_bytes(), "a", None).value.expect("it is right");
        let figure = routine.figure.expect("it has one");
        let pose = &routine.steps[0].poses[0];
        (figure.solve(pose), figure.check(pose))
    };
    // Squat, lunge, fold with soft knees, rising onto the toes.
    for pose in [
        "{ hip: 80, knee: 100, ankle: 20 }",
        "{ hip.r: 60, knee.r: 60, hip.l: -20, knee.l: 10 }",
        "{ pelvis: 80, knee: 20 }",
        "{ ankle: -35, toes: 35, contacts: [toes] }",
    ] {
        let (body, faults) = solved("{ base: standing }", pose);
        let low = ground::lowest(&body).2;
        assert!(low.abs() < 0.02, "{pose}: {low} m above the floor, {faults:?}");
    }
    let (up, _) = solved("{ base: standing }", "{ ankle: -35, toes: 35, contacts: [toes] }");
    let (flat, _) = solved("{ base: standing }", "{}");
    let height = |body: &Body| body.frame(Bone::Head).at.y;
    assert!(height(&up) > height(&flat) + 0.05, "who rises on the toes is taller");
    // One knee straightened, sitting: the seat and the other foot stay, and nothing is wrong.
    let (body, faults) = solved("{ base: sitting }", "{ knee.r: 15 }");
    assert_eq!(faults, []);
    assert!(body.frame(Bone::Foot(Side::Right)).at.z > 0.6, "the foot is out ahead");
    // Up from the chair, and down onto one behind: before it and on it.
    let (body, faults) = solved("{ base: sitting }", "{ base: standing }");
    assert_eq!(faults, []);
    assert!(body.frame(Bone::Pelvis).at.z > 0.35, "one stands before the chair");
    let (body, faults) = solved("{ base: standing, props: [chair] }", "{ base: sitting }");
    assert_eq!(faults, []);
    assert!(body.frame(Bone::Pelvis).at.z < -0.3, "the chair is behind");
    // Over from the back to a side and to the front, the head where it was.
    for base in ["side-lying", "prone"] {
        let (body, _) = solved("{ base: supine }", &format!("{{ base: {base} }}"));
        let head = body.frame(Bone::Head).at - body.frame(Bone::Pelvis).at;
        assert!(head.z < -0.4 && head.x.abs() < 0.1, "{base}: {head:?}");
    }
}

#[test]
fn the_way_of_what_goes_around_is_drawn() {
    let step = |drawn: &Drawn| drawn.routine.steps.iter().find(|it| !key_pose::round(it).is_empty()).cloned();
    for drawn in every() {
        let Some(step) = step(&drawn) else { continue };
        let bodies: Vec<Body> = key_pose::round(&step).iter().map(|it| drawn.figure.solve(it)).collect();
        for marker in Marker::ALL {
            let drawing = drawn.views().drawing(&step.poses[0]).clone().shown_with(marker, Palette::Middle);
            let shown = |drawing: &Drawing| cells(drawing, &bodies[0], [36, 18]);
            let changed = shown(&drawing).diff(&shown(&drawing.clone().going_around(&bodies))).len();
            // Eyes and a face go around, and nothing that is drawn as a line.
            let is_face = matches!(&*drawn.routine.id, "eye-corner-trace" | "lion-breath-face-stretch");
            let expected = if is_face { 0..1 } else { 12..120 };
            assert!(expected.contains(&changed), "{}: {changed} cells", drawn.routine.id);
            let to_and_fro = drawing.clone().going_around(&bodies[..2]);
            assert_eq!(shown(&drawing), shown(&to_and_fro), "{}: that is no round", drawn.routine.id);
        }
    }
    let around: Vec<String> =
        every().iter().filter(|it| step(it).is_some()).map(|it| it.routine.id.clone()).collect();
    assert_eq!(
        around,
        [
            "eye-corner-trace",
            "lion-breath-face-stretch",
            "arm-circles",
            "pendulum-swing",
            "shoulder-shrugs-and-rolls",
            "ankle-alphabet",
            "ankle-circles",
            "median-nerve-glide",
        ]
    );
}

/// The colours of a muscle that is held: seen, and behind what one sees.
const WARM: [Color; 2] = [Color::Indexed(197), Color::Indexed(161)];

#[test]
fn two_parts_of_one_colour_never_meet_without_a_line() {
    let mut melted = Vec::new();
    for drawn in every() {
        let views = drawn.views();
        for (number, (pose, body)) in drawn.poses().into_iter().zip(drawn.bodies()).enumerate() {
            for (marker, palette) in [
                (Marker::Quadrant, Palette::Full),
                (Marker::Quadrant, Palette::Middle),
                (Marker::Quadrant, Palette::Sixteen),
            ] {
                for [width, height] in [[36, 18], [24, 12]] {
                    let drawing = views.drawing(pose).clone().shown_with(marker, palette);
                    let pixels = drawing.melted(&body, Rect::new(0, 0, width, height));
                    if pixels > 0 {
                        melted.push(format!(
                            "{}, pose {number}: {pixels} at {width}, {palette:?}",
                            drawn.routine.id
                        ));
                    }
                }
            }
        }
    }
    assert!(melted.is_empty(), "{}", melted.join("\n"));
}

#[test]
fn no_cell_is_drawn_alone() {
    let mut alone = Vec::new();
    for drawn in every() {
        let views = drawn.views();
        for (number, (pose, body)) in drawn.poses().into_iter().zip(drawn.bodies()).enumerate() {
            for size in [[36, 18], [24, 12]] {
                let shown = cells(views.drawing(pose), &body, size);
                let is_drawn = |x: u16, y: u16| shown.cell((x, y)).is_some_and(|it| it.symbol() != " ");
                let around = |x: u16, y: u16| {
                    let rows = y.saturating_sub(1)..=y + 1;
                    let cells = rows.flat_map(move |y| (x.saturating_sub(1)..=x + 1).map(move |x| (x, y)));
                    cells.filter(move |at| *at != (x, y)).filter(|&(x, y)| is_drawn(x, y)).count()
                };
                let lost = |it: &ratatui::layout::Position| is_drawn(it.x, it.y) && around(it.x, it.y) == 0;
                let lost = shown.area.positions().filter(lost).count();
                if lost > 0 {
                    alone.push(format!("{}, pose {number} at {size:?}: {lost}", drawn.routine.id));
                }
            }
        }
    }
    assert!(alone.is_empty(), "{}", alone.join("\n"));
}

#[test]
fn both_eyes_of_a_large_face_are_alike() {
    let white = Color::Indexed(252);
    for id in ["eye-corner-trace", "jaw-side-glide", "lion-breath-face-stretch"] {
        let all = every();
        let drawn = all.iter().find(|it| it.routine.id == id).expect("it is built in");
        let views = drawn.views();
        let mut open = 0;
        for (number, (pose, body)) in drawn.poses().into_iter().zip(drawn.bodies()).enumerate() {
            for size in [[36, 18], [24, 12]] {
                let shown = cells(views.drawing(pose), &body, size);
                let is_white =
                    |it: &ratatui::layout::Position| [shown[*it].fg, shown[*it].bg].contains(&white);
                let eyes: Vec<_> = shown.area.positions().filter(is_white).collect();
                let Some(first) = eyes.first() else { continue };
                open += 1;
                assert!(
                    eyes.iter().all(|it| it.y == first.y),
                    "{id}, pose {number}: one is higher, {eyes:?}"
                );
                let middle = size[0] / 2;
                let right = eyes.iter().filter(|it| it.x >= middle).count();
                assert_eq!(right * 2, eyes.len(), "{id}, pose {number} at {size:?}: {eyes:?}");
            }
        }
        assert!(open > 2, "{id}: no eye is open");
    }
}

#[test]
fn every_stretch_lights_its_target() {
    for drawn in every() {
        let views = drawn.views();
        let steps = || drawn.routine.steps.iter().filter(|it| !matches!(it.action, Action::Move { .. }));
        let is_held = |pose: &Pose| steps().any(|it| it.poses.contains(pose));
        let posed = drawn.poses().into_iter().zip(drawn.bodies()).filter(|(pose, _)| is_held(pose));
        for (number, (pose, body)) in posed.enumerate().filter(|(_, (_, it))| !it.stretched.is_empty()) {
            for (size, least) in [([36, 18], 4), ([24, 12], 2)] {
                let shown = cells(views.drawing(pose), &body, size);
                let lit =
                    shown.content.iter().filter(|it| WARM.contains(&it.fg) || WARM.contains(&it.bg)).count();
                assert!(lit >= least, "{}, pose {number} at {size:?}: {lit} cells", drawn.routine.id);
            }
        }
    }
}

#[test]
fn the_camera_goes_around_from_one_side_to_the_other() {
    let all = every();
    let drawn = all.iter().find(|it| it.routine.id == "kneeling-hip-flexor").expect("it is built in");
    let right = drawn.bodies();
    let left: Vec<Body> = right.iter().map(Body::mirrored).collect();
    let here = drawn.drawing(&right, Marker::Quadrant, Palette::Middle);
    let there = Drawing::new(&drawn.figure.mirrored(), &left, Marker::Quadrant, Palette::Middle);
    let size = [36, 18];
    assert_eq!(cells(&here.toward(&there, 0.0), &right[0], size), cells(&here, &right[0], size));
    assert_eq!(cells(&here.toward(&there, 1.0), &left[0], size), cells(&there, &left[0], size));
}

#[test]
fn a_pose_is_seen_from_where_it_says_and_the_camera_goes_there() {
    let all = every();
    let drawn = all.iter().find(|it| it.routine.id == "clasped-hands-behind-back").expect("it is built in");
    let (clasp, lift) = (&drawn.routine.steps[0].poses[0], &drawn.routine.steps[1].poses[0]);
    let body = drawn.figure.solve(lift);
    let (views, size) = (drawn.views(), [36, 18]);
    let [back, side] = [clasp, lift].map(|pose| cells(views.drawing(pose), &body, size));
    assert!(
        back.diff(&side).len() > 60,
        "hands are clasped behind the back, and lifted as seen from the side"
    );
    let on_the_way = |t| cells(&views.drawing(clasp).toward(views.drawing(lift), t), &body, size);
    assert_eq!(on_the_way(0.0), back);
    assert_eq!(on_the_way(1.0), side);
    // Shown one after the other in a session, nothing jumps: the first moment of the way there is the
    // last one of what was before.
    let choice = Choice { routine: drawn.routine.clone(), rounds: None };
    let plan = Plan::new(&[choice], &Wishes::default()).expect("it is playable");
    let (mut player, _) = Player::new(plan, PATIENCE, Moment::START);
    let (scenes, palette) =
        (Scenes::default(), palette::Palette { colours: Colours::Many, glyphs: Glyphs::Unicode });
    let mut last = None;
    while player.end().is_none() {
        let first = signs(&screen(&player, &scenes, Moment::START, palette, false));
        if let Some(last) = last.take().filter(|_| player.segment().kind == SegmentKind::Move) {
            assert_eq!(first, last, "segment {}", player.at());
        }
        let end = Moment::START + player.length().expect("it is timed");
        // The ways of what goes around come and go with it.
        if Motion::of(player.plan(), player.at()).is_some_and(|it| it.round().is_empty()) {
            last = Some(signs(&screen(&player, &scenes, end, palette, false)));
        }
        player.update(Event::Next, Moment::START);
    }
}

#[test]
fn the_other_side_is_the_mirror_image_with_its_things() {
    for id in ["kneeling-hip-flexor", "towel-calf-stretch", "levator-scapulae-stretch", "wall-calf-stretch"] {
        let all = every();
        let drawn = all.iter().find(|it| it.routine.id == id).expect("it is built in");
        let other = Views::of(&drawn.routine, true).expect("it has a figure");
        for pose in drawn.poses() {
            let (views, body) = (drawn.views(), drawn.figure.solve(pose));
            let here = cells(views.drawing(pose), &body, [36, 18]);
            let there = cells(other.drawing(pose), &body.mirrored(), [36, 18]);
            let inks = |buffer: &Buffer, x: u16, y: u16| {
                let cell = &buffer[(x, y)];
                if cell.symbol() == " " { [Color::Reset; 2] } else { [cell.fg, cell.bg] }
            };
            let differ = |x: u16, y: u16| {
                let (a, b) = (inks(&here, x, y), inks(&there, 35 - x, y));
                !a.iter().any(|it| b.contains(it))
            };
            let apart =
                (0..18).flat_map(|y| (0..36).map(move |x| (x, y))).filter(|&(x, y)| differ(x, y)).count();
            let drawn_cells = here.content.iter().filter(|it| it.symbol() != " ").count();
            assert!(apart * 12 < drawn_cells, "{id}: {apart} of {drawn_cells} cells");
        }
    }
}

#[test]
fn what_is_taken_in_hand_is_in_the_picture_from_the_middle_of_the_way() {
    let all = every();
    let drawn = all.iter().find(|it| it.routine.id == "towel-calf-stretch").expect("it is built in");
    let choice = Choice { routine: drawn.routine.clone(), rounds: None };
    let plan = Plan::new(&[choice], &Wishes::default()).expect("it is playable");
    let (mut player, _) = Player::new(plan, PATIENCE, Moment::START);
    let (scenes, palette) =
        (Scenes::default(), palette::Palette { colours: Colours::Many, glyphs: Glyphs::Unicode });
    let soft = Color::Indexed(140);
    let towel = |player: &Player, millis: u64| {
        let shown = screen(player, &scenes, Moment::START + Duration::from_millis(millis), palette, false);
        shown.content.iter().filter(|it| it.fg == soft || it.bg == soft).count()
    };
    let moves =
        |player: &Player| player.segment().kind == SegmentKind::Move && player.segment().side.is_some();
    while !moves(&player) {
        player.update(Event::Next, Moment::START);
    }
    let length = player.length().expect("it is timed").as_millis() as u64;
    assert_eq!([towel(&player, 0), towel(&player, 1000)], [0, 0], "the hands are still on the way");
    assert!(towel(&player, length - 1) > 3, "{}", towel(&player, length - 1));
    while player.segment().kind != SegmentKind::Switch {
        player.update(Event::Next, Moment::START);
    }
    assert_eq!(towel(&player, 0), 0, "it was taken away");
}

#[test]
fn a_hand_of_the_other_side_is_written_with_its_letter() {
    for side in Side::BOTH {
        assert_eq!(Side::from_letter(side.letter()), Some(side));
        assert_eq!(Side::behind(&Side::put_behind("knee", Some(side))), Some(("knee", Some(side))));
    }
    assert_eq!(Side::behind("knee.left"), None);
}

/// The pictures of a routine, one under the other, each under the words that lead to it.
fn pictures(drawn: &Drawn) -> String {
    let views = drawn.views();
    let mut text = String::new();
    for (number, (body, pose)) in drawn.bodies().iter().zip(drawn.poses()).enumerate() {
        let rounds = drawn.routine.steps.iter().map(key_pose::round);
        let round = rounds.into_iter().find(|it| it.contains(pose)).unwrap_or(&[]);
        let round: Vec<Body> = round.iter().map(|it| drawn.figure.solve(it)).collect();
        let drawing = views.drawing(pose).clone().going_around(&round);
        let shown = cells(&drawing.shown_with(Marker::Braille, Palette::Mono), body, [36, 18]);
        text += &format!("{}, pose {number}\n", drawn.routine.id);
        let lines: Vec<String> = (0..18)
            .map(|y| (0..36).map(|x| shown[(x, y)].symbol()).collect::<String>().trim_end().to_owned())
            .collect();
        text += lines.join("\n").trim_matches('\n');
        text += "\n\n";
    }
    text
}

#[test]
fn figures_look_as_they_did() {
    compare(every().iter().map(|it| (format!("tests/figures/{}.txt", it.routine.id), pictures(it))));
}

#[test]
fn a_pose_that_no_body_can_take_is_drawn_none_the_less() {
    let file = "name: A\nfigure: { base: standing }\nsteps:\n  - hold: B\n    for: 20s\n    \
                pose: { hands: { r: { at: floor, offset: [2, 2, 2] } } }\n";
    let routine = parse::routine(file.as_bytes(), "a", None).value.expect("that is no error");
    let figure = routine.figure.expect("it has one");
    let body = figure.solve(&routine.steps[0].poses[0]);
    assert!(Bone::ALL.iter().all(|&bone| body.frame(bone).at.length().is_finite()));
    assert!(!figure.check(&routine.steps[0].poses[0]).is_empty());
}

/// A hold on the right side, as a session shows it.
fn session(id: &str, colours: Colours, glyphs: Glyphs, mirror: bool) -> Buffer {
    let routine = Library::default().routine(id).expect("it is built in");
    let choice = Choice { routine, rounds: None };
    let plan = Plan::new(&[choice], &Wishes::default()).expect("it is playable");
    let (mut player, _) = Player::new(plan, PATIENCE, Moment::START);
    while player.segment().kind != SegmentKind::Hold {
        player.update(Event::Next, Moment::START);
    }
    screen(&player, &Scenes::default(), Moment::START, palette::Palette { colours, glyphs }, mirror)
}

/// The screen of a player at 80x24.
fn screen(player: &Player, scenes: &Scenes, now: Moment, palette: palette::Palette, mirror: bool) -> Buffer {
    let (title, look) = (Text::clean("A session"), Look { mirror, ..LOOK });
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    let sight = Sight { now, palette, notice: None };
    View { title: &title, player, look: &look, scenes, sight }.render(buffer.area, &mut buffer);
    buffer
}

/// Cells with skin or clothes in the figure's part of a screen.
fn flesh(buffer: &Buffer) -> usize {
    let worn = [115, 72, 65, 110, 67, 60, 180, 173, 137, 131].map(Color::Indexed);
    let cells = (3..21).flat_map(|y| (0..35).map(move |x| (x, y)));
    cells.filter(|&at| worn.contains(&buffer[at].fg) || worn.contains(&buffer[at].bg)).count()
}

#[test]
fn while_the_sides_are_changed_one_sees_the_person_and_no_letter_beside_the_wrong_side() {
    let palette = palette::Palette { colours: Colours::Many, glyphs: Glyphs::Unicode };
    let mut changes = 0;
    for drawn in every() {
        let choice = Choice { routine: drawn.routine.clone(), rounds: None };
        let plan = Plan::new(&[choice], &Wishes::default()).expect("it is playable");
        let (mut player, _) = Player::new(plan, PATIENCE, Moment::START);
        let scenes = Scenes::default();
        let draw = |player: &Player, after: u64| {
            screen(player, &scenes, Moment::START + Duration::from_millis(after), palette, false)
        };
        while player.end().is_none() {
            let before = draw(&player, 0);
            if player.segment().kind == SegmentKind::Switch {
                changes += 1;
                let length = player.length().expect("it is timed").as_millis() as u64;
                let seen: Vec<usize> = (0..10).map(|it| flesh(&draw(&player, length * it / 10))).collect();
                let (least, most) = (seen.iter().min().unwrap(), seen.iter().max().unwrap());
                assert!(least * 3 > *most, "{}: {seen:?}", drawn.routine.id);
                let letters = |buffer: &Buffer| {
                    let beside = [1, 34].into_iter().flat_map(|x| (2..6).map(move |y| (x, y)));
                    beside.filter(|&at| ["L", "R"].contains(&buffer[at].symbol())).count()
                };
                assert_eq!(letters(&before), 0, "{}", drawn.routine.id);
                assert_eq!(letters(&draw(&player, length - 1)), 1, "{}", drawn.routine.id);
            }
            player.update(Event::Next, Moment::START);
        }
    }
    assert!(changes > 20, "{changes}");
}

#[test]
fn a_session_that_waits_is_drawn_however_long_it_waits() {
    let palette = palette::Palette { colours: Colours::Many, glyphs: Glyphs::Unicode };
    let wishes = Wishes { moves: Moves::Wait, ..Wishes::default() };
    for drawn in every() {
        let choice = Choice { routine: drawn.routine.clone(), rounds: None };
        let plan = Plan::new(&[choice], &wishes).expect("it is playable");
        let (mut player, _) = Player::new(plan, PATIENCE, Moment::START);
        let scenes = Scenes::default();
        let mut waited = 0;
        while player.end().is_none() {
            for now in [Moment::START, Moment::START + Duration::from_secs(86_400)] {
                if matches!(player.phase(), Phase::Waiting { .. }) {
                    waited += 1;
                    let shown = screen(&player, &scenes, now, palette, false);
                    assert!(signs(&shown).trim() != "", "{}", drawn.routine.id);
                    assert!(scenes.at(&player, player.done(now), false).is_some());
                }
            }
            player.update(Event::Next, Moment::START);
        }
        assert!(waited > 2, "{}", drawn.routine.id);
    }
}

/// The figure's part of the screen.
fn signs(buffer: &Buffer) -> String {
    (3..21).flat_map(|y| (1..34).map(move |x| (x, y))).map(|at| buffer[at].symbol()).collect()
}

#[test]
fn a_letter_names_the_side_where_it_is_and_a_mirror_turns_both_around() {
    let letter = |buffer: &Buffer| {
        let row = buffer.area.rows().skip(2).take(4);
        let cells = row.flat_map(Rect::positions).filter(|it| it.x < 36);
        cells.filter(|it| buffer[*it].symbol() == "R").map(|it| it.x).collect::<Vec<u16>>()
    };
    let lit = |buffer: &Buffer| {
        let warm = Color::Indexed(197);
        let cells = buffer.area.positions().filter(|it| buffer[*it].fg == warm || buffer[*it].bg == warm);
        let across: Vec<f32> = cells.map(|it| f32::from(it.x)).collect();
        across.iter().sum::<f32>() / across.len() as f32
    };
    // The right side of one who faces us is on our left, and the left one is stretched.
    let faced = session("neck-release", Colours::Many, Glyphs::Unicode, false);
    let mirrored = session("neck-release", Colours::Many, Glyphs::Unicode, true);
    assert_eq!(letter(&faced), [1]);
    assert!(lit(&faced) > 17.0, "{}", lit(&faced));
    assert!(letter(&mirrored)[0] > 30, "{:?}", letter(&mirrored));
    assert!(lit(&mirrored) < 17.0, "{}", lit(&mirrored));
}

#[test]
fn a_terminal_is_shown_what_it_can_show() {
    let quadrants = |text: &str| text.chars().any(|it| "▘▝▖▗▞▚▛▜▙▟".contains(it));
    let dots = |text: &str| text.chars().any(|it| ('\u{2801}'..'\u{2900}').contains(&it));
    let shown = |colours, glyphs| signs(&session("pigeon", colours, glyphs, false));
    let many = shown(Colours::Many, Glyphs::Unicode);
    assert!(quadrants(&many) && !dots(&many), "{many}");
    let console = shown(Colours::Sixteen, Glyphs::Console);
    assert!(console.contains('▀') && !quadrants(&console) && !dots(&console), "{console}");
    let mono = shown(Colours::None, Glyphs::Unicode);
    assert!(dots(&mono) && !quadrants(&mono), "{mono}");
    let ascii = session("pigeon", Colours::Sixteen, Glyphs::Ascii, false);
    let text: String = ascii.content.iter().map(|it| it.symbol()).collect();
    let drawn = quadrants(&text) || dots(&text) || text.contains(['▀', '▄', '█']);
    assert!(!drawn && text.contains("HOLD"), "{text}");
}

#[test]
fn show_draws_a_strip_in_a_terminal_and_none_where_one_wants_words() {
    let bytes = |arguments: &[&str]| {
        let mut pty = Start::stretch(arguments).go();
        pty.wait_for("Sources");
        pty.wait_for_end();
        String::from_utf8_lossy(&pty.raw()).into_owned()
    };
    let drawn = bytes(&["show", "neck-release"]);
    assert!(drawn.contains("48;5;") && drawn.contains('▀'), "{drawn}");
    let area = bytes(&["show", "neck"]);
    assert!(area.contains("48;5;") && area.contains('▀'), "an area shows a picture of each: {area}");
    let plain = bytes(&["show", "neck-release", "--plain"]);
    assert!(!plain.contains('\u{1b}') && !plain.contains('▀'), "{plain}");
}

#[test]
fn all_colours_are_sent_where_the_terminal_says_that_it_has_them() {
    let bytes = |term: &str, colours: &str| {
        let mut pty =
            Start::stretch(&["show", "neck-release"]).env("TERM", term).env("COLORTERM", colours).go();
        pty.wait_for("Sources");
        pty.wait_for_end();
        String::from_utf8_lossy(&pty.raw()).into_owned()
    };
    for (term, colours, full) in [
        ("xterm-256color", "truecolor", true),
        ("tmux-256color", "24bit", true),
        ("xterm-256color", "", false),
        ("screen-256color", "truecolor", false),
    ] {
        let shown = bytes(term, colours);
        assert_eq!(shown.contains("8;2;"), full, "{term} {colours}: {shown}");
        assert_eq!(shown.contains("8;5;"), !full, "{term} {colours}: {shown}");
    }
}

#[test]
fn check_shows_the_figure_again_at_each_save() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.yaml");
    let file = |lift: u32| {
        format!(
            "name: Mine\nfigure: {{ base: standing, view: front }}\nsteps:\n  - hold: Lift.\n    for: 20s\n    \
             pose: {{ shoulder: [{lift}, 90, 0] }}\n"
        )
    };
    fs::write(&path, file(90)).expect("a file");
    let mut pty =
        Start::stretch(&["check", "--watch", path.to_str().expect("UTF-8")]).env("NO_COLOR", "1").go();
    pty.wait_for("waiting for a change");
    let dots = |pty: &Pty| {
        let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
        raw.chars().filter(|it| ('\u{2801}'..'\u{2900}').contains(it)).count()
    };
    let first = dots(&pty);
    assert!(first > 20, "{first}");
    // Saved again and again, as the watcher may just be looking at it; it waits for a quiet moment.
    for lift in (100..170).step_by(7) {
        fs::write(&path, file(lift)).expect("a file");
        pty.is_silent_for(Duration::from_secs(1));
        if dots(&pty) > first + 20 {
            break;
        }
    }
    assert!(dots(&pty) > first + 20, "{}", pty.contents());
    pty.send(Signal::INT);
    pty.wait_for_end();
}
