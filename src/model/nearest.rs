//! The names that a mistyped word probably meant: one rule for files, for targets and for options.
//!
//! A suggestion is worth making only if the person would agree with it. Few neighbours of a short word are
//! likely, so the rule depends on the length: `wall` is not suggested for `ball`, nor `body` for `today`.

/// The most letters of a word that are compared: the cost grows with their square.
const MOST_LETTERS: usize = 64;
/// The most letters of a short word.
const LONGEST_SHORT: usize = 5;
/// The most names that are suggested.
const MOST_OFFERED: usize = 3;
/// The fewest letters of an abbreviation (`should` for `shoulders`).
const SHORTEST_START: usize = 3;
/// The fewest letters of a name that was typed with an ending (`holding` for `hold`).
const SHORTEST_STEM: usize = 4;
/// The most letters of such an ending.
const LONGEST_ENDING: usize = 3;

/// The names that a mistyped word may have meant, the likeliest first, at most three; none if none is
/// likely. Of two that are equally likely, the one that is listed first comes first.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let word = plain(word);
    let mut found: Vec<(usize, &str)> =
        names.into_iter().filter_map(|name| Some((distance(&word, &plain(name))?, name))).collect();
    found.sort_by_key(|it| it.0);
    // A name that is a slip farther away than the likeliest was not meant.
    let farthest = found.first().map_or(0, |it| it.0 + 2);
    found.retain(|it| it.0 <= farthest);
    let mut offered: Vec<&str> = Vec::new();
    for (_, name) in found {
        if offered.len() < MOST_OFFERED && !offered.contains(&name) {
            offered.push(name);
        }
    }
    offered
}

/// The one name that a word meant: the likeliest, if no other is as likely.
pub fn meant<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let typed = plain(word);
    let mut likeliest: Option<(usize, &str)> = None;
    let mut alone = false;
    for name in names {
        let Some(far) = distance(&typed, &plain(name)) else { continue };
        match likeliest {
            Some((least, _)) if far > least => {}
            Some((least, it)) if far == least => alone = it == name && alone,
            Some(_) | None => (likeliest, alone) = (Some((far, name)), true),
        }
    }
    likeliest.filter(|_| alone).map(|(_, name)| name)
}

/// The distance of a name from the word that was typed: 0 if they are equal, none if it was hardly meant. A slip
/// counts two, so that a shortened name lies between one slip and two.
fn distance(word: &str, name: &str) -> Option<usize> {
    let letters = [word, name].map(|it| it.chars().count());
    let [short, long] = [letters[0].min(letters[1]), letters[0].max(letters[1])];
    let slips = strsim::damerau_levenshtein(word, name);
    if slips <= forgiven(long) && begins_alike(word, name, slips) && !is_another_word(word, name, slips) {
        return Some(slips * 2);
    }
    let is_start = short >= SHORTEST_START && name.starts_with(word);
    let is_stem = short >= SHORTEST_STEM && word.starts_with(name) && long - short <= LONGEST_ENDING;
    (is_start || is_stem).then_some(3)
}

/// The most slips in a word of this many letters.
fn forgiven(letters: usize) -> usize {
    match letters {
        0..=2 => 0, // a name of two letters has to be right
        3..=6 => 1,
        7..=10 => 2,
        _ => 3,
    }
}

/// Whether the first letter is right: people seldom mistype it, and a short word that begins with another letter
/// is another word. It may have changed places with the second letter, and a long word may lack it.
fn begins_alike(word: &str, name: &str, slips: usize) -> bool {
    let [mut typed, mut meant] = [word.chars(), name.chars()];
    let ([a, b], [c, d]) = ([typed.next(), typed.next()], [meant.next(), meant.next()]);
    a == c || (a == d && b == c) || (slips == 1 && word.chars().count() > 4 && (a == d || b == c))
}

/// Whether a short word with another letter in it is another word: too many are one letter apart, such as
/// `left` and `lift`, or `waist` and `wrist`. The letter must have been missed on the keyboard; of three
/// letters none may be another.
fn is_another_word(word: &str, name: &str, slips: usize) -> bool {
    let [typed, meant] = [word, name].map(|it| it.chars().count());
    let is_one_letter = typed == meant && slips == 1 && !is_swapped(word, name);
    match typed.max(meant) {
        0..=3 => !is_swapped(word, name),
        4..=LONGEST_SHORT if is_one_letter => {
            !word.chars().zip(name.chars()).any(|(a, b)| a != b && are_neighbours(a, b))
        }
        _ => false,
    }
}

/// The letters of a keyboard, row by row; a row lies half a key to the right of the one above.
const KEYBOARD: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

fn are_neighbours(one: char, other: char) -> bool {
    let place = |letter| {
        KEYBOARD.iter().enumerate().find_map(|(row, keys)| Some((row, 2 * keys.find(letter)? + row)))
    };
    match (place(one), place(other)) {
        (Some(one), Some(other)) => one.0.abs_diff(other.0) <= 1 && one.1.abs_diff(other.1) <= 2,
        (None, _) | (_, None) => false,
    }
}

/// Whether two words have the same letters.
fn is_swapped(word: &str, name: &str) -> bool {
    let sorted = |it: &str| {
        let mut letters: Vec<char> = it.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(word) == sorted(name)
}

/// A word as it is compared: in lower case, with one `-` for each run of other signs than letters and digits.
pub fn plain(word: &str) -> String {
    let mut plain = String::new();
    for letter in word.chars().take(MOST_LETTERS).flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            plain.push(letter);
        } else if !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
    }
    plain.truncate(plain.trim_end_matches('-').len());
    plain
}

/// Letters of other alphabets that look like Latin ones.
const LOOKALIKES: &[(&str, char)] = &[
    ("\u{430}\u{3b1}", 'a'),
    ("\u{441}", 'c'),
    ("\u{435}", 'e'),
    ("\u{456}\u{3b9}", 'i'),
    ("\u{458}", 'j'),
    ("\u{43e}\u{3bf}", 'o'),
    ("\u{440}\u{3c1}", 'p'),
    ("\u{455}", 's'),
    ("\u{3bd}", 'v'),
    ("\u{445}", 'x'),
    ("\u{443}", 'y'),
];

/// A word with letters of other alphabets as it looks in Latin ones, and the first of them; none if it has none.
pub fn in_latin(name: &str) -> Option<(String, char)> {
    let like = |it: char| LOOKALIKES.iter().find(|(letters, _)| letters.contains(it)).map(|it| it.1);
    let first = name.chars().find(|it| like(*it).is_some())?;
    Some((name.chars().map(|it| like(it).unwrap_or(it)).collect(), first))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &[
        "neck",
        "shoulders",
        "upper-back",
        "lower-back",
        "hips",
        "wrists",
        "arms",
        "body",
        "everything",
        "wall",
        "jaw",
        "posture",
        "neck-release",
        "seated-twist",
        "standing-itb-stretch",
        "seated-chest-lift",
        "thread-the-needle",
        "list",
        "log",
        "check",
        "hold",
        "move",
        "gentle",
        "steady",
        "full",
        "wrist",
        "lift",
    ];

    #[test]
    fn a_slip_finds_what_was_meant() {
        let check = |word: &str, meant: &[&str]| {
            assert_eq!(nearest(word, NAMES.iter().copied()), meant, "{word}");
        };
        check("nek", &["neck"]);
        check("nekc", &["neck"]);
        check("enck", &["neck"]);
        check("nexk", &["neck"]);
        check("NECK ", &["neck"]);
        check("sholders", &["shoulders"]);
        check("houlders", &["shoulders"]);
        check("shulders", &["shoulders"]);
        check("should", &["shoulders"]);
        check("uper back", &["upper-back"]);
        check("neck relase", &["neck-release"]);
        check("lst", &["list"]);
        check("lgo", &["log"]);
        check("jwa", &["jaw"]);
        check("holdd", &["hold"]);
        check("holding", &["hold"]);
        check("genle", &["gentle"]);
        check("ful", &["full"]);
        check("seated twits", &["seated-twist"]);
    }

    #[test]
    fn another_word_finds_nothing() {
        let words = "ball law jab settings stats today areas left waist nick hunt fell the every-1h deck lips crest-fallen zzzz a \
                     el hop le is \u{1b}[2J - ... random resume";
        for word in words.split_whitespace() {
            assert_eq!(nearest(word, NAMES.iter().copied()), [""; 0], "{word}");
        }
        assert_eq!(nearest("", NAMES.iter().copied()), [""; 0]);
    }

    #[test]
    fn the_likeliest_comes_first_and_three_are_enough() {
        assert_eq!(
            nearest("abcdefg", ["abcdexy", "abcdefh", "abcdefgh"]),
            ["abcdefh", "abcdefgh", "abcdexy"]
        );
        assert_eq!(
            nearest("abcdef", ["abcdeg", "abcdeh", "abcdeg", "abcdei", "abcdej"]),
            ["abcdeg", "abcdeh", "abcdei"]
        );
    }

    #[test]
    fn what_was_meant_is_one_name_or_none() {
        let meant = |word| meant(word, NAMES.iter().copied());
        assert_eq!(
            [meant("nek"), meant("hip"), meant("upper back")],
            [Some("neck"), Some("hips"), Some("upper-back")]
        );
        assert_eq!(meant("seated"), None, "two begin so");
        assert_eq!(meant("ball"), None);
    }

    #[test]
    fn a_word_of_any_length_costs_little() {
        let long = "a".repeat(1 << 20);
        assert_eq!(nearest(&long, [long.as_str()]).len(), 1, "only what begins it is compared");
    }
}
