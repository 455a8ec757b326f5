//! The promises of the program, proven from outside: one binary, a module each.

mod sessions;
mod stages;
