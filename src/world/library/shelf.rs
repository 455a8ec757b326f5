//! Files of the person's own become cards: what is kept of each, read by several threads where there
//! are many. Which card stands in whose place is the library's.

use std::{
    borrow::Cow,
    panic,
    path::{Path, PathBuf},
    thread,
};

use super::{WhyBroken, read, report, stem};
use crate::model::{
    area::{AreaPage, Program},
    catalogue::{AreaCard, Card, Origin, ProgramCard},
    parse::{Content, Depth},
};

/// A worker reads so many files at a time; for fewer a second worker is not worth starting.
const FILES_PER_WORKER: usize = 100;
/// So many workers at once, whatever the cores: more would only hold more in memory.
const WORKERS: usize = 4;

/// A file on a shelf.
#[derive(Debug)]
pub struct Shelved {
    pub path: PathBuf,
    /// Its name without the ending.
    pub id: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Its card, or what is wrong.
    pub card: Result<AnyCard, WhyBroken>,
}

/// The card of whatever a file holds; whether it replaces a built-in is not looked at yet.
#[allow(clippy::large_enum_variant, reason = "nearly every file is a routine")]
#[derive(Debug)]
pub enum AnyCard {
    Routine(Card),
    Area(AreaCard),
    /// With the routines that are written out in it.
    Program(ProgramCard, Vec<Card>),
}

/// Reads files, and hands them over in their order.
pub fn each(paths: &[PathBuf], mut put: impl FnMut(Shelved)) {
    if paths.len() <= FILES_PER_WORKER {
        return paths.iter().map(|it| shelve(it)).for_each(put);
    }
    let read = |part: &[PathBuf]| -> Vec<Shelved> { part.iter().map(|it| shelve(it)).collect() };
    for batch in paths.chunks(WORKERS * FILES_PER_WORKER) {
        thread::scope(|scope| {
            let start = |part| (part, thread::Builder::new().spawn_scoped(scope, move || read(part)));
            let workers: Vec<_> = batch.chunks(FILES_PER_WORKER).map(start).collect();
            for (part, worker) in workers {
                let files = match worker {
                    Ok(worker) => worker.join().unwrap_or_else(|panic| panic::resume_unwind(panic)),
                    // Where no thread can be had, it takes longer.
                    Err(_) => read(part),
                };
                files.into_iter().for_each(&mut put);
            }
        });
    }
}

/// Reads one file.
pub fn shelve(path: &Path) -> Shelved {
    let (card, bytes) = match read(path, Depth::ToPlay) {
        Ok(document) => {
            let bytes = document.bytes().to_owned();
            let card = match document.into_content() {
                Ok(content) => Ok(card(content, stem(path))),
                Err(it) => Err(WhyBroken::Problems(report(path, it.bytes(), it.problems()))),
            };
            (card, bytes)
        }
        Err(error) => (Err(WhyBroken::Unreadable(error)), Vec::new()),
    };
    Shelved { path: path.to_owned(), id: stem(path), bytes, card }
}

fn card(content: Content, id: String) -> AnyCard {
    match content {
        Content::Routine(routine) => AnyCard::Routine(Card::of(&routine.into(), Origin::Own)),
        Content::Area(AreaPage { area, name, aliases, summary, .. }) => {
            AnyCard::Area(AreaCard { area, name, aliases: aliases.into(), summary, total: None })
        }
        Content::Program(program) => {
            let written = program.play.iter().filter_map(|it| it.written.as_ref());
            let written = written.map(|it| Card::of(it, Origin::Own)).collect();
            let Program { name, summary, .. } = program;
            let card = ProgramCard { id: Cow::Owned(id), origin: Origin::Own, name, summary, total: None };
            AnyCard::Program(card, written)
        }
    }
}
