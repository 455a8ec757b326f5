//! How the home screen looks.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
    widgets::Widget as _,
};
use unicode_width::UnicodeWidthStr as _;

use super::{
    Asks, Focus, Home, ListedRoutine, Prompt,
    about::AboutKind,
    layout::{self, Layout, MARK},
    list::ListRow,
};
use crate::{
    model::{
        area::PlayEntry,
        catalogue::Card,
        menu::{MenuItem, Warning},
        plan::Total,
        text::Text,
        words::{complaints, home as words, screen as screen_words, terms},
    },
    view::{
        complaint,
        palette::{Palette, Tone},
        screen::{Sight, chrome, layout as screen},
        wrap::{cut_at_a_word, cut_with, wrap},
    },
};

/// A row's name keeps so many columns at least, before what stands behind it goes.
const NAME: usize = 12;

/// Draws the screen.
pub fn draw(home: &Home, sight: &Sight, area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    let pen = Pen { home, palette: sight.palette };
    if layout::is_too_small(area) {
        for (row, line) in area.rows().zip(wrap(words::TOO_SMALL, usize::from(area.width))) {
            Line::raw(line).render(row, buffer);
        }
        return;
    }
    let layout = home.layout_in(area);
    let [first, rest @ ..] = home.said.as_slice() else {
        // What is to be read is laid out first: the keys depend on whether all of it is seen.
        pen.body(&layout, sight, buffer);
        pen.chrome(&layout, sight, buffer);
        return;
    };
    // One line has room below; more, and a longer one, cover the end of the body.
    let fits = first.as_str().width() <= usize::from(layout.parts.rules[1].width);
    let notice = (rest.is_empty() && fits).then_some(first);
    let shown = Sight { notice, ..*sight };
    let mut layout = layout;
    if notice.is_some() {
        layout.parts.notice = layout.parts.rules[1];
    }
    pen.body(&layout, sight, buffer);
    pen.chrome(&layout, &shown, buffer);
    if notice.is_none() || layout.parts.header.is_empty() {
        pen.said(area, &layout, buffer);
    }
}

struct Pen<'h> {
    home: &'h Home,
    palette: Palette,
}

impl Pen<'_> {
    /// The line that is typed, the rules and the keys.
    fn chrome(&self, layout: &Layout, sight: &Sight, buffer: &mut Buffer) {
        chrome::draw(&layout.parts, sight, buffer);
        chrome::footer(&self.home.bar(), layout.parts.footer, self.palette, buffer);
        self.line(layout.line, buffer);
    }

    fn line(&self, area: Rect, buffer: &mut Buffer) {
        let home = self.home;
        let (line, long, short, example) = match &home.prompt {
            Some(Prompt { line, asks: Asks::Name { .. } }) => {
                (line, words::NAME.to_owned(), words::NAME.to_owned(), words::NAME_EXAMPLE)
            }
            Some(Prompt { line, asks: Asks::Length { name, .. } }) => {
                (line, words::how_long(name), words::HOW_LONG.to_owned(), words::LENGTH_EXAMPLE)
            }
            None => {
                (&home.line, words::QUESTION.to_owned(), words::QUESTION_IN_SHORT.to_owned(), words::EXAMPLE)
            }
        };
        let found = (home.prompt.is_none() && !line.is_empty()).then(|| {
            let unknown = if home.warning.is_none() { home.unknown.as_slice() } else { &[] };
            words::found(home.list.count(), unknown, usize::from(area.width) / 3)
        });
        let level = (home.level != home.usual_level).then(|| words::level(home.level).to_owned());
        let parts: Vec<String> = level.into_iter().chain(found).collect();
        let count = parts.join(&format!(" {} ", self.palette.dot()));
        // What is typed is seen whole as long as it can be.
        let needs = long.width() + 24.max(line.text().width() + count.width() + 4);
        let question = if usize::from(area.width) < needs { short } else { long };
        let [asked, rest] = screen::beside(area, question.width() as u16 + 1);
        Line::styled(question, self.palette.label(Tone::Moving)).render(asked, buffer);
        let room = usize::from(rest.width).saturating_sub(count.width() + 2);
        // As much as there is room for before the caret, which always is seen.
        let before = Text::clean_line(line.before());
        let before = last_columns(before.as_str(), room.saturating_sub(1));
        let behind = Text::clean_line(&line.text()[line.before().len()..]);
        let caret = Style::new().add_modifier(Modifier::REVERSED);
        let mut letters = behind.as_str().chars();
        let under = letters.next().map_or(" ".to_owned(), String::from);
        let mut spans = vec![Span::raw(before.to_owned()), Span::styled(under, caret)];
        let left = room.saturating_sub(before.width() + 1);
        if line.is_empty() {
            let example = cut_at_a_word(example, left.saturating_sub(1), self.palette.cut());
            spans.push(Span::styled(format!(" {example}"), self.palette.quiet()));
        } else {
            spans.push(Span::raw(cut_with(letters.as_str(), left, self.palette.cut())));
        }
        Line::from(spans).render(rest, buffer);
        // A line's own style would be that of what was typed, too.
        Line::from(Span::styled(count, self.palette.quiet())).right_aligned().render(rest, buffer);
    }

    fn body(&self, layout: &Layout, sight: &Sight, buffer: &mut Buffer) {
        if let Some(warning) = &self.home.warning {
            self.warning(warning, layout, buffer);
            return;
        }
        if self.home.list.rows().is_empty() {
            let words = match self.home.typed_length() {
                Some(length) => words::composes(length),
                None => words::NOTHING_FITS.to_owned(),
            };
            let area = layout.parts.body.intersection(Rect { width: u16::MAX, ..layout.list });
            let lines = wrap(&words, usize::from(area.width));
            self.lines(&lines, Style::new(), area, buffer);
            self.between(layout, buffer);
            return;
        }
        self.list(layout.list, buffer);
        self.more(layout, buffer);
        self.between(layout, buffer);
        self.right(layout, sight, buffer);
    }

    /// The session that one puts together, below a rule.
    fn between(&self, layout: &Layout, buffer: &mut Buffer) {
        let rule = self.palette.rule().repeat(usize::from(layout.between.width));
        Line::styled(rule, self.palette.quiet()).render(layout.between, buffer);
        self.basket(layout.basket_head, layout.basket, buffer);
    }

    /// Behind the list, whether more of it is above, and below.
    fn more(&self, layout: &Layout, buffer: &mut Buffer) {
        let (area, list) = (layout.list, &self.home.list);
        let (above, below) = self.palette.more();
        let has_below = list.first() + usize::from(area.height) < list.rows().len();
        let marks = [(list.first() > 0, above, area.y), (has_below, below, area.bottom().saturating_sub(1))];
        for (is_there, mark, y) in marks {
            let at = (area.right(), y);
            if is_there && !area.is_empty() && buffer.area.contains(at.into()) {
                buffer[at].set_symbol(mark).set_style(self.palette.quiet());
            }
        }
    }

    /// The session that one puts together: how long it takes and what it needs, and its routines.
    fn basket(&self, head: Rect, rows: Rect, buffer: &mut Buffer) {
        let basket = &self.home.basket;
        if basket.is_empty() || head.is_empty() {
            return;
        }
        let [heading, below] = screen::split_at(head, 1);
        let (count, dot) = (basket.chosen().len(), self.palette.dot());
        let facts = |count| words::facts(&words::time(basket.total), count, "", &[], dot);
        let saved = words::saved_as(basket.saved());
        let title = cut_with(&saved, usize::from(heading.width), self.palette.cut());
        let room = usize::from(heading.width).saturating_sub(title.width() + 2);
        let mut facts = [facts(Some(count)), facts(None)].into_iter();
        let facts = facts.find(|it| it.width() <= room).unwrap_or_default();
        let line = Line::from(vec![
            Span::styled(title, self.palette.label(Tone::Holding)),
            Span::styled(format!("  {facts}"), self.palette.quiet()),
        ]);
        line.render(heading, buffer);
        let [_, below] = screen::beside(below, MARK);
        let needs = self.home.basket_needs(below.width, dot);
        self.lines(&needs, self.palette.quiet(), below, buffer);
        let times = self.home.times_in_basket();
        let first = layout::first_part(basket.at(), count, rows.height);
        let is_focused = self.home.focus == Focus::Basket;
        for (row, (at, chosen)) in rows.rows().zip(basket.chosen().iter().enumerate().skip(first)) {
            let selected = (is_focused && at == basket.at()).then_some(true);
            let tags = tags_there(&chosen.entry, &chosen.card, chosen.total);
            self.row(&chosen.card.name, &tags, &times[at], selected, row, buffer);
        }
    }

    /// What is beside the list: what is selected, what it plays, and the person.
    fn right(&self, layout: &Layout, sight: &Sight, buffer: &mut Buffer) {
        let is_broken = self.home.focus == Focus::List && !layout.about.is_empty();
        if let (Some(MenuItem::Broken(file)), true) = (self.home.selected(), is_broken) {
            // Where the person would be is room for what is wrong.
            let area = layout.about.union(layout.beside).union(layout.person);
            let lines: Vec<String> = file.problem.iter().map(Text::to_string).collect();
            self.lines(&lines, Style::new(), area, buffer);
            return;
        }
        if let Some((length, names)) = self.home.composes().then(|| self.home.typed_names()).flatten() {
            // At the top, near the line that it is about: nobody is drawn.
            let area = layout.about.union(layout.beside);
            let is_below = layout.person.x == layout.about.x;
            let area = if is_below { area.union(layout.person) } else { area };
            let lines = wrap(
                &words::composes_for(length, &self.home.named_in_words(&names)),
                usize::from(area.width),
            );
            self.lines(&lines, Style::new(), area, buffer);
            return;
        }
        // Beside a stretch of the session the routines of something else would be out of place.
        let has_parts = self.home.parts_beside() > 0;
        let about = if has_parts { layout.about } else { layout.about.union(layout.beside) };
        let about = if layout.about.is_empty() { layout.about } else { about };
        self.about(about, buffer);
        if let Some(item) = self.home.selected().filter(|_| has_parts) {
            let width = usize::from(layout.heading.width);
            // Where the list is not seen, the heading says whose they are.
            let heading =
                if layout.list.is_empty() { words::inside(item.name()) } else { words::INSIDE.to_owned() };
            let heading = cut_with(&heading, width, self.palette.cut());
            Line::styled(heading, self.palette.label(Tone::Calm)).render(layout.heading, buffer);
            self.parts(layout.beside, buffer);
        }
        if let Some((routine, film, since)) = &self.home.preview.film {
            let [person, below] = if self.home.takes_turns() {
                screen::split_at(layout.person, layout.person.height.saturating_sub(1))
            } else {
                [layout.person, Rect { height: 0, ..layout.person }]
            };
            film.draw(sight.now.since(*since), self.palette, person, buffer);
            let name = cut_with(routine.name.as_str(), usize::from(below.width), self.palette.cut());
            Line::styled(name, self.palette.quiet()).centered().render(below, buffer);
        }
    }

    fn list(&self, area: Rect, buffer: &mut Buffer) {
        let list = &self.home.list;
        // Below what has to be read there are fewer rows than the list has elsewhere.
        let last = list.at().map_or(0, |it| (it + 1).saturating_sub(usize::from(area.height)));
        let rows = list.rows().iter().enumerate().skip(list.first().max(last));
        let is_focused = self.home.focus == Focus::List;
        for (row, (at, entry)) in area.rows().zip(rows) {
            match entry {
                ListRow::Heading(words) => {
                    Line::styled(*words, self.palette.label(Tone::Calm)).render(row, buffer);
                }
                ListRow::Gap => {}
                ListRow::Left(nth) => {
                    let Some(left) = self.home.suggested.left.get(*nth) else { continue };
                    let selected = (list.at() == Some(at)).then_some(is_focused);
                    self.row(&left.name, &[], &screen_words::left(left.total), selected, row, buffer);
                }
                ListRow::Item(place) | ListRow::Due(place, _) => {
                    let Some(item) = self.home.menu.items().get(*place) else { continue };
                    let time = item.total().map(terms::minutes).unwrap_or_default();
                    let is_told = !self.home.line.is_empty() || matches!(item, MenuItem::Broken(_));
                    let tag = match entry {
                        ListRow::Due(_, nth) => {
                            self.home.suggested.due.get(*nth).map_or("", |it| it.1.as_str())
                        }
                        ListRow::Item(_) | ListRow::Left(_) | ListRow::Heading(_) | ListRow::Gap
                            if is_told =>
                        {
                            tag(item)
                        }
                        ListRow::Item(_) | ListRow::Left(_) | ListRow::Heading(_) | ListRow::Gap => "",
                    };
                    let selected = (list.at() == Some(at)).then_some(is_focused);
                    self.row(item.name(), &[tag.to_owned()], &time, selected, row, buffer);
                }
            }
        }
    }

    /// The routines of what is selected.
    fn parts(&self, area: Rect, buffer: &mut Buffer) {
        let Some(contents) = &self.home.contents else { return };
        let first = layout::first_part(self.home.part, contents.parts.len(), area.height);
        let parts = contents.parts.iter().enumerate().skip(first);
        let is_focused = self.home.focus == Focus::Beside;
        let times = self.home.times_of_parts();
        for (row, (at, ListedRoutine { entry, card, total })) in area.rows().zip(parts) {
            let selected = (is_focused && at == self.home.part).then_some(true);
            match card {
                Some(card) => {
                    let tags = tags_there(entry, card, *total);
                    let tags = if tags.is_empty() { vec![place(card)] } else { tags };
                    self.row(&card.name, &tags, &times[at], selected, row, buffer);
                }
                None => {
                    let tags = ["not there".to_owned()];
                    self.row(&Text::clean(&entry.routine), &tags, "", selected, row, buffer);
                }
            }
        }
    }

    /// A row: a name, the longest of the tags about it for which there is room, and a time at its end. `selected` says
    /// whether it is, and whether the keys are for its column.
    fn row(
        &self,
        name: &Text,
        tags: &[String],
        time: &str,
        selected: Option<bool>,
        row: Rect,
        buffer: &mut Buffer,
    ) {
        let width = usize::from(row.width.saturating_sub(MARK));
        let name_width = name.as_str().width();
        // A whole name is worth more than its time, which stands beside the list when it is selected.
        let fits = |gap: usize| name_width + gap + time.width() <= width;
        let time = if fits(1) || name_width > width { time } else { "" };
        let time_room = if time.is_empty() { 0 } else { time.width() + if fits(2) { 2 } else { 1 } };
        let room = width.saturating_sub(time_room);
        let tag_room = room.saturating_sub(name_width.max(NAME) + 1);
        let tag = tags.iter().find(|it| it.width() <= tag_room).map_or("", String::as_str);
        let name_room = if tag.is_empty() { room } else { room - tag.width() - 1 };
        let style = match selected {
            Some(true) => Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD),
            Some(false) => Style::new().add_modifier(Modifier::BOLD),
            None => Style::new(),
        };
        let quiet = if selected == Some(true) { style } else { self.palette.quiet().patch(style) };
        // The column that has the keys has the mark.
        let mark = if selected == Some(true) { self.palette.mark() } else { " " };
        let name = cut_with(name.as_str(), name_room, self.palette.cut());
        let gap = room.saturating_sub(name.width() + if tag.is_empty() { 0 } else { tag.width() });
        let line = Line::from(vec![
            Span::styled(format!("{mark} "), style),
            Span::styled(name, style),
            Span::styled(" ".repeat(gap), style),
            Span::styled(tag.to_owned(), quiet),
            Span::styled(format!("{time:>time_room$}"), quiet),
        ]);
        line.render(row, buffer);
    }

    /// The words about what is selected.
    fn about(&self, area: Rect, buffer: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let lines = self.home.about(area.width, self.palette.dot()).shown(area.height);
        let style = |kind| match kind {
            AboutKind::Name => Style::new().add_modifier(Modifier::BOLD),
            AboutKind::Why => self.palette.tone(Tone::Holding),
            AboutKind::Words => Style::new(),
            AboutKind::Facts => self.palette.quiet(),
            AboutKind::Without => self.palette.notice(),
        };
        let is_cut = lines.len() > usize::from(area.height);
        for (row, (kind, words)) in area.rows().zip(lines) {
            Line::styled(words, style(kind)).render(row, buffer);
        }
        if let Some(last) = area.rows().next_back().filter(|_| is_cut) {
            buffer[(last.right() - 1, last.y)].set_char(self.palette.cut()).set_style(self.palette.quiet());
        }
    }

    /// What is read before anything is played, with the stretches for it below, if there may be some.
    fn warning(&self, warning: &Warning, layout: &Layout, buffer: &mut Buffer) {
        let body = layout.parts.body;
        let body = if layout.parts.header.is_empty() { layout.list } else { body };
        let width = usize::from(body.width);
        let text = match warning {
            Warning::Emergency { says, call, see } => {
                complaint::emergency(says, call.as_ref(), see.as_ref(), width)
            }
            Warning::Injury { kind, phrase } => complaint::injury(*kind, phrase, width),
            Warning::RedFlag { phrase, see } => {
                let see = see.as_ref().map_or("", Text::as_str);
                let words = [&complaints::read_first(phrase), see, complaints::IF_NONE_OF_THAT];
                complaint::paragraphs(&words, width)
            }
        };
        let lines: Vec<&str> = text.lines().collect();
        let count = self.home.list.count() as u16;
        let below = count.min(body.height / 3);
        let height = (lines.len() as u16).min(body.height - below);
        let [read, list] = screen::split_at(body, height);
        let seen = self.home.reading.seen(lines.len(), usize::from(height));
        let [read, more] = screen::split_at(read, height.saturating_sub(u16::from(seen.len() < lines.len())));
        for (row, line) in read.rows().zip(&lines[seen.clone()]) {
            Line::raw(*line).render(row, buffer);
        }
        let to_come = words::read_on(lines.len() - seen.end);
        Line::styled(to_come, self.palette.label(Tone::Paused)).render(more, buffer);
        self.list(list, buffer);
    }

    /// Several lines that are told, over the end of the body; over its beginning, if they are about the session at its end.
    fn said(&self, area: Rect, layout: &Layout, buffer: &mut Buffer) {
        let within = if layout.parts.header.is_empty() { area } else { layout.parts.body };
        let width = usize::from(within.width);
        let mut lines: Vec<String> = Vec::new();
        for text in &self.home.said {
            // A line that fits keeps its blanks: it may be part of a table.
            let fits = text.as_str().width() <= width;
            lines.extend(if fits { vec![text.to_string()] } else { wrap(text.as_str(), width) });
        }
        let height = (lines.len() as u16 + 1).min(within.height);
        let is_above = self.home.focus == Focus::Basket && !layout.basket.is_empty();
        let at = if is_above { height } else { within.height - height };
        let [above, below] = screen::split_at(within, at);
        let panel = if is_above { above } else { below };
        for position in panel.positions() {
            buffer[position].reset();
        }
        let [one, other] = screen::split_at(panel, if is_above { height - 1 } else { 1 });
        let (rule, rows) = if is_above { (other, one) } else { (one, other) };
        let line = self.palette.rule().repeat(usize::from(rule.width));
        Line::styled(line, self.palette.quiet()).render(rule, buffer);
        self.lines(&lines, self.palette.tone(Tone::Holding), rows, buffer);
    }

    /// As many lines as there are rows; if more are left, the last one says so.
    fn lines(&self, lines: &[String], style: Style, area: Rect, buffer: &mut Buffer) {
        let rows = usize::from(area.height);
        for (at, (row, line)) in area.rows().zip(lines).enumerate() {
            let width = usize::from(row.width);
            let is_cut = at + 1 == rows && lines.len() > rows;
            let line = if is_cut { format!("{line} {}", lines[at + 1]) } else { line.clone() };
            Line::styled(cut_with(&line, width, self.palette.cut()), style).render(row, buffer);
        }
    }
}

/// What sort of thing an item is, where all sorts stand in one list. Most are single stretches, which are not marked.
fn tag(item: &MenuItem) -> &'static str {
    match item {
        MenuItem::Area(_) => "area",
        MenuItem::Broken(_) => "broken",
        item if item.is_own() => "yours",
        MenuItem::Program(_) => "program",
        MenuItem::Routine(_) => "",
    }
}

/// What stands before the time that a routine takes in a list, the longest first: its rounds there, or that it takes that
/// time only there. Nothing where it is played as it is alone.
fn tags_there(entry: &PlayEntry, card: &Card, there: Option<Total>) -> Vec<String> {
    let here = words::is_other_time(there, card.total).then(|| words::HERE.to_owned());
    entry.rounds.map(words::rounds).into_iter().chain(here).collect()
}

/// Where a routine is done and with what.
fn place(card: &Card) -> String {
    words::place_and_needs(&card.positions, &card.needs)
}

/// As much of the end of a text as there is room for.
fn last_columns(text: &str, room: usize) -> &str {
    let mut starts = text.char_indices().map(|it| it.0).chain([text.len()]);
    let start = starts.find(|it| text[*it..].width() <= room).unwrap_or(text.len());
    &text[start..]
}
