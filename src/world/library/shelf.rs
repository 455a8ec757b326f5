//! Files of the person's own become cards: what is kept of each, read by several hands where there
//! are many. Which card stands in whose place is the library's.

use std::{
    borrow::Cow,
    panic,
    path::{Path, PathBuf},
    thread,
};

use super::{read, stem, told};
use crate::model::{
    area::AreaPage,
    catalogue::{AreaCard, Card, Origin, ProgramCard},
    parse::Content,
};

/// As many files are read by one hand; fewer are read sooner than a thread begins.
const A_HANDFUL: usize = 100;
/// So many hands at most: a folder of thousands is read in an instant by the cores there usually are.
const MOST_HANDS: usize = 4;

/// A file on a shelf.
#[derive(Debug)]
pub struct Shelved {
    pub path: PathBuf,
    /// Its name without the ending.
    pub id: String,
    /// Its card, or the report of what is wrong.
    pub card: Result<AnyCard, String>,
}

/// The card of whatever a file holds; whether it replaces a built-in is not looked at yet.
#[allow(clippy::large_enum_variant, reason = "nearly every file is a routine")]
#[derive(Debug)]
pub enum AnyCard {
    Routine(Card),
    Area(AreaCard),
    Program(ProgramCard),
}

/// Reads files, and gives them back in their order.
pub fn shelved(paths: &[PathBuf]) -> Vec<Shelved> {
    let hands = paths.len().div_ceil(A_HANDFUL).min(MOST_HANDS);
    if hands <= 1 {
        return all(paths);
    }
    thread::scope(|scope| {
        let parts = paths.chunks(paths.len().div_ceil(hands));
        let hand = |part| (part, thread::Builder::new().spawn_scoped(scope, move || all(part)));
        let hands: Vec<_> = parts.map(hand).collect();
        let read = hands.into_iter().flat_map(|(part, hand)| match hand {
            Ok(hand) => hand.join().unwrap_or_else(|panic| panic::resume_unwind(panic)),
            // Where no thread can be had, it takes longer.
            Err(_) => all(part),
        });
        read.collect()
    })
}

fn all(paths: &[PathBuf]) -> Vec<Shelved> {
    paths.iter().map(|it| shelve(it)).collect()
}

fn shelve(path: &Path) -> Shelved {
    let card = match read(path) {
        Ok(file) => match file.content {
            Some(content) => Ok(card(content, stem(path))),
            None => Err(told(path, &file)),
        },
        Err(error) => Err(format!("error: {error:#}\n")),
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
