//! The files of the sounds, for programs that play files. They are written when the first is wanted.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use crate::{
    model::tone::{self, Sound},
    world::files,
};

/// The name of a sound's file.
pub fn name(sound: Sound, volume: u32) -> String {
    format!("{}-{volume}.wav", sound.name())
}

/// Writes all sounds into the first of these folders that takes them.
pub fn write(folders: &[PathBuf], volume: u32) -> io::Result<PathBuf> {
    let mut refused = io::Error::from(io::ErrorKind::NotFound);
    for folder in folders {
        let all = Sound::ALL.iter();
        let written = files::make_private_folder(folder).and_then(|()| {
            all.map(|it| write_beside(&folder.join(name(*it, volume)), &tone::wav(*it, volume)))
                .collect::<io::Result<Vec<()>>>()
        });
        match written {
            Ok(_) => return Ok(folder.clone()),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

/// Writes a file beside and renames it, so that another session never plays half of it.
fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = path.with_extension(format!("{}.part", std::process::id()));
    let written = files::private().create(true).truncate(true).open(&beside);
    let written = written.and_then(|mut it| it.write_all(bytes)).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}
