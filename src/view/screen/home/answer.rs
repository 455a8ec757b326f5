//! What the home screen makes of keys, of the mouse, of time, and of what it is told.

use std::sync::Arc;

use super::{
    Act, ColumnMove, Focus, Home, ListContents, ListedRoutine, Order, Pending, STILL, ScreenDue, Selection,
    Suggested, Told, Wish,
    layout::{self, Pointed},
    line::LineEdit,
    list::HomeList,
    reading::ReadingPlace,
};
use crate::{
    model::{
        catalogue::Target,
        menu::{Answered, MenuItem, Warning},
        moment::Moment,
        routine::Routine,
        text::Text,
        words::home as words,
    },
    view::{
        keys::{self, Button, Code, Held, Input, Key, Mouse, MouseAct, Typed, home::HOME},
        reel::Reel,
        screen::{Ending, Happening, help::Help},
    },
};

/// What typing does in a window so small that nobody sees what it does: it can only leave.
fn blindly(typed: &Typed) -> Vec<ScreenDue> {
    match typed {
        Typed::Key(key) if keys::find(HOME, *key) == Some(Act::Leave) => {
            vec![ScreenDue::Leave(Ending::Closed)]
        }
        Typed::Key(_) | Typed::Paste(_) | Typed::Mouse(_) | Typed::Other => Vec::new(),
    }
}

/// The letter that a key writes into the line; none if it is no letter, or held with another key.
const fn letter_of(key: Key) -> Option<char> {
    match key {
        Key { code: Code::Char(letter), held: Held { alt: false, control: false, .. } } => Some(letter),
        Key { .. } => None,
    }
}

/// The wheel moves so many rows.
const WHEEL: isize = 3;

impl Home {
    pub(super) fn react(&mut self, happening: &Happening, now: Moment) -> Vec<ScreenDue> {
        let due = self.answer_to(happening, now);
        // What is below the list may have taken some of its rows.
        self.list.follow(usize::from(self.layout().list.height));
        due
    }

    fn answer_to(&mut self, happening: &Happening, now: Moment) -> Vec<ScreenDue> {
        match happening {
            Happening::Begun => {
                let mut due = self.look(now);
                due.extend(self.sum());
                due
            }
            Happening::Uncovered => self.look(now),
            Happening::Passed => self.pass(now),
            Happening::Typed(typed) if self.is_out_of_sight() => blindly(typed),
            // The last of many keys that went through a session are not for the question.
            Happening::Typed(Typed::Key(key)) if now < self.settled && keys::goes_through_a_session(*key) => {
                self.settled = now + keys::STRAY;
                Vec::new()
            }
            Happening::Typed(typed) => {
                let is_panel = self.has_panel();
                let is_answered = std::mem::take(&mut self.is_answered);
                self.said.clear();
                let pending = self.pending.take();
                let prompt = self.prompt.take();
                match typed {
                    Typed::Key(key) if prompt.is_some() => {
                        prompt.map_or_else(Vec::new, |it| self.fill_in(it, *key))
                    }
                    Typed::Paste(text) if prompt.is_some() => {
                        self.prompt = prompt.map(|it| it.with(text));
                        Vec::new()
                    }
                    Typed::Mouse(_) | Typed::Other if prompt.is_some() => {
                        self.prompt = prompt;
                        Vec::new()
                    }
                    Typed::Key(Key { code: Code::Enter, .. }) if pending.is_some() => {
                        let wish = pending.map(|it| match it {
                            Pending::Play(order) => Wish::Play(Order { is_agreed: true, ..order }),
                            Pending::Delete(id) => Wish::Delete(id),
                        });
                        wish.into_iter().map(ScreenDue::Wish).collect()
                    }
                    // What covers a part of the screen is closed first.
                    Typed::Key(Key { code: Code::Enter | Code::Escape, .. })
                        if is_panel || pending.is_some() =>
                    {
                        self.is_answered = is_answered;
                        self.closed = Some(now);
                        Vec::new()
                    }
                    // After some sessions two things are closed, and after others one.
                    Typed::Key(Key { code: Code::Enter, .. })
                        if self.closed.is_some_and(|it| now < it + keys::STRAY) =>
                    {
                        self.is_answered = is_answered;
                        Vec::new()
                    }
                    Typed::Key(key) => {
                        if is_answered && letter_of(*key).is_some_and(|it| !matches!(it, '?' | ' ')) {
                            self.line.clear();
                        }
                        self.press(*key, now)
                    }
                    Typed::Paste(text) => {
                        if is_answered {
                            self.line.clear();
                        }
                        self.line.insert(text);
                        self.search(now)
                    }
                    Typed::Mouse(mouse) => self.point(*mouse, now),
                    Typed::Other => Vec::new(),
                }
            }
            Happening::Asked(Input::Interrupt) => vec![ScreenDue::Leave(Ending::Closed)],
            Happening::Asked(
                Input::Player(_) | Input::Help | Input::List | Input::Figure | Input::Mute | Input::Redraw,
            )
            | Happening::Covered => Vec::new(),
        }
    }

    pub(super) fn learn(&mut self, told: Told, now: Moment) -> Vec<ScreenDue> {
        match told {
            Told::Guide(guide) => {
                self.guide = Some(guide);
                return if self.line.is_empty() { Vec::new() } else { self.search(now) };
            }
            Told::Contents(contents) => {
                if self.selected().and_then(MenuItem::target).as_ref() == Some(&contents.target) {
                    self.contents = Some(contents);
                    self.want_film(now);
                }
            }
            Told::Routine(routine) => {
                if self.preview.wanted.as_deref() == Some(&*routine.id) {
                    let reel = if self.takes_turns() { Reel::glimpse(&routine) } else { Reel::of(&routine) };
                    match reel {
                        Some(reel) => self.preview.film = Some((routine, reel, now)),
                        // One without a figure has no turn.
                        None if self.takes_turns() && self.preview.film.is_some() => {}
                        None => self.preview.film = None,
                    }
                }
            }
            Told::Played { said, suggested } => {
                self.said = said;
                self.settled = now + keys::STRAY;
                self.is_answered = true;
                if self.focus == Focus::Beside {
                    // What was played there alone is not what one looks for next.
                    self.focus = Focus::List;
                }
                self.preview.film = None;
                return self.suggest(suggested, now);
            }
            Told::Sum(_) | Told::Menu { .. } | Told::Taken(_) | Told::Composed { .. } => {
                return self.composed(told, now);
            }
            Told::Interrupted => return vec![ScreenDue::Leave(Ending::Closed)],
            Told::Ask { why, question, order } => {
                self.said = why.into_iter().chain([question]).collect();
                self.pending = Some(Pending::Play(order));
            }
            Told::Failed(why) => self.said = vec![why],
        }
        Vec::new()
    }

    /// Asks for what is due by now.
    fn pass(&mut self, now: Moment) -> Vec<ScreenDue> {
        let mut due = Vec::new();
        if self.guide.is_none() {
            due.push(ScreenDue::Wish(Wish::Guide));
        }
        if let Some((turn, _)) = self.next_turn().filter(|it| it.1 <= now) {
            self.preview.turn = turn;
            self.preview.wanted = self.looked_at().map(str::to_owned);
            self.preview.due = Some(now);
        }
        if self.preview.due.is_some_and(|it| it <= now) {
            self.preview.due = None;
            due.extend(self.preview.wanted.clone().map(|it| ScreenDue::Wish(Wish::Routine(it))));
        }
        due
    }

    fn press(&mut self, key: Key, now: Moment) -> Vec<ScreenDue> {
        if let Some(act) = keys::find(keys::home::HOME, key) {
            return self.act(act, key, now);
        }
        let Some(letter) = letter_of(key) else { return Vec::new() };
        match letter {
            // No question is typed here: with text, too, this asks for the keys.
            '?' => return self.help(),
            ' ' if self.line.is_empty() => return Vec::new(),
            letter => self.line.insert(letter.encode_utf8(&mut [0; 4])),
        }
        self.search(now)
    }

    fn act(&mut self, act: Act, key: Key, now: Moment) -> Vec<ScreenDue> {
        match act {
            Act::Edit(edit) => return self.edit(edit, key, now),
            Act::Move(step) => return self.step(step, now),
            Act::NextColumn => return self.next_column(true, now),
            Act::ColumnBefore => return self.next_column(false, now),
            Act::Add => return self.add(),
            Act::Raise => return self.shift(true, now),
            Act::Lower => return self.shift(false, now),
            Act::Level => return self.next_level(),
            Act::Compose => return self.ask_for_a_length(),
            Act::Save => return self.ask_for_a_name(),
            Act::Empty => return self.empty(now),
            Act::Restore => return self.restore(now),
            Act::Open => return self.open(),
            Act::Play => return self.play(),
            Act::Help => return self.help(),
            Act::Leave => return vec![ScreenDue::Leave(Ending::Closed)],
            Act::Close if self.focus != Focus::List => return self.give_focus(Focus::List, now),
            // One thing at a time: what was typed stays, and composes again.
            Act::Close if self.list.at().is_some() && self.typed_brief().is_some() => {
                self.list.unselect();
                return self.look(now);
            }
            Act::Close if !self.line.is_empty() => {
                self.line.clear();
                return self.search(now);
            }
            Act::Close => self.say(words::HOW_TO_LEAVE),
        }
        Vec::new()
    }

    fn edit(&mut self, edit: LineEdit, key: Key, now: Moment) -> Vec<ScreenDue> {
        if self.focus == Focus::Basket && matches!(edit, LineEdit::Delete | LineEdit::DeleteBack) {
            return self.remove(now);
        }
        let is_at_end = self.line.before().len() == self.line.text().len();
        if edit == LineEdit::Delete && key.code == Code::Delete && (is_at_end || self.focus == Focus::Beside)
        {
            return self.ask_to_delete();
        }
        if self.line.is_empty() {
            return match edit {
                LineEdit::Left if key.code == Code::Left => self.give_focus(Focus::List, now),
                LineEdit::Right if key.code == Code::Right => self.give_focus(Focus::Beside, now),
                // As every shell does.
                LineEdit::Delete if key == Key::control('d') => vec![ScreenDue::Leave(Ending::Closed)],
                LineEdit::Left
                | LineEdit::Right
                | LineEdit::Delete
                | LineEdit::DeleteBack
                | LineEdit::DeleteWord
                | LineEdit::DeleteToStart
                | LineEdit::DeleteToEnd
                | LineEdit::WordLeft
                | LineEdit::WordRight
                | LineEdit::ToStart
                | LineEdit::ToEnd => Vec::new(),
            };
        }
        let before = self.line.text().to_owned();
        self.line.edit(edit);
        if self.line.text() == before { Vec::new() } else { self.search(now) }
    }

    /// Shows what fits what is typed now.
    pub(super) fn search(&mut self, now: Moment) -> Vec<ScreenDue> {
        self.focus = Focus::List;
        (self.warning, self.conditions, self.unknown) = (None, Vec::new(), Vec::new());
        self.is_chosen = !self.line.text().trim().is_empty();
        if !self.is_chosen {
            self.list = HomeList::of_all(&self.menu, &self.suggested);
            return self.look(now);
        }
        let Some(guide) = &self.guide else { return vec![ScreenDue::Wish(Wish::Guide)] };
        let typed = self.line.text();
        let Answered { mut items, warning, conditions, mut unknown } = guide.answer(&self.menu, typed);
        // The last word may not be whole yet.
        let last = typed.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
        unknown.retain(|it| it.as_str() != last);
        // A length is understood, if by nothing that is found.
        if let Some((_, names)) = self.typed_names() {
            unknown.retain(|it| names.iter().any(|name| name.eq_ignore_ascii_case(it.as_str())));
        }
        if warning.is_none() && self.typed_length().is_some() {
            // Enter composes, so nothing else may look as if Enter played it.
            items.clear();
        }
        self.reading = ReadingPlace::default();
        // Nor is anything selected that Enter does not play.
        self.list = HomeList::of(&items, warning.is_none() && self.typed_brief().is_none());
        (self.warning, self.conditions, self.unknown) = (warning, conditions, unknown);
        self.look(now)
    }

    /// Shows what the log suggests now. What was selected stays so, where it is there still.
    fn suggest(&mut self, suggested: Suggested, now: Moment) -> Vec<ScreenDue> {
        // Whoever left a session early finds the rest of it selected.
        let is_left = suggested.left.first().is_some_and(|it| !self.suggested.left.contains(it));
        self.suggested = suggested;
        if is_left && self.warning.is_none() {
            self.line.clear();
            (self.conditions, self.unknown, self.is_chosen) = (Vec::new(), Vec::new(), false);
        }
        if self.line.text().trim().is_empty() && self.warning.is_none() {
            let selected = self.selected().and_then(MenuItem::target).filter(|_| !is_left);
            self.list = HomeList::of_all(&self.menu, &self.suggested);
            let height = usize::from(self.layout().list.height);
            if let Some(place) = selected.and_then(|it| self.menu.position(&it)) {
                self.list.select_item(place, height);
            }
        }
        self.look(now)
    }

    fn step(&mut self, step: ColumnMove, now: Moment) -> Vec<ScreenDue> {
        let layout = self.layout();
        self.is_chosen = true;
        match self.focus {
            Focus::List => {
                let before = self.list.at();
                // Above the first row stands what is to be read, or what Enter composes.
                let has_above = || self.warning.is_some() || self.typed_brief().is_some();
                if before == Some(0) && step.is_back() && has_above() {
                    self.list.unselect();
                    return self.look(now);
                }
                if self.warning.is_some() && before.is_none() && self.reading.reads(step) {
                    return Vec::new();
                }
                self.list.step(step, usize::from(layout.list.height));
                if self.list.at() == before { Vec::new() } else { self.look(now) }
            }
            Focus::Beside => {
                let count = self.contents.as_ref().map_or(0, |it| it.parts.len());
                self.part = step.from(self.part, count, usize::from(layout.beside.height));
                self.want_film(now);
                Vec::new()
            }
            Focus::Basket => {
                self.basket.step(step, usize::from(layout.basket.height));
                self.want_film(now);
                Vec::new()
            }
        }
    }

    fn next_column(&mut self, is_forward: bool, now: Moment) -> Vec<ScreenDue> {
        // What was put together is what one mostly goes to.
        let columns = [Focus::List, Focus::Basket, Focus::Beside];
        let columns: Vec<Focus> = columns.into_iter().filter(|it| self.has(*it)).collect();
        let here = columns.iter().position(|it| *it == self.focus).unwrap_or_default();
        let by = if is_forward { 1 } else { columns.len() - 1 };
        self.give_focus(columns[(here + by) % columns.len()], now)
    }

    /// Whether there is something in a column.
    pub(super) fn has(&self, column: Focus) -> bool {
        match column {
            Focus::List => true,
            Focus::Beside => self.contents.as_ref().is_some_and(|it| !it.parts.is_empty()),
            Focus::Basket => !self.basket.is_empty(),
        }
    }

    pub(super) fn give_focus(&mut self, focus: Focus, now: Moment) -> Vec<ScreenDue> {
        if !self.has(focus) {
            return Vec::new();
        }
        if self.focus != focus {
            self.focus = focus;
            self.want_film(now);
        }
        Vec::new()
    }

    fn point(&mut self, mouse: Mouse, now: Moment) -> Vec<ScreenDue> {
        let layout = self.layout();
        let place = layout.place(mouse.column, mouse.row);
        let height = usize::from(layout.list.height);
        self.is_chosen |= place.is_some();
        match (mouse.act, place) {
            (MouseAct::Press(Button::Left), Some(Pointed::List(row))) => {
                let (before, focus) = (self.list.at(), self.focus);
                self.focus = Focus::List;
                self.list.select(self.list.first() + usize::from(row), height);
                let is_same =
                    self.list.at() == before && self.list.at() == Some(self.list.first() + usize::from(row));
                if is_same && focus == Focus::List {
                    return self.play();
                }
                self.look(now)
            }
            (MouseAct::Press(Button::Left), Some(Pointed::Beside(row))) => {
                let Some(contents) = &self.contents else { return Vec::new() };
                let at = layout::first_part(self.part, contents.parts.len(), layout.beside.height)
                    + usize::from(row);
                if at >= contents.parts.len() {
                    return Vec::new();
                }
                let is_same = self.focus == Focus::Beside && self.part == at;
                (self.focus, self.part) = (Focus::Beside, at);
                if is_same {
                    return self.play();
                }
                self.want_film(now);
                Vec::new()
            }
            (MouseAct::Press(Button::Left), Some(Pointed::Basket(row))) => {
                let count = self.basket.chosen().len();
                let first = layout::first_part(self.basket.at(), count, layout.basket.height);
                let at = first + usize::from(row);
                self.basket.select(at);
                self.give_focus(Focus::Basket, now);
                self.want_film(now);
                Vec::new()
            }
            (
                MouseAct::ScrollUp | MouseAct::ScrollDown,
                Some(place @ (Pointed::Beside(_) | Pointed::Basket(_))),
            ) => {
                let is_beside = matches!(place, Pointed::Beside(_));
                self.give_focus(if is_beside { Focus::Beside } else { Focus::Basket }, now);
                let step = if mouse.act == MouseAct::ScrollUp { ColumnMove::Up } else { ColumnMove::Down };
                self.step(step, now)
            }
            (MouseAct::ScrollUp | MouseAct::ScrollDown, Some(Pointed::List(_))) => {
                let rows = if mouse.act == MouseAct::ScrollUp { -WHEEL } else { WHEEL };
                let before = self.list.at();
                self.focus = Focus::List;
                self.list.scroll(rows, height);
                if self.list.at() == before { Vec::new() } else { self.look(now) }
            }
            (
                MouseAct::Press(_)
                | MouseAct::Release(_)
                | MouseAct::Drag(_)
                | MouseAct::Move
                | MouseAct::ScrollUp
                | MouseAct::ScrollDown,
                Some(Pointed::List(_) | Pointed::Beside(_) | Pointed::Basket(_)) | None,
            ) => Vec::new(),
        }
    }

    /// Looks at what is selected now: what it plays is asked for at once, and the drawn person a little later.
    pub(super) fn look(&mut self, now: Moment) -> Vec<ScreenDue> {
        let target = self.selected().and_then(MenuItem::target);
        let known = self.contents.as_ref().map(|it: &ListContents| &it.target);
        if known != target.as_ref() {
            (self.contents, self.part) = (None, 0);
        }
        self.want_film(now);
        match target {
            Some(target @ (Target::Area(_) | Target::Program(_))) if self.contents.is_none() => {
                vec![ScreenDue::Wish(Wish::Contents(target))]
            }
            Some(Target::Area(_) | Target::Program(_) | Target::Routine(_) | Target::Path(_)) | None => {
                Vec::new()
            }
        }
    }

    /// Wants the person of the routine that is looked at, unless it is drawn already.
    pub(super) fn want_film(&mut self, now: Moment) {
        self.preview.turn = 0;
        let wanted = self.looked_at().map(str::to_owned);
        let is_it = |film: &(Arc<Routine>, Reel, Moment)| {
            Some(&*film.0.id) == wanted.as_deref() && film.1.is_glimpse() == self.takes_turns()
        };
        let is_drawn = self.preview.film.as_ref().is_some_and(is_it);
        if wanted.is_none() && !matches!(self.selected(), Some(MenuItem::Area(_) | MenuItem::Program(_))) {
            self.preview.film = None;
        }
        self.preview.due = (wanted.is_some() && !is_drawn).then(|| now + STILL);
        self.preview.wanted = wanted;
    }

    fn play(&mut self) -> Vec<ScreenDue> {
        let target = match (self.focus, &self.contents) {
            (Focus::Basket, _) => return self.order(self.basket.selection()),
            (Focus::Beside, Some(contents)) => match contents.parts.get(self.part) {
                // With the rounds that it has there.
                Some(ListedRoutine { entry, card: Some(_), .. }) => {
                    return self.order(Selection::Entries(vec![entry.clone()]));
                }
                Some(ListedRoutine { card: None, .. }) => {
                    self.say(words::BROKEN);
                    return Vec::new();
                }
                None => None,
            },
            (Focus::Beside, None) => None,
            (Focus::List, _) if self.composes() => {
                return self.typed_brief().into_iter().map(|it| ScreenDue::Wish(Wish::Compose(it))).collect();
            }
            (Focus::List, _) if let Some(left) = self.selected_left() => {
                return self.order(Selection::Left(left.session.clone()));
            }
            (Focus::List, _) => match self.selected() {
                Some(MenuItem::Broken(_)) => {
                    self.say(words::BROKEN);
                    return Vec::new();
                }
                Some(item) => item.target(),
                None => None,
            },
        };
        match target {
            Some(target) => self.order(Selection::Target(target)),
            None => {
                self.say(match self.warning {
                    Some(Warning::RedFlag { .. }) => words::READ_FIRST,
                    Some(Warning::Emergency { .. } | Warning::Injury { .. }) => words::NOT_PLAYED,
                    None => words::NOTHING_TO_PLAY,
                });
                Vec::new()
            }
        }
    }

    fn order(&self, what: Selection) -> Vec<ScreenDue> {
        let (level, conditions) = (self.level, self.conditions.clone());
        vec![ScreenDue::Wish(Wish::Play(Order { what, level, conditions, is_agreed: false }))]
    }

    fn help(&self) -> Vec<ScreenDue> {
        vec![ScreenDue::Push(Box::new(Help::of(keys::home::HOME)))]
    }

    /// Whether Enter composes what was typed. It does not once something was selected in the list.
    pub(super) fn composes(&self) -> bool {
        self.focus == Focus::List
            && self.warning.is_none()
            && self.list.at().is_none()
            && self.typed_brief().is_some()
    }

    pub(super) fn say(&mut self, words: &'static str) {
        self.said = vec![Text::literal(words)];
    }
}
