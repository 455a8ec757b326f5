//! Which side leads in the next session, kept beside the person's other state: a word in a file.
//!
//! Losing it costs nothing but that the same side leads again, so no failure here is told.

#![expect(clippy::disallowed_methods, reason = "the word is in a file")]

use std::{fs, path::Path};

use super::places;
use crate::model::side::Side;

/// The side that leads now: the right one, unless the last session says otherwise.
pub fn side() -> Side {
    places::leading().map_or(Side::Right, |it| read(&it))
}

/// Lets the other side lead in the next session.
pub fn alternate(led: Side) {
    if let Some(path) = places::leading() {
        write(&path, led.other());
    }
}

fn read(path: &Path) -> Side {
    // A pipe would be waited for.
    let word = if path.is_file() { fs::read_to_string(path).unwrap_or_default() } else { String::new() };
    Side::from_name(word.trim()).unwrap_or(Side::Right)
}

fn write(path: &Path, side: Side) {
    let beside = path.with_extension("new");
    let made = path.parent().is_some_and(|it| fs::create_dir_all(it).is_ok());
    if made && fs::write(&beside, format!("{}\n", side.name())).is_ok() {
        let _ = fs::rename(&beside, path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_side_is_kept_and_nonsense_is_the_right_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep").join("leading");
        assert_eq!(read(&path), Side::Right, "nothing is there yet");
        write(&path, Side::Left);
        assert_eq!(read(&path), Side::Left);
        write(&path, Side::Right);
        assert_eq!(read(&path), Side::Right);
        fs::write(&path, b"\xff sideways").unwrap();
        assert_eq!(read(&path), Side::Right);
        assert_eq!(read(folder.path()), Side::Right, "a folder is no word");
    }
}
