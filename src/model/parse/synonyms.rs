//! Words that people use for a word of the format: what they mean here.
//!
//! A synonym is only taken where the word it stands for is known, so `each` is `both` for sides and
//! nothing for muscles. Keys of other programs stand in [`super::foreign`].

use crate::model::nearest;

/// A word, and the word of the format that it means.
const SYNONYMS: &[(&str, &str)] = &[
    // Positions.
    ("sit", "seated"),
    ("sitting", "seated"),
    ("chair", "seated"),
    ("stand", "standing"),
    ("upright", "standing"),
    ("lie", "lying"),
    ("laying", "lying"),
    ("supine", "lying"),
    ("prone", "lying"),
    ("kneel", "kneeling"),
    ("all fours", "kneeling"),
    ("hands and knees", "kneeling"),
    ("on hands and knees", "kneeling"),
    ("on all fours", "kneeling"),
    ("quadruped", "kneeling"),
    ("half kneeling", "kneeling"),
    ("on your back", "lying"),
    ("on your front", "lying"),
    ("side lying", "lying"),
    ("ground", "floor"),
    // Sides.
    ("l", "left"),
    ("r", "right"),
    ("lt", "left"),
    ("rt", "right"),
    ("each", "both"),
    ("each side", "both"),
    ("per side", "both"),
    ("both sides", "both"),
    ("either", "both"),
    ("either side", "both"),
    ("two", "both"),
    ("yes", "both"),
    ("true", "both"),
    ("2", "both"),
    ("bilateral", "both"),
    ("unilateral", "both"),
    ("alternate", "both"),
    ("alternating", "both"),
    ("each leg", "both"),
    ("each arm", "both"),
    ("both legs", "both"),
    ("both arms", "both"),
    ("left side", "left"),
    ("right side", "right"),
    ("left only", "left"),
    ("right only", "right"),
    // Kinds.
    ("stretching", "stretch"),
    ("streching", "stretch"),
    ("static", "stretch"),
    ("flexibility", "stretch"),
    ("breathing", "breath"),
    ("strengthening", "strength"),
    ("exercise", "strength"),
    ("relaxation", "rest"),
    // Areas.
    ("jaw", "face"),
    ("eyes", "face"),
    ("feet", "calves"),
    ("ankles", "calves"),
    ("hands", "wrists"),
    ("legs", "thighs"),
    ("full body", "whole-body"),
    // Things.
    ("pillow", "cushion"),
    ("belt", "strap"),
    ("yoga strap", "strap"),
    ("yoga mat", "mat"),
    ("exercise mat", "mat"),
    ("theraband", "band"),
    ("resistance band", "band"),
    ("elastic band", "band"),
    ("table", "desk"),
    ("door", "doorway"),
    ("door frame", "doorway"),
    ("doorframe", "doorway"),
    // What rests on the ground.
    ("feet", "foot"),
    ("hands", "hand"),
];

/// The one word of a closed list that was meant: a synonym, or the nearest.
pub fn meant<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = word.trim().to_lowercase();
    let plain = plain.strip_prefix("a ").or_else(|| plain.strip_prefix("the ")).unwrap_or(&plain);
    let plain = plain.replace(['-', '_'], " ");
    let same = |it: &&(&str, &'static str)| it.0 == plain;
    let synonyms = SYNONYMS.iter().filter(same).map(|(_, meant)| *meant);
    let known_of = |meant: &str| known.iter().copied().find(|it| *it == meant);
    let mut synonyms = synonyms.filter_map(known_of);
    synonyms.next().or_else(|| nearest::meant(&plain, known.iter().copied()))
}

/// Whether a text of several words is one word of the format in other words: "on hands and knees".
pub fn is_synonym(text: &str) -> bool {
    let plain = text.trim().to_lowercase();
    SYNONYMS.iter().any(|it| it.0 == plain)
}

/// The words of a text that names several, and whether any of them will do: `a, b`, `a and b`, `a or b`.
pub fn several(text: &str) -> Option<(Vec<String>, bool)> {
    let lower = text.to_lowercase();
    let either = lower.contains(" or ");
    let plain = lower.replace(" and ", ",").replace(" or ", ",").replace(" then ", ",");
    let words: Vec<String> = plain
        .split([',', ';', '/', '&', '+'])
        .map(|it| it.trim().to_owned())
        .filter(|it| !it.is_empty())
        .collect();
    (words.len() > 1).then_some((words, either))
}
