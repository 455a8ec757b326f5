//! The words about what is selected, and about the session that one puts together, line by line.

use super::{Focus, Home, Left};
use crate::{
    model::{
        catalogue::Card,
        menu::MenuItem,
        plan::Total,
        text::Text,
        words::{home as words, screen, suiting, terms},
    },
    view::wrap::wrap,
};

/// What a line is, which decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AboutKind {
    /// A name.
    Name,
    /// Why it was chosen.
    Why,
    /// Words that are read.
    Words,
    /// Facts, which matter less.
    Facts,
    /// What is left out for the person's conditions.
    Without,
}

/// What is said of something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// The lines for which room is made.
    pub lines: Vec<(AboutKind, String)>,
    /// Lines behind them that are shown together or not at all.
    pub more: Vec<(AboutKind, String)>,
}

impl Described {
    fn add(&mut self, kind: AboutKind, words: &str, width: u16) {
        self.lines.extend(lines(kind, words, width));
    }

    /// What is shown in so many rows.
    pub fn shown(self, rows: u16) -> Vec<(AboutKind, String)> {
        let is_all = self.lines.len() + self.more.len() <= usize::from(rows);
        let more = if is_all { self.more } else { Vec::new() };
        self.lines.into_iter().chain(more).collect()
    }
}

fn lines(kind: AboutKind, words: &str, width: u16) -> impl Iterator<Item = (AboutKind, String)> {
    wrap(words, usize::from(width)).into_iter().map(move |it| (kind, it))
}

impl Home {
    /// What is said of what is selected, in lines of this width. A dot stands between two facts.
    pub(super) fn about(&self, width: u16, dot: &str) -> Described {
        match (self.selected_left(), self.focus) {
            (Some(left), Focus::List) => about_left(left, width, dot),
            _ => match self.described() {
                Some(card) => self.about_routine(card, width, dot),
                None => self.about_list(width, dot),
            },
        }
    }

    /// Where a session that is put together is done and what it needs.
    pub(super) fn basket_needs(&self, width: u16, dot: &str) -> Vec<String> {
        let place = terms::positions_in_turn(&self.basket.positions());
        wrap(&words::facts("", None, &place, &self.basket.needs(), dot), usize::from(width))
    }

    /// The routine that is described; none if it is a list as a whole.
    fn described(&self) -> Option<&Card> {
        let part = match (self.focus, &self.contents) {
            (Focus::Beside, Some(contents)) => contents.parts.get(self.part).and_then(|it| it.card.as_ref()),
            (Focus::Basket, _) => self.basket.chosen().get(self.basket.at()).map(|it| &it.card),
            (Focus::Beside, None) | (Focus::List, _) => None,
        };
        match self.selected() {
            Some(MenuItem::Routine(card)) => part.or(Some(card)),
            Some(MenuItem::Area(_) | MenuItem::Program(_) | MenuItem::Broken(_)) | None => part,
        }
    }

    fn about_routine(&self, card: &Card, width: u16, dot: &str) -> Described {
        let chosen = self.basket.chosen().get(self.basket.at()).filter(|_| self.focus == Focus::Basket);
        let contents = self.contents.as_ref().filter(|_| self.focus == Focus::Beside);
        let listed = contents.and_then(|it| it.parts.get(self.part));
        let there = listed.and_then(|it| it.total).or(chosen.and_then(|it| it.total));
        let rounds = listed.map(|it| &it.entry).or(chosen.map(|it| &it.entry)).and_then(|it| it.rounds);
        let time = words::time_there(there, rounds, card.total);
        let facts = words::facts(&time, None, &terms::positions(&card.positions), &card.needs, dot);
        let mut about = Described::default();
        about.add(AboutKind::Name, card.name.as_str(), width);
        let why = chosen.and_then(|it| it.why.as_ref());
        about.add(AboutKind::Why, why.map_or("", Text::as_str), width);
        about.add(AboutKind::Facts, &facts, width);
        about.add(AboutKind::Words, card.summary.as_ref().map_or("", Text::as_str), width);
        let ask_first = suiting::ask_first(&card.avoid);
        about.add(AboutKind::Words, ask_first.as_ref().map_or("", Text::as_str), width);
        self.add_other_ways(&mut about, width);
        self.add_conditions(&mut about, width);
        about.more = lines(AboutKind::Facts, &words::muscles(card.muscles()), width).collect();
        about
    }

    /// What is said of an area or a program.
    fn about_list(&self, width: u16, dot: &str) -> Described {
        let mut about = Described::default();
        let Some(item) = self.selected() else { return about };
        let contents = self.contents.as_ref();
        let cards = contents.iter().flat_map(|it| &it.parts).filter_map(|it| it.card.as_ref());
        let needs: Vec<_> = cards.flat_map(|it| it.needs.iter().cloned()).collect();
        let time = item.total().map(|it: Total| terms::minutes(it)).unwrap_or_default();
        let facts = words::facts(&time, contents.map(|it| it.parts.len()), "", &needs, dot);
        about.add(AboutKind::Name, item.name().as_str(), width);
        about.add(AboutKind::Facts, &facts, width);
        about.add(AboutKind::Words, item.summary().map_or("", Text::as_str), width);
        self.add_other_ways(&mut about, width);
        self.add_conditions(&mut about, width);
        about
    }

    /// What else Enter could do with what was typed.
    fn add_other_ways(&self, about: &mut Described, width: u16) {
        let words = match self.typed_names() {
            Some((length, _)) => words::composes_above(length),
            None if self.focus == Focus::List && self.chosen_items().len() > 1 => {
                words::add_a_length(self.line.text())
            }
            None => String::new(),
        };
        about.add(AboutKind::Words, &words, width);
    }

    fn add_conditions(&self, about: &mut Described, width: u16) {
        let conditions = words::without(&self.conditions);
        about.add(AboutKind::Without, conditions.as_ref().map_or("", Text::as_str), width);
    }
}

/// What is said of a session that ended early.
fn about_left(left: &Left, width: u16, dot: &str) -> Described {
    let mut about = Described::default();
    about.add(AboutKind::Name, left.name.as_str(), width);
    about.add(AboutKind::Facts, &format!("{} {dot} {}", screen::left(left.total), left.kept), width);
    about.add(AboutKind::Words, &words::goes_on(&left.routines), width);
    about
}
