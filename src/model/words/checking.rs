//! What `stretch check` says besides the problems themselves.

use crate::model::wording::Count;

/// The last line: how many files were checked, and what was found in them.
pub fn sum(files: usize, errors: usize, warnings: usize) -> String {
    let checked = Count(files as u64, "file");
    let (errors, warnings) = (Count(errors as u64, "error"), Count(warnings as u64, "warning"));
    let found = match (errors.0, warnings.0) {
        (0, 0) => "no problems".to_owned(),
        (0, _) => warnings.to_string(),
        (_, 0) => errors.to_string(),
        (_, _) => format!("{errors}, {warnings}"),
    };
    format!("{checked} checked: {found}")
}

/// While files are watched.
pub const WAITING: &str = "waiting for a change; Ctrl-C stops";
