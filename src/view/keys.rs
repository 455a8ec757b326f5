//! The keys: one vocabulary, and a table for each screen that it reads, shows and explains.

mod bytes;
pub mod home;
mod key;
mod layouts;

use std::time::Duration;

pub use self::{
    bytes::Decoder,
    key::{Button, Code, Held, Key, Mouse, MouseAct, Typed},
};
use super::screen::{agenda::Pick, feeling::Reply, help::HelpInput, home::ColumnMove};
use crate::model::{
    journal::Felt,
    player::Event,
    words::keys::{feeling, help, list, session},
};

/// What is asked of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Something for the player.
    Player(Event),
    /// Show or hide the help.
    Help,
    /// Show all that is played.
    List,
    /// Show or hide the figure.
    Figure,
    /// Turn sound off or on.
    Mute,
    /// Draw everything again, since something else wrote on the screen.
    Redraw,
    /// An interrupt from the keyboard.
    Interrupt,
}

/// Keys that do one thing, and what it is.
pub struct Binding<A: 'static> {
    codes: &'static [Key],
    /// The input.
    pub input: A,
    /// The names of the keys.
    pub keys: &'static str,
    /// What they do, in the help.
    pub does: &'static str,
}

const fn binding<A>(codes: &'static [Key], input: A, keys: &'static str, does: &'static str) -> Binding<A> {
    Binding { codes, input, keys, does }
}

/// The input of a key by a table; none if it is not in the table. Shift makes no difference to a key that has no
/// other meaning with it, and a letter of another script is the one on the same key of a Latin keyboard.
pub fn find<A: Copy>(table: &[Binding<A>], key: Key) -> Option<A> {
    let unshifted = Key { held: Held { shift: false, ..key.held }, ..key };
    let named = |key: Key| table.iter().find(|it| it.codes.contains(&key)).map(|it| it.input);
    let on_the_same_key = |key: Key| match key.code {
        Code::Char(letter) => layouts::latin(letter).map(|it| Key { code: Code::Char(it), ..key }),
        Code::Enter
        | Code::Escape
        | Code::Tab
        | Code::Backspace
        | Code::Delete
        | Code::Insert
        | Code::Home
        | Code::End
        | Code::PageUp
        | Code::PageDown
        | Code::Up
        | Code::Down
        | Code::Left
        | Code::Right
        | Code::Function(_) => None,
    };
    named(key).or_else(|| named(unshifted)).or_else(|| named(on_the_same_key(key)?))
}

/// The keys of a session, the most used first.
pub const BINDINGS: &[Binding<Input>] = &[
    binding(&[Key::char(' ')], Input::Player(Event::Pause), "space", session::PAUSE),
    binding(&[Key::char('n'), Key::of(Code::Right)], Input::Player(Event::Next), "n →", session::NEXT),
    binding(&[Key::char('p'), Key::of(Code::Left)], Input::Player(Event::Back), "p ←", session::BACK),
    binding(&[Key::char('r')], Input::Player(Event::Again), "r", session::AGAIN),
    binding(&[Key::char('+'), Key::char('=')], Input::Player(Event::Longer), "+", session::LONGER),
    binding(&[Key::char('-')], Input::Player(Event::Shorter), "-", session::SHORTER),
    binding(&[Key::char('N')], Input::Player(Event::NextRoutine), "N", session::NEXT_ROUTINE),
    binding(&[Key::char('P')], Input::Player(Event::PreviousRoutine), "P", session::PREVIOUS_ROUTINE),
    binding(&[Key::char('w')], Input::Player(Event::Where), "w", session::WHERE),
    binding(&[Key::char('l')], Input::List, "l", session::LIST),
    binding(&[Key::char('m')], Input::Mute, "m", session::MUTE),
    binding(&[Key::char('f')], Input::Figure, "f", session::FIGURE),
    binding(&[Key::of(Code::Enter)], Input::Player(Event::Proceed), "enter", session::PROCEED),
    binding(&[Key::char('?'), Key::char('h')], Input::Help, "? h", session::HELP),
    binding(&[Key::char('q')], Input::Player(Event::Quit), "q", session::QUIT),
    binding(&[Key::of(Code::Escape)], Input::Player(Event::Stay), "esc", session::STAY),
    binding(&[Key::control('c')], Input::Interrupt, "ctrl-c", session::INTERRUPT),
    binding(&[Key::control('l')], Input::Redraw, "ctrl-l", session::REDRAW),
];

/// So long after a session a key that goes through it is one press too many: repeated keys come more often.
pub const STRAY: Duration = Duration::from_millis(700);

/// Whether a key goes through a session, as one presses it many times in a row. The last of these may come too late.
pub fn goes_through_a_session(key: Key) -> bool {
    let moves = [
        Event::Pause,
        Event::Next,
        Event::Back,
        Event::NextRoutine,
        Event::PreviousRoutine,
        Event::Again,
        Event::Longer,
        Event::Shorter,
    ];
    find(BINDINGS, key).is_some_and(|it| moves.map(Input::Player).contains(&it))
}

/// How long after the last one such a key is one press too many where something is asked: whoever skips to the end
/// presses once a second, and is not to pass over the question. Other keys wait for nothing.
pub fn passes_over(key: Key) -> Option<Duration> {
    const SKIPPED: Duration = Duration::from_secs(2);
    let skips = [Event::Next, Event::NextRoutine].map(Input::Player);
    let is_skip = find(BINDINGS, key).is_some_and(|it| skips.contains(&it));
    goes_through_a_session(key).then_some(if is_skip { SKIPPED } else { STRAY })
}

/// The keys of the help.
pub const HELP: &[Binding<HelpInput>] = &[
    binding(
        &[
            Key::of(Code::Escape),
            Key::char('?'),
            Key::char('h'),
            Key::char('q'),
            Key::of(Code::Enter),
            Key::of(Code::Function(1)),
        ],
        HelpInput::Close,
        "esc",
        help::CLOSE,
    ),
    binding(&[Key::char(' ')], HelpInput::On, "space", help::ON),
    binding(
        &[Key::char('n'), Key::of(Code::Right), Key::of(Code::Down), Key::of(Code::PageDown)],
        HelpInput::Next,
        "n",
        help::NEXT,
    ),
    binding(
        &[Key::char('p'), Key::of(Code::Left), Key::of(Code::Up), Key::of(Code::PageUp)],
        HelpInput::Back,
        "p",
        help::BACK,
    ),
];

/// The keys of the list of all that is played.
pub const AGENDA: &[Binding<Pick>] = &[
    binding(&[Key::of(Code::Enter), Key::char(' ')], Pick::Jump, "enter", list::JUMP),
    binding(
        &[Key::of(Code::Up), Key::char('p'), Key::control('p'), Key::char('k')],
        Pick::Move(ColumnMove::Up),
        "↑ p",
        list::UP,
    ),
    binding(
        &[Key::of(Code::Down), Key::char('n'), Key::control('n'), Key::char('j')],
        Pick::Move(ColumnMove::Down),
        "↓ n",
        list::DOWN,
    ),
    binding(&[Key::of(Code::PageUp)], Pick::Move(ColumnMove::PageUp), "pgup", list::PAGE_UP),
    binding(&[Key::of(Code::PageDown)], Pick::Move(ColumnMove::PageDown), "pgdn", list::PAGE_DOWN),
    binding(&[Key::of(Code::Home)], Pick::Move(ColumnMove::First), "home", list::FIRST),
    binding(&[Key::of(Code::End)], Pick::Move(ColumnMove::Last), "end", list::LAST),
    binding(&[Key::of(Code::Escape), Key::char('l'), Key::char('q')], Pick::Close, "esc l", list::CLOSE),
];

/// The keys of the last screen of a session; any other key goes on. The digits are typed without Shift on French
/// and Czech keyboards too, where their keys have other signs, and in Arabic and Persian digits.
pub const FEELING: &[Binding<Reply>] = &[
    binding(
        &[Key::char('1'), Key::char('&'), Key::char('+'), Key::char('١'), Key::char('۱')],
        Reply::Felt(Felt::Easy),
        "1",
        feeling::EASY,
    ),
    binding(
        &[Key::char('2'), Key::char('é'), Key::char('ě'), Key::char('٢'), Key::char('۲')],
        Reply::Felt(Felt::Good),
        "2",
        feeling::GOOD,
    ),
    binding(
        &[Key::char('3'), Key::char('"'), Key::char('š'), Key::char('٣'), Key::char('۳')],
        Reply::Felt(Felt::Much),
        "3",
        feeling::MUCH,
    ),
    binding(
        &[Key::char('4'), Key::char('\''), Key::char('č'), Key::char('٤'), Key::char('۴')],
        Reply::Felt(Felt::Hurt),
        "4",
        feeling::HURT,
    ),
    binding(&[Key::char('l')], Reply::List, "l", feeling::LIST),
    binding(
        &[Key::of(Code::Up), Key::char('p'), Key::control('p'), Key::char('k')],
        Reply::Move(ColumnMove::Up),
        "↑ p",
        feeling::UP,
    ),
    binding(
        &[Key::of(Code::Down), Key::char('n'), Key::control('n'), Key::char('j')],
        Reply::Move(ColumnMove::Down),
        "↓ n",
        feeling::DOWN,
    ),
    binding(&[Key::char('?'), Key::of(Code::Function(1))], Reply::Help, "? f1", feeling::HELP),
];

/// The input of a key in a session; none if it has no meaning there.
pub fn input_for(key: Key) -> Option<Input> {
    find(BINDINGS, key)
}

/// Whether a key interrupts the program, whatever is shown.
pub fn is_interrupt(key: Key) -> bool {
    key == Key::control('c')
}

/// Whether a key asks to draw everything once more, whatever is shown.
pub fn is_redraw(key: Key) -> bool {
    key == Key::control('l')
}

/// Whether a key asks the shell to come back for a while, whatever is shown.
pub fn is_stop(key: Key) -> bool {
    key == Key::control('z')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things() {
        let session: Vec<&Key> = BINDINGS.iter().flat_map(|it| it.codes).collect();
        let help: Vec<&Key> = HELP.iter().flat_map(|it| it.codes).collect();
        let agenda: Vec<&Key> = AGENDA.iter().flat_map(|it| it.codes).collect();
        let feeling: Vec<&Key> = FEELING.iter().flat_map(|it| it.codes).collect();
        for keys in [session, help, agenda, feeling] {
            for (at, key) in keys.iter().enumerate() {
                assert!(!keys[..at].contains(key), "{key:?} is bound twice");
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
        // On a Russian keyboard.
        assert_eq!(input_for(Key::char('й')), input_for(Key::char('q')));
        assert_eq!(input_for(Key::char('Т')), input_for(Key::char('N')));
    }
}
