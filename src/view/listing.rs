//! Lists for people: areas with their routines, programs, and the results of a search.

use std::{borrow::Cow, fmt::Write as _};

use unicode_width::UnicodeWidthStr;

use super::wrap::{cut_with, hanging};
use crate::model::{
    area::Area,
    catalogue::{AreaCard, Card, Found, Origin, ProgramCard},
    plan::Total,
    text::Text,
    words::{lists as words, terms},
};

/// A list, and how it is printed.
#[derive(Debug)]
pub struct Listing<'a> {
    /// The entries that passed the filter.
    pub found: Found<'a>,
    /// All areas: the routines are grouped by them.
    pub areas: &'a [&'a AreaCard],
    /// Whether it is the result of a search. Then areas are entries of their own, and no line is cut.
    pub is_search: bool,
    /// The width of the terminal; without one, no line is cut or wrapped.
    pub width: Option<usize>,
    /// The mark at the end of a line that was cut.
    pub mark: char,
}

/// The ids alone, one a line, each once: areas, then routines, then programs.
pub fn ids(found: &Found<'_>) -> String {
    let mut ids: Vec<&str> = Vec::with_capacity(found.count());
    let areas = found.areas.iter().map(|it| it.area.name());
    let routines = found.routines.iter().map(|it| &*it.id);
    for id in areas.chain(routines).chain(found.programs.iter().map(|it| &*it.id)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.iter().map(|it| format!("{it}\n")).collect()
}

/// About the length of a line, in bytes.
const A_LINE: usize = 140;

impl Listing<'_> {
    /// The list as text.
    pub fn text(&self) -> String {
        let Found { routines, areas, programs } = &self.found;
        let mut text = String::with_capacity(self.found.count() * A_LINE);
        let areas = if self.is_search { areas.as_slice() } else { &[] };
        let ids = routines.iter().map(|it| it.id.width()).chain(programs.iter().map(|it| it.id.width()));
        let ids = ids.chain(areas.iter().map(|it| it.area.name().len())).max().unwrap_or_default();

        self.group(&mut text, ids, words::AREAS, areas.iter().map(|it| Entry::area(it)));
        for area in Area::ALL {
            let inside = routines.iter().filter(|it| it.area == Some(*area)).map(|it| Entry::routine(it));
            let title = match self.areas.iter().find(|it| it.area == *area) {
                Some(AreaCard { name, total, .. }) => words::area(name, *area, *total),
                None => area.name().to_owned(),
            };
            self.group(&mut text, ids, &title, inside);
        }
        let outside = routines.iter().filter(|it| it.area.is_none()).map(|it| Entry::routine(it));
        self.group(&mut text, ids, words::YOUR_OWN, outside);
        self.group(&mut text, ids, words::PROGRAMS, programs.iter().map(|it| Entry::program(it)));
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
        let mut line = String::with_capacity(A_LINE);
        if entries.peek().is_none() {
            return;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        self.line(text, title);
        for entry in entries {
            let Entry { id, total, name, summary, origin } = entry;
            let time = total.map(terms::total).unwrap_or_default();
            let said = words::entry(name, origin, summary);
            line.clear();
            // Writing to a string cannot fail.
            let _ = write!(line, "  {id:<ids$}  {time:>5}  ");
            match self.width.filter(|_| self.is_search) {
                None => {
                    line.push_str(&said);
                    self.line(text, &line);
                }
                Some(width) => *text += &hanging(&line, &said, width),
            }
        }
    }

    fn line(&self, text: &mut String, line: &str) {
        let line = self.width.map_or(Cow::Borrowed(line), |it| Cow::Owned(cut_with(line, it, self.mark)));
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

/// An entry of a list: what is typed for it, the time that it takes, its name, what it does, and whose it is.
struct Entry<'a> {
    id: &'a str,
    total: Option<Total>,
    name: &'a Text,
    summary: Option<&'a Text>,
    origin: Origin,
}

impl Entry<'_> {
    fn routine(card: &Card) -> Entry<'_> {
        let Card { id, total, name, summary, origin, .. } = card;
        Entry { id, total: Some(*total), name, summary: summary.as_ref(), origin: *origin }
    }

    fn area(card: &AreaCard) -> Entry<'_> {
        let AreaCard { area, total, name, summary, .. } = card;
        Entry { id: area.name(), total: *total, name, summary: summary.as_ref(), origin: Origin::BuiltIn }
    }

    fn program(card: &ProgramCard) -> Entry<'_> {
        let ProgramCard { id, total, name, summary, origin } = card;
        Entry { id, total: *total, name, summary: summary.as_ref(), origin: *origin }
    }
}
