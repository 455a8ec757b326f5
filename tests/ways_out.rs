//! The ways out of a session, each in a real pseudo-terminal: whatever happens, the terminal is as
//! it was, and the program ended the way it should (promises 1 to 6).
//!
//! Panics and errors cannot be caused in the program from outside, so this binary plays them itself
//! in a pseudo-terminal: see `trouble.rs`.

#![expect(clippy::disallowed_methods, reason = "measured times are printed")]
#![expect(clippy::disallowed_macros, reason = "measured times are printed")]

mod keys;
mod lines;
mod states;
mod trouble;

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use rustix::process::Signal;
use stretch::world::terminal::signals;

use crate::pty::{PATIENCE, Pty, Start, State};

const SIGHUP: i32 = Signal::HUP.as_raw();
const SIGINT: i32 = Signal::INT.as_raw();
const SIGTERM: i32 = Signal::TERM.as_raw();

/// A session at its first words.
fn session() -> Pty {
    let pty = Start::stretch(&["neck"]).go();
    pty.wait_for("GET READY");
    pty.wait_for("to go");
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
    assert!(pty.contents().contains("Neck: stopped before the end, nothing held"), "{}", pty.contents());
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

/// Types something, again after a while, until the screen shows these words.
fn press_until(pty: &mut Pty, keys: &str, words: &str) {
    let begun = Instant::now();
    while !pty.contents().contains(words) {
        assert!(begun.elapsed() < PATIENCE, "waited for `{words}`:\n{}", pty.contents());
        pty.press(keys);
        pty.is_silent_for(Duration::from_millis(1100));
    }
}
