//! Weeks of practice to look at: areas as rows, weeks as columns, and this week beside the dose of the
//! evidence. A week without is a dot, never a reproach.

use std::time::Duration;

use chrono::Datelike as _;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use unicode_width::UnicodeWidthStr as _;

use super::{
    palette::{Glyphs, Palette, Tone},
    portrait,
    wrap::wrap,
};
use crate::model::{
    area::Area,
    evidence::{self, Evidence},
    history::{
        need::{AreaNeed, WhatIsDue},
        weeks::{AreaWeek, Weeks},
    },
    side::Side,
    wording,
    words::practice,
};

/// No table shows more weeks: a year, and the week in which it began.
const MOST_WEEKS: u32 = 53;
/// Somebody who is new sees room for a month.
const LEAST_WEEKS: u32 = 4;
/// As wide as the longest name of an area.
const NAME: usize = 10;
/// The shades begin at these doses.
const STEPS: [Duration; 4] = [
    Duration::from_secs(1),
    Duration::from_secs(evidence::LEAST.as_secs() / 2),
    evidence::LEAST,
    evidence::LEVELS_OFF,
];
/// The bar of this week is so long, a cell for a minute.
const BAR: u64 = evidence::LEVELS_OFF.as_secs() / 60;
/// From this width on, the sides and the bar have room.
const WIDE: usize = 72;

/// The table, no wider than this, and what follows from it in sentences.
pub fn table(weeks: &Weeks, need: &WhatIsDue, width: usize, palette: Palette) -> String {
    let rows = rows(weeks, need);
    let form = Form { is_wide: width >= WIDE, palette };
    let columns = columns(weeks, width.saturating_sub(NAME + 2 + form.beside()));
    let grid = columns.last().map_or(0, |it| it.x + 1);
    let full = NAME + 2 + grid + form.beside();
    let area = Rect::new(0, 0, u16::try_from(full).unwrap_or(u16::MAX), rows.len() as u16 + 1);
    let mut buffer = Buffer::empty(area);
    form.heading(&columns, grid, &mut buffer);
    for (y, row) in rows.iter().enumerate() {
        form.row(row, weeks, &columns, grid, y as u16 + 1, &mut buffer);
    }
    let mut text = portrait::text(&buffer);
    text.push('\n');
    text += &legend(width, palette);
    for line in closing(weeks, need) {
        wrap(&line, width).iter().for_each(|it| text += &format!("{it}\n"));
    }
    text
}

/// The same without a table: a sentence a line.
pub fn sentences(weeks: &Weeks, need: &WhatIsDue) -> String {
    let mut lines = closing(weeks, need);
    let areas = need.areas.iter().filter(|it| it.week.dose() > Duration::ZERO);
    let mut areas: Vec<&AreaNeed> = areas.collect();
    areas.sort_by_key(|it| it.area);
    let at = lines.len().min(1);
    lines.splice(at..at, areas.into_iter().map(practice::area));
    let before = (1..=LEAST_WEEKS).filter(|it| weeks.first().is_some_and(|first| *it <= first));
    let before: Vec<String> = before
        .map(|ago| {
            let (week, begin) = (weeks.ago(ago), weeks.begin_of(ago));
            practice::week_before(begin, week.held, week.days().into())
        })
        .collect();
    let at = lines.len() - 1;
    lines.splice(at..at, before);
    lines.join("\n") + "\n"
}

/// The figures that the table compares with, and who found them.
pub fn sources(sources: &[Evidence], width: Option<usize>) -> String {
    let mut text = String::new();
    for it in sources {
        let said = format!("{} {}.", it.says, it.source);
        match width {
            Some(width) => wrap(&said, width).iter().for_each(|it| text += &format!("{it}\n")),
            None => text += &format!("{said}\n"),
        }
        if let Some(link) = it.link {
            text += &format!("{link}\n");
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text + "\n"
}

/// What follows from the table: this week, weeks in a row, and what is next.
fn closing(weeks: &Weeks, need: &WhatIsDue) -> Vec<String> {
    let mut lines = vec![practice::week(weeks.this())];
    lines.extend(practice::in_a_row(weeks.in_a_row()));
    lines.push(practice::next(need.due().next()));
    lines
}

/// Stands between a shade and the words for it until the lines are made, so that both stay in one line.
const JOINED: char = '\u{e000}';

/// What the shades stand for, each drawn as in the table.
fn legend(width: usize, palette: Palette) -> String {
    let shades = shades(palette.glyphs);
    let words = practice::legend(shades.map(|it| format!("{it}{JOINED}")), STEPS);
    let lines = wrap(&words, width);
    let widest = lines.iter().map(|it| it.width()).max().unwrap_or(0);
    let mut buffer = Buffer::empty(Rect::new(0, 0, widest as u16, lines.len() as u16));
    for (y, line) in lines.iter().enumerate() {
        put(&mut buffer, 0, y as u16, &line.replace(JOINED, " "), Style::new());
        for (x, pair) in line.chars().zip(line.chars().skip(1)).enumerate() {
            let step = shades.iter().position(|it| pair.1 == JOINED && it.starts_with(pair.0));
            if let Some(step) = step {
                put(&mut buffer, x, y as u16, shades[step], shade(step, palette));
            }
        }
    }
    portrait::text(&buffer)
}

/// Five steps, of which the lightest is nothing.
const fn shades(glyphs: Glyphs) -> [&'static str; 5] {
    match glyphs {
        Glyphs::Unicode => ["·", "░", "▒", "▓", "█"],
        Glyphs::Console => [".", "░", "▒", "▓", "█"],
        Glyphs::Ascii => [".", "-", "+", "*", "#"],
    }
}

const fn bar(glyphs: Glyphs) -> [&'static str; 2] {
    match glyphs {
        Glyphs::Unicode => ["▰", "▱"],
        Glyphs::Console => ["█", "░"],
        Glyphs::Ascii => ["=", "-"],
    }
}

/// A row: an area, or what has none.
struct Row {
    area: Option<Area>,
    name: &'static str,
}

impl Row {
    fn week(&self, weeks: &Weeks, ago: u32) -> AreaWeek {
        let week = weeks.ago(ago);
        self.area.map_or_else(|| week.elsewhere.clone(), |it| week.area(it))
    }
}

/// The areas for which anything was held within a year, in the order of the body.
fn rows(weeks: &Weeks, need: &WhatIsDue) -> Vec<Row> {
    let all = Area::ALL.iter().map(|it| Row { area: Some(*it), name: it.name() });
    let all = all.chain([Row { area: None, name: "others" }]);
    let within = weeks.first().unwrap_or(0).min(MOST_WEEKS);
    let is_shown = |row: &Row| {
        let is_next = row.area.is_some() && need.due().next().map(|it| it.area) == row.area;
        is_next || (0..=within).any(|ago| row.week(weeks, ago).dose() >= STEPS[0])
    };
    all.filter(is_shown).collect()
}

/// A week of the table.
struct Column {
    ago: u32,
    /// Where it stands in the grid.
    x: usize,
    /// The month that begins with it.
    month: Option<String>,
}

/// As many weeks as there is room for, the oldest first, with a gap between months.
fn columns(weeks: &Weeks, room: usize) -> Vec<Column> {
    let wanted = (weeks.first().unwrap_or(0) + 1).clamp(LEAST_WEEKS, MOST_WEEKS);
    let of = |count: u32| {
        let (mut columns, mut x, mut before) = (Vec::new(), 0, None);
        for ago in (0..count).rev() {
            let begin = weeks.begin_of(ago);
            let is_new = before != Some(begin.month());
            x += usize::from(is_new && before.is_some());
            before = Some(begin.month());
            columns.push(Column { ago, x, month: is_new.then(|| begin.format("%b").to_string()) });
            x += 1;
        }
        columns
    };
    let fits = |count: &u32| of(*count).last().is_none_or(|it| it.x < room);
    of((1..=wanted).rev().find(fits).unwrap_or(1))
}

/// How a table is drawn.
struct Form {
    is_wide: bool,
    palette: Palette,
}

impl Form {
    /// The cells beside the grid.
    const fn beside(&self) -> usize {
        if self.is_wide { 2 + 5 + 1 + BAR as usize + 2 + 5 + 1 + 5 + 2 + 4 } else { 2 + 5 + 2 + 4 }
    }

    fn heading(&self, columns: &[Column], grid: usize, buffer: &mut Buffer) {
        let quiet = self.palette.quiet();
        for (at, column) in columns.iter().enumerate() {
            let Some(month) = &column.month else { continue };
            // A month has its name if there is room for it before the next one.
            let end = columns[at + 1..].iter().find(|it| it.month.is_some()).map_or(grid + 2, |it| it.x);
            if end - column.x > month.len() || (end == grid + 2 && end - column.x >= month.len()) {
                put(buffer, NAME + 2 + column.x, 0, month, quiet);
            }
        }
        let x = NAME + 2 + grid + 2;
        if self.is_wide {
            put(buffer, x + 1, 0, "this week", quiet);
            let x = x + 5 + 1 + BAR as usize + 2;
            put(buffer, x + 1, 0, "left", quiet);
            put(buffer, x + 6, 0, "right", quiet);
            put(buffer, x + 13, 0, "days", quiet);
        } else {
            put(buffer, x + 1, 0, "week", quiet);
            put(buffer, x + 7, 0, "days", quiet);
        }
    }

    fn row(&self, row: &Row, weeks: &Weeks, columns: &[Column], grid: usize, y: u16, buffer: &mut Buffer) {
        put(buffer, 0, y, row.name, Style::new());
        for column in columns {
            let dose = row.week(weeks, column.ago).dose();
            let step = STEPS.iter().filter(|it| dose >= **it).count();
            put(buffer, NAME + 2 + column.x, y, shades(self.palette.glyphs)[step], shade(step, self.palette));
        }
        let week = row.week(weeks, 0);
        let x = NAME + 2 + grid + 2;
        let clock = |it: Duration| format!("{:>5}", wording::clock(it.as_secs()));
        put(buffer, x, y, &clock(week.dose()), Style::new());
        let mut x = x + 6;
        if self.is_wide {
            let has_dose = row.area.is_some_and(Area::has_dose);
            if has_dose {
                let [full, empty] = bar(self.palette.glyphs);
                let minutes = week.dose().as_secs().div_ceil(60).min(BAR);
                put(buffer, x, y, &full.repeat(minutes as usize), self.palette.tone(Tone::Holding));
                put(
                    buffer,
                    x + minutes as usize,
                    y,
                    &empty.repeat((BAR - minutes) as usize),
                    self.palette.quiet(),
                );
            }
            x += BAR as usize + 2;
            put(buffer, x, y, &clock(week.side(Side::Left)), Style::new());
            put(buffer, x + 6, y, &clock(week.side(Side::Right)), Style::new());
            x += 12;
        }
        put(buffer, x + 1, y, &format!("{:>4}", week.days()), Style::new());
    }
}

/// Shades differ in their characters, so colour is only an addition.
fn shade(step: usize, palette: Palette) -> Style {
    match step {
        0 => palette.quiet(),
        1 | 2 => palette.tone(Tone::Calm),
        _ => palette.tone(Tone::Holding),
    }
}

fn put(buffer: &mut Buffer, x: usize, y: u16, text: &str, style: Style) {
    let width = usize::from(buffer.area.width);
    if x + text.width() <= width {
        buffer.set_string(x as u16, y, text, style);
    }
}
