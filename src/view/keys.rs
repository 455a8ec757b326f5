//! The keys: one table that the terminal reads, the bottom line shows and the help explains.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::{model::player::Event, stage::Input};

/// Keys that do the same, how they are written, and what they do.
pub struct Binding {
    codes: &'static [KeyCode],
    /// What happens.
    pub input: Input,
    /// The keys as one reads them.
    pub keys: &'static str,
    /// What they do, in the help.
    pub does: &'static str,
    /// What they do, in a word for the bottom line; most are only in the help.
    pub brief: Option<&'static str>,
}

const fn binding(
    codes: &'static [KeyCode],
    input: Input,
    keys: &'static str,
    does: &'static str,
    brief: Option<&'static str>,
) -> Binding {
    Binding { codes, input, keys, does, brief }
}

/// All of them, the most used first.
pub const BINDINGS: &[Binding] = &[
    binding(&[KeyCode::Char(' ')], Input::Player(Event::Pause), "space", "pause, and go on", Some("pause")),
    binding(
        &[KeyCode::Char('n'), KeyCode::Right],
        Input::Player(Event::Next),
        "n →",
        "the next part",
        Some("next"),
    ),
    binding(
        &[KeyCode::Char('p'), KeyCode::Left],
        Input::Player(Event::Back),
        "p ←",
        "the part before",
        Some("back"),
    ),
    binding(&[KeyCode::Char('N')], Input::Player(Event::NextRoutine), "N", "the next routine", None),
    binding(
        &[KeyCode::Char('P')],
        Input::Player(Event::PreviousRoutine),
        "P",
        "this routine from its beginning, or the one before",
        None,
    ),
    binding(&[KeyCode::Char('r')], Input::Player(Event::Again), "r", "this step again", None),
    binding(
        &[KeyCode::Char('+'), KeyCode::Char('=')],
        Input::Player(Event::Longer),
        "+",
        "ten seconds more, on the other side too",
        Some("longer"),
    ),
    binding(
        &[KeyCode::Char('-')],
        Input::Player(Event::Shorter),
        "-",
        "ten seconds less, on the other side too",
        None,
    ),
    binding(&[KeyCode::Char('m')], Input::Mute, "m", "sound off, and on", Some("mute")),
    binding(&[KeyCode::Char('f')], Input::Figure, "f", "the figure off, and on", None),
    binding(
        &[KeyCode::Enter],
        Input::Player(Event::Proceed),
        "enter",
        "go on where the guide waits for you",
        None,
    ),
    binding(&[KeyCode::Char('?'), KeyCode::Char('h')], Input::Help, "?", "this help", Some("help")),
    binding(
        &[KeyCode::Char('q'), KeyCode::Esc],
        Input::Player(Event::Quit),
        "q",
        "leave: asks once, again leaves",
        Some("leave"),
    ),
];

/// What a key press asks for; nothing, if it is bound to nothing.
pub fn input_for(key: KeyEvent) -> Option<Input> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        let KeyCode::Char(letter) = key.code else { return None };
        return match letter.to_ascii_lowercase() {
            'c' => Some(Input::Interrupt),
            'l' => Some(Input::Redraw),
            _ => None,
        };
    }
    if key.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SUPER | KeyModifiers::META) {
        return None;
    }
    BINDINGS.iter().find(|it| it.codes.contains(&key.code)).map(|it| it.input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things() {
        let mut seen = Vec::new();
        for binding in BINDINGS {
            for code in binding.codes {
                assert!(!seen.contains(code), "{code:?} is bound twice");
                seen.push(*code);
            }
        }
    }

    #[test]
    fn keys_ask_for_what_the_help_says() {
        let pressed = |code, modifiers| input_for(KeyEvent::new(code, modifiers));
        let plain = |code| pressed(code, KeyModifiers::NONE);
        assert_eq!(plain(KeyCode::Char(' ')), Some(Input::Player(Event::Pause)));
        assert_eq!(plain(KeyCode::Right), plain(KeyCode::Char('n')));
        assert_eq!(pressed(KeyCode::Char('N'), KeyModifiers::SHIFT), Some(Input::Player(Event::NextRoutine)));
        assert_eq!(pressed(KeyCode::Char('c'), KeyModifiers::CONTROL), Some(Input::Interrupt));
        assert_eq!(pressed(KeyCode::Char('n'), KeyModifiers::CONTROL), None);
        assert_eq!(plain(KeyCode::Char('x')), None);
    }
}
