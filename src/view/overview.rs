//! The first page, `stretch` alone: what there is to play, and how to begin. It fits the terminal that it
//! is printed on, so that its first line is still there when the prompt comes back.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::wrap::{cut_at_a_word, hanging, wrap};
use crate::model::{
    catalogue::{Catalogue, ProgramCard},
    plan::Total,
    words::{lists as words, terms},
};

/// Rows of the terminal that the page leaves free: the command that was typed, and the prompt after it.
const FREE_ROWS: usize = 2;
/// The most lines that name programs where there is no room for all of them.
const LINES_OF_PROGRAMS: usize = 2;

/// The columns that a page has where nobody knows how many there are.
pub const USUAL_WIDTH: usize = 80;

/// Where a page is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// The mark at the end of a line that was cut.
    pub mark: char,
}

/// The page as text. Lines wrap between words; if that makes the page too high, each area has one line, cut at its
/// end.
pub fn page(catalogue: &Catalogue<'_>, paper: Paper) -> String {
    let wrapped = lines(catalogue, &Fit::Wrapped(paper.width));
    let fits = wrapped.lines().count() + FREE_ROWS <= paper.height;
    if fits { wrapped } else { lines(catalogue, &Fit::Cut(paper)) }
}

enum Fit {
    Wrapped(usize),
    Cut(Paper),
}

fn lines(catalogue: &Catalogue<'_>, fit: &Fit) -> String {
    let mut text = String::new();
    fit.words(&mut text, words::HOW_TO_PLAY);
    text.push('\n');
    let ids = catalogue.areas.iter().map(|it| it.area.name().len()).max().unwrap_or_default();
    for card in &catalogue.areas {
        let what = card.summary.as_ref().unwrap_or(&card.name);
        fit.line(
            &mut text,
            &format!("  {:<ids$}  {:>5}  ", card.area.name(), time(card.total)),
            what.as_str(),
        );
    }
    if !catalogue.programs.is_empty() {
        text.push('\n');
        fit.programs(&mut text, &catalogue.programs);
    }
    text.push('\n');
    for (command, does) in words::COMMANDS {
        fit.line(&mut text, &format!("  {command:<17}  "), does);
    }
    text
}

fn time(total: Option<Total>) -> String {
    total.map(terms::minutes).unwrap_or_default()
}

impl Fit {
    fn words(&self, text: &mut String, words: &str) {
        match self {
            Fit::Wrapped(width) | Fit::Cut(Paper { width, .. }) => {
                wrap(words, *width).iter().for_each(|it| _ = writeln!(text, "{it}"));
            }
        }
    }

    fn line(&self, text: &mut String, mark: &str, words: &str) {
        match self {
            Fit::Wrapped(width) => *text += &hanging(mark, words, *width),
            Fit::Cut(Paper { width, mark: end, .. }) => {
                let words = cut_at_a_word(words, width.saturating_sub(mark.width()), *end);
                *text += format!("{mark}{words}").trim_end();
                text.push('\n');
            }
        }
    }

    fn programs(&self, text: &mut String, programs: &[&ProgramCard]) {
        let named: Vec<String> =
            programs.iter().map(|it| format!("{} {}", it.id, time(it.total)).trim_end().to_owned()).collect();
        match self {
            Fit::Wrapped(width) => *text += &flowing(&named, *width),
            Fit::Cut(Paper { width, .. }) => {
                let first = |count: usize| {
                    let more = (count < named.len()).then(|| words::and_more(named.len() - count));
                    flowing(&named[..count].iter().cloned().chain(more).collect::<Vec<_>>(), *width)
                };
                let fits = |count: &usize| first(*count).lines().count() <= LINES_OF_PROGRAMS;
                *text += &first((1..=named.len()).rev().find(fits).unwrap_or(1));
            }
        }
    }
}

fn programs_mark() -> String {
    format!("{}: ", words::PROGRAMS)
}

/// Items one after the other in lines; no item is broken.
fn flowing(items: &[String], width: usize) -> String {
    let mut text = programs_mark();
    let indent = text.width();
    let mut used = indent;
    for (at, item) in items.iter().enumerate() {
        let comma = usize::from(at + 1 < items.len());
        if at > 0 && used + 1 + item.width() + comma > width {
            text += &format!("\n{:1$}", "", indent);
            used = indent;
        } else if at > 0 {
            text.push(' ');
            used += 1;
        }
        text += item;
        text += if comma > 0 { "," } else { "" };
        used += item.width() + comma;
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::model::{
        area::Area,
        catalogue::{AreaCard, Origin},
        text::Text,
    };

    /// A page with twelve areas, and with more programs than fit into a line.
    fn printed(width: usize, height: usize) -> String {
        let total = Some(Total { seconds: 338, open: 0 });
        let summary = "The calves, the ankles and the soles of the feet, with a chair and a wall.";
        let card = |area: &Area| AreaCard {
            area: *area,
            name: Text::clean("An area"),
            aliases: Cow::Borrowed(&[]),
            summary: Some(Text::clean(summary)),
            total,
        };
        let areas: Vec<AreaCard> = Area::ALL.iter().map(card).collect();
        let program = |at: usize| ProgramCard {
            id: format!("a-program-{at}").into(),
            origin: Origin::BuiltIn,
            name: Text::clean("A program"),
            summary: None,
            total,
        };
        let programs: Vec<ProgramCard> = (0..20).map(program).collect();
        let catalogue = Catalogue {
            areas: areas.iter().collect(),
            programs: programs.iter().collect(),
            ..Catalogue::default()
        };
        page(&catalogue, Paper { width, height, mark: '…' })
    }

    #[test]
    fn it_fits_every_width_and_breaks_no_word() {
        let whole = printed(200, 200);
        assert!(
            whole.contains("with a chair and a wall.\n") && whole.contains("a-program-19 6 min\n"),
            "{whole}"
        );
        let words: Vec<&str> = whole.split_whitespace().map(|it| it.trim_end_matches(',')).collect();
        for width in 40..=200 {
            for height in [24, 200] {
                let text = printed(width, height);
                assert!(text.lines().all(|it| it.width() <= width), "{width}x{height}\n{text}");
                for word in text.split_whitespace().map(|it| it.trim_end_matches([',', '…'])) {
                    let is_count = ["and", "more", ""].contains(&word) || word.parse::<u32>().is_ok();
                    assert!(is_count || words.contains(&word), "{word} at {width}x{height}\n{text}");
                }
                assert!(text.contains("\n  neck        6 min"), "{width}x{height}\n{text}");
                assert!(height > 24 || text.lines().count() <= 22, "{width}x{height}\n{text}");
                assert!(height == 24 || width < 100 || text.contains("a-program-19"), "{text}");
            }
        }
    }
}
