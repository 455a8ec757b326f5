//! The promises of the program, proven from outside: one binary, a module each.

mod checking;
mod hostile;
mod problems;
mod pty;
mod schemas;
mod sessions;
mod stages;
mod ways_out;
