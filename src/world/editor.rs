//! The person's own editor, on the terminal that was given back to it.

#![expect(clippy::disallowed_methods, reason = "it is another program")]

use std::{io, path::Path, process::Command};

use rustix::process::{Pid, Signal, WaitOptions, kill_current_process_group, waitpid};

use super::{files::shown, places};

/// Opens a file in the editor that the environment names, and waits until it is closed. What went wrong with
/// the editor is said; the file is whatever it left.
pub fn open(path: &Path) -> io::Result<Result<(), String>> {
    let named = places::editor();
    let mut words = named.split_whitespace();
    let Some(program) = words.next() else { return Ok(Err("no editor is named".to_owned())) };
    let child = match Command::new(program).args(words).arg(path).spawn() {
        Ok(child) => child,
        Err(error) => {
            let why = format!("cannot open {} with `{program}` ($VISUAL or $EDITOR): {error}", shown(path));
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
                let how = match status.exit_status() {
                    Some(code) => format!("exit code {code}"),
                    None => "a signal".to_owned(),
                };
                return Ok(Err(format!("`{program}` ended with {how}")));
            }
            Ok(None) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
