//! Music and video of other programs while a session is played: left alone, made quieter or paused, through
//! `playerctl`, where that is there.
//!
//! A session never waits for it and never fails because of it: it works in a thread of its own, and what it
//! cannot do stays undone. What it has changed it changes back on every way out, and nothing else.

#![expect(clippy::disallowed_methods, reason = "the one place where other players are asked to pause")]

use std::{
    io,
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use super::places;
use crate::model::settings::Media;

/// The program that speaks MPRIS.
const PLAYERCTL: &str = "playerctl";
/// How loud a player is while it is quieter, as a share of before.
const QUIETER: f64 = 0.3;

/// What was changed, and is to be changed back.
static CHANGED: Mutex<Vec<WayBack>> = Mutex::new(Vec::new());
/// Which session is under way; it is another one once that is over.
static SESSION: AtomicU64 = AtomicU64::new(0);

fn changed() -> MutexGuard<'static, Vec<WayBack>> {
    // A thread that panicked with it left it whole: every change is a single one.
    CHANGED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The way back of one player.
#[derive(Clone, Debug, PartialEq)]
struct WayBack {
    program: PathBuf,
    player: String,
    back: Vec<String>,
}

/// As long as it lives, other players are quieter or paused.
#[derive(Debug)]
pub struct Quiet(());

impl Quiet {
    /// Asks the players that play to be quieter or to pause. None if nothing is wanted, or nobody can ask them.
    pub fn ask(media: Media) -> Option<Quiet> {
        match media {
            Media::Leave => return None,
            Media::Duck | Media::Pause => {}
        }
        if places::is_sound_elsewhere() {
            return None;
        }
        Quiet::ask_through(places::program(PLAYERCTL).ok()?, media)
    }

    /// The same through this file of `playerctl`.
    pub fn ask_through(program: PathBuf, media: Media) -> Option<Quiet> {
        let session = SESSION.fetch_add(1, Ordering::SeqCst) + 1;
        let work = move || {
            // What cannot be asked goes on playing.
            let _ = quieten(&program, media, session);
        };
        thread::Builder::new().name("media".to_owned()).spawn(work).ok().map(|_| Quiet(()))
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        give_back();
    }
}

/// Changes back what was changed. It waits for nobody, so a signal or a panic may call it.
pub fn give_back() {
    SESSION.fetch_add(1, Ordering::SeqCst);
    for change in changed().drain(..) {
        go_back(&change);
    }
}

fn quieten(program: &Path, media: Media, session: u64) -> io::Result<()> {
    let format = "{{playerInstance}}\t{{status}}";
    for line in ask(program, &["--all-players", "status", "--format", format])?.lines() {
        let Some((player, "Playing")) = line.split_once('\t') else { continue };
        let of = |arguments: &[&str]| -> Vec<String> {
            ["--player", player].iter().chain(arguments).map(|it| (*it).to_owned()).collect()
        };
        let (there, back) = match media {
            Media::Leave => return Ok(()),
            Media::Pause => (of(&["pause"]), of(&["play"])),
            Media::Duck => {
                let volume = ask(program, &["--player", player, "volume"])?;
                let Ok(volume) = volume.trim().parse::<f64>() else { continue };
                let quieter = format!("{:.2}", volume * QUIETER);
                (of(&["volume", &quieter]), of(&["volume", &format!("{volume:.2}")]))
            }
        };
        let change = WayBack { program: program.to_owned(), player: player.to_owned(), back };
        {
            // Noted before it is done, so that no way out forgets it.
            let mut changed = changed();
            if SESSION.load(Ordering::SeqCst) != session {
                return Ok(());
            }
            changed.push(change.clone());
        }
        let arguments: Vec<&str> = there.iter().map(String::as_str).collect();
        let done = ask(program, &arguments);
        if done.is_err() {
            changed().retain(|it| *it != change);
        } else if SESSION.load(Ordering::SeqCst) != session {
            // The session ended meanwhile, and the way back may have come before.
            go_back(&change);
        }
    }
    Ok(())
}

/// What a command prints; an error if it fails.
fn ask(program: &Path, arguments: &[&str]) -> io::Result<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .output()?;
    if !output.status.success() {
        return Err(io::ErrorKind::Other.into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn go_back(change: &WayBack) {
    let mut command = Command::new(&change.program);
    command.args(&change.back).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // It goes on when this program has ended, and no Ctrl-C reaches it.
    let _ = command.process_group(0).spawn();
}
