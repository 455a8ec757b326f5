//! What can be typed: one vocabulary for the tables of all screens.

/// Something that came from the keyboard, the mouse or the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A key.
    Key(Key),
    /// A text that was pasted as a whole.
    Paste(String),
    /// The mouse, where a screen has asked for it.
    Mouse(Mouse),
    /// A whole sequence of bytes that means nothing here, as a key that few keyboards have.
    Other,
}

/// A key, with the keys that are held down while it is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// What is held down with it. Of a character Shift is in the character itself.
    pub held: Held,
}

/// The keys of a keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// A letter, a digit, a sign; with Control held, a letter is in lower case.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Escape,
    /// The tabulator; Shift goes back.
    Tab,
    /// Deletes to the left.
    Backspace,
    /// Deletes to the right.
    Delete,
    /// Insert.
    Insert,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// A function key, from 1.
    Function(u8),
}

/// The keys that are held down while another is pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Shift.
    pub shift: bool,
    /// Alt, or Option.
    pub alt: bool,
    /// Control.
    pub control: bool,
}

impl Held {
    /// Nothing.
    pub const NONE: Held = Held { shift: false, alt: false, control: false };
    /// Shift alone.
    pub const SHIFT: Held = Held { shift: true, ..Held::NONE };
    /// Alt alone.
    pub const ALT: Held = Held { alt: true, ..Held::NONE };
    /// Control alone.
    pub const CONTROL: Held = Held { control: true, ..Held::NONE };
}

impl Key {
    /// A key by itself.
    pub const fn of(code: Code) -> Key {
        Key { code, held: Held::NONE }
    }

    /// A letter, a digit or a sign by itself.
    pub const fn char(letter: char) -> Key {
        Key::of(Code::Char(letter))
    }

    /// A letter with Control held.
    pub const fn control(letter: char) -> Key {
        Key { code: Code::Char(letter), held: Held::CONTROL }
    }

    /// The same key with Alt held too.
    pub const fn with_alt(self) -> Key {
        Key { held: Held { alt: true, ..self.held }, ..self }
    }
}

/// What was done with the mouse, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What was done.
    pub act: MouseAct,
    /// The cell, from 0 at the left.
    pub column: u16,
    /// The cell, from 0 at the top.
    pub row: u16,
    /// What was held down on the keyboard.
    pub held: Held,
}

/// What a mouse does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAct {
    /// A button went down.
    Press(Button),
    /// A button came up.
    Release(Button),
    /// It moved with a button down.
    Drag(Button),
    /// It moved.
    Move,
    /// The wheel went up.
    ScrollUp,
    /// The wheel went down.
    ScrollDown,
}

/// The buttons of a mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// The left one.
    Left,
    /// The middle one, often the wheel.
    Middle,
    /// The right one.
    Right,
}
