//! The tests of the whole, as one program.

mod problems;
