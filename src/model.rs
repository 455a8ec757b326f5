//! What a stretch is, and how it is walked through. Pure: no file, no clock, no terminal.

pub mod area;
pub mod dose;
pub mod problem;
pub mod routine;
pub mod text;
mod vocabulary;
