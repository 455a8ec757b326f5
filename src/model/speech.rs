//! How long it takes to speak words, and to follow them.
//!
//! The estimate depends on the script: letters, syllable signs and digits take different times, and many
//! scripts write no blanks between words.

use std::time::Duration;

use super::{dose::Seconds, text::Text};

/// Words a second of an unhurried instruction, 150 a minute: the rate usually advised for being
/// understood by listening alone.
const WORDS_A_SECOND: f64 = 2.5;
/// Seconds for the body to follow once the words are understood.
const TIME_TO_FOLLOW: f64 = 2.0;
/// Milliseconds of quiet after the last word.
const QUIET: u64 = 450;
/// Milliseconds of a pause at a comma or between sentences.
const PAUSE: u64 = 300;

/// Seconds for hearing words and following them, rounded up. Never less than saying them takes.
pub fn time_for(words: &Text) -> Seconds {
    let is_word = |it: &&str| it.contains(char::is_alphanumeric);
    let count = words.as_str().split_whitespace().filter(is_word).count();
    let by_words = count as f64 / WORDS_A_SECOND;
    // The quiet after the words is time to follow already.
    let by_speech = (spoken(words) - Duration::from_millis(QUIET)).as_secs_f64();
    (by_words.max(by_speech) + TIME_TO_FOLLOW).ceil() as Seconds
}

/// Seconds for saying words, rounded up.
pub fn time_to_say(words: &Text) -> Seconds {
    spoken(words).as_secs_f64().ceil() as Seconds
}

/// The time for speaking words at an unhurried rate, with the quiet at their end.
///
/// The time of a letter is fitted to espeak-ng at 165 words a minute over the built-in texts; counting letters
/// fits it better than counting words. The other scripts are taken at four to five syllables a second.
pub fn spoken(words: &Text) -> Duration {
    let text = words.as_str();
    let signs: u64 = text.chars().map(milliseconds).sum();
    let pause = if text.chars().next_back().is_some_and(pauses) { PAUSE } else { 0 };
    Duration::from_millis(QUIET + signs - pause)
}

/// Milliseconds that a character takes in speech.
fn milliseconds(sign: char) -> u64 {
    const LETTER: u64 = 52;
    const DIGIT: u64 = 260;
    match sign {
        ' '..='~' | '\u{a0}'..='\u{24f}' => match sign {
            '0'..='9' => DIGIT,
            ',' | '.' | ';' | ':' | '!' | '?' => LETTER + PAUSE,
            _ => LETTER,
        },
        _ if pauses(sign) => PAUSE,
        _ if sign.is_numeric() && !('\u{2e80}'..='\u{9fff}').contains(&sign) => DIGIT,
        // Vowels are not written, and words are short: Hebrew, Arabic, Syriac, Thaana and their forms.
        '\u{590}'..='\u{7bf}' | '\u{8a0}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
            85
        }
        // Two to four signs make a syllable: the scripts of India, Thai, Lao, Tibetan, Burmese, Khmer.
        '\u{900}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{1900}'..='\u{1cff}'
        | '\u{a800}'..='\u{abff}' => 85,
        // A sign is a syllable: Ethiopic, Cherokee, Canadian, Hangul, kana, Yi, Vai.
        '\u{1200}'..='\u{167f}' | '\u{ac00}'..='\u{d7ff}' | '\u{a000}'..='\u{a63f}' => 200,
        '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => 200,
        // A Chinese character is a syllable of Chinese, and often two of Japanese.
        '\u{2e80}'..='\u{303f}'
        | '\u{3100}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => 240,
        // A sign that is no letter, such as an arrow or an emoji, is read out by its name.
        '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' => 900,
        _ => LETTER,
    }
}

/// Whether a voice pauses at this mark.
fn pauses(sign: char) -> bool {
    matches!(
        sign,
        ',' | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | '…'
            | '—'
            | '–'
            | '·'
            | '،'
            | '؛'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '၊'
            | '။'
            | '។'
            | '៕'
            | '៖'
            | '།'
            | '༎'
            | '።'
            | '፣'
            | '፤'
            | '፥'
            | '፧'
            | '፨'
            | '։'
            | '׃'
            | '、'
            | '。'
            | '・'
            | '！'
            | '，'
            | '．'
            | '：'
            | '；'
            | '？'
            | '｡'
            | '､'
            | '･'
    )
}

#[cfg(test)]
mod tests;
