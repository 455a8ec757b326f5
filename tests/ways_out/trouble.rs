//! Troubles that cannot be caused in the program from outside: errors, panics, a terminal that is stuck.

#![expect(
    clippy::disallowed_methods,
    reason = "the trouble is read from the environment, and measured times are printed"
)]
#![expect(clippy::disallowed_macros, reason = "measured times are printed")]

use std::{
    env, fs, io,
    sync::{Arc, Barrier},
    thread,
    time::{Duration, Instant},
};

use rustix::process::Signal;
use stretch::{
    model::{
        journal::Asked,
        moment::Moment,
        plan::{Choice, Plan, Wishes},
        player::{self, Player},
        text::Text,
    },
    stage::{self, Happening, Screens, Stage},
    view::{
        palette::{Colours, Glyphs, Palette},
        screen::session::SessionScreen,
    },
    world::{
        journal::Recorder,
        library::Library,
        terminal::{TerminalStage, device::Device, ways_out},
        voice::{Bell, Sounds, VoiceWishes, programs::Programs},
    },
};

use super::{SIGTERM, check_end};
use crate::{
    pty::{Start, State},
    stages::LOOK,
};

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
    pty.wait_for_bytes(TAKING);
    let since = pty.send(Signal::TERM);
    check_end(pty, "TERM while taking", State::Killed(SIGTERM), since);
}

#[test]
fn a_terminal_given_back_by_a_panic_is_not_taken_again() {
    check_trouble("panic while taking", State::Exited(101), "the grip gave way");
}

/// Whatever ends the program, what was held is in the log.
#[test]
fn what_is_held_when_the_program_panics_is_in_the_log() {
    let start = start_trouble("panic in a hold");
    let journal = start.home().join(".local/share/stretch/journal");
    let since = Instant::now();
    let _home = check_end(start.go(), "panic in a hold", State::Exited(101), since);
    let files = fs::read_dir(journal).expect("there is a log").map(|it| it.expect("a file").path());
    let lines: String = files.filter_map(|it| fs::read_to_string(it).ok()).collect();
    let held: Vec<&str> = lines.lines().filter(|it| it.contains("\"event\":\"skipped\"")).collect();
    assert_eq!(held.len(), 1, "{lines}");
    assert!(held[0].contains("\"routine\":\"neck-release\""), "{lines}");
}

/// What is written before a terminal gets stuck.
const STUCK: &[u8] = b"stuck from here";
/// What is written once several threads take the terminal again and again.
const TAKING: &[u8] = b"taken by all";

/// Troubles that cannot be caused in the program from outside.
fn start_trouble(trouble: &str) -> Start {
    let this = env::current_exe().expect("this binary has a path");
    Start::program(this)
        .arguments(&["ways_out::trouble::trouble", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
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
    let mut sounds = Sounds::open(Programs::default(), &VoiceWishes::default(), 1, Bell::Terminal);
    let mut device = Device::open().expect("there is a terminal");
    // A hundred times as fast, so that the first hold has begun at once.
    let (mut log, speed) = match trouble.as_str() {
        "panic in a hold" => (Some(Recorder::begin(&Text::clean("Trouble"), Asked::default(), None)), 100),
        _ => (None, 1),
    };
    let ready: u32 =
        plan.segments().iter().take_while(|it| !it.kind.is_timed()).filter_map(|it| it.length).sum();
    let in_a_hold = Moment::START + Duration::from_secs(u64::from(ready) + 3);
    let stage = TerminalStage::begin(&mut device, &mut sounds, log.as_mut(), palette, speed);
    let mut stage = Troubled { stage, trouble, frames: 0, in_a_hold };
    // As in a preview, a busy machine's tenth of a second is no absence of ten.
    let begun = Player::new(plan, player::PATIENCE.saturating_mul(speed), Moment::START);
    let ended = stage::play(&mut SessionScreen::new(Text::clean("Trouble"), begun, LOOK), &mut stage);
    drop(device);
    if let Err(error) = ended {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
}

/// Takes the terminal again and again in several threads, so that one of them is always about to. Returns when
/// each of them has begun.
fn take_all_the_time() {
    const THREADS: usize = 8;
    let begun = Arc::new(Barrier::new(THREADS + 1));
    for _ in 0..THREADS {
        let begun = Arc::clone(&begun);
        thread::spawn(move || {
            begun.wait();
            while ways_out::take().is_ok() {}
        });
    }
    begun.wait();
}

/// A terminal on which something goes wrong after the first frame.
struct Troubled<'s> {
    stage: TerminalStage<'s>,
    trouble: String,
    frames: u32,
    /// When the first hold has begun.
    in_a_hold: Moment,
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
        self.stage.draw(screens, now)?;
        if now >= self.in_a_hold && self.trouble == "panic in a hold" {
            panic!("the neck gave way");
        }
        Ok(())
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
                "taking" => {
                    take_all_the_time();
                    ways_out::write_frame(TAKING)?;
                    loop {
                        ways_out::take()?;
                    }
                }
                "panic while taking" => {
                    take_all_the_time();
                    panic!("the grip gave way");
                }
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

    fn perform(&mut self, session: &SessionScreen, due: &player::DueEffect) -> io::Result<()> {
        self.stage.perform(session, due)
    }
}
