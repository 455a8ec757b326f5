//! What is said where something is not kept: of the log, or of what a command wrote.

use std::fmt::Display;

/// The disk did not answer.
pub const TOO_LATE: &str = "it could not be written in time";

/// A session of which a part is lost.
pub fn not_in_the_log(why: &str) -> String {
    format!("part of this session is not in the log: {why}")
}

/// The output of a command beside which one stretches.
pub fn output_lost(kind: impl Display) -> String {
    format!("warning: some of the output could not be kept: {kind}\n")
}
