//! The drawn person of every built-in routine: within the limits of joints, on the ground, the same
//! on both sides, drawn at any size, and kept as pictures that can be read.
//!
//! `tests/figures/ID.txt` holds the poses of a routine in braille, at 36x18.

mod cells;
mod drawn;
mod moves;
mod screen;

use std::sync::Arc;

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};
use stretch::{
    model::{
        figure::{Body, Figure, Pose, Side, ground, skeleton::Bone},
        key_pose,
        moment::Moment,
        parse,
        plan::{Choice, Plan, SegmentKind, Wishes},
        player::{Event, PATIENCE, Player},
        routine::{Action, Routine},
        text::Text,
    },
    stage::Look,
    view::{
        figure::{Drawing, FigureColours, Glow, Marker, Views},
        palette::{self, Colours, Glyphs},
        scene::Scenes,
        screen::{Sight, session::SessionView},
    },
    world::library::Library,
};

use crate::{kept::compare, stages::LOOK};

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

    fn drawing(&self, bodies: &[Body], marker: Marker, palette: FigureColours) -> Drawing {
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

/// The pictures of a routine, one under the other, each under the words that lead to it.
fn pictures(drawn: &Drawn) -> String {
    let views = drawn.views();
    let mut text = String::new();
    for (number, (body, pose)) in drawn.bodies().iter().zip(drawn.poses()).enumerate() {
        let rounds = drawn.routine.steps.iter().map(key_pose::round);
        let round = rounds.into_iter().find(|it| it.contains(pose)).unwrap_or(&[]);
        let round: Vec<Body> = round.iter().map(|it| drawn.figure.solve(it)).collect();
        let drawing = views.drawing(pose).clone().going_around(&round);
        let shown = cells(&drawing.shown_with(Marker::Braille, FigureColours::Mono), body, [36, 18]);
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
    SessionView { title: &title, player, look: &look, scenes, sight }.render(buffer.area, &mut buffer);
    buffer
}

/// The figure's part of the screen.
fn signs(buffer: &Buffer) -> String {
    (3..21).flat_map(|y| (1..34).map(move |x| (x, y))).map(|at| buffer[at].symbol()).collect()
}
