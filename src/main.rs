//! `stretch`, the program. Everything is in the library beside it.

use std::process::ExitCode;

fn main() -> ExitCode {
    stretch::run(std::env::args_os().collect())
}
