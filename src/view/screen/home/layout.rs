//! Where the parts of the home screen are, from its size alone.

use ratatui::layout::Rect;

use super::Focus;
use crate::view::screen::layout::{self as screen, Parts};

/// From this width there are three columns.
const THREE: u16 = 110;
/// From this width there are two.
const TWO: u16 = 66;
/// The shares of three columns, and of two, in hundredths of the width.
const OF_THREE: [u16; 2] = [33, 34];
const OF_TWO: u16 = 48;
/// In a window that is high and narrow the list is above the person; so many rows are the least of both.
const HIGH: u16 = 22;
/// In a smaller window nothing can be read.
const LEAST: (u16, u16) = (20, 6);
/// The rows above the routines of a session that one puts together: its heading, and what it needs.
pub const BASKET_HEAD: u16 = 2;
/// A list with fewer rows than this shares them with nothing.
const LEAST_BASKET: u16 = 6;
/// With fewer rows than this only one of both is seen: the list above the heading of the session, or the session.
const ROOM_FOR_BOTH: u16 = 14;
/// The rows of the words about what is selected, where the person stands above them.
const WORDS: u16 = 9;

/// The parts. Those that there is no room for are empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Header, rules, keys and notice.
    pub parts: Parts,
    /// The line that is typed.
    pub line: Rect,
    /// What there is.
    pub list: Rect,
    /// Between the list and the session that one puts together.
    pub between: Rect,
    /// The session that one puts together: a heading, and its routines.
    pub basket: Rect,
    /// Whose routines are beside the list, where the list is not seen.
    pub heading: Rect,
    /// What the selected one plays.
    pub beside: Rect,
    /// The words about what is selected.
    pub about: Rect,
    /// The drawn person.
    pub person: Rect,
}

/// What lies at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointed {
    /// A row of the list, from its top.
    List(u16),
    /// A row of the column beside it, from its top.
    Beside(u16),
    /// A routine of the session that one puts together, from its first that is seen.
    Basket(u16),
}

impl Layout {
    /// What lies at a cell.
    pub fn place(&self, column: u16, row: u16) -> Option<Pointed> {
        let at = (column, row).into();
        if self.list.contains(at) {
            Some(Pointed::List(row - self.list.y))
        } else if self.beside.contains(at) {
            Some(Pointed::Beside(row - self.beside.y))
        } else if self.basket.contains(at) && row >= self.basket.y + BASKET_HEAD {
            Some(Pointed::Basket(row - self.basket.y - BASKET_HEAD))
        } else {
            None
        }
    }
}

/// Whether a window is too small for anything.
pub const fn is_too_small(area: Rect) -> bool {
    area.width < LEAST.0 || area.height < LEAST.1
}

/// The parts of the screen, with so many routines put together. Where there is room for one column alone, it
/// is the one that has the focus.
pub fn layout(area: Rect, focus: Focus, chosen: usize) -> Layout {
    let mut layout = columns(area);
    let list = layout.list;
    let is_alone = layout.beside.is_empty();
    match focus {
        Focus::Basket if list.height < ROOM_FOR_BOTH => {
            (layout.basket, layout.list) = (list, Rect { height: 0, ..list });
        }
        Focus::List | Focus::Beside | Focus::Basket if chosen > 0 && list.height >= LEAST_BASKET => {
            // A rule, the head, and the routines.
            let all = (chosen as u16).saturating_add(1 + BASKET_HEAD).min(list.height / 2);
            let height = if list.height < ROOM_FOR_BOTH { 2 } else { all };
            let [list, basket] = screen::split_at(list, list.height - height);
            layout.list = list;
            [layout.between, layout.basket] = screen::split_at(basket, 1);
        }
        Focus::List | Focus::Beside | Focus::Basket => {}
    }
    if focus == Focus::Beside && is_alone {
        let list = std::mem::replace(&mut layout.list, Rect { height: 0, ..list });
        [layout.heading, layout.beside] = screen::split_at(list, u16::from(list.height > 1));
    }
    layout
}

fn columns(area: Rect) -> Layout {
    let parts = screen::parts(area, 0);
    let nothing = Rect { width: 0, height: 0, ..area };
    let mut layout = Layout {
        parts,
        line: parts.header,
        list: parts.body,
        between: nothing,
        basket: nothing,
        heading: nothing,
        beside: nothing,
        about: nothing,
        person: nothing,
    };
    let body = parts.body;
    if parts.header.is_empty() {
        // Too small for rules: the line and the list.
        let [line, list] = screen::split_at(body, 1);
        (layout.line, layout.list) = (line, list);
    } else if body.width >= THREE - 2 {
        let [list, rest] = screen::beside(body, body.width * OF_THREE[0] / 100);
        let [beside, person] = screen::beside(after(rest, 2), body.width * OF_THREE[1] / 100);
        layout.list = list;
        [layout.about, layout.beside] = screen::split_at(beside, WORDS.min(body.height / 2));
        layout.person = after(person, 2);
        return layout;
    } else if body.width >= TWO - 2 {
        let [list, rest] = screen::beside(body, body.width * OF_TWO / 100);
        let right = after(rest, 2);
        layout.list = list;
        // The person is worth more than the last words about them.
        let [person, below] =
            screen::split_at(right, (body.height * 58 / 100).max(body.height.saturating_sub(16)));
        layout.person = person;
        [layout.about, layout.beside] = screen::split_at(below, WORDS.min(below.height / 2));
        return layout;
    } else if body.height >= HIGH {
        let [list, below] = screen::split_at(body, body.height / 2);
        let [_, below] = screen::split_at(below, 1);
        layout.list = list;
        let [about, person] = screen::beside(below, below.width / 2);
        (layout.about, layout.person) = (about, after(person, 1));
    }
    layout
}

/// All but the first columns.
fn after(area: Rect, columns: u16) -> Rect {
    screen::beside(area, columns)[1]
}

/// Which of some rows is the first that is seen, so that the selected one is.
pub fn first_part(selected: usize, count: usize, height: u16) -> usize {
    let height = usize::from(height);
    (selected + 1).saturating_sub(height).min(count.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_lies_on_another_or_outside() {
        for width in (0..=130).chain([200, 300]) {
            for height in (0..=60).chain([100]) {
                for (focus, chosen) in [
                    (Focus::List, 0),
                    (Focus::List, 3),
                    (Focus::List, 300),
                    (Focus::Beside, 0),
                    (Focus::Beside, 3),
                    (Focus::Basket, 3),
                    (Focus::Basket, 300),
                ] {
                    let area = Rect::new(3, 2, width, height);
                    let Layout { parts, line, list, between, basket, heading, beside, about, person } =
                        layout(area, focus, chosen);
                    let [above, below] = parts.rules;
                    let columns = [list, between, basket, heading, beside, about, person];
                    let all = [&[line, parts.footer, above, below], columns.as_slice()].concat();
                    for (at, part) in all.iter().enumerate().filter(|it| !it.1.is_empty()) {
                        assert_eq!(part.intersection(area), *part, "{width}x{height}: {all:?}");
                        for other in all[..at].iter().filter(|it| !it.is_empty()) {
                            assert!(part.intersection(*other).is_empty(), "{width}x{height}: {all:?}");
                        }
                    }
                    let shown = match focus {
                        Focus::List => list,
                        Focus::Beside => beside,
                        Focus::Basket => basket,
                    };
                    let is_shown = !shown.is_empty();
                    assert!(is_shown || is_too_small(area), "{width}x{height}: {all:?}");
                }
            }
        }
    }
}
