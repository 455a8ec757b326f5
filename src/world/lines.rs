//! Lines typed on stdin, whatever bytes are in them and however long they are.

#![expect(clippy::disallowed_methods, reason = "an answer is waited for so long")]

use std::{
    io::{self, Write as _},
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    stdio,
    termios::isatty,
};

use super::output;

/// A line longer than this is no command; what is beyond it is dropped.
const LONGEST: usize = 1024;

/// Takes lines from stdin as they come. Its reads are not buffered elsewhere, so `poll(2)` tells whether
/// there is more.
#[derive(Debug, Default)]
pub struct Lines {
    /// The beginning of a line whose end has not come yet.
    begun: Vec<u8>,
}

impl Lines {
    /// Reads once, and gives the lines that are whole now; none when nothing more will be typed. Bytes that
    /// are not UTF-8 become U+FFFD, which is no command.
    pub fn read(&mut self) -> Option<Vec<String>> {
        let mut bytes = [0; 4096];
        match rustix::io::read(stdio::stdin(), &mut bytes) {
            Ok(0) => None,
            Ok(count) => Some(self.take(&bytes[..count])),
            Err(Errno::INTR | Errno::AGAIN) => Some(Vec::new()),
            // The terminal is gone, or is another program's.
            Err(_) => None,
        }
    }

    fn take(&mut self, bytes: &[u8]) -> Vec<String> {
        let mut lines = Vec::new();
        for part in bytes.split_inclusive(|it| *it == b'\n') {
            let room = LONGEST.saturating_sub(self.begun.len());
            self.begun.extend_from_slice(&part[..part.len().min(room)]);
            if part.ends_with(b"\n") {
                let line = std::mem::take(&mut self.begun);
                lines.push(String::from_utf8_lossy(&line).trim().to_owned());
            }
        }
        lines
    }
}

/// Asks on the terminal, and says whether Enter was pressed on an empty line; none if nobody can see the
/// question or answer it. Ctrl-C ends the program, as everywhere.
pub fn confirm(question: &str) -> Option<bool> {
    if !isatty(stdio::stdin()) {
        return None;
    }
    let shown = if isatty(stdio::stderr()) {
        write!(io::stderr(), "{question}")
    } else if isatty(stdio::stdout()) {
        show(question)
    } else {
        return None;
    };
    shown.ok()?;
    let mut lines = Lines::default();
    loop {
        if let Some(answer) = lines.read()?.first() {
            return Some(answer.is_empty());
        }
    }
}

/// Prints a question, and leaves the cursor behind it.
fn show(question: &str) -> io::Result<()> {
    let mut out = output::stdout();
    out.write_all(question.as_bytes())?;
    out.flush()
}

/// Asks on the terminal, and waits so long at most for a line. None if nobody can see the question, or
/// nobody answers.
pub fn ask(question: &str, at_most: Duration) -> Option<String> {
    if !isatty(stdio::stdin()) || !isatty(stdio::stdout()) {
        return None;
    }
    show(question).ok()?;
    let until = Instant::now() + at_most;
    let mut lines = Lines::default();
    loop {
        let left = until.saturating_duration_since(Instant::now());
        let timeout = Timespec { tv_sec: left.as_secs() as i64, tv_nsec: i64::from(left.subsec_nanos()) };
        let stdin = stdio::stdin();
        let mut watched = [PollFd::from_borrowed_fd(stdin, PollFlags::IN)];
        match poll(&mut watched, Some(&timeout)) {
            Ok(0) => {
                // The prompt of the shell begins a line of its own.
                let _ = show("\n");
                return None;
            }
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(_) => return None,
        }
        if let Some(answer) = lines.read()?.into_iter().next() {
            return Some(answer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_whole_and_are_short_and_clean() {
        let mut lines = Lines::default();
        assert_eq!(lines.take(b"n\n\n p \nq"), ["n", "", "p"]);
        assert_eq!(lines.take(b"\r\n"), ["q"]);
        assert_eq!(lines.take(b"\xe9\n"), ["\u{fffd}"], "not UTF-8");
        for _ in 0..100 {
            assert_eq!(lines.take(&[b'x'; 4096]), [""; 0], "a line without an end");
        }
        assert_eq!(lines.begun.len(), LONGEST);
        assert_eq!(lines.take(b"n\nn\n").len(), 2);
        assert_eq!(lines.begun, b"");
    }
}
