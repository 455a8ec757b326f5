//! What is drawn of the person, cell by cell: every size, every view, lines, eyes, muscles and things.

use std::time::Duration;

use ratatui::{buffer::Buffer, layout::Rect, style::Color};
use stretch::{
    model::{
        figure::{Body, Pose, Side},
        key_pose,
        moment::Moment,
        motion::Motion,
        plan::{Choice, Plan, SegmentKind, Wishes},
        player::{Event, PATIENCE, Player},
        routine::Action,
    },
    view::{
        figure::{Drawing, FigureColours, Glow, Marker, Views},
        palette::{self, Colours, Glyphs},
        scene::Scenes,
    },
};

use super::{Drawn, cells, every, screen, signs};

#[test]
fn no_size_panics_and_nothing_is_drawn_outside_its_area() {
    let widths: Vec<u16> = (0..=20).chain((25..=200).step_by(35)).collect();
    let heights: Vec<u16> = (0..=10).chain((15..=60).step_by(15)).collect();
    for (index, drawn) in every().iter().enumerate().step_by(6) {
        let bodies = drawn.bodies();
        let marker = Marker::ALL[index / 6 % Marker::ALL.len()];
        let drawing = drawn.drawing(&bodies, marker, FigureColours::Sixteen);
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
fn the_way_of_what_goes_around_is_drawn() {
    let step = |drawn: &Drawn| drawn.routine.steps.iter().find(|it| !key_pose::round(it).is_empty()).cloned();
    for drawn in every() {
        let Some(step) = step(&drawn) else { continue };
        let bodies: Vec<Body> = key_pose::round(&step).iter().map(|it| drawn.figure.solve(it)).collect();
        for marker in Marker::ALL {
            let drawing =
                drawn.views().drawing(&step.poses[0]).clone().shown_with(marker, FigureColours::Middle);
            let shown = |drawing: &Drawing| cells(drawing, &bodies[0], [36, 18]);
            let changed = shown(&drawing).diff(&shown(&drawing.clone().going_around(&bodies))).len();
            // A face goes around, and nothing that is drawn as a line, and so does a thumb; a hand that rests
            // on the way goes through its positions, and around nothing.
            let has_none = ["lion-breath-face-stretch", "median-nerve-glide", "thumb-to-fingers"];
            let expected = if has_none.contains(&&*drawn.routine.id) { 0..1 } else { 12..120 };
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
            "hand-shake-out",
            "median-nerve-glide",
            "thumb-to-fingers",
        ]
    );
}

#[test]
fn a_way_that_two_stills_do_not_tell_is_drawn() {
    let (mut raised, mut led) = (Vec::new(), Vec::new());
    for drawn in every() {
        let views = drawn.views();
        let solved = |poses: &[Pose]| poses.iter().map(|it| drawn.figure.solve(it)).collect::<Vec<Body>>();
        for (index, step) in drawn.routine.steps.iter().enumerate() {
            let Some(pose) = step.poses.first() else { continue };
            let (body, plain) = (drawn.figure.solve(pose), views.drawing(pose).clone());
            let shown = |drawing: &Drawing| cells(drawing, &body, [36, 18]);
            let has_a_way = |drawing: &Drawing| !shown(&plain).diff(&shown(drawing)).is_empty();
            if has_a_way(&plain.clone().raising(&solved(key_pose::from_rest(step, pose)))) {
                raised.push(drawn.routine.id.clone());
            }
            if has_a_way(&plain.clone().rolling(&solved(&key_pose::way_in(&drawn.routine, index + 1)))) {
                led.push(drawn.routine.id.clone());
            }
        }
    }
    raised.sort();
    led.sort();
    assert_eq!(
        raised,
        ["seated-arm-raises", "three-breaths", "wall-posture-stretch"],
        "arms go out to the sides"
    );
    let expected = [
        "forearm-rotation",
        "forearm-rotation",
        "head-half-roll",
        "head-half-roll",
        "neck-release",
        "wall-finger-walk",
    ];
    assert_eq!(led, expected, "a head rolls or is tipped, a hand is turned over or climbs");
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
                (Marker::Quadrant, FigureColours::Full),
                (Marker::Quadrant, FigureColours::Middle),
                (Marker::Quadrant, FigureColours::Sixteen),
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
    let here = drawn.drawing(&right, Marker::Quadrant, FigureColours::Middle);
    let there = Drawing::new(&drawn.figure.mirrored(), &left, Marker::Quadrant, FigureColours::Middle);
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
        let person =
            |now| signs(&screen(&player, &scenes, now, palette, false)).replace("preview", "       ");
        let first = person(Moment::START);
        if let Some(last) = last.take().filter(|_| player.segment().kind == SegmentKind::Move) {
            assert_eq!(first, last, "segment {}", player.at());
        }
        let end = Moment::START + player.length().expect("it is timed");
        // The ways of what goes around come and go with it.
        if Motion::of(player.plan(), player.at()).is_some_and(|it| it.round().is_empty()) {
            last = Some(person(end));
        }
        player.update(Event::Next, Moment::START);
    }
}

/// Who faces one is followed as a mirror image; who turns their back, or their side, is not.
#[test]
fn only_a_person_who_faces_one_is_turned_around() {
    let colours = (Colours::Many, Glyphs::Unicode);
    let is_turned = |id: &str| {
        super::session(id, colours.0, colours.1, true) != super::session(id, colours.0, colours.1, false)
    };
    assert!(is_turned("neck-release"), "seen from the front");
    for id in ["clasped-hands-behind-back", "kneeling-hip-flexor"] {
        assert!(!is_turned(id), "{id}: seen from behind, or from the side");
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
