//! The help: all keys of the screen that it lies on, which stands still meanwhile.

use std::{cell::Cell, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect, text::Line, widgets::Widget as _};
use unicode_width::UnicodeWidthStr as _;

use super::{
    Frames, Happening, Screen, ScreenDue, Sight,
    chrome::{self, KeyBrief, brief},
    session::SessionScreen,
};
use crate::{
    model::{moment::Moment, words::screen as words},
    view::{
        keys::{self, Binding, HELP, Input, Typed},
        palette::Glyphs,
        wrap::{cut_with, hanging},
    },
};

/// The keys of a screen, a line each, on as many pages as it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// The keys as one reads them, and what they do.
    lines: Vec<(&'static str, &'static str)>,
    /// How often the page was turned. The first page follows the last one.
    turned: isize,
    /// On how many pages it was drawn last.
    pages: Cell<usize>,
}

/// What a person can do in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpInput {
    /// Back to the screen under it.
    Close,
    /// The next page, and back from the last one.
    On,
    /// The next page.
    Next,
    /// The page before.
    Back,
}

impl Help {
    /// The help of a screen with these keys.
    pub fn of<A>(table: &'static [Binding<A>]) -> Help {
        Help { lines: table.iter().map(|it| (it.keys, it.does)).collect(), turned: 0, pages: Cell::new(1) }
    }
}

impl Help {
    fn is_last(&self) -> bool {
        let pages = self.pages.get().max(1) as isize;
        self.turned.rem_euclid(pages) + 1 == pages
    }

    /// The lines of each key. In the smallest window each has one, which is cut.
    fn entries(&self, glyphs: Glyphs, body: Rect) -> Vec<Vec<String>> {
        let shown = |key: &&str| glyphs == Glyphs::Unicode || key.is_ascii();
        let keys = |keys: &str| keys.split(' ').filter(shown).collect::<Vec<_>>().join(" ");
        let longest = self.lines.iter().map(|it| keys(it.0).width()).max().unwrap_or_default();
        let width = usize::from(body.width);
        let column = longest.min(width / 3);
        let is_tiny = body.width < TINY.0 || body.height < TINY.1;
        let entry = |(key, does): &(&str, &str)| {
            let mark = format!("{:<column$}  ", keys(key));
            match is_tiny {
                true => vec![format!("{mark}{does}")],
                false => hanging(&mark, does, width).lines().map(str::to_owned).collect(),
            }
        };
        self.lines.iter().map(entry).collect()
    }
}

/// In a smaller body each key has one line.
const TINY: (u16, u16) = (28, 6);

/// The lines of all keys on pages of so many rows; at least one page. No key is on two pages if it fits on one.
fn pages(entries: &[Vec<String>], rows: usize) -> Vec<Vec<&String>> {
    let mut pages: Vec<Vec<&String>> = vec![Vec::new()];
    for entry in entries {
        let used = pages.last().map_or(0, Vec::len);
        if used > 0 && used + entry.len() > rows {
            pages.push(Vec::new());
        }
        for line in entry {
            match pages.last_mut() {
                Some(page) if page.len() < rows => page.push(line),
                Some(_) | None => pages.push(vec![line]),
            }
        }
    }
    pages
}

impl Screen for Help {
    fn draw(&self, sight: &Sight, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        let (palette, parts) = (sight.palette, chrome::parts(area, sight));
        chrome::draw(&parts, sight, buffer);
        Line::raw("Keys").render(parts.header, buffer);
        let cut = |line: &str, row: Rect| cut_with(line, usize::from(row.width), palette.cut());
        let rows = usize::from(parts.body.height).max(1);
        let entries = self.entries(palette.glyphs, parts.body);
        // The last row says that there are more pages.
        let is_one = entries.iter().map(Vec::len).sum::<usize>() <= rows;
        let pages = pages(&entries, if is_one { rows } else { rows.saturating_sub(1).max(1) });
        let count = pages.len();
        self.pages.set(count);
        let page = self.turned.rem_euclid(count as isize) as usize;
        for (row, line) in parts.body.rows().zip(&pages[page]) {
            Line::raw(cut(line, row)).render(row, buffer);
        }
        let keys = [Some(brief("esc", "close", 0)), (count > 1).then_some(brief("n p", "turn the page", 1))];
        let keys: Vec<KeyBrief> = keys.into_iter().flatten().collect();
        chrome::footer(&keys, parts.footer, palette, buffer);
        if let (Some(row), true) = (parts.body.rows().next_back(), count > 1 && rows > 1) {
            let line = words::page(page + 1, count);
            Line::styled(cut(&line, row), palette.quiet()).render(row, buffer);
        }
    }

    fn answer(&mut self, happening: &Happening, _now: Moment) -> Vec<ScreenDue> {
        let turn = match happening {
            Happening::Typed(Typed::Key(key)) => keys::find(HELP, *key),
            Happening::Asked(Input::Help) => Some(HelpInput::Close),
            Happening::Begun
            | Happening::Passed
            | Happening::Typed(Typed::Paste(_) | Typed::Mouse(_) | Typed::Other)
            | Happening::Asked(
                Input::Player(_)
                | Input::List
                | Input::Figure
                | Input::Mute
                | Input::Redraw
                | Input::Interrupt,
            )
            | Happening::Covered
            | Happening::Uncovered => None,
        };
        match turn {
            Some(HelpInput::Close) => return vec![ScreenDue::Pop],
            Some(HelpInput::On) if self.is_last() => return vec![ScreenDue::Pop],
            Some(HelpInput::Next | HelpInput::On) => self.turned += 1,
            Some(HelpInput::Back) => self.turned -= 1,
            None => {}
        }
        Vec::new()
    }

    fn idle(&self, _now: Moment) -> Option<Duration> {
        None
    }

    fn frames(&self, _now: Moment) -> Option<Frames> {
        None
    }

    fn session(&self) -> Option<&SessionScreen> {
        None
    }
}
