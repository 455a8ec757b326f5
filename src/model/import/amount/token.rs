//! The words, figures and signs of a sentence.

use std::ops::Range;

use crate::model::parse::in_words;

/// A word, a figure or a sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Token<'t> {
    /// In lower case.
    pub low: String,
    /// As it is written.
    pub raw: &'t str,
    /// The bytes of the sentence in which it stands.
    pub at: Range<usize>,
    /// Whether it is written to the one before, without a blank.
    pub is_glued: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Blank,
    Figure,
    Letter,
    Sign,
}

fn sort(sign: char) -> Sort {
    match sign {
        it if it.is_whitespace() => Sort::Blank,
        it if it.is_ascii_digit() => Sort::Figure,
        it if it.is_alphabetic() || it == '\'' => Sort::Letter,
        _ => Sort::Sign,
    }
}

/// A sentence taken apart. A word ends where figures begin, and the other way round: `3x30s` is four tokens.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut signs = text.char_indices().peekable();
    let mut end_before = 0;
    while let Some((start, sign)) = signs.next() {
        let kind = sort(sign);
        if kind == Sort::Blank {
            continue;
        }
        let mut end = start + sign.len_utf8();
        while let Some(&(at, next)) = signs.peek() {
            let goes_on = match kind {
                Sort::Blank | Sort::Sign => false,
                Sort::Letter => sort(next) == Sort::Letter,
                // 1.5 and 1:30 are one figure.
                Sort::Figure => {
                    let more = text[at + next.len_utf8()..].starts_with(|it: char| it.is_ascii_digit());
                    sort(next) == Sort::Figure || (matches!(next, '.' | ':') && more)
                }
            };
            if !goes_on {
                break;
            }
            end = at + next.len_utf8();
            signs.next();
        }
        let raw = &text[start..end];
        let low = match raw {
            "–" | "—" => "-".to_owned(),
            raw => raw.to_lowercase(),
        };
        tokens.push(Token { low, raw, at: start..end, is_glued: start == end_before && start > 0 });
        end_before = end;
    }
    tokens
}

/// The number that begins at a token, whether it is minutes and seconds, and the token behind it.
pub fn number(words: &[Token<'_>], at: usize) -> Option<(f64, bool, usize)> {
    let token = words.get(at)?;
    if token.low.starts_with(|it: char| it.is_ascii_digit()) {
        if token.low.len() > 8 {
            return None;
        }
        let parts: Vec<&str> = token.low.split(':').collect();
        let whole = |it: &&str| it.parse::<u32>().ok();
        return match parts[..] {
            [figure] => Some((figure.parse().ok()?, false, at + 1)),
            [minutes, seconds] if seconds.len() == 2 => {
                let (minutes, seconds) = (whole(&minutes)?, whole(&seconds).filter(|it| *it < 60)?);
                Some((f64::from(minutes * 60 + seconds), true, at + 1))
            }
            [hours, minutes, seconds] => {
                let (hours, minutes, seconds) = (whole(&hours)?, whole(&minutes)?, whole(&seconds)?);
                Some((
                    f64::from(hours.checked_mul(3600)?.checked_add(minutes * 60)?.checked_add(seconds)?),
                    true,
                    at + 1,
                ))
            }
            _ => None,
        };
    }
    let tens = in_words(&token.low)?;
    // "Forty-five", "twenty five"
    let dash = usize::from(words.get(at + 1).is_some_and(|it| it.low == "-" && it.is_glued));
    if tens >= 20
        && tens % 10 == 0
        && let Some(ones) = words.get(at + 1 + dash).and_then(|it| in_words(&it.low)).filter(|it| *it < 10)
    {
        return Some((f64::from(tens + ones), false, at + 2 + dash));
    }
    Some((f64::from(tens), false, at + 1))
}
