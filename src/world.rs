//! The world: files, clocks, the terminal, other programs. The only layer that touches any.

pub mod clock;
pub mod editor;
pub mod files;
pub mod job;
pub mod journal;
pub mod library;
pub mod lines;
pub mod media;
pub mod output;
pub mod places;
pub mod plain;
pub mod reminding;
pub mod settings;
pub mod terminal;
pub mod told;
pub mod voice;
