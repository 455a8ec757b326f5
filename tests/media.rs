//! Music and video during a session: paused or quieter if the person wants that, and as before after it,
//! however it ends.

#![expect(clippy::disallowed_methods, reason = "a fake player is a file, and what it does is waited for")]

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use rustix::process::Signal;
use stretch::{model::settings::Media, world::media::Quiet};
use tempfile::TempDir;

use crate::pty::Start;

/// Waits for something that happens, for as long as a busy machine may take.
fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "waited for {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

/// A program has one session at a time, and so do these tests, which are one program.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A folder with a `playerctl` that notes what it is asked, and knows a player that plays and one that does not.
struct Fake {
    folder: TempDir,
}

impl Fake {
    fn new(then: &str) -> Fake {
        let folder = tempfile::tempdir().expect("a folder");
        let script = format!(
            "#!/bin/sh\necho \"$*\" >> {}\ncase \"$*\" in\n*status*) printf 'music\\tPlaying\\nfilm\\tPaused\\n' ;;\n\
             *volume) echo 0.80 ;;\nesac\n{then}\n",
            folder.path().join("asked").display()
        );
        let path = folder.path().join("playerctl");
        fs::write(&path, script).expect("a script");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it can be run");
        Fake { folder }
    }

    fn program(&self) -> PathBuf {
        self.folder.path().join("playerctl")
    }

    /// What it was asked, but for how things stand. A session that ends while a player is being asked may change
    /// it back twice, which changes nothing.
    fn asked(&self) -> Vec<String> {
        let asked = fs::read_to_string(self.folder.path().join("asked")).unwrap_or_default();
        let mut asked: Vec<String> =
            asked.lines().filter(|it| !it.contains("status")).map(str::to_owned).collect();
        asked.dedup();
        asked
    }

    fn wait_for(&self, asked: &[&str]) {
        wait_until(&format!("{asked:?}"), || self.asked() == asked);
    }

    /// A search path with it before everything else.
    fn path(&self) -> String {
        let usual = std::env::var("PATH").unwrap_or_default();
        format!("{}:{usual}", self.folder.path().display())
    }
}

#[test]
fn what_plays_is_paused_and_resumed_and_what_does_not_is_left_alone() {
    let _alone = alone();
    let fake = Fake::new("");
    let quiet = Quiet::ask_through(fake.program(), Media::Pause).expect("it is asked");
    fake.wait_for(&["--player music pause"]);
    drop(quiet);
    fake.wait_for(&["--player music pause", "--player music play"]);
}

#[test]
fn what_plays_becomes_quieter_and_as_loud_as_before() {
    let _alone = alone();
    let fake = Fake::new("");
    let quiet = Quiet::ask_through(fake.program(), Media::Duck).expect("it is asked");
    let quieter = ["--player music volume", "--player music volume 0.24"];
    fake.wait_for(&quieter);
    drop(quiet);
    fake.wait_for(&[&quieter[..], &["--player music volume 0.80"]].concat());
}

#[test]
fn one_that_fails_is_not_resumed() {
    let _alone = alone();
    let fake = Fake::new("case \"$*\" in *pause) exit 1 ;; esac");
    let quiet = Quiet::ask_through(fake.program(), Media::Pause).expect("it is asked");
    fake.wait_for(&["--player music pause"]);
    // Nothing was paused, so there is nothing to resume, and a second session begins from there.
    wait_until("it has failed", || {
        let noted = fs::read_to_string(fake.folder.path().join("asked")).unwrap_or_default();
        noted.lines().count() == 2
    });
    drop(quiet);
}

#[test]
fn every_way_out_of_a_session_gives_the_music_back() {
    for way in ["q", "interrupt", "term"] {
        let fake = Fake::new("");
        let start = Start::stretch(&["neck", "--plain"]).env("STRETCH_MEDIA", "pause");
        let mut pty = start.env("PATH", &fake.path()).go();
        pty.wait_for("Stop on sharp pain");
        fake.wait_for(&["--player music pause"]);
        match way {
            "q" => {
                pty.press("q\n");
                pty.wait_for("q again leaves");
                pty.press("q\n");
            }
            "interrupt" => drop(pty.send(Signal::INT)),
            _ => drop(pty.send(Signal::TERM)),
        }
        fake.wait_for(&["--player music pause", "--player music play"]);
    }
}

#[test]
fn without_the_setting_nobody_is_asked() {
    let fake = Fake::new("");
    let mut pty = Start::stretch(&["neck", "--plain"]).env("PATH", &fake.path()).go();
    pty.wait_for("Stop on sharp pain");
    pty.press("q\n");
    pty.wait_for("q again leaves");
    assert_eq!(fake.asked(), [""; 0]);
}
