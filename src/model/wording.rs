//! The grammar of sentences: plurals, lists, numbers and lengths of time.

use std::fmt::{self, Display};

/// A length as a clock shows it: `4:20`, `1:02:03`.
pub fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// A length as a file writes it: `30s`, `2m`, `1m30s`.
pub fn length(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds}s"),
        (minutes, 0) => format!("{minutes}m"),
        (minutes, seconds) => format!("{minutes}m{seconds}s"),
    }
}

/// A length as it is said: `30 seconds`, `2 minutes`, `1 minute 30 seconds`.
pub fn spoken_length(seconds: u64) -> String {
    let minutes = Count(seconds / 60, "minute");
    let rest = Count(seconds % 60, "second");
    match (minutes.0, rest.0) {
        (0, _) => rest.to_string(),
        (_, 0) => minutes.to_string(),
        (_, _) => format!("{minutes} {rest}"),
    }
}

/// A count and its noun: `1 round`, `2 rounds`.
#[derive(Clone, Copy, Debug)]
pub struct Count(pub u64, pub &'static str);

impl Count {
    /// The word that agrees with the count: `one` for 1, otherwise `several`.
    pub const fn agreeing(self, one: &'static str, several: &'static str) -> &'static str {
        if self.0 == 1 { one } else { several }
    }
}

impl Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Count(count, noun) = *self;
        let many = match noun.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
            Some(_) | None if noun.ends_with("ch") => format!("{noun}es"),
            Some(_) | None => format!("{noun}s"),
        };
        if count == 1 { write!(f, "1 {noun}") } else { write!(f, "{count} {many}") }
    }
}

/// A number with a comma between its thousands: `4,990`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// A word as it can be typed into a shell.
pub fn typed(word: &str) -> String {
    let is_plain =
        !word.is_empty() && word.chars().all(|it| it.is_ascii_alphanumeric() || "/._-+@:".contains(it));
    if is_plain { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

/// A list in words: `a`, `a and b`, `a, b and c`. The joining word, here `and`, is an argument.
pub fn list<T: Display>(items: impl IntoIterator<Item = T>, joined_by: &str) -> String {
    let items: Vec<String> = items.into_iter().map(|it| it.to_string()).collect();
    match items.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} {joined_by} {last}", before.join(", ")),
    }
}

/// A noun with its article.
pub fn a(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// Words with a capital first letter.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_have_commas() {
        let written = [0, 7, 999, 1_000, 4_990, 12_345, 1_234_567].map(thousands);
        assert_eq!(written, ["0", "7", "999", "1,000", "4,990", "12,345", "1,234,567"]);
    }

    #[test]
    fn lengths_in_three_tongues() {
        let all = |seconds| (clock(seconds), length(seconds), spoken_length(seconds));
        let text = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(all(30), text("0:30", "30s", "30 seconds"));
        assert_eq!(all(61), text("1:01", "1m1s", "1 minute 1 second"));
        assert_eq!(all(120), text("2:00", "2m", "2 minutes"));
        assert_eq!(all(3723), text("1:02:03", "62m3s", "62 minutes 3 seconds"));
    }

    #[test]
    fn plurals_and_lists() {
        assert_eq!(Count(1, "side").to_string(), "1 side");
        assert_eq!(Count(0, "side").to_string(), "0 sides");
        assert_eq!(Count(2, "body").to_string(), "2 bodies");
        assert_eq!([0, 1, 2].map(|it| Count(it, "line").agreeing("is", "are")), ["are", "is", "are"]);
        assert_eq!(list(["a", "b", "c"], "or"), "a, b or c");
        assert_eq!(list(["a", "b"], "and"), "a and b");
        assert_eq!(list([] as [&str; 0], "and"), "");
    }
}
