//! The keys of the home screen. Letters are typed there, so all of them are keys without a letter, or with
//! Control or Alt held.

use super::{Binding, Code, Held, Key, binding};
use crate::view::screen::home::{Act, Edit, Step};

const fn alt(letter: char) -> Key {
    Key::char(letter).with_alt()
}

const fn held(code: Code, held: Held) -> Key {
    Key { code, held }
}

/// The keys of the home screen, the most used first.
pub const HOME: &[Binding<Act>] = &[
    binding(&[Key::of(Code::Enter)], Act::Play, "enter", "play what is selected"),
    binding(
        &[Key::control(' '), Key::of(Code::Insert)],
        Act::Add,
        "ctrl-space ins",
        "add it to a session of your own",
    ),
    binding(&[Key::of(Code::Up), Key::control('p')], Act::Move(Step::Up), "up ctrl-p", "up"),
    binding(&[Key::of(Code::Down), Key::control('n')], Act::Move(Step::Down), "down ctrl-n", "down"),
    binding(&[Key::of(Code::PageUp)], Act::Move(Step::PageUp), "pgup", "a page up"),
    binding(&[Key::of(Code::PageDown)], Act::Move(Step::PageDown), "pgdn", "a page down"),
    binding(&[Key::of(Code::Home)], Act::Move(Step::First), "home", "to the first"),
    binding(&[Key::of(Code::End)], Act::Move(Step::Last), "end", "to the last"),
    binding(&[Key::of(Code::Tab)], Act::NextColumn, "tab", "to the next column"),
    binding(&[held(Code::Tab, Held::SHIFT)], Act::ColumnBefore, "shift-tab", "to the column before"),
    binding(&[Key::of(Code::Escape)], Act::Close, "esc", "empty the line, or go back to the list"),
    binding(
        &[Key::control('t')],
        Act::Compose,
        "ctrl-t",
        "a session of a length, of your choice or of what is due",
    ),
    binding(&[Key::control('s')], Act::Save, "ctrl-s", "save your session as a program"),
    binding(
        &[held(Code::Up, Held::CONTROL), held(Code::Up, Held::ALT)],
        Act::Raise,
        "ctrl-up alt-up",
        "in your session: move it up; del removes it",
    ),
    binding(
        &[held(Code::Down, Held::CONTROL), held(Code::Down, Held::ALT)],
        Act::Lower,
        "ctrl-down alt-down",
        "in your session: move it down",
    ),
    binding(
        &[Key::control('l')],
        Act::Level,
        "ctrl-l",
        "gentle, steady or full; draws anew (torn lines: --ascii)",
    ),
    binding(&[Key::control('e')], Act::Open, "ctrl-e", "open a file of your own in your editor"),
    binding(&[Key::of(Code::Function(1))], Act::Help, "f1 ?", "these keys; ? while nothing is typed"),
    binding(&[Key::control('q')], Act::Leave, "ctrl-q ctrl-c", "leave"),
    binding(
        &[Key::of(Code::Backspace), Key::control('h')],
        Act::Edit(Edit::DeleteBack),
        "backspace",
        "delete the letter before the cursor",
    ),
    binding(
        &[Key::of(Code::Delete), Key::control('d')],
        Act::Edit(Edit::Delete),
        "del ctrl-d",
        "delete the letter behind it",
    ),
    binding(
        &[Key::control('w'), held(Code::Backspace, Held::ALT)],
        Act::Edit(Edit::DeleteWord),
        "ctrl-w",
        "delete the word before it",
    ),
    binding(&[Key::control('u')], Act::Edit(Edit::DeleteToStart), "ctrl-u", "delete all before it"),
    binding(&[Key::control('k')], Act::Edit(Edit::DeleteToEnd), "ctrl-k", "delete all behind it"),
    binding(
        &[Key::of(Code::Left), Key::control('b')],
        Act::Edit(Edit::Left),
        "left",
        "a letter to the left; a column, while nothing is typed",
    ),
    binding(
        &[Key::of(Code::Right), Key::control('f')],
        Act::Edit(Edit::Right),
        "right",
        "a letter to the right; a column, while nothing is typed",
    ),
    binding(
        &[alt('b'), held(Code::Left, Held::CONTROL), held(Code::Left, Held::ALT)],
        Act::Edit(Edit::WordLeft),
        "alt-b",
        "a word to the left",
    ),
    binding(
        &[alt('f'), held(Code::Right, Held::CONTROL), held(Code::Right, Held::ALT)],
        Act::Edit(Edit::WordRight),
        "alt-f",
        "a word to the right",
    ),
    binding(&[Key::control('a')], Act::Edit(Edit::ToStart), "ctrl-a", "to the start of the line"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_and_none_is_a_letter() {
        let keys: Vec<&Key> = HOME.iter().flat_map(|it| it.codes).collect();
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{key:?} is bound twice");
            let is_letter = matches!(key.code, Code::Char(_)) && !key.held.control && !key.held.alt;
            assert!(!is_letter, "{key:?} is typed");
        }
    }
}
