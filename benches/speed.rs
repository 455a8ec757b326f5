//! What parsing, planning and drawing cost. Prints; fails on nothing.

#![expect(clippy::expect_used, reason = "a benchmark that cannot begin says why")]

use std::{hint::black_box, sync::Arc, time::Duration};

use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};
use stretch::{
    model::{
        figure::Body,
        key_pose,
        moment::Moment,
        parse,
        plan::{Choice, Plan, Wishes},
        player::{Event, PATIENCE, Player},
        text::Text,
    },
    stage::Look,
    view::{
        figure::{self, Drawing, Glow, Marker},
        palette::{Colours, Glyphs, Palette},
        scene::Scenes,
        screen::{Sight, session::View},
    },
};

const ROUTINE: &str = include_str!("../routines/neck/neck-release.yaml");

fn plan() -> Plan {
    let routine = parse::routine(ROUTINE.as_bytes(), "neck-release", None).value.expect("it is built in");
    let choice = Choice { routine: Arc::new(routine), rounds: None };
    Plan::new(&[choice], &Wishes::default()).expect("it can be played")
}

fn speed(criterion: &mut Criterion) {
    criterion.bench_function("parse a routine", |it| {
        it.iter(|| parse::routine(black_box(ROUTINE.as_bytes()), "neck-release", None));
    });
    criterion.bench_function("plan a routine", |it| {
        let routine = Arc::clone(&plan().routines()[0]);
        let choices = [Choice { routine, rounds: None }];
        it.iter(|| Plan::new(black_box(&choices), &Wishes::default()));
    });
    criterion.bench_function("play a routine, second by second", |it| {
        let plan = plan();
        it.iter(|| {
            let (mut player, _) = Player::new(plan.clone(), PATIENCE, Moment::START);
            let mut now = Moment::START;
            while player.end().is_none() {
                now = now + Duration::from_secs(1);
                black_box(player.update(Event::Tick, now));
            }
        });
    });
    criterion.bench_function("draw a frame at 80x24", |it| {
        let (player, _) = Player::new(plan(), PATIENCE, Moment::START);
        let title = Text::clean("Neck release");
        let palette = Palette { colours: Colours::Many, glyphs: Glyphs::Unicode };
        let look = Look { figure: true, mirror: false, muted: true };
        let area = Rect::new(0, 0, 80, 24);
        let scenes = Scenes::default();
        it.iter(|| {
            let mut buffer = Buffer::empty(area);
            let sight = Sight { now: Moment::START, palette, notice: None };
            View { title: &title, player: &player, look: &look, scenes: &scenes, sight }
                .render(area, &mut buffer);
            buffer
        });
    });
    let plan = plan();
    let routine = &plan.routines()[0];
    let person = routine.figure.clone().expect("it has one");
    let (_, poses) = key_pose::framings(routine, &person).swap_remove(0);
    criterion.bench_function("solve the poses of a routine", |it| {
        it.iter(|| poses.iter().map(|pose| person.solve(black_box(pose))).collect::<Vec<Body>>());
    });
    criterion.bench_function("draw a moving figure at 36x18", |it| {
        let bodies: Vec<Body> = poses.iter().map(|pose| person.solve(pose)).collect();
        let drawing = Drawing::new(&person, &bodies, Marker::Quadrant, figure::Palette::Middle);
        let mut share = 0.0;
        it.iter(|| {
            share = (share + 0.01) % 1.0;
            let body = Body::between(&bodies[0], &bodies[bodies.len() - 1], share);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 36, 18));
            drawing.render(&body, Glow::Warm, buffer.area, &mut buffer);
            buffer
        });
    });
}

criterion_group!(benches, speed);
criterion_main!(benches);
