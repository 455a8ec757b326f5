//! The session: the drawn person, what to do, and how long; and what each key does to it.
//!
//! It can be drawn at any size. The words and the time come first; if there is more room, beside them or above,
//! the figure gets it.

use std::time::Duration;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::Widget,
};
use unicode_width::UnicodeWidthStr as _;

use super::{
    Ending, Frames, Happening, Screen, ScreenDue, Sight,
    agenda::Agenda,
    chrome::{self, KeyBrief, brief},
    help::Help,
    layout::{self, LineCounts, Wants},
    words::{self, Shown, WordsPage},
};
use crate::{
    model::{
        cue,
        dose::Breath,
        moment::Moment,
        motion,
        plan::{Segment, SegmentKind},
        player::{self, Event, Phase, Player, WhyPaused},
        side::Side,
        text::Text,
        words::screen as sentences,
    },
    view::{
        digits, figure,
        keys::{self, Input, Typed},
        palette::Tone,
        scene::Scenes,
        wrap::{cut_with, wrap},
    },
};

/// The time from one length of the bar of a breath or a repetition to the next, which grows cell by cell.
const BETWEEN_BARS: Duration = Duration::from_millis(200);

/// How long what a key did is said.
const SAID: Duration = Duration::from_secs(6);
/// How long words stay that are read once, at the start of the first session.
const READ: Duration = Duration::from_secs(30);

/// How the person looks at a session; it changes nothing in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether the figure is drawn.
    pub figure: bool,
    /// Whether it is drawn as in a mirror: the person's left on the screen's left.
    pub mirror: bool,
    /// Whether it is silent.
    pub muted: bool,
}

/// A session that is played.
#[derive(Debug)]
pub struct SessionScreen {
    /// The name under which it was asked for.
    pub title: Text,
    /// The player.
    pub player: Player,
    /// How the person looks at it.
    pub look: Look,
    scenes: Scenes,
    /// What is due at its start, until it has started.
    first: Vec<player::DueEffect>,
    /// Whether another screen lies over it.
    is_covered: bool,
    /// What the last key did, and until when that is said.
    said: Option<(Text, Moment)>,
    /// What is read once, at its start, as long as nothing else is told.
    noted: Option<Text>,
}

impl SessionScreen {
    /// A session at its start, made of a player and what is due there.
    pub fn new(title: Text, (player, first): (Player, Vec<player::DueEffect>), look: Look) -> SessionScreen {
        let scenes = Scenes::default();
        SessionScreen { title, player, look, scenes, first, is_covered: false, said: None, noted: None }
    }

    /// The same with words that are read at its start, for as long as that takes.
    pub fn noting(mut self, words: &'static str) -> SessionScreen {
        self.noted = Some(Text::literal(words));
        self
    }

    /// Answers an input.
    fn answer_input(&mut self, input: Input, now: Moment) -> Vec<ScreenDue> {
        if self.is_asked_whether_to_leave() && !answers_or_helps(input) {
            self.say(sentences::YES_OR_NO, now);
            return self.update(Event::Tick, now);
        }
        match input {
            Input::Player(event) => return self.press(event, now),
            Input::Help if !self.is_covered => {
                return vec![ScreenDue::Push(Box::new(Help::of(keys::BINDINGS)))];
            }
            Input::List if !self.is_covered => {
                return vec![ScreenDue::Push(Box::new(Agenda::of(&self.player, now)))];
            }
            Input::Figure => {
                self.look.figure = !self.look.figure;
                let is_there = self.scenes.has(self.player.plan(), self.player.at());
                self.say(sentences::figure(self.look.figure, is_there), now);
            }
            Input::Mute => {
                self.look.muted = !self.look.muted;
                self.say(sentences::sound(self.look.muted), now);
            }
            Input::Interrupt => {
                // The part of the current hold that was held counts.
                let due = self.player.update(Event::Interrupt, now);
                let kept = due.into_iter().map(ScreenDue::Effect);
                return kept.chain([ScreenDue::Leave(Ending::Interrupted)]).collect();
            }
            Input::Help | Input::List | Input::Redraw => {}
        }
        self.update(Event::Tick, now)
    }

    /// Answers what a key asked of the player, and says what it did where nothing else shows it.
    fn press(&mut self, event: Event, now: Moment) -> Vec<ScreenDue> {
        let (phase, at) = (self.player.phase(), self.player.at());
        let length = self.player.seconds_of(at);
        let (nth, count) = self.player.plan().nth(self.player.segment());
        if event == Event::NextRoutine && nth == count {
            // Where there is no other, the key is not shown, and a press too many must not end all.
            self.say(sentences::IS_THE_LAST, now);
            return self.update(Event::Tick, now);
        }
        let is_leaving = self.is_asked_whether_to_leave();
        let due = self.update(event, now);
        let stays = self.player.phase() == phase;
        if matches!(event, Event::Longer | Event::Shorter) && self.player.at() == at {
            let words = sentences::changed(length, self.player.seconds_of(at));
            self.said = Some((Text::clean(&words), now + SAID));
        } else if event == Event::Where {
            let is_it =
                |it: &&ScreenDue| matches!(it, ScreenDue::Effect(due) if due.effect == player::Effect::Where);
            if let Some(ScreenDue::Effect(asked)) = due.iter().find(is_it) {
                self.said = Some((cue::whereabouts_in_words(&self.player, asked), now + SAID));
            }
        } else if event == Event::Stay && !is_leaving {
            self.say(sentences::HOW_TO_LEAVE, now);
        } else if event == Event::Proceed && is_leaving {
            self.say(sentences::YES_OR_NO, now);
        } else if event == Event::Proceed && stays && self.player.segment().kind != SegmentKind::Ready {
            self.say(sentences::HOW_TO_GO_ON, now);
        }
        due
    }

    fn is_asked_whether_to_leave(&self) -> bool {
        matches!(self.player.phase(), Phase::Paused { why: WhyPaused::Leaving, .. })
    }

    fn say(&mut self, words: &'static str, now: Moment) {
        self.said = Some((Text::literal(words), now + SAID));
    }

    fn update(&mut self, event: Event, now: Moment) -> Vec<ScreenDue> {
        let mut due: Vec<ScreenDue> =
            self.player.update(event, now).into_iter().map(ScreenDue::Effect).collect();
        due.extend(self.player.end().map(|it| ScreenDue::Leave(Ending::Played(it))));
        due
    }
}

/// Whether an input means something to the question whether to leave. No other key changes anything while it is open: a
/// letter may be meant for it, such as `n` for no.
const fn answers_or_helps(input: Input) -> bool {
    match input {
        Input::Player(Event::Quit | Event::Stay | Event::Pause | Event::Proceed)
        | Input::Help
        | Input::Redraw
        | Input::Interrupt => true,
        Input::Player(_) | Input::List | Input::Figure | Input::Mute => false,
    }
}

impl Screen for SessionScreen {
    fn draw(&self, sight: &Sight, area: Rect, buffer: &mut Buffer) {
        let SessionScreen { title, player, look, scenes, said, noted, .. } = self;
        let said = said.as_ref().filter(|it| sight.now < it.1).map(|it| &it.0);
        let noted = noted.as_ref().filter(|_| sight.now < Moment::START + READ);
        let sight = Sight { notice: said.or(sight.notice).or(noted), ..*sight };
        SessionView { title, player, look, scenes, sight }.render(area, buffer);
    }

    fn answer(&mut self, happening: &Happening, now: Moment) -> Vec<ScreenDue> {
        let event = match happening {
            Happening::Begun => {
                return std::mem::take(&mut self.first).into_iter().map(ScreenDue::Effect).collect();
            }
            Happening::Typed(Typed::Key(key)) => {
                self.said = None;
                match keys::input_for(*key) {
                    Some(input) => return self.answer_input(input, now),
                    None => self.say(sentences::NO_SUCH_KEY, now),
                }
                Event::Tick
            }
            Happening::Asked(input) => return self.answer_input(*input, now),
            // A paste is a mistake, and asks for nothing.
            Happening::Passed | Happening::Typed(Typed::Paste(_) | Typed::Mouse(_) | Typed::Other) => {
                Event::Tick
            }
            Happening::Covered => {
                self.is_covered = true;
                Event::Cover
            }
            Happening::Uncovered => {
                self.is_covered = false;
                Event::Uncover
            }
        };
        self.update(event, now)
    }

    fn idle(&self, now: Moment) -> Option<Duration> {
        let said = self.said.as_ref().filter(|it| now < it.1).map(|it| it.1.since(now));
        let until = Moment::START + READ;
        let noted = self.noted.as_ref().filter(|_| now < until).map(|_| until.since(now));
        self.player.idle(now).into_iter().chain(said).chain(noted).min()
    }

    fn frames(&self, now: Moment) -> Option<Frames> {
        let done = self.player.done(now);
        let person = || self.scenes.at(&self.player, done, self.look.mirror);
        if self.look.figure && person().is_some_and(|it| it.moves()) {
            return Some(Frames { every: motion::FRAME, into: motion::into_frame(done) });
        }
        words::has_pace(&self.player, now).then_some(Frames { every: BETWEEN_BARS, into: Duration::ZERO })
    }

    fn session(&self) -> Option<&SessionScreen> {
        Some(self)
    }
}

/// A moment of a session, to be drawn.
pub struct SessionView<'a> {
    /// The name under which the session was asked for.
    pub title: &'a Text,
    /// The player.
    pub player: &'a Player,
    /// How the person looks at it.
    pub look: &'a Look,
    /// The drawn person.
    pub scenes: &'a Scenes,
    /// The moment, and the colours.
    pub sight: Sight<'a>,
}

impl Widget for SessionView<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        let parts = chrome::parts(area, &self.sight);
        chrome::draw(&parts, &self.sight, buffer);
        let shown = words::shown(self.player, self.sight.now, self.sight.palette);
        let mut words = parts.body;
        if !parts.header.is_empty() {
            self.header(parts.header, buffer);
            let figure;
            [figure, words] = self.figure_and_words(&shown, parts.body);
            self.person(figure, buffer);
        }
        chrome::footer(&self.keys(), parts.footer, self.sight.palette, buffer);
        self.words_part(&shown, words, buffer);
    }
}

impl SessionView<'_> {
    fn figure_and_words(&self, shown: &Shown, body: Rect) -> [Rect; 2] {
        let lines = |words: &str, width: u16| wrap(words, usize::from(width)).len() as u16;
        let now = |width| shown.lines(width, true, false).0.len() as u16;
        let most = |width| {
            let here = self.player.segment().routine;
            // Longer words before and after the steps hide the person, as cautions do.
            let said = self.player.plan().segments().iter().enumerate();
            let said = said.filter(|it| it.1.routine == here && it.1.step.is_some());
            let rows = |(at, it): (usize, &Segment)| {
                let words = words::to_read(self.player, at).unwrap_or(&it.text);
                lines(words::lead(self.player, at), width) + lines(words.as_str(), width)
            };
            said.map(rows).max().unwrap_or_default()
        };
        layout::figure_and_words(
            body,
            self.is_person_drawn().then_some(&LineCounts { now: &now, most: &most }),
        )
    }

    fn is_person_drawn(&self) -> bool {
        self.look.figure && self.scenes.has(self.player.plan(), self.player.at())
    }

    /// The drawn person, and a letter for the working side, on the side of the picture where that side of the
    /// body is. If the person is seen from the side, the letter is on the left.
    fn person(&self, area: Rect, buffer: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let done = self.player.done(self.sight.now);
        let Some(mut person) = self.scenes.at(self.player, done, self.look.mirror) else { return };
        person.draw(self.sight.palette, area, buffer);
        let has_room = area.width >= figure::LEAST.0 && area.height >= figure::LEAST.1;
        if self.player.segment().kind == SegmentKind::Ready || words::explains(self.player) {
            self.preview(area, buffer);
        }
        let Some(side) = self.side().filter(|_| has_room) else { return };
        let Some(is_right) = person.is_on_the_right(side) else { return };
        let x = if is_right { area.right() - 1 } else { area.x };
        let tone = Tone::of(self.player.segment().kind);
        // A row lower than the label, where it covers no part of the person.
        let is_free = |y: &u16| buffer[(x, *y)].symbol() == " ";
        let y = (area.y + 1..area.bottom()).find(is_free).unwrap_or(area.y + 1);
        let cell = &mut buffer[(x, y)];
        cell.reset();
        cell.set_symbol(&side.letter().to_uppercase()).set_style(self.sight.palette.label(tone));
    }

    /// The side that works, or that will first work in what one gets ready for.
    fn side(&self) -> Option<Side> {
        let here = self.player.segment();
        let rest = &self.player.plan().segments()[self.player.at()..];
        let rest = rest.iter().take_while(|it| it.routine == here.routine && here.kind == SegmentKind::Ready);
        here.side.or_else(|| rest.into_iter().find_map(|it| it.side))
    }

    /// That the person only shows what comes, above them, if there is room.
    fn preview(&self, area: Rect, buffer: &mut Buffer) {
        let row = Rect { height: 1, width: area.width.min(sentences::PREVIEW.len() as u16), ..area };
        if row.positions().all(|it| buffer[it].symbol() == " ") {
            Line::styled(sentences::PREVIEW, self.sight.palette.quiet()).render(row, buffer);
        }
    }

    fn header(&self, area: Rect, buffer: &mut Buffer) {
        let plan = self.player.plan();
        let segment = self.player.segment();
        let left = sentences::left(self.player.left_in_all(self.sight.now));
        let room = area.width.saturating_sub(left.len() as u16 + 2);
        let (nth, count) = plan.nth(segment);
        let name = &plan.routine_of(segment).name;
        let dot = self.sight.palette.dot();
        let is_whole = count == 1 && *name == *self.title;
        let title = (!is_whole).then(|| self.title.to_string());
        let place = (count > 1).then(|| sentences::nth_of(nth as u64, count as u64));
        let are_stretches = plan.routines().iter().all(|it| it.is_stretch());
        let named = place.as_ref().map(|it| format!("{} {it}", sentences::part_of_a_session(are_stretches)));
        let joined = |parts: [Option<String>; 3], gap: &str| {
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            parts.join(&format!("{gap}{dot}{gap}"))
        };
        // In little room, what is done now matters more than what it is a part of.
        let ways = [
            joined([title.clone(), named, Some(name.to_string())], "  "),
            joined([title, place.clone(), Some(name.to_string())], "  "),
            joined([None, place.clone(), Some(name.to_string())], "  "),
            joined([None, place, Some(name.to_string())], " "),
        ];
        Line::raw(self.fitting(&ways, room)).render(area, buffer);
        Line::raw(left).right_aligned().render(area, buffer);
    }

    /// What the keys do now.
    fn keys(&self) -> Vec<KeyBrief> {
        const TIME: KeyBrief = brief("+ -", "time", 7);
        let mute = brief("m", if self.look.muted { "sound" } else { "mute" }, 4);
        let around = [brief("p", "back", 5), brief("r", "again", 9)];
        let view = [mute, brief("f", "figure", 10)];
        let list = brief("l", "list", 8);
        let (nth, count) = self.player.plan().nth(self.player.segment());
        let routine = (nth < count).then_some(brief("N", "next stretch", 6));
        let leave = [brief("?", "help", 2), brief("q", "leave", 1)];
        let is_ready = self.player.segment().kind == SegmentKind::Ready;
        let next = if is_ready { brief("enter", "begin", 0) } else { brief("n", "next", 3) };
        let (first, has_next, has_time) = match self.player.phase() {
            Phase::Paused { why: WhyPaused::Leaving, .. } => {
                let stay = [brief("q", "leave", 0), brief("esc", "stay", 0), brief("space", "go on", 3)];
                return stay.into_iter().chain([brief("?", "help", 4)]).collect();
            }
            Phase::Timing { .. } | Phase::Returning { .. } => {
                (brief("space", "pause", if is_ready { 2 } else { 0 }), true, true)
            }
            Phase::Paused { .. } => (brief("space", "go on", 0), true, self.player.length().is_some()),
            // Here the next part and going on are the same.
            Phase::Waiting { .. } => (brief("enter", "go on", 0), false, false),
            Phase::Over { .. } => return Vec::new(),
        };
        let next = has_next.then_some(next);
        let time = has_time.then_some(TIME);
        [Some(first), next]
            .into_iter()
            .flatten()
            .chain(routine)
            .chain(around)
            .chain(time)
            .chain(view)
            .chain([list])
            .chain(leave)
            .collect()
    }

    fn cut(&self, line: &str, width: u16) -> String {
        cut_with(line, usize::from(width), self.sight.palette.cut())
    }

    /// The first label for which there is room.
    fn fitting(&self, labels: &[String], width: u16) -> String {
        let fitting = labels.iter().find(|it| it.width() <= usize::from(width));
        fitting.or(labels.last()).map(|it| self.cut(it, width)).unwrap_or_default()
    }

    /// Label, words, digits, bar and what comes next.
    fn words_part(&self, shown: &Shown, area: Rect, buffer: &mut Buffer) {
        let next = wrap(&shown.next, usize::from(area.width));
        let large = shown.digits();
        let rows_of = |lines: &[String]| {
            let (lines, next) = (lines.len() as u16, next.len() as u16);
            layout::rows(area, &Wants { lines, time: large.as_deref(), next })
        };
        // What there is no room for goes: the blank line, then what is only to be read. Where not even the rest has room,
        // all of a caution is read, a page after the other.
        let fits = |(lines, _): &(Vec<String>, usize)| {
            let rows = rows_of(lines);
            !rows.is_small && usize::from(rows.words.height) >= lines.len()
        };
        const WAYS: [(bool, bool); 3] = [(true, true), (true, false), (false, false)];
        let fitting = |shown: &Shown| {
            WAYS.into_iter().map(|(note, apart)| shown.lines(area.width, note, apart)).find(fits)
        };
        let all = fitting(shown);
        let as_said = if all.is_some() { None } else { shown.as_said() };
        let shown = as_said.as_ref().unwrap_or(shown);
        let in_pages = || shown.lines(area.width, !shown.care.is_empty(), false);
        let (lines, quiet) = all.or_else(|| fitting(shown)).unwrap_or_else(in_pages);
        let rows = rows_of(&lines);
        let is_small = rows.is_small;
        let label = match &shown.time {
            // The label gives way to the time.
            Some(time) if is_small && shown.count.is_none() => {
                let room = area.width.saturating_sub(time.len() as u16 + 2);
                format!("{}  {time}", self.fitting(&shown.labels, room))
            }
            Some(_) | None => self.fitting(&shown.labels, area.width),
        };
        Line::styled(label, self.sight.palette.label(shown.tone)).render(rows.label, buffer);
        if lines.len() <= usize::from(rows.words.height) {
            self.words(&lines, quiet, rows.words, buffer);
        } else {
            self.page(&shown.pages(area.width, rows.words.height), rows.words, buffer);
        }
        if let Some(large) = &large {
            let tone = self.sight.palette.tone(shown.tone);
            let columns = digits::draw(large, rows.digits, self.sight.palette.glyphs, tone, buffer);
            // In the last row of the digits, which are not the seconds that mostly stand there.
            let [_, behind] = layout::beside(rows.digits, columns + 1);
            let last = behind.rows().next_back().unwrap_or(behind);
            Line::styled(shown.behind_the_digits().unwrap_or_default(), tone).render(last, buffer);
        }
        let stands = matches!(self.player.phase(), Phase::Paused { .. } | Phase::Waiting { .. });
        if is_small && stands {
            // How to go on matters more than how much is over.
            Line::raw(self.cut(&shown.next, rows.bar.width)).render(rows.bar, buffer);
            return;
        }
        self.bar(shown, rows.bar, buffer);
        let style = self.sight.palette.quiet();
        let height = usize::from(rows.next.height);
        for (at, (row, line)) in rows.next.rows().zip(&next).enumerate() {
            let line = if at + 1 == height { next[at..].join(" ") } else { line.clone() };
            Line::styled(self.cut(&line, row.width), style).render(row, buffer);
        }
    }

    /// The words. The last lines matter less: they are `quiet`.
    fn words(&self, lines: &[String], quiet: usize, area: Rect, buffer: &mut Buffer) {
        let first_quiet = lines.len().saturating_sub(quiet);
        for (index, (row, line)) in area.rows().zip(lines).enumerate() {
            let style = if index >= first_quiet { self.sight.palette.quiet() } else { Style::new() };
            Line::styled(line.as_str(), style).render(row, buffer);
        }
    }

    /// Words for which there is no room at once: their pages are turned while the time of the segment passes, each
    /// shown as long as its share of the lines. The last row has a mark as long as more follow.
    fn page(&self, pages: &[WordsPage], area: Rect, buffer: &mut Buffer) {
        let lines_until = |count: usize| pages[..count].iter().map(|it| it.lines.len()).sum::<usize>();
        let length = self.player.length().filter(|it| !it.is_zero());
        let over = length.map_or(0.0, |it| self.player.done(self.sight.now).as_secs_f64() / it.as_secs_f64());
        let line = over * lines_until(pages.len()) as f64;
        let at = (1..pages.len()).take_while(|it| lines_until(*it) as f64 <= line).count();
        let page = &pages[at];
        for (index, (row, (line, is_quiet))) in area.rows().zip(&page.lines).enumerate() {
            let is_last = index + 1 == page.lines.len();
            let follows = match &page.cut {
                Some(next) if is_last => format!(" {next}"),
                None if is_last && at + 1 < pages.len() => format!(" {}", self.sight.palette.cut()),
                Some(_) | None => String::new(),
            };
            let style = if *is_quiet { self.sight.palette.quiet() } else { Style::new() };
            Line::styled(self.cut(&format!("{line}{follows}"), row.width), style).render(row, buffer);
        }
    }

    /// How much is over of what the digits count; in paced breathing, how far the person has breathed in.
    fn bar(&self, shown: &Shown, area: Rect, buffer: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let is_returning = matches!(self.player.phase(), Phase::Returning { .. });
        if let Some(breath) = words::breath(self.player).filter(|_| !is_returning) {
            self.breath_bar(area, shown.tone, breath, buffer);
            return;
        }
        let Some(share) = shown.share else { return };
        let full = (f64::from(area.width) * share).round() as usize;
        let (over, to_come) = self.sight.palette.bar();
        let line = Line::from(vec![
            Span::styled(over.repeat(full), self.sight.palette.tone(shown.tone)),
            Span::styled(
                to_come.repeat(usize::from(area.width).saturating_sub(full)),
                self.sight.palette.quiet(),
            ),
        ]);
        line.render(area, buffer);
    }

    /// A bar that widens from its middle and narrows again, and the word for it.
    fn breath_bar(&self, area: Rect, tone: Tone, breath: Breath, buffer: &mut Buffer) {
        let breaths = self.player.length().map(|it| breath.count_in(it.as_secs() as u32));
        let (share, turn) = words::lungs(breath, breaths, self.player.done(self.sight.now));
        let word = sentences::breath(turn);
        let [label, _] = layout::beside(area, 3);
        let [_, bar] = layout::beside(area, 4);
        Line::styled(word, self.sight.palette.label(tone)).render(label, buffer);
        let width = usize::from(bar.width);
        let beside = ((width as f64 * (1.0 - share)) / 2.0).round() as usize;
        let (full, empty) = self.sight.palette.bar();
        let line = Line::from(vec![
            Span::styled(empty.repeat(beside), self.sight.palette.quiet()),
            Span::styled(full.repeat(width.saturating_sub(2 * beside)), self.sight.palette.tone(tone)),
            Span::styled(empty.repeat(beside), self.sight.palette.quiet()),
        ]);
        line.render(bar, buffer);
    }
}
