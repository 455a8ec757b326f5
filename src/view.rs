//! Values become text and cells. Pure: what is drawn depends only on the arguments.

pub mod report;
