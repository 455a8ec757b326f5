//! Bytes of a terminal to keys.
//!
//! A library that reads keys also waits for the rest of a sequence, which never comes after Alt and
//! `[`, and the time of a hold would stand still. Here nothing waits: what is not whole is kept.

/// A key, as far as keys mean something here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A letter, a digit, a sign.
    Char(char),
    /// Control and a letter, in lower case.
    Control(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Escape,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// Any other, and any with Alt.
    Other,
}

const ESCAPE: u8 = 0x1b;
/// No terminal sends a longer sequence for one key.
const LONGEST: usize = 32;
/// No terminal's answer to a question is longer than this.
const LONGEST_ANSWER: usize = 1024;
/// More than this of what is pasted is not waited for.
const LONGEST_PASTE: usize = 64 * 1024;
/// Around what is pasted, where a program has left that mode on.
const PASTE: (&[u8], &[u8]) = (b"\x1b[200~", b"\x1b[201~");

/// What has come, until it is whole.
#[derive(Debug, Default)]
pub struct Keys {
    bytes: Vec<u8>,
}

impl Keys {
    /// Takes what has come, and gives the keys that are whole.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<Key> {
        self.bytes.extend_from_slice(bytes);
        let mut keys = Vec::new();
        let mut at = 0;
        while let Some((key, length)) = first(&self.bytes[at..]) {
            keys.push(key);
            at += length;
        }
        self.bytes.drain(..at);
        keys
    }

    /// Whether something has begun that is not whole.
    pub fn are_waiting(&self) -> bool {
        !self.bytes.is_empty()
    }

    /// The rest did not come: what was one alone is the escape key, and all else is forgotten.
    pub fn give_up(&mut self) -> Option<Key> {
        let alone = self.bytes == [ESCAPE];
        self.bytes.clear();
        alone.then_some(Key::Escape)
    }
}

/// The first key of some bytes and how many of them it takes; none if there is no whole one.
fn first(bytes: &[u8]) -> Option<(Key, usize)> {
    match bytes {
        [] | [ESCAPE] => None,
        [ESCAPE, ESCAPE] => Some((Key::Escape, 1)),
        // Alt and an arrow, as some send it.
        [ESCAPE, ESCAPE, b'[' | b'O', ..] => first(&bytes[1..]).map(|(_, length)| (Key::Other, 1 + length)),
        [ESCAPE, ESCAPE, ..] => Some((Key::Escape, 1)),
        _ if bytes.starts_with(PASTE.0) => {
            let end = bytes.windows(PASTE.1.len()).position(|it| it == PASTE.1);
            let end = end.map(|it| it + PASTE.1.len());
            end.or_else(|| (bytes.len() > LONGEST_PASTE).then_some(bytes.len())).map(|it| (Key::Other, it))
        }
        [ESCAPE, b'[', rest @ ..] => sequence(rest).map(|(key, length)| (key, 2 + length)),
        [ESCAPE, b'O', rest @ ..] => sequence(rest).map(|(key, length)| (key, 2 + length)),
        [ESCAPE, b']' | b'P' | b'_' | b'^' | b'X', rest @ ..] => {
            answer(rest).map(|length| (Key::Other, 2 + length))
        }
        [ESCAPE, rest @ ..] => first(rest).map(|(_, length)| (Key::Other, 1 + length)),
        [b'\r' | b'\n', ..] => Some((Key::Enter, 1)),
        [control @ 0x01..=0x1a, ..] => Some((Key::Control(char::from(control - 1 + b'a')), 1)),
        [0x00..=0x1f | 0x7f, ..] => Some((Key::Other, 1)),
        _ => letter(bytes),
    }
}

/// What follows on `ESC [` or `ESC O`: parameters, and the letter that says which key it is.
fn sequence(bytes: &[u8]) -> Option<(Key, usize)> {
    match bytes {
        // The function keys of the Linux console have a second bracket, and a letter after it.
        [b'[', rest @ ..] => return rest.first().map(|_| (Key::Other, 2)),
        // A click, in the oldest way to tell it, has three bytes after it.
        [b'M', rest @ ..] => return (rest.len() >= 3).then_some((Key::Other, 4)),
        _ => {}
    }
    let end = bytes.iter().position(|it| !(0x20..=0x3f).contains(it));
    match end {
        Some(0) => Some((arrow(bytes[0]), 1)),
        // A new sequence begins before this one has ended.
        Some(end) if bytes[end] == ESCAPE => Some((Key::Other, end)),
        Some(end) => Some((coded(&bytes[..end], bytes[end]).unwrap_or(Key::Other), end + 1)),
        None if bytes.len() > LONGEST => Some((Key::Other, bytes.len())),
        None => None,
    }
}

/// A terminal's answer to a question that another program asked: up to a bell, or `ESC \`.
fn answer(bytes: &[u8]) -> Option<usize> {
    let bell = bytes.iter().position(|it| *it == 0x07).map(|it| it + 1);
    let end = bytes.windows(2).position(|it| it == [ESCAPE, b'\\']).map(|it| it + 2);
    let first = [bell, end].into_iter().flatten().min();
    first.or_else(|| (bytes.len() > LONGEST_ANSWER).then_some(bytes.len()))
}

/// A key as a number, with the keys that are held down: how a terminal tells it that another program
/// has left in the keyboard protocol of kitty, or in xterm's `modifyOtherKeys`. There too one must be
/// able to leave.
fn coded(parameters: &[u8], last: u8) -> Option<Key> {
    const CONTROL: u32 = 4;
    /// Shift, and the two locks, change nothing that matters here.
    const HARMLESS: u32 = 1 | 64 | 128;
    const RELEASED: u32 = 3;
    let mut fields = std::str::from_utf8(parameters).ok()?.split(';');
    let mut field = || {
        let mut parts = fields.next()?.split(':');
        let number = parts.next()?.parse::<u32>().ok()?;
        Some((number, parts.next().and_then(|it| it.parse::<u32>().ok())))
    };
    let (first, _) = field()?;
    let (held, event) = field().unwrap_or((1, None));
    if event == Some(RELEASED) {
        return None;
    }
    let code = match (last, first) {
        (b'u', code) => code,
        (b'~', 27) => field()?.0,
        (b'C' | b'D', 1) if held.checked_sub(1)? & !HARMLESS == 0 => return Some(arrow(last)),
        _ => return None,
    };
    match (code, held.checked_sub(1)? & !HARMLESS) {
        (13, 0) => Some(Key::Enter),
        (27, 0) => Some(Key::Escape),
        (code, 0) => {
            let letter = char::from_u32(code).filter(|it| !it.is_control())?;
            let is_shifted = (held - 1) & 1 != 0;
            Some(Key::Char(if is_shifted { letter.to_ascii_uppercase() } else { letter }))
        }
        (code, CONTROL) => char::from_u32(code).map(|it| Key::Control(it.to_ascii_lowercase())),
        _ => None,
    }
}

fn arrow(last: u8) -> Key {
    match last {
        b'C' => Key::Right,
        b'D' => Key::Left,
        _ => Key::Other,
    }
}

/// A letter of UTF-8; a byte that begins none is skipped.
fn letter(bytes: &[u8]) -> Option<(Key, usize)> {
    let wide = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    let whole = bytes.get(..wide);
    let text = |bytes| std::str::from_utf8(bytes).ok().and_then(|it: &str| it.chars().next());
    match whole {
        Some(whole) => Some(text(whole).map_or((Key::Other, 1), |it| (Key::Char(it), wide))),
        None if bytes[1..].iter().all(|it| (0x80..=0xbf).contains(it)) => None,
        None => Some((Key::Other, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(bytes: &[u8]) -> Vec<Key> {
        Keys::default().take(bytes)
    }

    #[test]
    fn letters_and_signs_are_themselves() {
        let typed = "nN+ ?é首";
        assert_eq!(keys(typed.as_bytes()), typed.chars().map(Key::Char).collect::<Vec<_>>());
        assert_eq!(keys(b"\r\n"), [Key::Enter, Key::Enter]);
        assert_eq!(keys(b"\x03\x1a\x0c"), [Key::Control('c'), Key::Control('z'), Key::Control('l')]);
        assert_eq!(keys(b"\x7f\x00\x1c"), [Key::Other, Key::Other, Key::Other]);
    }

    #[test]
    fn sequences_are_one_key() {
        assert_eq!(keys(b"\x1b[C\x1b[D\x1bOC\x1bOD"), [Key::Right, Key::Left, Key::Right, Key::Left]);
        for other in [
            "\x1b[1;5C",
            "\x1b[5~",
            "\x1b[[A",
            "\x1bq",
            "\x1bOP",
            "\x1bO2P",
            "\x1b[I",
            "\x1b[M q!",
            "\x1b\x1b[C",
            "\x1b[200~ qn\x1b[201~",
            "\x1b]11;rgb:1e/1e/1e\x1b\\",
            "\x1b]0;q\x07",
            "\x1bP1$r\x1b\\",
        ] {
            assert_eq!(keys(other.as_bytes()), [Key::Other], "{other:?}");
            let then = format!("{other}n");
            assert_eq!(keys(then.as_bytes()), [Key::Other, Key::Char('n')], "{other:?}");
        }
    }

    #[test]
    fn an_escape_is_a_key_when_nothing_follows() {
        let mut typed = Keys::default();
        assert_eq!(typed.take(b"\x1b"), []);
        assert!(typed.are_waiting());
        assert_eq!(typed.give_up(), Some(Key::Escape));
        assert!(!typed.are_waiting());
        assert_eq!(typed.take(b"\x1b\x1b"), [Key::Escape]);
        assert_eq!(typed.give_up(), Some(Key::Escape));
        assert_eq!(typed.take(b"\x1b"), []);
        assert_eq!(typed.take(b"[C"), [Key::Right], "an arrow that came in two pieces");
        assert_eq!(typed.give_up(), None);
    }

    #[test]
    fn keys_as_numbers_are_keys() {
        assert_eq!(
            keys(b"\x1b[113u\x1b[99;5u\x1b[27u\x1b[13u"),
            [Key::Char('q'), Key::Control('c'), Key::Escape, Key::Enter]
        );
        assert_eq!(
            keys(b"\x1b[110;2u\x1b[27;5;99~\x1b[1;1C"),
            [Key::Char('N'), Key::Control('c'), Key::Right]
        );
        assert_eq!(
            keys(b"\x1b[113;1:3u\x1b[113;3u\x1b[1;0u\x1b[u\x1b[;u"),
            [Key::Other; 5],
            "released, Alt, nonsense"
        );
    }

    #[test]
    fn what_is_not_whole_waits_for_its_rest_and_stops_nothing() {
        let mut typed = Keys::default();
        assert_eq!(typed.take(b"\x1b["), []);
        assert_eq!(typed.take(b"Cn"), [Key::Right, Key::Char('n')]);
        assert_eq!(typed.take(b"\xc3"), []);
        assert_eq!(typed.take(b"\xa9"), [Key::Char('é')]);
        for half in ["\x1b[", "\x1bO", "\x1b]", "\x1b[1;"] {
            assert_eq!(typed.take(half.as_bytes()), [], "{half:?}");
            assert_eq!(typed.give_up(), None);
            assert_eq!(typed.take(b"n"), [Key::Char('n')], "{half:?}");
        }
    }

    #[test]
    fn any_bytes_end() {
        for first in 0..=u8::MAX {
            for second in 0..=u8::MAX {
                let mut typed = Keys::default();
                typed.take(&[first, second, b'[', second, first]);
                typed.give_up();
                assert_eq!(typed.take(b"q"), [Key::Char('q')]);
            }
        }
        let mut typed = Keys::default();
        typed.take(b"\x1b[");
        typed.take(&[b'1'; 100]);
        assert_eq!(typed.take(b"q"), [Key::Char('q')], "a sequence without an end is given up");
    }
}
