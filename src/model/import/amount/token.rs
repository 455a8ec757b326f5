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
                // 1.5 and 1:30 are one figure, and so is 1,5; but "5,10" and "10,000" are not.
                Sort::Figure => {
                    let after = &text[at + next.len_utf8()..];
                    let more = after.starts_with(|it: char| it.is_ascii_digit());
                    sort(next) == Sort::Figure
                        || matches!(next, '.' | ':') && more
                        || next == ',' && is_decimal_comma(&text[start..at], after)
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
            raw if kind == Sort::Figure => raw.replace(',', "."),
            raw => raw.to_lowercase(),
        };
        tokens.push(Token { low, raw, at: start..end, is_glued: start == end_before && start > 0 });
        end_before = end;
    }
    tokens
}

/// Whether a comma stands where English has a point: "0,5 min", "1,5 min".
fn is_decimal_comma(before: &str, after: &str) -> bool {
    let digits = after.len() - after.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let has_unit = after[digits..].trim_start().starts_with(['m', 's', 'h', 'M', 'S', '-', '–']);
    digits == 1 && before.len() <= 3 && before.chars().all(|it| it.is_ascii_digit()) && has_unit
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
    // ":30" of "Calf stretch :30"
    let follows = || words.get(at + 1).filter(|it| it.is_glued && it.low.len() == 2);
    if token.low == ":"
        && !token.is_glued
        && let Some(seconds) = follows().and_then(|it| it.low.parse::<u32>().ok()).filter(|it| *it < 60)
    {
        return Some((f64::from(seconds), true, at + 2));
    }
    if token.low == "dozen" {
        return Some((12.0, false, at + 1));
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
