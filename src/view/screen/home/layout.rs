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
const OF_TWO: u16 = 49;
/// In a window that is high and narrow the list is above the person; so many rows are the least of both.
const HIGH: u16 = 22;
/// In a smaller window nothing can be read.
const LEAST: (u16, u16) = (20, 6);
/// The columns of the mark before a selected row.
pub const MARK: u16 = 2;
/// A list with fewer rows than this shares them with nothing.
const LEAST_BASKET: u16 = 6;
/// With fewer rows than this only one of both is seen: the list above the heading of the session, or the session.
const ROOM_FOR_BOTH: u16 = 14;
/// The rows of the words about what is selected, where there is room, and they do not want more.
const WORDS: u16 = 9;
/// Where the person stands above the words, they make room for these down to so many rows.
const LEAST_PERSON: u16 = 8;

/// What the parts have to hold.
pub struct HomeWants<'a> {
    /// How many routines were put together.
    pub chosen: u16,
    /// The lines that say what these need, by their width.
    pub needs: &'a dyn Fn(u16) -> u16,
    /// How many routines of what is selected are listed beside it.
    pub parts: u16,
    /// The lines of the words about what is selected, by their width.
    pub about: &'a dyn Fn(u16) -> u16,
}

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
    /// The heading of the session that one puts together, and what it needs.
    pub basket_head: Rect,
    /// The routines of it.
    pub basket: Rect,
    /// The heading of what the selected one plays, where there is room for it.
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
        } else if self.basket.contains(at) {
            Some(Pointed::Basket(row - self.basket.y))
        } else {
            None
        }
    }
}

/// Whether a window is too small for anything.
pub const fn is_too_small(area: Rect) -> bool {
    area.width < LEAST.0 || area.height < LEAST.1
}

/// The parts of the screen. Where there is room for one column alone, it is the one that has the focus.
pub fn layout(area: Rect, focus: Focus, wants: &HomeWants) -> Layout {
    let mut layout = columns(area, wants);
    let list = layout.list;
    let is_alone = layout.beside.is_empty();
    let head = 1 + (wants.needs)(list.width.saturating_sub(MARK)).max(1);
    match focus {
        Focus::Basket if list.height < ROOM_FOR_BOTH => {
            (layout.basket, layout.list) = (list, Rect { height: 0, ..list });
        }
        Focus::List | Focus::Beside | Focus::Basket if wants.chosen > 0 && list.height >= LEAST_BASKET => {
            // A rule, the head, and the routines.
            let all = wants.chosen.saturating_add(1 + head).min(list.height / 2);
            let height = if list.height < ROOM_FOR_BOTH { 2 } else { all };
            let [list, basket] = screen::split_at(list, list.height - height);
            layout.list = list;
            [layout.between, layout.basket] = screen::split_at(basket, 1);
        }
        Focus::List | Focus::Beside | Focus::Basket => {}
    }
    // Where there is little room, the routines come before what they need.
    let head = head.min(layout.basket.height.saturating_sub(wants.chosen).max(2));
    [layout.basket_head, layout.basket] = screen::split_at(layout.basket, head);
    if focus == Focus::Beside && is_alone {
        let list = std::mem::replace(&mut layout.list, Rect { height: 0, ..list });
        [layout.heading, layout.beside] = screen::split_at(list, u16::from(list.height > 1));
    }
    layout
}

fn columns(area: Rect, wants: &HomeWants) -> Layout {
    let parts = screen::parts(area, 0);
    let nothing = Rect { width: 0, height: 0, ..area };
    let mut layout = Layout {
        parts,
        line: parts.header,
        list: parts.body,
        between: nothing,
        basket_head: nothing,
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
        let [about, parts] = screen::split_at(beside, WORDS.min(body.height / 2));
        layout.about = about;
        [layout.heading, layout.beside] = screen::split_at(parts, u16::from(wants.parts > 0));
        layout.person = after(person, 2);
        return layout;
    } else if body.width >= TWO - 2 {
        let [list, rest] = screen::beside(body, body.width * OF_TWO / 100);
        let right = after(rest, 2);
        layout.list = list;
        // The words are read to their end, as long as one sees who they are about.
        let usual = (body.height * 58 / 100).max(body.height.saturating_sub(16));
        let below = body.height - usual;
        let about = (wants.about)(right.width);
        let parts = wants.parts.min(below - WORDS.min(below / 2));
        let most = usual.min(LEAST_PERSON.max(body.height / 3));
        let [person, below] =
            screen::split_at(right, body.height.saturating_sub(about + parts).clamp(most, usual));
        layout.person = person;
        // At the end of the column, where a routine stays under the pointer while other words make the person smaller.
        let [words, beside] = screen::split_at(below, below.height - parts);
        // A blank row stays between the words and the heading.
        let has_heading = parts > 0 && words.height >= about.saturating_add(2);
        let [words, heading] = screen::split_at(words, words.height - u16::from(has_heading));
        (layout.about, layout.heading, layout.beside) = (words, heading, beside);
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
                    for (needs, of_list, words) in [(1, 0, 3), (2, 0, 14), (5, 4, 6), (1, 90, 40)] {
                        let (needs, about) = (move |_| needs, move |_| words);
                        let wants = HomeWants { chosen, needs: &needs, parts: of_list, about: &about };
                        check(area, focus, &wants);
                    }
                }
            }
        }
    }

    fn check(area: Rect, focus: Focus, wants: &HomeWants) {
        let layout = layout(area, focus, wants);
        let Layout { parts, line, list, between, basket_head, basket, heading, beside, about, person } =
            layout;
        let [above, below] = parts.rules;
        let columns = [list, between, basket_head, basket, heading, beside, about, person];
        let all = [&[line, parts.footer, above, below], columns.as_slice()].concat();
        for (at, part) in all.iter().enumerate().filter(|it| !it.1.is_empty()) {
            assert_eq!(part.intersection(area), *part, "{area:?}: {all:?}");
            for other in all[..at].iter().filter(|it| !it.is_empty()) {
                assert!(part.intersection(*other).is_empty(), "{area:?}: {all:?}");
            }
        }
        let shown = match focus {
            Focus::List => list,
            Focus::Beside => beside,
            Focus::Basket => basket,
        };
        let is_there = focus != Focus::Beside || wants.parts > 0;
        assert!(!shown.is_empty() || !is_there || is_too_small(area), "{area:?}: {all:?}");
    }
}
