//! What an illustrator would look for in every picture of the person: eyes in a face that is seen, floors
//! without crumbs, muscles without chips, things where they are used.

use ratatui::{buffer::Buffer, layout::Rect, style::Color};
use stretch::{
    model::{
        figure::{Body, Crop, Figure, Pose, skeleton::Bone, space::Vec3, space::vec3},
        parse,
    },
    view::figure::{Drawing, FigureColours, Glow, Marker},
};

use super::every;

/// Eyes.
const DARK: Color = Color::Rgb(38, 34, 34);
/// Towels, straps and balls.
const SOFT: Color = Color::Rgb(168, 130, 214);
/// A mat.
const OF_A_MAT: Color = Color::Rgb(124, 102, 142);
/// A mouth.
const LIPS: Color = Color::Rgb(176, 88, 84);
/// Where one hand touches another.
const BETWEEN: Color = Color::Rgb(116, 62, 42);
/// The floor.
const MAT: Color = Color::Rgb(116, 120, 126);
/// The muscle that is hidden, on the way and while it is held.
const HIDDEN: [Color; 2] = [Color::Rgb(206, 132, 148), Color::Rgb(214, 30, 92)];

fn drawn(drawing: &Drawing, body: &Body, glow: Glow, [width, height]: [u16; 2]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let drawing = drawing.clone().shown_with(Marker::Quadrant, FigureColours::Full);
    drawing.render(body, glow, buffer.area, &mut buffer);
    buffer
}

/// The cells in which a colour is.
fn of(buffer: &Buffer, colour: Color) -> Vec<(u16, u16)> {
    let has = |it: &ratatui::layout::Position| [buffer[*it].fg, buffer[*it].bg].contains(&colour);
    buffer.area.positions().filter(has).map(|it| (it.x, it.y)).collect()
}

/// The way from the picture to the one who looks.
fn toward(figure: &Figure, pose: &Pose) -> Vec3 {
    let view = figure.framing(pose).view;
    let ((yaw_sin, yaw_cos), (sin, cos)) =
        (libm::sincosf(view.yaw.to_radians()), libm::sincosf(view.pitch.to_radians()));
    vec3(-yaw_sin * cos, sin, yaw_cos * cos)
}

#[test]
fn a_face_that_is_seen_has_an_eye() {
    let mut blind = Vec::new();
    let mut faces = 0;
    for it in every() {
        let views = it.views();
        for (number, (pose, body)) in it.poses().into_iter().zip(it.bodies()).enumerate() {
            let framing = it.figure.framing(pose);
            let turn = body.frame(Bone::Head).turn;
            let eye = |side: f32| (turn * vec3(side, 0.0, 1.0).unit()).dot(toward(&it.figure, pose));
            let is_small = matches!(framing.crop, Crop::Full | Crop::Lying | Crop::Upper);
            if !is_small || eye(1.0).max(eye(-1.0)) < 0.45 {
                continue;
            }
            for size in [[36, 18], [24, 12]] {
                faces += 1;
                let shown = drawn(views.drawing(pose), &body, Glow::Warm, size);
                // Eyes that are shut are lines of skin.
                let shut = [Color::Rgb(116, 62, 42), Color::Rgb(84, 40, 28)];
                if of(&shown, DARK).is_empty() && shut.iter().all(|it| of(&shown, *it).is_empty()) {
                    blind.push(format!("{}, pose {number} at {size:?}", it.routine.id));
                }
            }
        }
    }
    // Arms lie before some faces.
    assert!(blind.len() * 20 <= faces, "{} of {faces}:\n{}", blind.len(), blind.join("\n"));
}

/// A figure as files write it, and the body in a pose of it.
fn posed(figure: &str, pose: &str) -> (Figure, Body) {
    let file = format!("name: A\nfigure: {figure}\nsteps:\n  - hold: B\n    for: 20s\n    pose: {pose}\n");
    let routine = parse::routine(file.as_bytes(), "a", None).value.expect(figure);
    let figure = routine.figure.expect("it has one");
    let body = figure.solve(&routine.steps[0].poses[0]);
    (figure, body)
}

/// The picture of a figure in a pose.
fn picture(figure: &str, pose: &str, glow: Glow, size: [u16; 2]) -> Buffer {
    let (figure, body) = posed(figure, pose);
    let drawing = Drawing::new(&figure, std::slice::from_ref(&body), Marker::Quadrant, FigureColours::Full);
    drawn(&drawing, &body, glow, size)
}

#[test]
fn a_small_face_has_eyes_that_lie_apart_and_a_mouth() {
    for base in ["standing", "sitting", "floor-sitting"] {
        for view in ["front", "side"] {
            let shown = picture(&format!("{{ base: {base}, view: {view} }}"), "{}", Glow::Warm, [24, 12]);
            let (eyes, mouth) = (of(&shown, DARK), of(&shown, LIPS));
            let lowest = eyes.iter().map(|it| it.1).max();
            assert!(!mouth.is_empty(), "{base}, {view}: a mouth");
            assert!(lowest <= mouth.iter().map(|it| it.1).min(), "{base}, {view}: below the eyes");
        }
    }
}

#[test]
fn two_palms_that_touch_have_a_line_between_them() {
    let palms =
        "{ hands: { both: { at: chest, offset: [0.02, 0, 0.16], along: [0, 1, 0], face: [-1, 0, 0] } } }";
    for size in [[36, 18], [24, 12]] {
        let shown = picture("{ base: standing, view: front, crop: upper }", palms, Glow::Warm, size);
        assert!(of(&shown, BETWEEN).len() > 1, "{size:?}");
    }
}

#[test]
fn a_mat_is_told_from_a_floor_and_a_wall() {
    let lying =
        picture("{ base: supine, view: side, crop: lying, props: [mat] }", "{}", Glow::Warm, [36, 18]);
    assert!(of(&lying, OF_A_MAT).len() > 12);
    assert!(of(&lying, MAT).is_empty(), "a mat is the floor");
    let standing = picture("{ base: standing, view: front, props: [wall.back] }", "{}", Glow::Warm, [36, 18]);
    assert!(of(&standing, OF_A_MAT).is_empty());
}

#[test]
fn a_floor_has_a_straight_edge_and_no_crumbs_under_feet() {
    for size in [[36, 18], [24, 12], [30, 15], [50, 22]] {
        let shown = picture("{ base: standing, view: side }", "{}", Glow::Warm, size);
        let floor = of(&shown, MAT);
        let lowest = floor.iter().map(|it| it.1).max().expect("there is a floor");
        let last: Vec<u16> = floor.iter().filter(|it| it.1 == lowest).map(|it| it.0).collect();
        assert!(last.len() > 5, "{size:?}: a strip, and no crumbs: {last:?}");
        assert!(last.windows(2).all(|it| it[0] + 1 == it[1]), "{size:?}: {last:?}");
    }
}

#[test]
fn a_muscle_that_is_hidden_shows_only_while_it_is_held() {
    let figure = "{ base: standing, view: front, crop: upper, stretched: [rhomboids] }";
    let hidden = |glow| {
        let shown = picture(figure, "{}", glow, [36, 18]);
        HIDDEN.map(|it| of(&shown, it).len()).iter().sum::<usize>()
    };
    assert_eq!(hidden(Glow::Pale), 0);
    assert!(hidden(Glow::Warm) > 4);
}

#[test]
fn a_towel_lies_flat_under_the_foot_and_toes_draw_it_in() {
    let figure =
        "{ base: sitting, view: side, crop: feet, props: [chair, towel.floor], stretched: [sole.r] }";
    let towel = |pose: &str| of(&picture(figure, pose, Glow::Warm, [36, 18]), SOFT);
    let flat = towel("{ toes.r: 14 }");
    assert!(flat.len() > 12 && flat.iter().all(|it| it.1 == flat[0].1), "one row: {flat:?}");
    let gathered = towel("{ toes.r: -42 }");
    assert!(gathered.iter().any(|it| it.1 < flat[0].1), "a fold: {gathered:?}");
}

#[test]
fn a_ball_rolls_half_as_far_as_the_foot() {
    let middle = |ahead: f32| {
        let pose = format!("{{ feet: {{ r: {{ at: floor, offset: [0.09, 0.062, {ahead}] }} }} }}");
        let (figure, body) = posed("{ base: sitting, view: side, props: [chair, ball.r@0.44] }", &pose);
        let foot = body.frame(Bone::Foot(stretch::model::figure::Side::Right)).at.z;
        let drawing =
            Drawing::new(&figure, std::slice::from_ref(&body), Marker::Quadrant, FigureColours::Full);
        let ball = of(&drawn(&drawing, &body, Glow::Warm, [160, 80]), SOFT);
        (foot, ball.iter().map(|it| f32::from(it.0)).sum::<f32>() / ball.len() as f32)
    };
    let ((near, ball_near), (far, ball_far)) = (middle(0.38), middle(0.50));
    assert!(far - near > 0.1 && ball_far > ball_near + 1.0, "{ball_near} to {ball_far}");
}

#[test]
fn who_holds_both_ends_in_one_hand_has_one_strap() {
    let figure = "{ base: prone, view: side, crop: lying, props: [mat, towel.r] }";
    let both = "{ knee.r: 116, hands: { both: { at: strap } } }";
    let one = "{ knee.r: 116, hands: { l: { at: forehead }, r: { at: strap } } }";
    let strap = |pose: &str| of(&picture(figure, pose, Glow::Warm, [72, 36]), SOFT);
    let (both, one) = (strap(both), strap(one));
    let reach = |cells: &[(u16, u16)]| cells.iter().map(|it| it.0).max();
    assert!(!one.is_empty() && reach(&one) <= reach(&both), "{one:?}");
}
