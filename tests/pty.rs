//! A pseudo-terminal with a program in it, and everything that the program does to it.
//!
//! Everything waits on a condition and gives up after [`PATIENCE`], which no promise is measured
//! by: it is only there so that a fault ends as a failure.

#![expect(clippy::disallowed_methods, reason = "a test reads its own clock")]

use std::{
    fmt,
    io::{Read, Write},
    num::NonZeroU16,
    path::{Path, PathBuf},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        mpsc::{self, Receiver},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use tempfile::TempDir;

/// Long enough for the slowest machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What becomes of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Stopped by a signal; it can go on.
    Stopped,
    /// Ended with an exit code.
    Exited(i32),
    /// Ended by a signal.
    Killed(i32),
}

/// What came out of the program so far.
struct Seen {
    raw: Vec<u8>,
    parser: vt100::Parser,
    /// Nothing more is read, since somebody wants the terminal to be stuck.
    stuck_after: Option<&'static [u8]>,
    /// Nothing more is read, since somebody closes the window.
    closing: bool,
    /// Nothing more can come.
    over: bool,
}

type Shared = Arc<(Mutex<Seen>, Condvar)>;

/// A program in a pseudo-terminal, in a session of its own.
pub struct Pty {
    pub pid: Pid,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    /// Kept open, so that the settings can be read after the program has ended.
    slave: Option<Box<dyn SlavePty + Send>>,
    settings_before: String,
    seen: Shared,
    reader: Option<JoinHandle<()>>,
    states: Receiver<(State, Instant)>,
    ended: Option<State>,
    /// The folder in which it runs, and which it takes for its home.
    home: TempDir,
}

/// How to begin.
pub struct Start {
    command: CommandBuilder,
    stuck_after: Option<&'static [u8]>,
    home: TempDir,
}

impl Start {
    /// A program with an environment of its own: a terminal of 256 colours, an empty home, and no
    /// other programs to be found.
    pub fn program(path: impl AsRef<Path>) -> Start {
        let home = tempfile::tempdir().expect("a temporary folder");
        let mut command = CommandBuilder::new(path.as_ref());
        command.env_clear();
        command.cwd(home.path());
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        Start { command, stuck_after: None, home }
    }

    /// The program under test.
    pub fn stretch(arguments: &[&str]) -> Start {
        let mut start = Start::program(env!("CARGO_BIN_EXE_stretch"));
        start.command.args(arguments);
        start
    }

    /// A line of shell in which the program under test is `$STRETCH`.
    pub fn script(line: &str) -> Start {
        Start::program("/bin/sh").arguments(&["-c", line]).env("STRETCH", env!("CARGO_BIN_EXE_stretch"))
    }

    /// A shell that one types commands at; the program under test is its `$STRETCH`.
    pub fn shell() -> Start {
        Start::program("/bin/sh")
            .arguments(&["-i"])
            .env("PS1", "ready> ")
            .env("ENV", "")
            .env("STRETCH", env!("CARGO_BIN_EXE_stretch"))
    }

    pub fn arguments(mut self, arguments: &[&str]) -> Start {
        self.command.args(arguments);
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Start {
        self.command.env(name, value);
        self
    }

    /// The folder in which it will run, and which it takes for its home.
    pub fn home(&self) -> PathBuf {
        self.home.path().to_owned()
    }

    /// A file in its home.
    pub fn file(self, path: &str, text: &str) -> Start {
        let path = self.home.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
        self
    }

    /// The terminal takes no more output once it has taken these bytes.
    pub fn stuck_after(mut self, bytes: &'static [u8]) -> Start {
        self.stuck_after = Some(bytes);
        self
    }

    pub fn go(self) -> Pty {
        let (width, height) = (80, 24);
        let pair = native_pty_system().openpty(size(width, height)).expect("a pseudo-terminal");
        let settings_before = settings(&*pair.master);
        let seen: Shared = Arc::new((
            Mutex::new(Seen {
                raw: Vec::new(),
                parser: vt100::Parser::new(cells(height), cells(width), 0),
                stuck_after: self.stuck_after,
                closing: false,
                over: false,
            }),
            Condvar::new(),
        ));
        let mut from = pair.master.try_clone_reader().expect("a reader of the terminal");
        let shared = Arc::clone(&seen);
        let reader = thread::spawn(move || read_on(&mut *from, &shared));
        let child = pair.slave.spawn_command(self.command).expect("the program starts");
        let pid = child.process_id().and_then(|it| Pid::from_raw(it as i32)).expect("it has an id");
        let (told, states) = mpsc::channel();
        thread::spawn(move || {
            while let Some(state) = next_state(pid) {
                if told.send((state, Instant::now())).is_err() || state != State::Stopped {
                    break;
                }
            }
        });
        Pty {
            pid,
            writer: Some(pair.master.take_writer().expect("a writer of the terminal")),
            master: Some(pair.master),
            slave: Some(pair.slave),
            settings_before,
            seen,
            reader: Some(reader),
            states,
            ended: None,
            home: self.home,
        }
    }
}

/// What a terminal must be like after a program.
#[derive(Debug, PartialEq, Eq)]
pub struct Given {
    alternate_screen: bool,
    cursor_hidden: bool,
    mouse: vt100::MouseProtocolMode,
    paste: bool,
    application_keys: bool,
    attributes: String,
    settings: String,
}

impl Pty {
    /// The folder in which it runs, and which it takes for its home.
    pub fn home(&self) -> PathBuf {
        self.home.path().to_owned()
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until a condition holds of what was seen.
    fn wait_until(&self, what: &dyn fmt::Display, holds: impl Fn(&Seen) -> bool) {
        let (seen, failed) = (self.seen.1)
            .wait_timeout_while(self.lock(), PATIENCE, |it| !holds(it))
            .unwrap_or_else(PoisonError::into_inner);
        assert!(
            !failed.timed_out(),
            "waited for {what}; the screen shows:\n{}\n{}",
            seen.parser.screen().contents(),
            String::from_utf8_lossy(&seen.raw[seen.raw.len().saturating_sub(400)..]).escape_debug(),
        );
    }

    /// Waits until the screen shows these words.
    pub fn wait_for(&self, words: &str) {
        self.wait_until(&format!("`{words}`"), |it| it.parser.screen().contents().contains(words));
    }

    /// Waits until the program has written these bytes.
    pub fn wait_for_bytes(&self, bytes: &[u8]) {
        let found = |it: &Seen| it.raw.windows(bytes.len()).any(|it| it == bytes);
        self.wait_until(&String::from_utf8_lossy(bytes).escape_debug(), found);
    }

    /// Waits until the program has written these bytes, behind so many others.
    pub fn wait_for_bytes_after(&self, before: usize, bytes: &[u8]) {
        let found = |it: &Seen| it.raw[before..].windows(bytes.len()).any(|it| it == bytes);
        self.wait_until(&String::from_utf8_lossy(bytes).escape_debug(), found);
    }

    pub fn wait_for_main_screen(&self) {
        self.wait_until(&"the main screen and its cursor", |it| {
            !it.parser.screen().alternate_screen() && !it.parser.screen().hide_cursor()
        });
    }

    pub fn wait_for_other_screen(&self) {
        self.wait_until(&"the other screen", |it| it.parser.screen().alternate_screen());
    }

    /// All lines of the program's log.
    pub fn log(&self) -> String {
        let folder = self.home.path().join(".local/share/stretch/journal");
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        files.filter_map(|it| std::fs::read_to_string(it.path()).ok()).collect()
    }

    /// What the screen shows.
    pub fn contents(&self) -> String {
        self.lock().parser.screen().contents()
    }

    /// Every byte that came out.
    pub fn raw(&self) -> Vec<u8> {
        self.lock().raw.clone()
    }

    /// Whether the program writes nothing for so long. What is only under way still is forgiven: it
    /// may try three times.
    pub fn is_silent_for(&self, time: Duration) -> bool {
        (0..3).any(|_| {
            let seen = self.lock();
            let before = seen.raw.len();
            let waited = self.seen.1.wait_timeout_while(seen, time, |it| it.raw.len() == before);
            waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
        })
    }

    /// Types.
    pub fn press(&mut self, keys: &str) {
        self.press_bytes(keys.as_bytes());
    }

    /// Types what need not be UTF-8.
    pub fn press_bytes(&mut self, keys: &[u8]) {
        let writer = self.writer.as_mut().expect("the window is open");
        writer.write_all(keys).and_then(|()| writer.flush()).expect("a terminal takes keys");
    }

    pub fn resize(&self, width: u16, height: u16) {
        let mut seen = self.lock();
        seen.parser.set_size(cells(height), cells(width));
        let master = self.master.as_ref().expect("the window is open");
        master.resize(size(width, height)).expect("a terminal takes a size");
    }

    /// Sends a signal, and says when.
    pub fn send(&self, signal: Signal) -> Instant {
        self.send_number(signal.as_raw())
    }

    /// Sends a signal by its number, since some have no name.
    pub fn send_number(&self, signal: i32) -> Instant {
        let now = Instant::now();
        send(self.pid, signal);
        now
    }

    /// Waits until the program stops or ends.
    pub fn wait_for_state(&mut self) -> (State, Instant) {
        match self.states.recv_timeout(PATIENCE) {
            Ok((state, when)) => {
                if state != State::Stopped {
                    self.ended = Some(state);
                }
                (state, when)
            }
            Err(_) => panic!("the program neither stops nor ends; the screen shows:\n{}", self.contents()),
        }
    }

    /// Waits until the program has ended and everything that it wrote was read.
    pub fn wait_for_end(&mut self) -> (State, Instant) {
        let (state, when) = self.wait_for_state();
        assert_ne!(state, State::Stopped, "it stops instead of ending");
        self.lock().stuck_after = None;
        self.seen.1.notify_all();
        let given = self.settings();
        self.slave = None;
        self.wait_until(&"the end of the output", |it| it.over);
        assert_eq!(given, self.settings_before, "the settings of the terminal");
        (state, when)
    }

    pub fn settings(&self) -> String {
        settings(&**self.master.as_ref().expect("the window is open"))
    }

    pub fn are_settings_as_before(&self) -> bool {
        self.settings() == self.settings_before
    }

    /// Fails unless the terminal is as it was.
    pub fn assert_given_back(&self) {
        let seen = self.lock();
        let screen = seen.parser.screen();
        let given = Given {
            alternate_screen: screen.alternate_screen(),
            cursor_hidden: screen.hide_cursor(),
            mouse: screen.mouse_protocol_mode(),
            paste: screen.bracketed_paste(),
            application_keys: screen.application_cursor() || screen.application_keypad(),
            attributes: screen.attributes_formatted(),
            settings: self.settings(),
        };
        let fresh = vt100::Parser::new(cells(24), cells(80), 0);
        let as_before = Given {
            alternate_screen: false,
            cursor_hidden: false,
            mouse: vt100::MouseProtocolMode::None,
            paste: false,
            application_keys: false,
            attributes: fresh.screen().attributes_formatted(),
            settings: self.settings_before.clone(),
        };
        assert_eq!(given, as_before);
    }

    /// Closes the window: the terminal is gone. The key must make the program draw, since only then
    /// the reader sees that it is to let go of the terminal.
    pub fn close(&mut self, key: &str) -> Instant {
        self.lock().closing = true;
        self.press(key);
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reader does not fail");
        }
        self.slave = None;
        self.writer = None;
        let now = Instant::now();
        self.master = None;
        now
    }
}

/// Sends a signal by its number. A shell sends those that have no name here.
pub fn send(pid: Pid, signal: i32) {
    match Signal::from_named_raw(signal) {
        Some(named) => kill_process(pid, named).expect("the program is there"),
        None => {
            let line = format!("kill -{signal} {}", pid.as_raw_pid());
            let sent = std::process::Command::new("/bin/sh").args(["-c", &line]).status();
            assert!(sent.is_ok_and(|it| it.success()), "{line}");
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.ended.is_none() {
            // A test failed before: nothing of it may stay.
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

fn read_on(from: &mut dyn Read, shared: &Shared) {
    let (seen, changed) = &**shared;
    let mut bytes = [0; 4096];
    loop {
        let count = from.read(&mut bytes).unwrap_or(0);
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.raw.extend_from_slice(&bytes[..count]);
        seen.parser.process(&bytes[..count]);
        seen.over = count == 0;
        changed.notify_all();
        if seen.over || seen.closing {
            return;
        }
        let is_stuck = |it: &mut Seen| {
            it.stuck_after.is_some_and(|mark| it.raw.windows(mark.len()).any(|it| it == mark))
        };
        drop(changed.wait_while(seen, is_stuck));
    }
}

fn next_state(pid: Pid) -> Option<State> {
    let (_, status) = waitpid(Some(pid), WaitOptions::UNTRACED).ok()??;
    if status.stopped() {
        return Some(State::Stopped);
    }
    status.exit_status().map(State::Exited).or(status.terminating_signal().map(State::Killed))
}

/// Modes, characters and speeds, as text: equal if they are.
fn settings(master: &dyn MasterPty) -> String {
    let all = format!("{:?}", master.get_termios().expect("a terminal has settings"));
    all.split_once("input_flags").map_or(all.clone(), |it| it.1.to_owned())
}

fn size(width: u16, height: u16) -> PtySize {
    PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }
}

/// The picture of a terminal has at least one cell.
fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}
