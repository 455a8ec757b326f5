//! How the content is worded: short sentences, British spelling, words that a voice says as they are meant.

use super::{content, none, routines};

/// Sentences, as they are heard: each ends with a full stop before a blank, or with the text.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?']).map(str::trim).filter(|it| !it.is_empty())
}

#[test]
fn sentences_are_short_enough_to_be_heard() {
    let mut faults = Vec::new();
    for file in content() {
        let most = if file.is_routine() { 20 } else { 25 };
        for sentence in file.read().into_iter().flat_map(sentences) {
            let words = sentence.split_whitespace().count();
            if words > most {
                faults.push(format!("{}: {words} words, at most {most}: {sentence}", file.name()));
            }
        }
    }
    none(faults);
}

/// Words that are not used, and what is written instead.
const UNUSED: &[(&str, &str)] = &[
    ("toward ", "towards"),
    ("center", "centre"),
    ("gray", "grey"),
    ("color", "colour"),
    ("practise ", "do"),
    ("trouble", "a problem, or the condition by its name"),
    ("above all", "especially"),
    ("will not bear", "cannot take your weight"),
    ("breathing gets hard", "you find it hard to breathe"),
    ("sight blurs", "your vision blurs"),
    ("turns uncomfortable", "gets uncomfortable"),
    ("grow long", "feel the stretch along"),
    ("grow heavy", "relax"),
    ("go slack", "relax"),
    ("without a reason", "for no clear reason"),
    ("disc trouble", "a painful or slipped disc"),
    ("disc pain", "a painful or slipped disc"),
    ("sore disc", "a painful or slipped disc"),
    // A voice says it as if someone wept.
    (" tear ", "torn"),
    ("stay, then", "hold, then"),
    ("and stay,", "hold"),
    (", stay,", "hold"),
];

#[test]
fn words_are_british_and_said_by_people() {
    let mut faults = Vec::new();
    for file in content() {
        for text in file.read() {
            let low = format!("{} ", text.to_lowercase());
            let used = UNUSED.iter().filter(|it| low.contains(it.0));
            faults.extend(used.map(|it| format!("{}: `{}`, better {}: {text}", file.name(), it.0, it.1)));
        }
    }
    none(faults);
}

/// What espeak-ng says otherwise than it is meant, by the phonemes that it writes with `-x`: a sentence that
/// begins so, or a word anywhere, and what is written instead.
const MISPRONOUNCED: &[(&str, &str, &str)] = &[
    ("Close ", "", "Shut; it says the adjective, as in near"),
    ("Use ", "", "Take; it says the noun, as in no use"),
    ("", "tear", "torn or split; it says it as in weeping"),
    ("", "tears", "splits; it says it as in weeping"),
    ("", "separate", "part; it says the adjective"),
    ("", "live", "it says it as in a live wire"),
];

#[test]
fn a_voice_says_every_word_as_it_is_meant() {
    let mut faults = Vec::new();
    for file in routines() {
        for sentence in file.said().into_iter().flat_map(sentences) {
            let has = |word: &str| {
                sentence.split(|it: char| !it.is_alphabetic()).any(|it| it.eq_ignore_ascii_case(word))
            };
            for (begins, word, instead) in MISPRONOUNCED {
                let is_said = if word.is_empty() { sentence.starts_with(begins) } else { has(word) };
                if is_said {
                    faults.push(format!("{}: `{begins}{word}`, better {instead}: {sentence}", file.name()));
                }
            }
        }
    }
    none(faults);
}
