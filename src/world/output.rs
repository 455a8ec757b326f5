//! What the program prints on: stdout, which may be closed. The runtime of Rust opens `/dev/null` in the place of
//! a closed stdout before `main` begins, and takes what is written to one that was opened for reading as written. What
//! is printed would be lost in silence. So stdout is looked at earlier, and printing fails as it does in other programs.

use std::{
    io::{self, StdoutLock, Write},
    sync::atomic::{AtomicBool, Ordering},
};

use rustix::{
    fs::{OFlags, fcntl_getfl},
    io::Errno,
    stdio,
};

/// Whether nothing could be written to stdout when the program was started.
static WAS_CLOSED: AtomicBool = AtomicBool::new(false);

ctor::declarative::ctor! {
    /// Runs before the runtime of Rust is there: one system call, and nothing of the standard library that needs it.
    #[ctor(unsafe)]
    fn look_at_stdout() {
        let takes_output =
            fcntl_getfl(stdio::stdout()).is_ok_and(|it| it.intersects(OFlags::WRONLY | OFlags::RDWR));
        WAS_CLOSED.store(!takes_output, Ordering::Relaxed);
    }
}

/// Stdout, for this thread alone until the value is dropped.
pub fn stdout() -> Output {
    #[expect(clippy::disallowed_methods, reason = "the one place that prints")]
    let stdout = io::stdout();
    Output { stdout: stdout.lock(), was_closed: WAS_CLOSED.load(Ordering::Relaxed) }
}

/// See [`stdout`].
#[derive(Debug)]
pub struct Output {
    stdout: StdoutLock<'static>,
    was_closed: bool,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.was_closed && !bytes.is_empty() {
            return Err(Errno::BADF.into());
        }
        self.stdout.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stdout.flush()
    }
}
