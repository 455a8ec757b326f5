//! Lists for people: areas with their routines, programs, and the results of a search.

use std::{borrow::Cow, iter};

use unicode_width::UnicodeWidthStr;

use super::wrap::{cut_with, hanging};
use crate::model::{
    area::Area,
    catalogue::{AreaCard, Card, CatalogueEntry, Origin, ProgramCard},
    plan::Total,
    words::{lists as words, terms},
};

/// A list, and how it is printed.
#[derive(Debug)]
pub struct Listing<'a> {
    /// The entries.
    pub found: &'a [CatalogueEntry<'a>],
    /// All areas: the routines are grouped by them.
    pub areas: &'a [&'a AreaCard],
    /// In which order they are.
    pub order: ListOrder,
    /// The width of the terminal; without one, no line is cut or wrapped.
    pub width: Option<usize>,
    /// The mark at the end of a line that was cut.
    pub mark: char,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListOrder {
    /// Routines below their areas, then programs. Lines are cut at the width.
    All,
    /// The same, of some that were asked for. No line is cut.
    Filtered,
    /// The best first, with areas and programs among the routines. No line is cut.
    BestFirst,
}

/// The ids alone, one a line, each once.
pub fn ids(found: &[CatalogueEntry<'_>]) -> String {
    let mut ids: Vec<&str> = Vec::with_capacity(found.len());
    for id in found.iter().map(CatalogueEntry::id) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.iter().map(|it| format!("{it}\n")).collect()
}

/// About the length of a line, in bytes.
const A_LINE: usize = 140;
/// The width of most times, such as `12:34`.
const A_TIME: usize = 5;

/// The width of an id. Nearly all are ASCII, where a byte is a cell.
fn cells(id: &str) -> usize {
    if id.is_ascii() { id.len() } else { id.width() }
}

fn blanks(line: &mut String, count: usize) {
    line.extend(iter::repeat_n(' ', count));
}

impl Listing<'_> {
    /// The list as text.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.found.len() * A_LINE);
        let ids = self.found.iter().map(|it| cells(it.id())).max().unwrap_or_default();
        if self.order == ListOrder::BestFirst {
            self.found.iter().for_each(|it| self.entry(&mut text, ids, &Entry::of(it)));
            return text;
        }
        let routines = || {
            self.found.iter().filter_map(|it| match it {
                CatalogueEntry::Routine(card) => Some(*card),
                CatalogueEntry::Area(_) | CatalogueEntry::Program(_) => None,
            })
        };
        let programs = self.found.iter().filter(|it| matches!(it, CatalogueEntry::Program(_))).map(Entry::of);
        for area in Area::ALL {
            let inside = routines().filter(|it| it.area == Some(*area)).map(Entry::routine);
            let title = match self.areas.iter().find(|it| it.area == *area) {
                Some(AreaCard { name, total, .. }) => words::area(name, *area, *total),
                None => area.name().to_owned(),
            };
            self.group(&mut text, ids, &title, inside);
        }
        let outside = routines().filter(|it| it.area.is_none()).map(Entry::routine);
        self.group(&mut text, ids, words::YOUR_OWN, outside);
        self.group(&mut text, ids, words::PROGRAMS, programs);
        text
    }

    fn group<'e>(
        &self,
        text: &mut String,
        ids: usize,
        title: &str,
        entries: impl Iterator<Item = Entry<'e>>,
    ) {
        let mut entries = entries.peekable();
        if entries.peek().is_none() {
            return;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        self.line(text, title);
        for entry in entries {
            self.entry(text, ids, &entry);
        }
    }

    fn entry(&self, text: &mut String, ids: usize, entry: &Entry<'_>) {
        let Entry { id, total, said } = entry;
        let time = total.map(terms::minutes).unwrap_or_default();
        let mut line = String::with_capacity(A_LINE);
        line.push_str("  ");
        line.push_str(id);
        blanks(&mut line, ids - cells(id) + "  ".len() + A_TIME.saturating_sub(time.len()));
        line.push_str(&time);
        line.push_str("  ");
        match self.width.filter(|_| self.order != ListOrder::All) {
            None => {
                line.push_str(said);
                self.line(text, &line);
            }
            Some(width) => *text += &hanging(&line, said, width),
        }
    }

    fn line(&self, text: &mut String, line: &str) {
        let line = self.width.map_or(Cow::Borrowed(line), |it| Cow::Owned(cut_with(line, it, self.mark)));
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

/// An entry of a list: what is typed for it, the time that it takes, and what is said of it.
struct Entry<'a> {
    id: &'a str,
    total: Option<Total>,
    said: String,
}

impl<'a> Entry<'a> {
    fn of(entry: &CatalogueEntry<'a>) -> Entry<'a> {
        match *entry {
            CatalogueEntry::Routine(card) => Entry::routine(card),
            CatalogueEntry::Area(AreaCard { area, total, name, summary, .. }) => {
                let said = words::group(words::AN_AREA, name, Origin::BuiltIn, summary.as_ref());
                Entry { id: area.name(), total: *total, said }
            }
            CatalogueEntry::Program(ProgramCard { id, total, name, summary, origin }) => {
                let said = words::entry(name, *origin, summary.as_ref());
                Entry { id, total: *total, said }
            }
        }
    }

    fn routine(card: &'a Card) -> Entry<'a> {
        let Card { id, total, name, summary, origin, .. } = card;
        Entry { id, total: Some(*total), said: words::entry(name, *origin, summary.as_ref()) }
    }
}
