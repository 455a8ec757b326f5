//! The keys of the home screen. Letters are typed there, so all of them are keys without a letter, or with
//! Control or Alt held.

use super::{Binding, Code, Held, Key, binding};
use crate::{
    model::words::keys::{home, line, list},
    view::screen::home::{Act, ColumnMove, LineEdit},
};

const fn alt(letter: char) -> Key {
    Key::char(letter).with_alt()
}

const fn held(code: Code, held: Held) -> Key {
    Key { code, held }
}

/// The keys of the home screen, the most used first.
pub const HOME: &[Binding<Act>] = &[
    binding(&[Key::of(Code::Enter)], Act::Play, "enter", home::PLAY),
    binding(&[Key::control(' '), Key::of(Code::Insert)], Act::Add, "ctrl-space ins", home::ADD),
    binding(&[Key::of(Code::Up), Key::control('p')], Act::Move(ColumnMove::Up), "up ctrl-p", list::UP),
    binding(
        &[Key::of(Code::Down), Key::control('n')],
        Act::Move(ColumnMove::Down),
        "down ctrl-n",
        list::DOWN,
    ),
    binding(&[Key::of(Code::PageUp)], Act::Move(ColumnMove::PageUp), "pgup", list::PAGE_UP),
    binding(&[Key::of(Code::PageDown)], Act::Move(ColumnMove::PageDown), "pgdn", list::PAGE_DOWN),
    binding(&[Key::of(Code::Home)], Act::Move(ColumnMove::First), "home", list::FIRST),
    binding(&[Key::of(Code::End)], Act::Move(ColumnMove::Last), "end", list::LAST),
    binding(&[Key::of(Code::Tab)], Act::NextColumn, "tab", home::NEXT_COLUMN),
    binding(&[held(Code::Tab, Held::SHIFT)], Act::ColumnBefore, "shift-tab", home::COLUMN_BEFORE),
    binding(&[Key::of(Code::Escape)], Act::Close, "esc", home::CLOSE),
    binding(&[Key::of(Code::Function(1))], Act::Help, "f1 ?", home::HELP),
    binding(&[Key::control('q')], Act::Leave, "ctrl-q ctrl-c", home::LEAVE),
    binding(&[Key::control('t')], Act::Compose, "ctrl-t", home::COMPOSE),
    binding(&[Key::control('s')], Act::Save, "ctrl-s", home::SAVE),
    binding(&[Key::control('x')], Act::Empty, "ctrl-x", home::EMPTY),
    binding(&[Key::control('r')], Act::Restore, "ctrl-r", home::RESTORE),
    binding(
        &[held(Code::Up, Held::CONTROL), held(Code::Up, Held::ALT)],
        Act::Raise,
        "ctrl-up alt-up",
        home::RAISE,
    ),
    binding(
        &[held(Code::Down, Held::CONTROL), held(Code::Down, Held::ALT)],
        Act::Lower,
        "ctrl-down alt-down",
        home::LOWER,
    ),
    binding(&[Key::control('l')], Act::Level, "ctrl-l", home::LEVEL),
    // No key leads there; one looks for it where the keys are.
    binding(&[], Act::Help, "--ascii", home::TORN),
    binding(&[Key::control('e')], Act::Open, "ctrl-e", home::OPEN),
    binding(
        &[Key::of(Code::Backspace), Key::control('h')],
        Act::Edit(LineEdit::DeleteBack),
        "backspace",
        line::DELETE_BACK,
    ),
    binding(
        &[Key::of(Code::Delete), Key::control('d')],
        Act::Edit(LineEdit::Delete),
        "del ctrl-d",
        line::DELETE,
    ),
    binding(
        &[Key::control('w'), held(Code::Backspace, Held::ALT)],
        Act::Edit(LineEdit::DeleteWord),
        "ctrl-w",
        line::DELETE_WORD,
    ),
    binding(&[Key::control('u')], Act::Edit(LineEdit::DeleteToStart), "ctrl-u", line::DELETE_TO_START),
    binding(&[Key::control('k')], Act::Edit(LineEdit::DeleteToEnd), "ctrl-k", line::DELETE_TO_END),
    binding(&[Key::of(Code::Left), Key::control('b')], Act::Edit(LineEdit::Left), "left", line::LEFT),
    binding(&[Key::of(Code::Right), Key::control('f')], Act::Edit(LineEdit::Right), "right", line::RIGHT),
    binding(
        &[alt('b'), held(Code::Left, Held::CONTROL), held(Code::Left, Held::ALT)],
        Act::Edit(LineEdit::WordLeft),
        "alt-b",
        line::WORD_LEFT,
    ),
    binding(
        &[alt('f'), held(Code::Right, Held::CONTROL), held(Code::Right, Held::ALT)],
        Act::Edit(LineEdit::WordRight),
        "alt-f",
        line::WORD_RIGHT,
    ),
    binding(&[Key::control('a')], Act::Edit(LineEdit::ToStart), "ctrl-a", line::TO_START),
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
