//! Lists for people: areas with their routines and programs, and the first page.

use std::fmt::{self, Write as _};

use unicode_width::UnicodeWidthStr;

use super::wrap::cut;
use crate::model::{
    area::Area,
    catalogue::{AreaCard, Card, Catalogue, Origin, ProgramCard},
    plan::Total,
    text::Text,
};

/// What is listed, and how wide; no width means as wide as it is.
#[derive(Debug)]
pub struct Listing<'a> {
    /// The routines that passed the filter, in order.
    pub routines: Vec<&'a Card>,
    /// The areas by which they are grouped.
    pub areas: &'a [&'a AreaCard],
    /// The programs, if they are listed.
    pub programs: Vec<&'a ProgramCard>,
    /// The width of the terminal.
    pub width: Option<usize>,
}

impl Listing<'_> {
    /// The list as text.
    pub fn text(&self) -> String {
        let entries = self.routines.len() + self.programs.len();
        let mut text = String::with_capacity(entries * A_LINE);
        let ids = self.routines.iter().map(|it| it.id.width());
        let ids = ids.chain(self.programs.iter().map(|it| it.id.width())).max().unwrap_or_default();
        let mut group = |title: String, total: Option<Total>, routines: Vec<&Card>| {
            if routines.is_empty() {
                return;
            }
            if !text.is_empty() {
                text.push('\n');
            }
            let time = total.map(|it| format!("  {it}")).unwrap_or_default();
            self.line(&mut text, format_args!("{title}{time}"));
            for card in routines {
                let what = Described(&card.name, card.summary.as_ref(), card.origin);
                let time = card.total.to_string();
                self.line(&mut text, format_args!("  {:<ids$}  {time:>5}  {what}", card.id));
            }
        };
        for area in Area::ALL {
            let card = self.areas.iter().find(|it| it.area == *area);
            let title = card.map_or(area.name().to_owned(), |it| format!("{} ({})", it.name, it.area.name()));
            let inside = self.routines.iter().filter(|it| it.area == Some(*area)).copied().collect();
            group(title, card.and_then(|it| it.total), inside);
        }
        let outside = self.routines.iter().filter(|it| it.area.is_none()).copied().collect();
        group("Your own".to_owned(), None, outside);
        if !self.programs.is_empty() {
            if !text.is_empty() {
                text.push('\n');
            }
            self.line(&mut text, format_args!("Programs"));
            for card in &self.programs {
                let what = Described(&card.name, card.summary.as_ref(), card.origin);
                let time = card.total.map(|it| it.to_string()).unwrap_or_default();
                self.line(&mut text, format_args!("  {:<ids$}  {time:>5}  {what}", card.id));
            }
        }
        text
    }

    fn line(&self, text: &mut String, line: fmt::Arguments<'_>) {
        let start = text.len();
        let _ = text.write_fmt(line);
        if let Some(width) = self.width {
            let line = cut(&text[start..], width);
            text.truncate(start);
            text.push_str(&line);
        }
        text.truncate(text.trim_end().len().max(start));
        text.push('\n');
    }
}

/// About as long is a line of a list, in bytes.
const A_LINE: usize = 140;

/// The name of a routine or program, whose it is, and what it does.
struct Described<'a>(&'a Text, Option<&'a Text>, Origin);

impl fmt::Display for Described<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Described(name, summary, origin) = self;
        f.write_str(name.as_str())?;
        f.write_str(match origin {
            Origin::BuiltIn => "",
            Origin::Own => " (yours)",
            Origin::Replacing => " (yours, in place of the built-in)",
        })?;
        match summary {
            Some(summary) => {
                f.write_str(": ")?;
                f.write_str(summary.as_str())
            }
            None => Ok(()),
        }
    }
}

/// The first page: what there is, and how to begin.
pub fn home(catalogue: &Catalogue<'_>) -> String {
    let mut text = String::from("Stretch what is stiff. An area is played by its name:\n\n");
    let width = catalogue.areas.iter().map(|it| it.area.name().len()).max().unwrap_or_default();
    for card in &catalogue.areas {
        let time = card.total.map(|it| it.to_string()).unwrap_or_default();
        let what = card.summary.as_ref().unwrap_or(&card.name);
        let _ = writeln!(text, "  stretch {:<width$}  {time:>5}  {what}", card.area.name());
    }
    let width = catalogue.programs.iter().map(|it| it.id.width()).max().unwrap_or_default();
    if !catalogue.programs.is_empty() {
        text.push_str("\nPrograms:\n\n");
    }
    for card in &catalogue.programs {
        let time = card.total.map(|it| it.to_string()).unwrap_or_default();
        let _ = writeln!(text, "  stretch {:<width$}  {time:>5}  {}", card.id, card.name);
    }
    text.push_str(
        "\n  stretch list               every routine\n  stretch show neck          why it gets tight, \
         and when to see a doctor\n  stretch neck --dry-run     what would be played\n  stretch --help\n",
    );
    text
}
