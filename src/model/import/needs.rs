//! What has to be at hand for an exercise, where its words put the body there and leave no choice: "stand in a doorway",
//! and not "sit on a chair or on the floor".

use super::exercise::Exercise;
use crate::model::routine::Thing;

/// How a sheet says where the body is.
const PLACES: &[(&str, Thing)] = &[
    ("in a doorway", Thing::Doorway),
    ("on a chair", Thing::Chair),
    ("in a chair", Thing::Chair),
    ("facing a wall", Thing::Wall),
    ("against a wall", Thing::Wall),
    ("at a wall", Thing::Wall),
];

/// What an exercise needs, each with the words that say so.
pub fn needs(it: &Exercise) -> Vec<(Thing, &'static str)> {
    let steps = it.steps.iter().map(|it| it.words.as_str());
    let texts: Vec<String> = it
        .setup
        .iter()
        .map(String::as_str)
        .chain(steps)
        .chain([it.name.as_str()])
        .map(str::to_lowercase)
        .collect();
    let mut needs: Vec<(Thing, &'static str)> = Vec::new();
    for (words, thing) in PLACES {
        if texts.iter().any(|it| is_said(it, words)) && !needs.iter().any(|it| it.0 == *thing) {
            needs.push((*thing, words));
        }
    }
    needs
}

/// Whether words are said, and nothing else is said to do as well.
fn is_said(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let (before, rest) = (&text[..at], &text[at + words.len()..]);
        let is_whole = !rest.starts_with(char::is_alphanumeric) && before.ends_with(' ');
        let clause = rest.split(['.', ';']).next().unwrap_or_default();
        let has_choice =
            [before, clause].iter().any(|it| it.split_whitespace().any(|it| matches!(it, "or" | "if")));
        is_whole && !has_choice
    })
}
