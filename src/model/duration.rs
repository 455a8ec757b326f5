//! A length of time as people type it beside the words for what it is for: `10m neck and hips`.

use super::{dose::Seconds, parse};

/// The words for minutes behind a number.
const MINUTES: &[&str] = &["m", "min", "mins", "minute", "minutes"];
/// Numbers of minutes that people write as words.
const NUMBERS: &[(&str, &str)] = &[
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("twelve", "12"),
    ("fifteen", "15"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("sixty", "60"),
];
/// Words that only join names.
const JOINING: &[&str] = &["and", "for", "the", "my", "of", "with", "&", "+"];

/// A length and the words behind it, without those that only join. A number alone is minutes.
pub fn with_words(text: &str) -> Option<(Seconds, Vec<String>)> {
    let mut words =
        text.split(|it: char| it.is_whitespace() || it == ',').filter(|it| !it.is_empty()).peekable();
    let first = words.next()?.to_lowercase();
    let in_words = NUMBERS.iter().find(|it| it.0 == first);
    if in_words.is_some() && !words.peek().is_some_and(|it| MINUTES.contains(&it.to_lowercase().as_str())) {
        return None;
    }
    let first = in_words.map_or(first, |it| it.1.to_owned());
    let number = first.trim_end_matches(|it: char| it.is_alphabetic());
    let unit = &first[number.len()..];
    let minutes = number.parse().ok().filter(|_| unit.is_empty() || MINUTES.contains(&unit));
    let length = match minutes {
        Some(minutes) => {
            words.next_if(|it| unit.is_empty() && MINUTES.contains(&it.to_lowercase().as_str()));
            Seconds::checked_mul(minutes, 60).filter(|it| *it > 0)?
        }
        None => clock(&first).or_else(|| parse::typed_length(&first).ok())?,
    };
    let names = words.filter(|it| !JOINING.contains(&it.to_lowercase().as_str()));
    Some((length, names.map(str::to_owned).collect()))
}

/// A length as it is shown: `10:00`, `1:02:30`.
fn clock(text: &str) -> Option<Seconds> {
    let (hours, rest) = match text.split(':').count() {
        3 => text.split_once(':')?,
        _ => ("0", text),
    };
    let (minutes, seconds) = rest.split_once(':')?;
    let digits = |it: &str, most: Seconds| {
        let is_number = !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
        it.parse::<Seconds>().ok().filter(|number| is_number && *number <= most)
    };
    let (hours, minutes) = (digits(hours, 24)?, digits(minutes, 999)?);
    let seconds = digits(seconds, 59).filter(|_| seconds.len() == 2)?;
    Some(hours * 3600 + minutes * 60 + seconds).filter(|it| *it > 0)
}

/// Words that end with a length that says its unit, as `neck and hips 10 minutes` do: the words before it, and the
/// whole with the length in front.
pub fn at_the_end(text: &str) -> Option<(Vec<&str>, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    [2, 1].into_iter().find_map(|count| {
        let (before, length) = words.split_at_checked(words.len().checked_sub(count)?)?;
        let length = length.join(" ");
        let is_it = begins_with_length(&length) && with_words(&length).is_some_and(|it| it.1.is_empty());
        let is_joining = |it: &&str| JOINING.contains(&it.to_lowercase().as_str());
        let names: Vec<&str> = before.iter().copied().filter(|it| !is_joining(it)).collect();
        (is_it && !names.is_empty()).then(|| (names, format!("{length} {}", before.join(" "))))
    })
}

/// Whether words begin with a length that says its unit, as `10m` or `10 minutes` do.
pub fn begins_with_length(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    let is_minutes = |it: &str| MINUTES.contains(&it.to_lowercase().as_str());
    let is_number = first.bytes().all(|it| it.is_ascii_digit());
    with_words(text).is_some() && (!is_number || words.next().is_some_and(is_minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_typed_in_many_ways() {
        for (text, expected) in [
            ("10", Some((600, ""))),
            ("10m", Some((600, ""))),
            (" 10 min ", Some((600, ""))),
            ("10 Minutes for neck and hips", Some((600, "neck hips"))),
            ("ten minutes for neck and hips", Some((600, "neck hips"))),
            ("Five min", Some((300, ""))),
            ("ten", None),
            ("two hands", None),
            ("5m, neck, upper back", Some((300, "neck upper back"))),
            ("90s", Some((90, ""))),
            ("1m30s wrists", Some((90, "wrists"))),
            ("10min my hips", Some((600, "hips"))),
            ("10:00", Some((600, ""))),
            ("1:02:30 hips", Some((3750, "hips"))),
            ("0:00", None),
            ("10:7", None),
            ("1:60", None),
            ("", None),
            ("neck", None),
            ("0", None),
            ("99999999999", None),
            ("4294967295 m", None),
            ("-5", None),
        ] {
            let expected = expected.map(|(seconds, words)| (seconds, words.to_owned()));
            assert_eq!(with_words(text).map(|it| (it.0, it.1.join(" "))), expected, "{text}");
        }
    }

    #[test]
    fn a_length_may_stand_at_the_end() {
        for (text, names, whole) in [
            ("neck and hips 10 minutes", &["neck", "hips"][..], "10 minutes neck and hips"),
            ("neck hips 10m", &["neck", "hips"], "10m neck hips"),
            ("my hips for ten minutes", &["hips"], "ten minutes my hips for"),
            ("knee pain after 90s", &["knee", "pain", "after"], "90s knee pain after"),
        ] {
            let names: Vec<&str> = names.to_vec();
            assert_eq!(at_the_end(text), Some((names, whole.to_owned())), "{text}");
        }
        for text in ["", "10m", "10 minutes", "neck", "neck 10", "hips 90 90", "for 10m"] {
            assert_eq!(at_the_end(text), None, "{text}");
        }
    }

    #[test]
    fn a_length_is_told_from_a_name_that_begins_with_a_number() {
        for text in ["10m", "10m neck hips", "10 minutes neck", "90s wrists", "1m30s"] {
            assert!(begins_with_length(text), "{text}");
        }
        for text in ["", "neck", "90 90 hips", "10", "4 point kneeling", "3d twist", "m10"] {
            assert!(!begins_with_length(text), "{text}");
        }
    }
}
