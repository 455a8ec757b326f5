//! Lists for people: areas with their routines, programs, and what a search found.

use std::fmt::{self, Write as _};

use unicode_width::UnicodeWidthStr;

use super::wrap::{cut_with, hanging};
use crate::model::{
    area::Area,
    catalogue::{AreaCard, Card, Found, Origin, ProgramCard},
    plan::Total,
    text::Text,
};

/// What is listed, and how.
#[derive(Debug)]
pub struct Listing<'a> {
    /// What passed the filter.
    pub found: Found<'a>,
    /// All areas: the routines are grouped by them.
    pub areas: &'a [&'a AreaCard],
    /// Whether it was searched for. Then areas are entries of their own, and no line is cut.
    pub is_search: bool,
    /// The width of the terminal; none means that lines are as long as they are.
    pub width: Option<usize>,
    /// What stands at the end of a line that was cut.
    pub mark: char,
}

/// About as long is a line of a list, in bytes.
const A_LINE: usize = 140;

impl Listing<'_> {
    /// The list as text.
    pub fn text(&self) -> String {
        let Found { routines, areas, programs } = &self.found;
        let mut text = String::with_capacity(self.found.count() * A_LINE);
        let areas = if self.is_search { areas.as_slice() } else { &[] };
        let ids = routines.iter().map(|it| it.id.width()).chain(programs.iter().map(|it| it.id.width()));
        let ids = ids.chain(areas.iter().map(|it| it.area.name().len())).max().unwrap_or_default();

        self.group(&mut text, ids, format_args!("Areas"), areas.iter().map(|it| Entry::area(it)));
        for area in Area::ALL {
            let inside = routines.iter().filter(|it| it.area == Some(*area)).map(|it| Entry::routine(it));
            let id = area.name();
            match self.areas.iter().find(|it| it.area == *area) {
                Some(AreaCard { name, total: Some(total), .. }) => {
                    self.group(&mut text, ids, format_args!("{name} ({id})  {total}"), inside);
                }
                Some(AreaCard { name, total: None, .. }) => {
                    self.group(&mut text, ids, format_args!("{name} ({id})"), inside);
                }
                None => self.group(&mut text, ids, format_args!("{id}"), inside),
            }
        }
        let outside = routines.iter().filter(|it| it.area.is_none()).map(|it| Entry::routine(it));
        self.group(&mut text, ids, format_args!("Your own"), outside);
        self.group(&mut text, ids, format_args!("Programs"), programs.iter().map(|it| Entry::program(it)));
        text
    }

    fn group<'e>(
        &self,
        text: &mut String,
        ids: usize,
        title: fmt::Arguments<'_>,
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
            let time = entry.total.map(|it| it.to_string()).unwrap_or_default();
            let id = entry.id;
            match self.width.filter(|_| self.is_search) {
                None => self.line(text, format_args!("  {id:<ids$}  {time:>5}  {entry}")),
                Some(width) => {
                    *text += &hanging(&format!("  {id:<ids$}  {time:>5}  "), &entry.to_string(), width);
                }
            }
        }
    }

    fn line(&self, text: &mut String, line: fmt::Arguments<'_>) {
        let start = text.len();
        let _ = text.write_fmt(line);
        if let Some(width) = self.width {
            let line = cut_with(&text[start..], width, self.mark);
            text.truncate(start);
            text.push_str(&line);
        }
        text.truncate(text.trim_end().len().max(start));
        text.push('\n');
    }
}

/// A line of a list: what is typed, how long it takes, what it is called, whose it is, what it does.
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

impl fmt::Display for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name.as_str())?;
        f.write_str(match self.origin {
            Origin::BuiltIn => "",
            Origin::Own => " (yours)",
            Origin::Replacing => " (yours, in place of the built-in)",
        })?;
        match self.summary {
            Some(summary) => {
                f.write_str(": ")?;
                f.write_str(summary.as_str())
            }
            None => Ok(()),
        }
    }
}
