//! A line that one types and edits, as a shell's is.

use unicode_width::UnicodeWidthChar as _;

/// A line of this many characters takes no more.
const LONGEST: usize = 200;

/// What is typed, and where in it the caret is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedLine {
    text: String,
    /// In bytes, at the beginning of a character.
    caret: usize,
}

/// What can be done to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEdit {
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

impl TypedLine {
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
        *self = TypedLine::default();
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
    pub fn edit(&mut self, edit: LineEdit) -> bool {
        let before = self.clone();
        match edit {
            LineEdit::DeleteBack => self.delete(self.left()..self.caret),
            LineEdit::Delete => self.delete(self.caret..self.right()),
            LineEdit::DeleteWord => self.delete(self.word_left()..self.caret),
            LineEdit::DeleteToStart => self.delete(0..self.caret),
            LineEdit::DeleteToEnd => self.delete(self.caret..self.text.len()),
            LineEdit::Left => self.caret = self.left(),
            LineEdit::Right => self.caret = self.right(),
            LineEdit::WordLeft => self.caret = self.word_left(),
            LineEdit::WordRight => self.caret = self.word_right(),
            LineEdit::ToStart => self.caret = 0,
            LineEdit::ToEnd => self.caret = self.text.len(),
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
    fn line(shown: &str) -> TypedLine {
        let (before, behind) = shown.split_once('|').expect("a caret");
        TypedLine { text: format!("{before}{behind}"), caret: before.len() }
    }

    fn shown(line: &TypedLine) -> String {
        format!("{}|{}", line.before(), &line.text[line.caret..])
    }

    #[test]
    fn a_line_is_edited_as_in_a_shell() {
        for (before, edit, after) in [
            ("neck|", LineEdit::DeleteBack, "nec|"),
            ("|neck", LineEdit::DeleteBack, "|neck"),
            ("ne|ck", LineEdit::DeleteBack, "n|ck"),
            ("ne|ck", LineEdit::Delete, "ne|k"),
            ("neck|", LineEdit::Delete, "neck|"),
            ("stiff neck|", LineEdit::DeleteWord, "stiff |"),
            ("stiff neck  |", LineEdit::DeleteWord, "stiff |"),
            ("stiff ne|ck", LineEdit::DeleteWord, "stiff |ck"),
            ("stiff |neck", LineEdit::DeleteToStart, "|neck"),
            ("stiff |neck", LineEdit::DeleteToEnd, "stiff |"),
            ("stiff| neck", LineEdit::Left, "stif|f neck"),
            ("stiff| neck", LineEdit::Right, "stiff |neck"),
            ("stiff neck|", LineEdit::WordLeft, "stiff |neck"),
            ("stiff| neck", LineEdit::WordRight, "stiff neck|"),
            ("stiff neck|", LineEdit::ToStart, "|stiff neck"),
            ("|stiff neck", LineEdit::ToEnd, "stiff neck|"),
            // An accent of its own, and characters of several bytes.
            ("cafe\u{301}|", LineEdit::DeleteBack, "caf|"),
            ("caf|e\u{301}s", LineEdit::Right, "cafe\u{301}|s"),
            ("首|が", LineEdit::Delete, "首|"),
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
