//! Where there is no terminal, or it is not wanted: sessions in lines, without escapes or colours.

#![expect(clippy::disallowed_methods, reason = "measured times are printed")]
#![expect(clippy::disallowed_macros, reason = "measured times are printed")]

use std::time::Instant;

use rustix::process::Signal;

use super::{SIGTERM, check_end};
use crate::pty::{Start, State};

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
            text.contains("\r\n10 times. Start when I say one. Glide")
                && text.contains("\r\n1, back\r\nhold 5 seconds\r\nforward\r\n2, back\r\nhold\r\nforward\r\nback, now by sound\r\n")
                && text.contains("\r\nAnd stop. Lower your hand.\r\ndone: 10 repetitions\r\n"),
            "{text}"
        );
    }
    println!("four plain sessions: {:.1} ms", since.elapsed().as_secs_f64() * 1000.0);
}

#[test]
fn plain_lines_are_keys() {
    let mut pty = Start::stretch(&["neck", "--plain"]).go();
    pty.wait_for("Stop on sharp pain");
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
