//! Every signal in every state of a session: it ends or stops the program as it should, and the terminal is
//! given back.

#![expect(clippy::disallowed_methods, reason = "measured times are printed")]
#![expect(clippy::disallowed_macros, reason = "how many signals were sent is printed")]

use std::time::Instant;

use rustix::process::Signal;
use stretch::world::terminal::signals;

use super::{SIGTERM, STATES, check_end, every_deadly_signal, press_until, session, session_at};
use crate::pty::{Start, State};

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
    for (options, first) in [("", "GET READY"), ("--plain", "Stop on sharp pain")] {
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
