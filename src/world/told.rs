//! What a person is told once, at the very first session on this machine. A file of this machine's state, empty,
//! says that they were told: where it cannot be made they are told again, and no session fails.

use super::{
    files::{is_there, make_private_folder, private},
    places,
};

/// Whether an earlier session said it.
pub fn is_told() -> bool {
    places::told().is_some_and(|it| is_there(&it))
}

/// Remembers that it is said now.
pub fn remember() {
    let Some(path) = places::told() else { return };
    if path.parent().is_some_and(|it| make_private_folder(it).is_ok()) {
        // Two sessions that begin at once both say it, and one of them finds the file made.
        let _ = private().create_new(true).open(path);
    }
}
