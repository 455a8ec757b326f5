//! The reminder in the system: its units, what is remembered of it, and the programs that it asks.

use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use anyhow::Context as _;
use chrono::{Local, NaiveDateTime, TimeZone as _};

use super::{files, places};
use crate::model::{
    reminder::{
        Reminder,
        units::{self, LABEL, NAME},
    },
    text::Text,
    words,
};

/// Who starts the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeper {
    /// The user's own systemd.
    Systemd,
    /// launchd, on macOS.
    Launchd,
    /// Somebody else: the person is told how.
    None,
}

/// Who starts commands at times on this system.
pub fn keeper() -> Keeper {
    if cfg!(target_os = "macos") {
        Keeper::Launchd
    } else if places::program("systemctl").is_ok() {
        Keeper::Systemd
    } else {
        Keeper::None
    }
}

/// The files of a reminder, with their texts.
pub fn texts(keeper: Keeper, reminder: &Reminder, program: &str) -> Vec<(PathBuf, String)> {
    let Some(folder) = folder(keeper) else { return Vec::new() };
    match keeper {
        Keeper::Systemd => vec![
            (folder.join(format!("{NAME}.timer")), units::timer(reminder)),
            (folder.join(format!("{NAME}.service")), units::service(reminder, program)),
        ],
        Keeper::Launchd => vec![(folder.join(format!("{LABEL}.plist")), units::agent(reminder, program))],
        Keeper::None => Vec::new(),
    }
}

fn folder(keeper: Keeper) -> Option<PathBuf> {
    match keeper {
        Keeper::Systemd => Some(places::config_home()?.join("systemd/user")),
        Keeper::Launchd => Some(places::home()?.join("Library/LaunchAgents")),
        Keeper::None => None,
    }
}

fn files_of(keeper: Keeper) -> Vec<PathBuf> {
    let names = match keeper {
        Keeper::Systemd => vec![format!("{NAME}.timer"), format!("{NAME}.service")],
        Keeper::Launchd => vec![format!("{LABEL}.plist")],
        Keeper::None => Vec::new(),
    };
    let folder = folder(keeper);
    folder.map(|folder| names.iter().map(|it| folder.join(it)).collect()).unwrap_or_default()
}

/// The words by which the reminder that is set was set; none if none is.
pub fn set(keeper: Keeper) -> Option<Vec<String>> {
    let first = files_of(keeper).into_iter().next()?;
    units::words_of(&String::from_utf8(files::read_small(&first, 64 * 1024).ok()?).ok()?)
}

/// Writes the files, and has the system heed them. What it says against it is returned.
pub fn write(keeper: Keeper, texts: &[(PathBuf, String)]) -> anyhow::Result<Option<String>> {
    for (path, text) in texts {
        files::replace(path, text)?;
    }
    Ok(match keeper {
        Keeper::Systemd => {
            let timer = format!("{NAME}.timer");
            let reloaded = told("systemctl", &["--user", "daemon-reload"]);
            // A timer that runs already keeps its old times.
            let enabled = reloaded.and_then(|()| told("systemctl", &["--user", "enable", &timer]));
            enabled.and_then(|()| told("systemctl", &["--user", "restart", &timer])).err()
        }
        Keeper::Launchd => {
            let path = texts.first().map(|it| it.0.to_string_lossy().into_owned()).unwrap_or_default();
            let domain = format!("gui/{}", rustix::process::getuid().as_raw());
            let _ = told("launchctl", &["bootout", &format!("{domain}/{LABEL}")]);
            told("launchctl", &["bootstrap", &domain, &path]).err()
        }
        Keeper::None => None,
    })
}

/// Takes everything away again. What the system says against it is returned.
pub fn remove(keeper: Keeper) -> anyhow::Result<Option<String>> {
    let refused = match keeper {
        Keeper::Systemd => told("systemctl", &["--user", "disable", "--now", &format!("{NAME}.timer")]).err(),
        Keeper::Launchd => {
            told("launchctl", &["bootout", &format!("gui/{}/{LABEL}", rustix::process::getuid().as_raw())])
                .err()
        }
        Keeper::None => None,
    };
    for path in files_of(keeper).into_iter().chain(places::reminder()) {
        match fs::remove_file(&path) {
            Err(error) if !files::is_absent(&error) => {
                return Err(error).with_context(|| words::files::cannot_delete(files::shown(&path)));
            }
            Ok(()) | Err(_) => {}
        }
    }
    if let (Keeper::Systemd, Some(folder)) = (keeper, folder(keeper)) {
        let link = folder.join(format!("timers.target.wants/{NAME}.timer"));
        let _ = fs::remove_file(&link);
        // Folders that were made for it go, too: one that is not empty stays.
        let folders = [link.parent(), Some(folder.as_path()), folder.parent()];
        folders.into_iter().flatten().for_each(|it| drop(fs::remove_dir(it)));
        let _ = told("systemctl", &["--user", "daemon-reload"]);
    }
    Ok(refused)
}

/// Whether the system will start the command; none if it does not say.
pub fn is_active(keeper: Keeper) -> Option<bool> {
    match keeper {
        Keeper::Systemd => {
            let answer = ask("systemctl", &["--user", "is-active", &format!("{NAME}.timer")])?;
            Some(answer.trim() == "active")
        }
        Keeper::Launchd | Keeper::None => None,
    }
}

/// What is remembered from one start to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// The last reminder, in seconds since 1970.
    pub reminded: Option<i64>,
    /// Until when there are no reminders.
    pub paused: Option<i64>,
}

impl Memory {
    /// What is remembered; nothing if it cannot be read.
    pub fn read() -> Memory {
        let text = places::reminder().and_then(|it| files::read_small(&it, 4096).ok()).unwrap_or_default();
        let text = String::from_utf8_lossy(&text).into_owned();
        let of = |name: &str| text.lines().find_map(|it| it.strip_prefix(name)?.trim().parse().ok());
        Memory { reminded: of("reminded "), paused: of("paused ") }
    }

    /// Keeps it.
    pub fn write(self) -> anyhow::Result<()> {
        let line =
            |name: &str, value: Option<i64>| value.map(|it| format!("{name} {it}\n")).unwrap_or_default();
        let path = places::reminder().context(words::reminding::NO_HOME)?;
        files::replace(&path, &(line("reminded", self.reminded) + &line("paused", self.paused)))
    }
}

/// A moment by the clock on the wall.
pub fn on_the_wall(seconds: i64) -> Option<NaiveDateTime> {
    Local.timestamp_opt(seconds, 0).earliest().map(|it| it.naive_local())
}

/// Whether the session of the person is locked; none if that cannot be told.
pub fn is_locked() -> Option<bool> {
    let session = places::setting("XDG_SESSION_ID").unwrap_or_else(|| "auto".to_owned());
    let answer = ask("loginctl", &["show-session", "--property=LockedHint", "--value", "--", &session])?;
    match answer.trim() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// What a person answers to a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReminderAnswer {
    /// They stretch.
    Go,
    /// In a while.
    Later,
    /// Not this time, or no answer.
    Skip,
}

/// An answer is waited for so long. A notification may stay in a list for days; the system ends a service that takes
/// longer than its `TimeoutStartSec`, calls it failed, and starts no other one meanwhile.
const ANSWERED: Duration = Duration::from_mins(10);

/// Shows a notification, with buttons where there are some, and waits for the answer. Fails where none can be shown.
pub fn notify(title: &Text, body: &Text) -> anyhow::Result<ReminderAnswer> {
    if cfg!(target_os = "macos") {
        // The words are arguments of the script, and none of it.
        let script =
            "on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run";
        told("osascript", &["-e", script, title.as_str(), body.as_str()]).map_err(anyhow::Error::msg)?;
        return Ok(ReminderAnswer::Skip);
    }
    let said = ["--", title.as_str(), body.as_str()];
    let [go, later, skip] = words::reminding::ANSWERS;
    let [go, later, skip] = [format!("go={go}"), format!("later={later}"), format!("skip={skip}")];
    let buttons = ["--app-name=stretch", "-A", &go, "-A", &later, "-A", &skip];
    match answer("notify-send", &[&buttons[..], &said[..]].concat(), ANSWERED) {
        Some(answer) => return Ok(answer),
        // An older one knows no buttons.
        None => told("notify-send", &[&["--app-name=stretch"], &said[..]].concat()),
    }
    .map_err(anyhow::Error::msg)?;
    Ok(ReminderAnswer::Skip)
}

/// Shows a notification without buttons. Where none can be shown there is nobody to tell.
pub fn tell(title: &Text, body: &Text) {
    if cfg!(target_os = "macos") {
        let _ = notify(title, body);
        return;
    }
    let _ = told("notify-send", &["--app-name=stretch", "--", title.as_str(), body.as_str()]);
}

/// What a program prints as the answer within some time, after which it is ended and the answer is to skip. None if
/// it fails.
fn answer(name: &str, arguments: &[&str], at_most: Duration) -> Option<ReminderAnswer> {
    let path = places::program(name).ok()?;
    let mut asked = started(&path);
    asked.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = asked.spawn().ok()?;
    let mut stdout = child.stdout.take()?;
    let (said, answers) = mpsc::channel();
    let reader = thread::Builder::new().spawn(move || {
        let mut text = String::new();
        let _ = stdout.read_to_string(&mut text);
        let _ = said.send(text);
    });
    let text = match (reader, answers.recv_timeout(at_most)) {
        (Ok(_), Ok(text)) => text,
        // Nobody answers.
        (Ok(_), Err(_)) | (Err(_), _) => {
            let _ = child.kill();
            let _ = child.wait();
            return Some(ReminderAnswer::Skip);
        }
    };
    child.wait().ok().filter(|it| it.success())?;
    Some(match text.trim() {
        "go" => ReminderAnswer::Go,
        "later" => ReminderAnswer::Later,
        _ => ReminderAnswer::Skip,
    })
}

/// Terminals, with the options before a command.
const TERMINALS: &[(&str, &[&str])] = &[
    ("xdg-terminal-exec", &[]),
    ("foot", &[]),
    ("kitty", &[]),
    ("ghostty", &["-e"]),
    ("alacritty", &["-e"]),
    ("wezterm", &["start", "--"]),
    ("ptyxis", &["--"]),
    ("kgx", &["--"]),
    ("gnome-terminal", &["--"]),
    ("konsole", &["-e"]),
    ("xfce4-terminal", &["-x"]),
    ("x-terminal-emulator", &["-e"]),
    ("xterm", &["-e"]),
];

/// Opens a session where the person sees it: in a popup of tmux, if somebody is attached there, else in a terminal.
pub fn open(program: &str, words: &[&str]) -> anyhow::Result<()> {
    let command = [&[program], words].concat();
    let client = ask("tmux", &["list-clients", "-F", "#{client_activity} #{client_name}"]);
    let latest = client.as_deref().and_then(|it| it.lines().max()).and_then(|it| it.split_once(' '));
    if let Some((_, client)) = latest {
        let popup = ["display-popup", "-E", "-w", "90%", "-h", "90%", "-c", client, "--"];
        if told("tmux", &[&popup[..], &command[..]].concat()).is_ok() {
            return Ok(());
        }
    }
    let own = places::setting("TERMINAL");
    let own = own
        .as_deref()
        .map(|it| (it, TERMINALS.iter().find(|known| known.0 == it).map_or(&["-e"][..], |it| it.1)));
    for (name, options) in own.into_iter().chain(TERMINALS.iter().copied()) {
        let Ok(path) = places::program(name) else { continue };
        let started = started(&path).args(options).args(&command).stdin(Stdio::null()).spawn();
        if started.is_ok_and(|it| !fails_at_once(it, AT_ONCE)) {
            return Ok(());
        }
    }
    anyhow::bail!(words::reminding::NO_TERMINAL)
}

/// A terminal that finds no screen to draw on has ended by then.
const AT_ONCE: Duration = Duration::from_secs(1);

/// Whether a program ends with a failure within some time. One that ends well has handed its work to another.
fn fails_at_once(mut child: Child, at_most: Duration) -> bool {
    let (ended, end) = mpsc::channel();
    let waiting = thread::Builder::new().spawn(move || {
        let _ = ended.send(child.wait());
    });
    match (waiting, end.recv_timeout(at_most)) {
        (Ok(_), Ok(ended)) => !ended.is_ok_and(|it| it.success()),
        // It runs.
        (Ok(_), Err(_)) | (Err(_), _) => false,
    }
}

#[expect(clippy::disallowed_methods, reason = "a reminder asks other programs")]
fn started(path: &Path) -> Command {
    Command::new(path)
}

/// What a program prints, if it ends well.
fn ask(name: &str, arguments: &[&str]) -> Option<String> {
    let path = places::program(name).ok()?;
    let output = started(&path).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    // `is-active` answers by its words, too.
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.success() || name == "systemctl").then_some(text)
}

/// Has a program do something; what it says, if it does not.
fn told(name: &str, arguments: &[&str]) -> Result<(), String> {
    let path = places::program(name).map_err(|why| format!("`{name}`: {why}"))?;
    let output = started(&path).args(arguments).stdin(Stdio::null()).output();
    let output = output.map_err(|it: io::Error| format!("`{name}`: {it}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said: String = Text::clean(said.trim()).as_str().chars().take(200).collect();
    Err(format!("`{name}` says: {said}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_cannot_be_opened_is_passed_over() {
        let fails = |script: &str, at_most| {
            let child = started(Path::new("/bin/sh")).args(["-c", script]).spawn().unwrap();
            fails_at_once(child, at_most)
        };
        let (long, short) = (Duration::from_secs(600), Duration::from_millis(20));
        assert!(fails("exit 1", long), "it finds no screen");
        assert!(!fails("exit 0", long), "another process has opened a window");
        assert!(!fails("read line || sleep 1", short), "it runs");
    }

    /// A notification that is left open must neither fail the service nor keep the next one away.
    #[test]
    fn an_answer_is_not_waited_for_for_ever() {
        let asked = |script: &str, at_most| answer("/bin/sh", &["-c", script], at_most);
        let (long, short) = (Duration::from_secs(600), Duration::from_millis(20));
        assert_eq!(asked("exec sleep 600", short), Some(ReminderAnswer::Skip), "nobody answers");
        assert_eq!(asked("echo go", long), Some(ReminderAnswer::Go));
        assert_eq!(asked("echo later", long), Some(ReminderAnswer::Later));
        assert_eq!(asked("echo skip", long), Some(ReminderAnswer::Skip));
        assert_eq!(asked("", long), Some(ReminderAnswer::Skip), "it was closed");
        assert_eq!(asked("echo go; exit 1", long), None, "it knows no buttons");
        assert!(ANSWERED < Duration::from_mins(15), "as long as the units give it");
    }
}
