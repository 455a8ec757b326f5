//! The promises of the program, proven from outside: one binary, a module each.

mod hostile;
mod problems;
mod sessions;
mod stages;
