//! The name of an exercise, out of the words with which it begins.

use super::super::{
    amount::amounts,
    exercise::ExerciseDraft,
    sentence::{SentencePart, is_filler, pieces},
    title,
};
use super::OutlineEntry;

/// The name with which an entry begins, and the rest of it.
pub fn named(entry: &OutlineEntry) -> (Option<String>, &str) {
    let text = entry.text.as_str();
    if title::label(text).is_some() {
        return (None, text);
    }
    let made = |name: &str, from: usize| {
        let name = title::tidy(name);
        let rest = text[from..].trim_start_matches([':', '.', ',', ' ', '-', '–', '—', '|', '\t']);
        // ":30" is a time.
        let before = &text[..text.len() - rest.len()];
        let is_time = before.ends_with(" :") && rest.starts_with(|it: char| it.is_ascii_digit());
        let rest = if is_time { &text[before.len() - 1..] } else { rest };
        (!name.is_empty()).then_some((Some(name), rest))
    };
    if let Some(bold) =
        entry.bold.filter(|it| title::is_title(&text[..*it]) && amounts(&text[..*it]).is_empty())
        && let Some(found) = made(&text[..bold], bold)
    {
        return found;
    }
    let found = amounts(text);
    let first = found.first().map_or(text.len(), |it| it.at.start);
    if let Some((name, from)) = title::before_colon(text).filter(|it| it.1 <= first + 1)
        && let Some(found) = made(name, from)
    {
        return found;
    }
    // "30 s - Neck tilt", "2 x 10 Squats"
    if first == 0 && !found.is_empty() {
        let read = pieces(text, &entry.numbers);
        if let [SentencePart { words, .. }] = &read[..]
            && !words.is_empty()
            && title::is_title(words)
        {
            return (Some(title::tidy(words)), text);
        }
        return (None, text);
    }
    let before = text[..first].trim_end();
    let bare =
        before.trim_end_matches(['(', ',', '-', '–', '—', ':', ' ', '[', '~', '@', '.', '|', '\t', '=']);
    let bare = ["about", "hold for", "hold", "for", "x", "do", "on", "repeat", "take", "and"].iter().fold(
        bare,
        |it, end| {
            let cut = it.len().saturating_sub(end.len());
            let is_word = it.is_char_boundary(cut)
                && it[cut..].eq_ignore_ascii_case(end)
                && it[..cut].ends_with([' ', ',', '-', '(', '.', ':']);
            if is_word {
                it[..cut].trim_end_matches(['(', ',', '-', '–', '—', ':', ' ', '.'])
            } else {
                it
            }
        },
    );
    if first < text.len()
        && !bare.is_empty()
        && title::is_title(bare)
        && !bare.contains(". ")
        && !is_filler(bare)
    {
        let (name, from) = (bare, bare.len());
        if let Some(found) = made(name, from) {
            return found;
        }
    }
    let sentences = entry.sentences();
    if let [name, _, ..] = sentences[..]
        && name.split_whitespace().count() <= 5
        && title::is_title(name)
        && let Some(found) = made(name, name.len())
    {
        return found;
    }
    if sentences.len() <= 1 && found.is_empty() && title::is_title(text) {
        return (Some(title::tidy(text)), "");
    }
    (None, text)
}

/// A name out of the first words of an exercise that has none.
pub fn name_of(draft: &ExerciseDraft) -> Option<String> {
    let words = &draft.pieces.iter().find(|it| !it.words.is_empty())?.words;
    let words = title::without_ordinal(words);
    let clause = words.split([',', '.', ';', ':', '(']).next()?;
    let short: Vec<&str> = clause.split_whitespace().take(7).collect();
    let mut name = short.join(" ");
    for end in
        [" and hold", " and", " to", " the", " your", " for", " with", " then", " a", " of", " on", " in"]
    {
        name = name.strip_suffix(end).unwrap_or(&name).to_owned();
    }
    let name = title::tidy(&name);
    (!name.is_empty()).then_some(name)
}
