//! Sentences: where one ends, and which of them a person needs who has heard them all before.
//!
//! The rules are those of text segmentation (UAX #29) with a list of abbreviations. Where a mark
//! may or may not end a sentence, it does not: too many words are better than half a sentence.

use super::text::Text;

/// Marks that end a sentence before a blank. A semicolon ends a clause that stands for itself.
const ENDS: &[char] = &['.', '!', '?', ';', '…', '‼', '⁇', '⁈', '⁉', '؟', '۔', '؛', '։', '׃', '።', '፧'];
/// Marks of scripts that write no blank after them.
const ENDS_WITHOUT_BLANK: &[char] =
    &['。', '！', '？', '｡', '．', '；', '।', '॥', '။', '។', '៕', '᙮', '꓿', '︒', '﹒', '﹖', '﹗'];
/// Brackets and quotes: inside them no sentence ends.
const PAIRS: &[(char, char)] = &[
    ('(', ')'),
    ('[', ']'),
    ('“', '”'),
    ('„', '“'),
    ('«', '»'),
    ('»', '«'),
    ('（', '）'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
    ('〈', '〉'),
    ('《', '》'),
    ('"', '"'),
];

/// Abbreviations that belong to the word after them, and so never end a sentence.
const LEADING: &[&str] = &[
    "dr", "mr", "mrs", "ms", "mx", "prof", "st", "mt", "vs", "approx", "incl", "excl", "cf", "ca", "resp",
    "esp", "viz", "eg", "ie", "sr", "sra", "dra", "mme", "mlle", "dott", "sig", "bzw", "ggf", "evtl", "inkl",
    "exkl", "mind", "vgl", "env", "aprox", "bijv", "bv",
];
/// Abbreviations that belong to the number after them.
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "nr", "fig", "figs", "abb", "vol", "ch", "p", "pp", "par", "eq", "ex", "app", "tab", "pl",
    "pos", "lvl", "min", "max", "sec", "art",
];
/// Abbreviations that may end a sentence, depending on what follows.
const EITHER: &[&str] = &[
    "etc", "min", "mins", "sec", "secs", "hr", "hrs", "max", "in", "ft", "cm", "mm", "lb", "lbs", "kg",
    "deg", "rep", "reps", "wk", "wks", "al", "jr", "inc", "ltd", "usw", "sek", "std", "ecc", "enz", "alt",
    "opp", "ext", "int", "lat", "horiz", "vert", "a.m", "p.m", "u.s", "u.k",
];

/// The sentences of a text, each with its closing marks. Only the blanks between them are left out.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    // In a text without capitals, a capital is no sign of a new sentence.
    let casual = text.chars().find(|it| it.is_alphabetic()).is_some_and(char::is_lowercase);
    let mut at = 0;
    while let Some(sign) = text[at..].chars().next() {
        if let Some(inside) = enclosed(text, at, sign) {
            let end = at + inside;
            let last = text[..end].chars().rev().nth(1).unwrap_or(sign);
            at = end;
            if is_mark(last) && closes(&text[start..end], last, &text[end..], false) {
                found.push(text[start..end].trim());
                start = end;
            }
            continue;
        }
        let begins = at;
        at += sign.len_utf8();
        if !is_mark(sign) {
            continue;
        }
        let marks = at_first(&text[begins..], |it| !is_mark(it));
        let mark = match &text[begins..begins + marks] {
            "." => '.',
            dots if dots.trim_matches('.').is_empty() => '…',
            several => several.chars().next_back().unwrap_or(sign),
        };
        at = begins + marks;
        let sentence = &text[start..at];
        at += at_first(&text[at..], |it| !is_closer(it));
        if closes(sentence, mark, &text[at..], casual) {
            found.push(text[start..at].trim());
            start = at;
        }
    }
    let rest = text[start..].trim();
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

fn is_mark(sign: char) -> bool {
    ENDS.contains(&sign) || ENDS_WITHOUT_BLANK.contains(&sign)
}

fn is_closer(sign: char) -> bool {
    matches!(sign, '\'' | '’') || PAIRS.iter().any(|pair| pair.1 == sign)
}

/// The number of bytes before the first character for which `stops` is true.
fn at_first(text: &str, stops: impl Fn(char) -> bool) -> usize {
    text.find(stops).unwrap_or(text.len())
}

/// The length in bytes of a bracket or a quote that opens here, with its closing mark.
fn enclosed(text: &str, at: usize, sign: char) -> Option<usize> {
    let (_, close) = PAIRS.iter().find(|pair| pair.0 == sign)?;
    let before = text[..at].chars().next_back();
    let opens = before.is_none_or(|it| it.is_whitespace() || !(it.is_alphanumeric() && it.is_ascii()));
    let rest = &text[at + sign.len_utf8()..];
    let inside = if opens { rest.find(*close)? } else { return None };
    // Quotation marks around the whole text are no quote inside it.
    let whole = at == 0 && inside + close.len_utf8() == rest.len();
    (!whole).then_some(sign.len_utf8() + inside + close.len_utf8())
}

/// Whether a mark ends the sentence before it, judged by what follows.
fn closes(sentence: &str, mark: char, rest: &str, casual: bool) -> bool {
    let follows = rest.trim_start();
    let Some(next) = follows.chars().find(|it| it.is_alphanumeric() || *it == '{') else { return true };
    let blank = follows.len() < rest.len();
    if !sentence.chars().any(char::is_alphabetic) {
        // `1.` at the beginning of an item, or an ellipsis before the first word.
        return false;
    }
    if !blank {
        let decimal = mark == '．' && next.is_numeric();
        // A particle after a quote continues the sentence.
        let quoted = !sentence.ends_with(mark);
        return ENDS_WITHOUT_BLANK.contains(&mark)
            && !decimal
            && !(quoted && matches!(next, '\u{3040}'..='\u{309f}'));
    }
    match mark {
        ';' | '；' | '؛' => true,
        '.' => !abbreviates(sentence, next) && (casual || !next.is_lowercase()),
        _ => casual && mark != '…' || !next.is_lowercase(),
    }
}

/// Whether the full stop at the end belongs to an abbreviation, an initial or the number of an item.
fn abbreviates(sentence: &str, next: char) -> bool {
    let bare = sentence.trim_end_matches('.');
    let from = bare
        .rfind(|it: char| !(it.is_alphanumeric() || it == '.' || it == '-'))
        .map_or(0, |it| it + bare[it..].chars().next().map_or(1, char::len_utf8));
    let (before, word) = (&bare[..from], &bare[from..]);
    let low = word.to_lowercase();
    let known = |list: &[&str]| list.contains(&low.as_str());
    let is_first = !before.chars().any(char::is_alphabetic);
    if known(LEADING) || (known(BEFORE_NUMBERS) && next.is_numeric()) {
        return true;
    }
    if known(EITHER) {
        return next.is_numeric() || next.is_lowercase();
    }
    // e.g., i.e., z.B., m.b.v.
    let parts = || low.split(['.', '-']);
    if low.contains('.') && parts().all(|it| (1..=3).contains(&it.chars().count()) && !has_digit(it)) {
        return true;
    }
    let mut letters = word.chars();
    let (first, more) = (letters.next(), letters.next());
    match (first, more) {
        (Some(letter), None) if letter.is_alphabetic() => {
            // `a. Lift`, or an initial; but "into a V." and "so do I." end.
            let named = ["a", "an", "the", "letter", "point", "plan", "vitamin", "type", "grade", "of"];
            let said = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
            is_first || (letter.is_uppercase() && letter != 'I' && !named.contains(&said.as_str()))
        }
        // `iv. Lift`
        _ => is_first && ["ii", "iii", "iv", "vi", "vii", "viii", "ix"].contains(&low.as_str()),
    }
}

fn has_digit(text: &str) -> bool {
    text.contains(char::is_numeric)
}

/// Whether a text ends as a sentence does.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(is_closer).ends_with(is_mark)
}

/// What a sentence is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It says what to do.
    Asks,
    /// It says what is felt, or explains.
    Tells,
}

/// First words of sentences that ask for nothing.
const TELLING: &[&str] = &[
    "feel", "feels", "feeling", "notice", "this", "these", "it", "it's", "that's", "there", "there's",
    "good", "fine", "great", "nice", "well", "because", "note", "remember",
];
/// First words of sentences that say how something is done.
const REFINING: &[&str] = &[
    "keep", "let", "leave", "do", "don't", "avoid", "breathe", "relax", "stay", "try", "be", "if", "start",
    "only", "no", "not", "never", "imagine", "your", "you", "without", "as", "when", "ease", "soften",
    "enjoy", "smile", "blink", "stop",
];
/// First words of sentences that are an action only if they name the side: "Rest your {side} ankle".
const VAGUE: &[&str] = &["hold", "rest", "make", "both", "go", "repeat", "switch", "change"];
/// First words of sentences that are the next thing to do.
const NEXT: &[&str] = &["then", "now", "next", "finally", "afterwards", "after"];

fn words(sentence: &str) -> impl Iterator<Item = String> {
    let bare = |it: &str| it.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
    sentence.split_whitespace().map(bare).filter(|it| it.contains(char::is_alphabetic))
}

fn role(sentence: &str) -> Role {
    let first: Vec<String> = words(sentence).take(4).collect();
    let Some(word) = first.first() else { return Role::Tells };
    let felt = first.iter().any(|it| it.starts_with("feel"));
    let tells =
        TELLING.contains(&word.as_str()) || (matches!(word.as_str(), "you" | "you'll" | "your") && felt);
    if tells { Role::Tells } else { Role::Asks }
}

/// Whether a sentence names the side, for what is done and not for what is felt.
fn names_side(sentence: &str) -> bool {
    let low = sentence.to_lowercase();
    // "and feel your {side} hip stretch" is felt; "until you feel it, then lift your {side} arm" is done.
    let felt = low.match_indices("feel").find(|(at, _)| !low[..*at].ends_with("you "));
    role(sentence) == Role::Asks && has_side(&low[..felt.map_or(low.len(), |it| it.0)])
}

fn has_side(text: &str) -> bool {
    text.contains("{side}") || text.contains("{other}")
}

/// Whether a sentence only says how the action before it is done.
fn refines(sentence: &str) -> bool {
    words(sentence).next().is_some_and(|it| REFINING.contains(&it.as_str()))
}

/// Whether a sentence seems to be an action of its own.
fn is_done(sentence: &str) -> bool {
    let is_vague = words(sentence).next().is_some_and(|it| VAGUE.contains(&it.as_str()));
    let felt = words(sentence).any(|it| it.starts_with("feel"));
    role(sentence) == Role::Asks && !refines(sentence) && !is_vague && !felt
}

fn goes_on(sentence: &str) -> bool {
    role(sentence) == Role::Asks && words(sentence).take(2).any(|it| NEXT.contains(&it.as_str()))
}

/// The short form of a text, and whether it can be trusted.
struct Short<'t> {
    kept: Vec<&'t str>,
    /// What is left out although it may be something to do.
    doubtful: Option<&'t str>,
}

impl Short<'_> {
    fn of(text: &str) -> Short<'_> {
        let all = sentences(text);
        let first = all.iter().position(|it| role(it) == Role::Asks).unwrap_or(0);
        // A sentence that names the side, or is the next thing to do, is kept, and so is what leads to it.
        let named = all.iter().position(|it| names_side(it));
        let needed =
            |at: usize, it: &str| goes_on(it) || names_side(it) && (named == Some(at) || !refines(it));
        let last = (first..all.len()).rfind(|&at| needed(at, all[at])).unwrap_or(first);
        let asks = |it: &&str| role(it) == Role::Asks;
        let kept: Vec<&str> = match all.get(first..=last) {
            Some([only]) => vec![*only],
            Some(several) => several.iter().copied().filter(asks).collect(),
            None => Vec::new(),
        };
        let doubtful = all.iter().skip(last + 1).copied().find(|it| is_done(it));
        Short { kept, doubtful }
    }
}

/// The sentences that a person needs who has heard the whole text: the one that says what to do, those that
/// name the side, and those that are done next. Sentences about what is felt, and explanations, are left out.
///
/// `text` is as a file has it, with `{side}` and `{other}` in it.
pub fn short(text: &Text) -> Text {
    let short = Short::of(text.as_str());
    let mut joined = String::new();
    for sentence in &short.kept {
        if !joined.is_empty() && !joined.ends_with(['。', '！', '？', '｡']) {
            joined.push(' ');
        }
        joined += sentence;
    }
    match joined.strip_suffix(';') {
        Some(clause) => Text::clean(&format!("{clause}.")),
        None => Text::clean(&joined),
    }
}

/// The first sentence of a text, with all its clauses, and the others.
pub fn first(text: &Text) -> (Text, Text) {
    let all = sentences(text.as_str());
    let count = all.iter().position(|it| !it.ends_with(';')).map_or(all.len(), |it| it + 1);
    let joined = |it: &[&str]| Text::clean(&it.join(" "));
    (joined(&all[..count]), joined(&all[count..]))
}

/// A sentence that the short form leaves out although it may say something to do on the second side.
pub fn doubtful(text: &Text) -> Option<Text> {
    Short::of(text.as_str()).doubtful.map(Text::clean)
}

/// Whether the short form names the side.
pub fn short_names_side(text: &Text) -> bool {
    Short::of(text.as_str()).kept.iter().any(|it| has_side(it))
}

#[cfg(test)]
mod tests;
