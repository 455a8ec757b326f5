//! `stretch remind`, with programs in the place of those of the system: they write down how they were called.

#![expect(
    clippy::disallowed_methods,
    reason = "the tests read what was written, and run the system's own verifier"
)]

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

use crate::program::{Outcome, Program, at_home, stretch};
use tempfile::TempDir;

/// A home in which the programs of the system are scripts.
struct Home(TempDir);

impl Home {
    fn new() -> Home {
        let home = Home(tempfile::tempdir().expect("a home"));
        home.script("systemctl", "test \"$2\" = is-active && echo active; exit 0");
        home.script("loginctl", "echo no");
        home.script("notify-send", "cat answer 2>/dev/null; exit 0");
        home.script("tmux", "test \"$1\" = list-clients && echo '17 /dev/pts/9'; exit 0");
        home
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// A script that writes down its arguments, a line each, and then does this.
    fn script(&self, name: &str, does: &str) {
        let folder = self.path().join("bin");
        fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join(name);
        let text = format!(
            "#!/bin/sh\ncd \"$HOME\"\n(printf '{name}'; printf ' <%s>' \"$@\"; echo) >> calls\n{does}\n"
        );
        fs::write(&path, text).expect("a script");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it can be run");
    }

    fn run(&self, line: &str) -> Outcome {
        self.run_with(line, "/usr/bin:/bin")
    }

    /// The same with these folders behind that of the scripts.
    fn run_with(&self, line: &str, folders: &str) -> Outcome {
        let mut command = at_home(self.path());
        command.args(line.split_whitespace()).env("PATH", format!("{}/bin:{folders}", self.path().display()));
        let output = command.env("TZ", "UTC").output().expect("it starts");
        let text = |bytes: Vec<u8>| {
            String::from_utf8(bytes)
                .expect("it writes UTF-8")
                .replace(&*self.path().to_string_lossy(), "HOME")
        };
        Outcome { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    fn prints(&self, line: &str) -> String {
        let Outcome { status, stdout, stderr } = self.run(line);
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{line}: {stdout}");
        stdout
    }

    fn calls(&self) -> String {
        let calls = fs::read_to_string(self.path().join("calls")).unwrap_or_default();
        let _ = fs::remove_file(self.path().join("calls"));
        calls
    }

    fn unit(&self, name: &str) -> PathBuf {
        self.path().join(".config/systemd/user").join(name)
    }

    /// Everything in the home but the scripts.
    fn files(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.path().to_owned()];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() && !path.ends_with("bin") {
                    folders.push(path);
                } else if path.is_file() {
                    files.push(path);
                }
            }
        }
        files
    }
}

const OFFICE: &str = "every 50m --during 9:00-18:00 --on mon-fri";

#[cfg(not(target_os = "macos"))]
#[test]
fn it_is_set_shown_paused_and_taken_away_without_a_trace() {
    let home = Home::new();
    assert!(home.prints("remind").starts_with("no reminder is set; "));
    let set = home.prints(&format!("remind {OFFICE} --yes"));
    assert!(set.starts_with("every 50 minutes, from 9:00 to 18:00, Monday to Friday\n"), "{set}");
    assert!(
        set.contains("HOME/.config/systemd/user/stretch-remind.timer\n") && set.contains("\nnext "),
        "{set}"
    );
    let calls = home.calls();
    for wanted in [
        "<--user> <daemon-reload>",
        "<--user> <enable> <stretch-remind.timer>",
        "<--user> <restart> <stretch-remind.timer>",
    ] {
        assert!(calls.contains(wanted), "{wanted}\n{calls}");
    }
    let timer = fs::read_to_string(home.unit("stretch-remind.timer")).expect("a timer");
    assert!(timer.contains("\nOnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 09..17:00/5:00\n"), "{timer}");
    let service = fs::read_to_string(home.unit("stretch-remind.service")).expect("a service");
    assert!(service.contains(&format!(" remind fire {OFFICE}\n")), "{service}");
    let status = home.prints("remind");
    assert!(status.starts_with("every 50 minutes, from 9:00 to 18:00, Monday to Friday\nnext "), "{status}");
    let paused = home.prints("remind pause 2h");
    assert!(paused.starts_with("paused until ") && paused.contains("\nnext "), "{paused}");
    assert!(home.prints("remind").contains("\npaused until "), "the pause is remembered");
    home.calls();
    assert_eq!(home.prints("remind off"), "the reminder is taken away\n");
    assert!(home.calls().contains("<--user> <disable> <--now> <stretch-remind.timer>"));
    assert_eq!(home.files(), Vec::<PathBuf>::new(), "nothing is left");
    assert!(!home.path().join(".config/systemd").exists(), "nor a folder");
    assert!(home.prints("remind off").starts_with("no reminder is set"));
}

#[test]
fn nothing_is_written_without_a_yes() {
    let home = Home::new();
    let refused = home.run(&format!("remind {OFFICE}"));
    assert_eq!(refused.status, Some(1), "{}", refused.stdout);
    assert!(
        refused.stdout.contains("OnCalendar=") || cfg!(target_os = "macos"),
        "it is shown first: {}",
        refused.stdout
    );
    assert!(refused.stderr.contains("nothing was written"), "{}", refused.stderr);
    assert_eq!(home.files(), Vec::<PathBuf>::new());
}

#[test]
fn what_is_no_reminder_is_said() {
    for (line, says) in [
        ("remind every", "no reminder"),
        ("remind every 1s", "five minutes or more"),
        ("remind sometimes", "no reminder"),
        ("remind --during 9-18", "say when"),
        ("remind every 50m --at 10:00", "two reminders"),
        ("remind --at 10:00 --during 11-12", "would never fire"),
        ("remind every 50m --during 9", "9:00-18:00"),
        ("remind every 50m --on someday", "mon-fri"),
        ("remind pause soon", "`pause` takes"),
    ] {
        let stderr = stretch(line).fails(2);
        assert!(stderr.contains(says), "{line}: {stderr}");
    }
    let unset = Home::new().run("remind pause 2h");
    assert!(unset.status == Some(1) && unset.stderr.contains("no reminder to pause"), "{unset:?}");
}

#[cfg(not(target_os = "macos"))]
#[test]
fn a_refusal_of_the_system_is_said_with_the_way_back() {
    let home = Home::new();
    home.script("systemctl", "echo no bus >&2; exit 1");
    let failed = home.run(&format!("remind {OFFICE} --yes"));
    assert_eq!(failed.status, Some(1));
    assert!(
        failed.stderr.contains("says: no bus") && failed.stderr.contains("remind off"),
        "{}",
        failed.stderr
    );
}

#[cfg(not(target_os = "macos"))]
#[test]
fn it_fires_when_a_break_is_due_and_not_again_at_once() {
    let home = Home::new();
    let fires = |home: &Home| {
        let Outcome { status, stderr, .. } = home.run("remind fire every 50m");
        assert_eq!(status, Some(0), "{stderr}");
        home.calls()
    };
    let first = fires(&home);
    assert!(first.contains("notify-send <--app-name=stretch> <-A> <go=Stretch>"), "{first}");
    assert!(first.contains("<--> <Time to stretch> <"), "the words stand behind `--`: {first}");
    assert!(!fires(&home).contains("notify-send"), "it was a moment ago");
}

#[cfg(not(target_os = "macos"))]
#[test]
fn the_answer_is_followed() {
    let home = Home::new();
    fs::write(home.path().join("answer"), "go\n").expect("an answer");
    home.run("remind fire every 50m");
    let calls = home.calls();
    let popup = calls.lines().find(|it| it.contains("<display-popup>")).expect("a popup");
    assert!(popup.contains("<-c> </dev/pts/9> <-->") && popup.contains("<--for> <3m>"), "{popup}");

    let elsewhere = Home::new();
    fs::write(elsewhere.path().join("answer"), "go\n").expect("an answer");
    elsewhere.script("tmux", "exit 1");
    elsewhere.script("foot", "exit 0");
    elsewhere.run("remind fire every 50m");
    let mut calls = elsewhere.calls();
    while !calls.contains("foot <") {
        // It was started and is not waited for.
        std::thread::yield_now();
        calls += &elsewhere.calls();
    }

    let nowhere = Home::new();
    fs::write(nowhere.path().join("answer"), "go\n").expect("an answer");
    nowhere.script("tmux", "exit 1");
    nowhere.script("notify-send", "/bin/cat answer");
    let failed = nowhere.run_with("remind fire every 50m", "/nowhere");
    assert!(failed.status == Some(1) && failed.stderr.contains("no terminal could be opened"), "{failed:?}");
    let calls = nowhere.calls();
    let told = "<--> <Time to stretch> <No terminal could be opened. In one of yours: stretch ";
    assert!(calls.contains(told), "who pressed the button is told: {calls}");

    let later = Home::new();
    fs::write(later.path().join("answer"), "later\n").expect("an answer");
    later.run("remind fire every 50m");
    let kept =
        fs::read_to_string(later.path().join(".local/state/stretch/reminder")).expect("it is remembered");
    let reminded: i64 =
        kept.trim().strip_prefix("reminded ").and_then(|it| it.parse().ok()).expect("a moment");
    let age = chrono::Local::now().timestamp() - reminded;
    assert!((2400..2460).contains(&age), "ten of fifty minutes are left: {age}");
}

#[cfg(not(target_os = "macos"))]
#[test]
fn it_does_not_fire_in_a_locked_session_in_a_pause_or_at_other_hours() {
    let silent = |home: &Home, line: &str| {
        home.run(line);
        let calls = home.calls();
        assert!(!calls.contains("notify-send"), "{line}: {calls}");
    };
    let locked = Home::new();
    locked.script("loginctl", "echo yes");
    silent(&locked, "remind fire every 50m");
    let unknown = Home::new();
    unknown.script("loginctl", "exit 1");
    unknown.run("remind fire every 50m");
    assert!(unknown.calls().contains("notify-send"), "what cannot be told keeps nobody from stretching");
    let paused = Home::new();
    paused.prints(&format!("remind {OFFICE} --yes"));
    paused.prints("remind pause 2h");
    silent(&paused, "remind fire every 50m");
    let hour = chrono::Utc::now().format("%H").to_string().parse::<u32>().expect("an hour");
    let hours = format!("{}:00-{}:00", (hour + 3) % 24, (hour + 5) % 24);
    silent(&Home::new(), &format!("remind fire every 50m --during {hours}"));
}

/// Where systemd is, its own verifier reads the units.
#[cfg(target_os = "linux")]
#[test]
fn systemd_accepts_the_units() {
    let verifier = Path::new("/usr/bin/systemd-analyze");
    if !verifier.exists() {
        return;
    }
    let home = Home::new();
    for words in [OFFICE, "--at 10:30,15:00 --on mon,wed", "every 2h --during 22:00-6:00"] {
        home.prints(&format!("remind {words} --yes"));
        let mut verify = Command::new(verifier);
        verify
            .args(["--user", "verify"])
            .arg(home.unit("stretch-remind.timer"))
            .arg(home.unit("stretch-remind.service"));
        let output = verify.env("XDG_RUNTIME_DIR", home.path()).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && !said.contains("stretch-remind"), "{words}: {said}");
    }
}

#[test]
fn without_systemd_it_says_how() {
    let program: Program = stretch("remind every 50m --yes").env("PATH", "/nowhere");
    let Outcome { status, stdout, .. } = program.run();
    if !cfg!(target_os = "macos") {
        assert_eq!(status, Some(1));
        assert!(stdout.contains("crontab -e") && stdout.contains("\n*/5 * * * * "), "{stdout}");
    }
}
