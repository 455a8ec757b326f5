//! Putting a session together: adding to it, changing its order, its level, and saving it as a program.

use super::{
    Asks, Brief, Focus, Home, ListedRoutine, Pending, Prompt, ScreenDue, Told, Wish,
    basket::{Basket, BasketItem},
    line::{LineEdit, TypedLine},
    list::ListRow,
};
use crate::{
    model::{
        area::{Area, PlayEntry},
        catalogue::Target,
        dose::{Level, Seconds},
        duration,
        menu::{HomeMenu, MenuItem},
        moment::Moment,
        plan::Total,
        text::Text,
        wording,
        words::home as words,
    },
    view::{
        keys::{self, Code, Held, Key, home::HOME},
        screen::home::{Act, Edited},
    },
};

impl Home {
    /// Adds what is selected: a routine, or all that an area or a program plays.
    pub(super) fn add(&mut self) -> Vec<ScreenDue> {
        let of = |part: &ListedRoutine, from: &Target| {
            let card = part.card.clone()?;
            Some(BasketItem {
                entry: part.entry.clone(),
                card,
                total: part.total,
                from: from.clone(),
                why: None,
            })
        };
        let routine = |id: &str| Target::Routine(id.to_owned());
        let (name, more): (Text, Vec<BasketItem>) = match (self.focus, self.selected(), &self.contents) {
            (Focus::Basket, _, _) => return Vec::new(),
            (Focus::Beside, _, Some(contents)) => {
                let part = contents.parts.get(self.part);
                let name = part.and_then(|it| it.card.as_ref()).map(|it| it.name.clone());
                let chosen = part.and_then(|it| of(it, &routine(&it.entry.routine)));
                (name.unwrap_or_default(), chosen.into_iter().collect())
            }
            (_, Some(MenuItem::Routine(card)), _) => {
                let (entry, from) = (PlayEntry::named(card.id.as_ref()), routine(&card.id));
                let chosen =
                    BasketItem { entry, card: card.clone(), total: Some(card.total), from, why: None };
                (card.name.clone(), vec![chosen])
            }
            (_, Some(item @ (MenuItem::Area(_) | MenuItem::Program(_))), Some(contents)) => {
                let parts = contents.parts.iter().filter_map(|it| of(it, &contents.target));
                (item.name().clone(), parts.collect())
            }
            (_, Some(MenuItem::Area(_) | MenuItem::Program(_) | MenuItem::Broken(_)) | None, _) => {
                (Text::default(), Vec::new())
            }
        };
        if more.is_empty() {
            self.say(words::NOTHING_TO_ADD);
            return Vec::new();
        }
        let is_again = more.iter().any(|it| self.basket.has(&it.from));
        self.basket.add(more);
        self.said = vec![words::added(&name, is_again)];
        self.sum()
    }

    /// Takes everything out of the session.
    pub(super) fn empty(&mut self, now: Moment) -> Vec<ScreenDue> {
        if self.basket.is_empty() {
            self.say(words::NOTHING_TO_SAVE);
            return Vec::new();
        }
        self.former = std::mem::take(&mut self.basket);
        self.focus = Focus::List;
        self.say(words::EMPTIED);
        self.want_film(now);
        Vec::new()
    }

    /// Brings the session of before back, in exchange for the one that is there.
    pub(super) fn restore(&mut self, now: Moment) -> Vec<ScreenDue> {
        if self.former.is_empty() {
            self.say(words::NOTHING_BEFORE);
            return Vec::new();
        }
        std::mem::swap(&mut self.former, &mut self.basket);
        self.focus = Focus::Basket;
        self.said = vec![words::restored(!self.former.is_empty())];
        self.want_film(now);
        self.sum()
    }

    /// Asks whether the selected program of the person's own is to be deleted.
    pub(super) fn ask_to_delete(&mut self) -> Vec<ScreenDue> {
        match (self.focus, self.selected()) {
            (Focus::List, Some(MenuItem::Program(card))) if self.selected().is_some_and(MenuItem::is_own) => {
                let (id, name) = (card.id.to_string(), card.name.clone());
                self.said = vec![words::asks_to_delete(&name)];
                self.pending = Some(Pending::Delete(id));
            }
            (Focus::List | Focus::Beside | Focus::Basket, _) if !self.basket.is_empty() => {
                self.say(words::REMOVED_THERE);
            }
            (Focus::List | Focus::Beside | Focus::Basket, _) => self.say(words::NOT_DELETED),
        }
        Vec::new()
    }

    /// Takes the selected routine of the session away.
    pub(super) fn remove(&mut self, now: Moment) -> Vec<ScreenDue> {
        self.former = self.basket.clone();
        self.basket.remove();
        if self.basket.is_empty() {
            self.focus = Focus::List;
        }
        self.want_film(now);
        self.sum()
    }

    /// Moves the selected routine of the session.
    pub(super) fn shift(&mut self, is_up: bool, now: Moment) -> Vec<ScreenDue> {
        if self.focus != Focus::Basket {
            return if self.basket.is_empty() { Vec::new() } else { self.give_focus(Focus::Basket, now) };
        }
        self.basket.shift(is_up);
        self.sum()
    }

    /// Asks how long all of it takes now, unless that is known.
    pub(super) fn sum(&self) -> Vec<ScreenDue> {
        if self.basket.is_empty() || self.basket.is_as_composed() {
            Vec::new()
        } else {
            vec![ScreenDue::Wish(Wish::Sum(self.basket.entries()))]
        }
    }

    /// Takes the next of the levels, and has all times laid out for it.
    pub(super) fn next_level(&mut self) -> Vec<ScreenDue> {
        self.level = match self.level {
            Level::Gentle => Level::Steady,
            Level::Steady => Level::Full,
            Level::Full => Level::Gentle,
        };
        self.basket.change_level();
        vec![ScreenDue::Wish(Wish::Level(self.level))]
    }

    /// Asks what the session is to be called as a program.
    pub(super) fn ask_for_a_name(&mut self) -> Vec<ScreenDue> {
        if self.basket.is_empty() {
            self.say(words::NOTHING_TO_SAVE);
        } else {
            self.prompt = Some(Prompt { line: TypedLine::default(), asks: Asks::Name { is_taken: false } });
        }
        Vec::new()
    }

    /// Asks how long a session is to be: of what was put together, else of what was chosen by typing or by
    /// moving, else of what is due. A line with a length says it already.
    pub(super) fn ask_for_a_length(&mut self) -> Vec<ScreenDue> {
        if let Some(brief) = self.typed_brief() {
            return vec![ScreenDue::Wish(Wish::Compose(brief))];
        }
        let mut keeps = Vec::new();
        let (name, targets) = if !self.basket.is_empty() {
            keeps = self.basket.routines();
            (Text::literal(words::OF_YOUR_SESSION), self.basket.targets())
        } else if self.is_chosen && !self.chosen_items().is_empty() {
            let items = self.chosen_items();
            (words::names(&items), items.into_iter().filter_map(MenuItem::target).collect())
        } else {
            (Text::literal(words::WHAT_IS_DUE), Vec::new())
        };
        self.prompt =
            Some(Prompt { line: TypedLine::default(), asks: Asks::Length { name, targets, keeps } });
        Vec::new()
    }

    /// What a line such as `10m neck hips`, or `neck hips 10m`, asks for.
    pub(super) fn typed_brief(&self) -> Option<Brief> {
        let typed = self.line.text().trim();
        let at_the_end = || {
            let (names, whole) = duration::at_the_end(typed)?;
            // After other words it is a part of what hurts, as in `sore after 10 minutes`.
            names.iter().all(|it| self.menu.is_in_a_name(it)).then_some(whole)
        };
        let typed = if duration::begins_with_length(typed) { Some(typed.to_owned()) } else { at_the_end() };
        let typed = typed.filter(|_| self.focus == Focus::List)?;
        let (level, conditions) = (self.level, self.conditions.clone());
        Some(Brief { typed, targets: Vec::new(), keeps: Vec::new(), level, conditions })
    }

    /// The length and the names of such a line.
    pub(super) fn typed_names(&self) -> Option<(Seconds, Vec<String>)> {
        duration::with_words(&self.typed_brief()?.typed)
    }

    /// The length of a line that says nothing else.
    pub(super) fn typed_length(&self) -> Option<Seconds> {
        let (length, names) = self.typed_names()?;
        names.is_empty().then_some(length)
    }

    /// What a line with a length names, in the words of the menu where each of its names is a place.
    pub(super) fn named_in_words(&self, names: &[String]) -> String {
        let places: Vec<String> =
            self.places_found().iter().map(|it| it.name().as_str().to_lowercase()).collect();
        if places.len() == names.len() { wording::list(places, "and") } else { names.join(" ") }
    }

    /// The areas that were found, if those are the first that were.
    fn places_found(&self) -> Vec<&MenuItem> {
        let item = |row: &ListRow| match row {
            ListRow::Item(at) => self.menu.items().get(*at),
            ListRow::Due(..) | ListRow::Left(_) | ListRow::Heading(_) | ListRow::Gap => None,
        };
        let found = self.list.rows().iter().map_while(item);
        found.take_while(|it| matches!(it, MenuItem::Area(_))).collect()
    }

    /// What was chosen: the selected one, or all places that were found first, as for `neck and hips`.
    pub(super) fn chosen_items(&self) -> Vec<&MenuItem> {
        let places = self.places_found();
        let is_first = self.list.at() == Some(0) && !self.line.is_empty();
        if is_first && places.len() > 1 { places } else { self.selected().into_iter().collect() }
    }

    /// Answers a key while a line is asked for.
    pub(super) fn fill_in(&mut self, mut prompt: Prompt, key: Key) -> Vec<ScreenDue> {
        let typed = match key {
            Key { code: Code::Char(letter), held: Held { alt: false, control: false, .. } } => Some(letter),
            Key { .. } => None,
        };
        if let Some(letter) = typed {
            prompt.line.insert(letter.encode_utf8(&mut [0; 4]));
            self.prompt = Some(prompt.changed());
            return Vec::new();
        }
        match keys::find(HOME, key) {
            Some(Act::Play) => self.take(prompt, false),
            // Another key than the one that was just pressed, since one presses that twice.
            Some(Act::Save) if prompt.asks == (Asks::Name { is_taken: true }) => self.take(prompt, true),
            Some(Act::Close | Act::Leave) => Vec::new(),
            Some(Act::Edit(edit)) => {
                let is_changed = prompt.line.edit(edit) && !is_move(edit);
                self.prompt = Some(if is_changed { prompt.changed() } else { prompt });
                Vec::new()
            }
            Some(
                Act::Move(_)
                | Act::NextColumn
                | Act::ColumnBefore
                | Act::Add
                | Act::Raise
                | Act::Lower
                | Act::Level
                | Act::Compose
                | Act::Save
                | Act::Empty
                | Act::Restore
                | Act::Open
                | Act::Help,
            )
            | None => {
                self.prompt = Some(prompt);
                Vec::new()
            }
        }
    }

    /// Takes the line that was asked for. It stays until what it is for is done, in which nothing is replaced unless the
    /// person wants that.
    fn take(&mut self, prompt: Prompt, replaces: bool) -> Vec<ScreenDue> {
        let typed = prompt.line.text().trim().to_owned();
        let asks = prompt.asks.clone();
        self.prompt = Some(prompt);
        match asks {
            Asks::Name { .. } if typed.is_empty() => {
                self.say(words::NAME_IS_EMPTY);
                Vec::new()
            }
            Asks::Length { .. } if typed.is_empty() => {
                self.say(words::LENGTH_IS_EMPTY);
                Vec::new()
            }
            Asks::Name { .. } => {
                let entries = self.basket.entries();
                vec![ScreenDue::Wish(Wish::Save { name: typed, entries, replaces })]
            }
            Asks::Length { targets, keeps, .. } => {
                let (level, conditions) = (self.level, self.conditions.clone());
                vec![ScreenDue::Wish(Wish::Compose(Brief { typed, targets, keeps, level, conditions }))]
            }
        }
    }

    /// Opens the file of what is selected, if it is the person's own.
    pub(super) fn open(&mut self) -> Vec<ScreenDue> {
        let file = match self.selected() {
            Some(MenuItem::Broken(file)) => Some(Edited::Broken(file.place)),
            Some(item @ (MenuItem::Program(_) | MenuItem::Routine(_))) if item.is_own() => {
                match item.target() {
                    Some(Target::Program(id) | Target::Routine(id)) => Some(Edited::Named(id)),
                    Some(Target::Area(_) | Target::Path(_)) | None => None,
                }
            }
            Some(MenuItem::Area(_) | MenuItem::Program(_) | MenuItem::Routine(_)) | None => None,
        };
        match file {
            Some(file) => vec![ScreenDue::Wish(Wish::Edit(file))],
            None => {
                self.say(words::NOT_YOURS);
                Vec::new()
            }
        }
    }

    /// Is told what came of something that was asked for here.
    pub(super) fn composed(&mut self, told: Told, now: Moment) -> Vec<ScreenDue> {
        match told {
            Told::Sum(totals) => self.basket.time(&totals),
            Told::Taken(why) => {
                self.said = vec![words::replaces(&why)];
                if let Some(Prompt { asks: Asks::Name { is_taken }, .. }) = &mut self.prompt {
                    *is_taken = true;
                }
            }
            Told::Menu { menu, said, selected } => {
                // What was asked for is done.
                if let Some(Prompt { line, asks: Asks::Name { .. } }) = self.prompt.take() {
                    self.basket.save(Text::clean_line(line.text().trim()));
                }
                self.said = said;
                return self.take_menu(menu, selected, now);
            }
            Told::Composed { chosen, made, total, said } => {
                let mut due = Vec::new();
                if self.prompt.take().is_none() {
                    // The question is answered: the length was typed there.
                    self.line.clear();
                    due = self.search(now);
                }
                let areas = time_by_area(&chosen);
                let before = std::mem::replace(&mut self.basket, Basket::composed(chosen, made, total));
                let replaces = !before.is_empty();
                if replaces {
                    self.former = before;
                }
                let width = usize::from(self.layout().parts.rules[1].width);
                self.said = vec![words::composed(total, &areas, replaces, width)];
                self.said.extend(said);
                self.focus = Focus::Basket;
                self.want_film(now);
                return due;
            }
            Told::Guide(_)
            | Told::Contents(_)
            | Told::Routine(_)
            | Told::Played { .. }
            | Told::Interrupted
            | Told::Ask { .. }
            | Told::Failed(_) => {}
        }
        Vec::new()
    }

    /// Everything is there anew: what was selected still is, and what was put together has its new times.
    fn take_menu(&mut self, menu: HomeMenu, wanted: Option<Target>, now: Moment) -> Vec<ScreenDue> {
        let selected = self.selected().cloned();
        let focus = self.focus;
        self.menu = menu;
        (self.guide, self.contents) = (None, None);
        if wanted.is_some() {
            // What was typed may not find it.
            self.line.clear();
        }
        let mut due = self.search(now);
        self.focus = focus;
        if wanted.is_some() {
            self.focus = Focus::List;
        }
        let target = wanted.or_else(|| selected.as_ref().and_then(MenuItem::target));
        let place = match (&target, &selected) {
            (Some(target), _) => self.menu.position(target),
            (None, Some(MenuItem::Broken(file))) => self.menu.broken(&file.path),
            (None, _) => None,
        };
        let height = usize::from(self.layout().list.height);
        if let Some(place) = place {
            self.list.select_item(place, height);
            due.extend(self.look(now));
        }
        due.extend(self.sum());
        due
    }
}

impl Prompt {
    /// The same with more in its line.
    pub(super) fn with(mut self, text: &str) -> Prompt {
        self.line.insert(text);
        self.changed()
    }

    /// The same after its line was changed: what was said of the name before is not of this one.
    fn changed(self) -> Prompt {
        let asks = match self.asks {
            Asks::Name { .. } => Asks::Name { is_taken: false },
            asks @ Asks::Length { .. } => asks,
        };
        Prompt { asks, ..self }
    }
}

/// Whether an edit moves the caret alone.
const fn is_move(edit: LineEdit) -> bool {
    match edit {
        LineEdit::Left
        | LineEdit::Right
        | LineEdit::WordLeft
        | LineEdit::WordRight
        | LineEdit::ToStart
        | LineEdit::ToEnd => true,
        LineEdit::DeleteBack
        | LineEdit::Delete
        | LineEdit::DeleteWord
        | LineEdit::DeleteToStart
        | LineEdit::DeleteToEnd => false,
    }
}

/// How long the routines of each area take together, in the order of play.
fn time_by_area(chosen: &[BasketItem]) -> Vec<(Area, Total)> {
    let mut areas: Vec<(Area, Total)> = Vec::new();
    for (area, total) in chosen.iter().filter_map(|it| Some((it.card.area?, it.total?))) {
        match areas.iter_mut().find(|it| it.0 == area) {
            Some((_, sum)) => {
                *sum = Total { seconds: sum.seconds + total.seconds, open: sum.open + total.open };
            }
            None => areas.push((area, total)),
        }
    }
    areas
}
