//! The help: all keys of the screen that it lies on, which stands still meanwhile.

use std::time::Duration;

use ratatui::{buffer::Buffer, layout::Rect, text::Line, widgets::Widget as _};
use unicode_width::UnicodeWidthStr as _;

use super::{
    Frames, Happening, Screen, ScreenDue, Sight,
    chrome::{self, brief},
    layout,
    session::SessionScreen,
};
use crate::{
    model::{moment::Moment, words::screen as words},
    view::{
        keys::{self, Binding, HELP, Input, Typed},
        palette::Glyphs,
        wrap::cut_with,
    },
};

/// The keys of a screen, a line each, on as many pages as it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// The keys as one reads them, and what they do.
    lines: Vec<(&'static str, &'static str)>,
    /// How often the page was turned. The first page follows the last one.
    turned: isize,
}

/// What a person can do in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpInput {
    /// Back to the screen under it.
    Close,
    /// The next page.
    Next,
    /// The page before.
    Back,
}

impl Help {
    /// The help of a screen with these keys.
    pub fn of<A>(table: &'static [Binding<A>]) -> Help {
        Help { lines: table.iter().map(|it| (it.keys, it.does)).collect(), turned: 0 }
    }
}

impl Screen for Help {
    fn draw(&self, sight: &Sight, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        let (palette, parts) = (sight.palette, layout::parts(area, sight.notice.is_some()));
        chrome::draw(&parts, sight, buffer);
        Line::raw("Keys").render(parts.header, buffer);
        chrome::footer(&[brief("esc", "close", 0)], parts.footer, palette, buffer);
        let cut = |line: &str, row: Rect| cut_with(line, usize::from(row.width), palette.cut());
        let rows = usize::from(parts.body.height);
        // The last row says that there are more pages.
        let count = self.lines.len();
        let a_page = if count > rows { rows.saturating_sub(1).max(1) } else { rows.max(1) };
        let pages = count.div_ceil(a_page).max(1);
        let shown = |key: &&str| palette.glyphs == Glyphs::Unicode || key.is_ascii();
        let keys = |keys: &str| keys.split(' ').filter(shown).collect::<Vec<_>>().join(" ");
        let column = self.lines.iter().map(|it| keys(it.0).width()).max().unwrap_or_default();
        let page = self.turned.rem_euclid(pages as isize) as usize;
        for (row, line) in parts.body.rows().zip(self.lines.iter().skip(page * a_page).take(a_page)) {
            Line::raw(cut(&format!("{:<column$}  {}", keys(line.0), line.1), row)).render(row, buffer);
        }
        if let (Some(row), true) = (parts.body.rows().nth(a_page), pages > 1) {
            let line = words::page(page + 1, pages);
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
            Some(HelpInput::Next) => self.turned += 1,
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
