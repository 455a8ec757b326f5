//! What a stretch is, and how it is walked through. Pure: no file, no clock, no terminal.

pub mod area;
pub mod catalogue;
pub mod complaint;
pub mod cue;
pub mod dose;
pub mod figure;
pub mod format;
pub mod journal;
pub mod moment;
pub mod motion;
pub mod nearest;
pub mod parse;
pub mod plan;
pub mod player;
pub mod problem;
pub mod routine;
pub mod sentence;
pub mod settings;
pub mod side;
pub mod speech;
pub mod suit;
pub mod template;
pub mod text;
pub mod tone;
mod vocabulary;
pub mod wording;
pub mod words;
