//! A sentence of a sheet: its amounts, and the words that are left when they are taken out.

use std::ops::Range;

use super::amount::{Amount, FoundAmount, Guess, amounts};
use crate::model::sentence;

/// An amount with the words of the sheet that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidAmount {
    /// What it is.
    pub amount: Amount,
    /// The line.
    pub line: usize,
    /// Its words.
    pub quote: String,
    /// Why it is a guess, if it is one.
    pub guess: Guess,
}

/// A sentence, or a part of one with a hold of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentencePart {
    /// The line in which it begins.
    pub line: usize,
    /// What is left without the amounts; empty if it only says how long or how often.
    pub words: String,
    /// The amounts.
    pub amounts: Vec<SaidAmount>,
}

impl SentencePart {
    /// Whether it has an amount for an exercise.
    pub fn is_dosed(&self) -> bool {
        self.amounts.iter().any(|it| {
            !matches!(
                it.amount,
                Amount::Habit
                    | Amount::Total
                    | Amount::Impossible
                    | Amount::Sides(_)
                    | Amount::First(_)
                    | Amount::Directions
                    | Amount::Only(_)
                    | Amount::Each
            )
        })
    }
}

/// The lines of a text that was joined from several: where each begins, and its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers(pub Vec<(usize, usize)>);

impl Numbers {
    /// The line of a byte.
    pub fn at(&self, byte: usize) -> usize {
        self.0.iter().rev().find(|it| it.0 <= byte).or(self.0.first()).map_or(1, |it| it.1)
    }

    /// The numbers of the text from a byte on.
    pub fn from(&self, byte: usize) -> Numbers {
        let first = (0, self.at(byte));
        let rest = self.0.iter().filter(|it| it.0 > byte).map(|it| (it.0 - byte, it.1));
        Numbers([first].into_iter().chain(rest).collect())
    }
}

/// The pieces of a text.
pub fn pieces(text: &str, numbers: &Numbers) -> Vec<SentencePart> {
    let mut pieces = Vec::new();
    for sentence in sentence::sentences(text) {
        let start = sentence.as_ptr() as usize - text.as_ptr() as usize;
        let found = amounts(sentence);
        let mut from = 0;
        for end in ends_of_holds(sentence, &found) {
            pieces.push(piece(sentence, from..end, &found, start, numbers));
            from = end;
        }
        pieces.push(piece(sentence, from..sentence.len(), &found, start, numbers));
    }
    pieces.retain(|it| !it.words.is_empty() || !it.amounts.is_empty());
    pieces
}

/// Where a sentence is cut, so that each part has one hold.
fn ends_of_holds(sentence: &str, found: &[FoundAmount]) -> Vec<usize> {
    let holds: Vec<&FoundAmount> = found.iter().filter(|it| matches!(it.amount, Amount::Hold(_))).collect();
    let mut ends = Vec::new();
    for pair in holds.windows(2) {
        let [one, next] = pair else { continue };
        let between = &sentence[one.at.end.min(next.at.start)..next.at.start];
        let joint = [", then ", " then ", "; ", ", and ", ", ", " and "]
            .iter()
            .find_map(|it| Some((between.find(it)?, it.len())));
        if let Some((at, _)) = joint {
            ends.push(one.at.end + at);
        }
    }
    ends
}

fn piece(
    sentence: &str,
    part: Range<usize>,
    found: &[FoundAmount],
    start: usize,
    numbers: &Numbers,
) -> SentencePart {
    let inside: Vec<&FoundAmount> = found.iter().filter(|it| part.contains(&it.at.start)).collect();
    let said = inside.iter().map(|it| SaidAmount {
        amount: it.amount,
        line: numbers.at(start + it.at.start),
        quote: quote(sentence, it),
        guess: it.guess,
    });
    let words = without(sentence, part.clone(), &inside);
    SentencePart {
        line: numbers.at(start + part.start),
        words: if is_filler(&words) && !inside.is_empty() { String::new() } else { words },
        amounts: said.collect(),
    }
}

/// The words of an amount, with the verb before it.
fn quote(sentence: &str, found: &FoundAmount) -> String {
    let before = sentence[..found.at.start].trim_end();
    const LEADS: &[&str] =
        &["for", "about", "repeat", "hold", "up", "to", "at", "least", "do", "between", "on", "stay", "rest"];
    let mut from = found.at.start;
    for word in before.rsplit(' ').take(4) {
        if !LEADS.contains(&word.to_lowercase().as_str()) {
            break;
        }
        from = word.as_ptr() as usize - sentence.as_ptr() as usize;
    }
    sentence[from..found.at.end].to_owned()
}

/// Words before an amount that mean nothing without it.
const LEADING: &[&str] = &[
    "for",
    "about",
    "approximately",
    "around",
    "approx",
    "approx.",
    "roughly",
    "up",
    "to",
    "at",
    "least",
    "of",
    "between",
    "~",
    "x",
    "only",
    "on",
    "another",
    "minimum",
    "maximum",
    "max",
    "min",
    "total",
    "(",
    "per",
    "@",
    "=",
    "w/",
    "w/a",
];

/// A sentence without its amounts.
fn without(sentence: &str, part: Range<usize>, found: &[&FoundAmount]) -> String {
    let mut text = String::new();
    let mut from = part.start;
    for it in found {
        let end = it.at.end.min(part.end);
        if it.at.start < from {
            from = from.max(end);
            continue;
        }
        if matches!(it.amount, Amount::Impossible) {
            continue;
        }
        push_trimmed(&mut text, &sentence[from..it.at.start]);
        from = end;
    }
    text.push_str(&sentence[from.min(part.end)..part.end]);
    tidied(&text)
}

fn push_trimmed(text: &mut String, more: &str) {
    text.push_str(more);
    let mut after = String::new();
    loop {
        let trimmed = text.trim_end();
        let last = trimmed.rsplit([' ', '\t']).next().unwrap_or_default();
        let is_leading = LEADING.contains(&last.to_lowercase().as_str())
            || last.to_lowercase() == "a" && trimmed.len() < text.len();
        // "Keep your leg up for 5 seconds": "up" belongs to "to" alone.
        if last.is_empty() || !is_leading || last.eq_ignore_ascii_case("up") && after != "to" {
            break;
        }
        after = last.to_lowercase();
        let end = trimmed.len() - last.len();
        text.truncate(end);
    }
    text.push(' ');
}

/// Blanks, commas and brackets as they belong when something between them is gone.
fn tidied(text: &str) -> String {
    // "(A)" points to a picture.
    let is_picture = |it: &str| {
        let bare = it.trim_end_matches(['.', ',', ';']);
        bare.len() == 3
            && bare.starts_with('(')
            && bare.ends_with(')')
            && bare.as_bytes()[1].is_ascii_uppercase()
            && !matches!(bare.as_bytes()[1], b'L' | b'R') // the sides
    };
    let kept = text.split_whitespace().map(|it| if is_picture(it) { &it[3..] } else { it });
    let mut text = kept.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
    const MENDED: &[(&str, &str)] = &[
        ("( )", ""),
        ("()", ""),
        ("[ ]", ""),
        ("[]", ""),
        ("( ", "("),
        (" )", ")"),
        ("(, ", "("),
        (",)", ")"),
        ("(and ", "("),
        ("(;", "("),
        (" ,", ","),
        (" .", "."),
        (" ;", ";"),
        (",,", ","),
        (", .", "."),
        (",.", "."),
        (";.", "."),
        (", ;", ";"),
        (", and.", "."),
        (" and.", "."),
        (", then rest.", "."),
        (", then repeat.", "."),
        (" then repeat.", "."),
        (", then.", "."),
        (", hold and repeat.", ", hold."),
        (" and repeat.", "."),
        (", repeat.", "."),
        (" then.", "."),
        (":.", "."),
        ("-.", "."),
        ("/.", "."),
        ("..", "."),
        ("  ", " "),
        (" , ", ", "),
        (", and,", ","),
        (" and,", ","),
        ("/ ", " "),
        (" x ", " "),
        (" !", "!"),
        ("(-", "("),
        (" -,", ","),
        (" on.", "."),
        (" with.", "."),
    ];
    loop {
        let before = text.len();
        for (wrong, right) in MENDED {
            if text.contains(wrong) {
                text = text.replace(wrong, right);
            }
        }
        text = text
            .trim()
            .trim_start_matches([',', ';', ':', '.', '-', '–', '—', '/', ')', '|', '&', '+', '=', '!'])
            .trim_start()
            .to_owned();
        for end in [
            ",",
            ";",
            ":",
            " -",
            " –",
            " —",
            "/",
            "(",
            " and repeat",
            " and take",
            ", repeat",
            " and",
            " then",
            " on",
            " with",
            " for",
            " x",
            "|",
            " &",
            " +",
            " =",
            "-",
            " to",
            " of",
        ] {
            text = text.strip_suffix(end).unwrap_or(&text).trim_end().to_owned();
        }
        for begin in ["and ", "then ", "Then, ", "x ", "of "] {
            text = text.strip_prefix(begin).unwrap_or(&text).to_owned();
        }
        if text.len() >= before {
            return text;
        }
    }
}

/// Words of a sentence that only says how long or how often.
const FILLER: &[&str] = &[
    "hold",
    "holding",
    "held",
    "it",
    "this",
    "that",
    "position",
    "stretch",
    "stretches",
    "pose",
    "the",
    "and",
    "then",
    "repeat",
    "repeats",
    "repeated",
    "for",
    "stay",
    "there",
    "here",
    "do",
    "perform",
    "complete",
    "aim",
    "total",
    "of",
    "a",
    "about",
    "each",
    "exercise",
    "exercises",
    "movement",
    "sequence",
    "sets",
    "set",
    "reps",
    "rounds",
    "time",
    "times",
    "duration",
    "rest",
    "keep",
    "on",
    "to",
    "side",
    "sides",
    "with",
    "more",
    "again",
    "both",
    "other",
    "in",
    "as",
    "at",
    "least",
    "up",
    "all",
    "one",
    "seconds",
    "these",
    "steps",
    "whole",
    "process",
    "try",
    "you",
    "can",
    "if",
    "before",
    "switch",
    "switching",
    "should",
    "be",
    "between",
    "just",
    "recommended",
    "or",
    "end",
    "sec",
    "same",
    "way",
    "now",
    "maintain",
    "remain",
    "alternate",
    "twice",
    "build",
    "gradually",
    "daily",
    "per",
    "day",
    "lasting",
    "is",
    "will",
    "minimum",
    "need",
    "needed",
    "necessary",
    "rep",
    "round",
    "every",
    "next",
    "so",
    "count",
    "slow",
    "cycle",
    "continue",
    "want",
    "through",
    "resting",
    "stretching",
    "swap",
    "plenty",
    "enough",
    "alternating",
    "finish",
];

/// Whether words say nothing without the amount that stood among them.
pub fn is_filler(words: &str) -> bool {
    let bare = super::title::words(words);
    // "90/90" is a name.
    let is_figure = |it: &str| it.chars().all(|it| !it.is_alphabetic()) && !it.contains('/');
    bare.iter().all(|it| FILLER.contains(&it.as_str()) || is_figure(it))
}

/// Whether a sentence is advice for the whole sheet, and nothing to do now.
pub fn is_advice(words: &str) -> bool {
    const BEGINS: &[&str] = &[
        "stop if",
        "stop when",
        "stop immediately",
        "call ",
        "contact ",
        "if you have",
        "if the pain",
        "if pain",
        "if you feel any",
        "if symptoms",
        "if this hurts",
        "see your",
        "see a",
        "see someone",
        "consult",
        "ask your",
        "talk to",
        "speak to",
        "these exercises",
        "these stretches",
        "this exercise",
        "this stretch",
        "aim to do",
        "do these",
        "do not bounce",
        "never bounce",
        "remember to breathe",
        "copyright",
        "©",
        "always ",
        "good luck",
        "for best results",
        "benefits",
    ];
    let low = words.to_lowercase();
    BEGINS.iter().any(|it| low.starts_with(it))
}

/// What is left of a sentence that begins with its hold: "Hold, then relax".
pub fn behind_hold(words: &str) -> Option<&str> {
    let low = words.to_lowercase();
    let first = [
        "hold",
        "stay",
        "pause",
        "hold there",
        "stay there",
        "hold it",
        "hold this position",
        "hold this",
        "hold here",
    ];
    let (_, rest) = first
        .iter()
        .filter_map(|it| low.strip_prefix(it).map(|rest| (it, rest)))
        .max_by_key(|it| it.0.len())?;
    let mut rest = &words[words.len() - rest.len()..];
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    loop {
        let before = rest.len();
        rest = rest.trim_start_matches([',', ';', ' ', '.', '-', '–']);
        for joint in ["then ", "and ", "before ", "as you "] {
            rest = rest.strip_prefix(joint).unwrap_or(rest);
        }
        if rest.len() == before {
            let is_more = super::title::begins_with_verb(rest)
                || super::title::words(rest).len() == 1 && !rest.to_lowercase().ends_with("ly");
            return is_more.then_some(rest);
        }
    }
}

/// Whether a sentence only remarks on the one before: what is felt, or how to do it.
pub fn is_remark(words: &str) -> bool {
    const BEGINS: &[&str] = &[
        "you should",
        "you will",
        "you'll",
        "you may",
        "you might",
        "feel ",
        "this ",
        "it ",
        "it's",
        "do not",
        "don't",
        "avoid ",
        "make sure",
        "be careful",
        "be sure",
        "keep ",
        "try not",
        "try to",
        "remember",
        "ensure",
        "only ",
        "never ",
        "if ",
        "note",
        "let ",
        "breathe ",
        "there should",
        "the stretch",
        "your back should",
        "that ",
        "these ",
        "stop ",
        "always ",
        "focus ",
        "imagine ",
        "try ",
        "without ",
        "as far",
        "most ",
        "people ",
    ];
    let low = words.to_lowercase();
    BEGINS.iter().any(|it| low.starts_with(it))
}
