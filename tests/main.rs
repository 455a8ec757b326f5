//! The promises of the program, proven from outside: one binary, a module each.

mod checking;
mod commands;
mod figures;
mod guide;
mod hostile;
mod problems;
mod program;
mod pty;
mod schemas;
mod sessions;
mod sinks;
mod stages;
mod ways_out;
