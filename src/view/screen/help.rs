//! The help: all keys, over the session, which is paused meanwhile.

use std::time::Duration;

use ratatui::{buffer::Buffer, layout::Rect, text::Line, widgets::Widget as _};

use super::{
    Due, Frames, Happening, Screen, Sight,
    chrome::{self, brief},
    layout,
    session::Session,
};
use crate::{
    model::moment::Moment,
    view::{
        keys::{self, BINDINGS, HELP, Input, Typed},
        palette::Glyphs,
        wrap::cut_with,
    },
};

/// The keys of a session, a line each, on as many pages as it takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Help {
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
        let a_page = if BINDINGS.len() > rows { rows.saturating_sub(1).max(1) } else { rows.max(1) };
        let pages = BINDINGS.len().div_ceil(a_page);
        let page = self.turned.rem_euclid(pages as isize) as usize;
        for (row, binding) in parts.body.rows().zip(BINDINGS.iter().skip(page * a_page).take(a_page)) {
            let shown = |key: &&str| palette.glyphs == Glyphs::Unicode || key.is_ascii();
            let keys: Vec<&str> = binding.keys.split(' ').filter(shown).collect();
            Line::raw(cut(&format!("{:<7} {}", keys.join(" "), binding.does), row)).render(row, buffer);
        }
        if let (Some(row), true) = (parts.body.rows().nth(a_page), pages > 1) {
            let line = format!("{} of {pages}: n next page", page + 1);
            Line::styled(cut(&line, row), palette.quiet()).render(row, buffer);
        }
    }

    fn answer(&mut self, happening: &Happening, _now: Moment) -> Vec<Due> {
        let turn = match happening {
            Happening::Typed(Typed::Key(key)) => keys::find(HELP, *key),
            Happening::Asked(Input::Help) => Some(HelpInput::Close),
            Happening::Begun
            | Happening::Passed
            | Happening::Typed(Typed::Paste(_) | Typed::Mouse(_) | Typed::Other)
            | Happening::Asked(
                Input::Player(_) | Input::Figure | Input::Mute | Input::Redraw | Input::Interrupt,
            )
            | Happening::Covered
            | Happening::Uncovered => None,
        };
        match turn {
            Some(HelpInput::Close) => return vec![Due::Pop],
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

    fn session(&self) -> Option<&Session> {
        None
    }
}
