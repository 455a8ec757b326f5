//! The rows of the list: what there is under headings, or what was found, the best first.

use super::{ColumnMove, Suggested};
use crate::model::{
    menu::{HomeMenu, MenuItem},
    words::home,
};

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// Words above some rows. They cannot be selected.
    Heading(&'static str),
    /// Nothing, between two headings.
    Gap,
    /// What is left of a session that ended early, by its place among the suggestions.
    Left(usize),
    /// Something of the menu, by its place there.
    Item(usize),
    /// Something that is due: its place in the menu, and which of the suggestions it is.
    Due(usize, usize),
}

/// The rows, and which one is selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HomeList {
    rows: Vec<ListRow>,
    at: Option<usize>,
    /// The first row that is seen.
    first: usize,
}

impl HomeList {
    /// All there is, under headings. The routines of an area are not among them: they stand beside it.
    pub fn of_all(menu: &HomeMenu, suggested: &Suggested) -> HomeList {
        let items = || menu.items().iter().enumerate();
        let under = |heading: &'static str, which: &dyn Fn(&MenuItem) -> bool| {
            let mut inside: Vec<(usize, &MenuItem)> = items().filter(|it| which(it.1)).collect();
            // The id that they are ordered by otherwise is not seen.
            if inside.iter().all(|it| matches!(it.1, MenuItem::Program(_))) {
                inside.sort_by(|one, other| one.1.name().as_str().cmp(other.1.name().as_str()));
            }
            headed(heading, inside.into_iter().map(|it| ListRow::Item(it.0)).collect())
        };
        let due = suggested.due.iter().enumerate();
        let due = due.filter_map(|(nth, it)| Some(ListRow::Due(menu.position(&it.0)?, nth)));
        let parts = [
            headed(home::LEFT, (0..suggested.left.len()).map(ListRow::Left).collect()),
            headed(home::DUE, due.collect()),
            under(home::OWN, &|it| matches!(it, MenuItem::Program(_)) && it.is_own()),
            under(home::AREAS, &|it| matches!(it, MenuItem::Area(_))),
            under(home::PROGRAMS, &|it| matches!(it, MenuItem::Program(_)) && !it.is_own()),
            under(home::FILES, &|it| !matches!(it, MenuItem::Program(_)) && it.is_own()),
        ];
        let mut rows: Vec<ListRow> = Vec::new();
        for part in parts.into_iter().filter(|it| !it.is_empty()) {
            rows.extend((!rows.is_empty()).then_some(ListRow::Gap));
            rows.extend(part);
        }
        HomeList::new(rows, true)
    }

    /// What was found. Nothing is selected where something has to be read first.
    pub fn of(found: &[usize], is_selected: bool) -> HomeList {
        HomeList::new(found.iter().map(|it| ListRow::Item(*it)).collect(), is_selected)
    }

    fn new(rows: Vec<ListRow>, is_selected: bool) -> HomeList {
        let mut list = HomeList { rows, at: None, first: 0 };
        if is_selected {
            list.at = list.next(0);
        }
        list
    }

    /// All rows.
    pub fn rows(&self) -> &[ListRow] {
        &self.rows
    }

    /// The place of the selected row.
    pub const fn at(&self) -> Option<usize> {
        self.at
    }

    /// The first row that is seen.
    pub const fn first(&self) -> usize {
        self.first
    }

    /// The selected row.
    pub fn selected(&self) -> Option<&ListRow> {
        self.rows.get(self.at?)
    }

    /// How many things can be selected.
    pub fn count(&self) -> usize {
        self.rows.iter().filter(|it| is_item(it)).count()
    }

    /// Selects nothing.
    pub const fn unselect(&mut self) {
        self.at = None;
    }

    /// Selects this row, if it can be.
    pub fn select(&mut self, at: usize, height: usize) {
        if self.rows.get(at).is_some_and(is_item) {
            self.at = Some(at);
            self.follow(height);
        }
    }

    /// Selects the row of something of the menu, if it is there.
    pub fn select_item(&mut self, item: usize, height: usize) {
        if let Some(at) = self.rows.iter().position(|it| *it == ListRow::Item(item)) {
            self.select(at, height);
        }
    }

    /// Moves the selection, where so many rows are seen at once.
    pub fn step(&mut self, step: ColumnMove, height: usize) {
        let last = self.rows.len().saturating_sub(1);
        let page = height.saturating_sub(1).max(1);
        let Some(at) = self.at else {
            self.at = if step.is_back() { None } else { self.next(0) };
            return;
        };
        let target = match step {
            ColumnMove::Up => at.checked_sub(1).and_then(|it| self.before(it)),
            ColumnMove::Down => self.next(at + 1),
            ColumnMove::PageUp => self.next(at.saturating_sub(page)).filter(|it| *it < at).or(self.next(0)),
            ColumnMove::PageDown => {
                let far = (at + page).min(last);
                self.before(far).filter(|it| *it > at).or(self.before(last))
            }
            ColumnMove::First => self.next(0),
            ColumnMove::Last => self.before(last),
        };
        self.at = target.or(self.at);
        self.follow(height);
    }

    /// Moves what is seen by so many rows, and the selection with it, if it would be out of sight.
    pub fn scroll(&mut self, rows: isize, height: usize) {
        let most = self.rows.len().saturating_sub(height);
        self.first = self.first.saturating_add_signed(rows).min(most);
        let Some(at) = self.at else { return };
        let last = (self.first + height).saturating_sub(1);
        if at < self.first {
            self.at = self.next(self.first).or(Some(at));
        } else if at > last {
            self.at = self.before(last).or(Some(at));
        }
        // Where a heading alone would be seen, what is under it is.
        self.follow(height);
    }

    /// Keeps the selected row in sight, and the heading above the first one.
    pub fn follow(&mut self, height: usize) {
        let Some(at) = self.at.filter(|_| height > 0) else { return };
        let top = if at > 0 && !is_item(&self.rows[at - 1]) && height > 1 { at - 1 } else { at };
        if top < self.first {
            self.first = top;
        } else if at >= self.first + height {
            self.first = at + 1 - height;
        }
        self.first = self.first.min(self.rows.len().saturating_sub(height));
    }

    /// The first row from here on that can be selected.
    fn next(&self, from: usize) -> Option<usize> {
        (from..self.rows.len()).find(|it| is_item(&self.rows[*it]))
    }

    /// The last one up to here.
    fn before(&self, from: usize) -> Option<usize> {
        (0..=from.min(self.rows.len().checked_sub(1)?)).rev().find(|it| is_item(&self.rows[*it]))
    }
}

const fn is_item(row: &ListRow) -> bool {
    match row {
        ListRow::Left(_) | ListRow::Item(_) | ListRow::Due(..) => true,
        ListRow::Heading(_) | ListRow::Gap => false,
    }
}

/// Rows under a heading, which is left out where there are none.
fn headed(heading: &'static str, rows: Vec<ListRow>) -> Vec<ListRow> {
    let heading = (!rows.is_empty()).then_some(ListRow::Heading(heading));
    heading.into_iter().chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two headings, with three and two rows under them.
    fn list() -> HomeList {
        let rows = vec![
            ListRow::Heading("A"),
            ListRow::Item(0),
            ListRow::Item(1),
            ListRow::Item(2),
            ListRow::Heading("B"),
            ListRow::Item(3),
            ListRow::Item(4),
        ];
        HomeList::new(rows, true)
    }

    #[test]
    fn headings_are_passed_over() {
        let mut list = list();
        let mut walked = vec![list.at];
        for _ in 0..6 {
            list.step(ColumnMove::Down, 4);
            walked.push(list.at);
        }
        assert_eq!(walked, [1, 2, 3, 5, 6, 6, 6].map(Some));
        for (step, at) in [
            (ColumnMove::Up, 5),
            (ColumnMove::Up, 3),
            (ColumnMove::First, 1),
            (ColumnMove::Up, 1),
            (ColumnMove::Last, 6),
            (ColumnMove::PageUp, 3),
            (ColumnMove::PageUp, 1),
            (ColumnMove::PageUp, 1),
            (ColumnMove::PageDown, 3),
            (ColumnMove::PageDown, 6),
            (ColumnMove::PageDown, 6),
        ] {
            list.step(step, 4);
            assert_eq!(list.at, Some(at), "{step:?}");
        }
    }

    #[test]
    fn the_selected_row_is_always_seen() {
        for height in 1..8 {
            let mut list = list();
            for step in [
                ColumnMove::Down,
                ColumnMove::Last,
                ColumnMove::Up,
                ColumnMove::PageUp,
                ColumnMove::First,
                ColumnMove::PageDown,
            ] {
                list.step(step, height);
                let at = list.at.expect("something is selected");
                assert!((list.first..list.first + height).contains(&at), "{step:?} at {height}");
            }
            list.scroll(isize::MIN, height);
            list.scroll(2, height);
            let at = list.at.expect("something is selected");
            assert!((list.first..list.first + height).contains(&at), "scrolled at {height}");
        }
    }

    #[test]
    fn an_empty_list_has_nothing_to_select() {
        let mut list = HomeList::of(&[], true);
        for step in [
            ColumnMove::Up,
            ColumnMove::Down,
            ColumnMove::PageUp,
            ColumnMove::PageDown,
            ColumnMove::First,
            ColumnMove::Last,
        ] {
            list.step(step, 5);
            list.scroll(1, 5);
            assert_eq!((list.at, list.count()), (None, 0));
        }
    }

    #[test]
    fn what_has_to_be_read_first_is_left_with_the_arrow_down() {
        let mut list = HomeList::of(&[4, 5], false);
        list.step(ColumnMove::Up, 5);
        assert_eq!(list.at, None);
        list.step(ColumnMove::Down, 5);
        assert_eq!(list.selected(), Some(&ListRow::Item(4)));
    }
}
