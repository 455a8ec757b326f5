//! What is looked at before the YAML reader sees a byte: size, encoding, characters, nesting.
//!
//! The reader takes quadratic time for some files, so what makes them is counted and capped here.
//! The counts are totals and never depths: a `}` in a comment would fool a depth.

use std::borrow::Cow;

use super::faults::{At, Change, Faults};
use crate::model::text::is_hostile;

/// How large a file may be, in bytes.
pub const MOST_BYTES: usize = 256 * 1024;
/// How many `[` and `{` a file may hold.
const MOST_BRACKETS: usize = 2_000;
/// How many `-` or `?` may stand before the first word of a line.
const MOST_MARKS: usize = 32;
/// How many anchors and aliases a file may hold.
const MOST_ANCHORS: usize = 64;
/// How many words a file may hold that look like tags; tags are slow to read, and not known here.
const MOST_TAGS: usize = 64;
/// How many characters of one sort are reported; a file of another kind is full of them.
const MOST_REPORTED: usize = 10;

/// The text of a file with every line end as `\n`, or what is wrong with its bytes.
pub fn admit(bytes: &[u8]) -> Result<Cow<'_, str>, Box<(Cow<'_, str>, Faults)>> {
    let mut faults = Faults::default();
    if bytes.len() > MOST_BYTES {
        let most = MOST_BYTES / 1024;
        faults
            .error(At::File, "", format!("the file is larger than {most} KiB"))
            .hint("a usual one has 2 KiB: split it into several files, or see what it really is");
        return Err(Box::new((Cow::Borrowed(""), faults)));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        faults.error(At::File, "", "the file is UTF-16, not UTF-8").hint("save it again as UTF-8");
        return Err(Box::new((Cow::Borrowed(""), faults)));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => one_line_end(text),
        Err(error) => {
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            let mut shown = one_line_end(&String::from_utf8_lossy(valid)).into_owned();
            let byte = rest.first().unwrap_or(&0);
            faults
                .error(At::Byte(shown.len()).wide(1), "", format!("the byte 0x{byte:02x} is not UTF-8"))
                .hint("save the file as UTF-8");
            shown.push(char::REPLACEMENT_CHARACTER);
            return Err(Box::new((Cow::Owned(shown), faults)));
        }
    };
    characters(&text, &mut faults);
    if faults.is_empty() {
        nesting(&text, &mut faults);
    }
    if faults.is_empty() { Ok(text) } else { Err(Box::new((text, faults))) }
}

/// Windows and old Macintosh line ends become the usual one.
fn one_line_end(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

fn characters(text: &str, faults: &mut Faults) {
    let plain = |it: u8| matches!(it, b'\n' | b'\t' | b' '..=b'~');
    // Without an early end this is one pass of wide instructions, and nearly every file ends here.
    if text.bytes().fold(true, |all, it| all & plain(it)) {
        return;
    }
    let hostile = |&(_, it): &(usize, char)| !matches!(it, '\n' | '\t') && is_hostile(it);
    for (at, character) in text.char_indices().filter(hostile).take(MOST_REPORTED) {
        let code = u32::from(character);
        let (message, hint) = match character {
            '\u{1b}' => (
                "an escape character (U+001B), which can control a terminal".to_string(),
                "delete it; it often comes from text copied out of a terminal",
            ),
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => (
                format!("an invisible character that reverses the reading direction (U+{code:04X})"),
                "delete it, and type the words around it again",
            ),
            it if it.is_control() => (
                format!("a control character (U+{code:04X})"),
                "delete it; a text holds only letters, signs and spaces",
            ),
            _ => (
                format!("an invisible character (U+{code:04X})"),
                "delete it; it often comes from text copied from a web page",
            ),
        };
        let fault = faults.error(At::Byte(at).wide(1), "", message);
        fault.hint(hint);
        if character != '\u{2028}' && character != '\u{2029}' {
            fault.fix(Change::Word(At::Byte(at).wide(1), String::new()));
        }
    }
}

fn nesting(text: &str, faults: &mut Faults) {
    let (mut brackets, mut anchors, mut tags, mut marks) = (0, 0, 0, 0);
    let (mut before, mut at_line_start) = (b'\n', true);
    // Every sign that counts is a byte of its own, also between wider characters.
    for (at, byte) in text.bytes().enumerate() {
        let fault = match byte {
            b'[' | b'{' => {
                brackets += 1;
                (brackets > MOST_BRACKETS).then_some("more than 2,000 `[` and `{`")
            }
            b'*' | b'&' if matches!(before, b' ' | b'\t' | b'\n' | b'[' | b'{' | b',' | b':') => {
                anchors += 1;
                (anchors > MOST_ANCHORS).then_some("more than 64 anchors (`&`) and aliases (`*`)")
            }
            b'!' if matches!(before, b' ' | b'\t' | b'\n' | b'[' | b'{' | b',') => {
                tags += 1;
                (tags > MOST_TAGS).then_some("more than 64 words that begin with `!`")
            }
            b'-' | b'?' if at_line_start => {
                marks += 1;
                let fault = "more than 32 `-` or `?` before the first word of a line";
                (marks > MOST_MARKS).then_some(fault)
            }
            b'%' if before == b'\n' => {
                Some("a line that begins with `%` is a YAML directive, which is not known here")
            }
            _ => None,
        };
        if let Some(message) = fault {
            let hint = match byte {
                b'%' => "delete the line, or put the text in quotes",
                _ => "write the steps out, one `- ` to a line",
            };
            faults.error(At::Byte(at).wide(1), "", message).hint(hint);
            return;
        }
        match byte {
            b'\n' => (marks, at_line_start) = (0, true),
            b' ' | b'-' | b'?' => {}
            _ => at_line_start = false,
        }
        before = byte;
    }
}
