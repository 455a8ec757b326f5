//! What the program prints on: stdout. One that was opened for reading would take whatever is written as written,
//! and all of it would be lost in silence: printing fails there, as it does in other programs.
//!
//! A stdout that was closed cannot be told from `/dev/null`: the runtime of Rust opens that in its place before
//! `main` begins.

use std::io::{self, StdoutLock, Write};

use rustix::{
    fs::{OFlags, fcntl_getfl},
    io::Errno,
    stdio,
};

/// Stdout, for this thread alone until the value is dropped.
pub fn stdout() -> Output {
    #[expect(clippy::disallowed_methods, reason = "the one place that prints")]
    let stdout = io::stdout();
    let takes_output =
        fcntl_getfl(stdio::stdout()).is_ok_and(|it| it.intersects(OFlags::WRONLY | OFlags::RDWR));
    Output { stdout: stdout.lock(), takes_output }
}

/// See [`stdout`].
#[derive(Debug)]
pub struct Output {
    stdout: StdoutLock<'static>,
    takes_output: bool,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.takes_output && !bytes.is_empty() {
            return Err(Errno::BADF.into());
        }
        self.stdout.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stdout.flush()
    }
}
