//! A text with its plain slips mended, which knows where each place of it was before.

use std::borrow::Cow;

/// How large a file may be in which slips are mended, in bytes; a reading takes longer in a larger.
const MOST_BYTES: usize = 32 * 1024;
/// How many slips are mended.
const MOST_REPAIRS: usize = 24;

/// A change that mends a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mending {
    /// Where, in bytes.
    pub at: usize,
    /// How many bytes go.
    pub removed: usize,
    /// What comes.
    pub inserted: String,
}

/// The source with its plain slips mended.
#[derive(Debug)]
pub struct MendedSource<'s> {
    text: Cow<'s, str>,
    edits: Vec<Mending>,
    repairs: usize,
}

impl<'s> MendedSource<'s> {
    /// The source itself.
    pub fn new(source: &'s str) -> MendedSource<'s> {
        MendedSource { text: Cow::Borrowed(source), edits: Vec::new(), repairs: 0 }
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where in the source that stands which is here in the draft.
    pub fn original(&self, mut at: usize) -> usize {
        for edit in self.edits.iter().rev() {
            if at >= edit.at + edit.inserted.len() {
                at = at - edit.inserted.len() + edit.removed;
            } else if at > edit.at {
                at = edit.at;
            }
        }
        at
    }

    /// Mends a slip; false if too much was mended already.
    pub fn mend(&mut self, mut edits: Vec<Mending>) -> bool {
        if edits.is_empty() || self.repairs >= MOST_REPAIRS || self.text.len() > MOST_BYTES {
            return false;
        }
        self.repairs += 1;
        // From the end, so that the places of the others stay right.
        edits.sort_by_key(|it| std::cmp::Reverse(it.at));
        let mut text = self.text.to_string();
        for edit in edits {
            text.replace_range(edit.at..edit.at + edit.removed, &edit.inserted);
            self.edits.push(edit);
        }
        self.text = Cow::Owned(text);
        true
    }
}
