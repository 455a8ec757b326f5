//! Phrases in a text: a figure with its unit, and words that send the person to the other side.

use crate::model::{parse::figures, text::Text};

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedUnit {
    Seconds,
    Breaths,
    /// What one counts to, more or less a second each.
    Counts,
    Times,
    /// Times that the routine is repeated, and not the step.
    Repeats,
    /// Sets of the whole.
    Sets,
}

/// A figure in a text, such as "20 seconds" or "repeat twice".
#[derive(Debug, PartialEq, Eq)]
pub struct StatedFigure {
    pub low: u32,
    pub high: u32,
    pub unit: StatedUnit,
    pub words: String,
}

/// Words that send the person to the other side.
#[derive(Debug, PartialEq, Eq)]
pub struct OtherSide {
    pub words: String,
    /// Whether the text begins with it: "Now the other side: lean left."
    pub leads: bool,
    /// Whether both sides take turns within the step.
    pub alternates: bool,
    /// Whether the text says hardly anything else.
    pub is_all: bool,
}

/// How many words may stand beside those that send to the other side, in a text that says nothing else.
const MOST_BESIDE: usize = 3;

/// A text taken apart: each word as it stands, bare and in lower case, and whether a clause ends
/// with it.
struct TextWords<'t> {
    written: Vec<&'t str>,
    bare: Vec<String>,
    ends: Vec<bool>,
}

impl<'t> TextWords<'t> {
    fn of(text: &'t Text) -> TextWords<'t> {
        let written: Vec<&str> = text.as_str().split(' ').collect();
        let bare = |it: &&str| match *it {
            it if it.contains("{other}") => "{other}".to_owned(),
            it if it.contains("{side}") => "{side}".to_owned(),
            it => it.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase(),
        };
        let ends = |it: &&str| it.ends_with([',', '.', ';', ':', '!', '?', ')']);
        TextWords {
            bare: written.iter().map(bare).collect(),
            ends: written.iter().map(ends).collect(),
            written,
        }
    }

    fn at(&self, index: usize) -> &str {
        self.bare.get(index).map_or("", String::as_str)
    }

    fn is(&self, index: usize, list: &[&str]) -> bool {
        list.contains(&self.at(index))
    }

    /// The words from one to another as they are written, without the marks around them.
    fn shown(&self, from: usize, to: usize) -> String {
        let words = self.written[from..=to.min(self.written.len() - 1)].join(" ");
        words.trim_matches(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '{' | '}')).to_owned()
    }

    /// The first word from here on that is none of these; none behind the end of the clause.
    fn skip(&self, from: usize, list: &[&str]) -> Option<usize> {
        let mut at = from;
        while self.is(at, list) {
            if self.ends[at] {
                return None;
            }
            at += 1;
        }
        (at < self.bare.len()).then_some(at)
    }
}

/// Figures that say how long or how often; "after 10 seconds" is neither.
pub fn figures(text: &Text) -> Vec<StatedFigure> {
    let words = TextWords::of(text);
    let mut found = Vec::new();
    let mut repeats = false;
    let mut at = 0;
    while at < words.bare.len() {
        repeats |= words.is(at, &["repeat", "repeats"]);
        let times = if repeats { StatedUnit::Repeats } else { StatedUnit::Times };
        let relative =
            at > 0 && words.is(at - 1, &["after", "every", "each", "within", "another", "last", "first"]);
        match figure(&words, at, times) {
            Some((figure, next)) => {
                if !relative {
                    found.push(figure);
                }
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// The figure that begins at this word, and the word behind it.
fn figure(words: &TextWords<'_>, at: usize, times: StatedUnit) -> Option<(StatedFigure, usize)> {
    let made = |(low, high): (u32, u32), (unit, worth): (StatedUnit, u32), last: usize| {
        let figure =
            StatedFigure { low: low * worth, high: high * worth, unit, words: words.shown(at, last) };
        Some((figure, last + 1))
    };
    match words.at(at) {
        "twice" => return made((2, 2), (times, 1), at),
        "thrice" => return made((3, 3), (times, 1), at),
        "count" | "counting" | "counts" if words.is(at + 1, &["to", "of", "until"]) => {
            return made(number(words.at(at + 2))?, (StatedUnit::Counts, 1), at + 2);
        }
        "half" if words.is(at + 1, &["a"]) && words.is(at + 2, &["minute"]) => {
            return made((30, 30), (StatedUnit::Seconds, 1), at + 2);
        }
        "a" if at > 0 && words.is(at - 1, &["for"]) && words.is(at + 1, &["minute"]) => {
            return made((60, 60), (StatedUnit::Seconds, 1), at + 1);
        }
        _ => {}
    }
    // `20s` and `30-second`
    let (digits, glued) = split_number(words.at(at));
    if let Some(unit) = unit_of(glued.trim_start_matches('-'), times).filter(|_| !glued.is_empty()) {
        return made(number(digits)?, unit, at);
    }
    let (low, mut high) = number(words.at(at))?;
    let mut last = at;
    if low == high
        && (words.is(at + 1, &["to", "or"]) || words.written.get(at + 1).is_some_and(|it| is_dash(it)))
    {
        let (digits, glued) = split_number(words.at(at + 2));
        if let Some((_, to)) =
            number(if glued.is_empty() { words.at(at + 2) } else { digits }).filter(|it| it.1 > low)
        {
            if let Some(unit) = unit_of(glued, times).filter(|_| !glued.is_empty()) {
                return made((low, to), unit, at + 2);
            }
            (high, last) = (to, at + 2);
        }
    }
    const KINDS: &[&str] = &[
        "deep", "slow", "full", "long", "calm", "easy", "big", "gentle", "complete", "steady", "quiet",
        "even", "normal", "relaxed", "more", "whole", "good",
    ];
    let next = (last + 1..=last + 3).find(|it| !words.is(*it, KINDS))?;
    made((low, high), unit_of(words.at(next), times)?, next)
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "\u{2013}" | "\u{2014}")
}

/// A word that begins with figures: those, and the letters behind them.
fn split_number(word: &str) -> (&str, &str) {
    let end = word.rfind(|it: char| it.is_ascii_digit()).map_or(0, |it| it + 1);
    word.split_at(end)
}

fn unit_of(word: &str, times: StatedUnit) -> Option<(StatedUnit, u32)> {
    match word {
        "s" | "sec" | "secs" | "second" | "seconds" => Some((StatedUnit::Seconds, 1)),
        "min" | "mins" | "minute" | "minutes" => Some((StatedUnit::Seconds, 60)),
        "breath" | "breaths" => Some((StatedUnit::Breaths, 1)),
        "count" | "counts" => Some((StatedUnit::Counts, 1)),
        "time" | "times" | "x" => Some((times, 1)),
        "sets" | "rounds" => Some((StatedUnit::Sets, 1)),
        _ => None,
    }
}

/// A number in figures, as a word, or a range of either; at most 1,000.
fn number(word: &str) -> Option<(u32, u32)> {
    let (low, high) = word.split_once(['-', '\u{2013}']).unwrap_or((word, word));
    let (low, high) = (figure_of(low)?, figure_of(high)?);
    match (low, high) {
        // "forty-five"
        (20.., ..10) if low % 10 == 0 => Some((low + high, low + high)),
        _ => Some((low, high)),
    }
}

fn figure_of(word: &str) -> Option<u32> {
    figures::in_words(word).or_else(|| word.parse::<u32>().ok().filter(|it| *it <= 1_000))
}

/// What comes in pairs.
const PAIRED: &[&str] = &[
    "side",
    "sides",
    "leg",
    "legs",
    "arm",
    "arms",
    "hand",
    "hands",
    "foot",
    "feet",
    "knee",
    "knees",
    "hip",
    "hips",
    "ankle",
    "ankles",
    "shoulder",
    "shoulders",
    "wrist",
    "wrists",
    "elbow",
    "elbows",
    "ear",
    "thigh",
    "calf",
];
const OTHER: &[&str] = &["other", "opposite", "second", "{other}"];
const EACH: &[&str] = &["each", "both", "either", "per"];

/// The first words that send the person to the other side: "switch legs", "repeat on the other side",
/// "now do the left". "The other side of your neck" and "one hand, then the other" do not.
pub fn asks_for_other_side(text: &Text) -> Option<OtherSide> {
    let words = TextWords::of(text);
    (0..words.bare.len()).find_map(|at| {
        let last = switched(&words, at).or_else(|| repeated(&words, at)).or_else(|| then_other(&words, at));
        let last = last.or_else(|| other_again(&words, at)).or_else(|| each_side(&words, at))?;
        Some(OtherSide {
            words: words.shown(at, last),
            leads: at < 2,
            alternates: words.at(at).starts_with("alternat"),
            is_all: words.bare.len() <= last + 1 - at + MOST_BESIDE,
        })
    })
}

/// What is paired here, if it is not the side of something.
fn paired(words: &TextWords<'_>, at: usize) -> Option<usize> {
    (words.is(at, PAIRED) && (words.ends[at] || !words.is(at + 1, &["of", "position", "hold", "grip"])))
        .then_some(at)
}

/// "Switch sides", "change your legs", "swap over", "switch to the other leg".
fn switched(words: &TextWords<'_>, at: usize) -> Option<usize> {
    const VERBS: &[&str] = &[
        "switch",
        "change",
        "swap",
        "alternate",
        "switching",
        "changing",
        "swapping",
        "alternating",
        "reverse",
    ];
    if !words.is(at, VERBS) || words.ends[at] {
        return None;
    }
    if words.is(at + 1, &["over"]) && words.ends[at + 1] {
        return Some(at + 1);
    }
    let next = words.skip(at + 1, &["your", "the", "over", "to", "both", "between"])?;
    if words.is(next, OTHER) {
        return paired(words, next + 1);
    }
    paired(words, next).filter(|_| words.at(next) != "foot" && words.at(next) != "hand")
}

/// "Repeat on the other side", "the same with the left", "do both sides".
fn repeated(words: &TextWords<'_>, at: usize) -> Option<usize> {
    if !words.is(at, &["repeat", "redo", "same", "again", "continue", "do"]) || words.ends[at] {
        return None;
    }
    const BETWEEN: &[&str] = &[
        "on", "with", "for", "to", "the", "your", "it", "this", "thing", "all", "exercise", "stretch",
        "movement", "at", "using", "same", "again",
    ];
    let next = words.skip(at + 1, BETWEEN)?;
    if words.is(next, OTHER) {
        let bare = next + 1 == words.bare.len() || words.ends[next];
        let placeholder = words.at(next) == "{other}" && !words.is(next + 1, &["side", "sides"]);
        return if bare { Some(next) } else { paired(words, next + 1) }.filter(|_| !placeholder);
    }
    if words.is(next, &["left", "right"]) && next > at + 1 {
        let bare = next + 1 == words.bare.len() || words.ends[next];
        return if bare { Some(next) } else { paired(words, next + 1) };
    }
    if words.is(next, EACH) { paired(words, next + 1) } else { None }
}

/// "Then the other leg", "now the left side".
fn then_other(words: &TextWords<'_>, at: usize) -> Option<usize> {
    if !words.is(at, &["then", "now", "next"]) {
        return None;
    }
    let next = words.skip(at + 1, &["do", "the", "your", "to", "on", "with", "move", "go", "try", "use"])?;
    let in_turn = (0..at).any(|it| words.is(it, &["one", "first", "each"]));
    if in_turn {
        return None;
    }
    if words.is(next, &["other", "opposite", "second"]) {
        let bare = next + 1 == words.bare.len() || words.ends[next];
        return if bare { Some(next) } else { paired(words, next + 1) };
    }
    if words.is(next, &["left", "right"]) && words.is(next + 1, &["side"]) && next > at + 1 {
        return paired(words, next + 1);
    }
    None
}

/// "To the other side and repeat".
fn other_again(words: &TextWords<'_>, at: usize) -> Option<usize> {
    if !words.is(at, OTHER) || !words.is(at + 1, PAIRED) {
        return None;
    }
    let next = (at + 2..words.bare.len()).find(|it| !words.is(*it, &["and", "then", "do", "the"]))?;
    (next > at + 2 || words.ends[at + 1])
        .then_some(next)
        .filter(|it| words.is(*it, &["repeat", "same", "again"]))
}

/// "20 seconds on each side", "5 times per leg".
fn each_side(words: &TextWords<'_>, at: usize) -> Option<usize> {
    if !words.is(at, EACH) || !words.is(at + 1, PAIRED) || at == 0 {
        return None;
    }
    let counted = (1..=2).any(|back| {
        at.checked_sub(back)
            .is_some_and(|it| unit_of(split_number(words.at(it)).1, StatedUnit::Times).is_some())
    });
    let number = at.checked_sub(1).is_some_and(|it| number(words.at(it)).is_some());
    (words.at(at) == "per" || counted || number).then_some(at + 1)
}

#[cfg(test)]
mod tests;
