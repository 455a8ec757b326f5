//! What has to be read before anything is played: signs that need help, injuries, signs to have looked at. None of
//! it is ever cut: where it is longer than the window, the arrows move it.

use std::cell::Cell;

use super::ColumnMove;

/// How far it was read.
#[derive(Clone, Debug, Default)]
pub struct ReadingPlace {
    /// The first line that is seen.
    first: usize,
    /// The lines in all, and how many of them are seen at once, as it was drawn last.
    drawn: Cell<(usize, usize)>,
}

impl ReadingPlace {
    /// The lines that are seen, of so many where so many rows are for them. The last row is for what is to come.
    pub fn seen(&self, lines: usize, rows: usize) -> std::ops::Range<usize> {
        let rows = if lines > rows { rows.saturating_sub(1).max(1) } else { rows };
        self.drawn.set((lines, rows));
        let first = self.first.min(lines.saturating_sub(rows));
        first..lines.min(first + rows)
    }

    /// Whether lines below were not seen yet.
    pub fn has_more(&self) -> bool {
        let (lines, rows) = self.drawn.get();
        self.first + rows < lines
    }

    /// Whether a step moves what is to be read, or is kept from leading on: up from its beginning there is nothing, and
    /// down from its end are the stretches.
    pub fn reads(&mut self, step: ColumnMove) -> bool {
        let (lines, rows) = self.drawn.get();
        let last = lines.saturating_sub(rows);
        let page = rows.saturating_sub(1).max(1);
        let before = self.first.min(last);
        self.first = match step {
            ColumnMove::Up => before.saturating_sub(1),
            ColumnMove::Down => (before + 1).min(last),
            ColumnMove::PageUp => before.saturating_sub(page),
            ColumnMove::PageDown => (before + page).min(last),
            ColumnMove::First => 0,
            ColumnMove::Last => last,
        };
        self.first != before || step.is_back()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_seen_on_the_way_down() {
        for rows in 1..8 {
            let mut reading = ReadingPlace::default();
            let mut seen = vec![false; 9];
            loop {
                let range = reading.seen(9, rows);
                assert!(range.len() <= rows, "{range:?} of {rows}");
                seen[range].fill(true);
                if !reading.has_more() {
                    break;
                }
                assert!(reading.reads(ColumnMove::Down), "{rows} rows");
            }
            assert_eq!(seen, [true; 9], "{rows} rows");
            assert!(!reading.reads(ColumnMove::Down), "the stretches come next");
            assert!(reading.reads(ColumnMove::First));
            assert_eq!(reading.seen(9, rows).start, 0, "{rows} rows");
        }
        let reading = ReadingPlace::default();
        assert_eq!((reading.seen(4, 4), reading.has_more()), (0..4, false));
    }
}
