//! Values as cells and as text. Pure: a view depends only on its arguments, and draws at any size.

pub mod channels;
pub mod complaint;
pub mod cues;
pub mod digits;
pub mod dry_run;
pub mod figure;
pub mod film;
pub mod handover;
pub mod json;
pub mod keys;
pub mod listing;
pub mod log;
pub mod numbered;
pub mod overview;
pub mod page;
pub mod palette;
pub mod plain;
pub mod portrait;
pub mod reel;
pub mod report;
pub mod scene;
pub mod schema;
pub mod screen;
pub mod stats;
pub mod summary;
pub mod wrap;
