//! The layers of `stretch`, in reading order. This is the program's own library, made so that its
//! tests and benches can stand on it; it promises nothing to other crates.

pub mod model;
pub mod stage;
pub mod view;
