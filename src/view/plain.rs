//! The keys of a session in lines. All other lines are the words of its cues, at most one a second of
//! session time.

use super::keys::{self, BINDINGS, Input, Key};
use crate::model::{player::Event, words::plain as words};

/// What a typed line asks for: an empty one pauses, any other is a key of the screen.
pub fn input_for(line: &str) -> Option<Input> {
    let mut letters = line.chars();
    match (letters.next(), letters.next()) {
        (None, _) => Some(Input::Player(Event::Pause)),
        (Some(letter), None) => keys::input_for(Key::char(letter)).filter(is_in_print),
        (Some(_), Some(_)) => None,
    }
}

/// Whether an input changes anything in a session without a screen.
fn is_in_print(input: &Input) -> bool {
    match input {
        Input::Figure | Input::List | Input::Redraw => false,
        Input::Player(_) | Input::Help | Input::Mute | Input::Interrupt => true,
    }
}

/// All the keys, a line each.
pub fn help() -> String {
    let mut lines = vec![words::ENTER.to_owned()];
    for binding in BINDINGS.iter().filter(|it| is_in_print(&it.input)) {
        let letters = binding.keys.split(' ').filter(|it| input_for(it) == Some(binding.input));
        lines.extend(letters.map(|it| words::key(it, binding.does)));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_key_of_the_screen() {
        assert_eq!(input_for(""), Some(Input::Player(Event::Pause)));
        for letter in ["n", "p", "r", "q", "N", "P", "+", "-", "w", "m", "?", "h"] {
            let key = Key::char(letter.chars().next().unwrap_or_default());
            assert_eq!(input_for(letter), keys::input_for(key), "{letter}");
            assert!(input_for(letter).is_some(), "{letter}");
        }
        for line in ["f", "x", "nn", "\u{fffd}", "next", "\u{1b}[C"] {
            assert_eq!(input_for(line), None, "{line:?}");
        }
    }

    #[test]
    fn the_help_has_every_key_that_can_be_typed() {
        let help = help();
        for letter in ["Enter", "n", "p", "N", "P", "r", "+", "-", "w", "m", "?", "q"] {
            assert_eq!(help.lines().filter(|it| it.starts_with(&format!("{letter}: "))).count(), 1, "{help}");
        }
        assert!(!help.contains("figure"), "{help}");
    }
}
