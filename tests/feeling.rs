//! The last screen of a session, on which one says how it felt: its keys, its looks (files under
//! `tests/frames/`), its ways out, and what is kept.

use std::{thread, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect};
use rustix::process::Signal;
use stretch::{
    model::{adapt::FeltAnswer, journal::Felt, moment::Moment, text::Text},
    stage::{Ending, Happening, Input},
    view::{
        keys::{Code, Key, Typed},
        palette::{Colours, Glyphs, Palette},
        screen::{
            Screen, ScreenDue, Sight,
            feeling::{Feeling, PATIENCE},
        },
    },
    world::terminal::signals,
};

use crate::{
    kept::compare,
    pty::{Pty, Start, State},
    ways_out::assert_said_nothing_unknown,
};

const COLOURED: Palette = Palette { colours: Colours::Many, glyphs: Glyphs::Unicode };
const ASCII: Palette = Palette { colours: Colours::None, glyphs: Glyphs::Ascii };

fn screen() -> Feeling {
    let texts = |it: &[&str]| it.iter().map(|it| Text::clean_line(it)).collect::<Vec<_>>();
    let summary =
        texts(&["Neck: done, 2 minutes held", "  Neck release  right 30s, left 30s", "  Chin tuck     1m"]);
    let mut screen = Feeling::new(Text::literal("Neck"), summary, texts(&["Neck release", "Chin tuck"]));
    screen.answer(&Happening::Begun, Moment::START);
    draw(&screen, 80, 24, COLOURED);
    screen
}

fn draw(screen: &Feeling, width: u16, height: u16, palette: Palette) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    screen.draw(&Sight { now: Moment::START, palette, notice: None }, buffer.area, &mut buffer);
    buffer
}

fn text(buffer: &Buffer) -> String {
    let Rect { width, height, .. } = buffer.area;
    let row = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..height).map(|y| row(y).trim_end().to_owned() + "\n").collect()
}

/// Types, and says how the screen ended, if it did.
fn press(screen: &mut Feeling, key: Key) -> Option<Ending> {
    press_at(screen, key, Moment::START + Duration::from_secs(3))
}

fn press_at(screen: &mut Feeling, key: Key, now: Moment) -> Option<Ending> {
    let due = screen.answer(&Happening::Typed(Typed::Key(key)), now);
    due.into_iter().find_map(|it| match it {
        ScreenDue::Leave(ending) => Some(ending),
        ScreenDue::Effect(_)
        | ScreenDue::Wish(_)
        | ScreenDue::Ask(_)
        | ScreenDue::Push(_)
        | ScreenDue::Pop => None,
    })
}

#[test]
fn one_key_answers_and_any_other_goes_on() {
    let all = |felt| Some(FeltAnswer { felt, routine: None });
    for (letters, answer) in [
        ("1&+١۱", all(Felt::Easy)),
        ("2éě٢۲", all(Felt::Good)),
        ("3\"š٣۳", all(Felt::Much)),
        ("4'č٤۴", all(Felt::Hurt)),
        ("q n0567xX首", None),
    ] {
        for letter in letters.chars() {
            let mut screen = screen();
            assert_eq!(press(&mut screen, Key::char(letter)), Some(Ending::Closed), "{letter}");
            assert_eq!((screen.take_answer(), screen.is_over()), (answer, true), "{letter}");
            assert_eq!(screen.take_answer(), None, "an answer is given once");
        }
    }
    for code in [Code::Enter, Code::Escape, Code::Down, Code::Right, Code::Backspace, Code::Function(5)] {
        let mut screen = screen();
        assert_eq!(press(&mut screen, Key::of(code)), Some(Ending::Closed), "{code:?}");
        assert_eq!(screen.take_answer(), None, "{code:?}");
    }
}

/// Whoever goes through the end of a session with `n n n` still sees what was held, and the question.
#[test]
fn one_key_too_many_of_a_session_passes_over_nothing() {
    let mut screen = screen();
    let mut now = Moment::START;
    for key in ['n', 'n', 'n', ' ', '+', 'p', 'N'] {
        now = now + Duration::from_millis(200);
        assert_eq!(press_at(&mut screen, Key::char(key), now), None, "{key}");
    }
    now = now + Duration::from_secs(1);
    assert_eq!(press_at(&mut screen, Key::char('n'), now), None, "who skips presses once a second");
    assert_eq!(press_at(&mut screen, Key::char('n'), now + Duration::from_secs(2)), Some(Ending::Closed));
    // Going on with the space bar waits less.
    let mut other = self::screen();
    assert_eq!(press_at(&mut other, Key::char('n'), Moment::START), None);
    let soon = Moment::START + Duration::from_secs(1);
    assert_eq!(press_at(&mut other, Key::char(' '), soon), Some(Ending::Closed));
    // What is not of a session is answered at once.
    let mut fresh = self::screen();
    assert_eq!(press_at(&mut fresh, Key::of(Code::Enter), Moment::START), Some(Ending::Closed));
}

#[test]
fn what_is_no_key_answers_nothing_and_an_interrupt_ends_it() {
    let mut screen = screen();
    for happening in [
        Happening::Typed(Typed::Paste("4".to_owned())),
        Happening::Typed(Typed::Other),
        Happening::Asked(Input::Redraw),
        Happening::Covered,
        Happening::Uncovered,
    ] {
        assert!(screen.answer(&happening, Moment::START).is_empty(), "{happening:?}");
    }
    let due = screen.answer(&Happening::Asked(Input::Interrupt), Moment::START);
    assert!(matches!(due[..], [ScreenDue::Leave(Ending::Interrupted)]));
    assert_eq!(screen.take_answer(), None);
}

#[test]
fn nobody_is_waited_for_for_ever() {
    let mut screen = screen();
    let later = |by: Duration| Moment::START + by;
    assert_eq!(screen.idle(Moment::START), Some(PATIENCE), "it wakes once");
    assert!(screen.answer(&Happening::Passed, later(PATIENCE - Duration::from_millis(1))).is_empty());
    let due = screen.answer(&Happening::Passed, later(PATIENCE));
    assert!(matches!(due[..], [ScreenDue::Leave(Ending::Closed)]));
    assert_eq!((screen.take_answer(), screen.is_over()), (None, true));
}

#[test]
fn single_routines_are_answered_for_in_the_list() {
    let mut screen = screen();
    assert_eq!(press(&mut screen, Key::char('l')), None);
    press(&mut screen, Key::char('n'));
    assert_eq!(press(&mut screen, Key::char('3')), Some(Ending::Closed));
    assert_eq!(screen.take_answer(), Some(FeltAnswer { felt: Felt::Much, routine: Some(1) }));
    // The list is shown again, with the answer.
    assert!(!screen.is_over());
    screen.answer(&Happening::Begun, Moment::START);
    let shown = text(&draw(&screen, 80, 24, COLOURED));
    assert!(shown.contains("How was this one?") && shown.contains("too much"), "{shown}");
    // One answer is not the end: any other key leads back to the question, now about the others.
    for key in [Key::of(Code::Enter), Key::of(Code::Escape), Key::char('l'), Key::char('x')] {
        assert_eq!(press(&mut screen, key), None, "{key:?} leads back, and ends nothing");
        let shown = text(&draw(&screen, 80, 24, COLOURED));
        assert!(shown.contains("How was the rest?") && shown.contains("too much"), "{shown}");
        press(&mut screen, Key::char('l'));
    }
    // The list begins with what has no answer yet, and with the last one it is over.
    press(&mut screen, Key::char('1'));
    assert_eq!(screen.take_answer(), Some(FeltAnswer { felt: Felt::Easy, routine: Some(0) }));
    assert!(screen.is_over());
}

#[test]
fn an_answer_for_the_rest_leaves_single_answers_alone() {
    let mut screen = screen();
    press(&mut screen, Key::char('l'));
    press(&mut screen, Key::char('4'));
    screen.take_answer();
    press(&mut screen, Key::of(Code::Enter));
    assert_eq!(press(&mut screen, Key::char('2')), Some(Ending::Closed));
    assert_eq!(screen.take_answer(), Some(FeltAnswer { felt: Felt::Good, routine: None }));
    assert!(screen.is_over());
}

#[test]
fn what_is_to_be_read_is_read_to_its_end() {
    let mut screen = screen();
    press(&mut screen, Key::char('4'));
    let long = Text::clean(&"Stop at sharp pain. ".repeat(80));
    screen.tell(vec![Text::literal("First."), long, Text::literal("The last words.")]);
    assert!(!screen.is_over());
    let mut pages = 1;
    while !text(&draw(&screen, 80, 24, COLOURED)).contains("The last words.") {
        assert_eq!(press(&mut screen, Key::char(' ')), None);
        pages += 1;
        assert!(pages < 10, "it has an end");
    }
    assert!(pages > 1);
    assert_eq!(press(&mut screen, Key::char('4')), Some(Ending::Closed));
    assert_eq!(screen.take_answer(), None, "there it is a key like any other");
}

#[test]
fn it_looks_as_it_was_looked_at() {
    let frame = |name: &str, buffer: &Buffer| (format!("tests/frames/felt-{name}.txt"), text(buffer));
    let mut frames = Vec::new();
    for (width, height) in [(132, 43), (80, 24), (40, 12), (20, 6)] {
        frames.push(frame(&format!("{width}x{height}"), &draw(&screen(), width, height, COLOURED)));
    }
    let mut list = screen();
    press(&mut list, Key::char('l'));
    press(&mut list, Key::char('4'));
    frames.push(frame("list-80x24", &draw(&list, 80, 24, COLOURED)));
    frames.push(frame("list-ascii-40x12", &draw(&list, 40, 12, ASCII)));
    list.tell(vec![Text::literal("Chin tuck stays out."), Text::literal("Stop at sharp pain.")]);
    frames.push(frame("hurt-80x24", &draw(&list, 80, 24, COLOURED)));
    compare(frames);
    let mut screens = [screen(), screen(), list];
    press(&mut screens[1], Key::char('l'));
    for screen in &screens {
        for width in (0..=80).step_by(3) {
            for height in 0..=30 {
                draw(screen, width, height, ASCII);
            }
        }
    }
}

const TWO_HOLDS: &str =
    "name: Two holds\nsteps:\n  - hold: First stay.\n    for: 16-30s\n  - hold: Second stay.\n    for: 16s\n";

const SHEET: &str =
    "name: My sheet\nplay: [two-holds]\nstop: Stop when the sheet says so.\nsee: Ask whoever wrote it.\n";

/// A session that was played to its end, for half a minute in real time: a preview asks nothing.
fn played(arguments: &[&str]) -> Pty {
    let mut pty = Start::stretch(arguments)
        .file(".local/share/stretch/routines/two-holds.yaml", TWO_HOLDS)
        .file(".local/share/stretch/routines/my-sheet.yaml", SHEET)
        .file(".config/stretch/config.yaml", "level: gentle\n")
        .go();
    if arguments.is_empty() {
        pty.wait_for_bytes(b"\x1b[?1006h");
        pty.press("two holds\r");
    }
    if arguments.contains(&"--plain") {
        pty.wait_for("Stop on sharp pain");
        pty.press("n\n");
        pty.wait_for("First stay");
        pty.press("n\n");
        pty.wait_for("Second stay");
    } else {
        pty.wait_for("GET READY");
        pty.press("nn");
        pty.wait_for("HOLD");
        pty.wait_for("Second stay");
    }
    pty
}

/// What one does at the question, how the program ends, and what the log says then.
const CASES: &[(&[&str], &str, &str, State, &str)] = &[
    (&["two-holds"], "1", "", State::Exited(0), "\"felt\":\"easy\""),
    (&["two-holds"], "2", "", State::Exited(0), "\"felt\":\"good\""),
    (&["two-holds"], "\r", "", State::Exited(0), ""),
    (&["two-holds"], "q", "", State::Exited(0), ""),
    (&["two-holds"], "\x03", "", State::Killed(2), ""),
    (&["two-holds"], "l3", "", State::Exited(0), "{\"two-holds\":\"much\"}"),
    (&["two-holds"], "4", "any key goes on", State::Exited(0), "\"felt\":\"hurt\""),
    (&["my-sheet"], "4", "Stop when the sheet says so.", State::Exited(0), "\"felt\":\"hurt\""),
    (&["two-holds", "--plain"], "3\n", "", State::Exited(0), "\"felt\":\"much\""),
    (&["two-holds", "--plain"], "\n", "", State::Exited(0), ""),
    (&[], "3", "What is stiff?", State::Exited(0), "\"felt\":\"much\""),
];

/// All of them at once, since each takes half a minute: the answers, and every way out of the question.
#[test]
fn a_session_that_was_held_asks_and_every_way_out_gives_the_terminal_back() {
    thread::scope(|scope| {
        for (arguments, keys, then, expected, logged) in CASES {
            scope.spawn(|| check_answer(arguments, keys, then, *expected, logged));
        }
        for (at, signal) in signals::deadly().enumerate() {
            let keys = ["", "l", "4"][at % 3];
            scope.spawn(move || check_signal(keys, signal));
        }
        for signal in signals::STOPPING {
            scope.spawn(move || check_stop(*signal));
        }
        scope.spawn(|| {
            let mut pty = at_the_question(&["two-holds"]);
            pty.close("l");
            assert_eq!(pty.wait_for_state().0, State::Killed(Signal::HUP.as_raw()));
        });
        scope.spawn(whoever_leaves_since_it_hurt_can_say_so);
    });
}

/// Who left after ten seconds of a hold is asked, too.
fn whoever_leaves_since_it_hurt_can_say_so() {
    let mut pty = Start::stretch(&["./nods.yaml"]).file("nods.yaml", TWO_HOLDS).go();
    pty.wait_for("GET READY");
    pty.press("nn");
    pty.wait_for("HOLD");
    let left = pty
        .contents()
        .lines()
        .next()
        .and_then(|it| it.split_once(" to go")?.0.rsplit("0:").next()?.parse::<u32>().ok());
    let left = left.unwrap_or_else(|| panic!("no time: {}", pty.contents()));
    pty.wait_for(&format!("0:{:02} to go", left - 11));
    pty.press("q");
    pty.wait_for("LEAVE?");
    pty.press("q");
    pty.wait_for("How was it?");
    pty.press("4");
    pty.wait_for("any key goes on");
    pty.press(" ");
    pty.wait_for_end();
    assert!(pty.log().contains("\"felt\":\"hurt\""), "{}", pty.log());
}

/// A movement may hurt as a hold may, although its time is not counted as held.
#[test]
fn a_session_of_repetitions_alone_asks_too() {
    let nods = "name: Nods\nsteps:\n  - reps: Nod.\n    times: 11\n    each: 3s\n";
    let mut pty = Start::stretch(&["./nods.yaml"]).file("nods.yaml", nods).go();
    pty.wait_for("GET READY");
    pty.press("n");
    pty.wait_for("7 of 11");
    pty.wait_for("How was it?");
    pty.press("4");
    pty.wait_for("any key goes on");
    pty.press(" ");
    assert_eq!(pty.wait_for_end().0, State::Exited(0));
    assert!(pty.log().contains("\"felt\":\"hurt\""), "{}", pty.log());
}

fn at_the_question(arguments: &[&str]) -> Pty {
    let pty = played(arguments);
    pty.wait_for("How was it?");
    pty
}

fn check_answer(arguments: &[&str], keys: &str, then: &str, expected: State, logged: &str) {
    let mut pty = at_the_question(arguments);
    pty.press(keys);
    if !then.is_empty() {
        pty.wait_for(then);
        if keys == "3" {
            assert!(pty.contents().contains("Two holds: done, 32 seconds held"), "{}", pty.contents());
        }
        // From home one leaves, and anywhere else any key goes on.
        pty.press(if arguments.is_empty() { "\x03" } else { " " });
    }
    let (state, _) = pty.wait_for_end();
    let case = format!("{arguments:?} {keys:?}\n{}\n{}", pty.contents(), pty.log());
    assert_eq!(state, expected, "{case}");
    pty.assert_given_back();
    assert_said_nothing_unknown(&pty.raw());
    assert!(pty.log().contains("\"event\":\"done\""), "{case}");
    assert!(pty.log().contains(logged), "{case}");
    assert_eq!(logged.is_empty(), !pty.log().contains("felt\":"), "{case}");
    let is_told = match keys.trim() {
        "4" => pty.contents().contains("For a fortnight Two holds stays out"),
        // At the gentle end of its range a hold cannot become shorter, so nothing changes.
        _ => !pty.contents().contains("From now on"),
    };
    assert!(is_told, "{case}");
}

fn check_signal(keys: &str, signal: i32) {
    let mut pty = at_the_question(&["two-holds"]);
    pty.press(keys);
    pty.wait_for(match keys {
        "l" => "How was this one?",
        "4" => "any key goes on",
        _ => "too easy",
    });
    pty.send_number(signal);
    assert_eq!(pty.wait_for_end().0, State::Killed(signal), "{keys:?}\n{}", pty.contents());
    pty.assert_given_back();
    assert_said_nothing_unknown(&pty.raw());
}

fn check_stop(signal: i32) {
    let mut pty = at_the_question(&["two-holds"]);
    pty.send_number(signal);
    assert_eq!(pty.wait_for_state().0, State::Stopped);
    pty.wait_for_main_screen();
    pty.assert_given_back();
    pty.send(Signal::CONT);
    pty.wait_for_other_screen();
    pty.wait_for("How was it?");
    pty.press("2");
    assert_eq!(pty.wait_for_end().0, State::Exited(0));
    pty.assert_given_back();
    assert!(pty.log().contains("\"felt\":\"good\""), "{}", pty.log());
}
