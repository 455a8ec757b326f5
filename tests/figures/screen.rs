//! The person on the screen of a session and in the output of commands.

#![expect(clippy::disallowed_methods, reason = "a file is checked again at each save")]

use std::{fs, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect, style::Color};
use rustix::process::Signal;
use stretch::{
    model::{
        moment::Moment,
        plan::{Choice, Moves, Plan, SegmentKind, Wishes},
        player::{Event, PATIENCE, Phase, Player},
    },
    view::{
        palette::{self, Colours, Glyphs},
        scene::Scenes,
    },
};

use super::{every, screen, session, signs};
use crate::pty::{Pty, Start};

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
