//! What the program itself makes audible, what it says of voices that fail, and that it leaves none behind.

#![expect(clippy::disallowed_methods, reason = "scripts are written, their notes are read")]
#![expect(clippy::disallowed_macros, reason = "what was measured and what was skipped is printed")]

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::Path,
    process::{Command, Output, Stdio},
    time::Instant,
};

use rustix::process::Pid;
use stretch::{model::cue, world::terminal::signals};

use super::{Desk, is_gone, pid_in, text, wait_until};
use crate::{program::at_home, pty::send};

/// What the scripts start; the shell has the rest built in.
const TOOLS: &[&str] = &["sleep"];

/// The program itself, at home in the desk, with only its scripts in PATH and what those start: whatever speaks or
/// plays on the machine is hidden.
fn stretch(desk: &Desk, arguments: &[&str]) -> Command {
    let mut command = at_home(desk.folder.path());
    let tools = desk.path("tools");
    fs::create_dir_all(&tools).expect("a folder for tools");
    for tool in TOOLS {
        let real = ["/usr/bin", "/bin"].map(|it| Path::new(it).join(tool));
        let real = real.into_iter().find(|it| it.is_file()).expect("the machine has it");
        // It is there already if the desk runs the program again.
        let _ = symlink(real, tools.join(tool));
    }
    let path = format!("{}:{}", desk.path("bin").display(), tools.display());
    command
        .args(arguments)
        .env("PATH", path)
        .env("XDG_RUNTIME_DIR", desk.folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
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
            "Nod. Stop on sharp pain, tingling or dizziness.",
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
        "warning: going on with `espeak-ng`: `/no/such` cannot be used: not found\n"
    );
    assert_eq!(
        said(&desk, "talk: full\nspeech: [/]\n"),
        "warning: going on with `espeak-ng`: `/` cannot be used: it is a folder\n"
    );
    let mine = desk.script("my-voice", "exit 0");
    fs::set_permissions(&mine, fs::Permissions::from_mode(0o644)).expect("it can be changed");
    assert_eq!(
        said(&desk, "talk: full\nspeech: [my-voice]\n"),
        "warning: going on with `espeak-ng`: `my-voice` cannot be used: it is there, but is not executable\n"
    );
    let cues = text(&run(&desk, &["cues"]).stdout);
    let row = |name: &str| cues.lines().find(|it| it.contains(name)).unwrap_or_default().to_owned();
    assert!(row("my-voice").ends_with("it is there, but is not executable"), "{cues}");
    assert!(row("spd-say").ends_with("not found"), "{cues}");
    fs::set_permissions(&mine, fs::Permissions::from_mode(0o755)).expect("it can be changed");
    fs::write(&mine, "#!/no/such/shell\n").expect("written");
    let told = said(&desk, "talk: full\nspeech: [my-voice]\n");
    assert!(told.contains("`my-voice` does not start: the program in its first line is not there"), "{told}");
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
        "warning: going on without sound: `my-voice` failed with code 1 (no voice today) and `espeak-ng` failed with \
         code 1 (no sound card)\n"
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
    let told = "warning: going on without sound: `spd-say` hangs, so nothing was heard";
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
