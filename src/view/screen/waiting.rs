//! A screen that waits: nothing is played, and what it waits for is at its foot.

use std::time::Duration;

use ratatui::{buffer::Buffer, layout::Rect, text::Line, widgets::Widget as _};

use super::{
    Ending, Frames, Happening, Screen, ScreenDue, Sight,
    chrome::{self, brief},
    session::SessionScreen,
};
use crate::{
    model::{moment::Moment, player::Event, text::Text},
    view::{
        keys::{self, Input, Typed},
        wrap::wrap,
    },
};

/// Words, and the key that leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What it is called.
    pub title: Text,
    /// What is said, a line each.
    pub lines: Vec<Text>,
}

impl Screen for Waiting {
    fn draw(&self, sight: &Sight, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        let parts = chrome::parts(area, sight);
        chrome::draw(&parts, sight, buffer);
        Line::raw(self.title.as_str()).render(parts.header, buffer);
        chrome::footer(&[brief("q", "leave", 0)], parts.footer, sight.palette, buffer);
        let width = usize::from(parts.body.width);
        let lines = self.lines.iter().flat_map(|it| wrap(it.as_str(), width));
        for (row, line) in parts.body.rows().zip(lines) {
            Line::raw(line).render(row, buffer);
        }
    }

    fn answer(&mut self, happening: &Happening, _now: Moment) -> Vec<ScreenDue> {
        let input = match happening {
            Happening::Typed(Typed::Key(key)) => keys::input_for(*key),
            Happening::Asked(input) => Some(*input),
            Happening::Begun
            | Happening::Passed
            | Happening::Typed(Typed::Paste(_) | Typed::Mouse(_) | Typed::Other)
            | Happening::Covered
            | Happening::Uncovered => None,
        };
        match input {
            Some(Input::Interrupt) => vec![ScreenDue::Leave(Ending::Interrupted)],
            Some(Input::Player(Event::Quit)) => vec![ScreenDue::Leave(Ending::Closed)],
            Some(
                Input::Player(_) | Input::Help | Input::List | Input::Figure | Input::Mute | Input::Redraw,
            )
            | None => Vec::new(),
        }
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
