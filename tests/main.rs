//! The promises of the program, proven from outside: one binary, a module each.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

#[path = "../examples/manual/markdown.rs"]
mod manual_markdown;

mod agenda;
mod alongside;
mod checking;
mod ci;
mod commands;
mod complaints;
mod completions;
mod compose;
mod composing;
mod config;
mod content;
mod cues;
mod editing;
mod export;
mod feeling;
mod figures;
mod frames;
mod guide;
mod history;
mod home;
mod hostile;
mod import;
mod journal;
mod kept;
mod lists;
mod logs;
mod manual;
mod media;
mod pace;
mod player;
mod practice;
mod problems;
mod program;
mod pty;
mod readme;
mod recipes;
mod remind;
mod resume;
mod said;
mod schemas;
mod sessions;
mod settings;
mod sinks;
mod stages;
mod stats;
mod status;
mod suiting;
mod surroundings;
mod tidy;
mod voice;
mod ways_out;
