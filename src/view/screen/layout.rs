//! Where the parts of a screen are: an area and what it has to hold become areas. Nothing is drawn here.

use ratatui::layout::Rect;

use crate::view::digits;

/// From this size there are rules above and below, with a header and a footer.
const ROOM_FOR_RULES: (u16, u16) = (40, 12);
/// From this height there is a row for the keys on a screen without rules.
const ROOM_FOR_KEYS: u16 = 10;
/// From this height a notice has a row of its own on a screen without rules, and the label, a row of words and
/// the bar still fit.
const ROOM_FOR_NOTICE: u16 = 4;
/// From this width there is room for the figure beside the words.
const ROOM_FOR_FIGURE: u16 = 60 - 2;
/// The figure's part of the width, as a fraction.
const FIGURES_SHARE: (u16, u16) = (9, 20);
/// The longest line of words that is easy to read.
const LONGEST_LINE: u16 = 64;
/// The rows of the words' part besides the words: label, blank, and below them blank, bar and what comes next.
const AROUND_WORDS: u16 = 5;
/// The digits keep their place as long as the words take at most this many lines.
const USUAL_WORDS: u16 = 4;
/// The fewest and the most rows of a figure above the words.
const ABOVE: (u16, u16) = (8, 20);
/// The largest share of the height for digits: they can be read without glasses, and redrawing them each second
/// takes few bytes over a slow line.
const DIGITS_SHARE: u16 = 4;

/// The parts that every screen has. On a small one there are only the body and, if it is high enough, the footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Where the person is in the session.
    pub header: Rect,
    /// The rules below the header and above the footer.
    pub rules: [Rect; 2],
    /// The content of the screen.
    pub body: Rect,
    /// The keys.
    pub footer: Rect,
    /// The notice, if there is one: in place of the lower rule and as many rows above it as it takes, or in rows
    /// of its own.
    pub notice: Rect,
}

/// The parts of a screen of this size, with a notice of so many lines. A long notice takes rows of the body.
pub fn parts(area: Rect, notice: u16) -> Parts {
    let nothing = Rect { height: 0, ..area };
    if area.width < ROOM_FOR_RULES.0 || area.height < ROOM_FOR_RULES.1 {
        let inside = inset(area, u16::from(area.width > 24), 0);
        let keys = u16::from(area.height >= ROOM_FOR_KEYS);
        let [inside, footer] = split_at(inside, inside.height - keys);
        let takes = if area.height < ROOM_FOR_NOTICE { 0 } else { notice.min((area.height / 3).max(1)) };
        let [body, notice] = split_at(inside, inside.height - takes);
        return Parts { header: nothing, rules: [nothing; 2], body, footer, notice };
    }
    let [header, below] = split_at(inset(area, 1, 0), 1);
    let [upper, below] = split_at(below, 1);
    let [body, below] = split_at(below, below.height.saturating_sub(2));
    let [lower, footer] = split_at(below, 1);
    let [body, over] = split_at(body, body.height - notice.saturating_sub(1).min(body.height / 2));
    let body = inset(body, 0, u16::from(body.height > 14));
    let notice = if notice > 0 { over.union(lower) } else { nothing };
    Parts { header, rules: [upper, lower], body, footer, notice }
}

/// The number of lines of words beside the drawn person, by their width.
pub struct LineCounts<'a> {
    /// The lines of the current words.
    pub now: &'a dyn Fn(u16) -> u16,
    /// The most lines of any words of this routine. There is always room for them, so that the person keeps
    /// their size.
    pub most: &'a dyn Fn(u16) -> u16,
}

/// The areas of the figure and of the words: beside each other, or one above the other if the window is high and
/// narrow. If the words would be cut, there is no figure.
pub fn figure_and_words(body: Rect, said: Option<&LineCounts>) -> [Rect; 2] {
    let words = Rect { width: body.width.min(LONGEST_LINE), ..body };
    let nowhere = [Rect { width: 0, ..body }, words];
    let Some(said) = said else { return nowhere };
    let most = |words: Rect| (said.most)(words.width).max(USUAL_WORDS);
    if body.width < ROOM_FOR_FIGURE {
        // If there is no room for both, the person matters more than large digits.
        let above = |below: u16| body.height.saturating_sub(below + 1).min(ABOVE.1);
        let with_digits = most(words) + AROUND_WORDS + digits::least("").1 + 1;
        let beside_label = most(words) + 3;
        let height = above(if above(with_digits) < ABOVE.0 { beside_label } else { with_digits });
        // Cautions are the longest words, and are never cut.
        let left = body.height.saturating_sub(height + 1);
        let height = if (said.now)(words.width) + 2 > left { 0 } else { height };
        let [figure, below] = split_at(body, height);
        let [_, words] = split_at(below, 1);
        return if height < ABOVE.0 { nowhere } else { [figure, words] };
    }
    let (figures, all) = FIGURES_SHARE;
    let [figure, right] = beside(body, ((body.width - 2) * figures + all / 2) / all);
    let [_, words] = beside(right, 2);
    let words = Rect { width: words.width.min(LONGEST_LINE), ..words };
    // At least the label and the bar are above and below the words.
    if (said.now)(words.width) + 2 > words.height { nowhere } else { [figure, words] }
}

/// What the words' part has to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wants<'a> {
    /// The lines that the words take.
    pub lines: u16,
    /// The time, if one is shown.
    pub time: Option<&'a str>,
    /// The lines of what comes next.
    pub next: u16,
}

/// The rows of the words' part. Rows for which there is no room are empty: the last ones first, and the time last
/// of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows {
    /// What is done.
    pub label: Rect,
    /// The words.
    pub words: Rect,
    /// The time in large digits; empty where it stands beside the label.
    pub digits: Rect,
    /// How much is over.
    pub bar: Rect,
    /// What comes next: below the bar, and in little room above it.
    pub next: Rect,
    /// Whether there is little room: the time stands beside the label, and no row is blank.
    pub is_small: bool,
}

/// Lays out label, words, digits, bar and what comes next.
pub fn rows(area: Rect, wants: &Wants) -> Rows {
    let [label, below] = split_at(area, 1);
    let least = wants.time.map_or((0, 0), digits::least);
    let is_roomy = match wants.time {
        Some(_) => area.width >= least.0 && area.height > wants.lines + AROUND_WORDS + least.1,
        None => area.height >= wants.lines + AROUND_WORDS,
    };
    if !is_roomy {
        let [above, bar] = split_at(below, below.height.saturating_sub(1));
        let [words, next] = split_at(above, above.height.saturating_sub(wants.next).max(wants.lines));
        let nothing = Rect { height: 0, ..bar };
        return Rows { label, words, digits: nothing, bar, next, is_small: true };
    }
    // If there is room, the digits keep their place while the words change.
    let digits_and_blank = if wants.time.is_some() { least.1 + 1 } else { 0 };
    let spare = area.height.saturating_sub(AROUND_WORDS + digits_and_blank);
    let [_, below] = split_at(below, 1);
    let [words, below] = split_at(below, wants.lines.max(USUAL_WORDS.min(spare)));
    let [_, below] = split_at(below, 1);
    // What comes next is read to its end before the digits grow.
    let spared = below.height.saturating_sub(2 + wants.next.max(1)).max(least.1);
    let most = (area.height / DIGITS_SHARE + 1).max(least.1).min(spared).min(below.height.saturating_sub(3));
    let height = wants.time.map_or(0, |it| digits::rows_in(it, Rect { height: most, ..below }));
    let [digits, under] = split_at(below, height);
    // Without digits, the rows below them are at the end.
    let skipped = if height > 0 { 1 } else { under.height.saturating_sub(3) };
    let [_, under] = split_at(under, skipped);
    let [bar, under] = split_at(under, 1);
    let [next, _] = split_at(under, wants.next.max(1));
    Rows { label, words, digits, bar, next, is_small: false }
}

/// An area without its outermost columns and its first rows, as far as it has them.
fn inset(area: Rect, sides: u16, top: u16) -> Rect {
    let sides = if area.width > sides * 2 { sides } else { 0 };
    let top = if area.height > top { top } else { 0 };
    Rect { x: area.x + sides, y: area.y + top, width: area.width - sides * 2, height: area.height - top }
}

/// The first columns of an area, and the others.
pub fn beside(area: Rect, width: u16) -> [Rect; 2] {
    let width = width.min(area.width);
    [Rect { width, ..area }, Rect { x: area.x + width, width: area.width - width, ..area }]
}

/// The first rows of an area, and the others.
pub fn split_at(area: Rect, height: u16) -> [Rect; 2] {
    let height = height.min(area.height);
    [Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area }]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first row and the number of rows of each part.
    fn spans(rows: &Rows) -> [(u16, u16); 5] {
        [rows.label, rows.words, rows.digits, rows.bar, rows.next].map(|it| (it.y, it.height))
    }

    #[test]
    fn the_words_part_at_every_size_that_differs() {
        let time = Some("18");
        // Width, height, lines of words and the time; then label, words, digits, bar and next.
        for (width, height, lines, time, expected) in [
            // No row at all, and one row after the other.
            (20, 0, 4, time, [(0, 0), (0, 0), (0, 0), (0, 0), (0, 0)]),
            (20, 1, 4, time, [(0, 1), (1, 0), (1, 0), (1, 0), (1, 0)]),
            (20, 2, 4, time, [(0, 1), (1, 0), (1, 0), (1, 1), (1, 0)]),
            (20, 3, 4, time, [(0, 1), (1, 1), (2, 0), (2, 1), (2, 0)]),
            (20, 6, 4, time, [(0, 1), (1, 4), (5, 0), (5, 1), (5, 0)]),
            (20, 7, 4, time, [(0, 1), (1, 4), (6, 0), (6, 1), (5, 1)]),
            // Too low, and too narrow, for digits.
            (40, 12, 4, time, [(0, 1), (1, 9), (11, 0), (11, 1), (10, 1)]),
            (6, 30, 4, time, [(0, 1), (1, 27), (29, 0), (29, 1), (28, 1)]),
            // Digits, and then larger ones; few words keep the place of four.
            (40, 13, 4, time, [(0, 1), (2, 4), (7, 3), (11, 1), (12, 1)]),
            (40, 13, 1, time, [(0, 1), (2, 4), (7, 3), (11, 1), (12, 1)]),
            (40, 19, 3, time, [(0, 1), (2, 4), (7, 5), (13, 1), (14, 1)]),
            (40, 19, 9, time, [(0, 1), (2, 9), (12, 3), (16, 1), (17, 1)]),
            // Without a time.
            (40, 19, 3, None, [(0, 1), (2, 4), (7, 0), (16, 1), (17, 1)]),
            (40, 8, 3, None, [(0, 1), (2, 3), (6, 0), (6, 1), (7, 1)]),
            (40, 7, 3, None, [(0, 1), (1, 4), (6, 0), (6, 1), (5, 1)]),
        ] {
            let rows = rows(Rect::new(0, 0, width, height), &Wants { lines, time, next: 1 });
            assert_eq!(spans(&rows), expected, "{width}x{height} with {lines} lines and {time:?}");
        }
    }

    #[test]
    fn no_part_lies_on_another_or_outside() {
        for width in 0..=90 {
            for height in 0..=40 {
                let area = Rect::new(3, 2, width, height);
                for told in [0, 1, 3] {
                    let Parts { header, rules: [upper, lower], body, footer, notice } = parts(area, told);
                    let lower = if notice.is_empty() { lower } else { Rect::ZERO };
                    check_apart(area, &[header, upper, body, lower, notice, footer]);
                    let has_room = notice.height > 0;
                    assert_eq!(has_room, told > 0 && height >= ROOM_FOR_NOTICE, "{width}x{height}");
                    assert!(notice.height <= told, "{width}x{height}");
                    for lines in [0, 1, 4, 9] {
                        for time in [None, Some("18"), Some("12:40")] {
                            let rows = rows(body, &Wants { lines, time, next: 2 });
                            check_apart(body, &[rows.label, rows.words, rows.digits, rows.bar, rows.next]);
                        }
                    }
                }
            }
        }
    }

    fn check_apart(area: Rect, parts: &[Rect]) {
        for (index, part) in parts.iter().enumerate().filter(|it| !it.1.is_empty()) {
            assert_eq!(part.intersection(area), *part, "{parts:?} in {area:?}");
            for other in parts[..index].iter().filter(|it| !it.is_empty()) {
                assert!(part.intersection(*other).is_empty(), "{part:?} lies on {other:?}");
            }
        }
    }
}
