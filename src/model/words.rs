//! What the program says to a person, in a session and in its lists: whole sentences, made of values.
//!
//! The word that a file uses is [`name()`](super::routine::Side::name) of its vocabulary. The word
//! that a person reads or hears is a function here. What stands elsewhere belongs to one place alone: the problems
//! of a file to the rule that finds them, and the help and the mistakes of a command line to its command.

pub mod alongside;
pub mod checking;
pub mod complaints;
pub mod composing;
pub mod config;
pub mod editing;
pub mod exports;
pub mod files;
pub mod handover;
pub mod held;
pub mod home;
pub mod importing;
pub mod keeping;
pub mod keys;
pub mod lists;
pub mod pages;
pub mod plain;
pub mod practice;
pub mod reminding;
pub mod screen;
pub mod session;
pub mod sounds;
pub mod stated;
pub mod status;
pub mod suiting;
pub mod terms;
pub mod voices;
pub mod whereabouts;
