//! What is accepted is drawn at every moment of its plan, whatever its figure and poses say: bodies are
//! of numbers, and nothing is drawn outside its area.

#![no_main]

use std::{sync::Arc, time::Duration};

use libfuzzer_sys::fuzz_target;
use ratatui::{buffer::Buffer, layout::Rect};
use stretch::{
    model::{
        figure::{Body, Pose, skeleton::Bone},
        key_pose,
        moment::Moment,
        parse,
        plan::{Choice, Open, Plan, Wishes},
        player::{Event, PATIENCE, Player},
    },
    view::{
        figure::{Drawing, FigureColours, Glow, Marker},
        palette::{self, Colours, Glyphs},
        scene::Scenes,
    },
};

/// Longer plans teach nothing more, and take long to draw.
const MOST_SEGMENTS: usize = 60;

fuzz_target!(|bytes: &[u8]| {
    let Some(&[width, height, way, ..]) = bytes.get(..3) else { return };
    let Some(routine) = parse::routine(&bytes[3..], "neck-release", None).value else { return };
    let Some(figure) = routine.figure.clone() else { return };
    let area = Rect::new(1, 1, u16::from(width % 64), u16::from(height % 32));
    let poses: Vec<Pose> = key_pose::framings(&routine, &figure).into_iter().flat_map(|(_, it)| it).collect();
    let bodies: Vec<Body> = poses.iter().take(8).map(|it| figure.solve(it)).collect();
    for body in &bodies {
        assert!(Bone::ALL.iter().all(|&bone| body.frame(bone).at.length().is_finite()));
    }
    for pose in poses.iter().take(4) {
        figure.check(pose);
    }
    let marker = Marker::ALL[usize::from(way) % Marker::ALL.len()];
    let drawing = Drawing::new(&figure, &bodies, marker, FigureColours::Middle).going_around(&bodies);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 40));
    drawing.render(&bodies[0], Glow::Warm, area, &mut buffer);
    for at in buffer.area.positions().filter(|it| !area.contains(*it)) {
        assert_eq!(buffer[at].symbol(), " ");
    }
    let wishes = Wishes { open: Open::Lasts(30), ..Wishes::default() };
    let choice = Choice { routine: Arc::new(routine), rounds: None };
    let plan = Plan::new(&[choice], &wishes).expect("what is accepted plays");
    if plan.segments().len() > MOST_SEGMENTS {
        return;
    }
    let colours = if way & 1 == 0 { Colours::Many } else { Colours::None };
    let palette = palette::Palette { colours, glyphs: Glyphs::Unicode };
    let (mut player, _) = Player::new(plan, PATIENCE, Moment::START);
    let scenes = Scenes::default();
    while player.end().is_none() {
        for tenths in [0, u64::from(way), 600] {
            let done = Duration::from_millis(tenths * 100);
            if let Some(mut person) = scenes.at(&player, done, way & 2 == 0) {
                person.draw(palette, area, &mut buffer);
            }
        }
        player.update(Event::Next, Moment::START);
    }
});
