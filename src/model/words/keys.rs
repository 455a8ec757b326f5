//! What each key does, as the help of its screen says it. Which key it is stands in the table of that screen.

/// The keys of a session.
pub mod session {
    /// The pause.
    pub const PAUSE: &str = "pause, or go on";
    /// Forward.
    pub const NEXT: &str = "the next part";
    /// Back.
    pub const BACK: &str = "the part before";
    /// Once more.
    pub const AGAIN: &str = "this step again";
    /// A longer hold.
    pub const LONGER: &str = "ten seconds more, on the other side too";
    /// A shorter hold.
    pub const SHORTER: &str = "ten seconds less, on the other side too";
    /// Forward by a routine.
    pub const NEXT_ROUTINE: &str = "the next stretch";
    /// Back by a routine.
    pub const PREVIOUS_ROUTINE: &str = "this stretch from its beginning, or the one before";
    /// What is asked with the ears.
    pub const WHERE: &str = "say where I am: which stretch and side, what is left";
    /// The list.
    pub const LIST: &str = "all that is played; choose where to go on";
    /// The sound.
    pub const MUTE: &str = "sound off, or on";
    /// The drawn person.
    pub const FIGURE: &str = "the figure off, or on";
    /// The end of waiting.
    pub const PROCEED: &str = "begin at once, or go on where the guide waits for you";
    /// The help.
    pub const HELP: &str = "this help; the session waits meanwhile";
    /// The way out.
    pub const QUIT: &str = "leave (press twice)";
    /// The way out, taken back.
    pub const STAY: &str = "no: stay, or close this help";
    /// The interrupt.
    pub const INTERRUPT: &str = "leave at once";
    /// A torn screen.
    pub const REDRAW: &str = "draw everything again; --ascii helps where lines are torn";
}

/// The keys of the help.
pub mod help {
    /// The way out.
    pub const CLOSE: &str = "close the help";
    /// Forward.
    pub const NEXT: &str = "the next page";
    /// Space.
    pub const ON: &str = "the next page; after the last, close the help";
    /// Back.
    pub const BACK: &str = "the page before";
}

/// Moving in a list.
pub mod list {
    /// One up.
    pub const UP: &str = "up";
    /// One down.
    pub const DOWN: &str = "down";
    /// Many up.
    pub const PAGE_UP: &str = "a page up";
    /// Many down.
    pub const PAGE_DOWN: &str = "a page down";
    /// All the way up.
    pub const FIRST: &str = "to the first";
    /// All the way down.
    pub const LAST: &str = "to the last";
    /// The choice, in the list of a session.
    pub const JUMP: &str = "go on from there";
    /// The way out of the list of a session.
    pub const CLOSE: &str = "back to where one was";
}

/// How it felt.
pub mod feeling {
    /// What becomes of it.
    pub const EASY: &str = "too easy: three times in a row make its holds longer";
    /// Nothing becomes of it.
    pub const GOOD: &str = "good";
    /// What becomes of it.
    pub const MUCH: &str = "too much: its holds are shorter from now on";
    /// What becomes of it.
    pub const HURT: &str = "it hurt: when to stop, when to see someone; left out for a fortnight";
    /// One routine of several.
    pub const LIST: &str = "the routines, to answer for one of them; back";
    /// One up.
    pub const UP: &str = "among the routines: up";
    /// One down.
    pub const DOWN: &str = "among the routines: down";
    /// The help.
    pub const HELP: &str = "these keys; any other goes on";
}

/// The keys of the home screen.
pub mod home {
    /// The start of a session.
    pub const PLAY: &str = "play what is selected";
    /// A session of one's own.
    pub const ADD: &str = "add it to a session of your own";
    /// The column to the right.
    pub const NEXT_COLUMN: &str = "to the next column";
    /// The column to the left.
    pub const COLUMN_BEFORE: &str = "to the column before";
    /// The way back.
    pub const CLOSE: &str = "empty the line, or go back to the list";
    /// A session of a length.
    pub const COMPOSE: &str = "a session of a length, of your choice or of what is due";
    /// A session of one's own, kept.
    pub const SAVE: &str = "save your session as a program";
    /// Ctrl-X.
    pub const EMPTY: &str = "empty your session";
    /// Ctrl-R.
    pub const RESTORE: &str = "bring back the session that was emptied or composed anew";
    /// Its order.
    pub const RAISE: &str = "in your session: move it up";
    /// Its order.
    pub const LOWER: &str = "in your session: move it down";
    /// The level.
    pub const LEVEL: &str = "how long holds are: gentle, steady or full";
    /// What is no key: a terminal that draws some letters too wide.
    pub const TORN: &str = "is what to start with if lines look torn";
    /// The editor.
    pub const OPEN: &str = "open a file of your own in your editor";
    /// The help.
    pub const HELP: &str = "these keys";
    /// The way out.
    pub const LEAVE: &str = "leave";
}

/// Changing the line that is typed.
pub mod line {
    /// Backspace.
    pub const DELETE_BACK: &str = "delete the letter before the cursor";
    /// Delete.
    pub const DELETE: &str =
        "delete the letter under the cursor, a stretch of your session, or a program of yours";
    /// A word.
    pub const DELETE_WORD: &str = "delete the word before the cursor";
    /// All before the cursor.
    pub const DELETE_TO_START: &str = "delete all before the cursor";
    /// All behind the cursor.
    pub const DELETE_TO_END: &str = "delete all from the cursor to the end";
    /// One to the left.
    pub const LEFT: &str = "a letter to the left; a column, while nothing is typed";
    /// One to the right.
    pub const RIGHT: &str = "a letter to the right; a column, while nothing is typed";
    /// A word to the left.
    pub const WORD_LEFT: &str = "a word to the left";
    /// A word to the right.
    pub const WORD_RIGHT: &str = "a word to the right";
    /// The start.
    pub const TO_START: &str = "to the start of the line";
}
