//! The list in a session: all that is played, where one is, what is left, and going on from any part of it.

use std::time::Duration;

use ratatui::{buffer::Buffer, layout::Rect};
use stretch::{
    model::{
        moment::Moment,
        plan::{Choice, Plan, SegmentKind, Wishes},
        player::{Effect, Event, PATIENCE, Phase, Player},
        text::Text,
        words::terms,
    },
    stage::Happening,
    view::{
        keys::{Code, Input, Key, Typed},
        palette::{Colours, Glyphs, Palette},
        screen::{
            Screen, ScreenDue, Sight,
            agenda::Agenda,
            session::{Look, SessionScreen},
        },
    },
    world::library::Library,
};

use crate::pty::Start;

const PALETTE: Palette = Palette { colours: Colours::None, glyphs: Glyphs::Unicode };

/// A session of two routines that was played up to its first hold, and through it.
fn player() -> Player {
    let library = Library::default();
    let routine = |id| library.routine(id).expect("it is built in");
    let choices = ["neck-release", "chin-tuck"].map(|it| Choice { routine: routine(it), rounds: Some(1) });
    let plan = Plan::new(&choices, &Wishes::default()).expect("it is playable");
    let (mut player, _) = Player::new(plan, PATIENCE, Moment::START);
    while player.segment().kind != SegmentKind::Hold {
        player.update(Event::Next, Moment::START);
    }
    player.update(Event::Next, Moment::START);
    player
}

fn text(agenda: &Agenda, width: u16, height: u16) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    agenda.draw(&Sight { now: Moment::START, palette: PALETTE, notice: None }, buffer.area, &mut buffer);
    let row = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..height).map(|y| row(y).trim_end().to_owned() + "\n").collect()
}

#[test]
fn it_says_what_is_played_what_is_done_and_where_one_is() {
    let player = player();
    let shown = text(&Agenda::of(&player, Moment::START), 80, 24);
    for words in [
        "All that is played",
        "Neck release",
        "Chin tuck",
        "hold, right side",
        "hold, left side",
        " to go\n",
        "now",
    ] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
    let left = terms::total(player.left_in_all(Moment::START));
    assert!(shown.lines().next().is_some_and(|it| it.ends_with(&format!("{left} to go"))), "{shown}");
    for (width, height) in [(0, 0), (1, 1), (20, 6), (40, 12), (300, 100)] {
        text(&Agenda::of(&player, Moment::START), width, height);
    }
}

/// Between two holds it is the next one that is now, and not the one that is over.
#[test]
fn one_row_is_now_and_nothing_became_of_it_yet() {
    let library = Library::default();
    let choices = ["neck-release", "chin-tuck"]
        .map(|id| Choice { routine: library.routine(id).expect("it is built in"), rounds: Some(1) });
    let plan = Plan::new(&choices, &Wishes::default()).expect("it is playable");
    let (mut player, _) = Player::new(plan, PATIENCE, Moment::START);
    let mut seen = Vec::new();
    while player.end().is_none() {
        let shown = text(&Agenda::of(&player, Moment::START), 80, 24);
        let now: Vec<&str> = shown.lines().filter(|it| it.contains("  now  ")).collect();
        let [now] = now.as_slice() else { panic!("{shown}") };
        assert!(!now.contains("skipped"), "{shown}");
        let row = now.trim_start_matches(['▌', ' ']).split([':', ' ']).take(3).collect::<Vec<_>>().join(" ");
        if seen.last() != Some(&row) {
            seen.push(row);
        }
        player.update(Event::Next, Moment::START);
    }
    let expected = [
        "Neck release ",
        "hold, right side",
        "hold, left side",
        "Neck release ",
        "Chin tuck ",
        "reps  Glide",
    ];
    assert_eq!(seen[..6], expected, "{seen:?}");
}

#[test]
fn a_row_is_where_the_session_goes_on() {
    let player = player();
    let mut agenda = Agenda::of(&player, Moment::START);
    let mut press = |code| agenda.answer(&Happening::Typed(Typed::Key(Key::of(code))), Moment::START);
    press(Code::Home);
    let due = press(Code::Enter);
    let [ScreenDue::Ask(Input::Player(Event::Jump(0))), ScreenDue::Pop] = due.as_slice() else {
        panic!("{due:?}")
    };
    press(Code::End);
    let due = press(Code::Enter);
    let [ScreenDue::Ask(Input::Player(Event::Jump(last))), ScreenDue::Pop] = due.as_slice() else {
        panic!("{due:?}")
    };
    assert_eq!(player.plan().routine_of(&player.plan().segments()[*last]).id, "chin-tuck");
    assert!(matches!(press(Code::Escape).as_slice(), [ScreenDue::Pop]));
}

/// What covers the session pauses it; going elsewhere does not leave it paused, unless it was before.
#[test]
fn a_jump_goes_on_and_what_was_held_counts() {
    let now = Moment(Duration::from_secs(2));
    for was_paused in [false, true] {
        let mut player = player();
        while player.segment().kind != SegmentKind::Hold {
            player.update(Event::Next, Moment::START);
        }
        let held = player.at();
        if was_paused {
            player.update(Event::Pause, now);
        }
        player.update(Event::Cover, now);
        let due = player.update(Event::Jump(0), now);
        player.update(Event::Uncover, now);
        assert_eq!(player.at(), 0);
        let is_paused = matches!(player.phase(), Phase::Paused { .. });
        assert_eq!(is_paused, was_paused);
        let records = due.iter().filter(|it| matches!(it.effect, Effect::Record(_))).count();
        assert_eq!(records, 1, "two seconds were held");
        assert_eq!(player.records().last().map(|it| (it.at, it.time)), Some((held, Duration::from_secs(2))));
        player.update(Event::Jump(usize::MAX), now);
        assert_eq!(player.at(), 0, "there is nothing there");
    }
}

#[test]
fn l_lists_a_session_and_enter_goes_there() {
    let mut pty = Start::stretch(&["neck-release", "chin-tuck"]).go();
    pty.wait_for("GET READY");
    pty.press("l");
    pty.wait_for("All that is played");
    pty.press("\x1b[F");
    pty.press("\r");
    pty.wait_for("2 of 2  ·  Chin tuck");
    // And with a Russian keyboard.
    pty.press("д");
    pty.wait_for("All that is played");
    pty.press("\x1b");
    pty.wait_for("2 of 2  ·  Chin tuck");
    pty.press("й");
    pty.wait_for("LEAVE?");
}

/// What a key of a session does is seen, also where nothing else shows it.
#[test]
fn a_key_says_what_it_did() {
    let library = Library::default();
    let plan = |id| {
        let choice = Choice { routine: library.routine(id).expect("it is built in"), rounds: Some(1) };
        Plan::new(&[choice], &Wishes::default()).expect("it is playable")
    };
    let look = Look { figure: true, mirror: false, muted: false };
    let begun = Player::new(plan("neck-release"), PATIENCE, Moment::START);
    let mut session = SessionScreen::new(Text::literal("Neck release"), begun, look);
    let second = |at| Moment::START + Duration::from_secs(at);
    let press = |session: &mut SessionScreen, key: Key, now: Moment| {
        session.answer(&Happening::Typed(Typed::Key(key)), now);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        session.draw(&Sight { now, palette: PALETTE, notice: None }, buffer.area, &mut buffer);
        let row = |y| (0..80).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (0..24).map(|y| row(y).trim_end().to_owned() + "\n").collect::<String>()
    };
    for (key, told) in [
        (Key::of(Code::Escape), "q leaves, space pauses"),
        (Key::of(Code::Tab), "that key does nothing here"),
        (Key::of(Code::Enter), "MOVE"),
        (Key::of(Code::Enter), "n goes on to the next part"),
        (Key::char('m'), "no sound: m turns it on again"),
        (Key::char('w'), "Neck release."),
        (Key::char('N'), "this is the last one"),
        (Key::char('N'), "MOVE"),
        (Key::char('f'), "nobody is drawn"),
        (Key::char('+'), "10 seconds longer: "),
        (Key::char('-'), "10 seconds shorter: "),
        (Key::char('q'), "LEAVE?"),
        (Key::of(Code::Enter), "q leaves, esc stays"),
        (Key::char('n'), "q leaves, esc stays"),
        (Key::char('n'), "LEAVE?"),
        (Key::char('m'), "LEAVE?"),
        (Key::char('l'), "LEAVE?"),
        (Key::of(Code::Escape), "MOVE"),
    ] {
        let drawn = press(&mut session, key, second(1));
        assert!(drawn.contains(told), "{key:?}: {told}\n{drawn}");
    }
    // It is said for a while, and a pause that waits for nothing else wakes up for its end.
    press(&mut session, Key::char(' '), second(2));
    press(&mut session, Key::char('m'), second(2));
    let until = session.idle(second(2)).expect("it wakes up");
    session.answer(&Happening::Passed, second(2) + until);
    assert_eq!(session.idle(second(2) + until), None);
}

/// With less left than getting back takes, a hold goes on at once.
#[test]
fn nobody_gets_back_into_position_for_a_last_second() {
    let mut player = player();
    while player.segment().kind != SegmentKind::Hold {
        player.update(Event::Next, Moment::START);
    }
    let length = player.length().expect("it is timed");
    let mut now = Moment::START;
    let mut wait = |player: &mut Player, seconds: u64| {
        for _ in 0..seconds {
            now = now + Duration::from_secs(1);
            player.update(Event::Tick, now);
        }
        now
    };
    let now = wait(&mut player, length.as_secs() - 5);
    player.update(Event::Cover, now);
    player.update(Event::Uncover, now);
    assert!(matches!(player.phase(), Phase::Returning { .. }), "{:?}", player.phase());
    let now = wait(&mut player, 5 + 1);
    player.update(Event::Cover, now);
    player.update(Event::Uncover, now);
    assert!(matches!(player.phase(), Phase::Timing { .. }), "{:?}", player.phase());
    assert_eq!(player.left(now), Some(Duration::from_secs(4)));
}
