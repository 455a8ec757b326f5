//! What an entry says of the exercise that it belongs to: its steps, its amounts, or a note behind a label.

use super::super::{
    Notice,
    amount::Amount,
    exercise::{ExerciseDraft, sentence},
    sentence::{SaidAmount, SentencePart, pieces},
    title::{self, Label},
};
use super::{OutlineEntry, OutlineNode};

pub fn fill_node(draft: &mut ExerciseDraft, node: &OutlineNode) {
    fill(draft, &node.head);
    node.children.iter().for_each(|it| fill(draft, it));
}

/// Adds an entry to what is known of an exercise.
pub fn fill(draft: &mut ExerciseDraft, entry: &OutlineEntry) {
    let text = entry.text.as_str();
    if text.ends_with(':') && title::is_title(text) {
        return; // it only leads to what follows
    }
    if title::is_between(text) {
        return draft.notes.push(Notice { line: entry.line(), words: format!("\"{text}\" is left out") });
    }
    let Some((label, rest)) = title::label(text) else {
        return draft.pieces.extend(pieces(text, &entry.numbers));
    };
    let from = text.len() - rest.len();
    let line = entry.numbers.at(from);
    let mut note = |words: String| draft.notes.push(Notice { line, words });
    match label {
        Label::Amount => {
            let mut read = pieces(text, &entry.numbers);
            // Between the label and the figure there is nothing to say.
            let is_plain = read.iter().any(|it| !it.amounts.is_empty());
            if is_plain {
                for it in &mut read {
                    let words = it.words.split_once(':').map_or(it.words.as_str(), |it| it.1);
                    let only = title::words(words).len() <= 2;
                    it.words = if only { String::new() } else { words.trim().to_owned() };
                }
                draft.pieces.extend(read);
            } else if title::is_instruction(rest) {
                draft.pieces.extend(pieces(rest, &entry.numbers.from(from)));
            } else {
                note(format!("\"{text}\" is not understood"));
            }
        }
        Label::Words => draft.pieces.extend(pieces(rest, &entry.numbers.from(from))),
        Label::Habit => note(format!("\"{text}\" is how often to do it")),
        Label::Caution => {
            let caution = draft.caution.take().map_or(rest.to_owned(), |it| format!("{it} {rest}"));
            draft.caution = Some(sentence(&caution));
        }
        Label::Note => note(format!("\"{text}\" is a note")),
        Label::Sides => {
            let low = rest.to_lowercase();
            let both =
                ["both", "each", "yes", "left and right", "right and left", "l/r", "l & r", "2", "two"]
                    .iter()
                    .any(|it| low.starts_with(it));
            let alone = ["none", "no", "n/a", "-", "central"].iter().any(|it| low == *it);
            let one = match low.trim_end_matches('.') {
                "left" | "l" => Some("left"),
                "right" | "r" => Some("right"),
                _ => None,
            };
            if let Some(side) = one {
                let said =
                    SaidAmount { amount: Amount::Only(side), line, quote: text.to_owned(), guess: None };
                draft.pieces.push(SentencePart { line, words: String::new(), amounts: vec![said] });
            } else if both || low.is_empty() {
                let said =
                    SaidAmount { amount: Amount::Sides(None), line, quote: text.to_owned(), guess: None };
                draft.pieces.push(SentencePart { line, words: String::new(), amounts: vec![said] });
            } else if !alone {
                let read = pieces(text, &entry.numbers);
                if read.iter().any(|it| !it.amounts.is_empty()) {
                    draft
                        .pieces
                        .extend(read.into_iter().map(|it| SentencePart { words: String::new(), ..it }));
                } else {
                    note(format!("\"{text}\" is not understood"));
                }
            }
        }
    }
}

/// Gives a draft what the sheet says of all, where it says nothing itself.
pub fn complete(draft: &mut ExerciseDraft, usual: &[SaidAmount]) {
    let has = |draft: &ExerciseDraft, of: fn(&Amount) -> bool| {
        draft.pieces.iter().flat_map(|it| &it.amounts).any(|it| of(&it.amount))
    };
    let is_hold = |it: &Amount| matches!(it, Amount::Hold(_) | Amount::Bare(_));
    let is_count = |it: &Amount| matches!(it, Amount::Rounds(_) | Amount::Count(_) | Amount::Times(_));
    let is_rounds = |it: &Amount| matches!(it, Amount::Rounds(_));
    let is_side = |it: &Amount| {
        matches!(it, Amount::Sides(_) | Amount::First(_) | Amount::Directions | Amount::Only(_))
    };
    let is_rest = |it: &Amount| matches!(it, Amount::Rest(_));
    let counts = has(draft, |it| matches!(it, Amount::Times(_) | Amount::Count(_)));
    let held = has(draft, is_hold);
    let taken: Vec<SaidAmount> = usual
        .iter()
        .filter(|it| {
            let it = &it.amount;
            is_hold(it) && !held && !counts
                || is_rounds(it) && !has(draft, is_rounds)
                || is_count(it) && !has(draft, is_count)
                || is_side(it) && !has(draft, is_side)
                || is_rest(it) && !has(draft, is_rest)
        })
        .cloned()
        .collect();
    if !taken.is_empty() {
        let line = taken.first().map_or(draft.line, |it| it.line);
        draft.pieces.push(SentencePart { line, words: String::new(), amounts: taken });
    }
}
