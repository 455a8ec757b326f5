//! Bytes of a terminal to keys.
//!
//! A library that reads keys also waits for the rest of a sequence, which never comes after Alt and
//! `[`, and the time of a hold would stand still. Here nothing waits: what is not whole is kept, and
//! whoever reads the terminal says when the rest did not come. However the bytes are split between two
//! reads, the keys are the same.
//!
//! The forms are those of xterm and what follows it, rxvt, the Linux console, and the numbered keys of
//! the keyboard protocol of kitty and of xterm's `modifyOtherKeys`, in which another program may have
//! left the terminal.

use std::time::Duration;

use super::key::{Button, Code, Held, Key, Mouse, MouseAct, Typed};

const ESCAPE: u8 = 0x1b;
/// No terminal sends a longer sequence for one key.
const LONGEST: usize = 32;
/// No terminal's answer to a question is longer than this.
const LONGEST_ANSWER: usize = 1024;
/// This much of a pasted text is kept. What is longer is still one paste.
const LONGEST_PASTE: usize = 64 * 1024;
/// The marks around a pasted text.
const PASTE: (&[u8], &[u8]) = (b"\x1b[200~", b"\x1b[201~");
/// The rest of a key comes within this, over a slow line too; else the Escape key was meant.
const REST_OF_A_KEY: Duration = Duration::from_millis(40);
/// A pasted text that has no end is over after such a silence.
const REST_OF_A_PASTE: Duration = Duration::from_secs(1);

/// What has come, until it is whole.
#[derive(Debug, Default)]
pub struct Decoder {
    bytes: Vec<u8>,
    /// The text that is being pasted.
    pasted: Option<Vec<u8>>,
}

/// What stands first in some bytes.
#[derive(Debug, PartialEq)]
enum First {
    Typed(Typed),
    PasteBegins,
}

impl Decoder {
    /// Takes what has come, and gives what is whole.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<Typed> {
        self.bytes.extend_from_slice(bytes);
        let mut typed = Vec::new();
        let mut at = 0;
        loop {
            if self.pasted.is_some() {
                let (used, is_over) = self.paste(at);
                at += used;
                if !is_over {
                    break;
                }
                typed.extend(self.end_paste());
            }
            let Some((first, length)) = first(&self.bytes[at..]) else { break };
            at += length;
            match first {
                First::Typed(it) => typed.push(it),
                First::PasteBegins => self.pasted = Some(Vec::new()),
            }
        }
        self.bytes.drain(..at);
        typed
    }

    /// How long to wait for the rest of what has begun; nothing if all is whole.
    pub fn patience(&self) -> Option<Duration> {
        match (&self.pasted, self.bytes.as_slice()) {
            (Some(_), _) => Some(REST_OF_A_PASTE),
            (None, []) => None,
            (None, _) => Some(REST_OF_A_KEY),
        }
    }

    /// The rest did not come. What begins a sequence may be a key by itself; all else is forgotten.
    pub fn give_up(&mut self) -> Vec<Typed> {
        if self.pasted.is_some() {
            self.bytes.clear();
            return self.end_paste().into_iter().collect();
        }
        const INTRODUCERS: &[u8] = b"[O]P_^X";
        let bytes = std::mem::take(&mut self.bytes);
        let escapes = bytes.iter().take_while(|it| **it == ESCAPE).count();
        let keys = match &bytes[escapes..] {
            [] => vec![Key::of(Code::Escape); escapes],
            [letter] if INTRODUCERS.contains(letter) && escapes > 0 => {
                let mut keys = vec![Key::of(Code::Escape); escapes - 1];
                keys.push(Key::char(char::from(*letter)).with_alt());
                keys
            }
            _ => Vec::new(),
        };
        keys.into_iter().map(Typed::Key).collect()
    }

    /// Moves what is pasted out of the bytes from a place on: how many of them, and whether the paste is
    /// over. A beginning of its end mark stays.
    fn paste(&mut self, at: usize) -> (usize, bool) {
        let bytes = &self.bytes[at..];
        let end = bytes.windows(PASTE.1.len()).position(|it| it == PASTE.1);
        let text = end.unwrap_or_else(|| {
            let may_be_end = (1..PASTE.1.len()).rev().find(|it| bytes.ends_with(&PASTE.1[..*it]));
            bytes.len() - may_be_end.unwrap_or_default()
        });
        if let Some(pasted) = &mut self.pasted {
            let room = LONGEST_PASTE.saturating_sub(pasted.len());
            pasted.extend_from_slice(&bytes[..text.min(room)]);
        }
        (text + end.map_or(0, |_| PASTE.1.len()), end.is_some())
    }

    fn end_paste(&mut self) -> Option<Typed> {
        let text = self.pasted.take()?;
        Some(Typed::Paste(String::from_utf8_lossy(&text).into_owned()))
    }
}

/// What stands first in some bytes, and how many of them it takes; none if it is not whole.
fn first(bytes: &[u8]) -> Option<(First, usize)> {
    let typed = |(typed, length)| (First::Typed(typed), length);
    let escape = (First::Typed(Typed::Key(Key::of(Code::Escape))), 1);
    match bytes {
        [] | [ESCAPE] | [ESCAPE, ESCAPE] => None,
        // Alt and an arrow, as rxvt sends it.
        [ESCAPE, ESCAPE, b'[' | b'O', ..] => match first(&bytes[1..])? {
            (First::Typed(Typed::Key(key)), length) => {
                Some((First::Typed(Typed::Key(key.with_alt())), 1 + length))
            }
            (First::Typed(Typed::Paste(_) | Typed::Mouse(_) | Typed::Other) | First::PasteBegins, _) => {
                Some(escape)
            }
        },
        [ESCAPE, ESCAPE, ..] => Some(escape),
        _ if bytes.starts_with(PASTE.0) => Some((First::PasteBegins, PASTE.0.len())),
        [ESCAPE, b'[', rest @ ..] => sequence(rest, b'[').map(typed),
        [ESCAPE, b'O', rest @ ..] => sequence(rest, b'O').map(typed),
        [ESCAPE, b']' | b'P' | b'_' | b'^' | b'X', rest @ ..] => {
            answer(rest).map(|length| (First::Typed(Typed::Other), 2 + length))
        }
        [ESCAPE, rest @ ..] => {
            plain(rest).map(|(key, length)| typed((key.map_or(Typed::Other, with_alt), 1 + length)))
        }
        _ => plain(bytes).map(|(key, length)| typed((key.map_or(Typed::Other, Typed::Key), length))),
    }
}

fn with_alt(key: Key) -> Typed {
    Typed::Key(key.with_alt())
}

/// A key that is one character, and how many bytes it takes; a byte that begins no character is skipped.
fn plain(bytes: &[u8]) -> Option<(Option<Key>, usize)> {
    let key = match *bytes.first()? {
        b'\r' | b'\n' => Key::of(Code::Enter),
        b'\t' => Key::of(Code::Tab),
        0x08 | 0x7f => Key::of(Code::Backspace),
        0x00 => Key::control(' '),
        control @ 0x01..=0x1a => Key::control(char::from(control - 1 + b'a')),
        control @ 0x1b..=0x1f => Key::control(char::from(control - 1 + b'A')),
        _ => return letter(bytes),
    };
    Some((Some(key), 1))
}

/// A letter of UTF-8.
fn letter(bytes: &[u8]) -> Option<(Option<Key>, usize)> {
    let wide = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    let rest = &bytes[1..wide.min(bytes.len())];
    if !rest.iter().all(|it| (0x80..=0xbf).contains(it)) {
        return Some((None, 1));
    }
    let text = std::str::from_utf8(bytes.get(..wide)?).ok();
    let letter = text.and_then(|it| it.chars().next());
    Some(letter.map_or((None, 1), |it| (Some(Key::char(it)), wide)))
}

/// A terminal's answer to a question that another program asked: up to a bell, or `ESC \`.
fn answer(bytes: &[u8]) -> Option<usize> {
    let bell = bytes.iter().position(|it| *it == 0x07).map(|it| it + 1);
    let end = bytes.windows(2).position(|it| it == [ESCAPE, b'\\']).map(|it| it + 2);
    let first = [bell, end].into_iter().flatten().min();
    match first {
        Some(end) if end <= LONGEST_ANSWER => Some(end),
        Some(_) | None => (bytes.len() >= LONGEST_ANSWER).then_some(LONGEST_ANSWER),
    }
}

/// What follows on `ESC [` or `ESC O`: parameters, and the letter that says which key it is. The length
/// includes these two bytes.
fn sequence(bytes: &[u8], introducer: u8) -> Option<(Typed, usize)> {
    match (introducer, bytes) {
        // The function keys of the Linux console have a second bracket, and a letter after it.
        (b'[', [b'[', rest @ ..]) => {
            let key = |letter: u8| Key::of(Code::Function(letter - b'A' + 1));
            return match rest.first()? {
                letter @ b'A'..=b'E' => Some((Typed::Key(key(*letter)), 4)),
                0x20..=0x7e => Some((Typed::Other, 4)),
                _ => Some((Typed::Other, 3)),
            };
        }
        // A click, in the oldest way to say it, has three bytes after it.
        (b'[', [b'M', rest @ ..]) => return (rest.len() >= 3).then_some((Typed::Other, 6)),
        _ => {}
    }
    let is_number = |end: usize| end > 0 && bytes[..end].iter().all(u8::is_ascii_digit);
    // `$` stands between parameters and the last letter, but rxvt ends a key with Shift held with it.
    let is_part = |(at, byte): (usize, &u8)| {
        (0x30..=0x3f).contains(byte)
            || introducer == b'[' && (0x20..=0x2f).contains(byte) && !(*byte == b'$' && is_number(at))
    };
    let end = bytes.iter().enumerate().position(|it| !is_part(it)).unwrap_or(bytes.len());
    if end >= LONGEST {
        return Some((Typed::Other, 2 + LONGEST));
    }
    match *bytes.get(end)? {
        // What ends a sequence; anything else belongs to what comes next.
        last @ 0x20..=0x7e => {
            let decoded = match introducer {
                b'[' => control_sequence(&bytes[..end], last),
                _ => single_shift(&bytes[..end], last).map(Typed::Key),
            };
            Some((decoded.unwrap_or(Typed::Other), 2 + end + 1))
        }
        _ if end == 0 => Some((with_alt(Key::char(char::from(introducer))), 2)),
        _ => Some((Typed::Other, 2 + end)),
    }
}

/// The parameters of a sequence: numbers between semicolons, each with further ones behind colons.
struct Parameters<'a> {
    fields: std::str::Split<'a, char>,
}

impl<'a> Parameters<'a> {
    fn of(bytes: &'a [u8]) -> Option<Parameters<'a>> {
        Some(Parameters { fields: std::str::from_utf8(bytes).ok()?.split(';') })
    }

    /// The next number, and the one behind its colon. One that is left out is 1.
    fn next(&mut self) -> Option<(u32, Option<u32>)> {
        let mut parts = self.fields.next()?.split(':');
        let number = match parts.next()? {
            "" => 1,
            digits => digits.parse().ok()?,
        };
        Some((number, parts.next().and_then(|it| it.parse().ok())))
    }

    /// The keys that are held, as a number; none where it is no press of a key or has keys that mean
    /// nothing here.
    fn held(&mut self) -> Option<Held> {
        const RELEASED: u32 = 3;
        /// The two locks change nothing.
        const LOCKS: u32 = 64 | 128;
        let (number, event) = self.next().unwrap_or((1, None));
        let bits = number.checked_sub(1)? & !LOCKS;
        let is_known = bits & !0b111 == 0 && event != Some(RELEASED);
        is_known.then_some(Held { shift: bits & 1 != 0, alt: bits & 2 != 0, control: bits & 4 != 0 })
    }
}

/// `ESC [`, parameters, and a last letter.
fn control_sequence(parameters: &[u8], last: u8) -> Option<Typed> {
    if let [b'<', rest @ ..] = parameters {
        return mouse(rest, last).map(Typed::Mouse);
    }
    let mut fields = Parameters::of(parameters)?;
    let rxvt = |held| numbered(fields_number(parameters)?).map(|code| Key { code, held });
    let key = match last {
        b'^' => rxvt(Held::CONTROL),
        b'$' => rxvt(Held::SHIFT),
        b'@' => rxvt(Held { shift: true, ..Held::CONTROL }),
        b'a'..=b'd' if parameters.is_empty() => {
            lettered(last.to_ascii_uppercase()).map(|code| Key { code, held: Held::SHIFT })
        }
        b'Z' if parameters.is_empty() => Some(Key { code: Code::Tab, held: Held::SHIFT }),
        b'u' if !parameters.is_empty() => {
            let (code, shifted) = fields.next()?;
            coded(code, shifted, fields.held()?)
        }
        b'~' => match fields.next()?.0 {
            // xterm's `modifyOtherKeys`: the keys that are held come before the number.
            27 => {
                let held = fields.held()?;
                coded(fields.next()?.0, None, held)
            }
            number => numbered(number).zip(fields.held()).map(|(code, held)| Key { code, held }),
        },
        // The first number is 1, which stands there only so that another can follow.
        _ if fields.next()?.0 == 1 => {
            lettered(last).zip(fields.held()).map(|(code, held)| Key { code, held })
        }
        _ => None,
    };
    key.map(Typed::Key)
}

fn fields_number(parameters: &[u8]) -> Option<u32> {
    std::str::from_utf8(parameters).ok()?.parse().ok()
}

/// `ESC O` and a letter, in some terminals with the keys that are held between them; and the keypad.
fn single_shift(parameters: &[u8], last: u8) -> Option<Key> {
    let held = Parameters::of(parameters)?.held()?;
    let code = match last {
        b'a'..=b'd' => {
            let code = lettered(last.to_ascii_uppercase())?;
            return Some(Key { code, held: Held::CONTROL });
        }
        b'M' => Code::Enter,
        b'I' => Code::Tab,
        b' ' => Code::Char(' '),
        b'X' => Code::Char('='),
        // The signs and digits of the keypad, in the order of ASCII.
        b'j'..=b'y' => Code::Char(char::from(last - b'j' + b'*')),
        _ => lettered(last)?,
    };
    Some(Key { code, held })
}

/// The keys that end with a letter of their own.
fn lettered(last: u8) -> Option<Code> {
    Some(match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'P'..=b'S' => Code::Function(last - b'P' + 1),
        _ => return None,
    })
}

/// The keys that are a number before `~`.
fn numbered(number: u32) -> Option<Code> {
    let function = |gap: u32| Code::Function((number - gap) as u8);
    Some(match number {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        // The numbers leave gaps where keyboards of long ago had gaps between their function keys.
        11..=15 => function(10),
        17..=21 => function(11),
        23..=26 => function(12),
        28..=29 => function(13),
        31..=34 => function(14),
        _ => return None,
    })
}

/// A key as the number of its character, and of the one that it gives with Shift.
fn coded(code: u32, shifted: Option<u32>, held: Held) -> Option<Key> {
    /// Keys without a character have numbers of their own here, of which only this one is needed.
    const PRIVATE: std::ops::RangeInclusive<u32> = 0xe000..=0xf8ff;
    const KEYPAD_ENTER: u32 = 57414;
    let code = match code {
        8 | 127 => Code::Backspace,
        9 => Code::Tab,
        13 | KEYPAD_ENTER => Code::Enter,
        27 => Code::Escape,
        code if PRIVATE.contains(&code) => return None,
        code => {
            let letter = char::from_u32(code).filter(|it| !it.is_control())?;
            let shifted = shifted.and_then(char::from_u32).unwrap_or(letter.to_ascii_uppercase());
            let letter = match held {
                Held { control: true, .. } => letter.to_ascii_lowercase(),
                Held { shift: true, .. } => shifted,
                Held { .. } => letter,
            };
            return Some(Key { code: Code::Char(letter), held: Held { shift: false, ..held } });
        }
    };
    Some(Key { code, held })
}

/// A click or a movement in the form that has no limits: `ESC [ <`, three numbers, and `M` or `m`.
fn mouse(parameters: &[u8], last: u8) -> Option<Mouse> {
    let mut fields = Parameters::of(parameters)?;
    let (bits, _) = fields.next()?;
    let mut cell = || u16::try_from(fields.next()?.0.checked_sub(1)?).ok();
    let (column, row) = (cell()?, cell()?);
    let button = match bits & 0b11 {
        0 => Some(Button::Left),
        1 => Some(Button::Middle),
        2 => Some(Button::Right),
        _ => None,
    };
    let act = match (last, bits & 0b1110_0000) {
        (b'M', 0) => MouseAct::Press(button?),
        (b'm', 0) => MouseAct::Release(button?),
        (b'M', 32) => button.map_or(MouseAct::Move, MouseAct::Drag),
        (b'M', 64) if bits & 0b11 == 0 => MouseAct::ScrollUp,
        (b'M', 64) if bits & 0b11 == 1 => MouseAct::ScrollDown,
        _ => return None,
    };
    let held = Held { shift: bits & 4 != 0, alt: bits & 8 != 0, control: bits & 16 != 0 };
    Some(Mouse { act, column, row, held })
}

#[cfg(test)]
mod tests;
