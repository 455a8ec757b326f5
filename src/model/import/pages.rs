//! Page numbers, and the header and footer that a copied document repeats on every page.

use super::{Notice, lines::SheetLine};

/// How many lines with words a header or a footer has at most.
const MOST_LINES: usize = 3;

/// The lines without those, so that a step that goes on over the page stays whole; and what was left out.
pub fn without(lines: Vec<SheetLine>) -> (Vec<SheetLine>, Vec<Notice>) {
    let worded: Vec<usize> = (0..lines.len()).filter(|it| !lines[*it].text.trim().is_empty()).collect();
    let pages: Vec<usize> = (0..worded.len()).filter(|it| is_page_number(&lines[worded[*it]].text)).collect();
    let near = |at: usize| pages.iter().any(|it| it.abs_diff(at) <= MOST_LINES);
    let beside: Vec<(usize, String)> = (0..worded.len())
        .filter(|it| near(*it))
        .map(|it| (worded[it], masked(&lines[worded[it]].text)))
        .collect();
    let repeats = |text: &str| beside.iter().filter(|it| it.1 == text).count() >= 2;
    let gone: Vec<usize> = beside
        .iter()
        .filter(|it| {
            is_page_number(&lines[it.0].text) || pages.len() >= 2 && repeats(&it.1) && is_header(&it.1)
        })
        .map(|it| it.0)
        .collect();
    let (mut kept, mut left_out) = (Vec::new(), Vec::new());
    for (at, line) in lines.into_iter().enumerate() {
        if gone.contains(&at) {
            left_out.push(Notice { line: line.number, words: format!("left out: {}", line.text.trim()) });
        } else {
            kept.push(line);
        }
    }
    (kept, left_out)
}

/// "Page 2", "Page 2 of 4", "- 2 -", "2 of 4", "Knee exercises | Page 2 of 4".
fn is_page_number(text: &str) -> bool {
    let low = text.trim().to_lowercase();
    let bare = low.trim_matches(['-', '–', '—', '|', '[', ']', ' ']);
    let is_number = |it: &str| !it.is_empty() && it.len() <= 3 && it.chars().all(|it| it.is_ascii_digit());
    let words: Vec<&str> = bare.split_whitespace().collect();
    match words[..] {
        ["page" | "p.", number] => is_number(number),
        ["page" | "p.", number, "of" | "/", all] | [number, "of", all] => is_number(number) && is_number(all),
        [number] => is_number(number) && bare.len() < low.len(),
        [.., "page", number, "of", all] => is_number(number) && is_number(all) && words.len() <= 12,
        [.., "page", number] => is_number(number) && words.len() <= 12 && !low.contains("see page"),
        _ => false,
    }
}

/// A line with its figures alike, since those of a footer count on.
fn masked(text: &str) -> String {
    text.trim().chars().map(|it| if it.is_ascii_digit() { '0' } else { it }).collect()
}

/// Whether a line that is repeated may be a header: "Hold: 30 s" and "Step-by-step directions" are none.
fn is_header(text: &str) -> bool {
    let is_label = super::title::label(text).is_some() || super::title::leads_to_steps(text);
    !is_label && super::amount::amounts(text).is_empty() && !super::title::is_instruction(text)
}
