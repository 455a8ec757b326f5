//! The home screen of the real program in a pseudo-terminal, with its ways out.

#![expect(clippy::disallowed_methods, reason = "how long the ways out take is printed")]

use std::time::Instant;

use chrono::Utc;
use rustix::process::Signal;
use stretch::world::terminal::signals;

use crate::{
    logs::{began, held},
    program::stretch,
    pty::{Pty, Start, State},
    ways_out::{Place, assert_said_nothing_unknown, check_end, every_deadly_signal},
};

/// The screen of the real program.
fn at_home() -> Pty {
    let pty = Start::stretch(&[]).file(".config/stretch/config.yaml", "conditions: [pregnancy]\n").go();
    pty.wait_for("What is stiff?");
    pty.wait_for_bytes(b"\x1b[?1006h");
    pty
}

/// Types, sees the list filtered, plays, leaves, and is back; and what was done stands in the shell.
#[test]
fn one_types_plays_comes_back_and_leaves() {
    let mut pty = at_home();
    pty.press("chin tu");
    pty.wait_for("found");
    pty.wait_for("Chin tuck");
    pty.press("\r");
    pty.wait_for("GET READY");
    pty.wait_for_bytes(b"\x1b[?1000l");
    pty.press("q");
    pty.wait_for("LEAVE?");
    pty.press("q");
    pty.wait_for("What is stiff? chin tu");
    pty.wait_for("Chin tuck: stopped before the end");
    let since = Instant::now();
    pty.press("\x03");
    let pty = check_end(pty, "^C at home", State::Exited(0), since);
    assert!(pty.contents().contains("Chin tuck: stopped before the end, nothing held"), "{}", pty.contents());
}

/// What is said of a length for which nothing can be composed is what one can type.
#[test]
fn another_length_is_told_as_it_is_typed() {
    let mut pty = at_home();
    pty.press("3m neck and hips\r");
    pty.wait_for("the nearest length");
    assert!(!pty.contents().contains("--for"), "{}", pty.contents());
}

/// Who leaves the screen after a session that they left reads in the shell how to go on with it.
#[test]
fn the_shell_says_how_to_go_on() {
    let sheet = "name: My nod\nsteps:\n  - hold: Nod.\n    for: 1s\n  - hold: Shake.\n    for: 60s\n";
    let mut pty = Start::stretch(&[]).file(".local/share/stretch/routines/my-nod.yaml", sheet).go();
    pty.wait_for("What is stiff?");
    pty.press("my nod");
    pty.wait_for("found");
    pty.press("\r");
    pty.wait_for("enter begin");
    pty.press("n");
    pty.wait_for("MOVE");
    pty.press("n");
    // The first hold is held to its end.
    pty.wait_for("Shake.");
    pty.press("q");
    pty.wait_for("LEAVE?");
    pty.press("q");
    pty.wait_for("Stopped before its end");
    pty.press("\x03");
    assert_eq!(pty.wait_for_end().0, State::Exited(0), "{}", pty.contents());
    let told = pty.contents();
    assert!(told.contains("My nod: stopped before the end, ") && told.contains("was not finished"), "{told}");
}

/// The row of a session that was left says how long `stretch resume` will take, with the words at its beginning.
#[test]
fn what_was_left_lasts_as_long_as_its_row_says() {
    let at = Utc::now().to_rfc3339();
    let log = format!("{}\n{}\n", began("a", &at, "Neck"), held("a", &at, "neck-release", Some("left"), 2));
    let journal = ".local/share/stretch/journal/a.jsonl";
    let pty = Start::stretch(&[]).file(journal, &log).go();
    pty.wait_for("Stopped before its end");
    let resumed = stretch("resume --dry-run").file(journal, &log).run().stdout;
    let length = resumed.lines().next().and_then(|it| it.strip_prefix("Neck: ")?.split([' ', ',']).next());
    let length = length.unwrap_or_else(|| panic!("no length: {resumed}"));
    let told = format!("{length} to go");
    assert_eq!(pty.contents().matches(&told).count(), 2, "its row and beside it:\n{}", pty.contents());
}

/// The states of the screen: the keys that lead there, and what it says then.
const STATES: &[(&str, &str, &str)] = &[
    ("all", "", "Areas"),
    ("found", "wris", "found"),
    ("nothing found", "zzzzzz", "Nothing here fits"),
    ("routines", "neck\t", "list"),
    ("read first", "numb fingers", "Read this first"),
    ("help", "?", "these keys"),
    ("in a paste", "\x1b[200~hip", "Areas"),
    ("in a session", "chin tuck\r", "GET READY"),
    ("your session", "neck\0\t", "del remove"),
    ("a name", "neck\0\x13My", "Save as:"),
    ("a length", "\x1410", "How long for"),
    ("composed", "\x145m shoulders\r", "enter play all"),
    ("a question", "knee rolls\r", "Enter plays it all the same"),
];

fn home_at((state, keys, words): Place) -> Pty {
    let mut pty = at_home();
    if !keys.is_empty() {
        pty.press(keys);
    }
    pty.wait_for(words);
    assert!(!pty.are_settings_as_before(), "{state}");
    pty
}

#[test]
fn every_signal_from_every_state_of_home_gives_the_terminal_back() {
    every_deadly_signal(STATES, home_at);
}

/// The keys that leave do so from every state, and give the terminal back.
#[test]
fn every_key_that_leaves_home_leaves_it_from_every_state() {
    for (state, keys, words) in STATES {
        // In a paste they are text, and a session has keys of its own.
        if ["in a paste", "in a session", "help"].contains(state) {
            continue;
        }
        for key in ["\x03", "\x11"] {
            // A prompt is closed first.
            let times = if key == "\x11" && ["a name", "a length"].contains(state) { 2 } else { 1 };
            let mut pty = home_at((state, keys, words));
            pty.press(&key.repeat(times));
            assert_eq!(pty.wait_for_end().0, State::Exited(0), "{state} {key:?}\n{}", pty.contents());
            pty.assert_given_back();
            assert_said_nothing_unknown(&pty.raw());
        }
    }
}

/// What does not suit the person is asked about, and any key but Enter plays nothing.
#[test]
fn at_home_one_is_asked_before_what_does_not_suit() {
    let mut pty = home_at(STATES[STATES.len() - 1]);
    pty.press("\x7f");
    pty.wait_for("What is stiff? knee roll ");
    assert!(!pty.contents().contains("all the same"), "{}", pty.contents());
    pty.press("s\r");
    pty.wait_for("Enter plays it all the same");
    pty.press("\r");
    pty.wait_for("GET READY");
    pty.press("\x03");
    pty.wait_for_end();
    pty.assert_given_back();
    // An area plays without it, and nobody is asked.
    let mut pty = at_home();
    pty.press("lower back\r");
    pty.wait_for("GET READY");
    pty.press("\x03");
    pty.wait_for_end();
}

#[test]
fn home_is_stopped_and_comes_back_with_what_was_typed() {
    for state in STATES.iter().filter(|it| !["in a paste", "in a session"].contains(&it.0)) {
        let mut pty = home_at(*state);
        pty.send(Signal::TSTP);
        assert_eq!(pty.wait_for_state().0, State::Stopped, "{}", state.0);
        pty.wait_for_main_screen();
        pty.assert_given_back();
        pty.send(Signal::CONT);
        pty.wait_for_other_screen();
        pty.wait_for(state.2);
        let since = pty.send(Signal::TERM);
        check_end(pty, state.0, State::Killed(Signal::TERM.as_raw()), since);
    }
}

#[test]
fn a_closed_window_leaves_no_home_behind() {
    let mut pty = home_at(STATES[1]);
    pty.close("x");
    assert_eq!(pty.wait_for_state().0, State::Killed(Signal::HUP.as_raw()));
}

/// Where nothing happens nothing is written, and a window of any size is drawn again.
#[test]
fn home_rests_and_follows_the_size_of_its_window() {
    let pty = at_home();
    pty.resize(30, 8);
    pty.wait_for("Neck");
    pty.resize(10, 3);
    pty.wait_for("too small");
    pty.resize(132, 43);
    pty.wait_for("Wrists and hands");
}

#[test]
fn leaving_is_a_success_whichever_key_it_is() {
    for key in ["\x11", "\x03", "\x04"] {
        let mut pty = at_home();
        let since = Instant::now();
        pty.press(key);
        check_end(pty, "leaving home", State::Exited(0), since);
    }
}

/// With `--plain` a number or words are typed, and the session is played in lines.
#[test]
fn in_lines_one_answers_with_a_number_or_words() {
    for (answer, title) in [("1", "Neck: "), ("chin tuck", "Chin tuck: ")] {
        let mut pty = Start::stretch(&["--plain"]).go();
        pty.wait_for_bytes(b" 1 Neck");
        pty.wait_for("Type a number");
        pty.press("99\n");
        pty.wait_for("There is no number 99");
        pty.press("zzzz\n");
        pty.wait_for("there is no area");
        pty.press(&format!("{answer}\n"));
        pty.wait_for(title);
        pty.wait_for("Enter pauses");
        pty.send(Signal::TERM);
        assert_eq!(pty.wait_for_end().0, State::Killed(Signal::TERM.as_raw()));
    }
    // What has no room on the screen is shown when it is asked for.
    let mut pty = Start::stretch(&["--plain"]).go();
    pty.wait_for("`m` shows");
    assert!(pty.contents().contains(" 1 Neck"), "{}", pty.contents());
    assert!(!pty.contents().contains("\n21 "), "{}", pty.contents());
    pty.press("m\n");
    pty.wait_for("\n21 ");
    assert!(!pty.contents().contains(" 1 Neck"), "{}", pty.contents());
    pty.press("\n");
    assert_eq!(pty.wait_for_end().0, State::Exited(0), "an empty line leaves");
}

/// What is put together is saved, found again, and right by `stretch check`.
#[test]
fn what_was_put_together_is_found_the_next_day() {
    let script = "\"$STRETCH\"; \"$STRETCH\" check && echo checked; read line; \"$STRETCH\"; echo over";
    let mut pty = Start::script(script).go();
    pty.wait_for_bytes(b"\x1b[?1006h");
    pty.press("neck\x00");
    pty.wait_for("added: Neck");
    pty.press("\x15hips\x00");
    pty.wait_for("added: Hips");
    pty.press("\x13");
    pty.wait_for("Save as:");
    pty.press("My \"ten\" minutes\r");
    pty.wait_for("saved: `stretch my-ten-minutes` plays it");
    pty.press("\x03");
    pty.wait_for("Saved: `stretch my-ten-minutes` plays it.");
    pty.wait_for("checked");
    pty.press("\n");
    pty.wait_for("What is stiff?");
    pty.press("my ten");
    pty.wait_for("My \"ten\" minutes");
    pty.press("\r");
    pty.wait_for("GET READY");
    pty.press("\x03");
}

/// Home with an editor that waits for a line, which was opened.
fn in_the_editor() -> Pty {
    let broken = "name: Mine\nsummary: Rests the arms.\nmuscles: [biceps]\ncaution: Stop if it hurts.\n\
        sources:\n  - name: Mine\nsteps:\n  - hodl: Let both arms hang.\n    for: 20s\n";
    let mut pty = Start::stretch(&[])
        .file(".local/share/stretch/routines/mine.yaml", broken)
        .file("editor", "#!/bin/sh\necho editing; read line; sed -i s/hodl/hold/ \"$1\"\n")
        .env("EDITOR", "/bin/sh editor")
        .env("PATH", "/usr/bin:/bin")
        .go();
    pty.wait_for_bytes(b"\x1b[?1006h");
    pty.press("\x1b[F");
    pty.wait_for("unknown key");
    pty.press("\x05");
    pty.wait_for("editing");
    pty.wait_for_main_screen();
    pty.assert_given_back();
    pty
}

/// The editor has the terminal while it runs, what it left is checked, and every way out leads from there.
#[test]
fn an_editor_gets_the_terminal_and_gives_it_back() {
    for key in ["\x03", "\x11"] {
        let mut pty = in_the_editor();
        pty.press("\n");
        pty.wait_for_other_screen();
        pty.wait_for("no problem");
        let since = Instant::now();
        pty.press(key);
        check_end(pty, "after an editor", State::Exited(0), since);
    }
    for signal in signals::deadly() {
        let mut pty = in_the_editor();
        pty.press("\n");
        pty.wait_for_other_screen();
        pty.wait_for("no problem");
        pty.send_number(signal);
        assert_eq!(pty.wait_for_end().0, State::Killed(signal), "{}", pty.contents());
        pty.assert_given_back();
        assert_said_nothing_unknown(&pty.raw());
    }
}

/// In ASCII nothing else is written, in the session too.
#[test]
fn in_ascii_nothing_else_is_written() {
    for (arguments, settings, locale) in
        [(&["--ascii"][..], "", "C.UTF-8"), (&[], "ascii: true\n", "C.UTF-8"), (&[], "", "C")]
    {
        let mut pty = Start::stretch(arguments)
            .file(".config/stretch/config.yaml", settings)
            .file(
                ".local/share/stretch/routines/cafe.yaml",
                "name: Café 首\nsteps:\n  - hold: Bleib…\n    for: 20s\n",
            )
            .env("LANG", locale)
            .go();
        pty.wait_for("Areas");
        pty.press("caf\r");
        pty.wait_for("GET READY");
        pty.wait_for("Cafe");
        pty.press("l");
        pty.wait_for("All that is played");
        pty.press("\x1b");
        // A key that follows at once would be one with Alt.
        pty.wait_for("space pause");
        pty.press("\x03");
        pty.wait_for_end();
        let raw = pty.raw();
        let end = raw.windows(8).position(|it| it == b"\x1b[?1049l").unwrap_or(raw.len());
        assert!(raw[..end].is_ascii(), "{arguments:?} {settings:?} {locale}");
    }
}
