//! The keys at the bottom of the home screen: what each does now. Those of the column that has the focus stay
//! where there is little room.

use super::{Asks, Focus, Home, list::ListRow};
use crate::{
    model::menu::MenuItem,
    view::screen::chrome::{KeyBrief, brief},
};

impl Home {
    /// What the keys do now.
    pub(super) fn bar(&self) -> Vec<KeyBrief> {
        if let Some(prompt) = &self.prompt {
            let takes = match prompt.asks {
                Asks::Length { .. } => brief("enter", "compose", 0),
                Asks::Name { is_taken: true } => brief("ctrl-s", "replace", 0),
                Asks::Name { is_taken: false } => brief("enter", "save", 0),
            };
            return vec![takes, brief("esc", "cancel", 0)];
        }
        if self.pending.is_some() {
            return vec![brief("enter", "yes", 0), brief("esc", "no", 0)];
        }
        if self.has_panel() {
            return vec![brief("enter", "close", 0), brief("ctrl-c", "leave", 1)];
        }
        let is_empty = self.line.is_empty();
        let next = match self.focus {
            Focus::List if self.has(Focus::Basket) => Some("your session"),
            Focus::List | Focus::Basket if self.has(Focus::Beside) => Some("stretches"),
            Focus::Beside | Focus::Basket => Some("list"),
            Focus::List => None,
        };
        let in_basket = self.focus == Focus::Basket;
        let several = self.focus == Focus::List && self.chosen_items().len() > 1;
        let selected = self.selected().filter(|_| self.focus == Focus::List);
        let is_own = selected.is_some_and(MenuItem::is_own);
        let is_own_program = is_own && matches!(selected, Some(MenuItem::Program(_)));
        let can_save = self.has(Focus::Basket) && self.basket.saved().is_none();
        let can_restore = in_basket && !self.former.is_empty();
        let keys = [
            self.goes_down().map(|it| brief("down", it, 0)),
            self.enter().map(|it| brief("enter", it, 0)),
            self.can_add().then_some(brief("ctrl-space", "add", 1)),
            in_basket.then_some(brief("del", "remove", 2)),
            (in_basket && self.basket.chosen().len() > 1).then_some(brief("alt-up", "earlier", 6)),
            can_save.then_some(brief("ctrl-s", "save", if in_basket { 1 } else { 2 })),
            is_own_program.then_some(brief("del", "delete", 2)),
            is_own.then_some(brief("ctrl-e", "edit", 2)),
            Some(brief(
                "ctrl-t",
                "length",
                if several {
                    1
                } else if in_basket {
                    6
                } else {
                    4
                },
            )),
            next.map(|it| brief("tab", it, if self.focus == Focus::Beside { 0 } else { 3 })),
            can_restore.then_some(brief("ctrl-r", "bring back", 7)),
            (!is_empty || self.focus != Focus::List).then_some(brief("esc", "back", 6)),
            Some(brief("?", "keys", if is_empty { 2 } else { 5 })),
            Some(brief("ctrl-c", "leave", if is_empty { 1 } else { 9 })),
        ];
        keys.into_iter().flatten().collect()
    }

    /// What Enter does.
    fn enter(&self) -> Option<&'static str> {
        let is_read = self.warning.is_none() || self.list.at().is_some();
        match self.focus {
            Focus::Basket => Some("play all"),
            Focus::Beside => Some("play this"),
            Focus::List if self.composes() => Some("compose"),
            Focus::List if !is_read => None,
            Focus::List if self.selected_left().is_some() => Some("go on"),
            Focus::List => {
                let can_play = self.selected().is_some_and(|it| it.target().is_some());
                let is_only = self.basket.is_empty() && self.typed_brief().is_none();
                can_play.then_some(if is_only { "play" } else { "play this" })
            }
        }
    }

    /// What the arrow down leads to, while something has to be read first.
    fn goes_down(&self) -> Option<&'static str> {
        let is_open = (self.warning.is_some() || self.composes()) && self.list.at().is_none();
        match (is_open, self.reading.has_more(), self.list.count()) {
            (true, true, _) => Some("read on"),
            (true, false, 1..) if self.warning.is_none() => Some("the list"),
            (true, false, 1..) => Some("the stretches"),
            (true, false, 0) | (false, _, _) => None,
        }
    }

    /// Whether there is something to put into a session.
    fn can_add(&self) -> bool {
        match self.focus {
            Focus::Basket => false,
            Focus::Beside => {
                let part = self.contents.as_ref().and_then(|it| it.parts.get(self.part));
                part.is_some_and(|it| it.card.is_some())
            }
            Focus::List => match self.list.selected() {
                Some(ListRow::Item(_) | ListRow::Due(..)) => match self.selected() {
                    Some(MenuItem::Routine(_)) => true,
                    Some(MenuItem::Area(_) | MenuItem::Program(_)) => self.has(Focus::Beside),
                    Some(MenuItem::Broken(_)) | None => false,
                },
                Some(ListRow::Left(_) | ListRow::Heading(_) | ListRow::Gap) | None => false,
            },
        }
    }

    /// Whether what is told covers a part of the screen, until it is closed.
    pub(super) fn has_panel(&self) -> bool {
        self.said.len() > 1 && self.prompt.is_none()
    }
}
