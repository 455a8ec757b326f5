//! The promises of the program, proven from outside: one binary, a module each.

mod checking;
mod commands;
mod cues;
mod figures;
mod frames;
mod guide;
mod hostile;
mod journal;
mod problems;
mod program;
mod pty;
mod readme;
mod schemas;
mod sessions;
mod sinks;
mod stages;
mod tidy;
mod voice;
mod ways_out;
