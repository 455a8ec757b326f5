//! The screen of a session: where one is, what to do, and how long.
//!
//! Drawn from its arguments alone, at any size. The words and the time come first; where there is more
//! room, beside them or above, it is the figure's.

use std::time::Duration;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
    widgets::Widget,
};

use super::{
    digits, figure,
    keys::BINDINGS,
    palette::{Glyphs, Palette, Tone},
    scene::Scenes,
    wrap::{cut_with, wrap},
};
use crate::{
    model::{
        dose::Breath,
        moment::Moment,
        plan::{Pace, SegmentKind},
        player::{self, Phase, Player, Turn},
        text::Text,
        wording,
        words::{screen, session},
    },
    stage::Look,
};

/// A moment of a session.
pub struct Screen<'a> {
    /// What is played, as it was asked for.
    pub title: &'a Text,
    /// Where the player stands.
    pub player: &'a Player,
    /// How the person looks at it.
    pub look: &'a Look,
    /// When.
    pub now: Moment,
    /// In which colours.
    pub palette: Palette,
    /// The drawn person.
    pub scenes: &'a Scenes,
}

/// From this width there is room for the figure beside the words.
const ROOM_FOR_FIGURE: u16 = 60 - 2;
/// So many of so many parts of the width are the figure's.
const FIGURES_SHARE: (u16, u16) = (9, 20);
/// Words are read best in lines no longer than this.
const LONGEST_LINE: u16 = 64;
/// From this height there are rules above and below.
const ROOM_FOR_RULES: u16 = 12;
/// The words' part beside the words: label, blank, and below them blank, bar and what comes next.
const AROUND_WORDS: u16 = 5;
/// Digits keep their place while words take so many lines.
const USUAL_WORDS: u16 = 4;
/// A figure above the words takes at least so many rows, and at most.
const ABOVE: (u16, u16) = (8, 20);
/// Digits take at most this share of the height: large enough without glasses, and few enough cells
/// that a second costs little over a slow line.
const DIGITS_SHARE: u16 = 4;

impl Widget for Screen<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        let framed = area.height >= ROOM_FOR_RULES && area.width >= 40;
        if !framed {
            let inside = inset(area, u16::from(area.width > 24), 0);
            if self.look.help {
                self.help(inside, buffer);
            } else {
                self.body(inside, buffer);
            }
            return;
        }
        let [header, below] = split_at(inset(area, 1, 0), 1);
        let [upper, below] = split_at(below, 1);
        let [body, below] = split_at(below, below.height.saturating_sub(2));
        let [lower, footer] = split_at(below, 1);
        self.header(header, buffer);
        for rule in [upper, lower] {
            let line = self.palette.rule().repeat(usize::from(rule.width));
            Line::styled(line, self.palette.quiet()).render(rule, buffer);
        }
        let body = inset(body, 0, u16::from(body.height > 14));
        if self.look.help {
            self.help(body, buffer);
        } else {
            let [figure, words] = self.parts(body);
            self.person(figure, buffer);
            self.body(words, buffer);
        }
        self.footer(footer, buffer);
    }
}

impl Screen<'_> {
    /// The figure's room and the words': beside each other, or one above the other in a window that is
    /// high and narrow. Where the words would be cut there is no figure, and they take all.
    fn parts(&self, body: Rect) -> [Rect; 2] {
        let is_drawn = self.look.figure
            && self.palette.glyphs != Glyphs::Ascii
            && self.scenes.has(self.player.plan(), self.player.at());
        let words = Rect { width: body.width.min(LONGEST_LINE), ..body };
        let nowhere = [Rect { width: 0, ..body }, words];
        if !is_drawn {
            return nowhere;
        }
        let shown = self.shown().words;
        let lines = |words: Rect| wrap(shown.as_str(), usize::from(words.width)).len() as u16;
        // The person keeps their size through a routine: room is kept for its longest words.
        let longest = |words: Rect| {
            let plan = self.player.plan();
            let here = self.player.segment().routine;
            // What is set up or ended with more words hides the person, as cautions do.
            let said = plan.segments().iter().filter(|it| it.routine == here && it.step.is_some());
            let rows = said.map(|it| wrap(it.text.as_str(), usize::from(words.width)).len() as u16);
            rows.max().unwrap_or_default().max(USUAL_WORDS)
        };
        if body.width < ROOM_FOR_FIGURE {
            // Where there is no room for both, the person is worth more than large digits.
            let above = |below: u16| body.height.saturating_sub(below + 1).min(ABOVE.1);
            let with_digits = longest(words) + AROUND_WORDS + digits::least("").1 + 1;
            let beside_label = longest(words) + 3;
            let height = above(if above(with_digits) < ABOVE.0 { beside_label } else { with_digits });
            // Cautions are longer than all else, and never cut.
            let height = if lines(words) + 2 > body.height.saturating_sub(height + 1) { 0 } else { height };
            let [figure, below] = split_at(body, height);
            let [_, words] = split_at(below, 1);
            return if height < ABOVE.0 { nowhere } else { [figure, words] };
        }
        let (figures, all) = FIGURES_SHARE;
        let [figure, right] = beside(body, ((body.width - 2) * figures + all / 2) / all);
        let [_, words] = beside(right, 2);
        let words = Rect { width: words.width.min(LONGEST_LINE), ..words };
        // Label and bar at least stand above and below the words.
        if lines(words) + 2 > words.height { nowhere } else { [figure, words] }
    }

    /// The drawn person, and a letter for the side that is at work, on the side of the picture where
    /// that side of the body is. From the person's side it stands on the left.
    fn person(&self, area: Rect, buffer: &mut Buffer) {
        let mirror = self.look.mirror;
        self.scenes.draw(self.player, self.player.done(self.now), self.palette, mirror, area, buffer);
        let has_room = area.width >= figure::LEAST.0 && area.height >= figure::LEAST.1;
        let Some(side) = self.player.segment().side.filter(|_| has_room) else {
            return;
        };
        let done = self.player.done(self.now);
        let Some(is_right) = self.scenes.is_on_the_right(self.player, done, side, mirror) else {
            return;
        };
        let x = if is_right { area.right() - 1 } else { area.x };
        let tone = Tone::of(self.player.segment().kind);
        // A row down, where beside it is none of the label, and where it lies on nobody.
        let is_free = |y: &u16| buffer[(x, *y)].symbol() == " ";
        let y = (area.y + 1..area.bottom()).find(is_free).unwrap_or(area.y + 1);
        let cell = &mut buffer[(x, y)];
        cell.reset();
        cell.set_symbol(&side.letter().to_uppercase()).set_style(self.palette.label(tone));
    }

    fn header(&self, area: Rect, buffer: &mut Buffer) {
        let plan = self.player.plan();
        let segment = self.player.segment();
        let left = screen::left(self.player.left_in_all(self.now));
        let room = area.width.saturating_sub(left.len() as u16 + 2);
        let count = plan.routines().len();
        let name = &plan.routine_of(segment).name;
        let dot = self.palette.dot();
        let place = if count > 1 {
            format!("  {dot}  {}", screen::nth_of(segment.routine as u64 + 1, count as u64))
        } else {
            String::new()
        };
        let title = if *name == *self.title { String::new() } else { format!("{}  {dot}  ", self.title) };
        let title = if place.is_empty() { title } else { format!("{}{place}  {dot}  ", self.title) };
        Line::raw(self.cut(&format!("{title}{name}"), room)).render(area, buffer);
        Line::raw(left).right_aligned().render(area, buffer);
    }

    /// The keys that there is room for: how to pause and how to leave are the last to go.
    fn footer(&self, area: Rect, buffer: &mut Buffer) {
        const DROPPED_FIRST: &[&str] = &["+", "p", "m", "n", "?"];
        let waits = matches!(self.player.phase(), Phase::Paused { .. } | Phase::Waiting { .. });
        let mut keys: Vec<(&str, &str)> = Vec::new();
        for binding in BINDINGS {
            let (Some(does), Some(key)) = (binding.brief, binding.keys.split(' ').next()) else { continue };
            keys.push(match key {
                "m" if self.look.muted => (key, "unmute"),
                "space" if waits => (key, "go on"),
                _ => (key, does),
            });
        }
        // Three cells stand between two keys, and none after the last.
        let width = |keys: &[(&str, &str)]| keys.iter().map(|it| it.0.len() + it.1.len() + 4).sum::<usize>();
        for dropped in DROPPED_FIRST {
            if width(&keys) > usize::from(area.width) + 3 {
                keys.retain(|it| it.0 != *dropped);
            }
        }
        let mut spans = Vec::new();
        for (key, does) in keys {
            spans.push(Span::raw(key.to_owned()));
            spans.push(Span::styled(format!(" {does}   "), self.palette.quiet()));
        }
        Line::from(spans).render(area, buffer);
    }

    fn help(&self, area: Rect, buffer: &mut Buffer) {
        let shown = |key: &&str| self.palette.glyphs == Glyphs::Unicode || key.is_ascii();
        for (row, binding) in area.rows().zip(BINDINGS) {
            let keys: Vec<&str> = binding.keys.split(' ').filter(shown).collect();
            let line = format!("{:<7} {}", keys.join(" "), binding.does);
            Line::raw(self.cut(&line, row.width)).render(row, buffer);
        }
    }

    fn cut(&self, line: &str, width: u16) -> String {
        cut_with(line, usize::from(width), self.palette.cut())
    }

    /// Label, words, digits, bar and what comes next; what does not fit is left out from the end,
    /// the time last.
    fn body(&self, area: Rect, buffer: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let shown = self.shown();
        let words = wrap(shown.words.as_str(), usize::from(area.width));
        let style = self.palette.label(shown.tone);
        let needed = words.len() as u16 + AROUND_WORDS;
        // Small screens show the time beside the label.
        let digits_fit = match &shown.time {
            Some(time) => {
                let (width, height) = digits::least(time);
                area.width >= width && area.height > needed + height
            }
            None => area.height >= needed,
        };
        let label = match &shown.time {
            // The label gives way to the time.
            Some(time) if !digits_fit => {
                let room = area.width.saturating_sub(time.len() as u16 + 2);
                format!("{}  {time}", self.cut(&shown.label, room))
            }
            Some(_) | None => self.cut(&shown.label, area.width),
        };
        let [top, below] = split_at(area, 1);
        Line::styled(label, style).render(top, buffer);
        if !digits_fit {
            let [middle, bottom] = split_at(below, below.height.saturating_sub(1));
            self.words(&words, middle, buffer);
            match self.player.phase() {
                _ if area.height == 1 => {}
                // Who is stopped needs to know how to go on more than how much is over.
                Phase::Paused { .. } | Phase::Waiting { .. } => {
                    Line::raw(self.cut(&shown.next, bottom.width)).render(bottom, buffer);
                }
                Phase::Timing { .. } | Phase::Returning { .. } | Phase::Over(_) => {
                    self.bar(bottom, shown.tone, buffer);
                }
            }
            return;
        }
        // The digits keep their place while the words change, where there is room for that.
        let least = shown.time.as_deref().map_or(0, |time| digits::least(time).1 + 1);
        let spare = area.height.saturating_sub(AROUND_WORDS + least);
        let room_for_words = (words.len() as u16).max(USUAL_WORDS.min(spare));
        let [_, below] = split_at(below, 1);
        let [middle, below] = split_at(below, room_for_words);
        self.words(&words, middle, buffer);
        let [_, below] = split_at(below, 1);
        let [digits_area, rest] = split_at(below, below.height.saturating_sub(3));
        let used = match &shown.time {
            Some(time) => {
                let most = (area.height / DIGITS_SHARE + 1).max(least.saturating_sub(1));
                let area = Rect { height: digits_area.height.min(most), ..digits_area };
                digits::draw(time, area, self.palette.glyphs, self.palette.tone(shown.tone), buffer)
            }
            None => 0,
        };
        let under = Rect { y: digits_area.y + used + 1, ..below };
        let under = Rect { height: area.bottom().saturating_sub(under.y), ..under };
        let [bar, next, _] = rows_of(if used > 0 { under } else { rest });
        self.bar(bar, shown.tone, buffer);
        let style = self.palette.quiet();
        Line::styled(self.cut(&shown.next, next.width), style).render(next, buffer);
    }

    /// As many lines as there are rows; if more are left, the last one says so.
    fn words(&self, lines: &[String], area: Rect, buffer: &mut Buffer) {
        let rows = usize::from(area.height);
        for (index, (row, line)) in area.rows().zip(lines).enumerate() {
            let is_cut = index + 1 == rows && lines.len() > rows;
            let line = if is_cut {
                self.cut(&format!("{line} {}", lines[index + 1]), row.width)
            } else {
                line.clone()
            };
            Line::raw(line).render(row, buffer);
        }
    }

    /// How much of the segment is over; where one breathes to a pace, how far one breathed in.
    fn bar(&self, area: Rect, tone: Tone, buffer: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        if let Some(breath) = breath(self.player) {
            self.breath_bar(area, tone, breath, buffer);
            return;
        }
        let Some(length) = self.player.length().filter(|it| !it.is_zero()) else { return };
        let done = player::seconds_begun(length).saturating_sub(player::seconds_begun(self.left()));
        let share = done as f64 / player::seconds_begun(length) as f64;
        let full = (f64::from(area.width) * share).round() as usize;
        let (over, to_come) = self.palette.bar();
        let line = Line::from(vec![
            Span::styled(over.repeat(full), self.palette.tone(tone)),
            Span::styled(to_come.repeat(usize::from(area.width).saturating_sub(full)), self.palette.quiet()),
        ]);
        line.render(area, buffer);
    }

    /// A bar that widens from its middle and narrows again, and the word for it.
    fn breath_bar(&self, area: Rect, tone: Tone, breath: Breath, buffer: &mut Buffer) {
        let breaths = self.player.length().map(|it| breath.count_in(it.as_secs() as u32));
        let (share, turn) = lungs(breath, breaths, self.player.done(self.now));
        let word = screen::breath(turn);
        let [label, _] = beside(area, 3);
        let [_, bar] = beside(area, 4);
        Line::styled(word, self.palette.label(tone)).render(label, buffer);
        let width = usize::from(bar.width);
        let beside = ((width as f64 * (1.0 - share)) / 2.0).round() as usize;
        let (full, empty) = self.palette.bar();
        let line = Line::from(vec![
            Span::styled(empty.repeat(beside), self.palette.quiet()),
            Span::styled(full.repeat(width.saturating_sub(2 * beside)), self.palette.tone(tone)),
            Span::styled(empty.repeat(beside), self.palette.quiet()),
        ]);
        line.render(bar, buffer);
    }

    fn left(&self) -> Duration {
        self.player.left(self.now).unwrap_or_default()
    }

    fn shown(&self) -> Shown {
        let segment = self.player.segment();
        let time = |left: Option<Duration>| {
            Some(digits_of(player::seconds_begun(left.unwrap_or_else(|| self.player.done(self.now)))))
        };
        let next = self.next();
        // Of a long stay inside a repetition one wants to know how long it lasts, not all of them.
        let part = self.player.part(self.now);
        match self.player.phase() {
            Phase::Timing { .. } => Shown {
                label: label(self.player, self.now, self.palette),
                tone: Tone::of(segment.kind),
                words: segment.text.clone(),
                time: time(part.map(|(_, left)| left).or(self.player.left(self.now))),
                next,
            },
            Phase::Waiting { .. } => Shown {
                label: label(self.player, self.now, self.palette),
                tone: Tone::of(segment.kind),
                words: segment.text.clone(),
                time: if segment.kind.is_timed() {
                    Some(digits_of(self.player.done(self.now).as_secs()))
                } else {
                    None
                },
                next: screen::WHEN_READY.to_owned(),
            },
            Phase::Paused { why, .. } => Shown {
                label: screen::paused(why),
                tone: Tone::Paused,
                words: segment.text.clone(),
                time: time(part.map(|(_, left)| left).or(self.player.left(self.now))),
                next: screen::how_to_go_on(why).to_owned(),
            },
            Phase::Returning { until, .. } => Shown {
                label: screen::BACK.to_owned(),
                tone: Tone::Moving,
                words: segment.text.clone(),
                time: time(Some(until.since(self.now))),
                next: screen::then_more(self.player.left(self.now)),
            },
            Phase::Over(_) => Shown {
                label: screen::DONE.to_owned(),
                tone: Tone::Calm,
                words: Text::default(),
                time: None,
                next: String::new(),
            },
        }
    }

    fn next(&self) -> String {
        let segments = self.player.plan().segments();
        let at = self.player.at();
        // A hold's own words are on the screen already.
        let next = match (segments.get(at), segments.get(at + 1)) {
            (Some(here), Some(next)) if next.text == here.text => {
                return screen::next(Some(&session::coming(next)));
            }
            (_, next) => next,
        };
        match next {
            Some(next) if next.kind == SegmentKind::Ready => {
                screen::next_routine(&self.player.plan().routine_of(next).name)
            }
            next => screen::next(next.map(|it| &it.short)),
        }
    }
}

/// What the words' part says.
struct Shown {
    label: String,
    tone: Tone,
    words: Text,
    time: Option<String>,
    next: String,
}

/// What is done, on which side, and which repetition it is.
fn label(player: &Player, now: Moment, palette: Palette) -> String {
    let segment = player.segment();
    let dot = palette.dot();
    let stays = player.part(now).is_some_and(|(stays, _)| stays);
    let kind = screen::done_now(segment.kind, stays);
    let side = segment.side.map(|it| format!("  {dot}  {}", screen::on_side(it))).unwrap_or_default();
    let count = repetition(player, now)
        .map(|(nth, of)| format!("  {dot}  {}", screen::nth_of(nth, of)))
        .unwrap_or_default();
    format!("{kind}{side}{count}")
}

/// The repetition one is in, and how many there are, with those that were added.
fn repetition(player: &Player, now: Moment) -> Option<(u64, u64)> {
    let each = match player.segment().pace? {
        Pace::Reps { each, .. } => u64::from(each.max(1)),
        Pace::Breaths(_) => return None,
    };
    let of = player.length()?.as_secs().div_ceil(each);
    Some(((player.done(now).as_secs() / each + 1).min(of), of))
}

/// Whether something on the screen moves within a second: the bar of a breath.
pub fn moves(player: &Player) -> bool {
    matches!(player.phase(), Phase::Timing { .. }) && breath(player).is_some()
}

/// One line in place of the lower rule, or of the last row where there is none.
pub fn notice(text: &Text, palette: Palette, area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    let up = if area.height >= ROOM_FOR_RULES { 2 } else { 1 };
    let Some(row) = area.rows().rev().nth(up - 1) else { return };
    let row = inset(row, 1, 0);
    let shown = cut_with(text.as_str(), usize::from(row.width), palette.cut());
    let padded = format!("{shown:<width$}", width = usize::from(row.width));
    Line::styled(padded, palette.tone(Tone::Paused)).render(row, buffer);
}

/// The breath that paces the segment, if one does.
fn breath(player: &Player) -> Option<Breath> {
    match player.segment().pace? {
        Pace::Breaths(breath) => Some(breath),
        Pace::Reps { .. } => None,
    }
}

/// How full the lungs are, from 0 to 1, and which way the breath goes.
fn lungs(breath: Breath, breaths: Option<u32>, done: Duration) -> (f64, Turn) {
    let (inward, outward) = (f64::from(breath.inward), f64::from(breath.outward));
    // After the last whole breath one rests.
    if breaths.is_some_and(|it| done.as_secs_f64() >= f64::from(it) * (inward + outward)) {
        return (0.0, Turn::Out);
    }
    let within = done.as_secs_f64() % (inward + outward).max(1.0);
    if within < inward {
        (within / inward, Turn::In)
    } else {
        (1.0 - (within - inward) / outward.max(1.0), Turn::Out)
    }
}

/// A countdown: seconds alone under 100, else minutes too.
fn digits_of(seconds: u64) -> String {
    if seconds < 100 { seconds.to_string() } else { wording::clock(seconds) }
}

fn inset(area: Rect, sides: u16, top: u16) -> Rect {
    let sides = if area.width > sides * 2 { sides } else { 0 };
    let top = if area.height > top { top } else { 0 };
    Rect { x: area.x + sides, y: area.y + top, width: area.width - sides * 2, height: area.height - top }
}

/// The first columns of an area, and the others.
fn beside(area: Rect, width: u16) -> [Rect; 2] {
    let width = width.min(area.width);
    [Rect { width, ..area }, Rect { x: area.x + width, width: area.width - width, ..area }]
}

/// The first rows of an area, and the others.
fn split_at(area: Rect, height: u16) -> [Rect; 2] {
    let height = height.min(area.height);
    [Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area }]
}

fn rows_of(area: Rect) -> [Rect; 3] {
    [0, 1, 2].map(|row| {
        let inside = row < area.height;
        Rect { y: area.y + row.min(area.height), height: u16::from(inside), ..area }
    })
}
