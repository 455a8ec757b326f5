//! The output of a command: read from its pseudo-terminal into a file without a name, and printed from there.

use std::{
    env,
    fs::{self, File},
    io::{self, Write},
    os::{
        fd::OwnedFd,
        unix::fs::{FileExt as _, OpenOptionsExt as _},
    },
    path::{Path, PathBuf},
    process,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use rustix::{
    fs::{Mode, OFlags},
    io::{Errno, FdFlags, fcntl_setfd},
    pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
    stdio,
    termios::{OptionalActions, OutputModes, Winsize, tcgetattr, tcgetwinsize, tcsetattr, tcsetwinsize},
};

use crate::model::{text::Text, words::keeping as words};

/// So many bytes of the last line are looked at.
const LONGEST_LINE: usize = 4096;
/// So many bytes are printed at once.
const CHUNK: usize = 64 * 1024;

/// A pseudo-terminal of the size of ours: the end that we read, and the end of the command.
pub fn terminal() -> io::Result<(OwnedFd, OwnedFd)> {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
    // Not every system can open it with this flag.
    fcntl_setfd(&master, FdFlags::CLOEXEC)?;
    grantpt(&master)?;
    unlockpt(&master)?;
    let name = ptsname(&master, Vec::new())?;
    let slave = rustix::fs::open(&*name, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())?;
    let size = tcgetwinsize(stdio::stdout()).ok().filter(|it| it.ws_col > 0 && it.ws_row > 0);
    let size = size.unwrap_or(Winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 });
    tcsetwinsize(&slave, size)?;
    // Its bytes are kept as they are written; the real terminal makes lines of them.
    let mut settings = tcgetattr(&slave)?;
    settings.output_modes.remove(OutputModes::OPOST);
    tcsetattr(&slave, OptionalActions::Now, &settings)?;
    Ok((master, slave))
}

/// What was written so far.
#[derive(Debug)]
pub struct Kept {
    file: File,
    written: Mutex<Written>,
    more: Condvar,
}

#[derive(Debug, Default)]
struct Written {
    bytes: u64,
    /// The end of the last line with something in it.
    line: Vec<u8>,
    /// The line that is being written.
    next: Vec<u8>,
    is_closed: bool,
    /// Why it could not be kept.
    failure: Option<io::ErrorKind>,
}

impl Kept {
    /// Reads from a pseudo-terminal until its other end is closed.
    pub fn begin(master: OwnedFd) -> io::Result<Arc<Kept>> {
        let kept = Arc::new(Kept { file: nameless()?, written: Mutex::default(), more: Condvar::new() });
        let reader = Arc::clone(&kept);
        thread::Builder::new().name("output".to_owned()).spawn(move || reader.read(&master))?;
        Ok(kept)
    }

    fn lock(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, master: &OwnedFd) {
        let mut bytes = vec![0; CHUNK];
        loop {
            let count = match rustix::io::read(master, &mut *bytes) {
                Ok(0) | Err(Errno::IO) => break,
                Ok(count) => count,
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Err(_) => break,
            };
            let new = &bytes[..count];
            let mut written = self.lock();
            // A full disk must not stop the command: it is read on, and what was lost is said.
            match self.file.write_all_at(new, written.bytes) {
                Ok(()) if written.failure.is_none() => written.bytes += count as u64,
                Ok(()) => {}
                Err(error) => written.failure = written.failure.or(Some(error.kind())),
            }
            written.note(new);
            self.more.notify_all();
        }
        self.lock().is_closed = true;
        self.more.notify_all();
    }

    /// Prints what was not printed yet. True if nothing more can come.
    pub fn print(&self, printed: &mut u64, out: &mut impl Write) -> io::Result<bool> {
        let (end, is_closed, failure) = {
            let written = self.lock();
            (written.bytes, written.is_closed, written.failure)
        };
        let mut bytes = vec![0; CHUNK];
        while *printed < end {
            let most = usize::try_from(end - *printed).unwrap_or(CHUNK).min(CHUNK);
            let count = self.file.read_at(&mut bytes[..most], *printed)?;
            if count == 0 {
                break;
            }
            out.write_all(&bytes[..count])?;
            *printed += count as u64;
        }
        if let (true, Some(kind)) = (is_closed, failure) {
            crate::error::aside(&words::output_lost(kind));
        }
        Ok(is_closed)
    }

    /// Waits for more output than was printed, for so long at most.
    pub fn wait(&self, printed: u64, at_most: Duration) {
        let idle = |it: &mut Written| it.bytes <= printed && !it.is_closed;
        drop(self.more.wait_timeout_while(self.lock(), at_most, idle));
        if self.lock().is_closed {
            // Its end may be seen a moment later.
            let (_open, never) = std::sync::mpsc::channel::<()>();
            let _ = never.recv_timeout(at_most / 10);
        }
    }

    /// The last line with something in it, without colours.
    pub fn last_line(&self) -> Text {
        let written = self.lock();
        let next = shown(&written.next);
        if next.is_empty() { shown(&written.line) } else { next }
    }
}

impl Written {
    fn note(&mut self, new: &[u8]) {
        for byte in new {
            match byte {
                b'\n' | b'\r' => {
                    if !shown(&self.next).is_empty() {
                        std::mem::swap(&mut self.line, &mut self.next);
                    }
                    self.next.clear();
                }
                byte if self.next.len() < LONGEST_LINE => self.next.push(*byte),
                _ => {}
            }
        }
    }
}

/// A line as it can be shown: without what commands a terminal.
fn shown(line: &[u8]) -> Text {
    let text = String::from_utf8_lossy(line);
    let mut plain = String::new();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign != '\u{1b}' {
            if !sign.is_control() || sign == '\t' {
                plain.push(sign);
            }
            continue;
        }
        match signs.next() {
            // Until the letter that ends it.
            Some('[') => while signs.next().is_some_and(|it| !('@'..='~').contains(&it)) {},
            // A title, until the bell or the end of the string.
            Some(']' | 'P' | '_' | '^') => {
                while let Some(it) = signs.next() {
                    if it == '\u{7}' || it == '\u{1b}' {
                        signs.next_if_eq(&'\\');
                        break;
                    }
                }
            }
            Some('(' | ')') => drop(signs.next()),
            Some(_) | None => {}
        }
    }
    Text::clean(plain.trim())
}

/// A file that nobody else can find: its name is taken away at once.
fn nameless() -> io::Result<File> {
    let made = |folder: &Path| {
        for number in 0..100 {
            let path = folder.join(format!("stretch-{}-{number}", process::id()));
            let open = File::options().read(true).write(true).create_new(true).mode(0o600).open(&path);
            match open {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
                Ok(file) => {
                    fs::remove_file(&path)?;
                    return Ok(file);
                }
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    };
    made(&env::temp_dir()).or_else(|_| made(&PathBuf::from(".")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_shown_without_what_commands_a_terminal() {
        let check =
            |line: &str, expected: &str| assert_eq!(shown(line.as_bytes()).as_str(), expected, "{line:?}");
        check("\u{1b}[1m\u{1b}[32m   Compiling\u{1b}[0m foo v1.2", "Compiling foo v1.2");
        check("\u{1b}]0;a title\u{7}words", "words");
        check("\u{1b}]8;;https://example.org\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link");
        check("\u{1b}(Bplain\u{8}", "plain");
        check("\u{1b}[", "");
        check("left\u{202e}thgir", "left\u{fffd}thgir");
    }

    #[test]
    fn the_last_line_is_the_one_that_says_something() {
        let mut written = Written::default();
        let mut check = |new: &str, line: &str, next: &str| {
            written.note(new.as_bytes());
            assert_eq!(
                (shown(&written.line).as_str(), shown(&written.next).as_str()),
                (line, next),
                "{new:?}"
            );
        };
        check("one\ntw", "one", "tw");
        check("o\n\n\u{1b}[0m\n", "two", "");
        check("10 %\r20 %\r30 %", "20 %", "30 %");
    }
}
