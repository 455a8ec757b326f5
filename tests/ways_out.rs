//! The ways out of a session, each in a real pseudo-terminal: whatever happens, the terminal is as
//! it was, and the program ended the way it should (promises 1 to 6).
//!
//! Panics and errors cannot be caused in the program from outside, so this binary plays them itself
//! in a pseudo-terminal: see [`trouble`].

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "the trouble is read from the environment, and measured times are printed"
)]

use std::{
    env, io,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use rustix::process::Signal;
use stretch::{
    model::{
        moment::Moment,
        plan::{Choice, Plan, Wishes},
        player::{self, Player},
        text::Text,
    },
    stage::{self, Happening, Screens, Stage},
    view::{
        palette::{Colours, Glyphs, Palette},
        screen::session::Session,
    },
    world::{
        library::Library,
        terminal::{TerminalStage, device::Device, signals, ways_out},
        voice::{Bell, Sounds, Wanted, programs::Programs},
    },
};

use crate::{
    pty::{PATIENCE, Pty, Start, State},
    stages::LOOK,
};

const SIGHUP: i32 = Signal::HUP.as_raw();
const SIGINT: i32 = Signal::INT.as_raw();
const SIGTERM: i32 = Signal::TERM.as_raw();

/// A session at its first words.
fn session() -> Pty {
    let pty = Start::stretch(&["neck"]).go();
    pty.wait_for("GET READY");
    pty.wait_for("left");
    pty
}

/// After the end: everything is as it was, and nothing was asked of the terminal meanwhile.
pub fn check_end(mut pty: Pty, way: &str, expected: State, since: Instant) -> Pty {
    let (state, when) = pty.wait_for_end();
    assert_eq!(state, expected, "{way}\n{}", pty.contents());
    pty.assert_given_back();
    assert_said_nothing_unknown(&pty.raw());
    println!("{way}: {:.1} ms", (when - since).as_secs_f64() * 1000.0);
    pty
}

/// Every sequence is one that needs no answer and that is undone at the end.
pub fn assert_said_nothing_unknown(raw: &[u8]) {
    let mut rest = raw;
    while let Some(at) = rest.iter().position(|it| *it == 0x1b) {
        rest = &rest[at + 1..];
        let shown = || String::from_utf8_lossy(&rest[..rest.len().min(12)]).escape_debug().to_string();
        assert_eq!(rest.first(), Some(&b'['), "only CSI sequences: ESC {}", shown());
        let length = rest[1..].iter().position(|it| (0x40..0x7f).contains(it)).expect("a sequence ends");
        let (parameters, last) = (&rest[1..=length], rest[1 + length]);
        let known = match last {
            // Colours, places, erasing.
            b'm' | b'H' | b'J' | b'K' | b'A' | b'B' | b'C' | b'D' | b'G' => {
                parameters.iter().all(|it| it.is_ascii_digit() || *it == b';')
            }
            // The other screen, the cursor, pastes and the mouse.
            b'h' | b'l' => [&b"?1049"[..], b"?25", b"?2004", b"?1000", b"?1006"].contains(&parameters),
            _ => false,
        };
        assert!(known, "ESC {}", shown());
    }
}

#[test]
fn way_01_q_asks_and_q_again_leaves() {
    let mut pty = session();
    pty.press("q");
    pty.wait_for("LEAVE?");
    let since = Instant::now();
    pty.press("q");
    let pty = check_end(pty, "q", State::Exited(3), since);
    assert!(pty.contents().contains("Neck: left before the end, nothing held"), "{}", pty.contents());
}

#[test]
fn way_02_control_c_is_an_interrupt() {
    let mut pty = session();
    let since = Instant::now();
    pty.press("\x03");
    check_end(pty, "^C", State::Killed(SIGINT), since);
}

/// A job of an interactive shell, as every session is.
#[test]
fn way_03_control_z_gives_the_shell_its_terminal_and_fg_comes_back() {
    let mut pty = Start::shell().go();
    pty.wait_for("ready>");
    pty.press("\"$STRETCH\" neck\n");
    pty.wait_for("GET READY");
    pty.wait_for_other_screen();
    let since = Instant::now();
    pty.press("\x1a");
    pty.wait_for_main_screen();
    // The prompt again, after the one that began.
    pty.press("echo stopped: $?\n");
    pty.wait_for("stopped: 1");
    println!("^Z: {:.1} ms to the next command", since.elapsed().as_secs_f64() * 1000.0);
    pty.assert_given_back();
    pty.press("fg\n");
    pty.wait_for_other_screen();
    pty.wait_for("PAUSED, welcome back");
    pty.press("q");
    pty.wait_for("LEAVE?");
    pty.press("q");
    pty.wait_for_main_screen();
    pty.press("echo left: $?\n");
    pty.wait_for("left: 3");
    pty.assert_given_back();
    pty.press("exit\n");
    check_end(pty, "^Z and fg", State::Exited(0), since);
}

#[test]
fn way_04_an_error_is_said_on_the_terminal_given_back() {
    check_trouble("error", State::Exited(1), "error: the floor gave way");
}

#[test]
fn way_05_a_panic_in_main_is_said_on_the_terminal_given_back() {
    check_trouble("panic in main", State::Exited(101), "the knee gave way");
}

#[test]
fn way_06_a_panic_in_drawing_is_said_on_the_terminal_given_back() {
    check_trouble("panic in drawing", State::Exited(101), "the pencil gave way");
}

#[test]
fn way_07_a_panic_in_a_worker_ends_the_program() {
    check_trouble("panic in a worker", State::Exited(101), "the helper gave way");
}

/// The one place that calls `exit`: for a signal that ends nothing by itself.
#[test]
fn way_08_exit() {
    check_trouble("exit", State::Exited(128 + Signal::WINCH.as_raw()), "");
}

fn check_signal(way: &str, signal: Signal) {
    let pty = session();
    let since = pty.send(signal);
    check_end(pty, way, State::Killed(signal.as_raw()), since);
}

#[test]
fn way_09_sigint() {
    check_signal("INT", Signal::INT);
}

#[test]
fn way_10_sigterm() {
    check_signal("TERM", Signal::TERM);
}

#[test]
fn way_11_sighup() {
    check_signal("HUP", Signal::HUP);
}

#[test]
fn way_12_sigquit() {
    check_signal("QUIT", Signal::QUIT);
}

#[test]
fn way_13_sigtstp_stops_and_sigcont_goes_on() {
    let mut pty = session();
    let since = pty.send(Signal::TSTP);
    let (state, when) = pty.wait_for_state();
    assert_eq!(state, State::Stopped);
    println!("TSTP: {:.1} ms", (when - since).as_secs_f64() * 1000.0);
    pty.wait_for_main_screen();
    pty.assert_given_back();
    pty.send(Signal::CONT);
    pty.wait_for_other_screen();
    pty.wait_for("PAUSED, welcome back");
    assert!(!pty.are_settings_as_before(), "the terminal is taken again");
    let since = pty.send(Signal::TERM);
    check_end(pty, "TERM after TSTP and CONT", State::Killed(SIGTERM), since);
}

/// Nothing can be done before SIGSTOP, but everything after.
#[test]
fn after_sigstop_and_sigcont_everything_is_drawn_again() {
    let mut pty = session();
    pty.send(Signal::STOP);
    assert_eq!(pty.wait_for_state().0, State::Stopped);
    pty.send(Signal::CONT);
    pty.wait_for("PAUSED, welcome back");
    pty.press("q");
    pty.wait_for("LEAVE?");
    let since = Instant::now();
    pty.press("q");
    check_end(pty, "q after STOP and CONT", State::Exited(3), since);
}

#[test]
fn way_14_the_end_of_a_session() {
    let since = Instant::now();
    let pty = Start::stretch(&["chin-tuck", "--speed", "200"]).go();
    let pty = check_end(pty, "end of a session, with all of it", State::Exited(0), since);
    let contents = pty.contents();
    assert!(contents.contains("Chin tuck: done, "), "{contents}");
}

#[test]
fn way_15_a_closed_window_leaves_no_process() {
    for state in ["playing", "paused"] {
        let mut pty = session();
        if state == "paused" {
            pty.press(" ");
            pty.wait_for("PAUSED");
        }
        let since = pty.close("?");
        let (state_after, when) = pty.wait_for_state();
        assert_eq!(state_after, State::Killed(SIGHUP), "{state}");
        println!("window closed while {state}: {:.1} ms", (when - since).as_secs_f64() * 1000.0);
    }
}

/// Any of them with the terminal stuck: the screen cannot be given back, but the settings can, and
/// the program ends.
#[test]
fn a_stuck_terminal_keeps_neither_the_program_nor_the_settings() {
    let mut pty = start_trouble("stuck").stuck_after(STUCK).go();
    pty.wait_for_bytes(STUCK);
    let since = pty.send(Signal::TERM);
    let (state, when) = pty.wait_for_end();
    assert_eq!(state, State::Killed(SIGTERM));
    println!("TERM on a stuck terminal: {:.1} ms", (when - since).as_secs_f64() * 1000.0);
}

/// A signal may come at the very moment at which the program takes the terminal, as it does when it
/// goes on after a stop.
#[test]
fn a_terminal_given_back_for_good_is_not_taken_again() {
    let pty = start_trouble("taking").go();
    pty.wait_for_bytes(b"GET READY");
    let since = pty.send(Signal::TERM);
    check_end(pty, "TERM while taking", State::Killed(SIGTERM), since);
}

/// A routine with a state of every kind in it.
const EVERY_STATE: &str = "\
name: Every state
steps:
  - hold: Look up.
    for: 5m
  - breathe: Breathe.
    for: 30 breaths
  - reps: Nod.
    times: 100
    each: 3s
  - hold: Stay here.
    for: open
";

/// The states of a session: the keys that lead there, and what the screen says then.
const STATES: &[Place] = &[
    ("ready", "", "GET READY"),
    ("move", "n", "MOVE"),
    ("hold", "nn", "HOLD"),
    ("breathe", "nnnn", "BREATHE"),
    ("repetitions", "nnnnnn", "REPEAT"),
    ("waiting", "nnnnnnnn", "enter or space"),
    ("paused", "nn ", "PAUSED"),
    ("returning", "nn  ", "BACK INTO POSITION"),
    ("leave question", "nnq", "LEAVE?"),
    ("help", "nn?", "this help"),
    ("help over a pause", "nn ?", "this help"),
    ("help over the question", "nnq?", "this help"),
    ("in a paste", "nn\x1b[200~qq", "HOLD"),
];

fn every_state() -> Start {
    Start::stretch(&["every-state.yaml"]).file("every-state.yaml", EVERY_STATE)
}

/// A session that was led to a state.
fn session_at((state, keys, words): Place) -> Pty {
    let mut pty = every_state().go();
    // A key that comes before the terminal is taken is echoed.
    pty.wait_for("GET READY");
    if !keys.is_empty() {
        pty.press(keys);
    }
    pty.wait_for(words);
    assert!(!pty.are_settings_as_before(), "{state}");
    pty
}

/// Where a program stands: what it is called, the keys that lead there, and the words that show it.
pub type Place = (&'static str, &'static str, &'static str);

/// Sends each signal that ends a program to one in each of these states: it gives the terminal back, and dies of
/// that very signal. Says how many were sent.
pub fn every_deadly_signal(states: &[Place], at: fn(Place) -> Pty) -> usize {
    let pairs: Vec<_> =
        states.iter().flat_map(|state| signals::deadly().map(move |it| (*state, it))).collect();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(&(state, signal)) = pairs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let mut pty = at(state);
                    pty.send_number(signal);
                    let (ended, _) = pty.wait_for_end();
                    assert_eq!(ended, State::Killed(signal), "{}\n{}", state.0, pty.contents());
                    pty.assert_given_back();
                    assert_said_nothing_unknown(&pty.raw());
                }
            });
        }
    });
    pairs.len()
}

/// Every signal that ends a program gives the terminal back, and the program dies of that very signal,
/// wherever the session is.
#[test]
fn every_signal_from_every_state_gives_the_terminal_back() {
    let signals: Vec<i32> = signals::deadly().collect();
    assert!(signals.len() >= 13, "{signals:?}");
    let count = every_deadly_signal(STATES, session_at);
    println!("{} signals from {} states: {count} times", signals.len(), STATES.len());
}

/// Every signal that stops a program gives the terminal back before that, and takes it again after.
#[test]
fn every_signal_that_stops_does_so_from_every_state() {
    for state in STATES {
        for signal in signals::STOPPING {
            let mut pty = session_at(*state);
            pty.send_number(*signal);
            assert_eq!(pty.wait_for_state().0, State::Stopped, "{} {signal}", state.0);
            pty.wait_for_main_screen();
            pty.assert_given_back();
            pty.send(Signal::CONT);
            pty.wait_for_other_screen();
            // What covered the session still does.
            if state.0.starts_with("help") {
                pty.wait_for(state.2);
                pty.press("\x1b");
            }
            pty.wait_for(if state.0.ends_with("question") { "LEAVE?" } else { "PAUSED" });
            pty.send(Signal::TERM);
            assert_eq!(pty.wait_for_end().0, State::Killed(SIGTERM), "{} {signal}", state.0);
            pty.assert_given_back();
        }
    }
    println!("{} signals from {} states", signals::STOPPING.len(), STATES.len());
}

/// A closed pipe and a full file are errors of a write, whoever sends these.
#[test]
fn some_signals_never_end_a_session() {
    let mut pty = session();
    for signal in [Signal::PIPE, Signal::XFSZ, Signal::CHILD, Signal::URG] {
        pty.send(signal);
    }
    pty.press(" ");
    pty.wait_for("PAUSED");
    let since = pty.send(Signal::TERM);
    check_end(pty, "TERM after PIPE and XFSZ", State::Killed(SIGTERM), since);
}

/// As `nohup` does with HUP, for every signal and for a session in lines too.
#[test]
fn a_signal_that_was_ignored_at_the_start_stays_ignored() {
    let ignored: Vec<i32> = signals::deadly().filter(|it| *it != SIGTERM).collect();
    let list: Vec<String> = ignored.iter().chain(signals::STOPPING).map(i32::to_string).collect();
    let line = format!("trap '' {}; exec \"$STRETCH\" neck $OPTIONS", list.join(" "));
    for (options, first) in [("", "GET READY"), ("--plain", "Stop if you feel")] {
        let mut pty = Start::script(&line).env("OPTIONS", options).go();
        pty.wait_for(first);
        for signal in ignored.iter().chain(signals::STOPPING) {
            pty.send_number(*signal);
        }
        // Nobody would let it go on after a stop, so the key does nothing as well.
        pty.press(if options.is_empty() { "\x1a " } else { "\n" });
        pty.wait_for(if options.is_empty() { "PAUSED" } else { "paused" });
        let since = pty.send(Signal::TERM);
        check_end(pty, "TERM, with all others ignored", State::Killed(SIGTERM), since);
    }
}

/// In the background the terminal is another job's: the session waits until it is in front, and neither
/// `bg` nor a signal that ends it there changes the settings that the shell uses.
#[test]
fn a_session_in_the_background_waits_to_be_in_front() {
    let mut pty = Start::shell().go();
    pty.wait_for("ready>");
    pty.press("\"$STRETCH\" neck &\n");
    press_until(&mut pty, "jobs\n", "Stopped");
    pty.press("fg\n");
    pty.wait_for_other_screen();
    pty.wait_for("PAUSED");
    pty.press("\x1a");
    pty.wait_for_main_screen();
    // The shell answers once the session has stopped, and not before.
    pty.press("echo stopped: $((40 + 2))\n");
    pty.wait_for("stopped: 42");
    pty.press("bg\n");
    pty.press("clear; echo cleared: $((40 + 3))\n");
    pty.wait_for("cleared: 43");
    press_until(&mut pty, "jobs\n", "Stopped");
    pty.assert_given_back();
    pty.press("fg\n");
    pty.wait_for_other_screen();
    pty.wait_for("PAUSED");
    pty.press("q");
    pty.wait_for("LEAVE?");
    pty.press("q");
    pty.wait_for_main_screen();
    pty.press("echo left: $?\n");
    pty.wait_for("left: 3");
    pty.assert_given_back();
    let since = Instant::now();
    pty.press("exit\n");
    check_end(pty, "background", State::Exited(0), since);
}

/// Text that is pasted by mistake is no key, however long it is and whatever is in it.
#[test]
fn what_is_pasted_does_nothing() {
    for text in ["see the faqq", "\x1b", "\x03", "qq\x1b[20", &"q ".repeat(50_000)] {
        let mut pty = session();
        pty.press(&format!("\x1b[200~{text}\x1b[201~m"));
        // The one key behind it.
        pty.wait_for("m unmute");
        pty.wait_for("GET READY");
        let since = pty.send(Signal::TERM);
        let pty = check_end(pty, "TERM after a paste", State::Killed(SIGTERM), since);
        assert!(!pty.raw().windows(6).any(|it| it == b"LEAVE?" || it == b"PAUSED"));
    }
}

#[test]
fn a_paste_without_an_end_ends_after_a_silence() {
    let mut pty = session();
    pty.press(" ");
    pty.wait_for("PAUSED");
    pty.press("\x1b[200~qq");
    // Until a second has passed without any, keys belong to the paste.
    assert!(pty.is_silent_for(Duration::from_millis(1100)), "a paste draws");
    press_until(&mut pty, " ", "GET READY");
    let since = pty.send(Signal::TERM);
    let pty = check_end(pty, "TERM after an open paste", State::Killed(SIGTERM), since);
    assert!(!pty.raw().windows(6).any(|it| it == b"LEAVE?"));
}

/// Types something, again after a while, until the screen shows these words.
fn press_until(pty: &mut Pty, keys: &str, words: &str) {
    let begun = Instant::now();
    while !pty.contents().contains(words) {
        assert!(begun.elapsed() < PATIENCE, "waited for `{words}`:\n{}", pty.contents());
        pty.press(keys);
        pty.is_silent_for(Duration::from_millis(1100));
    }
}

/// No takes the question back and closes the help, and never leaves.
#[test]
fn escape_means_no() {
    let mut pty = session_at(STATES[2]);
    pty.press("q");
    pty.wait_for("LEAVE?");
    pty.press("\x1b");
    pty.wait_for("BACK INTO POSITION");
    pty.press(" ");
    pty.wait_for("PAUSED");
    // By itself it does nothing.
    pty.press("\x1b");
    assert!(pty.is_silent_for(Duration::from_millis(300)));
    pty.press("q");
    pty.wait_for("LEAVE?");
    pty.press("\x1b");
    pty.wait_for("PAUSED");
    pty.press("?");
    pty.wait_for("this help");
    pty.press("\x1b");
    pty.wait_for("PAUSED");
    pty.press("q");
    pty.wait_for("LEAVE?");
    let since = Instant::now();
    pty.press("q");
    check_end(pty, "q after many no", State::Exited(3), since);
}

/// The help over a session: resized, stopped and taken back, then ended from outside.
#[test]
fn the_help_is_a_screen_like_any_other() {
    let mut pty = session_at(STATES[2]);
    pty.press("?");
    pty.wait_for("this help");
    for (width, height) in [(100, 30), (20, 6), (1, 1), (80, 24)] {
        pty.resize(width, height);
    }
    pty.wait_for("draw everything again");
    pty.press("\x1a");
    assert_eq!(pty.wait_for_state().0, State::Stopped);
    pty.wait_for_main_screen();
    pty.assert_given_back();
    pty.send(Signal::CONT);
    pty.wait_for_other_screen();
    pty.wait_for("this help");
    pty.press("q");
    pty.wait_for("PAUSED, welcome back");
    pty.press("?");
    pty.wait_for("this help");
    let since = pty.send(Signal::HUP);
    check_end(pty, "HUP in the help", State::Killed(SIGHUP), since);
}

#[test]
fn two_hundred_resizes_end_on_a_whole_screen() {
    let mut pty = session();
    let mut state = 2_463_534_242_u32;
    let mut random = |below: u32| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state % below) as u16
    };
    for _ in 0..200 {
        pty.resize(random(201), random(61));
    }
    for (width, height) in [(0, 0), (1, 1), (20, 6), (200, 60), (80, 24)] {
        pty.resize(width, height);
    }
    pty.press(" ");
    pty.wait_for("space go on");
    pty.wait_for("PAUSED");
    pty.press("q");
    pty.wait_for("LEAVE?");
    let since = Instant::now();
    pty.press("q");
    check_end(pty, "q after 200 resizes", State::Exited(3), since);
}

#[test]
fn the_key_after_a_resize_is_answered() {
    let mut pty = session();
    // A key before it, then one alone behind it.
    pty.press("m");
    pty.resize(70, 22);
    pty.press(" ");
    pty.wait_for("PAUSED");
    pty.press("\x03");
    assert_eq!(pty.wait_for_end().0, State::Killed(SIGINT));
    pty.assert_given_back();
}

#[test]
fn half_a_key_stops_neither_the_time_nor_the_next_key() {
    let mut pty = session();
    // Alt and a bracket are how a longer key begins.
    pty.press("\x1b[");
    assert!(!pty.is_silent_for(Duration::from_secs(3)), "the time stands still");
    pty.press(" ");
    pty.wait_for("PAUSED");
    pty.press("\x1b[");
    assert!(pty.is_silent_for(Duration::from_millis(500)), "half a key in a pause draws");
    pty.press(" ");
    pty.wait_for("GET READY");
    let since = pty.send(Signal::TERM);
    check_end(pty, "TERM after half a key", State::Killed(SIGTERM), since);
}

#[test]
fn a_pause_writes_nothing_and_wakes_for_nothing() {
    let mut pty = session();
    pty.press(" ");
    pty.wait_for("PAUSED");
    pty.wait_for("space go on");
    let pid = pty.pid.as_raw_pid();
    assert!(pty.is_silent_for(Duration::from_secs(2)), "a pause draws");
    let before = wakes(pid);
    assert!(pty.is_silent_for(Duration::from_secs(2)), "a pause draws");
    assert_eq!(wakes(pid), before, "a pause wakes");
    let since = pty.send(Signal::TERM);
    check_end(pty, "TERM in a pause", State::Killed(SIGTERM), since);
}

/// How often any thread of a process went to sleep by itself; nothing where the system does not
/// say.
fn wakes(pid: i32) -> Option<Vec<String>> {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).ok()?;
    let status = |it: io::Result<std::fs::DirEntry>| {
        let text = std::fs::read_to_string(it.ok()?.path().join("status")).ok()?;
        text.lines().find(|it| it.starts_with("voluntary_ctxt_switches")).map(str::to_owned)
    };
    let mut wakes: Vec<String> = tasks.filter_map(status).collect();
    wakes.sort();
    Some(wakes)
}

#[test]
fn a_dumb_terminal_gets_lines_and_not_one_escape() {
    let since = Instant::now();
    for (name, value) in [("TERM", "dumb"), ("TERM", ""), ("TERM", "unknown"), ("STRETCH_PLAIN", "1")] {
        let mut pty = Start::stretch(&["chin-tuck", "--speed", "300"]).env(name, value).go();
        assert_eq!(pty.wait_for_end().0, State::Exited(0));
        let raw = pty.raw();
        assert!(
            // The bell is a dumb terminal's own.
            !raw.iter().any(|it| it.is_ascii_control() && ![b'\r', b'\n', 7].contains(it)),
            "{name}={value}"
        );
        let text = String::from_utf8(raw).expect("it writes UTF-8");
        assert!(
            text.contains(" 10 times, from one.\r\n1, back\r\nhold\r\nforward\r\n2\r\n")
                && text.contains("\r\nAnd stop. Lower your hand.\r\ndone: 10 repetitions\r\n"),
            "{text}"
        );
    }
    println!("four plain sessions: {:.1} ms", since.elapsed().as_secs_f64() * 1000.0);
}

#[test]
fn plain_lines_are_keys() {
    let mut pty = Start::stretch(&["neck", "--plain"]).go();
    pty.wait_for("Stop if you feel");
    pty.press("\n");
    pty.wait_for("paused");
    pty.press("\n");
    pty.wait_for("Going on. Cervical rotation.");
    pty.press("q\n");
    pty.wait_for("q again leaves");
    let since = Instant::now();
    pty.press("q\n");
    let pty = check_end(pty, "q in print", State::Exited(3), since);
    assert!(!pty.raw().contains(&0x1b), "not one escape");
}

#[test]
fn no_color_means_no_colour() {
    for (env, coloured) in [(None, true), (Some("1"), false)] {
        let start = Start::stretch(&["neck"]);
        let pty = match env {
            Some(value) => start.env("NO_COLOR", value).go(),
            None => start.go(),
        };
        pty.wait_for("GET READY");
        let since = pty.send(Signal::TERM);
        let pty = check_end(pty, "TERM", State::Killed(SIGTERM), since);
        assert_eq!(colours(&pty.raw()).is_empty(), !coloured, "NO_COLOR={env:?}: {:?}", colours(&pty.raw()));
    }
}

/// The parameters of every sequence that sets a colour.
fn colours(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let sequences = text.split("\x1b[").skip(1).filter_map(|it| it.split_once('m').map(|it| it.0.to_owned()));
    let is_sequence = |it: &String| it.chars().all(|it| it.is_ascii_digit() || it == ';');
    let sets = |it: &String| {
        it.split(';')
            .filter_map(|it| it.parse::<u8>().ok())
            .any(|it| matches!(it, 30..=38 | 40..=48 | 90..=107))
    };
    sequences.filter(is_sequence).filter(sets).collect()
}

#[test]
fn an_error_before_the_session_takes_nothing() {
    let since = Instant::now();
    let pty = Start::stretch(&["nexk"]).go();
    let pty = check_end(pty, "no such name", State::Exited(2), since);
    assert!(!pty.raw().contains(&0x1b), "{}", pty.contents());
    assert!(pty.contents().contains("did you mean `neck`"), "{}", pty.contents());
}

/// What is written before a terminal gets stuck.
const STUCK: &[u8] = b"stuck from here";

/// Troubles that cannot be caused in the program from outside.
fn start_trouble(trouble: &str) -> Start {
    let this = env::current_exe().expect("this binary has a path");
    Start::program(this)
        .arguments(&["ways_out::trouble", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env("STRETCH_TEST_TROUBLE", trouble)
}

fn check_trouble(trouble: &str, expected: State, says: &str) {
    let since = Instant::now();
    let pty = start_trouble(trouble).go();
    let pty = check_end(pty, &format!("{trouble}, with all before"), expected, since);
    let contents = pty.contents();
    assert!(contents.contains(says), "{contents}");
    let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
    assert!(raw.contains("GET READY"), "it was a session before: {contents}");
}

/// Plays a real session on this terminal, with a trouble in it.
#[test]
#[ignore = "what the tests above start in their pseudo-terminals; it needs one, and ends the process"]
fn trouble() {
    let trouble = env::var("STRETCH_TEST_TROUBLE").expect("a test says which trouble");
    let routine = Library::default().routine("neck-release").expect("it is built in");
    let plan = Plan::new(&[Choice { routine, rounds: None }], &Wishes::default()).expect("it is playable");
    let palette = Palette { colours: Colours::Many, glyphs: Glyphs::Unicode };
    let mut sounds = Sounds::open(Programs::default(), &Wanted::default(), 1, Bell::Terminal);
    let mut device = Device::open().expect("there is a terminal");
    let stage = TerminalStage::begin(&mut device, &mut sounds, None, palette, 1);
    let mut stage = Troubled { stage, trouble, frames: 0 };
    let begun = Player::new(plan, player::PATIENCE, Moment::START);
    let ended = stage::play(&mut Session::new(Text::clean("Trouble"), begun, LOOK), &mut stage);
    drop(device);
    if let Err(error) = ended {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
}

/// A terminal on which something goes wrong after the first frame.
struct Troubled<'s> {
    stage: TerminalStage<'s>,
    trouble: String,
    frames: u32,
}

impl Stage for Troubled<'_> {
    fn now(&self) -> Moment {
        self.stage.now()
    }

    fn draw(&mut self, screens: &Screens, now: Moment) -> io::Result<()> {
        self.frames += 1;
        if self.frames > 1 && self.trouble == "panic in drawing" {
            panic!("the pencil gave way");
        }
        self.stage.draw(screens, now)
    }

    fn wait(&mut self, at_most: Option<Duration>) -> io::Result<Option<Happening>> {
        if self.frames > 0 {
            match self.trouble.as_str() {
                "error" => return Err(io::Error::other("the floor gave way")),
                "panic in main" => panic!("the knee gave way"),
                "panic in a worker" => {
                    thread::spawn(|| panic!("the helper gave way"));
                }
                "exit" => ways_out::die_of(Signal::WINCH.as_raw()),
                "taking" => loop {
                    ways_out::take()?;
                },
                "stuck" => {
                    let mut frame = STUCK.to_vec();
                    frame.resize(16 * 1024 * 1024, b' ');
                    ways_out::write_frame(&frame)?;
                }
                _ => {}
            }
        }
        self.stage.wait(at_most)
    }

    fn perform(&mut self, session: &Session, due: &player::Due) -> io::Result<()> {
        self.stage.perform(session, due)
    }
}
