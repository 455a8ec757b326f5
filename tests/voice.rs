//! Cues through real processes: small scripts in the place of programs that speak and play, which
//! note their arguments, what they read and when.
//!
//! Nothing here waits for a time, only for a condition; a machine may be as slow as it likes.

#![expect(clippy::disallowed_methods, reason = "scripts are written, their notes are read")]
#![expect(clippy::disallowed_macros, reason = "what was measured and what was skipped is printed")]

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::mpsc,
    time::{Duration, Instant},
};

use rustix::process::{Pid, test_kill_process};
use stretch::{
    model::{
        cue,
        moment::Moment,
        parse,
        plan::{Choice, Plan, Wishes},
        player::{Event, PATIENCE, Player},
        sentence,
        text::Text,
    },
    stage::Look,
    world::{
        terminal::signals,
        voice::{
            Bell, CuePlayer, Sounds, Wanted,
            programs::{Channel, Found, KnownProgram, PLAYERS, Programs, SPEAKERS},
        },
    },
};
use tempfile::TempDir;

use crate::{program::at_home, pty::send};

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
                .map(|(name, then)| Found::known(known(table, name), self.script(name, then)))
                .collect(),
            missing: Vec::new(),
        };
        let programs = Programs {
            speech: found(SPEAKERS, speakers),
            tones: found(PLAYERS, players),
            folders: vec![self.path("sounds")],
        };
        let sounds = Sounds::open(programs, &Wanted::default(), 1, Bell::None);
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
    fn perform(&mut self, due: &[stretch::model::player::Due], now: Moment) {
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
            "`aplay` failed with code 1; going on without sound; `espeak-ng` failed with code 3; going on with `spd-say`"
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
            "`espeak-ng` failed with code 1 (\u{fffd}[31mno such device\u{fffd}[m) and `spd-say` failed with code 2 ({}…); \
             going on without sound",
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
    assert_eq!(notice.as_str(), "`espeak-ng` failed with code 4; going on without sound");
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
    assert_eq!(words[0], "Nod.", "the first sentence alone: {words:?}");
    assert!(words[1].starts_with("Stop there. "), "then all the rest: {words:?}");
}

#[test]
fn who_ends_at_once_was_not_heard() {
    let desk = Desk::new();
    let mut session = desk.session("Nod slowly, as far as is easy.", &[("espeak-ng", "exit 0")], &[]);
    let notice = wait_until("a notice", || session.sounds.take_notice());
    assert_eq!(notice.as_str(), "`espeak-ng` ended at once, so nothing was heard; going on without sound");
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

/// The program itself, at home in the desk, with only its scripts and the shell's own in PATH.
fn stretch(desk: &Desk, arguments: &[&str]) -> Command {
    let mut command = at_home(desk.folder.path());
    let path = format!("{}:/usr/bin:/bin", desk.path("bin").display());
    let path = if desk.path("bin").is_dir() { path } else { "/nowhere".to_owned() };
    command
        .args(arguments)
        .env("PATH", path)
        .env("XDG_RUNTIME_DIR", desk.folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn run(desk: &Desk, arguments: &[&str]) -> Output {
    stretch(desk, arguments).output().expect("it runs")
}

fn set(desk: &Desk, settings: &str) {
    let folder = desk.path(".config/stretch");
    fs::create_dir_all(&folder).expect("a folder for settings");
    fs::write(folder.join("config.yaml"), settings).expect("settings can be written");
}

#[test]
fn a_session_in_print_says_aloud_what_it_prints() {
    let desk = Desk::new();
    desk.script("my-voice", "exit 0");
    set(&desk, "talk: full\nspeech: [my-voice, -f, \"-\"]\n");
    fs::write(desk.path("nod.yaml"), "name: Nod\nsteps:\n  - hold: $(id) nod.\n    for: 6s\n")
        .expect("written");
    let output = run(&desk, &["./nod.yaml", "--plain", "--speed", "3"]);
    let printed = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{printed}{}", text(&output.stderr));
    let printed: Vec<&str> = printed.lines().collect();
    assert_eq!(
        printed[2..6],
        [
            "Nod. Stop if you feel sharp pain, tingling or numbness, or if you feel dizzy, sick, faint or unsteady.",
            "$(id) nod.",
            "hold 6 seconds",
            "and release, done: 6 seconds held"
        ]
    );
    let notes = desk.notes();
    let own = |it: &&String| it.starts_with("my-voice");
    assert!(notes.iter().filter(own).all(|it| it.contains("args -f - words")), "{notes:?}");
    assert!(notes.iter().filter(own).any(|it| it.ends_with("words $(id) nod.")), "{notes:?}");
}

/// What a session in print says on stderr with these settings.
fn said(desk: &Desk, settings: &str) -> String {
    set(desk, settings);
    fs::write(desk.path("nod.yaml"), "name: Nod\nsteps:\n  - hold: Nod.\n    for: 6s\n").expect("written");
    let output = run(desk, &["./nod.yaml", "--plain", "--speed", "3"]);
    assert_eq!(output.status.code(), Some(0));
    text(&output.stderr)
}

#[test]
fn a_program_of_ones_own_that_cannot_be_used_is_told_with_the_reason() {
    let desk = Desk::new();
    desk.script("espeak-ng", "sleep 1");
    assert_eq!(
        said(&desk, "talk: full\nspeech: [/no/such]\n"),
        "warning: `/no/such` cannot be used: not found; going on with `espeak-ng`\n"
    );
    assert_eq!(
        said(&desk, "talk: full\nspeech: [/]\n"),
        "warning: `/` cannot be used: it is a folder; going on with `espeak-ng`\n"
    );
    let mine = desk.script("my-voice", "exit 0");
    fs::set_permissions(&mine, fs::Permissions::from_mode(0o644)).expect("it can be changed");
    assert_eq!(
        said(&desk, "talk: full\nspeech: [my-voice]\n"),
        "warning: `my-voice` cannot be used: it is there, but is not executable; going on with `espeak-ng`\n"
    );
    let cues = text(&run(&desk, &["cues"]).stdout);
    let row = |name: &str| cues.lines().find(|it| it.contains(name)).unwrap_or_default().to_owned();
    assert!(row("my-voice").ends_with("it is there, but is not executable"), "{cues}");
    assert!(row("spd-say").ends_with("not found"), "{cues}");
    fs::set_permissions(&mine, fs::Permissions::from_mode(0o755)).expect("it can be changed");
    fs::write(&mine, "#!/no/such/shell\n").expect("written");
    let told = said(&desk, "talk: full\nspeech: [my-voice]\n");
    assert!(
        told.contains("`my-voice` does not start: the program in its first line is not there;"),
        "{told}"
    );
    assert_eq!(said(&desk, "talk: off\nspeech: [/no/such]\n"), "", "nothing is to be spoken");
}

#[test]
fn when_ones_own_voice_and_the_next_fail_both_are_named() {
    let desk = Desk::new();
    desk.script("my-voice", "echo 'no voice today' >&2; exit 1");
    desk.script("espeak-ng", "echo 'no sound card' >&2; exit 1");
    let told = said(&desk, "talk: full\nspeech: [my-voice]\n");
    assert_eq!(
        told,
        "warning: `my-voice` failed with code 1 (no voice today) and `espeak-ng` failed with code 1 (no sound card); \
         going on without sound\n"
    );
}

#[test]
fn a_voice_that_hangs_is_told_in_the_session_and_does_not_hold_up_its_end() {
    let desk = Desk::new();
    desk.script("spd-say", "trap '' TERM; sleep 1000");
    set(&desk, "talk: full\n");
    fs::write(desk.path("nod.yaml"), "name: Nod\nsteps:\n  - hold: Nod.\n    for: 6s\n").expect("written");
    let began = Instant::now();
    // Both streams are one, so that the order is known.
    let both = "exec \"$0\" ./nod.yaml --plain 2>&1";
    let program = stretch(&desk, &[]);
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", both]).arg(program.get_program()).current_dir(desk.folder.path()).env_clear();
    shell.envs(program.get_envs().filter_map(|it| Some((it.0, it.1?)))).stdin(Stdio::null());
    let output = shell.output().expect("it runs");
    println!("a session with a voice that hangs took {:?}", began.elapsed());
    let printed = text(&output.stdout);
    let told = "warning: `spd-say` hangs, so nothing was heard; going on without sound";
    let lines: Vec<&str> = printed.lines().collect();
    let place = |line: &str| lines.iter().position(|it| *it == line);
    assert!(place(told).is_some() && place(told) < place("and release, done: 6 seconds held"), "{printed}");
    assert_eq!(lines.iter().filter(|it| it.starts_with("warning")).count(), 1, "{printed}");
    for note in desk.notes() {
        wait_until("it is gone", || is_gone(pid_in(&note)).then_some(()));
    }
}

/// Whatever signal ends the program, nothing goes on speaking, and the parent sees that signal.
#[test]
fn every_signal_ends_the_voice_with_the_program() {
    // Whoever runs the tests may have had some of them ignored, as `nohup` does.
    let signals: Vec<i32> = signals::deadly().filter(|it| !signals::is_ignored(*it)).collect();
    for signal in &signals {
        let desk = Desk::new();
        desk.script("my-voice", "exec sleep 30");
        set(&desk, "talk: full\nspeech: [my-voice]\n");
        let mut child = stretch(&desk, &["neck", "--plain"]).spawn().expect("it runs");
        let notes = desk.wait_for("it speaks", |notes| notes.iter().any(|it| it.starts_with("my-voice")));
        let voice = notes.iter().find(|it| it.starts_with("my-voice")).expect("it was found");
        send(Pid::from_child(&child), *signal);
        let status = child.wait().expect("it ends");
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(*signal));
        wait_until("the voice is gone", || is_gone(pid_in(voice)).then_some(()));
    }
    println!("{} signals", signals.len());
}

#[test]
fn a_pipe_hears_nothing_unless_it_was_asked_for() {
    let desk = Desk::new();
    for name in ["espeak-ng", "aplay"] {
        desk.script(name, "exit 0");
    }
    let output = run(&desk, &["neck-release", "--plain", "--speed", "1000"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(!output.stdout.contains(&7), "no bell either");
    assert_eq!(desk.notes(), [""; 0]);
}

#[test]
fn cues_tell_what_can_be_heard() {
    let nothing = Desk::new();
    let output = run(&nothing, &["cues"]);
    assert_eq!(output.status.code(), Some(1));
    let errors = text(&output.stderr);
    assert!(errors.starts_with("error: nothing can be heard\nhint: "), "{errors}");
    assert!(text(&output.stdout).contains("espeak-ng       no      not found\n"), "{}", text(&output.stdout));

    let desk = Desk::new();
    desk.script("my-voice", "exit 0");
    desk.script("pw-play", "exit 1");
    desk.script("paplay", "exit 0");
    set(&desk, "speech: [my-voice]\n");
    let output = run(&desk, &["cues", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let state = |channel: &str, name: &str| {
        let rows = found[channel].as_array().expect("a list");
        rows.iter().find(|it| it["name"] == name).map(|it| it["state"].to_string()).unwrap_or_default()
    };
    assert_eq!(state("speech", "my-voice"), "\"used\"");
    assert_eq!(state("sounds", "pw-play"), "\"failed\"");
    assert_eq!(state("sounds", "paplay"), "\"used\"");
    let notes = desk.notes();
    let times = |name: &str| notes.iter().filter(|it| it.starts_with(name)).count();
    let all = cue::samples().len();
    assert_eq!((times("my-voice"), times("pw-play"), times("paplay")), (all, 1, all));
}

#[test]
fn over_ssh_nobody_speaks_at_the_other_machine() {
    let desk = Desk::new();
    desk.script("espeak-ng", "exit 0");
    let output = stretch(&desk, &["cues"]).env("SSH_CONNECTION", "a b c d").output().expect("it runs");
    assert_eq!((output.status.code(), desk.notes().len()), (Some(1), 0));
    assert!(text(&output.stdout).contains("over SSH"), "{}", text(&output.stdout));
}

#[test]
fn a_flag_stands_before_the_environment_and_that_before_the_file() {
    let desk = Desk::new();
    set(&desk, "talk: brief\nlevel: full\n");
    let cues = |variable: &str, flag: &str| {
        let mut arguments = vec!["neck-release", "--dry-run", "--cues"];
        arguments.extend(flag.split_whitespace());
        let output = stretch(&desk, &arguments).env("STRETCH_TALK", variable).output().expect("it runs");
        text(&output.stdout).contains("Feel the left side")
    };
    assert_eq!([cues("", ""), cues("full", ""), cues("full", "--talk brief")], [false, true, false]);
}

#[test]
fn a_real_voice_has_sound_and_lasts_about_as_long_as_estimated() {
    let [espeak, sox] = ["espeak-ng", "sox"].map(|it| {
        let file = Path::new("/usr/bin").join(it);
        file.is_file().then_some(file)
    });
    let (Some(espeak), Some(sox)) = (espeak, sox) else {
        println!("skipped: espeak-ng and sox are not both installed");
        return;
    };
    let (mut all, mut whole) = (Duration::ZERO, Duration::ZERO);
    for words in [
        "Tip your head towards your right shoulder, chin still low. Feel the left side of your neck stretch.",
        "And release. Bring your head to the middle, then lift it slowly.",
        "hold 1 minute 45 seconds",
        "half-way",
        "Now to your left.",
    ] {
        let desk = Desk::new();
        let wav = desk.path("words.wav");
        fs::write(desk.path("words"), words).expect("words can be written");
        let spoken = Command::new(&espeak)
            .args(["--stdin", "-s", "165", "-w"])
            .arg(&wav)
            .stdin(fs::File::open(desk.path("words")).expect("they were written"))
            .status();
        assert!(spoken.is_ok_and(|it| it.success()), "{words}");
        let stat = Command::new(&sox).arg(&wav).args(["-n", "stat"]).output().expect("sox runs");
        let stat = text(&stat.stderr);
        let figure = |name: &str| {
            let line = stat.lines().find(|it| it.starts_with(name)).unwrap_or_default();
            line.rsplit(' ').next().and_then(|it| it.parse::<f64>().ok()).unwrap_or_default()
        };
        assert!(figure("RMS     amplitude") > 0.01, "{words}: silence\n{stat}");
        let lasts = figure("Length (seconds)");
        let estimate = stretch::model::speech::spoken(&Text::clean(words));
        println!("{lasts:5.2} s, estimated {:5.2} s: {words}", estimate.as_secs_f64());
        assert!(
            (0.7..1.35).contains(&(lasts / estimate.as_secs_f64())),
            "{words}: {lasts} s, not {estimate:?}"
        );
        all += Duration::from_secs_f64(lasts);
        whole += estimate;
    }
    assert!((0.85..1.1).contains(&all.div_duration_f64(whole)), "{all:?} in all, not {whole:?}");
}

/// A Piper that notes what it is given and writes a short sound for each line into its folder.
fn fake_piper(desk: &Desk, then: &str) -> PathBuf {
    let path = desk.script("piper", "");
    let text = format!(
        "#!/bin/sh\necho \"piper: pid $$ began $1 $2\" >> {notes}\nnumber=0\nwhile read -r line; do\n\
         number=$((number + 1))\necho \"piper: $line\" >> {notes}\n{then}\n\
         printf 'RIFF\\046\\000\\000\\000WAVEfmt \\020\\000\\000\\000\\001\\000\\001\\000\\042\\126\\000\\000\\104\\254\\000\\000\
         \\002\\000\\020\\000data\\002\\000\\000\\000\\000\\020' > \"$4/part\"\nmv \"$4/part\" \"$4/$number.wav\"\ndone\n",
        notes = desk.path("notes").display()
    );
    fs::write(&path, text).expect("the script can be written");
    path
}

fn with_piper(desk: &Desk, then: &str) -> CuePlayer {
    let speech = Channel {
        found: vec![
            Found::piper(fake_piper(desk, then), desk.path("en_GB-voice.onnx")),
            Found::known(known(SPEAKERS, "espeak-ng"), desk.script("espeak-ng", "sleep 2")),
        ],
        missing: Vec::new(),
    };
    let tones = Channel {
        found: vec![Found::known(known(PLAYERS, "aplay"), desk.script("aplay", ""))],
        missing: Vec::new(),
    };
    let programs = Programs { speech, tones, folders: vec![desk.path("sounds")] };
    CuePlayer::new(programs, Wanted { volume: 50, ..Wanted::default() }, Bell::None)
}

#[test]
fn piper_is_kept_running_between_cues_and_its_sentences_are_played() {
    let desk = Desk::new();
    let mut player = with_piper(&desk, "");
    for _ in 0..2 {
        let failures = player.perform_now(&cue::voice_sample("piper"));
        assert!(failures.is_empty(), "{failures:?}");
    }
    let notes = desk.notes();
    let count = |what: &str| notes.iter().filter(|it| it.contains(what)).count();
    assert_eq!(count("piper: pid"), 1, "it began once: {notes:?}");
    assert_eq!(count("piper: This is piper."), 2, "a sentence a line: {notes:?}");
    assert_eq!(count("piper: Tip your head towards your right shoulder."), 2, "{notes:?}");
    let played: Vec<&String> = notes.iter().filter(|it| it.starts_with("aplay")).collect();
    assert_eq!(played.iter().filter(|it| it.contains("spoken.wav")).count(), 4, "{notes:?}");
    let began = notes.iter().find(|it| it.contains("began")).expect("it began");
    assert!(began.contains("began --model ") && began.contains("en_GB-voice.onnx"), "{began}");
    let pid = pid_in(began);
    drop(player);
    wait_until("it has ended", || is_gone(pid).then_some(()));
    assert!(!desk.path("sounds").join(format!("piper-{}", std::process::id())).exists(), "nothing is left");
}

#[test]
fn a_piper_that_ends_gives_way_to_the_next_voice() {
    let desk = Desk::new();
    let mut player = with_piper(&desk, "exit 3");
    let failures = player.perform_now(&cue::voice_sample("piper"));
    let told: Vec<String> = failures.iter().map(|it| format!("{} {}", it.name, it.why)).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("piper has ended"), "{told:?}");
    assert!(desk.notes().iter().any(|it| it.starts_with("espeak-ng") && it.contains("This is piper.")));
}
