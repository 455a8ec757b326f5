//! The bytes of a sheet as lines: one sort of blank, quote and line end, whatever program wrote them.

use std::borrow::Cow;

use super::foreign::SheetLanguage;
use crate::model::text::is_hostile;

/// How large a sheet may be, in bytes.
pub const MOST_BYTES: usize = 256 * 1024;
/// How many characters a line may have; nobody writes a longer one for people to read.
const LONGEST_LINE: usize = 20_000;

/// Why nothing was made of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetRefused {
    /// It has nothing in it.
    Empty,
    /// So many bytes are too many.
    TooLarge(usize),
    /// This line has too many characters.
    LongLine(usize),
    /// It is a file of this sort, and no text.
    NoText(&'static str),
    /// No exercise was found in it.
    Nothing,
    /// So many exercises are too many for one program.
    TooMany(usize),
    /// It is JSON with a mistake in this line.
    BrokenJson(usize),
    /// Its words are those of another language.
    Foreign(SheetLanguage),
}

/// A line with words in it, or the title of what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLine {
    /// Its number in the sheet, from 1.
    pub number: usize,
    /// Its text, blanks at the beginning included; empty for a line without words.
    pub text: String,
}

/// The text of a sheet.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, SheetRefused> {
    if bytes.len() > MOST_BYTES {
        return Err(SheetRefused::TooLarge(bytes.len()));
    }
    if let Some((_, sort)) = SORTS.iter().find(|it| bytes.starts_with(it.0)) {
        return Err(SheetRefused::NoText(sort));
    }
    let text = decoded(bytes);
    if text.contains('\0') {
        return Err(SheetRefused::NoText("binary file"));
    }
    Ok(text)
}

/// The lines of a text.
pub fn read(text: &str) -> Result<Vec<SheetLine>, SheetRefused> {
    let text = Cow::Borrowed(text);
    let text = if is_web_page(&text) { Cow::Owned(without_tags(&text)) } else { text };
    let ends = |it: char| matches!(it, '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let whole = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines = Vec::new();
    for (index, raw) in whole.split(ends).enumerate() {
        if raw.chars().count() > LONGEST_LINE {
            return Err(SheetRefused::LongLine(index + 1));
        }
        lines.push(SheetLine { number: index + 1, text: plain(without_stamp(raw)) });
    }
    if lines.iter().all(|it| it.text.trim().is_empty()) {
        return Err(SheetRefused::Empty);
    }
    Ok(lines)
}

/// How files begin that hold a sheet, but not as text.
const SORTS: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "word processor file"),
    (b"\xd0\xcf\x11\xe0", "word processor file"),
    (b"{\\rtf", "word processor file"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
];

/// The text, in whichever of the usual encodings it is.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let wide = |from: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).skip(1).filter_map(|it| it.try_into().ok()).map(from);
        Cow::Owned(char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => Cow::Owned(bytes.iter().map(|it| windows(*it)).collect()),
            }
        }
    }
}

/// A byte of an old text of Windows.
fn windows(byte: u8) -> char {
    match byte {
        0x85 => '…',
        0x91 | 0x92 => '\'',
        0x93 | 0x94 => '"',
        0x95 => '•',
        0x96 => '–',
        0x97 => '—',
        0x80..=0x9f => char::REPLACEMENT_CHARACTER,
        byte => char::from(byte),
    }
}

/// Whether a text is a web page: its lines are made by its tags, and no reader finds them by their numbers.
pub fn is_web_page(text: &str) -> bool {
    let begins: String = text.trim_start().chars().take(15).flat_map(char::to_lowercase).collect();
    let lower = || text.to_lowercase();
    begins.starts_with("<!doctype")
        || begins.starts_with("<html")
        || (begins.starts_with('<') && lower().contains("</"))
}

/// The words of a web page, a line for each block of it.
fn without_tags(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let Some((tag, after)) = tag.split_once('>') else { return text };
        let name: String = tag.chars().take_while(|it| it.is_alphanumeric() || *it == '/').collect();
        let name = name.to_lowercase();
        rest = match name.as_str() {
            "script" | "style" | "head" => after.split_once(&format!("</{name}>")).map_or("", |it| it.1),
            _ => after,
        };
        text.push_str(match name.as_str() {
            "li" => "\n- ",
            "h1" | "h2" | "h3" | "h4" | "h5" => "\n\n# ",
            "td" | "th" => " | ",
            "p" | "/p" | "br" | "br/" | "div" | "tr" | "ul" | "ol" | "/ul" | "/ol" | "/h1" | "/h2"
            | "/h3" => "\n",
            _ => "",
        });
    }
    text.push_str(rest);
    text
}

/// Entities that a paste may still have.
const ENTITIES: &[(&str, &str)] = &[
    ("&nbsp;", " "),
    ("&ndash;", "–"),
    ("&mdash;", "—"),
    ("&rsquo;", "'"),
    ("&lsquo;", "'"),
    ("&ldquo;", "\""),
    ("&rdquo;", "\""),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&times;", "x"),
    ("&bull;", "•"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
];

/// A line of a chat without the time at which it was written and its writer: `[12/11/2026, 18:05] Tom: calf stretch`.
fn without_stamp(line: &str) -> &str {
    let bare = line.trim_start_matches(['[', '\u{200e}', ' ']);
    let is_of_stamp =
        |it: char| it.is_ascii_digit() || matches!(it, '/' | '.' | ',' | ':' | ' ' | '-' | '\u{202f}');
    let end = bare.find(|it| !is_of_stamp(it)).unwrap_or(bare.len());
    let (stamp, rest) = bare.split_at(end);
    let rest = ["AM", "PM", "am", "pm"].iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest);
    let has_date =
        stamp.split([' ', ',']).any(|it| it.split(['/', '.', '-']).filter(|it| !it.is_empty()).count() == 3);
    let has_clock = stamp.split([' ', ',']).any(|it| it.split(':').count() >= 2 && it.len() >= 4);
    // A row of a table may begin with a date, too.
    let is_apart = line.starts_with(['[', '\u{200e}']) && rest.starts_with(']')
        || stamp.ends_with(" - ")
        || rest.starts_with(" - ");
    if !has_date || !has_clock || !is_apart {
        return line;
    }
    let rest = rest.trim_start_matches([']', ' ', '-']);
    match rest.split_once(": ") {
        Some((writer, words)) if writer.split_whitespace().count() <= 4 => words,
        _ => rest,
    }
}

/// A line with one sort of blank and quote, and without what cannot be seen.
pub fn plain(raw: &str) -> String {
    let mut raw = Cow::Borrowed(raw);
    for (entity, sign) in ENTITIES {
        if raw.contains(entity) {
            raw = Cow::Owned(raw.replace(entity, sign));
        }
    }
    let mut text = String::with_capacity(raw.len());
    for sign in raw.chars() {
        match sign {
            // A figure on a key is the mark of an item.
            '\u{20e3}' if text.ends_with(|it: char| it.is_ascii_digit()) => text.push('.'),
            '\u{1f51f}' => text.push_str("10."),
            '\u{27a1}' | '\u{2192}' | '\u{21d2}' if !text.trim().is_empty() => text.push('–'),
            '\t' => text.push('\t'),
            it if it.is_whitespace() => text.push(' '),
            '\u{2018}' | '\u{2019}' | '\u{2b9}' | '\u{2032}' | '\u{b4}' => text.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{2033}' => text.push('"'),
            '\u{d7}' | '\u{2715}' | '\u{2716}' => text.push('x'),
            '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2212}' => text.push('-'),
            '½' => push_fraction(&mut text, "5"),
            '¼' => push_fraction(&mut text, "25"),
            '¾' => push_fraction(&mut text, "75"),
            '{' => text.push('('),
            '}' => text.push(')'),
            '\u{20e3}' | '\u{fe0f}' | '\u{200c}' | '\u{200d}' | char::REPLACEMENT_CHARACTER => {}
            it if is_hostile(it) => {}
            it => text.push(it),
        }
    }
    text.truncate(text.trim_end().len());
    many(text)
}

/// "Time(s)" as "Times"; but "Hold (s)" is in seconds.
fn many(text: String) -> String {
    if !text.contains("(s)") {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split("(s)");
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        plain.push_str(if plain.ends_with(char::is_alphabetic) { "s" } else { "(s)" });
        plain.push_str(part);
    }
    plain
}

/// Writes a fraction as its decimals, behind the whole number if there is one.
fn push_fraction(text: &mut String, decimals: &str) {
    let trimmed = text.trim_end_matches(' ').len();
    if text[..trimmed].ends_with(|it: char| it.is_ascii_digit()) {
        text.truncate(trimmed);
    } else {
        text.push('0');
    }
    text.push('.');
    text.push_str(decimals);
}
