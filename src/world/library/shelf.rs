//! Files of the person's own become cards: what is kept of each, read by several hands where there
//! are many. Which card stands in whose place is the library's.

use std::{
    borrow::Cow,
    panic,
    path::{Path, PathBuf},
    thread,
};

use super::{Why, read, report, stem};
use crate::model::{
    area::AreaPage,
    catalogue::{AreaCard, Card, Origin, ProgramCard},
    parse::{Content, Depth, Document},
};

/// So many files one hand reads at a time; for fewer a second hand is not worth its while.
const A_HANDFUL: usize = 100;
/// So many hands at once, whatever the cores: more would only hold more in memory.
const HANDS: usize = 4;

/// A file on a shelf.
#[derive(Debug)]
pub struct Shelved {
    pub path: PathBuf,
    /// Its name without the ending.
    pub id: String,
    /// Its card, or what is wrong.
    pub card: Result<AnyCard, Why>,
}

/// The card of whatever a file holds; whether it replaces a built-in is not looked at yet.
#[allow(clippy::large_enum_variant, reason = "nearly every file is a routine")]
#[derive(Debug)]
pub enum AnyCard {
    Routine(Card),
    Area(AreaCard),
    Program(ProgramCard),
}

/// Reads files, and hands them over in their order.
pub fn each(paths: &[PathBuf], mut put: impl FnMut(Shelved)) {
    if paths.len() <= A_HANDFUL {
        return paths.iter().map(|it| shelve(it)).for_each(put);
    }
    let read = |part: &[PathBuf]| -> Vec<Shelved> { part.iter().map(|it| shelve(it)).collect() };
    for armful in paths.chunks(HANDS * A_HANDFUL) {
        thread::scope(|scope| {
            let hand = |part| (part, thread::Builder::new().spawn_scoped(scope, move || read(part)));
            let hands: Vec<_> = armful.chunks(A_HANDFUL).map(hand).collect();
            for (part, hand) in hands {
                let files = match hand {
                    Ok(hand) => hand.join().unwrap_or_else(|panic| panic::resume_unwind(panic)),
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
    let card = match read(path, Depth::ToPlay).map(Document::into_content) {
        Ok(Ok(content)) => Ok(card(content, stem(path))),
        Ok(Err(document)) => Err(Why::Problems(report(path, document.bytes(), document.problems()))),
        Err(error) => Err(Why::Other(format!("{error:#}"))),
    };
    Shelved { path: path.to_owned(), id: stem(path), card }
}

fn card(content: Content, id: String) -> AnyCard {
    match content {
        Content::Routine(routine) => AnyCard::Routine(Card::of(&routine.into(), Origin::Own)),
        Content::Area(AreaPage { area, name, aliases, summary, .. }) => {
            AnyCard::Area(AreaCard { area, name, aliases: aliases.into(), summary, total: None })
        }
        Content::Program(program) => AnyCard::Program(ProgramCard {
            id: Cow::Owned(id),
            origin: Origin::Own,
            name: program.name,
            summary: program.summary,
            total: None,
        }),
    }
}
