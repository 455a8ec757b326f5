//! What is typed, pasted and resized in a session on a real terminal, and what a session that waits costs.

#![expect(clippy::disallowed_methods, reason = "what the system tells of a process is a file")]

use std::{
    io,
    time::{Duration, Instant},
};

use rustix::process::Signal;

use super::{SIGHUP, SIGINT, SIGTERM, STATES, check_end, press_until, session, session_at};
use crate::pty::State;

/// Text that is pasted by mistake is no key, however long it is and whatever is in it.
#[test]
fn what_is_pasted_does_nothing() {
    for text in ["see the faqq", "\x1b", "\x03", "qq\x1b[20", &"q ".repeat(50_000)] {
        let mut pty = session();
        pty.press(&format!("\x1b[200~{text}\x1b[201~m"));
        // The one key behind it.
        pty.wait_for("m sound");
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

/// Neither Esc nor a paste goes on, leaves or ends anything, wherever the session is: q still asks afterwards.
#[test]
fn escape_and_a_paste_agree_to_nothing_in_any_state() {
    let list = ("list", "nnl", "All that is played");
    for state in STATES.iter().filter(|it| it.0 != "in a paste").chain([&list]) {
        let mut pty = session_at(*state);
        pty.press("\x1b[200~y\r q\x1b[201~");
        pty.is_silent_for(Duration::from_millis(300));
        assert!(pty.contents().contains(state.2), "{}: {}", state.0, pty.contents());
        // The help over the question, then the question.
        pty.press("\x1b");
        pty.is_silent_for(Duration::from_millis(300));
        pty.press("\x1b");
        pty.is_silent_for(Duration::from_millis(300));
        let contents = pty.contents();
        assert!(!contents.contains("LEAVE?") && !contents.contains("this help"), "{}: {contents}", state.0);
        if ["waiting", "paused", "help over a pause"].contains(&state.0) {
            let waits = if state.0 == "waiting" { state.2 } else { "PAUSED" };
            assert!(contents.contains(waits), "{}: {contents}", state.0);
        }
        pty.press("q");
        pty.wait_for("LEAVE?");
        let since = pty.send(Signal::TERM);
        check_end(pty, "TERM after Esc", State::Killed(SIGTERM), since);
    }
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
