//! The home screen: what there is to play, found by typing, seen moving, and played.
//!
//! It is a value that answers what happens. What it needs from outside (what an area plays, a routine's
//! text, a session) it wishes for, and is told: see [`Wish`] and [`Told`].

mod about;
mod answer;
mod bar;
mod basket;
mod compose;
mod draw;
mod layout;
mod line;
mod list;
mod reading;

use std::{cell::Cell, sync::Arc, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect};

use self::{
    basket::Basket,
    layout::{HomeWants, Layout},
    line::TypedLine,
    list::{HomeList, ListRow},
    reading::ReadingPlace,
};
pub use self::{basket::BasketItem, line::LineEdit};
use super::{Frames, Happening, Screen, ScreenDue, Sight, session::SessionScreen};
use crate::{
    model::{
        area::PlayEntry,
        catalogue::{Card, Target},
        dose::{Level, Seconds},
        menu::{Guide, HomeMenu, MenuItem, Warning},
        moment::Moment,
        motion,
        plan::Total,
        routine::{Condition, Routine},
        side::Side,
        text::Text,
        words::home as words,
    },
    view::reel::Reel,
};

/// The person moves so long after the last key: while one types nothing else happens.
const STILL: Duration = Duration::from_millis(150);

/// What is to be done at a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Changes the line that is typed.
    Edit(LineEdit),
    /// Moves in the column that has the focus.
    Move(ColumnMove),
    /// Gives the focus to the next column.
    NextColumn,
    /// Gives it to the column before.
    ColumnBefore,
    /// Plays what is selected.
    Play,
    /// Puts what is selected into the session that one puts together.
    Add,
    /// Moves the selected routine of it up.
    Raise,
    /// Moves it down.
    Lower,
    /// Takes the next of the levels.
    Level,
    /// Asks how long a session is to be, and has it composed.
    Compose,
    /// Saves that session as a program.
    Save,
    /// Takes everything out of that session.
    Empty,
    /// Brings the session of before back, which was emptied or composed anew.
    Restore,
    /// Opens the selected file of the person's own in their editor.
    Open,
    /// Shows the keys.
    Help,
    /// Empties the line, or goes back to the list.
    Close,
    /// Leaves the program.
    Leave,
}

/// A way to move in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnMove {
    /// To the one above.
    Up,
    /// To the one below.
    Down,
    /// As far up as is seen at once.
    PageUp,
    /// As far down.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
}

/// What the home screen asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// What the answers to typed words are made of.
    Guide,
    /// What an area or a program plays.
    Contents(Target),
    /// A routine, to be drawn.
    Routine(String),
    /// How long these take together.
    Sum(Vec<PlayEntry>),
    /// Everything with the times of another level.
    Level(Level),
    /// A session. The screen is told when it is over.
    Play(Order),
    /// A session of a length, to be composed.
    Compose(Brief),
    /// A program of the person's own with these routines.
    Save {
        /// What it is called.
        name: String,
        /// What it plays.
        entries: Vec<PlayEntry>,
        /// Whether it may take the place of another.
        replaces: bool,
    },
    /// A file of the person's own in their editor.
    Edit(Edited),
    /// That the file of a program of the person's own be gone. They have agreed.
    Delete(String),
}

/// What a session is composed from.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// What was typed: a length, and after it what the session is for.
    pub typed: String,
    /// What it is for, where nothing but a length was typed; nothing, for what is due.
    pub targets: Vec<Target>,
    /// The routines that stay, if all of them fit: those that the person put together.
    pub keeps: Vec<Target>,
    /// Which end of each range.
    pub level: Level,
    /// The conditions that were typed in the question.
    pub conditions: Vec<Condition>,
}

/// A file of the person's own, to be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// The one of a routine or a program with this id.
    Named(String),
    /// One that cannot be played, by its place among them.
    Broken(usize),
}

/// What is to be played.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// What.
    pub what: Selection,
    /// Which end of each range.
    pub level: Level,
    /// The conditions that were typed. What speaks against one of them is left out.
    pub conditions: Vec<Condition>,
    /// Whether the person was asked about it, and wants it played.
    pub is_agreed: bool,
}

/// What a session is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Selection {
    /// What has a name.
    Target(Target),
    /// Routines that were put together.
    Entries(Vec<PlayEntry>),
    /// Routines that were composed for a length.
    Composed(Vec<PlayEntry>, HowComposed),
    /// What is left of a session that ended early, by the session's id.
    Left(String),
}

/// How a session was composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HowComposed {
    /// Its length as it was asked for.
    pub length: Seconds,
    /// The side that leads where a routine leaves it open.
    pub leading: Side,
}

/// What the log suggests: given in by the command, and shown above all else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggested {
    /// What is left of sessions that ended early, the last one first.
    pub left: Vec<Left>,
    /// What is due, the most urgent first, each with why, in a few words.
    pub due: Vec<(Target, Text)>,
}

/// What is left of a session that ended early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The session's id.
    pub session: String,
    /// What it is called.
    pub name: Text,
    /// Until when it is kept, in a few words.
    pub kept: Text,
    /// How long the rest takes.
    pub total: Total,
    /// The names of the routines that are left.
    pub routines: Vec<Text>,
    /// The id of the one in which it goes on.
    pub first: String,
}

/// What came of a wish.
#[derive(Debug)]
pub enum Told {
    /// What the answers to typed words are made of.
    Guide(Box<Guide>),
    /// What an area or a program plays.
    Contents(ListContents),
    /// A routine.
    Routine(Arc<Routine>),
    /// How long each of the routines that were put together takes; nothing of one that cannot be played.
    Sum(Vec<Option<Total>>),
    /// Everything there is to play has changed.
    Menu {
        /// What there is now.
        menu: HomeMenu,
        /// What is said of it, a line each.
        said: Vec<Text>,
        /// What is selected then; none if that is what was selected before.
        selected: Option<Target>,
    },
    /// Something has the name under which a program was to be saved: what, in a sentence.
    Taken(Text),
    /// A session is over.
    Played {
        /// What was held in it and what would be next, a line each.
        said: Vec<Text>,
        /// What the log suggests now.
        suggested: Suggested,
    },
    /// A session was composed.
    Composed {
        /// Its routines, each with why it was chosen.
        chosen: Vec<BasketItem>,
        /// How it was made.
        made: HowComposed,
        /// How long it takes.
        total: Total,
        /// What is said of it, a line each.
        said: Vec<Text>,
    },
    /// A session was interrupted, and with it everything.
    Interrupted,
    /// The person is asked before something is played.
    Ask {
        /// Why, a line each.
        why: Vec<Text>,
        /// What Enter does.
        question: Text,
        /// What is to be played.
        order: Order,
    },
    /// It could not be done, and why.
    Failed(Text),
}

/// What an area or a program plays.
#[derive(Clone, Debug, PartialEq)]
pub struct ListContents {
    /// Which.
    pub target: Target,
    /// Its routines in their order.
    pub parts: Vec<ListedRoutine>,
}

/// A routine of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedRoutine {
    /// Its id, and its rounds there.
    pub entry: PlayEntry,
    /// Its card; none if its file is broken or missing.
    pub card: Option<Card>,
    /// How long it takes in this list, where that is known.
    pub total: Option<Total>,
}

/// The column that the keys are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Focus {
    /// What there is, or what was found.
    #[default]
    List,
    /// What the selected one plays.
    Beside,
    /// The session that one puts together.
    Basket,
}

/// A line that is asked for in place of the question.
#[derive(Clone, Debug)]
struct Prompt {
    line: TypedLine,
    asks: Asks,
}

/// What a line is asked for.
#[derive(Clone, Debug, PartialEq)]
enum Asks {
    /// What a program is called. `is_taken` says whether something has this name, and Enter replaces it.
    Name {
        /// Whether something has it.
        is_taken: bool,
    },
    /// How long a session is to be, which is composed from these.
    Length {
        /// What they are called together.
        name: Text,
        /// What it is for; nothing, for what is due.
        targets: Vec<Target>,
        /// The routines that stay, if all of them fit.
        keeps: Vec<Target>,
    },
}

/// The screen.
#[derive(Debug)]
pub struct Home {
    menu: HomeMenu,
    suggested: Suggested,
    /// None before the first pass of the loop: the first frame does not need it.
    guide: Option<Box<Guide>>,
    line: TypedLine,
    list: HomeList,
    warning: Option<Warning>,
    conditions: Vec<Condition>,
    /// The words that were typed and mean nothing.
    unknown: Vec<Text>,
    focus: Focus,
    /// Whether what is selected was chosen by the person, by typing or by moving, and is not merely the first.
    is_chosen: bool,
    /// What the selected one plays, if it is a list.
    contents: Option<ListContents>,
    /// Which of its routines is selected.
    part: usize,
    basket: Basket,
    /// The session that was there before that one was emptied or composed.
    former: Basket,
    level: Level,
    /// The level of the person's settings.
    usual_level: Level,
    prompt: Option<Prompt>,
    preview: Preview,
    /// Until then a key of a session is one press too many of going through it.
    settled: Moment,
    /// When a panel was closed: a second Enter is for that.
    closed: Option<Moment>,
    /// Whether what was typed was played: what is typed next is another question.
    is_answered: bool,
    /// What is told until the next key.
    said: Vec<Text>,
    /// What Enter does after a question, if it is the next key.
    pending: Option<Pending>,
    /// What has to be read before anything is played, as far as it was read.
    reading: ReadingPlace,
    /// Where everything was drawn last: a click is about what was seen.
    seen: Cell<Rect>,
}

/// What a person is asked before it is done.
#[derive(Clone, Debug, PartialEq)]
enum Pending {
    /// Something is played although it may not suit them.
    Play(Order),
    /// The program of this id is deleted.
    Delete(String),
}

/// The drawn person.
#[derive(Debug, Default)]
struct Preview {
    /// Who is to be drawn: a routine's id. What is drawn stays until this one is ready.
    wanted: Option<String>,
    /// When it is asked for.
    due: Option<Moment>,
    /// What is drawn, and since when it moves.
    film: Option<(Arc<Routine>, Reel, Moment)>,
    /// Which routine of a list has its turn, while the list as a whole is selected.
    turn: usize,
}

impl Home {
    /// The screen with nothing typed, for a person who plays at this level.
    pub fn new(menu: HomeMenu, level: Level, suggested: Suggested) -> Home {
        let list = HomeList::of_all(&menu, &suggested);
        Home {
            menu,
            suggested,
            guide: None,
            line: TypedLine::default(),
            list,
            warning: None,
            conditions: Vec::new(),
            unknown: Vec::new(),
            focus: Focus::List,
            is_chosen: false,
            contents: None,
            part: 0,
            basket: Basket::default(),
            former: Basket::default(),
            level,
            usual_level: level,
            prompt: None,
            preview: Preview::default(),
            settled: Moment::START,
            closed: None,
            is_answered: false,
            said: Vec::new(),
            pending: None,
            reading: ReadingPlace::default(),
            seen: Cell::new(Rect::ZERO),
        }
    }

    /// The same with a session that was put together before.
    pub fn with_session(mut self, chosen: Vec<BasketItem>) -> Home {
        if !chosen.is_empty() {
            self.basket.add(chosen);
        }
        self
    }

    /// What was put together and not saved.
    pub fn unsaved(&self) -> Vec<PlayEntry> {
        if self.basket.saved().is_some() { Vec::new() } else { self.basket.entries() }
    }

    /// How long each routine takes of what is selected.
    fn times_of_parts(&self) -> Vec<String> {
        words::times(self.contents.iter().flat_map(|it| &it.parts).map(|it| it.total))
    }

    /// How long each routine takes of the session that is put together.
    fn times_in_basket(&self) -> Vec<String> {
        words::times(self.basket.chosen().iter().map(|it| it.total))
    }

    /// What is selected in the list.
    fn selected(&self) -> Option<&MenuItem> {
        match self.list.selected()? {
            ListRow::Item(at) | ListRow::Due(at, _) => self.menu.items().get(*at),
            ListRow::Left(_) | ListRow::Heading(_) | ListRow::Gap => None,
        }
    }

    /// What is left of a session, if that is selected.
    fn selected_left(&self) -> Option<&Left> {
        match self.list.selected()? {
            ListRow::Left(nth) => self.suggested.left.get(*nth),
            ListRow::Item(_) | ListRow::Due(..) | ListRow::Heading(_) | ListRow::Gap => None,
        }
    }

    /// The routine that is looked at: the one that is selected, or one of those that are played.
    fn looked_at(&self) -> Option<&str> {
        if self.focus == Focus::Basket {
            return self.basket.chosen().get(self.basket.at()).map(|it| &*it.card.id);
        }
        if let Some(left) = self.selected_left() {
            return Some(&left.first);
        }
        match self.selected()? {
            MenuItem::Routine(card) => Some(&card.id),
            MenuItem::Area(_) | MenuItem::Program(_) => {
                let at = if self.focus == Focus::List { self.preview.turn } else { self.part };
                self.contents.as_ref()?.parts.get(at)?.card.as_ref().map(|it| &*it.id)
            }
            MenuItem::Broken(_) => None,
        }
    }

    /// Whether the routines of a list are shown one after the other.
    fn takes_turns(&self) -> bool {
        let is_list = matches!(self.selected(), Some(MenuItem::Area(_) | MenuItem::Program(_)));
        is_list && self.focus == Focus::List
    }

    /// When the next routine of a list has its turn; none if there is no other, or nobody is drawn.
    fn next_turn(&self) -> Option<(usize, Moment)> {
        let (_, film, since) = self.preview.film.as_ref().filter(|_| self.takes_turns())?;
        if self.preview.due.is_some() || self.layout().person.is_empty() {
            return None;
        }
        let parts = &self.contents.as_ref()?.parts;
        let next = (self.preview.turn + 1..parts.len()).find(|it| parts[*it].card.is_some())?;
        Some((next, *since + film.seen_for()))
    }

    /// Whether the window is too small for anything to be seen; before it is drawn nobody knows.
    fn is_out_of_sight(&self) -> bool {
        let seen = self.seen.get();
        !seen.is_empty() && layout::is_too_small(seen)
    }

    /// Where everything is, in the window as it was drawn last.
    fn layout(&self) -> Layout {
        self.layout_in(self.seen.get())
    }

    fn layout_in(&self, area: Rect) -> Layout {
        // Every dot between two facts is one column wide.
        let about = |width| self.about(width, "-").lines.len() as u16;
        let needs = |width| self.basket_needs(width, "-").len() as u16;
        let (chosen, parts) = (self.basket.chosen().len() as u16, self.parts_beside() as u16);
        layout::layout(area, self.focus, &HomeWants { chosen, needs: &needs, parts, about: &about })
    }

    /// How many routines of what is selected are listed beside it. Beside a stretch of the session those of something
    /// else would be out of place.
    fn parts_beside(&self) -> usize {
        let contents = self.contents.as_ref().filter(|_| self.focus != Focus::Basket);
        contents.map_or(0, |it| it.parts.len())
    }
}

impl Screen for Home {
    fn draw(&self, sight: &Sight, area: Rect, buffer: &mut Buffer) {
        self.seen.set(area);
        draw::draw(self, sight, area, buffer);
    }

    fn answer(&mut self, happening: &Happening, now: Moment) -> Vec<ScreenDue> {
        self.react(happening, now)
    }

    fn hear(&mut self, told: Told, now: Moment) -> Vec<ScreenDue> {
        self.learn(told, now)
    }

    fn idle(&self, now: Moment) -> Option<Duration> {
        if self.guide.is_none() {
            return Some(Duration::ZERO);
        }
        let turn = self.next_turn().map(|it| it.1);
        self.preview.due.into_iter().chain(turn).min().map(|it| it.since(now))
    }

    fn frames(&self, now: Moment) -> Option<Frames> {
        let (_, film, since) = self.preview.film.as_ref().filter(|_| !self.layout().person.is_empty())?;
        let done = now.since(*since);
        film.moves(done).then(|| Frames { every: motion::FRAME, into: motion::into_frame(done) })
    }

    fn session(&self) -> Option<&SessionScreen> {
        None
    }
}
