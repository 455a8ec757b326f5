//! Cues through real processes: small scripts in the place of programs that speak and play, which
//! note their arguments, what they read and when.
//!
//! Nothing here waits for a time, only for a condition; a machine may be as slow as it likes.

#![expect(clippy::disallowed_methods, reason = "scripts are written, their notes are read")]
#![expect(clippy::disallowed_macros, reason = "what was measured and what was skipped is printed")]

mod piper;
mod program;

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::PathBuf,
    sync::mpsc,
    time::{Duration, Instant},
};

use rustix::process::{Pid, test_kill_process};
use stretch::{
    model::{
        moment::Moment,
        parse,
        plan::{Choice, Plan, Wishes},
        player::{Event, PATIENCE, Player},
        sentence,
    },
    stage::Look,
    world::voice::{
        Bell, Sounds, VoiceWishes,
        programs::{Channel, FoundProgram, KnownProgram, PLAYERS, Programs, SPEAKERS},
    },
};
use tempfile::TempDir;

use crate::pty::send;

const LOOK: Look = Look { figure: true, mirror: false, muted: false };
/// A test that waited so long will wait for ever.
const FOR_EVER: Duration = Duration::from_secs(60);

fn known(table: &'static [KnownProgram], name: &str) -> &'static KnownProgram {
    table.iter().find(|it| it.name == name).expect("it is in the table")
}

/// A folder with scripts and what they noted.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk { folder: TempDir::new().expect("a folder for the test") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A script that notes its number, its arguments and its stdin, and then does something.
    fn script(&self, name: &str, then: &str) -> PathBuf {
        let bin = self.path("bin");
        fs::create_dir_all(&bin).expect("a folder for scripts");
        let notes = self.path("notes");
        let text = format!(
            "#!/bin/sh\nnote() {{ echo \"{name}: $*\" >> {notes}; }}\nread -r words\n\
             note \"pid $$ args $* words $words\"\n{then}\n",
            notes = notes.display()
        );
        let path = bin.join(name);
        fs::write(&path, text).expect("the script can be written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it can be run");
        path
    }

    fn notes(&self) -> Vec<String> {
        let text = fs::read_to_string(self.path("notes")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// Waits until there are notes of which this is true.
    fn wait_for(&self, what: &str, is_there: impl Fn(&[String]) -> bool) -> Vec<String> {
        wait_until(what, || Some(self.notes()).filter(|it| is_there(it)))
    }

    /// A session of these words, at its beginning, with these programs.
    fn session(&self, words: &str, speakers: &[(&str, &str)], players: &[(&str, &str)]) -> Session {
        let found = |table, scripts: &[(&str, &str)]| Channel {
            found: scripts
                .iter()
                .map(|(name, then)| FoundProgram::known(known(table, name), self.script(name, then)))
                .collect(),
            missing: Vec::new(),
        };
        let programs = Programs {
            speech: found(SPEAKERS, speakers),
            tones: found(PLAYERS, players),
            folders: vec![self.path("sounds")],
        };
        let sounds = Sounds::open(programs, &VoiceWishes::default(), 1, Bell::None);
        let source = format!("name: {words}\nsteps:\n  - hold: {words}\n    for: 30s\n");
        let routine = parse::routine(source.as_bytes(), "a", None).value.expect("it is right");
        let choice = Choice { routine: routine.into(), rounds: None };
        let plan = Plan::new(&[choice], &Wishes::default()).expect("it can be played");
        let (player, due) = Player::new(plan, PATIENCE, Moment::START);
        let mut session = Session { player, sounds, slowest: Duration::ZERO };
        session.perform(&due, Moment::START);
        session
    }
}

/// A player and what it is heard through; time is what the test says.
struct Session {
    player: Player,
    sounds: Sounds,
    slowest: Duration,
}

impl Session {
    fn perform(&mut self, due: &[stretch::model::player::DueEffect], now: Moment) {
        for effect in due {
            let began = Instant::now();
            self.sounds.perform(&self.player, effect, &LOOK, now);
            self.slowest = self.slowest.max(began.elapsed());
        }
    }

    fn happens(&mut self, event: Event) {
        let now = Moment(Duration::from_millis(10));
        let due = self.player.update(event, now);
        self.perform(&due, now);
    }
}

fn wait_until<T>(what: &str, mut is_so: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = is_so() {
            return found;
        }
        assert!(began.elapsed() < FOR_EVER, "waited too long: {what}");
        let (_open, never) = mpsc::channel::<()>();
        let _ = never.recv_timeout(Duration::from_millis(2));
    }
}

fn pid_in(note: &str) -> Pid {
    let number = note.split("pid ").nth(1).and_then(|it| it.split(' ').next()).and_then(|it| it.parse().ok());
    number.and_then(Pid::from_raw).unwrap_or_else(|| panic!("no number in {note}"))
}

/// Whether a process runs no more; one that only waits to be reaped by others does not run.
fn is_gone(pid: Pid) -> bool {
    let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
    test_kill_process(pid).is_err() || stat.contains(") Z ")
}

#[test]
fn words_are_read_and_never_stand_on_a_command_line() {
    for words in ["-f x", "--help", "$(id)", "`id`; id", "a | b > c"] {
        let desk = Desk::new();
        let mut session = desk.session(&format!("\"{words}\""), &[("espeak-ng", "sleep 30")], &[]);
        session.happens(Event::Next);
        // A program that has never ended well is given one sentence at a time.
        let first = sentence::sentences(words).first().copied().unwrap_or(words);
        let notes = desk
            .wait_for("the words", |notes| notes.iter().any(|it| it.ends_with(&format!("words {first}"))));
        for note in &notes {
            let arguments = note.split(" words ").next().unwrap_or_default();
            assert!(arguments.ends_with("args --stdin -s 165 -a 100"), "{note}");
        }
    }
}

#[test]
fn a_program_is_in_a_group_of_its_own_and_never_sees_the_terminal() {
    let desk = Desk::new();
    let then = "for n in 0 1 2; do test -t $n && note terminal; done\n\
                note group $(ps -o pgid= -p $$ 2>/dev/null || cut -d' ' -f5 /proc/$$/stat)\nsleep 30";
    let _session = desk.session("Nod.", &[("espeak-ng", then)], &[]);
    let notes = desk.wait_for("the group", |notes| notes.iter().any(|it| it.contains("group")));
    assert!(!notes.iter().any(|it| it.contains("terminal")), "{notes:?}");
    let own = pid_in(&notes[0]).as_raw_nonzero().to_string();
    assert_eq!(notes[1].split_whitespace().last(), Some(own.as_str()));
}

#[test]
fn a_pause_the_next_part_and_muting_end_what_is_spoken() {
    type Change = fn(&mut Session);
    let changes: [(&str, Change); 4] = [
        ("pause", |it| it.happens(Event::Pause)),
        ("next", |it| it.happens(Event::Next)),
        ("quit", |it| {
            it.happens(Event::Quit);
            it.happens(Event::Quit);
        }),
        ("mute", |it| it.sounds.follow(&Look { muted: true, ..LOOK })),
    ];
    for (name, change) in changes {
        let desk = Desk::new();
        // It starts another program, which has to end with it.
        let then = "sleep 30 & note \"child pid $!\"; wait; note over";
        let mut session = desk.session("Nod slowly, as far as is easy.", &[("espeak-ng", then)], &[]);
        let notes = desk.wait_for("its child", |notes| notes.iter().any(|it| it.contains("child")));
        let began = Instant::now();
        change(&mut session);
        for note in &notes[..2] {
            wait_until("it is gone", || is_gone(pid_in(note)).then_some(()));
        }
        println!("{name}: gone after {:?}", began.elapsed());
        assert!(!desk.notes()[..2].iter().any(|it| it.contains("over")), "{name}: it spoke to its end");
        drop(session);
    }
}

#[test]
fn what_ends_the_session_ends_what_is_spoken() {
    let desk = Desk::new();
    let session = desk.session("Nod.", &[("espeak-ng", "trap '' TERM INT HUP; sleep 30")], &[]);
    let notes = desk.wait_for("it speaks", |notes| !notes.is_empty());
    drop(session);
    wait_until("it is gone", || is_gone(pid_in(&notes[0])).then_some(()));
}

#[test]
fn whatever_programs_do_an_effect_takes_no_time() {
    for then in ["trap '' TERM; sleep 30", "exit 7", "exec 0<&-; sleep 30", "kill -9 $$", "sleep 0.01"] {
        let desk = Desk::new();
        let mut session = desk.session("Nod.", &[("espeak-ng", then)], &[("aplay", then)]);
        let (mut slow, mut all) = (0, Vec::new());
        for round in 0..50 {
            session.slowest = Duration::ZERO;
            session.happens(if round % 2 == 0 { Event::Pause } else { Event::Proceed });
            slow += usize::from(session.slowest > Duration::from_millis(20));
            all.push(session.slowest);
        }
        all.sort();
        println!("an effect takes {:?}, at most {:?}: {then}", all[25], all[49]);
        // The machine itself may stand still for a moment, but not again and again.
        assert!(slow < 5, "{then}: {slow} of 50 effects took more than 20 ms");
    }
}

#[test]
fn what_fails_is_told_once_and_tried_no_more() {
    let desk = Desk::new();
    let speakers = [("espeak-ng", "exit 3"), ("spd-say", "exit 0")];
    let mut session = desk.session("Nod.", &speakers, &[("aplay", "exit 1")]);
    let mut notices = Vec::new();
    for turn in 0..6 {
        let spoken = |notes: &[String]| notes.iter().filter(|it| it.starts_with("spd-say")).count();
        desk.wait_for("it is spoken", |notes| spoken(notes) > turn);
        session.happens(if turn % 2 == 0 { Event::Pause } else { Event::Proceed });
        notices.extend(session.sounds.take_notice().map(|it| it.to_string()));
    }
    let tried = |name: &str| desk.notes().iter().filter(|it| it.starts_with(name)).count();
    assert_eq!((tried("espeak-ng"), tried("aplay")), (1, 1), "{:?}", desk.notes());
    assert_eq!(
        notices,
        [
            "going on without sound: `aplay` failed with code 1; going on with `spd-say`: `espeak-ng` failed with code 3"
        ]
    );
}

#[test]
fn a_program_that_fails_is_told_with_the_reason_that_it_gave() {
    let desk = Desk::new();
    let says = "printf 'a line before\\n\\033[31mno such device\\033[m\\n\\n---\\n' >&2; exit 1";
    let long = "yes x | tr -d '\\n' | head -c 300000 >&2; exit 2";
    let mut session = desk.session("Nod.", &[("espeak-ng", says), ("spd-say", long)], &[]);
    let notice = wait_until("a notice", || session.sounds.take_notice());
    assert_eq!(
        notice.as_str(),
        format!(
            "going on without sound: `espeak-ng` failed with code 1 (\u{fffd}[31mno such device\u{fffd}[m) and \
             `spd-say` failed with code 2 ({}…)",
            "x".repeat(100)
        )
    );
}

#[test]
fn what_holds_its_stderr_open_holds_up_nothing() {
    let desk = Desk::new();
    let then = "(trap '' HUP; exec sleep 1000) & note \"child pid $!\"; exit 4";
    let mut session = desk.session("Nod.", &[("espeak-ng", then)], &[]);
    let notice = wait_until("a notice", || session.sounds.take_notice());
    assert_eq!(notice.as_str(), "going on without sound: `espeak-ng` failed with code 4");
    let notes = desk.notes();
    let child = notes.iter().find(|it| it.contains("child")).expect("it was noted");
    send(pid_in(child), rustix::process::Signal::KILL.as_raw());
}

#[test]
fn until_a_voice_has_spoken_it_is_given_a_sentence_at_a_time() {
    let desk = Desk::new();
    let _session = desk.session("Nod. Stop there", &[("spd-say", "exit 0")], &[]);
    let notes = desk.wait_for("all words", |notes| notes.len() == 2);
    let words: Vec<&str> = notes.iter().filter_map(|it| it.split(" words ").nth(1)).collect();
    let is_alone = words[0].starts_with("Nod.") && !words[0].contains("Stop");
    assert!(is_alone, "the first sentence alone: {words:?}");
    assert!(words[1].starts_with("Stop there. Stop on "), "then all the rest: {words:?}");
}

#[test]
fn who_ends_at_once_was_not_heard() {
    let desk = Desk::new();
    let mut session = desk.session("Nod slowly, as far as is easy.", &[("espeak-ng", "exit 0")], &[]);
    let notice = wait_until("a notice", || session.sounds.take_notice());
    assert_eq!(notice.as_str(), "going on without sound: `espeak-ng` ended at once, so nothing was heard");
}

#[test]
fn a_sound_is_a_file_that_is_played_before_its_words() {
    let desk = Desk::new();
    let check = format!("head -c 12 \"$2\" | tr -d '\\0' >> {}", desk.path("head").display());
    let _session = desk.session("Nod.", &[("espeak-ng", "sleep 30")], &[("aplay", &check)]);
    let notes = desk.wait_for("both", |notes| notes.len() == 2);
    assert!(notes[0].starts_with("aplay") && notes[0].contains("-q "), "{notes:?}");
    assert!(notes[0].contains("next-100.wav"), "{notes:?}");
    assert!(notes[1].contains("words Nod."), "{notes:?}");
    let head = fs::read(desk.path("head")).expect("it was played");
    assert!(head.starts_with(b"RIFF") && head.ends_with(b"WAVE"), "{head:?}");
}

#[test]
fn words_wait_for_their_sound_and_not_for_its_program() {
    let desk = Desk::new();
    let mut session =
        desk.session("Nod.", &[("espeak-ng", "sleep 30")], &[("aplay", "trap '' TERM; sleep 30")]);
    let notes = desk.wait_for("both", |notes| notes.len() == 2);
    session.happens(Event::Pause);
    for note in &notes {
        wait_until("it is gone", || is_gone(pid_in(note)).then_some(()));
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
