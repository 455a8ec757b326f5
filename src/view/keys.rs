//! The keys: one vocabulary, and a table for each screen that it reads, shows and explains.

mod bytes;
pub mod home;
mod key;
mod layouts;

pub use self::{
    bytes::Decoder,
    key::{Act, Button, Code, Held, Key, Mouse, Typed},
};
use super::screen::{agenda::Pick, feeling::Reply, help::HelpInput, home::Step};
use crate::model::{journal::Felt, player::Event};

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
    binding(&[Key::char(' ')], Input::Player(Event::Pause), "space", "pause, or go on"),
    binding(&[Key::char('n'), Key::of(Code::Right)], Input::Player(Event::Next), "n →", "the next part"),
    binding(&[Key::char('p'), Key::of(Code::Left)], Input::Player(Event::Back), "p ←", "the part before"),
    binding(&[Key::char('r')], Input::Player(Event::Again), "r", "this step again"),
    binding(
        &[Key::char('+'), Key::char('=')],
        Input::Player(Event::Longer),
        "+",
        "ten seconds more, on the other side too",
    ),
    binding(&[Key::char('-')], Input::Player(Event::Shorter), "-", "ten seconds less, on the other side too"),
    binding(&[Key::char('N')], Input::Player(Event::NextRoutine), "N", "the next routine"),
    binding(
        &[Key::char('P')],
        Input::Player(Event::PreviousRoutine),
        "P",
        "this routine from its beginning, or the one before",
    ),
    binding(
        &[Key::char('w')],
        Input::Player(Event::Where),
        "w",
        "say where I am: which stretch and side, what is left",
    ),
    binding(&[Key::char('l')], Input::List, "l", "all that is played; choose where to go on"),
    binding(&[Key::char('m')], Input::Mute, "m", "sound off, or on"),
    binding(&[Key::char('f')], Input::Figure, "f", "the figure off, or on"),
    binding(
        &[Key::of(Code::Enter)],
        Input::Player(Event::Proceed),
        "enter",
        "go on where the guide waits for you",
    ),
    binding(&[Key::char('?'), Key::char('h')], Input::Help, "? h", "this help; the session waits meanwhile"),
    binding(&[Key::char('q')], Input::Player(Event::Quit), "q", "leave (press twice)"),
    binding(&[Key::of(Code::Escape)], Input::Player(Event::Stay), "esc", "no: stay, or close this help"),
    binding(&[Key::control('c')], Input::Interrupt, "ctrl-c", "leave at once"),
    binding(
        &[Key::control('l')],
        Input::Redraw,
        "ctrl-l",
        "draw everything again; --ascii helps where lines are torn",
    ),
];

/// The keys of the help.
pub const HELP: &[Binding<HelpInput>] = &[
    binding(
        &[
            Key::of(Code::Escape),
            Key::char('?'),
            Key::char('h'),
            Key::char('q'),
            Key::char(' '),
            Key::of(Code::Enter),
            Key::of(Code::Function(1)),
        ],
        HelpInput::Close,
        "esc",
        "close the help",
    ),
    binding(
        &[Key::char('n'), Key::of(Code::Right), Key::of(Code::Down), Key::of(Code::PageDown)],
        HelpInput::Next,
        "n",
        "the next page",
    ),
    binding(
        &[Key::char('p'), Key::of(Code::Left), Key::of(Code::Up), Key::of(Code::PageUp)],
        HelpInput::Back,
        "p",
        "the page before",
    ),
];

/// The keys of the list of all that is played.
pub const AGENDA: &[Binding<Pick>] = &[
    binding(&[Key::of(Code::Enter), Key::char(' ')], Pick::Jump, "enter", "go on from there"),
    binding(
        &[Key::of(Code::Up), Key::char('p'), Key::control('p'), Key::char('k')],
        Pick::Move(Step::Up),
        "↑ p",
        "up",
    ),
    binding(
        &[Key::of(Code::Down), Key::char('n'), Key::control('n'), Key::char('j')],
        Pick::Move(Step::Down),
        "↓ n",
        "down",
    ),
    binding(&[Key::of(Code::PageUp)], Pick::Move(Step::PageUp), "pgup", "a page up"),
    binding(&[Key::of(Code::PageDown)], Pick::Move(Step::PageDown), "pgdn", "a page down"),
    binding(&[Key::of(Code::Home)], Pick::Move(Step::First), "home", "to the first"),
    binding(&[Key::of(Code::End)], Pick::Move(Step::Last), "end", "to the last"),
    binding(
        &[Key::of(Code::Escape), Key::char('l'), Key::char('q')],
        Pick::Close,
        "esc l",
        "back to where one was",
    ),
];

/// The keys of the last screen of a session; any other key goes on. The digits are typed without Shift on French
/// and Czech keyboards too, where their keys have other signs, and in Arabic and Persian digits.
pub const FEELING: &[Binding<Reply>] = &[
    binding(
        &[Key::char('1'), Key::char('&'), Key::char('+'), Key::char('١'), Key::char('۱')],
        Reply::Felt(Felt::Easy),
        "1",
        "too easy: three times in a row make its holds longer",
    ),
    binding(
        &[Key::char('2'), Key::char('é'), Key::char('ě'), Key::char('٢'), Key::char('۲')],
        Reply::Felt(Felt::Good),
        "2",
        "good",
    ),
    binding(
        &[Key::char('3'), Key::char('"'), Key::char('š'), Key::char('٣'), Key::char('۳')],
        Reply::Felt(Felt::Much),
        "3",
        "too much: its holds are shorter from now on",
    ),
    binding(
        &[Key::char('4'), Key::char('\''), Key::char('č'), Key::char('٤'), Key::char('۴')],
        Reply::Felt(Felt::Hurt),
        "4",
        "it hurt: when to stop, when to see someone; left out for a fortnight",
    ),
    binding(&[Key::char('l')], Reply::List, "l", "the routines, to answer for one of them; back"),
    binding(
        &[Key::of(Code::Up), Key::char('p'), Key::control('p'), Key::char('k')],
        Reply::Move(Step::Up),
        "↑ p",
        "among the routines: up",
    ),
    binding(
        &[Key::of(Code::Down), Key::char('n'), Key::control('n'), Key::char('j')],
        Reply::Move(Step::Down),
        "↓ n",
        "among the routines: down",
    ),
    binding(
        &[Key::char('?'), Key::of(Code::Function(1))],
        Reply::Help,
        "? f1",
        "these keys; any other goes on",
    ),
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
