//! Which side leads in the next session, kept beside the person's other state: a word in a file.
//!
//! Losing it costs nothing but that the same side leads again, so no failure here is told.

use std::{fs, io::Write as _, path::Path};

use super::{files, places};
use crate::model::side::Side;

/// No word is longer than this, in bytes.
const LONGEST: u64 = 100;

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
    let word = files::read_small(path, LONGEST).unwrap_or_default();
    Side::from_name(String::from_utf8_lossy(&word).trim()).unwrap_or(Side::Right)
}

fn write(path: &Path, side: Side) {
    let beside = path.with_extension("new");
    let made = path.parent().is_some_and(|it| files::make_private_folder(it).is_ok());
    let written = made.then(|| files::private().create(true).truncate(true).open(&beside));
    let written = written.is_some_and(|it| it.is_ok_and(|mut it| writeln!(it, "{}", side.name()).is_ok()));
    if !written || fs::rename(&beside, path).is_err() {
        let _ = fs::remove_file(&beside);
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the word is in a file")]
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
