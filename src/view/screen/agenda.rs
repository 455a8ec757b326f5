//! The list of a session: all that is played, where one is, and what is left. Choosing a row goes there.

use std::time::Duration;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
    widgets::Widget as _,
};
use unicode_width::UnicodeWidthStr as _;

use super::{
    Frames, Happening, Screen, ScreenDue, Sight,
    chrome::{self, brief},
    home::ColumnMove,
    session::SessionScreen,
};
use crate::{
    model::{
        moment::Moment,
        plan::{self, Total},
        player::{self, Event, Player},
        record::{Done, Fate},
        words::{screen as words, terms},
    },
    view::{
        keys::{self, AGENDA, Input, Typed},
        palette::{Palette, Tone},
        wrap::cut_with,
    },
};

/// The list, as it was when it was opened: the session stands still meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    rows: Vec<Row>,
    /// Which row is selected.
    at: usize,
    left: Total,
}

/// What one can do in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Back to the session.
    Close,
    /// Goes on from the selected row.
    Jump,
    /// Selects another row.
    Move(ColumnMove),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    /// The segment of the plan that it begins with.
    segment: usize,
    /// The segment that is timed in it; of a routine, the first one.
    timed: usize,
    words: String,
    /// How long it takes, or what became of it.
    end: String,
    /// Whether it is a routine, and not a part of one.
    is_routine: bool,
    is_here: bool,
}

impl Agenda {
    /// The list of a session as it is now.
    pub fn of(player: &Player, now: Moment) -> Agenda {
        let rows = rows(player, now);
        let at = rows.iter().position(|it| it.is_here).unwrap_or_default();
        Agenda { rows, at, left: player.left_in_all(now) }
    }

    fn step(&mut self, step: ColumnMove) {
        /// About so many rows are seen at once in the usual window.
        const PAGE: usize = 10;
        self.at = step.from(self.at, self.rows.len(), PAGE);
    }
}

/// A row for each routine, and one for each time that something in it is held, breathed or repeated.
fn rows(player: &Player, now: Moment) -> Vec<Row> {
    let plan = player.plan();
    let (segments, here) = (plan.segments(), player.at());
    let mut rows: Vec<Row> = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        let is_first = at == 0 || segments[at - 1].routine != segment.routine;
        if is_first {
            let count = segments[at..].iter().take_while(|it| it.routine == segment.routine).count();
            let end = terms::total(plan::total(&segments[at..at + count]));
            let words = plan.routine_of(segment).name.to_string();
            rows.push(Row { segment: at, timed: at, words, end, is_routine: true, is_here: false });
        }
        if !segment.kind.is_timed() {
            continue;
        }
        let side = segment.side.map(|it| format!(", {}", words::on_side(it))).unwrap_or_default();
        let rounds = plan.rounds_of(segment);
        let round =
            segment.round.filter(|_| rounds > 1).map(|it| format!(", {}", words::round_of(it, rounds)));
        let round = round.unwrap_or_default();
        let words = format!("{}{side}{round}: {}", terms::segment(segment.kind), segment.short);
        let record = player.records().iter().rev().find(|it| it.at == at);
        let became = record.map(|it| match Done::of(plan, it).fate() {
            Fate::Finished => words::HELD,
            Fate::Shortened => words::SHORTENED,
            Fate::LeftEarly => words::LEFT_EARLY,
            Fate::Skipped => words::SKIPPED,
        });
        let length = player.length_of(at).map(total_of);
        let length = length.map_or_else(|| words::OPEN.to_owned(), terms::total);
        let end = became.map_or(length, str::to_owned);
        // One begins a part where one gets ready for it: its words come before it.
        let begins = at.checked_sub(1).filter(|it| segments[*it].step == segment.step && *it > 0);
        let begins = begins.filter(|it| segments[*it].routine == segment.routine).unwrap_or(at);
        rows.push(Row { segment: begins, timed: at, words, end, is_routine: false, is_here: false });
    }
    if let Some(at) = row_of(&rows, player) {
        let row = &mut rows[at];
        row.is_here = true;
        // What is under way is not over, even if it was tried before.
        if !row.is_routine {
            let left = if row.timed == here { player.left(now) } else { player.length_of(row.timed) };
            row.end = left.map_or_else(|| words::OPEN.to_owned(), |it| terms::total(total_of(it)));
        }
    }
    rows
}

fn total_of(length: Duration) -> Total {
    Total { seconds: player::seconds_begun(length), open: 0 }
}

/// The row that is under way, or comes next; before and after all parts of a routine, that of the routine.
fn row_of(rows: &[Row], player: &Player) -> Option<usize> {
    let (segments, here) = (player.plan().segments(), player.at());
    let is_of_it = |it: &Row| segments[it.segment].routine == segments[here].routine;
    let first = rows.iter().position(is_of_it)?;
    let mut parts = rows.iter().enumerate().skip(first + 1).take_while(|it| is_of_it(it.1));
    let is_on_the_way = parts.clone().next().is_some_and(|it| it.1.segment > here);
    let under_way = parts.find(|it| it.1.timed >= here).map(|it| it.0);
    under_way.filter(|_| !is_on_the_way).or(Some(first))
}

impl Screen for Agenda {
    fn draw(&self, sight: &Sight, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        let (palette, parts) = (sight.palette, chrome::parts(area, sight));
        chrome::draw(&parts, sight, buffer);
        Line::raw(words::ALL_THAT_IS_PLAYED).render(parts.header, buffer);
        Line::raw(words::left(self.left)).right_aligned().render(parts.header, buffer);
        let keys =
            [brief("enter", "go there", 0), brief(palette.up_down(), "choose", 2), brief("esc", "back", 0)];
        chrome::footer(&keys, parts.footer, palette, buffer);
        let height = usize::from(parts.body.height);
        // The selected row stands in the middle, where it can.
        let first = self.at.saturating_sub(height / 2).min(self.rows.len().saturating_sub(height));
        let shown = self.rows.iter().enumerate().skip(first);
        for (place, (at, row)) in parts.body.rows().zip(shown) {
            draw_row(row, at == self.at, palette, place, buffer);
        }
    }

    fn answer(&mut self, happening: &Happening, _now: Moment) -> Vec<ScreenDue> {
        let pick = match happening {
            Happening::Typed(Typed::Key(key)) => keys::find(AGENDA, *key),
            Happening::Begun
            | Happening::Passed
            | Happening::Typed(Typed::Paste(_) | Typed::Mouse(_) | Typed::Other)
            | Happening::Asked(
                Input::Player(_)
                | Input::Help
                | Input::List
                | Input::Figure
                | Input::Mute
                | Input::Redraw
                | Input::Interrupt,
            )
            | Happening::Covered
            | Happening::Uncovered => None,
        };
        match pick {
            Some(Pick::Close) => vec![ScreenDue::Pop],
            Some(Pick::Jump) => match self.rows.get(self.at) {
                Some(row) => vec![ScreenDue::Ask(Input::Player(Event::Jump(row.segment))), ScreenDue::Pop],
                None => vec![ScreenDue::Pop],
            },
            Some(Pick::Move(step)) => {
                self.step(step);
                Vec::new()
            }
            None => Vec::new(),
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

fn draw_row(row: &Row, is_selected: bool, palette: Palette, area: Rect, buffer: &mut Buffer) {
    let mut style = Style::new();
    if row.is_routine {
        style = style.add_modifier(Modifier::BOLD);
    }
    if row.is_here {
        style = style.patch(palette.label(Tone::Holding));
    }
    if is_selected {
        style = style.add_modifier(Modifier::REVERSED);
    }
    let end = if row.is_here { format!("{}  {}", words::HERE, row.end) } else { row.end.clone() };
    let mark = if is_selected { palette.mark() } else { " " };
    let indent = if row.is_routine { "" } else { "  " };
    let width = usize::from(area.width);
    let end = if width > end.width() + 16 { end } else { String::new() };
    let room = width.saturating_sub(end.width() + 2);
    let words = cut_with(&format!("{mark} {indent}{}", row.words), room, palette.cut());
    let gap = width.saturating_sub(words.width() + end.width());
    let line = Line::from(vec![
        Span::styled(words, style),
        Span::styled(" ".repeat(gap), style),
        Span::styled(end, style),
    ]);
    line.render(area, buffer);
}
