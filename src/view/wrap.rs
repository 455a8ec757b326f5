//! Words broken into lines of a width in cells.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The lines; a word longer than a line is broken. No lines at no width.
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

/// As much of a line as fits, with a mark where it was cut.
pub fn cut(line: &str, width: usize) -> String {
    cut_with(line, width, '…')
}

/// The same with a mark of one's own, one cell wide, for those who cannot show the usual one.
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
