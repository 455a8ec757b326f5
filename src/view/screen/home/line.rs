//! A line that one types and edits, as a shell's is.

use unicode_width::UnicodeWidthChar as _;

/// A line of this many characters takes no more.
const LONGEST: usize = 200;

/// What is typed, and where in it the caret is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    /// In bytes, at the beginning of a character.
    caret: usize,
}

/// What can be done to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Takes away the character before the caret.
    DeleteBack,
    /// Takes away the character behind it.
    Delete,
    /// Takes away the word before it.
    DeleteWord,
    /// Takes away all that is before it.
    DeleteToStart,
    /// Takes away all that is behind it.
    DeleteToEnd,
    /// Goes a character to the left.
    Left,
    /// Goes a character to the right.
    Right,
    /// Goes a word to the left.
    WordLeft,
    /// Goes a word to the right.
    WordRight,
    /// Goes to the beginning.
    ToStart,
    /// Goes to the end.
    ToEnd,
}

impl Line {
    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is before the caret.
    pub fn before(&self) -> &str {
        &self.text[..self.caret]
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Takes all of it away.
    pub fn clear(&mut self) {
        *self = Line::default();
    }

    /// Puts characters before the caret, as far as there is room. Line ends and tabs become blanks; what
    /// cannot be seen is left out.
    pub fn insert(&mut self, typed: &str) {
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let blank = |it: char| if it.is_whitespace() { ' ' } else { it };
        let seen = typed.trim_matches(['\r', '\n']).chars().map(blank).filter(|it| !it.is_control());
        let typed: String = seen.take(room).collect();
        self.text.insert_str(self.caret, &typed);
        self.caret += typed.len();
    }

    /// Changes the line, or the place of the caret. False if nothing changed.
    pub fn edit(&mut self, edit: Edit) -> bool {
        let before = self.clone();
        match edit {
            Edit::DeleteBack => self.delete(self.left()..self.caret),
            Edit::Delete => self.delete(self.caret..self.right()),
            Edit::DeleteWord => self.delete(self.word_left()..self.caret),
            Edit::DeleteToStart => self.delete(0..self.caret),
            Edit::DeleteToEnd => self.delete(self.caret..self.text.len()),
            Edit::Left => self.caret = self.left(),
            Edit::Right => self.caret = self.right(),
            Edit::WordLeft => self.caret = self.word_left(),
            Edit::WordRight => self.caret = self.word_right(),
            Edit::ToStart => self.caret = 0,
            Edit::ToEnd => self.caret = self.text.len(),
        }
        *self != before
    }

    fn delete(&mut self, part: std::ops::Range<usize>) {
        self.caret = part.start;
        self.text.drain(part);
    }

    /// The place a character to the left; what lies on a character, as an accent does, belongs to it.
    fn left(&self) -> usize {
        let mut before = self.before().char_indices().rev();
        before.find(|it| !lies_on_another(it.1)).map_or(0, |it| it.0)
    }

    fn right(&self) -> usize {
        let mut behind = self.text[self.caret..].char_indices().skip(1);
        behind.find(|it| !lies_on_another(it.1)).map_or(self.text.len(), |it| self.caret + it.0)
    }

    fn word_left(&self) -> usize {
        let words = self.before().trim_end();
        words.rfind(char::is_whitespace).map_or(0, |it| it + 1)
    }

    fn word_right(&self) -> usize {
        let rest = &self.text[self.caret..];
        let word = rest.len() - rest.trim_start().len();
        rest[word..].find(char::is_whitespace).map_or(self.text.len(), |it| self.caret + word + it)
    }
}

fn lies_on_another(character: char) -> bool {
    character.width() == Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line whose caret stands at `|`.
    fn line(shown: &str) -> Line {
        let (before, behind) = shown.split_once('|').expect("a caret");
        Line { text: format!("{before}{behind}"), caret: before.len() }
    }

    fn shown(line: &Line) -> String {
        format!("{}|{}", line.before(), &line.text[line.caret..])
    }

    #[test]
    fn a_line_is_edited_as_in_a_shell() {
        for (before, edit, after) in [
            ("neck|", Edit::DeleteBack, "nec|"),
            ("|neck", Edit::DeleteBack, "|neck"),
            ("ne|ck", Edit::DeleteBack, "n|ck"),
            ("ne|ck", Edit::Delete, "ne|k"),
            ("neck|", Edit::Delete, "neck|"),
            ("stiff neck|", Edit::DeleteWord, "stiff |"),
            ("stiff neck  |", Edit::DeleteWord, "stiff |"),
            ("stiff ne|ck", Edit::DeleteWord, "stiff |ck"),
            ("stiff |neck", Edit::DeleteToStart, "|neck"),
            ("stiff |neck", Edit::DeleteToEnd, "stiff |"),
            ("stiff| neck", Edit::Left, "stif|f neck"),
            ("stiff| neck", Edit::Right, "stiff |neck"),
            ("stiff neck|", Edit::WordLeft, "stiff |neck"),
            ("stiff| neck", Edit::WordRight, "stiff neck|"),
            ("stiff neck|", Edit::ToStart, "|stiff neck"),
            ("|stiff neck", Edit::ToEnd, "stiff neck|"),
            // An accent of its own, and characters of several bytes.
            ("cafe\u{301}|", Edit::DeleteBack, "caf|"),
            ("caf|e\u{301}s", Edit::Right, "cafe\u{301}|s"),
            ("首|が", Edit::Delete, "首|"),
        ] {
            let mut line = line(before);
            let changed = line.edit(edit);
            assert_eq!(shown(&line), after, "{before} {edit:?}");
            assert_eq!(changed, before != after, "{before} {edit:?}");
        }
    }

    #[test]
    fn what_is_pasted_is_one_line_and_not_endless() {
        let mut line = line("my |");
        line.insert("stiff\r\n\tneck\x1b[31m\n");
        assert_eq!(shown(&line), "my stiff   neck[31m|");
        line.insert(&"x".repeat(10_000));
        assert_eq!(line.text().chars().count(), LONGEST);
    }
}
