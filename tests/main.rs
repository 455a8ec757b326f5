//! The promises of the program, proven from outside: one binary, a module each.

mod checking;
mod commands;
mod cues;
mod hostile;
mod problems;
mod program;
mod pty;
mod schemas;
mod sessions;
mod sinks;
mod stages;
mod voice;
mod ways_out;
