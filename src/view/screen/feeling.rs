//! The last screen of a session: what was held, and how it felt. One key answers, and any other key goes on.
//!
//! It keeps nothing itself. Each answer ends it; whoever keeps the answer shows the screen again where there is
//! more to read or to answer.

use std::{cell::Cell, time::Duration};

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
    widgets::Widget as _,
};
use unicode_width::UnicodeWidthStr as _;

use super::{
    Ending, Frames, Happening, Screen, ScreenDue, Sight,
    chrome::{self, KeyBrief, brief},
    help::Help,
    home::ColumnMove,
    layout,
    session::SessionScreen,
};
use crate::{
    model::{adapt::FeltAnswer, journal::Felt, moment::Moment, text::Text, words::practice as words},
    view::{
        keys::{self, FEELING, Input, Key, Typed},
        palette::{Palette, Tone},
        wrap::{cut_with, wrap},
    },
};

/// Whoever presses no key within this time has no answer.
pub const PATIENCE: Duration = Duration::from_secs(120);
/// With fewer rows the question and its answers stand in one sentence.
const ROOM_FOR_ROWS: u16 = 6;

/// What can be done on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Says how it felt.
    Felt(Felt),
    /// Shows the routines, to answer for one of them.
    List,
    /// Selects another routine.
    Move(ColumnMove),
    /// Shows the keys.
    Help,
}

/// The screen.
#[derive(Clone, Debug)]
pub struct Feeling {
    title: Text,
    /// What was held, a line each.
    summary: Vec<Text>,
    /// The routines that were done, with how each felt where that was said.
    routines: Vec<(Text, Option<Felt>)>,
    page: Page,
    /// When it goes on by itself.
    until: Moment,
    /// When a key was pressed that was meant for the session; at the beginning one may have been.
    stray: Option<Moment>,
    answer: Option<FeltAnswer>,
    is_over: bool,
    /// How many rows were seen at once, and how many there were to see.
    rows: Cell<usize>,
    lines: Cell<usize>,
}

/// What the screen shows.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Page {
    /// The question about the whole session.
    Question,
    /// The routines, with the selected one.
    Routines(usize),
    /// Something to be read before one goes on: its paragraphs, and how many rows of it were read.
    ToRead {
        /// The paragraphs.
        paragraphs: Vec<Text>,
        /// The rows that were read.
        read: usize,
        /// Where one was before.
        from: Option<usize>,
    },
}

impl Feeling {
    /// The screen after a session: its title, what was held in it, and the names of its routines.
    pub fn new(title: Text, summary: Vec<Text>, routines: Vec<Text>) -> Feeling {
        let routines = routines.into_iter().map(|it| (it, None)).collect();
        let (page, until) = (Page::Question, Moment::START);
        Feeling {
            title,
            summary,
            routines,
            page,
            until,
            stray: None,
            answer: None,
            is_over: false,
            rows: Cell::new(1),
            lines: Cell::new(0),
        }
    }

    /// The answer that ended it, once.
    pub fn take_answer(&mut self) -> Option<FeltAnswer> {
        self.answer.take()
    }

    /// Shows something before one goes on.
    pub fn tell(&mut self, paragraphs: Vec<Text>) {
        let from = match self.page {
            Page::Routines(at) => Some(at),
            Page::Question | Page::ToRead { .. } => None,
        };
        self.page = Page::ToRead { paragraphs, read: 0, from };
        self.is_over = false;
    }

    /// Whether nothing is left to be shown.
    pub const fn is_over(&self) -> bool {
        self.is_over
    }

    fn press(&mut self, key: Key) -> Vec<ScreenDue> {
        let reply = keys::find(FEELING, key);
        if reply == Some(Reply::Help) {
            return vec![ScreenDue::Push(Box::new(Help::of(FEELING)))];
        }
        match self.page {
            Page::Question => self.answer_question(reply),
            Page::Routines(at) => self.answer_for(at, reply),
            Page::ToRead { .. } => self.read_on(),
        }
    }

    fn answer_question(&mut self, reply: Option<Reply>) -> Vec<ScreenDue> {
        match reply {
            Some(Reply::Felt(felt)) => {
                self.is_over = true;
                self.leave(Some(FeltAnswer { felt, routine: None }))
            }
            Some(Reply::List) => {
                self.page = Page::Routines(self.unanswered().unwrap_or_default());
                Vec::new()
            }
            Some(Reply::Move(_) | Reply::Help) | None => self.go_on(),
        }
    }

    fn answer_for(&mut self, at: usize, reply: Option<Reply>) -> Vec<ScreenDue> {
        match reply {
            Some(Reply::Felt(felt)) => {
                if let Some(routine) = self.routines.get_mut(at) {
                    routine.1 = Some(felt);
                }
                match self.unanswered() {
                    Some(next) => self.page = Page::Routines(next),
                    None => self.is_over = true,
                }
                self.leave(Some(FeltAnswer { felt, routine: Some(at) }))
            }
            Some(Reply::Move(step)) => {
                self.page = Page::Routines(step.from(at, self.routines.len(), self.rows.get()));
                Vec::new()
            }
            // The others still have no answer.
            Some(Reply::List | Reply::Help) | None => {
                self.page = Page::Question;
                Vec::new()
            }
        }
    }

    /// Whether a key is one press too many of going through the session.
    fn is_stray(&self, key: Key, now: Moment) -> bool {
        let until = self.stray.zip(keys::passes_over(key)).map(|(last, wait)| last + wait);
        until.is_some_and(|it| now < it)
    }

    fn has_answers(&self) -> bool {
        self.routines.iter().any(|it| it.1.is_some())
    }

    /// The first routine that has no answer yet.
    fn unanswered(&self) -> Option<usize> {
        self.routines.iter().position(|it| it.1.is_none())
    }

    /// The next rows of what is to be read, or what comes behind it.
    fn read_on(&mut self) -> Vec<ScreenDue> {
        let Page::ToRead { read, from, .. } = &mut self.page else { return Vec::new() };
        if *read + self.rows.get() < self.lines.get() {
            *read += self.rows.get();
            return Vec::new();
        }
        let from = *from;
        match from {
            Some(at) if self.unanswered().is_some() => {
                self.page = Page::Routines(at);
                Vec::new()
            }
            Some(_) | None => self.go_on(),
        }
    }

    fn go_on(&mut self) -> Vec<ScreenDue> {
        self.is_over = true;
        self.leave(None)
    }

    fn leave(&mut self, answer: Option<FeltAnswer>) -> Vec<ScreenDue> {
        self.answer = answer;
        vec![ScreenDue::Leave(Ending::Closed)]
    }

    /// The words about a session, in rows of a width: the question, or what is to be read.
    fn rows_of(&self, area: Rect, palette: Palette) -> Vec<Line<'static>> {
        let width = usize::from(area.width);
        let wrapped = |words: &str, style: Style| {
            wrap(words, width).into_iter().map(move |it| Line::styled(it, style)).collect::<Vec<_>>()
        };
        let label = palette.label(Tone::Holding);
        match &self.page {
            Page::ToRead { paragraphs, .. } => {
                let mut rows = Vec::new();
                for paragraph in paragraphs {
                    rows.extend((!rows.is_empty()).then(Line::default));
                    rows.extend(wrapped(paragraph.as_str(), Style::new()));
                }
                rows
            }
            Page::Question if area.height < ROOM_FOR_ROWS => {
                wrapped(&words::how_it_felt_in_short(self.has_answers()), label)
            }
            Page::Question => {
                let mut rows = vec![Line::styled(words::how_was(self.has_answers()), label), Line::default()];
                let answers = Felt::ALL.iter().zip(1..);
                rows.extend(answers.map(|(felt, number)| {
                    let number = Span::styled(format!("  {number}  "), label);
                    Line::from(vec![number, Span::raw(words::felt(*felt))])
                }));
                rows.push(Line::default());
                rows.extend(wrapped(words::NO_ANSWER, palette.quiet()));
                rows.push(Line::default());
                let cut = |it: &str| cut_with(it, width, palette.cut());
                let answered = self.routines.iter().filter_map(|(name, felt)| Some((name, (*felt)?)));
                rows.extend(answered.map(|(name, felt)| Line::raw(cut(&words::answered(name, felt)))));
                rows.extend(self.summary.iter().map(|it| it.as_str()).map(|it| Line::raw(cut(it))));
                rows
            }
            Page::Routines(_) => Vec::new(),
        }
    }

    /// The routines, with what was answered for each.
    fn draw_routines(&self, at: usize, area: Rect, palette: Palette, buffer: &mut Buffer) {
        let heading = wrap(words::FOR_ONE_ROUTINE, usize::from(area.width));
        let [head, list] = layout::split_at(area, (heading.len() as u16).min(area.height / 2));
        for (row, line) in head.rows().zip(heading) {
            Line::styled(line, palette.label(Tone::Holding)).render(row, buffer);
        }
        let height = usize::from(list.height);
        let first = at.saturating_sub(height / 2).min(self.routines.len().saturating_sub(height));
        for (row, (place, (name, felt))) in list.rows().zip(self.routines.iter().enumerate().skip(first)) {
            let is_selected = place == at;
            let style =
                if is_selected { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
            let answer = felt.map_or("", words::felt);
            let width = usize::from(row.width);
            let mark = if is_selected { palette.mark() } else { " " };
            let room = width.saturating_sub(answer.width() + 2);
            let name = cut_with(&format!("{mark} {name}"), room, palette.cut());
            let gap = width.saturating_sub(name.width() + answer.width());
            Line::styled(format!("{name}{}{answer}", " ".repeat(gap)), style).render(row, buffer);
        }
    }

    fn keys(&self, palette: Palette) -> Vec<KeyBrief> {
        match self.page {
            Page::Question => {
                let one_by_one = (self.routines.len() > 1).then_some(brief("l", words::ONE_ROUTINE, 1));
                let go_on = brief("enter", words::LEAVES_IT_OPEN, 0);
                let keys = [Some(brief("1-4", words::ANSWER, 0)), one_by_one, Some(go_on)];
                keys.into_iter().flatten().chain([brief("?", "help", 2)]).collect()
            }
            Page::Routines(_) => vec![
                brief("1-4", words::ANSWER, 0),
                brief(palette.up_down(), "choose", 0),
                brief(words::ANY_OTHER_KEY, words::ASKS_FOR_ALL, 1),
            ],
            Page::ToRead { .. } => vec![brief(words::ANY_KEY, words::GOES_ON, 0)],
        }
    }
}

impl Screen for Feeling {
    fn draw(&self, sight: &Sight, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        let (palette, parts) = (sight.palette, chrome::parts(area, sight));
        chrome::draw(&parts, sight, buffer);
        let title = cut_with(self.title.as_str(), usize::from(parts.header.width), palette.cut());
        Line::raw(title).render(parts.header, buffer);
        chrome::footer(&self.keys(palette), parts.footer, palette, buffer);
        let rows = self.rows_of(parts.body, palette);
        self.rows.set(usize::from(parts.body.height).max(1));
        self.lines.set(rows.len());
        let read = match self.page {
            Page::ToRead { read, .. } => read,
            Page::Question => 0,
            Page::Routines(at) => return self.draw_routines(at, parts.body, palette, buffer),
        };
        for (row, line) in parts.body.rows().zip(rows.into_iter().skip(read)) {
            line.render(row, buffer);
        }
    }

    fn answer(&mut self, happening: &Happening, now: Moment) -> Vec<ScreenDue> {
        match happening {
            Happening::Begun => {
                self.until = now + PATIENCE;
                if self.page == Page::Question && !self.has_answers() {
                    self.stray = Some(now);
                }
            }
            Happening::Uncovered => self.until = now + PATIENCE,
            Happening::Typed(Typed::Key(key)) if self.is_stray(*key, now) => self.stray = Some(now),
            Happening::Passed if now >= self.until => return self.go_on(),
            Happening::Typed(Typed::Key(key)) => {
                (self.until, self.stray) = (now + PATIENCE, None);
                return self.press(*key);
            }
            Happening::Asked(Input::Interrupt) => return vec![ScreenDue::Leave(Ending::Interrupted)],
            // A paste is a mistake, and answers nothing.
            Happening::Passed
            | Happening::Typed(Typed::Paste(_) | Typed::Mouse(_) | Typed::Other)
            | Happening::Asked(
                Input::Player(_) | Input::Help | Input::List | Input::Figure | Input::Mute | Input::Redraw,
            )
            | Happening::Covered => {}
        }
        Vec::new()
    }

    fn idle(&self, now: Moment) -> Option<Duration> {
        Some(self.until.since(now))
    }

    fn frames(&self, _now: Moment) -> Option<Frames> {
        None
    }

    fn session(&self) -> Option<&SessionScreen> {
        None
    }
}
