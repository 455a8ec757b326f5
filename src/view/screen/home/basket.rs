//! The session that one puts together: routines in an order of one's own.

use super::{ColumnMove, HowComposed, Selection};
use crate::model::{
    area::PlayEntry,
    catalogue::{Card, Target},
    plan::Total,
    routine::{Need, Position},
    text::Text,
};

/// A routine in it, with its rounds, and how long it takes there.
#[derive(Clone, Debug, PartialEq)]
pub struct BasketItem {
    /// What is played.
    pub entry: PlayEntry,
    /// What is shown of it.
    pub card: Card,
    /// How long it takes among others, where that is known.
    pub total: Option<Total>,
    /// What the person chose it with: itself, or the area or program in which it is.
    pub from: Target,
    /// Why it was chosen, where it was composed.
    pub why: Option<Text>,
}

/// The routines, and which one is selected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Basket {
    chosen: Vec<BasketItem>,
    at: usize,
    /// How long all of it takes; none until that is known.
    pub total: Option<Total>,
    /// How it was composed; none once something of it was changed.
    made: Option<HowComposed>,
    /// The name under which it was saved; none once something of it was changed.
    saved: Option<Text>,
}

impl Basket {
    /// A session that was composed.
    pub fn composed(chosen: Vec<BasketItem>, made: HowComposed, total: Total) -> Basket {
        Basket { chosen, total: Some(total), made: Some(made), ..Basket::default() }
    }

    /// How long each of them takes, and so all of it; none until all is known.
    pub fn time(&mut self, totals: &[Option<Total>]) {
        for (chosen, total) in self.chosen.iter_mut().zip(totals) {
            chosen.total = *total;
        }
        let known: Vec<Total> = totals.iter().copied().flatten().collect();
        let (seconds, open) = (known.iter().map(|it| it.seconds).sum(), known.iter().map(|it| it.open).sum());
        self.total = (known.len() == self.chosen.len()).then_some(Total { seconds, open });
    }

    /// What Enter plays.
    pub fn selection(&self) -> Selection {
        match self.made {
            Some(made) => Selection::Composed(self.entries(), made),
            None => Selection::Entries(self.entries()),
        }
    }

    /// Whether it is as it was composed, so that its length is known.
    pub const fn is_as_composed(&self) -> bool {
        self.made.is_some()
    }

    /// Another level has other times, so it is no longer of the length that it was composed for.
    pub const fn change_level(&mut self) {
        (self.total, self.made) = (None, None);
    }

    /// It is a program now.
    pub fn save(&mut self, name: Text) {
        self.saved = Some(name);
    }

    /// The name under which it was saved, as it is.
    pub const fn saved(&self) -> Option<&Text> {
        self.saved.as_ref()
    }

    /// Whether something was put into it with this.
    pub fn has(&self, target: &Target) -> bool {
        self.chosen.iter().any(|it| it.from == *target)
    }

    fn change(&mut self) {
        (self.total, self.made, self.saved) = (None, None, None);
    }

    /// What the person chose, each once.
    pub fn targets(&self) -> Vec<Target> {
        each_once(self.chosen.iter().map(|it| it.from.clone()))
    }

    /// Its routines, each once.
    pub fn routines(&self) -> Vec<Target> {
        each_once(self.chosen.iter().map(|it| Target::Routine(it.entry.routine.clone())))
    }

    /// What is in it.
    pub fn chosen(&self) -> &[BasketItem] {
        &self.chosen
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// The place of the selected one.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// What is played.
    pub fn entries(&self) -> Vec<PlayEntry> {
        self.chosen.iter().map(|it| it.entry.clone()).collect()
    }

    /// Puts more behind all others.
    pub fn add(&mut self, more: impl IntoIterator<Item = BasketItem>) {
        self.chosen.extend(more);
        self.change();
    }

    /// Takes the selected one away.
    pub fn remove(&mut self) {
        if self.at < self.chosen.len() {
            self.chosen.remove(self.at);
            self.change();
        }
        self.at = self.at.min(self.chosen.len().saturating_sub(1));
    }

    /// Lets the selected one change places with the one before it, or behind it.
    pub fn shift(&mut self, is_up: bool) {
        let other = if is_up { self.at.checked_sub(1) } else { Some(self.at + 1) };
        if let Some(other) = other.filter(|it| *it < self.chosen.len()) {
            self.chosen.swap(self.at, other);
            self.at = other;
            self.change();
        }
    }

    /// Selects another one, where so many are seen at once.
    pub fn step(&mut self, step: ColumnMove, height: usize) {
        self.select(step.from(self.at, self.chosen.len(), height));
    }

    /// Selects this one, if it is there.
    pub fn select(&mut self, at: usize) {
        if at < self.chosen.len() {
            self.at = at;
        }
    }

    /// The positions that are taken, in their order.
    pub fn positions(&self) -> Vec<Position> {
        self.chosen.iter().filter_map(|it| it.card.positions.first().copied()).collect()
    }

    /// What all of it needs.
    pub fn needs(&self) -> Vec<Need> {
        self.chosen.iter().flat_map(|it| it.card.needs.iter().cloned()).collect()
    }
}

impl ColumnMove {
    /// Whether it leads up.
    pub const fn is_back(self) -> bool {
        match self {
            ColumnMove::Up | ColumnMove::PageUp | ColumnMove::First => true,
            ColumnMove::Down | ColumnMove::PageDown | ColumnMove::Last => false,
        }
    }

    /// The place that it leads to, among so many of which so many are seen at once.
    pub fn from(self, at: usize, count: usize, height: usize) -> usize {
        let last = count.saturating_sub(1);
        let page = height.saturating_sub(1).max(1);
        match self {
            ColumnMove::Up => at.saturating_sub(1),
            ColumnMove::Down => (at + 1).min(last),
            ColumnMove::PageUp => at.saturating_sub(page),
            ColumnMove::PageDown => (at + page).min(last),
            ColumnMove::First => 0,
            ColumnMove::Last => last,
        }
    }
}

fn each_once(targets: impl Iterator<Item = Target>) -> Vec<Target> {
    let mut each: Vec<Target> = Vec::new();
    for target in targets {
        if !each.contains(&target) {
            each.push(target);
        }
    }
    each
}
