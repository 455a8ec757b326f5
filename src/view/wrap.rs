//! Words in lines of a width in cells.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Words in lines. A word that is longer than a line is broken. If the width is 0, there are no lines.
pub fn wrap(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    if width == 0 {
        return lines;
    }
    let mut line = String::new();
    for word in words.split_whitespace() {
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for character in word.chars() {
            if line.width() + character.width().unwrap_or(0) > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(character);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Words after a mark, as lines with their ends. Further lines are indented like the first word; if that leaves
/// too little room, the words are below the mark.
pub fn hanging(mark: &str, words: &str, width: usize) -> String {
    let beside = mark.width();
    let is_narrow = width < beside + NARROWEST && mark.trim() != "";
    let indent = if is_narrow { INDENT } else { beside };
    let lines = wrap(words, width.saturating_sub(indent).max(1));
    let mut text = String::new();
    if is_narrow || lines.is_empty() {
        text += mark.trim_end();
        text.push('\n');
    }
    for (at, line) in lines.iter().enumerate() {
        if at == 0 && !is_narrow {
            text += mark;
        } else {
            text += &" ".repeat(indent);
        }
        text += line;
        text.push('\n');
    }
    text
}

/// The fewest cells for words beside their mark.
const NARROWEST: usize = 16;
/// The indentation of words below their mark.
const INDENT: usize = 4;

/// As many whole words as fit, with a mark if some are left out; empty if not one fits.
pub fn cut_at_a_word(words: &str, width: usize, mark: char) -> String {
    if words.width() <= width {
        return words.to_owned();
    }
    let room = width.saturating_sub(1);
    let mut ends = words.char_indices().filter(|it| it.1 == ' ').map(|it| it.0);
    match ends.rfind(|end| words[..*end].width() <= room) {
        Some(end) => format!("{}{mark}", words[..end].trim_end_matches([' ', ',', '.', ';', ':'])),
        None => String::new(),
    }
}

/// As much of a line as fits, with a mark if it was cut.
pub fn cut(line: &str, width: usize) -> String {
    cut_with(line, width, '…')
}

/// [`cut`] with another mark, one cell wide, for terminals that cannot show the usual one.
pub fn cut_with(line: &str, width: usize, mark: char) -> String {
    if line.width() <= width {
        return line.to_owned();
    }
    let mut kept = String::new();
    for character in line.chars() {
        if kept.width() + character.width().unwrap_or(0) + 1 > width {
            break;
        }
        kept.push(character);
    }
    if width > 0 {
        kept.push(mark);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_where_they_can() {
        assert_eq!(wrap("tip your head", 8), ["tip your", "head"]);
        assert_eq!(wrap("sternocleidomastoid", 8), ["sternocl", "eidomast", "oid"]);
        assert_eq!(wrap("首をゆっくり", 4), ["首を", "ゆっ", "くり"]);
        assert_eq!(wrap("a b", 0), [] as [&str; 0]);
        assert_eq!(wrap("  ", 5), [] as [&str; 0]);
    }

    #[test]
    fn a_line_is_cut_with_a_mark() {
        assert_eq!(cut("neck release", 12), "neck release");
        assert_eq!(cut("neck release", 6), "neck …");
        assert_eq!(cut("neck", 0), "");
    }
}
