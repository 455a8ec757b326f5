//! The person's own editor, on the terminal that was given back to it.

#![expect(clippy::disallowed_methods, reason = "it is another program")]

use std::{io, path::Path, process::Command};

use rustix::process::{Pid, Signal, WaitOptions, kill_current_process_group, waitpid};

use super::{files::shown, places};
use crate::model::words::files as words;

/// Opens a file in the editor that the environment names, and waits until it is closed. What went wrong with
/// the editor is said; the file is whatever it left.
pub fn open(path: &Path) -> io::Result<Result<(), String>> {
    let named = places::editor();
    let mut words = named.split_whitespace();
    let Some(program) = words.next() else { return Ok(Err(words::NO_EDITOR.to_owned())) };
    let child = match Command::new(program).args(words).arg(path).spawn() {
        Ok(child) => child,
        Err(error) => {
            let why = words::editor_does_not_start(program, shown(path), &error);
            return Ok(Err(why));
        }
    };
    let id = i32::try_from(child.id()).ok().and_then(Pid::from_raw).ok_or(io::ErrorKind::NotFound)?;
    loop {
        match waitpid(Some(id), WaitOptions::UNTRACED) {
            // Ctrl-Z in the editor: the shell gets its terminal only when this program has stopped, too.
            Ok(Some((_, status))) if status.stopped() => kill_current_process_group(Signal::STOP)?,
            Ok(Some((_, status))) if status.exit_status() == Some(0) => return Ok(Ok(())),
            Ok(Some((_, status))) => {
                return Ok(Err(words::editor_failed(program, status.exit_status())));
            }
            Ok(None) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
