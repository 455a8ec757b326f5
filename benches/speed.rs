//! What parsing, planning, composing, counting and drawing cost. Prints; fails on nothing.

#![expect(clippy::expect_used, reason = "a benchmark that cannot begin says why")]

use std::{fmt::Write as _, hint::black_box, sync::Arc, time::Duration};

use chrono::{Days, NaiveDate, Weekday};
use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};
use stretch::{
    model::{
        area::Area,
        compose::{self, Goal, Request},
        figure::Body,
        history::{
            History, HistoryReader,
            need::WhatIsDue,
            weeks::{About, Weeks},
        },
        key_pose,
        moment::Moment,
        parse,
        plan::{Choice, Plan, Wishes},
        player::{Event, PATIENCE, Player},
        routine::Routine,
        text::Text,
    },
    stage::Look,
    view::{
        figure::{self, Drawing, Glow, Marker},
        palette::{Colours, Glyphs, Palette},
        scene::Scenes,
        screen::{Sight, session::SessionView},
    },
    world::library::Library,
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
            SessionView { title: &title, player: &player, look: &look, scenes: &scenes, sight }
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
        let drawing = Drawing::new(&person, &bodies, Marker::Quadrant, figure::FigureColours::Middle);
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

/// The last day of the log.
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 29).expect("a day");
/// Five and a half a day for ten years.
const SESSIONS: u64 = 20_000;

/// Lines of a log of ten years: each session has two routines, two rounds of both sides.
fn ten_years(ids: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    for session in 0..SESSIONS {
        let day = TODAY - Days::new((SESSIONS - 1 - session) * 3652 / SESSIONS);
        let mut line = |minute: u64, what: String| {
            let mut line = String::new();
            let at = format_args!("{day}T{:02}:{minute:02}:00+01:00", session % 24);
            write!(line, r#"{{"v":1,"session":"{session:016x}","at":"{at}",{what}}}"#).expect("it fits");
            lines.push(line);
        };
        line(0, r#""event":"began","title":"Desk break","routines":[]"#.to_owned());
        for minute in 1..9 {
            let id = &ids[(session as usize * 7 + minute as usize / 5) % ids.len()];
            let side = if minute % 2 == 0 { "left" } else { "right" };
            line(
                minute,
                format!(
                    r#""event":"held","routine":"{id}","name":"It","kind":"hold","step":2,"round":{},"side":"{side}","seconds":30.0,"planned":30.0,"finished":true"#,
                    minute.div_ceil(4)
                ),
            );
        }
        line(10, r#""event":"done""#.to_owned());
    }
    lines
}

fn practice(criterion: &mut Criterion) {
    let library = Library::default();
    let ids: Vec<String> = library.catalogue().routines.iter().map(|it| it.id.to_string()).collect();
    let pool: Vec<Arc<Routine>> = ids.iter().map(|it| library.routine(it).expect("it is built in")).collect();
    let lines = ten_years(&ids);
    let read = || -> History {
        let mut reader = HistoryReader::default();
        lines.iter().for_each(|it| reader.take(it.as_bytes()));
        reader.finish()
    };
    let about = |id: &str| {
        let routine = pool.iter().find(|it| it.id == id);
        routine.map_or(About::UNKNOWN, |it| About { area: it.area, also: it.also.clone(), kind: it.kind })
    };
    let weeks = |history: &History| Weeks::of(history, about, Weekday::Mon, TODAY);
    let history = read();
    assert_eq!(history.holds().len() as u64, SESSIONS * 8, "every line is read");
    let mut slow = criterion.benchmark_group("ten years of log");
    slow.sample_size(10);
    slow.bench_function("read by one thread", |it| it.iter(read));
    slow.bench_function("counted by weeks", |it| it.iter(|| weeks(black_box(&history))));
    slow.finish();

    let need = WhatIsDue::of(&history, &weeks(&history));
    let wishes = Wishes::default();
    let area = |area: Area| {
        let page = library.area(area).expect("it is built in");
        let routines = page.play.into_iter().map(|it| it.routine).collect();
        Goal { name: page.name, area: Some(area), routines }
    };
    let named = [vec![], vec![area(Area::Neck)], vec![area(Area::Neck), area(Area::Hips)]];
    for (what, goals) in ["what is due", "neck", "neck and hips"].into_iter().zip(&named) {
        criterion.bench_function(&format!("compose five minutes for {what}"), |it| {
            let request = Request {
                pool: &pool,
                goals,
                favourites: &[],
                need: &need,
                wishes: &wishes,
                keeps_level: false,
                brisk: &std::collections::BTreeMap::new(),
                length: 300,
                swaps: &[],
            };
            it.iter(|| compose::compose(black_box(&request)));
        });
    }
}

criterion_group!(benches, speed, practice);
criterion_main!(benches);
