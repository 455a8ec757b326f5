//! The keys: one table that the terminal reads, the bottom line shows and the help explains.

mod bytes;
mod key;

pub use self::{
    bytes::Decoder,
    key::{Act, Button, Code, Held, Key, Mouse, Typed},
};
use crate::{model::player::Event, stage::Input};

/// Keys that do the same, how they are written, and what they do.
pub struct Binding {
    codes: &'static [Key],
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
    codes: &'static [Key],
    input: Input,
    keys: &'static str,
    does: &'static str,
    brief: Option<&'static str>,
) -> Binding {
    Binding { codes, input, keys, does, brief }
}

/// All of them, the most used first.
pub const BINDINGS: &[Binding] = &[
    binding(&[Key::char(' ')], Input::Player(Event::Pause), "space", "pause, and go on", Some("pause")),
    binding(
        &[Key::char('n'), Key::of(Code::Right)],
        Input::Player(Event::Next),
        "n →",
        "the next part",
        Some("next"),
    ),
    binding(
        &[Key::char('p'), Key::of(Code::Left)],
        Input::Player(Event::Back),
        "p ←",
        "the part before",
        Some("back"),
    ),
    binding(&[Key::char('N')], Input::Player(Event::NextRoutine), "N", "the next routine", None),
    binding(
        &[Key::char('P')],
        Input::Player(Event::PreviousRoutine),
        "P",
        "this routine from its beginning, or the one before",
        None,
    ),
    binding(&[Key::char('r')], Input::Player(Event::Again), "r", "this step again", None),
    binding(
        &[Key::char('+'), Key::char('=')],
        Input::Player(Event::Longer),
        "+",
        "ten seconds more, on the other side too",
        Some("longer"),
    ),
    binding(
        &[Key::char('-')],
        Input::Player(Event::Shorter),
        "-",
        "ten seconds less, on the other side too",
        None,
    ),
    binding(&[Key::char('m')], Input::Mute, "m", "sound off, and on", Some("mute")),
    binding(&[Key::char('f')], Input::Figure, "f", "the figure off, and on", None),
    binding(
        &[Key::of(Code::Enter)],
        Input::Player(Event::Proceed),
        "enter",
        "go on where the guide waits for you",
        None,
    ),
    binding(&[Key::char('?'), Key::char('h')], Input::Help, "?", "this help", Some("help")),
    binding(
        &[Key::char('q'), Key::of(Code::Escape)],
        Input::Player(Event::Quit),
        "q",
        "leave: asks once, again leaves",
        Some("leave"),
    ),
];

/// What a key press asks for; nothing, if it is bound to nothing.
pub fn input_for(key: Key) -> Option<Input> {
    if key == Key::control('c') {
        return Some(Input::Interrupt);
    }
    if key == Key::control('l') {
        return Some(Input::Redraw);
    }
    BINDINGS.iter().find(|it| it.codes.contains(&key)).map(|it| it.input)
}

/// Whether a key press asks the shell to come back for a while.
pub fn is_stop(key: Key) -> bool {
    key == Key::control('z')
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
        assert_eq!(input_for(Key::char(' ')), Some(Input::Player(Event::Pause)));
        assert_eq!(input_for(Key::of(Code::Right)), input_for(Key::char('n')));
        assert_eq!(input_for(Key::char('N')), Some(Input::Player(Event::NextRoutine)));
        assert_eq!(input_for(Key::control('c')), Some(Input::Interrupt));
        assert_eq!(input_for(Key::control('n')), None);
        assert_eq!(input_for(Key::char('x')), None);
    }
}
